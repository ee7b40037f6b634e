"""Near misses: edges and gaps that look as if they were meant to be equal and are not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations, pairwise
from typing import Final, NamedTuple

from depliant.content.model import Chart, Drawing, PictureBlock
from depliant.errors import Diagnostic, Place
from depliant.geometry import mm
from depliant.layout.advice.seeing import RUNNING, Found, Page, Passage, told
from depliant.sentences import say

_LEAST: Final = mm(0.2)
_MOST: Final = mm(1.5)
"""Points: what differs by less is not seen, and by more is seen to be meant."""

_ALIKE: Final = mm(0.05)

_CAPITALS: Final = 0.7
"""The height of capitals, of the size."""


class _Stood(NamedTuple):
    """Something by its kind, its column, where it begins and ends, and its words."""

    kind: tuple[str, float]
    column: float
    top: float
    bottom: float
    text: str
    place: Place


def advise(pages: tuple[Page, ...]) -> Iterator[Diagnostic]:
    """Advice on the left edges and the gaps of each panel."""
    for page in pages:
        found = [*_edges(page), *_gaps(page)]
        yield from told(
            "near-miss",
            page,
            found,
            say("Make them equal, or let them differ so that it is seen to be meant."),
        )


def _edges(page: Page) -> Iterator[Found]:
    """Left edges of text that nearly stand below one another."""
    edges: dict[float, Passage] = {}
    for passage in page.passages:
        for edge in _edges_of(passage):
            if not any(abs(edge - known) < _ALIKE for known in edges):
                edges[edge] = passage
    for (one, first), (other, second) in combinations(sorted(edges.items()), 2):
        if _LEAST <= other - one <= _MOST:
            yield Found(
                say(
                    "The left edges of “{first}” and “{second}” (panel “{panel}”) differ by "
                    "{apart:.1f} mm.",
                    first=first.shown,
                    second=second.shown,
                    panel=page.name,
                    apart=(other - one) / mm(1),
                ),
                second.place,
            )


def _edges_of(passage: Passage) -> Iterator[float]:
    """The left edge of a passage: where most of its lines begin, and two at least.

    Lines that begin with a quotation mark or a bracket may hang.
    """
    if passage.role not in RUNNING:
        return
    lines = Counter(round(line.left, 2) for line in passage.lines if line.words[:1].isalnum())
    edge, count = max(lines.items(), key=lambda one: one[1], default=(0.0, 0))
    if count > 1 and 2 * count > len(passage.lines):
        yield edge


def _gaps(page: Page) -> Iterator[Found]:
    """Gaps between blocks of the same two kinds, that nearly are equal."""
    gaps: dict[tuple[tuple[str, float], ...], list[tuple[float, _Stood]]] = {}
    stood = sorted(_stood(page), key=lambda one: (one.column, one.top))
    for above, below in pairwise(stood):
        gap = below.top - above.bottom
        is_apart = above.column == below.column and gap > 0 and above.place != below.place
        if is_apart and below.text:
            gaps.setdefault((above.kind, below.kind), []).append((gap, below))
    for alike in gaps.values():
        for (one, first), (other, second) in combinations(alike, 2):
            if _LEAST <= abs(one - other) <= _MOST:
                yield Found(
                    say(
                        "The gaps above “{first}” and “{second}” (panel “{panel}”) differ by "
                        "{apart:.1f} mm.",
                        first=first.text,
                        second=second.text,
                        panel=page.name,
                        apart=abs(one - other) / mm(1),
                    ),
                    second.place,
                )
                break


def _stood(page: Page) -> Iterator[_Stood]:
    """All passages of a panel that are text of their own."""
    for one in page.passages:
        if one.role in RUNNING or one.role.startswith("H"):
            first, last = one.lines[0], one.lines[-1]
            kind = one.role, one.size
            yield _Stood(
                kind, one.column, first.y - _CAPITALS * one.size, last.y, one.shown, one.place
            )
    drawn = {
        one.place: type(one).__name__
        for one in page.panel.panel.walk()
        if isinstance(one, Chart | Drawing | PictureBlock)
    }
    for shape in page.shapes:  # but for marks of partners, which are balanced by eye
        if shape.place in drawn:
            kind = drawn[shape.place], 0.0
            yield _Stood(kind, shape.column, shape.box.y, shape.box.bottom, "", shape.place)
