// What can be laid over the pages, each with a key. To add one, write its entry here.

import { h, s } from "./dom.js";
import { millimetres } from "./layouts.js";
import { kept } from "./store.js";
import { t } from "./words.js";

const SMALL = new Set(["P", "LI", "Lbl", "LBody", "TH", "TD", "Span"]); // seen from near alone
const REST = 120; // ms without a new state after which what lies over the pages is asked for

/**
 * Overlays: { id, key, word, draw(frame, state, side) } gives elements of SVG in points of the side;
 * `labels(frame, state, side)`, if there is one, gives { x, y, text, kind } to be written there.
 * Those that `ask` for it are given what overlays.py says of the side, once it is there.
 */
export const OVERLAYS = [
  { id: "trim", key: "t", word: "overlay.trim", draw: (frame) => [rect("trim", within(frame, trim(frame)))] },
  {
    id: "bleed",
    key: "b",
    word: "overlay.bleed",
    draw: (frame) => {
      const { bleed } = frame.sheet;
      const [x, y, width, height] = trim(frame);
      const around = [x - bleed, y - bleed, width + 2 * bleed, height + 2 * bleed];
      return [rect("bleed", isWhole(frame) ? around : within(frame, around))];
    },
  },
  {
    id: "safe",
    key: "s",
    word: "overlay.safe",
    ask: true,
    draw: (frame, _, { safe }) => safe.filter((box) => isIn(frame, box)).map((box) => rect("safe", box)),
  },
  {
    id: "folds",
    key: "o",
    word: "overlay.folds",
    draw: ({ sheet, box: [left, top, width, height] }) => [
      ...sheet.folds
        .filter((x) => x > left - 0.1 && x < left + width + 0.1)
        .map((x) => line("fold", x, top, x, top + height)),
      ...(sheet.crossFolds ?? [])
        .filter((y) => y > top - 0.1 && y < top + height + 0.1)
        .map((y) => line("fold", left, y, left + width, y)),
    ],
  },
  {
    id: "grid",
    key: "k",
    word: "overlay.grid",
    ask: true,
    draw: (frame, _, { grids }) =>
      here(frame, grids).flatMap(({ area, columns, rows, first, unit }) => [
        ...columns.map((box) => rect("column", box)),
        ...rows.map((box) => rect("column", box)),
        s("path", { class: "baselines", d: baselines(area, first, unit) }),
        rect("area", area),
      ]),
  },
  {
    id: "frames",
    key: "m",
    word: "overlay.frames",
    ask: true,
    draw: (frame, _, { frames }) => here(frame, frames).flatMap(drawFrame),
    labels: (frame, _, { frames, step }) =>
      here(frame, frames).flatMap(({ name, outer, inner, measure, free }) => {
        const told = t("frame.name", { name, length: millimetres(measure), step });
        const found = [{ x: outer[0], y: outer[1], width: outer[2], text: told, kind: "frame-name" }];
        if (free === null) return found;
        const lacks = free < -0.05;
        const text = t(lacks ? "frame.lacks" : "frame.free", { length: millimetres(Math.abs(free)) });
        return [...found, { x: inner[0], y: inner[1] + inner[3], text, kind: lacks ? "lack above" : "room above" }];
      }),
  },
  {
    id: "flow",
    key: "j",
    word: "overlay.flow",
    ask: true,
    draw: (frame, _, { flow }) => {
      const stages = flow.filter(({ box }) => isIn(frame, box));
      return stages.flatMap((stage) => {
        const next = stages.find(({ story, number }) => story === stage.story && number === stage.number + 1);
        return [rect("stage", stage.box), next && arrow(stage.box, next.box)].filter(Boolean);
      });
    },
    labels: (frame, _, { flow }) =>
      flow
        .filter(({ box }) => isIn(frame, box))
        .map(({ box, number, count }) => ({ x: box[0], y: box[1], text: `${number}/${count}`, kind: "stage" })),
  },
  {
    id: "order",
    key: "r",
    word: "overlay.order",
    ask: true,
    draw: (frame, _, { tags }) => {
      const read = here(frame, tags).filter(({ order }) => order);
      const points = read.map(({ box: [x, y] }) => `${x} ${y}`);
      return [s("path", { class: "order", d: points.length ? `M${points.join("L")}` : "" })];
    },
    labels: (frame, _, { tags }) =>
      here(frame, tags)
        .filter(({ order }) => order)
        .map(({ box: [x, y], order }) => ({ x, y, text: String(order), kind: "order" })),
  },
  {
    id: "tags",
    key: "a",
    word: "overlay.tags",
    ask: true,
    draw: (frame, _, { tags }) =>
      here(frame, tags).map(({ box, role, order }) =>
        rect(`tag tag-${kindOf(role)} ${order ? "read" : ""}`, box),
      ),
    labels: (frame, _, { tags }) =>
      here(frame, tags)
        .filter(({ order, role }) => order || role === "Table" || role === "L")
        .map(({ box: [x, y], role }) => ({ x, y, text: role, kind: `tag tag-${kindOf(role)} ${SMALL.has(role) ? "small" : ""}` })),
  },
  {
    id: "overset",
    key: "v",
    word: "overlay.overset",
    ask: true,
    draw: (frame, _, { spots }) =>
      here(frame, spots).filter(({ kind }) => kind === "overset").map(({ box }) => rect("overset", box)),
  },
  {
    id: "placeholders",
    key: "h",
    word: "overlay.placeholders",
    ask: true,
    draw: (frame, _, { spots }) =>
      here(frame, spots).filter(({ kind }) => kind !== "overset").map(({ box }) => rect("placeholder", box)),
    labels: (frame, _, { spots }) =>
      here(frame, spots)
        .filter(({ kind }) => kind !== "overset")
        .map(({ box: [x, y, width], kind, text }) => ({
          x,
          y,
          width,
          text: t(`placeholder.${kind}`, { name: text }),
          kind: "placeholder",
        })),
  },
];

