"""Faces by script and coverage, and directions."""

from __future__ import annotations

from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from depliant.colour import BLACK
from depliant.errors import InputError
from depliant.fonts.registry import FaceRef, Fallback, file_of, give, nearest
from depliant.languages.casing import to_capitals
from depliant.text.galley import set_line, set_paragraph
from depliant.text.itemization import itemize
from depliant.text.model import CharStyle, ParagraphStyle, Run

STYLE = CharStyle(
    FaceRef("Barlow"),
    10.0,
    BLACK,
    tracking=12.0,
    fallbacks=(Fallback("IBM Plex Sans Arabic", "Arab", 1.1), Fallback("Fira Sans")),
)


def faces(text: str, language: str = "fr", style: CharStyle = STYLE) -> list[tuple[str, str]]:
    """What is set in which family, neighbours of one family together."""
    found: list[tuple[str, str]] = []
    for run in itemize([Run(text, style)], language).runs:
        family = run.style.face.family
        if found and found[-1][0] == family:
            found[-1] = (family, found[-1][1] + run.text)
        else:
            found.append((family, run.text))
    return found


def test_latin_text_is_left_as_it_is() -> None:
    runs = (Run("L’été à 76,9\u202f% «\u00a0ici\u00a0»", STYLE), Run(" 2017", STYLE))
    cut = itemize(runs, "fr")
    assert cut.runs == runs
    assert cut.plain


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("uk", "Спадщина, 353 об’єкти", [("Fira Sans", "Спадщина, 353 об’єкти")]),
        (
            "uk",
            "Басейн Louvre-Lens (2012)",
            [("Fira Sans", "Басейн "), ("Barlow", "Louvre-Lens (2012)")],
        ),
        (
            "ar",
            "حوض (Bassin minier) عام 2012.",
            [
                ("IBM Plex Sans Arabic", "حوض ("),
                ("Barlow", "Bassin minier"),
                ("IBM Plex Sans Arabic", ") عام 2012."),
            ],
        ),
        (
            "fr",
            "le mot (سلام) ici",
            [("Barlow", "le mot ("), ("IBM Plex Sans Arabic", "سلام"), ("Barlow", ") ici")],
        ),
        ("ar", "712,000", [("Barlow", "712,000")]),
        # Barlow has μ, π, Δ and Ω: a Greek word that holds them is not set in two families.
        ("el", "Ωδείο μΩ Δ", [("Fira Sans", "Ωδείο "), ("Barlow", "μΩ Δ")]),
        ("fr", "l’Ωδείο ici", [("Barlow", "l’"), ("Fira Sans", "Ωδείο "), ("Barlow", "ici")]),
        ("cy", "Ẃyneb tŷ", [("Barlow", "Ẃyneb tŷ")]),
        ("fr", "un ĕtre noir", [("Barlow", "un "), ("Fira Sans", "ĕtre "), ("Barlow", "noir")]),
        # Signs of no script stay with the letters where their face has them; a lowered figure is
        # made of the face's own.
        ("fr", "CO₂ № 5", [("Barlow", "CO₂ "), ("Fira Sans", "№"), ("Barlow", " 5")]),
    ],
)
def test_each_script_has_its_face(
    language: str, text: str, expected: list[tuple[str, str]]
) -> None:
    assert faces(text, language) == expected


@pytest.mark.parametrize("capitals", ["all", "small"])
@pytest.mark.parametrize("text", ["Ωδείο", "μΩ του ωδείου", "μέγαρο Δόμων", "Όμιλος π"])
def test_the_family_of_a_word_is_chosen_after_its_letters_are_capitals(
    text: str, capitals: Literal["all", "small"]
) -> None:
    """Barlow has Ω, Δ, Π and μ alone: no capital of a Greek word stands in it."""
    runs = [Run(text, replace(STYLE, capitals=capitals))]
    line = set_line(runs, ParagraphStyle("el"))
    assert line.text == to_capitals(text, "el")
    families = {one.glyphs.face.family for one in line.runs if one.glyphs.text.strip()}
    assert families == {"Fira Sans"}


def test_size_and_weight_are_matched_and_joined_letters_are_not_parted() -> None:
    bold = replace(STYLE, face=FaceRef("Barlow", 800, "italic"))
    (run,) = itemize([Run("التراث", bold)], "ar").runs
    assert run.style.face == FaceRef("IBM Plex Sans Arabic", 700)
    assert run.style.size == pytest.approx(11.0)
    assert run.style.tracking == 0.0
    assert nearest(FaceRef("Fira Sans", 650, "italic")) == FaceRef("Fira Sans", 700, "italic")
    give("Slanted", (file_of(FaceRef("Barlow", 400, "italic")),))
    assert nearest(FaceRef("Slanted", 700)) == FaceRef("Slanted", 400, "italic")
    assert nearest(FaceRef("No Such Family", 650)) == FaceRef("No Such Family", 650)


def test_a_character_that_no_face_has_is_named_once() -> None:
    with pytest.raises(InputError) as caught:
        set_paragraph([Run("نص 漢 字 漢", STYLE)], ParagraphStyle("ar"), 100.0)
    assert [found.code for found in caught.value.diagnostics] == ["glyph-missing"] * 2
    assert "漢" in str(caught.value.diagnostics)


def test_a_family_that_is_not_installed_is_told_when_it_is_needed() -> None:
    style = replace(STYLE, fallbacks=(Fallback("No Such Family"),))
    set_paragraph([Run("été", style)], ParagraphStyle("fr"), 100.0)
    with pytest.raises(InputError) as caught:
        set_paragraph([Run("Спадщина", style)], ParagraphStyle("uk"), 100.0)
    assert [found.code for found in caught.value.diagnostics] == ["font-missing"]


@given(
    st.lists(st.text(alphabet="abé 12(),.«»ابتلاَّ\u200d\u200fцїє₂\n", max_size=12), max_size=4),
    st.sampled_from(["fr", "ar", "uk"]),
)
def test_nothing_is_lost_or_moved(texts: list[str], language: str) -> None:
    runs = [Run(text, STYLE) for text in texts]
    cut = itemize(runs, language)
    joined = [""] * len(texts)
    for run, origin in zip(cut.runs, cut.origins, strict=True):
        joined[origin] += run.text
    assert joined == [text.replace("\u200f", "") for text in texts]
    assert list(cut.origins) == sorted(cut.origins)
