// Where the card of the editor stands: beside its block, which stays in view.

const GAP = 10; // CSS pixels between a block and the card
const EDGE = 8; // CSS pixels between the card and the end of the window
const NARROW = 560; // CSS pixels below which the card is docked at the foot
const SIDE = 30; // CSS pixels beside a block on a small window
const CLOSE = 1.9; // CSS pixels a point, beyond which no block is enlarged
const [LEAST, MOST] = [340, 460]; // CSS pixels of the card's width

const clamp = (value, size, all) => Math.min(Math.max(value, EDGE), Math.max(all - size - EDGE, EDGE));

/** Put it below the block, above it, at its side, or at the foot of the window. */
export function placeCard(element, block, room) {
  const isDocked = room.width < NARROW || !block;
  element.classList.toggle("docked", isDocked);
  if (isDocked) {
    element.style.left = element.style.top = element.style.width = "";
    return;
  }
  const wide = Math.min(Math.max(block.width + 24, LEAST), MOST, room.width - 2 * EDGE);
  element.style.width = `${wide}px`;
  const { x, y } = spot(block, { wide, high: element.offsetHeight }, room);
  element.style.left = `${x}px`;
  element.style.top = `${y}px`;
}

function spot(block, { wide, high }, room) {
  const [left, top] = [block.left - room.left, block.top - room.top];
  const right = left + block.width;
  const across = clamp(left - 12, wide, room.width);
  const along = clamp(top, high, room.height);
  const under = top + block.height + GAP;
  if (under + high <= room.height - EDGE && under >= EDGE) return { x: across, y: under };
  const over = top - GAP - high;
  if (over >= EDGE && over + high <= room.height - EDGE) return { x: across, y: over };
  if (right + GAP + wide <= room.width - EDGE) return { x: right + GAP, y: along };
  if (left - GAP - wide >= EDGE) return { x: left - GAP - wide, y: along };
  return { x: across, y: clamp(under, high, room.height) };
}

/** Bring the block into the window; where the card is docked at its foot, above it. */
export function revealed(context, main, { panel, told }) {
  context.reveal(panel, told.box);
  const camera = context.camera();
  const room = main.getBoundingClientRect();
  const block = context.boxAt(panel, told.box);
  if (!camera || !block || room.width >= NARROW) return;
  if (block.width < room.width - 2 * SIDE) {
    camera.scaleTo(Math.min(camera.look.k * ((room.width - 2 * SIDE) / block.width), Math.max(CLOSE, camera.look.k)));
  }
  sunk(context, room, { panel, told });
}

/** Have the block in what the card leaves free. */
function sunk(context, room, { panel, told }) {
  const camera = context.camera();
  const block = context.boxAt(panel, told.box);
  const free = room.height * 0.36;
  const top = room.top + Math.max((free - block.height) / 2, 24);
  camera.pan(block.left + block.width / 2 - (room.left + room.width / 2), block.top - top);
}
