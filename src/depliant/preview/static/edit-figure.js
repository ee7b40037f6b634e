// The form of a figure: its value with unit, date and source, where the ledger has them.

import { Typing } from "./edit-text.js";
import { h } from "./dom.js";
import { t } from "./words.js";

const SPACES = /[\s\u00a0\u202f\u2009]/g;

/**
 * A figure of the block: closed its value, opened what can be changed of it. `stands(entry)` shows
 * what it says by now, but for what is being typed.
 */
export function figurePart(entry, { group, sources, isOpen, refused, openFigure }) {
  const summary = h(
    "summary",
    {},
    h("code", {}, entry.name),
    h("span", { class: "edit-shown" }, entry.shown),
  );
  const part = h("details", { class: "edit-figure", "data-figure": entry.name, open: isOpen }, summary);
  if (entry.why) {
    part.append(h("div", { class: "edit-why" }, why(entry, openFigure)));
    return { element: part, typing: null, entry, stands: (now) => showValue(part, now) };
  }
  const edit = (before, after) => ({ kind: "figure", file: "content.yaml", route: entry.route, before, after, group });
  const typing = new Typing(entry.values, edit, refused);
  const fields = Object.keys(entry.values).map((key) => figureField(key, entry, sources, typing));
  part.append(h("div", { class: "edit-grid" }, fields));
  const stands = (now) => {
    showValue(part, now);
    if (!typing.isQuiet || !now.values) return;
    Object.assign(typing, { value: now.values, wanted: now.values });
    for (const field of part.querySelectorAll("[data-key]")) {
      const value = now.values[field.dataset.key] ?? null;
      if (taken(field) !== value) field.value = value ?? "";
    }
  };
  return { element: part, typing, entry, stands };
}

function showValue(part, { shown }) {
  part.querySelector(".edit-shown").textContent = shown;
}

/** What a field says as the ledger writes it; null: nothing. */
function taken(field) {
  const text = field.dataset.key === "value" ? field.value.replace(SPACES, "") : field.value.trim();
  return text === "" ? null : text;
}

function figureField(key, entry, sources, typing) {
  const id = `edit-${entry.name.replace(/[^\w-]/g, "-")}-${key}`;
  const take = (field) => typing.type({ ...typing.wanted, [key]: taken(field) });
  const value = entry.values[key] ?? "";
  const field =
    key === "source"
      ? h("select", { id, "data-key": key, on: { change: () => take(field) } }, choices(sources, value))
      : h("input", {
          id,
          type: "text",
          value,
          inputmode: key === "value" ? "decimal" : null,
          placeholder: key === "date" ? "2026-06" : null,
          autocomplete: "off",
          "data-key": key,
          on: { input: () => take(field) },
        });
  if (key === "source") field.value = value;
  return h("div", { class: `figure-${key}` }, h("label", { for: id, class: "edit-label" }, t(`edit.figure.${key}`)), field);
}

function choices(sources, value) {
  const all = sources.includes(value) ? sources : [value, ...sources];
  return all.map((one) => h("option", { value: one }, one === "unstated" ? t("edit.unstated") : one));
}

/** Why a figure cannot be changed here, and where it can. */
function why({ why: reason, formula, names, file }, openFigure) {
  if (reason === "formula") {
    return [
      h("p", {}, t("edit.why.formula")),
      h("code", { class: "edit-formula" }, formula),
      h(
        "p",
        { class: "edit-names" },
        names.map((name) => h("button", { class: "chip", type: "button", on: { click: () => openFigure(name) } }, name)),
      ),
    ];
  }
  return h("p", {}, reason === "file" ? t("edit.why.file", { file }) : t("edit.why.unknown"));
}
