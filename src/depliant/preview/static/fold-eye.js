// From where one looks on the piece: how large, from which side, and what is in the middle.

import { kept } from "./store.js";

const ACTUAL = 96 / 72; // CSS pixels a point at 100 %
const LIMITS = [0.04, 14];
const STEPS = [0.1, 0.15, 0.25, 0.33, 0.5, 0.67, 0.75, 1, 1.25, 1.5, 2, 3, 4, 6, 8];
const START = { mode: "all", k: 1, x: 0, y: 0, yaw: -7, pitch: 22 };
const STEEPEST = 80; // degrees that the piece is tipped
const FRONT = 2.6; // times the window's larger side: how far off the eye is

const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

/** An eye on the window `space`; `moved()` is called when it looks elsewhere, `rested()` once it is at rest. */
export class FoldEye {
  constructor(space, { moved, rested }) {
    Object.assign(this, { space, moved, rested });
    this.look = { ...START };
    this.sizes = { all: { width: 1, height: 1 }, page: { width: 1, height: 1 } };
  }

  /** Look on pieces whose largest is `all` and of which one panel is `page`; a name keeps the place. */
  setPiece(sizes, name) {
    this.sizes = sizes;
    if (name !== this.name) {
      this.name = name;
      this.look = { ...START, ...kept.read(name, {}) };
    }
    this.refit();
  }

  /** What the sums of a place in the window need; see fold-model.js. */
  get eye() {
    const { yaw, pitch, x, y } = this.look;
    return { yaw, pitch, x, y, depth: this.depth };
  }

  get depth() {
    const { clientWidth, clientHeight } = this.space;
    return Math.max(clientWidth, clientHeight, 400) * FRONT;
  }

  get zoom() {
    return this.look.k / ACTUAL;
  }

  /** Fit "all" of the open piece, one "page" of it, or its "width". */
  fit(mode) {
    this.apply({ ...this.look, ...this.fitted(mode), mode });
  }

  /** Look at so many CSS pixels a point; the place at `at` (from the middle) stays. */
  scaleTo(k, at = { x: 0, y: 0 }) {
    const { look } = this;
    const next = clamp(k, ...LIMITS);
    const share = next / look.k;
    const kept_ = (place, pointer) => pointer + (place - pointer) * share;
    this.apply({ ...look, mode: "free", k: next, x: kept_(look.x, at.x), y: kept_(look.y, at.y) });
  }

  /** The next larger or smaller of the usual scales. */
  step(direction) {
    const now = this.zoom;
    const next = direction > 0 ? STEPS.find((one) => one > now * 1.02) : STEPS.findLast((one) => one < now / 1.02);
    if (next) this.scaleTo(next * ACTUAL);
  }

  /** 100 %: a centimetre is about a centimetre. */
  actual() {
    this.scaleTo(ACTUAL);
  }

  /** Move the window by CSS pixels. */
  pan(x, y) {
    const { look } = this;
    const far = (value, size) => clamp(value, -size * look.k, size * look.k);
    const { width, height } = this.sizes.all;
    this.apply({ ...look, mode: "free", x: far(look.x - x, width), y: far(look.y - y, height) });
  }

  /** Turn the piece by degrees. */
  turn(yaw, pitch) {
    const { look } = this;
    const round = ((look.yaw + yaw + 540) % 360) - 180;
    this.apply({ ...look, yaw: round, pitch: clamp(look.pitch + pitch, -STEEPEST, STEEPEST) });
  }

  /** Look from where one looked at first. */
  straighten() {
    this.apply({ ...this.look, yaw: START.yaw, pitch: START.pitch });
  }

  /** Take on another size of the window. */
  refit() {
    const { mode } = this.look;
    this.apply(mode === "free" ? this.look : { ...this.look, ...this.fitted(mode) });
  }

  /** Look no longer. */
  leave() {
    clearTimeout(this.resting);
  }

  fitted(mode) {
    const { clientWidth: width, clientHeight: height } = this.space;
    const pad = width < 480 ? 12 : 40;
    const { all, page } = this.sizes;
    const across = Math.max(width - 2 * pad, 40) / (mode === "page" ? page : all).width;
    // Tipped, it is not so high; a panel that stands up wants room above.
    const along = Math.max(height - 2 * pad, 40) / (0.93 * all.height + 0.34 * page.width);
    const k = clamp(mode === "width" ? across : Math.min(across, along), ...LIMITS);
    return { k, x: 0, y: 0.1 * page.width * k };
  }

  apply(look) {
    this.look = look;
    this.moved();
    clearTimeout(this.resting);
    this.resting = setTimeout(() => {
      if (this.name) kept.write(this.name, this.look);
      this.rested();
    }, 130);
  }
}
