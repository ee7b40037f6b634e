"""Lines: wide enough for the press, after every scale."""

from __future__ import annotations

from collections.abc import Iterator

from depliant.preflight.content import Outline
from depliant.preflight.job import PageView
from depliant.preflight.rules.base import PRESS, Fault, page_rule
from depliant.preflight.rules.overprint import mix
from depliant.press.condition import PrinterProfile
from depliant.sentences import say

_LENGTH = 2.0
"""Points: what is shorter is a detail of a drawing and no line."""

_SLACK = 0.004


@page_rule(
    "thin-line",
    "error",
    "A line is no thinner than the press can hold.",
    "offset5.com",
    "Make the line wider, or show the artwork larger.",
    PRESS,
)
def thin(page: PageView, profile: PrinterProfile) -> Iterator[Fault]:
    """Strokes, and filled boxes that are lines in all but name; in several inks a warning."""
    for mark in page.outlines:
        paint = mark.look.stroke or mark.look.fill
        width = mark.width if mark.look.stroke is not None else _thickness(mark)
        if paint is None or width is None:
            continue
        inks = [amount for amount in mix(paint).values() if amount > 0.005]
        single = len(inks) == 1 and inks[0] > 0.95
        field = "minimum_line" if single else "minimum_line_inks"
        limit = getattr(profile, field)
        if width < limit - _SLACK:
            below = width < profile.minimum_line - _SLACK
            yield Fault(
                say(
                    "A line of {width:.2f} pt in one ink; the printer holds {limit:g} pt."
                    if single
                    else "A line of {width:.2f} pt in a tint or several inks; the printer holds "
                    "{limit:g} pt.",
                    width=width,
                    limit=limit,
                ),
                mark.box,
                severity="error" if below else "warning",
                limit=field,
            )


def _thickness(mark: Outline) -> float | None:
    """How thick a filled box is that looks like a line; None for any other fill."""
    thick, long = sorted((mark.box.width, mark.box.height))
    return thick if mark.rectangle and long > _LENGTH and 0 < thick < 0.5 else None


RULES = (thin,)
