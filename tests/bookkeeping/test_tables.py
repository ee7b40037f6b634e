"""The ledger as CSV and XLSX: nothing is lost on the way, nothing is guessed, nothing runs."""

from __future__ import annotations

import csv
import datetime
import io
import subprocess
import sys
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from depliant.bookkeeping.imports import Change, plan
from depliant.bookkeeping.reading import read_table
from depliant.bookkeeping.tables import COLUMNS, csv_bytes, rows, xlsx_bytes
from depliant.content.publication import Publication
from depliant.content.schema import Content
from depliant.errors import InputError
from depliant.figures.schema import Derived, Entry
from depliant.source.editing import written
from depliant.source.validated import validated
from depliant.source.yaml import parse_yaml

HEAD = "id: a\ntitle: b\nlanguage: fr # de la France\n"
PANELS = "panels: [{id: one, blocks: [{text: Bonjour}]}]\n"


def publication(ledger: str) -> Publication:
    source = parse_yaml(HEAD + ledger + PANELS, "content.yaml")
    return Publication(validated(Content, source), source, {})


def faults(tmp_path: Path, name: str, data: bytes, numbers: str | None = None) -> list[str]:
    """What is wrong with a table: code, row and column of each fault."""
    (tmp_path / name).write_bytes(data)
    try:
        plan(publication(""), read_table(tmp_path / name, numbers))
    except InputError as error:
        places = [
            ":".join(map(str, filter(None, item.place[1:3])))
            for item in error.diagnostics
            if item.place
        ]
        codes = [item.code for item in error.diagnostics]
        return [f"{code} {at}".strip() for code, at in zip(codes, places, strict=True)]
    return []


# --- round trips --------------------------------------------------------------------------------

WORDS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn"], exclude_characters="\ufeff"),
    min_size=1,
    max_size=12,
).filter(lambda words: words.strip(" \u200b\u200c\u200d\u2060"))
PRINTED = WORDS.map(str.strip).filter(bool)
DANGER = st.sampled_from(
    ["=1+1", "'=1", "''-2", "+x", "@SUM(1)", "-cmd|' /C calc'!A0", "＝1", "\t=1", "a\n=b", " =1"]
)
NUMBERS = st.decimals(1 - 10**15, 10**15 - 1, places=9).map(lambda n: f"{n.normalize() + 0:f}") | (
    st.integers(-(10**15) + 1, 10**15 - 1).map(str) | st.sampled_from(["712.000", "1.234", "0.5"])
)
PERIODS = st.sampled_from(["2016", "2016-06", "2016-06-30", "2015/2016", "2016-06/2017"])
IDS = st.sampled_from(["a", "b", "c", "d-e", "f_1"])
ISSUES = st.sampled_from(["2012-2017", "2018", "v1.0"])
SOURCES = st.sampled_from(["unstated", "s", "t"])
COMMON = {
    "unit": PRINTED,
    "date": PERIODS,
    "base": st.integers(1, 10**6).map(str) | IDS,
    "precision": st.sampled_from(["0.1", "1000", "1"]),
    "approximate": st.sampled_from(["true", "about", "over", "under", "some"]),
    "note": WORDS | DANGER,
    "valid_until": PERIODS,
    "part_of": IDS,
    "sums_to": IDS,
    "not_before": IDS | PERIODS,
    "same_as": IDS,
}


