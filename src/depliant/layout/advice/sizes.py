"""Sizes of type: more than five of them on a side are no order that a reader sees."""

from __future__ import annotations

from collections.abc import Iterator
from operator import itemgetter
from typing import Final

from depliant.errors import Diagnostic
from depliant.layout.advice.seeing import Page
from depliant.layout.sight import letters
from depliant.sentences import say
from depliant.style.fold_kinds import side_called

_MOST: Final = 5

_ALIKE: Final = 1.05
"""Sizes of which the next is not so many times as large are taken for one."""

_RAISED: Final = 0.7
"""What is set so much smaller than the words before it, on their line, is a raised figure."""


def advise(pages: tuple[Page, ...]) -> Iterator[Diagnostic]:
    """Advice on the sizes of each side."""
    sides: dict[tuple[str, int], list[Page]] = {}
    for number, page in enumerate(pages):
        # The sheets of what is not folded are all called the same, and each is a side of its own.
        label = page.setting.leaf.side.label
        sides.setdefault((label, number if label == "page" else 0), []).append(page)
    for (label, _), together in sorted(sides.items(), key=itemgetter(0)):
        sizes = different(size for page in together for size in used(page))
        if len(sizes) > _MOST:
            yield Diagnostic(
                "type-sizes",
                say(
                    "{side} ({language}): words are set in {count} sizes, {sizes} pt.",
                    count=len(sizes),
                    language=together[0].setting.order.language,
                    side=side_called(label),
                    sizes=", ".join(f"{size:g}" for size in sizes),
                ),
                together[0].panel.panel.place if label == "page" else None,
                say("Five sizes are plenty: give styles that do the same work the same size."),
                "advice",
            )


def used(page: Page) -> Iterator[float]:
    """The sizes of words on a panel, charts included; without what is raised beside others.

    Numbers that stand alone are as large as their room: they are drawn more than read.
    """
    before = None
    for run, matrix in letters((*page.panel.furniture, *page.panel.marks)):
        size = run.size * matrix.scale
        y = matrix.apply(run.x, run.y).y
        is_beside = before is not None and abs(before[1] - y) < before[0]
        if before is not None and is_beside and size < _RAISED * before[0]:
            continue
        before = size, y
        if any(map(str.isalpha, run.text)):
            yield round(size, 1)


def different(sizes: Iterator[float]) -> list[float]:
    """The sizes that can be told from one another, the smallest first."""
    found: list[float] = []
    for size in sorted(set(sizes)):
        if not found or size >= _ALIKE * found[-1]:
            found.append(size)
    return found
