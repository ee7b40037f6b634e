// The notes that came back with answers to a proof: a list, and pins on the pages.

import { h, icon } from "./dom.js";
import { placeText } from "./pointing.js";
import { drawReworded } from "./rewording.js";
import { kept } from "./store.js";
import { n, t } from "./words.js";

const REST = 350; // ms without a new state after which the notes are asked for
const COLOURS = 6;
const NONE = { notes: [], decisions: [], who: [], faults: [] };

let context = null;
let parts = null;
let shown = NONE;
let chosen = null;
let waiting = null;
let isDoneShown = kept.read("notes.done", false);

export const notesPane = {
  id: "notes",
  key: "c",
  word: "pane.notes",
  mount(element, given) {
    context = given;
    parts = drawn();
    element.append(parts.head, parts.list, parts.foot);
    draw();
  },
  count: () => shown.notes.filter((note) => !note.is_done).length,
  update: loadSoon,
  filesChanged: loadSoon,
  shown: () => context.repin(),
};

/** The pins of the notes that are listed, as board.js takes them. */
export function notePins() {
  return listed()
    .filter(({ now }) => now.panel && now.point)
    .map((note) => ({ panel: note.now.panel, x: note.now.point[0], y: note.now.point[1], element: pin(note) }));
}

function loadSoon() {
  clearTimeout(waiting);
  waiting = setTimeout(load, REST);
}

async function load() {
  const found = await context.ask("answers.json").catch(() => null);
  if (!found) return; // the connection is lost, or there are no pages yet; the next state asks again
  const isSame = JSON.stringify(found) === JSON.stringify(shown);
  shown = found;
  if (isSame) return;
  draw();
  context.repin();
  context.retell();
}

/** The notes that are listed, in reading order of where they are now. */
function listed() {
  const places = context.panels().map(({ id }) => id);
  const rank = ({ now }) => (now.panel ? places.indexOf(now.panel) : Infinity);
  return shown.notes
    .filter((note) => isDoneShown || !note.is_done)
    .map((note, at) => ({ ...note, at }))
    .sort((one, other) => rank(one) - rank(other) || (one.now.point?.[1] ?? 0) - (other.now.point?.[1] ?? 0) || one.at - other.at)
    .map((note, at) => ({ ...note, shownAs: at + 1 }));
}

const colourOf = ({ name }) => {
  const names = [...new Set(shown.who.map((one) => one.name))].sort();
  return `who-${names.indexOf(name) % COLOURS}`;
};

function pin({ key, shownAs, who, is_done: isDone }) {
  return h(
    "button",
    {
      class: `pin ${colourOf(who)}${isDone ? " done" : ""}${key === chosen ? " chosen" : ""}`,
      type: "button",
      "data-note": key,
      "aria-label": t("notes.pin", { number: shownAs, name: who.name }),
      on: { click: () => open(key, true) },
    },
    String(shownAs),
  );
}

function drawn() {
  const done = h("button", { class: "chip", type: "button", on: { click: toggleDone } });
  const take = h("input", { class: "visually-hidden", id: "answers-file", type: "file", accept: ".json,application/json", multiple: true });
  take.addEventListener("change", () => taken([...take.files]).then(() => (take.value = "")));
  const label = h("label", { class: "chip", for: "answers-file" }, icon("down"), t("notes.take"));
  const head = h("div", { class: "chips" }, label, take, done);
  const list = h("div", { class: "notes", "aria-label": t("pane.notes"), role: "region", tabindex: "0" });
  const foot = h("p", { class: "pane-foot" });
  list.addEventListener("dragover", (event) => event.preventDefault());
  list.addEventListener("drop", (event) => {
    event.preventDefault();
    taken([...event.dataTransfer.files]);
  });
  return { head, list, foot, done };
}

function draw() {
  const { list, foot, done } = parts;
  const count = shown.notes.filter((note) => note.is_done).length;
  done.hidden = !count;
  done.setAttribute("aria-pressed", String(isDoneShown));
  done.replaceChildren(icon("check"), n("notes.done", count));
  const focused = list.contains(document.activeElement) ? document.activeElement.dataset.key : null;
  const at = list.scrollTop;
  list.replaceChildren(...groups().map(group), ...(shown.who.length ? [] : [empty()]));
  list.scrollTop = at;
  if (focused) list.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
  const who = new Intl.ListFormat(document.documentElement.lang).format(shown.who.map(called));
  foot.textContent = [...shown.faults, who].filter(Boolean).join(" · ");
}

/** A reviewer by name; if there were several proofs, with the number of the one that was answered. */
function called({ name, proof }) {
  const isolated = `\u2068${name}\u2069`;
  const isOfMany = new Set(shown.who.map((one) => one.proof)).size > 1;
  return isOfMany ? t("notes.who", { name: isolated, number: proof }) : isolated;
}

function empty() {
  return h("p", { class: "notes-empty" }, t("notes.none"), h("code", {}, "depliant preview --export proof.html"));
}

