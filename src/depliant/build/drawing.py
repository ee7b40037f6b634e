"""How layout gets what it need not make again: charts, art, and whole panels.

Each is made once, then kept by the digest of all that it is made from. Importing matplotlib
alone costs more than all the rest of a build, and after a change of one word all panels but one
are as they were. What has diagnostics is not kept: they name places in the content.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any, TypeVar

from msgspec.structs import replace

from depliant.build.store import Cache, key_of
from depliant.content.model import placeless
from depliant.errors import InputError
from depliant.graphics.art import Art
from depliant.layout.keeping import Kept
from depliant.layout.setting import ChartOrder, DrawChart
from depliant.press.condition import OutputCondition

T = TypeVar("T")


def keeper(keep: bool, condition: OutputCondition) -> Kept:
    """A memory for what is made for a printing condition; with `keep` it outlasts the build."""
    cache = Cache() if keep else None
    stamp = hashlib.sha256(condition.icc).hexdigest()
    made: dict[str, Any] = {}

    def kept(kind: type[T], made_from: object, make: Callable[[], T]) -> T:
        key = key_of(kind, (stamp, made_from))
        if key in made:
            found: T = made[key]
            return found
        value = cache.find(kind, key) if cache else None
        if value is None:
            value = make()
            if getattr(value, "diagnostics", ()):
                return value
            if cache:
                cache.keep(key, value)
        made[key] = value
        return value

    return kept


def drawer(kept: Kept, condition: OutputCondition) -> DrawChart:
    """A function that draws and checks charts, those apart that `kept` remembers."""

    def draw(order: ChartOrder) -> Art:
        return kept(Art, _made_from(order), lambda: _drawn(order, condition))

    return draw


def _drawn(order: ChartOrder, condition: OutputCondition) -> Art:
    from depliant.graphics.charts import chart

    try:
        art = chart.draw(
            order.chart, order.sheet, order.width, order.language, centre_label=order.centre_label
        )
    except InputError as error:  # a font does not know in which chart it lacks a letter
        raise InputError(
            replace(fault, place=fault.place or order.chart.place) for fault in error.diagnostics
        ) from None
    found = chart.check(order.chart, order.sheet, condition, order.ground)
    return replace(art, diagnostics=art.diagnostics + found)


def _made_from(order: ChartOrder) -> object:
    """All that a drawing depends on; not where the chart stands in the content."""
    sheet = order.sheet
    looks = (sheet.charts, sheet.type, sheet.swatches, sheet.families)
    of_order = (order.width, order.language, order.centre_label, order.ground)
    return placeless(order.chart), looks, *of_order
