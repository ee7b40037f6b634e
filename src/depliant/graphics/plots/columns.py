"""The column chart: a column for each value, from zero; of several series side by side or stacked.

Where every value has room above its column, it stands there and no axis is needed; else round
values are written at the axis. Parts of a stack are named beside the last one.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final, NamedTuple

from msgspec.structs import replace

from depliant.content.model_plots import Plot
from depliant.geometry import Point, Rect
from depliant.graphics.charts.board import THINNEST, Draft, Frame, Look, Piece, Words, one_line
from depliant.graphics.charts.placing import Marks
from depliant.graphics.charts.renderer import Says, Shape
from depliant.graphics.plots.endings import GAP, End, at_ends, named
from depliant.graphics.plots.keys import keys
from depliant.graphics.plots.kinds import Kind
from depliant.graphics.plots.labels import APART
from depliant.graphics.plots.marks import Valued, bar, ink_at, tints
from depliant.graphics.plots.notes import Spot, notes
from depliant.graphics.plots.plane import LEAST, Manner, Plane, height_of, is_named, plane_of
from depliant.graphics.plots.references import reference_endings, room_beside, words_beside
from depliant.graphics.plots.stacks import layers, share_faults

SHARE: Final = 0.74
"""Of the columns of a place to the room that it has."""
_WIDEST: Final = 0.45
"""Of a column to the height of the plane, at most."""
BETWEEN: Final = 0.9
"""Points of ground between two columns of a place, and between two parts of a stack."""
ABOVE: Final = 0.35
"""Between a column and its value, as a share of the value's size."""
_NAMED: Final = ((1, 0), (1, 1), (2, 0), (2, 2))
"""Lines that names above columns may have, and lines of room that are made for them there."""
_HEADROOM: Final = 2.2
"""Lines of a label kept free above the values where there are annotations."""


class _Column(Valued, frozen=True):
    """A column or a part of one, and from where to where it stands.

    `low` and `high` are values; `start` and `end` shares of its place's room.
    """

    low: Decimal
    high: Decimal
    start: float
    end: float


class _Laid(NamedTuple):
    """Columns side by side in their plane, each with its box, and their values, if written."""

    columns: Sequence[_Column]
    plane: Plane
    boxes: Sequence[Rect]
    values: Sequence[Words]

    @property
    def written(self) -> list[Rect]:
        """Where values stand."""
        return [_of_line(one) for one in self.values]


def draw(plot: Plot, look: Look, frame: Frame) -> Draft:
    """Draw a column chart; `frame.height` is the height of its plane."""
    return _stacked(plot, look, frame) if plot.is_joined else _grouped(plot, look, frame)


def _grouped(plot: Plot, look: Look, frame: Frame) -> Draft:
    """Columns side by side: the names of several series above a group of them, else in a legend."""
    head: list[Piece] = []
    laid: _Laid | None = None
    for lines, above in _NAMED if len(plot.series) > 1 else ():
        lower = frame._replace(top=frame.top + above * look.label.leading)
        tried = _laid(plot, look, lower)
        named = _named(plot, tried, look, (frame.top, lines))
        if named:
            head, laid = [*named], tried
            break
    if laid is None:
        if len(plot.series) > 1:
            head, frame = keys(plot, look, frame)
        laid = _laid(plot, look, frame)
        named = []
    plane, boxes = laid.plane, laid.boxes
    pieces = [*head, *plane.pieces]
    pieces += [_shape(one, box) for one, box in zip(laid.columns, boxes, strict=True)]
    clear = 0.0 if plane.hairlines else line_above(look)
    spots = {
        (one.series, one.place): _spot(one, box, clear)
        for one, box in zip(laid.columns, boxes, strict=True)
    }
    written = [*laid.written, *map(_of_line, named)]
    found = notes(_wordless(plot), look, plane, spots, _obstacles(boxes, written))
    beside = words_beside(plot.references, look, plane.box, plane.along, frame.width)
    return Draft(
        (*found.under, *pieces, *laid.values, *beside, *found.pieces),
        plane.bottom,
        faults=found.faults,
        tints=tints(look),
    )


def _wordless(plot: Plot) -> Plot:
    """The chart without the words of its references, which stand beside it."""
    return replace(plot, references=tuple(replace(one, label="") for one in plot.references))


def _laid(plot: Plot, look: Look, frame: Frame) -> _Laid:
    """Columns in their plane: with a value above each, if all have room there, else an axis."""
    share = _share(plot, look, frame, len(plot.series))
    columns = _side_by_side(plot, look, share)
    reach = [end for one in columns for end in (one.low, one.high)]
    room = line_above(look)
    beside = room_beside(plot.references, look, frame.width)
    with_axis = Manner(beside, from_zero=True, banded=True)
    if plot.low is not None or plot.high is not None:  # ends that are stated ask for their axis
        plane = plane_of(plot, look, frame, reach, with_axis)
    else:
        head = room + look.label.leading * _HEADROOM if plot.annotations else room
        pads = head, room if any(one.figure.value < 0 for one in columns) else 0.0
        plane = plane_of(plot, look, frame, reach, with_axis._replace(pads=pads))
        if not _has_room(columns, plane, look):
            plane = plane_of(plot, look, frame, reach, with_axis)
    boxes = [_box(one, plane) for one in columns]
    values = [_value(one, box, look) for one, box in zip(columns, boxes, strict=True)]
    return _Laid(columns, plane, boxes, [] if plane.hairlines else values)


