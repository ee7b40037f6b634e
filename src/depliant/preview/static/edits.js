// What was changed on the pages and is not saved, as the server keeps it; and what can be done to it.

import { createStore } from "./store.js";
import { n, t } from "./words.js";

const NOTHING = {
  number: -1,
  undo: false,
  redo: false,
  unsaved: false,
  kept: true,
  restored: 0,
  rebased: 0,
  unread: [],
  changes: [],
  conflicts: [],
};

/** The draft: what is told by `edits.json`. */
export const edits = createStore(NOTHING);

let context = null;
let asking = Promise.resolve();

/** Take on what app.js gives every part. */
export function startEdits(given) {
  context = given;
  addEventListener("beforeunload", (event) => edits.get().unsaved && event.preventDefault());
}

/** How many changes are not saved. */
export const count = () => edits.get().changes.length + edits.get().conflicts.length;

/** The server says that its draft has that number now. */
export async function heard(number) {
  if (number === edits.get().number) return;
  try {
    const told = await (await fetch(new URL("edits.json", document.baseURI))).json();
    if (told.number >= edits.get().number || number < edits.get().number) edits.set(told);
  } catch {
    // The connection is lost; the next news asks again.
  }
}

/** Do one thing after another; what the server says of it: { outcome, found, edits }. */
function post(path, value) {
  const sent = asking.then(async () => {
    try {
      const answer = await fetch(new URL(`edits/${path}`, document.baseURI), {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(value),
      });
      const said = answer.ok ? await answer.json() : { outcome: "failed", found: [] };
      if (said.edits) edits.set(said.edits);
      return said;
    } catch {
      return { outcome: "lost", found: [] };
    }
  });
  asking = sent;
  return sent;
}

/** Change a value; changes of one `group` are one step. */
export const change = (edit) => post("edit", edit);

/** Forget what was changed under a group. */
export const leave = (group) => post("leave", { group });

/** Take the last step back. */
export async function undo() {
  if (!edits.get().undo) return context.say(t("edit.undo.nothing"));
  await post("undo", {});
  context.say(t("edit.undone"));
}

/** Make the step again that was taken back last. */
export async function redo() {
  if (!edits.get().redo) return context.say(t("edit.redo.nothing"));
  await post("redo", {});
  context.say(t("edit.redone"));
}

/** Take one change back, by its place in the list, or all. */
export async function drop(number) {
  const said = await post("drop", { number: edits.get().number, change: number });
  context.say(t(said.outcome === "done" ? "edit.dropped" : `edit.outcome.${said.outcome}`));
}

/** Settle a conflict by what was typed here, or by what stands in the file. */
export async function settle(conflict, mine) {
  const said = await post("settle", { number: edits.get().number, conflict, mine });
  if (said.outcome !== "done") context.say(t(`edit.outcome.${said.outcome}`));
}

/** Write what was changed to the files; what keeps it from being written is told. */
export async function save() {
  const before = count();
  const said = await post("save", {});
  if (said.outcome === "saved") context.say(n("edit.saved", before));
  else context.say(t(`edit.outcome.${said.outcome}`));
  if (!["saved", "nothing"].includes(said.outcome)) context.openPane("unsaved");
  for (const listener of refusals) listener(said.outcome === "saved" ? null : said);
}

const refusals = new Set();

/** Be told why something could not be saved, or that it was: null. */
export function onRefused(listener) {
  refusals.add(listener);
}

/** Keys with Ctrl or Cmd: undo and redo, which a field has of its own, and save. */
export function listenToCommands() {
  addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    const key = event.key.toLowerCase();
    const isField = event.target.closest?.("input, textarea");
    if (key === "s" && !event.shiftKey) {
      event.preventDefault();
      context.settleTyping().then(save);
    } else if (key === "z" && !isField) {
      event.preventDefault();
      (event.shiftKey ? redo : undo)();
    } else if (key === "y" && !isField && !event.shiftKey) {
      event.preventDefault();
      redo();
    }
  });
}
