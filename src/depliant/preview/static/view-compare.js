// Two versions of the pages, or two languages: side by side, wiped, in turn, one over the other.

import { changesOf, choose, comparison, editionOf, pagesChanged, pick, settings } from "./compare.js";
import { MODES, startComparing, stopComparing, versions } from "./compare.js";
import { drawCompareBar } from "./compare-bar.js";
import { Layers } from "./compare-layers.js";
import { h } from "./dom.js";
import { inRows, millimetres } from "./layouts.js";
import { t } from "./words.js";
import { wipeHandle } from "./compare-wipe.js";

const GAPS = { sheet: 34, panels: 26 }; // points
const LEGIBLE = 1.2; // CSS pixels a point at which small print is read
const TURN = 750; // ms that each version is seen for

const calm = matchMedia("(prefers-reduced-motion: reduce)");

let context = null;
let root = null;
let bar = null;
let layers = null;
let handle = null;
let former = null;
let turning = null;
let unsubscribe = [];

/** Whether a key is for what has the focus. */
const isFree = () => root !== null && !document.activeElement?.closest("button, a, summary, select, [role=slider]");
const here = () => root !== null;

export const compareView = {
  id: "compare",
  key: "5",
  word: "view.compare",
  keys: [
    { key: "c", word: "compare.key.mode", run: nextMode, when: here },
    { key: " ", shown: "␣", word: "compare.key.turn", run: () => turn(true), when: isFree },
    { key: "[", word: "compare.key.left", run: () => wipeBy(-5), when: here },
    { key: "]", word: "compare.key.right", run: () => wipeBy(5), when: here },
    { key: "n", word: "compare.key.next", run: () => stepChange(1), when: here },
    { key: "p", word: "compare.key.previous", run: () => stepChange(-1), when: here },
    { key: "h", word: "compare.key.marks", run: toggleMarks, when: here },
  ],
  get camera() {
    return layers?.camera;
  },
  /** Take the window, and open the list of changes. */
  mount(stage, given) {
    context = given;
    root = h("div", { class: "compare" });
    bar = drawCompareBar({ context, mode: setMode, by: (by) => settings.set({ by }), marks: toggleMarks, choose });
    const room = h("div", { class: "compare-room" });
    layers = new Layers(room, {
      zoomed: (camera) => context.zoomed(camera.zoom, camera.look.mode),
      clicked,
      opened,
      resized: () => context.state().sheets.length && draw(context.state()),
    });
    handle = wipeHandle(room);
    room.append(handle.element);
    root.append(bar.element, room);
    stage.append(root);
    stage.classList.add("comparing");
    former = context.lendPane("changes");
    unsubscribe = [settings.subscribe(settingsChanged), comparison.subscribe(compared), versions.subscribe(drawBar)];
    startComparing(context);
    settingsChanged(settings.get(), {});
  },
  /** Show a state. */
  update(state) {
    draw(state);
    pagesChanged();
    drawBar();
  },
  at: (x, y) => nowLayer().board.at(x, y),
  mark: (panel, block, words) => nowLayer().board.mark(panel, block, words),
  redraw: (state) => nowLayer().board.lay(state),
  select: (panel) => layers.both.forEach(({ board }) => board.select(panel)),
  show(panel, part = null) {
    reveal(nowLayer(), panel, part);
  },
  tell: (words, direction) => nowLayer().board.tell(words, direction),
  unmount() {
    stopComparing();
    for (const stop of unsubscribe) stop();
    clearInterval(turning);
    layers.leave();
    root.parentElement.classList.remove("comparing");
    root.remove();
    root = layers = handle = null;
    context.takePane("changes", former);
  },
};

/** The layer of the pages as they are now: of two languages that which is chosen above. */
function nowLayer() {
  return editionOf(settings.get().with) ? layers.left : layers.right;
}

/** What a layer shows: a state with its sheets. */
function shownStates(state) {
  const found = comparison.get().now;
  const isEdition = Boolean(editionOf(settings.get().with));
  const other = found?.old ?? { ...state, sheets: [] };
  const now = found?.new ? { ...state, ...found.new } : state;
  return isEdition ? [state, other] : [other, now];
}

function draw(state) {
  if (!layers) return;
  const states = shownStates(state);
  layers.update(laid(states, state), states);
  nameVersions();
  drawMarks();
}

