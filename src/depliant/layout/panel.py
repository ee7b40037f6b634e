"""One panel's matter: its blocks laid out and poured into its frames, its foot below them.

What comes of it depends on the order and on the files that its blocks name, on nothing else:
not on where the panel stands on the sheet, nor where it is written in content.yaml. Panels that
a story joins are ordered, and set, together.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from depliant.content.framing import FOOT, MAIN
from depliant.content.model import Chart, Panel, PictureBlock, exchanged
from depliant.display.items import Item
from depliant.display.structure import Element
from depliant.errors import Diagnostic
from depliant.geometry import Rect, Size, mm
from depliant.layout.boxes import filled
from depliant.layout.facing import lay_facing
from depliant.layout.fit import Step
from depliant.layout.frame import Placement, merged
from depliant.layout.frame_room import Looked, misplaced_frames, unknown_frames
from depliant.layout.job import Job
from depliant.layout.room import Order, lacking
from depliant.layout.salvaging import (
    in_one_column,
    plain_column,
    with_sound_flows,
    without_unknown,
)
from depliant.layout.setting import PanelSetting, hangs_labels
from depliant.layout.stacking import moved
from depliant.layout.standing import Join, Laid, Lost, Over, Setup, Take
from depliant.layout.strays import strays
from depliant.layout.surrounds import surrounds
from depliant.layout.template import design_name, design_of
from depliant.sentences import NOTHING, Sentence, counted, say
from depliant.style.sheet import StyleSheet
from depliant.tuples import NamedTuple


class PanelOrder(NamedTuple):
    """A panel to be set: its trim size in points, and what its type and design are.

    `pictured` says that a picture lies behind its blocks.
    """

    panel: Panel
    size: Size
    sheet: StyleSheet
    language: str
    unbroken: frozenset[str]
    step: Step
    pictured: bool = False


class Spill(Struct, frozen=True):
    """What of a frame found no room, drawn from its own corner, and how large it is; points.

    `frame` is the name, `box` the frame on the panel within its padding, and `words` what it says.
    """

    frame: str
    box: Rect
    items: tuple[Item, ...]
    size: Size
    words: str


class Matter(Struct, frozen=True):
    """What is painted on a panel, in points from its own trim corner, and what it says.

    Its `contents` are numbered from 0. `room` is the room left at the foot of its text. `joins`
    are its elements that go on from others, `takes` the blocks of stories that begin on it. In a
    draft `spills` is what found no room, which is then no part of `marks`.
    """

    marks: tuple[Item, ...]
    elements: tuple[Element, ...]
    diagnostics: tuple[Diagnostic, ...]
    overset: bool
    room: float
    contents: int = 0
    joins: tuple[Join, ...] = ()
    takes: tuple[Take, ...] = ()
    spills: tuple[Spill, ...] = ()


class Matters(Struct, frozen=True):
    """The matter of panels that stories join, in the order in which they were ordered."""

    panels: tuple[Matter, ...]

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What was found on any of them: with findings they are not remembered."""
        return tuple(found for panel in self.panels for found in panel.diagnostics)


def set_matter(order: PanelOrder, job: Job) -> Matter:
    """Set a panel that no story joins to others, at its copyfit step."""
    (matter,) = set_matters((order,), job).panels
    return matter


def set_matters(orders: tuple[PanelOrder, ...], job: Job) -> Matters:
    """Set panels that stories join, all at one copyfit step."""
    found = [_lacking(order, orders, job) for order in orders]
    if any(found) and not job.draft:
        return Matters(tuple(Matter((), (), one, False, 0.0) for one in found))
    orders = _settable(orders, job)
    laid = lay_facing(_setups(orders, job))
    fewer = _fewer_signs(orders, job) if any(one.over for one in laid) else NOTHING
    set_panels = zip(orders, laid, found, strict=True)
    return Matters(
        tuple(
            _matter(order, one._replace(diagnostics=lacks + one.diagnostics), fewer, job)
            for order, one, lacks in set_panels
        )
    )


