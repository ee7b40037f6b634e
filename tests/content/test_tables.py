"""Tables in content: rows from files, numbers by the language, totals, messages, what is wrong."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from openpyxl import Workbook

from depliant.content.inline import plain
from depliant.content.messages import messages
from depliant.content.model import Table
from depliant.content.publication import Publication, load
from depliant.content.resolve import resolve
from depliant.errors import Diagnostic, InputError
from depliant.source.folder import Folder
from depliant.translation.digits import digit_proof

CSV = "day,time,act,minutes\nFriday,18:00,Walk,60\nFriday,19:30,Harbour,75.5\nMonday,11:00,Bag,\n"
COLUMNS = [
    {"heading": "Time", "from": "time"},
    {"heading": "Act", "from": "act"},
    {"heading": "Minutes", "align": "decimal", "total": "sum"},
]
FIGURES = {
    "visit": {"value": "26.5", "unit": "EUR", "source": "unstated"},
    "care": {"value": "8", "unit": "EUR", "source": "unstated"},
}


def project(
    folder: Path, table: Mapping[str, object], files: Mapping[str, bytes | str] | None = None
) -> Publication:
    content = {
        "id": "all",
        "title": "All",
        "language": "en",
        "figures": FIGURES,
        "panels": [{"id": "one", "blocks": [{"table": "hours", **table}]}],
    }
    given = {"content.yaml": yaml.safe_dump(content, sort_keys=False), **(files or {})}
    for name, data in given.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    return load(Folder(folder))


def found(publication: Publication, language: str = "en") -> tuple[Table, tuple[Diagnostic, ...]]:
    edition, notes = resolve(publication, language)
    (block,) = edition.panels[0].blocks
    assert isinstance(block, Table)
    return block, tuple(note for note in notes if note.code.startswith("table-"))


def shown(block: Table) -> list[list[str]]:
    return [[plain(cell.text) for cell in row.cells] for row in block.rows]


def faults(folder: Path, table: Mapping[str, object], **files: str | bytes) -> list[Diagnostic]:
    named = {f"assets/data/{name.replace('_', '.')}": data for name, data in files.items()}
    with pytest.raises(InputError) as caught:
        project(folder, table, named)
    return list(caught.value.diagnostics)


SCHEDULE = {"columns": COLUMNS, "file": "assets/data/a.csv", "group_by": "day"}


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_rows_of_a_file_are_rows_of_the_table_below_subheads(tmp_path: Path, sign: str) -> None:
    text = "\ufeff" + CSV.replace(",", sign).replace("75.5", "75,5" if sign == ";" else "75.5")
    table = {**SCHEDULE, "rows": [{"total": "All"}]}
    block, notes = found(project(tmp_path, table, {"assets/data/a.csv": text}))
    assert not notes
    assert shown(block) == [
        ["Time", "Act", "Minutes"],
        ["Friday"],
        ["18:00", "Walk", "60"],
        ["19:30", "Harbour", "75.5"],
        ["Monday"],
        ["11:00", "Bag", ""],
        ["All", "135.5"],
    ]
    assert [row.kind for row in block.rows].count("group") == 2


def test_a_workbook_gives_what_its_cells_show(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Prices"
    for row in (["What", "Price"], ["Visit", 26.5], ["Care", 1240]):
        sheet.append(row)
    for line in (2, 3):
        sheet.cell(line, 2).number_format = '#,##0.00 "EUR"'
    sheet.column_dimensions["C"].hidden = True
    data = io.BytesIO()
    book.save(data)
    table = {"file": "assets/data/p.xlsx", "sheet": "Prices"}
    publication = project(tmp_path, table, {"assets/data/p.xlsx": data.getvalue()})
    assert shown(found(publication)[0])[1:] == [["Visit", "€26.50"], ["Care", "€1,240.00"]]
    assert shown(found(publication, "fr")[0])[2][1] == "1\u202f240,00\u00a0€"


def test_numbers_are_written_by_the_language_and_years_are_not(tmp_path: Path) -> None:
    columns = [{"plain": True, "head": True}, {"unit": "%"}, {"align": "decimal"}]
    rows = [["2014", "3.25", "1250.50"], ["2015", "12.5", "007"]]
    publication = project(tmp_path, {"columns": columns, "rows": rows})
    assert shown(found(publication, "fr")[0])[0] == ["2014", "3,25\u00a0%", "1\u202f250,50"]
    assert shown(found(publication, "en")[0])[1] == ["2015", "12.5%", "007"]
    assert found(publication, "fr")[0].decimal == ","
    english, french = (resolve(publication, language)[0] for language in ("en", "fr"))
    assert not digit_proof(english, french)


def test_totals_count_numbers_and_figures_of_a_group_or_of_all(tmp_path: Path) -> None:
    columns = [{}, {"total": "sum"}, {"total": "mean"}, {"total": "most"}]
    rows = [
        {"group": "A"},
        ["x", "{visit:full}", "1.0", "5"],
        ["y", "{care:full}", "2.5", "7"],
        {"total": "A", "of": "group"},
        {"group": "B"},
        ["z", "{care:full}", "1.0", "6"],
        {"total": "B", "of": "group"},
        {"total": "Both"},
    ]
    block, notes = found(project(tmp_path, {"columns": columns, "rows": rows}))
    assert not notes
    totals = [line for line in shown(block) if line[0] in ("A", "B", "Both") and len(line) > 1]
    assert totals == [
        ["A", "€34.50", "1.8", "7"],
        ["B", "€8", "1.0", "6"],
        ["Both", "€42.50", "1.5", "7"],
    ]


def test_each_cell_is_a_message_by_its_row_and_column_and_numbers_are_none(tmp_path: Path) -> None:
    publication = project(tmp_path, SCHEDULE, {"assets/data/a.csv": CSV})
    said = {(one.context, one.text): one.reference for one in messages(publication)}
    assert said["one/table:hours/19:30/Act", "Harbour"] == "assets/data/a.csv:3"
    assert said["one/table:hours/group", "Monday"] == "assets/data/a.csv:4"
    assert ("one/table:hours/column", "Minutes") in said
    assert not [text for _, text in said if text in ("60", "75.5")]
    price = project(tmp_path, {"rows": [["A visit", "{visit:full}"]]})
    assert [one.text for one in messages(price) if "table" in one.context] == ["A visit"]


def test_what_is_wrong_in_a_cell_of_a_file_is_found_there(tmp_path: Path) -> None:
    text = CSV.replace("Harbour", "{harbour}")
    publication = project(tmp_path, SCHEDULE, {"assets/data/a.csv": text})
    [fault] = [one for one in resolve(publication, "en")[1] if one.code == "figure-unknown"]
    assert str(fault.place) == "assets/data/a.csv:3:3"


def test_rows_of_content_keep_their_places_behind_those_of_a_file(tmp_path: Path) -> None:
    table = {**SCHEDULE, "rows": [["{nothing}", "x", ""]]}
    publication = project(tmp_path, table, {"assets/data/a.csv": CSV})
    [fault] = [one for one in resolve(publication, "en")[1] if one.code == "figure-unknown"]
    place = fault.place
    assert place is not None
    line = (tmp_path / "content.yaml").read_text().splitlines()[(place.line or 0) - 1]
    assert place.file == "content.yaml"
    assert "{nothing}" in line


@pytest.mark.parametrize(
    ("change", "text", "code", "said"),
    [
        ({"file": "assets/data/a.ods"}, CSV, "table-kind", "a.ods"),
        ({"file": "assets/data/b.csv"}, CSV, "asset-missing", "b.csv"),
        ({"group_by": "dya"}, CSV, "table-column", "“dya”"),
        ({"columns": [{"from": "tmie"}]}, CSV, "table-column", "“tmie”"),
        ({}, "day,time\n", "table-empty", "a.csv"),
        ({}, CSV + 'Monday,"12:00,x,1\n', "table-syntax", "a.csv"),
        ({}, CSV.encode() + b"\xe9t\xe9,,,\n", "table-encoding", "a.csv"),
        ({}, CSV + "Monday,12:00,x,1\n" * 1100, "table-too-large", "1000"),
        ({}, CSV + f"Monday,12:00,{'x' * 3000},1\n", "table-cell", "2000"),
        ({}, CSV + f"Monday,12:00,{'x' * 20_000},1\n", "table-cell", "2000"),
        ({}, CSV + "Monday,12:00,a\x07b,1\n", "table-cell", "nothing can print"),
    ],
)
def test_files_that_cannot_be_used_are_refused(
    tmp_path: Path, change: dict[str, object], text: str | bytes, code: str, said: str
) -> None:
    [fault] = faults(tmp_path, {**SCHEDULE, **change}, a_csv=text, a_ods="x")
    assert fault.code == code
    assert said in str(fault.message)


def test_a_heading_that_is_meant_is_told_as_the_file_has_it(tmp_path: Path) -> None:
    table = {**SCHEDULE, "columns": [{"from": "tmie"}]}
    [fault] = faults(tmp_path, table, a_csv=CSV.replace("time", "Time", 1))
    assert str(fault.hint) == "Did you mean `Time`?"


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([["a", "b", "c"]], "table-row"),
        ([["a", {"text": "b", "columns": 2}]], "table-row"),
        ([["a", {"text": "b", "rows": 2}], {"group": "x"}], "table-row"),
        ([["a", {"text": "b", "rows": 2}]], "table-row"),
        ([["a", "b"], {"total": "All"}], "table-total"),
        ([["a", "1"], ["b", "{visit:full}"], {"total": "All"}], "table-total"),
    ],
)
def test_rows_that_do_not_fit_are_named(tmp_path: Path, rows: list[object], code: str) -> None:
    columns = [{"heading": "A"}, {"heading": "B", "total": "sum"}]
    _, notes = found(project(tmp_path, {"columns": columns, "rows": rows}))
    assert [note.code for note in notes] == [code]


def test_a_table_without_headings_has_them_in_its_first_column(tmp_path: Path) -> None:
    block, _ = found(project(tmp_path, {"rows": [["Monday", "8 h"], ["", "9 h"]]}))
    assert [[cell.head for cell in row.cells] for row in block.rows] == [[True, False], [False] * 2]


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({"table": "t"}, "must have `rows`, or a `file`"),
        (
            {"table": "t", "columns": [{"share": 0.4, "width_mm": 20}], "rows": [["a"]]},
            "must have `width_mm` or `share`, not both",
        ),
    ],
)
def test_a_table_without_rows_or_with_two_widths(
    table: dict[str, object], said: str, tmp_path: Path
) -> None:
    (fault,) = faults(tmp_path, table)
    assert (fault.code, fault.severity) == ("schema", "error")
    assert said in str(fault.message)
    assert fault.place is not None


# --- columns that are series ----------------------------------------------------------------------

SERIES = """\
id: all
title: All
language: fr
figures:
  births: {unit: naissances, source: unstated, values: {2020: 1790, 2021: null, 2023: 799}}
  deaths: {unit: décès, source: unstated, values: {2022: 5, 2023: 1200}}
  towns: {source: unstated, values: {c1: {label: Nœux, value: 3}, c2: 4}}
