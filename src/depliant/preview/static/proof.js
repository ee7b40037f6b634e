// What the proof is set to, and who makes it: the settings, the press, the worker with the plates.

import { createStore, kept } from "./store.js";
import { scriptAt } from "./workers.js";

const PLAIN = { hidden: [], look: "print", paper: false, overprint: true, plain: true, eye: "", check: "" };

/** Which plates are hidden, how they are looked at, and through whose eyes; kept in this browser. */
export const settings = createStore({ ...PLAIN, ...kept.read("proof", {}) });
settings.subscribe((now) => kept.write("proof", now));

/** The press: { condition, limit, colours, nodes, eyes }; null before it is known. */
export const press = createStore({ now: null });

/** What is under the pointer or the cross: { inks, colour, ... }; null where there is nothing. */
export const reading = createStore({ now: null });

/** What was put together last of each part, by its digest. */
export const made = new Map();

let worker = null;
let count = 0;
const waiting = new Map();

function ask(what, asked) {
  if (!worker) {
    worker = new Worker(scriptAt("ink-worker.js"), { type: "module", name: "depliant ink" });
    worker.onmessage = ({ data: { id, answer, fault } }) => {
      const { good, bad } = waiting.get(id);
      waiting.delete(id);
      if (fault) bad(new Error(fault));
      else good(answer);
    };
  }
  count += 1;
  const id = count;
  return new Promise((good, bad) => {
    waiting.set(id, { good, bad });
    worker.postMessage({ id, ask: what, ...asked });
  });
}

/** What the worker is told: all that pictures of plates depend on, but for their address. */
function told(context) {
  const { paper, overprint, check, ...shown } = settings.get();
  const { condition, colours, ...rest } = press.get().now;
  const grid = context.address(`colours/${colours}${paper ? "?paper=on" : ""}`);
  return { settings: shown, press: { ...rest, address: grid } };
}

/** A part of that digest at a scale, put together. */
export async function compose(context, digest, scale) {
  const end = settings.get().overprint ? "" : "&overprint=off";
  const address = new URL(`plates/${digest}?scale=${scale}${end}`, document.baseURI).href;
  const found = await ask("compose", { address, ...told(context) });
  made.set(digest, { ...found, pixels: null, address });
  return found;
}

/** The inks of a part at a place, in points of its side. */
export async function probe(context, digest, x, y) {
  const part = made.get(digest);
  if (!part || !press.get().now) return null;
  const { inks, colour } = await ask("probe", { address: part.address, x, y, ...told(context) });
  return { inks, colour, names: part.names };
}

/** All inks of the pages of a state: { name, solid }, the process inks first. */
export function inksOf({ sheets }) {
  const found = new Map();
  for (const { digest } of sheets.flatMap(({ tiles }) => tiles)) {
    const part = made.get(digest);
    part?.names.forEach((name, plate) => found.has(name) || found.set(name, { name, solid: part.solid[plate] }));
  }
  return [...found.values()];
}

/** Ask what the press is, if it is another one than before. */
export async function askPress(context) {
  const found = await context.ask("proof.json");
  if (JSON.stringify(found) !== JSON.stringify(press.get().now)) press.set({ now: found });
}
