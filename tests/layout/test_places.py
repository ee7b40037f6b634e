"""Where numbers and names stand on a page that is read from the right: as FriBidi orders them."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import pypdfium2
import pytest
from tests.text.directions import CASES, by_hand, shown_by_fribidi

from depliant.content.inline import Span
from depliant.content.model import Edition, Panel, Paragraph
from depliant.layout.paging import paged
from depliant.style.sheet import Format, TypeStyle
from depliant.text.isolates import CONTROLS
from depliant.writers import screen_pdf

from .conftest import HERE, coated, composed, sheet


def span(part: str) -> Span:
    """A part of a case of `tests.text.directions`."""
    if part.startswith("{"):
        return Span(part[1:-1], figure="x")
    tag, bar, words = part.partition("|")
    return Span(words, language=tag) if bar else Span(part)


def page(language: str, lines: Sequence[Sequence[str]]) -> bytes:
    """The screen file of a wide page with a paragraph a line."""
    text = TypeStyle(size=8, leading=15)
    families = {"text": ("Barlow", "IBM Plex Sans Arabic", "Heebo")}
    wide = sheet(format=Format(fold="none", size=(200, 250)), type={"text": text}, baseline=15.0,
                 families=families)  # fmt: skip
    blocks = tuple(Paragraph(tuple(map(span, parts)), "text", HERE) for parts in lines)
    panel = Panel("one", "default", "", blocks, (), HERE)
    edition = Edition("test", language, "Test", "", "", (), "2020-01-01", (panel,), ())
    return screen_pdf.write(paged(composed(edition, wide)), coated())


def lines_of(file: bytes) -> list[list[tuple[float, str]]]:
    """The letters of each line of a page, from the top, each with its middle across the page."""
    lines: dict[int, list[tuple[float, str]]] = {}
    with pypdfium2.PdfDocument(file) as document:
        text = document[0].get_textpage()
        for at in range(text.count_chars()):
            char = text.get_text_range(at, 1)
            if not char.strip() or char in CONTROLS:
                continue
            left, bottom, right, _ = text.get_charbox(at, loose=True)
            lines.setdefault(round(bottom / 15), []).append(((left + right) / 2, char))
    return [sorted(lines[row]) for row in sorted(lines, reverse=True)]


def bare(text: str) -> str:
    """Letters, digits and signs; what may be one glyph with its neighbour is left out.

    A bracket that is turned round may be read back as it is drawn or as it is typed.
    """
    plain = unicodedata.normalize("NFKD", text).replace(")", "(")
    return "".join(
        char
        for char in plain
        if not char.isspace() and char not in CONTROLS and not unicodedata.combining(char)
        and char not in "اأإآل"
    )  # fmt: skip


@pytest.mark.parametrize("language", ["ar", "he"])
def test_each_letter_stands_where_fribidi_has_it(language: str) -> None:
    cases = [(parts, by_hand(typed)) for tag, parts, typed in CASES if tag == language]
    file = page(language, [parts for parts, _ in cases])
    printed = [bare("".join(char for _, char in line)) for line in lines_of(file)]
    expected = [bare(text) for text in shown_by_fribidi([text for _, text in cases])]
    assert printed == expected
