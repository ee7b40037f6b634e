"""Cells are said with their headers and spans: by scope, by identifiers, or as they stand."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Pdf, String

from depliant.readaloud.reading import read_aloud
from depliant.readaloud.tables import Headers, grid
from depliant.readaloud.tree import Node

from .conftest import data, marked, tagged

Spec = tuple[Any, ...]


class Text:
    """Counts up the pieces of marked content as cells are made."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def __call__(self, role: str, text: str, **attributes: Any) -> Spec:
        """A cell; its attributes are those of a table, but for ID."""
        entries: dict[str, Any] = {}
        if "ID" in attributes:
            entries["ID"] = String(attributes.pop("ID"))
        if attributes:
            entries["A"] = Dictionary(
                {"/O": Name.Table, **{f"/{key}": value for key, value in attributes.items()}}
            )
        if not text:
            return (role, entries)
        self.texts.append(text)
        return (role, len(self.texts) - 1, entries)


def rows(pdf: Pdf) -> list[str]:
    """The rows of the one table of a file."""
    lines = read_aloud(data(pdf)).lines
    return [line.partition(": ")[2] for line in lines if line.startswith("  row")]


COLUMN, ROW, BOTH = Name.Column, Name.Row, Name.Both


def test_headers_by_scope() -> None:
    cell = Text()
    head = ("TR", cell("TH", "Town", Scope=BOTH), cell("TH", "1901", Scope=COLUMN))
    body = ("TR", cell("TH", "Lens", Scope=ROW), cell("TD", "24"))
    assert rows(tagged(marked(*cell.texts), ("Table", head, body))) == [
        "Town (header) | 1901 (header)",
        "Town: Lens (header) | 1901: 24",
    ]


def test_headers_without_a_scope_head_what_they_stand_over_or_before() -> None:
    cell = Text()
    head = ("TR", cell("TD", ""), cell("TH", "1901"))
    body = ("TR", cell("TH", "Lens"), cell("TD", "24"))
    assert rows(tagged(marked(*cell.texts), ("Table", head, body))) == [
        "(empty) | 1901 (header)",
        "Lens (header) | 1901: 24",
    ]


def test_headers_over_headers_and_spans() -> None:
    cell = Text()
    first = (
        "TR", cell("TH", "Town", RowSpan=2, Scope=COLUMN),
        cell("TH", "1901", ColSpan=2, Scope=COLUMN),
    )  # fmt: skip
    second = ("TR", cell("TH", "men", Scope=COLUMN), cell("TH", "women", Scope=COLUMN))
    third = ("TR", cell("TH", "Lens", Scope=ROW), cell("TD", "12"), cell("TD", "11"))
    table = ("Table", first, second, third)
    found = read_aloud(data(tagged(marked(*cell.texts), table))).lines
    assert found[1:] == (
        "table with 3 rows and 3 columns",
        "  row 1: Town (header, 2 rows) | 1901 (header, 2 columns)",
        "  row 2: men (header) | women (header)",
        "  row 3: Town: Lens (header) | 1901, men: 12 | 1901, women: 11",
        "end of table",
    )


def test_a_header_of_rows_is_said_again_where_it_is_not_in_the_row() -> None:
    cell = Text()
    table = (
        "Table",
        ("TR", cell("TH", "Artois", RowSpan=2, Scope=ROW), cell("TD", "Lens")),
        ("TR", cell("TD", "Arras")),
    )
    assert rows(tagged(marked(*cell.texts), table)) == [
        "Artois (header, 2 rows) | Lens",
        "Artois: Arras",
    ]


def test_headers_in_the_middle_take_the_place_of_those_above() -> None:
    cell = Text()
    table = (
        "Table",
        ("TR", cell("TH", "pits", Scope=COLUMN)),
        ("TR", cell("TD", "24")),
        ("TR", cell("TH", "towns", Scope=COLUMN)),
        ("TR", cell("TD", "89")),
    )
    assert rows(tagged(marked(*cell.texts), table)) == [
        "pits (header)", "pits: 24", "towns (header)", "towns: 89",
    ]  # fmt: skip


def test_those_in_the_head_of_the_table_stay() -> None:
    cell = Text()
    table = (
        "Table",
        ("THead", ("TR", cell("TH", "Hour"), cell("TH", "Stage"))),
        ("TBody", ("TR", cell("TH", "Friday", ColSpan=2, Scope=COLUMN)),
         ("TR", cell("TH", "18:00", Scope=ROW), cell("TD", "Quay"))),
        ("TBody", ("TR", cell("TH", "Saturday", ColSpan=2, Scope=COLUMN)),
         ("TR", cell("TH", "21:00", Scope=ROW), cell("TD", "Boat"))),
    )  # fmt: skip
    assert rows(tagged(marked(*cell.texts), table)) == [
        "Hour (header) | Stage (header)",
        "Friday (header, 2 columns)",
        "Hour, Friday: 18:00 (header) | Stage, Friday: Quay",
        "Saturday (header, 2 columns)",
        "Hour, Saturday: 21:00 (header) | Stage, Saturday: Boat",
    ]


