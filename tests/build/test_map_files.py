"""The file of a map is a file of the project: read once, told apart by its bytes, and kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.conftest import dress

from depliant.build.project import Project
from depliant.commands.cli import run
from depliant.content.publication import blocks
from depliant.content.schema import MapPlot
from depliant.errors import Diagnostic

CONTENT = """\
sources: {{s: Census}}
figures:
  {series}: {{unit: people, date: 2024, source: s, values: {values}}}
panels:
  - id: one
    blocks:
      - heading: Ours
        level: 1
      - {chart}
"""
NAMED = "{a: {value: 5, label: A}, b: {value: 7, label: B}}"
MAP = "{chart: map, series: pop, map: assets/maps/m.svg, classes: 2}"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10">{}</svg>'
AREAS = '<rect id="a" width="9" height="10"/><rect id="b" x="11" width="9" height="10"/>'


def content(chart: str = MAP, values: str = NAMED) -> str:
    return CONTENT.format(series="pop", values=values, chart=chart)


def files(shapes: str = AREAS) -> dict[str, str]:
    return {"assets/maps/m.svg": SVG.format(shapes)}


def test_its_digest_is_one_of_the_edition_and_it_is_kept_with_an_issue(
    project: Callable[..., Path],
) -> None:
    root = dress(project(content(), files=files()))
    read = Project.read(root)
    assert "assets/maps/m.svg" in dict(read.digests(read.sheet))
    assert "assets/maps/m.svg" in read.looks, "what an issue keeps when it is frozen"


def test_a_drawing_is_one_too_beside_series(project: Callable[..., Path]) -> None:
    drawing = "{drawing: assets/maps/m.svg, alt: A map}"
    root = dress(project(content(drawing), files=files()))
    assert "assets/maps/m.svg" in Project.read(root).looks


def test_a_map_that_changes_is_drawn_again(
    project: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    root = dress(project(content(), files=files()))
    run(["check", str(root)])
    assert "map-region" not in capsys.readouterr().err
    other = AREAS.replace('id="b"', 'id="bee"')
    (root / "assets/maps/m.svg").write_text(SVG.format(other), encoding="utf-8")
    run(["check", str(root)])
    said = capsys.readouterr().err
    assert "error[map-region]: assets/maps/m.svg has no region `b` for the value of B." in said
    assert said.count("map-region") == 2, "and a region without a value"


@pytest.mark.parametrize(
    ("chart", "code", "said"),
    [
        ("{chart: map, series: pop}", "schema", "`map`, the file of its regions"),
        ("{chart: tile-map, series: pop}", "schema", "`tiles`"),
        ("{chart: symbols, series: pop, property: x}", "schema", "no `property`"),
        ("{chart: symbols, series: pop, classes: 3}", "schema", "no classes"),
        ("{chart: map, series: pop, map: assets/m.svg}", "asset-missing", ""),
        ("{chart: map, series: pop, map: ../m.svg}", "path-outside", ""),
        (MAP.replace("classes: 2", "classes: {limits: [5, 3]}"), "schema", "rise"),
        (MAP.replace("classes: 2", "classes: {limits: [5], number: 3}"), "schema", "both"),
        (MAP.replace("classes: 2", "regions: {c: a}"), "map-region", "no value for `c`"),
        (MAP.replace("classes: 2", "axis: {from: 0}"), "key-unknown", "axis"),
    ],
)
def test_what_cannot_be_is_said_where_it_stands(
    found: Callable[..., list[Diagnostic]], chart: str, code: str, said: str
) -> None:
    faults = found(content(chart), files=files())
    assert [fault.code for fault in faults] == [code], [str(fault) for fault in faults]
    assert said in str(faults[0])
    assert str(faults[0].place).startswith("content.yaml:")


def test_a_series_by_time_is_no_map(found: Callable[..., list[Diagnostic]]) -> None:
    faults = found(content(values="{2023: 5, 2024: 7}"), files=files())
    assert [fault.code for fault in faults] == ["map-series"]


TILES = "{chart: tile-map, series: pop, file: assets/data/grid.csv, tiles: {b: [2, 2]}}"


def test_tiles_come_from_a_file(project: Callable[..., Path]) -> None:
    grid = {"assets/data/grid.csv": "place;column;row\na;1;1\nb;3;1\n"}
    root = dress(project(content(TILES), files=grid))
    read = Project.read(root)
    (block,) = (
        block for block, _ in blocks(read.publication.content) if isinstance(block, MapPlot)
    )
    assert {name: (tile.column, tile.row) for name, tile in block.tiles.items()} == {
        "a": (1, 1),
        "b": (2, 2),
    }
    assert "assets/data/grid.csv" in read.looks


@pytest.mark.parametrize(
    ("row", "place"), [("a;0;1", 2), ("a;1", 2), ("a;x;1", 2), (";1;1", 2), ("a;1;1\na;2;2", 3)]
)
def test_a_file_of_tiles_says_which_row_is_none(
    found: Callable[..., list[Diagnostic]], row: str, place: int
) -> None:
    grid = {"assets/data/grid.csv": f"place;column;row\n{row}\n"}
    faults = found(content(TILES), files=grid)
    assert [fault.code for fault in faults] == ["map-tiles"], [str(fault) for fault in faults]
    assert str(faults[0].place).startswith(f"assets/data/grid.csv:{place}")
