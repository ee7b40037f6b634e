"""Drop capitals: the first letter of a paragraph, large, with the first lines beside it.

Its foot stands on the baseline of the last of these lines, and its top is level with the capitals
of the first; its ink begins where the measure does. What stands before the letter (a quotation
mark, a bracket) is large with it. The first word stays one word for whoever reads the page: what
is left of it says the whole, and the capital says nothing.
"""

from __future__ import annotations

import unicodedata

from msgspec.structs import replace

from depliant.content.inline import Inline, Span, plain
from depliant.content.notes import printed
from depliant.display.items import Glyph, Glyphs
from depliant.errors import Diagnostic, Place
from depliant.geometry import Rect, mm
from depliant.layout.frame import Slice, Stack
from depliant.layout.lines import (
    beside_of,
    capital_height,
    faults_of,
    galley,
    paragraph_style,
    runs_of,
    stacked,
)
from depliant.layout.setting import BASELINE_SHARE, PanelSetting
from depliant.sentences import Sentence, say
from depliant.style.sheet import TypeStyle
from depliant.text.breaking import Insets
from depliant.text.galley import set_line
from depliant.text.ink import around, glyph_boxes
from depliant.text.model import Inset, Line, SetRun
from depliant.tuples import NamedTuple

_WIDEST = 0.5
"""How much of the measure a drop capital may take."""

_TALL = 0.85
"""How high letters with ascenders and accents are, of the type size, with some air above them."""

_SHOWN = 60
"""Characters of a text that a diagnostic shows."""

_OPENING = frozenset({"Pi", "Ps"})
_QUOTES = frozenset("\"'„‚»¡¿")
_THIN = frozenset(" \u00a0\u202f\u2009\u200a")


class Initial(NamedTuple):
    """A text parted after its initial: the letters that are set large, and the spans after them.

    All are of the text's own kinds, so that a span of the initial's kind comes first.
    """

    first: Span
    rest: Inline


def initial_of(text: Inline, count: int, language: str) -> Initial | None:
    """The first `count` letters of a text with what stands before them.

    None where it begins with no letter that has a capital and a small form, as those of Arabic or
    Chinese have not, or where these letters are not all of one kind.
    """
    if not text:
        return None
    first = text[0]
    words = first.text
    at = 0
    while at < len(words) and _opens(words[at], begun=at > 0):
        at += 1
    for number in range(count):
        if at == len(words) or not words[at].isalpha() or words[at].upper() == words[at].lower():
            if number == 0:
                return None
            break
        at = _after_letter(words, at, language)
    if first.superscript or not "".join(span.text for span in text)[at:].strip():
        return None
    rest = first._replace(text=words[at:])
    return Initial(first._replace(text=words[:at]), (*((rest,) if rest.text else ()), *text[1:]))


def _opens(sign: str, *, begun: bool) -> bool:
    return unicodedata.category(sign) in _OPENING or sign in _QUOTES or (begun and sign in _THIN)


def _after_letter(words: str, at: int, language: str) -> int:
    """The index after a letter and its accents; Dutch ij is one letter."""
    end = at + 1
    if language.split("-")[0] == "nl" and words[at : at + 2].upper() == "IJ":
        end = at + 2
    while end < len(words) and unicodedata.combining(words[end]):
        end += 1
    return end


def opening(
    setting: PanelSetting,
    text: Inline,
    style: TypeStyle,
    role: str,
    measure: float,
    place: Place,
) -> Stack | Diagnostic:
    """A paragraph with a drop capital, as its type style has it; or why it cannot have one.

    Args:
        setting: of the panel.
        text: the words.
        style: their type style, which has a drop capital.
        role: the role that it is of.
        measure: in points.
        place: where the words are written.
    """
    cap, own = style.drop_cap, style.initial
    assert cap is not None  # the caller's case
    assert own is not None
    text = printed(text)
    initial = initial_of(text, cap.characters, setting.language)
    if initial is None:
        return _left_out(_without_letter(text), place)
    drop = _drop(setting, initial.first, style, own)
    height = setting.lines_of(style)
    above = drop.reach - (cap.lines * height - BASELINE_SHARE * setting.unit)
    if above > 0:  # accents reach into the room above the paragraph
        style = replace(style, before=max(style.before, setting.ceil(above) / setting.unit))
    count = cap.lines + _more_lines(setting, style, drop)
    wide = drop.width + mm(cap.gap_mm)
    insets = _insets(beside_of(setting, style, measure, (Inset(wide),) * count), count)
    start = insets[0].start - wide  # of what a picture leaves
    if wide > _WIDEST * (measure - start - max(inset.end for inset in insets[:count])):
        return _left_out(_too_wide(text), place)
    beside = galley(setting, initial.rest, style, measure, place, insets)
    if len(beside.lines) < cap.lines:
        return _left_out(
            say(
                "“{words}” is set without its drop capital: it has fewer than {lines} lines.",
                words=_short(text),
                lines=cap.lines,
            ),
            place,
        )
    down = (cap.lines - 1) * height
    glyphs = replace(drop.glyphs, x=drop.glyphs.x + start, y=drop.glyphs.y + down)
    lines = _with_initial(beside.lines, initial, glyphs)
    whole = (initial.first, *initial.rest)
    stack = stacked(setting, whole, beside, style, (("P", len(whole)),), lines)
    found = faults_of(setting, beside, style, role)
    return replace(stack, slices=_together(stack.slices, count), diagnostics=found)


