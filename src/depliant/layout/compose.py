"""Composition: an edition set into panels, and the panels imposed on pages.

`compose` sets every panel once. `imposed` places them on the sides of the sheet for the press
file, `paged` one a page for the screen file; both share the structure tree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from depliant.content.framing import MAIN
from depliant.content.model import Edition, Framed, Panel
from depliant.display.items import Item, Metadata
from depliant.display.structure import Element, OutlineEntry
from depliant.errors import Diagnostic, Gathering, has_errors
from depliant.geometry import Size, mm
from depliant.graphics.backing import Backing, backing
from depliant.languages.table import direction
from depliant.layout.art_bleed import short_art
from depliant.layout.behind import Pictured, pictured_panels, pictures_behind
from depliant.layout.boxes import filled
from depliant.layout.fit import Step, fitted
from depliant.layout.folding import Edges, FoldedSide, edges_of, folded_sides, notes_on
from depliant.layout.frame_room import Looked, overlapping_frames
from depliant.layout.furniture import furnish
from depliant.layout.grounds import frame_grounds
from depliant.layout.job import Job
from depliant.layout.lent import Lent, lent_on, said_of
from depliant.layout.linked import group_of, linked_sides
from depliant.layout.metadata import metadata_of
from depliant.layout.numbering import elements_from, marks_from
from depliant.layout.outlining import Told, headings, outline_of, structure_of
from depliant.layout.page_labels import labels_of, stepped
from depliant.layout.panel import (
    Matter,
    Matters,
    PanelOrder,
    Spill,
    origins,
    set_matter,
    set_matters,
)
from depliant.layout.rejoining import Parts, whole
from depliant.layout.room import Order, unseen_art
from depliant.layout.sight import Contrast, inks_weighed, sights
from depliant.layout.stamps import stamp_of
from depliant.layout.standing import Join
from depliant.layout.strips import leaves_of, papers
from depliant.layout.template import Beside, Leaf, backdrop, design_of, off_page
from depliant.layout.visible import Seen, Setting, each_once, said, too_near
from depliant.memory import digest_of, remembered
from depliant.press.condition import InkLooks, icc_digest, ink_looks, least_contrast
from depliant.style.folds import Side, Slot, sides
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
    joins: tuple[Join, ...] = ()
    furniture: tuple[Item, ...] = ()
    spills: tuple[Spill, ...] = ()


class Composition(Struct, frozen=True):
    """A laid out edition: its panels in reading order, its sides, and the steps taken.

    `notes` are what was found of all of it together, `labels` what its pages are called where each
    panel is one.
    """

    metadata: Metadata
    panels: tuple[SetPanel, ...]
    sides: tuple[Side, ...]
    steps: tuple[Step, ...]
    structure: Element
    outline: tuple[OutlineEntry, ...]
    notes: tuple[Diagnostic, ...] = ()
    labels: tuple[str, ...] = ()

    @property
    def folds(self) -> tuple[FoldedSide, ...]:
        """The folds of each side, with the ink that lies on them and the colours that meet there.

        A panel with errors counts as blank.
        """
        edges = {panel.leaf.slot: panel.edges for panel in self.panels if panel.edges is not None}
        return folded_sides(self.sides, edges)

    @property
    def stepped(self) -> tuple[tuple[str, Step], ...]:
        """The copyfit steps that were taken, each with the label of its side.

        Pages of a booklet that face each other took one, and are named together: "2–3".
        """
        return stepped(self.sides, self.steps, self.labels)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What was found while laying out, panel by panel, and then of all of it."""
        return (*(found for panel in self.panels for found in panel.diagnostics), *self.notes)


class Ahead(Protocol):
    """Makes some of what `compose` is to make, at the same time and in other processes.

    What it makes is found by `Job.remember`; so whatever it does not make is made in its place.
    """

    def begin(self, count: int, work: Callable[[int], object]) -> None:
        """Make `work` of the numbers below `count`, those first that come last."""

    def wait_for(self, number: int) -> None:
        """Wait until that number is made, if it is being made; else it is the caller's."""


