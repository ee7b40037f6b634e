"""Every kind of chart wherever a block may stand, in a language of each direction."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path as FilePath
from typing import TypeVar, get_args

import pytest
from msgspec.structs import replace
from tests.graphics.plotting import SHEET as CHARTS
from tests.graphics.plotting import named, plot, series, years
from tests.graphics.test_odd_input import in_language

from depliant.content.inline import Span
from depliant.content.model import (
    Block,
    BoxBlock,
    Cell,
    Chart,
    ChartKind,
    Datum,
    Framed,
    Heading,
    Panel,
    Row,
)
from depliant.content.model_maps import MapKind, PlotMap, Tile
from depliant.content.model_plots import Annotation, Plot
from depliant.display.items import Glyphs, Mark, Path
from depliant.display.structure import walk
from depliant.figures.figure import Figure
from depliant.geometry import IDENTITY, Rect, bounds, mm, outline_points
from depliant.layout.compose import Composition, compose
from depliant.layout.job import Job
from depliant.layout.strays import leaves
from depliant.source.folder import Folder
from depliant.style.sheet import Format, StyleSheet
from depliant.text.ink import around, glyph_boxes

from .conftest import HERE, coated, edition, paragraph, sheet

JOB = FilePath(__file__).parents[1] / "jobs" / "c-departement"
MARGIN = {"top": 8, "right": 8, "bottom": 8, "left": 8}
SIZE = (140, 180)
T = TypeVar("T")
WORDS = "Depuis 2020, il meurt ici plus de gens qu’il n’en naît. "

TOWNS = named("Arras", "Béthune", "Calais", "Lens")
BORN = series("a", (18, 17, 15, 12), "Naissances")
DEAD = series("b", (14, 16, 15, 17), "Décès")
TIME = years(2021, 4)
CANTONS = tuple(
    replace(place, at=f"canton-0{number}") for number, place in enumerate(TOWNS, start=1)
)


def signs(kind: ChartKind) -> Chart:
    unit = "%" if kind in ("donut", "waffle", "people", "stacked-bar") else ""
    data = tuple(
        Datum(
            Figure(f"f{n}", Decimal(n), unit, str(n), unit, f"{n}{unit}", f"{n}{unit}",
                   period=str(2000 + n), date=str(2000 + n)),
            f"Nom {n}",
        )
        for n in ((2, 5, 3) if kind == "icons" else (12, 25, 30))
    )  # fmt: skip
    icon = "tram" if kind == "icons" else ""
    return Chart(kind, data, "Ce qui est trouvé", "Alt", kind, HERE, icon=icon, lead="Alt")


def located(kind: str) -> Plot:
    tiles = tuple(Tile(place.at, n % 2 + 1, n // 2 + 1) for n, place in enumerate(CANTONS))
    file = "assets/images/cantons.svg" if kind in ("map", "symbol-map") else ""
    others = tuple(f"canton-{number:02}" for number in range(5, 14)) if file else ()
    where = PlotMap(file, HERE, "pas de donnée", context=others, tiles=tiles)
    where = replace(where, labels="none" if kind == "map" else "names")
    return plot(kind, CANTONS, BORN, map=where)  # type: ignore[arg-type]


def kinds() -> Mapping[str, Block]:
    note = (Annotation(0, 2, "Une réforme"),)
    of_series = {
        "line": plot("line", TIME, BORN, DEAD, annotations=note),
        "area": plot("area", TIME, BORN),
        "columns": plot("columns", TIME, BORN, annotations=note),
        "columns side by side": plot("columns", TIME, BORN, DEAD),
        "columns on each other": plot("columns", TIME, BORN, DEAD, arrange="stacked"),
        "columns of shares": plot("columns", TIME, BORN, DEAD, arrange="shares"),
        "bars": plot("grouped-bar", TOWNS, BORN),
        "bars below each other": plot("grouped-bar", TOWNS, BORN, DEAD),
        "bars end to end": plot("grouped-bar", TOWNS, BORN, DEAD, arrange="stacked"),
        "dots in rows": plot("grouped-bar", TOWNS, BORN, marks="dots"),
        "lollipops": plot("grouped-bar", TOWNS, BORN, marks="lollipops"),
        "dumbbell": plot("dumbbell", TOWNS, BORN, DEAD),
        "range": plot("range", TIME, BORN, DEAD),
        "slope": plot("slope", years(2021, 2), series("a", (5, 6), "A"), series("b", (6, 4), "B")),
        "scatter": plot("scatter", TOWNS, BORN, DEAD),
        "pyramid": plot("pyramid", named("0-19", "20-39", "40-59", "60-79"), BORN, DEAD),
        "histogram": plot("histogram", TOWNS, BORN, limits=tuple(map(Decimal, range(0, 50, 10)))),
        "treemap": plot("treemap", TOWNS, BORN),
        "multiples": plot("line", TIME, BORN, DEAD, is_multiple=True),
        **{kind: located(kind) for kind in ("map", "symbol-map", "tile-map", "symbols")},
    }
    heads = {"title": "Ce que l’on trouve", "subtitle": "Par an, 2021-2024", "alt": "Alt"}
    of_figures: tuple[ChartKind, ...] = (
        "donut", "bar", "dots", "stacked-bar", "waffle", "people", "icons", "timeline",
    )  # fmt: skip
    return {name: replace(one, **heads) for name, one in of_series.items()} | {
        kind: signs(kind) for kind in of_figures
    }


def text() -> Block:
    return paragraph(WORDS * 4)


def in_row(block: Block) -> tuple[Block, ...]:
    return (Row((Cell((block,), 1.4), Cell((text(),), 1.0)), 4, 20, HERE),)


def in_box(block: Block) -> tuple[Block, ...]:
    title = Heading(3, (Span("Un encadré"),), "heading", HERE)
    return text(), BoxBlock(title, (block, text()), "box", HERE)


def alone(block: Block) -> tuple[Block, ...]:
    return text(), block, text()


PLACES: dict[str, Callable[[Block], tuple[Block, ...]]] = {
    "row": in_row,
    "box": in_box,
    "frame": alone,
    "columns": alone,
}


def looks(place: str) -> StyleSheet:
    design: dict[str, object] = {"margin": MARGIN}
    if place == "columns":
        design |= {"columns": 2, "gutter_mm": 5}
    if place == "frame":
        design |= {"frames": {"side": {"left_mm": 70, "right_mm": 8, "top_mm": 20}}}
    made = sheet(
        format=Format(fold="none", size=SIZE),
        designs={"one": design},
        copyfit={"steps": 0},
        boxes={"box": {"rule": {"colour": "black", "width": 1}}},
    )
    plain = CHARTS.charts["line"]
    others = dict.fromkeys((*get_args(ChartKind), *get_args(MapKind)), plain)
    others["map"] = replace(plain, inks=("sea",))
    return replace(
        made,
        type={**CHARTS.type, **made.type},
        charts={**CHARTS.charts, **others},
        swatches={**CHARTS.swatches, **made.swatches},
        families=dict.fromkeys(("text", "display"), ("Barlow", "IBM Plex Sans Arabic")),
    )


def anew(kind: type[T], made_from: object, make: Callable[[], T], *, on_disk: bool = True) -> T:
    """No memory: everything is made each time."""
    return make()


def laid(block: Block, place: str, language: str) -> Composition:
    blocks = PLACES[place](block)
    frames = (Framed("side", blocks, HERE),) if place == "frame" else ()
    main = (text(),) if place == "frame" else blocks
    panel = Panel("one", "one", "", main, (), HERE, frames=frames)
    pages = replace(edition(panel), language=language)
    return compose(pages, Job(looks(place), Folder(JOB), coated(), anew))


def drawn(composition: Composition) -> list[Rect]:
    """All that is painted, in points from the trim corner."""
    found = []
    for panel in composition.panels:
        for mark in panel.marks:
            for item, matrix in leaves(mark.items, IDENTITY) if isinstance(mark, Mark) else ():
                box = None
                if isinstance(item, Path):
                    box = bounds(outline_points(item.outline))
                elif isinstance(item, Glyphs):
                    box = around(glyph_boxes(item))
                if box is not None:
                    found.append(matrix.apply_rect(box))
    return found


@pytest.mark.parametrize("language", ["fr", "de", "ar"])
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("kind", kinds())
def test_it_stands_there_without_a_fault(kind: str, place: str, language: str) -> None:
    block = kinds()[kind]
    if isinstance(block, Plot):
        block = in_language(block, language)
    composition = laid(block, place, language)
    wrong = [one for one in composition.diagnostics if one.severity in ("error", "warning")]
    assert {one.code for one in wrong} <= {"chart-parts-alike", "chart-hues"}, wrong
    assert "row-stacked" not in {one.code for one in composition.diagnostics}
    page = Rect(0, 0, *map(mm, SIZE)).inset(*(mm(8) - 4,) * 4)
    for box in drawn(composition):
        assert box.x >= page.x
        assert box.right <= page.right
        assert box.bottom <= page.bottom
    roles = {one.role for one in walk(composition.structure)}
    assert roles & {"Figure", "Table"}, "a listener hears of it"
