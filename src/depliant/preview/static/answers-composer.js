// Where a note is written: a small window at its place on the page.

import { h, icon } from "./dom.js";
import { drawReworded } from "./rewording.js";
import { t } from "./words.js";

const GAP = 14; // pixels from the place
const EDGE = 10; // pixels from the window's edge

/**
 * The window of notes, in `host`. `on.take(note)` gets what was written, `on.drop(id)` what is to go,
 * `on.closed()` is called when it closes.
 */
export class Composer {
  constructor(host, on) {
    this.host = host;
    this.on = on;
    this.element = h("section", { class: "composer", role: "dialog", "aria-labelledby": "composer-title", hidden: true });
    this.element.addEventListener("keydown", (event) => this.key(event));
    host.append(this.element);
  }

  get isOpen() {
    return !this.element.hidden;
  }

  /** Whether something was written that is not taken yet. */
  get isWritten() {
    return this.isOpen && this.written() !== this.first;
  }

  /**
   * Write a note: `block` is what it is about or null; `at()` says where in the host that is; `span` is
   * from where to where in its words the one stands that was meant.
   */
  open(note, { title, block, at, span = null }) {
    this.note = note;
    this.span = note.new === null || !note.id ? span : null;
    this.block = block;
    this.at = at;
    this.isOther = note.new !== null && note.new !== undefined;
    this.draw(title);
    this.element.hidden = false;
    this.first = this.written();
    this.place();
    this.focus();
  }

  close() {
    if (!this.isOpen) return;
    this.element.hidden = true;
    this.note = null;
    this.on.closed();
  }

  /** Stand where the place is now. */
  place() {
    if (!this.isOpen) return;
    const spot = this.at();
    const { clientWidth: width, clientHeight: height } = this.host;
    const { offsetWidth: across, offsetHeight: along } = this.element;
    this.element.classList.toggle("sheet", width < 520);
    if (width < 520 || !spot) {
      this.element.style.left = this.element.style.top = "";
      return;
    }
    const isRoomy = spot.x + GAP + across + EDGE < width;
    const x = isRoomy ? spot.x + GAP : Math.max(spot.x - GAP - across, EDGE);
    const y = Math.min(Math.max(spot.y - 18, EDGE), Math.max(height - along - EDGE, EDGE));
    this.element.style.left = `${Math.min(x, Math.max(width - across - EDGE, EDGE))}px`;
    this.element.style.top = `${y}px`;
  }

  draw(title) {
    const { note, block } = this;
    const old = note.old || block?.text || "";
    const canReword = Boolean(block?.isSet && old);
    this.text = h("textarea", { class: "field", rows: "3", maxlength: "8000", dir: "auto", "aria-label": t("answers.note"), placeholder: t("answers.note.empty") });
    this.text.value = note.text ?? "";
    this.other = h("textarea", { class: "field", rows: "5", maxlength: "20000", dir: "auto", "aria-label": t("answers.words") });
    this.other.value = note.new ?? old;
    this.diff = h("p", { class: "composer-diff", "aria-hidden": "true" });
    this.other.addEventListener("input", () => this.redraw());
    this.old = old;
    this.kinds = ["note", "words"].map((kind) =>
      h("button", { class: "tab", type: "button", "data-kind": kind, on: { click: () => this.choose(kind === "words") } }, t(`answers.kind.${kind}`)),
    );
    const close = h("button", { class: "button quiet", type: "button", "aria-label": t("answers.close"), title: t("answers.close"), on: { click: () => this.close() } }, icon("close"));
    const drop = note.id && h("button", { class: "button quiet danger", type: "button", on: { click: () => this.on.drop(note.id) } }, t("answers.delete"));
    this.taking = h("button", { class: "button strong", type: "button", on: { click: () => this.take() } }, t(note.id ? "answers.change" : "answers.add"));
    this.reworded = h("div", { class: "composer-words" }, this.other, this.diff);
    this.element.replaceChildren(
      h("header", {}, h("h2", { id: "composer-title" }, title), close),
      ...(canReword ? [h("div", { class: "tabs", role: "group", "aria-label": t("answers.kinds") }, this.kinds)] : []),
      this.reworded,
      this.text,
      h("footer", {}, ...(drop ? [drop] : []), h("span", { class: "composer-key" }, t("answers.keys.take")), this.taking),
    );
    this.choose(this.isOther && canReword, false);
  }

  choose(isOther, isFocused = true) {
    this.isOther = isOther;
    this.reworded.hidden = !isOther;
    this.text.placeholder = t(isOther ? "answers.why.empty" : "answers.note.empty");
    this.text.rows = isOther ? 2 : 3;
    for (const tab of this.kinds) tab.setAttribute("aria-pressed", String((tab.dataset.kind === "words") === isOther));
    this.redraw();
    if (isFocused) {
      this.focus();
      this.place();
    }
  }

  focus() {
    const field = this.isOther ? this.other : this.text;
    field.focus({ preventScroll: true });
    if (!this.isOther) field.setSelectionRange(field.value.length, field.value.length);
    else if (this.span) field.setSelectionRange(...this.span);
    if (this.isOther) this.span = null;
  }

  redraw() {
    const isOther = this.isOther && plain(this.other.value) !== plain(this.old);
    this.diff.replaceChildren(isOther ? drawReworded(this.old, this.other.value) : t("answers.words.same"));
    this.diff.classList.toggle("nothing", !isOther);
  }

  written() {
    return JSON.stringify([this.isOther, this.text.value, this.isOther ? this.other.value : ""]);
  }

  take() {
    const text = this.text.value.trim();
    const isOther = this.isOther && plain(this.other.value) !== plain(this.old);
    if (!text && !isOther) {
      this.focus();
      return;
    }
    this.on.take({ ...this.note, text, old: isOther ? this.old : "", new: isOther ? this.other.value.trim() : null });
  }

  key(event) {
    if (event.key === "Escape") {
      event.stopPropagation();
      event.preventDefault();
      this.close();
    } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.take();
    }
  }
}

const plain = (text) => text.trim().split(/\s+/).join(" ");
