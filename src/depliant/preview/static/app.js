// The page: puts its parts together, and tells them of each new state.

import { drawChrome, printPages } from "./chrome.js";
import { close as closeEditor, editAt, editChosen, place, refresh, settleTyping, startEditor } from "./edit.js";
import { edits, heard, listenToCommands, save, startEdits } from "./edits.js";
import { listen } from "./events.js";
import { toggleHelp } from "./help.js";
import { listenToKeys, shortcut } from "./keys.js";
import { layOver, OVERLAYS, toggle } from "./overlays.js";
import { notePins } from "./notes-pane.js";
import { PANES, VIEWS } from "./parts.js";
import {
  hoverAt,
  hoverEnded,
  isWatched,
  pinAt,
  pinFound,
  startPointing,
  statePointed,
  stepBlock,
  unpin,
} from "./pointing.js";
import { showPlace } from "./source.js";
import { createStore, kept } from "./store.js";
import { applyTheme, nextTheme } from "./theme.js";
import { loadWords, t } from "./words.js";

const NOTHING = {
  revision: -1,
  state: "none",
  good: true,
  settled: false,
  sheets: [],
  findings: { digest: "", counts: { error: 0, warning: 0, advice: 0, info: 0 } },
  project: null,
  building: false,
  link: "opening",
  direction: "ltr",
  pieces: [],
};

const QUIET = 400; // ms
/** What `edits.js` and `edit.js` listen to themselves: the help has it. */
const COMMANDS = [
  ["Ctrl+S", "unsaved.save"],
  ["Ctrl+Z", "unsaved.undo"],
  ["Ctrl+Shift+Z", "unsaved.redo"],
  ["Alt+↑ Alt+↓", "keys.move"],
  ["Ctrl+Enter", "edit.take"],
];

const store = createStore(NOTHING);
let chrome = null;
let view = null;
let selected = null;
let connection = null;
let telling = null;
let edition = new URLSearchParams(location.search).get("edition") ?? "";

/** What views and panes are given. */
const context = {
  state: () => store.get(),
  selected: () => selected,
  /** Choose a panel, or none. */
  select(panel) {
    selected = panel;
    view.select?.(panel);
    if (!panel) unpin();
    if (panel && !isWatched()) context.say(context.panelName(panel));
  },
  /** Go to a panel, or to a box of it in points of its side. */
  show(panel, box = null) {
    selected = panel;
    view.show?.(panel, box);
    if (!isWatched()) context.say(context.panelName(panel));
  },
  /** What a panel is called. */
  panelName(panel) {
    const tile = tiles(store.get()).find(({ id }) => id === panel);
    if (!tile || tile.number === null) return panel;
    return t("panel.name", { number: tile.number + 1, title: tile.title || tile.id });
  },
  /** The panels in the order in which they are read. */
  panels,
  /** What of a side is at a place of the window: { panel, x, y } in points; null: nothing is. */
  at: (x, y) => view.at?.(x, y) ?? null,
  /** Somebody chose what is at a place of the window. */
  pointed({ clientX, clientY }) {
    closeEditor();
    pinAt(clientX, clientY);
  },
  /** Show on the pages what pointing.js found, or nothing. */
  mark: (found) => view.mark?.(found?.panel.id, found?.block?.box, found?.word?.boxes ?? []),
  /** Open a file at a place: { file, line, column }. */
  async toSource(place) {
    chrome.openPane("source");
    await showPlace(place, " ");
  },
  /** What of the pages a place of a file is about; null: nothing is. */
  async find({ file, line, column }) {
    const query = new URLSearchParams({ file, line, column: column ?? 1 });
    try {
      return await context.ask(`at.json?${query}`);
    } catch {
      return null;
    }
  },
  /** Show on the pages what a place of a file is about; whether there is such a thing. */
  async seek(place) {
    const found = place?.line ? await context.find(place) : null;
    if (found) await pinFound(found);
    return Boolean(found);
  },
  /** What is put on the pages; put it there anew. */
  pins: notePins,
  repin: () => view?.pin?.(notePins()),
  /** Tell what stands round the pages of the state once more. */
  retell: () => chrome.update(store.get()),
  /** The box of the window that a box of a panel's side is seen in; null where it is not flat. */
  boxAt: (panel, box) => view.rect?.(panel, box) ?? null,
  /** Bring a box of a panel into the window. */
  reveal: (panel, box) => view.reveal?.(panel, box),
  /** The camera of the view, if it has one. */
  camera: () => view.camera ?? null,
  /** Change what is at a place of the window; whether there is something to change. */
  editAt,
  /** Send what is being typed. */
  settleTyping,
  /** Open a pane at the side. */
  openPane: (id) => chrome.openPane(id),
  /** Say something to whoever reads the screen by ear, and to others for a moment. */
  say: (text) => chrome.say(text),
  /** What lies over the pages has changed. */
  redraw() {
    if (!store.get().sheets.length) return;
    if (view.redraw) view.redraw(store.get());
    else view.update(store.get());
  },
  /** The view has another scale. */
  zoomed(zoom, mode) {
    chrome.zoomed(zoom, mode);
    place();
  },
  /** Which view is shown; show another. */
  view: () => view?.id,
  openView: (id) => showView(id),
  /** Open a pane at the side; which one was open. */
  lendPane: (id) => chrome.lendPane(id),
  /** Show that pane no longer, if it is: go back to another, or to none. */
  takePane: (id, former) => chrome.takePane(id, former),
  /** Ask the server for a value of the edition that is shown. */
  async ask(path) {
    const url = new URL(path, document.baseURI);
    if (edition) url.searchParams.set("edition", edition);
    return (await fetch(url)).json();
  },
  /** Send the server a value as JSON, or a text that is JSON already; `name` is that of its file. */
  post(path, value, name = "") {
    const url = new URL(path, document.baseURI);
    if (name) url.searchParams.set("name", name);
    const body = typeof value === "string" ? value : JSON.stringify(value);
    return fetch(url, { method: "POST", headers: { "Content-Type": "application/json" }, body });
  },
  /** An address of the server for the edition that is shown. */
  address(path) {
    const url = new URL(path, document.baseURI);
    if (edition) url.searchParams.set("edition", edition);
    return url.href;
  },
};

