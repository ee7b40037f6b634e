"""How layout gets its charts: drawn once, then kept by the digest of what they are drawn from.

Importing matplotlib costs more than all the rest of a build, so a chart that was drawn before
is read back instead. A chart with diagnostics is not kept: they name places in the content.
"""

from __future__ import annotations

from dataclasses import replace

from depliant.cache import Cache
from depliant.document.model import Chart
from depliant.document.style import StyleSheet
from depliant.errors import Place
from depliant.graphics.art import Art
from depliant.layout.setting import DrawChart


def drawer(keep: bool) -> DrawChart:
    """A function that draws charts, and with `keep` remembers them between builds."""
    cache = Cache() if keep else None
    drawn: dict[str, Art] = {}

    def draw(chart: Chart, sheet: StyleSheet, width: float, language: str, centre: bool) -> Art:
        key = _key(chart, sheet, width, language, centre)
        if key not in drawn:
            drawn[key] = _kept(key) or _drawn(key, chart, sheet, width, language, centre)
        return drawn[key]

    def _kept(key: str) -> Art | None:
        return cache.art(key) if cache else None

    def _drawn(
        key: str, chart: Chart, sheet: StyleSheet, width: float, language: str, centre: bool
    ) -> Art:
        from depliant.graphics.chart import draw as draw_chart

        art = draw_chart(chart, sheet, width, language, centre_label=centre)
        if cache and not art.diagnostics:
            cache.keep_art(key, art)
        return art

    return draw


def _key(chart: Chart, sheet: StyleSheet, width: float, language: str, centre: bool) -> str:
    """All that a drawing depends on, as text; not where the chart stands in the content."""
    bare = replace(chart, place=Place(""))
    return repr((bare, sheet.charts, sheet.type, sheet.swatches, sheet.families,
                 round(width, 3), language, centre))  # fmt: skip
