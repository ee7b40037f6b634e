// Fields of the words of a block: as they are typed in the file, changed while one types.

import { change } from "./edits.js";
import { h } from "./dom.js";
import { t } from "./words.js";

const PAUSE = 160; // ms without a key after which what was typed is shown

/**
 * Something that is typed, and sent as it is: `edit(value)` gives the change of the last value that
 * the server is known to have; `refused(said)` is told what came of it.
 */
export class Typing {
  constructor(value, edit, refused) {
    Object.assign(this, { value, edit, refused, wanted: value, waiting: null, sending: null });
  }

  /** Something else was typed. */
  type(value, pause = PAUSE) {
    this.wanted = value;
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.send(), pause);
  }

  /** Send what was typed last; ends when the server has it. */
  async send() {
    clearTimeout(this.waiting);
    while (this.sending) await this.sending;
    if (this.isQuiet) return;
    const wanted = this.wanted;
    this.sending = this.sent(wanted);
    await this.sending;
    this.sending = null;
  }

  /** Send a value; where another page of the same preview has changed it, over what that says. */
  async sent(wanted) {
    let said = await change(this.edit(this.value, wanted));
    let sent = wanted;
    if (said.outcome === "stale" && (said.standing ?? null) !== null) {
      const former = this.value;
      sent = over(said.standing, former, wanted);
      this.wanted = over(said.standing, former, this.wanted);
      this.value = said.standing;
      said = await change(this.edit(this.value, sent));
    }
    if (said.outcome === "done") this.value = sent;
    this.refused(said);
  }

  /** Whether nothing was typed that the server does not have. */
  get isQuiet() {
    return JSON.stringify(this.wanted) === JSON.stringify(this.value);
  }

  /** Stop, whatever was typed. */
  stop() {
    clearTimeout(this.waiting);
    this.wanted = this.value;
  }
}

/** What is wanted, laid over what stands there now: of several values those that were changed. */
function over(standing, former, wanted) {
  if (typeof wanted !== "object" || Array.isArray(wanted)) return wanted;
  const own = Object.entries(wanted).filter(([key, value]) => value !== former[key]);
  return { ...standing, ...Object.fromEntries(own) };
}

/** A text without the ends of lines that end it, which are not written. */
export const bare = (text) => text.replace(/\n+$/, "");

/** What a text of a block is called, by its key in the file. */
const NAMES = ["alt", "by", "caption", "credit", "heading", "label", "note", "quote", "subtitle", "summary", "text", "title"];
export const textName = (key) => (NAMES.includes(key) ? t(`edit.key.${key}`) : key);

/** The field of one text. */
export function textField(text, { group, language, isAlone, refused }) {
  const edit = (before, after) => ({ kind: text.kind, file: text.file, route: text.route, before, after, group });
  const typing = new Typing(text.value, edit, refused);
  const id = `edit-${text.route.join("-").replace(/[^\w-]/g, "")}`;
  const field = h("textarea", {
    id,
    class: "edit-words",
    lang: text.kind === "message" ? language : null,
    dir: "auto",
    rows: 1,
    spellcheck: "true",
    "data-key": text.key,
    on: {
      input: () => [grow(field), typing.type(field.value)],
      keydown: (event) => marksOf(event, field),
    },
  });
  field.value = text.value;
  const element = h(
    "div",
    { class: "edit-field" },
    h("label", { for: id, class: isAlone ? "visually-hidden" : "edit-label" }, textName(text.key)),
    text.source && h("p", { class: "edit-source", dir: "auto" }, text.source),
    field,
  );
  return { element, field, typing, text };
}

/** A field is as high as what is typed. */
export function grow(field) {
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight + 2}px`;
}

/** Ctrl-B and Ctrl-I put the marks of bold and italic round what is chosen. */
function marksOf(event, field) {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
  const mark = { b: "**", i: "*" }[event.key.toLowerCase()];
  if (!mark) return;
  event.preventDefault();
  putMarks(field, mark);
}

/** Put marks round what is chosen in a field, or take them away. */
export function putMarks(field, mark) {
  const { selectionStart: start, selectionEnd: end, value } = field;
  const chosen = value.slice(start, end);
  const size = mark.length;
  const isMarked = value.slice(start - size, start) === mark && value.slice(end, end + size) === mark;
  field.focus();
  if (isMarked) {
    field.setRangeText(chosen, start - size, end + size, "select");
  } else {
    field.setRangeText(mark + chosen + mark, start, end, "select");
    field.setSelectionRange(start + size, end + size);
  }
  field.dispatchEvent(new Event("input"));
}