const on = new Set(kept.read("overlays", []));
let laid = { key: null, sides: new Map() };
let asked = null;
let waiting = null;

/** Whether an overlay is laid over the pages. */
export const isOn = (id) => on.has(id);

/** Lay an overlay over the pages, or take it away; whether it is there then. */
export function toggle(id) {
  if (!on.delete(id)) on.add(id);
  kept.write("overlays", [...on]);
  return on.has(id);
}

/** Ask for what lies over the pages of a state, if anything of it is to be seen; then draw. */
export function layOver(context, wait = REST) {
  clearTimeout(waiting);
  const key = keyOf(context.state());
  if (!OVERLAYS.some(({ id, ask }) => ask && on.has(id))) return;
  if (key === laid.key || key === asked) return;
  waiting = setTimeout(async () => {
    asked = key;
    try {
      const sides = await context.ask("overlays.json");
      if (keyOf(context.state()) !== key) return; // a newer state came, and asks for its own
      laid = { key, sides: new Map(sides.map((side) => [side.id, side])) };
      context.redraw();
    } catch {
      // The connection is lost; what is there stays, and the next state asks again.
    } finally {
      if (asked === key) asked = null;
    }
  }, wait);
}

/** Draw all that is on over a frame: lines into `overlay`, and words into `labels` if there is such. */
export function drawOverlays(overlay, frame, state, labels = null) {
  overlay.querySelector(".drawn")?.remove();
  const side = laid.sides.get(frame.sheet.id);
  const drawn = OVERLAYS.filter(({ id, ask }) => on.has(id) && (!ask || side));
  overlay.prepend(
    s(
      "g",
      { class: "drawn" },
      drawn.map(({ id, draw }) => s("g", { class: `overlay-${id}` }, draw(frame, state, side))),
    ),
  );
  labels?.replaceChildren(
    ...drawn.flatMap((one) => one.labels?.(frame, state, side) ?? []).map((one) => label(frame, one)),
  );
}

