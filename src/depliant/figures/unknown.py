"""What is said of a figure that is not there, or that is not one value."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from msgspec.structs import replace

from depliant.errors import Diagnostic, Place
from depliant.figures.series import RANGE, SELECTORS, Series, parted
from depliant.figures.writing import FORMS
from depliant.sentences import NOTHING, Sentence, say
from depliant.source.suggestions import did_you_mean


def unknown_figure(
    name: str, known: Collection[str], series: Mapping[str, Series], place: Place | None
) -> Diagnostic:
    """What is said where a figure is named that is not there, or not one value.

    Args:
        name: as it is written: births, births:2031.
        known: the figures by their names.
        series: those of the issue.
        place: where it is named.
    """
    own, key = parted(name)
    if own in series and key:
        return replace(valueless(series[own], key, name), place=place)
    if own in series:
        return Diagnostic(
            "series-whole",
            say("`{name}` is a series, and one of its values is needed here.", name=name),
            place,
            say(
                "Say which, such as {name}:{at} or {name}:last.",
                name=name,
                at=_example(series[own]),
            ),
        )
    hint = did_you_mean(name, tuple(known)) or say("Define it under `figures:`.")
    if key and own in known:
        hint = say("`{own}` is one value, and no series: write {own} alone.", own=own)
    return Diagnostic("figure-unknown", say("There is no figure `{name}`.", name=name), place, hint)


def _example(series: Series) -> str:
    return (series.known or series.points)[-1].at if series.points else "2024"


def valueless(series: Series, key: str, name: str) -> Diagnostic:
    """A value that a series does not have, or that is missing there."""
    missing = series.point(key)
    if missing is not None:
        return Diagnostic(
            "series-point",
            say("The value `{name}` is missing: it is null.", name=name),
            None,
            say(
                "Give it a number, or name another: {name}:last is the last that is known.",
                name=series.id,
            ),
        )
    message = say("The series `{series}` has no value `{key}`.", series=series.id, key=key)
    ats = tuple(point.at for point in series.points)
    if (turned := RANGE.join(reversed(key.split(RANGE)))) != key and _is_range(series, turned):
        hint = say("The first stands before the last: {name}.", name=f"{series.id}:{turned}")
        return Diagnostic("series-point", message, None, hint)
    near = did_you_mean(key, (*ats, *SELECTORS, *FORMS)) if not key[0].isdigit() else NOTHING
    return Diagnostic("series-point", message, None, near or span_of(series))


def _is_range(series: Series, key: str) -> bool:
    first, _, last = key.partition(RANGE)
    return bool(series.between(first, last))


def span_of(series: Series) -> Sentence:
    """What a series has values for, as a hint."""
    ats = [point.at for point in series.points]
    if not ats:
        return say("It has no values yet.")
    if series.is_of_time and len(ats) > 1:
        return say("It has values from {first} to {last}.", first=ats[0], last=ats[-1])
    return say("It has values for {names}.", names=", ".join(ats[:8]) + ", …" * (len(ats) > 8))
