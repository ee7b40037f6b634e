"""Maps: each value in the class that the legend says, each circle as large as its value."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import combinations, pairwise
from math import dist, hypot, isclose
from pathlib import Path as FilePath
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.graphics.plotting import (
    SHEET,
    draw,
    figure,
    outline_box,
    paths,
    texts,
    within,
    words,
)

from depliant.colour import PAPER, Colour
from depliant.content.model_maps import Classes, MapKind, PlotMap, Region, Tile
from depliant.content.model_plots import Plot, PlotPlace, PlotSeries
from depliant.display.items import Glyphs, Path
from depliant.errors import BrochureError, Place
from depliant.geometry import Point, Rect, ellipse, mm, outline_points, rectangle
from depliant.graphics.art import Art
from depliant.graphics.charts import classes as judge
from depliant.graphics.charts.placing import meets
from depliant.graphics.maps.classing import classed
from depliant.graphics.maps.shapes import holds, rings
from depliant.graphics.plots import plot as plots
from depliant.graphics.plots.ramps import LEAST, ramp
from depliant.press.condition import OutputCondition, contrast

HERE = Place("content.yaml", 7)
ROOT = FilePath(__file__).parents[1] / "data" / "frozen"
STYLES = {kind: replace(SHEET.charts["line"], inks=("sea",)) for kind in
          ("map", "symbol-map", "tile-map", "symbols")}  # fmt: skip
LOOKS = replace(SHEET, charts=STYLES, families={
    "text": ("Barlow", "IBM Plex Sans Arabic"), "display": ("Barlow", "IBM Plex Sans Arabic"),
})  # fmt: skip


def condition() -> OutputCondition:
    return OutputCondition("FOGRA39", (ROOT / "assets/icc/FOGRA39L_coated.icc").read_bytes())


def grid(count: int, columns: int = 4) -> tuple[Region, ...]:
    """Squares of 10 units side by side, row by row, called a0, a1 and so on."""
    return tuple(
        Region((f"a{n}",), rectangle(Rect(n % columns * 10.0, n // columns * 10.0, 10.0, 10.0)))
        for n in range(count)
    )


def mapped(
    values: Sequence[float | None],
    kind: MapKind = "map",
    regions: tuple[Region, ...] | None = None,
    unit: str = "",
    **more: object,
) -> Plot:
    """A chart of the values of places a0, a1, …"""
    figures = tuple(
        None if value is None else figure(f"a:{n}", value, unit) for n, value in enumerate(values)
    )
    places = tuple(PlotPlace(f"a{n}", f"Aire {n}") for n in range(len(values)))
    made = PlotMap(
        "m.svg", HERE, "valeur manquante",
        regions=grid(len(values)) if regions is None else regions,
    )  # fmt: skip
    made = replace(made, **more)
    series = (PlotSeries("a", "", figures),)
    return Plot(kind, places, series, "", "", "", kind, HERE, "fr", map=made)


def drawn(made: Plot, width: float = 95, language: str = "fr") -> Art:
    return draw(made, width, language, LOOKS)


def fill(art: Art, place: int) -> Colour:
    (shape,) = (one for one in paths(art, "label", place) if one.fill is not None)
    assert shape.fill is not None
    return shape.fill


# --- classes ---------------------------------------------------------------------------------

VALUES = st.lists(
    st.decimals(-1000, 100_000, places=1, allow_nan=False, allow_infinity=False),
    min_size=1,
    max_size=40,
)


@settings(max_examples=60, deadline=None)
@given(VALUES, st.integers(2, 7), st.sampled_from(judge.METHODS))
def test_each_value_is_in_the_class_that_the_legend_says(
    values: list[Decimal], number: int, method: judge.Method
) -> None:
    made = mapped([float(value) for value in values], classes=Classes(number, method))
    found = classed(made)
    spans = found.spans()
    for value, of_class in zip(values, found.numbers, strict=True):
        assert of_class is not None
        low, high = spans[of_class]
        assert low <= value <= high
        others = [span for at, span in enumerate(spans) if at != of_class]
        assert not any(low <= value <= high for low, high in others), "in one alone"
    if method != "equal":
        edges = judge.limits(values, number, method)
        assert [judge.class_of(value, edges) for value in values] == [*found.numbers]


def test_limits_are_as_round_as_the_values_let_them_be() -> None:
    people = [92284, 92148, 86176, 82720, 77637, 59386, 56489, 52749, 44387, 41487, 39692, 31811,
              23613]  # fmt: skip
    assert classed(mapped([*map(float, people)])).edges == tuple(
        map(Decimal, (20000, 40000, 50000, 60000, 85000, 95000))
    )


def test_stated_limits_stay_as_they_are_and_part_what_lies_on_them() -> None:
    stated = Classes(limits=(Decimal(10), Decimal(20)))
    found = classed(mapped([5, 10, 11, 25], classes=stated))
    assert found.numbers == (0, 0, 1, 2)
    assert found.spans()[:2] == ((Decimal(5), Decimal(10)), (Decimal(11), Decimal(20)))
    above = classed(mapped([12, 15], classes=stated))
    assert above.numbers == (1, 1)
    assert [*above.edges] == sorted(above.edges)


def test_the_legend_says_limits_counts_and_what_is_missing() -> None:
    values = [5.0, 12.0, 13.0, 27.0, None]
    stated = Classes(limits=(Decimal(10), Decimal(20)))
    art = drawn(mapped(values, unit="%", classes=stated, counts=True))
    said = {"".join(glyph.text for glyph in item.glyphs).replace("\u202f", "\u00a0")
            for item in art.items if isinstance(item, Glyphs)}  # fmt: skip
    assert {"5–10\u00a0%\u00a0(1)", "10–20\u00a0%\u00a0(2)", "valeur manquante"} <= said
    full = drawn(mapped([5.0, 12.0, 27.0]))
    assert "valeur manquante" not in [item.text for item in full.items if isinstance(item, Glyphs)]


def test_regions_are_printed_in_the_ink_of_their_class() -> None:
    art = drawn(mapped([1, 2, 3, 4, 5, 6], classes=Classes(3)))
    inks = ramp((LOOKS.colour("sea"),), 3)
    assert [fill(art, n) for n in range(6)] == [inks[0]] * 2 + [inks[1]] * 2 + [inks[2]] * 2


@pytest.mark.parametrize("name", ["sea", "coal", "brick"])
def test_neighbouring_classes_are_told_apart_in_print(name: str) -> None:
    inks = ramp((LOOKS.colour(name),), 5)
    steps = [contrast(condition(), a, b) for a, b in pairwise((PAPER, *inks))]
    assert min(steps) >= LEAST
    assert max(steps) / min(steps) < 1.35, "about even steps"


def test_a_pair_that_is_hard_to_tell_apart_is_named() -> None:
    pale = Colour(0.0, 0.0, 0.4, 0.0)
    sheet = replace(
        LOOKS, charts={**STYLES, "map": replace(STYLES["map"], inks=("sea", "slate", "sea"))}
    )
    made = mapped([1, 2, 3, 4, 5, 6], classes=Classes(3))
    assert not plots.check(made, LOOKS, condition())
    same = replace(LOOKS.swatches["sea"], cmyk=(88, 30, 20, 20))
    close = replace(sheet, swatches={**LOOKS.swatches, "slate": same})
    names = "–".join(str(edge) for edge in classed(made).edges[:2]).replace(".", ",")
    said = [str(fault) for fault in plots.check(made, close, condition())]
    assert any("hard to tell apart" in one and names in one for one in said), said
    assert ramp((pale,), 5)[-1] == pale


# --- where regions are -----------------------------------------------------------------------


def test_regions_stand_as_in_their_file() -> None:
    art = drawn(mapped([1, 2, 3, 4, 5, 6, 7, 8]), 100)
    boxes = [outline_box(paths(art, "value", n, 0)[0]) for n in range(8)]
    side = art.size.width / 4
    for number, box in enumerate(boxes):
        assert box.x == pytest.approx(number % 4 * side, abs=0.05)
        assert box.width == pytest.approx(side, abs=0.05)
        assert box.y - boxes[0].y == pytest.approx(number // 4 * side, abs=0.05)


@pytest.mark.parametrize("kind", ["map", "symbol-map", "tile-map"])
def test_the_world_is_never_seen_in_a_mirror(kind: MapKind) -> None:
    tiles = tuple(Tile(f"a{n}", n % 4 + 1, n // 4 + 1) for n in range(6))
    made = mapped([1, 2, 3, 4, 5, None], kind, tiles=tiles if kind == "tile-map" else ())
    here, there = drawn(made), drawn(replace(made, locale="ar"), language="ar")
    shown = range(5 if kind == "symbol-map" else 6)
    ours, theirs = (
        [outline_box(paths(art, "value", number, 0)[-1]) for number in shown]
        for art in (here, there)
    )
    # Tiles are flush with the title, which is at the right.
    first, last = min(box.x for box in ours), max(box.right for box in ours)
    moved = here.size.width - last - first if kind == "tile-map" else 0.0
    assert first == pytest.approx(0.0, abs=0.3) or kind != "tile-map"
    for a, b in zip(ours, theirs, strict=True):
        assert b.x == pytest.approx(a.x + moved, abs=0.3)
    legends = [
        next(outline_box(item) for item in art.items if isinstance(item, Path))
        for art in (here, there)
    ]
    assert legends[1].x == pytest.approx(here.size.width - legends[0].right, abs=0.01)


def test_what_is_missing_is_hatched_in_lines_that_print() -> None:
    art = drawn(mapped([1, 2, None, 4], labels="names"))
    lines = paths(art, "label", 2)[0]
    assert lines.fill is None
    assert lines.stroke is not None
    assert lines.stroke.width >= 0.25
    border = rings(paths(art, "value", 2, 0)[0].outline)
    points = outline_points(lines.outline)
    assert len(points) > 10
    assert all(holds(border, Point(*((a + b) / 2 for a, b in zip(*pair, strict=True))))
               for pair in zip(points[::2], points[1::2], strict=True))  # fmt: skip
    label = next(
        box for box in texts(art) if box.overlaps(outline_box(paths(art, "value", 2, 0)[0]))
    )
    middles = [Point((a.x + b.x) / 2, (a.y + b.y) / 2) for a, b in zip(points[::2], points[1::2],
                                                                       strict=True)]  # fmt: skip
    assert not any(label.x < x < label.right and label.y < y < label.bottom for x, y in middles)


def test_ids_are_found_without_capitals_accents_and_signs_or_as_they_are_named() -> None:
    shapes = tuple(
        replace(region, ids=ids)
        for region, ids in zip(grid(3), [("layer1", "A-0"), ("Á 1",), ("FR-59",)], strict=True)
    )
    made = mapped([1, 2, 3], regions=shapes, ids=(("a2", "FR-59"),))
    # A sign between letters tells a-0 from a0, whichever sign it is.
    codes = [fault.code for fault in plots.data_faults(made)]
    assert codes.count("map-region") == 3, codes
    named = (("a0", "A 0"), ("a1", "a_1"), ("a2", "fr59"))
    assert len(plots.data_faults(mapped([1, 2, 3], regions=shapes, ids=named))) == 2
    right = (("a0", "a-0"), ("a1", "a_1"), ("a2", "fr-59"))
    assert not plots.data_faults(mapped([1, 2, 3], regions=shapes, ids=right))


def test_values_and_regions_that_do_not_agree_are_named_with_what_is_near() -> None:
    others = (("a2b",), ("lac",), ())
    shapes = (
        *grid(2),
        *(Region(ids, rectangle(Rect(9.0 * n, 20, 5, 5))) for n, ids in enumerate(others)),
    )
    made = mapped([1, 2, 3], regions=shapes)
    lost, bare = plots.data_faults(made)
    assert (lost.severity, bare.severity) == ("error", "warning")
    assert "no region `a2` for the value of Aire 2" in str(lost)
    assert "a2b" in str(lost.hint)
    assert "a2b, lac" in str(bare)
    with pytest.raises(BrochureError):
        drawn(made)
    right = mapped([1, 2, 3], regions=shapes, ids=(("a2", "a2b"),), context=("lac",))
    assert not plots.data_faults(right)
    (typo,) = plots.data_faults(
        mapped([1, 2, 3], regions=shapes, ids=(("a2", "a2b"),), context=("lac", "lak"))
    )
    assert "lac" in str(typo.hint)


# --- labels ----------------------------------------------------------------------------------


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.one_of(st.none(), st.integers(1, 99_999)), min_size=3, max_size=12),
    st.floats(35, 250),
    st.sampled_from(get_args(MapKind)),
    st.sampled_from(["names", "values", "both"]),
    st.sampled_from(["fr", "ar"]),
)
def test_no_label_meets_another_a_circle_or_a_line_or_leaves_the_chart(
    values: list[int | None], width: float, kind: MapKind, labels: str, language: str
) -> None:
    if not any(values):
        return
    tiles = tuple(Tile(f"a{n}", n % 4 + 1, n // 4 + 1) for n in range(len(values)))
    shapes = grid(len(values)) if kind in ("map", "symbol-map") else ()
    made = mapped([*values], kind, shapes, labels=labels, tiles=tiles if shapes == () else ())
    art = drawn(replace(made, locale=language), width, language)
    overset = " ".join(str(one.message) for one in art.diagnostics if one.code == "chart-overset")
    for number, value in enumerate(values):
        if labels != "values" and kind != "symbols":
            said = words(art, "label", number)
            assert f"Aire {number}" in (said or overset), "never left out in silence"
        assert value is None or paths(art, "value", number, 0) or words(art, "value", number, 0)
    if overset:
        return
    assert within(art)
    boxes = [box.inset(0.15, 0.15, 0.15, 0.15) for box in texts(art)]
    assert not any(a.overlaps(b, 0.0) for a, b in combinations(boxes, 2))
    assert not any(meets(line, box) for line in thin_lines(art) for box in boxes)
    if kind.startswith("symbol"):
        shown = [number for number, value in enumerate(values) if value is not None]
        assert not any(in_circle(box, one) for one in circles_of(art, shown) for box in boxes)


def thin_lines(art: Art) -> list[tuple[Point, ...]]:
    """What joins words to what they are of."""
    return [
        tuple(outline_points(item.outline))
        for item in art.items
        if isinstance(item, Path) and len(item.outline) == 2 and item.stroke is not None
    ]


def in_circle(box: Rect, circle: Rect) -> bool:
    """Whether a box reaches into the circle that fills another."""
    middle = circle.centre
    near = (
        min(max(middle.x, box.x), box.right) - middle.x,
        min(max(middle.y, box.y), box.bottom) - middle.y,
    )
    return hypot(*near) < circle.width / 2 - 0.05


@settings(max_examples=10, deadline=None)
@given(st.floats(40, 190))
def test_a_label_stands_in_its_region_or_is_joined_to_it(width: float) -> None:
    art = drawn(mapped([*map(float, range(1, 9))], labels="names"), width)
    regions = [outline_box(paths(art, "value", n, 0)[0]) for n in range(8)]
    said = {part.datum: art.items[part.first] for part in art.parts if part.saying == "label"
            and isinstance(art.items[part.first], Glyphs)}  # fmt: skip
    led = any(isinstance(item, Path) and len(item.outline) == 2 and item.stroke is not None
              and item.stroke.width == 0.25 for item in art.items)  # fmt: skip
    for number, item in said.items():
        assert isinstance(item, Glyphs)
        box = regions[number]
        assert led or (box.x < item.x < box.right and box.y < item.y < box.bottom)


# --- circles ---------------------------------------------------------------------------------


def circles(art: Art, count: int) -> list[Rect]:
    return circles_of(art, range(count))


def circles_of(art: Art, places: Iterable[int]) -> list[Rect]:
    return [
        outline_box(next(one for one in paths(art, "label", n) if one.fill is not None))
        for n in places
    ]


@pytest.mark.parametrize("kind", ["symbol-map", "symbols"])
@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(1, 10_000), min_size=2, max_size=9), st.floats(40, 190))
def test_areas_are_as_values(kind: MapKind, values: list[int], width: float) -> None:
    made = mapped([*map(float, values)], kind, regions=None if kind == "symbol-map" else ())
    boxes = circles(drawn(replace(made), width), len(values))
    most = max(values)
    largest = boxes[values.index(most)]
    for value, box in zip(values, boxes, strict=True):
        assert box.width == pytest.approx(box.height, abs=1e-3)
        assert isclose((box.width / largest.width) ** 2, value / most, rel_tol=2e-3, abs_tol=2e-5)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(1, 10_000), min_size=1, max_size=9), st.floats(60, 190))
def test_words_beside_circles_stand_clear_of_them_a_line_each(
    values: list[int], width: float
) -> None:
    values = sorted(values, reverse=True)
    made = mapped([*map(float, values)], "symbols", regions=(), labels="both", is_beside=True)
    art = drawn(made, width)
    boxes = circles(art, len(values))
    assert all(not box.overlaps(text) for box in boxes for text in texts(art))
    assert all(not one.overlaps(other) for one, other in combinations(boxes, 2))
    assert within(art)
    for value, box in zip(values, boxes, strict=True):
        assert isclose((box.width / boxes[0].width) ** 2, value / values[0], rel_tol=2e-3)
    heads = [min(text.y for text in texts(art) if text.y >= 0)]
    assert heads[0] < boxes[0].centre.y, "the words of the largest stand first"


@pytest.mark.parametrize("width", [45, 95, 190])
def test_circles_stand_in_the_middle_of_their_regions(width: float) -> None:
    """On squares side by side that are as wide as the chart together."""
    art = drawn(mapped([5, 9, 4, 2, 7, 3], "symbol-map"), width)
    side = art.size.width / 4
    boxes = circles(art, 6)
    top = boxes[0].centre.y - side / 2
    for number, box in enumerate(boxes):
        row, column = divmod(number, 4)
        middle = Point((column + 0.5) * side, top + (row + 0.5) * side)
        assert dist(box.centre, middle) < 0.1


def test_large_circles_lie_below_small_ones_and_all_have_an_edge_of_paper() -> None:
    art = drawn(mapped([1, 9, 4, 2], "symbol-map"))
    order = [part.datum for part in art.parts if part.saying == "label"]
    assert order == [1, 2, 3, 0]
    edges = [paths(art, "value", n, 0)[0].stroke for n in range(4)]
    assert all(edge is not None and edge.colour == PAPER for edge in edges)


def test_the_legend_of_circles_has_two_round_values_as_large_as_they_say() -> None:
    art = drawn(mapped([92284, 23613], "symbol-map"))
    said = [item.text for item in art.items if isinstance(item, Glyphs)]
    assert [text.replace("\u202f", "") for text in said] == ["90000", "20000"]
    largest = max(box.width for box in circles(art, 2))
    rings_of = [
        outline_box(item).width
        for item in art.items
        if isinstance(item, Path)
        and item.fill is None
        and len(item.outline) == 6
        and item.stroke is not None
        and item.stroke.width < 0.5
    ]
    assert rings_of == pytest.approx(
        [largest * (90000 / 92284) ** 0.5, largest * (20000 / 92284) ** 0.5], abs=1e-3
    )


def test_a_place_without_a_value_has_its_name_and_no_circle() -> None:
    art = drawn(mapped([3, None, 9, 4], "symbol-map", labels="both"))
    assert words(art, "label", 1).startswith("Aire")
    assert not [one for one in paths(art, "label", 1) if one.fill is not None]
    assert words(art, "value", 1, 0) == ""
    assert words(art, "value", 2, 0) == "9"


def test_a_circle_at_the_edge_stays_within_the_chart() -> None:
    spots = tuple(Region((f"a{n}",), (), spot=Point(float(n), float(n % 2))) for n in range(3))
    art = drawn(mapped([1, 2, 3], "symbol-map", regions=spots))
    for box in circles(art, 3):
        assert box.x >= -1e-3
        assert box.right <= art.size.width + 1e-3
        assert box.bottom <= art.size.height + 1e-3


def test_a_value_below_zero_has_no_circle() -> None:
    assert "map-value" in [fault.code for fault in plots.data_faults(mapped([1, -2], "symbols"))]
    assert ellipse(0, 0, 1, 1)


# --- tiles -----------------------------------------------------------------------------------


def test_tiles_stand_in_their_columns_and_rows() -> None:
    tiles = (Tile("a0", 3, 2), Tile("a1", 5, 2), Tile("a2", 4, 4))
    art = drawn(mapped([1, 2, 3], "tile-map", regions=(), tiles=tiles))
    a, b, c = (outline_box(paths(art, "value", n, 0)[0]) for n in range(3))
    assert a.width == pytest.approx(a.height)
    pitch = (b.x - a.x) / 2
    assert (c.x - a.x, c.y - a.y) == pytest.approx((pitch, 2 * pitch))
    assert words(art, "label", 1) == "" or "Aire" in words(art, "label", 1)


def test_words_that_are_too_high_for_their_tile_are_told_once() -> None:
    tiles = tuple(Tile(f"a{n}", n + 1, 1) for n in range(6))
    made = mapped([1, 2, 3, 4, 5, 6], "tile-map", regions=(), tiles=tiles, labels="both")
    long = "De los habitantes de la provincia que van a la escuela"
    places = tuple(replace(place, label=f"{long} {place.label}") for place in made.places)
    art = drawn(replace(made, places=places))
    said = [str(one) for one in art.diagnostics if one.code == "chart-overset"]
    assert len(said) == 6
    assert all("higher than their tile" in one for one in said)


def test_the_hint_of_a_symbol_map_names_keys_that_it_has() -> None:
    made = mapped([1, 2, 3], "symbol-map", grid(3), labels="both")
    places = tuple(replace(place, label="Abcdefghijkl" * 12) for place in made.places)
    art = drawn(replace(made, places=places))
    hints = [str(one.hint) for one in art.diagnostics if "find no place" in str(one)]
    assert any("write fewer `labels`" in one for one in hints)
    assert not any("annotation" in one for one in hints)


@pytest.mark.parametrize("kind", ["map", "symbol-map"])
def test_a_map_takes_a_higher_room_though_its_legend_leaps_above_it(kind: MapKind) -> None:
    made = mapped([12_400, 9_100, 4_200, None, 2_600, 700], kind, grid(6, 3), labels="both")
    made = replace(made, title="Ce qui est trouvé")

    def high(room: float) -> float:
        return plots.draw(made, LOOKS, mm(95), "fr", room=room).size.height

    least = before = high(0)
    for room in range(int(least) + 10, int(least) + 260, 10):
        now = high(room)
        assert now <= room + 0.01, "a line of the grid more, for which there is no room"
        assert now >= before - 1.0, "no lower in a higher room"
        before = now
    assert before > least + 60


def test_tiles_that_are_lacking_or_taken_are_named() -> None:
    tiles = (Tile("a0", 1, 1), Tile("a1", 1, 1))
    faults = plots.data_faults(mapped([1, 2, 3], "tile-map", regions=(), tiles=tiles))
    assert [fault.code for fault in faults] == ["map-tiles", "map-tiles"]
    assert "a0 and a1" in str(faults[0])
    assert "a2: [3, 1]" in str(faults[1].hint)
