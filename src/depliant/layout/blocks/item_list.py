"""Lists whose items are led by a figure: the number hangs in a column, the text stands beside.

An item is led by its number set large, by a small chart with the number in its middle, by its
number in a list that is in order (`item_label`), or by the design's marker. What leads is the
item's label (Lbl) in the structure, unless it is the first word of the sentence, which it then
belongs to.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import zip_longest

from msgspec.structs import replace

from depliant.content.inline import Span
from depliant.content.model import Block, Chart, Hanging, ItemList, ListItem
from depliant.display.items import Mark
from depliant.display.structure import ContentRef, Element, expanded
from depliant.errors import Diagnostic, Gathering, Place
from depliant.figures.signs import CURRENCY_SIGNS
from depliant.figures.writing import NO_BREAK
from depliant.geometry import Rect
from depliant.graphics.art import Art
from depliant.layout.beside import lowered, narrowed
from depliant.layout.blocks.chart import chart_art
from depliant.layout.blocks.item_label import LIST_NUMBERING, Labels, labelled
from depliant.layout.blocks.kind import Kind, kind_of, lay
from depliant.layout.blocks.numeral import (
    Numeral,
    NumeralLine,
    Room,
    fitted_line,
    one_line,
    too_wide,
)
from depliant.layout.frame import Slice, Stack, joined, spaced
from depliant.layout.lines import char_style, text_stack
from depliant.layout.ruling import rule
from depliant.layout.setting import BASELINE_SHARE, PanelSetting
from depliant.layout.stacking import beside, fused, indented, moved
from depliant.layout.style_words import of_style
from depliant.layout.touching import touching
from depliant.style.places import said_place
from depliant.text.model import Run
from depliant.tuples import NamedTuple

_TURNED = str.maketrans("→▸▶►", "←◂◀◄")
"""Signs that point on, for languages that run to the left; others (›, », ⟩) are mirrored there of
themselves, as brackets are (Unicode, Bidi_Mirrored)."""

_BEARINGS = 0.15
"""What a number has on both sides that paints nothing, as a share of its height."""


def item_list(block: ItemList, setting: PanelSetting, measure: float) -> Stack:
    """A list; the room between items is that of the type style of its role.

    A design's rule stands between the items of a panel, not between those within an item.
    """
    role = "nested" if setting.within_item and block.role == "item" else block.role
    between = setting.room(setting.style(role).before)
    labels = Labels.of(block, role, setting)
    stacks: list[Stack] = []
    faults = Gathering()
    for number in range(len(block.items)):

        def item(setting: PanelSetting, wide: float, index: int = number) -> Stack:
            stack = _set_item(block.items[index], labels, setting, wide)
            return _after_another(stack, setting, wide, between) if index else stack

        with faults:
            stack = narrowed(item, setting, measure, between)
            stacks.append(stack)
            setting = lowered(setting, stack)
    faults.raise_any()
    whole = _with_diagnostics(
        joined(touching(stacks, setting)), _wide_marker(block, labels, setting)
    )
    attributes = (("List", "ListNumbering", LIST_NUMBERING.get(block.numbered, "None")),)
    return replace(whole, elements=(Element("L", whole.elements, attributes=attributes),))


def _after_another(stack: Stack, setting: PanelSetting, measure: float, between: float) -> Stack:
    """An item that another stands above: `between` points below it, or below the rule."""
    style = setting.design.item_rule
    if style is None or setting.within_item:
        return spaced(stack, between, stretch=not setting.within_item)
    ruled = joined([Stack((rule(style, setting, measure),)), stack])
    return spaced(ruled, between, stretch=True)


def _set_item(entry: ListItem, labels: Labels, setting: PanelSetting, measure: float) -> Stack:
    """An item, remembered in the process: of a long list, few are changed at a time."""

    def item() -> Stack:
        return _item(entry, labels, setting, measure)

    if not all(isinstance(block, Chart) for block in entry.blocks):
        return item()  # it may name files
    made_from = (entry, labels, setting.stamp, measure)
    return setting.job.remember(Stack, made_from, item, on_disk=False)


def _item(entry: ListItem, labels: Labels, setting: PanelSetting, measure: float) -> Stack:
    if setting.design.figures_in_text is not None:
        entry = _said_whole(entry, setting.design.figures_in_text)
        if entry.hanging is None and not entry.label and not setting.within_item:
            return _unlabelled(entry, labels, setting, measure)
    hang, column = labels.hang, labels.column
    own = text_stack(setting, entry.text, labels.role, measure - column, entry.place)
    own = indented(own, setting.across(column, measure - column, measure))
    if entry.label:
        own = labels.beside(entry, own, setting, measure)
    nested = [_nested(child, setting, measure, column) for child in entry.blocks]
    body = joined([own, *nested])
    if entry.label:
        return labelled(body)
    beside_it = _Column(hang, measure)
    if entry.hanging is None:
        return _labelled(body, _marker(setting, beside_it, body, entry.place))
    if entry.hanging.chart is not None:
        beside_it = beside_it._replace(width=hang or column)
        return _beside_chart(body, entry.hanging, setting, beside_it, entry.place)
    return _hung(body, entry.hanging, setting, beside_it, entry.place)


def _said_whole(entry: ListItem, style: str) -> ListItem:
    """An item whose figure does not hang but is in a character style where its sentence says it.

    One that has a chart stays beside it. A sentence that does not say it begins with it.
    """
    hanging = entry.hanging
    if hanging is None or hanging.chart is not None:
        return entry
    figure = hanging.figure
    text = entry.text if hanging.repeats else (*hanging.spans, Span(NO_BREAK), *entry.text)
    if not any(span.figure == figure.id for span in text):
        text = (Span(figure.shown, figure=figure.id), Span(" "), *text)
    marked = tuple(_in_style(text, figure.id, style))
    return replace(entry, text=marked, hanging=None)


def _in_style(text: tuple[Span, ...], figure: str, style: str) -> Iterator[Span]:
    """The text with a figure in a character style, and with it the sign of its money: €33."""
    for span, following in zip_longest(text, text[1:]):
        if span.figure == figure:
            yield span._replace(styles=(*span.styles, style))
            continue
        is_before = following is not None and following.figure == figure
        sign = span.text[-1:] if is_before and span.text[-1:] in CURRENCY_SIGNS else ""
        if words := span.text.removesuffix(sign):
            yield span._replace(text=words)
        elif not sign:
            yield span  # the mark of a note has no text
        if sign:
            yield span._replace(text=sign, styles=(*span.styles, style))


def _unlabelled(entry: ListItem, labels: Labels, setting: PanelSetting, measure: float) -> Stack:
    """An item that nothing stands beside: its sentence, and what it holds, as wide as the list."""
    own = text_stack(setting, entry.text, labels.role, measure, entry.place)
    nested = [_nested(child, setting, measure, 0.0) for child in entry.blocks]
    body = joined([own, *nested])
    return replace(body, elements=(Element("LI", (Element("LBody", body.elements),)),))


class _Column(NamedTuple):
    """The column in which figures hang, at the beginning of a measure; points."""

    width: float
    measure: float

    def x(self, setting: PanelSetting, width: float, *, end: bool) -> float:
        """x of something `width` wide that stands at the column's end, towards the text."""
        return setting.across(self.width - width if end else 0.0, width, self.measure)


