// Old words and new ones as one text: what went is struck, what came is marked.

import { h } from "./dom.js";

const MOST = 250000; // pairs of words that are compared
const NEAR = 5; // words that are shown beside a change

/** A text and what became of it: elements; of what stayed only what is near, unless `isWhole`. */
export function drawReworded(old, now, isWhole = false) {
  const parts = reworded(old, now);
  return h(
    "span",
    { class: "reworded", dir: "auto" },
    parts.flatMap(({ kind, words }, at) => {
      if (kind !== "same") return [h(kind === "gone" ? "del" : "ins", {}, joined(words)), " "];
      return [isWhole ? joined(words) : near(words, at === 0, at === parts.length - 1), " "];
    }),
  );
}

function near(words, isFirst, isLast) {
  const head = isFirst ? 0 : NEAR;
  const foot = isLast ? 0 : NEAR;
  if (words.length <= head + foot + 2) return joined(words);
  const [before, after] = [words.slice(0, head), foot ? words.slice(-foot) : []];
  return joined([...before, "…", ...after]);
}

/** Words as a text; what stands apart from its word, as French has it, does not begin or end a line. */
const joined = (words) => words.join(" ").replace(/(?<=[«‹]) | (?=[»›:;!?%€](?:\s|$))/g, "\u00a0");

/** The parts of two texts: { kind: "same", "gone" or "come", words }. */
function reworded(old, now) {
  const [before, after] = [old, now].map((text) => text.split(/\s+/).filter(Boolean));
  const found = [];
  const put = (kind, word) => {
    if (found.at(-1)?.kind === kind) found.at(-1).words.push(word);
    else found.push({ kind, words: [word] });
  };
  if (before.length * after.length > MOST) {
    before.forEach((word) => put("gone", word));
    after.forEach((word) => put("come", word));
    return found;
  }
  const lengths = shared(before, after);
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && before[i] === after[j]) {
      put("same", before[i]);
      i += 1;
      j += 1;
    } else if (i < before.length && (j === after.length || lengths[i + 1][j] >= lengths[i][j + 1])) {
      put("gone", before[i]);
      i += 1;
    } else {
      put("come", after[j]);
      j += 1;
    }
  }
  return found;
}

/** How many words two ends of texts share in order, from each place on. */
function shared(before, after) {
  const lengths = [...before, null].map(() => new Uint16Array(after.length + 1));
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      lengths[i][j] = before[i] === after[j] ? lengths[i + 1][j + 1] + 1 : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
    }
  }
  return lengths;
}
