"""Series that are calculated from series: an index, a change from year to year, a balance.

A formula that names a series where one value is wanted is calculated place by place:
`births - deaths` is a series. So is `index(births, 2015)`, in which the value of 2015 is 100, and
`year_on_year(births)`, the change in per cent from the same time a year before. Each of its values
is a figure with a formula of its own, `index(births:2016, births:2015)`, so that all that is said
of calculated figures is true of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from typing import Final

from msgspec.structs import replace

from depliant.figures.formula import Call, Expression, Name, Number, names
from depliant.figures.series import Point, Series
from depliant.patterns import late_pattern
from depliant.tuples import NamedTuple

_YEAR: Final = late_pattern(r"\d{4}")
_OF_ALL: Final = ("sum", "mean")
"""Functions that take all values of a series."""


class _NowhereError(Exception):
    """A formula has nothing to be calculated from at a place."""


def changes_by_number(tree: Expression) -> Iterator[tuple[str, str, str]]:
    """Changes of a name by a bare number: the function, the name and the number as text."""
    match tree:
        case Call("change" | "difference" as function, (Name(name), Number(number))):
            yield function, name, str(number)
        case Call(_, arguments):
            for part in arguments:
                yield from changes_by_number(part)


class Bound(NamedTuple):
    """A calculated series whose values are not known yet, and the formula of each by its place.

    Its points have the value 0 where there is a formula; what is missing in a series that it is
    calculated from is missing in it.
    """

    series: Series
    formulas: Mapping[str, Expression]


def is_series(tree: Expression, known: Mapping[str, Series]) -> bool:
    """Whether a formula is calculated place by place: it names a series for one value."""
    return bool(_each(tree, known))


def bound(name: str, tree: Expression, known: Mapping[str, Series]) -> Bound:
    """The series that a formula is, by the places of the first series in it.

    Args:
        name: of the calculated series.
        tree: its formula; see `is_series`.
        known: all series that it names.
    """
    first = known[_each(tree, known)[0]]
    fixed = names(tree)  # if one of these is missing, that is an error
    formulas: dict[str, Expression] = {}
    points: list[Point] = []
    for point in first.points:
        try:
            at_place = _at(tree, point.at, known)
        except _NowhereError:
            continue
        used = [one for one in _points(at_place, known, fixed) if one is not None]
        is_missing = any(one.value is None for one in used)
        early = any(one.provisional for one in used)
        value = None if is_missing else Decimal(0)
        points.append(Point(point.at, value, early, label=point.label))
        if not is_missing:
            formulas[point.at] = at_place
    return Bound(replace(first, id=name, points=tuple(points), unit=""), formulas)


def _each(tree: Expression, known: Mapping[str, Series]) -> tuple[str, ...]:
    """The series of which a formula takes one value a place, in the order of their names."""
    match tree:
        case Name(name):
            return (name,) if name in known else ()
        case Call(function, arguments) if function not in _OF_ALL:
            parts = arguments[: _parts(function, arguments, known)]
            found = [name for part in parts for name in _each(part, known)]
            return tuple(dict.fromkeys(found))
    return ()


def _parts(function: str, arguments: tuple[Expression, ...], known: Mapping[str, Series]) -> int:
    """How many arguments are taken place by place: a share may be one of all of a series."""
    if function != "share":
        return len(arguments)
    part, whole = arguments
    return 2 if part != whole and _each(part, known) else 1


def _at(tree: Expression, at: str, known: Mapping[str, Series]) -> Expression:
    """The formula at a place.

    Raises:
        _NowhereError: a series that it takes a value of has none there, missing ones apart.
    """
    match tree:
        case Name(name) if name in known:
            return _value(known[name], at)
        case Call("year_on_year", (Name(name),)) if name in known:
            if not known[name].is_of_time:
                raise _NowhereError
            return Call("change", (_value(known[name], at), _value(known[name], year_before(at))))
        case Call(function, arguments) if function not in _OF_ALL:
            end = _parts(function, arguments, known)
            parts = tuple(_at(part, at, known) for part in arguments[:end])
            return Call(function, (*parts, *arguments[end:]))
    return tree


def _value(series: Series, at: str) -> Name:
    """The value of a series at a place.

    Raises:
        _NowhereError: it has none there, missing ones apart.
    """
    if not any(point.at == at for point in series.points):
        raise _NowhereError
    return Name(series.name(at))


def year_before(at: str) -> str:
    """The same time a year before: 2015-Q1 of 2016-Q1."""
    return _YEAR.sub(lambda year: f"{int(year[0]) - 1:04}", at)


def _points(
    tree: Expression, known: Mapping[str, Series], fixed: Collection[str]
) -> tuple[Point | None, ...]:
    """The values of series that a formula names one by one, but those that are `fixed`."""
    match tree:
        case Name(name) if name not in fixed:
            series, _, key = name.partition(":")
            return (known[series].point(key),) if series in known and key else ()
        case Call(function, arguments) if function not in _OF_ALL:
            return tuple(point for part in arguments for point in _points(part, known, fixed))
    return ()