def compose(edition: Edition, job: Job, ahead: Ahead | None = None) -> Composition:
    """Lay out an edition: every side copyfitted, every panel set.

    Raises:
        DepliantError: what keeps any panel from being set, of all panels.
    """
    the_sides = sides(job.sheet.format, len(edition.panels), direction(edition.language))
    placed: dict[int, SetPanel] = {}
    taken: dict[Side, Step] = {}
    pictured: dict[int, Pictured] = {}
    faults = Gathering()
    with faults:
        pictured = pictures_behind(edition, papers(edition, job), job)
    parts = linked_sides(the_sides, edition.panels)
    if ahead is not None:
        ahead.begin(len(parts), lambda part: _set_sides(edition, parts[part], job, pictured))
    for number, linked in enumerate(parts):
        if ahead is not None:
            ahead.wait_for(number)
        with faults:
            step, panels = _set_sides(edition, linked, job, pictured)
            taken |= dict.fromkeys(linked, step)
            placed |= {panel.leaf.slot.panel or 0: panel for panel in panels}
    faults.raise_any()
    ordered = _rejoined(_numbered([placed[index] for index in sorted(placed)]))
    told = [Told(panel.elements, headings(panel.panel)) for panel in ordered]
    composed = Composition(
        metadata_of(edition),
        ordered,
        the_sides,
        tuple(taken[side] for side in the_sides),
        structure_of(edition, told),
        outline_of(told, draft=job.draft),
        labels=labels_of(edition, job.sheet.format),
    )
    return replace(composed, notes=tuple(_notes(composed, job)))


def _notes(composed: Composition, job: Job) -> Iterator[Diagnostic]:
    """What is said of all panels together, where none has errors."""
    if has_errors(composed.diagnostics):
        return
    lent = [one for panel in composed.panels for one in panel.lent]
    yield from said_of(lent, job.sheet, job.files)
    yield from notes_on(composed.folds)
    yield from dict.fromkeys(_overlaps(composed, job))


def _overlaps(composed: Composition, job: Job) -> Iterator[Diagnostic]:
    """Advice on frames that lie on one another, on any panel."""
    panels = tuple(panel.panel for panel in composed.panels)
    for panel in composed.panels:
        language = composed.metadata.language
        looked = Looked(panel.panel, Size(*panel.leaf.size), job.sheet, language, job.files)
        yield from overlapping_frames(looked, filled(panel.panel, panels))


def _set_sides(
    edition: Edition, linked: tuple[Side, ...], job: Job, pictured: dict[int, Pictured]
) -> tuple[Step, list[SetPanel]]:
    """The panels of one side, or of those that stories join, and the copyfit step that all take."""
    leaves = [leaf for side in linked for leaf in leaves_of(side, job)]
    faults = Gathering()
    panels: list[SetPanel] = []
    with faults:
        step, panels = fitted(
            job.sheet.copyfit,
            lambda step: _set_all(edition, leaves, job, step),
            lambda panels: not any(panel.overset for panel in panels),
        )
    backdrops = []
    behind_all = [pictured.get(leaf.slot.panel or 0, Pictured()) for leaf in leaves]
    designs = {leaf.slot: design_of(job.sheet, _panel_on(leaf, edition).design) for leaf in leaves}
    for number, leaf in enumerate(leaves):
        design, around = designs[leaf.slot], _around(leaf, designs)
        runs_on, runs_down = (_runs_on(design, one) for one in (around.right, around.below))
        leaves[number] = leaf = replace(leaf, runs_on=runs_on, runs_down=runs_down)
        with faults:
            pictures = behind_all[number].marks(panels[number].contents if panels else 0)
            behind = backdrop(design, leaf, job, pictures, around)
            backdrops.append(_with_frames(behind, leaf, edition, job))
    faults.raise_any()
    return step, [
        _looked_at(
            _pictured(_furnished(panel, leaf, edition, job), behind, pictures),
            edition,
            job,
            step,
            pictures,
        )
        for panel, leaf, behind, pictures in zip(panels, leaves, backdrops, behind_all, strict=True)
    ]


