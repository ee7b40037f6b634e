"""Key figures: a number set large, its label beside it or below it."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from depliant.content.model import KeyFigure
from depliant.display.items import Glyphs, Item, Mark
from depliant.display.structure import ContentRef, Element, expanded
from depliant.errors import Diagnostic
from depliant.geometry import Rect, mm
from depliant.layout.blocks.kind import Kind
from depliant.layout.blocks.numeral import NumeralLine, Room, numeral_line, too_wide
from depliant.layout.frame import Slice, Stack, counted_from, spaced
from depliant.layout.lines import text_stack
from depliant.layout.setting import BASELINE_SHARE, PanelSetting
from depliant.layout.stacking import fused, moved
from depliant.text.ink import around, glyph_boxes

LEAST_LABEL = mm(5)
"""The least room that the label of a key figure has beside it."""


def key_figure(block: KeyFigure, setting: PanelSetting, measure: float) -> Stack:
    """A number set large, its label beside it (`hero_mm` of the design) or below it.

    A number that leaves its label too little room beside it has it below. The number's capitals
    stand level with the first line of a label beside it.
    """
    number = numeral_line(setting, block.figure, ("key-number", "key-unit"), block.place)
    number = number.closed(to_left=setting.to_left)
    style = setting.style("key-number")
    height = setting.lines_of(style)
    column = mm(setting.design.hero_mm)
    if column:
        # A number with a long unit pushes its label aside: they never overlap.
        column = max(column, setting.ceil(number.width + setting.unit))
    found = too_wide(
        Room("key figure", "measure", measure, "key-number"),
        (number.width, block.figure.shown),
        block.place,
    )
    before = setting.room(style.before)
    found += _too_high(number, height + before, block)
    beside = 0 < column <= measure - LEAST_LABEL and bool(block.label)
    x = setting.across(0.0, number.width, measure)
    number_mark = Mark(number.glyphs((x, height - BASELINE_SHARE * setting.unit)), 0)
    slices: list[Slice] = []
    # The number ends with a space, which is in the voice's words too.
    said = f"{block.figure.spoken} " if block.figure.spoken else ""
    elements: list[Element] = [Element("P", (expanded(ContentRef(0), said),))]
    text = block.figure.shown
    if not block.label:
        slices = [Slice(height, (number_mark,), text=text, place=block.place)]
        return Stack(tuple(slices), tuple(elements), found, 1)
    label_measure = measure - column if beside else measure
    label = text_stack(setting, block.label, "key-label", label_measure, block.place)
    label = counted_from(1, label)
    if beside:
        total = setting.ceil(max(height, label.height))
        drop = setting.room((total - label.height) / setting.unit / 2)
        x = setting.across(column, label_measure, measure)
        marks: tuple[Item, ...] = (number_mark, *moved(fused(label, drop), x))
        slices = [Slice(total, marks, text=text, place=block.place)]
    else:
        slices = [Slice(height, (number_mark,), 0.0, True, text=text, place=block.place)]
        slices += _below(slices[0], label.slices, setting)
    first = elements[0]
    elements = [replace(first, kids=(*first.kids, *label.elements[0].kids))]
    found = (*found, *label.diagnostics)
    stack = Stack(tuple(slices), tuple(elements), found, 1 + label.contents)
    return spaced(stack, before)


def _below(number: Slice, label: tuple[Slice, ...], setting: PanelSetting) -> tuple[Slice, ...]:
    """The lines of a label so far below its number that nothing of that meets the first of them.

    Old-style figures and commas reach below the baseline.
    """
    first, *others = label
    depth = max(
        (
            upper.bottom - number.height - lower.y
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
    message = (
        f"The key figure “{block.figure.shown}” is {-ink.y:.1f} pt high and has {room:.1f} pt, so "
        "that it runs into what stands above it."
    )
    hint = "Give the type style “key-number” more leading, or it or “key-unit” a smaller size."
    return (Diagnostic("leading-tight", message, block.place, hint),)


KIND = Kind(key_figure)