function tiles(state) {
  return state.sheets.flatMap((sheet) => sheet.tiles);
}

function panels() {
  return tiles(store.get())
    .filter(({ number }) => number !== null)
    .sort((one, other) => one.number - other.number);
}

function step(direction) {
  const all = panels();
  if (!all.length) return;
  const at = all.findIndex(({ id }) => id === selected);
  const next = at < 0 ? (direction > 0 ? 0 : all.length - 1) : (at + direction + all.length) % all.length;
  context.show(all[next].id);
}

function showView(id) {
  const next = VIEWS.find((one) => one.id === id) ?? VIEWS[0];
  if (next === view) return;
  view?.unmount();
  view = next;
  kept.write("view", view.id);
  view.mount(chrome.stage, context);
  chrome.viewShown(view.id);
  if (store.get().revision >= 0) view.update(store.get());
  tellWords();
}

/** The words of the panels come a moment after their pictures, and not for each of many saves. */
function tellWords() {
  clearTimeout(telling);
  telling = setTimeout(async () => {
    const { revision, direction, sheets } = store.get();
    if (!sheets.length) return;
    // The preview may have ended meanwhile, or another build have taken the pages away.
    const words = await context.ask("words.json").catch(() => null);
    if (words && store.get().revision === revision) view.tell?.(words, direction);
  }, QUIET);
}

function showEdition(language) {
  if (language === edition) return;
  closeEditor();
  edition = language;
  clearTimeout(telling); // its words come with its pages
  const url = new URL(location.href);
  url.searchParams.set("edition", language);
  history.replaceState(null, "", url);
  connect();
}

function connect() {
  connection?.close();
  connection = listen(edition, {
    state: (state) => store.set({ ...NOTHING, ...state, link: store.get().link }),
    building: (building) => store.set({ building }),
    files: () => PANES.forEach((pane) => pane.filesChanged?.()),
    link: (link) => store.set({ link }),
    edits: heard,
  });
}

function told(state, former) {
  if (state.revision !== former.revision || state.edition !== former.edition) {
    document.title = state.title ? `${state.title} – Dépliant` : "Dépliant";
    if (state.sheets.length || former.sheets.length) view.update(state);
    layOver(context);
    statePointed(state);
    refresh();
    tellWords();
    for (const pane of PANES) if (state.revision > 0) pane.update(state);
  }
  chrome.update(state);
}

