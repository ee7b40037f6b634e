"""The figures of an issue whose values are formulas, calculated in the order of their needs.

A formula that is a series (`derived_series`) is taken apart: each of its values is a figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from graphlib import CycleError, TopologicalSorter
from itertools import groupby

from msgspec.structs import replace

from depliant.figures import formula
from depliant.figures.derived_series import bound, changes_by_number, is_series
from depliant.figures.facts import Fact
from depliant.figures.series import RANGE, SELECTORS, Point, Series, parted, stated
from depliant.figures.unknown import valueless
from depliant.sentences import Sentence, say
from depliant.source.suggestions import did_you_mean
from depliant.tuples import NamedTuple


class Fault(NamedTuple):
    """What is wrong with the formula of a figure."""

    figure: str
    code: str
    message: Sentence
    hint: Sentence


_Formulas = dict[str, formula.Expression]
"""Formulas that can be read, by the figures that they give."""

_Several = Mapping[str, Series]
"""The series of an issue by their ids."""


class _Expanded(NamedTuple):
    """A ledger whose calculated series are series: their values are facts with a formula each."""

    facts: dict[str, Fact]
    series: dict[str, Series]
    formulas: _Formulas


def expanded(facts: Mapping[str, Fact], series: _Several) -> _Expanded:
    """The facts, those whose formula is a series taken apart; one may be calculated from others."""
    found, known, formulas = dict(facts), dict(series), _Formulas()
    trees: dict[str, formula.Expression] = {}
    for name, fact in facts.items():
        with suppress(formula.FormulaError):  # which `_parsed` tells
            trees |= {name: formula.parse(fact.formula)} if fact.formula else {}
    while of_series := [name for name, tree in trees.items() if is_series(tree, known)]:
        for name in of_series:
            tree, fact = trees.pop(name), found.pop(name)
            made = bound(name, tree, known)
            known[name] = _said_of(made.series, fact)
            inputs = tuple(dict.fromkeys(formula.names(tree)))
            for at, each in made.formulas.items():
                point = known[name].name(at)
                date = at if known[name].is_of_time else fact.date
                found[point] = replace(fact, id=point, date=date, series=name, at=at, inputs=inputs)
                formulas[point] = each
    return _Expanded(found, known, formulas)


def _said_of(series: Series, fact: Fact) -> Series:
    """A calculated series with what its entry says of it."""
    return replace(
        series,
        unit=fact.unit,
        date=fact.date,
        source=fact.source,
        base=fact.base,
        precision=fact.precision,
        approximate=fact.approximate,
        note=fact.note,
        valid_until=fact.valid_until,
        part_of=fact.part_of,
        sums_to=fact.sums_to,
    )


def calculated(
    given: Mapping[str, Fact], plain: _Several
) -> tuple[dict[str, Fact], dict[str, Series], list[Fault]]:
    """The facts and series with the values of their formulas, and what is wrong with these."""
    result, series, bounds = expanded(given, plain)
    formulas, faults = _parsed(result, series, bounds)
    order, circle = _ordered(formulas, series)
    for name in order:
        try:
            fact = _evaluated(result, series, name, formulas[name])
        except formula.FormulaError as error:
            faults.append(_wrong(parted(name)[0], error))
            continue
        result[name] = fact
        if fact.series:
            series[fact.series] = _with_value(series[fact.series], fact)
    faults += (_placeless(name) for name in series if name in given and not series[name].points)
    return result, series, [*dict.fromkeys((*faults, *circle))]


def _with_value(series: Series, fact: Fact) -> Series:
    """A calculated series with one of its values."""
    points = tuple(
        replace(point, value=fact.value, provisional=bool(fact.provisional))
        if point.at == fact.at
        else point
        for point in series.points
    )
    return replace(series, points=points, unit=fact.unit)


def _placeless(name: str) -> Fault:
    return Fault(
        name,
        "formula-value",
        say(
            "The formula of `{name}` is wrong: {error}.",
            name=name,
            error=say("nowhere are there all values that it needs"),
        ),
        say("year_on_year(…) needs a series with values a year apart; series need common places."),
    )


def _parsed(
    facts: Mapping[str, Fact], series: _Several, bounds: _Formulas
) -> tuple[_Formulas, list[Fault]]:
    """The formulas whose figures are all there; `bounds` are those of values of series."""
    formulas: _Formulas = {}
    faults: list[Fault] = []
    told: set[str] = set()
    for name, fact in facts.items():
        if not fact.formula:
            continue
        if name in bounds:
            own = parted(name)[0]
            wanting = _wanting(fact.inputs, facts, series)
            if own not in told:
                faults += [_unknown(own, other, facts, series) for other in wanting]
                faults += _half_said(own, formula.parse(fact.formula), series)
                told.add(own)
            formulas |= {} if wanting else {name: bounds[name]}
            continue
        try:
            tree = formula.parse(fact.formula)
        except formula.FormulaError as error:
            faults.append(_wrong(name, error))
            continue
        missing = _wanting(formula.names(tree), facts, series)
        faults += [_unknown(name, other, facts, series) for other in missing]
        if not missing:
            formulas[name] = tree
    return formulas, faults


def _half_said(name: str, tree: formula.Expression, series: _Several) -> Iterator[Fault]:
    """Changes of a series from one time to none: `change(births, 2015)` takes 2015 for a number."""
    for function, own, time in changes_by_number(tree):
        if own in series and (point := series[own].point(time)) is not None:
            others = [one.at for one in series[own].points if one != point]
            error = formula.FormulaError(
                "formula-syntax",
                say("`{function}` takes two times of a series", function=function),
                say(
                    "Write both, such as {example}.",
                    example=f"{function}({own}, {time}, {others[-1] if others else time})",
                ),
            )
            yield _wrong(name, error)


def _wanting(names: tuple[str, ...], facts: Mapping[str, Fact], series: _Several) -> list[str]:
    """The names that stand for nothing that there is; of a series and its values the series."""
    missing = [one for one in names if one not in facts and _points(one, series) is None]
    return [one for one in missing if one == parted(one)[0] or parted(one)[0] not in missing]


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


def _ordered(formulas: _Formulas, series: _Several) -> tuple[tuple[str, ...], list[Fault]]:
    """The figures with a formula, each after those that it needs; none if two need each other."""
    needs = {
        name: [need for other in formula.names(tree) for need in _needed(other, formulas, series)]
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
        return (), [Fault(circle[0], "formula-cycle", message, say("Give one of them a value."))]


def _needed(name: str, formulas: _Formulas, series: _Several) -> Iterator[str]:
    """The figures with a formula that a name stands for; of the greatest of a series, all."""
    own, key = parted(name)
    if name in formulas:
        yield name
    elif own in series:
        is_one = key and key not in SELECTORS and RANGE not in key
        for point in series[own].points if not is_one else ():
            if (each := series[own].name(point.at)) in formulas:
                yield each


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
        inputs=fact.inputs or tuple(dict.fromkeys(inputs)),
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


def _wrong(name: str, error: formula.FormulaError) -> Fault:
    return Fault(
        name,
        error.code,
        say("The formula of `{name}` is wrong: {error}.", name=name, error=error.message),
        error.hint,
    )


def _unknown(name: str, missing: str, known: Mapping[str, Fact], series: _Several) -> Fault:
    own, key = parted(missing)
    if key and own in series:
        found = valueless(series[own], key, missing)
        return Fault(name, found.code, found.message, found.hint)
    hint = did_you_mean(missing, (*known, *series))
    if key and own in known:
        hint = say("`{own}` is one value, and no series: write {own} alone.", own=own)
    hint = hint or say("A minus between two figures needs spaces round it: a - b.")
    return Fault(
        name, "figure-unknown", say("There is no figure `{missing}`.", missing=missing), hint
    )
