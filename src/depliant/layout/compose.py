"""Composition: an edition set into panels, and the panels imposed on pages.

`compose` sets every panel once. `imposed` places them on the sides of the sheet for the press
file, `paged` one a page for the screen file; both share the structure tree.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from depliant.display.items import DisplayDocument, Group, Item, Link, Mark, Metadata, Page
from depliant.display.structure import Content, Element, OutlineEntry, contents, walk
from depliant.document.model import Block, Edition, Heading, ItemList, Panel, Span, plain
from depliant.document.style import Design, StyleSheet
from depliant.errors import Diagnostic
from depliant.geometry import Rect, Size, mm, translation
from depliant.layout.blocks import HEADING_ROLES, lay_all
from depliant.layout.fit import Step, fitted
from depliant.layout.flow import Spread, pour
from depliant.layout.fold import Side, sides
from depliant.layout.frame import Poured, Stack, columns, merged
from depliant.layout.setting import DrawChart, Setting
from depliant.layout.stacking import moved
from depliant.layout.template import Leaf, backdrop, design_of, type_area
from depliant.text.languages import direction


class SetPanel(Struct, frozen=True):
    """A panel with everything in its place, in points from its own trim corner.

    Content numbers start at 0 in every panel. `room` is the room left at the foot of its text.
    """

    panel: Panel
    leaf: Leaf
    backdrop: tuple[Item, ...]
    marks: tuple[Item, ...]
    elements: tuple[Element, ...]
    diagnostics: tuple[Diagnostic, ...]
    overset: bool
    room: float


class Composition(Struct, frozen=True):
    """A laid out edition: its panels in reading order, its sides, and the steps taken."""

    metadata: Metadata
    panels: tuple[SetPanel, ...]
    sides: tuple[Side, ...]
    steps: tuple[Step, ...]
    structure: Element
    outline: tuple[OutlineEntry, ...]

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What was found while laying out, panel by panel."""
        return tuple(found for panel in self.panels for found in panel.diagnostics)


class Job(Struct, frozen=True):
    """What laying out needs beside the edition: style, project folder, how charts are drawn."""

    sheet: StyleSheet
    root: Path
    draw: DrawChart


def compose(edition: Edition, job: Job) -> Composition:
    """Lay out an edition: every side copyfitted, every panel set."""
    sheet = job.sheet
    bleed = mm(sheet.format.bleed_mm)
    the_sides = sides(sheet.format, len(edition.panels), direction(edition.language))
    placed: dict[int, SetPanel] = {}
    taken: list[Step] = []
    for side in the_sides:
        leaves = [Leaf(slot, side, bleed) for slot in side.slots if slot.panel is not None]

        def lay(step: Step, leaves: list[Leaf] = leaves) -> list[SetPanel]:
            return [set_panel(edition, leaf, job, step) for leaf in leaves]

        step, panels = fitted(
            sheet.copyfit, lay, lambda panels: not any(panel.overset for panel in panels)
        )
        taken.append(step)
        designs = [design_of(sheet, panel.panel.design) for panel in panels]
        for panel, design, following in zip(panels, designs, [*designs[1:], None], strict=True):
            leaf = replace(panel.leaf, runs_on=_runs_on(design, following))
            behind = backdrop(sheet, design, leaf, job.root)
            placed[leaf.slot.panel or 0] = replace(panel, leaf=leaf, backdrop=behind)
    ordered = _renumbered([placed[index] for index in sorted(placed)])
    return Composition(
        _metadata(edition),
        ordered,
        the_sides,
        tuple(taken),
        _structure(edition, ordered),
        _outline(ordered),
    )


def _runs_on(design: Design, following: Design | None) -> bool:
    """Whether the next panel's backdrop goes on with this one's."""
    return following is not None and (design.ground, design.art) == (
        following.ground,
        following.art,
    )


