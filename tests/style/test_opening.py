"""How a folded sheet is opened, held to the sheet as it is folded and to what paper can do."""

from __future__ import annotations

from itertools import combinations
from math import cos, radians
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depliant.style.fold_kinds import FOLDS, FoldKind
from depliant.style.folded import folded, from_below, met, outer, panel_on, seen
from depliant.style.folds import sides
from depliant.style.format import Format
from depliant.style.opening import opening
from depliant.style.poses import mirrored

from .paper import Cell, Edge, Weight, laid, looked_on, opening_of, spread, uppermost

EVERY: list[FoldKind] = list(get_args(FoldKind))
KINDS = [kind for kind in EVERY if len(FOLDS[kind].rows) == 1]
CROSSED = [kind for kind in EVERY if kind not in KINDS]
ACCORDIONS = [kind for kind in KINDS if kind.startswith(("z", "accordion"))]
WIDE = st.floats(300, 1200)
PAPER = st.sampled_from(["text", "cover"])
MILLIMETRE = 1.0


def crosses(one: Edge, other: Edge) -> bool:
    """Whether two panels go through each other."""

    def side(a: tuple[float, float], b: tuple[float, float], p: tuple[float, float]) -> float:
        return (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0])

    apart = 1e-9
    first = side(one.start, one.end, other.start), side(one.start, one.end, other.end)
    second = side(other.start, other.end, one.start), side(other.start, other.end, one.end)
    return min(first) < -apart < apart < max(first) and min(second) < -apart < apart < max(second)


@pytest.mark.parametrize("kind", KINDS)
@given(WIDE, PAPER)
def test_what_is_seen_at_a_stage_is_what_lies_on_top_there(
    kind: FoldKind, width: float, weight: Weight
) -> None:
    one = opening_of(kind, width, weight)
    for number, stage in enumerate(one.stages):
        assert looked_on(laid(one, number)) == stage.faces


@pytest.mark.parametrize("kind", KINDS)
@given(WIDE, PAPER)
def test_it_is_folded_as_the_sheet_is(kind: FoldKind, width: float, weight: Weight) -> None:
    one, fold = opening_of(kind, width, weight), FOLDS[kind]
    edges = laid(one, 0, caliper=0)
    plies = folded(fold, one.widths)
    if bool(cos(radians(edges[0].turn)) < 0) != next(p for p in plies if p.column == 0).turned:
        plies = from_below(plies)
    left = min(ply.left for ply in plies)
    start = min(min(edge.start[0], edge.end[0]) for edge in edges)
    for ply in plies:
        x = sorted((edges[ply.column].start[0] - start, edges[ply.column].end[0] - start))
        assert x == pytest.approx([ply.left - left, ply.right - left], abs=0.1 * MILLIMETRE)
    # What overlaps lies in the same order, each with room of its own.
    edges = laid(one, 0)
    for upper, lower in combinations(plies, 2):
        if min(upper.right, lower.right) - max(upper.left, lower.left) > 1:
            assert edges[upper.column].start[1] - edges[lower.column].start[1] > 0.0099


@pytest.mark.parametrize("kind", KINDS)
def test_panels_are_as_wide_as_those_of_the_sheet(kind: FoldKind) -> None:
    one, style = opening_of(kind), Format(fold=kind, size=(420.0, 200))
    assert one.widths == pytest.approx(style.widths_mm, abs=0.1 * MILLIMETRE)
    edges = laid(one, len(one.stages) - 1)
    across = [abs(edge.end[0] - edge.start[0]) for edge in edges]
    assert across == pytest.approx(style.widths_mm, abs=0.1 * MILLIMETRE)


@pytest.mark.parametrize("kind", KINDS)
def test_every_panel_meets_the_reader_the_first_in_front(kind: FoldKind) -> None:
    one, fold = opening_of(kind), FOLDS[kind]
    stages = [[panel_on(fold, face) for face in stage.faces] for stage in one.stages]
    if kind != "none":
        assert one.stages[0].faces == outer(fold, one.widths)[0]
    assert stages[0][0] == 0
    met_ = {panel for stage in stages for panel in stage}
    assert met_ == set(range(fold.capacity))


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in (*ACCORDIONS, "none")])
def test_fold_by_fold_one_meets_what_the_sheet_says(kind: FoldKind) -> None:
    one, fold = opening_of(kind), FOLDS[kind]
    opened = [stage.faces for stage in one.stages if stage.act == "opened"]
    assert opened == list(met(fold, one.widths))


@pytest.mark.parametrize("kind", ACCORDIONS)
def test_an_accordion_is_read_along_its_front_and_on_along_its_back(kind: FoldKind) -> None:
    one, fold = opening_of(kind), FOLDS[kind]
    count = len(one.widths)
    stages = [[panel_on(fold, face) for face in stage.faces] for stage in one.stages]
    assert stages == [[0], list(range(count)), list(range(count, 2 * count))]