function enterKeys() {
  const pan = (x, y) => (event) => view.camera?.pan(x * (event.shiftKey ? 4 : 1), y * (event.shiftKey ? 4 : 1));
  const on = (group) => (key, word, run, shown = key) => shortcut({ group, key, word, run, shown });
  const views = on("keys.views");
  for (const one of VIEWS) {
    views(one.key, one.word, () => showView(one.id));
    for (const key of one.keys ?? []) shortcut({ group: one.word, when: () => view === one, ...key });
  }
  views("n", "keys.next", () => step(1));
  views("p", "keys.previous", () => step(-1));
  const blocks = on("keys.blocks");
  const stepped = (direction) => () => {
    if (!isWatched()) chrome.openPane("inspector");
    stepBlock(direction);
  };
  blocks(".", "inspect.block.next", stepped(1));
  blocks(",", "inspect.block.previous", stepped(-1));
  const isOnPages = () => document.activeElement?.matches("body, .stage") ?? true;
  const editing = (key, word, run, when, shown = key) => shortcut({ group: "keys.editing", key, word, run, when, shown });
  editing("Enter", "keys.edit", editChosen, isOnPages);
  for (const [shown, word] of COMMANDS) editing(shown, word, () => {}, () => false);
  const zoom = on("keys.zoom");
  zoom("f", "zoom.all", () => view.camera?.fit("all"));
  zoom("g", "zoom.page", () => view.camera?.fit("page"));
  zoom("w", "zoom.width", () => view.camera?.fit("width"));
  zoom("z", "zoom.actual", () => view.camera?.actual());
  zoom("+", "zoom.in", () => view.camera?.step(1));
  zoom("=", null, () => view.camera?.step(1));
  zoom("-", "zoom.out", () => view.camera?.step(-1), "−");
  zoom("ArrowLeft", null, pan(-60, 0));
  zoom("ArrowRight", null, pan(60, 0));
  zoom("ArrowUp", "keys.pan", pan(0, -60), "← ↑ ↓ →");
  zoom("ArrowDown", null, pan(0, 60));
  const overlays = on("keys.overlays");
  for (const { key, word, id } of OVERLAYS) overlays(key, word, () => lay(id));
  const page = on("keys.page");
  for (const { key, word, id } of PANES) page(key, word, () => chrome.togglePane(id));
  page("0", "strip.key", () => chrome.toggleStrip());
  page("e", "keys.edition", () => chrome.focusEditions());
  page("d", "keys.theme", () => context.say(t(`theme.${nextTheme()}`)));
  page("Escape", "keys.nothing", () => context.select(null), "Esc");
  page("?", "keys.help", () => toggleHelp());
}

/** Ctrl-P prints the file, not a picture of this window. */
function printFile() {
  addEventListener("keydown", (event) => {
    const isPrint = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "p";
    if (!isPrint) return;
    event.preventDefault();
    printPages(context);
  });
}

/** Follow the pointer over the pages, a step a picture of the screen. */
function watchPointer(stage) {
  let last = null;
  stage.addEventListener("pointermove", (event) => {
    if (event.buttons || !isWatched()) return;
    if (!last) requestAnimationFrame(() => [hoverAt(last.clientX, last.clientY), (last = null)]);
    last = event;
  });
  stage.addEventListener("pointerleave", hoverEnded);
}

function lay(id) {
  const isOn = toggle(id);
  document.body.classList.toggle(`with-${id}`, isOn);
  const { word } = OVERLAYS.find((one) => one.id === id);
  context.say(t(isOn ? "overlay.on" : "overlay.off", { name: t(word) }));
  chrome.laid();
  context.redraw();
  layOver(context, 0);
}

async function start() {
  applyTheme();
  await loadWords(document.documentElement.lang);
  document.body.dataset.printed = t("page.printed");
  chrome = drawChrome({
    context,
    views: VIEWS,
    panes: PANES,
    overlays: OVERLAYS,
    do: {
      lay,
      view: showView,
      edition: showEdition,
      fit: (mode) => view.camera?.fit(mode),
      step: (direction) => view.camera?.step(direction),
      actual: () => view.camera?.actual(),
      theme: () => context.say(t(`theme.${nextTheme()}`)),
      help: () => toggleHelp(),
      save,
    },
  });
  startEdits(context);
  startEditor(context, document.querySelector("main"));
  edits.subscribe(() => [chrome.unsaved(edits.get()), chrome.update(store.get())]);
  listenToCommands();
  for (const { id } of OVERLAYS) {
    document.body.classList.toggle(`with-${id}`, kept.read("overlays", []).includes(id));
  }
  startPointing(context);
  watchPointer(chrome.stage);
  enterKeys();
  listenToKeys();
  printFile();
  showView(kept.read("view", VIEWS[0].id));
  store.subscribe(told);
  connect();
}

start();
