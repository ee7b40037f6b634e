"""Charts of series made of plain values, and what tests ask of their artwork."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING, Any, get_args

from msgspec.structs import replace

from depliant.content.model_plots import Plot, PlotKind, PlotPlace, PlotSeries
from depliant.display.items import Glyphs, Item, Path
from depliant.errors import Place
from depliant.figures import writing
from depliant.figures.figure import Figure
from depliant.geometry import Point, Rect, bounds, mm, outline_points
from depliant.graphics.art import Art
from depliant.graphics.plots import plot as plots
from depliant.source.reading import typed
from depliant.style.sheet import StyleSheet
from depliant.text.ink import around, glyph_boxes

SHEET = typed(
    StyleSheet,
    {
        "swatches": {
            "coal": {"cmyk": (60, 50, 50, 85)},
            "sea": {"cmyk": (90, 30, 20, 20)},
            "brick": {"cmyk": (15, 80, 85, 10)},
            "slate": {"cmyk": (55, 35, 30, 35)},
            "quiet": {"cmyk": (0, 0, 0, 45)},
        },
        "type": {
            "chart-label": {"size": 7, "leading": 8.5, "colour": "coal"},
            "chart-value": {
                "family": "display", "weight": 700, "size": 8.5, "leading": 8.5, "colour": "coal",
            },
            "chart-title": {
                "family": "display", "weight": 600, "size": 9.5, "leading": 11, "colour": "brick",
            },
        },
        "charts": {
            kind: {"inks": ("sea", "brick", "slate"), "held_back": "quiet", "axis": "coal"}
            for kind in get_args(PlotKind)
        },
    },
)  # fmt: skip

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Values = Sequence[str | float | Decimal | None]


def figure(
    name: str, value: str | float | Decimal, unit: str = "", *, provisional: bool = False
) -> Figure:
    locale = writing.locale_of("fr")
    assert locale is not None
    number = Decimal(str(value))
    written = writing.short(number, unit, locale)
    full = writing.write(number, unit, "full", locale).text
    return Figure(
        name, number, unit, written.number, written.unit, written.text, full,
        provisional=provisional,
    )  # fmt: skip


def series(name: str, values: Values, label: str = "", unit: str = "", **more: Any) -> PlotSeries:
    figures = tuple(
        None if value is None else figure(f"{name}:{at}", value, unit)
        for at, value in enumerate(values)
    )
    return PlotSeries(name, label or name, figures, **more)


def years(first: int, count: int) -> tuple[PlotPlace, ...]:
    return tuple(PlotPlace(str(y), str(y), y + 0.5) for y in range(first, first + count))


def named(*names: str) -> tuple[PlotPlace, ...]:
    return tuple(PlotPlace(name.lower(), name) for name in names)


def plot(
    kind: PlotKind, places: Sequence[PlotPlace], *rows: PlotSeries, title: str = "", **more: Any
) -> Plot:
    made = Plot(kind, tuple(places), rows, title, "", "", kind, Place("content.yaml", 7), "fr")
    return replace(made, **more)


def draw(made: Plot, width: float = 95, language: str = "fr", sheet: StyleSheet = SHEET) -> Art:
    """A chart at a width in millimetres."""
    return plots.draw(made, sheet, mm(width), language)


def paths(art: Art, saying: str, place: int = -1, series: int = -1) -> list[Path]:
    """What is drawn for a place, a series, or both."""
    return [item for item in _said(art, saying, place, series) if isinstance(item, Path)]


def last_point(path: Path) -> Point:
    """Where an outline of lines ends."""
    return outline_points(path.outline)[-1]


def words(art: Art, saying: str, place: int = -1, series: int = -1) -> str:
    """What is written for a place, a series, or both."""
    items = _said(art, saying, place, series)
    return "".join(
        glyph.text for item in items if isinstance(item, Glyphs) for glyph in item.glyphs
    )


def _said(art: Art, saying: str, place: int, series: int) -> Iterator[Item]:
    for part in art.parts:
        if (part.saying, part.datum, part.series) == (saying, place, series):
            yield from art.items[part.first : part.last]


def texts(art: Art) -> list[Rect]:
    """The boxes of all lines of text, by the ink of their letters."""
    boxes = [around(glyph_boxes(item)) for item in art.items if isinstance(item, Glyphs)]
    return [box for box in boxes if box]


def outline_box(path: Path) -> Rect:
    return bounds(outline_points(path.outline))


def within(art: Art, slack: float = 3.5) -> bool:
    """Whether nothing is drawn outside the artwork's box; accents may reach out a little."""
    box = Rect(0.0, 0.0, *art.size).inset(-slack, -slack, -slack, -slack)
    shapes = [outline_box(item) for item in art.items if isinstance(item, Path)]
    return all(
        box.x <= one.x and one.right <= box.right and box.y <= one.y and one.bottom <= box.bottom
        for one in (*shapes, *texts(art))
    )


