"""Maps, tiles and symbols in both files, judged from outside: tables to whoever listens."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from .conftest import Brochure, sample
from .programs import judge, verapdf
from .test_output import heard


@pytest.fixture(scope="module")
def shire(tmp_path_factory: pytest.TempPathFactory) -> Brochure:
    """A choropleth of an SVG, circles on a GeoJSON, tiles, and circles in a row."""
    return sample("shire", tmp_path_factory)


def test_verapdf_passes_maps(shire: Brochure) -> None:
    assert verapdf(*shire.files) == shire.passed


def test_outloud_hears_nothing_wrong_in_maps(shire: Brochure) -> None:
    assert heard(shire.screen) == set()


def test_poppler_reads_the_words_of_a_map_place_by_place(shire: Brochure) -> None:
    words = " ".join(judge("pdftotext", "-raw", shire.screen, "-").split())
    for told in ("By the water they walk", "Millbrook 42%", "Quayside 61%", "no value"):
        assert told in words, told


def rows(file: Path) -> list[list[str]]:
    """The cells of the first row of data of each table: what stands for what is drawn."""
    found = []
    with pikepdf.open(file) as pdf:
        for one in pdf.objects:
            if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/TR":
                cells = [kid for kid in one.K if isinstance(kid, pikepdf.Dictionary)]
                found.append([_said(cell) for cell in cells])
    return found


def _said(element: pikepdf.Dictionary) -> str:
    own = element.get("/ActualText", element.get("/E"))
    if own is not None:
        return str(own)
    kids = element.get("/K", pikepdf.Array())
    every = kids if isinstance(kids, pikepdf.Array) else [kids]
    return " ".join(_said(kid) for kid in every if isinstance(kid, pikepdf.Dictionary))


def test_every_place_is_a_row_with_its_value(shire: Brochure) -> None:
    found = [[cell.replace("\u00a0", " ") for cell in row] for row in rows(shire.screen)]
    assert ["", "no value"] in found, "Heathfield, whose name is written"
    isles = [row for row in found if row[-1].endswith("people")]
    assert [row[-1] for row in isles[:4]] == [
        "4,800 people", "1,200 people", "950 people", "300 people",
    ]  # fmt: skip


def test_the_alternative_says_what_is_found(shire: Brochure) -> None:
    with pikepdf.open(shire.screen) as pdf:
        said = [
            str(one.Alt)
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"
        ]
    assert any(
        text.startswith("Map: By the water they walk.")
        and "highest: 61% (Quayside); lowest: 27% (Fenside)" in text
        for text in said
    ), said
