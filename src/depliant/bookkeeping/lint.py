"""What is doubtful about the figures of a brochure, and where each of them is printed.

A build refuses what is wrong; `lint` also looks for what is probably wrong: a number that is typed
in a text and has no home in the ledger, a share without its base, a plural that does not go with
its number, one quantity under two ids, a chart that compares different years. It reads and
calculates only, and needs no drawing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import combinations, pairwise
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

from msgspec.structs import replace

from depliant.bookkeeping.series_lint import series_faults
from depliant.bookkeeping.typed import typed_numbers
from depliant.content import markup, schema
from depliant.content.messages import counted, messages
from depliant.content.publication import Publication, blocks
from depliant.content.schema_table import Table
from depliant.errors import Diagnostic, Place
from depliant.figures import formula
from depliant.figures import writing as figures
from depliant.figures.issues import Fact, IssueLedger, figure_route, ledger_of, unsourced
from depliant.figures.per_units import INVARIABLE, singular
from depliant.figures.periods import first_day, last_day
from depliant.figures.schema import UNSTATED
from depliant.figures.sense import sense_faults
from depliant.figures.series import Series, is_named, parted
from depliant.sentences import NOTHING, Sentence, joined, say, verbatim
from depliant.source.yaml import Route

UseKind = Literal[
    "text", "beside", "large", "chart", "alternative", "table", "base", "formula", "rule"
]

_GREAT: Final = {"million", "millions", "milliard", "milliards", "billion", "billions"}


CALLED: Final[Mapping[UseKind, Sentence]] = MappingProxyType(
    {
        "text": say("text"),
        "large": say("large"),
        "beside": say("beside"),
        "chart": say("chart"),
        "table": say("table"),
        "alternative": say("alternative"),
        "formula": say("formula"),
        "base": say("base"),
        "rule": say("rule"),
    }
)
"""What the kinds of uses are called in a list."""


class Use(NamedTuple):
    """A place that prints a figure, or calculates with it; `shown` is how it is asked for.

    Of a series that is used as a whole `values` are those of its figures that are.
    """

    figure: str
    kind: UseKind
    place: Place
    panel: str
    shown: Sentence
    values: tuple[str, ...] = ()

    def is_of(self, name: str) -> bool:
        """Whether it uses a figure, a value of the series of that name, or that among others."""
        return is_named(self.figure, name) or name in self.values


def uses(publication: Publication) -> tuple[Use, ...]:
    """Every use of every figure: in texts, charts and what is said of them, tables, rules."""
    content, source = publication.content, publication.source
    book = ledger_of(content, source)[0]
    meant = {name: fact.id for name, fact in book.named().items()}
    series = {one.id: one for one in book.series}
    found = []
    for message in messages(publication):
        for route in () if message.held else message.routes:
            for piece in markup.parse(message.text)[0]:
                if piece.figure is not None:
                    at = source.place_within(route, piece.placeholder, piece.occurrence)
                    name = meant.get(piece.figure, piece.figure)
                    found.append(Use(name, "text", at, message.panel, verbatim(piece.placeholder)))
    for block, route in blocks(content):
        panel = content.panels[int(route[1])].id
        for figure, kind, way in _named(block):
            name, at = meant.get(figure, figure), source.place((*route, *way))
            of_it = _shown_by(block, series[figure]) if figure in series else ()
            found.append(Use(name, kind, at, panel, CALLED[kind], of_it))
    seen: set[str] = set()
    for fact in book.facts:
        if fact.series in seen:
            continue  # what its series as a whole names was told of its first value
        seen |= {fact.series} - {""}
        way = figure_route(content, source, fact.series or fact.id)
        for key in ("base", "part_of", "sums_to", "not_before", "same_as"):
            other = getattr(fact, key)
            if isinstance(other, str) and (other in meant or other in content.figures):
                role: UseKind = "base" if key == "base" else "rule"
                shown = say("{key} of {figure}", key=key, figure=fact.series or fact.id)
                found.append(
                    Use(meant.get(other, other), role, source.place((*way, key)), "", shown)
                )
        for other in fact.inputs:
            place = source.place_within((*way, "formula"), parted(other)[0])
            all_of = _values(series[other]) if other in series else ()
            found.append(Use(other, "formula", place, "", verbatim(fact.formula), all_of))
    return tuple(found)


def _values(series: Series) -> tuple[str, ...]:
    return tuple(series.name(point.at) for point in series.known)


def _shown_by(block: object, series: Series) -> tuple[str, ...]:
    """The values of a series that a block shows which names the series as a whole."""
    if not isinstance(block, schema.Plot):
        return _values(series)
    within = series.within(block.from_ or "", block.to or "")
    known = [series.name(point.at) for point in within if point.value is not None]
    return (*known[:1], *known[1:][-1:]) if block.chart == "slope" else tuple(known)


def _named(block: object) -> Iterator[tuple[str, UseKind, Route]]:
    """The figures that a block names by a key, and the way to the key."""
    match block:
        case schema.KeyFigure():
            yield block.key_figure, "large", ("key-figure",)
        case schema.Items():
            for at, item in enumerate(block.items):
                if item.figure is not None:
                    yield item.figure, "beside", ("items", at, "figure")
                    if item.chart is not None:
                        yield item.figure, "chart", ("items", at, "chart")
        case schema.Plot():
            for at, one in enumerate(block.series):
                yield one.series, "chart", ("series", at, "series")
            yield from _data(block.data)
        case schema.MapPlot():
            if block.series is not None:
                yield block.series, "chart", ("series",)
            yield from _data(block.data)
        case schema.Chart():
            yield from _data(block.data)
            if block.whole is not None:
                yield block.whole, "base", ("whole",)
        case Table():
            yield from _celled(block)


def _celled(table: Table) -> Iterator[tuple[str, UseKind, Route]]:
    """The series of a table's columns, and the figures that its cells show alone."""
    of_columns = {}
    for at, column in enumerate(table.columns):
        if column.series is not None:
            of_columns[at] = column.series
            yield column.series, "table", ("columns", at, "series")
    for number, row in enumerate(table.rows):
        for at, cell in enumerate(row if isinstance(row, tuple) else ()):
            if cell.figure is not None and parted(cell.figure)[0] not in of_columns.values():
                yield cell.figure, "table", ("rows", number, at)


