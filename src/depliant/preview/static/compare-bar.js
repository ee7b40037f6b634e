// The line above two versions: which ones, and how they are looked at.

import { changesOf, comparison, editionOf, MODES, settings, versions } from "./compare.js";
import { h, icon } from "./dom.js";
import { n, t } from "./words.js";

const LONG = 56; // signs of what is said of a version
const KINDS = ["own", "issue", "file", "git"];

/** Draw it; `update(shown)` brings it up to date, `names()` gives what both sides are called. */
export function drawCompareBar({ context, mode, by, marks, choose }) {
  const select = h("select", {
    class: "choice compare-with",
    "aria-label": t("compare.with"),
    on: { change: () => choose(select.value) },
  });
  const modes = MODES.map((id) =>
    h(
      "button",
      { class: "tab", type: "button", "data-mode": id, title: t(`mode.${id}`), on: { click: () => mode(id) } },
      icon(id),
      h("span", { class: "tab-word" }, t(`mode.${id}`)),
    ),
  );
  const units = ["sheet", "panels"].map((id) =>
    h(
      "button",
      { class: "tab", type: "button", "data-by": id, title: t(`by.${id}`), on: { click: () => by(id) } },
      icon(id === "sheet" ? "sheet" : "panels"),
      h("span", { class: "visually-hidden" }, t(`by.${id}`)),
    ),
  );
  const marking = h(
    "button",
    { class: "button quiet", type: "button", "aria-label": t("compare.marks"), title: t("compare.marks"), on: { click: marks } },
    icon("marker"),
  );
  const told = h("p", { class: "compare-told", role: "status" });
  const element = h(
    "div",
    { class: "compare-bar", role: "toolbar", "aria-label": t("view.compare") },
    select,
    h("div", { class: "tabs", role: "group", "aria-label": t("compare.how") }, modes),
    h("div", { class: "tabs", role: "group", "aria-label": t("compare.by") }, units),
    marking,
    told,
  );
  let known = "";

  function fill() {
    const { project, edition } = context.state();
    const others = (project?.editions ?? []).filter(({ language }) => language !== edition);
    const all = versions.get().now ?? [];
    const now = JSON.stringify([all, others]);
    if (now === known) return;
    known = now;
    const groups = KINDS.map((kind) => group(kind, all.filter((one) => kindOf(one) === kind).map(option)));
    const languages = others.map(({ language, name }) => h("option", { value: `edition-${language}`, lang: language }, name));
    select.replaceChildren(...groups.filter(Boolean), ...[group("edition", languages)].filter(Boolean));
  }

  return {
    element,
    update({ isTurning }) {
      fill();
      const { mode: shown, by: unit, marks: isMarked, with: id } = settings.get();
      if (id) select.value = id;
      for (const tab of modes) {
        tab.setAttribute("aria-pressed", String(tab.dataset.mode === shown));
        tab.classList.toggle("turning", tab.dataset.mode === "blink" && isTurning);
      }
      const isFixed = Boolean(comparison.get().now?.new);
      for (const tab of units) {
        tab.setAttribute("aria-pressed", String(tab.dataset.by === (isFixed ? "panels" : unit)));
        tab.disabled = isFixed;
      }
      marking.setAttribute("aria-pressed", String(isMarked));
      marking.hidden = Boolean(editionOf(id));
      told.textContent = said(comparison.get(), id);
    },
    names() {
      const { with: id } = settings.get();
      const { project, edition } = context.state();
      const called = (tag) => (project?.editions ?? []).find(({ language }) => language === tag)?.name ?? tag;
      if (editionOf(id)) return [called(edition), called(editionOf(id))];
      const one = (versions.get().now ?? []).find((version) => version.id === id);
      return [one ? name(one) : "", t("compare.now")];
    },
  };
}

const kindOf = ({ kind }) => (kind === "start" || kind === "before" ? "own" : kind);

function group(kind, options) {
  return options.length ? h("optgroup", { label: t(`versions.${kind}`) }, options) : null;
}

function option(version) {
  const { id, kind, note, day } = version;
  const more = kind === "git" || kind === "file" ? [kind === "git" ? note : "", date(day)] : [date(day)];
  const text = [name(version), ...more].filter(Boolean).join(" · ");
  return h("option", { value: id }, text.length > LONG ? `${text.slice(0, LONG - 1)}…` : text);
}

/** What a version is called. */
function name({ kind, name: own, day }) {
  if (kind === "start") return t("compare.start", { time: day });
  if (kind === "before") return t("compare.before");
  if (kind === "issue") return t("compare.issue", { name: own });
  return own;
}

function date(day) {
  const found = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day);
  if (!found) return /^\d\d:/.test(day) ? "" : day;
  return new Date(`${day}T12:00:00`).toLocaleDateString(document.documentElement.lang, {
    day: "numeric",
    month: "short",
    year: "numeric",
  });
}

function said({ now, waiting, failed }, id) {
  if (editionOf(id)) return now ? "" : t("compare.reading");
  if (failed) return t("compare.failed");
  if (waiting && !now) return t("compare.reading");
  if (!now) return "";
  if (now.faults) return t("compare.unreadable");
  const all = changesOf(now);
  const moved = all.filter(({ kind }) => kind === "moved").length;
  const count = all.length - moved + (now.more ?? 0);
  if (count) return n("compare.changes", count);
  return moved ? n("changes.moved", moved) : t("compare.same");
}