/** Frames of both versions, paired and put at the same places. */
function laid([left, right], state) {
  const { by } = settings.get();
  const isSheets = by === "sheet" && !comparison.get().now?.new;
  const [ones, others] = [left, right].map((each) => (isSheets ? sidesOf(each) : panelsOf(each)));
  const pairs = new Map();
  const main = others.length ? others : ones;
  for (const frame of main) pairs.set(frame.id, frame);
  for (const frame of ones) if (!pairs.has(frame.id)) pairs.set(frame.id, frame);
  const sizes = new Map([...pairs].map(([id, frame]) => [id, larger(frame, ones.find((one) => one.id === id))]));
  const isToLeft = state.direction === "rtl" && !isSheets;
  const scaleOf = (size) => layers.camera.scaleOf(size);
  const rows = inRows([...sizes.values()], scaleOf, GAPS[isSheets ? "sheet" : "panels"], isToLeft);
  const at = new Map(rows.frames.map(({ id, x, y }) => [id, { x, y }]));
  const put = (frames) => frames.map((frame) => ({ ...frame, ...at.get(frame.id) }));
  const { name = "" } = state.project ?? {};
  const kind = settings.get().mode === "side" ? "side" : "one";
  return { left: put(ones), right: put(others), ...size(rows), name: `${name}.compare-${isSheets ? "sheet" : "panels"}-${kind}` };
}

const size = ({ width, height }) => ({ width, height });

function larger(frame, other) {
  if (!other) return frame;
  const [x, y, width, height] = frame.box;
  return { ...frame, box: [x, y, Math.max(width, other.box[2]), Math.max(height, other.box[3])] };
}

function sidesOf({ sheets }) {
  return sheets.map((sheet) => ({
    id: sheet.id,
    label: sheet.label,
    note: `${millimetres(sheet.width)} × ${millimetres(sheet.height)} mm`,
    box: [0, 0, sheet.width, sheet.height],
    sheet,
    tiles: sheet.tiles,
  }));
}

function panelsOf({ sheets }) {
  return sheets
    .flatMap((sheet) => sheet.tiles.map((tile) => ({ sheet, tile })))
    .filter(({ tile }) => tile.number !== null)
    .sort((one, other) => one.tile.number - other.tile.number)
    .map(({ sheet, tile }) => ({
      id: tile.id,
      label: `${tile.number + 1}`,
      note: tile.title || tile.id,
      box: tile.slot,
      sheet,
      tiles: [tile],
    }));
}

/** What changed is there, or something else is looked at. */
function compared(found, was) {
  if (!layers) return;
  if (found.now !== was.now) draw(context.state());
  else if (found.chosen !== was.chosen) drawMarks();
  if (found.chosen !== was.chosen && found.chosen !== null) go(found.chosen);
  drawBar();
}

function drawMarks() {
  const { now, chosen } = comparison.get();
  const all = changesOf(now);
  for (const [side, version] of [["left", "old"], ["right", "new"]]) {
    const marks = all.flatMap(({ kind, number, marks: every }) =>
      every.filter(([which]) => which === version).map(([, spot]) => ({ kind, number, spot })),
    );
    layers.mark(side, marks, chosen);
  }
}

/** Bring a change into the window, on both versions. */
function go(number) {
  const change = changesOf(comparison.get().now)[number];
  if (!change) return;
  const target = change.new ? ["right", change.new] : ["left", change.old];
  if (target[1]) approach(layers[target[0]], target[1]);
  if (settings.get().mode === "blink" && !change.new) setTurn(true);
}

function around(boxes) {
  const left = Math.min(...boxes.map(([x]) => x));
  const top = Math.min(...boxes.map(([, y]) => y));
  const right = Math.max(...boxes.map(([x, , width]) => x + width));
  const foot = Math.max(...boxes.map(([, y, , height]) => y + height));
  return [left, top, right - left, foot - top];
}

/** Bring what changed into the window, and near enough to be read. */
function approach({ board, camera }, { panel, boxes }) {
  const box = board.boxOf(panel, around(boxes));
  if (!box) return;
  if (camera.look.k >= LEGIBLE) return camera.reveal(box);
  const room = camera.room();
  const k = Math.min(LEGIBLE, (room.width - 40) / box.width, (room.height - 40) / box.height);
  if (k <= camera.look.k) return camera.reveal(box);
  camera.glide({ mode: "free", frame: null, k, x: box.x + box.width / 2, y: box.y + box.height / 2 });
}

