"""Charts drawn to order, each once: what is as it was is taken from the memory.

Importing matplotlib alone costs more than all the rest of a build, and a chart depends on little
but its own figures. What has findings is not remembered: they name places in the content.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from msgspec import Struct
from msgspec.structs import replace

from depliant.content.model import Chart, Plot, placeless
from depliant.content.model_maps import Region
from depliant.errors import InputError, Place
from depliant.graphics.art import Art
from depliant.layout.job import Job


class ChartOrder(Struct, frozen=True):
    """A chart to be drawn: its width in points, its language, and the swatch it stands on.

    `centre_label` says whether the number of a share is set in the middle of its donut, `room` how
    high all of it is to be, in points: 0 as low as it can be, None as its style and width say.
    """

    chart: Chart
    width: float
    language: str
    ground: str
    centre_label: bool = True
    room: float | None = None


class PlotOrder(Struct, frozen=True):
    """A chart of series to be drawn: as `ChartOrder`."""

    plot: Plot
    width: float
    language: str
    ground: str
    room: float | None = None


def draw_plot(order: PlotOrder, job: Job) -> Art:
    """The chart of series as artwork, with what is wrong with it.

    Raises:
        InputError: a font lacks a letter, or the chart cannot be drawn.
    """
    of_order = (order.width, order.language, order.ground, order.room)
    map_ = order.plot.map
    stamp = job.files.file(map_.file, map_.place).sha256 if map_ and map_.file else ""
    made_from = (placeless(order.plot), job.looks, *of_order, stamp)
    return job.remember(Art, made_from, lambda: _plotted(order, job))


def _plotted(order: PlotOrder, job: Job) -> Art:
    from depliant.graphics.plots import plot

    shown = _with_regions(order.plot, job)
    with _placed(order.plot.place):
        art = plot.draw(shown, job.sheet, order.width, order.language, room=order.room)
    found = plot.check(shown, job.sheet, job.condition, order.ground, is_keyed=art.is_keyed)
    return replace(art, diagnostics=art.diagnostics + found)


def _with_regions(plot: Plot, job: Job) -> Plot:
    """A map with the regions of its file, which are read once."""
    if plot.map is None or not plot.map.file:
        return plot
    from depliant.graphics.maps import atlas

    map_ = plot.map
    file = job.files.file(map_.file, map_.place)
    made_from = ("map", file.name, file.sha256, map_.property, map_.projection)
    regions = job.remember(Regions, made_from, lambda: Regions(atlas.read(file, map_))).regions
    return replace(plot, map=replace(map_, regions=regions))


class Regions(Struct, frozen=True):
    """The regions of a map's file, as they are remembered."""

    regions: tuple[Region, ...]


@contextmanager
def _placed(place: Place) -> Iterator[None]:
    """Faults without a place have this one: a font does not know in which chart it lacks a letter.

    Raises:
        InputError: what was raised, with its place.
    """
    try:
        yield
    except InputError as error:
        raise InputError(
            replace(fault, place=fault.place or place) for fault in error.diagnostics
        ) from None


def draw(order: ChartOrder, job: Job) -> Art:
    """The chart as artwork, with what is wrong with it.

    Raises:
        InputError: a font lacks a letter, or the chart cannot be drawn.
    """
    of_order = (order.width, order.language, order.centre_label, order.ground, order.room)
    made_from = (placeless(order.chart), job.looks, *of_order)
    return job.remember(Art, made_from, lambda: _drawn(order, job))


def _drawn(order: ChartOrder, job: Job) -> Art:
    from depliant.graphics.charts import chart

    with _placed(order.chart.place):
        art = chart.draw(
            order.chart,
            job.sheet,
            order.width,
            order.language,
            centre_label=order.centre_label,
            room=order.room,
        )
    found = chart.check(order.chart, job.sheet, job.condition, order.ground)
    return replace(art, diagnostics=art.diagnostics + found)
