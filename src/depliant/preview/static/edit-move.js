// A block dragged to another place of its list: a line shows where it would go.

/** Watches the grip of the block that is open. `moved(place)` is called when it is dropped elsewhere. */
export class Mover {
  constructor(context, card, { moved, hidden }) {
    Object.assign(this, { context, card, moved, hidden, target: null });
    this.listening = new AbortController();
    const { grip } = card.outline;
    const on = (name, run) => grip.addEventListener(name, (event) => run.call(this, event), { signal: this.listening.signal });
    on("pointerdown", this.down);
    on("pointermove", this.move);
    on("pointerup", this.up);
    on("pointercancel", this.cancel);
  }

  down(event) {
    if (event.button) return;
    event.preventDefault();
    event.stopPropagation();
    this.card.outline.grip.setPointerCapture(event.pointerId);
    this.isDragging = true;
    this.hidden(true);
    this.show(event.clientY);
  }

  move(event) {
    if (this.isDragging) this.show(event.clientY);
  }

  up() {
    const { target } = this;
    const from = this.card.told.order.place;
    this.cancel();
    if (target === null) return;
    const place = target > from ? target - 1 : target;
    if (place !== from) this.moved(place);
  }

  cancel() {
    this.isDragging = false;
    this.target = null;
    this.card.outline.drop.hidden = true;
    this.hidden(false);
  }

  /** Show the line between the two entries that are nearest to a height of the window. */
  show(y) {
    const { order } = this.card.told;
    const boxes = order.boxes.map((box) => box && this.context.boxAt(this.card.panel, box));
    const seen = boxes.map((box, number) => ({ box, number })).filter(({ box }) => box);
    if (!seen.length) return;
    const gaps = seen.map(({ box, number }, at) => {
      const above = seen[at - 1]?.box;
      return { place: number, y: above ? (above.bottom + box.top) / 2 : box.top - 3, box };
    });
    const last = seen.at(-1);
    gaps.push({ place: last.number + 1, y: last.box.bottom + 3, box: last.box });
    const near = gaps.reduce((best, one) => (Math.abs(one.y - y) < Math.abs(best.y - y) ? one : best));
    this.target = near.place;
    const { drop } = this.card.outline;
    const room = drop.parentElement.getBoundingClientRect();
    drop.hidden = false;
    drop.style.left = `${near.box.left - room.left}px`;
    drop.style.top = `${near.y - room.top}px`;
    drop.style.width = `${near.box.width}px`;
  }

  leave() {
    this.listening.abort();
  }
}
