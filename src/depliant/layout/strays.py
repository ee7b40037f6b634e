"""What would be painted beside its panel: on its neighbour, or where the sheet is trimmed.

Every block minds its measure; this looks at what came of it, whatever drew it. Points, y down,
from the panel's trim corner.
"""

from __future__ import annotations

from collections.abc import Iterator

from depliant.content.model import Panel
from depliant.display.items import Form, Glyphs, Group, Item, Mark, Path, Picture
from depliant.errors import Diagnostic
from depliant.geometry import Matrix, Rect, Size, mm, outline_bounds, reach, transformed
from depliant.layout.frame import Placement
from depliant.sentences import say
from depliant.text.ink import around, glyph_boxes

_SLACK = 0.5
"""Points: a letter's own side bearing."""

_UPRIGHT = (1.0, 0.0, 0.0, 1.0)
"""What is only moved."""

_SHOWN = 80
"""Characters of a text that a diagnostic shows."""


def strays(placements: tuple[Placement, ...], panel: Panel, size: Size) -> tuple[Diagnostic, ...]:
    """An error for each slice of which something stands outside the panel, whose trim is `size`."""
    found = []
    for placed in placements:
        beyond, text = _farthest(placed, size)
        if beyond > _SLACK:
            found.append(
                Diagnostic(
                    "outside-panel",
                    say(
                        "“{text}” stands {beyond:.1f} mm outside panel “{panel}”."
                        if text
                        else "A mark stands {beyond:.1f} mm outside panel “{panel}”.",
                        text=text,
                        beyond=beyond / mm(1),
                        panel=panel.id,
                    ),
                    placed.slice.place or panel.place,
                    say(
                        "Give the panel's design more margin, or the type style more leading "
                        "or less size."
                    ),
                )
            )
    return tuple(found)


def _farthest(placed: Placement, size: Size) -> tuple[float, str]:
    """How far anything of a slice stands outside, and what it says; empty for a mark."""
    at = Matrix(e=placed.x, f=placed.y)
    beyond, said = 0.0, ""
    for item, matrix in leaves(placed.slice.marks, at):
        if _beyond(_rough(item, matrix), size) <= _SLACK:
            continue
        box = _inked(item, matrix)
        if box and _beyond(box, size) > beyond:
            beyond = _beyond(box, size)
            text = " ".join(item.text.split()) if isinstance(item, Glyphs) else ""
            said = text[:_SHOWN]
    return beyond, said


def _beyond(box: Rect, size: Size) -> float:
    return max(-box.x, -box.y, box.right - size.width, box.bottom - size.height)


def leaves(items: tuple[Item, ...], matrix: Matrix) -> Iterator[tuple[Item, Matrix]]:
    """What is painted, each with the map to the panel; what is clipped as its clip."""
    for item in items:
        match item:
            case Mark(items=inside):
                yield from leaves(inside, matrix)
            case Group(clip=None):
                yield from leaves(item.items, matrix @ item.matrix)
            case Group(clip=clip) if clip is not None:
                yield Path(clip), matrix @ item.matrix
            case Form() | Glyphs() | Path() | Picture():
                yield item, matrix
            case _:
                pass


def boxed(items: tuple[Item, ...], matrix: Matrix) -> Rect | None:
    """The box of all that items paint, as `matrix` maps them; none if that is nothing."""
    return around(
        box for item, at in leaves(items, matrix) if (box := _inked(item, at)) is not None
    )


def _rough(item: Item, matrix: Matrix) -> Rect:
    """A box that surely holds an item, found without looking at its glyphs or along its curves."""
    if isinstance(item, Glyphs):
        width = sum([glyph.advance for glyph in item.glyphs])
        around_line = Rect(item.x, item.y, width, 0.0).inset(*(-1.5 * item.size,) * 4)
        if matrix[:4] == _UPRIGHT:  # as nearly all words stand
            return around_line.moved(matrix.e, matrix.f)
        return matrix.apply_rect(around_line)
    if isinstance(item, Path):
        return matrix.apply_rect(outline_bounds(item.outline))
    return _inked(item, matrix) or Rect(0.0, 0.0, 0.0, 0.0)


def _inked(item: Item, matrix: Matrix) -> Rect | None:
    """The box of what an item paints; none if that is nothing."""
    match item:
        case Glyphs():
            box = around(glyph_boxes(item))
            return matrix.apply_rect(box) if box else None
        case Form(bounds=box, matrix=inner):
            return (matrix @ inner).apply_rect(box)
        case Picture(frame=frame):
            return matrix.apply_rect(frame)
        case Path(outline=outline) if outline:
            return reach(transformed(outline, matrix))
        case _:
            return None
