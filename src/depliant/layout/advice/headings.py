"""Headings alone: at the foot of a column, with fewer than two lines of their text below them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from depliant.errors import Diagnostic
from depliant.layout.advice.seeing import HEADINGS, Found, Page, Passage, told
from depliant.sentences import say

_LINES: Final = 2


def advise(pages: tuple[Page, ...]) -> Iterator[Diagnostic]:
    """Advice on the headings of each panel that are alone."""
    for page in pages:
        found = [
            Found(
                say(
                    "The heading “{text}” (panel “{panel}”) stands alone at the foot of its "
                    "column: its text goes on elsewhere."
                    if not lines
                    else "The heading “{text}” (panel “{panel}”) has one line of its text below it "
                    "at the foot of its column.",
                    text=passage.shown,
                    panel=page.name,
                ),
                passage.place,
            )
            for passage, lines in alone(page)
        ]
        yield from told(
            "heading-alone",
            page,
            found,
            say("Take out the break after it, or begin the next column before it."),
        )


def alone(page: Page) -> Iterator[tuple[Passage, int]]:
    """The headings of a panel whose text is elsewhere, with the lines of it that are below them."""
    passages = page.passages
    for number, passage in enumerate(passages):
        if passage.role not in HEADINGS:
            continue
        after = passages[number + 1 :]
        if not after:
            if page.panel.panel.flow and not _shape_below(page, passage):
                yield passage, 0
            continue
        follows = after[0]
        if follows.role in HEADINGS or _shape_below(page, passage):
            continue
        if _is_below(follows, passage):
            if not follows.ends and len(follows.lines) < _LINES:
                yield passage, len(follows.lines)
        elif _goes_on(page, passage, follows):
            yield passage, 0


def _is_below(one: Passage, other: Passage) -> bool:
    return one.column == other.column and one.lines[0].y > other.lines[-1].y


def _shape_below(page: Page, passage: Passage) -> bool:
    """Whether a picture or a chart stands below a passage in its column."""
    foot = passage.lines[-1].y
    return any(one.column == passage.column and one.box.y > foot for one in page.shapes)


def _goes_on(page: Page, passage: Passage, follows: Passage) -> bool:
    """Whether what follows is of the same text: in another column of the same frame."""
    frames = page.boxes
    x, y = passage.column + 1, passage.lines[0].y
    other_x, other_y = follows.column + 1, follows.lines[0].y
    return any(
        one.inner.x <= x <= one.inner.right
        and one.inner.y <= y <= one.inner.bottom
        and one.inner.x <= other_x <= one.inner.right
        and one.inner.y <= other_y <= one.inner.bottom
        for one in frames
        if one.count > 1
    )
