"""Lists whose items are led by a figure: the number hangs in a column, the text stands beside.

An item is led by its number set large, by a small chart with the number in its middle, or by
the design's marker. What leads is the item's label (Lbl) in the structure, unless it is the
first word of the sentence, which it then belongs to.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from depliant.display.items import Glyph, Glyphs, Item, Mark
from depliant.display.structure import Content, Element
from depliant.document.model import Block, Figure, Hanging, Inline, ItemList, ListItem, Paragraph
from depliant.document.style import TypeStyle
from depliant.errors import Diagnostic, Gathering, Place
from depliant.fonts.face import load
from depliant.fonts.shaping import SPACE, STAND_INS
from depliant.geometry import Rect, mm
from depliant.layout.artwork import chart_art
from depliant.layout.frame import Slice, Stack, joined, spaced
from depliant.layout.ruling import rule
from depliant.layout.setting import (
    BASELINE_SHARE,
    Setting,
    char_style,
    paragraph_style,
    text_stack,
)
from depliant.layout.stacking import beside, fused, indented, moved
from depliant.text.galley import set_line
from depliant.text.model import CharStyle, Run

_TURNED = str.maketrans("›»→▸▶►⟩❯", "‹«←◂◀◄⟨❮")
"""Signs that point on, for languages that run to the left."""

_PLAIN = dict.fromkeys(map(ord, "0123456789.,+-−%"))
"""What every face has that a number is set in."""

Lay = Callable[[Block, Setting, float], Stack]

_MARKER_COLUMN = mm(3.2)
"""Where no figures hang: room for the marker and its distance from the text."""


_BEARINGS = 0.15
"""What a number has on both sides that paints nothing, as a share of its height."""


class NumeralLine(Struct, frozen=True):
    """A number and its unit on one line, from x = 0 and the baseline at y = 0."""

    runs: tuple[Glyphs, ...]
    width: float

    def glyphs(self, at: tuple[float, float]) -> tuple[Item, ...]:
        """The runs with the line's left end and baseline at a point."""
        return tuple(replace(run, x=run.x + at[0], y=run.y + at[1]) for run in self.runs)

    def closed(self, *, to_left: bool = False) -> NumeralLine:
        """The line with a space of no width at its end, for the words that go on from it."""
        last = self.runs[-1]
        end = max(glyph.x + glyph.advance for glyph in last.glyphs)
        end = min(glyph.x for glyph in last.glyphs) if to_left else end
        space = Glyph(load(last.face).glyph(SPACE) or 0, end, 0.0, 0.0, SPACE)
        return replace(self, runs=(*self.runs[:-1], replace(last, glyphs=(*last.glyphs, space))))


def numeral_line(
    setting: Setting, figure: Figure, roles: tuple[str, str], place: Place, spans: Inline = ()
) -> NumeralLine:
    """Set a figure's number and unit in the type styles of two roles, on one line.

    `spans` are given where the number has kinds of its own (the raised end of an ordinal).
    """
    number, unit = setting.style(roles[0]), setting.style(roles[1])
    if any(span.superscript for span in spans):
        runs = [Run(span.text, char_style(setting, number, span)) for span in spans]
    else:
        sign, digits = _sign_first(figure.number)
        runs = [Run(sign, char_style(setting, unit))] if sign else []
        runs.append(Run(digits, _of_figures(char_style(setting, number), digits)))
        if figure.unit_shown:
            # The space is the number's, so that it is seen (and read) as one; beside a number
            # many times as large as its unit it would be a hole.
            between = figure.shown[len(figure.number) : -len(figure.unit_shown)]
            wider = number if number.size < 1.6 * unit.size else unit
            runs.append(Run(between, char_style(setting, wider)))
            runs.append(Run(figure.unit_shown, char_style(setting, unit)))
    return _line(runs, setting, number, place)


def _sign_first(number: str) -> tuple[str, str]:
    """A currency's sign with its space, where it stands before the number, and the number."""
    start = next((at for at, character in enumerate(number) if character.isdigit()), 0)
    before = number[:start]
    if not any(unicodedata.category(character) == "Sc" for character in before):
        return "", number
    return before, number[start:]


def _of_figures(style: CharStyle, number: str) -> CharStyle:
    """The style of a number set large: its own face, whatever script its unit is in."""
    return replace(style, fallbacks=()) if STAND_INS.issuperset(number.translate(_PLAIN)) else style


