"""Tables against those of LuaLaTeX: widths, the lines of cells, and the rows on each page.

What it makes of them is kept in tests/data/tex/tables.json, by the script beside it, so that no TeX
is needed here. TeX and we agree on what a column as wide as its words is (`l`), on how words break
in columns of given widths (`p`), and, as longtable does it, that rows are never parted, that a page
holds as many as it can, and that the head stands on each again below a word that says so. How much
room columns get that have too little for their words, TeX leaves to the writer: that is held to
WeasyPrint, in test_table.py.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from depliant.content.inline import plain
from depliant.content.model import TableColumn
from depliant.geometry import MM, Rect
from depliant.layout.blocks import lay
from depliant.layout.flow import pour
from depliant.layout.lines import galley
from depliant.layout.table_columns import columns_of
from depliant.layout.table_look import look_of

from .conftest import HERE, glyph_runs
from .test_table import row, setting, styled, table

DATA = Path(__file__).parents[1] / "data" / "tex" / "tables.json"
TABLES: dict[str, Any] = json.loads(DATA.read_text(encoding="utf-8"))
UNIT = 10
"""Points between two lines."""


def test_it_is_said_which_tex_made_them() -> None:
    assert "LuaHBTeX" in TABLES["made_with"]


@pytest.mark.parametrize("given", TABLES["natural"])
def test_columns_are_as_wide_as_their_words(given: dict[str, Any]) -> None:
    block = table(*(row(*texts) for texts in given["rows"]))
    look = look_of(block, setting(styled(gap_mm=0, width="words"), "en"))
    columns, found = columns_of(look, 1000.0)
    assert not found
    assert columns.widths == pytest.approx(given["widths"], abs=0.15)


@pytest.mark.parametrize("given", TABLES["narrow"])
def test_words_break_in_columns_as_tex_breaks_them(given: dict[str, Any]) -> None:
    wanted = [TableColumn(width_mm=width / MM) for width in given["widths"]]
    block = table(*(row(*texts) for texts in given["rows"]), columns=wanted)
    look = look_of(block, setting(styled(gap_mm=0), "en"))
    columns, found = columns_of(look, sum(given["widths"]))
    assert not found
    lines = [
        line.text.strip()
        for row_ in block.rows
        for cell in row_.cells
        for line in galley(
            look.setting, cell.text, look.type_of(row_, cell), columns.width(cell), HERE
        ).lines
    ]
    assert " / ".join(lines) == given["lines"]


@pytest.mark.parametrize("given", TABLES["pages"], ids=lambda given: f"{given['lines']} lines")
def test_the_same_rows_stand_on_each_page_below_the_same_head(given: dict[str, Any]) -> None:
    wanted = [TableColumn(width_mm=width / MM) for width in given["widths"]]
    rows = (row(*given["head"], kind="head"), *(row(*texts) for texts in given["rows"]))
    block = table(*rows, columns=wanted)
    measure = sum(given["widths"])
    style = {"gap_mm": 0, "padding": 0, "head": "text", "continued": "text"}
    stack = lay(block, setting(styled(**style), "en"), measure)
    height = given["lines"] * UNIT
    frames = [Rect(200.0 * number, 0.0, measure, height) for number in range(len(rows))]
    poured = pour(stack.slices, frames)
    assert not poured.overset
    pages: dict[float, list[str]] = {}
    for placed in poured.placements:
        said = " ".join(run.text.strip() for run, _ in glyph_runs(placed.slice.marks))
        pages.setdefault(placed.x, []).append(" ".join(said.split()))
    ours = [" / ".join(said) for said in pages.values()]
    head = " ".join(given["head"])
    again = f"({block.continued}) {head}"
    theirs = [page.replace(f"{given['continued']} / {head}", again) for page in given["pages"]]
    assert ours == theirs
    assert plain(block.rows[-1].cells[0].text) in ours[-1]
