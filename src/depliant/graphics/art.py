"""Artwork: what charts, logos and pictures give to the layout.

Display items in a box of their own: origin at its top left corner, points, y down. The items
are not yet marked content; layout wraps them in a `Mark` and moves them to their place.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from depliant.colour import Colour
from depliant.display.items import Group, Item
from depliant.errors import Diagnostic
from depliant.geometry import IDENTITY, Matrix, Rect, Size

Saying = Literal["title", "subtitle", "label", "date", "value", "series"]


class Part(Struct, frozen=True):
    """Which items of a chart say something: `items[first:last]`.

    `datum` is the number of the datum, from 0, whose label, date or value they are; -1 for the
    title. Of a chart of series it is that of the place, and `series` that of the series, -1 for
    what is of none.
    """

    saying: Saying
    datum: int
    first: int
    last: int
    series: int = -1


class Art(Struct, frozen=True):
    """Items in a box of `size`; `diagnostics` say what is wrong with what was drawn.

    `parts` are the words and numbers of a chart among its items, in the order of the items.
    `hole` is the width that a number in its middle has; 0 where none may stand. `is_smaller` says
    that its letters were made smaller than designed, so that they fit, `is_keyed` that a legend
    names what its inks mean, and nothing at its marks does.
    """

    items: tuple[Item, ...]
    size: Size
    diagnostics: tuple[Diagnostic, ...] = ()
    parts: tuple[Part, ...] = ()
    hole: float = 0.0
    is_smaller: bool = False
    is_keyed: bool = False


class Label(Struct, frozen=True):
    """A live text of a drawing, which is set in type of the brochure's own.

    `words` are what the file says, `x`, `y` where its first line is anchored on the baseline, in
    units that `matrix` maps to those of the drawing, as `size` and `leading` are. `ink` is None
    where nobody names one. `lines` says over how many lines the file has it.
    """

    id: str
    words: str
    x: float
    y: float
    size: float
    anchor: Literal["start", "middle", "end"] = "start"
    ink: Colour | None = None
    strong: bool = False
    lines: int = 1
    leading: float = 0.0
    matrix: Matrix = IDENTITY


class Artwork(Struct, frozen=True):
    """A drawing: items in its own units, of which `bounds` is the part that counts.

    `labels` are its texts, where they were asked for.

    For an SVG `bounds` is the view box; what lies outside is kept (it may reach into the
    bleed) and clipped by whoever wants it clipped.
    """

    items: tuple[Item, ...]
    bounds: Rect
    labels: tuple[Label, ...] = ()

    def placed(self, frame: Rect) -> Group:
        """The drawing with its bounds stretched onto `frame`, in points."""
        across, down = frame.width / self.bounds.width, frame.height / self.bounds.height
        matrix = Matrix(
            a=across,
            d=down,
            e=frame.x - self.bounds.x * across,
            f=frame.y - self.bounds.y * down,
        )
        return Group(self.items, matrix)
