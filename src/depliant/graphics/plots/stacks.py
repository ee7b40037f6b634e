"""Values of one place on each other: from where to where each goes on the axis of values."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from depliant.content.inline import plain
from depliant.content.model_plots import Plot
from depliant.errors import Diagnostic
from depliant.figures.figure import Figure
from depliant.sentences import say


class Layer(NamedTuple):
    """A value by the numbers of its series and place, and from where to where it goes."""

    series: int
    place: int
    figure: Figure
    low: Decimal
    high: Decimal


def layers(plot: Plot) -> list[Layer]:
    """All values on each other in the order of the series, from zero up, and down for what is less.

    Place by place. As shares, those of one place are together 100.
    """
    found = []
    for place in range(len(plot.places)):
        values = [(number, one.values[place]) for number, one in enumerate(plot.series)]
        total = sum((abs(value.value) for _, value in values if value), Decimal(0))
        whole = total / 100 if plot.arrange == "shares" and total else Decimal(1)
        up, down = Decimal(0), Decimal(0)
        for number, value in values:
            if value is None:
                continue
            size = value.value / whole
            low, high = (up, up + size) if size >= 0 else (down + size, down)
            up, down = max(up, high), min(down, low)
            found.append(Layer(number, place, value, low, high))
    return found


def share_faults(plot: Plot) -> Iterator[Diagnostic]:
    """Values below zero, which are no part of a sum, and sums of which a part is not known."""
    if plot.arrange != "shares":
        return
    shown = [at for at in range(len(plot.places)) if any(one.values[at] for one in plot.series)]
    for series in plot.series:
        for at in [at for at in shown if series.values[at] is None][:1]:
            yield Diagnostic(
                "chart-share",
                say(
                    "What the shares of {at} are of is not known: `{series}` has no value there.",
                    series=series.id,
                    at=plain(plot.places[at].label),
                ),
                hint=say(
                    "Show the times that have all values with `from` and `to`, or take another "
                    "`arrange`."
                ),
            )
        below = [(at, value) for at, value in series.known() if value.value < 0]
        for at, _ in below[:1]:
            yield Diagnostic(
                "chart-share",
                say(
                    "A value below zero is no share of a sum: `{series}` at {at}.",
                    series=series.id,
                    at=plain(plot.places[at].label),
                ),
                hint=say("Take another `arrange`, or show other values."),
            )
