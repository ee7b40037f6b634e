// The flat sheet put together from its plates, as the press prints it; see proof-pane.js.

import { askDrawn, drawn, layChecks } from "./checks.js";
import { boardView } from "./boardview.js";
import { h } from "./dom.js";
import { isTyping } from "./keys.js";
import { PlateTile } from "./plate-tile.js";
import { inkKeys, inkName } from "./plates.js";
import { askPress, inksOf, press, probe, reading, settings } from "./proof.js";
import { sheetFrames } from "./view-sheet.js";
import { t } from "./words.js";

const MOVED = 120; // ms after which marks have their size again
const SETTLED = 500; // ms after which a reading by keyboard is said

let context = null;
let stage = null;
let cross = null;
let pinned = null;
let former = null;
let saying = null;
let asked = 0;
let laying = null;
let listening = null;

const flat = boardView({
  id: "proof",
  key: "4",
  word: "view.proof",
  layout: sheetFrames,
  tileOf: () => new PlateTile(context, told),
  moved: () => {
    placeCross();
    clearTimeout(laying);
    if (settings.get().check) laying = setTimeout(() => flat.camera && lay(), MOVED);
  },
});

export const proofView = {
  ...flat,
  at: null, // what made a word is asked in the other views
  get camera() {
    return flat.camera;
  },
  keys: inkKeys(() => inksOf(context.state()).map(({ name }) => name), toggleCross),
  /** Take the window, and open the pane of the inks. */
  mount(given, shared) {
    [stage, context] = [given, shared];
    flat.mount(stage, context);
    former = context.lendPane("ink");
    told();
    cross = h("div", { class: "cross", hidden: true, "aria-hidden": "true" });
    stage.append(cross);
    stage.classList.add("measuring");
    listening = new AbortController();
    const { signal } = listening;
    stage.addEventListener("pointermove", ({ clientX, clientY }) => pinned || read(placeAt(clientX, clientY)), { signal });
    stage.addEventListener("pointerleave", () => pinned || read(null), { signal });
    addEventListener("keydown", crossKeys, { signal, capture: true });
  },
  /** Show a state, and ask what the press is now. */
  update(state) {
    flat.update(state);
    askPress(context).then(() => flat.camera && flat.paint());
    askDrawn(context);
    lay();
  },
  /** Choose a panel; with none, the cross goes as well. */
  select(panel) {
    flat.select(panel);
    if (!panel) pin(null);
  },
  show(panel, box) {
    flat.show(panel, box);
    if (pinned) pin({ panel, ...middleOf(panel) });
  },
  unmount() {
    listening.abort();
    stage.classList.remove("measuring");
    cross.remove();
    pinned = null;
    reading.set({ now: null });
    flat.unmount();
    context.takePane("ink", former);
    setTimeout(told); // once another view is there
  },
};

settings.subscribe(() => flat.camera && (flat.paint(), lay()));
drawn.subscribe(() => flat.camera && lay());
press.subscribe(() => flat.camera && flat.paint());

/** Lay the marks of the check that is chosen over the pages. */
function lay() {
  for (const frame of stage.querySelectorAll(".frame")) {
    const { check } = settings.get();
    layChecks(frame.querySelector(".overlay"), check, frame.dataset.frame, flat.camera.look.k);
  }
}

/** The place of the side at a point of the window: { panel, x, y } in points; null beside the pages. */
function placeAt(x, y) {
  const tile = document.elementsFromPoint(x, y).map((one) => one.closest(".tile")).find(Boolean);
  const known = tile && stage.contains(tile) && tileOf(tile.dataset.panel);
  if (!known) return null;
  const box = tile.getBoundingClientRect();
  const [left, top, width, height] = known.box;
  return {
    panel: known.id,
    side: tile.closest(".frame").dataset.frame,
    x: left + ((x - box.left) / box.width) * width,
    y: top + ((y - box.top) / box.height) * height,
  };
}

function tileOf(panel) {
  return context.state().sheets.flatMap(({ tiles }) => tiles).find(({ id }) => id === panel);
}

function middleOf(panel) {
  const { id, tiles } = context.state().sheets.find((sheet) => sheet.tiles.some((tile) => tile.id === panel));
  const [x, y, width, height] = tiles.find((tile) => tile.id === panel).slot;
  return { side: id, x: x + width / 2, y: y + height / 2 };
}

async function read(place) {
  asked += 1;
  const mine = asked;
  const found = place && (await probe(context, tileOf(place.panel)?.digest, place.x, place.y));
  if (mine === asked) reading.set({ now: found ? { ...found, place } : null });
}

/** Keep to a place: its reading stays while the pointer goes elsewhere. */
function pin(place) {
  pinned = place;
  placeCross();
  return read(place);
}

/** A part was put together: the inks at the side may be others. */
function told() {
  dispatchEvent(new Event("plated"));
  if (pinned) read(pinned);
}

/** Put the cross where its place is now. */
function placeCross() {
  if (!cross) return;
  const spot = pinned && spotOf(pinned);
  cross.hidden = !spot;
  if (!spot) return;
  const { left, top } = stage.getBoundingClientRect();
  cross.style.left = `${spot.x - left}px`;
  cross.style.top = `${spot.y - top}px`;
}

/** Where in the window a place of a side is, and how many pixels a point has there. */
function spotOf({ panel, x, y }) {
  const element = stage.querySelector(`.tile[data-panel="${CSS.escape(panel)}"]`);
  const known = tileOf(panel);
  if (!element || !known) return null;
  const box = element.getBoundingClientRect();
  const [left, top, width] = known.box;
  const scale = box.width / width;
  return { x: box.left + (x - left) * scale, y: box.top + (y - top) * scale, scale };
}

function crossKeys(event) {
  const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
  if (!pinned || !step || isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  const { x, y } = spotOf(pinned);
  const far = event.shiftKey ? 20 : 2;
  const next = placeAt(x + step[0] * far, y + step[1] * far);
  if (next) moveTo(next);
}

/** Go to a place with the cross, and say what is there once it stands still. */
async function moveTo(place) {
  await pin(place);
  clearTimeout(saying);
  saying = setTimeout(() => context.say(spoken(reading.get().now)), SETTLED);
}

function spoken(found) {
  if (!found) return t("ink.nothing");
  const printed = found.names
    .map((name, plate) => [name, Math.round(found.inks[plate] / 2.55)])
    .filter(([, amount]) => amount);
  return printed.map(([name, amount]) => `${inkName(name)} ${amount} %`).join(", ") || t("ink.nothing");
}

function toggleCross() {
  if (pinned) {
    pin(null);
    return;
  }
  const place = nearestPlace();
  stage.focus();
  if (place) moveTo(place);
}

/** The place of a page that is nearest to the middle of the window. */
function nearestPlace() {
  const seen = stage.getBoundingClientRect();
  const within = (value, low, high) => Math.min(Math.max(value, low), Math.max(low, high));
  const middle = { x: seen.left + seen.width / 2, y: seen.top + seen.height / 2 };
  const spots = [...stage.querySelectorAll(".paper")].map((paper) => {
    const box = paper.getBoundingClientRect();
    const x = within(middle.x, box.left + 2, box.right - 2);
    const y = within(middle.y, box.top + 2, box.bottom - 2);
    return { x, y, away: Math.hypot(x - middle.x, y - middle.y) };
  });
  const [first] = spots.sort((one, other) => one.away - other.away);
  return first ? placeAt(first.x, first.y) : null;
}
