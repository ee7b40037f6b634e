// The piece in the hand: it opens and closes, by its folds and in the order of them.

import { openWidth } from "./book-model.js";
import { h, icon } from "./dom.js";
import { FoldEye } from "./fold-eye.js";
import { foldHands } from "./fold-hands.js";
import { FoldPiece } from "./fold-piece.js";
import { kept } from "./store.js";
import { t } from "./words.js";

const PACE = 620; // ms that one step takes
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

let context = null;
let parts = null; // what is drawn, while the view is shown
let eye = null;
let drawing = null;
let steps = []; // { piece, number, act, seen, met }: all pieces' stages
let moment = 0; // how far it is opened, in steps
let goal = 0;
let slip = 0; // pixels that a hand holds it aside from the middle
let running = 0;
let name = "";

export const foldView = {
  id: "fold",
  key: "3",
  word: "view.fold",
  keys: [
    { key: "ArrowRight", shown: "← →", word: "fold.keys.step", run: () => go(forward(1)) },
    { key: "ArrowLeft", word: null, run: () => go(forward(-1)) },
    { key: "Home", shown: "Home End", word: "fold.keys.ends", run: () => go(0) },
    { key: "End", word: null, run: () => go(steps.length - 1) },
    { key: "ArrowUp", shown: "↑ ↓", word: "fold.keys.tip", run: () => eye?.turn(0, 6) },
    { key: "ArrowDown", word: null, run: () => eye?.turn(0, -6) },
    { key: "r", word: "fold.keys.straight", run: () => eye?.straighten() },
  ],

  /** Take the window; `context` is what app.js gives every view. */
  mount(stage, given) {
    context = given;
    drawing = new FoldPiece();
    parts = drawn();
    stage.append(parts.root);
    parts.world.append(drawing.element);
    eye = foldView.camera = new FoldEye(parts.space, { moved: look, rested: () => paint(true) });
    const hands = foldHands(parts.space, {
      eye,
      moment: () => moment,
      piece: (at = moment) => ({ piece: pieceAt(at), from: offset(at) }),
      face: (element) => drawing.faces.find((face) => face.element === element) ?? null,
      hold: () => (stop(), (goal = moment)),
      slip: () => slip,
      to: (at, aside) => put(calm.matches ? Math.round(at) : at, calm.matches ? 0 : aside),
      release: (at) => go(at),
      clicked: (panel) => context.select(panel),
      straighten: () => eye.straighten(),
    });
    const resizing = new ResizeObserver(() => eye.refit());
    resizing.observe(parts.space);
    parts.leave = () => (hands.leave(), resizing.disconnect(), eye.leave());
  },

  /** Show a state. */
  update(state) {
    const { pieces } = state;
    steps = pieces.flatMap((piece) => piece.stages.map((stage, number) => ({ ...stage, piece, number })));
    parts.root.hidden = !steps.length;
    if (!steps.length) return;
    const now = `fold.${state.project?.name ?? ""}`;
    if (now !== name) {
      name = now;
      moment = goal = Math.round(Number(kept.read(`${name}.step`, 0))) || 0;
    }
    moment = clamp(moment, 0, steps.length - 1);
    goal = clamp(goal, 0, steps.length - 1);
    drawing.update(pieceAt(moment), state);
    drawSteps();
    eye.setPiece(sizesOf(pieces), `${name}.look`);
    drawing.select(context.selected());
    paint(false);
  },

  /** Go to where a panel is met, and draw the eye to it. */
  show(panel, part = null) {
    const isThere = steps[Math.round(goal)]?.seen.includes(panel);
    const at = isThere ? Math.round(goal) : steps.findIndex(({ seen }) => seen.includes(panel));
    if (at >= 0) go(at);
    drawing.select(panel, part, true);
  },

  /** Say the words of the panels to who does not see them. */
  tell: (words, direction) => drawing.tell(words, direction),

  /** Show which panel is chosen. */
  select: (panel) => drawing.select(panel),

  /** Leave the window. */
  unmount() {
    stop();
    parts.leave();
    parts.root.remove();
    parts = eye = drawing = foldView.camera = null;
  },
};

const forward = (direction) => (direction > 0 ? Math.floor(goal + 1e-6) : Math.ceil(goal - 1e-6)) + direction;
const step = (at) => steps[clamp(Math.round(at), 0, steps.length - 1)];
const pieceAt = (at) => step(at).piece;

/** The step at which a piece begins. */
function offset(at) {
  const { piece } = step(at);
  return steps.findIndex((one) => one.piece === piece);
}

function sizesOf(pieces) {
  const height = Math.max(...pieces.map((piece) => piece.height));
  return {
    all: { width: Math.max(...pieces.map(openWidth)), height },
    page: { width: Math.max(...pieces.flatMap((piece) => piece.widths)), height },
  };
}

/** Open or close to a step, as paper turns; at once for whoever wants no motion. */
function go(at) {
  if (!steps.length) return;
  const [from, aside] = [moment, slip];
  goal = clamp(Math.round(at), 0, steps.length - 1);
  kept.write(`${name}.step`, goal);
  tell();
  stop();
  const span = Math.abs(goal - from);
  if (calm.matches || span + Math.abs(aside) < 0.001) {
    put(goal);
    return;
  }
  const start = performance.now();
  const time = PACE * Math.sqrt(Math.max(span, 0.15));
  const frame = (now) => {
    const share = clamp((now - start) / time, 0, 1);
    const eased = share < 0.5 ? 4 * share ** 3 : 1 - (-2 * share + 2) ** 3 / 2;
    put(share === 1 ? goal : from + (goal - from) * eased, aside * (1 - eased));
    if (share < 1) running = requestAnimationFrame(frame);
  };
  running = requestAnimationFrame(frame);
}