def _data(data: tuple[schema.Datum, ...]) -> Iterator[tuple[str, UseKind, Route]]:
    for at, datum in enumerate(data):
        yield datum.figure, "chart", ("data", at, "figure")
        yield datum.figure, "alternative", ("data", at, "figure")


def lint(publication: Publication, on: str | None = None) -> tuple[Diagnostic, ...]:
    """What is doubtful about the figures of a publication.

    Args:
        publication: one issue of it.
        on: the day on which figures must still be valid; None: that of the issue.
    """
    ledger, faults = ledger_of(publication.content, publication.source)
    dated = ledger if on is None else replace(ledger, date=on)

    def way(name: str) -> Route:
        return figure_route(publication.content, publication.source, name)

    found = [
        *faults,
        *sense_faults(dated, way, publication.source),
        *typed_numbers(publication),
        *_plurals(publication, ledger),
        *_sourceless(publication, ledger),
        *_shares(publication, ledger),
        *_twins(publication, ledger),
        *_charts(publication, ledger),
        *series_faults(publication, dated),
    ]
    return tuple(sorted(dict.fromkeys(found), key=lambda item: item.place or ()))


# --- words behind figures ------------------------------------------------------------------------


def _plurals(publication: Publication, ledger: IssueLedger) -> Iterator[Diagnostic]:
    """Words behind a figure whose number is not that of the figure."""
    locale = figures.locale_of(publication.language)
    if locale is None or locale.language not in ("fr", "en"):
        return
    facts = ledger.named()
    for message in messages(publication):
        pieces = () if message.held else markup.parse(message.text)[0]
        for piece, after in pairwise(pieces):
            fact = facts.get(piece.figure or "")
            word = re.match(r"\s+([^\W\d_]+)", after.text)
            if fact is None or word is None or piece.form in ("ordinal", "full", "date"):
                continue
            value = fact.value.scaleb(-6) if piece.form == "millions" else fact.value
            one = locale.plural_form(abs(value.normalize() + 0)) == "one"
            right = _agreeing(word[1], fact.unit, one, locale.language)
            if right and right != word[1]:
                shown = figures.number(value, locale)
                for route in message.routes:
                    yield Diagnostic(
                        "figure-plural",
                        say(
                            "After {shown} comes “{right}”, not “{word}”.",
                            shown=shown,
                            right=right,
                            word=word[1],
                        ),
                        publication.source.place_within(route, piece.placeholder, piece.occurrence),
                        say("French: the plural begins at 2.")
                        if locale.language == "fr"
                        else NOTHING,
                        "warning",
                    )


def _agreeing(word: str, unit: str, one: bool, language: str) -> str:
    """The form of a word that goes with a number; empty if that is not known."""
    if word in _GREAT:
        stem = word.rstrip("s")
        return stem if one or language == "en" else f"{stem}s"
    if INVARIABLE.fullmatch(word) or INVARIABLE.fullmatch(unit):
        return ""
    singulars = {singular(word), singular(unit)}
    if len(singulars) != 1:
        return ""  # not the thing that is counted: an adjective, another word
    plural = max(word, unit, key=len)
    if plural == singular(plural):
        plural = f"{plural}s"
    return singulars.pop() if one else plural


