// Plates put together into what one looks at: pure sums, without a window, for the worker.

const SOLID = 255;
const KNOWN = 1 << 13; // mixes that are remembered while a part is put together

/** What a grid of colours gives for a mix of the four inks, 0 to 255 each: [red, green, blue]. */
export function colourOf(grid, nodes, cyan, magenta, yellow, black, to = [0, 0, 0]) {
  const step = (nodes - 1) / SOLID;
  let at = 0;
  // Four pairs of how far the mix is from a node, and how far the next node is in the grid.
  let stride = 3 * nodes ** 3;
  const parts = [];
  for (const ink of [cyan, magenta, yellow, black]) {
    const place = ink * step;
    const node = Math.min(Math.floor(place), nodes - 2);
    at += node * stride;
    parts.push([place - node, stride]);
    stride /= nodes;
  }
  parts.sort((one, other) => other[0] - one[0]);
  // The simplex of five nodes in which the mix lies (Kasson, Nin, Plouffe and Hafner, 1995).
  let share = 1 - parts[0][0];
  let [red, green, blue] = [share * grid[at], share * grid[at + 1], share * grid[at + 2]];
  for (let number = 0; number < 4; number += 1) {
    at += parts[number][1];
    share = parts[number][0] - (parts[number + 1]?.[0] ?? 0);
    red += share * grid[at];
    green += share * grid[at + 1];
    blue += share * grid[at + 2];
  }
  to[0] = Math.round(red);
  to[1] = Math.round(green);
  to[2] = Math.round(blue);
  return to;
}

/** A colour of the screen as an eye sees it, by the planes that the server names; see vision.py. */
export function seenBy([first, second, normal], colour) {
  const linear = colour.map((level) => {
    const share = level / SOLID;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  const dot = (row) => row[0] * linear[0] + row[1] * linear[1] + row[2] * linear[2];
  const plane = dot(normal) >= 0 ? first : second;
  return plane.map((row) => {
    const light = Math.min(1, Math.max(0, dot(row)));
    return Math.round(SOLID * (light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055));
  });
}

/** The process inks that are printed, or that stand in for a part's spots, at one of its pixels. */
export function mixAt(part, shown, at, to = [0, 0, 0, 0]) {
  to.fill(0);
  for (const plate of shown) {
    const amount = part.plates[plate][at];
    if (!amount) continue;
    if (plate < 4) to[plate] += amount;
    else part.spots[plate - 4].cmyk.forEach((ink, number) => (to[number] += amount * ink));
  }
  for (let number = 0; number < 4; number += 1) to[number] = Math.min(SOLID, Math.round(to[number]));
  return to;
}

/** The numbers of the plates that are shown. */
export const shownOf = ({ names }, hidden) =>
  names.map((_, number) => number).filter((number) => !hidden.includes(names[number]));

/**
 * Put a part together: pixels of red, green, blue and 255. `settings` has `hidden` (names of plates),
 * `look` ("print" or "total"), `plain` (a plate alone is gray), `eye`; `press` has the `grid`, its
 * `nodes`, the `limit` and the `eyes`.
 */
export function composed(part, settings, press) {
  const count = part.width * part.height;
  const pixels = new Uint8ClampedArray(4 * count);
  const words = new Uint32Array(pixels.buffer);
  const shown = shownOf(part, settings.hidden);
  if (settings.look === "total") totals(part, shown, press.limit, words);
  else if (settings.plain && shown.length === 1) alone(part.plates[shown[0]], words);
  else printed(part, shown, settings, press, words);
  return pixels;
}

function printed(part, shown, settings, press, words) {
  const mixes = new Int32Array(KNOWN).fill(-1);
  const known = new Uint32Array(KNOWN);
  const isKnown = new Uint8Array(KNOWN);
  const eye = press.eyes[settings.eye];
  const hasSpots = shown.some((plate) => plate > 3);
  const empty = new Uint8Array(part.width * part.height);
  const plate = (number) => (shown.includes(number) ? part.plates[number] : empty);
  const [cyan, magenta, yellow, black] = [0, 1, 2, 3].map(plate);
  const mix = [0, 0, 0, 0];
  const colour = [0, 0, 0];
  for (let at = 0; at < words.length; at += 1) {
    if (hasSpots) mixAt(part, shown, at, mix);
    else [mix[0], mix[1], mix[2], mix[3]] = [cyan[at], magenta[at], yellow[at], black[at]];
    const key = (mix[0] << 24) | (mix[1] << 16) | (mix[2] << 8) | mix[3];
    const slot = (Math.imul(key, 0x9e3779b1) >>> 19) & (KNOWN - 1);
    if (!isKnown[slot] || mixes[slot] !== key) {
      colourOf(press.grid, press.nodes, ...mix, colour);
      const [red, green, blue] = eye ? seenBy(eye, colour) : colour;
      isKnown[slot] = 1;
      mixes[slot] = key;
      known[slot] = word(red, green, blue);
    }
    words[at] = known[slot];
  }
}

function alone(plate, words) {
  for (let at = 0; at < words.length; at += 1) words[at] = word(SOLID - plate[at], SOLID - plate[at], SOLID - plate[at]);
}

function totals(part, shown, limit, words) {
  const ramp = new Uint32Array(SOLID * shown.length + 1);
  for (let sum = 0; sum < ramp.length; sum += 1) ramp[sum] = word(...heat(sum / SOLID, limit));
  const plates = shown.map((number) => part.plates[number]);
  for (let at = 0; at < words.length; at += 1) {
    let sum = 0;
    for (const plate of plates) sum += plate[at];
    words[at] = ramp[sum];
  }
}

const HEAT = [
  [0, [255, 255, 255]],
  [0.6, [150, 158, 170]],
  [0.75, [250, 222, 140]],
  [1, [238, 120, 30]],
];
const OVER = [200, 0, 90];

/** The colour of a sum of inks, 1 for 100 %: gray far below the limit, yellow near it, red beyond. */
export function heat(sum, limit) {
  const share = sum / limit;
  if (share > 1.0001) return OVER;
  const next = Math.max(1, HEAT.findIndex(([end]) => share <= end + 0.0001));
  const [[start, from], [end, to]] = [HEAT[next - 1], HEAT[next]];
  const between = (share - start) / (end - start);
  return from.map((level, number) => Math.round(level + between * (to[number] - level)));
}

/** The heaviest sum of a part, 1 for 100 %, and the pixel at which it is. */
export function heaviest({ plates, width, height }) {
  let [most, where] = [-1, 0];
  for (let at = 0; at < width * height; at += 1) {
    let sum = 0;
    for (const plate of plates) sum += plate[at];
    if (sum > most) [most, where] = [sum, at];
  }
  return { most: most / SOLID, x: where % width, y: Math.floor(where / width) };
}

/** A part as the server sends it: a line of JSON, then each plate's rows. */
export function unpacked(buffer) {
  const bytes = new Uint8Array(buffer);
  const end = bytes.indexOf(10);
  const head = JSON.parse(new TextDecoder().decode(bytes.subarray(0, end)));
  const size = head.width * head.height;
  const plates = head.names.map((_, number) => bytes.subarray(end + 1 + number * size, end + 1 + (number + 1) * size));
  return { ...head, plates };
}

/** A pixel as one number, red in its lowest byte: all that browsers run on is little-endian. */
function word(red, green, blue) {
  return (0xff000000 | (blue << 16) | (green << 8) | red) >>> 0;
}