def entries(**more: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    given_ = st.fixed_dictionaries({"value": NUMBERS, "source": SOURCES}, optional=COMMON | more)
    calculated = st.fixed_dictionaries(
        {"formula": st.sampled_from(["a + b", "-a + b", "share(a, b)"])}, optional=COMMON | more
    )
    return given_ | calculated


FIGURES = st.dictionaries(
    IDS, entries(history=st.dictionaries(ISSUES, entries(), min_size=1)), min_size=1
)
ORIGIN = st.fixed_dictionaries(
    {"title": PRINTED},
    optional={"publisher": PRINTED, "date": PERIODS, "link": st.just("https://example.org/?a=1")},
)


def said(content: Content) -> dict[str, Any]:
    """A ledger without how it is written."""
    named = {
        entry.source
        for figure in content.figures.values()
        for entry in (figure, *figure.history.values())
        if isinstance(entry, Entry | Derived)
    }
    return {
        "figures": content.figures,
        "sources": {name: o for name, o in content.sources.items() if name in named},
    }


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(FIGURES, ORIGIN, st.sampled_from([".csv", ".xlsx"]))
def test_a_table_loses_nothing(
    tmp_path: Path, figures: dict[str, Any], origin: dict[str, Any], kind: str
) -> None:
    """Written as a table, and imported into a brochure without figures, a ledger is the same."""
    text = f"sources: {written({'s': origin, 't': {'title': 'T'}})}\nfigures: {written(figures)}\n"
    before = publication(text)
    table = rows(before.content)
    path = tmp_path / f"t{kind}"
    path.write_bytes(csv_bytes(table) if kind == ".csv" else xlsx_bytes(table))
    result = plan(publication("sources: {}\nfigures: {}\n"), read_table(path))
    after = validated(Content, parse_yaml(result.text, "content.yaml"))
    assert said(after) == said(before.content)
    assert "# de la France" in result.text
    again = plan(before, read_table(path))
    assert (again.changes, again.text) == ((), before.source.text)


def test_a_workbook_is_the_same_every_time() -> None:
    table = rows(publication("figures: {a: {value: 1.5, source: unstated}}\n").content)
    assert csv_bytes(table) == csv_bytes(table)
    cells = list(openpyxl.load_workbook(io.BytesIO(xlsx_bytes(table))).worksheets[0].values)
    assert cells[0] == COLUMNS
    assert cells[1][:3] == ("a", None, 1.5)


# --- what is shown and changed -------------------------------------------------------------------

LEDGER = """\
sources: {s: Enquête, t: {title: Registre, publisher: Mairie}}
figures:
  # les habitants
  fierte: {value: 76.9, unit: "%", date: 2016, source: s, note: gone}   # well known
  bus:    {value: 2, unit: bus, source: t}
  reste:  {value: 9, source: unstated}
"""


def test_an_import_says_what_changes(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_text(
        "id;value;unit;date;source;note;source_title\r\n"
        "fierte;80.1;%;2017;s;;Enquête\r\n"
        "bus;2;bus;;t;;\r\n"
        "trams;6;rames;;u;;Régie\r\n"
    )
    result = plan(publication(LEDGER), read_table(path))
    assert tuple(Change(*change[:6]) for change in result.changes) == (
        Change("sources", "u", "", "title", None, "Régie"),
        Change("figures", "fierte", "", "value", "76.9", "80.1"),
        Change("figures", "fierte", "", "date", "2016", "2017"),
        Change("figures", "fierte", "", "note", "gone", None),
        Change("figures", "trams", "", "value", None, "6"),
        Change("figures", "trams", "", "unit", None, "rames"),
        Change("figures", "trams", "", "source", None, "u"),
    )
    assert result.absent == ("reste",)
    assert result.text == HEAD + LEDGER.replace(
        '76.9, unit: "%", date: 2016, source: s, note: gone}',
        '80.1, unit: "%", date: 2017, source: s}',
    ).replace("publisher: Mairie}}", "publisher: Mairie}, u: Régie}") + (
        "  trams:  {value: 6, unit: rames, source: u}\n" + PANELS
    )


# --- what is refused ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "numbers", "expected"),
    [
        ("76.9", None, "76.9"),
        ("-76.9", None, "-76.9"),
        ("0.712", None, "0.712"),
        ("76,9", None, "76.9"),
        ("712 000", None, "712000"),
        ("712\u202f000", None, "712000"),
        ("712.000", None, "table-number 2:2"),
        ("712,000", None, "table-number 2:2"),
        ("1.234.567", None, "1234567"),
        ("1E+05", None, "table-number 2:2"),
        ("٧", None, "table-number 2:2"),
        ("76,9 %", None, "76.9"),
        ("76,9", "fr", "76.9"),
        ("712 000,5", "fr", "712000.5"),
        ("712\u202f000", "fr", "712000"),
        ("−3", "fr", "-3"),
        ("76.9", "fr", "table-number 2:2"),
        ("712.000", "fr", "table-number 2:2"),
        ("7 12 000", "fr", "712000"),
        ("71 20", "fr", "table-number 2:2"),
        ("712.000", "de", "712000"),
        ("712.000,5", "de", "712000.5"),
        ("712,000", "en", "712000"),
        ("712.000", "en", "712.000"),
    ],
)  # fmt: skip
def test_numbers_are_read_in_one_way_only(
    tmp_path: Path, cell: str, numbers: str | None, expected: str
) -> None:
    data = f"id;value;source\na;{cell};unstated\n".encode()
    if found := faults(tmp_path, "n.csv", data, numbers):
        assert found == [expected]
    else:
        entry = read_table(tmp_path / "n.csv", numbers).source.data["figures"]["a"]
        assert entry["value"] == expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", ["table-columns 1:1"]),
        (b"words,numbers\na,1\n", ["table-columns 1:1"]),
        (b"id,valeu\n", ["table-columns 1:2"]),
        (b"id,value,value\n", ["table-columns 1:3"]),
        (b"id,value,source\n,1,unstated\n", ["table-columns 2:1"]),
        (b"id,value,source\na,1,unstated,2\n", ["table-columns 2:1"]),
        (b"id,value,source\na,1,unstated\na,2,unstated\n", ["table-twice 3:1"]),
        (b"id,issue,value,source\na,x,1,unstated\na,x,2,unstated\n", ["table-twice 3:1"]),
        (b"id,value,source\na,1,s\n", ["source-unknown 2:3"]),
        (b"id,value,source\na,1,\n", ["key-missing 2:1"]),
        (b"id,value,source,date\na,1,unstated,juin-16\n", ["schema 2:4"]),
        (b"id,value,source\na b,1,unstated\n", ["schema 2:1"]),
        (b"id,value,source,source_title\na,1,s,X\nb,1,s,Y\n", ["table-source 3:4"]),
        (b"id,value,source,source_title\na,1,unstated,X\n", ["table-source 2:4"]),
        (b"id,value,source,source_publisher\na,1,unstated,X\n", ["table-source 2:4"]),
        (b"id,value,source,source_date\na,1,unstated,2024\n", ["table-source 2:4"]),
        (b"id,value,source,source_link\na,1,unstated,https://a.fr\n", ["table-source 2:4"]),
        (b"id,value,source,note\na,1,unstated,\x07\n", ["table-cell 2:4"]),
        (b'id,value,source,note\na,1,unstated,"open\n', ["table-syntax 2"]),
        ("id,note\na,é\n".encode("mac-roman"), ["table-encoding 2"]),
        ("id,note\na,é\n".encode("utf-16-be"), ["table-encoding 2"]),
        (b"id,value\n" + b"a" * 200_000 + b",1\n", ["table-syntax 2"]),
        (b"id\n" + b"\n" * 30_000, ["table-too-large 20002:1"]),
        (b"\n" * 17_000_000, ["table-too-large"]),
    ],
)
def test_bad_tables(tmp_path: Path, data: bytes, expected: list[str]) -> None:
    assert faults(tmp_path, "t.csv", data) == expected


