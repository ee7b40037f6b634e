// The editor: a card beside a block of the page, in which its words, figures and picture are changed.
// The block stays in view, set anew while one types; nothing is written until it is saved.

import { h, icon } from "./dom.js";
import { drawFaults } from "./edit-faults.js";
import { figurePart } from "./edit-figure.js";
import { focusPart } from "./edit-focus.js";
import { Mover } from "./edit-move.js";
import { Outline } from "./edit-outline.js";
import { placeCard, revealed } from "./edit-place.js";
import { bare, grow, putMarks, textField } from "./edit-text.js";
import { change, edits, leave } from "./edits.js";
import { foundAt, blockNamed, kindName, pointed } from "./pointing.js";
import { t } from "./words.js";

let context = null;
let main = null;
let card = null; // what is open: { element, parts, outline, … }
let opening = 0;

/** Take on what app.js gives every part. */
export function startEditor(given, parent) {
  context = given;
  main = parent;
  edits.subscribe(({ number }, former) => number !== former.number && card && refresh());
}

/** Whether the editor is open. */
export const isEditing = () => card !== null;

/** Open the editor on what is at a place of the window; whether there is such a block. */
export async function editAt(x, y) {
  const found = await foundAt(x, y);
  return found?.block ? openOn(found.panel.id, found.block, found.word) : false;
}

/** Open the editor on the block that is chosen, or on the first of the panel that is. */
export async function editChosen() {
  const found = pointed() ?? (await blockNamed(context.selected(), null));
  if (!found?.block || !(await openOn(found.panel.id, found.block, found.word))) context.say(t("edit.choose"));
}

/** Open the editor on a block. */
async function openOn(panel, block, word = null) {
  const mine = (opening += 1);
  await close();
  const told = await ask(panel, block.id);
  if (!told || mine !== opening) return false;
  if (!told.texts.length && !told.figures.length && !told.focuses.length && !told.order && !told.lacks && !told.elsewhere) return false;
  card = { panel, block, told, group: crypto.randomUUID(), parts: [], back: document.activeElement };
  draw(word?.figure ?? "");
  main.append(card.element);
  card.outline = new Outline(main, context, card);
  card.mover = new Mover(context, card, { moved: (place) => move(place), hidden: (is) => card?.element.classList.toggle("away", is) });
  revealed(context, main, card);
  place();
  for (const { field } of card.parts) if (field) grow(field);
  place();
  focusFirst(word?.figure ?? "", word);
  return true;
}

async function ask(panel, block) {
  try {
    const query = new URLSearchParams({ panel, block });
    const told = await context.ask(`editable.json?${query}`);
    return told?.block ? told : null;
  } catch {
    return null;
  }
}

/** Send what was typed last. */
export async function settleTyping() {
  if (card) await Promise.all(card.parts.map(({ typing }) => typing?.send()));
}

/** Close the editor and keep what was typed. */
export async function close() {
  if (!card) return;
  const former = card;
  await settleTyping();
  if (card === former) gone();
}

/** Close the editor as if nothing had been typed. */
export async function escape() {
  if (!card) return;
  const { group, parts } = card;
  for (const { typing } of parts) typing?.stop();
  await Promise.all(parts.map(({ typing }) => typing?.sending));
  gone();
  await leave(group);
}

function gone() {
  const { element, outline, mover, back } = card;
  card = null;
  mover.leave();
  outline.leave();
  element.remove();
  if (back?.isConnected && back !== document.body) back.focus({ preventScroll: true });
  else document.querySelector(".stage").focus({ preventScroll: true });
}

function draw(figure) {
  const { told, block, panel, group } = card;
  const refused = (said) => showRefused(said);
  const language = context.state().edition;
  const isAlone = told.texts.length === 1;
  const texts = told.texts.map((text) => textField(text, { group, language, isAlone, refused }));
  const openFigure = async (name) => {
    const query = new URLSearchParams({ figure: name });
    const entry = await context.ask(`editable.json?${query}`);
    addFigure(entry, true);
  };
  card.addFigure = (entry, isOpen) => figurePart(entry, { group, sources: told.sources, isOpen, refused, openFigure });
  const figures = told.figures.map((entry) => card.addFigure(entry, isOf(entry.name, figure)));
  const focuses = told.focuses.map((focus, number) => {
    const address = context.address(`picture.png?${new URLSearchParams({ panel, block: block.id, number })}`);
    return focusPart(focus, { group, address, refused, isAlone: told.focuses.length === 1 });
  });
  card.focus = focuses.length === 1 ? focuses[0] : null;
  card.parts = [...texts, ...figures, ...focuses];
  card.faults = h("div", { class: "edit-faults", role: "status" });
  card.figures = h("div", { class: "edit-figures" }, figures.map(({ element }) => element));
  card.figuresHead = h("h3", { class: "edit-label", hidden: !figures.length }, t("edit.figures"));
  card.element = h(
    "section",
    { class: "editor", role: "dialog", "aria-label": t("edit.title", { what: kindName(block) }), on: { keydown: keyed } },
    head(texts[0]?.field),
    h(
      "div",
      { class: "edit-body" },
      focuses.map(({ element }) => element),
      texts.map(({ element }) => element),
      told.elsewhere && h("p", { class: "edit-note" }, t("edit.why.file", { file: told.elsewhere })),
      told.lacks && h("p", { class: "edit-note" }, t("edit.lacks", { file: told.lacks })),
      card.faults,
      card.figuresHead,
      card.figures,
    ),
    foot(),
  );
}

