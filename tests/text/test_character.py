"""Words in character styles, small capitals and subscripts, as they are set."""

from __future__ import annotations

from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from depliant.colour import BLACK, Colour
from depliant.content.inline import Span
from depliant.fonts.face import load
from depliant.fonts.registry import FaceRef, Fallback
from depliant.fonts.shaping import shape
from depliant.fonts.small_letters import has_own, subscript
from depliant.languages.casing import to_capitals
from depliant.style.faces import faces
from depliant.style.running_text import CharacterStyle
from depliant.style.sheet import Family, FamilyList, StyleSheet, Swatch
from depliant.text.character import marked, named_styles
from depliant.text.galley import set_line, set_paragraph
from depliant.text.model import CharStyle, ParagraphStyle, Run, lowered

SHEET = StyleSheet(
    swatches={"plum": Swatch(cmyk=(45, 75, 30, 35))},
    character_styles={
        "accent": CharacterStyle(colour="plum", weight=600),
        "light": CharacterStyle(weight=300, italic=False, size=0.9, tracking=20),
        "small": CharacterStyle(small_capitals=True),
        "loud": CharacterStyle(capitals=True),
    },
)
NAMED = named_styles(SHEET)
PLUM = Colour(0.45, 0.75, 0.3, 0.35)
ENGLISH = ParagraphStyle("en")


Kind = Literal["normal", "italic"]


def style(family: str = "Barlow", weight: int = 400, kind: Kind = "normal") -> CharStyle:
    return CharStyle(FaceRef(family, weight, kind), 10.0, BLACK)


def test_a_style_changes_what_it_names_and_nothing_else() -> None:
    found = marked(style(), Span("a", styles=("accent",)), NAMED)
    assert (found.face.weight, found.colour, found.size) == (600, PLUM, 10.0)
    inner = marked(style(kind="italic"), Span("a", styles=("accent", "light")), NAMED)
    assert inner == CharStyle(FaceRef("Barlow", 300), 9.0, PLUM, tracking=20)
    bold = marked(style(weight=700), Span("a", strong=True, styles=("light",)), NAMED)
    assert bold.face.weight == 700, "bold words stay bold"
    assert marked(style(), Span("a", styles=("unknown",)), NAMED) == style()


@pytest.mark.parametrize(
    ("family", "own"), [("Barlow", True), ("IBM Plex Sans Arabic", False), ("Zilla Slab", True)]
)
def test_small_capitals_are_the_faces_own_or_its_capitals_made_smaller(
    family: str, own: bool
) -> None:
    run = Run("Unesco, 2017", marked(style(family), Span("", styles=("small",)), NAMED))
    line = set_line([run, Run(" and", style(family))], ENGLISH)
    assert {one.run for one in line.runs} == {0, 1}
    sizes = [one.glyphs.size for one in line.runs]
    if own:
        assert has_own(FaceRef(family), "nesco", "smcp")
        assert line.text == "Unesco, 2017 and"
        assert set(sizes) == {10.0}
    else:
        assert line.text == "UNESCO, 2017 and"
        assert sizes[0] == 10.0
        assert 7.0 <= sizes[1] <= 8.5
        face = load(FaceRef(family))
        tall = sizes[1] * face.cap_height / face.upem
        assert tall >= 10.0 * face.x_height / face.upem, "no lower than the letters beside them"


def test_capitals_of_a_style_are_those_of_the_language() -> None:
    run = Run("straße", marked(style(), Span("", styles=("loud",)), NAMED))
    assert set_line([run, Run("!", style())], ParagraphStyle("de")).text == "STRASSE!"


@pytest.mark.parametrize("family", ["Fira Sans", "IBM Plex Sans Arabic", "Barlow"])
@pytest.mark.parametrize(
    ("language", "text", "shown", "full"),
    [
        ("tr", "İzmir, ılık", "İZMİR, ILIK", "İ"),
        ("az", "ilk", "İLK", ""),
        ("el", "Άιντα, ή ο ένας", "ΑΪΝΤΑ, Ή Ο ΕΝΑΣ", "Α"),
        ("el", "Μουσείο Ωδείο", "ΜΟΥΣΕΙΟ ΩΔΕΙΟ", "ΜΩ"),
        ("nl", "IJsland, ijs, ĳs", "IJSLAND, IJS, ĲS", "IJ"),
        ("de", "Straße", "STRASSE", "S"),
    ],
)
def test_small_capitals_are_those_of_the_language(
    family: str, language: str, text: str, shown: str, full: str
) -> None:
    base = replace(style(family), fallbacks=(Fallback("Fira Sans"), Fallback("Noto Sans")))
    run = Run(text, marked(base, Span("", styles=("small",)), NAMED))
    line = set_line([run], ParagraphStyle(language))
    large = ""
    for one in line.runs:
        glyphs = one.glyphs
        own = [glyph.gid for glyph in shape(glyphs.face, glyphs.text, language=language)]
        is_own = own != [glyph.gid for glyph in glyphs.glyphs]
        assert is_own or glyphs.text == glyphs.text.upper(), "no small letter is left as it was"
        assert not is_own or family != "IBM Plex Sans Arabic"
        large += "".join(
            char for char in glyphs.text if glyphs.size == 10 and char.isupper() and char.isalpha()
        )
    assert to_capitals(line.text, language) == shown
    assert large == full