def _of_line(words: Words) -> Rect:
    """Where words stand, from the head of their capitals to the foot of the last line."""
    more = (len(words.lines) - 1) * words.lettering.leading
    top = words.first - words.lettering.cap
    return Rect(words.x, top, words.width, words.lettering.cap + more)


def _named(plot: Plot, laid: _Laid, look: Look, room: tuple[float, int]) -> list[Words]:
    """The names of the series, each above its column of one group; none where they have no room.

    Of times it is the last group that has room for all, else the first: what is read first there.
    `room` is how high up they may reach, in points, and of how many lines each may be.
    """
    top, lines = room
    groups = range(len(plot.places))
    for place in groups if is_named(plot) else reversed(groups):
        group = [
            (one, box)
            for one, box in zip(laid.columns, laid.boxes, strict=True)
            if one.place == place and one.figure.value > 0
        ]
        if len(group) < len(plot.series):
            continue
        free = _free(laid, place, look)
        found = [
            _name(plot, one, box, free, look, lines, is_valued=bool(laid.values))
            for one, box in group
        ]
        names = [one for one in found if one is not None]
        boxes = [_of_line(one) for one in names]
        is_whole = len(names) == len(group) and all(box.y >= top for box in boxes)
        if is_whole and _stand_apart(boxes, (*laid.boxes, *laid.written), look):
            return names
    return []


def _stand_apart(names: Sequence[Rect], others: Sequence[Rect], look: Look) -> bool:
    """Whether names touch nothing, and nobody reads two of them as one."""
    gap = look.label.style.size * 0.45
    beside = all(
        other.x - one.right >= gap or one.bottom < other.y - 1 or other.bottom < one.y - 1
        for one, other in pairwise(names)
    )
    return beside and not any(
        name.inset(-1.0, 0.0, -1.0, -1.0).overlaps(other) for name in names for other in others
    )


def _free(laid: _Laid, place: int, look: Look) -> tuple[float, float]:
    """From where to where names above a group may reach: to the groups beside it."""
    gap = look.label.style.size * 0.6
    placed = [*zip(laid.columns, laid.boxes, strict=True)]
    before = [box.right for one, box in placed if one.place < place]
    behind = [box.x for one, box in placed if one.place > place]
    plane = laid.plane.box
    left = plane.x if laid.plane.hairlines else 0.0  # beside it numbers stand at the axis
    return (max(before) + gap if before else left), (min(behind) - gap if behind else plane.right)


def _name(
    plot: Plot,
    one: _Column,
    box: Rect,
    free: tuple[float, float],
    look: Look,
    lines: int,
    *,
    is_valued: bool,
) -> Words | None:
    """The name of a series above its column: over the middle, or from its edge outwards.

    None where it is wider than that lets it be, or has more lines.
    """
    is_first, is_last = one.series == 0, one.series == len(plot.series) - 1
    left = free[0] if is_first else box.x
    right = free[1] if is_last else box.right
    broken = look.label.lines(plot.series[one.series].label, right - left)
    width = max(map(look.label.width, broken), default=0.0)
    if len(broken) > lines:
        return None
    x = box.centre.x - width / 2
    if width > box.width:  # it reaches outwards, never over the column beside it
        pad = look.label.style.size * 0.24
        x = box.right - width - pad if is_first else box.x + pad
    if x < left - 0.01 or x + width > right + 0.01:
        return None
    base = box.y - look.label.style.size * ABOVE - look.label.depth * 0.4
    base -= line_above(look) if is_valued else 0.0
    first = base - (len(broken) - 1) * look.label.leading
    return Words(look.label, broken, x, first, width + 0.01, Says("series", series=one.series))


def _spot(one: _Column, box: Rect, clear: float) -> Spot:
    """Where an annotation points: the end of the column, beyond its value if that stands there."""
    below = one.figure.value < 0
    return Spot(Point(box.centre.x, box.bottom + clear if below else box.y - clear), 0.0)


def _obstacles(boxes: Sequence[Rect], written: Sequence[Rect] = ()) -> Marks:
    """Columns and their values: no word stands on them, no leader crosses their edges."""
    edges = [
        (
            Point(box.x, box.bottom),
            Point(box.x, box.y),
            Point(box.right, box.y),
            Point(box.right, box.bottom),
        )
        for box in (*boxes, *written)
    ]
    return Marks((*boxes, *written), tuple(edges), APART / 2)


def line_above(look: Look) -> float:
    """The room that a value above its column takes, in points."""
    return look.value.cap + look.value.style.size * ABOVE