function reveal({ board, camera }, panel, part, isCalling = true) {
  const box = board.boxOf(panel, part);
  if (!box) return;
  camera.reveal(box);
  if (isCalling) board.select(panel, part, true);
}

function stepChange(direction) {
  const every = changesOf(comparison.get().now);
  const told = every.filter(({ kind }) => kind !== "moved");
  const all = told.length ? told : every;
  if (!all.length) return;
  const at = all.findIndex(({ number }) => number === comparison.get().chosen);
  const next = at < 0 ? (direction > 0 ? 0 : all.length - 1) : (at + direction + all.length) % all.length;
  pick(all[next].number);
}

function clicked(side, target, event) {
  const change = changeAt(layers[side], event);
  if (change !== null) {
    pick(change);
    return;
  }
  const panel = target?.closest?.(".tile")?.dataset.panel ?? null;
  context.select(panel);
  if (layers[side] === nowLayer()) context.pointed(event);
}

/** The change whose mark is at a place of the window. */
function changeAt({ board }, { clientX, clientY }) {
  const found = board.at(clientX, clientY);
  if (!found || !settings.get().marks) return null;
  const version = board === layers.left.board ? "old" : "new";
  const isIn = ([x, y, width, height]) =>
    found.x >= x - 1 && found.x <= x + width + 1 && found.y >= y - 1 && found.y <= y + height + 1;
  const hit = changesOf(comparison.get().now).filter(({ marks }) =>
    marks.some(([which, spot]) => which === version && spot.panel === found.panel && spot.boxes.some(isIn)),
  );
  const rank = ({ kind }) => ["figure", "words", "came", "went", "moved", "drawn"].indexOf(kind);
  return hit.sort((one, other) => rank(one) - rank(other))[0]?.number ?? null;
}

function opened(side, target) {
  const panel = target?.closest?.(".tile")?.dataset.panel ?? null;
  const { board, camera } = layers[side];
  const box = panel && board.boxOf(panel);
  if (box) camera.openAt(box);
}

// --- ways to look

function settingsChanged(now, was) {
  if (!root) return;
  for (const mode of MODES) root.classList.toggle(`mode-${mode}`, mode === now.mode);
  root.classList.toggle("with-marks", now.marks);
  handle.update(now);
  root.style.setProperty("--wipe", `${now.wipe}%`);
  if (now.mode !== was.mode) startTurning(now.mode === "blink" && !calm.matches);
  if (context.state().sheets.length && (now.mode !== was.mode || now.by !== was.by || now.with !== was.with)) {
    draw(context.state());
  }
  drawBar();
}

function setMode(mode) {
  if (mode === "blink" && settings.get().mode === "blink") startTurning(!turning);
  settings.set({ mode });
}

function nextMode() {
  const { mode } = settings.get();
  const next = MODES[(MODES.indexOf(mode) + 1) % MODES.length];
  settings.set({ mode: next });
  context.say(t(`mode.${next}`));
}

function startTurning(isOn) {
  clearInterval(turning);
  turning = isOn ? setInterval(() => turn(false), TURN) : null;
  setTurn(false);
}

function setTurn(isOld) {
  root.classList.toggle("shows-left", isOld);
  drawBar();
}

/** Show the other version; by hand, it stays. */
function turn(isByHand) {
  const isOld = !root.classList.contains("shows-left");
  if (isByHand) {
    if (settings.get().mode !== "blink") settings.set({ mode: "blink" });
    clearInterval(turning);
    turning = null;
  }
  setTurn(isOld);
}

function wipeBy(amount) {
  if (settings.get().mode !== "wipe") settings.set({ mode: "wipe" });
  settings.set({ wipe: Math.min(100, Math.max(0, settings.get().wipe + amount)) });
}

function toggleMarks() {
  const marks = !settings.get().marks;
  settings.set({ marks });
  context.say(t(marks ? "compare.marks.on" : "compare.marks.off"));
}

function drawBar() {
  if (!root) return;
  bar.update({ isTurning: Boolean(turning) });
  nameVersions();
}

function nameVersions() {
  const names = bar.names();
  layers.both.forEach((layer, number) => layer.nameAs(names[number]));
}