/** What of a state decides what lies over its pages. */
function keyOf({ edition, sheets }) {
  const digests = sheets.flatMap(({ tiles }) => tiles.map(({ digest }) => digest));
  return [edition, ...digests].join(" ");
}

function label({ box: [left, top, width, height] }, { x, y, text, kind, width: most }) {
  const element = h("span", { class: `label label-${kind}` }, text);
  if (most) element.style.maxWidth = `${(100 * most) / width}%`;
  element.style.left = `${(100 * (x - left)) / width}%`;
  element.style.top = `${(100 * (y - top)) / height}%`;
  return element;
}

/** Of values with a panel, those that a frame shows. */
function here({ tiles }, values) {
  const ids = new Set(tiles.map(({ id }) => id));
  return values.filter(({ panel }) => ids.has(panel));
}

/** Whether the middle of a box is in a frame. */
function isIn({ box: [left, top, width, height] }, [x, y, across, along]) {
  const [middle, level] = [x + across / 2, y + along / 2];
  return middle >= left && middle <= left + width && level >= top && level <= top + height;
}

const trim = ({ sheet }) => [0, 0, sheet.width, sheet.height];
const isWhole = ({ sheet, box }) => Math.abs(box[2] - sheet.width) < 0.1;

/** What of a box a frame shows. */
function within({ box: [left, top, width, height] }, [x, y, across, along]) {
  const [x1, y1] = [Math.max(x, left), Math.max(y, top)];
  const [x2, y2] = [Math.min(x + across, left + width), Math.min(y + along, top + height)];
  return [x1, y1, x2 - x1, y2 - y1];
}

function drawFrame({ outer, inner, columns, free }) {
  const found = [rect(free === null ? "frame-box unfilled" : "frame-box", outer)];
  if (columns.length > 1) found.push(...columns.map((box) => rect("frame-column", box)));
  if (inner[2] < outer[2] - 0.1) found.push(rect("frame-inner", inner));
  if (free > 0.5) {
    const [x, , width] = columns.at(-1);
    found.push(rect("room", [x, inner[1] + inner[3] - free, width, free]));
  } else if (free < -0.05) {
    found.push(rect("lack", [inner[0], inner[1] + inner[3], inner[2], -free]));
  }
  return found;
}

function baselines([x, y, width, height], first, unit) {
  // On a panel that stands on its head they go up from the first.
  const room = unit < 0 ? first - y : y + height - first;
  const count = Math.floor((room + 0.01) / Math.abs(unit)) + 1;
  return [...Array(Math.max(count, 0)).keys()].map((line) => `M${x} ${first + line * unit}h${width}`).join("");
}

/** From the foot of a box to the head of another. */
function arrow([x, y, width, height], [x2, y2, across]) {
  const [fromX, fromY, toX, toY] = [x + width / 2, y + height, x2 + across / 2, y2];
  const bend = Math.min(40, Math.abs(toX - fromX) / 2 + 10);
  const head = `M${toX - 3} ${toY - 6}L${toX} ${toY}L${toX + 3} ${toY - 6}`;
  return s("path", {
    class: "flow",
    d: `M${fromX} ${fromY}C${fromX} ${fromY + bend} ${toX} ${toY - bend} ${toX} ${toY}${head}`,
  });
}

/** The colour that an element's role is shown in. */
function kindOf(role) {
  if (/^H\d/.test(role)) return "heading";
  if (/^(L|LI|Lbl|LBody)$/.test(role)) return "list";
  if (/^T/.test(role)) return "table";
  return role === "Figure" ? "figure" : "text";
}

function rect(name, [x, y, width, height]) {
  return s("rect", { class: name, x, y, width: Math.max(0, width), height: Math.max(0, height) });
}

function line(name, x1, y1, x2, y2) {
  return s("line", { class: name, x1, y1, x2, y2 });
}
