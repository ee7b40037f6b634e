// What was changed on the pages and is not saved: a list, and what can be done with it.

import { h, icon } from "./dom.js";
import { textName } from "./edit-text.js";
import { count, drop, edits, onRefused, redo, save, settle, undo } from "./edits.js";
import { n, t } from "./words.js";

let context = null;
let body = null;
let head = null;
let refused = null;

export const unsavedPane = {
  id: "unsaved",
  key: "*",
  word: "pane.unsaved",
  mount(element, given) {
    context = given;
    head = h("div", { class: "edits-head" });
    body = h("div", { class: "edits-body", tabindex: "0", role: "region", "aria-label": t("pane.unsaved") });
    element.append(head, body, h("p", { class: "pane-foot" }, t("unsaved.foot")));
    edits.subscribe(draw);
    onRefused((said) => {
      refused = said;
      draw();
    });
    draw();
  },
  update: draw,
  count,
};

function draw() {
  const told = edits.get();
  head.replaceChildren(
    command("unsaved.save", save, { disabled: !told.unsaved, title: "Ctrl+S" }, "primary"),
    command("unsaved.undo", undo, { disabled: !told.undo, title: "Ctrl+Z" }),
    command("unsaved.redo", redo, { disabled: !told.redo, title: "Ctrl+Shift+Z" }),
    ...(told.changes.length > 1 ? [command("unsaved.drop-all", () => drop(null), {})] : []),
  );
  if (!told.unsaved) refused = null;
  body.replaceChildren(
    ...notices(told).map(([kind, text]) => h("p", { class: `edits-notice ${kind}` }, icon(kind), h("span", {}, text))),
    ...told.conflicts.map(conflict),
    h("ul", { class: "edits-list" }, told.changes.map(change)),
    ...(told.unsaved ? [] : [h("p", { class: "nothing" }, t("unsaved.nothing"))]),
  );
}

function command(word, run, more, kind = "") {
  return h("button", { class: `button ${kind}`, type: "button", on: { click: () => run() }, ...more }, t(word));
}

/** What there is to say of all changes. */
function notices({ restored, unsaved, rebased, kept, unread, conflicts }) {
  const found = [];
  if (refused && refused.outcome !== "conflict") {
    found.push(["error", t(`edit.outcome.${refused.outcome}`)]);
    found.push(...refused.found.map((one) => ["error", `${one.place} ${one.message} ${one.hint}`.trim()]));
  } else {
    found.push(...unread.map((one) => ["error", `${one.place} ${one.message}`]));
  }
  if (conflicts.length) found.push(["warning", t("unsaved.conflicts")]);
  if (restored && unsaved) found.push(["info", n("unsaved.restored", restored)]);
  if (rebased && unsaved && !conflicts.length) found.push(["info", t("unsaved.rebased")]);
  if (!kept) found.push(["warning", t("unsaved.unkept")]);
  return found;
}

/** A change: what it is of, what stood there and what is to. */
function change(one, number) {
  return h(
    "li",
    { class: "edits-change" },
    h(
      "div",
      { class: "edits-change-head" },
      h("button", { class: "edits-name", type: "button", on: { click: () => show(one) } }, nameOf(one)),
      placeOf(one),
      h(
        "button",
        {
          class: "button quiet edits-drop",
          type: "button",
          "aria-label": t("unsaved.drop", { what: nameOf(one) }),
          title: t("unsaved.drop", { what: nameOf(one) }),
          on: { click: () => drop(number) },
        },
        icon("close"),
      ),
    ),
    difference(one),
  );
}