def set_panel(edition: Edition, leaf: Leaf, job: Job, step: Step) -> SetPanel:
    """Set one panel at a copyfit step, without its backdrop."""
    panel = edition.panels[leaf.slot.panel or 0]
    design = design_of(job.sheet, panel.design)
    setting = Setting(
        job.sheet,
        design,
        edition.language,
        job.root,
        itertools.count(),
        job.draw,
        edition.unbroken,
        step.size,
        step.leading,
        step.tracking,
    )
    to_left = setting.to_left
    area = type_area(design, leaf.size, to_left=to_left)
    frames = columns(area, design.columns, mm(design.gutter_mm), to_left=to_left)
    main = lay_all((*_title(panel), *panel.blocks), setting, frames[0].width)
    foot = lay_all(panel.foot, setting, area.width)
    poured, foot_marks = _poured(main, foot, frames, area, setting)
    marks = [mark for item in poured.placements for mark in moved(item.slice.marks, item.x, item.y)]
    return SetPanel(
        panel,
        leaf,
        (),
        merged([*marks, *foot_marks]),
        main.elements + foot.elements,
        (*main.diagnostics, *foot.diagnostics, *_overset(panel, poured)),
        bool(poured.overset),
        poured.left_over,
    )


def _title(panel: Panel) -> tuple[Heading, ...]:
    """The panel's title as its first heading."""
    if not panel.title:
        return ()
    return (Heading(2, (Span(panel.title),), "title", panel.place),)


def _poured(
    main: Stack, foot: Stack, frames: tuple[Rect, ...], area: Rect, setting: Setting
) -> tuple[Poured, list[Item]]:
    """The main stack poured above the foot, and the foot's marks on the lowest grid lines."""
    whole = int((area.height + 0.01) / setting.unit) * setting.unit
    height = setting.ceil(foot.height) if foot.slices else 0.0
    gap = setting.unit if foot.slices else 0.0
    frames = tuple(frame._replace(height=whole - height - gap) for frame in frames)
    design = setting.design
    spread = Spread(setting.unit, 2 * setting.unit) if design.spread == "blocks" else None
    poured = pour(main.slices, frames, spread)
    below = pour(foot.slices, (Rect(area.x, area.y + whole - height, area.width, height),))
    marks = [mark for item in below.placements for mark in moved(item.slice.marks, item.x, item.y)]
    return poured, marks


def _overset(panel: Panel, poured: Poured) -> tuple[Diagnostic, ...]:
    if not poured.overset:
        return ()
    words = " ".join(" ".join(slice_.text for slice_ in poured.overset).split())
    words = words.replace("\u00ad ", "").replace("\u00ad", "")
    count = len(words.split())
    shown = words if len(words) <= 400 else f"{words[:180]} … {words[-180:]}"
    return (
        Diagnostic(
            "overset",
            f"Panel “{panel.id}” lacks {poured.lacking / mm(1):.1f} mm; {count} words found no "
            f"room: “{shown}”",
            poured.overset[0].place or panel.place,
            "Shorten the text of the panel, or let the designer widen its frame or its "
            "copyfit bounds.",
        ),
    )


def _renumbered(panels: list[SetPanel]) -> tuple[SetPanel, ...]:
    """The panels with content numbers that are unique in the publication."""
    result: list[SetPanel] = []
    first = 0
    for panel in panels:
        count = 1 + max(
            (number for element in panel.elements for number in contents(element)), default=-1
        )
        result.append(
            replace(
                panel,
                marks=tuple(_offset(mark, first) for mark in panel.marks),
                elements=tuple(_offset_element(element, first) for element in panel.elements),
            )
        )
        first += count
    return tuple(result)


def _offset(item: Item, first: int) -> Item:
    if isinstance(item, Mark):
        number = None if item.content is None else item.content + first
        return replace(item, content=number)
    if isinstance(item, Link):
        return replace(item, content=item.content + first)
    return item