def _line(runs: list[Run], setting: Setting, style: TypeStyle, place: Place) -> NumeralLine:
    """Runs on one line from x = 0, whatever their style says."""
    line = set_line(runs, paragraph_style(setting, style), place)
    return NumeralLine(tuple(run.glyphs for run in line.runs), line.width)


def item_list(block: ItemList, setting: Setting, measure: float, lay: Lay) -> Stack:
    """A list; the room between items is that of the type style of its role.

    A design's rule stands between the items of a panel, not between those within an item.
    """
    role = "nested" if setting.within_item and block.role == "item" else block.role
    between = setting.room(setting.style(role).before)
    stacks: list[Stack] = []
    faults = Gathering()
    for index, entry in enumerate(block.items):
        with faults:
            stack = _item(entry, role, setting, measure, lay)
            stacks.append(_after_another(stack, setting, measure, between) if index else stack)
    faults.raise_any()
    whole = _with_diagnostics(joined(stacks), _wide_marker(block, setting))
    attributes = (("List", "ListNumbering", "None"),)
    return replace(whole, elements=(Element("L", whole.elements, attributes=attributes),))


def _after_another(stack: Stack, setting: Setting, measure: float, between: float) -> Stack:
    """An item that another stands above: `between` points below it, or below the rule."""
    style = setting.design.item_rule
    if style is None or setting.within_item:
        return spaced(stack, between, stretch=True)
    ruled = joined([Stack((rule(style, setting, measure),)), stack])
    return spaced(ruled, between, stretch=True)


def _text_indent(setting: Setting) -> float:
    """Where the words of an item begin, in points into its measure."""
    hang = mm(setting.design.hang_mm)
    return hang + mm(setting.design.hang_gap_mm) if hang else _MARKER_COLUMN


def _item(entry: ListItem, role: str, setting: Setting, measure: float, lay: Lay) -> Stack:
    hang, column = mm(setting.design.hang_mm), _text_indent(setting)
    own = text_stack(setting, entry.text, role, measure - column, entry.place)
    nested = [_nested(child, setting, measure, column, lay) for child in entry.blocks]
    body = joined([indented(own, setting.across(column, measure - column, measure)), *nested])
    beside_it = _Column(hang, measure)
    if entry.hanging is None:
        return _labelled(body, _marker(setting, beside_it, body.slices[0], entry.place))
    if entry.hanging.chart is not None:
        beside_it = beside_it._replace(width=hang or column)
        return _beside_chart(body, entry.hanging, setting, beside_it, entry.place)
    return _hung(body, entry.hanging, setting, beside_it, entry.place)


class _Column(NamedTuple):
    """The column in which figures hang, at the beginning of a measure; points."""

    width: float
    measure: float

    def x(self, setting: Setting, width: float, *, end: bool) -> float:
        """x of something `width` wide that stands at the column's end, towards the text."""
        return setting.across(self.width - width if end else 0.0, width, self.measure)


def _nested(block: Block, setting: Setting, measure: float, column: float, lay: Lay) -> Stack:
    """A block below an item's sentence, in line with it.

    A list within a list keeps the measure of the outer one: its figures hang in the same column.
    """
    setting = replace(setting, within_item=True)
    if isinstance(block, ItemList):
        stack = lay(block, setting, measure)
    else:
        stack = lay(block, setting, measure - column)
        stack = indented(stack, setting.across(column, measure - column, measure))
    role = "nested" if isinstance(block, Paragraph | ItemList) else "nested-figure"
    return spaced(stack, setting.room(setting.style(role).before))


def _labelled(body: Stack, label: tuple[Element, Slice]) -> Stack:
    """The item with a label of its own that stands beside its first line."""
    element, first = label
    item = Element("LI", (element, Element("LBody", body.elements)))
    return replace(body, slices=(first, *body.slices[1:]), elements=(item,))


def _baseline(setting: Setting, first: Slice) -> float:
    return first.height - BASELINE_SHARE * setting.unit


def _marker_line(setting: Setting, place: Place) -> NumeralLine:
    marker = setting.design.marker
    style = setting.style(marker.style)
    text = marker.text.translate(_TURNED) if setting.to_left else marker.text
    return _line([Run(text, char_style(setting, style))], setting, style, place)


