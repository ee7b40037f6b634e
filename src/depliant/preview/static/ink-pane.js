// The inks at the side: plates to show and hide, what is under the pointer, how the sheet is looked at.

import { CHECKS, checked, drawn, drawnAt } from "./checks.js";
import { h, icon } from "./dom.js";
import { heat } from "./ink.js";
import { inksOf, made, press, reading, settings } from "./proof.js";
import { inkName, togglePlate } from "./plates.js";
import { t } from "./words.js";

const EYES = ["", "protan", "deutan", "tritan"];
const LETTERS = { Cyan: "C", Magenta: "M", Yellow: "Y", Black: "K" };

let context = null;
let parts = null;
let rows = new Map();

export const inkPane = {
  id: "ink",
  key: "i",
  word: "pane.ink",
  mount(element, given) {
    context = given;
    parts = {
      elsewhere: elsewhere(),
      look: segments("look", [["print", "ink.print"], ["total", "ink.total"]]),
      legend: h("div", { class: "ink-legend" }),
      plates: h("ul", { class: "plates", "aria-label": t("ink.plates") }),
      sum: h("p", { class: "ink-sum" }),
      place: h("div", { class: "ink-place" }),
      heavy: h("p", { class: "ink-heavy" }),
      switches: ["paper", "overprint", "plain"].map((name) => toggle(name)),
      eyes: choice("eye", EYES.map((eye) => [eye, `eyes.${eye || "common"}`])),
      checks: choice("check", ["", ...Object.keys(CHECKS)].map((check) => [check, `check.${check || "none"}`])),
      counts: h("p", { class: "ink-counts", role: "status" }),
      foot: h("p", { class: "pane-foot" }),
    };
    element.append(
      parts.elsewhere,
      h(
        "div",
        { class: "ink-body" },
        parts.look,
        parts.legend,
        parts.plates,
        parts.sum,
        parts.place,
        h("div", { class: "ink-switches", role: "group", "aria-label": t("ink.settings") }, parts.switches, parts.eyes, parts.checks),
        parts.counts,
        parts.heavy,
      ),
      parts.foot,
    );
    settings.subscribe(draw);
    press.subscribe(draw);
    drawn.subscribe(draw);
    reading.subscribe(drawReading);
    addEventListener("plated", draw);
    draw();
  },
  update: draw,
};

function draw() {
  const isShown = context.view() === "proof";
  parts.elsewhere.hidden = isShown;
  const inks = inksOf(context.state());
  drawPlates(inks);
  const now = settings.get();
  for (const one of parts.look.children) one.setAttribute("aria-pressed", String(one.dataset.value === now.look));
  for (const one of parts.switches) one.setAttribute("aria-checked", String(now[one.dataset.name]));
  parts.eyes.querySelector("select").value = now.eye;
  parts.checks.querySelector("select").value = now.check;
  drawCounts(now.check);
  const { condition, limit } = press.get().now ?? {};
  drawLegend(now.look === "total" ? limit : null);
  parts.foot.textContent = condition ? t("ink.condition", { condition }) : "";
  drawHeavy();
  drawReading();
}

/** The plates' rows stay while they can: who stands on one with the keyboard stays there. */
function drawPlates(inks) {
  const names = inks.map(({ name }) => name);
  if (names.join("\n") !== [...rows.keys()].join("\n")) {
    rows = new Map(names.map((name) => [name, row(name)]));
    parts.plates.replaceChildren(...[...rows.values()].map(({ element }) => element));
  }
  const { hidden } = settings.get();
  for (const { name, solid } of inks) {
    const { element, button, chip } = rows.get(name);
    const isHidden = hidden.includes(name);
    button.setAttribute("aria-pressed", String(!isHidden));
    element.classList.toggle("hidden-plate", isHidden);
    chip.style.background = `rgb(${solid.join(" ")})`;
  }
}

function row(name) {
  const names = () => [...rows.keys()];
  const chip = h("span", { class: "ink-chip", "aria-hidden": "true" });
  const value = h("output", { class: "ink-value" }, "–");
  const bar = h("span", { class: "ink-bar", "aria-hidden": "true" }, h("span", {}));
  const key = LETTERS[name];
  const button = h(
    "button",
    {
      class: "ink-plate",
      type: "button",
      title: key ? `${t("ink.toggle")} (${key.toLowerCase()})` : t("ink.toggle"),
      on: { click: (event) => togglePlate(name, names(), event.shiftKey) },
    },
    chip,
    h("span", { class: "ink-name" }, inkName(name)),
  );
  const only = h(
    "button",
    {
      class: "button quiet ink-only",
      type: "button",
      "aria-label": t("ink.only", { name: inkName(name) }),
      title: t("ink.only", { name: inkName(name) }),
      on: { click: () => togglePlate(name, names(), true) },
    },
    icon("only"),
  );
  const element = h("li", { class: "ink-row" }, button, bar, value, only);
  return { element, button, chip, value, fill: bar.firstChild };
}