def _nested(block: Block, setting: PanelSetting, measure: float, column: float) -> Stack:
    """A block below an item's sentence, in line with it.

    A list within a list whose figures hang keeps the measure of the outer one: they hang in the
    same column.
    """
    setting, kind = replace(setting, within_item=True), kind_of(type(block))
    if isinstance(block, ItemList) and any(entry.hanging for entry in block.items):
        stack = lay(block, setting, measure)
    else:
        stack = lay(block, setting, measure - column)
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


def _marker_line(setting: PanelSetting, place: Place) -> NumeralLine:
    marker = setting.design.marker
    style = setting.style(marker.style)
    text = marker.text.translate(_TURNED) if setting.to_left else marker.text
    with of_style(setting, lambda file: said_place(file, ("marker", "text"), marker.text)):
        return one_line([Run(text, char_style(setting, style))], setting, style, place)


def _wide_marker(block: ItemList, labels: Labels, setting: PanelSetting) -> tuple[Diagnostic, ...]:
    """The error of a marker that runs into the words beside it, where a list first has one."""
    first = next((entry.place for entry in block.items if entry.hanging is None), None)
    unmarked = setting.design.figures_in_text is not None and not setting.within_item
    if first is None or block.numbered is not None or unmarked:
        return ()
    marker = setting.design.marker
    room = Room("marker", labels.column, marker.style)
    return too_wide(room, (_marker_line(setting, first).width, marker.text), first)


