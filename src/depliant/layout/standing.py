"""The frames of panels filled: each panel's own, and stories that run through those of several.

All panels that stories join are laid out together, at one copyfit step. A story is a `Rest` that
goes from frame to frame, each of which is filled once: it ends for every input.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from depliant.content.framing import FOOT, MAIN, sound_flows
from depliant.content.inline import spans_of
from depliant.content.model import Block, Heading, Note, Panel
from depliant.display.structure import Element
from depliant.errors import Diagnostic, Gathering
from depliant.geometry import Rect, Size
from depliant.layout.blocks import lay_all
from depliant.layout.boxes import Box, Lines, boxes_of, free, reading_order
from depliant.layout.filling import Filling
from depliant.layout.flow import Spread, pour
from depliant.layout.footing import Owed, footed
from depliant.layout.frame import Placement, Slice, Stack
from depliant.layout.legs import Frame, Leg, Rest
from depliant.layout.notes import Feet, firsts
from depliant.layout.numbering import elements_from, marks_from
from depliant.layout.setting import PanelSetting
from depliant.sentences import say
from depliant.tuples import NamedTuple


class Join(Struct, frozen=True):
    """An element of a panel that goes on from one of another panel, or of the same.

    The element number `at` goes on from the number `after` of the panel `panel`; `depth` is how
    many elements, one in the other, do. None do where both are halves of a table, side by side.
    """

    at: int
    panel: str
    after: int
    depth: int


class Take(Struct, frozen=True):
    """Blocks of a story that begin in a frame of a panel: from `first` to before `end`."""

    frame: str
    story: str
    first: int
    end: int


class Over(NamedTuple):
    """What found no room in a frame, and by how many points."""

    frame: str
    slices: tuple[Slice, ...]
    lacking: float


class Lost(NamedTuple):
    """What of a frame found no room, placed below it, and the box of the frame within its padding.

    Its contents are numbered as those of the panel.
    """

    frame: str
    box: Rect
    placements: tuple[Placement, ...]


class Laid(NamedTuple):
    """A panel with its frames filled, its contents numbered from 0.

    `room` is what is left at the foot of its main frame, in points; below 0 what that lacks. `lost`
    are those of the placements that are over.
    """

    placements: tuple[Placement, ...]
    elements: tuple[Element, ...]
    diagnostics: tuple[Diagnostic, ...]
    contents: int
    over: tuple[Over, ...]
    room: float
    joins: tuple[Join, ...] = ()
    takes: tuple[Take, ...] = ()
    lost: tuple[Lost, ...] = ()


class _At(NamedTuple):
    """An element of a frame by its number there."""

    panel: str
    frame: str
    number: int


class _GoesOn(NamedTuple):
    """An element that goes on from another, `depth` deep."""

    element: _At
    before: _At
    depth: int


class Setup(NamedTuple):
    """A panel to be laid out, its trim in points, and how it is set."""

    panel: Panel
    size: Size
    setting: PanelSetting


class _Standing:
    """A panel whose frames are being filled."""

    def __init__(self, setup: Setup, notes: Mapping[str, Note]) -> None:
        self.panel, self.size, self.setting = setup
        self.notes = notes
        setting = self.setting
        lines = Lines(setting.sheet.baseline, setting.unit)
        boxes = boxes_of(setting.design, self.size, lines, to_left=setting.to_left)
        self.boxes = {name: self._whole(box) for name, box in boxes.items()}
        self.foot: Stack | None = None
        self.legs: dict[str, Leg] = {}
        self.feet: dict[str, Feet] = {}
        self.of_foot: frozenset[str] = frozenset()
        self.takes: list[Take] = []
        self.found: list[Diagnostic] = []

    def _whole(self, box: Box) -> Box:
        """A frame whose height is whole lines of the grid."""
        unit = self.setting.unit
        height = int((box.inner.height + 0.01) / unit) * unit
        return replace(box, inner=box.inner._replace(height=height))

    def keep_foot(self) -> None:
        """Lay out the foot: without a frame of its own, on the lowest lines of the main one."""
        panel, unit = self.panel, self.setting.unit
        if FOOT in self.boxes:
            if panel.foot:
                self.fill(FOOT, Rest(panel.foot), self.owed(panel.foot))
            return
        box = self.boxes[MAIN]
        setting = self._setting(box)
        foot = lay_all(panel.foot, setting, box.inner.width)
        if not foot.slices:
            return
        # Its notes stand with those of the frame that it is a part of.
        self.of_foot = firsts(panel.foot) if self.notes else frozenset()
        height = min(setting.ceil(foot.height), box.inner.height)
        below = pour(
            foot.slices,
            (Rect(box.inner.x, box.inner.bottom - height, box.inner.width, height),),
            within=True,  # what divides the foot from the rest stands at its head
        )
        lacking = below.lacking if below.overset else 0.0
        self.legs[FOOT] = Leg(below.placements, foot, Rest(()), 0.0, below.overset, lacking)
        left = max(0.0, box.inner.height - height - unit)
        self.boxes[MAIN] = replace(box, inner=box.inner._replace(height=left))

    def owed(
        self,
        blocks: tuple[Block, ...],
        at_any_rate: frozenset[str] = frozenset(),
        printed: frozenset[str] = frozenset(),
    ) -> Owed:
        """The notes that stand below blocks, but those that are `printed`, and some at any rate."""
        if not self.notes:
            return Owed({})
        wanted = firsts(blocks) - printed | at_any_rate
        own = {key: note for key, note in self.notes.items() if key in wanted}
        return Owed(own, at_any_rate & own.keys())

    def fill(
        self, name: str, rest: Rest, owed: Owed, beyond: float = 0.0, then: Frame | None = None
    ) -> Leg:
        """Fill a frame, below its panel's title if it is the main one, and its foot with notes."""
        titles = self.title if name == MAIN else ()
        found = footed(titles, rest, self.frame(name, beyond), owed, then)
        self.legs[name], self.feet[name] = found
        return found.leg

    def frame(self, name: str, beyond: float = 0.0) -> Frame:
        """A frame ready to be filled; `beyond` is the tallest that the rest may go on in."""
        setting, box = self.setting, self.boxes[name]
        unit = setting.unit
        ways = {"blocks": Spread(unit, 2 * unit), "fill": Spread(unit, None)}
        spread = ways.get(box.spread)
        how = Filling(unit, setting.to_left, spread, beyond)
        return Frame(box, self._setting(box), how)

    def _setting(self, box: Box) -> PanelSetting:
        """How a frame's blocks are set; on a ground of its own no picture lies behind them."""
        pictured = self.setting.pictured and not box.grounded
        beside = (box.inner.width, box.inner.x, self.size.width - box.inner.right)
        return replace(
            self.setting,
            design=box.design,
            beside=beside,
            free=free(box, self.boxes.values(), self.size.width),
            pictured=pictured,
        )

    @property
    def title(self) -> tuple[Block, ...]:
        """The panel's title as its first heading."""
        panel = self.panel
        if not panel.title:
            return ()
        return (Heading(2, spans_of(panel.title), "title", panel.title_place or panel.place),)

    def finished(self, at: dict[tuple[str, str], int]) -> Laid:
        """All that stands on the panel, its contents numbered in the order of reading.

        `at` is told the number of the first element of each frame.
        """
        placements: list[Placement] = []
        elements: list[Element] = []
        found = list(self.found)
        over: list[Over] = []
        lost: list[Lost] = []
        contents = 0
        for name in reading_order(self.panel, self.setting.design):
            leg = self.legs.get(name)
            if leg is None:
                continue
            at[self.panel.id, name] = len(elements)
            before = len(placements)
            placements += _counted(leg.placements, contents)
            elements += elements_from(contents, leg.stack.elements)
            found += (*leg.stack.diagnostics, *_vain_breaks(leg), *_undrawn(leg))
            contents += leg.stack.contents
            feet = self.feet.get(name)
            if feet is not None and feet.placements:
                placements += _counted(feet.placements, contents)
                elements += elements_from(contents, feet.stack.elements)
                found += feet.stack.diagnostics
                contents += feet.stack.contents
            slices = (*leg.over, *(feet.over if feet is not None else ()))
            if slices:
                lacking = leg.lacking + (feet.lacking if feet is not None else 0.0)
                over.append(Over(name, slices, lacking))
            if below := tuple(one for one in placements[before:] if one.over and one.shown):
                lost.append(Lost(name, self.boxes.get(name, self.boxes[MAIN]).inner, below))
        room = self.legs[MAIN].left_over if MAIN in self.legs else 0.0
        lacks = sum(one.lacking for one in over if one.frame in (MAIN, FOOT))
        return Laid(
            tuple(placements),
            tuple(elements),
            tuple(found),
            contents,
            tuple(over),
            -lacks or room,
            takes=tuple(self.takes),
            lost=tuple(lost),
        )


