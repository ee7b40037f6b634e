// Where one looks: a scale, and the place of the board that is in the middle of the window.

import { kept } from "./store.js";

const PAD = 24; // CSS pixels round the board
const LABEL = 26; // above it, for what a side is called
const LIMITS = [0.04, 14]; // CSS pixels a point
const ACTUAL = 96 / 72; // CSS pixels a point at 100 %
const STEPS = [0.1, 0.15, 0.25, 0.33, 0.5, 0.67, 0.75, 1, 1.25, 1.5, 2, 3, 4, 6, 8];
const CLICK = 4; // pixels: farther is a drag

const clamp = (value, low, high) => Math.min(Math.max(value, low), high);
const calm = matchMedia("(prefers-reduced-motion: reduce)");

/**
 * A camera over a board in a window. `frames` are what can be fitted: { id, x, y, width, height } in
 * points. `moved(camera)` is called whenever it looks elsewhere, `rested()` once it has come to rest.
 */
export class Camera {
  constructor(stage, { moved, rested, clicked, opened, resized }) {
    Object.assign(this, { stage, moved, rested, clicked, opened });
    this.size = { width: 1, height: 1 };
    this.frames = [];
    this.look = { mode: "all", frame: null, k: 1, x: 0, y: 0 };
    this.pointers = new Map();
    this.listening = new AbortController();
    this.watchGestures();
    this.resizing = new ResizeObserver(() => (resized(), this.refit()));
    this.resizing.observe(stage);
  }

  /** Look no longer. */
  leave() {
    this.listening.abort();
    this.resizing.disconnect();
    clearTimeout(this.resting);
    cancelAnimationFrame(this.gliding);
  }

  /** CSS pixels a point at which all of a board of this size is seen. */
  scaleOf({ width, height }) {
    const room = this.room();
    const pad = room.width < 480 ? 10 : PAD;
    const across = Math.max(room.width - 2 * pad, 20) / width;
    const along = Math.max(room.height - 2 * pad - LABEL, 20) / height;
    return clamp(Math.min(across, along), ...LIMITS);
  }

  /** The share of its true size that the board is shown at: 1 is 100 %. */
  get zoom() {
    return this.look.k / ACTUAL;
  }

  /** Take on a board. What was in the middle stays there; a name says where its place is kept. */
  setBoard(size, frames, name) {
    const former = this.under();
    const isNew = name !== this.name;
    Object.assign(this, { size, frames, name });
    if (isNew) {
      this.look = { mode: "all", frame: null, k: 1, x: 0, y: 0, ...kept.read(`look.${name}`, {}) };
      if (this.look.mode === "free") this.apply(this.look, true);
    } else if (former && this.look.mode === "free") {
      const now = frames.find(({ id }) => id === former.id);
      if (now) {
        const { x, y } = this.look;
        this.apply({ ...this.look, x: x + now.x - former.x, y: y + now.y - former.y });
      }
    }
    this.refit();
  }

  /** Fit "all", one "page", or its "width"; a frame's id says which page. */
  fit(mode, frame = null) {
    const id = frame ?? (mode === "all" ? null : this.under()?.id ?? null);
    this.glide({ ...this.fitted(mode, id), mode, frame: id });
  }

  /** Look at so many CSS pixels a point; the place of the window at `at` stays where it is. */
  scaleTo(k, at = this.middle()) {
    const { look } = this;
    const next = clamp(k, ...LIMITS);
    const middle = this.middle();
    const x = look.x + (at.x - middle.x) * (1 / look.k - 1 / next);
    const y = look.y + (at.y - middle.y) * (1 / look.k - 1 / next);
    this.apply({ mode: "free", frame: null, k: next, x, y });
  }

  /** The next larger or smaller of the usual scales. */
  step(direction) {
    const now = this.zoom;
    const next =
      direction > 0
        ? STEPS.find((one) => one > now * 1.02)
        : STEPS.findLast((one) => one < now / 1.02);
    if (next) this.scaleTo(next * ACTUAL);
  }

  /** 100 %: a centimetre is about a centimetre. */
  actual() {
    this.scaleTo(ACTUAL);
  }

  /** Move the window over the board by CSS pixels. */
  pan(x, y) {
    const { look } = this;
    this.apply({ ...look, mode: "free", frame: null, x: look.x + x / look.k, y: look.y + y / look.k });
  }

  /** Bring a box of the board into the window; it stays as it is where all of the box is seen. */
  reveal({ x, y, width, height }) {
    const { look } = this;
    const room = this.room();
    const seen = { width: room.width / look.k, height: room.height / look.k };
    const slack = 0.5 / look.k;
    const isSeen =
      x >= look.x - seen.width / 2 - slack &&
      x + width <= look.x + seen.width / 2 + slack &&
      y >= look.y - seen.height / 2 - slack &&
      y + height <= look.y + seen.height / 2 + slack;
    if (isSeen) return;
    const k = Math.min(look.k, (room.width - 2 * PAD) / width, (room.height - 2 * PAD) / height);
    this.glide({ mode: "free", frame: null, k, x: x + width / 2, y: y + height / 2 });
  }

  /** Fill the window with a box of the board; where it does already, show all again. */
  openAt({ x, y, width, height }) {
    const room = this.room();
    const k = Math.min((room.width - 2 * PAD) / width, (room.height - 2 * PAD) / height);
    const isOpen = Math.abs(this.look.k / k - 1) < 0.02;
    if (isOpen) this.fit("all");
    else this.glide({ mode: "free", frame: null, k, x: x + width / 2, y: y + height / 2 });
  }