def _marker(
    setting: PanelSetting, column: _Column, body: Stack, place: Place
) -> tuple[Element, Slice]:
    style = setting.style(setting.design.marker.style)
    line = _marker_line(setting, place)
    x = column.x(setting, line.width, end=style.align == "end" and line.width < column.width)
    first, leaf = body.slices[0], body.contents
    mark = Mark(line.glyphs((x, _baseline(setting, first))), leaf)
    # Whatever sign is drawn, a voice says that it is a bullet.
    return Element("Lbl", (ContentRef(leaf),), actual_text="•"), beside(first, (mark,))


def _hung(
    body: Stack, hanging: Hanging, setting: PanelSetting, column: _Column, place: Place
) -> Stack:
    """The number in its column, on the baseline of the item's first line."""
    roles = ("nested-numeral", "nested-unit") if setting.within_item else ("numeral", "unit")
    room = Room("hanging figure", column.width, setting.style_name(roles[0]))
    numeral = Numeral(hanging.figure, roles, place, hanging.spans)
    line, _, found = fitted_line(setting, numeral, room)
    x = column.x(setting, line.width, end=setting.style("numeral").align == "end")
    first, leaf = body.slices[0], body.contents
    mark = Mark(line.glyphs((x, _baseline(setting, first))), leaf)
    said = expanded(ContentRef(leaf), hanging.figure.spoken)
    label = Element("Lbl", (said,)), beside(first, (mark,))
    return _with_diagnostics(_labelled(body, label), found)


def _with_diagnostics(stack: Stack, found: tuple[Diagnostic, ...]) -> Stack:
    return replace(stack, diagnostics=stack.diagnostics + found)


def _beside_chart(
    body: Stack, hanging: Hanging, setting: PanelSetting, column: _Column, place: Place
) -> Stack:
    """A small chart in the hanging column, the number in its middle, the text beside it.

    A chart that has no hole in its middle has the number above it. It shows that number, so that a
    listener is told nothing of it.

    The text stands on the grid, as near the middle as it can; the chart is centred on it.
    """
    assert hanging.chart is not None  # the caller's case
    art = chart_art(hanging.chart, setting, column.width, centre_label=False)
    room = _room_of_chart(setting, art, column)
    numeral = Numeral(hanging.figure, ("chart-number", "chart-unit"), place)
    line, size, found = fitted_line(setting, numeral, room)
    above = 0.0 if art.hole else setting.lines_of(setting.style("chart-number"))
    extent = above + art.size.height
    height = setting.ceil(max(extent, body.height))
    down = setting.room((height - body.height) / setting.unit / 2)
    capitals = 0.7 * setting.style("item").size
    middle_of_text = (
        down + (body.height + body.slices[0].height - capitals) / 2 - BASELINE_SHARE * setting.unit
    )
    leeway = setting.unit / 2
    top = min(max(middle_of_text - extent / 2, -leeway), height - extent + leeway)
    number = body.contents
    capitals = 0.7 * size
    x = column.x(setting, art.size.width, end=False)
    if art.hole:
        at = x + (art.size.width - line.width) / 2, top + (art.size.height + capitals) / 2
    else:
        left = column.x(setting, line.width, end=False)
        at = left, top + above - BASELINE_SHARE * setting.unit
    box = Rect(0.0, 0.0, *art.size)
    chart = moved((Mark(art.items, None, bounds=box),), x, top + above)
    marks = (*chart, Mark(line.glyphs(at), number), *fused(body, down))
    said: Element | ContentRef = ContentRef(number)
    if setting.to_left:  # seen from left to right, the sign of Arabic-Indic digits comes first
        said = Element("Span", (said,), actual_text=hanging.figure.shown)
    label = Element("Lbl", (expanded(said, hanging.figure.spoken),))
    item = Element("LI", (label, Element("LBody", body.elements)))
    text = "".join(slice_.text for slice_ in body.slices)
    slice_ = Slice(height, marks, 0.0, text=text, place=place)
    diagnostics = (*body.diagnostics, *art.diagnostics, *found)
    return Stack((slice_,), (item,), diagnostics, number + 1)


def _room_of_chart(setting: PanelSetting, art: Art, column: _Column) -> Room:
    """The room of the number of a small chart: its hole, or the column if it has none."""
    name = setting.style_name("chart-number")
    if not art.hole:
        return Room("hanging figure", column.width, name)
    capitals = 0.7 * setting.style("chart-number").size
    within = math.sqrt(max(0.0, art.hole**2 - capitals**2)) + _BEARINGS * capitals
    return Room("figure in a chart", within, name)


KIND = Kind(item_list, after="role", nested="nested", beside="lines")
