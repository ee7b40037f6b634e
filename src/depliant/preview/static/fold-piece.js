// The piece as one sees it: panels of paper with their pictures, turned in space.

import { h, s } from "./dom.js";
import { isVersoUp, laid, lit, placing } from "./fold-model.js";
import { drawOverlays } from "./overlays.js";
import { TileView } from "./tiles.js";
import { t } from "./words.js";

const CREASE = 0.1; // of the dusk of a closed fold: how far a fold that lies open is seen
const SIDES = ["recto", "verso"];

/** The drawing of one piece; `element` is put into space by the view. */
export class FoldPiece {
  constructor() {
    this.shadow = h("div", { class: "fold-shadow" });
    this.element = h("div", { class: "fold-piece" });
    this.views = new Map();
    this.faces = [];
    this.words = null;
    this.shape = "";
  }

  /** Show a piece of a state; what is there stays, and only pictures that changed are asked for. */
  update(piece, state) {
    const shape = JSON.stringify([piece.widths, piece.heights, piece.faces]);
    this.piece = piece;
    if (shape !== this.shape) this.build(shape);
    const tiles = new Map(state.sheets.flatMap((sheet) => sheet.tiles.map((tile) => [tile.id, { sheet, tile }])));
    const count = state.sheets.flatMap((sheet) => sheet.tiles).filter(({ number }) => number !== null).length;
    for (const face of this.faces) {
      const found = tiles.get(face.id);
      face.element.classList.toggle("draft", !state.good && Boolean(found));
      face.element.dataset.draft = t("page.draft");
      if (!found) continue;
      const { sheet, tile } = found;
      const { number, title, id } = tile;
      face.tile = tile;
      face.view.describe(tile, number === null ? t("panel.blank") : t("panel.alt", { number: number + 1, count, title: title || id }));
      face.overlay.setAttribute("viewBox", tile.slot.join(" "));
      drawOverlays(face.overlay, { id, sheet, box: tile.slot, tiles: [tile] }, state);
    }
  }

  /** Where everything is at a moment, at `k` CSS pixels a point; `seen` are the faces that one reads. */
  place(moment, k, seen) {
    const now = laid(this.piece, moment, k);
    for (const { element, column, row } of this.plies) {
      put(element, now, now.panels[column], now.rows[row]);
      element.classList.toggle("buried", Boolean(now.panels[column].isBuried));
    }
    for (const face of this.faces) {
      const { column, row, side } = face;
      const [{ turn }, { tilt }] = [now.panels[column], now.rows[row]];
      const light = lit(turn, tilt);
      // A fold that is a valley for whoever looks on the face is dark where it is closed.
      const dusk = (bend, way) => (bend === undefined ? 0 : Math.max((-bend * way) / 180, CREASE));
      const way = side === "verso" ? -1 : 1;
      const [across, down] = this.ways(now, way, column, row);
      const valleys = now.gutter?.slice() ?? [now.bends[column - 1], now.bends[column]].map((bend) => dusk(bend, across));
      const [left, right] = way < 0 ? valleys.reverse() : valleys;
      const [above, below] = [now.rowBends[row - 1], now.rowBends[row]].map((bend) => dusk(bend, down));
      const style = face.element.style;
      style.setProperty("--shade", (1 - light[side]).toFixed(3));
      style.setProperty("--left", left.toFixed(3));
      style.setProperty("--right", right.toFixed(3));
      if (now.rows.length > 1) {
        style.setProperty("--above", above.toFixed(3));
        style.setProperty("--below", below.toFixed(3));
      }
      face.element.setAttribute("aria-hidden", String(!seen.includes(face)));
      face.isUp = isVersoUp(turn, tilt) === (side === "verso");
      face.isFar = now.panels[column].isFar ?? false;
      this.picture(face, k);
    }
    for (const { element, column, row, back } of this.backs) {
      const [panel, line] = back === "row" ? [now.panels[column], now.rowBacks[row]] : [now.backs[column], now.rows[row]];
      put(element, now, panel, line);
    }
    const low = Math.min(...now.panels.map(({ turn }) => Math.abs(Math.cos((turn * Math.PI) / 180))));
    Object.assign(this.shadow.style, {
      width: `${now.width}px`,
      height: `${now.height}px`,
      transform: `translate3d(${-now.width / 2}px, ${-now.height / 2}px, ${now.floor - 0.5}px)`,
    });
    this.shadow.style.setProperty("--lift", (1 - low).toFixed(3));
  }

