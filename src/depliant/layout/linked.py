"""Which panels, and which sides of the sheet, a story or a table joins: they are set together."""

from __future__ import annotations

from depliant.content.framing import linked_panels
from depliant.content.model import Panel
from depliant.memory import SHARED
from depliant.style.folds import Side


def linked_sides(sides: tuple[Side, ...], panels: tuple[Panel, ...]) -> list[tuple[Side, ...]]:
    """The sides of the sheet, those together whose panels stories join, or that are one spread."""
    groups: list[tuple[set[int], list[int]]] = []
    spreads: dict[int, tuple[set[int], list[int]]] = {}
    for index, side in enumerate(sides):
        group: tuple[set[int], list[int]] = (set(), [])
        if side.spread is not None:
            group = spreads.setdefault(side.spread.number, group)
        if not group[1]:
            groups.append(group)
        group[0].update(slot.panel for slot in side.slots if slot.panel is not None)
        group[1].append(index)
    for linked in linked_panels(panels):
        if len(linked) == 1:
            continue
        met = [group for group in groups if not group[0].isdisjoint(linked)]
        for other in met[1:]:
            groups.remove(other)
            met[0][0].update(other[0])
            met[0][1].extend(other[1])
    return [tuple(sides[index] for index in sorted(numbers)) for _, numbers in groups]


def group_of(index: int, panels: tuple[Panel, ...]) -> tuple[int, ...]:
    """The numbers of the panels that are set together with one, itself among them."""
    return SHARED.of_same(panels, group_of, lambda: _groups(panels))[index]


def _groups(panels: tuple[Panel, ...]) -> tuple[tuple[int, ...], ...]:
    """The group of each panel, by its number."""
    found = {number: group for group in linked_panels(panels) for number in group}
    return tuple(found[number] for number in range(len(panels)))
