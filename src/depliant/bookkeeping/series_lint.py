"""What is doubtful about series: gaps, mixed times, slips of the decimal mark, old last values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Final

from depliant.content.publication import Publication
from depliant.errors import Diagnostic
from depliant.figures.issues import IssueLedger, figure_route
from depliant.figures.periods import Kind, count, counted_back, first_day, kind_of, last_day
from depliant.figures.schema import UNSTATED
from depliant.figures.series import Series
from depliant.sentences import Sentence, joined, say
from depliant.source.yaml import Route

_LISTED: Final = 8
_SLIPS: Final = (10, 100, 1000)
_NEAR: Final = Decimal("2")
"""A value that a slip has moved is within so many times its neighbours once it is moved back."""
_FRESH_YEARS: Final = 2
"""So many years a series of years may end before its issue; of shorter times it is one."""

_CALLED: Final[dict[Kind, Sentence]] = {
    "year": say("years"),
    "quarter": say("quarters"),
    "month": say("months"),
    "day": say("days"),
    "span": say("times with a stroke"),
    "name": say("names"),
}


def series_faults(publication: Publication, ledger: IssueLedger) -> Iterator[Diagnostic]:
    """What is doubtful about the series of a ledger.

    Args:
        publication: one issue of a brochure.
        ledger: its figures, with the day on which they must be recent.
    """
    for series in ledger.series:
        route = figure_route(publication.content, publication.source, series.id)
        yield from _mixed(publication, series, route)
        if series.is_of_time:
            yield from _order(publication, series, route)
            yield from _gaps(publication, series, route)
            yield from _jumps(publication, series, route)
            yield from _stale(publication, series, route, ledger.date)
    yield from _twins(publication, ledger)


def _mixed(publication: Publication, series: Series, route: Route) -> Iterator[Diagnostic]:
    if series.kind != "mixed":
        return
    kinds = Counter(kind_of(point.at) for point in series.points)
    odd = min(kinds, key=lambda kind: kinds[kind])
    first = next(point.at for point in series.points if kind_of(point.at) == odd)
    yield Diagnostic(
        "series-mixed",
        say(
            "`{series}` mixes {kinds}.",
            series=series.id,
            kinds=joined(map(_CALLED.__getitem__, kinds)),
        ),
        publication.source.place((*route, "values", first), key=True),
        say("Make a series of each: they have no common axis."),
        "warning",
    )


def _order(publication: Publication, series: Series, route: Route) -> Iterator[Diagnostic]:
    entry = publication.content.figures[series.id]
    written = [*getattr(entry, "values", {})]
    for before, at in pairwise(written):
        if first_day(at) < first_day(before):
            yield Diagnostic(
                "series-order",
                say(
                    "In `{series}`, {at} stands behind {before}.",
                    series=series.id,
                    at=at,
                    before=before,
                ),
                publication.source.place((*route, "values", at), key=True),
                say("Put the values in the order of time."),
                "warning",
            )
            return


def _gaps(publication: Publication, series: Series, route: Route) -> Iterator[Diagnostic]:
    """Times that are passed over, if most steps from value to value are of one length."""
    numbers = [number for point in series.points if (number := count(point.at)) is not None]
    steps = Counter(after - before for before, after in pairwise(numbers))
    if series.kind not in ("year", "quarter", "month") or not steps:
        return
    step, often = steps.most_common(1)[0]
    if 2 * often <= steps.total():
        return
    lacking = [
        counted_back(number, series.kind)
        for before, after in pairwise(numbers)
        if (after - before) % step == 0
        for number in range(before + step, after, step)
    ]
    if not lacking:
        return
    behind = next(point.at for point in series.points if point.at > lacking[0])
    yield Diagnostic(
        "series-gap",
        say(
            "`{series}` has nothing for {names}.",
            series=series.id,
            names=", ".join(lacking[:_LISTED]) + ", …" * (len(lacking) > _LISTED),
        ),
        publication.source.place((*route, "values", behind), key=True),
        say("Add it; where there is no value, say so: `{at}: null`.", at=lacking[0]),
        "warning",
    )


def _jumps(publication: Publication, series: Series, route: Route) -> Iterator[Diagnostic]:
    """Values that are as their neighbours once the decimal mark is moved."""
    known = [(point.at, point.value) for point in series.known if point.value]
    for number, (at, value) in enumerate(known):
        beside = [known[other][1] for other in (number - 1, number + 1) if 0 <= other < len(known)]
        if len(known) < 3 or (len(beside) < 2 and number not in (0, len(known) - 1)):
            continue
        if number in (0, len(known) - 1):  # at an end, two values on one side stand for both
            beside = [pair[1] for pair in (known[1:3] if number == 0 else known[-3:-1])]
        meant = _meant(value, beside)
        if meant is not None:
            yield Diagnostic(
                "series-jump",
                say(
                    "`{series}:{at}` is {value:f}, between {before:f} and {after:f}."
                    if number not in (0, len(known) - 1)
                    else "`{series}:{at}` is {value:f}, beside {before:f} and {after:f}.",
                    series=series.id,
                    at=at,
                    value=value,
                    before=beside[0],
                    after=beside[1],
                ),
                publication.source.place((*route, "values", at)),
                say("If {meant:f} is meant, mend it.", meant=meant),
                "warning",
            )


def _meant(value: Decimal, beside: list[Decimal]) -> Decimal | None:
    """What a value would be without a slip of the decimal mark; None: there seems to be none."""
    if not all(1 / _NEAR <= one / beside[0] <= _NEAR for one in beside if beside[0]):
        return None
    if any(one * value < 0 for one in beside):
        return None
    for slip in _SLIPS:
        for moved in (value * slip, value / slip):
            if all(1 / _NEAR <= moved / one <= _NEAR for one in beside):
                return moved.normalize() if moved != int(moved) else moved.quantize(Decimal(1))
    return None


def _stale(
    publication: Publication, series: Series, route: Route, issued: str
) -> Iterator[Diagnostic]:
    if not issued or not series.known:
        return
    last = series.known[-1].at
    years = _FRESH_YEARS if series.kind in ("year", "span") else _FRESH_YEARS - 1
    ended, begun = (date.fromisoformat(day) for day in (last_day(last), first_day(issued)))
    if (begun - ended).days <= 366 * years:
        return
    yield Diagnostic(
        "series-stale",
        say(
            "The last known value of `{series}` is of {last}, and this issue is of {issued}.",
            series=series.id,
            last=last,
            issued=issued,
        ),
        publication.source.place((*route, "values", last), key=True),
        say("Ask its source for newer values."),
        "warning",
    )


def _twins(publication: Publication, ledger: IssueLedger) -> Iterator[Diagnostic]:
    """Two series with the same values."""
    seen: dict[tuple[object, ...], Series] = {}
    for series in ledger.series:
        said = tuple((point.at, point.value) for point in series.points)
        if series.source == UNSTATED or len(series.known) < 2:
            continue
        first = seen.setdefault((said, series.unit, series.source), series)
        if first is not series:
            route = figure_route(publication.content, publication.source, series.id)
            yield Diagnostic(
                "figure-twice",
                say("`{fact}` and `{first}` say the same.", fact=series.id, first=first.id),
                publication.source.place(route, key=True),
                say("Use one of them, and delete the other."),
                "warning",
            )
