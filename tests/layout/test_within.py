"""Nothing is painted beside its panel, and no text over another, unless the build says so.

Brochures of any blocks, charts, designs and languages, most of them badly designed: what comes
of them is right or an error.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from decimal import Decimal
from itertools import combinations
from pathlib import Path as FilePath
from typing import Any, TypeVar, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from depliant.colour import BLACK
from depliant.content.inline import Span
from depliant.content.model import (
    Block,
    CellAlign,
    Chart,
    ChartKind,
    Datum,
    Edition,
    Hanging,
    Heading,
    ItemList,
    KeyFigure,
    ListItem,
    Logo,
    LogoWall,
    Panel,
    Paragraph,
    PictureBlock,
    Table,
    TableCell,
    TableColumn,
    TableRow,
)
from depliant.display.items import Form, Glyphs, Group, Item, Link, Mark, Path, Picture
from depliant.errors import DepliantError, Diagnostic
from depliant.figures.figure import Figure
from depliant.fonts.face import load
from depliant.geometry import Matrix, Rect, Size, bounds, outline_points
from depliant.graphics.art import Art
from depliant.layout.compose import compose
from depliant.layout.drawing import ChartOrder, draw
from depliant.layout.job import Job
from depliant.source.folder import Folder
from depliant.source.reading import typed
from depliant.style.sheet import StyleSheet

from .conftest import HERE, coated

T = TypeVar("T")
Take = Callable[[st.SearchStrategy[T]], T]

WORDS = {
    "fr": "le terril d’Haillicourt et la Cité-des-Électriciens à Bruay-la-Buissière patrimoine",
    "en": "a year of loans on Alder Street with incomprehensibilities and well-known tales",
    "de": "die Kraftfahrzeughaftpflichtversicherung im Landes\u00adver\u00adbands\u00adamt Öl",
    "pl": "osiedla w Zagłębiu i hałdy z kopalni Konstantynopolitańczykowianeczka",
    "uk": "спадщина шахтарського краю та електрогідродинамічний музей у Лансі",
    "ar": "التراث العالمي للمناجم من حوض التعدين والاستقلالية",
}
NUMBERS = ("0", "7", "41", "76.9", "100", "712000", "123456789")
UNITS = {"": "", "%": "%", "EUR": "M€", "pupils": "pupils", "visitors": "inhabitants of the region"}
FAMILIES = {
    "text": ["Barlow", {"family": "IBM Plex Sans Arabic", "script": "Arab"}, "Fira Sans"],
    "display": ["Barlow Condensed", {"family": "IBM Plex Sans Arabic", "script": "Arab"},
                "Fira Sans Condensed"],
}  # fmt: skip
ROLES = (
    "text", "item", "nested", "note", "heading", "title", "credit", "key-number", "key-unit",
    "key-label", "numeral", "unit", "nested-numeral", "nested-unit", "chart-number", "chart-unit",
    "marker",
)  # fmt: skip


@st.composite
def texts(take: Take[Any], language: str, most: int = 9) -> str:
    words = st.sampled_from(WORDS[language].split())
    return " ".join(take(st.lists(words, min_size=1, max_size=most)))


@st.composite
def figures(take: Take[Any], share: bool = False, unit: str | None = None) -> Figure:
    number = take(st.sampled_from(NUMBERS[:5] if share else NUMBERS))
    unit = "%" if share else take(st.sampled_from(sorted(UNITS))) if unit is None else unit
    shown = f"{number}\u00a0{UNITS[unit]}" if unit else number
    date = str(take(st.integers(1990, 2020)))
    return Figure(
        f"f{number}", Decimal(number), unit, number, UNITS[unit], shown, shown,
        period=date, date=date,
    )  # fmt: skip


@st.composite
def drawn_charts(take: Take[Any], language: str) -> Chart:
    kind: ChartKind = take(st.sampled_from(get_args(ChartKind)))
    share = kind in ("donut", "waffle", "stacked-bar") or (kind == "people" and take(st.booleans()))
    unit = take(st.sampled_from(("", "pupils")))
    count = take(st.integers(1, 5))
    data = tuple(
        Datum(take(figures(share, unit)), take(st.one_of(st.just(""), texts(language))))
        for _ in range(count)
    )
    title = take(st.one_of(st.just(""), texts(language)))
    note = take(st.one_of(st.just(()), texts(language).map(lambda text: (Span(text),))))
    return Chart(
        kind, data, title, "alt", kind, HERE, note=note, lead="lead",
        whole=Decimal(100 * count if kind in ("waffle", "stacked-bar") else 100),
        each=0 if share else 5_000_000 if kind in ("people", "icons") else 0,
    )  # fmt: skip


def spans(text: str) -> tuple[Span, ...]:
    return (Span(text),)


@st.composite
def items(take: Take[Any], language: str, depth: int = 0) -> ListItem:
    hanging = None
    if take(st.booleans()):
        figure = take(figures(share=True))
        chart = None
        if take(st.booleans()):
            kind = take(st.sampled_from(get_args(ChartKind)))
            datum = Datum(figure, take(texts(language)))
            chart = Chart(kind, (datum,), "", take(st.sampled_from(("", "alt"))), kind, HERE)
        hanging = Hanging(figure, True, chart)
    blocks = take(st.lists(inner(language, depth + 1), max_size=2)) if depth < 2 else []
    return ListItem(spans(take(texts(language))), HERE, hanging, tuple(blocks))


@st.composite
def lists(take: Take[Any], language: str, depth: int = 0) -> ItemList:
    return ItemList(
        tuple(take(st.lists(items(language, depth), min_size=1, max_size=3))), "item", HERE
    )


def inner(language: str, depth: int) -> st.SearchStrategy[Block]:
    return st.one_of(
        texts(language).map(lambda text: Paragraph(spans(text), "note", HERE)),
        drawn_charts(language),
        lists(language, depth),
    )


@st.composite
def key_figures(take: Take[Any], language: str) -> KeyFigure:
    return KeyFigure(take(figures()), spans(take(texts(language))), HERE)


@st.composite
def walls(take: Take[Any]) -> LogoWall:
    return LogoWall(
        tuple(
            Logo(f"m{n}", "Mark", "Mark", take(st.sampled_from(("wide.svg", "tall.svg"))), None,
                 take(st.sampled_from((0.0, 8.0))), 0.25, ("paper",), n, False, HERE,
                 (("ink", BLACK),))
            for n in range(take(st.integers(1, 4)))
        ), "wall", HERE,
    )  # fmt: skip


@st.composite
def tables(take: Take[Any], language: str) -> Table:
    """Rows of words and numbers below a subhead, with dots between them or not."""
    count = take(st.integers(1, 3))
    align = st.sampled_from(get_args(CellAlign))
    columns = tuple(TableColumn(take(align), leader=take(st.booleans())) for _ in range(count))
    words = st.one_of(texts(language), st.sampled_from(NUMBERS))

    def row(kind: Any) -> TableRow:
        head = kind == "head"
        cells = [TableCell(spans(take(words)), at, HERE, head=head) for at in range(count)]
        return TableRow(kind, tuple(cells), HERE)

    body = [row("row") for _ in range(take(st.integers(1, 3)))]
    group = TableRow("group", (TableCell(spans("A"), 0, HERE, columns=count, head=True),), HERE)
    rows = (row("head"), group, *body, row("total"))
    title = spans(take(texts(language)))
    return Table("t", "one.0", columns, rows, title, "", "continued", ".", "table", HERE)


def blocks(language: str) -> st.SearchStrategy[Block]:
    picture = PictureBlock("heap.jpg", "A heap", (Span("Photo: X"),), (0.5, 0.5), 1.5, HERE)
    return st.one_of(
        texts(language, 30).map(lambda text: Paragraph(spans(text), "text", HERE)),
        texts(language).map(lambda text: Heading(3, spans(text), "heading", HERE)),
        key_figures(language),
        tables(language),
        lists(language),
        drawn_charts(language),
        walls(),
        st.just(picture),
    )


@st.composite
def type_styles(take: Take[Any], most: float = 40.0) -> dict[str, Any]:
    size = take(st.floats(4, most))
    return {
        "family": take(st.sampled_from(("text", "display"))),
        "weight": take(st.sampled_from((400, 700))),
        "size": size,
        "leading": max(3.0, size * take(st.sampled_from((0.5, 1.0, 1.25, 1.25, 1.25)))),
        "align": take(st.sampled_from(("justify", "start", "centre", "end"))),
        "hyphenate": take(st.booleans()),
        "capitals": take(st.booleans()),
        "balance": take(st.booleans()),
        "tracking": take(st.sampled_from((0.0, 0.0, -20.0, 100.0))),
    }


@st.composite
def sheets(take: Take[Any]) -> StyleSheet:
    width, height = take(st.integers(45, 150)), take(st.integers(90, 260))
    side = st.integers(0, 20)
    rule = st.one_of(
        st.none(),
        st.fixed_dictionaries(
            {"colour": st.just("black"), "length_mm": st.sampled_from((None, 10, 60, 150))}
        ),
    )
    design = {
        "margin": {name: take(side) for name in ("top", "right", "bottom", "left")},
        "columns": take(st.sampled_from((1, 1, 2))),
        "gutter_mm": take(st.integers(0, 8)),
        "hang_mm": take(st.sampled_from((0, 8, 20))),
        "hang_gap_mm": take(st.integers(0, 5)),
        "hero_mm": take(st.sampled_from((0, 0, 30))),
        "title_lines": take(st.integers(1, 2)),
        "marker": {"text": take(st.sampled_from(("›", "–", "»»»")))},
        "spread": take(st.sampled_from(("none", "blocks"))),
        "title_rule": take(rule),
        "item_rule": take(rule),
    }
    looks = {
        kind: {
            "inks": ["black"],
            "thickness": take(st.floats(0.05, 1.0)),
            "height_mm": take(st.sampled_from((None, None, 3, 20, 60))),
        }
        for kind in get_args(ChartKind)
    }
    kinds = ("chart-label", "chart-value", "chart-title")
    return typed(
        StyleSheet,
        {
            "format": {"fold": "none", "size": (width, height)},
            "families": FAMILIES,
            "baseline": take(st.floats(3, 8)),
            "type": {
                **{role: take(type_styles()) for role in take(st.sets(st.sampled_from(ROLES)))},
                **{role: take(type_styles(16.0)) for role in kinds},
            },
            "designs": {"default": design},
            "charts": looks,
            "walls": {"wall": {"height_mm": take(st.integers(4, 30))}},
        },
    )


@st.composite
def brochures(take: Take[Any]) -> tuple[Edition, StyleSheet]:
    language = take(st.sampled_from(sorted(WORDS)))
    main = take(st.lists(blocks(language), min_size=1, max_size=4))
    foot = take(st.lists(blocks(language), max_size=2))
    title = take(st.one_of(st.just(""), texts(language, 4)))
    panel = Panel("one", "default", title, tuple(main), tuple(foot), HERE)
    edition = Edition("t", language, "T", "", "", (), "2020", (panel,), ())
    return edition, take(sheets())


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> FilePath:
    folder = tmp_path_factory.mktemp("project")
    Image.new("RGB", (90, 60), (200, 80, 40)).save(folder / "heap.jpg")
    for name, (width, height) in {"wide": (90, 9), "tall": (9, 30)}.items():
        (folder / f"{name}.svg").write_text(
            f'<svg viewBox="0 0 {width} {height}">'
            f'<rect class="ink" width="{width}" height="{height}"/></svg>'
        )
    (folder / "assets").mkdir()
    (folder / "assets/style.yaml").write_text("format: {fold: none}\n")
    return folder


class Drawn:
    """A memory that has everything made, and notes the charts."""

    def __init__(self) -> None:
        self.arts: list[Art] = []

    def __call__(
        self, kind: type[T], made_from: object, make: Callable[[], T], *, on_disk: bool = True
    ) -> T:
        made = make()
        if isinstance(made, Art):
            self.arts.append(made)
        return made


def is_error(found: tuple[Diagnostic, ...]) -> bool:
    return any(fault.severity == "error" for fault in found)


def glyph_inks(run: Glyphs) -> list[Rect]:
    face = load(run.face)
    scale = run.size / face.upem
    boxes = []
    for glyph in run.glyphs:
        found = face.font.get_glyph_extents(glyph.gid)
        if found and found.width:
            x = run.x + glyph.x + found.x_bearing * scale
            y = run.y + glyph.y - found.y_bearing * scale
            boxes.append(Rect(x, y, found.width * scale, -found.height * scale))
    return boxes


def inks(items: tuple[Item, ...], matrix: Matrix) -> Iterator[tuple[Rect, Item]]:
    """The boxes of all that is painted, where it stands on the panel."""
    for item in items:
        match item:
            case Mark():
                yield from inks(item.items, matrix)
            case Group() if item.clip is not None:
                inner = matrix @ item.matrix
                yield inner.apply_rect(bounds(outline_points(item.clip))), item
            case Group() | Form():
                yield from inks(item.items, matrix @ item.matrix)
            case Glyphs():
                yield from ((matrix.apply_rect(box), item) for box in glyph_inks(item))
            case Path():
                yield matrix.apply_rect(bounds(outline_points(item.outline))), item
            case Picture():
                yield matrix.apply_rect(item.frame), item
            case _:
                assert isinstance(item, Link)


def stands_within(box: Rect, size: Size, by: float = 1.0) -> bool:
    """Within a panel, side bearings and the finest of lines aside."""
    return (
        min(box.x, box.y) >= -by and box.right <= size.width + by and box.bottom <= size.height + by
    )


def chart_texts(art: Art) -> list[list[Rect]]:
    """The boxes of the glyphs of each text of a chart."""
    found: dict[tuple[str, int], list[Rect]] = {}
    for part in art.parts:
        for item in art.items[part.first : part.last]:
            if isinstance(item, Glyphs):
                found.setdefault((part.saying, part.datum), []).extend(glyph_inks(item))
    return list(found.values())


def check_chart(art: Art) -> None:
    """No text of a sound chart meets another, and nothing stands out of its box.

    Accents may, by a share of the type size, and so may the feet of large signs.
    """
    if is_error(art.diagnostics):
        return
    for one, other in combinations(chart_texts(art), 2):
        assert not any(a.overlaps(b, 0.1) for a in one for b in other)
    for box, item in inks(art.items, Matrix()):
        stray = 0.4 * item.size if isinstance(item, Glyphs) else 0.03 * box.height
        assert stands_within(box, art.size, max(stray, 1.1)), item


@st.composite
def orders(take: Take[Any]) -> tuple[ChartOrder, StyleSheet]:
    language = take(st.sampled_from(sorted(WORDS)))
    chart, sheet = take(drawn_charts(language)), take(sheets())
    width = float(take(st.integers(30, 420)))
    return ChartOrder(chart, width, language, "paper", take(st.booleans())), sheet


HARD = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture,
                           HealthCheck.data_too_large],
)  # fmt: skip


@given(orders())
@settings(HARD, max_examples=50)
def test_no_text_of_a_chart_meets_another_or_leaves_it_unsaid(
    root: FilePath, ordered: tuple[ChartOrder, StyleSheet]
) -> None:
    order, sheet = ordered
    with suppress(DepliantError):
        check_chart(draw(order, Job(sheet, Folder(root), coated())))


@given(brochures())
@settings(HARD, max_examples=40)
def test_all_stands_within_its_panel_or_is_an_error(
    root: FilePath, brochure: tuple[Edition, StyleSheet]
) -> None:
    edition, sheet = brochure
    draw = Drawn()
    try:
        composition = compose(edition, Job(sheet, Folder(root), coated(), draw))
    except DepliantError:
        return
    for art in draw.arts:
        check_chart(art)
    (panel,) = composition.panels
    if not is_error(panel.diagnostics):
        for box, item in inks(panel.marks, Matrix()):
            assert stands_within(box, panel.leaf.size), item
