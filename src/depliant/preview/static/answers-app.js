// A proof that opens from the disk: its pages, and what a reviewer says of them.

import { askName, drawChrome } from "./answers-chrome.js";
import { Composer } from "./answers-composer.js";
import { given, pictureOf } from "./answers-data.js";
import { Answers } from "./answers-kept.js";
import { enterKeys } from "./answers-keys.js";
import { AnswersPane } from "./answers-pane.js";
import { answerPins } from "./answers-pins.js";
import { h } from "./dom.js";
import { toggleHelp } from "./help.js";
import { blockAt } from "./hits.js";
import { listenToKeys } from "./keys.js";
import { takePictures } from "./tiles.js";
import { applyTheme, nextTheme } from "./theme.js";
import { foldView } from "./view-fold.js";
import { panelsView } from "./view-panels.js";
import { sheetView } from "./view-sheet.js";
import { takeWords, t } from "./words.js";

const VIEWS = [sheetView, panelsView, foldView];
const MOUSE = ["help.wheel", "help.pinch", "help.drag", "answers.help.click", "help.turn"];
const { proof, editions } = given;
const language = given.words[navigator.language.slice(0, 2)] ? navigator.language.slice(0, 2) : given.language;

let edition = editions[0];
let view = null;
let chosen = null; // a panel
let block = null; // { panel, block, word }: what is pointed at by keys
let isNewsShown = true;
let chrome = null;
let pane = null;
let composer = null;
const answers = new Answers(proof, update);

const state = () => edition.state;
const panels = () =>
  state()
    .sheets.flatMap(({ tiles }) => tiles)
    .filter(({ number }) => number !== null)
    .sort((one, other) => one.number - other.number);
const tileOf = (panel) => panels().find(({ id }) => id === panel);

/** What views are given; see app.js. */
const context = {
  state,
  selected: () => chosen,
  select(panel) {
    if (panel) choose(panel);
  },
  panelName(panel) {
    const tile = tileOf(panel);
    return tile ? t("panel.name", { number: tile.number + 1, title: tile.title || tile.id }) : panel;
  },
  panels,
  pointed(event) {
    const at = view.at?.(event.clientX, event.clientY);
    if (at) write(at);
  },
  pins,
  say: (text) => chrome.say(text),
  zoomed(zoom, mode) {
    chrome.zoomed(zoom, mode);
    composer?.place();
  },
};

// --- what is chosen

function choose(panel, isShown = false) {
  chosen = panel;
  view.select?.(panel);
  if (isShown) view.show?.(panel);
  update();
  if (panel) pane.reveal(panel);
}

function step(direction) {
  const ids = panels().map(({ id }) => id);
  const at = ids.indexOf(chosen);
  block = null;
  view.mark?.(null);
  choose(ids[at < 0 ? (direction > 0 ? 0 : ids.length - 1) : (at + direction + ids.length) % ids.length], true);
  chrome.say(context.panelName(chosen));
}

/** Go to the next block, or the one before, over all panels. */
function stepBlock(direction) {
  const all = panels().flatMap(({ id }) => edition.blocks[id].map((_, number) => ({ panel: id, block: number, word: -1 })));
  if (!all.length) return;
  const same = (one) => one.panel === block?.panel && one.block === block?.block;
  const first = Math.max(all.findIndex(({ panel }) => panel === chosen), 0);
  const from = block ? all.findIndex(same) : first - (direction > 0 ? 1 : 0);
  block = all[(from + direction + all.length) % all.length];
  const { box, kind, text } = edition.blocks[block.panel][block.block];
  choose(block.panel);
  view.show?.(block.panel, box);
  marked(block);
  chrome.say(`${t(`kind.${kind}`)} · ${text.slice(0, 90)}`);
}

function marked(at) {
  const found = at && at.block >= 0 ? edition.blocks[at.panel]?.[at.block] : null;
  view.mark?.(found ? at.panel : null, found?.box, found && at.word >= 0 ? found.words[at.word].boxes : []);
}

// --- notes

/** Write a note at a place { panel, x, y } in points of its side. */
function write(at, isOther = false) {
  if (composer.isWritten) {
    composer.focus();
    return;
  }
  const found = blockAt(edition.blocks[at.panel] ?? [], at);
  const about = edition.blocks[at.panel]?.[found.block] ?? null;
  const [left, top, width, height] = tileOf(at.panel).slot;
  const share = (value) => Math.min(Math.max(value, 0), 1);
  marked({ panel: at.panel, ...found });
  const note = {
    edition: edition.language,
    panel: at.panel,
    x: share((at.x - left) / width),
    y: share((at.y - top) / height),
    block: about?.key ?? "",
    word: about?.words[found.word]?.text.slice(0, 400) ?? "",
    text: "",
    old: about?.isSet ? about.text : "",
    new: isOther && about?.isSet ? about.text : null,
  };
  edit(note, spanOf(about, found.word));
}

