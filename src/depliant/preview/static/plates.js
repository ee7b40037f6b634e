// Which plates are shown, and the keys for that.

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

/** The keys of the proof; `names` gives all inks. */
export function inkKeys(names, toggleCross) {
  const plates = KEYS.map((key, plate) => ({
    key,
    shown: KEYS.join(" "),
    word: plate ? null : "keys.plates",
    run: (event) => togglePlate(PROCESS[plate], names(), event.shiftKey),
  }));
  return [
    ...plates,
    { key: "a", word: "keys.all-plates", run: () => settings.set({ hidden: [] }) },
    { key: "t", word: "ink.total", run: () => settings.set({ look: settings.get().look === "total" ? "print" : "total" }) },
    { key: "s", word: "ink.paper", run: () => settings.set({ paper: !settings.get().paper }) },
    { key: "x", word: "keys.cross", run: toggleCross },
  ];
}
