"""The values of a histogram counted: its classes become its places, the counts its values."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from babel import Locale
from msgspec.structs import replace

from depliant.content import schema_plots as schema
from depliant.content.model_plots import Plot, PlotPlace, PlotSeries
from depliant.errors import Diagnostic
from depliant.figures import writing as figures
from depliant.figures.classes import MOST, counts, limits_of, round_width
from depliant.figures.figure import Figure
from depliant.sentences import say


def counted(
    plot: Plot, classes: schema.Classes | None, locale: Locale
) -> tuple[Plot, tuple[Diagnostic, ...]]:
    """A histogram with its values counted, and what is wrong with its classes.

    Where they are too many, there are fewer and wider ones.

    Args:
        plot: with one series, whose values are to be counted.
        classes: what the content says of the classes.
        locale: writes their limits and the counts.
    """
    series = plot.series[0]
    known = [figure for _, figure in series.known()]
    values = [figure.value for figure in known]
    if not values:
        return plot, ()
    width = classes.width if classes else None
    faults: tuple[Diagnostic, ...] = ()
    spread = max(values) - min(values)
    if width is not None and spread / width > MOST:
        faults = (_too_narrow(width, plot),)
        width = None
    limits = limits_of(values, width or round_width(values, classes.number if classes else None))
    numbers = counts(values, limits)
    source = ", ".join(dict.fromkeys(figure.source for figure in known if figure.source))
    unit = known[0].unit
    places = [PlotPlace(label, label) for label in _labels(limits, unit, locale)]
    figures_ = tuple(
        _count(f"{series.id}:{number}", count, source, locale)
        for number, count in enumerate(numbers)
    )
    made = PlotSeries(series.id, series.label, figures_)
    return replace(plot, places=tuple(places), series=(made,), limits=limits, unit=unit), faults


def _count(name: str, count: int, source: str, locale: Locale) -> Figure:
    text = figures.number(Decimal(count), locale)
    return Figure(name, Decimal(count), "", text, "", text, text, source)


def _labels(limits: Sequence[Decimal], unit: str, locale: Locale) -> list[str]:
    """Each class from one limit to the next, with a per cent sign where values are in per cent."""
    forms = figures.alike(limits, unit if unit == "%" else "", locale)
    dash = " – " if limits[0] < 0 else "–"
    return [f"{low.number}{dash}{high.text}" for low, high in pairwise(forms)]


def _too_narrow(width: Decimal, plot: Plot) -> Diagnostic:
    return Diagnostic(
        "chart-classes",
        say(
            "Classes that are {width:f} wide would be more than {most}, too many to be seen.",
            width=width,
            most=MOST,
        ),
        plot.place,
        say("Write a greater `width` at `classes:`, or their `number`."),
    )
