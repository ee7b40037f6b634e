"""The pages of the files: a side of the sheet each for the press, a panel each for the screen."""

from __future__ import annotations

from depliant.display.items import DisplayDocument, Group, Item, Page
from depliant.geometry import IDENTITY, Matrix, Size
from depliant.layout.compose import Composition


def imposed(composition: Composition) -> DisplayDocument:
    """One page for each side of the sheet, its panels in their places: the press file's pages."""
    by_panel = {panel.leaf.slot: panel for panel in composition.panels}
    pages = []
    for side in composition.sides:
        items: list[Item] = []
        present = [by_panel[slot] for slot in side.slots if slot in by_panel]
        # All grounds first: a ground that came after its neighbour's art would cut off the hair by
        # which that goes over the fold, and a seam would be seen.
        for panel in present:
            items.extend(_at(panel.backdrop[:1], side.placing(panel.leaf.slot)))
        for panel in present:
            behind = (*panel.backdrop[1:], *panel.furniture)
            items.extend(_at(behind, side.placing(panel.leaf.slot)))
        # Painted in the order in which they are read, for programs that read no structure.
        for panel in sorted(present, key=lambda panel: panel.leaf.slot.panel or 0):
            items.extend(_at(panel.marks, side.placing(panel.leaf.slot)))
        pages.append(
            Page(
                side.trim,
                tuple(items),
                side.label,
                side.folds,
                side.label,
                cross_folds=side.cross_folds,
            )
        )
    return DisplayDocument(
        tuple(pages), composition.structure, composition.outline, composition.metadata
    )


def _at(items: tuple[Item, ...], matrix: Matrix) -> tuple[Item, ...]:
    return items if matrix == IDENTITY or not items else (Group(items, matrix),)


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
