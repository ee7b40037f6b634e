"""The alternative text of a chart, made from the same data as the chart.

It says what a sighted reader takes from the drawing: the kind, the title, each value with its
label, what a share is a share of, and where the numbers come from (PDF/UA-1, 7.3). What a
listener hears in the chart's table anyhow is not said twice, and a chart whose figures the sentence
beside it says has none.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from depliant.content.inline import Drawn
from depliant.content.model import SHOW_A_REST, Chart, Datum
from depliant.languages.phrases import Phrases


def alternative_text(chart: Chart, words: Phrases, rest: str = "") -> str:
    """What to say instead of `chart`.

    Args:
        chart: the chart; its own `alt` is not looked at.
        words: the phrases of the edition's language.
        rest: what a single share leaves of the whole, as it is written; none: nothing is said.
    """
    opening = words.kinds[chart.kind] + words.colon
    if chart.title:
        opening += f"{said(chart.title)}. "
    data = words.semicolon.join(
        _label(datum, words) + _shown(datum, words) + _remark(datum, words, rest)
        for datum in chart.data
    )
    return " ".join((f"{opening}{data}.", *_origin(chart, words)))


def beside_table(chart: Chart, words: Phrases, each: str = "") -> str:
    """What to say of a chart whose title, labels and values are read as a table after it.

    Args:
        chart: the chart.
        words: the phrases of the edition's language.
        each: for how many a sign stands, as it is written; none: nothing is said.
    """
    heads = [words.kinds[chart.kind] + words.colon + words.table]
    if each:
        heads.append(words.each.format(each))
    return " ".join((*heads, *_origin(chart, words)))


def _origin(chart: Chart, words: Phrases) -> Iterator[str]:
    """When the values were taken, if all at one time, and where each comes from."""
    periods = list(dict.fromkeys(datum.figure.period for datum in chart.data))
    if len(periods) == 1 and periods[0]:
        yield words.period.format(periods[0])
    for source in dict.fromkeys(datum.figure.source for datum in chart.data):
        labels = [said(datum.label) for datum in chart.data if datum.figure.source == source]
        if source and len(labels) == len(chart.data):
            yield words.source.format(source)
        elif source:
            yield words.source_of.format(", ".join(labels), source)


def remainder(chart: Chart) -> Decimal | None:
    """What is left of the whole by a chart of one share; None for other charts."""
    if chart.kind not in SHOW_A_REST or len(chart.data) != 1 or chart.whole <= 0:
        return None
    if chart.kind == "people" and chart.data[0].figure.unit != "%":
        return None
    rest = chart.whole - chart.data[0].figure.value
    return rest if rest > 0 else None


def _label(datum: Datum, words: Phrases) -> str:
    return f"{said(datum.label)}{words.colon}" if datum.label else ""


_RAISED = str.maketrans("0123456789+-()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿ")


def said(words: Drawn) -> str:
    """Words of a chart in one text; raised digits stay raised, so that m² is not read as m2."""
    if isinstance(words, str):
        return words
    return "".join(
        span.text.translate(_RAISED) if span.superscript else span.text for span in words
    )


def _shown(datum: Datum, words: Phrases) -> str:
    full = datum.figure.full
    hedge = datum.figure.hedge or (words.about if datum.figure.approximate else "{}")
    return hedge.format(full)


def _remark(datum: Datum, words: Phrases, rest: str) -> str:
    """In brackets: what a share is a share of, and what it leaves."""
    base = datum.figure.base_shown
    remarks = [words.base.format(base)] * bool(base) + [words.rest.format(rest)] * bool(rest)
    return f" ({words.semicolon.join(remarks)})" if remarks else ""
