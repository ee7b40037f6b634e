"""Breaking a paragraph: from styled runs to where its lines end, before a glyph is placed.

What can be known of a text at a measure without setting it is a `Fall`: headings and items are
balanced by asking for many. `galley` places the glyphs of the one that is chosen.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from msgspec.structs import replace

from depliant.text.boxes import Setting, build, metric
from depliant.text.itemization import Strands, strands
from depliant.text.justify import SLACK
from depliant.text.linebreak import (
    INFINITE_BADNESS,
    Breaking,
    Breaks,
    Discretionary,
    Item,
    Pass,
    break_lines,
    natural_widths,
    scaled,
)
from depliant.text.model import ParagraphStyle, Run
from depliant.text.tokens import Token, Word, itemize

# Plain TeX's \pretolerance; a brochure's narrow measures need more than its \tolerance of 200.
PRETOLERANCE = 100
TOLERANCE = 1000
LOOSE_TOLERANCE = 9999
EMERGENCY_EM = 3.0
# A ragged edge: plain TeX's \raggedright stretches by 2 em. The first pass lets lines be 4.3 em
# short before it turns to hyphens.
RAGGED_EM = 2.0
RAGGED_PRETOLERANCE = 1000
ENDLESS = 10_000.0
"""Points: the measure of what is to stand on one line."""


def tokens_of(cut: Strands, style: ParagraphStyle) -> tuple[Token, ...]:
    """The words, spaces and forced line ends of a paragraph."""
    return itemize(cut.runs, capitals=style.capitals, language=style.language, joined=cut.joined)


class Fall(NamedTuple):
    """How a paragraph falls into lines: how many, how many of them end within a word.

    `sticks_out` says that one is wider than the measure and cannot be helped.
    """

    lines: int
    divided: int
    sticks_out: bool


def fall(runs: Sequence[Run], style: ParagraphStyle, measure: float) -> Fall:
    """How a paragraph would fall at a measure: what can be known before a glyph is placed.

    Raises:
        InputError: as `set_paragraph`, without the place.
    """
    broken = broken_at(tuple(runs), style, measure)
    if broken is None:
        return Fall(0, 0, sticks_out=False)
    _, _, items, breaks = broken
    widest = max(natural_widths(items, breaks))
    divided = sum(isinstance(items[end], Discretionary) for end in breaks.items)
    return Fall(len(breaks.items), divided, widest > scaled(measure + SLACK))


class Broken(NamedTuple):
    """A paragraph's tokens, how they are set, its horizontal list, and where its lines end."""

    tokens: tuple[Token, ...]
    setting: Setting
    items: tuple[Item, ...]
    breaks: Breaks


@lru_cache(maxsize=256)
def broken_at(runs: tuple[Run, ...], style: ParagraphStyle, measure: float) -> Broken | None:
    """A paragraph broken into lines; None if there is nothing in it."""
    tokens, endless = _prepared(runs, style)
    if not tokens:
        return None
    setting = replace(endless, measure=measure)
    return Broken(tokens, setting, *break_paragraph(tokens, setting))


@lru_cache(maxsize=256)
def _prepared(runs: tuple[Run, ...], style: ParagraphStyle) -> tuple[tuple[Token, ...], Setting]:
    """A paragraph's tokens and how they are set, whatever its measure: here it has no end."""
    cut = strands(runs, style.language)
    metrics = tuple(map(metric, (run.style for run in cut.runs), cut.levels, cut.joined))
    levels = () if cut.plain else cut.levels
    setting = Setting(style, metrics, ENDLESS, levels=levels, origins=cut.origins)
    return tokens_of(cut, style), setting


def break_paragraph(tokens: Sequence[Token], setting: Setting) -> tuple[tuple[Item, ...], Breaks]:
    """The horizontal list of a paragraph and the items at which its lines end.

    Patterns are only loaded and asked if the paragraph does not set well without them.
    """
    style = setting.style
    em = next(t.pieces[0].style.size for t in tokens if isinstance(t, Word))
    justified = style.align == "justify"
    breaking = Breaking(
        margin=0 if justified else scaled(RAGGED_EM * em), maximum_hyphens=style.maximum_hyphens
    )
    width = scaled(setting.measure)
    first = Pass(PRETOLERANCE if justified else RAGGED_PRETOLERANCE, hyphenate=False)
    later = (
        Pass(TOLERANCE),
        Pass(LOOSE_TOLERANCE),
        Pass(INFINITE_BADNESS, emergency=scaled(EMERGENCY_EM * em), final=True),
    )
    items = build(tokens, setting)
    if not style.hyphenate:
        return items, break_lines(items, width, breaking, (first, *later))
    try:
        breaks = break_lines(items, width, breaking, (first,))
        if not breaks.extra:
            return items, breaks
    except ValueError:
        pass
    items = build(tokens, replace(setting, automatic=True))
    return items, break_lines(items, width, breaking, (first, *later))
