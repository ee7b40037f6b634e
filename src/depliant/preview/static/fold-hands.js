// Hands on the piece: a panel that is dragged turns about its fold, the ground turns it all.

import { laid, poseAt, seenAt, spotOn } from "./fold-model.js";

const CLICK = 4; // pixels: farther is a drag
const REACH = 0.34; // of a step: how far a hand may lead it at once
const SLIGHT = 1; // degrees: what turns less does not turn
const WHIRL = 0.35; // degrees a pixel

/**
 * Listen to pointers on the window of the piece. `on` has: eye, moment(), piece(at), face(element),
 * slip(), hold(), to(at, slip), release(at), clicked(panel), straighten().
 */
export function foldHands(space, on) {
  const listening = new AbortController();
  const { signal } = listening;
  const pointers = new Map();
  let grip = null;
  let travelled = 0;

  const at = (event) => {
    const box = space.getBoundingClientRect();
    return { x: event.clientX - box.left - box.width / 2, y: event.clientY - box.top - box.height / 2 };
  };

  function down(event) {
    if (event.button > 1) return;
    on.hold();
    space.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, at(event));
    travelled = pointers.size > 1 ? Infinity : 0;
    const face = event.button === 0 ? on.face(event.target.closest?.(".fold-face")) : null;
    grip = { face, start: on.moment(), now: on.moment(), isPan: event.button === 1 || event.shiftKey, ...held(face, event) };
    if (event.button === 1) event.preventDefault();
  }

  /** Which place of which panel is held, and through which stretches of the opening it can be led. */
  function held(face, event) {
    if (!face) return { ranges: [] };
    const { piece, from } = on.piece();
    const start = on.moment() - from;
    const k = on.eye.look.k;
    const far = face.side === "verso" ? piece.widths[face.column] * k - event.offsetX : event.offsetX;
    const changes = (a, b, which, at) => {
      const [first, half, then] = [a, (a + b) / 2, b].map((moment) => which(piece, moment)[at]);
      return Math.abs(half - first) > SLIGHT || Math.abs(first - then) > SLIGHT;
    };
    const tilts = (a, b) => changes(a, b, tiltsOf, face.row);
    const turns = (a, b) => tilts(a, b) || changes(a, b, turnsOf, face.column);
    const last = piece.stages.length - 1;
    const isAtRest = Math.abs(start - Math.round(start)) < 0.001;
    const [low, high] = isAtRest ? [Math.round(start) - 1, Math.round(start) + 1] : [Math.floor(start), Math.ceil(start)];
    const all = [
      [Math.max(low, 0), start],
      [start, Math.min(high, last)],
    ].filter(([a, b]) => b - a > 0.001 && turns(a, b));
    // What turns about a fold does that; by what stays, the whole piece is turned over.
    const isOver = ([, b]) => piece.stages[Math.ceil(b)].act === "turned";
    const ranges = all.every(isOver) ? all : all.filter((range) => !isOver(range));
    const { column, row } = face;
    const hold = { piece, from, k, far, low: event.offsetY, column, row, ranges, slip: on.slip() };
    const now = laid(piece, start, k);
    const isRight = spotOn(now, column, row, far, hold.low).x > 0;
    hold.tilts = ranges.map(([a, b]) => tilts(a, b));
    hold.rests = ranges.map(([a, b], number) => {
      const rest = hold.tilts[number] ? () => 0 : resting(piece, a, b, isRight);
      return { rest, at: rest(now) + hold.slip };
    });
    return hold;
  }

  /** Go to the moment near now at which the place that is held is nearest to the pointer. */
  function lead(pointer) {
    const now = grip.now - grip.from;
    const low = Math.max(Math.min(...grip.ranges.map(([a]) => a)), now - REACH);
    const high = Math.min(Math.max(...grip.ranges.map(([, b]) => b)), now + REACH);
    let best = { away: Infinity, moment: now };
    for (let part = 0; part <= 68; part += 1) {
      const moment = low + ((high - low) * part) / 68;
      const state = laid(grip.piece, moment, grip.k);
      const number = grip.ranges.findLastIndex(([a]) => moment >= a - 1e-9);
      const { rest, at: place } = grip.rests[number];
      const slip = place - rest(state);
      const { x, y, z } = spotOn(state, grip.column, grip.row, grip.far, grip.low);
      const seen = seenAt({ x: x + slip, y, z }, on.eye.eye);
      const [wide, tall] = grip.tilts[number] ? [0.2, 1] : [1, 0.2];
      const away = wide * (seen.x - pointer.x) ** 2 + tall * (seen.y - pointer.y) ** 2;
      if (away < best.away - 0.01) best = { away, moment, slip };
    }
    grip.now = best.moment + grip.from;
    on.to(grip.now, best.slip);
  }

  function move(event) {
    const former = pointers.get(event.pointerId);
    if (!former) return;
    const now = at(event);
    pointers.set(event.pointerId, now);
    const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
    if (other) {
      const apart = (one) => Math.hypot(one.x - other.x, one.y - other.y) || 1;
      on.eye.scaleTo(on.eye.look.k * (apart(now) / apart(former)), other);
      return;
    }
    travelled += Math.abs(now.x - former.x) + Math.abs(now.y - former.y);
    if (travelled < CLICK) return;
    space.classList.add("dragging");
    if (grip.isPan) on.eye.pan(former.x - now.x, former.y - now.y);
    else if (grip.ranges.length) lead(now);
    else on.eye.turn((now.x - former.x) * WHIRL, (former.y - now.y) * WHIRL);
  }

  function up(event) {
    if (!pointers.delete(event.pointerId) || pointers.size) return;
    space.classList.remove("dragging");
    const isClick = event.type === "pointerup" && travelled < CLICK && event.button === 0;
    if (isClick) on.clicked(grip.face?.id ?? null);
    const { now } = grip;
    const way = now - grip.start;
    // A third of the way is enough to mean it.
    const meant = Math.abs(way) > 0.3 ? (way > 0 ? Math.ceil(now - 0.02) : Math.floor(now + 0.02)) : Math.round(grip.start);
    if (!isClick || Math.abs(now - Math.round(now)) > 0.001) on.release(isClick ? Math.round(now) : meant);
  }

  function wheel(event) {
    event.preventDefault();
    const unit = event.deltaMode === 1 ? 18 : event.deltaMode === 2 ? space.clientHeight : 1;
    if (event.ctrlKey || event.metaKey) {
      const turn = Math.min(Math.max(event.deltaY * unit, -60), 60);
      on.eye.scaleTo(on.eye.look.k * Math.exp(-turn * 0.008), at(event));
    } else if (event.shiftKey && !event.deltaX) {
      on.eye.pan(event.deltaY * unit, 0);
    } else {
      on.eye.pan(event.deltaX * unit, event.deltaY * unit);
    }
  }

  const listen = (kind, run, more = {}) => space.addEventListener(kind, run, { signal, ...more });
  listen("pointerdown", down);
  listen("pointermove", move);
  listen("pointerup", up);
  listen("pointercancel", up);
  listen("wheel", wheel, { passive: false });
  listen("dblclick", (event) => event.target.closest(".fold-face") || on.straighten());
  return { leave: () => listening.abort() };
}

