// Holds the plates that were looked at last, puts them together, and says what is at a place.

import { colourOf, composed, heaviest, mixAt, shownOf, unpacked } from "./ink.js";

const MOST = 96 * 1024 * 1024; // bytes of plates that are held
const parts = new Map();
const grids = new Map();

self.onmessage = async ({ data: { id, ask, ...asked } }) => {
  try {
    const answer = await ANSWERS[ask](asked);
    self.postMessage({ id, answer }, answer.pixels ? [answer.pixels.buffer] : []);
  } catch (fault) {
    self.postMessage({ id, fault: String(fault) });
  }
};

const ANSWERS = {
  /** A part put together, and what it is made of. */
  async compose({ address, settings, press }) {
    const [part, grid] = await Promise.all([partAt(address), gridAt(press.address)]);
    const { width, height, names, spots, left, top, scale, heavy } = part;
    const pixels = composed(part, settings, { ...press, grid });
    const solid = names.map((_, plate) => colourOf(grid, press.nodes, ...solidOf(part, plate)));
    return { pixels, width, height, names, spots, left, top, scale, heavy, solid };
  },
  /** The inks at a place, in points of the side, and how they look once printed. */
  async probe({ address, settings, press, x, y }) {
    const [part, grid] = await Promise.all([partAt(address), gridAt(press.address)]);
    // A place on the edge of a part is of its last pixels.
    const column = Math.min(Math.max(Math.floor(x * part.scale) - part.left, 0), part.width - 1);
    const row = Math.min(Math.max(Math.floor(y * part.scale) - part.top, 0), part.height - 1);
    const at = row * part.width + column;
    const mix = mixAt(part, shownOf(part, settings.hidden), at);
    return { inks: part.plates.map((plate) => plate[at]), colour: colourOf(grid, press.nodes, ...mix) };
  },
};

function solidOf(part, plate) {
  if (plate > 3) return part.spots[plate - 4].cmyk.map((ink) => Math.round(255 * ink));
  return [0, 1, 2, 3].map((number) => (number === plate ? 255 : 0));
}

async function partAt(address) {
  const found = parts.get(address);
  if (found) {
    parts.delete(address); // what is used last is dropped last
    parts.set(address, found);
    return found;
  }
  const coming = fetched(address).then((buffer) => {
    const part = unpacked(buffer);
    return { ...part, heavy: heaviest(part), size: buffer.byteLength };
  });
  parts.set(address, coming);
  coming.then(dropOldest, () => parts.delete(address));
  return coming;
}

async function dropOldest() {
  const held = await Promise.all([...parts].map(async ([address, part]) => [address, (await part.catch(() => null))?.size ?? 0]));
  let size = held.reduce((sum, [, one]) => sum + one, 0);
  for (const [address, one] of held.slice(0, -1)) {
    if (size <= MOST) return;
    parts.delete(address);
    size -= one;
  }
}

function gridAt(address) {
  if (!grids.has(address)) {
    const coming = fetched(address).then((buffer) => new Uint8Array(buffer));
    grids.set(address, coming);
    coming.catch(() => grids.delete(address));
  }
  return grids.get(address);
}

async function fetched(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.arrayBuffer();
}
