// The list of answers: each panel with what was decided of it, and the notes on it.

import { h, icon } from "./dom.js";
import { drawReworded } from "./rewording.js";
import { n, t } from "./words.js";

/**
 * The list, for an edition of the proof. `on` does things: show(panel), decide(panel, decision, reason),
 * open(id), drop(id), change(panel, change), rest().
 */
export class AnswersPane {
  constructor(on) {
    this.on = on;
    this.progress = h("progress", { class: "answers-progress", max: "1", value: "0", "aria-label": t("answers.progress.name") });
    this.line = h("p", { class: "answers-line" });
    this.rest = h("button", { class: "button quiet small", type: "button", on: { click: () => on.rest() } }, t("answers.rest"));
    this.list = h("div", { class: "answers-list", tabindex: "-1" });
    this.element = h("div", { class: "pane answers-pane" }, h("div", { class: "answers-head" }, this.line, this.rest, this.progress), this.list);
  }

  /** Show the answers: `edition` is what the proof tells of it, `panels` its panels, `chosen` one of them. */
  update({ edition, panels, answers, chosen, former }) {
    const decided = panels.filter(({ id }) => answers.decided(edition.language, id)).length;
    this.progress.max = panels.length;
    this.progress.value = decided;
    this.line.textContent = t("answers.progress", { decided, count: panels.length });
    this.rest.hidden = decided === panels.length;
    const focused = this.list.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    const at = this.list.scrollTop;
    this.list.replaceChildren(
      ...panels.map((panel) => this.panel(panel, { edition, answers, former, isChosen: panel.id === chosen })),
      ...edition.gone.map((title) => h("p", { class: "answers-gone" }, t("answers.gone", { panel: title, number: former.number }))),
    );
    this.list.scrollTop = at;
    if (focused) this.list.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  }

  /** Bring a panel into the list's window. */
  reveal(panel) {
    this.list.querySelector(`[data-panel="${CSS.escape(panel)}"]`)?.scrollIntoView({ block: "nearest" });
  }

  panel(panel, { edition, answers, former, isChosen }) {
    const { id, number, title } = panel;
    const name = t("panel.name", { number: number + 1, title: title || id });
    const decision = answers.decided(edition.language, id);
    const notes = answers.notesOn(edition.language, id);
    const change = edition.changes.find((one) => one.panel === id) ?? null;
    const head = h(
      "div",
      { class: "answer-head" },
      h(
        "button",
        { class: "answer-name", type: "button", "data-key": `panel ${id}`, on: { click: () => this.on.show(id) } },
        h("span", { class: "answer-number" }, String(number + 1)),
        h("span", { class: "answer-title" }, title || id),
      ),
      this.decider("approved", "check", panel, name, decision),
      this.decider("refused", "close", panel, name, decision),
    );
    const isNews = change && change.how !== "same";
    return h(
      "section",
      { class: `answer ${decision?.decision ?? "open"}${isChosen ? " chosen" : ""}`, "data-panel": id, "aria-label": name },
      head,
      decision?.decision === "refused" && this.reason(panel, decision),
      isNews && this.news(panel, change, former),
      notes.length > 0 && h("ul", { class: "answer-notes" }, notes.map((note) => this.note(note, answers, edition))),
    );
  }

  decider(decision, sign, { id }, name, now) {
    const isSo = now?.decision === decision;
    const word = t(`answers.${decision}`, { panel: name });
    return h(
      "button",
      {
        class: `button decide ${decision}`,
        type: "button",
        "aria-pressed": String(isSo),
        "aria-label": word,
        title: word,
        "data-key": `${decision} ${id}`,
        on: { click: () => this.on.decide(id, isSo ? null : decision, "") },
      },
      icon(sign),
    );
  }

  reason({ id }, decision) {
    const field = h("input", {
      class: "field",
      type: "text",
      maxlength: "2000",
      dir: "auto",
      "aria-label": t("answers.reason"),
      placeholder: t("answers.reason"),
      "data-key": `reason ${id}`,
      on: { change: () => this.on.decide(id, "refused", field.value.trim()) },
    });
    field.value = decision.reason;
    return h("div", { class: "answer-reason" }, field);
  }

  news({ id }, change, former) {
    const said = t(`answers.news.${change.how}`, { number: former.number });
    if (!change.changes.length) return h("p", { class: "answer-news" }, h("span", { class: "news-bar", "aria-hidden": "true" }), said);
    return h(
      "details",
      { class: "answer-news", on: { toggle: (event) => (this.open ??= new Set())[event.target.open ? "add" : "delete"](id) }, open: this.open?.has(id) },
      h("summary", {}, h("span", { class: "news-bar", "aria-hidden": "true" }), said, " · ", n("answers.changes", change.changes.length)),
      h(
        "ul",
        {},
        change.changes.map((one) =>
          h("li", {}, h("button", { class: "news-words", type: "button", on: { click: () => this.on.change(id, one) } }, drawReworded(one.old, one.new))),
        ),
      ),
    );
  }

  note(note, answers, edition) {
    const number = answers.numberOf(note.id);
    const block = edition.blocks[note.panel]?.find(({ key }) => key === note.block);
    const quoted = note.word || block?.text || "";
    return h(
      "li",
      { class: "answer-note" },
      h(
        "button",
        { class: "answer-open", type: "button", "data-key": `note ${note.id}`, "aria-label": t("answers.note.open", { number }), on: { click: () => this.on.open(note.id) } },
        h("span", { class: `pin small${note.new === null ? "" : " other"}`, "aria-hidden": "true" }, String(number)),
        h(
          "span",
          { class: "answer-words" },
          note.new === null ? quoted && h("q", { dir: "auto" }, short(quoted)) : drawReworded(note.old, note.new),
          note.text && h("span", { class: "answer-text", dir: "auto" }, note.text),
        ),
      ),
      h(
        "button",
        { class: "button quiet drop", type: "button", "aria-label": t("answers.note.drop", { number }), title: t("answers.delete"), on: { click: () => this.on.drop(note.id) } },
        icon("close"),
      ),
    );
  }
}

const short = (text) => (text.length > 70 ? `${text.slice(0, 68).trimEnd()} …` : text);
