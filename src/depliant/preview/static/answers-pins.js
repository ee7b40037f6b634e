// What stands on the pages of a proof: the pins of the notes, and bars beside what changed.

import { h } from "./dom.js";
import { t } from "./words.js";

/**
 * The pins of an edition, as board.js takes them: of the answers' notes, and of the one that is
 * `drafted`; behind them the bars of what changed since the last proof. `open(id)` opens a note.
 */
export function answerPins({ edition, answers, drafted, isNewsShown, tileOf, open }) {
  const isHere = (note) => note.edition === edition.language && tileOf(note.panel);
  const found = answers.now.notes
    .filter(isHere)
    .map((note) => pin(note, note.id, answers.numberOf(note.id), tileOf(note.panel), () => open(note.id)));
  if (drafted && isHere(drafted)) {
    found.push(pin(drafted, "draft", answers.now.notes.length + 1, tileOf(drafted.panel), () => {}));
  }
  return isNewsShown ? [...edition.changes.flatMap((change) => bars(change, edition, tileOf(change.panel))), ...found] : found;
}

function pin(note, id, number, { slot: [left, top, width, height] }, click) {
  const kind = `pin${note.new === null ? "" : " other"}${id === "draft" ? " draft" : ""}`;
  const element = h(
    "button",
    { class: kind, type: "button", "data-note": id, "aria-label": t("answers.note.open", { number }), on: { click } },
    String(number),
  );
  return { panel: note.panel, x: left + note.x * width, y: top + note.y * height, element };
}

function bars({ panel, how, changes }, edition, tile) {
  if (!tile || how === "same") return [];
  const [left, top, , height] = tile.slot;
  const bar = (y, high) => ({ panel, x: left, y, height: high, element: h("span", { class: `change-bar ${how}`, "aria-hidden": "true" }) });
  if (!changes.length) return [bar(top, height)];
  const boxes = changes.map(({ key }) => edition.blocks[panel].find((one) => one.key === key)?.box).filter(Boolean);
  return boxes.map(([, y, , high]) => bar(y, high));
}
