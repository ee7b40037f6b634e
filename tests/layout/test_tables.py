"""Charts read as tables: the very text that is drawn, in rows, and nothing twice."""

from __future__ import annotations

from decimal import Decimal

import pytest
from msgspec.structs import replace

from depliant.content.inline import Span
from depliant.content.model import Chart, ChartKind, Datum, ItemList, ListItem
from depliant.display.items import Glyphs, Mark
from depliant.display.structure import Element, contents, walk
from depliant.figures.figure import Figure
from depliant.layout.compose import Composition, compose
from depliant.layout.job import Job
from depliant.source.folder import Folder
from depliant.style.sheet import StyleSheet

from .conftest import HERE, ROOT, coated, edition, glyph_runs, panel, sheet


def figure(number: int, shown: str) -> Figure:
    value = Decimal(shown.rstrip("%").replace(",", "."))
    unit = "%" if shown.endswith("%") else ""
    return Figure(f"f{number}", value, unit, shown, "", shown, shown, period=f"201{number}",
                  date=f"201{number}")  # fmt: skip


def chart(kind: ChartKind, *data: tuple[str, str], title: str = "", **more: object) -> Chart:
    made = tuple(Datum(figure(n, shown), label) for n, (label, shown) in enumerate(data))
    given = {"alt": "All of it.", "lead": "A chart.", **more}
    return Chart(kind, made, title, role=kind, place=HERE, **given)  # type: ignore[arg-type]


def laid(*blocks: Chart | ItemList) -> Composition:
    the_sheet: StyleSheet = sheet()
    return compose(edition(panel(*blocks)), Job(the_sheet, Folder(ROOT), coated()))


def texts(composition: Composition) -> dict[int, str]:
    """What is painted for each content, its words once each."""
    found: dict[int, str] = {}
    for run, number in glyph_runs(composition.panels[0].marks):
        if number is not None:
            found[number] = found.get(number, "") + run.text
    return found


def table(composition: Composition) -> list[tuple[str, ...]]:
    """The rows of the one table as (role, text) in one tuple each, caption first."""
    said = texts(composition)
    [found] = [e for e in walk(composition.structure) if e.role == "Table"]
    rows = []
    for kid in found.kids:
        assert isinstance(kid, Element)
        cells = [kid] if kid.role == "Caption" else kid.kids
        row: list[str] = []
        for cell in cells:
            assert isinstance(cell, Element)
            row += (cell.role, "".join(said[number] for number in contents(cell)))
        rows.append(tuple(row))
    return rows


PARTS = (("Pain et autres choses du même genre", "60%"), ("Lait", "40%"))


@pytest.mark.parametrize("kind", ["bar", "donut", "stacked-bar", "waffle", "people"])
def test_every_labelled_chart_is_a_table_of_its_own_text(kind: ChartKind) -> None:
    assert table(laid(chart(kind, *PARTS, title="Dépenses"))) == [
        ("Caption", "Dépenses"),
        ("TH", "Pain et autres choses du même genre", "TD", "60%"),
        ("TH", "Lait", "TD", "40%"),
    ]


def test_a_timeline_says_when() -> None:
    rows = table(laid(chart("timeline", ("Un", "5"), ("Deux", "7"))))
    assert rows == [
        ("TH", "Un", "TD", "2010", "TD", "5"),
        ("TH", "Deux", "TD", "2011", "TD", "7"),
    ]


def test_row_headers_have_their_scope_and_the_drawing_its_words() -> None:
    composition = laid(chart("bar", *PARTS))
    headers = [e for e in walk(composition.structure) if e.role == "TH"]
    assert [e.attributes for e in headers] == [(("Table", "Scope", "Row"),)] * 2
    [drawn] = [e for e in walk(composition.structure) if e.role == "Figure"]
    assert drawn.alt == "A chart."
    [number] = contents(drawn)
    [mark] = [m for m in composition.panels[0].marks if isinstance(m, Mark) and m.content == number]
    assert mark.bounds is not None
    assert not any(isinstance(item, Glyphs) for item in mark.items), "its words are in the table"


def test_the_figure_is_read_before_its_table() -> None:
    roles = [element.role for element in walk(laid(chart("bar", *PARTS)).structure)]
    assert roles == ["Document", "Sect", "Figure", "Table"] + ["TR", "TH", "TD"] * 2


@pytest.mark.parametrize("data", [(("Pain", "60%"),), (("Pain", "60%"), ("", "40%"))])
def test_a_chart_that_is_no_table_tells_its_data(data: tuple[tuple[str, str], ...]) -> None:
    composition = laid(chart("bar", *data))
    [drawn] = [e for e in walk(composition.structure) if e.role == "Figure"]
    assert drawn.alt == "All of it."
    assert "Table" not in {e.role for e in walk(composition.structure)}


def test_a_chart_below_a_sentence_is_no_table_and_silent_if_it_adds_nothing() -> None:
    told = chart("icons", ("panneaux", "3"), icon="bus")
    for block, roles in ((told, ["Figure"]), (replace(told, alt=""), [])):
        item = ListItem((Span("3 panneaux"),), HERE, blocks=(block,))
        composition = laid(ItemList((item,), "item", HERE))
        found = [element.role for element in walk(composition.structure)]
        assert found == ["Document", "Sect", "L", "LI", "Lbl", "LBody", "P", *roles]
        painted = [m for m in composition.panels[0].marks if isinstance(m, Mark)]
        assert any(mark.content is None for mark in painted) == (not roles)


def test_everything_in_the_structure_is_painted_once() -> None:
    composition = laid(chart("bar", *PARTS, title="Dépenses"), chart("people", *PARTS))
    numbers = list(contents(composition.structure))
    marked = [m.content for m in composition.panels[0].marks if isinstance(m, Mark)]
    assert sorted(numbers) == sorted({number for number in marked if number is not None})
