"""The program's own words, as a translator is asked for them in a language that it lacks."""

from __future__ import annotations

import re

import pytest

from depliant.languages.phrases import asked, complete, given, phrases


@pytest.mark.parametrize("source", complete())
def test_every_part_that_varies_has_a_letter_and_its_place_again(source: str) -> None:
    own = phrases(source)
    assert own is not None
    texts = asked("el", source)
    assert not [text for text in texts.values() if "{}" in text]
    back = given("el", source, texts)
    assert back is not None
    for name in texts:
        if not name.startswith("kinds."):
            pattern = re.sub(r"\{\d\}", "{}", getattr(back, name))
            assert pattern == getattr(own, name)


def test_the_order_of_what_varies_is_the_translators() -> None:
    texts = asked("el", "en") | {"rises": "{d}: {c} ({b}: {a})"}
    made = given("el", "en", texts)
    assert made is not None
    assert made.rises.format("1", "2015", "3", "2019") == "2019: 3 (2015: 1)"
