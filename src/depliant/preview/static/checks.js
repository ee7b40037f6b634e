// What is drawn on the pages, and marks over it: inks of texts, coarse pictures, faint texts.

import { s } from "./dom.js";
import { createStore } from "./store.js";

const LETTERS = 12; // CSS pixels, whatever the scale
const NEAR = 4; // levels of 255 by which a shape's ink may differ from what is measured on it

/** What is drawn: lists by the ids of the sides; and of which revision. */
export const drawn = createStore({ revision: -1, sides: {} });

/** Ask what is drawn, if the pages are others than before. */
export async function askDrawn(context) {
  const { revision } = context.state();
  if (drawn.get().revision === revision) return;
  const sides = await context.ask("drawn.json");
  if (context.state().revision === revision) drawn.set({ revision, sides });
}

const isLight = ({ inks }) => inks && Object.keys(inks).length === 0;
const isBlack = ({ inks }) => inks && Object.keys(inks).length === 1 && inks.Black > 0;
const countOf = ({ inks }) => Object.keys(inks ?? {}).length;

/** Checks: of what, in which of three states each is ("good", "fair", "bad"), and its label. */
export const CHECKS = {
  black: {
    of: "text",
    judge: (text) => {
      if (isLight(text)) return null; // paper shows through what is below it
      if (countOf(text) > 1) return text.small && countOf(text) > 2 ? "bad" : "fair";
      return isBlack(text) && !text.over && text.inks.Black === 1 ? "fair" : "good";
    },
    label: () => "",
  },
  pictures: {
    of: "picture",
    judge: ({ ppi, least }) => (ppi >= least ? "good" : ppi >= (2 / 3) * least ? "fair" : "bad"),
    label: ({ ppi }) => `${ppi} ppi`,
  },
  contrast: {
    of: "text",
    judge: ({ contrast, needed }) => {
      if (contrast === null) return null;
      return contrast >= needed ? "good" : contrast >= 3 ? "fair" : "bad";
    },
    label: ({ contrast, needed }) => (contrast < needed ? `${contrast.toLocaleString(document.documentElement.lang)} : 1` : ""),
  },
};

/** What a check finds on a side: { one, state, label } of each. */
export function checked(check, side) {
  const { of, judge, label } = CHECKS[check];
  return (drawn.get().sides[side] ?? [])
    .filter(({ kind }) => kind === of)
    .map((one) => ({ one, state: judge(one), label: label(one) }))
    .filter(({ state }) => state);
}

/** Lay a check's marks over a side that is seen at so many pixels a point, or take them away. */
export function layChecks(overlay, check, side, scale) {
  overlay.querySelector(".checks")?.remove();
  if (!check) return;
  const em = LETTERS / scale;
  const found = checked(check, side);
  const marks = found.map(({ one: { box: [x, y, width, height] }, state }) =>
    s("rect", { class: `check ${state}`, x: x - 1, y: y - 1, width: width + 2, height: height + 2, rx: 1 }),
  );
  const labels = found
    .filter(({ label }) => label)
    .map(({ one: { kind, box: [x, y] }, state, label }) => {
      const [left, line] = kind === "picture" ? [x + 0.4 * em, y + 1.3 * em] : [x, y - 0.3 * em];
      return s("text", { class: `check ${state}`, x: left, y: line, "font-size": em }, label);
    });
  overlay.append(s("g", { class: "checks" }, marks, labels));
}

/** What is drawn at a place of a side on top of all else that is known: a text, a picture, a shape. */
export function drawnAt(side, { x, y }, { inks, names }) {
  const has = ({ box: [left, top, width, height] }) =>
    x >= left && x <= left + width && y >= top && y <= top + height;
  const prints = (shape) =>
    shape.inks && names.every((name, plate) => Math.abs((shape.inks[name] ?? 0) * 255 - inks[plate]) <= NEAR);
  const here = (drawn.get().sides[side] ?? []).filter(has);
  return (
    here.findLast(({ kind }) => kind === "text") ??
    here.findLast((one) => one.kind === "picture" || prints(one)) ??
    null
  );
}
