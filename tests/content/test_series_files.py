"""Series whose values are kept in files, and what is wrong with these told at their cells."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from depliant.build import ledgers
from depliant.build.project import Project as Whole
from depliant.content.inline import plain
from depliant.content.issues import load_issue
from depliant.content.model import Paragraph
from depliant.content.publication import Publication
from depliant.content.publication import load as load_publication
from depliant.content.resolve import resolve
from depliant.errors import Diagnostic
from depliant.figures.issues import IssueLedger, ledger_of
from depliant.source.folder import Folder

from ..conftest import dress

Project = Callable[..., Path]
Found = Callable[..., list[Diagnostic]]

CSV = "year,population,jobs\n2015,1468000,498000\n2016,1470000,\n2017,1471000 p,505000\n"
FIGURES = """\
issue: "2017"
date: 2017-12
sources: {s: Recensement}
figures:
  population: {unit: habitants, source: s, file: assets/data/a.csv}
  jobs: {unit: emplois, source: s, file: assets/data/a.csv, values: {2016: 500000}}
panels:
  - id: one
    blocks:
      - text: "{population:last} et {jobs:2016}"
"""
NAME = "assets/data/a.csv"


def book(project: Project, csv: str | None = None, content: str = FIGURES) -> IssueLedger:
    root = project(content, files={NAME: CSV if csv is None else csv})
    publication = load_publication(Folder(root))
    return ledger_of(publication.content, publication.source)[0]


def points(ledger: IssueLedger, series: str) -> list[tuple[str, int, bool]]:
    (found,) = (one for one in ledger.series if one.id == series)
    return [(point.at, int(point.value or 0), point.provisional) for point in found.points]


def test_the_values_of_a_file_and_those_of_content_yaml(project: Project) -> None:
    ledger = book(project)
    assert points(ledger, "population") == [
        ("2015", 1468000, False),
        ("2016", 1470000, False),
        ("2017", 1471000, True),
    ]
    assert points(ledger, "jobs") == [
        ("2015", 498000, False),
        ("2016", 500000, False),
        ("2017", 505000, False),
    ]


@pytest.mark.parametrize(
    ("cell", "value", "flag"),
    [
        ("1 468 000", Decimal(1468000), ""),
        ("1\u202f468\u202f000", Decimal(1468000), ""),
        ('"12,5"', Decimal("12.5"), ""),
        ("12.50", Decimal("12.50"), ""),
        ("n.d.", None, ""),
        ("–", None, ""),
        ("", None, ""),
        ("9 (p)", Decimal(9), "p"),
        ("9 e", Decimal(9), "e"),
    ],
)
def test_how_a_value_may_be_written(
    project: Project, cell: str, value: Decimal | None, flag: str
) -> None:
    content = FIGURES.replace("{population:last} et {jobs:2016}", "b")
    ledger = book(project, f"year,population,jobs\n2014,1,2\n2015,{cell},3\n", content)
    (series,) = (one for one in ledger.series if one.id == "population")
    point = series.points[1]
    assert str(point.value) == str(value)
    assert (point.provisional, point.approximate) == (flag == "p", "about" if flag == "e" else "")


def test_places_have_a_key_and_what_they_are_called(project: Project) -> None:
    content = """\
figures:
  cantons: {source: unstated, file: assets/data/a.csv}
panels: [{id: one, blocks: [{text: "{cantons:noeux} {cantons:max}"}]}]
"""
    ledger = book(project, "canton,population\nNœux,41487\nÉtrœungt-Sud,3\n", content)
    (series,) = ledger.series
    assert [(point.at, point.label) for point in series.points] == [
        ("noeux", "Nœux"),
        ("etroeungt_sud", "Étrœungt-Sud"),
    ]


def test_months_of_a_workbook_are_months(project: Project) -> None:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.append(["mois", "ventes"])
    for month, value in ((1, 0.5), (2, 0.75)):
        sheet.append([date(2024, month, 1), value])
        sheet.cell(month + 1, 1).number_format = "mmm-yy"
        sheet.cell(month + 1, 2).number_format = "0.0%" if month == 1 else "0.00%"
    stream = io.BytesIO()
    workbook.save(stream)
    root = project("""\
