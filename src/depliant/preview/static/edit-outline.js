// The line round the block that is being changed; a picture is dragged in its frame by it.

import { h } from "./dom.js";

const ROOM = 3; // CSS pixels between the block and the line

export class Outline {
  constructor(main, context, card) {
    this.card = card;
    this.grip = h("div", { class: "edit-grip", "aria-hidden": "true" });
    this.element = h("div", { class: "edit-outline", "aria-hidden": "true" }, this.grip);
    this.drop = h("div", { class: "edit-drop", hidden: true, "aria-hidden": "true" });
    main.append(this.element, this.drop);
    if (card.focus) this.watchPicture();
    this.grip.hidden = !card.told.order;
  }

  /** Stand round a box of the window; `room` is that of the pages. */
  place(box, room) {
    this.element.hidden = !box;
    if (!box) return;
    this.box = box;
    this.element.style.left = `${box.left - room.left - ROOM}px`;
    this.element.style.top = `${box.top - room.top - ROOM}px`;
    this.element.style.width = `${box.width + 2 * ROOM}px`;
    this.element.style.height = `${box.height + 2 * ROOM}px`;
  }

  /** Drag the picture in its frame. */
  watchPicture() {
    const { element } = this;
    let start = null;
    element.classList.add("of-picture");
    element.addEventListener("pointerdown", (event) => {
      if (event.target === this.grip) return;
      event.stopPropagation();
      event.preventDefault();
      element.setPointerCapture(event.pointerId);
      start = { x: event.clientX, y: event.clientY, from: this.card.focus.middle() };
    });
    element.addEventListener("pointermove", (event) => {
      if (!start) return;
      this.card.focus.dragged(start.from, event.clientX - start.x, event.clientY - start.y, this.box);
    });
    for (const name of ["pointerup", "pointercancel"]) element.addEventListener(name, () => (start = null));
  }

  leave() {
    this.element.remove();
    this.drop.remove();
  }
}
