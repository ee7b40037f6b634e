"""Charts say what their data say: exact lengths, angles, areas and counts, and every label."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import reduce
from itertools import pairwise
from pathlib import Path as FilePath
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from depliant.content.inline import Span, plain
from depliant.content.model import SHOW_A_REST, Chart, ChartKind, Datum
from depliant.display.dump import dump
from depliant.display.items import Form, Glyphs, Group, Item, Path
from depliant.errors import BrochureError, Place
from depliant.figures.figure import Figure
from depliant.fonts.face import load
from depliant.geometry import Point, Rect, bounds, mm, outline_points, transformed
from depliant.graphics.art import Art
from depliant.graphics.charts import chart as charts
from depliant.graphics.charts.kinds import kind_of
from depliant.graphics.charts.signs import NAMES, sign
from depliant.graphics.charts.sizing import SMALLEST_LABEL
from depliant.languages.phrases import phrases
from depliant.memory import SHARED
from depliant.press.condition import OutputCondition
from depliant.source.reading import typed
from depliant.style.sheet import StyleSheet

LANGUAGES = ("fr", "en", "nl", "de", "pl", "uk", "ar", "es", "it", "cs", "ja")
ICC = FilePath(__file__).parents[2] / "assets" / "icc" / "FOGRA39L_coated.icc"

SHEET = typed(
    StyleSheet,
    {
        "swatches": {
            "coal": {"cmyk": (60, 50, 50, 85)},
            "slate": {"cmyk": (55, 35, 30, 35)},
            "brick": {"cmyk": (15, 80, 85, 10)},
            "accent": {"cmyk": (0, 60, 95, 0)},
            "mist": {"cmyk": (12, 6, 6, 0)},
        },
        "type": {
            "chart-label": {"size": 7, "leading": 8.5, "colour": "coal"},
            "chart-value": {
                "family": "display", "weight": 700, "size": 8.5, "leading": 8.5, "colour": "coal",
            },
            "chart-title": {
                "family": "display", "weight": 600, "size": 8.5, "leading": 10, "colour": "brick",
            },
        },
        "charts": {
            kind: {
                "inks": inks, "rest": "slate", "axis": "coal", "thickness": thick,
            }
            for kind, inks, thick in (
                ("donut", ["brick"], 0.24), ("parts", ["coal", "brick", "slate"], 0.24),
                ("bar", ["brick"], 0.6), ("stacked-bar", ["coal", "brick", "slate"], 0.4),
                ("waffle", ["brick", "coal"], 0.2), ("people", ["brick"], 0.2),
                ("icons", ["slate"], 0.2), ("timeline", ["brick"], 0.2), ("dots", ["brick"], 0.6),
            )
        },
    }
)  # fmt: skip

INVESTMENTS = (
    ("100", "Habitat minier"),
    ("33", "Cités pilotes"),
    ("30", "Mesure «\u00a0Patrimoine mondial\u00a0»"),
    ("16", "Créative mine"),
    ("10", "Cité des électriciens"),
    ("1", "Église Sainte-Barbe"),
    ("1", "Maison des gardes"),
    ("0.712", "Salle des fêtes"),
)


def datum(value: str, label: str = "", unit: str = "EUR", **more: object) -> Datum:
    number = value.replace(".", ",").replace("-", "−")
    sign = "%" if unit == "%" else ""
    shown = f"{number}\u202f%" if sign else number
    figure = Figure(f"f{value}", Decimal(value), unit, number, sign, shown, shown)
    return Datum(replace(figure, **more), label)


def chart(
    kind: ChartKind,
    *data: Datum,
    title: str = "",
    role: str = "",
    icon: str = "",
    each: int = 0,
) -> Chart:
    place = Place("content.yaml", 7, 3)
    return Chart(kind, data, title, "", role or kind, place, icon=icon, each=each)


def investments() -> Chart:
    return chart("bar", *(datum(*row) for row in INVESTMENTS), title="Millions d’euros")


def share(value: str, label: str = "") -> Datum:
    return datum(value, label, "%")


def draw(
    of: Chart,
    width: float = 85.0,
    height: float | None = None,
    bare: bool = False,
    language: str = "fr",
) -> Art:
    return charts.draw(of, SHEET, mm(width), language, height, centre_label=not bare)


def flat(items: tuple[Item, ...]) -> Iterator[Path | Glyphs]:
    for item in items:
        if isinstance(item, Group):
            yield from flat(item.items)
        elif isinstance(item, Form):
            for part in flat(item.items):
                assert isinstance(part, Path)
                yield replace(part, outline=transformed(part.outline, item.matrix))
        elif isinstance(item, Path | Glyphs):
            yield item


def painted(art: Art, ink: str) -> list[Rect]:
    """The boxes of all areas in one ink."""
    return [
        bounds(outline_points(item.outline))
        for item in flat(art.items)
        if isinstance(item, Path) and item.fill == SHEET.colour(ink)
    ]


def texts(art: Art) -> list[str]:
    return [item.text for item in flat(art.items) if isinstance(item, Glyphs)]


def ink_box(run: Glyphs) -> Rect:
    """The box round what a run paints, from its glyphs' own extents."""
    face = load(run.face)
    scale = run.size / face.upem
    corners = []
    for glyph in run.glyphs:
        extents = face.font.get_glyph_extents(glyph.gid)
        if extents is None or not extents.width:
            continue
        x = run.x + glyph.x + extents.x_bearing * scale
        y = run.y + glyph.y - extents.y_bearing * scale
        corners += [(x, y), (x + extents.width * scale, y - extents.height * scale)]
    return bounds(corners)


