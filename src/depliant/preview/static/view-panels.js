// The panels one by one, in the order in which they are read; the pages of a booklet as they lie open.

import { boardView } from "./boardview.js";
import { inRows, millimetres, sideBySide } from "./layouts.js";

const GAP = 26; // points

export const panelsView = boardView({
  id: "panels",
  key: "2",
  word: "view.panels",
  layout(state, scaleOf) {
    if (state.booklet) {
      const groups = state.booklet.spreads.map((pages) => ({ pages }));
      return sideBySide(groups, state, scaleOf, GAP, state.direction === "rtl");
    }
    const frames = state.sheets
      .flatMap((sheet) => sheet.tiles.map((tile) => ({ sheet, tile })))
      .filter(({ tile }) => tile.number !== null)
      .sort((one, other) => one.tile.number - other.tile.number)
      .map(({ sheet, tile }) => ({
        id: tile.id,
        label: `${tile.number + 1}`,
        note: `${tile.title || tile.id} · ${millimetres(tile.slot[2])} mm`,
        box: tile.slot,
        turn: tile.turn,
        sheet,
        tiles: [tile],
      }));
    return inRows(frames, scaleOf, GAP, state.direction === "rtl");
  },
});
