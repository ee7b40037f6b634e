"""Labels in other scripts than Latin, and words that stay together."""

from __future__ import annotations

import pytest

from depliant.colour import BLACK
from depliant.content.inline import plain
from depliant.fonts.registry import FaceRef, Fallback
from depliant.graphics.charts.lettering import Lettering, set_line, turned
from depliant.text.model import CharStyle

STYLE = CharStyle(
    FaceRef("Barlow"),
    7.0,
    BLACK,
    fallbacks=(Fallback("IBM Plex Sans Arabic", "Arab"), Fallback("Fira Sans")),
)


def test_a_latin_label_is_one_run() -> None:
    (run,) = set_line("Cités pilotes", STYLE, "fr")
    assert run.text == "Cités pilotes"
    assert run.face == STYLE.face


@pytest.mark.parametrize(
    ("text", "language"),
    [("المدن (Lens) 12", "ar"), ("Спадщина 2012 ", "uk"), ("المدن ", "ar"), ("76.9%", "ar")],
)
def test_a_label_of_several_runs_starts_at_zero_and_keeps_its_text(
    text: str, language: str
) -> None:
    runs = set_line(text, STYLE, language)
    assert "".join(run.text for run in runs) == text
    assert min(run.x for run in runs) == pytest.approx(0.0, abs=1e-3)
    width = Lettering(STYLE, 8.0, language).width(text)
    ends = [run.x + sum(glyph.advance for glyph in run.glyphs) for run in runs]
    assert max(ends) == pytest.approx(width, abs=1e-3)


def test_nothing_to_set() -> None:
    assert set_line("", STYLE, "ar") == ()
    assert set_line(" ", STYLE, "ar") == ()
    for marks in ("\u202e", "\u200e\u200f"):
        assert set_line(marks, STYLE, "en") == ()
        assert Lettering(STYLE, 8.0, "ar").width(marks) == 0.0


@pytest.mark.parametrize(
    ("number", "unit", "language", "left"),
    [
        ("353", " عنصرًا", "ar", True),
        ("76.9", "%", "ar", False),
        ("76,9", "\u00a0%", "fr", False),
        ("12", "", "ar", False),
    ],
)
def test_the_side_of_a_unit(number: str, unit: str, language: str, left: bool) -> None:
    assert turned(number, unit, language) is left


def test_a_word_of_one_letter_ends_no_line_of_a_label() -> None:
    text = "osiedla w Zagłębiu i hałdy z kopalni"
    for measure in range(20, 120, 4):
        lines = [*map(plain, Lettering(STYLE, 8.0, "pl").lines(text, float(measure)))]
        assert "".join(lines) == text
        assert all(len(line.split()[-1]) > 1 for line in lines)
