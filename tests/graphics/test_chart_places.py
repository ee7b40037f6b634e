"""Marks of single figures stand where matplotlib and numpy put them, within a tenth of a point."""

from __future__ import annotations

import math

import numpy as np
import pytest
from tests.graphics.plotting import alike, axes_over, box_of, spot_of
from tests.graphics.test_chart import chart, datum, draw, flat, investments, painted, share

from depliant.display.items import Path
from depliant.geometry import Rect, bounds, mm, outline_points

VALUES = ("87", "84.5", "79", "46", "0.5")


@pytest.mark.parametrize("width", [45, 95, 190])
def test_dots_stand_where_matplotlib_draws_them_at_the_ends_of_its_stems(width: float) -> None:
    of = chart("dots", *(datum(value, f"Zone {n}") for n, value in enumerate(VALUES)))
    art = draw(of, width)
    assert art.diagnostics == ()
    marks = painted(art, "brick")
    stems, dots = marks[::2], marks[1::2]
    zero, end = stems[0].x, dots[0].centre.x
    rows = [dot.centre.y for dot in dots]
    box = Rect(zero, rows[0], end - zero, rows[-1] - rows[0])
    axes = axes_over(art, box, (0, float(VALUES[0])), (rows[-1], rows[0]))
    lines = axes.hlines(rows, 0, [float(value) for value in VALUES])
    for number, (value, stem, dot) in enumerate(zip(VALUES, stems, dots, strict=True)):
        theirs = spot_of(art, axes, float(value), rows[number])
        assert math.dist(dot.centre, theirs) < 0.1
        segment = axes.transData.transform(lines.get_segments()[number])
        assert (stem.x, stem.right) == pytest.approx(tuple(segment[:, 0]), abs=0.1)
        assert dot.width == pytest.approx(dot.height, abs=0.01)
    assert np.ptp(np.diff(rows)) < 0.01 or width < 95, "rows of one line are evenly spaced"


@pytest.mark.parametrize("width", [45, 95, 190])
def test_bars_stand_where_matplotlib_draws_them(width: float) -> None:
    of = investments()
    art = draw(of, width)
    bars = painted(art, "brick")
    whole = bars[0].union(bars[-1])
    values = [float(one.figure.value) for one in of.data]
    axes = axes_over(art, whole, (0, max(values)), (whole.bottom, whole.y))
    places = [bar.centre.y for bar in bars]
    theirs = axes.barh(places, values, bars[0].height)
    for bar, patch in zip(bars, theirs, strict=True):
        assert alike(bar, box_of(art, patch))


def test_parts_of_a_bar_end_where_matplotlib_s_do() -> None:
    shares = (45.0, 30.0, 25.0)
    art = draw(chart("stacked-bar", *(share(str(one), f"Lieu {one}") for one in shares)))
    parts = [painted(art, ink)[0] for ink in ("coal", "brick", "slate")]
    whole = parts[0].union(parts[-1])
    axes = axes_over(art, whole, (0, 100), (1, 0))
    starts = np.cumsum((0, *shares[:-1]))
    theirs = [box_of(art, one) for one in axes.barh(0.5, shares, 1, starts)]
    for at, (part, box) in enumerate(zip(parts, theirs, strict=True)):
        # Neighbours leave half of the gap between them each.
        gap = (parts[1].x - parts[0].right) / 2
        assert part.x == pytest.approx(box.x + (gap if at else 0), abs=0.1)
        assert part.right == pytest.approx(box.right - (gap if at < 2 else 0), abs=0.1)


@pytest.mark.parametrize("value", ["12.5", "60", "99"])
def test_a_ring_spans_the_angles_of_matplotlib_s_pie(value: str) -> None:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    art = draw(chart("donut", share(value)), width=20)
    ring = next(item for item in flat(art.items) if isinstance(item, Path))
    canvas = Figure()
    FigureCanvasAgg(canvas)
    rest = 100 - float(value)
    wedges, *_ = canvas.add_subplot().pie([float(value), rest], startangle=90, counterclock=False)
    radius = mm(10)
    ends = [outline_points((one,))[-1] for one in ring.outline if one[0] != "Z"]
    reached = max(
        (math.degrees(math.atan2(x - radius, radius - y)) % 360 for x, y in ends), default=0.0
    )
    start = 90 - wedges[0].theta1
    off = math.radians(abs(reached - start)) * radius
    assert off < 0.1


def test_squares_stand_on_the_grid_of_a_hundred() -> None:
    art = draw(chart("waffle", share("41")), width=20)
    marks = [
        bounds(outline_points(one.outline)) for one in flat(art.items) if isinstance(one, Path)
    ]
    pitch = marks[1].centre.x - marks[0].centre.x
    first = marks[0].centre
    down, across = np.divmod(np.arange(100), 10)
    for mark, x, y in zip(marks, first.x + across * pitch, first.y + down * pitch, strict=True):
        assert math.dist(mark.centre, (x, y)) < 0.1


@pytest.mark.parametrize("kind", ["people", "icons"])
@pytest.mark.parametrize("count", [1, 7, 20, 60])
@pytest.mark.parametrize("width", [45, 95])
def test_signs_stand_in_even_rows_and_are_as_many_as_counted(
    kind: str, count: int, width: float
) -> None:
    icon = "bus" if kind == "icons" else ""
    of = chart(kind, datum(str(count), "", "bus"), icon=icon)  # type: ignore[arg-type]
    art = draw(of, width)
    marks = [
        bounds(outline_points(one.outline)) for one in flat(art.items) if isinstance(one, Path)
    ]
    assert len(marks) == count
    columns = sum(abs(mark.y - marks[0].y) < 0.01 for mark in marks)
    rows, places = np.divmod(np.arange(count), columns)
    pitch = marks[1].x - marks[0].x if columns > 1 else 0.0
    fall = marks[columns].y - marks[0].y if count > columns else 0.0
    for mark, row, place in zip(marks, rows, places, strict=True):
        assert mark.x == pytest.approx(marks[0].x + place * pitch, abs=0.1)
        assert mark.y == pytest.approx(marks[0].y + row * fall, abs=0.1)
        assert mark.right <= mm(width) + 0.1
    assert pitch == 0.0 or pitch > marks[0].width


def test_events_stand_at_their_time_of_a_matplotlib_axis() -> None:
    years = (2012, 2013, 2016, 2024)
    data = [datum("1", f"fait {y}", period=str(y), date=str(y)) for y in years]
    art = draw(chart("timeline", *data), width=190)
    dots = [box.centre for box in painted(art, "brick")]
    box = Rect(dots[0].x, 0, dots[-1].x - dots[0].x, 10)
    axes = axes_over(art, box, (years[0], years[-1]), (0, 1))
    for year, dot in zip(years, dots, strict=True):
        assert spot_of(art, axes, year, 0).x == pytest.approx(dot.x, abs=0.1)
        assert dot.y == pytest.approx(dots[0].y, abs=0.01)