@pytest.mark.parametrize(
    ("kind", "stages"),
    [
        ("half", [[0], [1, 2], [3, 0]]),
        ("roll3", [[0], [1, 4], [1, 2, 3], [4, 5, 0]]),
        ("gate", [[0, 1], [2, 3, 1], [2, 3, 4], [1, 5, 0]]),
        ("double-gate", [[0], [1, 2], [3, 4, 2], [3, 4, 5, 6], [2, 7, 0, 1]]),
        ("parallel", [[0], [1, 2], [3, 4, 5, 6], [1, 2, 7, 0]]),
        ("none", [[0]]),
    ],
)
def test_stages_of_each_fold(kind: FoldKind, stages: list[list[int]]) -> None:
    fold = FOLDS[kind]
    found = [[panel_on(fold, face) for face in stage.faces] for stage in opening_of(kind).stages]
    assert found == stages


@pytest.mark.parametrize("kind", KINDS)
@given(WIDE, PAPER, st.booleans())
def test_no_paper_goes_through_paper_or_through_the_table(
    kind: FoldKind, width: float, weight: Weight, is_to_left: bool
) -> None:
    one = opening_of(kind, width, weight)
    if is_to_left:
        one = mirrored(one)
    for number in range(len(one.stages) - 1):
        still = [laid(one, number)[column].turn for column in range(len(one.widths))]
        then = [laid(one, number + 1)[column].turn for column in range(len(one.widths))]
        for part in range(1, 8):
            edges = laid(one, number + part / 8)
            assert not any(crosses(a, b) for a, b in combinations(edges, 2))
            if one.stages[number + 1].act != "opened":
                continue
            # What rests, rests; what turns is above it.
            rests = [c for c, (a, b) in enumerate(zip(still, then, strict=True)) if abs(a - b) < 1]
            assert rests
            floor = min(edges[column].start[1] for column in rests)
            assert min(min(edge.start[1], edge.end[1]) for edge in edges) > floor - 0.2


@pytest.mark.parametrize("kind", KINDS)
def test_what_reads_to_the_left_is_the_mirror_image(kind: FoldKind) -> None:
    one = opening_of(kind)
    other, count = mirrored(one), len(one.widths)
    for number in range(4 * len(one.stages) - 3):
        edges, images = laid(one, number / 4, 0.0), laid(other, number / 4, 0.0)
        (x, z), (far, _) = edges[0].start, images[-1].end
        deep = images[-1].end[1] - z
        for column, edge in enumerate(edges):
            image = images[count - 1 - column]
            assert image.start[0] - far == pytest.approx(x - edge.end[0], abs=1e-6)
            assert image.start[1] - deep == pytest.approx(edge.end[1], abs=1e-6)
            assert image.end[0] - far == pytest.approx(x - edge.start[0], abs=1e-6)
    for number, stage in enumerate(other.stages):
        assert looked_on(laid(other, number)) == stage.faces


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "none"])
def test_of_a_sheet_printed_on_one_side_that_side_is_seen_in_the_end(kind: FoldKind) -> None:
    style = Format(fold=kind, size=(420.0, 200))
    one = opening(style.folding, style.widths_mm, (False, True))
    flat = seen(from_below(folded(style.folding, one.widths, 0)))
    assert one.stages[-1].faces == flat
    assert one.stages[-1].act != "turned"
    for number, stage in enumerate(one.stages):
        assert looked_on(laid(one, number)) == stage.faces


# --- folded in both directions -----------------------------------------------------------------


@pytest.mark.parametrize("kind", CROSSED)
@given(WIDE, PAPER, st.booleans())
def test_in_space_one_sees_at_a_stage_what_lies_on_top_there(
    kind: FoldKind, width: float, weight: Weight, is_to_left: bool
) -> None:
    one = opening_of(kind, width, weight)
    one = mirrored(one) if is_to_left else one
    for number, stage in enumerate(one.stages):
        assert uppermost(spread(one, number)) == stage.faces


