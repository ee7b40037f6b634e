"""What changed in the figures and in the words of an edition, and where it is printed.

Figures are told apart by their ids, panels by theirs. Passages of a panel are aligned by what
they say with figures left out, so that a sentence in which only a number changed is the same
sentence; what is left over is paired by the words that it shares, and then by its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby, zip_longest
from typing import Literal

from msgspec import Struct

from depliant.compare.passages import Passage, PassageKind
from depliant.compare.rewording import (
    Stretch,
    blocks,
    paired,
    sentences,
    similar,
    stretches,
    words,
)
from depliant.figures.figure import Figure
from depliant.figures.series import parted

Status = Literal["changed", "added", "removed", "restated", "unchanged"]
Cause = Literal["figures", "words", "added", "removed"]


class Printed(Struct, frozen=True):
    """One place where a figure is printed: how, in which language, on which page, in what."""

    figure: str
    language: str
    page: int
    kind: PassageKind
    shown: str
    passage: Passage


class FigureChange(Struct, frozen=True):
    """A figure on both sides.

    `difference` and `per_cent` are given where both values are of one unit (the latter unless
    the old value is zero). `restated` means: the same number, for another date or from
    another source; `unchanged` means that nothing of it changed.
    """

    status: Status
    old: Figure | None
    new: Figure | None
    difference: Decimal | None
    per_cent: Decimal | None
    old_places: tuple[Printed, ...]
    new_places: tuple[Printed, ...]

    @property
    def figure(self) -> Figure:
        """The new figure, or the old one of a figure that was removed."""
        found = self.new or self.old
        if found is None:
            raise ValueError("a change has at least one side")
        return found


class PassageChange(Struct, frozen=True):
    """A passage that changed: why, and its sentences that did, each as stretches of both."""

    language: str
    cause: Cause
    old: Passage | None
    new: Passage | None
    sentences: tuple[tuple[Stretch, ...], ...]

    @property
    def passage(self) -> Passage:
        """The new passage, or the old one of a passage that was removed."""
        found = self.new or self.old
        if found is None:
            raise ValueError("a change has at least one side")
        return found


def places(language: str, found: Iterable[Passage]) -> tuple[Printed, ...]:
    """Where figures are printed, in reading order."""
    return tuple(
        Printed(name, language, passage.page, passage.kind, shown, passage)
        for passage in found
        for name, shown in passage.figures
    )


def figure_changes(
    old: Sequence[Figure],
    new: Sequence[Figure],
    old_places: Iterable[Printed],
    new_places: Iterable[Printed],
) -> tuple[FigureChange, ...]:
    """Every figure of both sides, in the new ledger's order, removed ones last."""
    before, after = {entry.id: entry for entry in old}, {entry.id: entry for entry in new}
    printed_before, printed_after = _by_figure(old_places), _by_figure(new_places)
    return tuple(
        _figure_change(
            (before.get(name), after.get(name)),
            tuple(printed_before.get(name, ())),
            tuple(printed_after.get(name, ())),
        )
        for name in dict.fromkeys((*after, *before))
    )


def _by_figure(found: Iterable[Printed]) -> dict[str, list[Printed]]:
    by_figure: dict[str, list[Printed]] = {}
    for printed in found:
        by_figure.setdefault(printed.figure, []).append(printed)
    return by_figure


def _figure_change(
    sides: tuple[Figure | None, Figure | None],
    old_places: tuple[Printed, ...],
    new_places: tuple[Printed, ...],
) -> FigureChange:
    old, new = sides
    if old is None or new is None:
        status: Status = "added" if old is None else "removed"
    elif (old.value, old.unit, old.approximate) != (new.value, new.unit, new.approximate):
        status = "changed"
    elif (old.date, old.source, old.provisional) != (new.date, new.source, new.provisional):
        status = "restated"
    else:
        status = "unchanged"
    difference = per_cent = None
    if old is not None and new is not None and old.unit == new.unit:
        difference = new.value - old.value
        per_cent = difference / abs(old.value) * 100 if old.value else None
    return FigureChange(status, old, new, difference, per_cent, old_places, new_places)


