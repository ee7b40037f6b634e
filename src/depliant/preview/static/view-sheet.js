// The flat sheet as it is printed: both sides, whole.

import { boardView } from "./boardview.js";
import { inRows, millimetres } from "./layouts.js";

const GAP = 34; // points

export const sheetView = boardView({
  id: "sheet",
  key: "1",
  word: "view.sheet",
  layout(state, scaleOf) {
    const frames = state.sheets.map((sheet) => ({
      id: sheet.id,
      label: sheet.label,
      note: `${millimetres(sheet.width)} × ${millimetres(sheet.height)} mm`,
      box: [0, 0, sheet.width, sheet.height],
      sheet,
      tiles: sheet.tiles,
    }));
    return inRows(frames, scaleOf, GAP);
  },
});
