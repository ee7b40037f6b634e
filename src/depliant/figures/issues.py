"""The ledger as plain values: what each figure of an issue is, and where it comes from.

`figures:` holds the figures of the issue that is being made; the `history` of a figure holds what
it was in each former issue. `ledger_of` gives an issue's figures with every formula calculated.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from depliant.errors import Diagnostic
from depliant.figures.calculated import calculated, expanded
from depliant.figures.facts import Fact as Fact
from depliant.figures.facts import IssueLedger as IssueLedger
from depliant.figures.facts import SourceNote as SourceNote
from depliant.figures.schema import (
    UNSTATED,
    Derived,
    Entry,
    LedgerPart,
    Origin,
    Printable,
    Retired,
    SeriesEntry,
)
from depliant.figures.series import (
    Series,
    parted,
    series_of,
    stated,
)
from depliant.source.yaml import Route, Source


def unsourced(ledger: IssueLedger) -> list[str]:
    """The figures and series without a source, by their ids."""
    bare = [fact for fact in ledger.facts if fact.source == UNSTATED]
    return [*dict.fromkeys(fact.series or fact.id for fact in bare)]


def issue_names(content: LedgerPart) -> tuple[str, ...]:
    """Every issue that content.yaml knows: former ones, then the one that is being made."""
    former = [name for figure in content.figures.values() for name in figure.history]
    names = dict.fromkeys((*content.issues, *former))
    if content.issue is not None:
        names.pop(content.issue, None)
        names[content.issue] = None
    return tuple(names)


def printable(content: LedgerPart) -> dict[str, Printable]:
    """The figures that this issue may print: all but those that only former issues have."""
    return {
        name: entry for name, entry in content.figures.items() if not isinstance(entry, Retired)
    }


def figure_route(content: LedgerPart, source: Source, name: str) -> Route:
    """Where the figure `name` of the content's issue is written, or a value of a series."""
    name, key = parted(name)
    former: Route = ("figures", name, "history", content.issue or "")
    of_former = not content.figures[name].history and former in source.values
    route = former if of_former else ("figures", name)
    return (*route, "values", key) if key else route


# --- values -----------------------------------------------------------------------------------


def ledger_of(content: LedgerPart, source: Source) -> tuple[IssueLedger, tuple[Diagnostic, ...]]:
    """The ledger of the content's issue, its formulas calculated, and what is wrong with these.

    A figure whose formula comes to nothing is there with the value zero.
    """
    given: dict[str, Fact] = {}
    series: dict[str, Series] = {}
    for name, entry in printable(content).items():
        if isinstance(entry, SeriesEntry):
            series[name] = series_of(name, entry)
            given |= {fact.id: fact for fact in _point_facts(series[name])}
        else:
            given[name] = _fact(name, entry)
    facts, known, faults = calculated(given, series)
    found = tuple(
        Diagnostic(
            fault.code,
            fault.message,
            source.place((*figure_route(content, source, fault.figure), "formula")),
            fault.hint,
        )
        for fault in faults
    )
    named = {name for fact in facts.values() for name in fact.sources}
    named |= {one.source for one in known.values()}
    sources = tuple(
        _note(name, origin) for name, origin in content.sources.items() if name in named
    )
    ledger = IssueLedger(
        content.issue or "",
        content.date or "",
        tuple(facts.values()),
        sources,
        tuple(known.values()),
    )
    return ledger, found


def series_among(figures: Mapping[str, object]) -> dict[str, Series]:
    """The series of a ledger, those that are calculated with the places of their values alone.

    Args:
        figures: all that content.yaml says of figures, by id.
    """
    found = {
        name: series_of(name, entry)
        for name, entry in figures.items()
        if isinstance(entry, SeriesEntry)
    }
    derived = {
        name: _fact(name, entry) for name, entry in figures.items() if isinstance(entry, Derived)
    }
    return expanded(derived, found).series


def _point_facts(series: Series) -> Iterator[Fact]:
    """The known values of a series as figures; a time is its date."""
    for point in series.known:
        yield Fact(
            series.name(point.at),
            point.value or Decimal(0),
            series.unit,
            point.at if series.is_of_time or point.at[:1].isdigit() else series.date,
            series.source,
            series.base,
            series.precision,
            point.approximate,
            point.note or series.note,
            series.valid_until,
            series.part_of,
            series.sums_to,
            sources=(series.source,),
            provisional="true" if point.provisional else "",
            series=series.id,
            at=point.at,
        )


def _fact(name: str, entry: Entry | Derived) -> Fact:
    return Fact(
        name,
        stated(entry.value, entry.precision) if isinstance(entry, Entry) else Decimal(0),
        entry.unit,
        entry.date or "",
        entry.source or "",
        entry.base,
        entry.precision,
        entry.approximate or "",
        entry.note or "",
        entry.valid_until or "",
        entry.part_of or "",
        entry.sums_to or "",
        entry.not_before or "",
        entry.same_as or "",
        entry.formula if isinstance(entry, Derived) else "",
        sources=(entry.source,) if entry.source is not None else (),
        provisional="true" if entry.provisional else "",
    )


def _note(name: str, origin: Origin) -> SourceNote:
    return SourceNote(
        name, origin.title, origin.publisher or "", origin.date or "", origin.link or ""
    )