  /** The frame in the middle of the window, or the nearest to it. */
  under() {
    const { x, y } = this.look;
    const away = (frame) =>
      Math.max(frame.x - x, 0, x - frame.x - frame.width) +
      Math.max(frame.y - y, 0, y - frame.y - frame.height);
    return this.frames.reduce((near, one) => (!near || away(one) < away(near) ? one : near), null);
  }

  /** Where the board's corner stands in the window, on whole pixels of the screen. */
  origin() {
    const { look } = this;
    const middle = this.middle();
    const ratio = devicePixelRatio;
    const whole = (value) => Math.round(value * ratio) / ratio;
    return { x: whole(middle.x - look.x * look.k), y: whole(middle.y - look.y * look.k) };
  }

  room() {
    return { width: this.stage.clientWidth || 1, height: this.stage.clientHeight || 1 };
  }

  middle() {
    const { width, height } = this.room();
    return { x: width / 2, y: height / 2 };
  }

  refit() {
    const { mode, frame } = this.look;
    if (mode === "free") this.apply(this.look);
    else this.apply({ ...this.fitted(mode, frame), mode, frame });
  }

  fitted(mode, id) {
    const room = this.room();
    const whole = { x: 0, y: 0, ...this.size };
    const target = this.frames.find((frame) => frame.id === id) ?? (mode === "all" ? whole : this.under() ?? whole);
    const pad = room.width < 480 ? 10 : PAD;
    const across = Math.max(room.width - 2 * pad, 20) / target.width;
    const along = Math.max(room.height - 2 * pad - LABEL, 20) / target.height;
    const k = clamp(mode === "width" ? across : Math.min(across, along), ...LIMITS);
    const isTall = mode === "width" && target.height * k > room.height - 2 * pad - LABEL;
    const y = isTall
      ? target.y + (room.height / 2 - pad - LABEL) / k // its head is seen first
      : target.y + target.height / 2 - LABEL / 2 / k;
    return { k, x: target.x + target.width / 2, y };
  }

  apply(look, isSilent = false) {
    const [x, y] = [clamp(look.x, 0, this.size.width), clamp(look.y, -40, this.size.height)];
    this.look = { ...look, x: look.mode === "free" ? x : look.x, y: look.mode === "free" ? y : look.y };
    if (isSilent) return;
    this.moved(this);
    clearTimeout(this.resting);
    this.resting = setTimeout(() => {
      if (this.name) kept.write(`look.${this.name}`, this.look);
      this.rested(this);
    }, 130);
  }

  glide(to) {
    const from = this.look;
    cancelAnimationFrame(this.gliding);
    if (calm.matches) {
      this.apply(to);
      return;
    }
    const start = performance.now();
    const frame = (now) => {
      const share = clamp((now - start) / 170, 0, 1);
      const eased = 1 - (1 - share) ** 3;
      const between = (a, b) => a + (b - a) * eased;
      const k = Math.exp(between(Math.log(from.k), Math.log(to.k)));
      this.apply(
        share === 1 ? to : { ...to, mode: "free", k, x: between(from.x, to.x), y: between(from.y, to.y) },
      );
      if (share < 1) this.gliding = requestAnimationFrame(frame);
    };
    frame(start);
  }

  watchGestures() {
    const { signal } = this.listening;
    const on = (name, run, more = {}) =>
      this.stage.addEventListener(name, (event) => run.call(this, event), { signal, ...more });
    on("wheel", this.wheel, { passive: false });
    on("pointerdown", this.down);
    on("pointermove", this.move);
    on("pointerup", this.up);
    on("pointercancel", this.up);
    on("dblclick", (event) => this.opened(this.pressed, event));
  }

  at(event) {
    const box = this.stage.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  wheel(event) {
    event.preventDefault();
    cancelAnimationFrame(this.gliding);
    const unit = event.deltaMode === 1 ? 18 : event.deltaMode === 2 ? this.room().height : 1;
    if (event.ctrlKey || event.metaKey) {
      const turn = clamp(event.deltaY * unit, -60, 60);
      this.scaleTo(this.look.k * Math.exp(-turn * 0.008), this.at(event));
    } else if (event.shiftKey && !event.deltaX) {
      this.pan(event.deltaY * unit, 0);
    } else {
      this.pan(event.deltaX * unit, event.deltaY * unit);
    }
  }

  down(event) {
    if (event.button > 1 || event.target.closest("button, a, input")) return;
    cancelAnimationFrame(this.gliding);
    if (event.button === 1) event.preventDefault();
    this.stage.setPointerCapture(event.pointerId);
    this.pointers.set(event.pointerId, this.at(event));
    this.travelled = this.pointers.size > 1 ? Infinity : 0;
    this.pressed = event.target;
  }

  move(event) {
    const former = this.pointers.get(event.pointerId);
    if (!former) return;
    const now = this.at(event);
    const others = [...this.pointers].filter(([id]) => id !== event.pointerId);
    this.pointers.set(event.pointerId, now);
    if (others.length) {
      const [[, other]] = others;
      const apart = (one) => Math.hypot(one.x - other.x, one.y - other.y) || 1;
      this.scaleTo(this.look.k * (apart(now) / apart(former)), other);
    } else {
      this.travelled += Math.abs(now.x - former.x) + Math.abs(now.y - former.y);
      if (this.travelled < CLICK) return;
      this.stage.classList.add("dragging");
      this.pan(former.x - now.x, former.y - now.y);
    }
  }

  up(event) {
    if (!this.pointers.delete(event.pointerId)) return;
    this.stage.classList.remove("dragging");
    if (event.type === "pointerup" && this.travelled < CLICK && event.button === 0) {
      this.clicked(this.pressed, event);
    }
  }
}
