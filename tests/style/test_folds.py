"""Folds: widths that close, orders that read, versos that mirror."""

from __future__ import annotations

from typing import Literal, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depliant.geometry import mm
from depliant.style.fold_kinds import FOLDS, FoldKind
from depliant.style.folds import blank_panels, sheet_size_mm, sides, widths_mm
from depliant.style.sheet import Format

KINDS: list[FoldKind] = list(get_args(FoldKind))
FULL = {"none": 1, "half": 4, "roll3": 6, "roll4": 8, "z3": 6, "gate": 6, "accordion4": 8}


def order(format_: Format, panels: int) -> list[list[int | None]]:
    return [[slot.panel for slot in side.slots] for side in sides(format_, panels)]


def test_a_roll_fold_tucks_in_a_narrower_flap() -> None:
    assert widths_mm("roll3", 297, "text") == pytest.approx([97.9333, 99.5333, 99.5333], abs=1e-3)
    assert widths_mm("roll3", 297, "cover") == pytest.approx(
        [96.8667, 100.0667, 100.0667], abs=1e-3
    )


def test_each_turn_of_a_roll_of_four_makes_its_panel_narrower() -> None:
    innermost, second, back, cover = widths_mm("roll4", 420, "cover")
    assert back == cover
    assert cover - second == second - innermost == pytest.approx(3.2)


def test_a_gate_s_leaves_do_not_meet() -> None:
    left, middle, right = widths_mm("gate", 297, "text")
    assert left == right
    assert middle - left - right == pytest.approx(3.2)


def test_the_leaflet_s_panels_stand_where_they_are_folded() -> None:
    outside, inside = sides(Format(), 6)
    assert [slot.panel for slot in outside.slots] == [4, 5, 0]
    assert [slot.panel for slot in inside.slots] == [1, 2, 3]
    assert outside.label == "outside"
    assert outside.trim == pytest.approx((mm(297), mm(210)))
    # The narrow flap is left on the outside, so its back is right on the inside.
    assert outside.slots[0].width == pytest.approx(inside.slots[2].width)
    assert outside.slots[0].width < outside.slots[1].width
    assert len(outside.folds) == 2
    assert inside.folds[1] == pytest.approx(mm(297) - outside.folds[0])


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("none", [[0]]),
        ("half", [[3, 0], [1, 2]]),
        ("roll3", [[4, 5, 0], [1, 2, 3]]),
        ("roll4", [[5, 6, 7, 0], [1, 2, 3, 4]]),
        ("z3", [[0, 1, 2], [3, 4, 5]]),
        ("gate", [[1, 5, 0], [2, 3, 4]]),
        ("accordion4", [[0, 1, 2, 3], [4, 5, 6, 7]]),
    ],
)
def test_reading_order_of_each_fold(kind: FoldKind, expected: list[list[int]]) -> None:
    assert order(Format(fold=kind), FULL[kind]) == expected


@given(
    st.sampled_from(KINDS),
    st.integers(1, 60),
    st.sampled_from(["text", "cover"]),
    st.floats(120, 900),
)
def test_every_panel_stands_once_and_every_side_is_full(
    kind: FoldKind, panels: int, weight: Literal["text", "cover"], width: float
) -> None:
    format_ = Format(fold=kind, weight=weight, size=(width, 200))
    placed = []
    for side in sides(format_, panels):
        assert sum(slot.width for slot in side.slots) == pytest.approx(side.trim.width)
        for left, right in zip(side.slots, side.slots[1:], strict=False):
            assert right.x == pytest.approx(left.x + left.width)
        placed += [slot.panel for slot in side.slots if slot.panel is not None]
    assert sorted(placed) == list(range(panels))


def test_the_back_of_a_panel_is_as_wide_as_its_front() -> None:
    for kind in KINDS:
        both = sides(Format(fold=kind, weight="cover"), FULL[kind])
        if len(both) == 2:
            front = [slot.width for slot in both[0].slots]
            back = [slot.width for slot in both[1].slots]
            assert front == pytest.approx(back[::-1])


