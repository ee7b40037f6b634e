// The keys of a proof: those of the preview, and what one says of the pages.

import { shortcut } from "./keys.js";

/** Enter all keys; `act` does what they are for. */
export function enterKeys(act) {
  const on = (group) => (key, word, run, shown = key) => shortcut({ group, key, word, run, shown });
  const camera = () => act.view().camera;
  const pan = (x, y) => (event) => camera()?.pan(x * (event.shiftKey ? 4 : 1), y * (event.shiftKey ? 4 : 1));
  const views = on("keys.views");
  for (const one of act.views) {
    views(one.key, one.word, () => act.showView(one.id));
    for (const key of one.keys ?? []) shortcut({ group: one.word, when: () => act.view() === one, ...key });
  }
  views("n", "keys.next", () => act.step(1));
  views("p", "keys.previous", () => act.step(-1));
  views(".", "inspect.block.next", () => act.stepBlock(1));
  views(",", "inspect.block.previous", () => act.stepBlock(-1));
  const say = on("answers.side");
  say("c", "answers.keys.note", act.note);
  say("x", "answers.keys.words", act.words);
  say("a", "answers.keys.approve", () => act.decide("approved"));
  say("q", "answers.keys.refuse", () => act.decide("refused"));
  say("s", "answers.save", act.save);
  if (act.news) say("v", "answers.news.show", act.news);
  const zoom = on("keys.zoom");
  zoom("f", "zoom.all", () => camera()?.fit("all"));
  zoom("g", "zoom.page", () => camera()?.fit("page"));
  zoom("w", "zoom.width", () => camera()?.fit("width"));
  zoom("z", "zoom.actual", () => camera()?.actual());
  zoom("+", "zoom.in", () => camera()?.step(1));
  zoom("=", null, () => camera()?.step(1));
  zoom("-", "zoom.out", () => camera()?.step(-1), "−");
  zoom("ArrowLeft", null, pan(-60, 0));
  zoom("ArrowRight", null, pan(60, 0));
  zoom("ArrowUp", "keys.pan", pan(0, -60), "← ↑ ↓ →");
  zoom("ArrowDown", null, pan(0, 60));
  const page = on("keys.page");
  page("l", "answers.keys.side", act.side);
  if (act.editions) page("e", "keys.edition", act.editions);
  page("d", "keys.theme", act.theme);
  page("Escape", "keys.nothing", act.nothing, "Esc");
  page("?", "keys.help", act.help);
}
