"""Words and sentences: what changed, and that it is all there."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depliant.compare import rewording as wording
from depliant.compare.rewording import Stretch, blocks, paired, sentences, similar, stretches, words

LETTERS = st.lists(st.sampled_from("abcdef"), max_size=30)


@given(LETTERS, LETTERS)
@settings(deadline=None)
def test_blocks_cover_both_sides_and_equal_ones_are_equal(old: list[str], new: list[str]) -> None:
    i = j = 0
    last: bool | None = None
    for same, i1, i2, j1, j2 in blocks(old, new):
        assert (i1, j1) == (i, j)
        assert same is not last, "equal and changed blocks take turns"
        if same:
            assert old[i1:i2] == new[j1:j2]
        i, j, last = i2, j2, same
    assert (i, j) == (len(old), len(new))


@given(LETTERS)
def test_a_text_against_itself_is_one_block(text: list[str]) -> None:
    assert [block.same for block in blocks(text, text)] == [True] * bool(text)


def test_a_number_with_its_unit_is_one_word() -> None:
    assert words("dont 100\u00a0millions d’euros\n(712\u202f000)") == (
        "dont",
        "100\u00a0millions",
        "d’euros",
        "(712\u202f000)",
    )


def test_stretches_say_what_went_and_what_came() -> None:
    assert stretches("Les 5 cités pilotes.", "Les 6 cités pilotes.") == (
        Stretch("same", "Les"),
        Stretch("removed", "5"),
        Stretch("added", "6"),
        Stretch("same", "cités pilotes."),
    )
    assert stretches("", "Neuf.") == (Stretch("added", "Neuf."),)


def test_one_word_moved_in_a_long_text_is_all_that_is_marked() -> None:
    old = [f"w{number}" for number in range(20_000)]
    new = old[:9_000] + old[9_001:15_000] + [old[9_000]] + old[15_000:]
    changed = [block for block in blocks(old, new) if not block.same]
    assert [(block.i2 - block.i1, block.j2 - block.j1) for block in changed] == [(1, 0), (0, 1)]


def test_what_cannot_be_compared_in_full_is_replaced_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(wording, "FULL_COMPARISON", 10)
    old, new = list("abababab"), list("babababaa")
    assert [block.same for block in blocks(old, new)].count(False) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Un. Deux ? Trois !", ("Un.", "Deux ?", "Trois !")),
        ("Il dit « oui\u00a0.\u00a0» Puis rien.", ("Il dit « oui\u00a0.\u00a0»", "Puis rien.")),
        ("À 3,5 km. «\u202fÉlan\u202f» suit.", ("À 3,5 km.", "«\u202fÉlan\u202f» suit.")),
        ("Environ 1.5 million et env. 40 élèves", ("Environ 1.5 million et env. 40 élèves",)),
        ("www.exemple.fr", ("www.exemple.fr",)),
        ("", ()),
    ],
)
def test_sentences(text: str, expected: tuple[str, ...]) -> None:
    assert sentences(text) == expected


def test_items_are_paired_in_order() -> None:
    def alike(old: str, new: str) -> bool:
        return old[0] == new[0]

    assert paired(["a1", "b1", "c1"], ["a2", "x2", "c2"], alike) == [
        ("a1", "a2"),
        (None, "x2"),
        ("b1", None),
        ("c1", "c2"),
    ]


def test_likeness_needs_shared_words() -> None:
    assert similar(("un", "deux", "trois"), ("un", "deux", "quatre"))
    assert not similar(("un", "deux", "trois"), ("cinq", "six"))
    assert not similar((), ())
