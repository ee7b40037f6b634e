"""What pages are called where a program lists them, and where their copyfit steps are told."""

from __future__ import annotations

from collections.abc import Sequence

from depliant.content.model import Edition
from depliant.languages.covers import cover
from depliant.layout.fit import Step
from depliant.style import booklets
from depliant.style.folds import Side
from depliant.style.format import Format


def labels_of(edition: Edition, style: Format) -> tuple[str, ...]:
    """What the pages are called: by their numbers, and the first of a booklet by what it is.

    Those of a booklet are all its pages, with the empty ones at its end.
    """
    count = len(edition.panels)
    if not style.is_bound:
        return tuple(map(str, range(1, count + 1)))
    return booklets.labels(style, booklets.whole(style, count), cover(edition.language))


def stepped(
    sides: Sequence[Side], steps: Sequence[Step], labels: Sequence[str]
) -> tuple[tuple[str, Step], ...]:
    """Each step with the label of its side; pages that face each other are named together.

    `labels` are those of the pages of a booklet.
    """
    found: dict[tuple[str, int], tuple[list[str], Step]] = {}
    for number, (side, step) in enumerate(zip(sides, steps, strict=True)):
        if side.spread is None:
            found["side", number] = [side.label], step
        else:
            told = found.setdefault(("spread", side.spread.number), ([], step))
            told[0].append(labels[number])
    return tuple(("–".join(names), step) for names, step in found.values())
