"""The leaflet's files: what every brochure's are judged for, and all words of the leaflet in them.

veraPDF, qpdf and poppler judge them in `test_editions`, with those of the other languages.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from tests.judges.conftest import Brochure
from tests.judges.test_output import (  # noqa: F401
    test_a_rebuild_is_the_same_bytes,
    test_black_text_is_on_the_black_plate_alone,
    test_outloud_hears_nothing_wrong,
    test_the_plates,
    test_the_press_file_has_no_colour_but_ink,
)

LEAFLET_TEXT = Path(__file__).parent / "original.txt"


# --- words ------------------------------------------------------------------------------------


def plain_words(text: str) -> list[str]:
    """The words and numbers of a text, whatever its spaces, quotes and hyphens."""
    text = unicodedata.normalize("NFKC", text).replace("’", "'")
    text = re.sub(r"\b1\s+er\b", "1er", text)
    return re.findall(r"\w+", text.casefold())


def leaflet_sections() -> list[list[str]]:
    """The words of the leaflet, panel by panel in reading order: the cover comes first."""
    text = LEAFLET_TEXT.read_text(encoding="utf-8")
    text = re.sub(r"\*\*|\^\{(\w+)\}", r"\1", text)
    starts = (
        "UN ACCÉLÉRATEUR", "UN TERRITOIRE VISIBLE", "UN NOUVEAU REGARD", "QU'EN PENSENT",
        "Conception et", "Les impacts",
    )  # fmt: skip
    edges = [*(text.index(start) for start in starts), len(text)]
    assert edges == sorted(edges)
    panels = [plain_words(text[a:b]) for a, b in pairwise(edges)]
    return [panels[-1], *panels[:-1]]


def page_words(file: Path, page: int, known: set[str]) -> list[str]:
    """The words of a page as Chrome's PDFium copies them, hyphenation undone."""
    document = pypdfium2.PdfDocument(file)
    said: str = document[page - 1].get_textpage().get_text_range()
    document.close()

    def joined(match: re.Match[str]) -> str:
        whole = match[1] + match[2]
        return whole if whole.casefold() in known else f"{match[1]} {match[2]}"

    # U+FFFE is how PDFium gives a hyphen at the end of a line.
    said = unicodedata.normalize("NFKC", said)
    return plain_words(re.sub(r"(\w+)(?:[-\u00ad\u2010]\s*\n|\ufffe)\s*(\w+)", joined, said))


def test_every_word_is_in_the_screen_file_in_reading_order(brochure: Brochure) -> None:
    for page, words in enumerate(leaflet_sections(), 1):
        found = iter(page_words(brochure.screen, page, set(words)))
        lost = [word for word in words if word not in found]
        assert lost == [], f"page {page}"


def test_every_word_is_in_the_press_file(brochure: Brochure) -> None:
    wanted = Counter(word for panel in leaflet_sections() for word in panel)
    found = Counter(word for page in (1, 2) for word in page_words(brochure.press, page, {*wanted}))
    assert wanted - found == Counter()


def test_pages(brochure: Brochure) -> None:
    """The press file: two sides of A4 with bleed; the screen file: six panels."""
    with pikepdf.open(brochure.press) as pdf:
        boxes = [[float(edge) for edge in page.trimbox] for page in pdf.pages]
        media = [[float(edge) for edge in page.mediabox] for page in pdf.pages]
    assert len(boxes) == 2
    for (left, low, right, high), paper in zip(boxes, media, strict=True):
        assert (right - left) * 25.4 / 72 == pytest.approx(297, abs=0.01)
        assert (high - low) * 25.4 / 72 == pytest.approx(210, abs=0.01)
        assert paper[:2] == [0, 0]
    with pikepdf.open(brochure.screen) as pdf:
        assert len(pdf.pages) == 6


# --- size -------------------------------------------------------------------------------------


def test_the_files_are_as_small_as_was_promised(brochure: Brochure) -> None:
    press, screen = (path.stat().st_size for path in (brochure.press, brochure.screen))
    with pikepdf.open(brochure.screen) as pdf:
        carried = [
            one
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary | pikepdf.Stream)
            and one.get("/Type") in (pikepdf.Name.EmbeddedFile, pikepdf.Name.Filespec)
        ]
        attached = 0
        for one in carried:
            if isinstance(one, pikepdf.Stream):
                attached += len(one.stream_dict.unparse()) + len(one.read_raw_bytes())
            else:
                attached += len(one.unparse())
    assert len(carried) == 4, "two files, and what is said of each"
    assert press <= 300_000
    assert screen - attached <= 130_000
