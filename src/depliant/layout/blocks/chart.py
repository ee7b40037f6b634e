"""Charts: a table to a listener where they are labelled, else a figure that tells its data."""

from __future__ import annotations

from msgspec.structs import replace

from depliant.content.inline import plain, spans_of
from depliant.content.model import Chart, Plot
from depliant.content.notes import printed
from depliant.content.texts import map_texts
from depliant.display.items import Mark
from depliant.errors import Diagnostic
from depliant.geometry import Rect
from depliant.graphics.art import Art
from depliant.layout.blocks.figure import figure_stack, with_line
from depliant.layout.blocks.kind import Kind
from depliant.layout.captions import captioned
from depliant.layout.drawing import ChartOrder, draw
from depliant.layout.frame import Slice, Stack
from depliant.layout.growing import kept_low
from depliant.layout.references import referred
from depliant.layout.setting import PanelSetting
from depliant.layout.stacking import indented
from depliant.layout.tables import is_table, table_stack
from depliant.sentences import NOTHING, say


def chart(block: Chart, setting: PanelSetting, measure: float) -> Stack:
    """A drawn chart: its data as a table if it is labelled, else a Figure that tells them.

    Within an item it is drawn without labels: the item's sentence says what it shows. A chart
    that adds nothing to the sentence is an artifact.
    """
    block = map_texts(block, lambda text: printed(text.words))
    labelled = not setting.within_item
    room = 0.0 if block.fills else None
    least = art = chart_art(block, setting, measure, centre_label=labelled, room=room)
    stack = _with_words(art, block, setting, measure)
    if setting.height > stack.height and block.fills:
        high = setting.ceil(art.size.height) + setting.height - stack.height
        art = chart_art(block, setting, measure, centre_label=labelled, room=high)
        stack = _with_words(art, block, setting, measure)
    if block.fills:
        found = kept_low(block, art, setting, least)
        stack = replace(stack, diagnostics=(*stack.diagnostics, *found))
    return stack


def _with_words(art: Art, block: Chart, setting: PanelSetting, measure: float) -> Stack:
    """The chart, as what it is to a listener, with its caption and the line below it."""
    if is_table(art, block):
        stack = table_stack(art, block, setting)
    elif block.alt:
        stack = figure_stack(art, block.alt, setting, block.place)
    else:
        mark = Mark(art.items, None, bounds=Rect(0.0, 0.0, *art.size))
        slice_ = Slice(setting.ceil(art.size.height), (mark,), place=block.place)
        stack = Stack((slice_,), (), art.diagnostics)
    stack = indented(referred(stack, block), setting.across(0.0, art.size.width, measure))
    if art.is_smaller:
        stack = replace(stack, diagnostics=(*stack.diagnostics, made_smaller(block)))
    stack = captioned(stack, block.caption, "figure", setting, (block.place, measure))
    return with_line(stack, block.note, "note", setting, block.place, measure)


def made_smaller(block: Chart | Plot) -> Diagnostic:
    """The note of a chart whose letters are smaller than their type styles say."""
    title = plain(spans_of(block.title)) or block.kind
    message = say(
        "The letters of the chart “{title}” are smaller than designed, so that they fit.",
        title=title,
    )
    return Diagnostic("type-fitted", message, block.place, NOTHING, "info")


def chart_art(
    chart: Chart,
    setting: PanelSetting,
    width: float,
    *,
    centre_label: bool = True,
    room: float | None = None,
) -> Art:
    """A chart drawn to a width in points, in the style sheet as designed.

    It is to be as high as its `room`, if that is given, as near to it as it comes.

    A design may give a chart's role another chart style. Copyfitting leaves charts alone, so
    that one drawing serves all its steps.
    """
    ground = setting.design.ground
    chart = replace(chart, role=setting.design.charts.get(chart.role, chart.role))
    return draw(ChartOrder(chart, width, setting.language, ground, centre_label, room), setting.job)


KIND = Kind(chart)
