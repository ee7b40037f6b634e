// All keys, and what the mouse does.

import { h, icon } from "./dom.js";
import { groups } from "./keys.js";
import { t } from "./words.js";

const MOUSE = ["help.wheel", "help.pinch", "help.drag", "help.click", "help.double", "help.turn"];

let dialog = null;

/** Open the help, or close it; `mouse` are the words of what pointers do. */
export function toggleHelp(mouse = MOUSE) {
  dialog ??= made(mouse);
  if (dialog.open) dialog.close();
  else dialog.showModal();
}

function made(lines) {
  const lists = [...groups()].map(([group, shortcuts]) =>
    h(
      "section",
      {},
      h("h3", {}, t(group)),
      h(
        "dl",
        {},
        shortcuts
          .filter(({ word }) => word)
          .map(({ shown, word }) =>
            h("div", {}, h("dt", {}, [...shown.split(" ")].map((key) => h("kbd", {}, key))), h("dd", {}, t(word))),
          ),
      ),
    ),
  );
  const mouse = h("section", {}, h("h3", {}, t("help.mouse")), h("ul", {}, lines.map((word) => h("li", {}, t(word)))));
  const close = h(
    "button",
    { class: "button quiet", type: "button", "aria-label": t("help.close"), on: { click: () => dialog.close() } },
    icon("close"),
  );
  const made_ = h(
    "dialog",
    { class: "help", "aria-labelledby": "help-title" },
    h("header", {}, h("h2", { id: "help-title" }, t("help.title")), close),
    h("div", { class: "help-body" }, lists, mouse),
  );
  made_.addEventListener("click", (event) => event.target === made_ && made_.close());
  made_.addEventListener("keydown", (event) => {
    if (event.key === "?") made_.close();
  });
  document.body.append(made_);
  return made_;
}
