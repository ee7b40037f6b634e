// Dark, light, or as the system has it.

import { kept } from "./store.js";

const THEMES = ["auto", "light", "dark"];
let theme = kept.read("theme", "auto");

/** Look as was chosen before. */
export function applyTheme() {
  document.documentElement.dataset.theme = theme;
}

/** The next of the three; its name. */
export function nextTheme() {
  theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length];
  kept.write("theme", theme);
  applyTheme();
  return theme;
}
