"""Charts of series in their final words: the values of each place, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec.structs import replace

from depliant.content import schema_plots as schema
from depliant.content import values
from depliant.content.alternative_plots import alternative_text
from depliant.content.counted_plots import counted
from depliant.content.inline import Span
from depliant.content.model import Block, Paragraph
from depliant.content.model_plots import Annotation, Plot, PlotPlace, PlotSeries, Reference
from depliant.content.resolve_charts import Means
from depliant.content.shared_plots import shared
from depliant.errors import Diagnostic, Place
from depliant.figures import writing as figures
from depliant.figures.figure import Figure, ShownPoint, ShownSeries
from depliant.sentences import say
from depliant.source.suggestions import did_you_mean
from depliant.source.yaml import Route
from depliant.tuples import NamedTuple


class _Asked(NamedTuple):
    """A series that is asked for and is there, with its number in the block."""

    number: int
    said: schema.PlotSeries
    series: ShownSeries

    @property
    def known(self) -> list[str]:
        """Where it has values."""
        return [point.key for point in self.series.points if point.figure is not None]


def plot(block: schema.Plot, route: Route, means: Means) -> Block:
    """A chart of series; the names of those that are not there, as text, where too few are."""
    if block.data:
        return _of_figures(block, route, means)
    asked = tuple(_asked(block, route, means))
    if len(asked) < schema.least_series(block.chart):
        names = ", ".join(one.series for one in block.series)
        return Paragraph((Span(names),), "text", means.place(route))
    places = _sorted(_places(asked, block), asked, block)
    locale = means.ledger.locale
    made = Plot(
        block.chart,
        tuple(places),
        tuple(_series(block, asked, [place.at for place in places], route, means)),
        means.drawn(block.title, (*route, "title")) if block.title else "",
        means.drawn(block.subtitle, (*route, "subtitle")) if block.subtitle else "",
        "",
        block.role or block.chart,
        means.place(route),
        str(locale).replace("_", "-"),
        figures.system_in(locale),
        block.axis.from_,
        block.axis.to,
        tuple(_annotations(block, asked, [place.at for place in places], route, means)),
        tuple(_references(block, asked, route, means)),
        block.arrange or ("stacked" if block.chart == "area" else "grouped"),
        tuple(_highlighted(block, places, route, means)),
        ages=block.ages,
        is_multiple=block.multiples,
        # What a histogram writes are counts.
        in_millions=block.scale == "millions" and block.chart != "histogram",
        note=means.inline(block.note, (*route, "note")) if block.note else (),
        fills=block.height == "fill",
        marks=block.marks,
    )
    if block.chart == "histogram":
        made, faults = counted(made, block.classes, locale)
        for fault in faults:
            means.fault(fault)
    elif made.is_joined and made.arrange == "shares" and block.values != "amounts":
        made, faults = shared(made, locale)
        for fault in faults:
            means.fault(fault)
    return replace(made, alt=alternative_text(made, means.words))


def _of_figures(block: schema.Plot, route: Route, means: Means) -> Block:
    """A chart of single figures, each a place of its own; their names, as text, where none is."""
    places: list[PlotPlace] = []
    known: list[Figure] = []
    for number, datum in enumerate(block.data):
        at = (*route, "data", number)
        figure = means.ledger.get(datum.figure, means.place((*at, "figure")))
        if figure is not None:
            known.append(figure)
            label = means.drawn(datum.label, (*at, "label"))
            places.append(PlotPlace(figure.id, label))
    if not known:
        names = ", ".join(datum.figure for datum in block.data)
        return Paragraph((Span(names),), "text", means.place(route))
    locale = means.ledger.locale
    made = Plot(
        block.chart,
        tuple(places),
        (PlotSeries("", "", tuple(_written(known, block, route, means))),),
        means.drawn(block.title, (*route, "title")) if block.title else "",
        means.drawn(block.subtitle, (*route, "subtitle")) if block.subtitle else "",
        "",
        block.role or block.chart,
        means.place(route),
        str(locale).replace("_", "-"),
        figures.system_in(locale),
        highlighted=tuple(_highlighted(block, places, route, means)),
        note=means.inline(block.note, (*route, "note")) if block.note else (),
    )
    return replace(made, alt=alternative_text(made, means.words))


def _asked(block: schema.Plot, route: Route, means: Means) -> Iterator[_Asked]:
    first, last = block.from_ or "", block.to or ""
    for number, said in enumerate(block.series):
        place = means.place((*route, "series", number, "series"))
        series = means.ledger.shown(said.series, place, first, last)
        if series is None:
            continue
        if not series.points:
            means.fault(_outside(said.series, first, last, place))
            continue
        yield _Asked(number, said, series)


def _outside(name: str, first: str, last: str, place: Place) -> Diagnostic:
    return Diagnostic(
        "series-point",
        say(
            "The series `{series}` has no value from {first} to {last}.",
            series=name,
            first=first or "…",
            last=last or "…",
        ),
        place,
        say("Write other times at `from:` and `to:`, or leave them out."),
    )


def _places(asked: Sequence[_Asked], block: schema.Plot) -> list[PlotPlace]:
    """The places of all series, each once: times in their order, names in that of the first.

    Slopes join the first and the last time.
    """
    found: dict[str, ShownPoint] = {}
    for one in asked:
        for point in one.series.points:
            found.setdefault(point.key, point)
    points = list(found.values())
    if all(point.position is not None for point in points):
        points.sort(key=lambda point: point.position or 0.0)
        if block.chart == "slope":
            points = [points[0], *points[-1:]] if len(points) > 1 else points
    return [PlotPlace(point.key, point.label, point.position) for point in points]


def _sorted(
    places: list[PlotPlace], asked: Sequence[_Asked], block: schema.Plot
) -> list[PlotPlace]:
    """The places in their order: as they are, or from the highest value down, none at the end."""
    if block.sort is None:
        return places
    values = {one.key: one.figure.value for one in asked[0].series.points if one.figure}
    known = sorted(
        (one for one in places if one.at in values), key=lambda one: values[one.at], reverse=True
    )
    return [*known, *(place for place in places if place.at not in values)]


def _highlighted(
    block: schema.Plot, places: Sequence[PlotPlace], route: Route, means: Means
) -> Iterator[int]:
    """The numbers of the places in accent; of names that are not there it is said."""
    known = [place.at for place in places]
    for number, at in enumerate(block.highlight):
        if at in known:
            yield known.index(at)
            continue
        means.fault(
            Diagnostic(
                "chart-annotation",
                say("The chart shows no place {at}.", at=at),
                means.place((*route, "highlight", number)),
                did_you_mean(at, known),
            )
        )


def _series(
    block: schema.Plot,
    asked: Sequence[_Asked],
    places: Sequence[str],
    route: Route,
    means: Means,
) -> Iterator[PlotSeries]:
    """The series with a value a place, all numbers in one form."""
    rows = [_values(one, places) for one in asked]
    # What stands on one axis is written in one form.
    groups = [[row] for row in rows] if block.chart == "scatter" else [rows]
    written = iter(
        [
            figure
            for group in groups
            for figure in _written(
                [one for row in group for one in row if one], block, route, means
            )
        ]
    )
    for one, row in zip(asked, rows, strict=True):
        label = one.said.label
        at = (*route, "series", one.number, "label")
        yield PlotSeries(
            one.series.id,
            means.drawn(label, at) if label else "",
            tuple(None if value is None else next(written) for value in row),
            one.said.held_back,
        )


def _values(one: _Asked, places: Sequence[str]) -> list[Figure | None]:
    figures_at = {point.key: point.figure for point in one.series.points}
    return [figures_at.get(place) for place in places]


def _written(
    known: Sequence[Figure], block: schema.Plot, route: Route, means: Means
) -> list[Figure]:
    if block.scale == "units":
        return values.figures_alike(known, means.ledger.locale)
    found = []
    for figure in known:
        form = means.ledger.written(figure.id, "millions", means.place((*route, "scale")))
        if form is not None:
            figure = replace(values.figure_as(figure, form), full=form.text)
        found.append(figure)
    return found


def _annotations(
    block: schema.Plot, asked: Sequence[_Asked], places: Sequence[str], route: Route, means: Means
) -> Iterator[Annotation]:
    """Those whose value is shown; of others it is said where there are some."""
    ids = [one.series.id for one in asked]
    usual = next((n for n, one in enumerate(asked) if not one.said.held_back), 0)
    for number, said in enumerate(block.annotations):
        at = (*route, "annotations", number)
        if said.series is not None and said.series not in ids:
            means.fault(_not_shown(said.series, ids, means.place((*at, "series"))))
            continue
        series = usual if said.series is None else ids.index(said.series)
        known = asked[series].known
        if said.at not in known:
            means.fault(
                Diagnostic(
                    "chart-annotation",
                    say(
                        "The chart shows no value of `{series}` at {at}.",
                        series=ids[series],
                        at=said.at,
                    ),
                    means.place((*at, "at")),
                    did_you_mean(said.at, known),
                )
            )
            continue
        text = means.drawn(said.text, (*at, "text"))
        yield Annotation(series, places.index(said.at), text)


def _references(
    block: schema.Plot, asked: Sequence[_Asked], route: Route, means: Means
) -> Iterator[Reference]:
    """Those of series that are shown; of others it is said where there are some."""
    ids = [one.series.id for one in asked]
    for number, said in enumerate(block.references):
        low = said.at if said.at is not None else said.from_
        high = said.at if said.at is not None else said.to
        label = said.label
        at = (*route, "references", number)
        if said.series is not None and said.series not in ids:
            means.fault(_not_shown(said.series, ids, means.place((*at, "series"))))
            continue
        words = means.drawn(label, (*at, "label")) if label else ""
        upright = said.series is not None and ids.index(said.series) == 0
        yield Reference(low or Decimal(0), high or Decimal(0), words, upright)


def _not_shown(series: str, ids: list[str], place: Place) -> Diagnostic:
    return Diagnostic(
        "chart-annotation",
        say("The chart does not show the series `{series}`.", series=series),
        place,
        did_you_mean(series, ids),
    )
