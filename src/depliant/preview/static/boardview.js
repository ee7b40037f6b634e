// A view whose pages lie flat on a board: what it shows is one function.

import { Board } from "./board.js";
import { TileView } from "./tiles.js";
import { Camera } from "./zoom.js";

/**
 * A view of flat pages. `layout(state, scaleOf)` gives { frames, width, height } in points, where
 * `scaleOf({ width, height })` says at how many CSS pixels a point all of a board would be seen.
 * `tileOf()` gives what paints a part of a page; `moved()` is called when the board stands elsewhere.
 */
export function boardView({ id, key, word, layout, tileOf = () => new TileView(), moved = () => {} }) {
  let board = null;
  let camera = null;
  let context = null;

  const view = {
    id,
    key,
    word,
    /** Take the window; `context` is what app.js gives every view. */
    mount(stage, given) {
      context = given;
      board = new Board(stage, tileOf);
      camera = new Camera(stage, {
        moved: () => {
          board.place(camera);
          moved();
          context.zoomed(camera.zoom, camera.look.mode);
        },
        rested: () => board.paint(true),
        clicked: (target, event) => {
          context.select(panelOf(target));
          context.pointed(event);
        },
        opened: async (target, event) => {
          const isEdited = await context.editAt(event.clientX, event.clientY);
          if (!isEdited) open(panelOf(target));
        },
        resized: () => context.state().sheets.length && view.update(context.state()),
      });
      view.camera = camera;
    },
    /** Show a state. */
    update(state) {
      const laid = layout(state, (size) => camera.scaleOf(size));
      board.update(laid.frames, state);
      board.pin(context.pins?.() ?? []);
      camera.setBoard(
        { width: laid.width, height: laid.height },
        laid.frames.map((frame) => ({
          id: frame.id,
          x: frame.x,
          y: frame.y,
          width: frame.box[2],
          height: frame.box[3],
        })),
        `${state.project?.name ?? ""}.${id}`,
      );
      board.place(camera);
      board.select(context.selected());
      board.paint(false);
    },
    /** Ask for pictures of what is seen. */
    paint: () => board.paint(true),
    /** What of a side is at a place of the window: { panel, x, y } in points; null: nothing is. */
    at: (x, y) => board.at(x, y),
    /** Show which block of a panel is meant, and which boxes of its words. */
    mark: (panel, block, words) => board.mark(panel, block, words),
    /** Put these on the pages; see board.js. */
    pin: (pins) => board.pin(pins),
    /** The box of the window that a box of a panel's side is seen in. */
    rect: (panel, part) => board.rectOf(panel, part),
    /** Bring a box of a panel into the window. */
    reveal(panel, part) {
      const box = board.boxOf(panel, part);
      if (box) camera.reveal(box);
    },
    /** Draw what lies over the pages once more. */
    redraw: (state) => board.lay(state),
    /** Draw the eye to a panel, or to a box of its side. */
    show(panel, part = null) {
      const box = board.boxOf(panel, part);
      if (!box) return;
      camera.reveal(box);
      board.select(panel, part, true);
    },
    /** Show which panel is chosen. */
    select: (panel) => board.select(panel),
    /** Say the words of the panels to who does not see them. */
    tell: (words, direction) => board.tell(words, direction),
    /** Leave the window. */
    unmount() {
      board.element.remove();
      camera.leave();
      board = camera = view.camera = null;
    },
  };

  function open(panel) {
    const box = panel && board.boxOf(panel);
    if (!box) return;
    camera.openAt(box);
  }

  return view;
}

function panelOf(target) {
  return target?.closest?.(".tile")?.dataset.panel ?? null;
}