def _settable(orders: tuple[PanelOrder, ...], job: Job) -> tuple[PanelOrder, ...]:
    """Orders that lack nothing; of a draft those that do are changed as little as it takes."""
    if not job.draft or not any(_lacking(order, orders, job) for order in orders):
        return orders
    frames: dict[str, set[str]] = {}
    found = []
    for order in orders:
        design = design_of(order.sheet, order.panel.design)
        order = order._replace(panel=without_unknown(order.panel, design))
        frames[order.panel.id] = {MAIN, FOOT, *design.frames}
        if _lacking(order, (order._replace(panel=replace(order.panel, flow=())),), job):
            name = design_name(order.sheet, order.panel.design)
            sheet = plain_column(order.sheet, name, design, order.size)
            order = order._replace(panel=in_one_column(order.panel), sheet=sheet)
            frames[order.panel.id] = {MAIN}
        found.append(order)
    return tuple(order._replace(panel=with_sound_flows(order.panel, frames)) for order in found)


def _lacking(order: PanelOrder, orders: tuple[PanelOrder, ...], job: Job) -> tuple[Diagnostic, ...]:
    """What a panel's design leaves no room for, or has no frame for; all errors."""
    panel = order.panel
    found = lacking(panel, order.size, Order(order.sheet, order.language, job.files))
    looked = Looked(panel, order.size, order.sheet, order.language, job.files)
    wanted = [(one.frame, one.place) for one in panel.frames]
    panels = tuple(one.panel for one in orders)
    wanted += (
        (target.frame, target.place)
        for other in panels
        for target in other.flow
        if target.panel == panel.id
    )
    unknown = tuple(unknown_frames(looked, wanted))
    return (*found, *unknown, *misplaced_frames(looked, filled(panel, panels)))


def _matter(order: PanelOrder, laid: Laid, fewer: Sentence, job: Job) -> Matter:
    """What is painted of a panel as it is laid out; `fewer` says how its charts had room."""
    panel = order.panel
    shown = tuple(one for one in laid.placements if one.shown)
    painted = tuple(one for one in shown if not one.over) if job.draft else shown
    marks = _drawn(painted)
    found = (*laid.diagnostics, *_oversets(panel, laid, fewer))
    if not any(fault.severity == "error" for fault in found):
        found = (*found, *strays(shown, panel, order.size))
    return Matter(
        merged(marks),
        laid.elements,
        found,
        bool(laid.over),
        laid.room,
        laid.contents,
        laid.joins,
        laid.takes,
        tuple(_spill(one) for one in laid.lost) if job.draft else (),
    )


def _drawn(placements: Sequence[Placement], x: float = 0.0, y: float = 0.0) -> list[Item]:
    """What is painted of placed slices, with the point (x, y) for its corner."""
    if x or y:
        placements = [replace(one, x=one.x - x, y=one.y - y) for one in placements]
    marks: list[Item] = [*surrounds(placements)]
    marks += (mark for item in placements for mark in moved(item.slice.marks, item.x, item.y))
    return marks


def _spill(lost: Lost) -> Spill:
    """What found no room in a frame, apart from its panel."""
    x, y = lost.box.x, min(one.y for one in lost.placements)
    bottom = max(one.y + one.slice.height for one in lost.placements)
    words = " ".join(" ".join(one.slice.text for one in lost.placements).split())
    items = merged(_drawn(lost.placements, x, y))
    return Spill(lost.frame, lost.box, items, Size(lost.box.width, bottom - y), words)


def _setups(orders: tuple[PanelOrder, ...], job: Job) -> tuple[Setup, ...]:
    hangs = any(hangs_labels(order.panel.walk()) for order in orders)
    return tuple(
        Setup(order.panel, order.size, _setting(order, job, hangs=hangs)) for order in orders
    )


def _setting(order: PanelOrder, job: Job, *, hangs: bool) -> PanelSetting:
    """How a panel is set at its copyfit step.

    Where nothing `hangs` a column for it would part the markers of lists from their words.
    """
    step = order.step
    design = design_of(order.sheet, order.panel.design)
    return PanelSetting(
        job,
        design if hangs else replace(design, hang_mm=0.0),
        order.language,
        order.unbroken,
        step.size,
        step.leading,
        step.tracking,
        pictured=order.pictured,
    )


def origins(orders: tuple[PanelOrder, ...], job: Job) -> tuple[tuple[Placement, ...], ...]:
    """The slices of panels as `set_matters` places them, with the places of their words.

    A remembered panel does not know where in content.yaml its words stand, so it is laid out
    again where that is asked for.
    """
    return tuple(laid.placements for laid in lay_facing(_setups(_settable(orders, job), job)))


def setup_of(order: PanelOrder, job: Job) -> Setup:
    """A panel that no story joins to others, ready to be laid out."""
    (setup,) = _setups(_settable((order,), job), job)
    return setup


