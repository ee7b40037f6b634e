// What the pages are compared with, and how: the settings, the versions, what changed.

import { listen } from "./events.js";
import { createStore, kept } from "./store.js";

const QUIET = 250; // ms without a new state after which one asks what changed

/** Ways to look at two versions. */
export const MODES = ["side", "wipe", "blink", "lay"];

/** `with` is a version's id, or "edition-" and a language; the rest is how both are looked at. */
export const settings = createStore({
  mode: "side",
  by: "sheet",
  marks: true,
  wipe: 50,
  ...kept.read("compare", {}),
  with: null,
});
settings.subscribe(({ mode, by, marks, wipe }) => kept.write("compare", { mode, by, marks, wipe }));

/** All versions that there are; null before they are known. */
export const versions = createStore({ now: null });

/**
 * What was told of the version that is chosen: compare.json, or { edition, old } of a language;
 * null while it is not known. `failed` says that nothing could be had.
 */
export const comparison = createStore({ now: null, waiting: false, failed: false, chosen: null });

let context = null;
let asking = null;
let asked = 0;
let other = null;
let isOn = false;
let isListing = false;

/** Begin to compare: keep versions and changes true from now on. */
export async function startComparing(given) {
  context = given;
  isOn = true;
  await askVersions();
}

/** End it. */
export function stopComparing() {
  isOn = false;
  clearTimeout(asking);
  other?.close();
  other = null;
}

/** The edition that one compares with, if it is one. */
export const editionOf = (id) => (id?.startsWith("edition-") ? id.slice(8) : null);

/** Compare with a version from now on. */
export function choose(id) {
  clearTimeout(asking); // what was asked for of another version
  asked += 1;
  kept.write(`compare.with.${context.state().project?.name ?? ""}`, id);
  const isNew = editionOf(id) && !editionOf(settings.get().with);
  settings.set(isNew ? { with: id, by: "panels" } : { with: id }); // languages go panel by panel
  comparison.set({ now: null, waiting: true, failed: false, chosen: null });
  other?.close();
  other = null;
  if (editionOf(id)) listenToOther(editionOf(id));
  else ask(0);
}

/** The pages have changed. */
export function pagesChanged() {
  const { with: id } = settings.get();
  if (!isOn) return;
  if (!id) return void askVersions();
  if (!editionOf(id)) ask(QUIET);
  else if (editionOf(id) === context.state().edition) choose(versions.get().now?.[0]?.id ?? id);
}

/** Mark a change as the one that is looked at. */
export const pick = (chosen) => comparison.set({ chosen });

async function askVersions() {
  if (isListing) return;
  isListing = true;
  const found = await context.ask("versions.json").catch(() => null);
  isListing = false;
  if (!found || !isOn) return;
  versions.set({ now: found });
  const { project, edition } = context.state();
  const others = (project?.editions ?? []).filter(({ language }) => language !== edition);
  const known = [...found.map(({ id }) => id), ...others.map(({ language }) => `edition-${language}`)];
  const wanted = settings.get().with ?? kept.read(`compare.with.${project?.name ?? ""}`, null);
  const next = known.includes(wanted) ? wanted : (known[0] ?? null);
  if (next && (next !== settings.get().with || !comparison.get().now || editionOf(next))) choose(next);
}

function ask(wait) {
  clearTimeout(asking);
  asked += 1;
  const mine = asked;
  asking = setTimeout(async () => {
    comparison.set({ waiting: true });
    const { with: id } = settings.get();
    const now = await context.ask(`compare.json?with=${encodeURIComponent(id)}`).catch(() => null);
    if (mine !== asked || !isOn) return;
    comparison.set({ now, waiting: false, failed: !now, chosen: null });
    const found = await context.ask("versions.json").catch(() => null);
    if (found && mine === asked) versions.set({ now: found });
  }, wait);
}

/** Follow another edition as it is. */
function listenToOther(language) {
  other = listen(language, {
    state(state) {
      if (editionOf(settings.get().with) !== language || !state.sheets.length) return;
      comparison.set({ now: { edition: language, old: state }, waiting: false, failed: false });
    },
  });
}

/** All that changed, one by one: figures first, each with where it was and where it is. */
export function changesOf(found) {
  const figures = (found?.figures ?? []).map((figure) => ({
    kind: "figure",
    figure,
    old: figure.was[0] ?? null,
    new: figure.is[0] ?? null,
    place: figure.place,
    marks: [...figure.was.map((spot) => ["old", spot]), ...figure.is.map((spot) => ["new", spot])],
  }));
  const told = new Set(figures.map(({ figure }) => figure.id));
  const others = (found?.changes ?? [])
    .filter((one) => one.kind !== "words" || !one.figures.length || !one.figures.every((id) => told.has(id)))
    .map((one) => ({
      ...one,
      marks: [one.old && ["old", one.old], one.new && ["new", one.new]].filter(Boolean),
    }));
  return [...figures, ...others].map((one, number) => ({ ...one, number }));
}
