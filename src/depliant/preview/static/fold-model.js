// A sheet that is opened, as numbers: where its panels are at any moment, and where that is seen.
// What turns when, and how far, comes from the server (style/opening.py); here it is laid out.

import { laidBook } from "./book-model.js";

const THIN = 0.6; // CSS pixels: paper that is thinner would flicker through what lies on it

const radians = (degrees) => (degrees * Math.PI) / 180;
const between = (a, b, share) => a + (b - a) * share;

/** The pose at a moment: { turn, bends, plies, tilt, row_bends, row_plies }. */
export function poseAt({ poses }, moment) {
  const next = Math.max(1, poses.findIndex(({ at }) => at >= moment));
  const [former, later] = [poses[next - 1], poses[next] ?? poses[next - 1]];
  const span = later.at - former.at;
  const share = span ? Math.min(Math.max((moment - former.at) / span, 0), 1) : 0;
  const mixed = (name) => (former[name] ?? []).map((value, at) => between(value, later[name][at], share));
  return {
    turn: between(former.turn, later.turn, share),
    bends: mixed("bends"),
    plies: mixed("plies"),
    tilt: between(former.tilt ?? 0, later.tilt ?? 0, share),
    row_bends: mixed("row_bends"),
    row_plies: mixed("row_plies"),
  };
}

/**
 * The piece at a moment, at `k` pixels a point, from above: x to the right, y down, z to the reader, its
 * middle at x = 0 and y = 0, the table at z = `floor`. `panels` are its columns and `backs` the round backs
 * of their folds, { x, z, turn, width }: the left edge as the recto has it, and the angle in degrees. `rows`
 * and `rowBacks` are the same of its rows, { y, z, tilt, height }. The columns lie within the rows, or with
 * `rowsWithin` the rows within the columns.
 */
export function laid(piece, moment, k) {
  if (piece.bound) return laidBook(piece, moment, k);
  const pose = poseAt(piece, moment);
  const caliper = Math.max(piece.caliper * k, THIN);
  const heights = piece.heights ?? [piece.height ?? 0];
  const across = chain(piece.widths, pose.turn, pose.bends, pose.plies, k, caliper);
  const down = chain(heights, pose.tilt, pose.row_bends, pose.row_plies, k, caliper);
  const asRow = ({ x, z, turn, width }) => ({ y: x, z, tilt: turn, height: width });
  let state = {
    panels: across.parts,
    backs: across.backs,
    rows: down.parts.map(asRow),
    rowBacks: down.backs.map(asRow),
    rowsWithin: Boolean(piece.rows_within),
    bends: pose.bends,
    rowBends: pose.row_bends,
  };
  if (!state.rowsWithin && state.rows.length > 1) {
    const { z } = state.panels[piece.anchor ?? 0];
    state = moved(state, "panels", "backs", { x: 0, z: -z });
  }
  const ends = state.panels.flatMap((panel, column) =>
    state.rows.flatMap((row, at) =>
      [0, panel.width].flatMap((far) => [0, row.height].map((low) => spotOn(state, column, at, far, low))),
    ),
  );
  const [x, y, z] = ["x", "y", "z"].map((axis) => ends.map((end) => end[axis]));
  const [left, right, top, bottom] = [Math.min(...x), Math.max(...x), Math.min(...y), Math.max(...y)];
  const [low, high] = [Math.min(...z), Math.max(...z)];
  // It lies on the table while it is opened; turned over it goes no nearer to the eye.
  const isHeld = piece.stages[Math.ceil(moment)]?.act === "turned";
  const level = isHeld ? high : low;
  const middle = { x: -(left + right) / 2, y: -(top + bottom) / 2, z: -level };
  // What lies outside carries the other with it.
  state = state.rowsWithin || state.rows.length === 1
    ? moved(moved(state, "panels", "backs", { x: middle.x, z: middle.z }), "rows", "rowBacks", { y: middle.y, z: 0 })
    : moved(moved(state, "panels", "backs", { x: middle.x, z: 0 }), "rows", "rowBacks", { y: middle.y, z: middle.z });
  return { ...state, width: right - left, height: bottom - top, floor: low - level };
}

/** A line of panels, joined at its folds, as one sees it from where it is an edge. */
function chain(sizes, first, bends, plies, k, caliper) {
  const [parts, backs] = [[], []];
  let at = { x: 0, z: 0 };
  let turn = first;
  const strip = (angle, width) => {
    const placed = { ...at, turn: angle, width };
    at = along(placed, width);
    return placed;
  };
  sizes.forEach((size, number) => {
    parts.push(strip(turn, size * k));
    if (number >= bends.length) return;
    const bend = bends[number];
    backs.push(strip(turn + bend / 2, plies[number] * caliper * Math.abs(Math.sin(radians(bend / 2)))));
    turn += bend;
  });
  return { parts, backs };
}

function moved(state, parts, backs, by) {
  const shift = (one) => ({ ...one, ...Object.fromEntries(Object.entries(by).map(([axis, far]) => [axis, one[axis] + far])) });
  return { ...state, [parts]: state[parts].map(shift), [backs]: state[backs].map(shift) };
}

/** Where a place of a panel is, so far from its left edge and from its upper one: { x, y, z }. */
export function spotOn({ panels, rows, rowsWithin }, column, row, far, low) {
  const [panel, line] = [panels[column], rows[row]];
  const [turn, tilt] = [radians(panel.turn), radians(line.tilt)];
  if (rowsWithin) {
    const z = line.z - low * Math.sin(tilt);
    return {
      x: panel.x + far * Math.cos(turn) + z * Math.sin(turn),
      y: line.y + low * Math.cos(tilt),
      z: panel.z - far * Math.sin(turn) + z * Math.cos(turn),
    };
  }
  const { x, z } = along(panel, far);
  return {
    x,
    y: line.y + low * Math.cos(tilt) + z * Math.sin(tilt),
    z: line.z - low * Math.sin(tilt) + z * Math.cos(tilt),
  };
}

/** How a panel is put into space, for CSS: the outer direction carries the inner one. */
export function placing({ rowsWithin }, panel, row) {
  const across = `translate3d(${panel.x}px, 0px, ${panel.z}px) rotateY(${panel.turn}deg)`;
  const down = `translate3d(0px, ${row.y}px, ${row.z}px) rotateX(${-row.tilt}deg)`;
  return rowsWithin ? `${across} ${down}` : `${down} ${across}`;
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
export function lit(turn, tilt = 0) {
  const [angle, slope] = [radians(turn), radians(tilt)];
  const lightness = LIGHT.x * Math.sin(angle) + LIGHT.y * Math.sin(slope) + LIGHT.z * Math.cos(angle) * Math.cos(slope);
  const share = (way) => Math.min(Math.max((way * lightness) / LIGHT.z, 0), 1);
  return { recto: share(1), verso: share(-1) };
}

const LIGHT = { x: -0.42, y: -0.3, z: 0.91 }; // from the left, before the reader

/** Which side of a panel is towards the reader, seen straight from above. */
export const isVersoUp = (turn, tilt = 0) => Math.cos(radians(turn)) * Math.cos(radians(tilt)) < 0;