def test_reading_stops_after_many_faults(tmp_path: Path) -> None:
    assert len(faults(tmp_path, "t.csv", b"id,value,source\n" + b"a,,s\n" * 9_000)) == 5000


def test_a_million_rows_end_in_a_diagnostic_in_bounded_memory(tmp_path: Path) -> None:
    path = tmp_path / "m.csv"
    with path.open("w") as file:
        file.write("id,value\n")
        file.writelines(f"f{number},1\n" for number in range(1_000_000))
    script = (
        "import re, sys; from pathlib import Path\n"
        "from depliant.bookkeeping.reading import read_table\n"
        "from depliant.errors import InputError\n"
        "try: read_table(Path(sys.argv[1]))\n"
        "except InputError as error: print(error.diagnostics[0].code)\n"
        "print(re.search(r'VmHWM:\\s+(\\d+)', Path('/proc/self/status').read_text())[1])"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True
    )
    code, kilobytes = run.stdout.split()
    assert code == "table-too-large"
    assert int(kilobytes) < 200_000


# --- workbooks ----------------------------------------------------------------------------------


def workbook(*table: list[Any]) -> bytes:
    book = openpyxl.Workbook()
    for row in table:
        book.worksheets[0].append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_cells_of_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "w.xlsx"
    path.write_bytes(
        workbook(
            ["id", "value", "date", "approximate", "base", "source", None],
            ["a", 76.9, 2016, True, 200, "unstated", None],
            [None] * 7,
            ["b", 0.1 + 0.2, datetime.datetime(2016, 6, 30), None, "a", "unstated", None],
            ["c", "712000", "2016-06", False, None, "unstated", None],
        )
    )
    figures = read_table(path).source.data["figures"]
    assert figures["a"] == {
        "value": "76.9", "date": "2016", "approximate": "true", "base": "200",
        "source": "unstated",
    }  # fmt: skip
    assert (figures["b"]["value"], figures["b"]["date"]) == ("0.3", "2016-06-30")
    assert (figures["c"]["value"], figures["c"]["date"]) == ("712000", "2016-06")


def test_formulas_without_their_results_are_refused(tmp_path: Path) -> None:
    data = workbook(["id", "value", "source"], ["a", "=1+1", "unstated"], ["b", "?", "unstated"])
    assert faults(tmp_path, "w.xlsx", data) == ["table-formula 2:2", "table-number 3:2"]


@pytest.mark.parametrize("bomb", ["doctype", "size", "cut", "text"])
def test_hostile_workbooks(tmp_path: Path, bomb: str) -> None:
    data = workbook(["id"], ["a"])
    if bomb == "cut":
        data = data[: len(data) // 2]
    elif bomb == "text":
        data = b"id,value\n"
    else:
        stream = io.BytesIO(data)
        with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
            evil = b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
            archive.writestr("xl/x.xml", evil if bomb == "doctype" else bytes(80_000_000))
        data = stream.getvalue()
    code = "table-too-large" if bomb == "size" else "table-syntax"
    assert [item.split()[0] for item in faults(tmp_path, "w.xlsx", data)] == [code]


# --- injection ----------------------------------------------------------------------------------


@given(DANGER | WORDS.map("=".__add__) | WORDS.map("@".__add__))
def test_no_exported_cell_runs(note: str) -> None:
    ledger = f"figures: {{a: {{value: -5, source: unstated, note: {written(note)}}}}}\n"
    table = rows(publication(ledger).content)
    [_, cells] = csv.reader(io.StringIO(csv_bytes(table).decode(), newline=""))
    row = dict(zip(COLUMNS, cells, strict=True))
    assert row["note"][0] not in "=+-@\t\r"
    assert row["value"] == "-5"
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(table))).worksheets[0]
    assert {cell.data_type for line in sheet.iter_rows() for cell in line} <= {"s", "n"}
    assert Decimal(sheet["C2"].value) == -5
