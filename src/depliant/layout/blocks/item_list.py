"""Lists whose items are led by a figure: the number hangs in a column, the text stands beside.

An item is led by its number set large, by a small chart with the number in its middle, or by
the design's marker. What leads is the item's label (Lbl) in the structure, unless it is the
first word of the sentence, which it then belongs to.
"""

from __future__ import annotations

from typing import NamedTuple

from msgspec.structs import replace

from depliant.content.model import Block, Hanging, ItemList, ListItem
from depliant.display.items import Mark
from depliant.display.structure import Content, Element
from depliant.errors import Diagnostic, Gathering, Place
from depliant.geometry import Rect, mm
from depliant.layout.blocks.chart import chart_art
from depliant.layout.blocks.kind import Kind, kind_of
from depliant.layout.blocks.numeral import NumeralLine, numeral_line, one_line
from depliant.layout.frame import Slice, Stack, joined, spaced
from depliant.layout.lines import char_style, text_stack
from depliant.layout.ruling import rule
from depliant.layout.setting import BASELINE_SHARE, PanelSetting
from depliant.layout.stacking import beside, fused, indented, moved
from depliant.text.model import Run

_TURNED = str.maketrans("›»→▸▶►⟩❯", "‹«←◂◀◄⟨❮")
"""Signs that point on, for languages that run to the left."""

_MARKER_COLUMN = mm(3.2)
"""Where no figures hang: room for the marker and its distance from the text."""


def item_list(block: ItemList, setting: PanelSetting, measure: float) -> Stack:
    """A list; the room between items is that of the type style of its role.

    A design's rule stands between the items of a panel, not between those within an item.
    """
    role = "nested" if setting.within_item and block.role == "item" else block.role
    between = setting.room(setting.style(role).before)
    stacks: list[Stack] = []
    faults = Gathering()
    for index, entry in enumerate(block.items):
        with faults:
            stack = _item(entry, role, setting, measure)
            stacks.append(_after_another(stack, setting, measure, between) if index else stack)
    faults.raise_any()
    whole = joined(stacks)
    attributes = (("List", "ListNumbering", "None"),)
    return replace(whole, elements=(Element("L", whole.elements, attributes=attributes),))


def _after_another(stack: Stack, setting: PanelSetting, measure: float, between: float) -> Stack:
    """An item that another stands above: `between` points below it, or below the rule."""
    style = setting.design.item_rule
    if style is None or setting.within_item:
        return spaced(stack, between, stretch=True)
    ruled = joined([Stack((rule(style, setting, measure),)), stack])
    return spaced(ruled, between, stretch=True)


def _item(entry: ListItem, role: str, setting: PanelSetting, measure: float) -> Stack:
    hang = mm(setting.design.hang_mm)
    column = hang + mm(setting.design.hang_gap_mm) if hang else _MARKER_COLUMN
    own = text_stack(setting, entry.text, role, measure - column, entry.place)
    nested = [_nested(child, setting, measure, column) for child in entry.blocks]
    body = joined([indented(own, setting.across(column, measure - column, measure)), *nested])
    beside_it = _Column(hang, measure)
    if entry.hanging is None:
        return _labelled(body, _marker(setting, beside_it, body, entry.place))
    if entry.hanging.chart is not None:
        beside_it = beside_it._replace(width=hang or column)
        return _beside_chart(body, entry.hanging, setting, beside_it, entry.place)
    return _hung(body, entry.hanging, setting, beside_it, entry.place)


class _Column(NamedTuple):
    """The column in which figures hang, at the beginning of a measure; points."""

    width: float
    measure: float

    def x(self, setting: PanelSetting, width: float, *, end: bool) -> float:
        """x of something `width` wide that stands at the column's end, towards the text."""
        return setting.across(self.width - width if end else 0.0, width, self.measure)


def _nested(block: Block, setting: PanelSetting, measure: float, column: float) -> Stack:
    """A block below an item's sentence, in line with it.

    A list within a list keeps the measure of the outer one: its figures hang in the same column.
    """
    setting, kind = replace(setting, within_item=True), kind_of(type(block))
    if isinstance(block, ItemList):
        stack = kind.lay(block, setting, measure)
    else:
        stack = kind.lay(block, setting, measure - column)
        stack = indented(stack, setting.across(column, measure - column, measure))
    return spaced(stack, setting.room(setting.style(kind.nested).before))


def _labelled(body: Stack, label: tuple[Element, Slice]) -> Stack:
    """The item with a label that stands beside its first line, numbered after all it holds."""
    element, first = label
    item = Element("LI", (element, Element("LBody", body.elements)))
    slices = (first, *body.slices[1:])
    return Stack(slices, (item,), body.diagnostics, body.contents + 1)


