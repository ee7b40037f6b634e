// The inspector: what made that which is under the pointer, and where it is written.

import { h, icon } from "./dom.js";
import { editChosen } from "./edit.js";
import { kindName, onPointing, placeText, pointed, stepBlock, stepWord } from "./pointing.js";
import { t } from "./words.js";

let context = null;
let body = null;

export const inspectorPane = {
  id: "inspector",
  key: "u",
  word: "pane.inspector",
  mount(element, given) {
    context = given;
    body = h("div", { class: "inspector", tabindex: "0", role: "region", "aria-label": t("pane.inspector") });
    const steps = h(
      "p",
      { class: "pane-foot steps" },
      step("back", "inspect.block.previous", () => stepBlock(-1)),
      h("span", {}, t("inspect.block")),
      step("forward", "inspect.block.next", () => stepBlock(1)),
      h("span", { class: "gap" }),
      step("back", "inspect.word.previous", () => stepWord(-1)),
      h("span", {}, t("inspect.word")),
      step("forward", "inspect.word.next", () => stepWord(1)),
    );
    element.append(body, steps);
    onPointing(draw);
    draw(null);
  },
  shown: () => draw(pointed()),
  update() {},
};

function step(name, word, run) {
  const label = t(word);
  return h(
    "button",
    { class: "button quiet", type: "button", "aria-label": label, title: label, on: { click: run } },
    icon(name),
  );
}

function draw(found) {
  body.classList.toggle("pinned", found?.isPinned ?? false);
  if (!found) {
    body.replaceChildren(h("p", { class: "nothing" }, t("inspect.nothing")));
    return;
  }
  const { panel, block, word } = found;
  body.replaceChildren(
    ...(block ? [...head(panel, block, found.isPinned), text(block, word), facts(panel, block, word)] : []),
    ...(block?.figures.length ? [figures(panel, block, word)] : []),
    panelFacts(panel),
  );
}

function head(panel, block, isPinned) {
  const name = h("h3", {}, kindName(block));
  const change = h("button", { class: "button inspected-change", type: "button", on: { click: editChosen } }, t("edit.open"));
  return [
    h("div", { class: "inspected-head" }, name, h("span", { class: "note" }, context.panelName(panel.id)), isPinned && change),
  ];
}

/** The words of the block, the one that is meant among them. */
function text(block, word) {
  if (!block.words.length) return block.alt ? h("p", { class: "inspected-text" }, block.alt) : "";
  return h(
    "p",
    { class: "inspected-text", lang: context.state().edition, dir: "auto" },
    block.words.flatMap((one) => [one === word ? h("mark", {}, one.text) : one.text, " "]),
  );
}

function facts(panel, block, word) {
  const looks = word ? word.looks : [...new Set(block.words.flatMap((one) => one.looks))].slice(0, 3);
  return h(
    "dl",
    { class: "inspected-facts" },
    row("inspect.place", place(word?.place ?? block.place)),
    looks.map((number) => look(panel.looks[number])),
    block.role && row("inspect.role", h("code", {}, block.role)),
    block.frame && row("inspect.frame", h("code", {}, block.frame)),
    block.ppi && row("inspect.resolution", t("inspect.ppi", { ppi: block.ppi })),
    block.alt && block.words.length > 0 && row("inspect.alt", block.alt),
    block.message && row("inspect.message", h("code", {}, block.message)),
  );
}

function look({ styles, font, size, ink }) {
  const points = size.toLocaleString(document.documentElement.lang);
  return row(
    "inspect.style",
    styles.length > 0 && h("p", {}, h("code", {}, styles[0]), rest(styles)),
    h("p", {}, t("inspect.points", { font, size: points })),
    h("p", {}, inked(ink)),
  );
}

/** Other styles that look the same. */
function rest(styles) {
  return styles.length > 1 && h("span", { class: "note" }, ` ${t("inspect.alike", { names: styles.slice(1).join(", ") })}`);
}

function inked({ swatch, tint, printed, screen }) {
  const dot = h("span", { class: "dot", "aria-hidden": "true" });
  dot.style.background = screen;
  const name = tint < 100 ? `${swatch} ${tint} %` : swatch;
  return [dot, swatch && h("code", {}, name), printed && h("span", { class: "note" }, ` ${printed}`)];
}

/** The figures that the block names; of a word that is one, that one. */
function figures(panel, block, word) {
  const ids = word?.figure ? [word.figure] : block.figures;
  const known = ids.map((id) => panel.figures.find((one) => one.id === id)).filter(Boolean);
  return h(
    "section",
    { class: "inspected-figures" },
    h("h4", {}, t("inspect.figures")),
    known.map(({ id, shown, period, source, place: at }) =>
      h(
        "div",
        { class: "inspected-figure" },
        h("p", {}, h("code", {}, id), shown && h("strong", {}, ` ${shown}`)),
        h("p", { class: "note" }, [period, source].filter(Boolean).join(" · ")),
        place(at),
      ),
    ),
  );
}

function panelFacts({ design, ground, step: number, place: at }) {
  return h(
    "section",
    { class: "inspected-panel" },
    h("h4", {}, t("inspect.panel")),
    h(
      "dl",
      { class: "inspected-facts" },
      row("inspect.design", h("code", {}, design)),
      row("inspect.ground", ...inked(ground)),
      row("inspect.step", String(number)),
      row("inspect.place", place(at)),
    ),
  );
}

function row(word, ...values) {
  return h("div", {}, h("dt", {}, t(word)), h("dd", {}, values));
}

/** A place: a click shows its line. */
function place(at) {
  if (!at) return "–";
  return h(
    "button",
    { class: "place", type: "button", title: t("place.open"), on: { click: () => context.toSource(at) } },
    placeText(at),
  );
}
