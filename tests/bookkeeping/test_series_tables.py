"""Tables of series as officers keep them, taken in; and series given out and taken in again."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depliant.bookkeeping.imports import Plan, plan
from depliant.bookkeeping.reading import read_table
from depliant.bookkeeping.tables import csv_bytes, rows, xlsx_bytes
from depliant.content.publication import Publication
from depliant.content.schema import Content
from depliant.errors import InputError
from depliant.figures.schema import SeriesEntry
from depliant.source.validated import validated
from depliant.source.yaml import parse_yaml

CONTENT = """\
id: a
title: b
language: fr
sources: {s: Enquête}
figures:
  population: {unit: habitants, source: s, values: {2015: 1468000, 2018: 1471000}}  # of the census
  budget:
    unit: EUR
    source: s
    values:
      2015: {value: 1200000, note: Voté.}
      2016: 1300000
  cantons: {source: s, values: {canton-01: {label: Nœux, value: 3}, canton-02: 5}}
  fierte: {value: 76.9, unit: "%", source: s}
  kept: {source: s, file: a.csv, values: {2015: 1}}
panels: [{id: one, blocks: [{text: Bonjour}, {chart: bar, title: T, data: [
  {figure: "population:2015", label: Habitants}]}]}]
"""


def publication(content: str = CONTENT) -> Publication:
    source = parse_yaml(content, "content.yaml")
    return Publication(validated(Content, source), source, {})


def taken(folder: Path, table: str | bytes, content: str = CONTENT, kind: str = "csv") -> Plan:
    path = folder / f"t.{kind}"
    path.write_bytes(table if isinstance(table, bytes) else table.encode())
    own = publication(content)
    return plan(own, read_table(path, publication=own))


def values(found: Plan, name: str) -> dict[str, Any]:
    entry = publication(found.text).content.figures[name]
    assert isinstance(entry, SeriesEntry)
    return {
        at: (point.value, bool(point.provisional)) if point.provisional else point.value
        for at, point in entry.values.items()
    }


def told(folder: Path, table: str) -> list[tuple[str, str]]:
    with pytest.raises(InputError) as caught:
        taken(folder, table)
    return [(fault.code, str(fault.place)) for fault in caught.value.diagnostics]


@pytest.mark.parametrize(
    "table",
    [
        "année,population\n2015,1468000\n2016,1470000\n2018,1471500\n",
        "Année;Population;Remarque\n2015;1 468 000;x\n2016;1 470 000;\n2018;1 471 500;\n",
        "Population des cantons\n\nAn;Population (milliers)\n2015;1468\n2016;1470\n2018;1471,5\n",
        "Indicateur;2015;2016;2018\nPopulation;1468000;1470000;1471500\n",
        "id,date,value\npopulation,2015,1468000\npopulation,2016,1470000\npopulation,2018,1471500\n",
        "id,value\npopulation:2015,1468000\npopulation:2016,1470000\npopulation:2018,1471500\n",
    ],
)
def test_wide_and_long_tables_say_the_same(tmp_path: Path, table: str) -> None:
    found = taken(tmp_path, table)
    assert values(found, "population") == {"2015": 1468000, "2016": 1470000, "2018": 1471500}
    assert [*values(found, "population")] == ["2015", "2016", "2018"]  # where its time is
    assert "# of the census" in found.text
    changes = {(one.at, one.key): (one.old, one.new) for one in found.changes}
    assert changes == {
        ("2016", "value"): (None, "1470000"),
        ("2018", "value"): ("1471000", "1471500"),
    }
    assert all(one.cell for one in found.changes)


def test_a_new_series_has_its_unit_and_no_source_yet(tmp_path: Path) -> None:
    found = taken(tmp_path, "trimestre,ventes\nT1 2024,12.5\n2024-Q2,n.d.\nQ3 2024,13 p\n")
    assert values(found, "ventes") == {
        "2024-Q1": Decimal("12.5"),
        "2024-Q2": None,
        "2024-Q3": (Decimal(13), True),
    }
    entry = publication(found.text).content.figures["ventes"]
    assert isinstance(entry, SeriesEntry)
    assert entry.source == "unstated"


def test_places_are_found_by_what_they_are_called(tmp_path: Path) -> None:
    found = taken(tmp_path, "Canton,cantons\nNoeux,4\ncanton-02,6\nAilleurs,9\n")
    assert values(found, "cantons") == {"canton-01": 4, "canton-02": 6}
    assert "label: Nœux" in found.text


def test_what_is_said_of_a_value_stays_where_a_table_gives_its_number(tmp_path: Path) -> None:
    found = taken(tmp_path, "année,budget\n2015,1250000\n2016,1300000\n")
    assert "2015: {value: 1250000, note: Voté.}" in found.text
    assert [one.key for one in found.changes] == ["value"]


def test_an_empty_cell_takes_no_value_away(tmp_path: Path) -> None:
    found = taken(tmp_path, "année,population,budget\n2015,,1200000\n2018,1471000,\n")
    assert values(found, "population") == {"2015": 1468000, "2018": 1471000}
    assert values(found, "budget") == {"2015": 1200000, "2016": 1300000, "2018": None}


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("année,population\n2015,beaucoup\n2016,1\n", [("table-number", "t.csv:2:2")]),
        ("année,population\n2015,1\n2015,2\n", [("table-twice", "t.csv:3:2")]),
        ("année,population\n2015,712.000\n2016,1\n", [("table-number", "t.csv:2:2")]),
        ("année;population\n2015;3 km\n2016;1\n", [("table-unit", "t.csv:2:2")]),
        ("année,kept\n2015,3\n2016,1\n", [("table-series", "t.csv:2:2")]),
        ("id,value\nfierte:2015,3\n", [("table-series", "t.csv:2:1")]),
        (
            "id,value,unit\npopulation:2015,3,habitants\npopulation:2016,4,km\n",
            [("table-series", "t.csv:3:3")],
        ),
        ("id,value\npopulation:2015-13,3\n", [("schema", "t.csv:2:1")]),
    ],
)
def test_what_is_wrong_is_told_at_its_cell(
    tmp_path: Path, table: str, expected: list[tuple[str, str]]
) -> None:
    assert told(tmp_path, table) == expected


POINTS = st.dictionaries(
    st.one_of(
        st.integers(1800, 2100).map(str),
        st.builds("{}-{:02}".format, st.integers(1900, 2050), st.integers(1, 12)),
        st.sampled_from(["canton-01", "nord", "Zone_3"]),
    ),
    st.tuples(
        st.one_of(st.none(), st.decimals(-(10**9), 10**9, places=2, allow_nan=False)),
        st.booleans(),
        st.sampled_from(["", "about", "over"]),
        st.sampled_from(["", "Voté.", "a: b # c"]),
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=20)
@given(POINTS, st.sampled_from(["csv", "xlsx"]))
def test_series_that_are_given_out_are_taken_in_again(points: dict[str, Any], kind: str) -> None:
    from tempfile import TemporaryDirectory

    said = []
    for at, (value, provisional, approximate, note) in points.items():
        keys = [f"value: {'null' if value is None else f'{value:f}'}"]
        keys += ["provisional: true"] if provisional else []
        keys += [f"approximate: {approximate}"] if approximate else []
        keys += [f'note: "{note}"'] if note else []
        said.append(f"{at}: {{{', '.join(keys)}}}")
    content = (
        "id: a\ntitle: b\nlanguage: fr\nsources: {s: Enquête}\nfigures:\n"
        "  v: {unit: pas, date: 2020, source: s, precision: 0.01,\n"
        f"    values: {{{', '.join(said)}}}}}\n"
        "panels: [{id: one, blocks: [{text: b}]}]\n"
    )
    own = publication(content)
    table = rows(own.content)
    data = csv_bytes(table) if kind == "csv" else xlsx_bytes(table)
    with TemporaryDirectory() as folder:
        assert taken(Path(folder), data, content, kind).changes == ()
        emptied = content.replace(f"{{{', '.join(said)}}}", "{2222: 1}")
        filled = taken(Path(folder), data, emptied, kind)
    before, after = own.content.figures["v"], publication(filled.text).content.figures["v"]
    assert isinstance(before, SeriesEntry)
    assert isinstance(after, SeriesEntry)
    assert {at: point for at, point in after.values.items() if at != "2222"} == before.values
