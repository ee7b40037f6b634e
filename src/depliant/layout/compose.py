"""Composition: an edition set into panels, and the panels imposed on pages.

`compose` sets every panel once. `imposed` places them on the sides of the sheet for the press
file, `paged` one a page for the screen file; both share the structure tree.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from depliant.content.model import Edition, Heading, Panel, plain
from depliant.display.items import DisplayDocument, Group, Item, Metadata, Page
from depliant.display.structure import Element, OutlineEntry, contents, walk
from depliant.errors import Diagnostic, Gathering, has_errors
from depliant.geometry import Size, mm, translation
from depliant.graphics.backing import Backing, backing
from depliant.languages.table import direction
from depliant.layout.blocks.heading import HEADING_ROLES
from depliant.layout.fit import Step, fitted
from depliant.layout.folding import Edges, FoldedSide, edges_of, folded_sides, notes_on
from depliant.layout.job import Job
from depliant.layout.lent import Lent, lent_on, said_of
from depliant.layout.numbering import elements_from, marks_from
from depliant.layout.panel import Matter, PanelOrder, origins, set_matter
from depliant.layout.room import Order, unseen_art
from depliant.layout.sight import sights
from depliant.layout.stamps import stamp_of
from depliant.layout.template import Leaf, backdrop, design_of
from depliant.layout.visible import Seen, Setting, said, too_near
from depliant.memory import digest_of, remembered
from depliant.press.condition import screen_contrast
from depliant.style.folds import Side, sides
from depliant.style.sheet import Design


class SetPanel(Struct, frozen=True):
    """A panel with everything in its place, and behind it its backdrop; see `Matter`."""

    panel: Panel
    leaf: Leaf
    backdrop: tuple[Item, ...]
    marks: tuple[Item, ...]
    elements: tuple[Element, ...]
    diagnostics: tuple[Diagnostic, ...]
    overset: bool
    room: float
    contents: int = 0
    lent: tuple[Lent, ...] = ()
    edges: Edges | None = None


class Composition(Struct, frozen=True):
    """A laid out edition: its panels in reading order, its sides, and the steps taken.

    `notes` are what was found of all of it together.
    """

    metadata: Metadata
    panels: tuple[SetPanel, ...]
    sides: tuple[Side, ...]
    steps: tuple[Step, ...]
    structure: Element
    outline: tuple[OutlineEntry, ...]
    notes: tuple[Diagnostic, ...] = ()

    @property
    def folds(self) -> tuple[FoldedSide, ...]:
        """The folds of each side, with the ink that lies on them and the colours that meet there.

        A panel with errors counts as blank.
        """
        edges = {panel.leaf.slot: panel.edges for panel in self.panels if panel.edges is not None}
        return folded_sides(self.sides, edges)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What was found while laying out, panel by panel, and then of all of it."""
        return (*(found for panel in self.panels for found in panel.diagnostics), *self.notes)


def compose(edition: Edition, job: Job) -> Composition:
    """Lay out an edition: every side copyfitted, every panel set.

    Raises:
        DepliantError: what keeps any panel from being set, of all panels.
    """
    the_sides = sides(job.sheet.format, len(edition.panels), direction(edition.language))
    placed: dict[int, SetPanel] = {}
    taken: list[Step] = []
    faults = Gathering()
    for side in the_sides:
        with faults:
            step, panels = _set_side(edition, side, job)
            taken.append(step)
            placed |= {panel.leaf.slot.panel or 0: panel for panel in panels}
    faults.raise_any()
    ordered = _numbered([placed[index] for index in sorted(placed)])
    headings = [_headings(panel.panel) for panel in ordered]
    composed = Composition(
        _metadata(edition),
        ordered,
        the_sides,
        tuple(taken),
        _structure(edition, ordered, headings),
        _outline(ordered, headings),
    )
    return replace(composed, notes=tuple(_notes(composed, job)))


def _notes(composed: Composition, job: Job) -> Iterator[Diagnostic]:
    """What is said of all panels together, where none has errors."""
    if has_errors(composed.diagnostics):
        return
    lent = [one for panel in composed.panels for one in panel.lent]
    yield from said_of(lent, job.sheet, job.files)
    yield from notes_on(composed.folds)