@pytest.mark.parametrize("kind", CROSSED)
@given(WIDE, PAPER)
def test_every_panel_is_upright_when_it_is_met(
    kind: FoldKind, width: float, weight: Weight
) -> None:
    one = opening_of(kind, width, weight)
    style = Format(fold=kind, size=(width, 200), weight=weight)
    fold = style.folding
    slots = {slot.panel: slot for side in sides(style, fold.capacity) for slot in side.slots}
    met_: set[int] = set()
    for number, stage in enumerate(one.stages):
        cells = spread(one, number)
        for face in stage.faces:
            panel = panel_on(fold, face)
            assert panel is not None
            if panel not in met_:
                is_upside = cells[face.column, face.row].down[1] < 0
                assert is_upside == bool(slots[panel].turn)
            met_.add(panel)
        if number == 0:
            # Who turns the closed piece over finds the back upright as well.
            for face in outer(fold, one.widths, one.heights)[1]:
                down = cells[face.column, face.row].down[1]
                assert (down < 0) == bool(slots[panel_on(fold, face)].turn)
    assert met_ == set(range(fold.capacity))
    assert one.stages[0].faces == outer(fold, one.widths, one.heights)[0]


@pytest.mark.parametrize("kind", CROSSED)
@given(WIDE, PAPER)
def test_in_space_it_is_folded_as_the_sheet_is(
    kind: FoldKind, width: float, weight: Weight
) -> None:
    one, fold = opening_of(kind, width, weight), FOLDS[kind]
    cells, thin = spread(one, 0), spread(one, 0, caliper=0)
    plies = folded(fold, one.widths, None, one.heights)
    upper = next(ply for ply in plies if ply.column == ply.row == 0)
    if cells[0, 0].is_verso_up != upper.turned:
        plies = from_below(plies)
    left, top = (min(getattr(ply, edge) for ply in plies) for edge in ("left", "top"))
    start = [min(cell.stretch(axis)[0] for cell in thin.values()) for axis in (0, 1)]
    for ply in plies:
        cell = thin[ply.column, ply.row]
        x, y = ([end - start[axis] for end in cell.stretch(axis)] for axis in (0, 1))
        assert x == pytest.approx([ply.left - left, ply.right - left], abs=0.1 * MILLIMETRE)
        assert y == pytest.approx([ply.top - top, ply.bottom - top], abs=0.1 * MILLIMETRE)
        assert (cell.down[1] < 0) == ply.upside
    for above, below in combinations(plies, 2):
        across = min(above.right, below.right) - max(above.left, below.left)
        tall = min(above.bottom, below.bottom) - max(above.top, below.top)
        if min(across, tall) > 1:
            higher, lower = cells[above.column, above.row], cells[below.column, below.row]
            assert higher.height - lower.height > 0.0099


@pytest.mark.parametrize("kind", CROSSED)
@settings(max_examples=4)
@given(WIDE, PAPER, st.booleans())
def test_in_space_no_paper_goes_through_paper(
    kind: FoldKind, width: float, weight: Weight, is_to_left: bool
) -> None:
    one = opening_of(kind, width, weight)
    one = mirrored(one) if is_to_left else one
    for number in range(len(one.stages) - 1):
        for part in range(1, 8):
            cells = [*spread(one, number + part / 8).values()]
            for axis in (0, 1):
                looked = [(_section(cell, axis), *cell.stretch(1 - axis)) for cell in cells]
                for (one_, start, end), (two, from_, to) in combinations(looked, 2):
                    if min(end, to) - max(start, from_) > 1:
                        assert not crosses(one_, two)


def _section(cell: Cell, axis: int) -> Edge:
    """A panel as it is seen along the other axis."""
    way = cell.along if axis == 0 else cell.down
    start = cell.corner[axis], cell.corner[2]
    return Edge(start, (start[0] + way[axis], start[1] + way[2]), 0.0)


@pytest.mark.parametrize(
    ("kind", "stages"),
    [
        ("french", [[0], [1, 2], [4, 5, 6, 7], [2, 1, 3, 0]]),
        ("map2x2", [[0], [5, 6], [1, 2, 3, 4], [5, 0, 6, 7]]),
        ("map3x2", [[0], [3, 6], [1, 2, 3, 4, 5, 6], [7, 8, 0, 9, 10, 11]]),
        (
            "map3x3",
            [
                [0],
                [3, 16],
                [3, 6, 9],
                [1, 2, 3, 4, 5, 6, 7, 8, 9],
                [10, 11, 0, 12, 13, 17, 14, 15, 16],
            ],
        ),
    ],
)
def test_stages_of_each_fold_in_both_directions(kind: FoldKind, stages: list[list[int]]) -> None:
    fold = FOLDS[kind]
    found = [[panel_on(fold, face) for face in stage.faces] for stage in opening_of(kind).stages]
    assert found == stages


def test_a_card_that_is_bare_within_is_not_spread() -> None:
    style = Format(fold="french", size=(420.0, 200))
    one = opening(style.folding, style.widths_mm, (True, False), style.heights_mm)
    found = [[panel_on(style.folding, face) for face in stage.faces] for stage in one.stages]
    assert found == [[0], [1, 2], [3, 0]]
    for number, stage in enumerate(one.stages):
        assert uppermost(spread(one, number)) == stage.faces
