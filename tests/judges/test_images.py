"""The leaflet as images, in a language that runs to the right and one that runs to the left.

PNG is held to poppler's painting of the screen file, SVG to the PNG as MuPDF paints it, and the
words beside the images to those that poppler reads in the screen file.
"""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageFilter, ImageStat
from tests.judges.programs import judge

from depliant.build.pipeline import build
from depliant.build.report import BuildRequest
from depliant.writers.targets import ImageOptions

ROOT = Path(__file__).parents[2]
LANGUAGES = ("fr", "ar")
PPI = 192
SOFT = 3
"""Pixels: the blur of all paintings."""

MEAN, MOST = 2.5, 50
"""How far two paintings may be away, of 255, on average and anywhere. Measured: 1.7 and 32."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("images")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DEPLIANT_CACHE", str(folder / "cache"))
        request = BuildRequest(
            LANGUAGES, targets=("screen", "image", "svg"), images=ImageOptions(ppi=PPI),
            out=folder, preflight=False,
        )  # fmt: skip
        build(ROOT, request)
    return folder


def panels(folder: Path, language: str) -> Iterator[tuple[int, Path, Any]]:
    """The page number of each panel, its PNG, and what is said of it."""
    (beside,) = folder.glob(f"*.{language}.images.json")
    for number, image in enumerate(json.loads(beside.read_text(encoding="utf-8"))["images"], 1):
        yield number, folder / image["file"], image


def away(one: Image.Image, other: Image.Image) -> tuple[float, float]:
    """How far two paintings differ: on average, and at most in any place."""
    softened = [
        image.convert("RGB").filter(ImageFilter.GaussianBlur(SOFT)) for image in (one, other)
    ]
    difference = ImageStat.Stat(ImageChops.difference(*softened).convert("L"))
    return difference.mean[0], difference.extrema[0][1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_images_look_as_other_programs_paint_them(
    language: str, folder: Path, tmp_path: Path
) -> None:
    (screen,) = folder.glob(f"*.{language}.screen.pdf")
    for number, image, _ in panels(folder, language):
        with Image.open(image) as opened:
            ours = opened.copy()
        page = ("-f", str(number), "-l", str(number), "-singlefile")
        size = ("-scale-to-x", str(ours.width), "-scale-to-y", str(ours.height))
        poppler = tmp_path / f"{number}-poppler"
        judge("pdftoppm", *page, *size, "-png", screen, poppler)
        mupdf = tmp_path / f"{number}-mupdf.png"
        judge("mutool", "draw", "-q", "-r", "72", "-o", mupdf, image.with_suffix(".svg"))
        for theirs in (poppler.with_suffix(".png"), mupdf):
            mean, most = away(ours, Image.open(theirs).crop((0, 0, *ours.size)))
            assert mean < MEAN
            assert most < MOST


def letters(text: str) -> Counter[str]:
    """Letters and digits; poppler gives Arabic letters in their plain forms, as they are read."""
    return Counter(filter(str.isalnum, unicodedata.normalize("NFKC", text)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_beside_them_are_all_that_is_printed(language: str, folder: Path) -> None:
    (screen,) = folder.glob(f"*.{language}.screen.pdf")
    for number, _, image in panels(folder, language):
        printed = letters(judge("pdftotext", "-f", str(number), "-l", str(number), screen, "-"))
        words = letters("".join(p["text"] for p in image["parts"] if p["kind"] != "figure"))
        figures = letters("".join(image["figures"]))
        assert not words - printed, image["file"]
        assert not printed - words - figures, "what is written in a figure, its text tells"
