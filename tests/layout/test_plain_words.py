"""What a draft says of itself is set whatever it is, and nothing of it is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from depliant.colour import BLACK
from depliant.display.items import Glyphs, Group
from depliant.geometry import Rect
from depliant.languages.draft_word import draft_word
from depliant.languages.phrases import complete
from depliant.layout.plain_words import is_drawn, plain_words
from depliant.layout.standins import struck_box


def said(text: str, measure: float) -> str:
    words = plain_words(text, 7.0, BLACK, measure)
    assert all(isinstance(item, Glyphs) for item in words.items)
    return "".join(item.text for item in words.items if isinstance(item, Glyphs))


def test_lines_keep_to_their_measure_and_words_to_their_order() -> None:
    text = "assets/logos/euralens.svg: nothing can be read in a file of that name " * 4
    words = plain_words(text, 7.0, BLACK, 90.0)
    assert words.size.width <= 90.0
    assert said(text, 90.0).replace(" ", "") == text.replace(" ", "")


@given(st.text(max_size=60), st.floats(5.0, 200.0))
def test_no_character_is_lost_and_none_keeps_words_from_being_set(
    text: str, measure: float
) -> None:
    seen = "".join(char for char in text if char.isalnum())
    assert "".join(char for char in said(text, measure) if char in seen).count("") >= 1
    assert len([char for char in said(text, measure) if not char.isspace()]) >= len(seen)


def test_a_box_has_its_name_in_it_however_small_it_is() -> None:
    for box in (Rect(0.0, 0.0, 200.0, 100.0), Rect(5.0, 5.0, 10.0, 4.0)):
        items = [
            inner
            for item in struck_box(box, "quay.jpg", "Boats")
            for inner in (item.items if isinstance(item, Group) else (item,))
        ]
        assert "quay.jpg" in "".join(item.text for item in items if isinstance(item, Glyphs))


def test_every_language_with_phrases_of_its_own_has_a_word_for_drafts() -> None:
    words = {tag: draft_word(tag) for tag in complete()}
    assert [tag for tag, word in words.items() if word == "DRAFT"] == ["en"]
    assert draft_word("de-AT") == "ENTWURF"
    assert draft_word("tlh") == "DRAFT"
    assert is_drawn("ENTWURF", 700)
    assert not is_drawn("下書き", 700)
