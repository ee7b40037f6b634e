"""People and icons: a number counted out in signs.

A share is a hundred people, those of the share filled and the others in outline. A count is as
many signs as it says; where that would be more than `MOST`, each stands for 2, 5, 10, 20, …
unless the chart says itself for how many one stands. A key says so ("= 1 000" after the sign,
which needs no translation). All rows of a chart use one key. The last sign may be filled in
part. A row of few signs has its label beside it, a longer one above it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from depliant.colour import Colour
from depliant.content.model import Chart, Datum
from depliant.errors import Diagnostic
from depliant.geometry import Matrix, Outline, transformed
from depliant.graphics.charts.board import (
    Draft,
    Frame,
    Look,
    Piece,
    Words,
    one_line,
    share,
)
from depliant.graphics.charts.kinds import kind_of
from depliant.graphics.charts.renderer import Artist, Says, Stamps, plain_matplotlib
from depliant.graphics.charts.signs import NAMES, Sign, sign
from depliant.sentences import say

MOST = 60
"""The most signs in a row of a count that are still counted rather than guessed."""

LIMIT = 10_000
"""The most signs of a chart: the reader's patience and the memory have an end."""

FEW = 3
"""Signs that the longest row has at least, however many each stands for."""

BESIDE = 12
"""The most signs in a row that has its label to the right of them."""

OUTLINE = 0.5
"""The line round a person who is not of the share, in points."""

SPACE = 0.3
"""Between signs, as a share of a person's height."""

TIDY = (50, 20, 10, 5)
"""How many people a row has, if it can: numbers that are easily counted."""

QUARTERS = (50, 25, 20, 10)
"""The same of a hundred people: in halves, in quarters, …"""

GIVE = 0.1
"""The most of their height that people give for a row of a tidy number."""


class _Field(Struct, frozen=True):
    """How signs stand: height and pitch in points, how many in a row."""

    sign: Sign
    height: float
    pitch: float
    columns: int

    @property
    def row(self) -> float:
        """From one row to the next."""
        return self.height * (1 + SPACE / 2)

    def depth(self, cells: int) -> float:
        """How high so many signs stand in their rows."""
        rows = math.ceil(cells / self.columns)
        return max(0.0, rows * self.row - (self.row - self.height))


class _Row(Struct, frozen=True):
    """A value counted out: signs filled (the last perhaps in part), and signs in all."""

    signs: float
    cells: int


class _Group(NamedTuple):
    """A datum counted out: its number, its value and label, and where its signs begin."""

    number: int
    words: tuple[Words, ...]
    row: _Row
    top: float


def draw(chart: Chart, look: Look, frame: Frame) -> Draft:
    """Draw people or icons; `frame.height` is the height of one."""
    field = _field(chart, look, frame)
    groups, bottom = _groups(chart, look, frame, field)
    pieces: list[Piece] = []
    for group in groups:
        pieces += (*group.words, *_signs(group, field, look))
    stands_for = _stands_for(chart)
    if stands_for > 1 and not frame.bare:
        said = _written(stands_for, look.label.language, chart.data[0].figure.number)
        pieces += _key(said, field, look, (bottom, frame.width))
        bottom += look.label.leading * 1.5
    return Draft(tuple(pieces), bottom)


def _groups(chart: Chart, look: Look, frame: Frame, field: _Field) -> tuple[list[_Group], float]:
    """Every datum in its place, and where the last one's signs end."""
    apart = look.label.leading * 0.5
    shares, each = _is_share(chart), _each(chart)
    groups: list[_Group] = []
    top = frame.top
    for number, datum in enumerate(chart.data):
        count = share(datum, chart) * 100 if shares else float(datum.figure.value) / each
        row = _row(count, 100 if shares else 0)
        head = _Heading() if frame.bare else _heading(datum, look, frame, top, row, field)
        top += head.above
        groups.append(_Group(number, head.words, row, top))
        top += field.depth(row.cells) + head.below + apart
    return groups, top - apart


def _stands_for(chart: Chart) -> int:
    """How many one sign stands for, as the key says."""
    if not _is_share(chart):
        return _each(chart)
    base = chart.data[0].figure.base
    return base // 100 if base and base % 100 == 0 else 1


def data_faults(chart: Chart) -> Iterator[Diagnostic]:
    """An unknown sign, or a number that cannot be counted out."""
    if _name(chart) not in NAMES:
        yield Diagnostic(
            "chart-icon",
            say("There is no sign named “{icon}”.", icon=chart.icon),
            hint=say("Signs: {names}.", names=", ".join(NAMES)),
        )
    for datum in chart.data:
        if datum.figure.value < 0:
            yield Diagnostic(
                "chart-negative",
                say(
                    "{shown} ({figure}) cannot be counted out in signs.",
                    shown=datum.figure.shown,
                    figure=datum.figure.id,
                ),
                hint=say("Use a bar chart."),
            )
    signs = (
        0 if _is_share(chart) else sum(datum.figure.value for datum in chart.data) / _each(chart)
    )
    if signs > LIMIT:
        yield Diagnostic(
            "chart-signs",
            say(
                "The chart would count out {signs:.0f} signs; {limit} are the most.",
                signs=signs,
                limit=LIMIT,
            ),
            hint=say(
                "Let each sign stand for more: write `each: {enough}`, or leave it out.",
                enough=_enough(chart),
            ),
        )


