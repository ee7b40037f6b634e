"""Two sides compared: figures, words, pages, copyfitting, and what has expired.

    read      each side laid out, or its PDF read        Side
    figures   the ledgers, and where each is printed      FigureChange
    words     the passages of each language               PassageChange
    pages     the screen files, as they are seen          PagePair
    fit       the copyfit steps                           FitChange
    folds     how the sheet is folded                     FoldChange

Where a side is a PDF without sources, pages are all that can be compared.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, get_args

from msgspec import Struct
from msgspec.structs import replace

from depliant.compare.changes import (
    FigureChange,
    PassageChange,
    Printed,
    Status,
    figure_changes,
    passage_changes,
    places,
)
from depliant.compare.details import KINDS, DetailKind
from depliant.compare.matching import Pairing
from depliant.compare.pages import PagePair, page_pairs
from depliant.compare.passages import Passage, passages
from depliant.compare.pictures import pictured
from depliant.compare.sheets import opened
from depliant.compare.sides import Leaf, Proof, Side
from depliant.compare.weighing import weighed
from depliant.errors import Diagnostic
from depliant.sentences import NOTHING, Sentence, counted, joined, say

EXPIRY_CODES: Final = ("figure-stale", "logo-expired", "logo-charter")
"""Diagnostics that say what is out of date on the day of the publication."""


class FitChange(Struct, frozen=True):
    """A side of the sheet whose copyfit step differs; `NOTHING` where there is no such side."""

    language: str
    side: str
    old: Sentence
    new: Sentence


class FoldChange(Struct, frozen=True):
    """How the sheet was folded and is now, in the languages in which that changed so."""

    languages: tuple[str, ...]
    old: Sentence
    new: Sentence


class LanguagePages(Struct, frozen=True):
    """The pages of one language side by side, with the panel that each new page shows."""

    language: str
    pairs: tuple[PagePair, ...]
    old_leaves: tuple[Leaf, ...]
    new_leaves: tuple[Leaf, ...]

    def leaf(self, pair: PagePair) -> Leaf | None:
        """The panel that a pair shows, if the pages are panels."""
        view, leaves = (pair.new, self.new_leaves) if pair.new else (pair.old, self.old_leaves)
        return leaves[view.number - 1] if view is not None and leaves else None


class Counts(Struct, frozen=True):
    """How much differs: figures by their status, passages to read, pages and their texts."""

    figures: Mapping[str, int]
    passages: int
    pages: int
    pages_changed: int
    texts: int
    """Changes of words that are seen on pages; all that there are of files without sources."""
    details: Mapping[DetailKind, int]
    """Changes of colours, fonts, links, alternative texts, boxes, fields and comments of pages."""


class Comparison(Struct, frozen=True):
    """What differs between two sides. `sourced` says that both have content behind them."""

    old: Side
    new: Side
    sourced: bool
    figures: tuple[FigureChange, ...]
    passages: tuple[PassageChange, ...]
    pages: tuple[LanguagePages, ...]
    fit: tuple[FitChange, ...]
    expired: tuple[Diagnostic, ...]
    stale: tuple[Diagnostic, ...] = ()
    """Where the translations of the new side do not follow any more."""

    folds: tuple[FoldChange, ...] = ()

    @property
    def to_read(self) -> tuple[PassageChange, ...]:
        """The passages to read: a large number that follows its figure is told with that."""
        return tuple(
            change
            for change in self.passages
            if not (change.passage.kind == "number" and change.cause == "figures")
        )

    @property
    def counts(self) -> Counts:
        """How much differs: what every report of the comparison says."""
        pairs = [pair for pages in self.pages for pair in pages.pairs]
        return Counts(
            {
                status: sum(change.status == status for change in self.figures)
                for status in get_args(Status)
            },
            len(self.to_read),
            len(pairs),
            sum(not pair.same for pair in pairs),
            sum(len(pair.text) for pair in pairs),
            {
                kind: sum(detail.kind == kind for pair in pairs for detail in pair.details)
                for kind in KINDS
            },
        )

    @property
    def summary(self) -> Sentence:
        """How much differs, in a sentence."""
        counts = self.counts
        pages = counted(
            counts.pages,
            "{differing} of {count} page differs",
            "{differing} of {count} pages differ",
            differing=counts.pages_changed,
        )
        if not self.sourced:
            return _with_details(say("{pages}.", pages=pages), counts)
        folded = [say("The fold changed.")] if self.folds else []
        restated = counts.figures["restated"]
        told = say(
            "figures: {changed} changed, {added} added, {removed} removed, {restated} restated, "
            "{unchanged} unchanged; passages: {passages}; {pages}."
            if restated
            else "figures: {changed} changed, {added} added, {removed} removed, "
            "{unchanged} unchanged; passages: {passages}; {pages}.",
            **counts.figures,
            passages=counts.passages,
            pages=pages,
        )
        return joined((_with_details(told, counts), *folded), " ")


def _with_details(told: Sentence, counts: Counts) -> Sentence:
    """A summary, and what changed besides words and drawings, if anything did."""
    named = [told for kind, told in _named(counts.details).items() if counts.details[kind]]
    if not named:
        return told
    return joined((told, say("Besides: {changes}.", changes=joined(named))), " ")


def _named(counts: Mapping[DetailKind, int]) -> dict[DetailKind, Sentence]:
    """How many changes of each kind there are."""
    return {
        "colour": counted(
            counts["colour"], "{count} change of colour", "{count} changes of colour"
        ),
        "font": counted(counts["font"], "{count} change of font", "{count} changes of font"),
        "link": counted(counts["link"], "{count} link changed", "{count} links changed"),
        "alternative": counted(
            counts["alternative"],
            "{count} alternative text changed",
            "{count} alternative texts changed",
        ),
        "box": counted(counts["box"], "{count} page box changed", "{count} page boxes changed"),
        "field": counted(counts["field"], "{count} field changed", "{count} fields changed"),
        "comment": counted(
            counts["comment"], "{count} comment changed", "{count} comments changed"
        ),
    }


def compared(old: Side, new: Side, progress: Callable[[Sentence], None]) -> Comparison:
    """Compare two sides.

    Raises:
        InputError: `compare-pdf`: a PDF cannot be read.
    """
    sourced = old.sourced and new.sourced
    figures: tuple[FigureChange, ...] = ()
    words: tuple[PassageChange, ...] = ()
    fit: tuple[FitChange, ...] = ()
    folds: tuple[FoldChange, ...] = ()
    if sourced:
        progress(say("comparing figures and words"))
        old_passages, new_passages = _passages(old), _passages(new)
        figures = _figures((old, old_passages), (new, new_passages))
        words = tuple(
            change
            for language in new_passages
            for change in passage_changes(
                language, old_passages.get(language, ()), new_passages[language]
            )
            if language in old_passages
        )
        fit = _fit(old, new)
        folds = _folds(old, new)
    pages = tuple(
        _pages((old.name, before), (new.name, after), progress)
        for before, after in _proof_pairs(old, new)
    )
    expired = tuple(item for item in _warnings(new) if item.code in EXPIRY_CODES)
    known = {(item.code, item.message) for item in _warnings(old)}
    stale = tuple(
        item
        for item in _warnings(new)
        if item.code == "compare-language"
        or (item.code.startswith("translation-") and (item.code, item.message) not in known)
    )
    return Comparison(old, new, sourced, figures, words, pages, fit, expired, stale, folds)


_Said = dict[str, tuple[Passage, ...]]


def _passages(side: Side) -> _Said:
    """The passages of a side by language."""
    return {
        proof.language: passages(proof.edition, proof.bases, proof.colon)
        for proof in side.proofs
        if proof.edition is not None
    }


def _figures(old: tuple[Side, _Said], new: tuple[Side, _Said]) -> tuple[FigureChange, ...]:
    """The ledgers of both sides; every language says where a figure is printed."""

    def printed(said: _Said) -> tuple[Printed, ...]:
        return tuple(one for language in said for one in places(language, said[language]))

    before, after = old[0].proofs[0].edition, new[0].proofs[0].edition
    if before is None or after is None:
        return ()
    return figure_changes(before.figures, after.figures, printed(old[1]), printed(new[1]))


def _proof_pairs(old: Side, new: Side) -> tuple[tuple[Proof, Proof], ...]:
    """The proofs of each language that both sides have; a PDF alone pairs with the first."""
    if not (old.sourced and new.sourced):
        return ((old.proofs[0], new.proofs[0]),)
    before = {proof.language: proof for proof in old.proofs}
    return tuple(
        (before[proof.language], proof) for proof in new.proofs if proof.language in before
    )


_Named = tuple[str, Proof]
"""A proof, and what the call named its side."""


def _pages(
    old_side: _Named, new_side: _Named, progress: Callable[[Sentence], None]
) -> LanguagePages:
    (old_name, old), (new_name, new) = old_side, new_side
    progress(
        say("comparing pages {language}", language=new.language)
        if new.language
        else say("comparing pages")
    )
    for proof, name in ((old, old_name), (new, new_name)):
        if proof.edition is None:  # the file may be anybody's
            weighed(proof.pdf, name)
    pairing = _by_panel(old.leaves, new.leaves) if old.leaves and new.leaves else None
    with opened(old.pdf, old_name) as before, opened(new.pdf, new_name) as after:
        frames = [leaf.frames for leaf in old.leaves], [leaf.frames for leaf in new.leaves]
        pairs = page_pairs(before, after, pairing, frames)
        if old.edition is not None and new.edition is not None:
            pairs = tuple(map(_without_alternatives, pairs))
        pairs = pictured(pairs, before, after)
    return LanguagePages(new.language, pairs, old.leaves, new.leaves)


def _without_alternatives(pair: PagePair) -> PagePair:
    """A pair whose alternative texts are told among the passages of its sources."""
    kept = tuple(detail for detail in pair.details if detail.kind != "alternative")
    return replace(pair, details=kept)


def _by_panel(old: tuple[Leaf, ...], new: tuple[Leaf, ...]) -> Pairing:
    """Page numbers (from 0) by their panels, in the new order; removed panels last."""
    before = {leaf.id: number for number, leaf in enumerate(old)}
    after = {leaf.id: number for number, leaf in enumerate(new)}
    names = dict.fromkeys((*after, *before))
    return tuple((before.get(name), after.get(name)) for name in names)


def _fit(old: Side, new: Side) -> tuple[FitChange, ...]:
    """The sides of the sheet that are copyfitted otherwise."""
    found = []
    for before, after in _proof_pairs(old, new):
        one, other = dict(before.fit), dict(after.fit)
        for label in dict.fromkeys((*one, *other)):
            if one.get(label) != other.get(label):
                steps = (one.get(label, NOTHING), other.get(label, NOTHING))
                found.append(FitChange(after.language, label, *steps))
    return tuple(found)


def _folds(old: Side, new: Side) -> tuple[FoldChange, ...]:
    """The ways to fold that differ, each with its languages."""
    found: dict[tuple[Sentence, Sentence], list[str]] = {}
    for before, after in _proof_pairs(old, new):
        if before.folded != after.folded:
            found.setdefault((before.folded, after.folded), []).append(after.language)
    return tuple(FoldChange(tuple(languages), *pair) for pair, languages in found.items())


def _warnings(side: Side) -> tuple[Diagnostic, ...]:
    """What was found about a side, as warnings: it has its pages all the same."""
    return tuple(dict.fromkeys(replace(item, severity="warning") for item in side.diagnostics))