def _set_side(edition: Edition, side: Side, job: Job) -> tuple[Step, list[SetPanel]]:
    """The panels of one side, and the copyfit step that all of them take."""
    bleed = mm(job.sheet.format.bleed_mm)
    leaves = [Leaf(slot, side, bleed) for slot in side.slots if slot.panel is not None]
    faults = Gathering()
    with faults:
        step, panels = fitted(
            job.sheet.copyfit,
            lambda step: _set_all(edition, leaves, job, step),
            lambda panels: not any(panel.overset for panel in panels),
        )
    backdrops = []
    designs = [design_of(job.sheet, _panel_on(leaf, edition).design) for leaf in leaves]
    for number, following in enumerate([*designs[1:], None]):
        leaves[number] = replace(leaves[number], runs_on=_runs_on(designs[number], following))
        with faults:
            behind = backdrop(designs[number], leaves[number], job)
            backdrops.append(behind)
    faults.raise_any()
    return step, [
        _looked_at(replace(panel, leaf=leaf, backdrop=behind), edition, job, step)
        for panel, leaf, behind in zip(panels, leaves, backdrops, strict=True)
    ]


def _looked_at(panel: SetPanel, edition: Edition, job: Job, step: Step) -> SetPanel:
    """A panel with what is found once its backdrop is behind it."""
    order = Order(job.sheet, edition.language, job.files)
    found = panel.diagnostics + unseen_art(panel.backdrop, panel.panel, panel.leaf, order)
    if not _SPOILT.isdisjoint({one.code for one in found}) or not _has_design(panel.panel, job):
        return replace(panel, diagnostics=found)
    seen = _seen(panel, edition, job, step)
    if seen.sights or seen.near:
        of_panel = _panel_order(edition, panel.leaf, job, step)
        setting = Setting(panel.panel, panel.leaf, order, origins(of_panel, job))
        found = _each_once((*found, *said(seen, setting)))
    return replace(panel, diagnostics=found, lent=seen.lent, edges=seen.edges)


_SPOILT = frozenset({
    "chart-overset", "design-no-room", "leading-tight", "numeral-too-wide", "outside-panel",
    "overset", "word-too-wide",
})  # fmt: skip
"""What a panel has no words in their places after, so that nothing more can be said of them."""


def _has_design(panel: Panel, job: Job) -> bool:
    """Whether a panel looks as it is meant to; a design that is not there is said of elsewhere."""
    return panel.design in (panel.id, *job.sheet.designs)


