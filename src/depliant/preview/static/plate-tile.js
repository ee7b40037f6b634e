// A part of a page put together from its plates.

import { h } from "./dom.js";
import { compose, press, settings } from "./proof.js";
import { TileView } from "./tiles.js";

/** All settings that the picture depends on. */
function looks() {
  const { check, ...shown } = settings.get();
  return JSON.stringify(shown);
}

/** One part of a page, as `TileView`; `context` is what app.js gives every view. */
export class PlateTile extends TileView {
  constructor(context, told) {
    super();
    this.context = context;
    this.told = told;
    this.canvas = h("canvas", { role: "img" });
  }

  describe(tile, alt) {
    super.describe(tile, alt);
    this.canvas.setAttribute("aria-label", alt);
  }

  has(digest, scale) {
    return super.has(digest, scale) && this.shown.settings === looks() && this.shown.press === press.get();
  }

  async show(scale) {
    const { digest } = this.tile;
    if (!press.get().now) return;
    if (this.has(digest, scale)) {
      this.asked = null;
      return;
    }
    const asked = { digest, scale, settings: looks(), press: press.get() };
    if (this.asked && Object.keys(asked).every((key) => asked[key] === this.asked[key])) return;
    this.asked = asked;
    let found;
    try {
      found = await compose(this.context, digest, scale);
    } catch {
      if (this.asked === asked) this.asked = null; // a newer state is on its way
      return;
    }
    if (this.asked !== asked) return;
    this.asked = null;
    this.shown = asked;
    this.canvas.width = found.width;
    this.canvas.height = found.height;
    this.canvas.getContext("2d").putImageData(new ImageData(found.pixels, found.width, found.height), 0, 0);
    this.canvas.dataset.digest = digest;
    this.element.replaceChildren(this.canvas, this.words);
    this.told(this.tile, found);
  }
}