def passage_changes(
    language: str, old: Sequence[Passage], new: Sequence[Passage]
) -> tuple[PassageChange, ...]:
    """The passages that changed, panel by panel in the new order; removed panels last."""
    before, after = _by_panel(old), _by_panel(new)
    return tuple(
        change
        for panel in dict.fromkeys((*after, *before))
        for pair in _aligned(before.get(panel, []), after.get(panel, []))
        if (change := _passage_change(language, *pair)) is not None
    )


def _by_panel(found: Iterable[Passage]) -> dict[str, list[Passage]]:
    by_panel: dict[str, list[Passage]] = {}
    for passage in found:
        by_panel.setdefault(passage.panel, []).append(passage)
    return by_panel


Pair = tuple[Passage | None, Passage | None]


def _aligned(old: list[Passage], new: list[Passage]) -> Iterator[Pair]:
    """Old and new passages of one panel in pairs."""
    keys = [[(passage.kind, passage.template) for passage in side] for side in (old, new)]
    for same, i1, i2, j1, j2 in blocks(*keys):
        if same:
            yield from zip(old[i1:i2], new[j1:j2], strict=True)
        else:
            pairs: list[Pair] = [*paired(old[i1:i2], new[j1:j2], _alike)]
            yield from _replaced(pairs)


def _replaced(pairs: Iterable[Pair]) -> Iterator[Pair]:
    """The pairs, those of a passage that went and of one that came in its place made one.

    Between two passages that are on both sides, as many of a kind with the same figures went as
    came: they are the same ones with other words, in their order.
    """
    for is_both, run in groupby(pairs, lambda pair: None not in pair):
        found = list(run)
        if is_both:
            yield from found
            continue
        gone = _by_place(old for old, _ in found)
        come = _by_place(new for _, new in found)
        former = {
            id(new): old
            for key, news in come.items()
            if len(news) == len(gone.get(key, ()))
            for new, old in zip(news, gone[key], strict=True)
        }
        kept = set(map(id, former.values()))
        for old, new in found:
            if new is not None:
                yield former.get(id(new)), new
            elif id(old) not in kept:
                yield old, None


def _by_place(found: Iterable[Passage | None]) -> dict[_Key, list[Passage]]:
    """Passages by what a replaced one has in common with the one in its place."""
    by_key: dict[_Key, list[Passage]] = {}
    for passage in found:
        if passage is not None:
            by_key.setdefault((passage.kind, _names(passage)), []).append(passage)
    return by_key


_Key = tuple[PassageKind, tuple[str, ...]]
"""A kind of passage, and the figures that it prints."""


def _names(passage: Passage) -> tuple[str, ...]:
    """The figures that a passage prints, in order; of a series once, whichever of its values."""
    return tuple(dict.fromkeys(parted(name)[0] for name, _ in passage.figures))


def _alike(old: Passage, new: Passage) -> bool:
    """Whether one passage may have become the other."""
    if old.kind != new.kind:
        return False
    return old.template == new.template or similar(words(old.template), words(new.template))


def _passage_change(
    language: str, old: Passage | None, new: Passage | None
) -> PassageChange | None:
    """What changed in a passage; none if it says the same."""
    if old is not None and new is not None:
        if old.text == new.text:
            return None
        # {births:last} is of one year in one issue, and of another in the next.
        same_words = _names(old) == _names(new)
        follows = old.template == new.template or (old.issued and old.issued == new.issued)
        cause: Cause = "figures" if same_words and follows else "words"
    else:
        cause = "added" if old is None else "removed"
    return PassageChange(language, cause, old, new, _sentences(old, new))


def _sentences(old: Passage | None, new: Passage | None) -> tuple[tuple[Stretch, ...], ...]:
    """The sentences that changed, each with what became of it."""
    before = _lines(old.text) if old else ()
    after = _lines(new.text) if new else ()
    found: list[tuple[Stretch, ...]] = []
    for same, i1, i2, j1, j2 in blocks(before, after):
        if not same:
            pairs = zip_longest(before[i1:i2], after[j1:j2], fillvalue="")
            found += [stretches(one, other) for one, other in pairs]
    return tuple(found)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(sentence for line in text.split("\n") for sentence in sentences(line))
