"""Folds: widths that close, orders that read, versos that mirror."""

from __future__ import annotations

from typing import Any, Literal, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depliant.geometry import mm
from depliant.source.reading import MisfitError
from depliant.style.fold_kinds import FOLDS, LISTED, OTHER_NAMES, FoldKind
from depliant.style.folded import Face, Joint, face_of, folded, met, outer, panel_on
from depliant.style.folds import blank_panels, joints_on, sides
from depliant.style.format import Format

KINDS: list[FoldKind] = list(get_args(FoldKind))
FULL = {kind: FOLDS[kind].capacity for kind in KINDS}


def order(format_: Format, panels: int) -> list[list[int | None]]:
    return [[slot.panel for slot in side.slots] for side in sides(format_, panels)]


def test_a_roll_fold_tucks_in_a_narrower_flap() -> None:
    assert Format().widths_mm == pytest.approx([97.9333, 99.5333, 99.5333], abs=1e-3)
    assert Format(weight="cover").widths_mm == pytest.approx(
        [96.8667, 100.0667, 100.0667], abs=1e-3
    )


def test_each_turn_of_a_roll_of_four_makes_its_panel_narrower() -> None:
    innermost, second, back, cover = Format(fold="roll4", size="A3", weight="cover").widths_mm
    assert back == cover
    assert cover - second == second - innermost == pytest.approx(3.2)


def test_a_gate_s_leaves_do_not_meet() -> None:
    left, middle, right = Format(fold="gate").widths_mm
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
        ("roll5", [[6, 7, 8, 9, 0], [1, 2, 3, 4, 5]]),
        ("double-gate", [[2, 7, 0, 1], [3, 4, 5, 6]]),
        ("parallel", [[1, 2, 7, 0], [3, 4, 5, 6]]),
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
        area = sum(side.box(slot).width * side.box(slot).height for slot in side.slots)
        assert area == pytest.approx(side.trim.width * side.trim.height)
        for left, right in zip(side.slots, side.slots[1 : side.columns], strict=False):
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
    assert format_.sheet_mm == pytest.approx(size)
    widths = format_.widths_mm
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
        cells = len(fold.recto) * len(fold.rows)
        assert all(len(order_) == cells for _, order_ in fold.sides)


# --- the sheet folded --------------------------------------------------------------------------

WIDE = st.floats(300, 1200)
PAPER = st.sampled_from(["text", "cover"])


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "none"])
@given(WIDE, PAPER)
def test_folded_the_cover_is_in_front_and_nothing_reaches_out(
    kind: FoldKind, width: float, weight: Literal["text", "cover"]
) -> None:
    style = Format(fold=kind, size=(width, 200), weight=weight)
    fold, widths = FOLDS[kind], style.widths_mm
    front, back = outer(fold, widths)
    assert panel_on(fold, front[0]) == 0
    plies = {ply.column: ply for ply in folded(fold, widths)}
    outside = [plies[face.column] for face in (*front, *back)]
    left, right = min(ply.left for ply in outside), max(ply.right for ply in outside)
    assert right - left == pytest.approx(max(widths))
    assert all(left - 1e-6 <= ply.left and ply.right <= right + 1e-6 for ply in plies.values())


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "none"])
@given(WIDE, PAPER)
def test_whoever_opens_the_piece_meets_every_panel(
    kind: FoldKind, width: float, weight: Literal["text", "cover"]
) -> None:
    fold = FOLDS[kind]
    widths = Format(fold=kind, size=(width, 200), weight=weight).widths_mm
    front, back = outer(fold, widths)
    seen = {panel_on(fold, face) for stage in met(fold, widths) for face in stage}
    assert {panel_on(fold, face) for face in (*front, *back)} | seen == set(range(fold.capacity))


@pytest.mark.parametrize(
    ("kind", "back", "stages"),
    [
        ("half", 3, [[1, 2]]),
        # The cover is turned: its back with the flap beside it, then the flap.
        ("roll3", 5, [[1, 4], [1, 2, 3]]),
        ("roll4", 7, [[1, 6], [1, 2, 5], [1, 2, 3, 4]]),
        ("double-gate", 7, [[1, 2], [3, 4, 2], [3, 4, 5, 6]]),
        ("parallel", 7, [[1, 2], [3, 4, 5, 6]]),
    ],
)
def test_what_one_meets_at_each_step(kind: FoldKind, back: int, stages: list[list[int]]) -> None:
    fold, widths = FOLDS[kind], Format(fold=kind).widths_mm
    assert [panel_on(fold, face) for face in outer(fold, widths)[1]] == [back]
    assert [[panel_on(fold, face) for face in stage] for stage in met(fold, widths)] == stages


def test_the_doors_of_a_gate_are_its_front() -> None:
    fold, widths = FOLDS["gate"], Format(fold="gate").widths_mm
    front, back = outer(fold, widths)
    assert [panel_on(fold, face) for face in front] == [0, 1]
    assert [panel_on(fold, face) for face in back] == [5]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.startswith(("z", "acc"))])
