// What is under the pointer, or was chosen with it or by key: a block of a panel, a word of it.

import { blockAt as blockIn } from "./hits.js";
import { t } from "./words.js";

const REST = 140; // ms without a new state after which a panel is asked for again

const panels = new Map(); // what is known of panels, as `panel.json` tells it
const fresh = new Set(); // the panels of which that is of the state that is shown
const asked = new Set();
const listeners = new Set();
let context = null;
let key = "";
let waiting = null;
let hovered = null;
let pinned = null; // { panel, block, word }: ids and numbers, which outlast a build
let choices = 0; // how often something was chosen, or nothing: an answer that comes late is for none but the last
let stepping = Promise.resolve(); // steps are taken one after another, however fast the key is pressed
let pointer = null;

/** Take on what app.js gives every part. */
export function startPointing(given) {
  context = given;
}

/** Be told whenever something else is pointed at: listener({ panel, block, word, isPinned } or null). */
export function onPointing(listener) {
  listeners.add(listener);
}

/** Whether somebody wants to know. */
export const isWatched = () => ["inspector", "source", "unsaved"].includes(document.body.dataset.pane);

/** What is pointed at: what was chosen, or else what is under the pointer. */
export function pointed() {
  const found = resolved(pinned) ?? resolved(hovered);
  return found && { ...found, isPinned: found.of === pinned };
}

/** The pointer is at a place of the window. */
export function hoverAt(x, y) {
  pointer = { x, y };
  if (!isWatched()) return;
  hovered = hit(x, y);
  tell();
}

/** The pointer is over no page. */
export function hoverEnded() {
  pointer = hovered = null;
  tell();
}

/** Choose what is at a place of the window. */
export async function pinAt(x, y) {
  if (!isWatched()) return;
  const mine = ++choices;
  const at = context.at(x, y);
  if (at) await known(at.panel);
  if (mine !== choices) return;
  pinned = hit(x, y);
  tell(true);
}

/** Choose what `at.json` found, and show it. */
export async function pinFound({ panel, block, boxes, word }) {
  const mine = ++choices;
  await known(panel);
  if (mine !== choices) return;
  const told = panels.get(panel);
  const at = told?.blocks.findIndex(({ id }) => id === block) ?? -1;
  const number = at < 0 ? -1 : told.blocks[at].words.findIndex((one) => word && same(one.boxes[0], boxes[0]));
  pinned = at < 0 ? null : { panel, block: at, word: number };
  context.show(panel, around(boxes));
  tell(true);
}

/** Choose nothing. */
export function unpin() {
  choices += 1;
  pinned = null;
  tell();
}

/** Choose the next block, or the one before, and show it. */
export function stepBlock(direction) {
  const mine = choices;
  stepping = stepping.then(() => steppedTo(direction, () => mine === choices));
  return stepping;
}

/** Take a step, unless something else was chosen since the key was pressed. */
async function steppedTo(direction, isWanted) {
  if (!isWanted()) return;
  const ids = context.panels().map(({ id }) => id);
  if (!ids.length) return;
  const now = pinned ?? hovered;
  let panel = now?.panel ?? context.selected() ?? ids[direction > 0 ? 0 : ids.length - 1];
  await known(panel);
  let block = now?.panel === panel ? now.block + direction : direction > 0 ? 0 : count(panel) - 1;
  for (let tries = 0; tries <= ids.length && (block < 0 || block >= count(panel)); tries += 1) {
    panel = ids[(ids.indexOf(panel) + direction + ids.length) % ids.length];
    await known(panel);
    block = direction > 0 ? 0 : count(panel) - 1;
  }
  if (!count(panel) || !isWanted()) return;
  pinned = { panel, block, word: -1 };
  context.show(panel, panels.get(panel).blocks[block].box);
  tell(true);
}

