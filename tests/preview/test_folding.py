"""What the page is told of the pieces: their paper, what is on it, how they are opened."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from depliant.build.memory import Memory
from depliant.geometry import mm
from depliant.interface import ENGLISH
from depliant.preview.service import Service
from depliant.style.format import Format

from .conftest import change, until

STYLE = "assets/style.yaml"
FOLD = "fold: accordion4"


def told(project: Path, memory: Memory) -> dict[str, Any]:
    """The state of the source's edition."""
    service = Service(project, ENGLISH, "", memory)
    service.start()
    try:
        until(lambda: (found := service.snapshot("")) and found.pages, "the pages")
        return service.state("")
    finally:
        service.stop()


def panels(state: dict[str, Any]) -> list[str]:
    """The panels' ids in the order of reading."""
    tiles = [tile for sheet in state["sheets"] for tile in sheet["tiles"]]
    numbered = [tile for tile in tiles if tile["number"] is not None]
    return [tile["id"] for tile in sorted(numbered, key=lambda tile: tile["number"])]


def test_a_sheet_printed_on_one_side_is_bare_outside(project: Path, memory: Memory) -> None:
    state = told(project, memory)
    (piece,) = state["pieces"]
    first, second, third, fourth = panels(state)
    assert piece["faces"] == [[None] * 4, [fourth, third, second, first]]
    assert [stage["act"] for stage in piece["stages"]] == ["closed", "pulled"]
    assert piece["stages"][0]["seen"] == [None]
    assert piece["stages"][1]["seen"] == piece["stages"][1]["met"] == [first, second, third, fourth]


def test_a_folder_of_four_is_met_in_the_order_of_reading(project: Path, memory: Memory) -> None:
    change(project, FOLD, "fold: half", STYLE)
    state = told(project, memory)
    (piece,) = state["pieces"]
    cover, left, right, back = panels(state)
    assert [stage["seen"] for stage in piece["stages"]] == [[cover], [left, right], [back, cover]]
    assert [stage["met"] for stage in piece["stages"]] == [[cover], [left, right], [back]]
    style = Format(size="DL", size_of="panel", orientation="portrait", fold="half", weight="cover")
    assert piece["widths"] == pytest.approx([mm(width) for width in style.widths_mm])
    assert piece["height"] == pytest.approx(mm(210))
    assert piece["caliper"] == pytest.approx(mm(0.27))
    # Each face is as wide as the panel that is printed on it.
    slots = {tile["id"]: tile["slot"] for sheet in state["sheets"] for tile in sheet["tiles"]}
    for side in piece["faces"]:
        assert [slots[face].width for face in side] == pytest.approx(piece["widths"], abs=mm(0.1))


def test_a_fold_that_opens_to_the_left_is_the_mirror_image(project: Path, memory: Memory) -> None:
    change(project, FOLD, "fold: half, mirrored: true", STYLE)
    state = told(project, memory)
    (piece,) = state["pieces"]
    cover, first, second, back = panels(state)
    assert [stage["seen"] for stage in piece["stages"]] == [[cover], [second, first], [cover, back]]
    slots = {tile["id"]: tile["slot"] for sheet in state["sheets"] for tile in sheet["tiles"]}
    for side in piece["faces"]:
        assert [slots[face].width for face in side] == pytest.approx(piece["widths"], abs=mm(0.1))
    # The cover stays at the left of the outside, and turns to the right.
    assert piece["faces"][0] == [cover, back]


def test_a_sheet_that_is_not_folded_is_a_piece_a_page(project: Path, memory: Memory) -> None:
    change(project, FOLD, "fold: none", STYLE)
    state = told(project, memory)
    assert [piece["stages"] for piece in state["pieces"]] == [
        [{"act": "flat", "seen": [panel], "met": [panel]}] for panel in panels(state)
    ]
    assert [piece["faces"] for piece in state["pieces"]] == [
        [[panel], [None]] for panel in panels(state)
    ]


def test_without_pages_there_are_no_pieces(project: Path, memory: Memory) -> None:
    (project / "content.yaml").write_text("title: [", encoding="utf-8")
    service = Service(project, ENGLISH, "", memory)
    service.start()
    try:
        until(lambda: service.snapshot(""), "the snapshot")
        assert service.state("")["pieces"] == []
    finally:
        service.stop()
