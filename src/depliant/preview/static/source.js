// A file of the project as it is written: a click in it shows the word on the page, and back.

import { h, icon } from "./dom.js";
import { onPointing, pinFound, placeText, pointed } from "./pointing.js";
import { t } from "./words.js";

let context = null;
let chooser = null;
let list = null;
let foot = null;
let shown = { file: "", lines: [], revision: "" };
let current = { line: 0, column: 1, end: 0 };
let asking = 0;

export const sourcePane = {
  id: "source",
  key: "y",
  word: "pane.source",
  mount(element, given) {
    context = given;
    chooser = h("select", {
      class: "source-file",
      "aria-label": t("source.file"),
      on: { change: () => open(chooser.value) },
    });
    const copy = h(
      "button",
      { class: "button quiet", type: "button", "aria-label": t("place.copy"), title: t("place.copy"), on: { click: copied } },
      icon("copy"),
    );
    list = h("div", {
      class: "source",
      role: "listbox",
      tabindex: "0",
      "aria-label": t("source.lines"),
      on: { click: clicked, keydown: pressed },
    });
    foot = h("p", { class: "pane-foot", role: "status" }, t("source.help"));
    element.append(h("div", { class: "source-head" }, chooser, copy), list, foot);
    onPointing((found) => found?.isPinned && isOpen() && follow(found));
  },
  /** The pane has come to be seen. */
  async shown() {
    const found = pointed();
    if (found?.isPinned) await follow(found);
    else if (!shown.file) await open("");
    else await again();
  },
  update: () => isOpen() && again(),
};

const isOpen = () => document.body.dataset.pane === "source";

/** Show a place of a file, which any part of the preview may name. */
export async function showPlace({ file, line, column }, word = "") {
  if (!(await open(file))) return;
  if (line) choose(line, column ?? 1, word);
}

/** The place where what is pointed at is written. */
async function follow({ block, word }) {
  const place = word?.place ?? block?.place;
  if (place?.line) await showPlace(place, word?.figure || word?.text || "");
}

/** Have a file shown; whether it is there. */
async function open(file) {
  const revision = `${context.state().edition} ${context.state().revision}`;
  if (file && file === shown.file && revision === shown.revision) return true;
  const mine = (asking += 1);
  let told;
  try {
    told = await context.ask(`source.json?file=${encodeURIComponent(file)}`);
  } catch {
    return false;
  }
  if (mine !== asking) return false;
  const isOther = told.file !== shown.file;
  const isSame = !isOther && told.lines.join("\n") === shown.lines.join("\n");
  shown = { file: told.file, lines: told.lines, revision };
  chooser.replaceChildren(...told.files.map((name) => h("option", { value: name }, name)));
  chooser.value = told.file;
  if (!isSame) {
    list.replaceChildren(...told.lines.map(lineOf));
    if (isOther) current = { line: 0, column: 1, end: 0 };
    else drawCurrent();
  }
  return true;
}

const again = () => open(shown.file);

function lineOf(text, number) {
  return h(
    "div",
    {
      class: "source-line",
      role: "option",
      id: `source-line-${number + 1}`,
      "aria-label": `${number + 1}: ${text.trim() || t("source.blank")}`,
      "aria-selected": "false",
    },
    h("span", { class: "number", "aria-hidden": "true" }, String(number + 1)),
    h("span", { class: "text" }, text || " "),
  );
}

/** Choose a line, and the word in it that begins at a column. */
function choose(line, column, word = "") {
  const text = shown.lines[line - 1] ?? "";
  const rest = text.slice(column - 1);
  const written = /^\{[^{}\s]*\}/.exec(rest)?.[0] ?? /^[^\s{}]*[\p{L}\p{N}]/u.exec(rest)?.[0] ?? "";
  current = { line, column, end: word ? column - 1 + written.length : column - 1 };
  drawCurrent();
  const element = list.children[line - 1];
  element?.scrollIntoView({ block: "nearest" });
  const { top, bottom } = element?.getBoundingClientRect() ?? {};
  const seen = list.getBoundingClientRect();
  if (top < seen.top + 40 || bottom > seen.bottom - 40) element?.scrollIntoView({ block: "center" });
}

function drawCurrent() {
  const former = list.querySelector(".current");
  if (former) {
    former.classList.remove("current");
    former.setAttribute("aria-selected", "false");
    const text = former.querySelector(".text");
    text.textContent = text.textContent;
  }
  const element = list.children[current.line - 1];
  if (!element) {
    list.removeAttribute("aria-activedescendant");
    return;
  }
  element.classList.add("current");
  element.setAttribute("aria-selected", "true");
  list.setAttribute("aria-activedescendant", element.id);
  const written = shown.lines[current.line - 1];
  if (current.end > current.column - 1) {
    element
      .querySelector(".text")
      .replaceChildren(
        written.slice(0, current.column - 1),
        h("mark", {}, written.slice(current.column - 1, current.end)),
        written.slice(current.end),
      );
  }
}

/** Show on the page what is written at the chosen place. */
async function seek() {
  const { line, column } = current;
  const found = await context.find({ file: shown.file, line, column });
  foot.textContent = found ? t("source.help") : t("source.nothing");
  if (found) await pinFound(found);
}

function clicked(event) {
  const line = event.target.closest?.(".source-line");
  if (!line) return;
  const number = [...list.children].indexOf(line) + 1;
  const column = columnAt(event, line.querySelector(".text"));
  choose(number, column);
  seek();
}

/** The column of a line's text that was clicked. */
function columnAt({ clientX, clientY }, text) {
  const caret = document.caretPositionFromPoint?.(clientX, clientY);
  const range = caret ? null : document.caretRangeFromPoint?.(clientX, clientY);
  const node = caret?.offsetNode ?? range?.startContainer;
  if (!node || !text.contains(node)) return 1;
  let offset = caret?.offset ?? range.startOffset;
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  for (let part = walker.nextNode(); part && part !== node; part = walker.nextNode()) {
    offset += part.data.length;
  }
  return offset + 1;
}

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const page = Math.max(1, Math.floor(list.clientHeight / 20) - 1);
  const lines = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -1e9, End: 1e9 };
  if (event.key in lines) {
    const line = Math.min(Math.max(current.line + lines[event.key], 1), shown.lines.length);
    choose(line, firstColumn(line));
  } else if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
    const starts = [...(shown.lines[current.line - 1] ?? "").matchAll(/\S+/g)].map(({ index }) => index + 1);
    const on = event.key === "ArrowRight";
    const next = on ? starts.find((at) => at > current.column) : starts.findLast((at) => at < current.column);
    if (!next) return;
    choose(current.line, next, " ");
    seek();
  } else if (event.key === "Enter") {
    seek();
  } else {
    return;
  }
  event.preventDefault();
}

const firstColumn = (line) => (/\S/.exec(shown.lines[line - 1] ?? "")?.index ?? 0) + 1;

async function copied() {
  const { line, column } = current;
  const place = placeText({ file: shown.file, line: line || null, column: line ? column : null });
  try {
    await navigator.clipboard.writeText(place);
    context.say(t("place.copied", { place }));
  } catch {
    context.say(place);
  }
}