def test_an_accordion_shows_pairs_that_are_neighbours_on_the_sheet(kind: FoldKind) -> None:
    fold, widths = FOLDS[kind], Format(fold=kind).widths_mm
    for stage in met(fold, widths):
        panels = [panel_on(fold, face) or 0 for face in stage]
        assert panels == list(range(panels[0], panels[-1] + 1))


def test_panel_and_face_are_two_names_of_one_place() -> None:
    for fold in FOLDS.values():
        for panel in range(fold.capacity):
            assert panel_on(fold, face_of(fold, panel)) == panel
    assert panel_on(FOLDS["none"], Face(0, True)) is None


@pytest.mark.parametrize(
    ("kind", "outside"),
    [
        ("roll3", [(1, 1), (2, 1)]),
        ("z3", [(1, 1), (2, -1)]),
        ("double-gate", [(1, 1), (3, 1), (2, 1)]),
        # Folded in half, then both halves at once: one of the two lies the other way up.
        ("parallel", [(2, -1), (1, 1), (2, 1)]),
    ],
)
def test_hills_and_valleys(kind: FoldKind, outside: list[tuple[int, int]]) -> None:
    style = Format(fold=kind)
    first, second = sides(style, FULL[kind])
    assert joints_on(style, first) == tuple(Joint(*joint) for joint in outside)
    inside = [(step, -turn) for step, turn in reversed(outside)]
    assert joints_on(style, second) == tuple(Joint(*joint) for joint in inside)


# --- folds as a printer or a designer wants them -----------------------------------------------


def test_widths_of_one_s_own_stand_on_the_first_side_and_mirrored_on_the_other() -> None:
    style = Format(panels_mm=(97, 99.5, 100.5))
    outside, inside = sides(style, 6)
    assert [slot.width for slot in outside.slots] == pytest.approx([mm(97), mm(99.5), mm(100.5)])
    assert [slot.width for slot in inside.slots] == pytest.approx([mm(100.5), mm(99.5), mm(97)])


def test_a_mirrored_fold_has_its_widths_as_they_are_written() -> None:
    style = Format(panels_mm=(100.5, 99.5, 97), mirrored=True)
    outside, _ = sides(style, 6)
    assert [slot.width for slot in outside.slots] == pytest.approx([mm(100.5), mm(99.5), mm(97)])
    assert [slot.panel for slot in outside.slots] == [0, 5, 4]


def test_mirrored_twice_is_as_read() -> None:
    assert sides(Format(mirrored=True), 6, "rtl") == sides(Format(), 6)


def test_an_order_of_one_s_own_is_that_of_the_sheet() -> None:
    plain = Format(order={"outside": (5, 6, 1), "inside": (2, 3, 4)})
    assert order(plain, 6) == order(Format(), 6)
    turned = Format(order={"outside": (6, 5, 1)})
    assert order(turned, 6) == [[5, 4, 0], [1, 2, 3]]
    # The cover left, and the inside still read from left to right.
    calendar = Format(mirrored=True, order={"outside": (1, 6, 5), "inside": (2, 3, 4)})
    assert order(calendar, 6) == [[0, 5, 4], [1, 2, 3]]
    outside, inside = sides(calendar, 6)
    assert outside.slots[2].width == inside.slots[0].width < outside.slots[0].width


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"panels_mm": (97, 100)}, "3 widths"),
        ({"panels_mm": (97, 100, 99)}, "add up to the width of the sheet, 297 mm; it comes to 296"),
        ({"panels_mm": (97, 195, 5)}, "10 mm at least"),
        ({"panels_mm": (97, 100, 100), "size_of": "panel"}, "size_of: panel"),
        ({"order": {"front": (1, 2, 3)}}, "outside, inside"),
        ({"order": {"outside": (1, 2, 3)}}, "each panel from 1 to 6 once"),
    ],
)
def test_what_does_not_go_together_is_refused(keys: dict[str, Any], said: str) -> None:
    with pytest.raises(MisfitError) as caught:
        Format(**keys)
    assert said in str(caught.value)


# --- folded in both directions -----------------------------------------------------------------

CROSSED = [kind for kind in KINDS if len(FOLDS[kind].rows) > 1]


@pytest.mark.parametrize("kind", CROSSED)
@given(WIDE, st.floats(200, 900), PAPER)
def test_a_piece_of_rows_and_columns_closes_on_its_cover(
    kind: FoldKind, width: float, height: float, weight: Literal["text", "cover"]
) -> None:
    style = Format(fold=kind, size=(width, height), weight=weight)
    fold, widths, heights = FOLDS[kind], style.widths_mm, style.heights_mm
    assert sum(heights) == pytest.approx(height)
    front, back = outer(fold, widths, heights)
    assert [panel_on(fold, face) for face in front] == [0]
    assert len(back) == 1
    plies = folded(fold, widths, None, heights)
    (cover,) = (ply for ply in plies if (ply.column, ply.row) == (front[0].column, front[0].row))
    for ply in plies:
        assert cover.left - 1e-6 <= ply.left
        assert ply.right <= cover.right + 1e-6
        assert cover.top - 1e-6 <= ply.top
        assert ply.bottom <= cover.bottom + 1e-6


