"""Pouring: nothing is lost, kept slices stay together, leftover room goes where it may."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depliant.geometry import Rect
from depliant.layout.flow import Spread, pour
from depliant.layout.frame import Slice, columns

FRAME = Rect(10, 20, 100, 50)


def line(text: str, *, keep: bool = False, before: float = 0.0, stretch: bool = False) -> Slice:
    return Slice(10.0, (), before, keep, stretch, text)


def said(slices: tuple[Slice, ...]) -> str:
    return "".join(slice_.text for slice_ in slices)


slices = st.lists(
    st.builds(
        Slice,
        height=st.sampled_from([5.0, 10.0, 15.0, 80.0]),
        marks=st.just(()),
        before=st.sampled_from([0.0, 5.0]),
        keep=st.booleans(),
        stretch=st.booleans(),
        text=st.sampled_from("abc"),
    ),
    max_size=30,
)
frames = st.lists(
    st.builds(Rect, st.just(0.0), st.just(0.0), st.just(50.0), st.sampled_from([0.0, 20.0, 60.0])),
    min_size=1,
    max_size=4,
)


@given(slices, frames, st.sampled_from([None, Spread(5.0, 10.0)]))
def test_placed_and_overset_together_are_the_story(
    story: list[Slice], into: list[Rect], spread: Spread | None
) -> None:
    poured = pour(story, into, spread)
    assert [item.slice for item in poured.placements] == story
    fitting = len(story) - len(poured.overset)
    assert list(poured.overset) == story[fitting:]
    bottom = max(frame.bottom for frame in into)
    for item in poured.placements[:fitting]:
        assert item.y >= 0
        assert item.y + item.slice.height <= bottom + 0.01
    assert (poured.lacking > 0) == bool(poured.overset)


def test_the_room_before_is_dropped_at_the_head_of_a_frame() -> None:
    poured = pour([line("a", before=5), line("b", before=5)], [FRAME])
    assert [(item.x, item.y) for item in poured.placements] == [(10, 20), (10, 35)]
    assert poured.left_over == pytest.approx(25)


def test_slices_kept_together_move_to_the_next_frame_together() -> None:
    story = [line("a"), line("b"), line("c"), line("d", keep=True), line("e", keep=True), line("f")]
    first, second = columns(Rect(0, 0, 210, 50), 2, 10)
    poured = pour(story, [first, second])
    assert [item.x for item in poured.placements] == [0, 0, 0, 110, 110, 110]
    assert not poured.overset


def test_a_run_kept_together_that_is_taller_than_any_frame_is_parted() -> None:
    story = [line(letter, keep=True) for letter in "abcdefg"]
    first, second = columns(Rect(0, 0, 210, 50), 2, 10)
    poured = pour(story, [first, second])
    assert [item.x for item in poured.placements] == [0] * 5 + [110] * 2


def test_overset_says_how_much_room_is_lacking() -> None:
    poured = pour([line(letter) for letter in "abcdefg"], [FRAME])
    assert said(poured.overset) == "fg"
    assert poured.lacking == pytest.approx(20)
    assert poured.placements[-1].y == pytest.approx(FRAME.bottom + 10)


def test_room_left_over_goes_between_blocks_in_whole_units() -> None:
    story = [line("a"), line("b", stretch=True), line("c", stretch=True)]
    poured = pour(story, [FRAME], Spread(unit=4.0, most=9.0))
    assert [item.y for item in poured.placements] == [20, 38, 56]
    assert poured.left_over == pytest.approx(4)


def test_all_room_left_over_goes_between_blocks_alike() -> None:
    story = [line("a"), line("b", stretch=True), line("c", stretch=True), line("d")]
    poured = pour(story, [FRAME], Spread(unit=4.0, most=None))
    first, second, third, last = poured.placements
    gaps = [second.y - first.y - 10, third.y - second.y - 10]
    assert gaps[0] == pytest.approx(gaps[1])
    assert last.y + 10 == pytest.approx(FRAME.bottom)
