// The point of a picture that is kept where it is cropped: dragged, or moved by key.

import { Typing } from "./edit-text.js";
import { h } from "./dom.js";
import { t } from "./words.js";

const clamp = (value, low, high) => Math.min(Math.max(value, low), high);
const written = (share) => String(Math.round(share * 100) / 100);
const STEP = 0.01;

/** The picture, what is seen of it, and the point; `address` gives its pixels. */
export function focusPart(focus, { group, address, refused, isAlone }) {
  const edit = (before, after) => ({ kind: "focus", file: "content.yaml", route: focus.route, before, after, group });
  const typing = new Typing(focus.value, edit, refused);
  const [, , wide, high] = focus.crop;
  let [x, y] = focus.value ? focus.value.map(Number) : [0.5, 0.5];
  const format = new Intl.NumberFormat(document.documentElement.lang, { style: "percent" });
  const crop = h("div", { class: "focus-crop" });
  const point = h("button", { class: "focus-point", type: "button", "aria-roledescription": t("edit.focus.role") });
  const image = h("img", { class: "focus-image", src: address, alt: focus.alt, draggable: "false" });
  const frame = h("div", { class: "focus-frame" }, image, crop, point);
  frame.style.aspectRatio = String(focus.ratio);
  const said = h("p", { class: "edit-note" });
  const isWhole = wide > 0.995 && high > 0.995;

  function draw() {
    const place = t("edit.focus.place", { across: format.format(x), down: format.format(y) });
    point.style.left = `${x * 100}%`;
    point.style.top = `${y * 100}%`;
    point.setAttribute("aria-label", `${t("edit.focus")}. ${place}`);
    crop.style.left = `${clamp(x - wide / 2, 0, 1 - wide) * 100}%`;
    crop.style.top = `${clamp(y - high / 2, 0, 1 - high) * 100}%`;
    crop.style.width = `${wide * 100}%`;
    crop.style.height = `${high * 100}%`;
    said.textContent = isWhole ? t("edit.focus.whole") : place;
  }

  /** Keep another point, in view at once. */
  function keep(across, down) {
    x = Number(written(clamp(across, 0, 1)));
    y = Number(written(clamp(down, 0, 1)));
    draw();
    typing.type([written(x), written(y)], 60);
  }

  function toPointer(event) {
    const box = frame.getBoundingClientRect();
    keep((event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
  }

  frame.addEventListener("pointerdown", (event) => {
    frame.setPointerCapture(event.pointerId);
    event.preventDefault();
    point.focus({ preventScroll: true });
    toPointer(event);
  });
  frame.addEventListener("pointermove", (event) => frame.hasPointerCapture(event.pointerId) && toPointer(event));
  point.addEventListener("keydown", (event) => {
    const by = STEP * (event.shiftKey ? 10 : 1);
    const [right, below] = { ArrowLeft: [-by, 0], ArrowRight: [by, 0], ArrowUp: [0, -by], ArrowDown: [0, by] }[event.key] ?? [0, 0];
    if (!right && !below) return;
    event.preventDefault();
    event.stopPropagation();
    keep(x + right, y + below);
  });
  draw();
  const name = isAlone ? t("edit.focus") : t("edit.focus.of", { picture: focus.alt || focus.picture });
  const element = h("div", { class: "edit-field edit-focus" }, h("p", { class: "edit-label" }, name), frame, said);

  /** Drag the picture itself on the page: its frame is so many pixels wide and high there. */
  function dragged(from, across, down, size) {
    keep(from[0] - (across / size.width) * wide, from[1] - (down / size.height) * high);
  }
  /** The point that the crop is about, which a focus near an edge is not. */
  const middle = () => [clamp(x, wide / 2, 1 - wide / 2), clamp(y, high / 2, 1 - high / 2)];
  return { element, typing, dragged, middle };
}
