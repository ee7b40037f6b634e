// What was found in the brochure: a list; a click goes to the place on the page.

import { h, icon } from "./dom.js";
import { kept } from "./store.js";
import { n, t } from "./words.js";

const SEVERITIES = ["error", "warning", "advice", "info"];
const hidden = new Set(kept.read("findings.hidden", ["info"]));

let list = null;
let chips = null;
let foot = null;
let context = null;
let chosen = null;
let shown = { digest: null, findings: [] };

export const findingsPane = {
  id: "findings",
  key: "l",
  word: "pane.findings",
  mount(element, given) {
    context = given;
    chips = h("div", { class: "chips", role: "group", "aria-label": t("findings.show") });
    list = h("ul", { class: "findings", "aria-label": t("pane.findings") });
    foot = h("p", { class: "pane-foot" });
    element.append(chips, list, foot);
  },
  /** How much there is to say, for the pane's tab. */
  count: (state) => state.findings.counts.error + state.findings.counts.warning,
  async update(state) {
    drawChips(state);
    foot.textContent = t(`findings.${lookedAt(state)}`);
    const { digest } = state.findings;
    if (digest === shown.digest) return;
    const findings = await context.ask("findings.json").catch(() => null);
    if (!findings) return; // the connection is lost; the next state asks again
    if (context.state().findings.digest !== digest) return; // a newer state came meanwhile
    shown = { digest, findings };
    drawList();
  },
};

/** How far the pages were looked through: such as have errors are not judged. */
function lookedAt({ state, settled }) {
  if (state !== "good") return "waiting";
  return settled ? "settled" : "looking";
}

function drawChips(state) {
  chips.replaceChildren(
    ...SEVERITIES.filter((severity) => state.findings.counts[severity]).map((severity) =>
      h(
        "button",
        {
          class: `chip ${severity}`,
          type: "button",
          "aria-pressed": String(!hidden.has(severity)),
          on: {
            click: () => {
              if (!hidden.delete(severity)) hidden.add(severity);
              kept.write("findings.hidden", [...hidden]);
              drawChips(context.state());
              drawList();
            },
          },
        },
        icon(severity),
        n(`findings.${severity}`, state.findings.counts[severity]),
      ),
    ),
  );
}

function drawList() {
  const seen = grouped(shown.findings.filter(({ severity }) => !hidden.has(severity)));
  const focused = list.contains(document.activeElement) ? document.activeElement.dataset.key : null;
  list.replaceChildren(...seen.map(item));
  if (!seen.length) {
    list.append(h("li", { class: "nothing" }, icon("check"), t("findings.none")));
  }
  if (focused) list.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
}

/** Each finding once, with all its places. */
function grouped(findings) {
  const found = new Map();
  for (const finding of findings) {
    const key = `${finding.severity} ${finding.code} ${finding.message}`;
    const one = found.get(key) ?? { ...finding, key, places: [] };
    if (finding.place) one.places.push(finding);
    found.set(key, one);
  }
  return [...found.values()];
}

function item(finding) {
  const { severity, message, hint, code, panel, quoted, places, key } = finding;
  const head = h(
    "button",
    {
      class: "finding-head",
      type: "button",
      "data-key": key,
      on: { click: () => open(finding) },
    },
    icon(severity),
    h("span", { class: "visually-hidden" }, `${t(`severity.${severity}`)}: `),
    h("span", { class: "message" }, withCode(message)),
  );
  return h(
    "li",
    { class: `finding ${severity}${key === chosen ? " open" : ""}` },
    head,
    hint && h("p", { class: "hint" }, withCode(hint)),
    quoted?.length > 0 && h("pre", { class: "quoted" }, quoted.join("\n")),
    h(
      "p",
      { class: "where" },
      places.slice(0, 4).map(({ place }) => placeButton(place)),
      places.length > 4 && h("span", {}, t("findings.more", { count: places.length - 4 })),
      panel && h("span", { class: "panel-name" }, context.panelName(panel)),
      h("code", { class: "code" }, code),
    ),
  );
}

/** Show all that is said of a finding, and go to where it is: its words, or else its panel. */
async function open({ key, panel, box, place }) {
  chosen = key === chosen ? null : key;
  for (const head of list.querySelectorAll(".finding-head")) {
    head.parentElement.classList.toggle("open", head.dataset.key === chosen);
  }
  if (!chosen) return;
  if (panel) context.show(panel, box);
  if (!box) await context.seek(place);
}

/** A text in which what stands between backticks is typed. */
function withCode(text) {
  return text.split("`").map((part, number) => (number % 2 ? h("code", {}, part) : part));
}

/** A place in a file: a click shows its line; of a file that was made it is copied. */
function placeButton(place) {
  const text = place.within ? `${place.file}, ${place.within}` : place.text;
  return h(
    "button",
    {
      class: "place",
      type: "button",
      title: t(place.line ? "place.open" : "place.copy"),
      on: {
        click: async () => {
          if (place.line && !place.within) {
            await context.toSource(place);
            await context.seek(place);
            return;
          }
          try {
            await navigator.clipboard.writeText(place.text);
            context.say(t("place.copied", { place: place.text }));
          } catch {
            context.say(place.text);
          }
        },
      },
    },
    text,
  );
}
