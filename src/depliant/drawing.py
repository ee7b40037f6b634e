"""How layout gets its charts: drawn once, then kept by the digest of what they are drawn from.

Importing matplotlib costs more than all the rest of a build, so a chart that was drawn before
is read back instead. A chart with diagnostics is not kept: they name places in the content.
"""

from __future__ import annotations

import hashlib

from msgspec.structs import replace

from depliant.cache import Cache
from depliant.errors import Place
from depliant.graphics.art import Art
from depliant.layout.setting import ChartOrder, DrawChart
from depliant.press import OutputCondition


def drawer(keep: bool, condition: OutputCondition) -> DrawChart:
    """A function that draws and checks charts, and with `keep` remembers the good ones."""
    cache = Cache() if keep else None
    stamp = hashlib.sha256(condition.icc).hexdigest()
    drawn: dict[object, Art] = {}

    def draw(order: ChartOrder) -> Art:
        made_from = _made_from(order, stamp)
        if made_from not in drawn:
            kept = cache.find(Art, made_from) if cache else None
            drawn[made_from] = kept or _drawn(order, condition)
            if cache and kept is None and not drawn[made_from].diagnostics:
                cache.keep(Art, made_from, drawn[made_from])
        return drawn[made_from]

    return draw


def _drawn(order: ChartOrder, condition: OutputCondition) -> Art:
    from depliant.graphics import chart

    art = chart.draw(
        order.chart, order.sheet, order.width, order.language, centre_label=order.centre_label
    )
    found = chart.check(order.chart, order.sheet, condition, order.ground)
    return replace(art, diagnostics=art.diagnostics + found)


def _made_from(order: ChartOrder, stamp: str) -> str:
    """All that a drawing depends on, as text; not where the chart stands in the content."""
    sheet = order.sheet
    bare = replace(order.chart, place=Place(""))
    looks = (sheet.charts, sheet.type, sheet.swatches, sheet.families)
    width = round(order.width, 3)
    return repr((bare, looks, width, order.language, order.centre_label, order.ground, stamp))
