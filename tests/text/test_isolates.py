"""Isolates against python-bidi and FriBidi on the same texts with their marks typed by hand."""

from __future__ import annotations

from itertools import pairwise

import pytest
from bidi import get_display
from hypothesis import given
from hypothesis import strategies as st
from tests.text.directions import CASES, CLOSE, OPEN, by_hand, shown_by_fribidi

from depliant.colour import BLACK
from depliant.fonts.registry import FaceRef, Fallback
from depliant.text.bidi import visual_order
from depliant.text.galley import set_line
from depliant.text.isolates import CONTROLS, isolated_levels
from depliant.text.model import CharStyle, ParagraphStyle, Run

STYLE = CharStyle(
    FaceRef("Barlow"), 10.0, BLACK, fallbacks=(Fallback("IBM Plex Sans Arabic", "Arab"),)
)


def run(text: str) -> Run:
    """A text in braces is a figure; one with a tag and a bar before it is of that language."""
    if text.startswith("{"):
        return Run(text[1:-1], STYLE, isolated=True)
    tag, bar, words = text.partition("|")
    if not bar:
        return Run(text, STYLE)
    return Run(words, CharStyle(STYLE.face, 10.0, BLACK, language=tag))


def displayed(parts: list[str], language: str) -> str:
    runs = [run(part) for part in parts]
    text = "".join(run.text for run in runs)
    found = isolated_levels(runs, language)
    return "".join(text[at] for at in visual_order(found) if text[at] not in CONTROLS)


def expected(typed: str) -> str:
    """A text whose isolates are typed as ⟨ and ⟩, as python-bidi orders it."""
    shown = get_display(by_hand(typed), base_dir="R")
    return "".join(char for char in shown if char not in CONTROLS)


@pytest.mark.parametrize(("language", "parts", "typed"), CASES)
def test_numbers_names_and_passages_keep_their_order(
    language: str, parts: list[str], typed: str
) -> None:
    assert displayed(parts, language) == expected(typed)


def test_fribidi_orders_them_alike() -> None:
    shown = shown_by_fribidi([by_hand(typed) for _, _, typed in CASES])
    for (language, parts, _), order in zip(CASES, shown, strict=True):
        assert displayed(parts, language) == "".join(c for c in order if c not in CONTROLS)


# Each with a letter, since a point alone makes one number of two: 12.{figure}
WORDS = st.text("אבגד ,.()", max_size=8).map(lambda text: f"{text[:4]}ה{text[4:]}")
# (python-bidi 0.6 looks into an isolate for what stands before a bracket, against N0; FriBidi and
# this program do not.)
WORDS |= st.sampled_from([" tab ", " ab, tab "])
FIGURES = st.sampled_from(["{12}", "{2.7 מיליון}", "{1,400 km}", "{אב 3}"])


@given(st.lists(WORDS | FIGURES, max_size=6))
def test_figures_are_isolated_as_by_hand(parts: list[str]) -> None:
    """Of words without digits nothing but the figures is isolated."""
    both = ["א", *parts, "א"]
    typed = "".join(both).replace("{", OPEN).replace("}", CLOSE)
    if not any(a[:1] == b[:1] == "{" for a, b in pairwise(both)):
        assert displayed(both, "he") == expected(typed)


def test_marks_are_no_part_of_what_is_set() -> None:
    line = set_line([Run("حي \u206612-14\u2069\u200f سكني", STYLE)], ParagraphStyle("ar"))
    assert CONTROLS.isdisjoint(line.text)
    assert "12-14" in line.text


def test_a_passage_that_runs_to_the_left_is_kept_together_in_one_that_does_not() -> None:
    assert displayed(["voir ", "he|אתר, 12", " 13 ici"], "fr") == "voir 12 ,רתא 13 ici"
