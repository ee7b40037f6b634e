// All editions in a line, each with how it fits; a click opens it.
// One after the other is asked for, and only such as are seen: an edition takes its time to be set.

import { h, icon } from "./dom.js";
import { kept } from "./store.js";
import { n, t } from "./words.js";

const QUIET = 800; // ms without a new state after which one asks

/** The strip: { element, update(state), toggle() }; `open(language)` opens an edition. */
export function drawStrip({ context, open, toggled }) {
  const list = h("ul", { class: "strip-list", "aria-label": t("strip") });
  const element = h("section", { class: "strip", "aria-label": t("strip"), hidden: true }, list);
  const items = new Map();
  const seen = new Set();
  let isOn = kept.read("strip", false);
  let stale = new Set();
  let round = 0;
  let waiting = null;
  let known = "";

  const watching = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) seen.add(target.dataset.language);
      else seen.delete(target.dataset.language);
    }
    if (!waiting) ask(0);
  });
  document.addEventListener("visibilitychange", () => document.hidden || ask(QUIET));

  function fill(editions) {
    const now = JSON.stringify(editions);
    if (now === known) return;
    known = now;
    watching.disconnect();
    items.clear();
    seen.clear();
    list.replaceChildren(
      ...editions.map(({ language, name }) => {
        const fit = h("span", { class: "strip-fit" }, t("strip.waiting"));
        const state = h("span", { class: "strip-state" });
        const button = h(
          "button",
          { class: "strip-edition", type: "button", "data-language": language, on: { click: () => open(language) } },
          h("span", { class: "strip-head" }, h("span", { class: "strip-name", lang: language }, name), state),
          fit,
        );
        items.set(language, { button, fit, state });
        watching.observe(button);
        return h("li", {}, button);
      }),
    );
  }

  /** Ask for what is not known any more, if it is seen, one edition after the other. */
  function ask(wait) {
    clearTimeout(waiting);
    round += 1;
    const mine = round;
    const goesOn = () => mine === round && isOn && !element.hidden && !document.hidden;
    waiting = setTimeout(async () => {
      while (goesOn()) {
        const next = [...items.keys()].find((language) => stale.has(language) && seen.has(language));
        if (!next) break;
        const url = new URL("fit.json", document.baseURI);
        url.searchParams.set("language", next);
        const found = await fetch(url).then((answer) => (answer.ok ? answer.json() : null)).catch(() => null);
        if (!goesOn()) break;
        stale.delete(next);
        if (found) show(next, found.fit);
      }
      if (mine === round) waiting = null;
    }, wait);
  }

  function show(language, fit) {
    const { button, fit: line, state } = items.get(language) ?? {};
    if (!button) return;
    button.dataset.state = fit.state;
    line.replaceChildren(...parts(fit));
    state.textContent = fit.state === "draft" ? t("page.draft") : "";
    button.title = spoken(fit);
    button.setAttribute("aria-label", `${button.querySelector(".strip-name").textContent}: ${spoken(fit)}`);
  }

  return {
    element,
    update(state) {
      const editions = state.project?.editions ?? [];
      element.hidden = !isOn || editions.length < 2;
      fill(editions);
      for (const [language, { button }] of items) {
        button.setAttribute("aria-pressed", String(language === state.edition));
      }
      stale = new Set(items.keys());
      ask(QUIET);
    },
    toggle() {
      isOn = !isOn;
      kept.write("strip", isOn);
      element.hidden = !isOn || items.size < 2;
      toggled(isOn);
      context.say(t(isOn ? "strip.on" : "strip.off"));
      ask(0);
    },
    get isOn() {
      return isOn;
    },
  };
}

function parts({ state, fill, step, steps, findings }) {
  const found = ["error", "warning"]
    .filter((kind) => findings[kind])
    .map((kind) => h("span", { class: `strip-count ${kind}` }, icon(kind), String(findings[kind])));
  if (state === "none") return [h("span", { class: "strip-state" }, t("strip.none")), ...found];
  const bar = h("span", { class: "strip-bar", "aria-hidden": "true" }, h("span", { class: "strip-fill" }));
  bar.firstElementChild.style.width = `${Math.min(100, fill * 100)}%`;
  bar.classList.toggle("over", fill > 1.0005);
  bar.classList.toggle("tight", fill > 0.97 && fill <= 1.0005);
  return [
    bar,
    h("span", { class: "strip-share" }, percent(fill)),
    h("span", { class: "strip-step" }, step ? `${step}/${steps}` : "—"),
    ...(found.length ? found : [h("span", { class: "strip-count good" }, icon("check"))]),
  ];
}

const percent = (share) =>
  new Intl.NumberFormat(document.documentElement.lang, { style: "percent", maximumFractionDigits: 0 }).format(share);

/** A fit in a sentence. */
function spoken({ state, fill, told, findings }) {
  const counts = ["error", "warning"].filter((kind) => findings[kind]).map((kind) => n(`findings.${kind}`, findings[kind]));
  const found = counts.join(", ") || t("findings.good");
  if (state === "none") return `${t("strip.none")}. ${found}`;
  const kind = t(state === "draft" ? "strip.draft" : "strip.good");
  return `${kind}. ${t("strip.full", { share: percent(fill) })}, ${told}. ${found}`;
}