def labels_apart(art: Art, solid: bool = True) -> None:
    """No label meets another, or leaves the box (side bearings aside).

    Where marks are `solid`, unlike rings, no label meets one of them either.
    """
    words = [item for item in flat(art.items) if isinstance(item, Glyphs)]
    assert all(run.x + min(glyph.x for glyph in run.glyphs) >= -0.05 for run in words)
    boxes = list(map(ink_box, words))
    for number, box in enumerate(boxes):
        assert box.y >= -0.5
        assert box.right <= art.size.width + 0.5
        assert box.bottom <= art.size.height + 0.5
        assert not any(box.overlaps(other, 0.05) for other in boxes[number + 1 :])
    for item in flat(art.items):
        if isinstance(item, Path) and solid:
            area = bounds(outline_points(item.outline))
            assert not any(area.overlaps(box, 0.3) for box in boxes)


# --- bars -----------------------------------------------------------------------------------


def test_bars_are_as_long_as_their_values_and_start_together() -> None:
    bars = painted(draw(investments()), "brick")
    unit = bars[0].width / 100
    lengths = [bar.width for bar in bars]
    assert lengths == pytest.approx([unit * float(value) for value, _ in INVESTMENTS], abs=2e-4)
    assert {bar.x for bar in bars} == {bars[0].x}
    assert unit * 0.712 > 0.5  # a sliver, but one that a press prints


def test_the_investments_stand_in_85_by_28_millimetres() -> None:
    art = draw(investments())
    assert art.size.height <= mm(28)
    assert art.diagnostics == ()
    smallest = min(item.size for item in flat(art.items) if isinstance(item, Glyphs))
    assert smallest >= SMALLEST_LABEL


def test_every_label_and_value_is_said_beside_its_bar() -> None:
    art = draw(investments())
    assert texts(art)[0] == "Millions d’euros"
    assert texts(art)[1::2] == [label for _, label in INVESTMENTS]
    assert texts(art)[2::2] == [value.replace(".", ",") for value, _ in INVESTMENTS]
    runs = [item for item in flat(art.items) if isinstance(item, Glyphs)]
    for bar, label, value in zip(painted(art, "brick"), runs[1::2], runs[2::2], strict=True):
        assert ink_box(label).right < bar.x < bar.right < ink_box(value).x
        assert bar.y < ink_box(value).centre.y < bar.bottom


def test_labels_that_leave_no_room_stand_above_their_bars() -> None:
    art = draw(investments(), width=40)
    runs = [item for item in flat(art.items) if isinstance(item, Glyphs)]
    for bar, label in zip(painted(art, "brick"), runs[1::2], strict=True):
        assert bar.x == 0
        assert ink_box(label).bottom <= bar.y
    labels_apart(art)


def test_negative_bars_run_left_of_a_line_at_zero() -> None:
    art = draw(chart("bar", datum("12", "Nord"), datum("-7", "Aisne"), datum("0", "Oise")))
    (up, down), (line,) = painted(art, "brick"), painted(art, "coal")
    assert down.right == pytest.approx(up.x, abs=1e-3) == pytest.approx(line.centre.x, abs=1e-3)
    assert down.width / up.width == pytest.approx(7 / 12, abs=1e-4)
    assert texts(art) == ["Nord", "12", "Aisne", "−7", "Oise", "0"]
    labels_apart(art)


def test_a_height_stretches_the_rows() -> None:
    assert draw(investments(), height=mm(60)).size.height == pytest.approx(mm(60) + 10)


# --- donuts ---------------------------------------------------------------------------------


def sweep(item: Path, middle: float) -> tuple[float, float]:
    """Where a ring's outer edge starts and ends, in degrees clockwise from twelve o'clock."""
    outer: list[Point] = []
    for segment in item.outline:
        if segment[0] == "L":
            break
        outer.append(outline_points((segment,))[-1])
    start, end = (
        math.degrees(math.atan2(x - middle, middle - y)) % 360 for x, y in (outer[0], outer[-1])
    )
    return start, end


@pytest.mark.parametrize("value", ["76.9", "66.3", "55.2", "99", "41", "0.5"])
def test_a_donuts_angle_is_its_share(value: str) -> None:
    art = draw(chart("donut", share(value)), width=20)
    ring, rest = (item for item in flat(art.items) if isinstance(item, Path))
    start, end = sweep(ring, mm(10))
    assert min(start, 360 - start) == pytest.approx(0, abs=0.01)
    assert end == pytest.approx(3.6 * float(value), abs=0.01)
    begins, ends = sweep(rest, mm(10))
    assert end < begins < ends < 360
    assert ring.fill == SHEET.colour("brick")
    assert rest.fill == SHEET.colour("slate")


def test_the_remainder_is_thinner_than_the_share() -> None:
    art = draw(chart("donut", share("50")), width=20)
    right, left = (item for item in flat(art.items) if isinstance(item, Path))

    def across(item: Path) -> float:
        ends = [outline_points((segment,))[-1] for segment in item.outline[:-1]]
        radii = [math.dist((mm(10), mm(10)), end) for end in ends]
        return max(radii) - min(radii)

    assert across(right) == pytest.approx(0.24 * mm(10), abs=1e-3)
    assert across(left) < across(right) / 2