# --- the figures themselves ---------------------------------------------------------------------


def _sourceless(publication: Publication, ledger: IssueLedger) -> Iterator[Diagnostic]:
    bare = unsourced(ledger)
    if bare:
        yield Diagnostic(
            "figure-unsourced",
            say(
                "Figures without a source ({count}): {names}.",
                count=len(bare),
                names=", ".join(bare),
            ),
            publication.source.place(("figures",), key=True),
            say("Name their sources as they become known."),
            "warning",
        )


def _shares(publication: Publication, ledger: IssueLedger) -> Iterator[Diagnostic]:
    """Percentages outside 0 to 100, and those of which no one knows what they are a share of."""
    content, source = publication.content, publication.source
    baseless = []
    for fact in ledger.facts:
        if fact.unit != "%":
            continue
        change = bool(fact.inputs) and formula.is_change(formula.parse(fact.formula))
        whole = fact.base is not None or fact.part_of or fact.sums_to or fact.inputs
        if not change and not 0 <= fact.value <= 100:
            yield Diagnostic(
                "figure-share",
                say("`{fact}` is {value:f} %, outside 0 to 100.", fact=fact.id, value=fact.value),
                source.place((*figure_route(content, source, fact.id), "value")),
                say(
                    "A share of a whole cannot be; a change is best declared as `change(new, old)`."
                ),
                "error" if whole else "warning",
            )
        elif not whole:
            baseless.append(fact.series or fact.id)
    baseless = [*dict.fromkeys(baseless)]
    if baseless:
        yield Diagnostic(
            "figure-baseless",
            say(
                "Percentages without their base ({count}): {names}.",
                count=len(baseless),
                names=", ".join(baseless),
            ),
            source.place(("figures", baseless[0]), key=True),
            say("Say with `base:` how many were asked, or of what it is a share."),
            "warning",
        )


def _twins(publication: Publication, ledger: IssueLedger) -> Iterator[Diagnostic]:
    """The same value, unit, date and source under two ids."""
    seen: dict[tuple[Decimal, str, str, str], Fact] = {}
    for fact in ledger.facts:
        if fact.formula or fact.source == UNSTATED:
            continue  # what has no source cannot be known to be the same
        first = seen.setdefault((fact.value, fact.unit, fact.date, fact.source), fact)
        if (
            first is fact
            or (first.series and fact.series)
            or first.id == fact.same_as
            or fact.id == first.same_as
        ):
            continue
        way = figure_route(publication.content, publication.source, fact.id)
        yield Diagnostic(
            "figure-twice",
            say("`{fact}` and `{first}` say the same.", fact=fact.id, first=first.id),
            publication.source.place(way, key=True),
            say("Use one of them; or write `same_as: {first}` if both are meant.", first=first.id)
            if not fact.series
            else say("Use one of them."),
            "warning",
        )


def _charts(publication: Publication, ledger: IssueLedger) -> Iterator[Diagnostic]:
    """Charts whose figures are of different times, or of units without a common scale."""
    facts = ledger.named()
    for block, route in blocks(publication.content):
        kinds = (schema.Chart, schema.Plot, schema.MapPlot)
        if not isinstance(block, kinds) or block.chart == "timeline" or not block.data:
            continue
        data = [facts[datum.figure] for datum in block.data if datum.figure in facts]
        words = (block.title, block.note, *(datum.label for datum in block.data))
        said = " ".join(filter(None, words))
        yield from _mixed(data, said, publication.source.place(route))


def _mixed(data: list[Fact], said: str, place: Place) -> Iterator[Diagnostic]:
    """What a chart mixes; times that its own words say (`said`) are meant."""
    units = {_scale(fact.unit) for fact in data}
    if len(units) > 1:
        yield Diagnostic(
            "chart-mixed-units",
            say(
                "The chart compares values of different units: {names}.",
                names=joined(sorted(units, key=str)),
            ),
            place,
            say("Make one chart for each unit."),
        )
    dates = dict.fromkeys(fact.date for fact in data if fact.date)
    apart: Mapping[str, None] = dict.fromkeys(
        date for pair in combinations(dates, 2) if not _meet(*pair) for date in pair
    )
    if not all(date[:4] in said for date in apart):
        yield Diagnostic(
            "chart-mixed-periods",
            say("The chart compares figures of different times: {names}.", names=", ".join(apart)),
            place,
            say("Say the years in its labels, title or note, or take figures of one time."),
            "warning",
        )


def _scale(unit: str) -> Sentence:
    """What values are compared in: their unit, or how many there are."""
    if counted(unit):
        return say("counted things")
    return verbatim(unit) if unit else say("none")


def _meet(one: str, other: str) -> bool:
    """Whether two periods have a day in common."""
    return first_day(one) <= last_day(other) and first_day(other) <= last_day(one)