def _baseline(setting: PanelSetting, first: Slice) -> float:
    return first.height - BASELINE_SHARE * setting.unit


def _marker(
    setting: PanelSetting, column: _Column, body: Stack, place: Place
) -> tuple[Element, Slice]:
    marker = setting.design.marker
    style = setting.style(marker.style)
    text = marker.text.translate(_TURNED) if setting.to_left else marker.text
    line = one_line([Run(text, char_style(setting, style))], setting, style, place)
    x = column.x(setting, line.width, end=style.align == "end" and line.width < column.width)
    first, leaf = body.slices[0], body.contents
    mark = Mark(line.glyphs((x, _baseline(setting, first))), leaf)
    # Whatever sign is drawn, a voice says that it is a bullet.
    return Element("Lbl", (Content(leaf),), actual_text="•"), beside(first, (mark,))


def _hung(
    body: Stack, hanging: Hanging, setting: PanelSetting, column: _Column, place: Place
) -> Stack:
    """The number in its column, on the baseline of the item's first line."""
    roles = ("nested-numeral", "nested-unit") if setting.within_item else ("numeral", "unit")
    line = numeral_line(setting, hanging.figure, roles, place, hanging.spans)
    x = column.x(setting, line.width, end=setting.style("numeral").align == "end")
    first, leaf = body.slices[0], body.contents
    mark = Mark(line.glyphs((x, _baseline(setting, first))), leaf)
    label = Element("Lbl", (Content(leaf),)), beside(first, (mark,))
    return _with_diagnostics(_labelled(body, label), _crowded(line, column.width, hanging, place))


def _with_diagnostics(stack: Stack, found: tuple[Diagnostic, ...]) -> Stack:
    return replace(stack, diagnostics=stack.diagnostics + found)


def _crowded(
    line: NumeralLine, hang: float, hanging: Hanging, place: Place
) -> tuple[Diagnostic, ...]:
    if line.width <= hang + 0.01:
        return ()
    message = (
        f"The hanging figure “{hanging.figure.shown}” is {line.width - hang:.1f} pt wider than "
        f"its column of {hang / mm(1):.1f} mm."
    )
    hint = "Widen hang_mm in the panel's design or set the numeral smaller."
    return (Diagnostic("numeral-too-wide", message, place, hint),)


def _beside_chart(
    body: Stack, hanging: Hanging, setting: PanelSetting, column: _Column, place: Place
) -> Stack:
    """A small chart in the hanging column, the number in its middle, the text beside it.

    The text stands on the grid, as near the middle as it can; the chart is centred on it.
    """
    assert hanging.chart is not None  # the caller's case
    art = chart_art(hanging.chart, setting, column.width, centre_label=False)
    line = numeral_line(setting, hanging.figure, ("chart-number", "chart-unit"), place)
    height = setting.ceil(max(art.size.height, body.height))
    down = setting.room((height - body.height) / setting.unit / 2)
    capitals = 0.7 * setting.style("item").size
    middle_of_text = (
        down + (body.height + body.slices[0].height - capitals) / 2 - BASELINE_SHARE * setting.unit
    )
    leeway = setting.unit / 2
    top = min(max(middle_of_text - art.size.height / 2, -leeway), height - art.size.height + leeway)
    picture = body.contents if hanging.chart.alt else None
    number = body.contents + (picture is not None)
    capitals = 0.7 * setting.style("chart-number").size
    x = column.x(setting, art.size.width, end=False)
    middle = x + (art.size.width - line.width) / 2, top + (art.size.height + capitals) / 2
    box = Rect(0.0, 0.0, *art.size)
    chart = moved((Mark(art.items, picture, bounds=box),), x, top)
    marks = (*chart, Mark(line.glyphs(middle), number), *fused(body, down))
    # Read after the sentence, which may go on from the number in the chart's middle.
    sentence, *rest = body.elements
    shown: tuple[Element, ...] = ()
    if picture is not None:
        shown = (Element("Figure", (Content(picture),), alt=hanging.chart.alt),)
    # Seen from left to right the per-cent sign of Arabic-Indic digits comes first.
    actual = hanging.figure.shown if setting.to_left else None
    label = Element("Lbl", (Content(number),), actual_text=actual)
    item = Element("LI", (label, Element("LBody", (sentence, *shown, *rest))))
    text = "".join(slice_.text for slice_ in body.slices)
    slice_ = Slice(height, marks, 0.0, text=text, place=place)
    return Stack((slice_,), (item,), body.diagnostics + art.diagnostics, number + 1)


KIND = Kind(item_list, after="role", nested="nested")
