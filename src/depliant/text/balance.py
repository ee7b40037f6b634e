"""Setting a heading or a balanced text in lines of about equal length.

The measure is narrowed as far as the number of lines allows, without dividing more words than the
full one does. How a text falls at many measures is asked before a glyph is placed at any.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from depliant.errors import InputError, Place
from depliant.memory import remembered
from depliant.text.breaking import fall
from depliant.text.galley import faults, set_paragraph
from depliant.text.languages import direction
from depliant.text.model import Galley, Line, ParagraphStyle, Run

_NEAR = 1.5
"""How near, in points, balancing comes to the narrowest measure."""


def set_balanced(
    runs: Sequence[Run],
    style: ParagraphStyle,
    measure: float,
    place: Place | None = None,
    lines: int = 1,
) -> Galley:
    """Set a text in lines of about equal length, and in no fewer than `lines` of them.

    The galley keeps the full measure, in points. Words are divided only where that saves a line.

    Raises:
        InputError: as `set_paragraph`.
    """
    try:
        set_lines = _balanced(tuple(runs), style, measure, lines)
    except InputError as error:
        raise InputError(faults(runs, style, error, place)) from None
    return Galley(set_lines, measure, place)


@remembered
def _balanced(
    runs: tuple[Run, ...], style: ParagraphStyle, measure: float, lines: int
) -> tuple[Line, ...]:
    style = _undivided(runs, style, measure)
    widest = set_paragraph(runs, style, measure)
    wanted = max(lines, len(widest.lines))
    if wanted == 1 or any(line.excess for line in widest.lines):
        return widest.lines
    narrowed = _narrowed(runs, style, widest, wanted)
    best = set_paragraph(runs, style, narrowed)
    share = {"centre": 0.5, "end": 1.0}.get(style.align, 0.0)
    to_left = direction(style.language) == "rtl"
    shift = (1 - share if to_left else share) * (measure - narrowed)
    return tuple(line.moved(shift) for line in best.lines)


def _undivided(runs: tuple[Run, ...], style: ParagraphStyle, measure: float) -> ParagraphStyle:
    """The style without hyphenation, if a text then takes no more lines and nothing sticks out."""
    if not style.hyphenate:
        return style
    whole = replace(style, hyphenate=False)
    without, divided = fall(runs, whole, measure), fall(runs, style, measure)
    return style if without.sticks_out or without.lines > divided.lines else whole


def _narrowed(runs: tuple[Run, ...], style: ParagraphStyle, widest: Galley, wanted: int) -> float:
    """The narrowest measure at which a text falls into `wanted` lines, to `_NEAR`."""
    most = fall(runs, style, widest.measure).divided
    # No measure can be narrower than the text shared out evenly over its lines.
    low, high = sum(line.width for line in widest.lines) / wanted, widest.measure
    best = high
    while high - low > _NEAR:
        middle = (low + high) / 2
        trial = fall(runs, style, middle)
        if trial.lines <= wanted and trial.divided <= most and not trial.sticks_out:
            high = middle
            if trial.lines == wanted:
                best = middle
        else:
            low = middle
    return best