def _insets(kept: Insets, count: int) -> Insets:
    """The insets of lines, of which the first `count` begin at one line beside the capital."""
    start = max(inset.start for inset in kept[:count])
    return (*(Inset(start, inset.end) for inset in kept[:count]), *kept[count:])


def _together(slices: tuple[Slice, ...], count: int) -> tuple[Slice, ...]:
    """Slices of which the first `count` are in one frame."""
    last = min(count, len(slices)) - 1
    kept = tuple(replace(slice_, keep=True) for slice_ in slices[:last])
    return (*kept, *slices[last:])


def _left_out(message: Sentence, place: Place) -> Diagnostic:
    hint = say("Give the paragraph another role, or let the designer change `drop_cap`.")
    return Diagnostic("drop-cap-left-out", message, place, hint, "warning")


def run_into(text: Inline, place: Place) -> Diagnostic:
    """What is said of a text that cannot have its drop capital, since a heading runs into it."""
    message = say(
        "“{words}” is set without its drop capital: other words stand at the head of its line.",
        words=_short(text),
    )
    return _left_out(message, place)


def _without_letter(text: Inline) -> Sentence:
    return say(
        "“{words}” is set without a drop capital: it begins with no letter that could be one.",
        words=_short(text),
    )


def _too_wide(text: Inline) -> Sentence:
    return say(
        "“{words}” is set without its drop capital, which would take more than half of the "
        "measure.",
        words=_short(text),
    )


def _short(text: Inline) -> str:
    words = plain(text)
    return words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1]}…"


class _Drop(NamedTuple):
    """The glyphs of an initial, its ink from x = 0 and its foot at y = 0; all in points.

    `width` is that of its ink, `reach` how far it stands above its foot, `depth` how far below.
    """

    glyphs: Glyphs
    width: float
    reach: float
    depth: float


def _drop(setting: PanelSetting, first: Span, style: TypeStyle, own: TypeStyle) -> _Drop:
    """An initial as high as its lines: from the foot of the last to the capitals of the first."""
    assert style.drop_cap is not None  # the caller's case
    capitals = capital_height(setting, style)
    wanted = (style.drop_cap.lines - 1) * setting.lines_of(style) + capitals
    share = capital_height(setting, replace(own, size=1.0)) or 1.0
    sized = replace(own, size=wanted / share)
    runs = runs_of(setting, (first,), sized)
    plain_style = replace(paragraph_style(setting, sized), hang=0.0)
    line = set_line(runs, plain_style)
    glyphs = _spaces_small(line, style.size / sized.size)
    whole = replace(line.runs[0].glyphs, x=0.0, glyphs=glyphs, actual_text="")
    ink = around(glyph_boxes(whole)) or Rect(0.0, -wanted, line.width, wanted)
    return _Drop(replace(whole, x=-ink.x), ink.width, -ink.y, ink.bottom)


def _spaces_small(line: Line, share: float) -> tuple[Glyph, ...]:
    """The glyphs of an initial, a space in it as narrow as in the words beside it.

    French has one between a quotation mark and the letter, which would be a hole at this size.
    """
    found: list[Glyph] = []
    back = 0.0
    for run in line.runs:
        for glyph in run.glyphs.glyphs:
            advance = glyph.advance * share if glyph.text in _THIN else glyph.advance
            found.append(glyph._replace(x=glyph.x + run.glyphs.x - back, advance=advance))
            back += glyph.advance - advance
    return tuple(found)


def _more_lines(setting: PanelSetting, style: TypeStyle, drop: _Drop) -> int:
    """How many lines below its own an initial reaches into: by the tail of a Q, or of a small p."""
    free = setting.lines_of(style) - _TALL * style.size
    return 1 if drop.depth > free else 0


def _with_initial(lines: tuple[Line, ...], initial: Initial, glyphs: Glyphs) -> tuple[Line, ...]:
    """The lines with the initial in the first.

    The first word after it says the whole word, since it is read there.
    """
    renumbered = [
        replace(line, runs=tuple(run._replace(run=run.run + 1) for run in line.runs))
        for line in lines
    ]
    first, *others = renumbered
    apart = " " if plain(initial.rest)[:1].isspace() else ""
    head, *tail = first.runs
    runs = (*_saying(head, initial.first.text + apart), *tail)
    return (replace(first, runs=(SetRun(0, glyphs), *runs)), *others)


def _saying(run: SetRun, before: str) -> list[SetRun]:
    """A run whose first word says what stands before it too, apart from the rest of the run."""
    glyphs = run.glyphs.glyphs
    end = next((n for n, glyph in enumerate(glyphs) if glyph.text.isspace()), len(glyphs))
    word = "".join(glyph.text for glyph in glyphs[:end])
    parts = [replace(run.glyphs, glyphs=glyphs[:end], actual_text=before + word)]
    if end < len(glyphs):
        parts.append(replace(run.glyphs, glyphs=glyphs[end:]))
    return [run._replace(glyphs=part) for part in parts]
