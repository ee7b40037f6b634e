"""Small editions, and a frozen copy of the leaflet, laid out with charts that are only boxes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path as FilePath
from typing import TypeVar

import pytest
from msgspec.structs import replace

from depliant.colour import BLACK
from depliant.content.inline import Span
from depliant.content.model import Block, Chart, Edition, Panel, Paragraph
from depliant.content.orthotypography import set_right
from depliant.content.publication import load as load_publication
from depliant.content.resolve import resolve
from depliant.display.items import Form, Glyphs, Group, Item, Mark, Path
from depliant.errors import Place
from depliant.geometry import IDENTITY, Matrix, Rect, Size, rectangle
from depliant.graphics.art import Art
from depliant.layout.compose import Composition, compose
from depliant.layout.job import Job
from depliant.press.condition import OutputCondition
from depliant.source.folder import Folder
from depliant.source.reading import typed
from depliant.style.inheritance import load_style
from depliant.style.printing import output_condition
from depliant.style.sheet import Design, Format, Margin, StyleSheet, TypeStyle

ROOT = FilePath(__file__).parents[1] / "data" / "frozen"
"""A frozen copy of the leaflet."""
HERE = Place("content.yaml", 7, 3)
T = TypeVar("T")


def box_chart(chart: Chart, width: float) -> Art:
    """A chart that is a black box about as high as the real one."""
    heights = {"donut": width, "icons": 12.0, "people": 110.0}
    size = Size(width, heights.get(chart.kind, 45.0))
    hole = width * 0.8 if chart.kind == "donut" else 0.0
    return Art((Path(rectangle(Rect(0, 0, *size)), fill=BLACK),), size, hole=hole)


def boxes(kind: type[T], made_from: object, make: Callable[[], T], *, on_disk: bool = True) -> T:
    """A memory in which every chart is a box, and nothing else is."""
    if kind is not Art:
        return make()
    assert isinstance(made_from, tuple)
    art = box_chart(made_from[0], made_from[2])
    assert isinstance(art, kind)
    return art


@cache
def coated() -> OutputCondition:
    """FOGRA39 from the repository's own profile."""
    return output_condition(StyleSheet(), Folder(ROOT))


def job(the_sheet: StyleSheet, root: FilePath = ROOT) -> Job:
    """Lay out with the files in `root` and charts that are boxes."""
    return Job(the_sheet, Folder(root), coated(), boxes)


def paragraph(text: str, role: str = "text") -> Paragraph:
    return Paragraph((Span(text),), role, HERE)


def panel(*blocks: Block, name: str = "one", foot: tuple[Block, ...] = ()) -> Panel:
    return Panel(name, "default", "", blocks, foot, HERE)


def edition(*panels: Panel) -> Edition:
    return Edition("test", "fr", "Test", "", "", (), "2020-01-01", panels, ())


def sheet(**changes: object) -> StyleSheet:
    """One page of 60 by 80 mm with margins of 5 mm, text of 8 on 10 pt, a grid of 5 pt."""
    given: dict[str, object] = {
        "format": Format(fold="none", size=(60, 80)),
        "baseline": 5.0,
        "type": {
            "text": TypeStyle(size=8, leading=10, align="justify", hyphenate=True),
            "heading": TypeStyle(size=12, leading=15),
            "title": TypeStyle(size=14, leading=20),
        },
        "designs": {"default": Design(margin=Margin(top=5, right=5, bottom=5, left=5))},
    }
    return typed(StyleSheet, given | changes)


def composed(the_edition: Edition, the_sheet: StyleSheet) -> Composition:
    return compose(the_edition, job(the_sheet))


def glyph_runs(
    items: tuple[Item, ...], matrix: Matrix = IDENTITY
) -> Iterator[tuple[Glyphs, int | None]]:
    """Every run of glyphs where it stands on the panel, with its content number."""
    for item in items:
        match item:
            case Mark(items=inside, content=number):
                for run, _ in glyph_runs(inside, matrix):
                    yield run, number
            case Group(items=inside, matrix=inner) | Form(items=inside, matrix=inner):
                yield from glyph_runs(inside, matrix @ inner)
            case Glyphs():
                at = matrix.apply(item.x, item.y)
                yield replace(item, x=at.x, y=at.y), None
            case _:
                pass


@pytest.fixture(scope="session")
def leaflet() -> tuple[Edition, StyleSheet, Composition]:
    the_sheet = load_style(Folder(ROOT))
    the_edition, _ = set_right(resolve(load_publication(Folder(ROOT)), "fr")[0])
    return the_edition, the_sheet, composed(the_edition, the_sheet)
