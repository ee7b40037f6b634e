"""What travels with the screen file of a real brochure."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
import yaml

from depliant.build.pipeline import build
from depliant.build.report import BuildRequest
from depliant.errors import BrochureError

from .conftest import dress

FROZEN = Path(__file__).parent / "data" / "frozen"


def test_the_leaflet_carries_its_figures(tmp_path: Path) -> None:
    [file] = build(FROZEN, BuildRequest(targets=("screen",), out=tmp_path, preflight=False)).files
    with pikepdf.open(file.path) as pdf:
        carried = {name: entry.get_file().read_bytes() for name, entry in pdf.attachments.items()}
        relations = {str(entry.UF): str(entry.AFRelationship) for entry in pdf.Root.AF}
        described = [str(entry.Desc) for entry in pdf.Root.AF]
    assert relations == {"figures.csv": "/Data", "figures.json": "/Data"}
    assert all(text[:4] in ("Les ",) for text in described), "in the language of the edition"
    assert dict(file.carries) == {name: len(data) for name, data in carried.items()}
    written = yaml.safe_load((FROZEN / "content.yaml").read_text(encoding="utf-8"))["figures"]
    rows = list(csv.DictReader(io.StringIO(carried["figures.csv"].decode("utf-8"), newline="")))
    records = json.loads(carried["figures.json"])["figures"]
    assert [row["id"] for row in rows] == [record["id"] for record in records] == list(written)
    for row, record in zip(rows, records, strict=True):
        assert row["value"] == record["value"] == str(written[row["id"]]["value"])
        assert row["unit"] == record.get("unit", "") == written[row["id"]].get("unit", "")
    shares = {row["id"]: row for row in rows}
    assert shares["avis_positif"]["base"] == "personnes_interrogees"
    assert "juin 2016" in shares["avis_positif"]["source_title"]


def test_what_is_said_of_a_source_goes_along_and_nothing_is_made_up(
    project: Callable[..., Path], tmp_path: Path
) -> None:
    """Every figure's source is that of content.yaml; one without a source has none in the table."""
    written = """\
date: 2017-06-30
sources:
  s: {title: Enquête, publisher: INSEE, date: 2016, link: "https://www.insee.fr/x"}
  t: Registre
figures:
  a: {value: 5, date: 2015, source: s}
  b: {value: 7, source: t}
  c: {value: 9, source: unstated}
  d: {formula: a + b + c}
panels:
  - id: one
    blocks: [{text: "{a}, {b}, {c}, {d}"}]
"""
    root = dress(project(written))
    request = BuildRequest(targets=("screen",), out=tmp_path / "out", preflight=False)
    [file] = build(root, request).files
    with pikepdf.open(file.path) as pdf:
        table = pdf.attachments["figures.csv"].get_file().read_bytes().decode("utf-8")
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(table, newline=""))}
    told = {
        name: {key: row[key] for key in row if row[key] and (key == "date" or "source" in key)}
        for name, row in rows.items()
    }
    of_s = {
        "source": "s",
        "source_title": "Enquête",
        "source_publisher": "INSEE",
        "source_date": "2016",
        "source_link": "https://www.insee.fr/x",
    }
    assert told["a"] == {"date": "2015", **of_s}
    assert told["b"] == {"source": "t", "source_title": "Registre"}
    assert told["c"] == {"source": "unstated"}
    assert told["d"] == {}, told["d"]


def test_no_title_is_given_to_what_has_no_source(
    project: Callable[..., Path], tmp_path: Path
) -> None:
    written = (
        "date: 2017-06-30\nsources: {unstated: A notebook}\n"
        "figures: {a: {value: 5, source: unstated}}\n"
        "panels:\n  - id: one\n    blocks: [{text: '{a}'}]\n"
    )
    root = dress(project(written))
    request = BuildRequest(targets=("screen",), out=tmp_path / "out", preflight=False)
    with pytest.raises(BrochureError) as caught:
        build(root, request)
    assert [one.code for one in caught.value.diagnostics if one.severity == "error"] == ["schema"]
    assert not (tmp_path / "out").exists()


def test_without_figures_there_is_nothing_to_carry(
    project: Callable[..., Path], tmp_path: Path
) -> None:
    root = dress(project("date: 2017-06-30\npanels:\n  - id: one\n    blocks: [{text: A}]\n"))
    request = BuildRequest(targets=("screen",), out=tmp_path / "out", preflight=False)
    [file] = build(root, request).files
    assert file.carries == ()
    with pikepdf.open(file.path) as pdf:
        assert not pdf.attachments
        assert "/AF" not in pdf.Root