/** Whether a figure is the one that a word stands for: of a series perhaps one of its values. */
const isOf = (name, figure) => figure !== "" && (name === figure || name.startsWith(`${figure}:`));

function addFigure(entry, isOpen) {
  const known = card.parts.find((part) => part.entry?.name === entry.name);
  if (known) {
    known.element.open = true;
  } else {
    const part = card.addFigure(entry, isOpen);
    card.parts.push(part);
    card.figures.append(part.element);
  }
  place();
  focusFirst(entry.name);
}

function head(field) {
  const mark = (name, word, signs) =>
    h(
      "button",
      {
        class: "button quiet",
        type: "button",
        "aria-label": t(word),
        title: t(word),
        on: { mousedown: (event) => event.preventDefault(), click: () => putMarks(lastField() ?? field, signs) },
      },
      h("span", { class: `edit-mark-${name}`, "aria-hidden": "true" }, t(`edit.letter.${name}`)),
    );
  const title = h("h2", {}, kindName(card.block));
  const close_ = tool("close", "edit.close", () => close());
  return h("header", { class: "edit-head" }, title, field && mark("bold", "edit.bold", "**"), field && mark("italic", "edit.italic", "*"), close_);
}

function lastField() {
  const active = document.activeElement;
  return active?.classList.contains("edit-words") ? active : null;
}

function tool(name, word, run, more = {}) {
  const label = t(word);
  return h(
    "button",
    { class: "button quiet", type: "button", "aria-label": label, title: label, on: { click: run }, ...more },
    icon(name),
  );
}

function foot() {
  card.up = tool("up", "edit.up", () => step(-1));
  card.down = tool("below", "edit.down", () => step(1));
  card.place = h("span", { class: "edit-place" });
  card.order = h("div", { class: "edit-order" }, card.up, card.down, card.place);
  drawOrder();
  return h(
    "footer",
    { class: "edit-foot" },
    card.order,
    h("button", { class: "button", type: "button", title: "Esc", on: { click: escape } }, t("edit.leave")),
    h("button", { class: "button primary", type: "button", title: "Ctrl+Enter", on: { click: () => close() } }, t("edit.take")),
  );
}

/** Say which place of its list the block has; a button that leads nowhere passes the focus on. */
function drawOrder() {
  const { told: { order }, up, down } = card;
  for (const one of card.order.children) one.hidden = !order;
  if (!order) return;
  const focused = document.activeElement;
  [up.disabled, down.disabled] = [order.place === 0, order.place === order.marks.length - 1];
  if (up.disabled && focused === up) down.focus();
  if (down.disabled && focused === down) up.focus();
  card.place.textContent = t("edit.place", { number: order.place + 1, count: order.marks.length });
}

function keyed(event) {
  const isCommand = event.ctrlKey || event.metaKey;
  if (event.key === "Escape") escape();
  else if (event.key === "Enter" && isCommand) close();
  else if (event.altKey && event.key === "ArrowUp") step(-1);
  else if (event.altKey && event.key === "ArrowDown") step(1);
  else {
    if (!isCommand && event.key !== "Tab") event.stopPropagation(); // no key of the page is meant
    return;
  }
  event.preventDefault();
  event.stopPropagation();
}

/** Move the block on or back in its list, after all steps that were asked for before. */
function step(by) {
  const mine = card;
  mine.moving = (mine.moving ?? Promise.resolve()).then(() => card === mine && move((mine.told.order?.place ?? 0) + by));
}

/** Put the block in another place of its list. */
async function move(place_) {
  const { order } = card?.told ?? {};
  if (!order || place_ < 0 || place_ >= order.marks.length || place_ === order.place) return;
  await settleTyping();
  const places = [order.place, place_];
  const now = (await ask(card.panel, card.block.id))?.order; // words of the entry may have changed
  const { marks } = JSON.stringify(now?.route) === JSON.stringify(order.route) ? now : order;
  const edit = {
    kind: "order",
    file: "content.yaml",
    route: order.route,
    before: [...places].reverse(),
    after: places,
    mark: marks[order.place],
    group: card.group,
  };
  card.route = [...order.route, place_];
  card.since = context.state().revision;
  const said = await change(edit);
  if (!card) return;
  showRefused(said);
  if (said.outcome !== "done") {
    card.route = null;
    return;
  }
  context.say(t("edit.moved", { number: place_ + 1, count: order.marks.length }));
  order.place = place_; // it is another block of the page once that is set
  drawOrder();
}

