"""The values of a chart: one form of number for all, their whole, and what a text says already."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from babel import Locale
from msgspec.structs import replace

from depliant.content.alternative import remainder
from depliant.content.inline import Inline
from depliant.content.model import Block, Chart, Datum, Hanging
from depliant.errors import Diagnostic, Place
from depliant.figures import writing as figures
from depliant.figures.figure import Figure
from depliant.figures.ledger import Ledger
from depliant.figures.signs import unit_called
from depliant.sentences import say


def figure_as(figure: Figure, written: figures.Written) -> Figure:
    """The figure shown in another form; the raised end of an ordinal stays with its number."""
    number, unit = (written.text, "") if written.raised else (written.number, written.unit)
    return replace(figure, number=number, unit_shown=unit, shown=written.text, spoken="")


def with_noun(figure: Figure) -> Figure:
    """The figure with what it counts behind its number, and the words of an approximate one.

    "20" is then "20 destinations", and "500" "plus de 500 articles". A sign for the unit stays.
    """
    number, unit = figure.number, figure.unit_shown
    if unit and not figure.hedge:
        return figure
    joint = figure.shown[len(number) : len(figure.shown) - len(unit)]
    if not unit and figure.full.startswith(number):
        unit = figure.full[len(number) :].lstrip()
        joint = figure.full[len(number) : len(figure.full) - len(unit)]
    before, _, after = (figure.hedge or "{}").partition("{}")
    number = before + number
    unit += after  # 500本超: behind what is counted
    shown = f"{number}{joint}{unit}"
    return replace(figure, number=number, unit_shown=unit, shown=shown, spoken="")


def alike(data: Sequence[Datum], locale: Locale) -> list[Datum]:
    """The data with their numbers in one form, if they have one unit; said as they were."""
    shown = figures_alike([datum.figure for datum in data], locale)
    return [replace(datum, figure=one) for datum, one in zip(data, shown, strict=True)]


def figures_alike(given: Sequence[Figure], locale: Locale) -> list[Figure]:
    """Figures with their numbers in one form, if they have one unit; said as they were."""
    units = {figure.unit for figure in given}
    if len(units) != 1:
        return [*given]
    forms = figures.alike([figure.value for figure in given], units.pop(), locale)
    return [
        replace(figure_as(figure, form), spoken=figure.spoken)
        for figure, form in zip(given, forms, strict=True)
    ]


def whole_of(
    data: Sequence[Datum], named: str | None, ledger: Ledger, place: Place
) -> tuple[Decimal, tuple[Diagnostic, ...]]:
    """What the values of a chart are parts of, and what is wrong with it.

    That is the figure it names, or 100 of values in per cent; else the figure that all of them
    are `part_of`, or what they add up to. A value alone is a part of nothing: then it is 0.
    """
    units = {datum.figure.unit for datum in data}
    if named is None and (units == {"%"} or (units == {""} and len(data) == 1)):
        return Decimal(100), ()
    name = named or _common_whole(data, ledger)
    if name:
        whole = ledger.get(name, place)
        if whole is None:
            return Decimal(100), ()
        return whole.value, _foreign(whole, units, place)
    if len(data) == 1:
        return Decimal(0), ()
    return sum((datum.figure.value for datum in data), Decimal(0)), ()


def _common_whole(data: Sequence[Datum], ledger: Ledger) -> str:
    """The figure that all values are `part_of`, by its id; empty if there is none."""
    facts = ledger.book.by_id()
    wholes = {facts[datum.figure.id].part_of for datum in data}
    name = wholes.pop() if len(wholes) == 1 else ""
    return name if name in facts else ""


def _foreign(whole: Figure, units: set[str], place: Place) -> tuple[Diagnostic, ...]:
    if units == {whole.unit}:
        return ()
    return (
        Diagnostic(
            "chart-mixed-units",
            say(
                "The whole of the chart, `{whole}`, is in {unit}, and its values are not.",
                whole=whole.id,
                unit=unit_called(whole.unit),
            ),
            place,
            say("Name a figure of the same unit."),
        ),
    )


def unrepeated(block: Block, text: Inline, hanging: Hanging | None) -> Block:
    """A chart below an item's sentence says nothing again that the sentence has said.

    One with a title says that at least.
    """
    if not isinstance(block, Chart) or block.title:
        return block
    said = {span.figure for span in text}
    if hanging is not None:
        said.add(hanging.figure.id)
    if not said.issuperset(datum.figure.id for datum in block.data):
        return block
    return replace(block, alt="")


def rest_of(chart: Chart, ledger: Ledger) -> str:
    """What a chart of one share leaves of its whole, as it is written; empty if nothing."""
    rest = remainder(chart)
    if rest is None:
        return ""
    unit, words = chart.data[0].figure.unit, ledger.unit_words
    unit = words.of(unit, rest) if words is not None else unit
    return figures.write(rest, unit, "full", ledger.locale).text
