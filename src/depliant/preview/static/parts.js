// What the preview is made of. To add a view or a pane, write its module and enter it here.

import { changesPane } from "./changes.js";
import { unsavedPane } from "./unsaved.js";
import { findingsPane } from "./findings.js";
import { inkPane } from "./ink-pane.js";
import { inspectorPane } from "./inspector.js";
import { notesPane } from "./notes-pane.js";
import { sourcePane } from "./source.js";
import { compareView } from "./view-compare.js";
import { foldView } from "./view-fold.js";
import { panelsView } from "./view-panels.js";
import { proofView } from "./view-proof.js";
import { sheetView } from "./view-sheet.js";

/**
 * Views: { id, key, word, mount(stage, context), update(state), unmount() }; see boardview.js. A view may
 * have `keys` of its own ({ key, shown, word, run }), which go before those of the page. */
export const VIEWS = [sheetView, panelsView, foldView, proofView, compareView];

/** Panes at the side: { id, key, word, mount(element, context), update(state), shown?(), filesChanged?() }. */
export const PANES = [findingsPane, unsavedPane, inspectorPane, sourcePane, inkPane, changesPane, notesPane];
