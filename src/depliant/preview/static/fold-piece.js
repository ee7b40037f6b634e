// The piece as one sees it: panels of paper with their pictures, turned in space.

import { h, s } from "./dom.js";
import { isVersoUp, laid, lit } from "./fold-model.js";
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
    const shape = JSON.stringify([piece.widths, piece.height, piece.faces]);
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
    const height = this.piece.height * k;
    now.panels.forEach((panel, column) => {
      put(this.plies[column], panel, height);
      this.plies[column].classList.toggle("buried", Boolean(panel.isBuried));
      const light = lit(panel.turn);
      for (const face of this.faces.filter((one) => one.column === column)) {
        const way = face.side === "verso" ? -1 : 1;
        // A fold that is a valley for whoever looks on the face is dark where it is closed.
        const bends = [now.bends[column - 1], now.bends[column]];
        const valleys = now.gutter?.slice() ?? bends.map((bend) => (bend === undefined ? 0 : Math.max((-bend * way) / 180, CREASE)));
        const [left, right] = way < 0 ? valleys.reverse() : valleys;
        face.element.style.setProperty("--shade", (1 - light[face.side]).toFixed(3));
        face.element.style.setProperty("--left", left.toFixed(3));
        face.element.style.setProperty("--right", right.toFixed(3));
        face.element.setAttribute("aria-hidden", String(!seen.includes(face)));
        face.isUp = isVersoUp(panel.turn) === (face.side === "verso");
        face.isFar = panel.isFar ?? false;
        this.picture(face, k);
      }
    });
    now.backs.forEach((back, at) => put(this.backs[at], back, height));
    const low = Math.min(...now.panels.map(({ turn }) => Math.abs(Math.cos((turn * Math.PI) / 180))));
    Object.assign(this.shadow.style, {
      width: `${now.width}px`,
      height: `${height}px`,
      transform: `translate3d(${-now.width / 2}px, ${-height / 2}px, ${now.floor - 0.5}px)`,
    });
    this.shadow.style.setProperty("--lift", (1 - low).toFixed(3));
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
    this.faces = widths.flatMap((_, column) => SIDES.map((side, at) => this.madeFace(column, side, faces[at][column])));
    this.plies = widths.map((_, column) =>
      h("div", { class: "fold-ply" }, this.faces.filter((face) => face.column === column).map(({ element }) => element)),
    );
    this.backs = this.piece.bound ? [] : widths.slice(1).map(() => h("div", { class: "fold-back" }));
    this.element.replaceChildren(this.shadow, ...this.backs, ...this.plies);
    if (this.words) this.tell(...this.words);
  }

  madeFace(column, side, id) {
    const view = this.views.get(id) ?? new TileView();
    if (id) this.views.set(id, view);
    const overlay = s("svg", { class: "overlay", preserveAspectRatio: "none", "aria-hidden": "true" });
    const inner = h("div", { class: "fold-print" }, view.element);
    const element = h("div", { class: `fold-face ${side}`, "data-face": id ?? "" }, inner, h("div", { class: "fold-shade" }), overlay);
    return { column, side, id, element, view, overlay, tile: null, isUp: false };
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

function put(element, { x, z, turn, width }, height) {
  element.style.width = `${width}px`;
  element.style.height = `${height}px`;
  element.style.transform = `translate3d(${x}px, ${-height / 2}px, ${z}px) rotateY(${turn}deg)`;
}
