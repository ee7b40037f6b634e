"""One panel's matter: its blocks laid out and poured into its frames, its foot below them.

What comes of it depends on the order and on the files that its blocks name, on nothing else:
not on where the panel stands on the sheet, nor where it is written in content.yaml.
"""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from depliant.content.model import Chart, Heading, Panel, PictureBlock, exchanged, spans_of
from depliant.display.items import Item
from depliant.display.structure import Element
from depliant.errors import Diagnostic, Gathering
from depliant.geometry import Rect, Size, mm
from depliant.layout.blocks import lay_all
from depliant.layout.fit import Step
from depliant.layout.flow import Spread, pour
from depliant.layout.frame import Placement, Poured, Stack, columns, counted_from, merged
from depliant.layout.job import Job
from depliant.layout.room import Order, lacking
from depliant.layout.setting import PanelSetting
from depliant.layout.stacking import moved
from depliant.layout.strays import strays
from depliant.layout.template import design_of, type_area
from depliant.sentences import NOTHING, Sentence, counted, say
from depliant.style.sheet import StyleSheet


class PanelOrder(NamedTuple):
    """A panel to be set: its trim size in points, and what its type and design are."""

    panel: Panel
    size: Size
    sheet: StyleSheet
    language: str
    unbroken: frozenset[str]
    step: Step


class Matter(Struct, frozen=True):
    """What is painted on a panel, in points from its own trim corner, and what it says.

    Its `contents` are numbered from 0. `room` is the room left at the foot of its text.
    """

    marks: tuple[Item, ...]
    elements: tuple[Element, ...]
    diagnostics: tuple[Diagnostic, ...]
    overset: bool
    room: float
    contents: int = 0


def set_matter(order: PanelOrder, job: Job) -> Matter:
    """Set a panel at its copyfit step."""
    panel = order.panel
    found = lacking(panel, order.size, Order(order.sheet, order.language, job.files))
    if found:
        return Matter((), (), found, False, 0.0)
    setting = _setting(order, job)
    main, foot, poured = _laid(panel, order.size, setting)
    marks = [mark for item in poured.placements for mark in moved(item.slice.marks, item.x, item.y)]
    found = (*main.diagnostics, *foot.diagnostics)
    if poured.overset:
        found += _overset(panel, poured, _fewer_signs(order, setting))
    if not any(fault.severity == "error" for fault in found):
        found = (*found, *strays(poured.placements, panel, order.size))
    return Matter(
        merged(marks),
        main.elements + foot.elements,
        found,
        bool(poured.overset),
        poured.left_over,
        main.contents + foot.contents,
    )


def _setting(order: PanelOrder, job: Job) -> PanelSetting:
    """How a panel is set at its copyfit step."""
    step = order.step
    return PanelSetting(
        job,
        design_of(order.sheet, order.panel.design),
        order.language,
        order.unbroken,
        step.size,
        step.leading,
        step.tracking,
    )


def origins(order: PanelOrder, job: Job) -> tuple[Placement, ...]:
    """The slices of a panel as `set_matter` places them, with the places of their words.

    A remembered panel does not know where in content.yaml its words stand, so it is laid out
    again where that is asked for.
    """
    return _laid(order.panel, order.size, _setting(order, job)).poured.placements


class _Laid(NamedTuple):
    """A panel's blocks, its foot, and both poured into its frames."""

    main: Stack
    foot: Stack
    poured: Poured


def _laid(panel: Panel, size: Size, setting: PanelSetting) -> _Laid:
    """Lay out a panel's blocks and pour them; `size` is its trim in points."""
    design, to_left = setting.design, setting.to_left
    area = type_area(design, size, to_left=to_left)
    frames = columns(area, design.columns, mm(design.gutter_mm), to_left=to_left)
    faults = Gathering()
    with faults:
        main = lay_all((*_title(panel), *panel.blocks), setting, frames[0].width)
    with faults:
        foot = lay_all(panel.foot, setting, area.width)
    faults.raise_any()
    foot = counted_from(main.contents, foot)
    return _Laid(main, foot, _poured(main, foot, frames, area, setting))


def _title(panel: Panel) -> tuple[Heading, ...]:
    """The panel's title as its first heading."""
    if not panel.title:
        return ()
    return (Heading(2, spans_of(panel.title), "title", panel.title_place or panel.place),)


def _poured(
    main: Stack, foot: Stack, frames: tuple[Rect, ...], area: Rect, setting: PanelSetting
) -> Poured:
    """The main stack poured above the foot, which stands on the lowest grid lines."""
    whole = int((area.height + 0.01) / setting.unit) * setting.unit
    height = min(setting.ceil(foot.height), whole) if foot.slices else 0.0
    gap = setting.unit if foot.slices else 0.0
    left = max(0.0, whole - height - gap)
    frames = tuple(frame._replace(height=left) for frame in frames)
    design = setting.design
    spread = Spread(setting.unit, 2 * setting.unit) if design.spread == "blocks" else None
    poured = pour(main.slices, frames, spread)
    below = pour(foot.slices, (Rect(area.x, area.y + whole - height, area.width, height),))
    return replace(
        poured,
        placements=poured.placements + below.placements,
        overset=poured.overset + below.overset,
        lacking=poured.lacking + below.lacking,
    )


def _overset(panel: Panel, poured: Poured, fewer: Sentence) -> tuple[Diagnostic, ...]:
    """The error of a panel that lacks room; `fewer` says how its charts would have it."""
    words = " ".join(" ".join(slice_.text for slice_ in poured.overset).split())
    words = words.replace("\u00ad ", "").replace("\u00ad", "")
    count = len(words.split())
    shown = words if len(words) <= 400 else f"{words[:180]} … {words[-180:]}"
    lost = (
        counted(
            count,
            "{count} word found no room: “{shown}”",
            "{count} words found no room: “{shown}”",
            shown=shown,
        )
        if count
        else say("its last marks found no room.")
    )
    hint = say(
        "Shorten the text of the panel, or let the designer widen its frame or its copyfit bounds."
    )
    if any(isinstance(block, PictureBlock) for block in (*panel.blocks, *panel.foot)):
        hint = say(
            "Give the panel's picture less height by `aspect` (width by height, such as 1.5: it is "
            "cropped), shorten the text, or let the designer widen the frame."
        )
    return (
        Diagnostic(
            "overset",
            say(
                "Panel “{panel}” lacks {lacking:.1f} mm; {lost}",
                panel=panel.id,
                lacking=poured.lacking / mm(1),
                lost=lost,
            ),
            poured.overset[0].place or panel.place,
            fewer or hint,
        ),
    )


def _fewer_signs(order: PanelOrder, setting: PanelSetting) -> Sentence:
    """How the panel has room if one of its charts counts out fewer signs; empty if it has not.

    It is tried, and only where no further copyfit step may bring the room.
    """
    if order.step.number < order.sheet.copyfit.steps:
        return NOTHING
    from depliant.graphics.charts.pictogram import with_fewer_signs

    charts = [block for block in order.panel.walk() if isinstance(block, Chart)]
    for chart in charts:
        for fewer in with_fewer_signs(chart):
            panel = exchanged(order.panel, chart, fewer)
            if not _laid(panel, order.size, setting).poured.overset:
                return say(
                    "Write `each: {each}` in the chart at {place}: with fewer signs the panel has "
                    "room. Or shorten its text.",
                    each=fewer.each,
                    place=chart.place,
                )
    return NOTHING
