"""What can be said against the inks of the series of a chart; see `charts.inks` for what is asked.

The classes of a map are judged with its ramp (`ramps.confusions`).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from depliant.content.inline import plain
from depliant.content.model_plots import Plot, PlotSeries
from depliant.errors import Diagnostic
from depliant.graphics.charts.board import Look
from depliant.graphics.charts.inks import (
    Told,
    close_faults,
    crossing_faults,
    hue_faults,
    parting_faults,
)
from depliant.graphics.plots.keys import inks
from depliant.graphics.plots.kinds import kind_of
from depliant.press.condition import OutputCondition
from depliant.sentences import in_quotes, say


def ink_faults(
    plot: Plot, look: Look, condition: OutputCondition, *, is_keyed: bool
) -> Iterator[Diagnostic]:
    """Too many hues, series that only their inks tell apart, and neighbours that look like one.

    Series that are held back are one ground for the others, and need not be told from each other.
    """
    told = [
        (series, Told(in_quotes(plain(series.label)), ink))
        for series, ink in zip(plot.series, inks(plot, look), strict=True)
        if series.known()
    ]
    if is_keyed:
        hint = say(
            "Name inks of other lightness in the chart style, hold series back "
            "(`held_back: true`), or give lines and areas the width at which their names stand "
            "at their ends."
        )
        seen = [one for series, one in told if not series.is_held_back]
        quiet = [one for series, one in told if series.is_held_back]
        pairs = [
            (one, other)
            for one, other in combinations((*seen, *quiet[:1]), 2)
            if one.ink != other.ink or plot.kind == "line"  # else it is `chart-parts-alike`
        ]
        yield from close_faults(pairs, condition, hint)
        if plot.kind == "line":
            crossing = [
                (one, other)
                for (first, one), (second, other) in combinations(told, 2)
                if not (first.is_held_back and second.is_held_back) and _cross(first, second)
            ]
            yield from crossing_faults(crossing, condition, hint)
    if plot.map is None and not plot.is_multiple:
        hint = say(
            "Hold back the series that matter less (`held_back: true`), or take one ink where "
            "each mark has its label."
        )
        shown = [one.ink for series, one in told if not series.is_held_back]
        yield from hue_faults(shown, condition, hint)
    if kind_of(plot.kind).is_parted_by_rest:
        yield from parting_faults(look.ink(0), look.rest, condition)


def _cross(one: PlotSeries, other: PlotSeries) -> bool:
    """Whether two lines meet: one is above the other at one place, and at another it is not."""
    pairs = [
        (first.value, second.value)
        for first, second in zip(one.values, other.values, strict=True)
        if first is not None and second is not None
    ]
    is_above = any(first > second for first, second in pairs)
    is_below = any(first < second for first, second in pairs)
    return (is_above and is_below) or any(first == second for first, second in pairs)