def _has_room(columns: Sequence[_Column], plane: Plane, look: Look) -> bool:
    """Whether every value has room above its column, clear of the next."""
    wide = [look.value.width(one.figure.shown) for one in columns]
    boxes = [_box(one, plane) for one in columns]
    spots = sorted((box.centre.x, width) for box, width in zip(boxes, wide, strict=True))
    gap = look.value.style.size * 0.35
    first, last = spots[0], spots[-1]
    return (
        all(b[0] - a[0] >= (a[1] + b[1]) / 2 + gap for a, b in pairwise(spots))
        and first[0] >= first[1] / 2
        and last[0] + last[1] / 2 <= plane.box.right
    )


def _share(plot: Plot, look: Look, frame: Frame, count: int) -> float:
    """Of the columns of a place to its room: as the style says, else no wider than they are high.

    A few columns in a wide chart keep the look of columns.
    """
    if look.share is not None:
        return look.share
    widest = height_of(frame) * _WIDEST * count
    return min(SHARE, widest * len(plot.places) / frame.width)


def _side_by_side(plot: Plot, look: Look, share: float) -> list[_Column]:
    count = len(plot.series)
    step = share / count
    found = []
    for number, series in enumerate(plot.series):
        start = (1 - share) / 2 + number * step
        for place, value in series.known():
            low, high = sorted((Decimal(0), value.value))
            ink = ink_at(plot, look, number, place)
            found.append(_Column(number, place, value, ink, low, high, start, start + step))
    return found


def _stacked(plot: Plot, look: Look, frame: Frame) -> Draft:
    ended = named(plot, look, frame, height_of(frame))
    said = {**ended.said, **reference_endings(plot.references, look, frame.width)}
    pieces: list[Piece] = [*ended.legend]
    columns = _on_each_other(plot, look, _share(plot, look, frame, 1))
    reach = [end for one in columns for end in (one.low, one.high)]
    right = max((GAP + one.width for one in said.values()), default=GAP)
    unit = "%" if plot.arrange == "shares" else None
    manner = Manner(right, from_zero=True, banded=True, unit=unit)
    plane = plane_of(plot, look, ended.frame, reach, manner)
    pieces += plane.pieces
    ends: dict[int, End] = {}
    boxes = [_box(one, plane) for one in columns]
    for one, box in zip(columns, boxes, strict=True):
        pieces.append(_shape(one, box))
        spot = Point(box.right, box.centre.y)
        ends[one.series] = End(one.series, one.place, spot, one.ink, 1.0)
    for number, line in enumerate(plot.references):
        y = plane.along.at((line.low + line.high) / 2)
        spot = Point(plane.box.right, y)
        ends[-1 - number] = End(-1 - number, -1, spot, look.axis, 1.0)
    shown = [end for end in ends.values() if end.series in said]
    pieces += at_ends(shown, said, look, plane.box)
    spots = {
        (one.series, one.place): Spot(Point(box.centre.x, box.y), 0.0)
        for one, box in zip(columns, boxes, strict=True)
    }
    found = notes(_wordless(plot), look, plane, spots, _obstacles(boxes))
    drawn = (*found.under, *pieces, *found.pieces)
    return Draft(drawn, plane.bottom, faults=found.faults, tints=tints(look))


def _on_each_other(plot: Plot, look: Look, share: float) -> list[_Column]:
    ends = ((1 - share) / 2, (1 + share) / 2)
    found = []
    for one in layers(plot):
        ink = ink_at(plot, look, one.series, one.place)
        found.append(_Column(one.series, one.place, one.figure, ink, one.low, one.high, *ends))
    return found


def _box(one: _Column, plane: Plane) -> Rect:
    """Where a column stands; what is next to nothing is a line that prints."""
    left, right = plane.band(one.place, one.start, one.end)
    top, bottom = plane.along.at(one.high), plane.along.at(one.low)
    cut = min(BETWEEN, (right - left) / 4) / 2
    if bottom - top < THINNEST and one.figure.value:
        top, bottom = (bottom - THINNEST, bottom) if one.figure.value > 0 else (top, top + THINNEST)
    if one.low > 0 or one.high < 0:  # a part that stands on another
        seam = min(BETWEEN, (bottom - top) / 2)
        top, bottom = (top, bottom - seam) if one.low > 0 else (top + seam, bottom)
    return Rect(left + cut, top, right - left - 2 * cut, bottom - top)


def _shape(one: _Column, box: Rect) -> Shape:
    return bar(box, one.ink, one.says, provisional=one.figure.provisional)


def _value(one: _Column, box: Rect, look: Look) -> Words:
    """A value above its column, below it where it is less than zero."""
    width = look.value.width(one.figure.shown)
    gap = look.value.style.size * ABOVE
    below = one.figure.value < 0
    base = box.bottom + gap + look.value.cap if below else box.y - gap
    x = box.centre.x - width / 2
    return one_line(look.value, one.figure.shown, x, base, width + 0.01, one.says)


KIND = Kind("columns", draw, from_zero=True, faults=share_faults, is_told_by_ink=True, least=LEAST)
