"""Balanced texts: even lines, in as few as the measure allows, and faults with their place."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from depliant.colour import BLACK
from depliant.errors import InputError, Place
from depliant.fonts.registry import FaceRef
from depliant.text.balance import set_balanced
from depliant.text.galley import set_paragraph
from depliant.text.model import CharStyle, ParagraphStyle, Run

STYLE = CharStyle(FaceRef("Barlow"), 8.0, BLACK)
RAGGED = ParagraphStyle("en", hyphenate=True)
HEADING = (Run("The mill stood at the end of the creek before anybody counted its years", STYLE),)
PLACE = Place("content.yaml", 7, 3)


@pytest.mark.parametrize("align", ["start", "centre", "end"])
def test_lines_are_about_as_long_and_as_few_as_unbalanced(align: str) -> None:
    style = replace(RAGGED, align=align)
    galley = set_balanced(HEADING, style, 180.0, PLACE)
    assert (galley.measure, galley.place) == (180.0, PLACE)
    assert len(galley.lines) == len(set_paragraph(HEADING, style, 180.0).lines) == 2
    widths = [line.width for line in galley.lines]
    assert max(widths) - min(widths) < 30
    share = {"start": 0.0, "centre": 0.5, "end": 1.0}[align]
    for line in galley.lines:
        start = line.runs[0].glyphs.x
        assert start == pytest.approx(share * (180.0 - line.width), abs=1.0)


def test_a_text_takes_the_lines_that_are_wanted() -> None:
    assert len(set_balanced(HEADING, RAGGED, 400.0, PLACE).lines) == 1
    assert len(set_balanced(HEADING, RAGGED, 400.0, PLACE, 3).lines) == 3
    assert set_balanced((), RAGGED, 400.0, PLACE).lines == ()


def test_a_letter_that_no_face_has_is_found_where_it_stands() -> None:
    with pytest.raises(InputError) as caught:
        set_balanced((Run("One \u4e2d and two \u6587", STYLE),), RAGGED, 180.0, PLACE)
    found = caught.value.diagnostics
    assert [(one.code, one.place) for one in found] == [("glyph-missing", PLACE)] * 2
