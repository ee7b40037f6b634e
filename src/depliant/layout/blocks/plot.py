"""Charts of series: a drawing that is a table to a listener, a cell for every value."""

from __future__ import annotations

from msgspec.structs import replace

from depliant.content.model import Plot
from depliant.content.notes import printed
from depliant.content.texts import map_texts
from depliant.graphics.art import Art
from depliant.layout.blocks.chart import made_smaller
from depliant.layout.blocks.figure import with_line
from depliant.layout.blocks.kind import Kind
from depliant.layout.captions import captioned
from depliant.layout.drawing import PlotOrder, draw_plot
from depliant.layout.frame import Stack
from depliant.layout.growing import kept_low
from depliant.layout.plot_tables import plot_stack
from depliant.layout.references import referred
from depliant.layout.setting import PanelSetting
from depliant.layout.stacking import indented


def plot(block: Plot, setting: PanelSetting, measure: float) -> Stack:
    """A drawn chart of series; its values are the cells of a table that a listener gets."""
    block = map_texts(block, lambda text: printed(text.words))
    role = setting.design.charts.get(block.role, block.role)
    shown = replace(block, role=role)
    room = 0.0 if block.fills else None
    order = PlotOrder(shown, measure, setting.language, setting.design.ground, room)
    least = art = draw_plot(order, setting.job)
    stack = _with_words(art, block, setting, measure)
    if setting.height > stack.height and block.fills:
        high = setting.ceil(art.size.height) + setting.height - stack.height
        art = draw_plot(replace(order, room=high), setting.job)
        stack = _with_words(art, block, setting, measure)
    if block.fills:
        found = kept_low(block, art, setting, least)
        stack = replace(stack, diagnostics=(*stack.diagnostics, *found))
    return stack


def _with_words(art: Art, block: Plot, setting: PanelSetting, measure: float) -> Stack:
    """The chart with its caption and the line below it."""
    stack = plot_stack(art, block, setting)
    stack = indented(referred(stack, block), setting.across(0.0, art.size.width, measure))
    if art.is_smaller:
        stack = replace(stack, diagnostics=(*stack.diagnostics, made_smaller(block)))
    stack = captioned(stack, block.caption, "figure", setting, (block.place, measure))
    return with_line(stack, block.note, "note", setting, block.place, measure)


KIND = Kind(plot)
