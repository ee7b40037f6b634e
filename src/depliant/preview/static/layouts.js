// How frames are put on a board: rows of as many as make them largest in the window.

const LABEL = 34; // CSS pixels between rows: what a frame is called stands there
const BESIDE = 14; // CSS pixels between frames that stand side by side

/**
 * Frames in rows, at least `gap` points apart; `scaleOf({ width, height })` gives the CSS pixels a
 * point at which a board would be seen.
 */
export function inRows(frames, scaleOf, gap, isToLeft = false) {
  let best = null;
  for (let columns = 1; columns <= frames.length; columns += 1) {
    let laid = rows(frames, columns, gap, gap, isToLeft);
    // What is farther apart is seen smaller, so that a few rounds come near enough.
    for (let round = 0; round < 3; round += 1) {
      const scale = scaleOf(laid);
      laid = rows(frames, columns, Math.max(gap, BESIDE / scale), Math.max(gap, LABEL / scale), isToLeft);
    }
    const scale = scaleOf(laid);
    if (!best || scale > best.scale * 1.001) best = { ...laid, scale };
  }
  return best ?? { frames: [], width: 1, height: 1 };
}

/**
 * Pages of a booklet that stand side by side, { pages, label, note }, each page a frame of its own that
 * touches the next. The first says the label of all, the others their note; without these each has its
 * title. `pages` are ids of sides, from left to right.
 */
export function sideBySide(groups, state, scaleOf, gap, isToLeft = false) {
  const sides = new Map(state.sheets.map((sheet) => [sheet.id, sheet]));
  const wholes = groups.map((group) => {
    const sheets = group.pages.map((id) => sides.get(id)).filter(Boolean);
    const width = sheets.reduce((sum, sheet) => sum + sheet.width, 0);
    return { ...group, sheets, box: [0, 0, width, Math.max(...sheets.map(({ height }) => height))] };
  });
  const laid = inRows(wholes, scaleOf, gap, isToLeft);
  const frames = laid.frames.flatMap(({ sheets, label, note, x, y }) => {
    let left = x;
    return sheets.map((sheet, at) => {
      const [tile] = sheet.tiles;
      const frame = {
        id: sheet.id,
        label: at || !label ? sheet.label : `${label} · ${sheet.label}`,
        note: label ? (at ? (note ?? "") : "") : tile.title,
        x: left,
        y,
        box: [0, 0, sheet.width, sheet.height],
        sheet,
        tiles: sheet.tiles,
      };
      left += sheet.width;
      return frame;
    });
  });
  return { ...laid, frames };
}

function rows(frames, columns, gap, above, isToLeft) {
  const lines = [];
  for (let at = 0; at < frames.length; at += columns) lines.push(frames.slice(at, at + columns));
  const widthOf = (line) => line.reduce((sum, { box }) => sum + box[2], gap * (line.length - 1));
  const width = Math.max(...lines.map(widthOf));
  const placed = [];
  let y = 0;
  for (const line of lines) {
    let x = 0;
    for (const frame of line) {
      placed.push({ ...frame, x: isToLeft ? width - x - frame.box[2] : x, y });
      x += frame.box[2] + gap;
    }
    y += Math.max(...line.map(({ box }) => box[3])) + above;
  }
  return { frames: placed, width, height: y - above };
}

/** Millimetres as a printer writes them. */
export function millimetres(points) {
  const value = Math.round((points / 72) * 254) / 10;
  return value.toLocaleString(document.documentElement.lang);
}
