"""Numbered lists, drop capitals and run-in headings in both files, judged from outside."""

from __future__ import annotations

import pikepdf
import pypdfium2
import pytest

from .conftest import Brochure, sample
from .programs import judge, verapdf
from .test_output import heard


@pytest.fixture(scope="module")
def garden(tmp_path_factory: pytest.TempPathFactory) -> Brochure:
    """Two panels with lists of all kinds, an opening, and paragraphs that follow it."""
    return sample("garden", tmp_path_factory)


def test_verapdf_passes_lists_and_drop_capitals(garden: Brochure) -> None:
    assert verapdf(*garden.files) == garden.passed


def test_outloud_hears_nothing_wrong_in_lists(garden: Brochure) -> None:
    assert heard(garden.screen) == set()


def test_poppler_reads_the_first_word_whole_and_numbers_with_their_items(garden: Brochure) -> None:
    said = judge("pdftotext", garden.screen, "-")
    words = " ".join(said.split())
    for told in (
        "“Once the frost has gone, the beds",
        "Élan is what an accent",
        "1. Rake the bed until",
        "2. Draw a drill as deep",
        "a) peas, a thumb deep b) carrots",
        "Thinning. When the seedlings",
        "5. Hoe when the ground is dry.",
        "Drill a furrow to sow in",
    ):
        assert told in words, told


def test_pdfium_finds_the_word_of_a_drop_capital(garden: Brochure) -> None:
    with pypdfium2.PdfDocument(garden.press) as pdf:
        page = pdf[0].get_textpage()
        said = " ".join(page.get_text_range().split())
    assert "“Once the frost" in said
    assert "Élan is what" in said


def test_the_kinds_of_numbering_are_in_the_structure(garden: Brochure) -> None:
    with pikepdf.open(garden.screen) as pdf:
        kinds = [
            str(one.A.ListNumbering)
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/L"
        ]
        with pdf.open_outline() as outline:
            titles = [entry.title for top in outline.root for entry in (top, *top.children)]
    assert sorted(kinds) == sorted(
        ["/Decimal", "/LowerAlpha", "/Decimal", "/Decimal", *["/None"] * 5]
    )
    assert "Thinning." in titles