def test_panels_that_fit_on_one_side_print_on_one_side() -> None:
    assert order(Format(fold="accordion4"), 4) == [[0, 1, 2, 3]]
    assert order(Format(fold="roll3"), 1) == [[0, None, None]]
    assert blank_panels(Format(fold="roll3"), 1) == 2


def test_more_panels_than_a_sheet_holds_go_on_on_the_next() -> None:
    assert order(Format(fold="roll3"), 10)[2:] == [[None, None, 6], [7, 8, 9]]
    assert len(sides(Format(fold="none"), 40)) == 40


@pytest.mark.parametrize(
    ("format_", "size"),
    [
        (Format(), (297, 210)),
        (Format(size="A4", orientation="portrait"), (210, 297)),
        (Format(size="A3"), (420, 297)),
        (Format(size="DL", size_of="panel", orientation="portrait", fold="half"), (198, 210)),
        (Format(size=(100, 210), size_of="panel", fold="roll3"), (298.4, 210)),
        (Format(size=(200, 210), size_of="panel", fold="gate"), (396.8, 210)),
        (Format(size=(123, 45), fold="none"), (123, 45)),
    ],
)
def test_sheet_sizes(format_: Format, size: tuple[float, float]) -> None:
    assert sheet_size_mm(format_) == pytest.approx(size)
    widths = widths_mm(format_.fold, sheet_size_mm(format_)[0], format_.weight)
    assert sum(widths) == pytest.approx(size[0])
    if format_.size_of == "panel" and not isinstance(format_.size, str):
        assert max(widths) == pytest.approx(format_.size[0])


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("none", [[0]]),
        ("half", [[0, 3], [2, 1]]),
        ("roll3", [[0, 5, 4], [3, 2, 1]]),
        ("z3", [[2, 1, 0], [5, 4, 3]]),
        ("gate", [[0, 5, 1], [4, 3, 2]]),
        ("accordion4", [[3, 2, 1, 0], [7, 6, 5, 4]]),
    ],
)
def test_a_fold_that_opens_the_other_way(kind: FoldKind, expected: list[list[int]]) -> None:
    """Read from the right: bound at the right, and the mirror image of the other."""
    style = Format(fold=kind)
    found = sides(style, FULL[kind], "rtl")
    assert [[slot.panel for slot in side.slots] for side in found] == expected
    for side, mirror in zip(found, sides(style, FULL[kind]), strict=True):
        ends = [side.trim.width - slot.x - slot.width for slot in reversed(side.slots)]
        assert ends == pytest.approx([slot.x for slot in mirror.slots], abs=1e-6)
        widths = {slot.panel: slot.width for slot in side.slots}
        assert widths == {slot.panel: slot.width for slot in mirror.slots}


def test_the_flap_of_an_arabic_leaflet_is_right_on_the_outside_and_narrow() -> None:
    outside, inside = sides(Format(), 6, "rtl")
    assert outside.slots[2].panel == 4
    assert outside.slots[2].width < outside.slots[1].width
    assert inside.slots[0].width == pytest.approx(outside.slots[2].width)
    assert inside.folds[0] == pytest.approx(outside.slots[2].width)


def test_one_side_alone_is_read_from_the_right() -> None:
    (side,) = sides(Format(), 2, "rtl")
    assert [slot.panel for slot in side.slots] == [None, 1, 0]


def test_every_fold_is_a_value_that_reads_each_panel_once() -> None:
    assert list(FOLDS) == KINDS
    for fold in FOLDS.values():
        placed = [panel for _, order_ in fold.sides for panel in order_]
        assert sorted(placed) == list(range(fold.capacity))
        assert all(len(order_) == len(fold.recto) for _, order_ in fold.sides)
