"""Charts in their final words: the figures that they show, and what is said of them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from msgspec.structs import replace

from depliant.content import schema, values
from depliant.content.alternative import alternative_text, beside_table
from depliant.content.inline import Drawn, Inline, Span
from depliant.content.model import Block, Chart, ChartKind, Datum, KeyFigure, Paragraph
from depliant.errors import Diagnostic, Place
from depliant.figures import writing as figures
from depliant.figures.figure import Figure
from depliant.figures.ledger import Ledger
from depliant.languages.phrases import Phrases
from depliant.source.yaml import Route
from depliant.tuples import NamedTuple


class Means(NamedTuple):
    """What words and figures are resolved by, in one edition."""

    ledger: Ledger
    words: Phrases
    drawn: Callable[[str, Route], Drawn]
    inline: Callable[[str, Route], Inline]
    place: Callable[[Route], Place]
    fault: Callable[[Diagnostic], None]


def chart(block: schema.Chart, route: Route, means: Means) -> Block:
    """A chart of figures; the names of those that are not there, as text, where none is."""
    data = [*_data(block, route, means)]
    if not data:  # no figure that it names is there, and nothing else is wrong with it
        names = ", ".join(datum.figure for datum in block.data)
        return Paragraph((Span(names),), "text", means.place(route))
    locale = means.ledger.locale
    if block.scale == "units":
        data = values.alike(data, locale)
    shown = Chart(
        block.chart,
        tuple(data),
        means.drawn(block.title, (*route, "title")) if block.title else "",
        "",
        block.role or block.chart,
        means.place(route),
        whole=_whole(data, block.whole, (*route, "whole"), means),
        icon=block.icon or "",
        each=block.each or 0,
        note=means.inline(block.note, (*route, "note")) if block.note else (),
        fills=block.height == "fill",
    )
    each = figures.number(Decimal(shown.each), locale) if shown.each > 1 else ""
    return replace(
        shown,
        alt=alternative_text(shown, means.words, values.rest_of(shown, means.ledger)),
        lead=beside_table(shown, means.words, each),
    )


def key_figure(block: schema.KeyFigure, route: Route, means: Means) -> Block:
    """A figure set large with its label; the label alone where there is no such figure."""
    label = means.inline(block.label, (*route, "label"))
    figure = means.ledger.get(block.key_figure, means.place((*route, "key-figure")))
    if figure is None:
        return Paragraph(label, "key-label", means.place(route))
    if block.form is not None:
        at = means.place((*route, "form"))
        written = means.ledger.written(block.key_figure, block.form, at)
        figure = values.figure_as(figure, written) if written is not None else figure
    if block.noun:
        figure = values.with_noun(figure)
    return KeyFigure(figure, label, means.place(route))


def of_item(kind: ChartKind, figure: Figure, label: Drawn, route: Route, means: Means) -> Chart:
    """A chart of an item's own figure, which says nothing that its number does not."""
    at = (*route, "chart")
    data = [Datum(figure, label)]
    whole = _whole(data, None, at, means)
    return Chart(kind, tuple(data), "", "", kind, means.place(at), whole=whole)


def _data(block: schema.Chart, route: Route, means: Means) -> list[Datum]:
    """The figures that are there, each with its label."""
    data = []
    for number, datum in enumerate(block.data):
        at = (*route, "data", number)
        figure = means.ledger.get(datum.figure, means.place((*at, "figure")))
        if figure is None:
            continue
        if block.scale == "millions":
            written = means.ledger.written(datum.figure, "millions", means.place((*at, "figure")))
            if written is not None:
                figure = replace(values.figure_as(figure, written), full=written.text)
        data.append(Datum(figure, means.drawn(datum.label, (*at, "label"))))
    return data


def _whole(data: list[Datum], named: str | None, at: Route, means: Means) -> Decimal:
    whole, faults = values.whole_of(data, named, means.ledger, means.place(at))
    for fault in faults:
        means.fault(fault)
    return whole