def frame_in(setup: Setup, name: str) -> Frame:
    """A frame of a panel as its blocks are set in it; a foot without one stands in the main one."""
    stand = _Standing(setup, {})
    return stand.frame(name if name in stand.boxes else MAIN)


def lay_out(setups: Sequence[Setup]) -> tuple[Laid, ...]:
    """Lay out panels: those that stories join together, all at one copyfit step.

    Raises:
        DepliantError: what keeps any of them from being laid out.
    """
    notes = {note.id: note for setup in setups for note in setup.panel.notes}
    stands = [_Standing(setup, notes) for setup in setups]
    faults = Gathering()
    for stand in stands:
        with faults:
            stand.keep_foot()
    known = {stand.panel.id: stand for stand in stands}
    flows = sound_flows(tuple(stand.panel for stand in stands))
    reached = {(one.panel, one.frame) for flow in flows.values() for one in flow}
    joins: list[_GoesOn] = []
    for number, stand in enumerate(stands):
        for framed in stand.panel.frames:
            with faults:
                stand.fill(framed.frame, Rest(framed.blocks), stand.owed(framed.blocks))
        if (stand.panel.id, MAIN) not in reached:
            with faults:
                targets = [(known[one.panel], one.frame) for one in flows.get(number, ())]
                joins += _story(stand, [(stand, MAIN), *targets])
    faults.raise_any()
    at: dict[tuple[str, str], int] = {}
    finished = [stand.finished(at) for stand in stands]
    return tuple(
        laid._replace(joins=_joins_of(stand.panel, joins, at))
        for laid, stand in zip(finished, stands, strict=True)
    )