/** From where to where a word stands in the text of its block. */
function spanOf(about, word) {
  if (!about || word < 0) return null;
  const start = about.words.slice(0, word).reduce((sum, { text }) => sum + text.length + 1, 0);
  return [start, start + about.words[word].text.length];
}

function writeHere(isOther) {
  if (!view.pin) showView("panels");
  const panel = block?.panel ?? chosen ?? panels()[0].id;
  const box = block ? edition.blocks[panel][block.block].box : tileOf(panel).slot;
  if (!block) choose(panel);
  view.show?.(panel, box);
  // At the corner where its words begin, on its head or not.
  const [x, y, width, height] = box;
  write(tileOf(panel).turn ? { panel, x: x + width, y: y + height - 1 } : { panel, x, y: y + 1 }, isOther);
}

function edit(note, span = null) {
  const about = edition.blocks[note.panel]?.find(({ key }) => key === note.block) ?? null;
  const number = note.id ? answers.numberOf(note.id) : answers.now.notes.length + 1;
  chosen = note.panel;
  drafted = note.id ? null : note;
  view.pin?.(pins());
  composer.open(note, {
    title: t("answers.note.title", { number, panel: context.panelName(note.panel) }),
    block: about,
    span,
    at: () => placeOf(note.id ?? "draft"),
  });
}

let drafted = null; // the note that is being written for the first time

/** Where a pin stands in the window of the pages. */
function placeOf(id) {
  const pin = document.querySelector(`.pins [data-note="${CSS.escape(id)}"]`);
  if (!pin) return null;
  const [seen, host] = [pin.getBoundingClientRect(), chrome.main.getBoundingClientRect()];
  return { x: seen.left + seen.width / 2 - host.left, y: seen.top + seen.height / 2 - host.top };
}

function open(id) {
  const note = answers.now.notes.find((one) => one.id === id);
  if (!note) return;
  if (note.edition !== edition.language) showEdition(note.edition);
  if (!view.pin) showView("panels");
  const about = edition.blocks[note.panel]?.findIndex(({ key }) => key === note.block) ?? -1;
  const box = edition.blocks[note.panel]?.[about]?.box ?? null;
  view.show?.(note.panel, box);
  marked({ panel: note.panel, block: about, word: -1 });
  edit(note);
}

function drop(id) {
  const back = answers.drop(id);
  composer.close();
  const undo = h("button", { class: "toast-act", type: "button", on: { click: () => (back(), chrome.say(t("answers.restored"))) } }, t("answers.undo"));
  chrome.say(t("answers.deleted"), undo);
}

/** The pins of the notes, and the bars of what changed, as boardview.js takes them. */
function pins() {
  return answerPins({ edition, answers, drafted, isNewsShown, tileOf, open });
}

// --- decisions

function decide(panel, decision, reason = "") {
  const isNew = answers.decided(edition.language, panel)?.decision !== decision;
  chosen = panel;
  answers.decide(edition.language, panel, decision, reason);
  view.select?.(panel);
  if (isNew && decision) chrome.say(t(`answers.${decision}.said`, { panel: context.panelName(panel) }));
  if (!isNew || decision !== "refused") return;
  showSide(true);
  document.querySelector(`[data-key="reason ${CSS.escape(panel)}"]`)?.focus();
}

function decideChosen(decision) {
  const panel = chosen ?? panels()[0].id;
  const isSo = answers.decided(edition.language, panel)?.decision === decision;
  decide(panel, isSo ? null : decision);
}

function rest() {
  for (const { id } of panels()) if (!answers.decided(edition.language, id)) answers.decide(edition.language, id, "approved");
  chrome.say(t("answers.rest.said"));
}

// --- the file

