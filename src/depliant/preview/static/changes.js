// What changed, in a list; a click goes to the place on both versions.

import { changesOf, comparison, editionOf, pick, settings } from "./compare.js";
import { h, icon } from "./dom.js";
import { n, t } from "./words.js";

const SIGNS = { figure: "figure", words: "words", came: "plus", went: "minus", moved: "moved", drawn: "drawn" };

let context = null;
let body = null;

export const changesPane = {
  id: "changes",
  key: "x",
  word: "pane.changes",
  mount(element, given) {
    context = given;
    body = h("div", { class: "changes-body" });
    element.append(body);
    comparison.subscribe((now, was) => {
      if (now.now !== was.now || now.failed !== was.failed || now.waiting !== was.waiting) draw();
      else mark();
    });
    draw();
  },
  update() {},
  /** It is seen: where nothing is compared, it says how to. */
  shown: () => draw(),
};

function draw() {
  const { now, waiting, failed } = comparison.get();
  const id = settings.get().with;
  if (context.view?.() !== "compare") {
    const open = h("button", { class: "button wide", type: "button", on: { click: () => context.openView("compare") } }, t("compare.open"));
    body.replaceChildren(h("p", { class: "changes-none" }, t("compare.closed")), open);
    return;
  }
  if (editionOf(id)) return only(t("compare.languages"));
  if (failed) return only(t("compare.failed"));
  if (waiting && !now) return only(t("compare.reading"));
  if (now?.faults) {
    only(t("compare.unreadable"));
    body.append(h("ul", { class: "changes-faults" }, now.faults.map((fault) => h("li", {}, fault))));
    return;
  }
  const all = changesOf(now);
  if (!all.length) return only(now ? t("compare.same") : t("compare.reading"));
  const groups = grouped(all);
  body.replaceChildren(
    counts(all),
    ...groups.map(([title, list]) =>
      h("section", {}, h("h3", {}, title), listOf(list.filter(({ kind }) => kind !== "moved")), moved(list)),
    ),
    now.more ? h("p", { class: "changes-none" }, n("compare.more", now.more)) : "",
  );
  mark();
}

function only(text) {
  body.replaceChildren(h("p", { class: "changes-none" }, text));
}

/** How many changes there are of each kind. */
function counts(all) {
  const found = new Map();
  for (const { kind } of all) found.set(kind, (found.get(kind) ?? 0) + 1);
  return h(
    "p",
    { class: "changes-counts" },
    [...found].map(([kind, count]) => h("span", { class: `count count-${kind}` }, sign(kind), n(`changes.${plain(kind)}`, count))),
  );
}

const listOf = (changes) => (changes.length ? h("ul", { class: "changes-list" }, changes.map(item)) : null);

/** What only moved, out of the way: one longer sentence moves all that stands below it. */
function moved(list) {
  const all = list.filter(({ kind }) => kind === "moved");
  if (!all.length) return null;
  const summary = h("summary", { class: "change-head" }, h("span", { class: "change-sign count-moved" }, sign("moved")), n("changes.moved", all.length));
  return h("details", { class: "changes-moved", open: list.length === all.length && all.length < 4 }, summary, listOf(all));
}

const plain = (kind) => kind.replace("panel-", "");
const sign = (kind) => icon(SIGNS[plain(kind)] ?? "words");

/** Figures, and then what else there is panel by panel. */
function grouped(all) {
  const found = new Map();
  for (const one of all) {
    const spot = one.new ?? one.old;
    const title = one.kind === "figure" ? t("compare.figures") : context.panelName(spot.panel);
    found.set(title, [...(found.get(title) ?? []), one]);
  }
  return [...found];
}

function item(change) {
  const { kind, number, place } = change;
  const button = h(
    "button",
    { class: "change-head", type: "button", "data-number": number, on: { click: () => pick(number) } },
    h("span", { class: `change-sign count-${kind}` }, sign(kind)),
    h("span", { class: "visually-hidden" }, `${t(`changed.${plain(kind)}`)}: `),
    h("span", { class: "change-text" }, kind === "figure" ? figure(change.figure) : text(change)),
  );
  const where = place?.line
    ? h(
        "button",
        { class: "place", type: "button", title: t("place.open"), on: { click: () => context.toSource(place) } },
        `${place.file}:${place.line}`,
      )
    : null;
  return h("li", { class: `change-item change-item-${kind}` }, button, where);
}

function figure({ id, old, new: now, percent, status, is }) {
  const format = new Intl.NumberFormat(document.documentElement.lang, {
    style: "percent",
    signDisplay: "exceptZero",
    maximumFractionDigits: 1,
  });
  const values =
    status === "restated"
      ? [h("span", {}, now.shown), h("span", { class: "note" }, t("compare.restated"))]
      : [
          old && h("del", {}, old.shown),
          old && now && h("span", { class: "arrow", "aria-hidden": "true" }, "→"),
          now && h("ins", {}, now.shown),
          percent !== null && status === "changed" && h("span", { class: "note" }, format.format(percent / 100)),
        ];
  const places = is.length > 1 ? h("span", { class: "note" }, n("compare.places", is.length)) : null;
  return [h("span", { class: "figure-id" }, id), h("span", { class: "figure-values" }, values, places)];
}

function text({ kind, block, text: parts }) {
  const tags = { removed: "del", added: "ins", same: "span" };
  const said = parts.flatMap(([of, words]) => [h(tags[of], {}, words), " "]);
  if (kind === "words") return said;
  const what = t(`changed.${plain(kind)}`);
  return [h("span", { class: "change-kind" }, what), " ", ...(said.length ? said : [blockName(block)])];
}

/** What a block without words is called. */
function blockName(block) {
  const word = t(`kind.${block}`);
  return word.startsWith("kind.") ? "" : word;
}

/** Show which change is looked at. */
function mark() {
  const { chosen } = comparison.get();
  for (const head of body.querySelectorAll("button.change-head")) {
    const isChosen = Number(head.dataset.number) === chosen;
    head.parentElement.classList.toggle("chosen", isChosen);
    head.setAttribute("aria-current", String(isChosen));
    if (!isChosen) continue;
    const group = head.closest("details");
    if (group) group.open = true;
    head.parentElement.scrollIntoView({ block: "nearest" });
  }
}