@pytest.mark.parametrize(("value", "inks"), [("0", ["slate"]), ("100", ["brick"])])
def test_none_and_all_are_one_whole_ring(value: str, inks: list[str]) -> None:
    art = draw(chart("donut", share(value)), width=20)
    rings = [item for item in flat(art.items) if isinstance(item, Path)]
    assert [item.fill for item in rings] == [SHEET.colour(ink) for ink in inks]
    assert sum(segment[0] == "M" for segment in rings[0].outline) == 2


def test_the_number_is_in_the_middle_and_within_the_hole() -> None:
    art = draw(chart("donut", share("76.9")), width=20)
    assert "".join(texts(art)) == "76,9\u202f%"
    boxes = [ink_box(item) for item in flat(art.items) if isinstance(item, Glyphs)]
    whole = boxes[0].union(boxes[1])
    assert whole.centre.x == pytest.approx(mm(10), abs=0.5)
    assert boxes[0].centre.y == pytest.approx(mm(10), abs=1.0)
    assert math.dist((whole.x, boxes[0].y), (mm(10), mm(10))) < mm(10) * 0.76


def test_numbers_of_donuts_side_by_side_agree_in_size() -> None:
    row = chart("donut", share("76.9", "a"), share("66.3", "b"), share("55.2", "c"))
    large = [item for item in flat(draw(row).items) if isinstance(item, Glyphs)][::3]
    assert len({round(item.size, 1) for item in large}) == 1
    assert len({item.y for item in large}) == 1


def test_a_bare_donut_is_its_ring_alone_as_wide_as_the_column() -> None:
    art = draw(chart("donut", share("41", "des touristes étrangers")), width=18, bare=True)
    assert texts(art) == []
    assert art.size == (mm(18), mm(18))


def test_parts_of_a_whole_share_one_ring_and_meet_end_to_end() -> None:
    parts = [share("45", "Lens"), share("30", "Douai"), share("25", "Liévin")]
    art = draw(chart("donut", *parts, role="parts"), width=60, bare=True)
    rings = [item for item in flat(art.items) if isinstance(item, Path)]
    edges = [sweep(item, mm(30)) for item in rings]
    middles = [(edges[i][1] + edges[i + 1][0]) / 2 for i in (0, 1)]
    assert middles == pytest.approx([162, 270], abs=0.01)
    assert len({item.fill for item in rings}) == 3


# --- units ----------------------------------------------------------------------------------


@pytest.mark.parametrize("value", ["76.9", "99", "0.3", "100", "0"])
def test_a_waffles_area_is_its_share(value: str) -> None:
    art = draw(chart("waffle", share(value)), width=20)
    squares = painted(art, "brick")
    side = mm(20) / 9.8 * 0.8
    area = sum(box.width * box.height for box in squares)
    assert area / (100 * side**2) == pytest.approx(float(value) / 100, abs=1e-4)
    assert len(squares) + len(painted(art, "slate")) == 100


def people(art: Art) -> tuple[int, int]:
    """How many figures are filled and how many in outline."""
    paths = [item for item in flat(art.items) if isinstance(item, Path)]
    return sum(i.fill is not None for i in paths), sum(i.stroke is not None for i in paths)


def test_each_sign_stands_for_as_many_as_the_chart_says() -> None:
    rows = [datum("40000", "visiteurs", "visiteurs"), datum("400", "coureurs", "coureurs")]
    art = draw(chart("people", *rows, each=100))
    assert people(art) == (400 + 4 + 1, 0)
    assert texts(art)[-1] == "= 100"


def row_of_people(height: float) -> tuple[int, float, float]:
    """Of the first row of 40 000 at 100 each: how many, how high, and how wide they stand."""
    art = draw(chart("people", datum("40000", "visiteurs"), each=100), 85.0, mm(height))
    boxes = [bounds(outline_points(i.outline)) for i in flat(art.items) if isinstance(i, Path)]
    row = [box for box in boxes if abs(box.y - boxes[0].y) < 0.01]
    return len(row), row[0].height, reduce(Rect.union, row).width


def test_people_give_a_little_height_for_full_rows_as_wide_as_the_text() -> None:
    natural = row_of_people(2.6)
    assert natural[0] == 50
    assert natural[1] == pytest.approx(mm(2.6), rel=0.01)
    assert natural[2] < mm(80)
    count, height, width = row_of_people(3.1)
    assert count == 50
    assert width == pytest.approx(mm(85), abs=0.01)
    assert mm(3.1) * 0.9 < height < mm(3.1)
    count, height, _ = row_of_people(3.6)
    assert count == 20
    assert height == pytest.approx(mm(3.6), rel=0.01)


