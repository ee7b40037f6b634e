// What stands round the pages: the bar, the side, the line of the state.

import { h, icon } from "./dom.js";
import { isOn } from "./overlays.js";
import { kept } from "./store.js";
import { drawStrip } from "./strip.js";
import { n, t } from "./words.js";

const FILES = { press: "press.pdf", screen: "screen.pdf", images: "images.zip", svg: "svg.zip" };
const SLOW = 220; // ms: a build that takes no longer is not told of
const FIRST = 900; // ms: so long takes only what nothing was known of
const SAID = 2600; // ms that something said is seen

/** Draw it all; what is returned tells it of news. */
export function drawChrome({ context, views, panes, overlays, do: act }) {
  const stage = h("div", { class: "stage", tabindex: "0", role: "group", "aria-label": t("stage") });
  const empty = h("div", { class: "empty", hidden: true });
  const live = h("p", { class: "toast", role: "status", "aria-live": "polite" });
  const head = bar({ views, overlays, act, context });
  const side = sideOf({ panes, context });
  const foot = footOf({ act, context, side });
  const strip = drawStrip({ context, open: act.edition, toggled: (isOn) => head.stripShown(isOn) });
  head.stripShown(strip.isOn);
  head.strip.addEventListener("click", strip.toggle);
  const main = h("main", {}, stage, empty, live);
  document.body.replaceChildren(head.element, main, side.element, strip.element, foot.element);
  side.mount();
  let saying = null;
  let shown = null;

  return {
    stage,
    toggleStrip: strip.toggle,
    update(state) {
      head.update(state);
      side.update(state);
      if (state.revision !== shown) strip.update(state);
      shown = state.revision;
      foot.update(state);
      const isEmpty = state.revision > 0 && !state.sheets.length;
      empty.hidden = !isEmpty;
      empty.replaceChildren(
        ...(isEmpty ? [h("h2", {}, t("empty.title")), h("p", {}, t("empty.text"))] : []),
      );
      if (isEmpty) side.open();
    },
    say(text) {
      live.textContent = text;
      live.classList.add("seen");
      clearTimeout(saying);
      saying = setTimeout(() => live.classList.remove("seen"), SAID);
    },
    zoomed: head.zoomed,
    viewShown: head.viewShown,
    laid: head.laid,
    unsaved: head.unsaved,
    togglePane: side.toggle,
    openPane: side.openAt,
    lendPane: side.lendPane,
    takePane: side.takePane,
    focusEditions: head.focusEditions,
  };
}

function button(name, word, run, more = {}) {
  const label = t(word);
  return h(
    "button",
    { class: "button quiet", type: "button", "aria-label": label, title: label, on: { click: run }, ...more },
    icon(name),
  );
}