function stop() {
  cancelAnimationFrame(running);
}

/** Have it open so far, in steps, and so far aside. */
function put(at, aside = 0) {
  const former = pieceAt(moment);
  const leaf = Math.round(moment);
  moment = clamp(at, 0, steps.length - 1);
  slip = aside;
  if (pieceAt(moment) !== former) {
    drawing.update(pieceAt(moment), context.state());
    drawing.select(context.selected());
    paint(true);
  }
  place();
  // The leaves of a booklet are many: pictures are of those near where it lies open.
  if (former.bound && Math.round(moment) !== leaf) paint(true);
}

function place() {
  const { piece, seen } = step(moment);
  const local = clamp(moment - offset(moment), 0, piece.stages.length - 1);
  drawing.place(local, eye.look.k, seen.map((panel) => drawing.face(panel)).filter(Boolean));
  drawing.element.style.transform = `translateX(${slip}px)`;
  parts.slider.value = String(moment);
  parts.slider.setAttribute("aria-valuetext", said(step(moment)));
  parts.root.dataset.moment = moment.toFixed(3);
}

function look() {
  const { yaw, pitch, x, y } = eye.look;
  parts.space.style.perspective = `${eye.depth}px`;
  parts.world.style.transform = `translate3d(${x}px, ${y}px, 0) rotateX(${pitch}deg) rotateY(${yaw}deg)`;
  if (steps.length) place();
  context.zoomed(eye.zoom, eye.look.mode);
}

function paint(isAtRest) {
  if (steps.length) drawing.paint(Math.round(eye.look.k * devicePixelRatio * 10000) / 10000, isAtRest);
}

// --- what is said, and the bar

function drawn() {
  const world = h("div", { class: "fold-world" });
  const space = h("div", { class: "fold-space" }, world);
  const slider = h("input", {
    class: "fold-slider",
    type: "range",
    min: "0",
    max: "1",
    step: "any",
    value: "0",
    "aria-label": t("fold.slider"),
    on: {
      input: () => (stop(), (goal = Number(slider.value)), tell(), put(calm.matches ? Math.round(goal) : goal)),
      change: () => go(Number(slider.value)),
      keydown: stepped,
    },
  });
  const list = h("ol", { class: "fold-steps" });
  const words = h("p", { class: "fold-words", role: "status" });
  const way = (direction, sign, word) =>
    h(
      "button",
      { class: "button quiet", type: "button", "aria-label": t(word), title: t(word), on: { click: () => go(forward(direction)) } },
      icon(sign),
    );
  const back = way(-1, "back", "fold.close");
  const on = way(1, "forward", "fold.open");
  const bar = h("div", { class: "fold-bar" }, words, h("div", { class: "fold-run" }, back, h("div", { class: "fold-track" }, slider, list), on));
  const heading = h("h2", { class: "visually-hidden" }, t("fold.name"));
  const root = h("section", { class: "fold-view", "aria-label": t("fold.name") }, heading, space, bar);
  return { root, space, world, slider, list, words, back, on };
}

/** The slider's own keys go from step to step. */
function stepped(event) {
  const ways = { ArrowRight: 1, ArrowUp: 1, PageUp: 1, ArrowLeft: -1, ArrowDown: -1, PageDown: -1 };
  const ends = { Home: 0, End: steps.length - 1 };
  if (!(event.key in ways) && !(event.key in ends)) return;
  event.preventDefault();
  go(event.key in ends ? ends[event.key] : forward(ways[event.key]));
}

function drawSteps() {
  const { list, slider } = parts;
  slider.max = String(Math.max(steps.length - 1, 0.001));
  const known = JSON.stringify(steps.map((one) => said(one)));
  if (list.dataset.known !== known) {
    list.dataset.known = known;
    list.replaceChildren(
      ...steps.map((one, at) =>
        h(
          "li",
          {},
          h(
            "button",
            { type: "button", "aria-label": t("fold.step", { step: at + 1, count: steps.length, said: said(one) }), on: { click: () => go(at) } },
            h("span", { class: "fold-dot" }),
            h("span", { class: "fold-numbers" }, numbers(one.seen)),
          ),
        ),
      ),
    );
  }
  tell();
}

/** Say where one is, and what comes next. */
function tell() {
  const at = clamp(Math.round(goal), 0, steps.length - 1);
  const [now, next] = [steps[at], steps[at + 1]];
  const text = next ? `${said(now)} · ${t("fold.next", { panels: listed(next.met.length ? next.met : next.seen) })}` : said(now);
  if (parts.words.textContent !== text) parts.words.textContent = text;
  parts.back.disabled = at === 0;
  parts.on.disabled = at === steps.length - 1;
  [...parts.list.querySelectorAll("button")].forEach((button, place_) => {
    if (place_ === at) button.setAttribute("aria-current", "step");
    else button.removeAttribute("aria-current");
  });
}

function said({ act, seen }) {
  return t(`fold.${act}`, { panels: listed(seen) });
}

/** Panels by their names, in the direction in which one reads. */
function listed(panels) {
  const ordered = context.state().direction === "rtl" ? [...panels].reverse() : panels;
  const names = ordered.map((panel) => (panel === null ? t("fold.bare") : context.panelName(panel)));
  return new Intl.ListFormat(document.documentElement.lang, { type: "unit" }).format([...new Set(names)]);
}

function numbers(panels) {
  const tiles = context.state().sheets.flatMap((sheet) => sheet.tiles);
  const number = (panel) => tiles.find(({ id }) => id === panel)?.number ?? null;
  return panels.map((panel) => (number(panel) === null ? "–" : number(panel) + 1)).join(" ");
}