def test_the_dot_of_a_turkish_i_is_on_the_faces_own_small_capital() -> None:
    run = Run("iz", marked(style(), Span("", styles=("small",)), NAMED))
    found = {
        language: [
            glyph.gid
            for one in set_line([run], ParagraphStyle(language)).runs
            for glyph in one.glyphs.glyphs
        ]
        for language in ("tr", "en")
    }
    assert found["tr"][0] != found["en"][0]
    assert found["tr"][1] == found["en"][1]


def test_a_face_with_subscripts_is_taken_at_its_word() -> None:
    line = set_line([Run("CO", style("Fira Sans")), Run("2", lowered(style("Fira Sans")))], ENGLISH)
    assert line.text == "CO2"
    glyphs = line.runs[1].glyphs
    (own,) = shape(FaceRef("Fira Sans"), "2", language="en", features=("subs",))
    assert [glyph.gid for glyph in glyphs.glyphs] == [own.gid]
    assert (glyphs.size, glyphs.y) == (10.0, 0.0)
    assert glyphs.face == FaceRef("Fira Sans"), "which is as strong as its letters"


@pytest.mark.parametrize("kind", ["normal", "italic"])
@pytest.mark.parametrize("weight", [300, 400, 600])
def test_other_figures_are_made_smaller_and_no_lighter(weight: int, kind: Kind) -> None:
    made = subscript(FaceRef("Barlow", weight, kind), "2")
    assert not made.features
    assert weight < made.face.weight <= weight + 200
    assert made.face.style == kind
    line = set_line([Run("2", lowered(style("Barlow", weight, kind)))], ENGLISH)
    assert line.runs[0].glyphs.y > 0, "below the baseline"


@given(
    st.text("abßÉé 2,.-", min_size=1, max_size=12),
    st.sampled_from(["Barlow", "IBM Plex Sans Arabic"]),
)
def test_small_capitals_lose_no_word_wherever_lines_end(text: str, family: str) -> None:
    runs = (
        Run("x ", style(family)),
        Run(text, marked(style(family), Span("", styles=("small",)), NAMED)),
        Run(" y", style(family)),
    )
    lines = set_paragraph(runs, ENGLISH, 40.0).lines
    said = "".join(line.text for line in lines)
    assert "".join(said.upper().split()) == "".join(f"x {text} y".upper().split())
    assert {one.run for line in lines for one in line.runs} <= {0, 1, 2}


@given(st.lists(st.sampled_from(["word", "longer", "it"]), min_size=1, max_size=30), st.data())
def test_the_line_before_a_line_end_is_not_stretched(words: list[str], data: st.DataObject) -> None:
    ends = data.draw(st.lists(st.booleans(), min_size=len(words), max_size=len(words)))
    text = "".join(word + ("\n" if end else " ") for word, end in zip(words, ends, strict=True))
    lines = set_paragraph(
        (Run(text, style()),), ParagraphStyle("en", align="justify", hyphenate=True), 90.0
    ).lines
    parts = [part.split() for part in text.split("\n") if part.split()]
    assert " ".join(line.text for line in lines).split() == text.split()
    last = 0
    for part in parts:
        while last < len(lines) and part:
            found = lines[last].text.split()
            part = part[len(found) :]
            last += 1
        assert lines[last - 1].ratio <= 0, "what is forced to end is not justified"
    assert last == len(lines)


def test_a_style_may_be_of_another_family_with_what_stands_in_for_it() -> None:
    families: dict[str, FamilyList] = {
        "text": "Barlow",
        "display": ("Barlow Condensed", Family(family="Fira Sans")),
    }
    styles = {"figure": CharacterStyle(family="display", weight=700)}
    sheet = StyleSheet(families=families, character_styles=styles)
    found = marked(style(), Span("400", styles=("figure",)), named_styles(sheet))
    assert found.face == FaceRef("Barlow Condensed", 700)
    assert [one.family for one in found.fallbacks] == ["Fira Sans"]
    assert FaceRef("Barlow Condensed", 700) in faces(sheet)