function bar({ views, overlays, act, context }) {
  const title = h("h1", {}, "Dépliant");
  const editions = h("select", {
    class: "editions",
    "aria-label": t("edition"),
    on: { change: () => act.edition(editions.value) },
  });
  const strip = button("strip", "strip.key", () => {});
  const tabs = views.map(({ id, word, key }) =>
    h(
      "button",
      { class: "tab", type: "button", title: `${t(word)} (${key})`, "data-view": id, on: { click: () => act.view(id) } },
      t(word),
    ),
  );
  const fits = ["all", "page", "width"].map((mode) =>
    button(mode, `zoom.${mode}`, () => act.fit(mode), { "data-mode": mode }),
  );
  const percent = h(
    "button",
    { class: "button quiet percent", type: "button", title: t("zoom.actual"), on: { click: act.actual } },
    "100 %",
  );
  const files = fileMenu(context);
  const saved = h("button", { class: "button primary save-button", type: "button", title: "Ctrl+S", hidden: true, on: { click: act.save } });
  const layers = layerMenu(overlays, act);
  const element = h(
    "header",
    { class: "bar" },
    h("div", { class: "bar-start" }, title, editions, strip),
    h("div", { class: "tabs", role: "group", "aria-label": t("views") }, tabs),
    h(
      "div",
      { class: "bar-end" },
      h(
        "div",
        { class: "zoom", role: "group", "aria-label": t("keys.zoom") },
        button("minus", "zoom.out", () => act.step(-1)),
        percent,
        button("plus", "zoom.in", () => act.step(1)),
        fits,
      ),
      saved,
      layers.element,
      files,
      button("theme", "keys.theme", act.theme),
      button("help", "keys.help", act.help),
    ),
  );
  const format = new Intl.NumberFormat(document.documentElement.lang, { style: "percent" });
  let known = "";

  return {
    element,
    strip,
    stripShown: (isOn) => strip.setAttribute("aria-pressed", String(isOn)),
    update(state) {
      title.textContent = state.title || state.project?.folder || "Dépliant";
      title.title = title.textContent;
      const list = state.project?.editions ?? [];
      const now = JSON.stringify(list);
      if (now !== known) {
        known = now;
        editions.replaceChildren(
          ...list.map(({ language, name }) => h("option", { value: language, lang: language }, name)),
        );
      }
      editions.hidden = list.length < 1;
      strip.hidden = list.length < 2;
      editions.value = state.edition;
      files.hidden = state.state !== "good";
    },
    unsaved({ unsaved, changes, conflicts }) {
      saved.hidden = !unsaved;
      const count = changes.length + conflicts.length;
      saved.replaceChildren(icon("check"), h("span", { class: "save-word" }, t("unsaved.save")), h("span", { class: "badge" }, String(count)));
      saved.setAttribute("aria-label", n("unsaved.save-all", count));
    },
    zoomed(zoom, mode) {
      percent.textContent = format.format(zoom);
      percent.setAttribute("aria-label", `${t("zoom.actual")} (${percent.textContent})`);
      for (const fit of fits) fit.setAttribute("aria-pressed", String(fit.dataset.mode === mode));
    },
    laid: layers.update,
    viewShown(id) {
      for (const tab of tabs) tab.setAttribute("aria-pressed", String(tab.dataset.view === id));
      tabs.find((tab) => tab.dataset.view === id)?.scrollIntoView({ block: "nearest", inline: "nearest" });
    },
    focusEditions: () => editions.focus(),
  };
}

/** What can be laid over the pages. */
function layerMenu(overlays, act) {
  const items = overlays.map(({ id, key, word }) =>
    h(
      "button",
      { class: "menu-item layer", type: "button", "data-layer": id, on: { click: () => act.lay(id) } },
      h("span", { class: `sample sample-${id}`, "aria-hidden": "true" }),
      h("span", { class: "layer-name" }, t(word)),
      h("kbd", { "aria-hidden": "true" }, key),
    ),
  );
  const update = () => {
    for (const item of items) item.setAttribute("aria-pressed", String(isOn(item.dataset.layer)));
  };
  update();
  return { element: menu("layers", "keys.overlays", items), update };
}

/** The finished files, to download. */
function fileMenu(context) {
  const links = Object.entries(FILES).map(([target, file]) =>
    h("a", { class: "menu-item", href: "", download: true, "data-file": file }, t(`file.${target}`)),
  );
  const print = h(
    "button",
    { class: "menu-item print", type: "button", on: { click: () => printPages(context) } },
    h("span", { class: "layer-name" }, t("file.print")),
    h("kbd", { "aria-hidden": "true" }, t("file.print.key")),
  );
  const element = menu("down", "files", [...links, print]);
  element.classList.add("files");
  element.addEventListener("toggle", () => {
    for (const link of links) link.href = context.address(`file/${link.dataset.file}`);
  });
  return element;
}

/** Printing is that of the file, with its true sizes: the browser shows it and prints it. */
export function printPages(context) {
  if (context.state().state !== "good") {
    context.say(t("file.print.none"));
    return;
  }
  open(context.address("file/press.pdf?show=on"), "_blank", "noopener");
}

function menu(name, word, items) {
  const list = h("div", { class: "menu-list" }, items);
  const summary = h("summary", { class: "button quiet", "aria-label": t(word), title: t(word) }, icon(name));
  const element = h("details", { class: "menu" }, summary, list);
  addEventListener("pointerdown", (event) => element.contains(event.target) || (element.open = false));
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !element.open) return;
    element.open = false;
    summary.focus();
    event.stopPropagation();
  });
  return element;
}