/** What is listed by panels: those that are there now, and what has no place any more. */
function groups() {
  const notes = listed();
  const panels = context.panels().map(({ id }) => id);
  const found = panels.map((panel) => ({
    panel,
    notes: notes.filter(({ now }) => now.panel === panel),
    decisions: shown.decisions.filter((one) => one.panel === panel),
  }));
  found.push({ panel: null, notes: notes.filter(({ now }) => !panels.includes(now.panel)), decisions: [] });
  return found.filter((one) => one.notes.length || one.decisions.length);
}

function group({ panel, notes, decisions }) {
  const name = panel ? context.panelName(panel) : t("notes.gone");
  return h(
    "section",
    { class: "notes-group", "aria-label": name },
    h("h3", {}, panel ? h("button", { class: "notes-panel", type: "button", "data-key": `panel ${panel}`, on: { click: () => context.show(panel) } }, name) : name),
    decisions.length > 0 && h("ul", { class: "notes-decisions" }, decisions.map(decided)),
    h("ul", {}, notes.map(card)),
  );
}

function decided({ who, decision, reason, is_past: isPast }) {
  const said = t(`notes.${decision}`, { name: called(who) });
  return h(
    "li",
    { class: `notes-decision ${decision}${isPast ? " past" : ""}` },
    icon(decision === "approved" ? "check" : "close"),
    h("span", {}, said, isPast && h("span", { class: "standing" }, t("notes.past")), reason && h("span", { class: "answer-text", dir: "auto" }, reason)),
  );
}

function card(note) {
  const { key, who, text, old, word, then, now, is_done: isDone, shownAs } = note;
  const quoted = word || then;
  const was = note.order === null ? note.title : t("panel.name", { number: note.order, title: note.title });
  const standing = now.standing !== "there" && t(now.standing === "gone" ? "notes.was-on" : `notes.${now.standing}`, { panel: was });
  const place = placeText(now.place);
  return h(
    "li",
    { class: `note-card${isDone ? " done" : ""}${key === chosen ? " chosen" : ""}`, "data-note": key },
    h(
      "button",
      { class: "answer-open", type: "button", "data-key": `note ${key}`, on: { click: () => open(key) } },
      h("span", { class: `pin small ${colourOf(who)}${isDone ? " done" : ""}`, "aria-hidden": "true" }, String(shownAs)),
      h(
        "span",
        { class: "answer-words" },
        h("span", { class: "note-who" }, who.name, h("span", {}, t("notes.proof", { number: who.proof }))),
        note.new === null ? quoted && h("q", { dir: "auto" }, short(quoted)) : drawReworded(old, note.new, key === chosen),
        text && h("span", { class: "answer-text", dir: "auto" }, text),
        standing && h("span", { class: `standing ${now.standing}` }, standing),
      ),
    ),
    h(
      "div",
      { class: "note-acts" },
      place && h("button", { class: "place", type: "button", title: t("place.open"), on: { click: () => context.toSource(now.place) } }, place),
      h(
        "button",
        { class: "chip done-chip", type: "button", "aria-pressed": String(isDone), "data-key": `done ${key}`, "aria-label": t("notes.mark", { number: shownAs }), on: { click: () => mark(key, !isDone) } },
        icon("check"),
        t(isDone ? "notes.is-done" : "notes.call-done"),
      ),
    ),
  );
}

const short = (text) => (text.length > 90 ? `${text.slice(0, 88).trimEnd()} …` : text);

/** Show a note where it is on the pages, and all of it in the list. */
function open(key, isPinned = false) {
  chosen = key === chosen && !isPinned ? null : key;
  const note = shown.notes.find((one) => one.key === chosen);
  draw();
  context.repin();
  if (!note) return;
  if (isPinned) parts.list.querySelector(`.note-card[data-note="${CSS.escape(key)}"]`)?.scrollIntoView({ block: "nearest" });
  if (note.now.panel) context.show(note.now.panel, note.now.box);
}

async function mark(key, isDone) {
  const answer = await context.post("answers-done", { key, done: isDone }).catch(() => null);
  if (!answer?.ok) {
    context.say(answer ? await answer.text() : t("state.lost"));
    return;
  }
  shown = { ...shown, notes: shown.notes.map((note) => (note.key === key ? { ...note, is_done: isDone } : note)) };
  draw();
  context.repin();
  context.retell();
  context.say(t(isDone ? "notes.marked" : "notes.unmarked"));
}

function toggleDone() {
  isDoneShown = !isDoneShown;
  kept.write("notes.done", isDoneShown);
  draw();
  context.repin();
}

/** Take answers in from files that were chosen or dropped. */
async function taken(files) {
  for (const file of files) {
    const answer = await context.post("answers-take", await file.text(), file.name).catch(() => null);
    const said = answer ? await answer.text() : t("state.lost");
    context.say(said);
    if (!answer?.ok) return;
  }
  await load();
}
