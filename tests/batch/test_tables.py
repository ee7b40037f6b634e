"""Tables of strangers: encodings, delimiters, workbooks, Parquet, and what is refused."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

import pyarrow
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from depliant.batch import parquet as parquet_files
from depliant.batch import tables
from depliant.batch.conditions import condition
from depliant.batch.tables import Record, Table, read_table
from depliant.bookkeeping import csvfiles
from depliant.errors import InputError


def read(path: Path, **said: str | None) -> Table:
    return read_table(path, **{"encoding": None, "sheet": None, "language": "fr", **said})  # type: ignore[arg-type]


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
def test_csv(tmp_path: Path, sign: str, encoding: str) -> None:
    path = tmp_path / "t.csv"
    text = f'Prénom{sign}Ville\r\nÉlodie{sign}"Lens{sign} Artois"\r\n\r\nZoé{sign}\r\n'
    path.write_bytes(text.encode(encoding))
    table = read(path)
    assert table.headings == ("Prénom", "Ville")
    assert table.records == (
        Record(2, ("Élodie", f"Lens{sign} Artois".replace("\t", "\t"))),
        Record(4, ("Zoé", "")),
    )
    assert table.column("prenom") == 0
    assert table.column("nom") is None


def test_lines_within_a_cell_keep_the_number_of_the_row(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text('a,b\n"1, rue X\n62000 Arras",2\nc,d\n', "utf-8")
    assert [one.number for one in read(path).records] == [2, 4]


def test_a_workbook(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["ID", "Montant", "Code postal", "Note"])
    sheet.append([7, 1234.5, "01000", None])
    sheet["B2"].number_format = "#,##0.00"
    book.save(tmp_path / "t.xlsx")
    table = read(tmp_path / "t.xlsx")
    assert table.headings == ("ID", "Montant", "Code postal", "Note")
    assert table.records == (Record(2, ("7", "1234.50", "01000", "")),)


def test_rows_that_are_hidden_are_told(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["ID"], [1], [2], [3]):
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    book.save(tmp_path / "t.xlsx")
    table = read(tmp_path / "t.xlsx")
    assert [one.number for one in table.records] == [2, 4]
    (note,) = table.notes
    assert (note.code, note.severity, str(note.place)) == ("table-left-out", "warning", "t.xlsx:3")


def test_parquet(tmp_path: Path) -> None:
    rows = pyarrow.table({"id": [1, None], "name": ["Ada", "Bob"], "share": [0.5, 2.0]})
    parquet.write_table(rows, tmp_path / "t.parquet")
    table = read(tmp_path / "t.parquet")
    assert table.headings == ("id", "name", "share")
    assert [one.cells for one in table.records] == [("1", "Ada", "0.5"), ("", "Bob", "2")]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("t.csv", b"", "batch-data"),
        ("t.csv", b"a,b\n", "batch-data"),
        ("t.csv", b"a,b\n1,2,3\n", "batch-data"),
        ("t.csv", b'a,b\n"1,2\n', "table-syntax"),
        ("t.csv", b"a,b\n\x81\xff,\x90\n", "table-encoding"),
        ("t.xlsx", b"PK\3\4 no workbook", "table-syntax"),
        ("t.ods", b"", "batch-data"),
        ("none.csv", None, "asset-unreadable"),
    ],
)
def test_what_is_no_table(tmp_path: Path, name: str, data: bytes | None, code: str) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError) as found:
        read(tmp_path / name)
    assert found.value.diagnostics[0].code == code


PEOPLE = Table(
    "t.csv",
    ("Country", "Age", "Full name"),
    (
        Record(2, ("FR", "17", "Ada")),
        Record(3, ("BE", "40", "Bob")),
        Record(4, ("FR", "9.5", "Eve")),
        Record(5, ("", "", "Nil")),
    ),
)


@pytest.mark.parametrize(
    ("where", "rows"),
    [
        ("COUNTRY = 'FR'", [2, 4]),
        ('country = "FR" and age >= 10', [2]),
        ("not country = 'FR'", [3, 5]),
        ("country in ('BE', '')", [3, 5]),
        ("country not in ('BE', '')", [2, 4]),
        ("(age < 10 or age > 30) and country != ''", [3, 4]),
        ("age = 9.50", [4]),
        ("`Full name` > 'Bob'", [4, 5]),
        ("country = 'FR' or country = 'BE' and age < 10", [2, 4]),
    ],
)
def test_where(where: str, rows: list[int]) -> None:
    test = condition(where, PEOPLE)
    assert [one.number for one in PEOPLE.records if test(one.cells)] == rows


@given(st.text(alphabet="age=<>()'\" and or not in 0123456789,`;.", max_size=60))
def test_a_condition_is_read_or_refused(where: str) -> None:
    code = ""
    try:
        assert isinstance(condition(where, PEOPLE)(PEOPLE.records[0].cells), bool)
    except InputError as fault:
        code = fault.diagnostics[0].code
    assert code in ("", "batch-condition", "row-column")


def test_a_parquet_file_of_very_many_cells_is_refused_with_the_bound(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(parquet_files, "BATCH_CELLS", 5)
    path = tmp_path / "t.parquet"
    parquet.write_table(pyarrow.table({"id": [1, 2, 3], "name": ["a", "b", "c"]}), path)
    with pytest.raises(InputError, match="more than 5 cells") as caught:
        parquet_files.read_parquet(path.read_bytes(), "t.parquet")
    assert caught.value.diagnostics[0].code == "batch-data"


def test_a_table_of_very_many_rows_or_columns_is_refused_with_the_bound(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tables, "MAXIMUM_ROWS", 5)
    path = tmp_path / "t.csv"
    path.write_text("a,b\n" + "1,2\n" * 6, "utf-8")
    with pytest.raises(InputError, match="more than 5 rows"):
        read(path)
    path.write_text(",".join(f"c{number}" for number in range(1001)) + "\n", "utf-8")
    with pytest.raises(InputError, match="more columns"):
        read(path)


@pytest.mark.parametrize("name", ["t.csv", "t.parquet"])
def test_a_table_of_very_many_cells_is_refused_with_the_bound(
    name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tables, "BATCH_CELLS", 5)
    path = tmp_path / name
    path.write_text("a,b\n" + "1,2\n" * 3, "utf-8")
    if name.endswith("parquet"):
        parquet.write_table(pyarrow.table({"a": [1, 2, 3], "b": [1, 2, 3]}), path)
    with pytest.raises(InputError, match="more than 5 cells"):
        read(path)


def test_a_row_without_end_is_refused_before_its_cells_are_made(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The bound is that of a row: as many of half its length are read."""
    monkeypatch.setattr(csvfiles, "_LONGEST", 100)
    path = tmp_path / "t.csv"
    path.write_text("a,b\n" + f"{'x' * 40},{'y' * 20}\n" * 9, "utf-8")
    assert len(read(path).records) == 9
    for row in ("," * 200, '"\n",' * 60):
        path.write_text(f"a,b\n1,2\n{row}\n", "utf-8")
        with pytest.raises(InputError, match="at most 100 characters") as caught:
            read(path)
        assert str(caught.value.diagnostics[0].place) == "t.csv:3"