/** Two versions of the same: what was typed here and what somebody else wrote. */
function conflict(one, number) {
  const side = (word, keep, value, run, isThere = true) =>
    h(
      "div",
      { class: "conflict-side" },
      h("h4", {}, t(word)),
      h("p", { class: "conflict-text", dir: "auto" }, valueOf(one, value)),
      run && isThere && h("button", { class: "button", type: "button", on: { click: run } }, t(keep)),
    );
  const isThere = one.theirs !== null && one.theirs !== undefined;
  return h(
    "section",
    { class: "conflict", "aria-label": t("unsaved.conflict", { what: nameOf(one) }) },
    h("div", { class: "edits-change-head" }, h("span", { class: "edits-name" }, nameOf(one)), placeOf(one)),
    side("conflict.mine", "conflict.mine.keep", one.after, () => settle(number, true), isThere),
    side("conflict.theirs", "conflict.theirs.keep", isThere ? one.theirs : t("conflict.gone"), () => settle(number, false)),
  );
}

function nameOf({ kind, key, name }) {
  if (kind === "figure") return name;
  if (kind === "focus") return t("edit.focus");
  if (kind === "order") return t("unsaved.order");
  return textName(kind === "message" ? "text" : key);
}

function placeOf({ file, line, panel, kind }) {
  const where = kind === "message" ? file.split("/").pop() : `${file}${line ? `:${line}` : ""}`;
  const known = panel && context.panels().some(({ id }) => id === panel);
  return h("span", { class: "note" }, known && kind !== "message" ? `${context.panelName(panel)} · ${where}` : where);
}

function show({ panel, file, line }) {
  if (line) context.seek({ file, line, column: 200 });
  else if (panel && context.panels().some(({ id }) => id === panel)) context.show(panel);
}

function valueOf({ kind, text }, value) {
  if (value === null) return "–";
  if (kind === "order") return Array.isArray(value) ? `${text} (${value[0] + 1} → ${value[1] + 1})` : value;
  if (Array.isArray(value)) return value.join(", ");
  if (typeof value === "object") {
    return Object.entries(value)
      .filter(([, one]) => one !== null)
      .map(([key, one]) => `${t(`edit.figure.${key}`)}: ${one}`)
      .join(", ");
  }
  return value || "–";
}

/** What stood there struck, what is to underlined; of words only those that are not the same. */
function difference(one) {
  if (one.kind === "order") {
    return h("p", { class: "difference", dir: "auto" }, t("unsaved.moved", { number: one.after[0] + 1, place: one.after[1] + 1 }), one.text && ` ${shortened(one.text)}`);
  }
  if (one.kind === "figure") {
    const keys = Object.keys(one.after).filter((key) => one.before[key] !== one.after[key]);
    return h(
      "p",
      { class: "difference" },
      keys.map((key, at) => [
        at ? h("br") : "",
        `${t(`edit.figure.${key}`)} `,
        one.before[key] !== null && h("del", {}, one.before[key]),
        " ",
        one.after[key] !== null && h("ins", {}, one.after[key]),
      ]).flat(),
    );
  }
  const [before, after] = [one.before, one.after].map((value) => (Array.isArray(value) ? value.join(", ") : (value ?? "–")));
  return h("p", { class: "difference", dir: "auto" }, words(before, after));
}

/** The words of two texts: those at both ends that are the same stand once. */
function words(before, after) {
  const [old, now] = [before, after].map((text) => text.match(/\s+|[^\s]+/g) ?? []);
  let start = 0;
  while (start < Math.min(old.length, now.length) && old[start] === now[start]) start += 1;
  let end = 0;
  while (end < Math.min(old.length, now.length) - start && old.at(-1 - end) === now.at(-1 - end)) end += 1;
  const around = 6;
  const head_ = now.slice(0, start);
  const tail = end ? now.slice(-end) : [];
  return [
    head_.length > around ? `… ${head_.slice(-around).join("")}` : head_.join(""),
    start < old.length - end && h("del", {}, old.slice(start, old.length - end).join("")),
    start < old.length - end && start < now.length - end && " ",
    start < now.length - end && h("ins", {}, now.slice(start, now.length - end).join("")),
    tail.length > around ? `${tail.slice(0, around).join("")} …` : tail.join(""),
  ].filter((part) => part !== false);
}

const shortened = (text) => (text.length > 70 ? `${text.slice(0, 69)}…` : text);
