"""What is set large made smaller where it has no room: within the bounds of its type style.

A size is tried in steps of a tenth of a point, and the largest that fits is taken; below the
bound nothing is tried. What was made smaller is said, so that it is seen before it is printed.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from depliant.errors import Diagnostic, Place
from depliant.sentences import NOTHING, counted, say
from depliant.style.sheet import TypeStyle

STEP = 0.1
"""Points between two sizes."""


def largest(style: TypeStyle, fits: Callable[[TypeStyle], bool]) -> TypeStyle | None:
    """The style at the largest size below its own at which it fits; None: not within its bound.

    What fits at one size is taken to fit at all smaller ones.
    """
    count = int(style.size * (1 - style.fit.size) / STEP + 1e-6)
    if not count or not fits(_at(style, count)):
        return None
    too_large, small_enough = 0, count
    while small_enough - too_large > 1:
        middle = (too_large + small_enough) // 2
        if fits(_at(style, middle)):
            small_enough = middle
        else:
            too_large = middle
    return _at(style, small_enough)


def _at(style: TypeStyle, steps: int) -> TypeStyle:
    """The style so many steps smaller."""
    return replace(style, size=round(style.size - steps * STEP, 3))


def made_smaller(
    words: str, style: TypeStyle, smaller: TypeStyle, place: Place | None
) -> Diagnostic:
    """The note of what was set smaller than its style says."""
    return Diagnostic(
        "type-fitted",
        say(
            "“{words}” is set at {size:g} pt instead of {size_2:g} pt, so that it fits.",
            words=words,
            size=smaller.size,
            size_2=style.size,
        ),
        place,
        NOTHING,
        "info",
    )


def too_many_lines(
    words: str, style: TypeStyle, lines: tuple[int, int], place: Place | None
) -> Diagnostic:
    """The warning of a text that takes more lines than its style allows, however small.

    `lines` are those that it takes as designed, and those that it may take.
    """
    takes, most = lines
    return Diagnostic(
        "fit-lines",
        counted(
            most,
            "“{words}” takes {takes} lines at {size:g} pt, and would take more than {count} line "
            "at the smallest size that its type style allows as well.",
            "“{words}” takes {takes} lines at {size:g} pt, and would take more than {count} lines "
            "at the smallest size that its type style allows as well.",
            words=words,
            takes=takes,
            size=style.size,
        ),
        place,
        say("Shorten it, or let the designer lower `size` or raise `lines` of its `fit`."),
        "warning",
    )
