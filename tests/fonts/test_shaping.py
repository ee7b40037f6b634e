"""Shaping: kerning and ligatures against hb-shape, text of clusters, stand-ins, missing glyphs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from depliant.errors import InputError
from depliant.fonts.face import load
from depliant.fonts.registry import FaceRef
from depliant.fonts.shaping import shape

BARLOW = FaceRef("Barlow")
KEPT = (Path(__file__).parent / "hb_shape.txt").read_text(encoding="utf-8").splitlines()
GLYPH = re.compile(r"(\d+)=(\d+)(?:@(-?\d+),(-?\d+))?\+(\d+)")


@pytest.mark.parametrize("line", KEPT)
def test_glyphs_and_advances_are_those_of_hb_shape(line: str) -> None:
    family, weight, style, language, text, said = line.split("\t")
    ref = FaceRef(family, int(weight), "italic" if style == "italic" else "normal")
    expected = [tuple(int(n or 0) for n in found) for found in GLYPH.findall(said)]
    found = [
        (g.gid, g.cluster, g.x_offset, g.y_offset, g.x_advance)
        for g in shape(ref, text, language=language, direction="rtl" if language == "ar" else "ltr")
    ]
    assert found == expected


ARABIC = FaceRef("IBM Plex Sans Arabic")


def test_letters_join_over_the_end_of_a_run() -> None:
    """The "ب" joins what follows although that is shaped by itself, in another style."""
    whole = shape(ARABIC, "بحوض", language="ar", direction="rtl")
    head = shape(ARABIC, "ب", language="ar", direction="rtl", context=("", "حوض"))
    tail = shape(ARABIC, "حوض", language="ar", direction="rtl", context=("ب", ""))
    alone = shape(ARABIC, "ب", language="ar", direction="rtl")
    assert [g.gid for g in (*tail, *head)] == [g.gid for g in whole]
    assert alone[0].gid != head[0].gid


def test_each_glyph_of_arabic_has_its_characters() -> None:
    glyphs = shape(ARABIC, "لأنّ", language="ar", direction="rtl")
    assert [glyph.text for glyph in reversed(glyphs)] == ["لأ", "ن", "ّ"]


def test_pairs_are_kerned_and_ligatures_made() -> None:
    alone = sum(shape(BARLOW, char, language="fr")[0].x_advance for char in "AV")
    together = sum(glyph.x_advance for glyph in shape(BARLOW, "AV", language="fr"))
    assert together < alone
    assert [glyph.text for glyph in shape(BARLOW, "effi", language="fr")] == ["e", "ffi"]
    apart = shape(BARLOW, "effi", language="fr", features=("-liga",))
    assert [glyph.text for glyph in apart] == ["e", "f", "f", "i"]


def test_every_character_belongs_to_one_glyph() -> None:
    text = "«\u202fl’efficacité à 76,9\u00a0%\u202f» fe\u0301te non\u2011dit"
    assert "".join(glyph.text for glyph in shape(BARLOW, text, language="fr")) == text


@pytest.mark.parametrize(
    ("char", "em"),
    [
        ("\u00a0", 0.2),  # the word space of Barlow
        ("\u202f", 0.175),
        ("\u2009", 0.175),
        ("\u2002", 0.5),
        ("\u2003", 1.0),
        ("\u2005", 0.25),
    ],
)
def test_fixed_spaces_are_set_by_measure_and_keep_their_character(char: str, em: float) -> None:
    (glyph,) = shape(BARLOW, char, language="fr")
    assert glyph.x_advance == pytest.approx(em * load(BARLOW).upem)
    assert glyph.text == char


def test_figure_space_is_as_wide_as_a_figure() -> None:
    (space,), (zero,) = (shape(BARLOW, char, language="fr") for char in "\u20070")
    assert space.x_advance == zero.x_advance


@pytest.mark.parametrize("char", ["\u2011", "\u00ad", "\u2010"])
def test_hyphens_the_face_lacks_are_set_with_its_hyphen(char: str) -> None:
    (glyph,), (hyphen,) = (shape(BARLOW, c, language="fr") for c in (char, "-"))
    assert glyph.x_advance == hyphen.x_advance > 0
    assert glyph.text == char


def test_a_missing_glyph_names_character_and_face() -> None:
    with pytest.raises(InputError) as raised:
        shape(BARLOW, "a漢b\U0001f600", language="fr")
    said = [str(diagnostic) for diagnostic in raised.value.diagnostics]
    assert [d.code for d in raised.value.diagnostics] == ["glyph-missing"] * 2
    assert "U+6F22 CJK UNIFIED IDEOGRAPH-6F22" in said[0]
    assert "Barlow 400" in said[0]
    assert "U+1F600 GRINNING FACE" in said[1]


def test_right_to_left_runs_keep_their_text_by_cluster() -> None:
    glyphs = shape(BARLOW, "abc", language="fr", direction="rtl")
    assert [glyph.text for glyph in glyphs] == ["c", "b", "a"]
    assert [glyph.cluster for glyph in glyphs] == [2, 1, 0]


def test_features_take_values() -> None:
    proportional = shape(BARLOW, "1", language="fr")[0].x_advance
    tabular = shape(BARLOW, "1", language="fr", features=("tnum",))[0].x_advance
    assert tabular != proportional
    assert shape(BARLOW, "1", language="fr", features=("tnum=0",))[0].x_advance == proportional