function sideOf({ panes, context }) {
  const bodies = panes.map(({ id }) => h("div", { class: `pane pane-${id}`, "data-pane": id }));
  const tabs = panes.map(({ id, word }) =>
    h("button", { class: "tab", type: "button", "data-pane": id, on: { click: () => pick(id) } }, t(word)),
  );
  const close = button("close", "pane.close", () => toggle(chosen));
  const element = h(
    "aside",
    { class: "side", "aria-label": t("side") },
    h("div", { class: "side-head" }, h("div", { class: "tabs", role: "group" }, tabs), close),
    bodies,
  );
  let chosen = kept.read("pane", panes[0].id);
  if (!panes.some(({ id }) => id === chosen)) chosen = panes[0].id;
  const narrow = matchMedia("(max-width: 760px)");
  const listeners = new Set();
  let isMounted = false;

  function show(isOpen) {
    element.hidden = !isOpen;
    document.body.classList.toggle("with-side", isOpen);
    for (const listener of listeners) listener(isOpen);
    tellShown();
  }

  /** Let the rest of the page know which pane is seen, and the pane itself. */
  function tellShown() {
    if (element.hidden) delete document.body.dataset.pane;
    else document.body.dataset.pane = chosen;
    if (!element.hidden && isMounted) panes.find(({ id }) => id === chosen).shown?.();
  }

  function pick(id) {
    chosen = id;
    kept.write("pane", id);
    for (const body of bodies) body.hidden = body.dataset.pane !== id;
    for (const tab of tabs) tab.setAttribute("aria-pressed", String(tab.dataset.pane === id));
    tellShown();
  }

  function toggle(id) {
    const isOpen = element.hidden || id !== chosen;
    pick(id);
    show(isOpen);
    if (!narrow.matches) kept.write("side", isOpen);
  }

  return {
    element,
    mount() {
      panes.forEach((pane, number) => pane.mount(bodies[number], context));
      pick(chosen);
      show(!narrow.matches && kept.read("side", true));
      isMounted = true;
    },
    update(state) {
      panes.forEach((pane, number) => {
        const count = pane.count?.(state) ?? 0;
        tabs[number].replaceChildren(t(pane.word), count ? h("span", { class: "badge" }, String(count)) : "");
      });
    },
    open: () => element.hidden && show(true),
    lendPane(id) {
      const former = element.hidden ? null : chosen === id ? panes[0].id : chosen;
      pick(id);
      if (!narrow.matches) show(true);
      return former;
    },
    takePane(id, former) {
      if (chosen !== id) return;
      pick(former ?? panes[0].id);
      if (!former) show(false);
    },
    openAt(id) {
      if (chosen !== id) pick(id);
      if (element.hidden) show(true);
    },
    toggle,
    listeners,
  };
}

function footOf({ side }) {
  const line = h("p", { class: "state-line", role: "status" });
  const facts = h("p", { class: "facts" });
  const findings = h("button", {
    class: "button findings-button",
    type: "button",
    on: { click: () => side.toggle("findings") },
  });
  const element = h("footer", { class: "foot" }, line, facts, findings);
  let waiting = null;
  let latest = null;
  side.listeners.add((isOpen) => findings.setAttribute("aria-expanded", String(isOpen)));

  function draw(state, isSlow) {
    const [kind, text] = said(state, isSlow);
    if (line.dataset.kind === kind && line.textContent === text) return;
    line.dataset.kind = kind;
    line.replaceChildren(h("span", { class: "lamp", "aria-hidden": "true" }), text);
  }

  return {
    element,
    update(state) {
      latest = state;
      clearTimeout(waiting);
      if (state.building) waiting = setTimeout(() => draw(latest, true), SLOW);
      if (!state.building || state.revision < 0) draw(state, false);
      const { project } = state;
      facts.textContent = project ? [project.fold, project.condition].join(" · ") : "";
      const { error, warning } = state.findings.counts;
      const kind = error ? "error" : warning ? "warning" : "info";
      findings.replaceChildren(icon(error || warning ? kind : "check"), summary(state));
      findings.dataset.kind = kind;
    },
  };
}

function summary({ findings: { counts } }) {
  const parts = ["error", "warning"].filter((one) => counts[one]).map((one) => n(`findings.${one}`, counts[one]));
  return parts.join(", ") || t("findings.good");
}

/** The state in a word, for the lamp, and in a sentence. */
function said(state, isSlow) {
  const errors = n("findings.error", state.findings.counts.error);
  if (state.link === "ended") return ["ended", t("state.ended")];
  if (state.link === "lost") return ["lost", t("state.lost")];
  if (isSlow || state.revision <= 0) return ["building", t("state.building")];
  if (state.state === "kept") return ["error", t("state.kept", { errors })];
  if (state.state === "draft") return ["error", t("state.draft", { errors })];
  if (state.state === "none") return ["error", t("state.none", { errors })];
  if (state.milliseconds > FIRST) return ["good", t("state.good")];
  return ["good", t("state.fast", { time: state.milliseconds })];
}
