"""Breaking a paragraph: from styled runs to where its lines end, before a glyph is placed.

What can be known of a text at a measure without setting it is a `Fall`: headings and items are
balanced by asking for many. `galley` places the glyphs of the one that is chosen.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from depliant.memory import remembered
from depliant.text.itemize import Token, Word, itemize
from depliant.text.items import LastWord, Setting, last_word, listed, metric
from depliant.text.justify import SLACK
from depliant.text.linebreak import (
    INFINITE_BADNESS,
    Breaking,
    Breaks,
    Discretionary,
    Item,
    Pass,
    Point,
    break_at,
    breakpoints,
    natural_widths,
    scaled,
)
from depliant.text.model import ParagraphStyle, Run
from depliant.text.strands import Strands, strands

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
    broken = _broken(tuple(runs), style, measure)
    if broken is None:
        return Fall(0, 0, sticks_out=False)
    (items, points), breaks = broken
    widest = max(natural_widths(points, breaks))
    divided = sum(isinstance(items[end], Discretionary) for end in breaks.items)
    return Fall(len(breaks.items), divided, widest > scaled(measure + SLACK))


class Broken(NamedTuple):
    """A paragraph's tokens, how they are set, its horizontal list, and where its lines end."""

    tokens: tuple[Token, ...]
    setting: Setting
    items: tuple[Item, ...]
    breaks: Breaks


def broken_at(runs: tuple[Run, ...], style: ParagraphStyle, measure: float) -> Broken | None:
    """A paragraph broken into lines; None if there is nothing in it."""
    broken = _broken(runs, style, measure)
    if broken is None:
        return None
    tokens, endless = _prepared(runs, style)
    return Broken(tokens, replace(endless, measure=measure), broken.listed.items, broken.breaks)


@remembered
def _prepared(runs: tuple[Run, ...], style: ParagraphStyle) -> tuple[tuple[Token, ...], Setting]:
    """A paragraph's tokens and how they are set, whatever its measure: here it has no end."""
    cut = strands(runs, style.language)
    metrics = tuple(map(metric, (run.style for run in cut.runs), cut.levels, cut.joined))
    levels = () if cut.plain else cut.levels
    setting = Setting(style, metrics, ENDLESS, levels=levels, origins=cut.origins)
    return tokens_of(cut, style), setting


class _Listed(NamedTuple):
    """A paragraph's horizontal list and its breakpoints."""

    items: tuple[Item, ...]
    points: tuple[Point, ...]


@remembered
def _listed(
    runs: tuple[Run, ...], style: ParagraphStyle, last: LastWord, automatic: bool
) -> _Listed:
    """The list of a paragraph, the same for the many measures at which it is balanced."""
    tokens, setting = _prepared(runs, style)
    items = listed(tokens, replace(setting, automatic=automatic), last)
    return _Listed(items, breakpoints(items))


class _Broken(NamedTuple):
    """A paragraph's list and the items of it at which the lines end."""

    listed: _Listed
    breaks: Breaks


def _broken(runs: tuple[Run, ...], style: ParagraphStyle, measure: float) -> _Broken | None:
    found = _breaks(runs, style, measure)
    if found is None:
        return None
    last, automatic, breaks = found
    return _Broken(_listed(runs, style, last, automatic), breaks)


@remembered
def _breaks(
    runs: tuple[Run, ...], style: ParagraphStyle, measure: float
) -> tuple[LastWord, bool, Breaks] | None:
    """Where the lines of a paragraph end, and of which of its lists the items are.

    Patterns are only loaded and asked if the paragraph does not set well without them. None: there
    is nothing in it.
    """
    tokens, endless = _prepared(runs, style)
    if not tokens:
        return None
    last = last_word(tokens, replace(endless, measure=measure))
    width, breaking = scaled(measure), _breaking(tokens, style)
    first, *later = _passes(tokens, style)
    points = _listed(runs, style, last, False).points
    if not style.hyphenate:
        return last, False, break_at(points, width, breaking, (first, *later))
    try:
        breaks = break_at(points, width, breaking, (first,))
        if not breaks.extra:
            return last, False, breaks
    except ValueError:
        pass
    points = _listed(runs, style, last, True).points
    return last, True, break_at(points, width, breaking, (first, *later))


def _breaking(tokens: Sequence[Token], style: ParagraphStyle) -> Breaking:
    margin = 0 if style.align == "justify" else scaled(RAGGED_EM * _em(tokens))
    return Breaking(margin=margin, maximum_hyphens=style.maximum_hyphens)


def _passes(tokens: Sequence[Token], style: ParagraphStyle) -> tuple[Pass, ...]:
    """What is tried one after the other; the first does without patterns."""
    tolerance = PRETOLERANCE if style.align == "justify" else RAGGED_PRETOLERANCE
    return (
        Pass(tolerance, hyphenate=False),
        Pass(TOLERANCE),
        Pass(LOOSE_TOLERANCE),
        Pass(INFINITE_BADNESS, emergency=scaled(EMERGENCY_EM * _em(tokens)), final=True),
    )


def _em(tokens: Sequence[Token]) -> float:
    """The size of a paragraph's first word."""
    return next(token.pieces[0].style.size for token in tokens if isinstance(token, Word))
