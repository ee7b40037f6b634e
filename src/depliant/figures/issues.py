"""The ledger as plain values: what each figure of an issue is, and where it comes from.

`figures:` holds the figures of the issue that is being made; the `history` of a figure holds what
it was in each former issue. `ledger_of` gives an issue's figures with every formula calculated.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from graphlib import CycleError, TopologicalSorter
from itertools import groupby
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from depliant.errors import Diagnostic
from depliant.figures import formula
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
    RANGE,
    SELECTORS,
    Point,
    Series,
    parted,
    series_of,
    stated,
)
from depliant.figures.unknown import valueless
from depliant.sentences import Sentence, say
from depliant.source.suggestions import did_you_mean
from depliant.source.yaml import Route, Source


class SourceNote(Struct, frozen=True):
    """Where figures come from; `date` as the ledger has it, empty texts where nothing is said."""

    id: str
    title: str
    publisher: str = ""
    date: str = ""
    link: str = ""


class Fact(Struct, frozen=True):
    """A figure of one issue: its exact value, and everything that is said of it.

    `source` is an id of the ledger's sources, or `unstated`; a derived figure may have none of its
    own. `sources` are its own or, in the end, those of the figures that it is calculated from;
    `inputs` are the figures that its formula names. Empty texts and None where nothing is said.
    A value of a series has the id `births:2024`, with `series` and `at` in two parts.
    """

    id: str
    value: Decimal
    unit: str = ""
    date: str = ""
    source: str = ""
    base: int | str | None = None
    precision: Decimal | None = None
    approximate: str = ""
    note: str = ""
    valid_until: str = ""
    part_of: str = ""
    sums_to: str = ""
    not_before: str = ""
    same_as: str = ""
    formula: str = ""
    inputs: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    provisional: str = ""
    series: str = ""
    at: str = ""


class IssueLedger(Struct, frozen=True):
    """The figures of one issue, in the order of the file, and the sources that they name.

    `issue` and `date` are empty where content.yaml does not give them. The known values of
    `series` are among the facts, each by its own id.
    """

    issue: str
    date: str
    facts: tuple[Fact, ...]
    sources: tuple[SourceNote, ...]
    series: tuple[Series, ...] = ()

    def by_id(self) -> dict[str, Fact]:
        """The figures by id."""
        return {fact.id: fact for fact in self.facts}

    def named(self) -> dict[str, Fact]:
        """The figures by all that a text may call them: births:2024, and births:last as well."""
        found = self.by_id()
        for series in self.series:
            for word in SELECTORS:
                if (point := series.point(word)) is not None:
                    found[series.name(word)] = found[series.name(point.at)]
        return found


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
    facts, faults = _calculated(given, series)
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
    named |= {one.source for one in series.values()}
    sources = tuple(
        _note(name, origin) for name, origin in content.sources.items() if name in named
    )
    ledger = IssueLedger(
        content.issue or "",
        content.date or "",
        tuple(facts.values()),
        sources,
        tuple(series.values()),
    )
    return ledger, found


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


class _Fault(NamedTuple):
    """What is wrong with the formula of a figure."""

    figure: str
    code: str
    message: Sentence
    hint: Sentence


_Formulas = dict[str, formula.Expression]
"""Formulas that can be read, by the figures that they give."""

_Several = Mapping[str, Series]
"""The series of an issue by their ids."""


def _calculated(
    facts: Mapping[str, Fact], series: _Several
) -> tuple[dict[str, Fact], list[_Fault]]:
    """The facts with the values of their formulas, and what is wrong with these."""
    formulas, faults = _parsed(facts, series)
    order, circle = _ordered(formulas)
    result = dict(facts)
    for name in order:
        try:
            result[name] = _evaluated(result, series, name, formulas[name])
        except formula.FormulaError as error:
            faults.append(_wrong(name, error))
    return result, [*faults, *circle]


def _parsed(facts: Mapping[str, Fact], series: _Several) -> tuple[_Formulas, list[_Fault]]:
    """The formulas whose figures are all there."""
    formulas: _Formulas = {}
    faults: list[_Fault] = []
    for name, fact in facts.items():
        if not fact.formula:
            continue
        try:
            tree = formula.parse(fact.formula)
        except formula.FormulaError as error:
            faults.append(_wrong(name, error))
            continue
        named = formula.names(tree)
        missing = [one for one in named if one not in facts and _points(one, series) is None]
        faults += [_unknown(name, other, facts, series) for other in missing]
        if not missing:
            formulas[name] = tree
    return formulas, faults


def _points(name: str, series: _Several) -> tuple[Point, ...] | None:
    """The values that a formula names of a series, missing ones too; None: there are none such."""
    own, key = parted(name)
    if own not in series:
        return None
    found = series[own]
    if not key:
        return found.points
    first, ranged, last = key.partition(RANGE)
    if ranged:
        return found.between(first, last)
    point = found.point(key)
    return None if point is None else (point,)


def _ordered(formulas: _Formulas) -> tuple[tuple[str, ...], list[_Fault]]:
    """The figures with a formula, each after those that it needs; none if two need each other."""
    needs = {
        name: [other for other in formula.names(tree) if other in formulas]
        for name, tree in formulas.items()
    }
    try:
        return tuple(TopologicalSorter(needs).static_order()), []
    except CycleError as error:
        circle = list(reversed(error.args[1]))
        message = say(
            "The figures {names} are calculated from each other in a circle.",
            names=" → ".join(circle),
        )
        return (), [_Fault(circle[0], "formula-cycle", message, say("Give one of them a value."))]


def _evaluated(
    facts: Mapping[str, Fact], series: _Several, name: str, tree: formula.Expression
) -> Fact:
    """The fact `name` with what its formula comes to.

    Raises:
        FormulaError: it comes to nothing.
    """
    fact = facts[name]
    used: dict[str, Fact] = {}
    inputs: list[str] = []
    quantities: dict[str, formula.Quantity | tuple[formula.Quantity, ...]] = {}
    for other in formula.names(tree):
        ones = (facts[other],) if other in facts else _meant(other, facts, series)
        used |= {one.id: one for one in ones}
        several = other in series or RANGE in other
        inputs.append(parted(other)[0] if several else ones[0].id)
        values = tuple(formula.Quantity(one.value, one.unit) for one in ones)
        quantities[other] = values if several else values[0]
    result = formula.evaluate(tree, quantities, fact.unit or None, fact.precision)
    dates = {one.date for one in used.values()}
    sources = dict.fromkeys(source for one in used.values() for source in one.sources)
    early = fact.provisional or any(one.provisional for one in used.values())
    return replace(
        fact,
        value=stated(result.value, fact.precision),
        unit=result.unit,
        date=fact.date or (dates.pop() if len(dates) == 1 else ""),
        inputs=tuple(dict.fromkeys(inputs)),
        sources=fact.sources or tuple(sources),
        provisional="true" if early else "",
    )


def _meant(name: str, facts: Mapping[str, Fact], series: _Several) -> tuple[Fact, ...]:
    """The values of a series that a formula names.

    Raises:
        FormulaError: one of them is missing.
    """
    found = series[parted(name)[0]]
    points = _points(name, series) or ()
    missing = [point.at for point in points if point.value is None]
    if missing or not points:
        raise formula.FormulaError(
            "formula-value",
            say("`{series}` has no value for {names}", series=found.id, names=", ".join(missing))
            if missing
            else say("`{series}` has no value", series=found.id),
            say(
                "Give it one, or name values without it, such as {series}:{range}.",
                series=found.id,
                range=_whole_range(points),
            ),
        )
    return tuple(facts[found.name(point.at)] for point in points)


def _whole_range(points: tuple[Point, ...]) -> str:
    """The longest row of values of which none is missing, as a formula names it."""
    best: tuple[Point, ...] = ()
    for _, group in groupby(points, lambda point: point.value is not None):
        row = tuple(group)
        if row[0].value is not None and len(row) > len(best):
            best = row
    return RANGE.join(dict.fromkeys((best[0].at, best[-1].at))) if best else "2024"


def _wrong(name: str, error: formula.FormulaError) -> _Fault:
    return _Fault(
        name,
        error.code,
        say("The formula of `{name}` is wrong: {error}.", name=name, error=error.message),
        error.hint,
    )


def _unknown(name: str, missing: str, known: Mapping[str, Fact], series: _Several) -> _Fault:
    own, key = parted(missing)
    if key and own in series:
        found = valueless(series[own], key, missing)
        return _Fault(name, found.code, found.message, found.hint)
    hint = did_you_mean(missing, (*known, *series))
    hint = hint or say("A minus between two figures needs spaces round it: a - b.")
    return _Fault(
        name, "figure-unknown", say("There is no figure `{missing}`.", missing=missing), hint
    )
