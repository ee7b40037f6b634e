"""The guide on files from outside states the bounds that hold, and names tests that there are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from depliant import bounds
from depliant.batch import tables as batches
from depliant.build import house_reading
from depliant.fonts import shaping
from depliant.graphics import pdf_drawing, pdfart, picture
from depliant.graphics.maps import geojson
from depliant.graphics.svg import document, styles, tree
from depliant.press import condition
from depliant.preview.rounds import answers
from depliant.source import cells, yaml
from depliant.translation import po

HERE = Path(__file__).parents[2]
GUIDE = HERE / "src" / "depliant" / "docs" / "security.md"
MB = 1024 * 1024


def row(begins: str) -> str:
    """The line of the table whose first cell is that."""
    lines = GUIDE.read_text(encoding="utf-8").splitlines()
    (found,) = (line for line in lines if line.startswith(f"| {begins} |"))
    return found


@pytest.mark.parametrize(
    ("begins", "stated"),
    [
        (
            "mark or picture: JPEG",
            {
                "scans": bounds.SCANS,
                "segments": bounds.SEGMENTS,
                "MB": picture.MAXIMUM_BYTES // 1_000_000,
                "million pixels": picture.MAXIMUM_PIXELS // 1_000_000,
            },
        ),
        ("mark of pixels", {"million pixels": bounds.MARK_PIXELS // 1_000_000}),
        (
            "mark or drawing: SVG",
            {
                "MB": tree.MAXIMUM_BYTES // 1_000_000,
                "elements": tree.MAXIMUM_ELEMENTS,
                "selectors": styles.MAXIMUM_SELECTORS,
                "tries": styles.MAXIMUM_TRIES,
                "characters": document.MAXIMUM_REREAD,
                "segments": document.MAXIMUM_SEGMENTS,
            },
        ),
        (
            "mark: PDF",
            {
                "MB": pdfart.MAXIMUM_BYTES // 1_000_000,
                "operators": pdf_drawing.MAXIMUM_OPERATORS,
            },
        ),
        (
            "PDF that is judged, read or compared",
            {"GB": bounds.MEMORY // 1024**3, "seconds": bounds.LONG},
        ),
        (
            "`content.yaml`, style sheet",
            {
                "MB": yaml.MAXIMUM_FILE // MB,
                "levels": yaml.MAXIMUM_DEPTH,
                "values": yaml.MAXIMUM_NODES,
            },
        ),
        (
            "table of figures: CSV, XLSX",
            {
                "MB": cells.MAXIMUM_FILE // MB,
                "rows": cells.MAXIMUM_ROWS,
                "cells": cells.MAXIMUM_CELLS,
            },
        ),
        (
            "table of a batch: CSV, Parquet",
            {
                "MB": bounds.BATCH_FILE // MB,
                "rows": batches.MAXIMUM_ROWS,
                "columns": batches.MAXIMUM_COLUMNS,
                "cells": bounds.BATCH_CELLS,
            },
        ),
        (
            "map: GeoJSON",
            {
                "MB": geojson.MAXIMUM_BYTES // 1_000_000,
                "points": geojson.MAXIMUM_POINTS,
                "regions": geojson.MAXIMUM_REGIONS,
                "levels": geojson._MAXIMUM_NESTING,
            },
        ),
        (
            "translation: PO",
            {"MB": po.MAXIMUM_FILE // MB, "characters a text": po.MAXIMUM_TEXT},
        ),
        (
            "fonts",
            {
                "MB": house_reading._LARGEST // MB,
                "MB together": bounds.FONTS // MB,
                "files": house_reading._MOST_FILES,
                "glyphs for a letter": shaping._MOST_GLYPHS,
                "seconds": house_reading.SECONDS,
            },
        ),
        ("output profile", {"MB": condition.ICC_SIZE_LIMIT // MB}),
        (
            "answers to a proof",
            {"MB": answers.MOST_BYTES // MB, "notes": answers.MOST_NOTES},
        ),
    ],
)
def test_the_bounds_are_those_that_hold(begins: str, stated: dict[str, int]) -> None:
    for unit, number in stated.items():
        assert re.search(rf"\b{number:,} {unit}\b", row(begins)), (unit, number)


def test_every_kind_names_a_test_that_there_is() -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)`", GUIDE.read_text(encoding="utf-8"))
    assert len(named) >= 25
    assert [name for name in named if not (HERE / name).is_file()] == []
