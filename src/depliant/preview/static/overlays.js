// What can be laid over the pages, each with a key. To add one, write its entry here.

import { s } from "./dom.js";
import { kept } from "./store.js";

/** Overlays: { id, key, word, draw(frame, state) } gives elements of SVG in points of the side. */
export const OVERLAYS = [
  {
    id: "folds",
    key: "o",
    word: "overlay.folds",
    draw: ({ sheet, box: [, top, , height] }) =>
      sheet.folds.map((x) => line("fold", x, top, x, top + height)),
  },
  {
    id: "bleed",
    key: "b",
    word: "overlay.bleed",
    draw: ({ sheet }) => [s("rect", { class: "trim", x: 0, y: 0, width: sheet.width, height: sheet.height })],
  },
];

const on = new Set(kept.read("overlays", []));

/** Whether an overlay is laid over the pages. */
export const isOn = (id) => on.has(id);

/** Lay an overlay over the pages, or take it away; whether it is there then. */
export function toggle(id) {
  if (!on.delete(id)) on.add(id);
  kept.write("overlays", [...on]);
  return on.has(id);
}

/** Draw all that is on over a frame. */
export function drawOverlays(overlay, frame, state) {
  overlay.querySelector(".drawn")?.remove();
  const drawn = OVERLAYS.filter(({ id }) => on.has(id)).map(({ id, draw }) =>
    s("g", { class: `overlay-${id}` }, draw(frame, state)),
  );
  overlay.prepend(s("g", { class: "drawn" }, drawn));
}

function line(name, x1, y1, x2, y2) {
  return s("line", { class: name, x1, y1, x2, y2 });
}