def _pictured(panel: SetPanel, behind: tuple[Item, ...], pictures: Pictured) -> SetPanel:
    """A panel before its backdrop, whose pictures are read after its blocks."""
    told = pictures.elements(panel.contents)
    return replace(
        panel,
        backdrop=behind,
        elements=(*panel.elements, *told),
        contents=panel.contents + len(told),
        diagnostics=(*panel.diagnostics, *pictures.found),
    )


def _furnished(panel: SetPanel, leaf: Leaf, edition: Edition, job: Job) -> SetPanel:
    """A panel on its paper with its running heads and folios."""
    lines = furnish(edition, leaf.slot.panel or 0, Size(*leaf.size), job)
    found = (*panel.diagnostics, *lines.found)
    return replace(panel, leaf=leaf, furniture=lines.items, diagnostics=found)


def _with_frames(
    behind: tuple[Item, ...], leaf: Leaf, edition: Edition, job: Job
) -> tuple[Item, ...]:
    """A backdrop with the grounds of the frames that something stands in."""
    panel = _panel_on(leaf, edition)
    design = design_of(job.sheet, panel.design)
    if not design.frames:
        return behind
    names = filled(panel, edition.panels)
    return (*behind, *frame_grounds(design, names, leaf, job, edition.language))


def _looked_at(
    panel: SetPanel, edition: Edition, job: Job, step: Step, pictures: Pictured
) -> SetPanel:
    """A panel with what is found once its backdrop is behind it, and no stand-in of a draft."""
    order = Order(job.sheet, edition.language, job.files)
    behind = panel.backdrop, panel.panel, panel.leaf, order
    found = panel.diagnostics + unseen_art(*behind) + short_art(*behind)
    # A design that is not there is said of elsewhere.
    has_design = off_page(panel.panel.design) in (panel.panel.id, *job.sheet.designs)
    is_whole = has_design and not has_errors(pictures.found)
    if not (is_whole and _SPOILT.isdisjoint({one.code for one in found})):
        return replace(panel, diagnostics=found)
    seen = _seen(panel, edition, job, step, pictures)
    if seen.sights or seen.near:
        setting = setting_of(panel, edition, job, step)._replace(pictured=bool(pictures.parts))
        lines = furnish(edition, panel.leaf.slot.panel or 0, panel.leaf.size, job).lines
        setting = setting._replace(placements=setting.placements + lines)
        found = each_once((*found, *said(seen, setting)))
    return replace(panel, diagnostics=found, lent=seen.lent, edges=seen.edges)


_SPOILT = frozenset({
    "chart-overset", "design-no-room", "leading-tight", "numeral-too-wide", "outside-panel",
    "overset", "word-too-wide",
})  # fmt: skip
"""What a panel has no words in their places after, so that nothing more can be said of them."""


def _seen(panel: SetPanel, edition: Edition, job: Job, step: Step, pictures: Pictured) -> Seen:
    """What is hard to see on a panel; of one that is as it was, as it was found before."""
    leaf, behind = panel.leaf, panel.backdrop
    marks = (*panel.furniture, *panel.marks)
    drawn = tuple(item for item in behind if not pictures.paints(item))
    under = _digest(drawn), leaf.region, *pictures.stamp
    of_backdrop: tuple[object, ...] = under, _digest(panel.furniture)
    if job.draft and panel.diagnostics:  # else it is painted as in a finished brochure
        of_backdrop = (*of_backdrop, "draft")

    def look() -> Seen:
        grid = job.remember(Backing, under, lambda: backing(behind, leaf.region))
        return Seen(
            sights(marks, grid, _contrast(marks, grid, job)) if grid.whole else (),
            too_near(marks, leaf.size, mm(job.sheet.format.safe_mm)),
            lent_on(marks, job.sheet, edition.language),
            job.remember(
                Edges, (under, leaf.size), lambda: edges_of(grid, leaf.size), on_disk=False
            ),
        )

    group = _orders(edition, _group(edition, leaf, job), job, step)
    of_panel: tuple[object, ...] = tuple(_made_from(order, job) for order in group)
    if len(of_panel) > 1:
        of_panel = (leaf.slot.panel, *of_panel)
    kept = not stamp_of(panel.panel).is_pictured
    return job.remember(Seen, (of_panel, of_backdrop), look, on_disk=kept)


