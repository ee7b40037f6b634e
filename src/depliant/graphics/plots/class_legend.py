"""The legend of classes: a bar of their inks with the limits below, or a sample and words for each.

Beside them stand a sample of the hatching and what it means, where a place has no value. Points,
y down, in the direction of reading.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final, NamedTuple

from msgspec.structs import replace

from depliant.colour import Colour
from depliant.content.model_plots import Plot
from depliant.display.items import Stroke
from depliant.figures import writing
from depliant.geometry import Point, Rect, rectangle, transformed, translation
from depliant.graphics.charts.board import THINNEST, Look, Piece, Words
from depliant.graphics.charts.renderer import Shape
from depliant.graphics.maps.classing import Classed
from depliant.graphics.maps.shapes import hatching, outside, rings
from depliant.graphics.plots.numbers import written

PITCH: Final = 2.2
"""Points between two lines of a hatching."""
_SAMPLE: Final = 1.7
"""Of a sample's width, in sizes of the letters."""
_WIDEST: Final = 7.0
"""Of a class in a bar, in sizes of the letters."""
_SIGNS: Final = "%\u066a\u00a0\u202f "
"""What may stand behind each of several numbers."""
_BETWEEN: Final = 1.4
"""Between two entries in a row, in sizes."""


class Legend(NamedTuple):
    """A legend with its top left corner at the origin, and its box."""

    pieces: tuple[Piece, ...]
    width: float
    height: float

    def at(self, spot: Point) -> tuple[Piece, ...]:
        """Its pieces with its corner there."""
        return tuple(moved(piece, spot) for piece in self.pieces)


def moved(piece: Piece, by: Point) -> Piece:
    """A shape or words somewhere else."""
    if isinstance(piece, Words):
        return replace(piece, x=piece.x + by.x, first=piece.first + by.y)
    assert isinstance(piece, Shape), "a legend holds shapes and words"
    return replace(piece, outline=transformed(piece.outline, translation(*by)))


def hatched(area: Sequence[Sequence[Point]], look: Look, free: Sequence[Rect] = ()) -> Shape:
    """The lines that say that there is no value; they leave boxes `free` for words."""
    lines = hatching(tuple(map(tuple, area)), PITCH)
    for box in free:
        lines = outside(lines, box.inset(-1.2, -1.2, -1.2, -1.2))
    return Shape(lines, stroke=Stroke(look.axis, max(THINNEST, 0.3)))


def room_of(words: Words) -> Rect:
    """The box round the letters of words."""
    lettering = words.lettering
    rest = (len(words.lines) - 1) * lettering.leading
    top = words.first - lettering.cap
    return Rect(words.x, top, words.width, lettering.cap + rest + lettering.depth * 0.7)


def names(classes: Classed, plot: Plot) -> tuple[str, ...]:
    """What each class is called: from where to where it runs, in the edition's numbers."""
    spans = classes.spans()
    ends = iter(written([end for span in spans for end in span], plot))
    return tuple(
        low if low == high else f"{_alone(low, high)}–{high}"
        for low, high in ((next(ends), next(ends)) for _ in spans)
    )


def _alone(low: str, high: str) -> str:
    """A number without the sign behind it that stands behind the next one too: 5–10 %."""
    sign = high[len(high.rstrip(_SIGNS)) :]
    return low.removesuffix(sign) if sign and not sign.isdecimal() else low


def legend(
    classes: Classed, inks: Sequence[Colour], plot: Plot, look: Look, width: float, *, column: bool
) -> Legend:
    """The legend of a chart's classes, no wider than `width` if its words can be.

    Args:
        classes: the classes.
        inks: the ink of each.
        plot: whose classes they are.
        look: of its letters.
        width: the room, in points.
        column: whether an entry stands below the other.
    """
    assert plot.map is not None, "a map"
    is_missing = any(number is None for number in classes.numbers) or _is_hatched(plot)
    if not column and classes.is_apart and not plot.map.counts:
        found = _bar(classes, inks, plot, look, width, is_missing=is_missing)
        if found is not None:
            return found
    entries: list[tuple[Colour | None, str]] = [*zip(inks, names(classes, plot), strict=True)]
    if plot.map.counts:
        entries = [
            (ink, f"{name}\u00a0({_counted(count, plot)})")
            for (ink, name), count in zip(entries, classes.sizes(), strict=True)
        ]
    if is_missing:
        entries.append((None, plot.map.missing))
    return _list(entries, look, width, column=column)


