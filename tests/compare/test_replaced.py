"""A text that says something else altogether, in the place of another: changed, and not lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from depliant.compare.changes import passage_changes
from depliant.compare.passages import Passage, PassageKind


def said(*parts: str | tuple[PassageKind, str] | Passage) -> tuple[Passage, ...]:
    """Passages of a panel: texts, or others by their kinds."""

    def passage(part: str | tuple[PassageKind, str] | Passage) -> Passage:
        if isinstance(part, Passage):
            return part
        if isinstance(part, str):
            return Passage(1, "cover", "text", part, (), part)
        kind, words = part
        return Passage(1, "cover", kind, words, (), words)

    return tuple(map(passage, parts))


def with_figures(words: str, *names: str) -> Passage:
    return Passage(1, "cover", "text", words, tuple((name, "5") for name in names), words)


def told(old: tuple[Passage, ...], new: tuple[Passage, ...]) -> list[tuple[str, str, str]]:
    return [
        (change.cause, change.old.text if change.old else "", change.new.text if change.new else "")
        for change in passage_changes("fr", old, new)
    ]


def test_a_text_in_the_place_of_another_is_changed() -> None:
    old = said(("title", "The mill"), "It grinds by the moon.", "Open every day.")
    new = said(("title", "The mill"), "Come and see us!", "Open every day.")
    assert told(old, new) == [("words", "It grinds by the moon.", "Come and see us!")]


def test_all_of_a_panel_may_be_replaced() -> None:
    old = said(("title", "The mill"), "It grinds.", "By day.", ("item", "Bread"))
    new = said(("title", "A quay"), "Boats moor.", "At dusk.", ("item", "Fish"))
    assert [cause for cause, *_ in told(old, new)] == ["words"] * 4


def test_one_more_or_one_fewer_is_new_or_removed() -> None:
    assert told(said("One.", "Two."), said("One.", "Three.", "Four.")) == [
        ("added", "", "Three."),
        ("added", "", "Four."),
        ("removed", "Two.", ""),
    ]
    assert told(said("One.", "Two."), said("One.")) == [("removed", "Two.", "")]


def test_another_kind_is_another_passage() -> None:
    assert told(said("Two."), said(("heading", "Three"))) == [
        ("added", "", "Three"),
        ("removed", "Two.", ""),
    ]


def test_figures_say_which_was_which() -> None:
    old = said(with_figures("a b", "bus"), with_figures("c d", "tram"))
    new = said(with_figures("e f", "tram"), with_figures("g h", "bus"))
    assert told(old, new) == [("words", "c d", "e f"), ("words", "a b", "g h")]
    other = said(with_figures("e f", "boat"))
    assert [cause for cause, *_ in told(old[:1], other)] == ["added", "removed"]


def test_what_stands_between_two_that_stayed_is_in_its_place() -> None:
    old = said("Two.", "The mill stands here.", "It is old.")
    new = said("The mill stands here.", "It is old.", "Three.")
    assert [cause for cause, *_ in told(old, new)] == ["removed", "added"]


WORDS = st.sampled_from(["a b", "c d", "e f", "a c", "g"])
KINDS = st.sampled_from(["text", "item"])
FIGURES = st.lists(st.sampled_from([("bus", "5"), ("tram", "5")]), max_size=2).map(tuple)
PASSAGES = st.lists(
    WORDS.flatmap(
        lambda words: st.builds(
            Passage, st.just(1), st.just("cover"), KINDS, st.just(words), FIGURES, st.just(words)
        )
    ),
    max_size=8,
)


@given(PASSAGES, PASSAGES)
def test_every_passage_that_is_not_the_same_is_told_once(
    old: list[Passage], new: list[Passage]
) -> None:
    changes = passage_changes("fr", old, new)
    assert not passage_changes("fr", old, old)
    for side, mine in ((old, [one.old for one in changes]), (new, [one.new for one in changes])):
        left = [id(one) for one in mine if one is not None]
        assert len(left) == len(set(left))
        assert set(left) <= {id(one) for one in side}
    gone = len(old) - sum(one.old is not None for one in changes)
    assert gone == len(new) - sum(one.new is not None for one in changes), "the others are pairs"
