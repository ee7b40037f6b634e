"""The ways to fold as a page: each from above, with the panels of its sides by their numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final

from depliant.colour import BLACK
from depliant.display.items import DisplayDocument, Group, Item, Metadata, Path, Stroke
from depliant.display.structure import Element
from depliant.geometry import Matrix, Outline, Point, Rect, Size, mm, rectangle
from depliant.interface import Interface
from depliant.layout.fold_drawing import edge, within
from depliant.layout.plain_page import DISPLAY, STRONG, TEXT, Builder
from depliant.sentences import Sentence, counted, joined, say
from depliant.style.fold_kinds import Binding, Fold, FoldKind, fold_named, side_called
from depliant.style.fold_lines import is_upside, of_verso, rows_of
from depliant.style.folded import Seams, face_of, outer, seams
from depliant.version import __version__

_WIDE: Final = mm(190)
_MARGIN: Final = mm(8)
_COLUMNS: Final = 2
_CARD: Final = Size(mm(83), mm(40))
_BETWEEN: Final = mm(8)
_ABOVE: Final = Size(mm(22), mm(17))
"""The room of the edge as it is seen from above."""
_PANEL: Final = Size(mm(11), mm(14))
_ALLOWANCE: Final = 0.04
"""How much narrower a panel is drawn for each turn of the paper round it, of a whole panel."""
_PAPER: Final = BLACK.at(0.06)
_COVER: Final = BLACK.at(0.22)
_GREY: Final = BLACK.at(0.62)
_DASH: Final = (2.0, 1.6)


def folds_page(kinds: Sequence[FoldKind | Binding], interface: Interface) -> DisplayDocument:
    """A page 190 mm wide with the folds of those names, tagged, in a language."""
    rows = -(-len(kinds) // _COLUMNS)
    size = Size(_WIDE, 2 * _MARGIN + rows * _CARD.height + (rows - 1) * _BETWEEN)
    page = Builder(interface)
    for number, kind in enumerate(kinds):
        x = _MARGIN + number % _COLUMNS * (_CARD.width + _BETWEEN)
        y = _MARGIN + number // _COLUMNS * (_CARD.height + _BETWEEN)
        _card(page, kind, x, y)
    title = page.tell(say("The ways to fold a sheet"))
    date = "2000-01-01T00:00:00+00:00"
    return page.document(size, Metadata(title, page.language, date, "folds", program=__version__))


def said(kind: FoldKind | Binding, fold: Fold) -> Sentence:
    """A fold in words: which panels stand where, and which show once it is closed."""
    sides = joined(
        (
            say("{side} {panels}", side=side_called(label), panels=rows_of(fold, order))
            for label, order in fold.sides
        ),
        "; ",
    )
    return say(
        "{kind}, {called}, {panels}: {sides}.",
        kind=kind,
        called=fold.called,
        panels=counted(fold.capacity, "{count} panel", "{count} panels"),
        sides=sides,
    )


def _card(page: Builder, kind: FoldKind | Binding, x: float, y: float) -> None:
    fold = fold_named(kind)
    items: list[Item] = [
        page.run(kind, DISPLAY, 14.0).at(x, y + 10.0),
        page.run(fold.called, TEXT, 8.0, _GREY).at(x, y + 20.5),
        *_edges(fold, Rect(x, y + mm(12), *_ABOVE)),
    ]
    left, top = x + _ABOVE.width + mm(8), y + mm(9)
    room = Size(_CARD.width - left + x, _PANEL.height)
    for verso, (label, _) in enumerate(fold.sides):
        items.append(page.run(side_called(label), STRONG, 7.0).at(left, top - 3.0))
        items += _side(page, fold, verso, Rect(left, top, *room))
        top += _PANEL.height + mm(6.5)
    frame = Rect(x, y, *_CARD)
    alt = page.tell(said(kind, fold))
    page.add(Element("Figure", (page.content(items, frame),), alt=alt))


def _sizes(fold: Fold) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """The widths and heights that panels are drawn with, a whole one 1 wide and high."""
    return (
        fold.widths(float(len(fold.recto)), _ALLOWANCE),
        fold.heights(float(len(fold.rows)), _ALLOWANCE),
    )


def _edges(fold: Fold, room: Rect) -> Iterator[Item]:
    """The sheet half folded: from above, and beside it from the side where it has rows."""
    widths, heights = _sizes(fold)
    found = seams(fold)
    stroke = Stroke(BLACK, 1.2, cap="round", join="round")
    beside = room.width / 3 if len(heights) > 1 else 0.0
    if found.upright[0]:
        line = within(edge(widths, found.upright[0]), room.inset(0.0, 0.0, beside, 0.0))
        yield Path(line, stroke=stroke)
    if len(heights) > 1:
        points = [Point(y, x) for x, y in edge(heights, found.across[0])]
        narrow = Rect(room.right - beside + 4.0, room.y, beside - 4.0, room.height)
        yield Path(within(points, narrow), stroke=stroke)


def _side(page: Builder, fold: Fold, verso: int, room: Rect) -> Iterator[Item]:
    """A side of the sheet: its panels by their numbers, a hill as a line and a valley dashed."""
    widths, heights = _sizes(fold)
    front, _ = outer(fold, widths, heights)
    order, across = fold.sides[verso][1], widths[::-1] if verso else widths
    scale = min(_PANEL.width, room.width / len(widths))
    tall = room.height / len(heights)
    lefts = list(accumulate((width * scale for width in across), initial=room.x))
    tops = list(accumulate((height * tall for height in heights), initial=room.y))
    for cell, panel in enumerate(order):
        row, at = divmod(cell, len(widths))
        box = Rect(lefts[at], tops[row], lefts[at + 1] - lefts[at], tops[row + 1] - tops[row])
        fill = _COVER if face_of(fold, panel) in front else _PAPER
        yield Path(rectangle(box), fill=fill)
        size = min(11.0, 0.75 * tall, 0.7 * scale)
        shown = page.run(str(panel + 1), DISPLAY, size)
        number = shown.at(box.centre.x - shown.width / 2, box.centre.y + 0.36 * size)
        about = Matrix(-1.0, 0.0, 0.0, -1.0, 2 * box.centre.x, 2 * box.centre.y)
        yield Group((number,), about) if is_upside(fold, verso, at, row) else number
    yield from _folds(of_verso(seams(fold)) if verso else seams(fold), lefts, tops)
    sheet = Rect(room.x, room.y, lefts[-1] - room.x, tops[-1] - room.y)
    yield Path(rectangle(sheet), stroke=Stroke(BLACK, 0.6))


def _folds(found: Seams, lefts: Sequence[float], tops: Sequence[float]) -> Iterator[Item]:
    """The folds of a side panel by panel, each a little longer than the sheet."""
    for row, line in enumerate(found.upright):
        above = tops[row] - (0.0 if row else 2.0)
        below = tops[row + 1] + (2.0 if row + 2 == len(tops) else 0.0)
        for at, joint in enumerate(line, 1):
            ends: Outline = (("M", lefts[at], above), ("L", lefts[at], below))
            yield Path(ends, stroke=Stroke(BLACK, 0.6, _DASH if joint.turn < 0 else ()))
    for column, line in enumerate(found.across):
        start = lefts[column] - (0.0 if column else 2.0)
        end = lefts[column + 1] + (2.0 if column + 2 == len(lefts) else 0.0)
        for at, joint in enumerate(line, 1):
            ends = (("M", start, tops[at]), ("L", end, tops[at]))
            yield Path(ends, stroke=Stroke(BLACK, 0.6, _DASH if joint.turn < 0 else ()))