def _story(first: _Standing, frames: list[tuple[_Standing, str]]) -> Iterator[_GoesOn]:
    """Pour a panel's blocks through its main frame and those that they run on into.

    Gives the elements that go on from others.
    """
    rest = Rest(first.panel.blocks)
    begun = 0
    printed: frozenset[str] = frozenset()
    before: _At | None = None
    heights = [stand.boxes[name].inner.height for stand, name in frames]
    last = len(frames) - 1
    for number, (stand, name) in enumerate(frames):
        then = None
        beyond = 0.0
        if number and rest.is_empty:
            stand.found.append(_never_reached(first.panel, stand.panel, name))
        if number < last and not rest.is_empty:
            following, of_it = frames[number + 1]
            then = following.frame(of_it)
            beyond = max(heights[number + 1 :])
        in_main = name == MAIN
        blocks = (*(stand.title if in_main else ()), *first.panel.blocks)
        owed = stand.owed(blocks, stand.of_foot if in_main else frozenset(), printed)
        leg = stand.fill(name, rest, owed, beyond, then)
        printed |= stand.feet[name].ids
        if last:
            end = begun + len(leg.blocks)
            stand.takes.append(Take(name, first.panel.id, begun, end))
            begun = end
        if leg.joins and before is not None:
            yield _GoesOn(_At(stand.panel.id, name, leg.titles), before, leg.joins)
        if len(leg.stack.elements) > leg.titles:
            before = _At(stand.panel.id, name, len(leg.stack.elements) - 1)
        rest = leg.rest


def _never_reached(first: Panel, panel: Panel, frame: str) -> Diagnostic:
    """The warning of a frame that a story ends before."""
    target = next(one for one in first.flow if (one.panel, one.frame) == (panel.id, frame))
    return Diagnostic(
        "flow-short",
        say(
            "The text of “{first}” ends before it comes to `{panel}/{frame}`, which stays empty.",
            first=first.id,
            panel=panel.id,
            frame=frame,
        ),
        target.place,
        say(
            "Take it out of `flow`, or give the text more words or the frames before it less room."
        ),
        "warning",
    )


def _joins_of(
    panel: Panel, joins: list[_GoesOn], at: dict[tuple[str, str], int]
) -> tuple[Join, ...]:
    """The elements of a panel that go on from others, by their numbers in their panels."""
    return tuple(
        Join(
            at[element.panel, element.frame] + element.number,
            before.panel,
            at[before.panel, before.frame] + before.number,
            depth,
        )
        for element, before, depth in joins
        if element.panel == panel.id
    )


def _counted(placements: tuple[Placement, ...], first: int) -> tuple[Placement, ...]:
    """Placements with the number `first` for the first content."""
    if not first:
        return placements
    return tuple(
        replace(one, slice=replace(one.slice, marks=marks_from(first, one.slice.marks)))
        for one in placements
    )


def _vain_breaks(leg: Leg) -> Iterator[Diagnostic]:
    """Breaks after which nothing is left to go on in."""
    for one, other in zip(leg.placements, leg.placements[1:], strict=False):
        if one.slice.ends and other.x == one.x and other.y >= one.y:
            yield Diagnostic(
                "break-nowhere",
                say("After this break there is no other column to go on in.")
                if one.slice.ends == "column"
                else say("After this break there is no other frame to go on in."),
                one.slice.place,
                say("Take it out, or give the frame more columns, or the panel a `flow`."),
                "warning",
            )


def _undrawn(leg: Leg) -> Iterator[Diagnostic]:
    """Dividers that have nothing to divide, since they stand first or last in their column.

    Where text found no room, more than one stands last for want of it alone.
    """
    for one in leg.placements if not leg.over else ():
        if one.slice.divides and not one.shown:
            yield Diagnostic(
                "divider-undrawn",
                say("A divider stands first or last in its column, and is not drawn."),
                one.slice.place,
                say("Nothing need be done; take it out if it always stands there."),
                "info",
            )
