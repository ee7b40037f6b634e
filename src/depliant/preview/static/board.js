// Pages on a board: frames with their parts, drawn for wherever the camera looks.

import { h, s } from "./dom.js";
import { drawOverlays } from "./overlays.js";
import { nearest, pixelsOf } from "./tiles.js";
import { t } from "./words.js";

const FAR = 0.85; // CSS pixels a point below which small labels would lie on one another
const MARGIN = 300; // CSS pixels round the window in which pages are as good as seen

/**
 * The frames of a view. A frame is { id, label, note, x, y, box, sheet, tiles, turn }: `box` is the part
 * of the side `sheet` that it shows (x, y, width, height in points), at x and y of the board; what stands on
 * its head on the sheet is shown upright where there is a `turn`.
 */
export class Board {
  constructor(stage, tileOf) {
    this.stage = stage;
    this.tileOf = tileOf;
    this.element = h("div", { class: "board" });
    stage.append(this.element);
    this.frames = new Map();
    this.pins = [];
  }

  /** Show these frames; what is there already stays, and only pictures that changed are asked for. */
  update(frames, state) {
    const panels = frames.flatMap(({ sheet }) => sheet.tiles).filter(({ number }) => number !== null);
    const count = new Set(panels.map(({ number }) => number)).size;
    const ids = new Set(frames.map(({ id }) => id));
    for (const [id, shown] of this.frames) {
      if (!ids.has(id)) {
        shown.element.remove();
        this.frames.delete(id);
      }
    }
    for (const frame of frames) {
      const shown = this.frames.get(frame.id) ?? this.added(frame.id);
      shown.frame = frame;
      shown.label.replaceChildren(
        h("span", { class: "name" }, frame.label),
        h("span", { class: "note" }, frame.note ?? ""),
        ...(state.good ? [] : [h("span", { class: "stamp" }, t("page.draft"))]),
      );
      shown.paper.classList.toggle("draft", !state.good);
      shown.paper.classList.toggle("turned", Boolean(frame.turn));
      this.fill(shown, frame, count);
      drawOverlays(shown.overlay, frame, state, shown.labels);
      this.element.append(shown.element);
    }
    this.pin(this.pins);
  }

  /**
   * Put these on the pages, and nothing else that was put there: { panel, x, y, height, element } in
   * points of the panel's side; with a height it is as high as that of the page.
   */
  pin(pins) {
    this.pins = pins;
    for (const { frame, pins: layer } of this.frames.values()) {
      const [left, top, width, height] = frame.box;
      const here = pins.filter(({ panel }) => frame.tiles.some(({ id }) => id === panel));
      for (const one of here) {
        one.element.style.left = `${(100 * (one.x - left)) / width}%`;
        one.element.style.top = `${(100 * (one.y - top)) / height}%`;
        if (one.height) one.element.style.height = `${(100 * one.height) / height}%`;
      }
      layer.replaceChildren(...here.map(({ element }) => element));
    }
  }

  /** Draw what lies over the pages once more. */
  lay(state) {
    for (const { overlay, labels, frame } of this.frames.values()) drawOverlays(overlay, frame, state, labels);
  }

  /** Put everything where the camera has it. */
  place(camera) {
    this.camera = camera;
    const { k } = camera.look;
    const ratio = devicePixelRatio;
    const scale = round(k * ratio);
    this.element.classList.toggle("far", k < FAR);
    const { x, y } = camera.origin();
    this.element.style.transform = `translate(${x}px, ${y}px)`;
    const px = (value) => `${value / ratio}px`;
    for (const { frame, element, paper, parts, tiles } of this.frames.values()) {
      const whole = pixelsOf(frame.box, scale);
      element.style.left = px(nearest(frame.x * scale));
      element.style.top = px(nearest(frame.y * scale));
      element.style.width = px(whole.width);
      paper.style.height = px(whole.height);
      parts.style.setProperty("--edges", edges(frame, whole, scale, ratio));
      for (const [id, view] of tiles) {
        const part = pixelsOf(frame.tiles.find((tile) => tile.id === id).box, scale);
        view.element.style.left = px(part.left - whole.left);
        view.element.style.top = px(part.top - whole.top);
        view.element.style.width = px(part.width);
        view.element.style.height = px(part.height);
      }
    }
  }

  /** Ask for pictures: those that changed at once, sharper ones of what is seen, at rest. */
  paint(isAtRest) {
    if (!this.camera) return;
    const sharp = round(this.camera.look.k * devicePixelRatio);
    const coarse = Math.min(sharp, round(devicePixelRatio));
    const window_ = this.stage.getBoundingClientRect();
    const far = [];
    for (const { tiles } of this.frames.values()) {
      for (const view of tiles.values()) {
        const box = view.element.getBoundingClientRect();
        const isSeen = overlaps(box, window_, 0);
        const isNear = isSeen || overlaps(box, window_, MARGIN);
        const isNew = !view.has(view.tile.digest);
        if (isSeen && (isNew || isAtRest)) view.show(sharp, true);
        else if (!isSeen && isNew) far.push(() => view.show(isNear ? sharp : coarse, false));
        else if (isNear && isAtRest && !view.has(view.tile.digest, sharp)) {
          far.push(() => view.show(sharp, false));
        }
      }
    }
    for (const show of far) show();
  }

