"""Values below zero in charts whose marks have a size and no direction."""

from __future__ import annotations

from collections.abc import Iterator

from depliant.content.model_plots import Plot
from depliant.errors import Diagnostic
from depliant.sentences import say


def negatives(plot: Plot) -> Iterator[Diagnostic]:
    """What is below zero in a chart that cannot show it: the first such value."""
    for series in plot.series:
        for at, figure in series.known():
            if figure.value < 0:
                yield Diagnostic(
                    "chart-negative",
                    say(
                        "`{name}` is below zero, at {value:f}, and this chart shows sizes from "
                        "zero up.",
                        name=f"{series.id}:{plot.places[at].at}",
                        value=figure.value,
                    ),
                    hint=say("Make a chart of columns or lines."),
                )
                return