def _contrast(marks: tuple[Item, ...], behind: Backing, job: Job) -> Contrast:
    """The contrast of the inks of a panel, whose looks are known from the build before."""
    inks = sorted({ink.cmyk for ink in inks_weighed(marks, behind)})
    made_from = icc_digest(job.condition.icc), inks
    looks = job.remember(InkLooks, made_from, lambda: ink_looks(job.condition, inks))
    return least_contrast(job.condition, looks)


@remembered
def _digest(items: tuple[Item, ...]) -> str:
    """The digest of a backdrop; its art is known again by the hash that it keeps."""
    return digest_of(items)


def _set_all(edition: Edition, leaves: list[Leaf], job: Job, step: Step) -> list[SetPanel]:
    """Panels set at a copyfit step, without their backdrops."""
    faults = Gathering()
    panels: dict[int, SetPanel] = {}
    here = {leaf.slot.panel or 0: leaf for leaf in leaves}
    for linked in dict.fromkeys(group_of(number, edition.panels) for number in sorted(here)):
        with faults:
            group = [here[number] for number in linked if number in here]
            for panel in set_panels(edition, group, job, step):
                panels[panel.leaf.slot.panel or 0] = panel
    faults.raise_any()
    return [panels[leaf.slot.panel or 0] for leaf in leaves]


def _panel_on(leaf: Leaf, edition: Edition) -> Panel:
    return edition.panels[leaf.slot.panel or 0]


def _around(leaf: Leaf, designs: Mapping[Slot, Design]) -> Beside:
    """The designs of the panels that a panel meets at its folds, where they are the same way up."""

    def design(across: int, down: int) -> Design | None:
        slot = leaf.side.beside(leaf.slot, across, down)
        return designs.get(slot) if slot is not None and slot.turn == leaf.slot.turn else None

    return Beside(design(-1, 0), design(0, -1), design(1, 0), design(0, 1))


def _runs_on(design: Design, following: Design | None) -> bool:
    """Whether the next panel's backdrop goes on with this one's."""
    return following is not None and (design.ground, design.art) == (
        following.ground,
        following.art,
    )


def set_panel(edition: Edition, leaf: Leaf, job: Job, step: Step) -> SetPanel:
    """Set one panel at a copyfit step, without its backdrop.

    One that stories join to others is overset if any of these is.
    """
    panels = set_panels(edition, _group(edition, leaf, job), job, step)
    (mine,) = (panel for panel in panels if panel.leaf.slot.panel == leaf.slot.panel)
    return replace(mine, overset=any(panel.overset for panel in panels))


def set_panels(edition: Edition, leaves: list[Leaf], job: Job, step: Step) -> tuple[SetPanel, ...]:
    """Set all panels that stories join, at a copyfit step, without their backdrops."""
    orders = _orders(edition, leaves, job, step)
    made_from = tuple(_made_from(order, job) for order in orders)
    on_disk = not any(stamp_of(order.panel).is_pictured for order in orders)
    if len(orders) == 1:
        (order,) = orders
        one = job.remember(Matter, made_from[0], lambda: set_matter(order, job), on_disk=on_disk)
        matters: tuple[Matter, ...] = (one,)
    else:
        several = job.remember(
            Matters, made_from, lambda: set_matters(orders, job), on_disk=on_disk
        )
        matters = several.panels
    return tuple(
        SetPanel(
            _as_told(order.panel, matter, edition),
            leaf,
            (),
            matter.marks,
            matter.elements,
            matter.diagnostics,
            matter.overset,
            matter.room,
            matter.contents,
            joins=matter.joins,
            spills=matter.spills,
        )
        for order, leaf, matter in zip(orders, leaves, matters, strict=True)
    )


