"""Lines: wide enough for the press, after every scale."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from functools import cached_property

from depliant.pdfread.objects import identity
from depliant.pdfread.state import Paint
from depliant.preflight.content import Outline, Text
from depliant.preflight.job import PageView
from depliant.preflight.rules.base import OWN, PRESS, Fault, page_rule
from depliant.preflight.rules.overprint import mix
from depliant.preflight.steps import is_technical
from depliant.press.condition import PrinterProfile
from depliant.sentences import say

_LENGTH = 2.0
"""Points: what is shorter is a detail of a drawing and no line."""

_SLACK = 0.004

_NO_INK = 0.02
"""Of one plate: so little is paper."""

_THIN = 0.5
"""Points: a filled shape that is no thicker is meant as a line."""

_TINT, _TINT_LINE = 0.35, 0.5
"""A line in a tint no stronger than that is a row of dots; it needs so many points to hold."""


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
    for mark, width, inks in _lines(page):
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


@page_rule(
    "tint-line",
    "warning",
    "A line in a tint is wide enough for its dots.",
    OWN,
    "Make the line wider, or print it in full ink.",
    PRESS,
)
def tinted(page: PageView, profile: PrinterProfile) -> Iterator[Fault]:
    """A pale line of one ink is a row of dots, which a hairline's breadth cuts apart."""
    for mark, width, inks in _lines(page):
        fine = profile.minimum_line_inks - _SLACK <= width < _TINT_LINE - _SLACK
        if fine and len(inks) == 1 and inks[0] <= _TINT:
            yield Fault(
                say(
                    "A line of {width:.2f} pt in a tint of {tint:.0f} %; it needs {least:g} pt.",
                    width=width,
                    tint=100 * inks[0],
                    least=_TINT_LINE,
                ),
                mark.box,
            )


def _lines(page: PageView) -> Iterator[tuple[Outline | Text, float, list[float]]]:
    """The lines of a page, each with its width and the amounts of its inks.

    What is cut or creased by is none, nor is the edge of something that is filled in the same
    colour: the line makes a letter bolder.
    """
    edges = _Edges(page)
    letters = [text for text in page.lettering if text.look.stroke is not None]
    marks: list[Outline | Text] = [*page.outlines, *letters]
    for mark in marks:
        paint = mark.look.stroke or mark.look.fill
        width: float | None = mark.width
        if isinstance(mark, Outline) and mark.look.stroke is None:
            width = _thickness(mark)
        if paint is None or width is None or is_technical(paint.space.root.names):
            continue
        state = mark.look.state
        alpha = state.stroke_alpha if mark.look.stroke is not None else state.fill_alpha
        if width < _TINT_LINE and (alpha == 0 or _is_unseen(page, mark, paint)):
            continue
        if width < _TINT_LINE and mark.look.stroke is not None and edges.have(mark):
            continue
        yield mark, width, [amount * alpha for amount in mix(paint).values() if amount > 0.005]


class _Edges:
    """What is filled on a page, to tell the lines that are its edges from others."""

    def __init__(self, page: PageView) -> None:
        self._page = page

    @cached_property
    def _filled(self) -> dict[Hashable, list[Outline | Text]]:
        found: dict[Hashable, list[Outline | Text]] = {}
        marks: list[Outline | Text] = [*self._page.outlines, *self._page.lettering]
        for mark in marks:
            if mark.look.fill is not None:
                found.setdefault(_place(mark), []).append(mark)
        return found

    def have(self, mark: Outline | Text) -> bool:
        """Whether a line goes round something that is filled in its own colour."""
        stroke, alpha = mark.look.stroke, mark.look.state.stroke_alpha
        if stroke is None:
            return False
        for one in self._filled.get(_place(mark), ()):
            fill, filled = one.look.fill, one.look.state.fill_alpha
            if fill is not None and _is_alike(stroke, alpha, fill, filled) and _is_solid(one):
                return not isinstance(mark, Outline) or mark.is_closed_in
        return False


def _place(mark: Outline | Text) -> Hashable:
    """What tells a path or a string from others, with where it is."""
    if isinstance(mark, Outline):
        shape, matrix = mark.path or (None, None)
        return shape and shape.source, matrix and tuple(round(part, 3) for part in matrix)
    corner = round(mark.box.x, 2), round(mark.box.y, 2)
    return id(mark.face), mark.text, round(mark.size, 3), corner


def _is_alike(stroke: Paint, alpha: float, fill: Paint, filled: float) -> bool:
    """Whether two paints put as much of each ink on paper."""
    if stroke.pattern is not None or fill.pattern is not None:
        return stroke.pattern is not None and identity(stroke.pattern) == identity(fill.pattern)
    one, other = mix(stroke), mix(fill)
    return all(
        abs(one.get(plate, 0.0) * alpha - other.get(plate, 0.0) * filled) <= _NO_INK
        for plate in {*one, *other}
    )


def _is_solid(mark: Outline | Text) -> bool:
    """Whether what is filled is, with its own line, more than a line by itself."""
    return isinstance(mark, Text) or _thickness(mark) is None


def _is_unseen(page: PageView, mark: Outline | Text, paint: Paint) -> bool:
    """Whether a line of no ink lies on paper."""
    if paint.pattern is not None or sum(mix(paint).values()) > _NO_INK:
        return False
    around = mark.box.inset(*(-1.0,) * 4)
    return sum(page.plates.medians(around).values()) <= _NO_INK


def _thickness(mark: Outline) -> float | None:
    """How thick a filled shape is that looks like a line; None for any other fill."""
    thick, long = sorted((mark.box.width, mark.box.height))
    if not mark.rectangle or mark.thickness is not None:
        thick = min(mark.thickness or 0.0, thick)
    return thick if long > _LENGTH and 0 < thick < _THIN else None


RULES = (thin, tinted)