/** Another state is shown: the block may stand elsewhere, or be another one. */
export async function refresh() {
  if (!card) return;
  card.isStale = true;
  if (card.isRefreshing) return;
  const mine = card;
  mine.isRefreshing = true;
  while (mine === card && mine.isStale) {
    mine.isStale = false;
    await refreshed(mine);
  }
  mine.isRefreshing = false;
}

async function refreshed(mine) {
  if (mine.route && context.state().revision <= mine.since) return; // it is being set
  const panel = await blockNamed(mine.panel, null, true);
  if (mine !== card) return;
  showFaults();
  if (!panel) return;
  const { number } = edits.get();
  for (const block of candidates(panel.panel, mine)) {
    const told = await ask(mine.panel, block.id);
    if (mine !== card || number !== edits.get().number) return; // it was changed meanwhile
    if (told && isSame(told, mine)) {
      mine.block = block;
      mine.route = null;
      take(told);
      return;
    }
  }
}

/** The blocks that may be the one that is open: first the one of its name. */
function candidates({ blocks }, { block, route }) {
  const own = blocks.filter(({ id }) => id === block.id);
  return route ? blocks : own;
}

/** Whether a block is the one that is open: by the place of its words, or of its list. */
function isSame(told, { told: former, route }) {
  const place_ = (one) => JSON.stringify(one.order ? [...one.order.route, one.order.place] : null);
  if (route) return place_(told) === JSON.stringify(route);
  const texts = (one) => JSON.stringify(one.texts.map((text) => text.route));
  return texts(told) === texts(former);
}

/** Take on what stands in the files now, but for what is being typed. */
function take(told) {
  card.told = told;
  told.texts.forEach((text, at) => {
    const part = card.parts.filter(({ field }) => field)[at];
    if (!part) return;
    part.typing.edit = editOf(text);
    if (part.typing.isQuiet && bare(part.typing.value) !== bare(text.value)) {
      Object.assign(part.typing, { value: text.value, wanted: text.value });
      part.field.value = text.value;
      grow(part.field);
    }
  });
  for (const entry of told.figures) card.parts.find((part) => part.entry?.name === entry.name)?.stands(entry);
  drawOrder();
  place();
}

const editOf = (text) => (before, after) => ({
  kind: text.kind,
  file: text.file,
  route: text.route,
  before,
  after,
  group: card?.group ?? "",
});

/** What the server said against a change. */
function showRefused(said) {
  if (!card) return;
  card.refused = ["done"].includes(said.outcome) ? null : said;
  showFaults();
}

/** Say what is wrong with the block, as a build says it. */
async function showFaults() {
  const mine = card;
  if (!mine) return;
  const found = await context.ask("findings.json").catch(() => []);
  if (mine !== card) return;
  drawFaults(mine, found);
  place();
}

/** Begin with a figure, or with the words: with the one that was meant, or behind the last. */
function focusFirst(figure, word = null) {
  const within = figure && card.parts.find(({ entry }) => entry && isOf(entry.name, figure))?.element;
  const first = (...names) => names.map((name) => (within || card.element).querySelector(name)).find(Boolean);
  const target = within
    ? first("input", ".edit-names button", "summary")
    : first("textarea", ".focus-point", "summary", ".edit-order button:not(:disabled)", ".edit-foot .primary");
  target?.focus({ preventScroll: true });
  if (target?.matches("input")) target.select();
  if (target?.matches("textarea")) target.setSelectionRange(...wordIn(target.value, word));
}

/** From where to where a printed word stands in what is typed; the end where nobody knows. */
function wordIn(text, word) {
  const end = [text.length, text.length];
  if (!word) return end;
  const bare = word.text.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");
  const before = card.block.words.slice(0, card.block.words.indexOf(word));
  let start = -1;
  for (const one of [...before, word]) {
    if (bare && one.text.includes(bare)) start = text.indexOf(bare, start + 1);
    if (start < 0 && one === word) return end;
  }
  return start < 0 ? end : [start, start + bare.length];
}

/** Put the card beside its block, wherever that is seen now. */
export function place() {
  if (!card?.outline) return;
  const room = main.getBoundingClientRect();
  const block = context.boxAt(card.panel, card.told.box);
  card.outline.place(block, room);
  placeCard(card.element, block, room);
}
