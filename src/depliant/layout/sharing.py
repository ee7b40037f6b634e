"""The sides of many brochures, in which what is the same is artwork that they share."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from depliant.display.items import DisplayDocument, Item, Page
from depliant.geometry import Matrix
from depliant.layout.compose import Composition
from depliant.layout.paging import bare_sides, parts_of, placed

_Parts = list[tuple[tuple[Item, ...], Matrix]]


class Shared:
    """The sides of brochures, in which what is as in a first one is artwork that they share.

    Args:
        first: the composition that the others are compared with.
        share: makes artwork of items of a page, which is then the same value each time.
    """

    def __init__(self, first: Composition, share: Callable[[tuple[Item, ...], Page], Item]) -> None:
        self._first = [parts_of(side, first) for side in first.sides]
        self._share = share
        self._made: dict[tuple[int, tuple[int, ...]], Item] = {}

    def imposed(self, composition: Composition) -> DisplayDocument:
        """As `paging.imposed`; runs of parts that are as in the first are one artwork each."""
        pages = []
        for number, page in enumerate(bare_sides(composition)):
            items: list[Item] = []
            same: list[int] = []
            first = self._first[number] if number < len(self._first) else []
            for at, part in enumerate(parts_of(composition.sides[number], composition)):
                if at < len(first) and part == first[at]:
                    same.append(at)
                    continue
                items += self._artwork(number, page, same, first)
                same = []
                items += placed(*part)
            items += self._artwork(number, page, same, first)
            pages.append(replace(page, items=tuple(items)))
        return DisplayDocument(
            tuple(pages), composition.structure, composition.outline, composition.metadata
        )

    def _artwork(self, number: int, page: Page, same: list[int], first: _Parts) -> list[Item]:
        """Parts of the first as one artwork, made once."""
        items = tuple(item for at in same for item in placed(*first[at]))
        if not items:
            return []
        key = number, tuple(same)
        if key not in self._made:
            self._made[key] = self._share(items, page)
        return [self._made[key]]
