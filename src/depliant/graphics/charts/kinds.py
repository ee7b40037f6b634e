"""The kinds of chart: each is a module of this package, named as the kind is.

Such a module holds a `KIND`: what its data measure, how it is drawn, and what of its data it
cannot draw. Its name stands in `content.model.ChartKind`, what it is called in each language
in the phrases; nothing else knows it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Literal

from msgspec import Struct

from depliant.content.model import Chart, ChartKind
from depliant.errors import Diagnostic
from depliant.graphics.charts.board import Draft, Frame, Look, makes_whole

Measure = Literal["amount", "count", "share", "parts", "event"]
"""What the data of a chart are, and so what is asked of them.

amount: values on one scale; count: things counted out; share: each a part of the whole;
parts: shares that add up to the whole at most; event: values in time, of any unit.
"""


def _no_faults(_: Chart) -> Iterator[Diagnostic]:
    return iter(())


class Kind(Struct, frozen=True):
    """A kind of chart. `percent` is what it measures instead where its unit is per cent.

    `has_labels_apart` says that the labels of its parts do not stand at them, so that only their
    inks say which is which. What does not `grow` keeps the size of its signs, however much height
    is left.
    """

    name: ChartKind
    measure: Measure
    draw: Callable[[Chart, Look, Frame], Draft]
    percent: Measure | None = None
    faults: Callable[[Chart], Iterator[Diagnostic]] = _no_faults
    has_labels_apart: bool = False
    grows: bool = True

    def measures(self, chart: Chart) -> Measure:
        """What the data of a chart of this kind are; it has at least one datum."""
        if self.percent and chart.data[0].figure.unit == "%":
            return self.percent
        return self.measure

    def divides(self, chart: Chart) -> bool:
        """Whether the data are drawn as the parts of one whole, side by side in one shape."""
        return self.measures(chart) == "parts" or (self.name == "donut" and makes_whole(chart))


def kind_of(name: ChartKind) -> Kind:
    """The kind of a name."""
    kind: Kind = import_module(f"{__package__}.{name.replace('-', '_')}").KIND
    return kind
