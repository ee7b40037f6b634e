"""Dividers: a rule, an ornament, a line to cut along with its scissors, or room alone.

All of it is an artifact. Where it would stand first or last in its column it is not drawn.
"""

from __future__ import annotations

from typing import Final

from depliant.content.model import Divider
from depliant.display.items import Item, Mark
from depliant.geometry import mm
from depliant.layout.blocks.kind import Kind
from depliant.layout.blocks.numeral import one_line
from depliant.layout.frame import Slice, Stack
from depliant.layout.lined import straight
from depliant.layout.lines import char_style
from depliant.layout.scissors import AIR, SCISSORS, pair_of_scissors, scissors
from depliant.layout.setting import PanelSetting
from depliant.layout.style_words import of_style
from depliant.style.block_styles import DividerStyle, Line
from depliant.style.places import own_place
from depliant.text.ink import around, glyph_boxes
from depliant.text.model import Run

_INDENT: Final = mm(4.0)
"""How far from the beginning of its line a pair of scissors stands."""
_LETTERS: Final = 0.6
"""How high letters look, of the size of their type: between small ones and capitals."""
_ORNAMENT_AIR: Final = 0.8
"""Between an ornament and the rule on either side, of its type size."""


def divider(block: Divider, setting: PanelSetting, measure: float) -> Stack:
    """A divider as one slice."""
    style = setting.sheet.dividers.get(block.role) or DividerStyle(rule=Line())
    height = setting.room(style.lines)
    start, end = _span(style, setting, measure)
    middle = height / 2 + _lower(setting)
    items: list[Item] = []
    gaps: list[tuple[float, float]] = []
    if style.ornament is not None:
        glyphs, gap = _ornament(style, setting, (start, end, middle), block)
        items += glyphs
        gaps.append(gap)
    if style.cut and style.rule is not None:
        at = _scissors_at(style, setting, measure, start, end)
        ink = setting.colour(style.rule.colour)
        if style.step is None:
            items += scissors(at, middle, ink, to_left=setting.to_left)
            gaps.append((at - AIR, at + SCISSORS + AIR))
        else:
            items.append(pair_of_scissors(at, middle, ink, to_left=setting.to_left))
    if style.rule is not None:
        ink = setting.colour(style.rule.colour)
        for left, right in _between(start, end, gaps):
            items.append(straight(style.rule, ink, (left, middle), (right, middle)))
    marks = (Mark(tuple(items), None, finishing=style.step),) if items else ()
    return Stack((Slice(height, marks, place=block.place, divides=True),))


def _lower(setting: PanelSetting) -> float:
    """How far a rule stands below the middle of its room, to be midway between letters.

    Lines of text have more room above their small letters than below.
    """
    text = setting.style("text")
    return max(0.0, (setting.lines_of(text) - setting.unit - _LETTERS * text.size) / 2)


def _span(style: DividerStyle, setting: PanelSetting, measure: float) -> tuple[float, float]:
    """x where a rule begins and where it ends."""
    width, left, right = setting.beside
    if style.reach == "trim" and abs(measure - width) < 0.01:
        return -left, measure + right
    length = measure if style.length_mm is None else min(mm(style.length_mm), measure)
    room = {"start": 0.0, "centre": (measure - length) / 2, "end": measure - length}[style.align]
    x = setting.across(room, length, measure)
    return x, x + length


def _between(
    start: float, end: float, gaps: list[tuple[float, float]]
) -> list[tuple[float, float]]:
    """The pieces of a line that gaps leave of it."""
    pieces = [(start, end)]
    for left, right in gaps:
        pieces = [
            piece
            for one, other in pieces
            for piece in ((one, min(other, left)), (max(one, right), other))
        ]
    return [(left, right) for left, right in pieces if right - left > mm(1)]


def _ornament(
    style: DividerStyle, setting: PanelSetting, at: tuple[float, float, float], block: Divider
) -> tuple[tuple[Item, ...], tuple[float, float]]:
    """The ornament in the middle of a line, and the gap that it makes there."""
    start, end, middle = at
    type_style = setting.style(style.style)
    runs = [Run(style.ornament or "", char_style(setting, type_style))]
    route = ("dividers", block.role, "ornament")
    with of_style(setting, lambda file: own_place(file, route, setting.language)):
        line = one_line(runs, setting, type_style, block.place)
    room = end - start - line.width
    before = {"start": 0.0, "centre": room / 2, "end": room}[style.align]
    x = start + (room - before if setting.to_left else before)
    air = _ORNAMENT_AIR * type_style.size
    ink = around(tuple(box for run in line.runs for box in glyph_boxes(run)))
    baseline = middle - (ink.y + ink.height / 2 if ink is not None else 0.0)
    return line.glyphs((x, baseline)), (x - air, x + line.width + air)


# --- scissors ---------------------------------------------------------------------------------


def _scissors_at(
    style: DividerStyle, setting: PanelSetting, measure: float, start: float, end: float
) -> float:
    """x of a pair of scissors: near where its line begins, and within the measure."""
    first, last = max(start, 0.0), min(end, measure)
    indent = min(_INDENT if style.reach == "measure" else 0.0, max(0.0, last - first - SCISSORS))
    return last - indent - SCISSORS if setting.to_left else first + indent


KIND = Kind(divider, after="role")
