// The handle of the wipe: what stands left of it is the older version.

import { settings } from "./compare.js";
import { h, icon } from "./dom.js";
import { t } from "./words.js";

const STEPS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10 };

/** The handle in a room: { element, update(settings) }. */
export function wipeHandle(room) {
  const element = h(
    "div",
    {
      class: "wipe-handle",
      role: "slider",
      tabindex: "0",
      "aria-label": t("compare.wipe"),
      "aria-valuemin": "0",
      "aria-valuemax": "100",
      on: { pointerdown: down, pointermove: move, pointerup: up, pointercancel: up, keydown: key },
    },
    h("span", { class: "wipe-grip" }, icon("wipe")),
  );

  function down(event) {
    event.preventDefault();
    element.focus();
    element.setPointerCapture(event.pointerId);
    element.classList.add("dragged");
  }

  function move(event) {
    if (!element.classList.contains("dragged")) return;
    const { left, width } = room.getBoundingClientRect();
    to(((event.clientX - left) / width) * 100);
  }

  function up() {
    element.classList.remove("dragged");
  }

  function key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = STEPS[event.key];
    if (event.key === "Home") to(0);
    else if (event.key === "End") to(100);
    else if (step) to(settings.get().wipe + step * (event.shiftKey ? 10 : 1));
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return {
    element,
    update({ mode, wipe }) {
      element.hidden = mode !== "wipe";
      element.setAttribute("aria-valuenow", String(Math.round(wipe)));
      element.setAttribute("aria-valuetext", t("compare.wiped", { share: Math.round(wipe) }));
    },
  };
}

function to(share) {
  settings.set({ wipe: Math.min(100, Math.max(0, share)) });
}
