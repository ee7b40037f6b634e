"""The pages of the files: a side of the sheet each for the press, a panel each for the screen."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from depliant.display.items import DisplayDocument, Group, Item, Page
from depliant.geometry import Size, translation
from depliant.layout.compose import Composition
from depliant.style.folds import Side


def imposed(composition: Composition) -> DisplayDocument:
    """One page for each side of the sheet, panels side by side: the press file's pages."""
    pages = []
    for side in composition.sides:
        items: list[Item] = []
        for part in parts_of(side, composition):
            items.extend(_at(*part))
        pages.append(Page(side.trim, tuple(items), side.label, side.folds, side.label))
    return DisplayDocument(
        tuple(pages), composition.structure, composition.outline, composition.metadata
    )


def parts_of(side: Side, composition: Composition) -> list[tuple[tuple[Item, ...], float]]:
    """The parts of a side in painting order, each with where its panel begins."""
    by_panel = {panel.leaf.slot: panel for panel in composition.panels}
    present = [by_panel[slot] for slot in side.slots if slot in by_panel]
    behind = [((*one.backdrop, *one.furniture), one.leaf.slot.x) for one in present]
    # Painted in the order in which they are read, for programs that read no structure.
    ordered = sorted(present, key=lambda panel: panel.leaf.slot.panel or 0)
    return [*behind, *((one.marks, one.leaf.slot.x) for one in ordered)]


class Shared:
    """The sides of brochures, in which what is as in a first one is artwork that they share.

    Args:
        first: the composition that the others are compared with.
        share: makes artwork of items of a page, which is then the same value each time.
    """

    def __init__(self, first: Composition, share: Callable[[tuple[Item, ...], Page], Item]) -> None:
        self._first = first
        self._share = share
        self._made: dict[tuple[int, tuple[int, ...]], Item] = {}

    def imposed(self, composition: Composition) -> DisplayDocument:
        """As `imposed`; runs of parts that are as in the first are one artwork each."""
        pages = []
        for number, side in enumerate(composition.sides):
            page = Page(side.trim, (), side.label, side.folds, side.label)
            items: list[Item] = []
            same: list[int] = []
            first = parts_of(side, self._first)
            for at, part in enumerate(parts_of(side, composition)):
                if at < len(first) and part == first[at]:
                    same.append(at)
                    continue
                items += self._artwork(number, page, same, first)
                same = []
                items += _at(*part)
            items += self._artwork(number, page, same, first)
            pages.append(replace(page, items=tuple(items)))
        return DisplayDocument(
            tuple(pages), composition.structure, composition.outline, composition.metadata
        )

    def _artwork(
        self, number: int, page: Page, same: list[int], first: list[tuple[tuple[Item, ...], float]]
    ) -> list[Item]:
        """Parts of the first as one artwork, made once."""
        key = number, tuple(same)
        if same and key not in self._made:
            items = tuple(item for at in same for item in _at(*first[at]))
            if not items:
                return []
            self._made[key] = self._share(items, page)
        return [self._made[key]] if same and key in self._made else []


def _at(items: tuple[Item, ...], x: float) -> tuple[Item, ...]:
    return items if not x or not items else (Group(items, translation(x, 0.0)),)


def paged(composition: Composition) -> DisplayDocument:
    """One page for each panel at its trim size, in reading order: the screen file's pages.

    Their labels are numbers: what a reader shows beside a page is short, and what a page is
    called is in the outline.
    """
    pages = tuple(
        Page(
            Size(*panel.leaf.size),
            (*panel.backdrop, *panel.furniture, *panel.marks),
            str(number),
            name=panel.panel.id,
        )
        for number, panel in enumerate(composition.panels, 1)
    )
    return DisplayDocument(pages, composition.structure, composition.outline, composition.metadata)
