// Shortcuts: each has a key, what it is called, and what it does. The help lists them all.

const shortcuts = [];

/**
 * Enter a shortcut: `key` as `KeyboardEvent.key` has it, `group` and `word` keys of words. It holds
 * where `when()` does; of several for a key the first.
 */
export function shortcut({ key, shown = key, group, word, run, when = () => true }) {
  shortcuts.push({ key, shown, group, word, run, when });
}

/** All shortcuts, by their groups. */
export function groups() {
  const found = new Map();
  for (const one of shortcuts) {
    found.set(one.group, [...(found.get(one.group) ?? []), one]);
  }
  return found;
}

/** Whether keys are for whoever types in an element. */
export function isTyping(element) {
  return element?.closest?.("input, select, textarea, [contenteditable]") !== null;
}

/** Listen to the keyboard. */
export function listenToKeys() {
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
    const found = shortcuts.find(
      ({ key, when }) => (key === event.key || key === event.key.toLowerCase()) && when(),
    );
    if (found) {
      event.preventDefault();
      found.run(event);
    }
  });
}
