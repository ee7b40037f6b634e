"""What is drawn round slices once they are placed: the ground and the rule of a box.

A box may be parted between columns and frames, and only there is it known how high each of its
parts is. Points, y down.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from depliant.display.items import Item, Mark, Path
from depliant.geometry import Rect
from depliant.layout.frame import Placement, Surround
from depliant.layout.lined import Side, cornered, ruled

_SLACK = 0.01


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
        paths = ruled(head.rule, head.ink, box, sides, head.corner)
        if paths:
            yield Mark(paths, None)


def physical(edges: frozenset[str], *, to_left: bool) -> set[Side]:
    """The sides of a page that those of the direction of reading are."""
    start, end = ("right", "left") if to_left else ("left", "right")
    names: dict[str, Side] = {"top": "top", "bottom": "bottom"}
    names |= {"start": start, "end": end}  # type: ignore[dict-item]
    return {names[edge] for edge in edges}