def _each_once(found: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """The findings without those of a title that is too long, where it cannot be read at all."""
    lost = {one.place for one in found if one.code == "text-contrast" and one.severity == "error"}
    return tuple(one for one in found if one.code != "title-lines" or one.place not in lost)


def _seen(panel: SetPanel, edition: Edition, job: Job, step: Step) -> Seen:
    """What is hard to see on a panel; of one that is as it was, as it was found before."""
    leaf, behind = panel.leaf, panel.backdrop
    of_backdrop = _digest(behind), leaf.region

    def look() -> Seen:
        grid = job.remember(Backing, of_backdrop, lambda: backing(behind, leaf.region))
        return Seen(
            sights(panel.marks, grid, partial(screen_contrast, job.condition))
            if grid.whole
            else (),
            too_near(panel.marks, leaf.size, mm(job.sheet.format.safe_mm)),
            lent_on(panel.marks, job.sheet, edition.language),
            edges_of(grid, leaf.size),
        )

    of_panel = _made_from(_panel_order(edition, leaf, job, step), job)
    kept = not stamp_of(panel.panel).is_pictured
    return job.remember(Seen, (of_panel, of_backdrop), look, on_disk=kept)


@remembered
def _digest(items: tuple[Item, ...]) -> str:
    """The digest of a backdrop; its art is known again by the hash that it keeps."""
    return digest_of(items)


def _set_all(edition: Edition, leaves: list[Leaf], job: Job, step: Step) -> list[SetPanel]:
    """Panels set at a copyfit step, without their backdrops."""
    faults = Gathering()
    panels: list[SetPanel] = []
    for leaf in leaves:
        with faults:
            panels.append(set_panel(edition, leaf, job, step))
    faults.raise_any()
    return panels


def _panel_on(leaf: Leaf, edition: Edition) -> Panel:
    return edition.panels[leaf.slot.panel or 0]


def _runs_on(design: Design, following: Design | None) -> bool:
    """Whether the next panel's backdrop goes on with this one's."""
    return following is not None and (design.ground, design.art) == (
        following.ground,
        following.art,
    )


def set_panel(edition: Edition, leaf: Leaf, job: Job, step: Step) -> SetPanel:
    """Set one panel at a copyfit step, without its backdrop."""
    order = _panel_order(edition, leaf, job, step)
    panel = order.panel
    matter = job.remember(
        Matter,
        _made_from(order, job),
        lambda: set_matter(order, job),
        on_disk=not stamp_of(panel).is_pictured,
    )
    return SetPanel(
        panel,
        leaf,
        (),
        matter.marks,
        matter.elements,
        matter.diagnostics,
        matter.overset,
        matter.room,
        matter.contents,
    )


def _panel_order(edition: Edition, leaf: Leaf, job: Job, step: Step) -> PanelOrder:
    panel = _panel_on(leaf, edition)
    return PanelOrder(panel, Size(*leaf.size), job.sheet, edition.language, edition.unbroken, step)


def _made_from(order: PanelOrder, job: Job) -> tuple[object, ...]:
    """What a panel's matter is made from."""
    stamp = stamp_of(order.panel)
    of_order = (order.size, job.style, order.language, order.unbroken, order.step)
    return (stamp.words, *of_order, stamp.of_files(job.files))


def _numbered(panels: list[SetPanel]) -> tuple[SetPanel, ...]:
    """The panels with content numbers that are unique in the publication."""
    result: list[SetPanel] = []
    first = 0
    for panel in panels:
        marks = marks_from(first, panel.marks)
        result.append(replace(panel, marks=marks, elements=elements_from(first, panel.elements)))
        first += panel.contents
    return tuple(result)


def _metadata(edition: Edition) -> Metadata:
    # A year or a month stands for its first day, a span for the day it ends.
    day = (edition.date.split("/")[-1] + "-01-01")[:10]
    date = edition.date if "T" in edition.date else f"{day}T00:00:00+00:00"
    return Metadata(
        edition.title,
        _tag(edition),
        date,
        f"{edition.id}.{edition.language}",
        edition.author,
        edition.subject,
        edition.keywords,
        direction=direction(edition.language),
    )


def _structure(
    edition: Edition, panels: tuple[SetPanel, ...], headings: list[list[str]]
) -> Element:
    parts = tuple(
        Element("Sect", panel.elements, title=next(iter(titles), "") or None)
        for panel, titles in zip(panels, headings, strict=True)
        if panel.elements
    )
    return Element("Document", parts, language=_tag(edition), title=edition.title)


def _tag(edition: Edition) -> str:
    """The language of an edition as files say it (BCP 47): content.yaml takes pt_BR for pt-BR."""
    return edition.language.replace("_", "-")


def _outline(panels: tuple[SetPanel, ...], headings: list[list[str]]) -> tuple[OutlineEntry, ...]:
    """A bookmark for each panel that has a name, and below it one for each further heading."""
    entries: list[OutlineEntry] = []
    for panel, titles in zip(panels, headings, strict=True):
        numbers = [number for element in panel.elements for number in contents(element)]
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
    headings = (plain(block.text) for block in panel.walk() if isinstance(block, Heading))
    return [*([plain(panel.title)] if panel.title else []), *headings]


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
        pages.append(Page(side.trim, tuple(items), side.label, side.folds, side.label))
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
        Page(
            Size(*panel.leaf.size),
            (*panel.backdrop, *panel.marks),
            str(number),
            name=panel.panel.id,
        )
        for number, panel in enumerate(composition.panels, 1)
    )
    return DisplayDocument(pages, composition.structure, composition.outline, composition.metadata)