def written(art: Art) -> list[str]:
    """All lines of text."""
    items = [item for item in art.items if isinstance(item, Glyphs)]
    return ["".join(glyph.text for glyph in item.glyphs) for item in items]


def axes_over(art: Art, box: Rect, across: tuple[float, float], along: tuple[float, float]) -> Axes:
    """matplotlib's axes where ours are: a box of the artwork, and the values at its edges."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure as Canvas

    width, height = art.size
    canvas = Canvas(figsize=(width / 72, height / 72), dpi=72)
    FigureCanvasAgg(canvas)
    place = box.x / width, 1 - box.bottom / height, box.width / width, box.height / height
    axes = canvas.add_axes(place)
    axes.set_xlim(*across)
    axes.set_ylim(*along)
    return axes


def box_of(art: Art, patch: Any) -> Rect:
    """Where matplotlib draws a patch, in our points."""
    box = patch.get_window_extent()
    return Rect(box.x0, art.size.height - box.y1, box.width, box.height)


def spot_of(art: Art, axes: Axes, x: float, y: float) -> Point:
    """Where matplotlib draws a value, in our points."""
    across, up = axes.transData.transform((x, y))
    return Point(across, art.size.height - up)


def alike(one: Rect, other: Rect, within: float = 0.1) -> bool:
    """Whether two boxes are the same, give or take a tenth of a point."""
    return all(abs(a - b) <= within for a, b in zip(one, other, strict=True))


def sound(art: Art, made: Plot) -> None:
    """What holds of every chart: nothing meets, nothing is outside, nothing is left out.

    Where something had no room that is told, and nothing else is asked.
    """
    for number, row in enumerate(made.series):
        for place, _ in row.known():
            assert list(_said(art, "value", place, number)), "every value is shown"
    assert {fault.code for fault in art.diagnostics} <= {"chart-overset"}
    if art.diagnostics:
        return
    assert within(art)
    boxes = texts(art)
    assert not any(a.overlaps(b, 0.05) for a, b in combinations(boxes, 2)), "texts meet"
    solid = [
        outline_box(item)
        for number, row in enumerate(made.series)
        for place, _ in row.known()
        for item in paths(art, "value", place, number)
        if item.fill
    ]
    assert not any(a.overlaps(b, 0.05) for a in boxes for b in solid), "a text stands on a mark"
    assert not crossed(art, boxes), "a text stands on a rule"


def rules(art: Art) -> list[Rect]:
    """Where lines of the grid, of axes, of reference and leaders are, with their thickness."""
    said = {at for part in art.parts for at in range(part.first, part.last)}
    found = []
    for number, item in enumerate(art.items):
        if isinstance(item, Path) and item.stroke and not item.fill and number not in said:
            box, half = outline_box(item), item.stroke.width / 2
            if min(box.width, box.height) < 0.01:
                found.append(box.inset(-half, -half, -half, -half))
    return found


def crossed(art: Art, boxes: Sequence[Rect]) -> list[Rect]:
    """The texts that a rule runs through, by the boxes of their letters' ink."""
    return [box for box in boxes if any(box.overlaps(rule, 0.05) for rule in rules(art))]


def mirrored(made: Plot, width: float = 95) -> None:
    """Whether a language that runs to the left has the mirror image of the marks.

    Its numbers may be a little wider, so that marks are compared by their order and heights.
    """
    here, there = draw(made, width), draw(replace(made, locale="ar"), width, "ar")
    for number, row in enumerate(made.series):
        for place, _ in row.known():
            one, other = (
                outline_box(paths(art, "value", place, number)[0]) for art in (here, there)
            )
            assert abs(here.size.width - one.right - other.x) < 8
            assert abs(one.width - other.width) < 8
            assert abs(one.y - other.y) < 0.01
