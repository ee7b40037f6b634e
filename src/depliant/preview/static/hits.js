// Which block of a panel, and which word of it, stands at a place.

/** The numbers of the block and of the word at { x, y }, in points of the side; -1: none. */
export function blockAt(blocks, at) {
  let best = null;
  blocks.forEach((block, number) => {
    if (!holds(block.box, at, 1)) return;
    const size = block.box[2] * block.box[3];
    const word = block.words.findIndex(({ boxes }) => boxes.some((box) => holds(box, at, 0.6)));
    const rank = (word >= 0 ? 0 : block.kind === "backdrop" ? 2e9 : 1e9) + size;
    if (!best || rank < best.rank) best = { rank, block: number, word };
  });
  return { block: best?.block ?? -1, word: best?.word ?? -1 };
}

function holds([x, y, width, height], at, slack) {
  return at.x >= x - slack && at.x <= x + width + slack && at.y >= y - slack && at.y <= y + height + slack;
}