/** Choose the next word of the block, or the one before. */
export function stepWord(direction) {
  const now = pinned ?? hovered;
  const words = now && panels.get(now.panel)?.blocks[now.block]?.words;
  if (!words?.length) return;
  const next = now.word < 0 ? (direction > 0 ? 0 : words.length - 1) : now.word + direction;
  if (next < 0 || next >= words.length) return;
  pinned = { ...now, word: next };
  context.show(now.panel, around(words[next].boxes));
  tell(true);
}

/** What stands at a place of the window, whether anybody watches: { panel, block, word } or null. */
export async function foundAt(x, y) {
  const at = context.at(x, y);
  if (at) await known(at.panel);
  return resolved(hit(x, y));
}

/** A panel with a block of it, the first if none is named; with `isAgain` as the server has it now. */
export async function blockNamed(panel, id, isAgain = false) {
  const name = panel ?? context.panels()[0]?.id;
  if (!name) return null;
  if (isAgain) fresh.delete(name);
  await known(name);
  const told = panels.get(name);
  if (!told) return null;
  return { panel: told, block: told.blocks.find((one) => one.id === (id ?? one.id)) ?? null, word: null };
}

/** A new state is shown. */
export function statePointed(state) {
  const next = `${state.edition} ${state.revision}`;
  if (next === key) return;
  key = next;
  clearTimeout(waiting);
  waiting = setTimeout(refreshed, REST);
}

/** What is known of a panel by now is asked for once more, where somebody wants to know. */
async function refreshed() {
  fresh.clear();
  if (!isWatched()) return;
  for (const panel of new Set([pinned?.panel, hovered?.panel])) if (panel) await known(panel);
  tell();
}

function count(panel) {
  return panels.get(panel)?.blocks.length ?? 0;
}

async function known(panel) {
  if (fresh.has(panel)) return;
  const mine = key;
  try {
    panels.set(panel, await context.ask(`panel.json?panel=${encodeURIComponent(panel)}`));
    if (mine === key) fresh.add(panel);
  } catch {
    panels.delete(panel); // it is not there any longer, or the connection is lost
  }
}

/** What stands at a place of the window; a panel that is not known is asked for. */
function hit(x, y) {
  const at = context.at(x, y);
  if (!at) return null;
  const told = panels.get(at.panel);
  if (!fresh.has(at.panel)) {
    if (!asked.has(at.panel)) {
      asked.add(at.panel);
      known(at.panel).then(() => {
        asked.delete(at.panel);
        if (pointer && fresh.has(at.panel)) hoverAt(pointer.x, pointer.y);
      });
    }
    if (!told) return null;
  }
  return { panel: at.panel, ...blockIn(told.blocks, at) };
}

function resolved(of) {
  const panel = of && panels.get(of.panel);
  if (!panel) return null;
  const block = panel.blocks[of.block] ?? null;
  return { of, panel, block, word: block?.words[of.word] ?? null };
}

function tell(isChosen = false) {
  const found = isWatched() ? pointed() : null;
  context.mark(found);
  for (const listener of listeners) listener(found);
  if (isChosen && found) context.say(said(found));
}

/** What is chosen in a line: for ears, and for eyes for a moment. */
function said({ block, word }) {
  if (!block) return "";
  const text = word ? word.text : block.words.slice(0, 8).map((one) => one.text).join(" ");
  const place = placeText((word?.place ?? block.place) || null);
  return [kindName(block), text || block.alt, place].filter(Boolean).join(" · ");
}

/** What a block's kind is called. */
export const kindName = ({ kind }) => t(`kind.${kind}`);

/** A place as editors take it. */
export function placeText(place) {
  return place ? [place.file, place.line, place.column].filter((one) => one !== null).join(":") : "";
}

function same(one, other) {
  return one.every((value, at) => Math.abs(value - other[at]) < 0.01);
}

function around(boxes) {
  const left = Math.min(...boxes.map(([x]) => x));
  const top = Math.min(...boxes.map(([, y]) => y));
  const right = Math.max(...boxes.map(([x, , width]) => x + width));
  const bottom = Math.max(...boxes.map(([, y, , height]) => y + height));
  return [left, top, right - left, bottom - top];
}