@pytest.mark.parametrize(("height", "columns"), [(3, 50), (5.8, 25), (7.5, 20), (12, 10)])
def test_a_hundred_people_stand_in_parts_of_a_hundred(height: float, columns: int) -> None:
    art = draw(chart("people", share("41")), 87.5, mm(height))
    signs = [item for item in flat(art.items) if isinstance(item, Path)]
    heads = [bounds(outline_points(item.outline)).y for item in signs]
    assert len(signs) == 100
    rows = {round(head, 1) for head in heads}
    assert len(rows) <= 2 * (100 // columns), "filled ones and outlines differ by half a line"
    assert max(heads) - min(heads) < 100 // columns * mm(height) * 1.2


def test_a_row_of_few_signs_has_its_label_beside_it() -> None:
    art = draw(chart("people", datum("4", "élèves", "élèves")))
    boxes = [bounds(outline_points(i.outline)) for i in flat(art.items) if isinstance(i, Path)]
    box = reduce(Rect.union, boxes)
    labels = [item for item in flat(art.items) if isinstance(item, Glyphs)]
    assert all(box.right < label.x for label in labels)
    assert all(box.y < label.y < box.bottom for label in labels)


def test_99_per_cent_of_200_are_99_figures_of_100_that_stand_for_two() -> None:
    positive = datum("99", "ont un avis positif", "%", base=200)
    art = draw(chart("people", positive))
    assert people(art) == (99 + 1, 1)  # one more in the key
    assert texts(art) == ["99\u202f%", "ont un avis positif", "= 2"]
    assert people(draw(chart("people", positive), bare=True)) == (99, 1)


@pytest.mark.parametrize(
    ("value", "figures", "key"),
    [("7", 7, None), ("60", 60, None), ("300", 60, "= 5"), ("3500", 35, "= 100")],
)
def test_people_are_counted_out_by_a_round_key(value: str, figures: int, key: str | None) -> None:
    art = draw(chart("people", datum(value, "personnes", "personnes")))
    assert people(art)[0] == figures + (key is not None)
    assert texts(art)[2:] == ([key] if key else [])


def test_one_key_serves_all_rows_and_the_last_figure_is_cut() -> None:
    rows = [datum("40000", "visiteurs", "visiteurs"), datum("3500", "coureurs", "coureurs")]
    art = draw(chart("people", *rows))
    assert people(art)[0] == 40 + 4 + 1
    (cut,) = [item for item in art.items if isinstance(item, Group)]
    assert cut.clip is not None
    (whole,) = (bounds(outline_points(i.outline)) for i in cut.items if isinstance(i, Path))
    assert bounds(outline_points(cut.clip)).width == pytest.approx(whole.width / 2, abs=1e-3)
    assert texts(art)[-1] == "= 1\u202f000"


@pytest.mark.parametrize("name", NAMES)
def test_icons_are_repeated_as_often_as_counted(name: str) -> None:
    art = draw(chart("icons", datum("6", "rames", "rames"), icon=name))
    shapes = [item for item in flat(art.items) if isinstance(item, Path)]
    assert len(shapes) == 6
    boxes = [bounds(outline_points(shape.outline)) for shape in shapes]
    assert not any(a.overlaps(b) for i, a in enumerate(boxes) for b in boxes[i + 1 :])


@pytest.mark.parametrize("name", NAMES)
def test_a_sign_fills_its_box(name: str) -> None:
    outline, width = sign(name)
    box = bounds(outline_points(outline))
    assert (box.x, box.width) == pytest.approx((0, width), abs=0.01)
    assert 0 <= box.y < 0.13
    assert box.bottom == pytest.approx(1, abs=0.02)


# --- parts of a bar, and time ---------------------------------------------------------------


def test_a_stacked_bars_parts_fill_the_measure_in_proportion() -> None:
    art = draw(
        chart("stacked-bar", share("45", "Lens"), share("30", "Douai"), share("25", "Bruay"))
    )
    (a,), (b,), (c,) = (painted(art, ink) for ink in ("coal", "brick", "slate"))
    assert (a.x, c.right) == pytest.approx((0, mm(85)), abs=1e-3)
    edges = [(a.right + b.x) / 2, (b.right + c.x) / 2]
    assert edges == pytest.approx([mm(85) * 0.45, mm(85) * 0.75], abs=1e-3)
    assert texts(art) == ["45\u202f%", "Lens", "30\u202f%", "Douai", "25\u202f%", "Bruay"]


def test_narrow_parts_come_down_step_by_step_below_their_labels() -> None:
    long = "Créative mine et cité des électriciens"
    art = draw(chart("stacked-bar", share("90", "Lens"), share("6", long), share("4", "Bruay")))
    for ink in ("coal", "brick", "slate"):
        above, below = painted(art, ink)
        assert (above.x, above.width) == (below.x, below.width)
        assert above.bottom < below.y
    labels_apart(art)


def events(*dates: str) -> list[Datum]:
    return [
        datum(str(i + 1), f"fait {i}", "EUR", period=date, date=date)
        for i, date in enumerate(dates)
    ]


def test_a_timeline_spaces_its_dots_by_time() -> None:
    art = draw(chart("timeline", *events("2012", "2013", "2016")), width=120)
    dots = [box.centre.x for box in painted(art, "brick")]
    assert (dots[2] - dots[0]) / (dots[1] - dots[0]) == pytest.approx(4, abs=1e-3)


def test_a_timeline_runs_down_in_the_order_of_time_where_it_is_narrow() -> None:
    art = draw(chart("timeline", *events("2016-06", "2013", "2016-07-31")), width=40)
    assert [text for text in texts(art) if re.match("20", text)] == [
        "2013",
        "2016-06",
        "2016-07-31",
    ]
    assert len({box.centre.x for box in painted(art, "brick")}) == 1
    labels_apart(art)


# --- rules ----------------------------------------------------------------------------------

WORDS = st.text("aeilmnrstuéÀŒgjpqy", min_size=1, max_size=11)
LABELS = st.lists(WORDS, min_size=1, max_size=7).map(" ".join)
WIDTHS = st.integers(35, 250)
KINDS = st.sampled_from(get_args(ChartKind))
LANGUAGE = st.sampled_from(("fr", "fr", "ar"))


@st.composite
def any_charts(take: Callable[..., object]) -> Chart:
    """A chart of any kind with up to eight labelled values that may stand in it."""
    kind: ChartKind = take(KINDS)  # type: ignore[assignment]
    labels: list[str] = take(st.lists(LABELS, min_size=1, max_size=8))  # type: ignore[assignment]
    tenths: list[int] = take(  # type: ignore[assignment]
        st.lists(st.integers(0, 1000), min_size=len(labels), max_size=len(labels))
    )
    if kind == "icons":
        counts = [str(t // 20) for t in tenths]
        buses = (datum(*row, "bus") for row in zip(counts, labels, strict=True))
        return chart(kind, *buses, icon="bus")
    if kind in ("bar", "dots"):
        sign = [take(st.sampled_from((1, 1, 1, -1))) for _ in labels]
        values = [str(Decimal(t * s) / 10) for t, s in zip(tenths, sign, strict=True)]  # type: ignore[operator]
        return chart(kind, *map(datum, values, labels), title=labels[0])
    if kind == "timeline":
        rows = zip(labels, tenths, strict=True)
        data = [datum(f"{t}", label, date=f"{1900 + t // 8}", period=f"{1900 + t // 8}")
                for label, t in rows]  # fmt: skip
        return chart(kind, *data)
    if kind in ("waffle", "stacked-bar"):
        tenths = [t // len(labels) for t in tenths]
    return chart(
        kind, *(share(str(Decimal(t) / 10), x) for t, x in zip(tenths, labels, strict=True))
    )


@given(any_charts(), WIDTHS, LANGUAGE)
@settings(max_examples=80, deadline=None)
def test_labels_neither_meet_nor_leave_the_box_unless_it_is_said(
    of: Chart, width: int, language: str
) -> None:
    art = draw(of, float(width), language=language)
    if art.diagnostics:
        assert {fault.code for fault in art.diagnostics} == {"chart-overset"}
        return
    labels_apart(art, solid=of.kind != "donut")
    if language == "ar":  # where the runs of a line are in the order in which they stand
        return
    said = re.sub(" +", " ", " ".join(texts(art))).replace(" \u202f", "\u202f")
    for entry in of.data:
        assert plain(entry.label) in said
        assert entry.figure.shown in said


def marked(words: str) -> tuple[Span, ...]:
    """The words with a raised figure, the middle ones bold and the last italic."""
    first, *middle = words.split(" ")
    spans = [Span(first), Span("1", superscript=True)]
    for number, word in enumerate(middle):
        last = number == len(middle) - 1
        spans += [Span(" "), Span(word, strong=not last, emphasis=last)]
    return tuple(spans)


@given(any_charts(), WIDTHS)
@settings(max_examples=60, deadline=None)
def test_marked_words_neither_meet_nor_leave_the_box_unless_it_is_said(
    of: Chart, width: int
) -> None:
    data = tuple(replace(each, label=marked(plain(each.label))) for each in of.data)
    title = marked(plain(of.title)) if of.title else ""
    art = draw(replace(of, data=data, title=title), float(width))
    if art.diagnostics:
        assert {fault.code for fault in art.diagnostics} == {"chart-overset"}
        return
    labels_apart(art, solid=of.kind != "donut")
    said = "".join("".join(texts(art)).split())
    for entry in data:
        assert "".join(plain(entry.label).split()) in said


@pytest.mark.parametrize("kind", get_args(ChartKind))
def test_every_kind_sets_raised_bold_and_italic_words(kind: ChartKind) -> None:
    label = (Span("Emplois"), Span("2", superscript=True), Span(" nets", emphasis=True))
    bold = (Span("Part "), Span("forte", strong=True))
    of = chart(kind, replace(share("40"), label=label), replace(share("30"), label=bold))
    if kind == "timeline":
        years = zip(of.data, ("2001", "2009"), strict=True)
        dated = (replace(each, figure=replace(each.figure, date=year)) for each, year in years)
        of = replace(of, data=tuple(dated))
    if kind in ("icons", "people"):
        of = replace(of, data=of.data[:1], icon=NAMES[0] if kind == "icons" else "")
    runs = [item for item in flat(draw(of).items) if isinstance(item, Glyphs)]
    (raised,) = [run for run in runs if run.text.strip() == "2"]
    (word,) = [run for run in runs if "Emplois" in run.text]
    assert raised.size < word.size
    assert raised.y < word.y
    (slanted,) = [run for run in runs if "nets" in run.text]
    assert slanted.face.style == "italic"
    heavy = [run for run in runs if "forte" in run.text]
    assert all(run.face.weight == 700 for run in heavy)
    assert heavy or len(of.data) == 1


@given(st.lists(LABELS, min_size=1, max_size=5), WIDTHS, st.randoms())
@settings(max_examples=60, deadline=None)
def test_a_label_stands_clear_of_the_value_of_its_bar(
    labels: list[str], width: int, random: Any
) -> None:
    of = chart("bar", *(datum(str(random.randint(-9, 900)), label) for label in labels))
    art = draw(of, float(width))
    if art.diagnostics:
        return
    boxes = {
        (part.saying, part.datum): [
            ink_box(item) for item in art.items[part.first : part.last] if isinstance(item, Glyphs)
        ]
        for part in art.parts
    }
    for number in range(len(labels)):
        (value,) = boxes["value", number]
        for label in boxes["label", number]:
            if label.right > value.x and value.right > label.x:
                assert value.y - label.bottom >= 0.3 * 8.5


def test_a_word_too_wide_is_set_and_said_to_be_too_wide() -> None:
    art = draw(chart("bar", datum("3", "Donaudampfschifffahrtsgesellschaftskapitäne")), width=40)
    assert [fault.code for fault in art.diagnostics] == ["chart-overset"]
    assert "Donaudampf" in str(art.diagnostics[0])
    assert art.diagnostics[0].place == Place("content.yaml", 7, 3)
    assert "Donaudampfschifffahrtsgesellschaftskapitäne" in texts(art)


LONG = "Kraftfahrzeughaftpflichtversicherungsbeitragsrückerstattung"


def test_a_title_has_the_room_below_it_that_its_style_says() -> None:
    of = replace(investments(), title="Millions")
    title = replace(SHEET.type["chart-title"], after=2)
    sheet = replace(SHEET, type={**SHEET.type, "chart-title": title})
    lower = charts.draw(of, sheet, mm(85), "fr")
    assert lower.size.height == pytest.approx(draw(of).size.height + 2 * SHEET.baseline)


def test_a_title_s_word_too_wide_is_an_error_that_says_by_how_much() -> None:
    art = draw(chart("bar", datum("3", "Lens"), title=f"Über {LONG} und mehr"), width=50)
    (fault,) = art.diagnostics
    assert (fault.code, fault.severity) == ("chart-overset", "error")
    assert LONG in str(fault.message)
    assert str(fault.message).startswith("The title")
    (run,) = (item for item in flat(art.items) if isinstance(item, Glyphs) and LONG in item.text)
    beyond = sum(glyph.advance for glyph in run.glyphs) - mm(50)
    assert f"{beyond:.1f} pt wider" in str(fault.message)


def test_a_long_title_is_broken_at_the_chart_s_width_and_pushes_the_chart_down() -> None:
    title = "Nombre de personnes qui ont visité le bassin minier depuis son inscription"
    short, long = (draw(chart("bar", datum("3", "Lens"), title=t), 50) for t in ("Un", title))
    assert long.diagnostics == ()
    lines = [item for item in flat(long.items) if isinstance(item, Glyphs)][:-2]
    assert len(lines) > 1
    assert "".join(line.text for line in lines) == title
    steps = {round(b.y - a.y, 3) for a, b in pairwise(lines)}
    assert steps == {SHEET.type["chart-title"].leading}
    assert long.size.height - short.size.height == pytest.approx(10 * (len(lines) - 1))
    labels_apart(long)


@pytest.mark.parametrize("kind", get_args(ChartKind))
@pytest.mark.parametrize("width", [20, 45, 90])
def test_every_kind_says_which_word_is_too_wide(kind: ChartKind, width: int) -> None:
    more = {"date": "2015", "period": "2015"} if kind == "timeline" else {}
    unit = "bus" if kind in ("icons", "people") else "%"
    art = draw(chart(kind, datum("40", f"{LONG}{LONG}", unit, **more)), width)
    assert {fault.code for fault in art.diagnostics} == {"chart-overset"}
    assert "The label “Kraft" in str(art.diagnostics[0].message)


@pytest.mark.parametrize("saying", ["title", "label"])
def test_a_word_too_wide_is_divided_where_its_author_allows_it(saying: str) -> None:
    word = LONG.replace("versicherung", "\u00adversicherung\u00ad").replace("zeug", "\u00adzeug")
    of = chart("bar", datum("3", word if saying == "label" else "x"))
    art = draw(replace(of, title=word if saying == "title" else ""), width=45)
    assert art.diagnostics == ()
    lines = [text for text in texts(art) if text[:1] in "Kvzb"]
    assert len(lines) > 1
    assert "".join(lines).replace("\u00ad", "") == LONG
    assert all(line.endswith("\u00ad") and line.count("\u00ad") == 1 for line in lines[:-1])
    labels_apart(art)


def test_a_soft_hyphen_shows_only_where_a_line_ends() -> None:
    assert texts(draw(chart("bar", datum("3", "Haus\u00adbau"))))[0] == "Hausbau"


def test_a_word_too_wide_is_divided_at_its_own_hyphens() -> None:
    art = draw(chart("bar", datum("3", "Méricourt-Noyelles-Sallaumines-Montigny")), width=30)
    assert art.diagnostics == ()
    assert texts(art)[:-1] == ["Méricourt-Noyelles-", "Sallaumines-Montigny"]


def test_a_large_value_stands_clear_of_the_label_above_it() -> None:
    look = SHEET.type["chart-value"]
    sheet = replace(SHEET, type={**SHEET.type, "chart-value": replace(look, size=12, leading=10)})
    label = "Veröffentlichungen zur Wasserwirtschaft und Umweltverträglichkeitsprüfungen"
    of = chart("bar", datum("52", label), datum("24", label))
    art = charts.draw(of, sheet, mm(70), "de")
    runs = [item for item in flat(art.items) if isinstance(item, Glyphs)]
    values = [ink_box(run) for run in runs if run.size == 12]
    labels = [ink_box(run) for run in runs if run.size == 7]
    assert len(values) == 2
    for value in values:
        above = max(box.bottom for box in labels if box.y < value.y)
        assert value.y - above >= 2.0


@pytest.mark.parametrize("kind", get_args(ChartKind))
def test_a_bare_chart_of_any_kind_has_no_words(kind: ChartKind) -> None:
    more = {"date": "2015", "period": "2015"}
    data = datum("40", "des habitants de la région", "%", **more)
    art = draw(chart(kind, data), width=20, bare=True)
    assert texts(art) == []
    assert art.items
    assert (art.hole > 0) == (kind == "donut")


def test_years_are_counted_as_pupils_are() -> None:
    mixed = chart("bar", datum("40", "a", "ans"), datum("20", "b", "élèves"))
    assert charts.data_faults(mixed) == ()
    (fault,) = charts.data_faults(chart("bar", datum("4", "a", "km"), datum("2", "b", "€")))
    assert fault.code == "chart-mixed-units"


@pytest.mark.parametrize("kind", get_args(ChartKind))
def test_a_kind_is_a_module_of_its_name_and_has_a_word_in_every_language(kind: ChartKind) -> None:
    found = kind_of(kind)
    assert found.name == kind
    shares = {found.measure, found.percent} & {"share", "parts"}
    assert bool(shares) == (kind in SHOW_A_REST)
    for language in LANGUAGES:
        words = phrases(language)
        assert words is not None
        assert words.kinds[kind]


GALLERY = {
    "donut": (chart("donut", share("76.9", "éprouvent un sentiment de fierté")), 85),
    "donut-parts": (
        chart("donut", share("60", "Nord"), share("40", "Pas-de-Calais"), role="parts"), 85,
    ),
    "bar": (investments(), 85),
    "stacked-bar": (chart("stacked-bar", share("45", "Lens"), share("30", "Douai")), 85),
    "waffle": (chart("waffle", share("12.5", "Habitat")), 60),
    "people": (chart("people", datum("3500", "coureurs", "coureurs")), 60),
    "icons": (chart("icons", datum("2", "bus", "bus"), icon="bus"), 60),
    "timeline": (chart("timeline", *events("2012", "2015-06", "2017")), 85),
}  # fmt: skip


@pytest.mark.parametrize("name", GALLERY)
def test_a_chart_is_as_it_was(name: str, golden: Callable[[str, str], None]) -> None:
    of, width = GALLERY[name]
    art = draw(of, width)
    size = f"art {art.size.width:.2f} {art.size.height:.2f}\n"
    golden(f"chart-{name}.txt", size + "".join(dump(item) for item in art.items))


@pytest.mark.parametrize("name", GALLERY)
def test_a_chart_is_painted_in_its_swatches_and_the_same_each_time(name: str) -> None:
    of, width = GALLERY[name]
    art = draw(of, width)
    swatches = {SHEET.colour(swatch) for swatch in SHEET.swatches}
    for item in flat(art.items):
        if isinstance(item, Glyphs):
            assert item.colour in swatches
        else:
            inks = {item.fill, item.stroke.colour if item.stroke else None} - {None}
            assert inks
            assert inks <= swatches
    SHARED.forget()
    assert draw(of, width) == art


@pytest.mark.parametrize(
    ("of", "code"),
    [
        (chart("bar"), "chart-empty"),
        (chart("donut", share("101")), "chart-share"),
        (chart("donut", share("-1")), "chart-share"),
        (replace(chart("donut", share("1")), whole=Decimal(0)), "chart-share"),
        (chart("waffle", share("70"), share("40")), "chart-share"),
        (chart("people", share("120")), "chart-share"),
        (chart("bar", datum("1"), share("2")), "chart-mixed-units"),
        (chart("icons", datum("1", unit="bus"), icon="metro"), "chart-icon"),
        (chart("people", datum("-3", unit="élèves")), "chart-negative"),
        (chart("icons", datum("999999999999999", unit="bus"), each=100), "chart-signs"),
        (chart("people", datum("1000000", unit="élèves"), each=1), "chart-signs"),
        (chart("timeline", datum("1")), "chart-date"),
    ],
)
def test_data_that_cannot_be_drawn_honestly_are_an_error(of: Chart, code: str) -> None:
    with pytest.raises(BrochureError) as caught:
        draw(of)
    assert code in {fault.code for fault in caught.value.diagnostics}
    assert all(fault.place == of.place and fault.hint for fault in caught.value.diagnostics)


def test_counts_of_different_things_have_one_scale() -> None:
    mixed = chart("bar", datum("400", "a", "élèves"), datum("200", "b", "enseignants"))
    assert charts.data_faults(mixed) == ()


@pytest.fixture(scope="module")
def condition() -> OutputCondition:
    return OutputCondition("FOGRA39", ICC.read_bytes())


def test_a_sound_chart_has_nothing_said_against_it(condition: OutputCondition) -> None:
    assert charts.check(investments(), SHEET, condition) == ()


@pytest.mark.parametrize(
    ("ink", "ground"), [("mist", "paper"), ("paper", "paper"), ("coal", "coal")]
)
def test_an_ink_too_near_its_ground_is_told(
    ink: str, ground: str, condition: OutputCondition
) -> None:
    style = replace(SHEET.charts["bar"], inks=(ink,))
    sheet = replace(SHEET, charts={"bar": style})
    (fault,) = charts.check(investments(), sheet, condition, ground)
    assert fault.code == "chart-contrast"
    assert ink in str(fault.message)


def test_small_labels_are_told(condition: OutputCondition) -> None:
    small = replace(SHEET.type["chart-label"], size=6.0)
    sheet = replace(SHEET, type={**SHEET.type, "chart-label": small})
    assert [f.code for f in charts.check(investments(), sheet, condition)] == ["chart-small-label"]


@pytest.mark.parametrize("kind", ["donut", "waffle", "stacked-bar"])
@pytest.mark.parametrize(
    ("inks", "alike"),
    [
        (("coal",), "“A”, “B” and “C”"),
        (("coal", "slate"), "“B” and “C”"),
        (("coal", "brick", "coal"), "“A” and “C”"),
        (("coal", "brick", "slate"), ""),
    ],
)
def test_parts_in_one_ink_are_told(
    kind: ChartKind, inks: tuple[str, ...], alike: str, condition: OutputCondition
) -> None:
    sheet = replace(SHEET, charts={kind: replace(SHEET.charts[kind], inks=inks)})
    parts = chart(
        kind, datum("50", "A", "%"), datum("30", "B", "%"), datum("0", "Z", "%"),
        datum("20", "C", "%"),
    )  # fmt: skip
    if len(inks) == 3:  # the part of nothing, which is never seen, takes an ink too
        sheet = replace(
            sheet, charts={kind: replace(SHEET.charts[kind], inks=(*inks[:2], "mist", inks[2]))}
        )
    found = [f for f in charts.check(parts, sheet, condition) if f.code != "chart-contrast"]
    assert [fault.code for fault in found] == ["chart-parts-alike"] * bool(alike)
    for fault in found:
        assert fault.severity == "warning"
        assert str(fault.message).endswith(f"{alike}.")
        assert f"{kind}: {{inks:" in str(fault.hint)


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("donut", ("50", "30")), ("donut", ("92",)), ("waffle", ("41",)), ("bar", ("50", "50")),
        ("dots", ("50", "50")), ("stacked-bar", ("50", "0")),
    ],
)  # fmt: skip
def test_what_has_its_label_beside_it_may_share_an_ink(
    kind: ChartKind, values: tuple[str, ...], condition: OutputCondition
) -> None:
    sheet = replace(SHEET, charts={kind: SHEET.charts["bar"]})
    data = [datum(value, value, "%") for value in values]
    assert charts.check(chart(kind, *data), sheet, condition) == ()


def test_a_chart_without_a_style_is_set_in_black() -> None:
    art = charts.draw(investments(), StyleSheet(), mm(85), "fr")
    black = StyleSheet().colour("black")
    assert all(
        (item.colour if isinstance(item, Glyphs) else item.fill) == black
        for item in flat(art.items)
    )


@pytest.mark.parametrize("kind", ["bar", "people", "icons"])
def test_a_chart_of_noughts_is_drawn_and_said_to_show_nothing(
    kind: ChartKind, condition: OutputCondition
) -> None:
    zeros = chart(kind, datum("0", "Un", "bus"), datum("0", "Deux", "bus"))
    assert draw(zeros).diagnostics == ()
    (fault,) = (
        fault for fault in charts.check(zeros, SHEET, condition) if "0" in str(fault.message)
    )
    assert (fault.code, fault.severity) == ("chart-zeros", "warning")


@pytest.mark.parametrize("kind", ["donut", "waffle", "stacked-bar", "people"])
def test_a_share_of_nought_shows_its_rest(kind: ChartKind) -> None:
    assert charts.data_faults(chart(kind, share("0", "Personne"))) == ()


@pytest.mark.parametrize("kind", ["bar", "stacked-bar"])
@pytest.mark.parametrize("small", ["0.000000001", "0.0001"])
def test_next_to_nothing_is_a_line_that_prints(kind: ChartKind, small: str) -> None:
    data = (share("99", "Un"), share(small, "Deux"), share("0", "Trois"))
    items = [item for item in flat(draw(chart(kind, *data)).items) if isinstance(item, Path)]
    widths = [bounds(outline_points(item.outline)).width for item in items]
    assert min(widths) == pytest.approx(0.25)


def test_a_share_of_nothing_that_is_named_is_told_with_what_to_write() -> None:
    euros = replace(chart("donut", datum("57", "B")), whole=Decimal(0))
    (found,) = charts.data_faults(euros)
    assert found.code == "chart-share"
    assert "`part_of: total`" in str(found.hint)


def test_parts_beyond_their_whole_are_told_in_their_unit() -> None:
    euros = replace(chart("stacked-bar", datum("80", "A"), datum("57", "B")), whole=Decimal(100))
    (found,) = charts.data_faults(euros)
    assert "137, more than the whole of 100 EUR" in str(found.message)
    assert "per cent" not in str(found.hint)
