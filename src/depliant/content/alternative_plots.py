"""The alternative text of a chart of series: what it finds, with the figures that say so.

Of each series what it did from its first value to its last, its highest and its lowest; the words
at single values; and where the numbers come from. The values themselves follow as a table.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from depliant.content.alternative import said
from depliant.content.model_plots import Plot, PlotSeries
from depliant.figures.figure import Figure
from depliant.languages.casing import begun
from depliant.languages.phrases import Phrases

_ENDS: Final = (".", "!", "?", "…", "。")


def alternative_text(plot: Plot, words: Phrases) -> str:
    """What to say of a chart of series; its own `alt` is not looked at.

    Args:
        plot: the chart.
        words: the phrases of the edition's language.
    """
    heads = [said(head) for head in (plot.title, plot.subtitle) if head]
    opening = words.kinds[plot.kind] + (words.colon + ". ".join(heads) if heads else "")
    found = [_finding(series, plot, words) for series in plot.series if series.known()]
    remarks = [
        *_annotations(plot, words),
        *(said(one.label) for one in plot.references if one.label),
    ]
    sentences = [opening, *found, *remarks, *_origin(plot, words)]
    return " ".join(one if one.endswith(_ENDS) else f"{one}." for one in sentences)


def _finding(series: PlotSeries, plot: Plot, words: Phrases) -> str:
    """What a series did from its first value to its last, and which are highest and lowest."""
    known = series.known()
    opening = f"{said(series.label)}{words.colon}" if series.label else ""
    parts = []
    first, last = known[0], known[-1]
    if all(place.when is not None for place in plot.places) and len(known) > 1:
        change = last[1].value - first[1].value
        pattern = words.rises if change > 0 else words.falls if change < 0 else words.holds
        parts.append(
            pattern.format(
                _shown(first[1], words),
                _at(plot, first[0]),
                _shown(last[1], words),
                _at(plot, last[0]),
            )
        )
    ends = {first[0], last[0]} if parts else set()
    for pattern, (at, value) in (
        (words.highest, max(known, key=_value)),
        (words.lowest, min(known, key=_value)),
    ):
        if at not in ends:
            parts.append(pattern.format(_shown(value, words), _at(plot, at)))
    found = opening + words.semicolon.join(parts)
    # What a series did is a sentence, a single value with its name an entry as those of a table.
    return begun(found, plot.locale) if ends and not opening else found


def _value(one: tuple[int, Figure]) -> Decimal:
    return one[1].value


def _shown(figure: Figure, words: Phrases) -> str:
    return figure.full + (f" [{words.provisional}]" if figure.provisional else "")


def _at(plot: Plot, number: int) -> str:
    return said(plot.places[number].label)


def _annotations(plot: Plot, words: Phrases) -> Iterator[str]:
    for one in plot.annotations:
        yield f"{_at(plot, one.place)}{words.colon}{said(one.text)}"


def _origin(plot: Plot, words: Phrases) -> Iterator[str]:
    """Where the values come from, once each."""
    sources = dict.fromkeys(
        value.source for series in plot.series for _, value in series.known() if value.source
    )
    for source in sources:
        yield words.source.format(source)