@pytest.mark.parametrize("kind", CROSSED)
def test_the_inside_is_read_row_by_row_and_stands_upright(kind: FoldKind) -> None:
    outside, inside = sides(Format(fold=kind), FULL[kind])
    first = 4 if kind == "french" else 1
    assert [slot.panel for slot in inside.slots] == list(range(first, first + len(inside.slots)))
    assert {slot.turn for slot in inside.slots} == {0}
    assert inside.columns == outside.columns == len(FOLDS[kind].recto)
    for side in (outside, inside):
        columns = side.columns
        for at, slot in enumerate(side.slots):
            row, column = divmod(at, columns)
            assert slot.x == pytest.approx(side.folds[column - 1] if column else 0)
            assert slot.y == pytest.approx(side.cross_folds[row - 1] if row else 0)
    # Each panel has one behind it that is as large.
    for at, slot in enumerate(outside.slots):
        row, column = divmod(at, outside.columns)
        other = inside.slots[row * outside.columns + outside.columns - 1 - column]
        assert (other.y, other.width) == pytest.approx((slot.y, slot.width))
        assert other.height == pytest.approx(slot.height)


def test_the_cover_of_a_map_and_the_spread_of_a_card_stand_on_their_heads() -> None:
    def upside(kind: FoldKind) -> list[int | None]:
        return [slot.panel for slot in sides(Format(fold=kind), FULL[kind])[0].slots if slot.turn]

    assert upside("map4x2") == [0]
    assert upside("map4x3") == [0, 22]
    assert upside("french") == [2, 1]


def test_a_card_is_printed_on_its_outside_alone_and_a_map_on_its_inside() -> None:
    (card,) = sides(Format(fold="french"), 4)
    assert (card.label, [slot.panel for slot in card.slots]) == ("outside", [2, 1, 3, 0])
    (poster,) = sides(Format(fold="map3x2"), 6)
    assert (poster.label, [slot.panel for slot in poster.slots]) == ("inside", [0, 1, 2, 3, 4, 5])
    assert {slot.turn for slot in poster.slots} == {0}


def test_what_reads_to_the_left_has_its_rows_mirrored() -> None:
    outside, inside = sides(Format(fold="map3x2"), 12, "rtl")
    assert [slot.panel for slot in outside.slots] == [0, 8, 7, 11, 10, 9]
    assert [slot.panel for slot in inside.slots] == [3, 2, 1, 6, 5, 4]
    assert outside.slots[0].turn == 180
    plain = Format(fold="map3x2", mirrored=True, order={"outside": (1, 9, 8, 12, 11, 10)})
    assert order(plain, 12)[0] == [0, 8, 7, 11, 10, 9]


def test_a_panel_of_a_map_has_the_size_that_is_asked_for() -> None:
    style = Format(fold="map4x3", size=(100, 140), size_of="panel", weight="cover")
    assert style.sheet_mm == pytest.approx((400, 3 * 140 - 3.2))
    assert style.heights_mm == pytest.approx((140, 140, 136.8))


def test_what_is_seen_of_the_closed_piece() -> None:
    outside, inside = sides(Format(fold="gate", size=(400, 100)), 6)
    piece = max(slot.width for slot in outside.slots)
    left, right = (next(s for s in outside.slots if s.panel == number) for number in (0, 1))
    assert left.closed is not None
    assert right.closed is not None
    assert (left.closed.x, left.closed.width) == pytest.approx((0, piece))
    assert right.closed.x + right.width == pytest.approx(piece)
    assert left.closed.front
    assert right.closed.front
    gap = right.closed.x - left.width
    assert gap == pytest.approx(mm(3.2))
    assert [slot.closed for slot in inside.slots] == [None] * 3
    # Read to the left, the first door is at the right.
    mirror = sides(Format(fold="gate", size=(400, 100)), 6, "rtl")[0]
    (first,) = (slot for slot in mirror.slots if slot.panel == 0)
    assert first.closed is not None
    assert first.closed.x + first.width == pytest.approx(piece)


def test_neighbours_are_as_a_panel_is_read() -> None:
    outside = sides(Format(fold="french"), 8)[0]
    at = {slot.panel: slot for slot in outside.slots}
    beside = outside.beside
    assert beside(at[1], 1, 0) == at[2], "the spread is read from panel 1 to panel 2"
    assert beside(at[1], 0, -1) == at[0]
    assert beside(at[3], 1, 0) == at[0]
    assert beside(at[3], 0, -1) == at[2]
    assert beside(at[0], 1, 0) is None


@pytest.mark.parametrize("kind", [kind for kind, other in OTHER_NAMES.items()])
def test_another_name_is_the_same_fold(kind: FoldKind) -> None:
    assert FOLDS[kind] == FOLDS[OTHER_NAMES[kind]]
    assert kind not in LISTED
    assert sides(Format(fold=kind), 6) == sides(Format(fold=OTHER_NAMES[kind]), 6)
