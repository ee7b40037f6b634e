// Two versions of the pages, each on a board of its own, looked at by cameras that go together.

import { Board } from "./board.js";
import { h, s } from "./dom.js";
import { TileView } from "./tiles.js";
import { Camera } from "./zoom.js";

/** The two layers in an element: "left" lies above "right" where they do not stand side by side. */
export class Layers {
  constructor(element, { zoomed, clicked, opened, resized }) {
    this.following = false;
    this.both = ["left", "right"].map((side) => this.layer(element, side, { zoomed, clicked, opened, resized }));
    [this.left, this.right] = this.both;
  }

  /** The camera that is asked where one looks. */
  get camera() {
    return this.right.camera;
  }

  /** Show frames: { left, right, width, height, name }, those of one id at the same place. */
  update({ left, right, width, height, name }, states) {
    this.left.board.update(left, states[0]);
    this.right.board.update(right, states[1]);
    const known = new Map([...left, ...right].map((frame) => [frame.id, frame]));
    const frames = [...known.values()].map(({ id, x, y, box }) => ({ id, x, y, width: box[2], height: box[3] }));
    Object.assign(this.left.camera, { size: { width, height }, frames, name });
    this.right.camera.setBoard({ width, height }, frames, name);
    for (const { board } of this.both) board.paint(false);
  }

  /** Leave the window. */
  leave() {
    for (const { camera, element, name } of this.both) {
      camera.leave();
      element.remove();
      name.remove();
    }
  }

  /** Draw the changes of one version over its pages. */
  mark(side, marks, chosen) {
    for (const { overlay, frame } of this[side].board.frames.values()) {
      overlay.querySelector(".changes")?.remove();
      const here = marks.filter(({ spot }) => isShown(frame, spot));
      overlay.append(s("g", { class: "changes" }, here.flatMap((one) => drawn(one, one.number === chosen))));
    }
  }

  layer(parent, side, { zoomed, clicked, opened, resized }) {
    const name = h("p", { class: `version-name version-name-${side}`, "aria-hidden": "true" });
    const element = h("div", { class: `version version-${side}`, role: "group" });
    parent.append(element, name);
    const board = new Board(element, () => new TileView());
    const camera = new Camera(element, {
      moved: () => {
        board.place(camera);
        this.follow(side, camera);
        zoomed(camera);
      },
      rested: () => this.both.forEach((one) => one.board.paint(true)),
      clicked: (target, event) => clicked(side, target, event),
      opened: (target) => opened(side, target),
      resized,
    });
    const nameAs = (text) => {
      name.textContent = text;
      element.setAttribute("aria-label", text);
      for (const { element: section, frame } of board.frames.values()) {
        section.setAttribute("aria-label", `${frame.label}, ${text}`);
      }
    };
    return { element, board, camera, name, nameAs };
  }

  /** Let the other camera look where this one does. */
  follow(side, camera) {
    if (this.following || !this.both) return;
    this.following = true;
    const other = side === "left" ? this.right : this.left;
    cancelAnimationFrame(other.camera.gliding);
    other.camera.look = { ...camera.look };
    other.board.place(other.camera);
    this.following = false;
  }
}

function isShown({ sheet, tiles }, { side, panel }) {
  return sheet.id === side && tiles.some(({ id }) => id === panel);
}

function drawn({ kind, spot }, isChosen) {
  return spot.boxes.map(([x, y, width, height]) => {
    const pad = kind === "drawn" || kind.startsWith("panel") ? 0 : 1.4;
    const across = Math.max(width, 1) + 2 * pad;
    return s("rect", {
      class: `change change-${kind}${isChosen ? " change-chosen" : ""}`,
      x: x - pad,
      y: y - pad,
      width: across,
      height: height + 2 * pad,
      rx: 1,
    });
  });
}
