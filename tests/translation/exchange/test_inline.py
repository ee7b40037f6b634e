"""Words and codes: any text is cut so that its codes pair and nest, and is the same when joined."""

from __future__ import annotations

import pytest
from hypothesis import given
from tests.translation.exchange.samples import TEXTS

from depliant.content import markup
from depliant.translation.exchange.inline import Code, ids, joined, parts_of, pieces


@given(TEXTS)
def test_a_text_is_the_same_when_joined_and_its_codes_nest(text: str) -> None:
    parts = parts_of(text)
    assert joined(parts) == text
    opened: list[int] = []
    for part in parts:
        if isinstance(part, Code) and part.kind == "open":
            opened.append(part.pair)
        elif isinstance(part, Code) and part.kind == "close":
            assert opened.pop() == part.pair
    assert opened == []


@given(TEXTS)
def test_every_figure_is_a_code(text: str) -> None:
    alone = [part.data for part in parts_of(text) if isinstance(part, Code)]
    for piece in markup.parse(text)[0]:
        if piece.figure is not None:
            assert piece.placeholder in alone


@pytest.mark.parametrize(
    ("text", "words", "codes"),
    [
        ("a **b** c", ["a ", "b", " c"], [("**", "**")]),
        ("***a***", ["a"], [("**", "**"), ("*", "*")]),
        ("5 * 3 * 2", ["5 * 3 * 2"], []),
        ("** a **b", ["** a **b"], []),
        ("[a](https://e.fr/x_(y))", ["a"], [("[", "](https://e.fr/x_(y))")]),
        ("[a **b]{lang=en} c**", ["a **b", " c**"], [("[", "]{lang=en}")]),
        ("[a] {x:full} {", ["[a] ", " {"], [("{x:full}",)]),
        ("a {x:2015/2016} {x:last:full}", ["a ", " "], [("{x:2015/2016}",), ("{x:last:full}",)]),
        ("1^er^ \\*", ["1", "er", " "], [("^", "^"), ("\\*",)]),
        ("و**«س»** ح", ["و", "«س»", " ح"], [("**", "**")]),
    ],
)
def test_what_is_words_and_what_is_a_code(
    text: str, words: list[str], codes: list[tuple[str, ...]]
) -> None:
    parts = parts_of(text)
    assert [part for part in parts if isinstance(part, str)] == words
    assert list(pieces(parts)) == codes


def test_codes_of_a_translation_have_the_ids_of_the_same_codes_of_its_message() -> None:
    source = parts_of("**a** {x} *b* {y}")
    assert ids(parts_of("{y} *b* {x:full} **a** **c**"), source) == (4, 3, 5, 1, 6)