def test_lines_without_end_are_refused_though_they_are_empty(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(csvfiles, "_MOST_LINES", 50)
    path = tmp_path / "t.csv"
    path.write_text("a,b\n1,2\n" + "\n" * 60, "utf-8")
    with pytest.raises(InputError, match="more than 50 lines"):
        read(path)


@given(st.text(st.sampled_from('a,"\r\n\x0b\u2028'), max_size=30))
def test_rows_are_those_of_a_stream_of_the_text(text: str) -> None:
    """However its lines end: what is read line by line is what Python reads of the whole."""

    def rows(lines: Iterable[str]) -> list[list[str]] | None:
        try:
            return list(csv.reader(lines, strict=True))
        except csv.Error:
            return None

    assert rows(csvfiles._Room().lines(text)) == rows(io.StringIO(text, newline=""))


def test_a_parquet_file_of_very_many_letters_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A few bytes of a dictionary stand for as many letters as there are rows."""
    monkeypatch.setattr(parquet_files, "BATCH_FILE", 5_000)
    path = tmp_path / "t.parquet"
    parquet.write_table(pyarrow.table({"a": ["w" * 900] * 6}), path)
    with pytest.raises(InputError, match="unfolds to more than it should"):
        parquet_files.read_parquet(path.read_bytes(), "t.parquet")
