"""Key figures: a number set large, its label beside it or below it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec.structs import replace

from depliant.content.model import KeyFigure
from depliant.display.items import Glyphs, Item, Mark
from depliant.display.structure import ContentRef, Element, expanded
from depliant.errors import Diagnostic, has_errors
from depliant.geometry import Rect, mm
from depliant.layout.blocks.kind import Kind
from depliant.layout.blocks.numeral import Numeral, NumeralLine, Room, fitted_line
from depliant.layout.frame import Slice, Stack, counted_from, spaced
from depliant.layout.lines import text_stack
from depliant.layout.setting import BASELINE_SHARE, PanelSetting
from depliant.layout.stacking import fused, moved
from depliant.sentences import say
from depliant.text.ink import around, glyph_boxes

LEAST_LABEL = mm(5)
"""The least room that the label of a key figure has beside it."""
_CLEAR: Final = 0.25
"""Between what of a number reaches lowest and the letters below that, in sizes of these."""


def key_figure(block: KeyFigure, setting: PanelSetting, measure: float) -> Stack:
    """A number set large, its label beside it (`hero_mm` of the design) or below it.

    A number that leaves its label too little room beside it has it below. The number's capitals
    stand level with the first line of a label beside it.
    """
    numeral = Numeral(block.figure, ("key-number", "key-unit"), block.place)
    room = Room("key figure", measure, setting.style_name("key-number"))
    number, _, found = fitted_line(setting, numeral, room)
    number = number.closed(to_left=setting.to_left)
    before = setting.room(setting.style("key-number").before)
    height = setting.lines_of(setting.style("key-number"))
    found += _too_high(number, height + before, block)
    x = setting.across(0.0, number.width, measure)
    mark = Mark(number.glyphs((x, height - BASELINE_SHARE * setting.unit)), 0)
    alone = Slice(height, (mark,), text=block.figure.shown, place=block.place)
    # The number ends with a space, which is in the voice's words too.
    said = expanded(ContentRef(0), f"{block.figure.spoken} " if block.figure.spoken else "")
    if not block.label:
        return Stack((alone,), (Element("P", (said,)),), found, 1)
    slices, label = _with_label(block, setting, measure, alone, number.width)
    element = Element("P", (said, *label.elements[0].kids))
    stack = Stack(slices, (element,), (*found, *label.diagnostics), 1 + label.contents)
    return spaced(stack, before)


def _with_label(
    block: KeyFigure, setting: PanelSetting, measure: float, number: Slice, width: float
) -> tuple[tuple[Slice, ...], Stack]:
    """The slices of a number `width` points wide with its label, and the label itself.

    The label stands beside the number where the design keeps room for that and each of its words
    has room in what the number leaves it, else below.
    """
    column = mm(setting.design.hero_mm)
    if column:
        # A number with a long unit pushes its label aside: they never overlap.
        column = max(column, setting.ceil(width + setting.unit))
    if 0 < column <= measure - LEAST_LABEL:
        label = _label(block, setting, measure - column)
        if not has_errors(label.diagnostics):
            total = setting.ceil(max(number.height, label.height))
            drop = setting.room((total - label.height) / setting.unit / 2)
            x = setting.across(column, measure - column, measure)
            marks: tuple[Item, ...] = (*number.marks, *moved(fused(label, drop), x))
            return (replace(number, height=total, marks=marks),), label
    label = _label(block, setting, measure)
    number = replace(number, keep=True)
    clear = setting.style("key-label").size * _CLEAR
    return (number, *_below(number, label.slices, setting, clear)), label


def _label(block: KeyFigure, setting: PanelSetting, measure: float) -> Stack:
    """The label of a key figure, its contents numbered after the number."""
    return counted_from(1, text_stack(setting, block.label, "key-label", measure, block.place))


def _below(
    number: Slice, label: tuple[Slice, ...], setting: PanelSetting, clear: float
) -> tuple[Slice, ...]:
    """The lines of a label, `clear` points at least below all of its number that stands over them.

    Old-style figures and commas reach below the baseline.
    """
    first, *others = label
    depth = max(
        (
            upper.bottom + clear - number.height - lower.y
            for upper in _ink(number)
            for lower in _ink(first)
            if upper.x < lower.right and lower.x < upper.right
        ),
        default=0.0,
    )
    if depth <= first.before:
        return label
    return (replace(first, before=setting.ceil(depth)), *others)


def _ink(slice_: Slice) -> Iterator[Rect]:
    """The boxes of the glyphs of a slice of text."""
    for mark in slice_.marks:
        if isinstance(mark, Mark):
            for run in mark.items:
                if isinstance(run, Glyphs):
                    yield from glyph_boxes(run)


def _too_high(number: NumeralLine, room: float, block: KeyFigure) -> tuple[Diagnostic, ...]:
    """The error of a number, or of its unit, that reaches the line above its own.

    `room` is how far above its baseline that of the line above is, in points.
    """
    ink = around(box for run in number.runs for box in glyph_boxes(run))
    if ink is None or -ink.y <= room:
        return ()
    message = say(
        "The key figure “{shown}” is {what:.1f} pt high and has {room:.1f} pt, "
        "so that it runs into what stands above it.",
        shown=block.figure.shown,
        what=-ink.y,
        room=room,
    )
    hint = say("Give the type style “key-number” more leading, or it or “key-unit” a smaller size.")
    return (Diagnostic("leading-tight", message, block.place, hint),)


KIND = Kind(key_figure)
