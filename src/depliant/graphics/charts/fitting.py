"""What of a chart's texts does not fit: found for every kind of chart alike, from its draft.

A text has been broken at its measure; what is still too wide is said to be so, and by how much.
Whatever a kind takes its measures for, no text may leave the chart's box or meet another one.
Points, y down.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from msgspec.structs import replace

from depliant.content.inline import plain
from depliant.display.items import Glyphs
from depliant.errors import Diagnostic
from depliant.fonts.shaping import SOFT_HYPHEN
from depliant.geometry import MM, Rect, Size
from depliant.graphics.charts.board import Draft, Words
from depliant.graphics.charts.lettering import set_line
from depliant.languages.table import direction
from depliant.sentences import Sentence, say
from depliant.text.ink import around, glyph_boxes

_SLACK = 0.01
"""Points by which a line may exceed its measure: what rounded advances add up to."""

_STRAY = 0.4
"""How far ink may stand out of a chart, as accents and swashes do, as a share of its size."""

_TOUCH = 0.05
"""Points by which two boxes must overlap to be said to."""

_SHOWN = 80
"""Characters of a text that a diagnostic shows."""

_BREAKS = ("title", "subtitle", "label")
_BROKEN = say("Shorten it, allow a hyphen in it with U+00AD, or give the chart more room.")
_UNBROKEN = say("Give the chart more room, or set its type style smaller.")
_LONG = 7
"""Digits from which on a value is millions."""


class _Ink(NamedTuple):
    """A text and what it paints: the box round all of it, and one a glyph."""

    words: Words
    box: Rect
    glyphs: tuple[Rect, ...]


def faults(draft: Draft, size: Size, language: str) -> Iterator[Diagnostic]:
    """What does not fit of a draft drawn in a box of `size`; a text is named once at most."""
    sound: list[_Ink] = []
    for words in draft.pieces:
        if not isinstance(words, Words):
            continue
        ink = _inked(words, size.width, language)
        fault = _too_wide(words, size.width) or (_outside(ink, size) if ink else None)
        if fault:
            yield fault
        elif ink:
            sound.append(ink)
    yield from _meeting(sound)


def _inked(words: Words, width: float, language: str) -> _Ink | None:
    """What a text paints; none if that is nothing."""
    glyphs = tuple(box for run in _runs(words, width, language) for box in glyph_boxes(run))
    box = around(glyphs)
    return _Ink(words, box, glyphs) if box else None


def _runs(words: Words, width: float, language: str) -> Iterator[Glyphs]:
    for label in words.labels():
        placed = label.from_right(width, language) if direction(language) == "rtl" else label
        for run in set_line(placed.text, placed.style, language):
            yield replace(run, x=run.x + placed.x, y=run.y + placed.y)


def reach(words: Words, width: float, language: str) -> Rect | None:
    """The box of what a text paints in a chart of a width; none if that is nothing."""
    ink = _inked(words, width, language)
    return ink.box if ink else None


def _too_wide(words: Words, width: float) -> Diagnostic | None:
    excess = words.width - words.measure
    if excess <= _SLACK:
        return None
    widest = max(words.lines, key=words.lettering.width)
    return _fault(
        words,
        say(
            "{named} is {excess:.1f} pt wider than its room of {room:.0f} pt in a chart "
            "{width:.0f} mm wide."
            if words.measure > 0
            else "{named} is {excess:.1f} pt wider than the chart leaves it in a chart "
            "{width:.0f} mm wide.",
            named=_named(words, plain(widest)),
            excess=excess,
            room=words.measure,
            width=width / MM,
        ),
    )


def _outside(ink: _Ink, size: Size) -> Diagnostic | None:
    box = ink.box
    beyond = max(-box.x, box.right - size.width, -box.y, box.bottom - size.height)
    if beyond <= ink.words.lettering.style.size * _STRAY:
        return None
    return _fault(
        ink.words,
        say(
            "{named} stands {beyond:.1f} pt out of its chart.",
            named=_named(ink.words),
            beyond=beyond,
        ),
    )


def _meeting(inks: list[_Ink]) -> Iterator[Diagnostic]:
    """A fault for each text that meets one above it or beside it."""
    ordered = sorted(inks, key=lambda ink: ink.box.y)
    for number, ink in enumerate(ordered):
        for other in ordered[number + 1 :]:
            if other.box.y >= ink.box.bottom:
                break
            common = _common(ink, other)
            if common > _TOUCH:
                yield _fault(
                    other.words,
                    say(
                        "{upper} and {lower} overlap by {common:.1f} pt.",
                        upper=_named(other.words),
                        lower=_named(ink.words, begins=False),
                        common=common,
                    ),
                )
                break


def _common(one: _Ink, other: _Ink) -> float:
    """By how much glyphs of two texts overlap at most, the lesser way; 0 if none do."""
    if _overlap(one.box, other.box) <= _TOUCH:
        return 0.0
    return max(_overlap(a, b) for a in one.glyphs for b in other.glyphs)


def _overlap(a: Rect, b: Rect) -> float:
    across = min(a.right, b.right) - max(a.x, b.x)
    along = min(a.bottom, b.bottom) - max(a.y, b.y)
    return min(across, along)


def _named(words: Words, line: str = "", *, begins: bool = True) -> Sentence:
    """What a text is called: “The label “Lens””, as it `begins` a sentence or stands in one."""
    text = (line or "".join(map(plain, words.lines))).strip().replace(SOFT_HYPHEN, "")
    text = text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
    match words.says.saying if words.says else "":
        case "title":
            return say("The title “{text}”" if begins else "the title “{text}”", text=text)
        case "subtitle":
            return say("The subtitle “{text}”" if begins else "the subtitle “{text}”", text=text)
        case "label" | "series":
            return say("The label “{text}”" if begins else "the label “{text}”", text=text)
        case "date":
            return say("The date “{text}”" if begins else "the date “{text}”", text=text)
        case "value":
            return say("The value “{text}”" if begins else "the value “{text}”", text=text)
    return say("The key “{text}”" if begins else "the key “{text}”", text=text)


def _fault(words: Words, message: Sentence) -> Diagnostic:
    says = words.says
    hint = _BROKEN if says is not None and says.saying in _BREAKS else _UNBROKEN
    digits = sum(character.isdigit() for character in "".join(map(plain, words.lines)))
    if says is not None and says.saying == "value" and digits >= _LONG:
        hint = say("Write `scale: millions` below `chart:`, so that its values are shorter.")
    return Diagnostic("chart-overset", message, hint=words.hint or hint)
