"""The alternative text of a chart, made from the same data as the chart.

It says what a sighted reader takes from the drawing: the kind, the title, each value with its
label, what a share is a share of, and where the numbers come from (PDF/UA-1, 7.3).
"""

from __future__ import annotations

from decimal import Decimal

from depliant.document.model import Chart, Datum
from depliant.document.phrases import Phrases

_SHARE_KINDS = ("donut", "waffle", "people", "stacked-bar")


def alternative_text(chart: Chart, words: Phrases, rest: str = "", sentence: str = "") -> str:
    """What to say instead of `chart`.

    Args:
        chart: the chart; its own `alt` is not looked at.
        words: the phrases of the edition's language.
        rest: what a single share leaves of the whole, as it is written; none: nothing is said.
        sentence: what the chart of a list item stands beside, number and all, in place of
            label and value.
    """
    opening = words.kinds[chart.kind] + words.colon
    if chart.title:
        opening += f"{chart.title}. "
    if sentence:
        told = sentence.rstrip(" .") + _remark(chart.data[0], words, rest)
    else:
        told = words.semicolon.join(
            _label(datum, words) + _shown(datum, words) + _remark(datum, words, rest)
            for datum in chart.data
        )
    sentences = [f"{opening}{told}."]
    periods = list(dict.fromkeys(datum.figure.period for datum in chart.data))
    if len(periods) == 1 and periods[0]:
        sentences.append(words.period.format(periods[0]))
    sources = dict.fromkeys(datum.figure.source for datum in chart.data)
    sentences += [words.source.format(source) for source in sources if source]
    return " ".join(sentences)


def remainder(chart: Chart) -> Decimal | None:
    """What is left of the whole by a chart of one share; None for other charts."""
    if chart.kind not in _SHARE_KINDS or len(chart.data) != 1 or chart.data[0].figure.unit != "%":
        return None
    rest = chart.whole - chart.data[0].figure.value
    return rest if rest > 0 else None


def _label(datum: Datum, words: Phrases) -> str:
    return f"{datum.label}{words.colon}" if datum.label else ""


def _shown(datum: Datum, words: Phrases) -> str:
    full = datum.figure.full
    return words.about.format(full) if datum.figure.approximate else full


def _remark(datum: Datum, words: Phrases, rest: str) -> str:
    """In brackets: what a share is a share of, and what it leaves."""
    base = datum.figure.base_shown
    remarks = [words.base.format(base)] * bool(base) + [words.rest.format(rest)] * bool(rest)
    return f" ({words.semicolon.join(remarks)})" if remarks else ""
