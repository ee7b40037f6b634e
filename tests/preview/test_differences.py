"""What changed between two leaves, whatever they say: nothing made up, nothing left out."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from depliant.geometry import Rect
from depliant.preview.differences import Change, changes
from depliant.preview.leaves import Leaf, Piece, Text, as_blocks, pairs_of
from depliant.preview.raster import Part

SLOT = Rect(100, 0, 200, 400)
WORDS = st.sampled_from(["sluice", "wheel", "tide", "mill", "gate", "pond", "corn", "miller"])
BLOCKS = st.lists(st.lists(WORDS, min_size=1, max_size=9), min_size=1, max_size=7)


def leaf(said: list[list[str]], name: str = "panel", digest: str = "") -> Leaf:
    """A leaf whose blocks stand one below the other, a line each."""
    pieces = []
    for number, words in enumerate(said):
        texts = tuple(
            Text(word, (Rect(100 + 20 * at, 10 + 20 * number, 18, 8),))
            for at, word in enumerate(words)
        )
        box = Rect(100, 10 + 20 * number, 20 * len(words), 8)
        pieces.append(Piece("paragraph", box, texts))
    part = Part(b"", 0, SLOT)
    return Leaf(name, 0, "", "inside", SLOT, digest, part, tuple(pieces))


def white(_: Leaf) -> Image.Image:
    return Image.new("RGB", (200, 400), "white")


def compared(old: list[list[str]], new: list[list[str]]) -> tuple[Change, ...]:
    return changes(pairs_of((leaf(old),), (leaf(new),)), white)


@given(BLOCKS)
def test_what_is_the_same_has_no_changes(said: list[list[str]]) -> None:
    assert compared(said, said) == ()


@given(BLOCKS, st.integers(0, 7))
def test_a_block_that_is_put_in_is_told_once_and_all_below_it_has_moved(
    said: list[list[str]], at: int
) -> None:
    at = min(at, len(said))
    found = compared(said, [*said[:at], ["nothing", "like", "it", "before"], *said[at:]])
    assert [one.kind for one in found if one.kind != "moved"] == ["came"]
    below = {one.new.boxes[0].y for one in found if one.kind == "moved" and one.new}
    assert below == {10 + 20 * number for number in range(at + 1, len(said) + 1)}


@given(BLOCKS, st.integers(0, 6), st.integers(0, 8))
def test_a_word_that_is_put_in_a_longer_block_is_marked_alone(
    said: list[list[str]], block: int, at: int
) -> None:
    block = min(block, len(said) - 1)
    said[block] = ["the", "oldest", "of", "all", *said[block]]
    new = [[*words] for words in said]
    at = min(at, len(new[block]))
    new[block].insert(at, "brandnew")
    (one,) = [one for one in compared(said, new) if one.kind == "words"]
    assert one.new is not None
    (mark,) = one.new.boxes
    assert mark == Rect(100 + 20 * at, 10 + 20 * block, 18, 8)
    assert ("added", "brandnew") in [tuple(part) for part in one.text]


@given(BLOCKS, BLOCKS)
def test_every_word_that_is_no_more_is_told_of(old: list[list[str]], new: list[list[str]]) -> None:
    """Where nothing is told, both say the same."""
    found = compared(old, new)
    if not [one for one in found if one.kind != "moved"]:
        assert sorted(map(tuple, old)) == sorted(map(tuple, new))
    for one in found:
        assert one.old is not None or one.new is not None


@given(BLOCKS, st.lists(WORDS, max_size=40))
def test_words_are_parted_into_blocks_and_none_is_lost(
    like: list[list[str]], words: list[str]
) -> None:
    texts = [Text(word, (Rect(at, 0, 1, 1),)) for at, word in enumerate(words)]
    found = as_blocks(texts, leaf(like).pieces)
    placed = sorted(word.boxes[0].x for piece in found for word in piece.words)
    assert placed == list(range(len(words)))
    for piece in found:
        assert all(one.boxes[0].x < other.boxes[0].x for one, other in pairwise(piece.words))


def test_panels_of_another_name_are_known_by_their_words() -> None:
    said = [["the", "oldest", "of", "all", "mills"]]
    ((old, new),) = pairs_of((leaf(said, "mill"),), (leaf(said, "the-mill"),))
    assert old is not None
    assert new is not None
    assert changes(((old, new),), white) == ()


def test_a_panel_that_went_and_one_that_came() -> None:
    pairs = pairs_of((leaf([["wheel"]], "old"),), (leaf([["gate"]], "new"),))
    assert {one.kind for one in changes(pairs, white)} == {"panel-went", "panel-came"}


def test_blocks_that_change_places_between_panels_have_moved() -> None:
    one, other = [["the", "oldest", "wheel"]], [["a", "newer", "gate"]]
    pairs = pairs_of((leaf(one, "a"), leaf(other, "b")), (leaf(other, "a"), leaf(one, "b")))
    found = changes(pairs, white)
    assert [change.kind for change in found] == ["moved", "moved"]
    for change in found:
        assert change.old is not None
        assert change.new is not None
        assert change.old.panel != change.new.panel
