"""What a page asks of whoever paints it, counted before anybody is asked to.

PDFium paints the tiles of a pattern one by one. For whatever is blended it paints what has been
blended below it once more, as far as the two overlap: of a hundred that lie on one another, each
after all before it. A few bytes so take hours, and no operation more than a page may have.
"""

from __future__ import annotations

from typing import Any, Final, Literal

from depliant.geometry import Matrix, Rect
from depliant.pdfread.budget import BudgetError
from depliant.pdfread.events import Event, FormShown, Painted, Pictured, Shaded, Shown
from depliant.pdfread.interpreter import Interpreter
from depliant.pdfread.objects import entry, number, numbers
from depliant.pdfread.opening import PageFacts
from depliant.pdfread.state import Paint, mapped
from depliant.pdfread.walk import Frame, walk, within

MOST_TILES: Final = 20_000_000
"""Tiles of the patterns of a page: A4 in steps of 0.3 mm has 700,000."""
MOST_PIXELS: Final = 4_000_000_000
"""Pixels that are painted again for tiles and blending: PDFium takes some 10 ns for each.

A4 has a million: 90 pictures of its size may lie blended on one another.
"""
_SCALE: Final = 100 / 72
"""Pixels a point, as pages are judged."""
_PIXELS: Final = 4_000_000
"""No page is rastered to more of them."""
_LAID: Final = 1 / 20
"""What a pixel of a tile takes, as a share of one that is blended: tiles are laid on as such."""
_CELLS: Final = 16
"""In so many cells each way it is counted what has been blended, where a page is large."""


class Burden:
    """What painting a page asks for so far.

    Args:
        interpreter: reads the file.
        sheet: the page, in the space of its frame.
        most: pixels that may be painted again.
    """

    def __init__(self, interpreter: Interpreter, sheet: Rect, most: int = MOST_PIXELS) -> None:
        self._interpreter = interpreter
        self._sheet = sheet
        area = max(sheet.width * sheet.height, 1.0)
        self._density = min(_SCALE**2, _PIXELS / area)
        self._tiles = 0.0
        self.again = 0.0
        """Pixels that are painted again, so far."""
        self._most = most
        self._below = [0.0] * _CELLS**2
        self._shown_in = {0: "Normal"}

    def bear(self, event: Event, frame: Frame) -> None:
        """Count an event of a walk through the page.

        Raises:
            BudgetError: it is more than any page needs.
        """
        state = event.state
        if isinstance(event, FormShown):
            is_group = entry(event.xobject, "/Group") is not None
            self._shown_in[_depth(frame) + 1] = state.blend if is_group else "Normal"
            if not is_group:
                return
        elif isinstance(event, Painted | Shown):
            for paint in _paints(event):
                self._bear_paint(event, paint, frame)
        elif not isinstance(event, Pictured | Shaded):
            return
        # What a group holds is blended within it, and the group as a whole with what lies below.
        if state.blend != "Normal" and state.blend != self._shown_in.get(_depth(frame)):
            self._blend(self._box(event, frame))

    def _bear_paint(self, event: Painted | Shown, paint: Paint, frame: Frame) -> None:
        pattern = paint.pattern
        if number(entry(pattern, "/PatternType")) != 1:
            return
        try:
            matrix = mapped(frame.matrix, self._interpreter.facts(pattern).matrix)
        except ValueError:
            return
        self.tile(pattern, self._box(event, frame), matrix)

    def tile(self, pattern: Any, box: Rect, matrix: Matrix) -> None:
        """Count the tiles of a pattern in what is painted with it; `matrix` is the pattern's.

        Raises:
            BudgetError: there are more than any page needs.
        """
        seen = within(self._sheet, box)
        area, growth = max(seen.width, 0.0) * max(seen.height, 0.0), matrix.scale**2
        step = abs(number(entry(pattern, "/XStep")) * number(entry(pattern, "/YStep"))) * growth
        if not step:
            return
        self._tiles += area / step
        if self._tiles > MOST_TILES:
            raise BudgetError("tiles")
        edges = numbers(entry(pattern, "/BBox"))
        if len(edges) == 4:
            cell = abs((edges[2] - edges[0]) * (edges[3] - edges[1])) * growth
            self._spend(area / step * min(cell, area) * _LAID, "tiles")

    def _blend(self, box: Rect) -> None:
        """Count what is painted again below a box that is blended."""
        seen = within(self._sheet, box)
        if seen.width < 0 or seen.height < 0:
            return
        wide = max(self._sheet.width, 1.0) / _CELLS
        high = max(self._sheet.height, 1.0) / _CELLS
        left, top = seen.x - self._sheet.x, seen.y - self._sheet.y
        again = 0.0
        for row in range(int(top / high), min(int((top + seen.height) / high) + 1, _CELLS)):
            down = min(top + seen.height, (row + 1) * high) - max(top, row * high)
            for column in range(int(left / wide), min(int((left + seen.width) / wide) + 1, _CELLS)):
                across = min(left + seen.width, (column + 1) * wide) - max(left, column * wide)
                share = across * down / (wide * high)
                at = row * _CELLS + column
                # Of two in a cell that do not fill it so much lies on one another, by and large.
                again += share * self._below[at] * wide * high
                self._below[at] += share
        self._spend(again, "blended")

    def _spend(self, area: float, bound: Literal["tiles", "blended"]) -> None:
        self.again += area * self._density
        if self.again > self._most:
            raise BudgetError(bound)

    def _box(self, event: Event, frame: Frame) -> Rect:
        """Where something is seen, by and large: of a text, where its clip is."""
        clip = frame.shown(event.state.clip)
        matrix = frame.at(event.state.ctm)
        if isinstance(event, Painted):
            return within(clip, event.shape.box(matrix))
        if isinstance(event, Pictured):
            return within(clip, matrix.apply_rect(Rect(0, 0, 1, 1)))
        if isinstance(event, Shown):
            high = event.state.size
            line = event.matrix.apply_rect(Rect(0, 0, event.along, high))
            return within(clip, matrix.apply_rect(line))
        if isinstance(event, FormShown):
            form = self._interpreter.facts(event.xobject)
            if form.bounds is not None:
                return within(clip, form.bounds.shape.box(matrix @ form.matrix))
        return within(clip, self._sheet)


def _paints(event: Painted | Shown) -> tuple[Paint, ...]:
    """What a path or text is painted with, as far as that is patterns."""
    state = event.state
    fill, stroke = (True, True) if isinstance(event, Shown) else (event.fill, event.stroke)
    used = (state.fill, fill), (state.stroke, stroke)
    return tuple(paint for paint, is_used in used if is_used and paint.pattern is not None)


def _depth(frame: Frame) -> int:
    """In how many forms a frame lies."""
    depth, outer = 0, frame.outer
    while outer is not None:
        depth, outer = depth + 1, outer.outer
    return depth


def weigh(interpreter: Interpreter, facts: PageFacts) -> None:
    """Find out whether a page asks for more than any page needs.

    Raises:
        BudgetError: it does, or there is more of it than may be read.
    """
    sheet = facts.placed(facts.media) if facts.media else facts.placed(facts.cut)
    burden = Burden(interpreter, sheet)
    for event, frame in walk(interpreter, interpreter.page(facts), facts):
        burden.bear(event, frame)
