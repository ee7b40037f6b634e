// What the page says, in the language of whoever looks at it.

let words = {};

/** Read the words of a language, which stand beside this file. */
export async function loadWords(language) {
  const answer = await fetch(new URL(`words.${language}.json`, import.meta.url));
  words = await answer.json();
}

/** Take words that are there already. */
export function takeWords(given) {
  words = given;
}

/** A sentence by its key, with values in the places of their names. */
export function t(key, values = {}) {
  const template = words[key] ?? key;
  return template.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** A sentence that depends on a number: `key.one` or `key.many`. */
export function n(key, count, values = {}) {
  const kind = new Intl.PluralRules(document.documentElement.lang).select(count);
  return t(`${key}.${kind === "one" ? "one" : "many"}`, { count, ...values });
}