/**
 * What the other hand keeps in its place from one moment to another: x of it in a piece as it is laid.
 * A panel that does not turn; of what is pulled out, the other end; nothing of what is turned over.
 */
function resting(piece, from, to, isRight) {
  const [before, after] = [from, to].map((moment) => turnsOf(piece, moment));
  const still = before.findIndex((turn, column) => Math.abs(turn - after[column]) < SLIGHT);
  const act = piece.stages[Math.ceil(to)].act;
  if (piece.bound) return ({ spine }) => spine;
  if (act === "turned") return () => 0;
  if (act === "opened" && still >= 0) return ({ panels }) => panels[still].x;
  return ({ width }) => (isRight ? -width / 2 : width / 2);
}

function tiltsOf(piece, moment) {
  if (piece.bound) return [0];
  const { tilt, row_bends } = poseAt(piece, moment);
  return (piece.heights ?? [0]).map((_, row) => row_bends.slice(0, row).reduce((sum, bend) => sum + bend, tilt));
}

function turnsOf(piece, moment) {
  if (piece.bound) return laid(piece, moment, 1).panels.map(({ turn }) => turn);
  const { turn, bends } = poseAt(piece, moment);
  return piece.widths.map((_, column) => bends.slice(0, column).reduce((sum, bend) => sum + bend, turn));
}
