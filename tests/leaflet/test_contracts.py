"""Logos and charts obey their contracts in the finished press file, not only in the layout."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from math import hypot
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pikepdf
import pypdfium2
import pytest
import yaml
from fontTools.pens.boundsPen import BoundsPen
from fontTools.svgLib import SVGPath
from pypdfium2 import raw
from tests.judges.conftest import Brochure

from .conftest import ROOT

LOGOS = sorted((ROOT / "assets" / "logos").glob("*.yaml"))
MM = 72 / 25.4
SCALE = 3
"""Pixels a point when the ground round a logo is looked at."""


class Figure(NamedTuple):
    """A Figure of the tag tree: page (from 0), and its box in points of PDF's page."""

    alt: str
    page: int
    left: float
    low: float
    right: float
    high: float


def elements(kid: pikepdf.Object) -> Iterator[pikepdf.Object]:
    if isinstance(kid, pikepdf.Array):
        for each in kid:
            yield from elements(each)
    elif isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
        yield kid
        yield from elements(kid.get("/K", pikepdf.Array()))


@pytest.fixture(scope="module")
def press(brochure: Brochure) -> Path:
    return brochure.press


@pytest.fixture(scope="module")
def figures(press: Path) -> list[Figure]:
    with pikepdf.open(press) as pdf:
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        return [
            Figure(str(item.Alt).replace("’", "'"), pages[item.Pg.objgen],
                   *(float(edge) for edge in item.A.BBox))
            for item in elements(pdf.Root.StructTreeRoot.K)
            if item.S == "/Figure"
        ]  # fmt: skip


@pytest.mark.parametrize("contract", LOGOS, ids=lambda path: path.stem)
def test_a_logo_obeys_its_contract(contract: Path, press: Path, figures: list[Figure]) -> None:
    """Least height, own proportions, and one ground alone in its clear space.

    A mark and its form for dark grounds say the same: each is held to the contracts of both.
    """
    wanted = yaml.safe_load(contract.read_text(encoding="utf-8"))
    logos = [figure for figure in figures if figure.alt == wanted["alt"]]
    assert len(logos) == sum(
        yaml.safe_load(path.read_text(encoding="utf-8"))["alt"] == wanted["alt"] for path in LOGOS
    )
    pen = BoundsPen(None)
    SVGPath(str(contract.with_suffix(".svg"))).draw(pen)
    left, low, right, high = pen.bounds
    grounds = []
    for logo in logos:
        width, height = logo.right - logo.left, logo.high - logo.low
        assert height >= wanted["minimum-height-mm"] * MM - 0.01
        assert width / height == pytest.approx((right - left) / (high - low), rel=0.01)
        ground, ink = inked(press, logo, wanted["clear-space"] * height)
        room = round(wanted["clear-space"] * height * SCALE) - 2
        assert ink[room:-room, room:-room].any(), "the logo is painted"
        ink[room:-room, room:-room] = False
        assert not ink.any(), "something stands in the logo's clear space"
        grounds.append(ground)
    is_paper = [min(ground) >= 250 for ground in grounds]
    assert is_paper.count(False) == len(logos) - 1, "on paper, but for the form for dark grounds"


def inked(press: Path, logo: Figure, room: float) -> tuple[tuple[int, ...], npt.NDArray[np.bool_]]:
    """The ground of a logo, and where in its box and the room round it the page is another."""
    with pypdfium2.PdfDocument(press) as document:
        page = document[logo.page]
        image = np.asarray(page.render(scale=SCALE).to_pil().convert("RGB")).astype(int)
        top = page.get_height()
    rows = slice(round((top - logo.high - room) * SCALE), round((top - logo.low + room) * SCALE))
    columns = slice(round((logo.left - room) * SCALE), round((logo.right + room) * SCALE))
    part = image[rows, columns]
    ground = part[0, 0]
    return tuple(map(int, ground)), np.array(np.abs(part - ground).max(axis=2) > 5)


def letters(press: Path, page: int) -> Iterator[tuple[float, float, float]]:
    """The middle of each character of a page, and its size in points as it is painted."""
    with pypdfium2.PdfDocument(press) as document:
        text = document[page].get_textpage()
        matrix = raw.FS_MATRIX()
        for at in range(text.count_chars()):
            left, low, right, high = text.get_charbox(at)
            if right > left and raw.FPDFText_GetMatrix(text, at, ctypes.byref(matrix)):
                size = raw.FPDFText_GetFontSize(text, at) * hypot(matrix.c, matrix.d)
                yield (left + right) / 2, (low + high) / 2, size


def test_labels_in_charts_are_large_enough(press: Path, figures: list[Figure]) -> None:
    """7 points at least."""
    logos = {yaml.safe_load(path.read_text(encoding="utf-8"))["alt"] for path in LOGOS}
    charts = [figure for figure in figures if figure.alt not in logos]
    assert len(charts) == 3, "rings are told by the numbers in their middle, and have no labels"
    sizes = [
        size
        for page in (0, 1)
        for x, y, size in letters(press, page)
        for chart in charts
        if chart.page == page and chart.left < x < chart.right and chart.low < y < chart.high
    ]
    assert len(sizes) > 100, "charts have labels"
    assert min(sizes) >= 6.99