panels:
  - id: one
    blocks:
      - table: t
        columns: [{heading: An}, {heading: Naissances, series: births, total: sum},
                  {heading: Décès, series: deaths}]
        rows: [{total: Tout}]
"""


def of_series(folder: Path, content: str = SERIES) -> Publication:
    folder.mkdir(exist_ok=True)
    (folder / "content.yaml").write_text(content, encoding="utf-8")
    return load(Folder(folder))


def test_columns_that_are_series_have_a_row_for_each_time(tmp_path: Path) -> None:
    publication = of_series(tmp_path)
    block, notes = found(publication, "fr")
    assert not notes
    plainly = [[cell.replace("\u202f", " ") for cell in row] for row in shown(block)]
    assert plainly == [
        ["An", "Naissances", "Décès"],
        ["2020", "1 790", ""],
        ["2021", "", ""],
        ["2022", "", "5"],
        ["2023", "799", "1 200"],
        ["Tout", "2 589\u00a0naissances", ""],
    ]
    edition, told = resolve(publication, "fr")
    assert [note for note in told if note.severity == "error"] == []
    assert {fact.id for fact in edition.published.facts} == {
        "births:2020",
        "births:2023",
        "deaths:2022",
        "deaths:2023",
    }
    assert [one.text for one in messages(publication) if one.context.startswith("one/table")] == [
        "An",
        "Naissances",
        "Décès",
        "Tout",
    ]


def test_a_column_of_places_has_their_names(tmp_path: Path) -> None:
    content = SERIES.replace("series: births, total: sum", "series: towns").replace(
        "{heading: Décès, series: deaths}", "{heading: Note}"
    )
    block, _ = found(of_series(tmp_path, content.replace("rows: [{total: Tout}]", "")), "fr")
    assert shown(block)[1:] == [["Nœux", "3", ""], ["c2", "4", ""]]


@pytest.mark.parametrize(
    ("name", "code"), [("birth", "figure-unknown"), ("other", "figure-unknown")]
)
def test_a_column_that_names_no_series(tmp_path: Path, name: str, code: str) -> None:
    content = SERIES.replace("series: births", f"series: {name}").replace(
        "figures:\n", "figures:\n  other: {value: 3, source: unstated}\n"
    )
    with pytest.raises(InputError) as caught:
        of_series(tmp_path, content)
    (fault,) = caught.value.diagnostics
    assert (fault.code, fault.place and fault.place.line) == (code, 13)


def test_a_row_with_a_cell_too_few_is_told(tmp_path: Path) -> None:
    """Neither a row whose cell comes from above, nor one with a cell that is empty on purpose."""
    rows = [
        [{"text": "a", "rows": 2}, "b", "c"],
        ["d", "e"],
        ["f", "g", ""],
        [{"text": "h", "columns": 2}, "i"],
        ["j", "k"],
    ]
    columns = [{"heading": one} for one in "ABC"]
    _, notes = found(project(tmp_path, {"columns": columns, "rows": rows}))
    (note,) = notes
    assert (note.code, note.severity) == ("table-row-short", "warning")
    assert note.place is not None
    lines = (tmp_path / "content.yaml").read_text().splitlines()
    assert "j" in lines[(note.place.line or 0) - 1]
