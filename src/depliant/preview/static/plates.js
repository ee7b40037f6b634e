// Which plates are shown, and the keys of that.

import { shortcut } from "./keys.js";
import { settings } from "./proof.js";
import { t } from "./words.js";

const PROCESS = ["Cyan", "Magenta", "Yellow", "Black"];
const KEYS = ["c", "m", "y", "k"];

/** What an ink is called: the four by a word, a spot by its own name. */
export const inkName = (name) => (PROCESS.includes(name) ? t(`ink.${name.toLowerCase()}`) : name);

/** Show a plate or hide it; alone: show nothing but it, or all again where it is alone. */
export function togglePlate(name, names, isAlone) {
  const { hidden } = settings.get();
  const others = names.filter((one) => one !== name);
  const isOnly = !hidden.includes(name) && others.every((one) => hidden.includes(one));
  const isHidden = hidden.includes(name);
  if (isAlone) settings.set({ hidden: isOnly ? [] : others });
  else settings.set({ hidden: isHidden ? hidden.filter((one) => one !== name) : [...hidden, name] });
}

/** Enter the keys of the proof, which are there while `when` holds; `names` gives all inks. */
export function enterInkKeys(names, when, toggleCross) {
  const enter = (key, word, run, shown = key) => shortcut({ key, shown, word, group: "keys.proof", run, when });
  KEYS.forEach((key, plate) => {
    const run = (event) => togglePlate(PROCESS[plate], names(), event.shiftKey);
    enter(key, plate ? null : "keys.plates", run, KEYS.join(" "));
  });
  enter("a", "keys.all-plates", () => settings.set({ hidden: [] }));
  enter("t", "ink.total", () => settings.set({ look: settings.get().look === "total" ? "print" : "total" }));
  enter("s", "ink.paper", () => settings.set({ paper: !settings.get().paper }));
  enter("x", "keys.cross", toggleCross);
}