  /** The box of a panel on the board, in points; of a part of its side if one is given. */
  boxOf(panel, part = null) {
    for (const { frame } of this.frames.values()) {
      const tile = frame.tiles.find(({ id }) => id === panel);
      if (tile) {
        const [x, y, width, height] = part ?? tile.slot;
        const [left, top, across, along] = frame.box;
        const [from, over] = frame.turn ? [left + across - x - width, top + along - y - height] : [x - left, y - top];
        return { x: frame.x + from, y: frame.y + over, width, height };
      }
    }
    return null;
  }

  /** The box of the window that a box of a panel's side is seen in; null where no frame shows it. */
  rectOf(panel, [x, y, width, height]) {
    for (const { frame, paper } of this.frames.values()) {
      if (!frame.tiles.some(({ id }) => id === panel)) continue;
      const seen = paper.getBoundingClientRect();
      const [left, top, wide, high] = frame.box;
      const [across, along] = [seen.width / wide, seen.height / high];
      return new DOMRect(seen.left + (x - left) * across, seen.top + (y - top) * along, width * across, height * along);
    }
    return null;
  }

  /** What of a side is at a place of the window: { panel, x, y } in points; null: nothing is. */
  at(clientX, clientY) {
    for (const { frame, paper } of this.frames.values()) {
      const seen = paper.getBoundingClientRect();
      const shares = [(clientX - seen.left) / seen.width, (clientY - seen.top) / seen.height];
      const [across, along] = frame.turn ? shares.map((share) => 1 - share) : shares;
      const [left, top, width, height] = frame.box;
      const [x, y] = [left + across * width, top + along * height];
      const within = (from, size, place) => place >= from && place < from + size;
      const tile = frame.tiles.find(({ slot: [l, t, w, h] }) => within(l, w, x) && within(t, h, y));
      if (tile && along >= 0 && along <= 1) return tile.number === null ? null : { panel: tile.id, x, y };
    }
    return null;
  }

  /** Show which block of a panel is meant, and which boxes of its words. */
  mark(panel, block, words) {
    for (const { frame, overlay } of this.frames.values()) {
      overlay.querySelector(".inspected")?.remove();
      if (!block || !frame.tiles.some(({ id }) => id === panel)) continue;
      const boxes = words.map(([x, y, width, height]) =>
        s("rect", { class: "inspected-word", x: x - 0.6, y: y - 0.6, width: width + 1.2, height: height + 1.2 }),
      );
      const [x, y, width, height] = block;
      overlay.append(
        s("g", { class: "inspected" }, s("rect", { class: "inspected-block", x, y, width, height }), boxes),
      );
    }
  }

  /** Show which panel is meant; `isCalling` draws the eye to it. */
  select(panel, part = null, isCalling = false) {
    for (const { frame, overlay } of this.frames.values()) {
      overlay.querySelector(".selection")?.remove();
      const tile = frame.tiles.find(({ id }) => id === panel);
      if (tile) {
        const [x, y, width, height] = part ?? tile.slot;
        const name = isCalling ? "selection calling" : "selection";
        overlay.append(s("rect", { class: name, x, y, width, height }));
      }
    }
  }

  /** Say the words of the panels to who does not see them. */
  tell({ language, panels }, direction) {
    for (const { tiles } of this.frames.values()) {
      for (const [id, view] of tiles) view.tell(panels[id] ?? [], language, direction);
    }
  }

  added(id) {
    const label = h("h2", { class: "frame-label" });
    const parts = h("div", { class: "parts" });
    const overlay = s("svg", { class: "overlay", "aria-hidden": "true" });
    const labels = h("div", { class: "labels", "aria-hidden": "true" });
    const pins = h("div", { class: "pins" });
    const paper = h("div", { class: "paper" }, parts, overlay, labels, pins);
    const element = h("section", { class: "frame", "data-frame": id }, label, paper);
    const shown = { element, label, paper, parts, overlay, labels, pins, tiles: new Map(), frame: null };
    this.frames.set(id, shown);
    return shown;
  }

  fill(shown, frame, count) {
    const { overlay, parts, tiles, element } = shown;
    overlay.setAttribute("viewBox", frame.box.join(" "));
    overlay.setAttribute("preserveAspectRatio", "none");
    element.setAttribute("aria-label", frame.label);
    const ids = new Set(frame.tiles.map(({ id }) => id));
    for (const [id, view] of tiles) {
      if (!ids.has(id)) {
        view.element.remove();
        tiles.delete(id);
      }
    }
    for (const tile of frame.tiles) {
      if (!tiles.has(tile.id)) tiles.set(tile.id, this.tileOf());
      const view = tiles.get(tile.id);
      view.describe(tile, altOf(tile, count));
      parts.append(view.element);
    }
  }
}

/** How far a frame is cut at its sides: a pixel that is half the neighbour's is not shown. */
function edges({ box: [x, , width], sheet }, { left, width: across }, scale, ratio) {
  const isInner = (at) => at > 0.01 && at < sheet.width - 0.01;
  const start = isInner(x) && left < x * scale - 0.01 ? 1 / ratio : 0;
  const end = isInner(x + width) && left + across > (x + width) * scale + 0.01 ? 1 / ratio : 0;
  return `0 ${end}px 0 ${start}px`;
}

function altOf({ number, title, id }, count) {
  if (number === null) return t("panel.blank");
  return t("panel.alt", { number: number + 1, count, title: title || id });
}

function overlaps(box, other, margin) {
  return (
    box.right > other.left - margin &&
    box.left < other.right + margin &&
    box.bottom > other.top - margin &&
    box.top < other.bottom + margin
  );
}

/** A scale as it is written in an address. */
function round(scale) {
  return Math.round(scale * 10000) / 10000;
}