def _wide_marker(block: ItemList, setting: Setting) -> tuple[Diagnostic, ...]:
    """The error of a marker that runs into the words beside it, where a list first has one."""
    first = next((entry.place for entry in block.items if entry.hanging is None), None)
    if first is None:
        return ()
    marker = setting.design.marker
    room = Room("marker", "column", _text_indent(setting), marker.style)
    return too_wide(room, (_marker_line(setting, first).width, marker.text), first)


def _marker(setting: Setting, column: _Column, first: Slice, place: Place) -> tuple[Element, Slice]:
    style = setting.style(setting.design.marker.style)
    line = _marker_line(setting, place)
    x = column.x(setting, line.width, end=style.align == "end" and line.width < column.width)
    leaf = setting.number()
    mark = Mark(line.glyphs((x, _baseline(setting, first))), leaf)
    # Whatever sign is drawn, a voice says that it is a bullet.
    return Element("Lbl", (Content(leaf),), actual_text="•"), beside(first, (mark,))


def _hung(body: Stack, hanging: Hanging, setting: Setting, column: _Column, place: Place) -> Stack:
    """The number in its column, on the baseline of the item's first line."""
    roles = ("nested-numeral", "nested-unit") if setting.within_item else ("numeral", "unit")
    line = numeral_line(setting, hanging.figure, roles, place, hanging.spans)
    x = column.x(setting, line.width, end=setting.style("numeral").align == "end")
    leaf = setting.number()
    first = body.slices[0]
    mark = Mark(line.glyphs((x, _baseline(setting, first))), leaf)
    label = Element("Lbl", (Content(leaf),)), beside(first, (mark,))
    room = Room("hanging figure", "column", column.width, roles[0])
    found = too_wide(room, (line.width, hanging.figure.shown), place)
    return _with_diagnostics(_labelled(body, label), found)


def _with_diagnostics(stack: Stack, found: tuple[Diagnostic, ...]) -> Stack:
    return replace(stack, diagnostics=stack.diagnostics + found)


class Room(NamedTuple):
    """What is set in which room, how wide that is in points, and in which type style."""

    what: str
    where: str
    width: float
    role: str


def too_wide(room: Room, text: tuple[float, str], place: Place) -> tuple[Diagnostic, ...]:
    """The error of a line set large, by its width and what it shows, that exceeds its room."""
    width, shown = text
    if width <= room.width + 0.01:
        return ()
    message = (
        f"The {room.what} “{shown}” is {width - room.width:.1f} pt wider than its {room.where} of "
        f"{room.width / mm(1):.1f} mm."
    )
    hint = f"Set the type style “{room.role}” smaller"
    hint += "." if room.where == "measure" else ", or widen hang_mm in the panel's design."
    return (Diagnostic("numeral-too-wide", message, place, hint),)


def _beside_chart(
    body: Stack, hanging: Hanging, setting: Setting, column: _Column, place: Place
) -> Stack:
    """A small chart in the hanging column, the number in its middle, the text beside it.

    A chart that has no hole in its middle has the number above it.

    The text stands on the grid, as near the middle as it can; the chart is centred on it.
    """
    assert hanging.chart is not None  # the caller's case
    art = chart_art(hanging.chart, setting, column.width, centre_label=False)
    line = numeral_line(setting, hanging.figure, ("chart-number", "chart-unit"), place)
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
    picture = setting.number() if hanging.chart.alt else None
    number = setting.number()
    capitals = 0.7 * setting.style("chart-number").size
    x = column.x(setting, art.size.width, end=False)
    if art.hole:
        at = x + (art.size.width - line.width) / 2, top + (art.size.height + capitals) / 2
        within = math.sqrt(max(0.0, art.hole**2 - capitals**2)) + _BEARINGS * capitals
        room = Room("hanging figure", "chart's hole", within, "chart-number")
    else:
        left = column.x(setting, line.width, end=False)
        at = left, top + above - BASELINE_SHARE * setting.unit
        room = Room("hanging figure", "column", column.width, "chart-number")
    found = too_wide(room, (line.width, hanging.figure.shown), place)
    box = Rect(0.0, 0.0, *art.size)
    chart = moved((Mark(art.items, picture, bounds=box),), x, top + above)
    marks = (*chart, Mark(line.glyphs(at), number), *fused(body, down))
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
    return Stack((slice_,), (item,), (*body.diagnostics, *art.diagnostics, *found))