def _offset_element(element: Element, first: int) -> Element:
    kids = tuple(
        Content(kid.number + first) if isinstance(kid, Content) else _offset_element(kid, first)
        for kid in element.kids
    )
    return replace(element, kids=kids)


def _metadata(edition: Edition) -> Metadata:
    # A year or a month stands for its first day, a span for the day it ends.
    day = (edition.date.split("/")[-1] + "-01-01")[:10]
    date = edition.date if "T" in edition.date else f"{day}T00:00:00+00:00"
    return Metadata(
        edition.title,
        edition.language,
        date,
        f"{edition.id}.{edition.language}",
        edition.author,
        edition.subject,
        edition.keywords,
        direction=direction(edition.language),
    )


def _structure(edition: Edition, panels: tuple[SetPanel, ...]) -> Element:
    parts = tuple(
        Element("Sect", panel.elements, title=panel_title(panel.panel) or None)
        for panel in panels
        if panel.elements
    )
    return Element("Document", parts, language=edition.language, title=edition.title)


def _outline(panels: tuple[SetPanel, ...]) -> tuple[OutlineEntry, ...]:
    """A bookmark for each panel that has a name, and below it one for each further heading."""
    entries: list[OutlineEntry] = []
    for panel in panels:
        numbers = [number for element in panel.elements for number in contents(element)]
        titles = _headings(panel.panel)
        if numbers and titles:
            below = [
                OutlineEntry(title, min(contents(element)))
                for title, element in zip(titles, _heading_elements(panel.elements), strict=True)
            ]
            entries.append(OutlineEntry(titles[0], min(numbers), tuple(below[1:])))
    return tuple(entries)


def _heading_elements(elements: tuple[Element, ...]) -> Iterator[Element]:
    """The headings among elements, in reading order."""
    for element in elements:
        yield from (found for found in walk(element) if found.role in HEADING_ROLES.values())


def _headings(panel: Panel) -> list[str]:
    """The words of a panel's headings in reading order, its title first."""

    def within(blocks: Iterable[Block]) -> Iterator[str]:
        for block in blocks:
            if isinstance(block, Heading):
                yield plain(block.text)
            elif isinstance(block, ItemList):
                for item in block.items:
                    yield from within(item.blocks)

    return [*([panel.title] if panel.title else []), *within((*panel.blocks, *panel.foot))]


def panel_title(panel: Panel) -> str:
    """What a panel is called: its title, else its first heading."""
    return next(iter(_headings(panel)), "")


def imposed(composition: Composition) -> DisplayDocument:
    """One page for each side of the sheet, panels side by side: the press file's pages."""
    by_panel = {panel.leaf.slot: panel for panel in composition.panels}
    pages = []
    for side in composition.sides:
        items: list[Item] = []
        present = [by_panel[slot] for slot in side.slots if slot in by_panel]
        for panel in present:
            items.extend(_at(panel.backdrop, panel.leaf.slot.x))
        # Painted in the order in which they are read, for programs that read no structure.
        for panel in sorted(present, key=lambda panel: panel.leaf.slot.panel or 0):
            items.extend(_at(panel.marks, panel.leaf.slot.x))
        pages.append(Page(side.trim, tuple(items), side.label, side.folds))
    return DisplayDocument(
        tuple(pages), composition.structure, composition.outline, composition.metadata
    )


def _at(items: tuple[Item, ...], x: float) -> tuple[Item, ...]:
    return items if not x or not items else (Group(items, translation(x, 0.0)),)


def paged(composition: Composition) -> DisplayDocument:
    """One page for each panel at its trim size, in reading order: the screen file's pages.

    Their labels are numbers: what a reader shows beside a page is short, and what a page is
    called is in the outline.
    """
    pages = tuple(
        Page(Size(*panel.leaf.size), (*panel.backdrop, *panel.marks), str(number))
        for number, panel in enumerate(composition.panels, 1)
    )
    return DisplayDocument(pages, composition.structure, composition.outline, composition.metadata)
