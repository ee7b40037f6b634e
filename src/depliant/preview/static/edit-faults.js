// What is wrong with the block that is being changed, as a build says it.

import { h, icon } from "./dom.js";
import { t } from "./words.js";

const MOST = 4;

/** Say it on the card; `found` is all that was found of the brochure. */
export function drawFaults(card, found) {
  const own = found.filter((one) => ["error", "warning"].includes(one.severity) && isOwn(one, card));
  card.faults.replaceChildren(...[...refused(card.refused), ...own].slice(0, MOST).map(fault));
}

/** What the server said against the last change. */
function refused(said) {
  if (!said) return [];
  if (said.found.length) return said.found;
  return [{ severity: "error", message: t(`edit.outcome.${said.outcome}`), hint: "" }];
}

function fault({ severity, message, hint }) {
  return h(
    "p",
    { class: `edit-fault ${severity}` },
    icon(severity),
    h(
      "span",
      {},
      h("span", { class: "visually-hidden" }, `${t(`severity.${severity}`)}: `),
      message,
      hint && h("span", { class: "edit-hint" }, ` ${hint}`),
    ),
  );
}

/** Whether a finding is of what is open: of its lines, or an error of its panel. */
function isOwn({ place, panel, severity }, { told, panel: mine, parts }) {
  if (place?.line) {
    const lines = [
      ...told.texts.map(({ file, line, last }) => [file, line, last]),
      ...parts.filter(({ entry }) => entry).map(({ entry }) => [entry.file, entry.line, entry.line]),
    ];
    if (lines.some(([file, first, last]) => file === place.file && place.line >= first && place.line <= last)) {
      return true;
    }
  }
  return severity === "error" && panel === mine;
}
