"""What is drawn round slices once they are placed: the ground and the rule of a box.

A box may be parted between columns and frames, and only there is it known how high each of its
parts is. Points, y down.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from depliant.colour import Colour
from depliant.display.items import Item, Mark, Path
from depliant.geometry import Rect, mm
from depliant.layout.frame import Placement, Surround
from depliant.layout.lined import Side, cornered, ruled
from depliant.layout.scissors import SCISSORS, pair_of_scissors

_SLACK = 0.01
_INDENT = mm(3)
"""How far from the corner of its box a pair of scissors stands."""


def surrounds(placements: Sequence[Placement]) -> tuple[Item, ...]:
    """The grounds and rules of all boxes among placed slices, as artifacts; painted before them."""
    return tuple(mark for run in _runs(placements) for mark in _drawn(run))


def _runs(placements: Sequence[Placement]) -> Iterator[list[tuple[Placement, Surround]]]:
    """The placements of each part of a box: what is below one another, from its head on."""
    run: list[tuple[Placement, Surround]] = []
    for placed in placements:
        around = placed.slice.surround
        if run and (around is None or not _goes_on(run[-1][0], placed)):
            yield run
            run = []
        if around is not None:
            run.append((placed, around))
    if run:
        yield run


def _goes_on(last: Placement, placed: Placement) -> bool:
    around = placed.slice.surround
    return (
        around is not None
        and around.part in ("body", "foot")
        and abs(placed.x - last.x) < _SLACK
        and placed.y > last.y - _SLACK
    )


def _drawn(run: list[tuple[Placement, Surround]]) -> Iterator[Mark]:
    """The ground and the rule of a part of a box: open where it goes on from another or in one."""
    (first, head), (last, foot) = run[0], run[-1]
    begins, ends = head.part == "head", foot.part == "foot"
    top = first.y + head.above
    bottom = last.y + last.slice.height + foot.below
    box = Rect(first.x + head.x, top, head.width, bottom - top)
    if head.ground is not None:
        corners = (head.corner if begins else 0.0), (head.corner if ends else 0.0)
        path = Path(cornered(box, *corners), fill=head.ground)
        yield Mark((path,), None, artifact="Background")
    if head.rule is not None and head.ink is not None:
        sides = physical(head.rule.edges, to_left=head.to_left)
        sides -= (set() if begins else {"top"}) | (set() if ends else {"bottom"})
        paths: tuple[Item, ...] = ruled(head.rule, head.ink, box, sides, head.corner)
        if head.rule.scissors and begins:
            paths = (*paths, _scissors(head, head.ink, box, at_head="top" in sides))
        if paths:
            yield Mark(paths, None, finishing=head.rule.step)


def _scissors(head: Surround, ink: Colour, box: Rect, *, at_head: bool) -> Item:
    """Scissors on the upper line of a box, or on the lower one, where its corner is behind them."""
    half = head.rule.width / 2 if head.rule is not None else 0.0
    indent = min(head.corner + _INDENT, max(0.0, (box.width - SCISSORS) / 2))
    x = box.right - indent - SCISSORS if head.to_left else box.x + indent
    y = box.y + half if at_head else box.bottom - half
    return pair_of_scissors(x, y, ink, to_left=head.to_left)


def physical(edges: frozenset[str], *, to_left: bool) -> set[Side]:
    """The sides of a page that those of the direction of reading are."""
    start, end = ("right", "left") if to_left else ("left", "right")
    names: dict[str, Side] = {"top": "top", "bottom": "bottom"}
    names |= {"start": start, "end": end}  # type: ignore[dict-item]
    return {names[edge] for edge in edges}
