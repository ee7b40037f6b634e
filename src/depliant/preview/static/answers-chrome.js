// What stands round the pages of a proof: the bar, the list at the side, the line at the foot.

import { h, icon } from "./dom.js";
import { n, t } from "./words.js";

const SAID = 3200; // ms that something said is seen

/** Draw it all; `act` does what is asked for. */
export function drawChrome({ proof, editions, views, pane, act }) {
  const stage = h("div", { class: "stage", tabindex: "0", role: "group", "aria-label": t("stage") });
  const live = h("p", { class: "toast", role: "status", "aria-live": "polite" });
  const main = h("main", {}, stage, live);
  const head = bar({ proof, editions, views, act });
  const name = h("button", { class: "button quiet answers-name", type: "button", on: { click: act.rename } });
  const close = button("close", "pane.close", act.side);
  const side = h(
    "aside",
    { class: "side", "aria-label": t("answers.side") },
    h("div", { class: "side-head" }, h("h2", {}, t("answers.side")), name, close),
    pane.element,
  );
  const line = h("p", { class: "state-line", role: "status" });
  const facts = h("p", { class: "facts" });
  const open = h("button", { class: "button answers-button", type: "button", on: { click: act.side } });
  const foot = h("footer", { class: "foot" }, line, facts, open);
  document.body.append(head.element, main, side, foot);
  let saying = null;

  return {
    stage,
    main,
    say(text, more = null) {
      live.replaceChildren(text, ...(more ? [" ", more] : []));
      live.classList.add("seen");
      clearTimeout(saying);
      saying = setTimeout(() => live.classList.remove("seen"), more ? 2 * SAID : SAID);
    },
    showSide(isOpen) {
      side.hidden = !isOpen;
      document.body.classList.toggle("with-side", isOpen);
      open.setAttribute("aria-expanded", String(isOpen));
    },
    get isSideOpen() {
      return !side.hidden;
    },
    /** Say how far the answers are. */
    update({ answers, edition, decided, count, news }) {
      name.textContent = answers.now.name || t("answers.name.ask");
      name.setAttribute("aria-label", t("answers.name.change", { name: name.textContent }));
      const kind = answers.isEmpty || answers.now.isSaved ? "good" : answers.isKept ? "building" : "error";
      const word = answers.isEmpty ? "empty" : answers.now.isSaved ? "saved" : answers.isKept ? "kept" : "lost";
      line.dataset.kind = kind;
      line.replaceChildren(h("span", { class: "lamp", "aria-hidden": "true" }), t(`answers.state.${word}`));
      facts.textContent = proof.former ? n("answers.news", news, { number: proof.former.number }) : "";
      open.replaceChildren(icon("list"), t("answers.progress.short", { decided, count, notes: n("answers.notes", answers.now.notes.length) }));
      head.update(answers, edition);
    },
    zoomed: head.zoomed,
    viewShown: head.viewShown,
    newsShown: head.newsShown,
    focusEditions: head.focusEditions,
  };
}

function button(name, word, run, more = {}) {
  const label = t(word);
  return h("button", { class: "button quiet", type: "button", "aria-label": label, title: label, on: { click: run }, ...more }, icon(name));
}

function bar({ proof, editions, views, act }) {
  const choice = h(
    "select",
    { class: "editions", "aria-label": t("edition"), on: { change: () => act.edition(choice.value) } },
    editions.map(({ language, name }) => h("option", { value: language, lang: language }, name)),
  );
  choice.hidden = editions.length < 2;
  const title = h("h1", { title: proof.title }, proof.title);
  const tabs = views.map(({ id, word, key }) =>
    h("button", { class: "tab", type: "button", title: `${t(word)} (${key})`, "data-view": id, on: { click: () => act.view(id) } }, t(word)),
  );
  const fits = ["all", "page", "width"].map((mode) => button(mode, `zoom.${mode}`, () => act.fit(mode), { "data-mode": mode }));
  const percent = h("button", { class: "button quiet percent", type: "button", title: t("zoom.actual"), on: { click: act.actual } }, "100 %");
  const news = proof.former ? button("news", "answers.news.show", act.news) : null;
  const save = h("button", { class: "button strong", type: "button", "aria-label": t("answers.save"), on: { click: act.save } }, icon("down"), h("span", {}, t("answers.save")));
  const element = h(
    "header",
    { class: "bar" },
    h("div", { class: "bar-start" }, title, h("span", { class: "proof-badge" }, t("answers.proof", { number: proof.number })), choice),
    h("div", { class: "tabs", role: "group", "aria-label": t("views") }, tabs),
    h(
      "div",
      { class: "bar-end" },
      h(
        "div",
        { class: "zoom", role: "group", "aria-label": t("keys.zoom") },
        button("minus", "zoom.out", () => act.step(-1)),
        percent,
        button("plus", "zoom.in", () => act.step(1)),
        fits,
      ),
      news,
      button("theme", "keys.theme", act.theme),
      button("help", "keys.help", act.help),
      save,
    ),
  );
  const format = new Intl.NumberFormat(document.documentElement.lang, { style: "percent" });

  return {
    element,
    update(answers, edition) {
      choice.value = edition.language;
      title.textContent = edition.state.title;
      save.classList.toggle("due", !answers.isEmpty && !answers.now.isSaved);
    },
    zoomed(zoom, mode) {
      percent.textContent = format.format(zoom);
      percent.setAttribute("aria-label", `${t("zoom.actual")} (${percent.textContent})`);
      for (const fit of fits) fit.setAttribute("aria-pressed", String(fit.dataset.mode === mode));
    },
    viewShown(id) {
      for (const tab of tabs) tab.setAttribute("aria-pressed", String(tab.dataset.view === id));
    },
    newsShown: (isOn) => news?.setAttribute("aria-pressed", String(isOn)),
    focusEditions: () => choice.hidden || choice.focus(),
  };
}

/** Ask who answers; `taken(name)` gets it. Esc asks no further. */
export function askName(proof, now, taken) {
  const field = h("input", { class: "field", id: "reviewer", type: "text", maxlength: "120", autocomplete: "name", required: true });
  field.value = now;
  const date = new Date(`${proof.date}T12:00:00`).toLocaleDateString(document.documentElement.lang, { dateStyle: "long" });
  const form = h(
    "form",
    { method: "dialog" },
    h("p", { class: "welcome-proof" }, t("answers.proof", { number: proof.number }), " · ", date),
    h("h2", { id: "welcome-title" }, proof.title),
    h("ul", {}, ["page", "decide", "save"].map((word) => h("li", {}, icon({ page: "note", decide: "check", save: "down" }[word]), h("span", {}, t(`answers.welcome.${word}`))))),
    h("label", { for: "reviewer" }, t("answers.name")),
    h("div", { class: "welcome-name" }, field, h("button", { class: "button strong", type: "submit" }, t("answers.begin"))),
  );
  const dialog = h("dialog", { class: "welcome", "aria-labelledby": "welcome-title" }, form);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const name = field.value.trim();
    if (!name) return field.focus();
    dialog.close();
    taken(name);
  });
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  field.focus();
}
