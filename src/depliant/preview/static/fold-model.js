// A sheet that is opened, as numbers: where its panels are at any moment, and where that is seen.
// What turns when, and how far, comes from the server (style/opening.py); here it is laid out.

import { laidBook } from "./book-model.js";

const THIN = 0.6; // CSS pixels: paper that is thinner would flicker through what lies on it

const radians = (degrees) => (degrees * Math.PI) / 180;
const between = (a, b, share) => a + (b - a) * share;

/** The pose at a moment: { turn, bends, plies }. */
export function poseAt({ poses }, moment) {
  const next = Math.max(1, poses.findIndex(({ at }) => at >= moment));
  const [former, later] = [poses[next - 1], poses[next] ?? poses[next - 1]];
  const span = later.at - former.at;
  const share = span ? Math.min(Math.max((moment - former.at) / span, 0), 1) : 0;
  return {
    turn: between(former.turn, later.turn, share),
    bends: former.bends.map((bend, at) => between(bend, later.bends[at], share)),
    plies: former.plies.map((count, at) => between(count, later.plies[at], share)),
  };
}

/**
 * The piece at a moment, at `k` pixels a point, from above: x to the right, z to the reader, its middle
 * at x = 0, the table at z = `floor`. `panels` and the round `backs` of the folds are { x, z, turn, width }:
 * the left edge as the recto has it, and the angle in degrees.
 */
export function laid(piece, moment, k) {
  if (piece.bound) return laidBook(piece, moment, k);
  const { turn: first, bends, plies } = poseAt(piece, moment);
  const caliper = Math.max(piece.caliper * k, THIN);
  const panels = [];
  const backs = [];
  let at = { x: 0, z: 0 };
  let turn = first;
  const strip = (angle, width) => {
    const placed = { ...at, turn: angle, width };
    at = along(placed, width);
    return placed;
  };
  piece.widths.forEach((width, column) => {
    panels.push(strip(turn, width * k));
    if (column === bends.length) return;
    const bend = bends[column];
    backs.push(strip(turn + bend / 2, plies[column] * caliper * Math.abs(Math.sin(radians(bend / 2)))));
    turn += bend;
  });
  const ends = panels.flatMap((panel) => [panel, along(panel, panel.width)]);
  const left = Math.min(...ends.map(({ x }) => x));
  const right = Math.max(...ends.map(({ x }) => x));
  const low = Math.min(...ends.map(({ z }) => z));
  const high = Math.max(...ends.map(({ z }) => z));
  // It lies on the table while it is opened; turned over it goes no nearer to the eye.
  const isHeld = piece.stages[Math.ceil(moment)]?.act === "turned";
  const level = isHeld ? high : low;
  const moved = (one) => ({ ...one, x: one.x - (left + right) / 2, z: one.z - level });
  return { panels: panels.map(moved), backs: backs.map(moved), bends, width: right - left, floor: low - level };
}

/** A place on a panel, so far from its left edge. */
export function along({ x, z, turn }, far) {
  return { x: x + far * Math.cos(radians(turn)), z: z - far * Math.sin(radians(turn)) };
}

/** Where a place (x, y, z) is seen by an eye { yaw, pitch, x, y, depth }, from the middle of the window. */
export function seenAt({ x, y, z }, eye) {
  const [yaw, pitch] = [radians(eye.yaw), radians(eye.pitch)];
  const across = x * Math.cos(yaw) + z * Math.sin(yaw);
  const deep = z * Math.cos(yaw) - x * Math.sin(yaw);
  const up = y * Math.cos(pitch) - deep * Math.sin(pitch);
  const near = y * Math.sin(pitch) + deep * Math.cos(pitch);
  const share = eye.depth / Math.max(eye.depth - near, 1);
  return { x: (across + eye.x) * share, y: (up + eye.y) * share };
}

/** How light falls on a panel: of a recto and a verso, from 0 (dark) to 1 (as paper that lies flat). */
export function lit(turn) {
  const angle = radians(turn);
  const share = (way) => Math.min(Math.max((way * (LIGHT.x * Math.sin(angle) + LIGHT.z * Math.cos(angle))) / LIGHT.z, 0), 1);
  return { recto: share(1), verso: share(-1) };
}

const LIGHT = { x: -0.42, z: 0.91 }; // from the left, before the reader

/** Which side of a panel is towards the reader, seen straight from above. */
export const isVersoUp = (turn) => Math.cos(radians(turn)) < 0;
