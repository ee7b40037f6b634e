"""Rules of sense that the ledger declares of its figures, checked on every build.

    part_of      a part is not larger than its whole, and counted in the same unit
    sums_to      all figures that name one total come to it, within what rounding allows
    not_before   a figure's date does not lie before another date, or that of another figure
    valid_until  it is not printed after that date without a warning
    precision    without one, 86.400 is asked about: many mean 86 400 by it

Dates are compared only as far as they are known: 2016 may be before or after 2016-06.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Final

from depliant.errors import Diagnostic
from depliant.figures.issues import Fact, IssueLedger
from depliant.figures.periods import first_day, last_day
from depliant.figures.series import Series
from depliant.figures.signs import CURRENCY_SIGNS, is_sign, sign_meant, unit_called
from depliant.figures.unknown import unknown_figure
from depliant.sentences import joined, say
from depliant.source.yaml import Route, Source

_NAMING: Final = ("part_of", "sums_to", "not_before", "same_as")

Way = Callable[[str], Route]
"""The route to a figure, by its id."""


def sense_faults(ledger: IssueLedger, way: Way, source: Source) -> tuple[Diagnostic, ...]:
    """Where the figures of `ledger` break a rule that they declare."""
    facts = ledger.named()
    found: list[Diagnostic] = []
    for fact in (*ledger.facts, *map(_head, ledger.series)):
        if not fact.series or not fact.at:  # once of a series
            found += _whole_faults(fact, ledger, facts, way, source)
    for fact in ledger.facts:
        if whole := facts.get(fact.part_of):
            found += _part(fact, whole, way, source)
        found += _thousands(fact, way, source)
    for total in dict.fromkeys(fact.sums_to for fact in ledger.facts):
        if total in facts:
            parts = [fact for fact in ledger.facts if fact.sums_to == total]
            found += _sum(parts, facts[total], way, source)
    return tuple(found)


def _head(series: Series) -> Fact:
    """What is said once of a series, as of a figure."""
    return Fact(
        series.id,
        Decimal(0),
        series.unit,
        valid_until=series.valid_until,
        part_of=series.part_of,
        sums_to=series.sums_to,
        series=series.id,
    )


def _whole_faults(
    fact: Fact, ledger: IssueLedger, facts: dict[str, Fact], way: Way, source: Source
) -> Iterator[Diagnostic]:
    """What is wrong with what is said of a figure, or once of a series."""
    yield from _unknown(fact, facts, ledger, way, source)
    if fact.not_before:
        yield from _early(fact, facts, way, source)
    if fact.valid_until and ledger.date:
        yield from _stale(fact, ledger.date, way, source)
    yield from _unit(fact, way, source)


def named_by_rules(ledger: IssueLedger) -> frozenset[str]:
    """The figures that formulas, bases and rules name: these are of use though not printed."""
    found: set[str] = set()
    for fact in ledger.facts:
        found |= {fact.part_of, fact.sums_to, fact.not_before, *fact.inputs}
        if isinstance(fact.base, str):
            found.add(fact.base)
    return frozenset(found)


def _unknown(
    fact: Fact, facts: dict[str, Fact], ledger: IssueLedger, way: Way, source: Source
) -> Iterator[Diagnostic]:
    """Rules that name a figure which is not there."""
    known = {series.id: series for series in ledger.series}
    for key in _NAMING:
        name: str = getattr(fact, key)
        if name and name not in facts and not name[0].isdigit():
            yield unknown_figure(name, facts, known, source.place((*way(fact.id), key)))


def _part(part: Fact, whole: Fact, way: Way, source: Source) -> Iterator[Diagnostic]:
    place = source.place((*way(part.series or part.id), "part_of"))
    if part.unit != whole.unit:
        yield Diagnostic(
            "figure-part",
            say(
                "`{part}` is in {unit} and cannot be a part of `{whole}`, which is in {unit_2}.",
                part=part.id,
                unit=unit_called(part.unit),
                whole=whole.id,
                unit_2=unit_called(whole.unit),
            ),
            place,
            say("Give both the same unit."),
        )
    elif part.value > whole.value:
        yield Diagnostic(
            "figure-part",
            say(
                "`{part}` ({value:f}) is larger than `{whole}` ({value_2:f}), which it "
                "is a part of.",
                part=part.id,
                value=part.value,
                whole=whole.id,
                value_2=whole.value,
            ),
            place,
            say("One of the two is wrong."),
        )


def _sum(parts: Iterable[Fact], total: Fact, way: Way, source: Source) -> Iterator[Diagnostic]:
    parts = tuple(parts)
    place = source.place((*way(parts[0].series or parts[0].id), "sums_to"))
    units = sorted({fact.unit for fact in (*parts, total)}, key=lambda unit: unit or "no unit")
    if len(units) > 1:
        yield Diagnostic(
            "figure-sum",
            say(
                "The parts of `{total}` are not all in its unit: {names} and others.",
                total=total.id,
                names=joined(map(unit_called, units[1:])),
            ),
            place,
            say("Give all the same unit."),
        )
        return
    found = sum((fact.value for fact in parts), Decimal(0))
    # Each rounded number may be off by half of the step that it is rounded to.
    slack = sum((fact.precision or Decimal(0) for fact in (*parts, total)), Decimal(0)) / 2
    if abs(found - total.value) > slack:
        yield Diagnostic(
            "figure-sum",
            say(
                "{names} come to {found:f}, not to `{total}` ({value:f}).",
                names=", ".join(f"`{fact.id}`" for fact in parts),
                found=found,
                total=total.id,
                value=total.value,
            ),
            place,
            say("One of them is wrong; or say how they are rounded, such as `precision: 0.1`."),
        )


def _early(fact: Fact, facts: dict[str, Fact], way: Way, source: Source) -> Iterator[Diagnostic]:
    other = facts.get(fact.not_before)
    bound = other.date if other is not None else fact.not_before
    if bound[:1].isdigit() and fact.date and last_day(fact.date) < first_day(bound):
        yield Diagnostic(
            "figure-early",
            say(
                "`{fact}` is of {date}, before {bound}."
                if other is None
                else "`{fact}` is of {date}, before {bound} (`{other}`).",
                fact=fact.id,
                date=fact.date,
                bound=bound,
                other="" if other is None else other.id,
            ),
            source.place((*way(fact.id), "date")),
            say("One of the two dates is wrong."),
        )


def _stale(fact: Fact, date: str, way: Way, source: Source) -> Iterator[Diagnostic]:
    if last_day(fact.valid_until) < first_day(date):
        yield Diagnostic(
            "figure-stale",
            say(
                "`{fact}` was valid until {valid_until}, and this issue is of {date}.",
                fact=fact.id,
                valid_until=fact.valid_until,
                date=date,
            ),
            source.place((*way(fact.id), "valid_until")),
            say("Ask its source for the new value."),
            "warning",
        )


def _thousands(fact: Fact, way: Way, source: Source) -> Iterator[Diagnostic]:
    """A point before three digits, which parts thousands in half of Europe.

    Quantities that are measured (km, %) may well have three decimals, if the last is no zero.
    """
    if fact.formula or fact.precision or fact.value.as_tuple().exponent != -3:
        return
    whole, _, part = f"{abs(fact.value):f}".partition(".")
    measured = is_sign(fact.unit) and fact.unit not in CURRENCY_SIGNS
    if whole == "0" or len(whole) > 3 or (measured and part[-1] != "0"):
        return
    yield Diagnostic(
        "figure-thousands",
        say(
            "`{fact}` is {normalize:f}, since a point marks decimals.",
            fact=fact.id,
            normalize=fact.value.normalize(),
        ),
        source.place(way(fact.id) if fact.series else (*way(fact.id), "value")),
        say(
            "If thousands are meant, write {scaleb:f}; if not, say so by `precision: 0.001`.",
            scaleb=fact.value.scaleb(3),
        ),
        "warning",
    )


def _unit(fact: Fact, way: Way, source: Source) -> Iterator[Diagnostic]:
    """A unit that is written in another way than the sign that it seems to be."""
    meant = sign_meant(fact.unit) if fact.unit else ""
    if meant:
        yield Diagnostic(
            "unit-unknown",
            say(
                "The unit `{unit}` is no sign that is known, and is printed as a word.",
                unit=fact.unit,
            ),
            source.place((*way(fact.id), "unit")),
            say("Did you mean `{meant}`?", meant=meant),
            "warning",
        )