figures: {v: {unit: "%", source: unstated, file: assets/data/v.xlsx}}
panels: [{id: one, blocks: [{text: "{v:2024-01}, {v:last:date}"}]}]
""")
    (root / "assets/data").mkdir(parents=True)
    (root / "assets/data/v.xlsx").write_bytes(stream.getvalue())
    edition, notes = resolve(load_publication(Folder(root)), "fr")
    assert [note for note in notes if note.severity == "error"] == []
    (text,) = edition.panels[0].blocks
    assert isinstance(text, Paragraph)
    assert plain(text.text) == "50,0\u202f%, février 2024".replace("\u202f", "\u00a0")


@pytest.mark.parametrize(
    ("csv", "place", "code"),
    [
        ("year,population,jobs\n2015,many,1\n", "assets/data/a.csv:2:2", "table-number"),
        ('year,population,jobs\n2015,"1,234",1\n', "assets/data/a.csv:2:2", "table-number"),
        ("year,population,jobs\n2015,1,1\n2015,2,2\n", "assets/data/a.csv:3:1", "table-twice"),
        ("year,population,jobs\n2015-13,2,2\n", "assets/data/a.csv:2:1", "table-cell"),
        ("year,population,jobs\n,2,2\n", "assets/data/a.csv:2:2", "table-cell"),
        ("year,people,jobs\n2015,2,2\n", "content.yaml:8:50", "table-column"),
        ("year,population,jobs\n", "assets/data/a.csv", "table-empty"),
        ("year,population,jobs\nmax,2,2\n", "assets/data/a.csv:2:1", "table-cell"),
    ],
)
def test_what_is_wrong_with_a_file(found: Found, csv: str, place: str, code: str) -> None:
    notes = found(FIGURES, files={NAME: csv})
    assert (code, place) in [(note.code, str(note.place)) for note in notes]


def test_headings_are_told_as_the_file_has_them(found: Found) -> None:
    notes = found(FIGURES, files={NAME: "Year,People,Jobs\n2015,2,2\n"})
    (fault,) = [note for note in notes if note.code == "table-column"]
    assert "Year, People, Jobs" in str(fault.hint)


def test_a_file_that_is_not_there(found: Found) -> None:
    assert {(note.code, str(note.place)) for note in found(FIGURES)} == {
        ("asset-missing", "content.yaml:8:50"),
        ("asset-missing", "content.yaml:9:42"),
    }


def test_columns_are_named_where_they_are_not_called_like_the_series(project: Project) -> None:
    content = FIGURES.replace(
        "file: assets/data/a.csv}\n  jobs",
        "file: assets/data/a.csv, column: Habitants, at: An}\n  jobs",
    ).replace("jobs: {unit", "jobs: {at: An, unit")
    ledger = book(project, "note,Habitants,An,jobs\nx,1,2015,2\ny,3,2016,4\n", content)
    assert points(ledger, "population") == [("2015", 1, False), ("2016", 3, False)]
    assert points(ledger, "jobs") == [("2015", 2, False), ("2016", 500000, False)]


@settings(max_examples=30)
@given(
    st.dictionaries(
        st.integers(1900, 2100),
        st.one_of(st.none(), st.decimals(-(10**6), 10**6, places=3, allow_nan=False)),
        min_size=1,
        max_size=20,
    )
)
def test_what_is_written_to_a_file_is_read_back(values: dict[int, Decimal | None]) -> None:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        root = Path(folder)
        lines = "".join(f"{year};{'' if v is None else f'{v:f}'}\n" for year, v in values.items())
        (root / "a.csv").write_text(f"an;v\n{lines}")
        (root / "content.yaml").write_text(
            "id: a\ntitle: b\nlanguage: fr\nfigures: {v: {source: unstated, file: a.csv}}\n"
            "panels: [{id: one, blocks: [{text: b}]}]\n"
        )
        publication = load_publication(Folder(root))
        (series,) = ledger_of(publication.content, publication.source)[0].series
    assert {int(point.at): point.value for point in series.points} == values
    assert [int(point.at) for point in series.points] == sorted(values)


# --- frozen, and begun again ----------------------------------------------------------------------


def texts(publication: Publication) -> str:
    edition, notes = resolve(publication, "fr")
    assert [note for note in notes if note.severity == "error"] == []
    (text,) = edition.panels[0].blocks
    assert isinstance(text, Paragraph)
    return " ".join(plain(text.text).replace("\u202f", " ").split())


def test_a_frozen_issue_keeps_its_values_whatever_becomes_of_the_file(project: Project) -> None:
    root = dress(project(FIGURES, files={NAME: CSV}))
    assert NAME in Whole.read(Folder(root)).looks
    assert ledgers.freeze(root, "2017")[0] == 2
    was = texts(load_publication(Folder(root)))
    (root / NAME).write_text(CSV.replace("1471000 p", "1480000"))
    notes = resolve(load_publication(Folder(root)), "fr")[1]
    frozen = [note for note in notes if note.code == "figure-frozen"]
    assert [str(note.place) for note in frozen if "population" in str(note.message)] != []
    words = (root / "content.yaml").read_text().replace('issue: "2017"', 'issue: "2018"', 1)
    (root / "content.yaml").write_text(words)
    publication = load_publication(Folder(root))
    assert [note for note in resolve(publication, "fr")[1] if note.code == "figure-frozen"] == []
    assert texts(publication) == "1 480 000 et 500 000"
    assert texts(load_issue(Folder(root), "2017").publication) == was == "1 471 000 et 500 000"
    history = publication.content.figures["population"].history["2017"]
    assert {at: point.value for at, point in history.values.items()} == {  # type: ignore[union-attr]
        "2015": 1468000,
        "2016": 1470000,
        "2017": 1471000,
    }


def test_a_frozen_value_cannot_be_changed(project: Project) -> None:
    root = dress(project(FIGURES, files={NAME: CSV}))
    ledgers.freeze(root, "2017")
    text = (root / "content.yaml").read_text()
    assert "2015: 498000" in text
    changed = text.replace("2015: 498000", "2015: 498001")
    (root / "content.yaml").write_text(changed)
    notes = resolve(load_publication(Folder(root)), "fr")[1]
    assert [note.code for note in notes if note.severity == "error"] == ["figure-frozen"]


def test_a_history_names_no_file(found: Found) -> None:
    content = FIGURES.replace(
        "file: assets/data/a.csv}\n",
        "file: assets/data/a.csv, history: {a: {source: s, file: b.csv}}}\n",
    )
    assert ("schema", "content.yaml:8:82") in [
        (note.code, str(note.place)) for note in found(content, files={NAME: CSV})
    ]