function save() {
  if (answers.isEmpty) {
    chrome.say(t("answers.nothing"));
    return;
  }
  if (!answers.now.name) {
    rename(save);
    return;
  }
  const { name, text } = answers.file();
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  h("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
  answers.saved();
  chrome.say(t("answers.saved", { name }));
}

function rename(then = () => {}) {
  askName(proof, answers.now.name, (name) => {
    answers.rename(name);
    then();
  });
}

// --- what is shown

function showView(id) {
  const next = VIEWS.find((one) => one.id === id);
  if (next === view) return;
  composer.close();
  view?.unmount();
  view = next;
  view.mount(chrome.stage, context);
  chrome.viewShown(view.id);
  view.update(state());
  view.tell?.(edition.words, state().direction);
}

function showEdition(language_) {
  edition = editions.find((one) => one.language === language_) ?? editions[0];
  composer.close();
  block = null;
  label();
  view.update(state());
  view.tell?.(edition.words, state().direction);
  update();
}

/** Sides are called in the language of whoever looks at them. */
function label() {
  const labels = edition.labels[language];
  edition.state.sheets.forEach((sheet, at) => (sheet.label = labels[at]));
}

function showNews() {
  isNewsShown = !isNewsShown;
  chrome.newsShown(isNewsShown);
  view.pin?.(pins());
}

const showSide = (isOpen = !chrome.isSideOpen) => chrome.showSide(isOpen);

function update() {
  if (!chrome) return;
  const every = panels();
  const decided = every.filter(({ id }) => answers.decided(edition.language, id)).length;
  pane.update({ edition, panels: every, answers, chosen, former: proof.former });
  const news = edition.changes.filter(({ how }) => how !== "same").length;
  chrome.update({ answers, edition, decided, count: every.length, news });
  view?.pin?.(pins());
}

/** Show what a note would be about where the pointer is. */
function watchPointer(stage) {
  let last = null;
  stage.addEventListener("pointermove", (event) => {
    if (event.buttons || composer.isOpen) return;
    if (!last) {
      requestAnimationFrame(() => {
        const at = view.at?.(last.clientX, last.clientY);
        marked(at ? { panel: at.panel, ...blockAt(edition.blocks[at.panel] ?? [], at) } : null);
        last = null;
      });
    }
    last = event;
  });
  stage.addEventListener("pointerleave", () => composer.isOpen || marked(block));
}

function start() {
  document.documentElement.lang = language;
  applyTheme();
  takeWords(given.words[language]);
  takePictures({ addressOf: pictureOf, scaleOf: () => 1 });
  document.querySelector("noscript")?.remove();
  pane = new AnswersPane({
    show: (panel) => choose(panel, true),
    decide,
    open,
    drop,
    rest,
    change(panel, { key }) {
      if (!view.pin) showView("panels");
      const found = edition.blocks[panel].find((one) => one.key === key);
      choose(panel);
      view.show?.(panel, found?.box ?? null);
    },
  });
  chrome = drawChrome({
    proof,
    editions,
    views: VIEWS,
    pane,
    act: {
      view: showView,
      edition: showEdition,
      fit: (mode) => view.camera?.fit(mode),
      step: (direction) => view.camera?.step(direction),
      actual: () => view.camera?.actual(),
      theme: () => chrome.say(t(`theme.${nextTheme()}`)),
      help: () => toggleHelp(MOUSE),
      side: () => showSide(),
      news: showNews,
      rename: () => rename(),
      save,
    },
  });
  composer = new Composer(chrome.main, {
    take(note) {
      drafted = null;
      const { id } = note;
      answers.note(note);
      composer.close();
      chrome.say(t(id ? "answers.changed" : "answers.added"));
    },
    drop,
    closed() {
      drafted = null;
      marked(block);
      view?.pin?.(pins());
      chrome.stage.focus({ preventScroll: true });
    },
  });
  label();
  enterKeys({
    views: VIEWS,
    view: () => view,
    showView,
    step,
    stepBlock,
    note: () => writeHere(false),
    words: () => writeHere(true),
    decide: decideChosen,
    save,
    news: proof.former ? showNews : null,
    side: () => showSide(),
    editions: editions.length > 1 ? () => chrome.focusEditions() : null,
    theme: () => chrome.say(t(`theme.${nextTheme()}`)),
    nothing: () => (marked(null), (block = null), choose(null)),
    help: () => toggleHelp(MOUSE),
  });
  listenToKeys();
  watchPointer(chrome.stage);
  chrome.showSide(!matchMedia("(max-width: 760px)").matches);
  showView("panels");
  chrome.newsShown(isNewsShown);
  update();
  addEventListener("beforeunload", (event) => {
    const isAtRisk = composer.isWritten || (!answers.isKept && !answers.isEmpty && !answers.now.isSaved);
    if (isAtRisk) event.preventDefault();
  });
  if (!answers.now.name) rename();
}

start();