  /** Which way the folds of both directions bend for a face: those outside see the side that is up within. */
  ways({ panels, rows, rowsWithin }, way, column, row) {
    const turned = rowsWithin ? Math.cos((rows[row].tilt * Math.PI) / 180) : Math.cos((panels[column].turn * Math.PI) / 180);
    const outer = turned < 0 ? -way : way;
    return rowsWithin ? [outer, way] : [way, outer];
  }

  /** Ask for pictures at a scale: those that are towards the reader at once. */
  paint(scale, isAtRest) {
    const views = this.faces.filter(({ tile, isFar }) => tile && !isFar);
    for (const { view, isUp } of views.sort((one, other) => other.isUp - one.isUp)) {
      if (isAtRest || !view.has(view.tile.digest)) view.show(scale, isUp);
    }
  }

  /** Say the words of the panels to who does not see them. */
  tell(words, direction) {
    this.words = [words, direction];
    for (const [id, view] of this.views) view.tell(words.panels[id] ?? [], words.language, direction);
  }

  /** The face of a panel. */
  face(panel) {
    return this.faces.find(({ id }) => id === panel) ?? null;
  }

  /** Show which panel is meant; `isCalling` draws the eye to it, or to a box of its side. */
  select(panel, part = null, isCalling = false) {
    for (const { id, tile, overlay } of this.faces) {
      overlay.querySelector(".selection")?.remove();
      if (!tile || id !== panel) continue;
      const [x, y, width, height] = part ?? tile.slot;
      overlay.append(s("rect", { class: isCalling ? "selection calling" : "selection", x, y, width, height }));
    }
  }

  build(shape) {
    this.shape = shape;
    const { widths, faces } = this.piece;
    const heights = this.piece.heights ?? [this.piece.height];
    const cells = heights.flatMap((_, row) => widths.map((_, column) => ({ column, row })));
    const id = (at, { column, row }) => faces[at][row * widths.length + column];
    this.faces = cells.flatMap((cell) => SIDES.map((side, at) => this.madeFace(cell, side, id(at, cell))));
    this.plies = cells.map((cell) => {
      const own = this.faces.filter(({ column, row }) => column === cell.column && row === cell.row);
      return { ...cell, element: h("div", { class: "fold-ply" }, own.map(({ element }) => element)) };
    });
    const backed = (back) => (cell) => ({ ...cell, back, element: h("div", { class: "fold-back" }) });
    this.backs = [
      ...cells.filter(({ column }) => !this.piece.bound && column + 1 < widths.length).map(backed("column")),
      ...cells.filter(({ row }) => row + 1 < heights.length).map(backed("row")),
    ];
    const elements = (all) => all.map(({ element }) => element);
    this.element.replaceChildren(this.shadow, ...elements(this.backs), ...elements(this.plies));
    if (this.words) this.tell(...this.words);
  }

  madeFace({ column, row }, side, id) {
    const view = this.views.get(id) ?? new TileView();
    if (id) this.views.set(id, view);
    const overlay = s("svg", { class: "overlay", preserveAspectRatio: "none", "aria-hidden": "true" });
    const inner = h("div", { class: "fold-print" }, view.element);
    const element = h("div", { class: `fold-face ${side}`, "data-face": id ?? "" }, inner, h("div", { class: "fold-shade" }), overlay);
    return { column, row, side, id, element, view, overlay, tile: null, isUp: false };
  }

  picture({ tile, view }, k) {
    if (!tile) return;
    const [x, y, width, height] = tile.box;
    Object.assign(view.element.style, {
      left: `${(x - tile.slot[0]) * k}px`,
      top: `${(y - tile.slot[1]) * k}px`,
      width: `${width * k}px`,
      height: `${height * k}px`,
    });
  }
}

function put(element, state, panel, row) {
  element.style.width = `${panel.width}px`;
  element.style.height = `${row.height}px`;
  element.style.transform = placing(state, panel, row);
}
