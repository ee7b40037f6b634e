// The flat sheet as it is printed: both sides, whole; of a booklet all its sheets.

import { boardView } from "./boardview.js";
import { inRows, millimetres, sideBySide } from "./layouts.js";
import { t } from "./words.js";

const GAP = 34; // points

/** The sides of a state, as large as the window lets them be; of a booklet as its pages stand on them. */
export function sheetFrames(state, scaleOf) {
  if (state.booklet?.printed.length) {
    const groups = state.booklet.printed.map(({ sheet, outside, pages, creep }) => ({
      pages,
      label: t(outside ? "sheet.outside" : "sheet.inside", { sheet }),
      note: creep ? t("sheet.creep", { creep: creep.toLocaleString(document.documentElement.lang, { maximumFractionDigits: 2 }) }) : "",
    }));
    return sideBySide(groups, state, scaleOf, GAP);
  }
  const frames = state.sheets.map((sheet) => ({
    id: sheet.id,
    label: sheet.label,
    note: `${millimetres(sheet.width)} × ${millimetres(sheet.height)} mm`,
    box: [0, 0, sheet.width, sheet.height],
    sheet,
    tiles: sheet.tiles,
  }));
  return inRows(frames, scaleOf, GAP);
}

export const sheetView = boardView({ id: "sheet", key: "1", word: "view.sheet", layout: sheetFrames });