def _enough(chart: Chart) -> int:
    """The least round number for each sign at which the chart counts out no more than `LIMIT`."""
    total = sum(datum.figure.value for datum in chart.data)
    fewer = (one.each for one in with_fewer_signs(chart) if total / one.each <= LIMIT)
    return next(fewer, int(total // MOST) + 1)


def _is_share(chart: Chart) -> bool:
    return chart.kind == "people" and chart.data[0].figure.unit == "%"


def _name(chart: Chart) -> str:
    return chart.icon or ("person" if chart.kind == "people" else "road-sign")


def _each(chart: Chart) -> int:
    """How many one sign stands for: 1, 2, 5, 10, 20, 50, … so that no row exceeds `MOST`."""
    if chart.each:
        return chart.each
    largest = max(datum.figure.value for datum in chart.data)
    each, steps = 1, (2, Decimal("2.5"), 2)
    turn = 0
    while largest > each * MOST:
        each = int(each * steps[turn % 3])
        turn += 1
    return each


def with_fewer_signs(chart: Chart) -> Iterator[Chart]:
    """The chart with each sign standing for more and more, in round numbers, to a row of few."""
    if kind_of(chart.kind).draw is not draw or not chart.data or _is_share(chart):
        return
    largest, each = max(datum.figure.value for datum in chart.data), _each(chart)
    for power in range(len(str(each)) - 1, len(str(int(abs(largest))))):
        for digit in (1, 2, 5):
            rounder = digit * 10**power
            if each < rounder <= largest / FEW:
                yield replace(chart, each=rounder)


def _field(chart: Chart, look: Look, frame: Frame) -> _Field:
    """The largest grid that the frame's width allows, in rows of ten or twenty where it can."""
    figure = sign(_name(chart))
    height = frame.height or look.label.leading * (1.45 if figure.width < 1 else 1.9)
    if chart.kind == "people":
        return _crowd(figure, height, frame.width, QUARTERS if _is_share(chart) else TIDY)
    pitch = height * _pitch(figure)
    if pitch > frame.width:
        height *= frame.width / pitch
        pitch = frame.width
    columns = max(1, int(frame.width / pitch + 1e-9))
    # Few large signs: rows as even as can be, 3 and 3 rather than 5 and 1.
    most = math.ceil(float(max(d.figure.value for d in chart.data)) / _each(chart)) or 1
    columns = math.ceil(most / math.ceil(most / columns))
    return _Field(figure, height, pitch, columns)


def _pitch(figure: Sign) -> float:
    """From one sign to the next, as a share of their height."""
    return figure.width + SPACE * (0.5 if figure.width < 1 else 1.0)


def _crowd(figure: Sign, height: float, width: float, tidy: tuple[int, ...]) -> _Field:
    """People in rows that are easily counted, of one of the numbers `tidy`, the most first.

    They give up to `GIVE` of their height for a row of so many, which then is exactly as wide
    as the text above it. A hundred have no fewer than ten a row, however small that makes them;
    a count has as many as fit where there is room for none of the numbers.
    """
    for columns in tidy:
        level = width / ((columns - 1) * _pitch(figure) + figure.width)
        if level >= height * (1 - GIVE) or columns == QUARTERS[-1] == tidy[-1]:
            height = min(height, level)
            return _Field(figure, height, height * _pitch(figure), columns)
    pitch = min(height * _pitch(figure), width)
    columns = int(width / pitch + 1e-9)
    return _Field(figure, pitch / _pitch(figure), pitch, columns)


def _row(count: float, whole: int) -> _Row:
    return _Row(count, max(math.ceil(count - 1e-9), whole))


class _Heading(NamedTuple):
    """What is written of a datum, and the room that it takes above and below the signs."""

    words: tuple[Words, ...] = ()
    above: float = 0.0
    below: float = 0.0


def _heading(
    datum: Datum, look: Look, frame: Frame, top: float, row: _Row, field: _Field
) -> _Heading:
    """The value and its label: above the signs, or right of them if there is room on one line."""
    gap = look.label.style.size * 0.5
    pitch = max(look.value.leading, look.label.leading)
    signs = (row.cells - 1) * field.pitch + field.sign.width * field.height
    after = signs + gap if row.cells else 0.0
    wide = look.value.width(datum.figure.shown) + gap + look.label.width(datum.label)
    if row.cells <= BESIDE and after + wide <= frame.width:
        depth = field.depth(row.cells)
        spare = max(0.0, pitch - depth) / 2
        middle = top + spare + (field.height if row.cells else depth) / 2
        words = _words(datum, look, (after, middle + look.drop), frame.width)
        return _Heading(words, spare, spare)
    words = _words(datum, look, (0.0, top + pitch / 2 + look.drop), frame.width)
    block = (len(words[-1].lines) - 1) * look.label.leading
    return _Heading(words, pitch + look.label.leading * 0.15 + block)


def _words(datum: Datum, look: Look, place: tuple[float, float], width: float) -> tuple[Words, ...]:
    """A value and its label after it, from a point on their common baseline."""
    x, base = place
    shown = datum.figure.shown
    value = one_line(look.value, shown, x, base, width - x, Says("value", datum))
    if not datum.label:
        return (value,)
    x += value.width + look.label.style.size * 0.5
    lines = look.label.lines(datum.label, width - x)
    return value, Words(look.label, lines, x, base, width - x, Says("label", datum))


def _signs(group: _Group, field: _Field, look: Look) -> list[Artist]:
    """The signs of a value: whole ones as stamps of one, and those in outline."""
    row, ink = group.row, look.ink(group.number)
    artists: list[Artist] = []
    whole: list[tuple[float, float]] = []
    empty: list[tuple[float, float]] = []
    for cell in range(row.cells):
        x = cell % field.columns * field.pitch
        y = group.top + cell // field.columns * field.row
        part = min(1.0, max(0.0, row.signs - cell))
        if part == 1:
            whole.append((x, y))
            continue
        if row.cells > math.ceil(row.signs - 1e-9):
            empty.append((x, y))
        if part > 1e-9:
            outline = _sign_at(field, field.height, x, y)
            width = part * field.sign.width * field.height
            artists.append(_filled(outline, look, ink, (x, y, width, field.height)))
    if empty:
        # The line lies within the sign's own box.
        inset = OUTLINE / 2
        one = _sign_at(field, field.height - OUTLINE, inset, inset)
        artists.insert(0, Stamps(one, ink, tuple(empty), OUTLINE))
    if whole:
        artists.insert(0, Stamps(_sign_at(field, field.height, 0, 0), ink, tuple(whole)))
    return artists


def _sign_at(field: _Field, size: float, x: float, y: float) -> Outline:
    """The outline of a sign of so many points, from its upper left corner."""
    return transformed(field.sign.outline, Matrix(size, 0, 0, size, x, y))


def _written(each: int, language: str, shown: str) -> str:
    """A number of the chart's own, in the digits of the figures beside it."""
    from depliant.figures.writing import in_digits, locale_of, number, system_of

    locale = locale_of(language)
    if locale is None:
        return str(each)
    return number(Decimal(each), in_digits(locale, system_of(shown)))


def _key(each: str, field: _Field, look: Look, place: tuple[float, float]) -> tuple[Artist, Words]:
    """One sign and what it stands for; `place` is what they stand below, and the width."""
    above, width = place
    top = above + look.label.leading * 0.5
    size = min(field.height, look.label.leading)
    outline = transformed(field.sign.outline, Matrix(size, 0, 0, size, 0, top))
    x = field.sign.width * size + look.label.style.size * 0.4
    box = (0.0, top, None, size * field.sign.width)
    base = top + size / 2 + look.label.drop
    return _filled(outline, look, look.ink(0), box), one_line(
        look.label, f"= {each}", x, base, width - x
    )


def _filled(
    outline: Outline,
    look: Look,
    ink: Colour,
    box: tuple[float, float, float | None, float],
) -> Artist:
    """A sign in ink; of its box (x, y, width, height) only the first `width` is shown."""
    patch = _patch(outline, look.paint(ink))
    x, y, width, height = box
    if width is not None:
        from matplotlib.transforms import Bbox

        patch.set_clip_box(Bbox.from_bounds(x, y - 1, width, height + 2))
    artist: Artist = patch
    return artist


def _patch(outline: Outline, paint: dict[str, Any]) -> Any:
    with plain_matplotlib():
        from matplotlib.patches import PathPatch
        from matplotlib.path import Path
    codes: list[int] = []
    points: list[tuple[float, float]] = []
    kinds = {"M": Path.MOVETO, "L": Path.LINETO, "C": Path.CURVE4}
    for segment in outline:
        numbers = [float(value) for value in segment[1:]] or [0.0, 0.0]
        pairs = list(zip(numbers[::2], numbers[1::2], strict=True))
        points += pairs
        codes += [int(kinds.get(segment[0], Path.CLOSEPOLY))] * len(pairs)
    return PathPatch(Path(points, codes), **paint)
