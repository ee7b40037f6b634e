// A booklet in the hand, as numbers: where its leaves are at any moment. Lengths as in fold-model.js.

const THIN = 0.6; // CSS pixels: paper that is thinner would flicker through what lies on it
const GUTTER = 0.45; // of the dusk of a closed fold: how dark a page is at the spine
const NEAR = 3; // leaves on both sides of the opening whose pictures are asked for

const radians = (degrees) => (degrees * Math.PI) / 180;
const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

/**
 * The leaves at a moment, at `k` pixels a point: so many are turned, and the next one is on its way.
 * The spine is at x = `spine`; a leaf is { x, z, turn, width }, as a panel of a folded piece is.
 * One that others cover on both sides is `isBuried`, one whose pictures nobody will want soon `isFar`.
 */
export function laidBook(piece, moment, k) {
  const { widths, caliper, bound } = piece;
  const leaves = widths.length;
  const thick = Math.max(caliper * k, THIN);
  const width = widths[0] * k;
  const way = bound === "left" ? 1 : -1;
  // Closed it lies in the middle, from the front and from behind; open its spine does.
  const spine = (way * width * (clamp(moment - leaves + 1, 0, 1) - clamp(1 - moment, 0, 1))) / 2;
  const panels = widths.map((_, leaf) => {
    const angle = 180 * clamp(moment - leaf, 0, 1);
    const share = angle / 180;
    const low = thick * ((leaves - 1 - leaf) * (1 - share) + leaf * share);
    const isBuried = leaf < Math.ceil(moment) - 2 || leaf > Math.floor(moment) + 1;
    const more = { width, isBuried, isFar: Math.abs(leaf + 0.5 - moment) > NEAR };
    if (way > 0) return { x: spine, z: low, turn: -angle, ...more };
    return { x: spine - width * Math.cos(radians(angle)), z: low + width * Math.sin(radians(angle)), turn: angle, ...more };
  });
  const left = moment > 0 || way < 0 ? -width : 0;
  const right = moment < leaves || way < 0 ? width : 0;
  const gutter = way > 0 ? [GUTTER, 0] : [0, GUTTER];
  const height = piece.height * k;
  const rows = [{ y: -height / 2, z: 0, tilt: 0, height }];
  const nothing = { backs: [], bends: [], rowBacks: [], rowBends: [], rowsWithin: false };
  return { ...nothing, panels, rows, width: right - left, height, floor: 0, spine, gutter };
}

/** How wide a piece is at its widest, in points. */
export function openWidth({ widths, bound }) {
  return bound ? 2 * widths[0] : widths.reduce((sum, width) => sum + width, 0);
}
