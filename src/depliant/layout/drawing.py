"""Charts drawn to order, each once: what is as it was is taken from the memory.

Importing matplotlib alone costs more than all the rest of a build, and a chart depends on little
but its own figures. What has findings is not remembered: they name places in the content.
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from depliant.content.model import Chart, placeless
from depliant.errors import InputError
from depliant.graphics.art import Art
from depliant.layout.job import Job


class ChartOrder(Struct, frozen=True):
    """A chart to be drawn: its width in points, its language, and the swatch it stands on.

    `centre_label` says whether the number of a share is set in the middle of its donut.
    """

    chart: Chart
    width: float
    language: str
    ground: str
    centre_label: bool = True


def draw(order: ChartOrder, job: Job) -> Art:
    """The chart as artwork, with what is wrong with it.

    Raises:
        InputError: a font lacks a letter, or the chart cannot be drawn.
    """
    of_order = (order.width, order.language, order.centre_label, order.ground)
    made_from = (placeless(order.chart), job.looks, *of_order)
    return job.remember(Art, made_from, lambda: _drawn(order, job))


def _drawn(order: ChartOrder, job: Job) -> Art:
    from depliant.graphics.charts import chart

    try:
        art = chart.draw(
            order.chart, job.sheet, order.width, order.language, centre_label=order.centre_label
        )
    except InputError as error:  # a font does not know in which chart it lacks a letter
        raise InputError(
            replace(fault, place=fault.place or order.chart.place) for fault in error.diagnostics
        ) from None
    found = chart.check(order.chart, job.sheet, job.condition, order.ground)
    return replace(art, diagnostics=art.diagnostics + found)
