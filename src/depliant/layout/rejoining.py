"""Elements that frames of a story part: what readers are told of them is whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from depliant.display.structure import Element
from depliant.layout.breaking import rejoined
from depliant.layout.halves import one_table
from depliant.layout.standing import Join


class Parts(NamedTuple):
    """The elements of a panel, by its id, and which of them go on from another panel."""

    panel: str
    elements: tuple[Element, ...]
    joins: tuple[Join, ...]


def whole(panels: Sequence[Parts]) -> list[tuple[Element, ...]]:
    """The elements of each panel, each whole in the panel where it begins."""
    number = {one.panel: index for index, one in enumerate(panels)}
    elements: list[list[Element | None]] = [list(one.elements) for one in panels]
    # What goes on in a third panel is first joined to the second, and that to the first.
    for index, one in reversed(list(enumerate(panels))):
        for join in sorted(one.joins, key=lambda join: -join.at):
            there = elements[number[join.panel]]
            part, before = elements[index][join.at], there[join.after]
            if part is not None and before is not None:
                there[join.after] = (
                    rejoined(before, part, join.depth) if join.depth else one_table(before, part)
                )
                elements[index][join.at] = None
    return [tuple(one for one in each if one is not None) for each in elements]