def _oversets(panel: Panel, laid: Laid, fewer: Sentence) -> tuple[Diagnostic, ...]:
    """The errors of a panel whose frames lack room."""
    of_panel = [one for one in laid.over if one.frame in (MAIN, FOOT)]
    found = [
        _overset(
            panel,
            Over(
                "",
                tuple(slice_ for one in of_panel for slice_ in one.slices),
                sum(one.lacking for one in of_panel),
            ),
            fewer,
        )
        for _ in of_panel[:1]
    ]
    found += (_overset(panel, one, fewer) for one in laid.over if one not in of_panel)
    return tuple(found)


def _overset(panel: Panel, over: Over, fewer: Sentence) -> Diagnostic:
    """The error of a frame that lacks room; `fewer` says how its charts would have it."""
    hint = say(
        "Shorten the text of the panel, or let the designer widen its frame or its copyfit bounds."
    )
    if any(isinstance(block, PictureBlock) for block in panel.walk()):
        hint = say(
            "Give the panel's picture less height by `aspect` (width by height, such as 1.5: it is "
            "cropped), shorten the text, or let the designer widen the frame."
        )
    short = over.lacking / mm(1)
    message = (
        say(
            "The frame “{frame}” of panel “{panel}” lacks {lacking:.1f} mm; {lost}",
            frame=over.frame,
            panel=panel.id,
            lacking=short,
            lost=_lost(over),
        )
        if over.frame
        else say(
            "Panel “{panel}” lacks {lacking:.1f} mm; {lost}",
            panel=panel.id,
            lacking=short,
            lost=_lost(over),
        )
    )
    place = over.slices[0].place or panel.place
    return Diagnostic("overset", message, place, fewer or hint)


def _lost(over: Over) -> Sentence:
    """What found no room: its words, which are read on the page, and its illustrations."""
    words = " ".join(" ".join(slice_.text for slice_ in over.slices).split())
    words = words.replace("\u00ad ", "").replace("\u00ad", "")
    count = len(words.split())
    shows = [alt for slice_ in over.slices for alt in slice_.shows]
    if not shows:
        if not count:
            return say("its last marks found no room.")
        return counted(
            count,
            "{count} word found no room: “{shown}”",
            "{count} words found no room: “{shown}”",
            shown=_shortened(words),
        )
    illustrations = counted(
        len(shows), "{count} illustration (“{first}”)", "{count} illustrations (“{first}”, …)",
        first=_shortened(shows[0], 80),
    )  # fmt: skip
    if not count:
        return say("no room was found for {illustrations}.", illustrations=illustrations)
    return say(
        "no room was found for {illustrations} and {words}: “{shown}”",
        illustrations=illustrations,
        words=counted(count, "{count} word", "{count} words"),
        shown=_shortened(words),
    )


def _shortened(words: str, most: int = 400) -> str:
    """A text as it is, or the whole words of its beginning and of its end."""
    if len(words) <= most:
        return words
    end = most * 9 // 20
    first, last = words[: end + 1].rpartition(" ")[0], words[-end - 1 :].partition(" ")[2]
    # Where words are that long, or nothing stands between them, some are cut.
    first, last = (one if len(one) > end // 2 else "" for one in (first, last))
    return f"{first or words[:end]} … {last or words[-end:]}"


def _fewer_signs(orders: tuple[PanelOrder, ...], job: Job) -> Sentence:
    """How panels have room if one of their charts counts out fewer signs; empty if they have not.

    It is tried, and only where no further copyfit step may bring the room.
    """
    if any(order.step.number < order.sheet.copyfit.steps for order in orders):
        return NOTHING
    from depliant.graphics.charts.pictogram import with_fewer_signs

    for number, order in enumerate(orders):
        charts = [block for block in order.panel.walk() if isinstance(block, Chart)]
        for chart in charts:
            for fewer in with_fewer_signs(chart):
                changed = order._replace(panel=exchanged(order.panel, chart, fewer))
                tried = (*orders[:number], changed, *orders[number + 1 :])
                if not any(laid.over for laid in lay_facing(_setups(tried, job))):
                    return say(
                        "Write `each: {each}` in the chart at {place}: with fewer signs the panel "
                        "has room. Or shorten its text.",
                        each=fewer.each,
                        place=chart.place,
                    )
    return NOTHING