def _as_told(panel: Panel, matter: Matter, edition: Edition) -> Panel:
    """A panel with the blocks of stories that begin on it, wherever content.yaml has them."""
    if not matter.takes:
        return panel
    stories = {one.id: one.blocks for one in edition.panels}
    taken = {take.frame: stories[take.story][take.first : take.end] for take in matter.takes}
    others = tuple(
        Framed(name, blocks, panel.place) for name, blocks in taken.items() if name != MAIN
    )
    blocks = taken.get(MAIN, panel.blocks)
    return replace(panel, blocks=blocks, frames=(*panel.frames, *others))


def _group(edition: Edition, leaf: Leaf, job: Job) -> list[Leaf]:
    """The panels that are set together with one, itself among them."""
    linked = group_of(leaf.slot.panel or 0, edition.panels)
    if len(linked) == 1:
        return [leaf]
    the_sides = sides(job.sheet.format, len(edition.panels), direction(edition.language))
    leaves = [one for side in the_sides for one in leaves_of(side, job)]
    return sorted(
        (one for one in leaves if one.slot.panel in linked), key=lambda one: one.slot.panel or 0
    )


def settings_of(composition: Composition, edition: Edition, job: Job) -> Iterator[Setting]:
    """The panels of a composition as they were set, each with the places of its words."""
    steps = dict(zip(composition.sides, composition.steps, strict=True))
    for panel in composition.panels:
        yield setting_of(panel, edition, job, steps[panel.leaf.side])


def setting_of(panel: SetPanel, edition: Edition, job: Job, step: Step) -> Setting:
    """One panel of a composition as it was set, with the places of its words."""
    group = _group(edition, panel.leaf, job)
    number = [one.slot.panel for one in group].index(panel.leaf.slot.panel)
    placed = origins(_orders(edition, group, job, step), job)[number]
    order = Order(job.sheet, edition.language, job.files)
    return Setting(panel.panel, panel.leaf, order, placed)


def order_of(panel: SetPanel, edition: Edition, job: Job, step: Step) -> PanelOrder:
    """A panel of a composition, that no story joins to others, as it was ordered."""
    (order,) = _orders(edition, [panel.leaf], job, step)
    return order


def _orders(edition: Edition, leaves: list[Leaf], job: Job, step: Step) -> tuple[PanelOrder, ...]:
    pictured = pictured_panels(edition, job)
    return tuple(
        PanelOrder(
            _panel_on(leaf, edition),
            Size(*leaf.size),
            job.sheet,
            edition.language,
            edition.unbroken,
            step,
            (leaf.slot.panel or 0) in pictured,
        )
        for leaf in leaves
    )


def _made_from(order: PanelOrder, job: Job) -> tuple[object, ...]:
    """What a panel's matter is made from."""
    stamp = stamp_of(order.panel)
    of_order = (order.size, job.style, order.language, order.unbroken, order.step)
    behind = ("pictured",) if order.pictured else ()
    return (stamp.words, *of_order, *behind, stamp.of_files(job.files, draft=job.draft))


def _numbered(panels: list[SetPanel]) -> tuple[SetPanel, ...]:
    """The panels with content numbers that are unique in the publication."""
    result: list[SetPanel] = []
    first = 0
    for panel in panels:
        marks, behind = marks_from(first, panel.marks), marks_from(first, panel.backdrop)
        elements = elements_from(first, panel.elements)
        spills = tuple(replace(one, items=marks_from(first, one.items)) for one in panel.spills)
        numbered = replace(panel, marks=marks, backdrop=behind, elements=elements, spills=spills)
        result.append(numbered)
        first += panel.contents
    return tuple(result)


def _rejoined(panels: tuple[SetPanel, ...]) -> tuple[SetPanel, ...]:
    """The panels with each element whole that a story's frames part, where it begins."""
    if not any(panel.joins for panel in panels):
        return panels
    parts = [Parts(panel.panel.id, panel.elements, panel.joins) for panel in panels]
    return tuple(
        replace(panel, elements=elements)
        for panel, elements in zip(panels, whole(parts), strict=True)
    )
