"""The kinds of charts of series: each is a module of this package, named as the kind is.

Such a module holds a `KIND`: how it is drawn, and what of its data it cannot draw. Its name stands
in `content.model_plots.PlotKind` (of maps in `content.model_maps.MapKind`), what it is called in
each language in the phrases; nothing else knows it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module

from msgspec import Struct

from depliant.colour import Colour
from depliant.content.model_maps import MapKind
from depliant.content.model_plots import Plot, PlotKind
from depliant.errors import Diagnostic
from depliant.graphics.charts.board import Draft, Frame, Look
from depliant.press.condition import OutputCondition


def _no_faults(_: Plot) -> Iterator[Diagnostic]:
    return iter(())


Contrasts = Callable[[Plot, Look, OutputCondition, Colour], Iterator[Diagnostic]]


class Kind(Struct, frozen=True):
    """A kind of chart of series.

    `from_zero` says that its marks stand on zero, so that its axis holds it; `is_of_one_unit` that
    its series have one axis, so that their values must be of one unit. `has_values_at_ends` says
    that its plane is narrower by the last value, which stands beside it. `contrasts` says what of
    its inks is hard to see on a ground; None: each ink of its style is to stand out from it.
    `is_told_by_ink` says that its series lie on or beside each other, and are known by their inks.
    `is_parted_by_rest` says that its areas touch, but for a line in the ink of the rest. `least` is
    how high its marks are at least where they take what height is left, in points; 0: as high as
    their words need.
    """

    name: PlotKind | MapKind
    draw: Callable[[Plot, Look, Frame], Draft]
    from_zero: bool = False
    faults: Callable[[Plot], Iterator[Diagnostic]] = _no_faults
    contrasts: Contrasts | None = None
    is_of_one_unit: bool = True
    has_values_at_ends: bool = False
    is_told_by_ink: bool = False
    is_parted_by_rest: bool = False
    least: float = 0.0


def kind_of(name: PlotKind | MapKind) -> Kind:
    """The kind of a name."""
    kind: Kind = import_module(f"{__package__}.{name.replace('-', '_')}").KIND
    return kind