def test_headers_that_a_cell_names() -> None:
    cell = Text()
    names = Array([String("b"), String("none"), String("a")])
    table = (
        "Table",
        ("TR", cell("TH", "one", ID="a", Scope=COLUMN), cell("TH", "two", ID="b", Scope=COLUMN)),
        ("TR", cell("TD", "x", Headers=names), cell("TD", "y", Headers=Array())),
    )
    assert rows(tagged(marked(*cell.texts), table)) == [
        "one (header) | two (header)",
        "two, one: x | two: y",
    ]


def test_attributes_by_class() -> None:
    cell = Text()
    head = cell("TH", "1901")
    table = (
        "Table",
        ("TR", (*head[:2], {"C": Name.wide})),
        ("TR", cell("TD", "a"), cell("TD", "b")),
    )
    pdf = tagged(marked(*cell.texts), table)
    wide = Dictionary(O=Name.Table, Scope=COLUMN, ColSpan=2)
    pdf.Root.StructTreeRoot.ClassMap = Dictionary(wide=Array([wide, 0]))
    assert rows(pdf) == ["1901 (header, 2 columns)", "1901: a | 1901: b"]
    own = Dictionary(O=Name.Table, ColSpan=1)
    pdf.Root.StructTreeRoot.K[0].K[0].K[0].A = own
    assert rows(pdf) == ["1901 (header)", "1901: a | b"]


@pytest.mark.parametrize("span", [0, -3, 10**9, Name.Two, String("2")])
def test_spans_that_cannot_be_do_no_harm(span: Any) -> None:
    cell = Text()
    row = ("TR", cell("TH", "a", ColSpan=span, RowSpan=span), cell("TD", "b"))
    [found] = rows(tagged(marked(*cell.texts), ("Table", row)))
    assert found.endswith(" | b")


# --- the place of each cell against a plain count ------------------------------------------------

CELLS = st.lists(
    st.lists(st.tuples(st.booleans(), st.integers(1, 3), st.integers(1, 3)), max_size=4),
    min_size=1, max_size=5,
)  # fmt: skip


@given(CELLS)
@settings(deadline=None)
def test_no_header_is_below_or_behind_its_cell(shape: list[list[tuple[bool, int, int]]]) -> None:
    table = grid(Node("Table", tuple(
        Node("TR", tuple(
            Node("TH" if is_header else "TD", rows=high, columns=wide)
            for is_header, high, wide in row
        ))
        for row in shape
    )))  # fmt: skip
    headers = Headers(table, lambda _: False)
    for cell in table.cells():
        over = headers.of(cell)
        assert len(set(map(id, over))) == len(over)
        for head in over:
            assert head.is_header
            beside = head.row < cell.row + cell.rows and cell.row < head.row + head.rows
            across = head.column < cell.column + cell.columns
            over_it = across and cell.column < head.column + head.columns
            assert (beside and head.column < cell.column) or (over_it and head.row < cell.row)


def test_headers_without_end_do_no_harm() -> None:
    start = time.process_time()
    heads = tuple(Node("TR", (Node("TH", scope="Column", columns=900),)) for _ in range(3_000))
    table = grid(Node("Table", (*heads, Node("TR", (Node("TD"),)))))
    headers = Headers(table, lambda _: False)
    [last] = table.rows[-1]
    assert len(headers.of(last)) == 20
    assert time.process_time() - start < 10


def test_a_header_as_long_as_an_essay_is_said_in_full_once() -> None:
    cell = Text()
    essay = "word " * 60
    table = ("Table", ("TR", cell("TH", essay, Scope=COLUMN)), ("TR", cell("TD", "x")))
    first, second = rows(tagged(marked(*cell.texts), table))
    assert first.startswith(essay.strip())
    assert second == f"{'word ' * 40}…: x"


def test_a_table_of_many_thousand_cells_is_read_in_time() -> None:
    row = Node("TR", tuple(Node("TD") for _ in range(20)))
    head = Node("TR", tuple(Node("TH", scope="Column") for _ in range(20)))
    start = time.process_time()
    table = grid(Node("Table", (head, *[row] * 5_000)))
    headers = Headers(table, lambda _: False)
    assert sum(len(headers.of(cell)) for cell in table.cells()) == 100_000
    assert time.process_time() - start < 10, "in proportion to its cells"
