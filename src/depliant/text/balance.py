"""Setting a heading or a balanced text in lines of about equal length.

The measure is narrowed as far as the number of lines allows, without dividing more words than the
full one does. How a text falls at many measures is asked before a glyph is placed at any.
"""

from __future__ import annotations

from collections.abc import Sequence

from depliant.errors import InputError, Place
from depliant.languages.table import direction
from depliant.memory import remembered
from depliant.text.breaking import Paragraph
from depliant.text.galley import faults, set_lines
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

    The galley keeps the full measure, in points. Words are divided, and phrases parted, only
    where that saves a line.

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
    paragraph = Paragraph(runs, style)
    divide = paragraph.divisible and _saves_a_line(paragraph, measure)
    widest = set_lines(paragraph, measure, divide=divide)
    wanted = max(lines, len(widest))
    if wanted == 1 or any(line.excess for line in widest):
        return widest
    # No measure can be narrower than the text shared out evenly over its lines.
    least = sum(line.width for line in widest) / wanted
    narrowed = _narrowed(paragraph, (least, measure), wanted, divide=divide)
    best = set_lines(paragraph, narrowed, divide=divide)
    share = {"centre": 0.5, "end": 1.0}.get(style.align, 0.0)
    to_left = direction(style.language) == "rtl"
    shift = (1 - share if to_left else share) * (measure - narrowed)
    return tuple(line.moved(shift) for line in best)


def _saves_a_line(paragraph: Paragraph, measure: float) -> bool:
    """Whether dividing words takes fewer lines, or keeps a word from sticking out."""
    without = paragraph.fall(measure, divide=False)
    divided = paragraph.fall(measure, divide=True)
    return without.sticks_out or without.lines > divided.lines


def _narrowed(
    paragraph: Paragraph, between: tuple[float, float], wanted: int, *, divide: bool
) -> float:
    """The narrowest measure at which a text falls into `wanted` lines, to `_NEAR`."""
    low, high = between
    most = paragraph.fall(high, divide=divide).divided
    best = high
    while high - low > _NEAR:
        middle = (low + high) / 2
        trial = paragraph.fall(middle, divide=divide)
        if trial.lines <= wanted and trial.divided <= most and not trial.sticks_out:
            high = middle
            if trial.lines == wanted:
                best = middle
        else:
            low = middle
    return best
