// What the preview is made of. To add a view or a pane, write its module and enter it here.

import { findingsPane } from "./findings.js";
import { panelsView } from "./view-panels.js";
import { sheetView } from "./view-sheet.js";

/** Views: { id, key, word, mount(stage, context), update(state), unmount() }; see boardview.js. */
export const VIEWS = [sheetView, panelsView];

/** Panes at the side: { id, key, word, mount(element, context), update(state) }. */
export const PANES = [findingsPane];