def missing_entry(plot: Plot, look: Look) -> Legend | None:
    """The sample of the hatching with its words; None where every place has a value."""
    assert plot.map is not None, "a map"
    is_missing = any(value is None for value in plot.series[0].values) or _is_hatched(plot)
    return _list([(None, plot.map.missing)], look, 1e4, column=True) if is_missing else None


def stacked(above: Legend, below: Legend, look: Look) -> Legend:
    """Two legends as one, the second below the first."""
    top = above.height + look.label.leading * 0.4
    pieces = (*above.pieces, *below.at(Point(0.0, top)))
    return Legend(pieces, max(above.width, below.width), top + below.height)


def _is_hatched(plot: Plot) -> bool:
    """Whether the map has regions of which nobody has said anything."""
    from depliant.graphics.maps.atlas import unspoken

    return bool(plot.map and plot.map.regions and unspoken(plot))


def _counted(count: int, plot: Plot) -> str:
    locale = writing.locale_of(plot.locale)
    assert locale is not None, "numbers of a locale that is known"
    return writing.number(Decimal(count), writing.in_digits(locale, plot.digits))


def _bar(
    classes: Classed,
    inks: Sequence[Colour],
    plot: Plot,
    look: Look,
    width: float,
    *,
    is_missing: bool,
) -> Legend | None:
    """Samples side by side with the limits below their seams; None where these have no room."""
    assert plot.map is not None, "a map"
    size = look.label.style.size
    limits = written(classes.edges, plot)
    wide = [look.label.width(text) for text in limits]
    # The outer limits stand within the ends of the bar, so that it begins where the title does.
    shares = [0.0, *[0.5] * (len(wide) - 2), 1.0]
    halves = [*zip(wide, shares, strict=True)]
    need = size * 0.7 + max(a * (1 - x) + b * y for (a, x), (b, y) in pairwise(halves))
    each = min(max(need, size * _WIDEST / 1.6), width / classes.count)
    if each < need:
        return None
    high = size * 0.95
    pieces: list[Piece] = [
        Shape(rectangle(Rect(number * each, 0.0, each, high)), ink)
        for number, ink in enumerate(inks)
    ]
    base = high + size * 0.3 + look.label.cap
    for number, (text, own, share) in enumerate(zip(limits, wide, shares, strict=True)):
        x = number * each
        if 0 < number < classes.count:
            seam = (("M", x, 0.0), ("L", x, high))
            pieces.append(Shape(seam, stroke=Stroke(look.rest, 0.4)))
        pieces.append(Words(look.label, (text,), x - own * share, base, own + 0.01))
    end = classes.count * each
    bottom = base + look.label.depth
    if is_missing:
        extra = _list([(None, plot.map.missing)], look, width, column=False)
        beside = end + size * 1.5
        fits = beside + extra.width <= width
        top = (high - look.label.leading) / 2 if fits else bottom + size * 0.3
        pieces += extra.at(Point(beside if fits else 0.0, top))
        end = beside + extra.width if fits else max(end, extra.width)
        bottom = bottom if fits else top + extra.height
    return Legend(tuple(pieces), end, bottom)


def _list(
    entries: Sequence[tuple[Colour | None, str]], look: Look, width: float, *, column: bool
) -> Legend:
    """A sample and words for each, in rows or below one another."""
    size, leading = look.label.style.size, look.label.leading
    sample, gap = size * _SAMPLE, size * 0.5
    pieces: list[Piece] = []
    x = y = widest = 0.0
    for ink, name in entries:
        lines = look.label.lines(name, width - sample - gap)
        own = max(map(look.label.width, lines), default=0.0)
        if x and (column or x + sample + gap + own > width):
            x, y = 0.0, y + leading * 1.2
        box = Rect(x, y + leading / 2 - size * 0.45, sample, size * 0.9)
        pieces += _sample(box, ink, look)
        base = y + leading / 2 + look.label.drop
        pieces.append(Words(look.label, lines, x + sample + gap, base, width - sample - gap))
        widest = max(widest, x + sample + gap + own)
        y += (len(lines) - 1) * leading
        x += sample + gap + own + size * _BETWEEN
    return Legend(tuple(pieces), widest, y + leading)


def _sample(box: Rect, ink: Colour | None, look: Look) -> Iterator[Piece]:
    outline = rectangle(box)
    if ink is not None:
        yield Shape(outline, ink)
        return
    yield hatched(rings(outline), look)
    yield Shape(outline, stroke=Stroke(look.axis, THINNEST))
