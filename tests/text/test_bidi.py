"""Levels and order against python-bidi, which wraps the Rust crate unicode-bidi."""

from __future__ import annotations

import unicodedata

import pytest
from bidi import get_display
from hypothesis import given
from hypothesis import strategies as st

from depliant.text.bidi import levels, visual_order

LETTERS = "abcאבגابتé123٠١٢ .,:+-/%€$()[]{}«»!?\u0301\u064e\u200e\u200f\u061c"
ISOLATES = "\u2066\u2067\u2068\u2069"
EMBEDDINGS = "\u202a\u202b\u202c"
HIDDEN = ("BN", "LRE", "RLE", "PDF", "LRO", "RLO")


def displayed(text: str, base: int) -> str:
    """A text as one line, the white space at its end at the paragraph's level (L1)."""
    found = levels(text, base)
    for index in reversed(range(len(text))):
        kind = unicodedata.bidirectional(text[index])
        if kind not in ("WS", "FSI", "LRI", "RLI", "PDI", *HIDDEN):
            break
        found[index] = base
    return "".join(text[index] for index in visual_order(found))


def shown(text: str) -> str:
    return "".join(char for char in text if unicodedata.bidirectional(char) not in HIDDEN)


def assert_as_unicode_bidi(text: str, base: int) -> None:
    expected = get_display(text, base_dir="R" if base else "L")
    assert shown(displayed(text, base)) == shown(expected)


@given(st.text(alphabet=LETTERS + ISOLATES, max_size=24), st.sampled_from([0, 1]))
def test_order_is_that_of_unicode_bidi(text: str, base: int) -> None:
    assert_as_unicode_bidi(text, base)


@given(
    st.text(alphabet=LETTERS + ISOLATES + EMBEDDINGS, max_size=24),
    st.sampled_from("aא1"),
    st.sampled_from([0, 1]),
)
def test_order_with_embeddings_is_that_of_unicode_bidi(text: str, last: str, base: int) -> None:
    """With a letter last: python-bidi 0.6.12 does not give white space at the end of a line back
    to the paragraph if an embedding begins before it, as L1 with section 5.2 asks."""
    assert_as_unicode_bidi(text + last, base)


def test_white_space_at_the_end_is_the_paragraphs_even_in_an_embedding() -> None:
    assert displayed("1\u202a \u2066", 1) == "\u2066 \u202a1"


@pytest.mark.parametrize(
    ("logical", "visual"),
    [
        ("في عام 2012", "2012 ماع يف"),
        ("حوض (Bassin minier) هنا", "انه (Bassin minier) ضوح"),
        ("من 2012-2017", "2017-2012 نم"),
        ("UNESCO, Paris", "UNESCO, Paris"),
        ("76.9%", "76.9%"),
    ],
)
def test_numbers_and_latin_words_in_arabic(logical: str, visual: str) -> None:
    mirrored = str.maketrans("()", ")(")
    found = displayed(logical, 1)
    assert found in (visual, visual.translate(mirrored))


def test_every_character_has_a_place() -> None:
    text = "ا\u200b\u00ad\u202eb\u2067c"
    assert sorted(visual_order(levels(text, 1))) == list(range(len(text)))
    assert levels("", 1) == []
