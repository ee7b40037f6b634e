"""The checked lane of single files: an edition laid out, with other words in its slots.

What a file is written from is to be the very value that setting the row in full would give: marks
in their order with their numbers, the structure, bookmarks. So a slot is filled here only where it
is read as the first one was, and the first row is made this way too, and compared.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from depliant.build.session import Composed
from depliant.content.model import Block, Panel
from depliant.content.resolve_again import Head
from depliant.display.items import Item, Mark
from depliant.display.structure import contents, walk
from depliant.layout.compose import SetPanel
from depliant.layout.frame import merged
from depliant.layout.numbering import elements_from, marks_from
from depliant.layout.outlining import Told, headings, outline_of, structure_of
from depliant.layout.slots import Filling, Slotted


class _Spot(NamedTuple):
    """Where a slot's marks are among its panel's, `size` of them, and where its elements are.

    `number` is that of its first content, `first` the slot as it was filled first.
    """

    at: int
    size: int
    told: int
    number: int
    first: Filling


class Exact:
    """Editions laid out with other words in the slots of a first one.

    Args:
        panels: those with slots.
        composed: the first edition.

    Raises:
        LookupError: more differs than what slots hold.
    """

    def __init__(self, panels: Sequence[Slotted], composed: Composed) -> None:
        self._first = composed
        self._spots: dict[int, tuple[_Spot, ...]] = {}
        for one in panels:
            number = composed.composition.panels.index(one.panel)
            self._spots[number] = tuple(
                _spot(filling, one.panel) for filling in one.first if filling is not None
            )
        fillings = tuple(tuple(map(_first, spots)) for spots in self._spots.values())
        edition = composed.edition
        head = Head(edition.title, edition.subject, edition.author, edition.keywords)
        for said in (None, head):
            made = self.composed(fillings, said)
            if made is None or made != composed:
                raise LookupError("an edition that is put together otherwise")

    def composed(self, filled: Sequence[Sequence[Filling]], head: Head | None) -> Composed | None:
        """An edition with the slots of its panels filled; None where one is read otherwise.

        Args:
            filled: the slots of each panel that has any.
            head: what the file says of itself; None: the same as the first.
        """
        first, composition = self._first, self._first.composition
        edition = first.edition
        if head is not None:
            edition = replace(edition, **head._asdict())
            composition = replace(
                composition, metadata=replace(composition.metadata, **head._asdict())
            )
        panels = list(composition.panels)
        for (number, spots), fillings in zip(self._spots.items(), filled, strict=True):
            panel = _filled(panels[number], spots, fillings)
            if panel is None:
                return None
            panels[number] = panel
        told = [Told(panel.elements, headings(panel.panel)) for panel in panels]
        composition = replace(
            composition,
            panels=tuple(panels),
            structure=structure_of(edition, told),
            outline=outline_of(told),
        )
        return replace(first, edition=edition, composition=composition)


def exact_or_none(panels: Sequence[Slotted], composed: Composed) -> Exact | None:
    """What fills the slots of single files, where nothing more differs."""
    try:
        return Exact(panels, composed)
    except LookupError:
        return None


def _first(spot: _Spot) -> Filling:
    return spot.first


def _spot(filling: Filling, panel: SetPanel) -> _Spot:
    """The spot of a slot.

    Raises:
        LookupError: it is not there, or not once.
    """
    own = merged(list(filling.marks))
    count, found = len(own), []
    for at in range(len(panel.marks) - count + 1):
        number = _number(panel.marks[at])
        if number is None or marks_from(number, own) != panel.marks[at : at + count]:
            continue
        told = elements_from(number, filling.elements)
        found += [
            _Spot(at, count, begin, number, filling)
            for begin in range(len(panel.elements))
            if panel.elements[begin : begin + len(told)] == told
        ]
    if len(found) != 1 or not count:
        raise LookupError("marks that are not found")
    return found[0]


def _number(item: Item) -> int | None:
    """The number of a mark's content."""
    return item.content if isinstance(item, Mark) else None


def _filled(
    panel: SetPanel, spots: Sequence[_Spot], fillings: Sequence[Filling]
) -> SetPanel | None:
    """A panel with its slots filled; None where one is read otherwise than the first was."""
    marks, elements = list(panel.marks), list(panel.elements)
    blocks: dict[int, Block] = {}
    for spot, filling in zip(spots, fillings, strict=True):
        own = merged(list(filling.marks))
        if _reading(own, filling) != _reading(merged(list(spot.first.marks)), spot.first):
            return None
        told = elements_from(spot.number, filling.elements)
        elements[spot.told : spot.told + len(told)] = told
        marks[spot.at : spot.at + spot.size] = marks_from(spot.number, own)
        blocks[id(spot.first.block)] = filling.block
    return replace(
        panel,
        panel=_with_blocks(panel.panel, blocks),
        marks=tuple(marks),
        elements=tuple(elements),
    )


def _reading(marks: Sequence[Item], filling: Filling) -> object:
    """How a slot is read: the numbers of its marks, and its elements with what they hold."""
    told = [(one.role, *contents(one)) for whole in filling.elements for one in walk(whole)]
    return [*map(_number, marks)], told


def _with_blocks(panel: Panel, instead: Mapping[int, Block]) -> Panel:
    """A panel with other blocks in the stead of some, which stand in it themselves."""
    return replace(
        panel,
        blocks=tuple(instead.get(id(one), one) for one in panel.blocks),
        foot=tuple(instead.get(id(one), one) for one in panel.foot),
    )
