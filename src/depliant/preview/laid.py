"""The panels of a snapshot as they were laid out: frames, placed slices, the places of their words.

A panel that is remembered does not know where its words are written, so it is laid out once more
where that is asked for: by the same functions, from the same values, with the same result. Nothing
of it is made while a build goes on.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from typing import Generic, NamedTuple, TypeVar

from msgspec.structs import replace

from depliant.build.remarks import as_meant
from depliant.display.items import Form, Glyphs, Item, Mark, Path, Picture
from depliant.errors import DepliantError
from depliant.fonts.face import load
from depliant.geometry import IDENTITY, Matrix, Rect, bounds, outline_points
from depliant.languages.table import direction
from depliant.layout.boxes import Box, Lines, boxes_of
from depliant.layout.compose import SetPanel, setting_of
from depliant.layout.fit import Step
from depliant.layout.frame import Placement
from depliant.layout.strays import leaves
from depliant.layout.template import design_of
from depliant.layout.visible import Setting
from depliant.preview.snapshot import Pages, Sheet
from depliant.style.sheet import Design, StyleSheet

T = TypeVar("T")

DESCENT = 0.22
"""How far below its baseline the box of a line reaches, of its type size."""
_ROUNDING = 0.01


class LaidPanel(NamedTuple):
    """A panel on its side; see `on_side`.

    `setting` is None of a panel that could not be set. `first` is the number of its first content,
    `unit` the baseline grid at the copyfit step, in points.
    """

    sheet: Sheet
    panel: SetPanel
    setting: Setting | None
    style: StyleSheet
    step: Step
    first: int
    unit: float
    boxes: dict[str, Box]
    to_left: bool = False

    @property
    def matrix(self) -> Matrix:
        """The map from its own coordinates to those of its side."""
        return self.panel.leaf.side.placing(self.panel.leaf.slot)

    def on_side(self, box: Rect) -> Rect:
        """A box of the panel, on its side."""
        return self.panel.leaf.side.of_panel(self.panel.leaf.slot, box)

    @property
    def id(self) -> str:
        """What content.yaml calls it."""
        return self.panel.panel.id

    @property
    def design(self) -> Design:
        """The design that it takes."""
        return design_of(self.style, self.panel.panel.design)

    @property
    def numbers(self) -> range:
        """The numbers of its contents."""
        return range(self.first, self.first + self.panel.contents)

    @property
    def placements(self) -> tuple[Placement, ...]:
        """Its slices that are painted, in the order of reading."""
        placed = self.setting.placements if self.setting is not None else ()
        return tuple(one for one in placed if one.shown)

    def frame_of(self, placed: Placement) -> Box | None:
        """The frame that a slice was poured into: that which it stands in, or ran out of."""
        within = [
            box
            for box in self.boxes.values()
            if box.inner.x - _ROUNDING <= placed.x <= box.inner.right + _ROUNDING
            and placed.y >= box.inner.y - _ROUNDING
        ]
        holding = [box for box in within if placed.y < box.inner.bottom - _ROUNDING]
        named = sorted(holding or within, key=lambda box: (-box.inner.y, box.name == "main"))
        return named[0] if named else None


class Kept(Generic[T]):
    """What was made of the last snapshots' pages, so that it is made once for each of them."""

    def __init__(self, make: Callable[[Pages], T], most: int = 4) -> None:
        self._make, self._most = make, most
        self._found: OrderedDict[int, tuple[Pages, T]] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, pages: Pages) -> T:
        """What is made of some pages."""
        with self._lock:
            known = self._found.get(id(pages))
            if known is None or known[0] is not pages:
                known = self._found[id(pages)] = pages, self._make(pages)
                while len(self._found) > self._most:
                    self._found.popitem(last=False)
            return known[1]


def laid_panels(pages: Pages) -> tuple[LaidPanel, ...]:
    """All panels of an edition in reading order."""
    return tuple(_laid_panels(pages))


def _laid_panels(pages: Pages) -> Iterator[LaidPanel]:
    composed = pages.composed
    composition, style = composed.composition, composed.sheet
    edition = as_meant(composed.edition, style)
    job = replace(pages.session.job(edition.language), sheet=style, draft=pages.anyway)
    sheets = dict(zip(composition.sides, pages.sheets, strict=True))
    steps = dict(zip(composition.sides, composition.steps, strict=True))
    to_left = direction(edition.language) == "rtl"
    first = 0
    for panel in composition.panels:
        side = panel.leaf.side
        step = steps[side]
        unit = style.baseline * step.leading
        design = design_of(style, panel.panel.design)
        setting = None
        if panel.marks or panel.contents:
            try:
                setting = setting_of(panel, edition, job, step)
            except DepliantError:
                setting = None  # what is wrong with it is among the findings
        boxes = boxes_of(design, panel.leaf.size, Lines(style.baseline, unit), to_left=to_left)
        yield LaidPanel(sheets[side], panel, setting, style, step, first, unit, boxes, to_left)
        first += panel.contents


def boxes_in(items: tuple[Item, ...], at: Matrix = IDENTITY) -> Iterator[Rect]:
    """The boxes of what is painted: of text as wide as its advance and as high as its capitals."""
    for item, matrix in leaves(items, at):
        box = _box(item, matrix)
        if box is not None:
            yield box


def _box(item: Item, matrix: Matrix) -> Rect | None:
    match item:
        case Glyphs():
            return run_box(item, matrix)
        case Form(bounds=box, matrix=inner):
            return (matrix @ inner).apply_rect(box)
        case Picture(frame=frame):
            return matrix.apply_rect(frame)
        case Path(outline=outline) if outline:
            return matrix.apply_rect(bounds(outline_points(outline)))
        case _:
            return None


def run_box(run: Glyphs, matrix: Matrix, begin: int = 0, end: int | None = None) -> Rect | None:
    """The box of a run's glyphs from `begin` to before `end`, from origin to advance.

    Spaces at its ends are left out; of spaces alone there is none.
    """
    glyphs = run.glyphs[begin:end]
    while glyphs and glyphs[-1].text.isspace():
        glyphs = glyphs[:-1]
    while glyphs and glyphs[0].text.isspace():
        glyphs = glyphs[1:]
    if not glyphs:
        return None
    starts = [run.x + one.x for one in glyphs]
    ends = [run.x + one.x + one.advance for one in glyphs]
    left, right = min(*starts, *ends), max(*starts, *ends)
    face = load(run.face)
    top = run.y - face.cap_height / face.upem * run.size
    box = Rect(left, top, right - left, run.y + DESCENT * run.size - top)
    return matrix.apply_rect(box)


def slice_box(panel: LaidPanel, placed: Placement) -> Rect:
    """The box of what a slice paints, on the side; of one that paints nothing its own strip."""
    found: Rect | None = None
    for box in boxes_in(placed.slice.marks, Matrix(e=placed.x, f=placed.y)):
        found = box if found is None else found.union(box)
    return panel.on_side(found or Rect(placed.x, placed.y, 0.0, placed.slice.height))


def contents_of(panel: LaidPanel) -> dict[int, Rect]:
    """The box of each content on a panel's side, by its number; of a figure what it says itself."""
    found: dict[int, Rect] = {}
    for mark in (*panel.panel.backdrop, *panel.panel.marks):
        if not isinstance(mark, Mark) or mark.content is None:
            continue
        boxes = [mark.bounds] if mark.bounds is not None else boxes_in(mark.items)
        for box in boxes:
            known = found.get(mark.content)
            found[mark.content] = box if known is None else known.union(box)
    return {number: panel.on_side(box) for number, box in found.items()}
