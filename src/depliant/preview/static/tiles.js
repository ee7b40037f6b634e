// Pictures of parts of the press file. A new one takes the old one's place once it can be painted.

/** The nearest whole pixel, by the sums that the server does; see raster.py. */
export const nearest = (value) => Math.floor(value + 0.5);

/** The pixels of a box (x, y, width, height in points) at so many pixels a point. */
export function pixelsOf([x, y, width, height], scale) {
  const left = nearest(x * scale);
  const top = nearest(y * scale);
  return {
    left,
    top,
    width: Math.max(1, nearest((x + width) * scale) - left),
    height: Math.max(1, nearest((y + height) * scale) - top),
  };
}

let pictures = { addressOf: (digest, scale) => `tile/${digest}.png?scale=${scale}`, scaleOf: (scale) => scale };

/**
 * Take pictures from elsewhere than the server: `addressOf(digest, scale)`, where `scaleOf(scale)` says
 * at which scale there is one.
 */
export function takePictures(given) {
  pictures = given;
}

/** One part of a page. `element` is put where it belongs by whoever lays out the pages. */
export class TileView {
  constructor() {
    this.element = document.createElement("div");
    this.element.className = "tile";
    this.words = document.createElement("div");
    this.words.className = "visually-hidden";
    this.shown = null;
    this.asked = null;
    this.alt = "";
  }

  /** Say what the part is; its picture comes when it is asked for. */
  describe(tile, alt) {
    this.tile = tile;
    this.alt = alt;
    this.element.dataset.panel = tile.id;
    if (this.image) this.image.alt = alt;
  }

  /** Say the part's words to who does not see its picture. */
  tell(paragraphs, language, direction) {
    this.words.lang = language;
    this.words.dir = direction;
    this.words.replaceChildren(
      ...paragraphs.map(({ kind, text }) => {
        const said = document.createElement(kind.startsWith("heading") ? "h3" : "p");
        said.textContent = text;
        return said;
      }),
    );
  }

  /** Whether the picture of this digest is there, at this scale or any. */
  has(digest, scale) {
    return this.shown?.digest === digest && (scale === undefined || this.shown.scale === scale);
  }

  /** Paint the part as it is now at so many pixels a point, where there is a picture of that scale. */
  async show(wanted, isUrgent) {
    const { digest } = this.tile;
    const scale = pictures.scaleOf(wanted);
    if (this.has(digest, scale)) {
      this.asked = null;
      return;
    }
    if (this.asked?.digest === digest && this.asked.scale === scale) return;
    const asked = { digest, scale };
    this.asked = asked;
    const image = new Image();
    image.alt = this.alt;
    image.draggable = false;
    image.fetchPriority = isUrgent ? "high" : "low";
    image.src = pictures.addressOf(digest, scale);
    try {
      await image.decode();
    } catch {
      if (this.asked === asked) this.asked = null; // a newer state is on its way
      return;
    }
    if (this.asked !== asked) return;
    this.asked = null;
    this.shown = asked;
    image.alt = this.alt;
    this.image = image;
    image.dataset.digest = digest;
    this.element.replaceChildren(image, this.words);
    painted(asked);
  }
}

/** Tell, once the browser has drawn it, that a picture is on the screen. */
function painted({ digest, scale }) {
  requestAnimationFrame(() => {
    setTimeout(() => {
      dispatchEvent(new CustomEvent("painted", { detail: { digest, scale, at: Date.now() } }));
    });
  });
}