function drawReading() {
  const found = reading.get().now;
  const format = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 0 });
  const per = (amount) => `${format.format(amount)} %`;
  for (const [name, { value, fill, chip }] of rows) {
    const plate = found ? found.names.indexOf(name) : -1;
    const amount = plate < 0 ? (found ? 0 : null) : found.inks[plate] / 2.55;
    value.textContent = amount === null ? "–" : per(amount);
    fill.style.width = `${amount ?? 0}%`;
    fill.style.background = chip.style.background;
  }
  const { limit = null } = press.get().now ?? {};
  const { hidden } = settings.get();
  const shown = found ? found.inks.filter((_, plate) => !hidden.includes(found.names[plate])) : [];
  const sum = found ? shown.reduce((all, one) => all + one / 255, 0) : null;
  const isOver = sum !== null && limit !== null && sum > limit + 0.005;
  parts.sum.classList.toggle("over", isOver);
  parts.sum.replaceChildren(
    h("span", { class: "ink-name" }, t("ink.sum")),
    h("span", { class: "ink-of" }, limit === null ? "" : t("ink.of", { limit: per(100 * limit) })),
    h("output", { class: "ink-value" }, sum === null ? "–" : per(100 * sum)),
  );
  const swatch = h("span", { class: "ink-swatch", "aria-hidden": "true" });
  if (found) swatch.style.background = `rgb(${found.colour.join(" ")})`;
  const thing = found && drawnAt(found.place.side, found.place, found);
  parts.place.replaceChildren(
    swatch,
    h(
      "div",
      {},
      h("p", {}, found ? t("ink.looks", { colour: hex(found.colour) }) : t("ink.point")),
      thing && h("p", { class: "ink-thing" }, called(thing)),
    ),
  );
}

/** What is drawn somewhere, in words. */
function called({ kind, text, font, size, ppi, over }) {
  const points = (size ?? 0).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 });
  const what = {
    text: () => t("drawn.text", { text, font, size: points }),
    picture: () => t("drawn.picture", { ppi }),
    shape: () => t("drawn.shape"),
  }[kind]();
  return over ? t("drawn.over", { what }) : what;
}

/** How many of each state a check finds. */
function drawCounts(check) {
  const sides = context.state().sheets.map(({ id }) => id);
  const found = check ? sides.flatMap((side) => checked(check, side)) : [];
  parts.counts.hidden = !check;
  const states = ["good", "fair", "bad"].map((state) => [state, found.filter((one) => one.state === state).length]);
  parts.counts.replaceChildren(
    ...states
      .filter(([state, count]) => count || state === "good")
      .map(([state, count]) => h("span", { class: `check-count ${state}` }, t(`check.${check || "black"}.${state}`, { count }))),
  );
}

const hex = (colour) => `#${colour.map((level) => level.toString(16).padStart(2, "0")).join("")}`;

/** What the colours of the sum mean; nothing without a limit. */
function drawLegend(limit) {
  parts.legend.hidden = !limit;
  if (!limit) return;
  const shares = [0, 0.25, 0.5, 0.6, 0.75, 0.9, 1];
  const bar = h("span", { class: "legend-bar", "aria-hidden": "true" });
  bar.style.backgroundImage = `linear-gradient(to right, ${shares
    .map((share) => `rgb(${heat(share * limit, limit).join(" ")}) ${(share * 86).toFixed(1)}%`)
    .join(", ")}, rgb(${heat(2 * limit, limit).join(" ")}) 86%)`;
  const amount = `${Math.round(100 * limit)} %`;
  parts.legend.replaceChildren(bar, h("span", {}, "0 %"), h("span", {}, t("ink.limit", { limit: amount })));
}

/** Where most ink is on all pages, and how much. */
function drawHeavy() {
  const { limit } = press.get().now ?? {};
  const tiles = context.state().sheets.flatMap((sheet) => sheet.tiles);
  let best = null;
  for (const { id, digest } of tiles) {
    const part = made.get(digest);
    if (part && (!best || part.heavy.most > best.most)) {
      const { most, x, y } = part.heavy;
      const side = 24; // points of the box that is shown
      const [left, top] = [(part.left + x) / part.scale - side / 2, (part.top + y) / part.scale - side / 2];
      best = { most, panel: id, box: [left, top, side, side] };
    }
  }
  parts.heavy.hidden = !best || !limit;
  if (!best || !limit) return;
  const amount = `${Math.round(100 * best.most)} %`;
  parts.heavy.classList.toggle("over", best.most > limit + 0.005);
  parts.heavy.replaceChildren(
    h("span", {}, t("ink.heaviest", { amount })),
    h(
      "button",
      { class: "place", type: "button", on: { click: () => context.show(best.panel, best.box) } },
      t("ink.go", { panel: context.panelName(best.panel) }),
    ),
  );
}

function segments(name, choices) {
  return h(
    "div",
    { class: "tabs segments", role: "group", "aria-label": t("ink.look") },
    choices.map(([value, word]) =>
      h(
        "button",
        { class: "tab", type: "button", "data-value": value, on: { click: () => settings.set({ [name]: value }) } },
        t(word),
      ),
    ),
  );
}

function toggle(name) {
  return h(
    "button",
    {
      class: "switch",
      type: "button",
      role: "switch",
      "data-name": name,
      on: { click: () => settings.set({ [name]: !settings.get()[name] }) },
    },
    h("span", { class: "switch-knob", "aria-hidden": "true" }),
    h("span", {}, t(`ink.${name}`)),
  );
}

function choice(name, choices) {
  const id = `ink-${name}`;
  const choose = h(
    "select",
    { class: "choice", id, on: { change: () => settings.set({ [name]: choose.value }) } },
    choices.map(([value, word]) => h("option", { value }, t(word))),
  );
  return h("p", { class: "ink-choice" }, h("label", { for: id }, t(`ink.${name}`)), choose);
}

function elsewhere() {
  return h(
    "p",
    { class: "ink-elsewhere" },
    t("ink.elsewhere"),
    h("button", { class: "place", type: "button", on: { click: () => context.openView("proof") } }, t("ink.open")),
  );
}
