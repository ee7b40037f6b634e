"""Charts: ledger figures to artwork, drawn by matplotlib on our own renderer.

The rules: bars from zero; every mark with its own label; nothing said by colour alone; three to
one between marks that touch, on the printed colour (WCAG 2.1, 1.4.11); labels of 6.5 points or
more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from depliant.content.model import Chart
from depliant.errors import BrochureError, Diagnostic
from depliant.geometry import MM, Size
from depliant.graphics.art import Art, Part
from depliant.graphics.charts import bar, donut, pictogram, stacked, timeline, waffle
from depliant.graphics.charts.plate import (
    Draft,
    Frame,
    Setting,
    chart_style,
    makes_whole,
    place_lines,
    setting,
)
from depliant.graphics.charts.renderer import Label, Said, Says, record
from depliant.press.condition import OutputCondition, contrast
from depliant.style.sheet import StyleSheet

SMALLEST_LABEL = 6.5
"""Points; smaller labels are not read by everyone."""

LEAST_CONTRAST = 3.0
"""Between marks and what they touch (WCAG 2.1, 1.4.11)."""

SIGNS = frozenset(
    {"%", "‰", "mm", "cm", "m", "km", "m²", "km²", "ha", "m³", "l", "hl", "g", "kg", "t", "°C"}
    | {"s", "min", "h", "ans", "W", "kW", "MW", "GW", "kWh", "MWh", "GWh"}
)
"""Units of measure; every other unit is a word for what is counted."""

ONE_WHOLE = frozenset({"waffle", "stacked-bar"})
"""Kinds whose data are parts of the same whole."""

OF_A_WHOLE = ONE_WHOLE | {"donut"}
"""Kinds whose data are shares; so are people counted out in per cent."""


def draw(
    chart: Chart,
    sheet: StyleSheet,
    width: float,
    language: str,
    height: float | None = None,
    centre_label: bool = True,
) -> Art:
    """Draw a chart.

    Args:
        chart: what to draw.
        sheet: where its style is found, by its role, else by its kind.
        width: of the box, in points; nothing is drawn outside it.
        language: of the labels.
        height: what the layout asks for: a donut's diameter, the least height of other
            charts' marks. None leaves it to the style sheet and the content.
        centre_label: whether the chart carries its numbers and labels. Without them it
            stands beside the sentence that says both, and a donut is as wide as its ring, so
            that the layout can set the number in its middle.

    Returns:
        The artwork, as high as it turned out; its diagnostics are labels that do not fit.

    Raises:
        BrochureError: the data cannot be drawn honestly (see `data_faults`).
    """
    faults = [fault for fault in data_faults(chart) if fault.severity == "error"]
    if faults:
        raise BrochureError(faults)
    style = chart_style(chart, sheet)
    look = setting(chart, sheet, language)
    if height is None and style.height_mm:
        height = style.height_mm * MM
    titles, top = _title(chart, look, width)
    draft = _body(chart, look, Frame(top, width, height, not centre_label))
    size = Size(draft.width or width, draft.bottom)
    drawn = record((*titles, *draft.artists), size, look.key, language)
    placed = tuple(replace(fault, place=chart.place) for fault in draft.diagnostics)
    return Art(drawn.items, size, placed, _parts(chart, drawn.said))


def _parts(chart: Chart, said: Iterable[Said]) -> tuple[Part, ...]:
    """What labels say, with data by their numbers; equal data are told apart as objects."""
    numbers = {id(datum): number for number, datum in enumerate(chart.data)}
    return tuple(
        Part(says.saying, -1 if says.datum is None else numbers[id(says.datum)], first, last)
        for says, first, last in said
    )


def _title(chart: Chart, look: Setting, width: float) -> tuple[tuple[Label, ...], float]:
    """The title's lines, and where the chart itself begins below them."""
    if not chart.title:
        return (), 0.0
    lines = look.title.lines(chart.title, width)
    first = look.title.leading / 2 + look.title.drop
    return place_lines(look.title, lines, 0.0, first, Says("title")), len(
        lines
    ) * look.title.leading


def _body(chart: Chart, look: Setting, frame: Frame) -> Draft:
    match chart.kind:
        case "donut":
            return donut.draw(chart, look, frame)
        case "bar":
            return bar.draw(chart, look, frame)
        case "stacked-bar":
            return stacked.draw(chart, look, frame)
        case "waffle":
            return waffle.draw(chart, look, frame)
        case "people" | "icons":
            return pictogram.draw(chart, look, frame)
        case "timeline":
            return timeline.draw(chart, look, frame)


def data_faults(chart: Chart) -> tuple[Diagnostic, ...]:
    """What is wrong with a chart's data, whatever it will look like: all of it at once."""
    found = list(_data_faults(chart))
    return tuple(replace(fault, place=chart.place) for fault in found)


def _data_faults(chart: Chart) -> Iterator[Diagnostic]:
    if not chart.data:
        yield Diagnostic("chart-empty", "The chart has no data.", hint="Name a figure under data.")
        return
    units = sorted({_measure(datum.figure.unit) for datum in chart.data})
    if len(units) > 1 and chart.kind != "timeline":
        yield Diagnostic(
            "chart-mixed-units",
            f"The chart compares values of different units: {', '.join(units)}.",
            hint="Make one chart for each unit.",
        )
    if chart.kind in OF_A_WHOLE or (chart.kind == "people" and chart.data[0].figure.unit == "%"):
        yield from _share_faults(chart)
    if chart.kind in ("people", "icons"):
        yield from pictogram.data_faults(chart)
    if chart.kind == "timeline":
        yield from timeline.data_faults(chart)
    if _shows_nothing(chart):
        yield Diagnostic(
            "chart-zeros",
            "All values of the chart are 0, so that it shows nothing.",
            hint="Correct the values, or leave the chart out.",
            severity="warning",
        )


def _shows_nothing(chart: Chart) -> bool:
    """Whether all values are nought, and there is no rest of a whole to be seen instead."""
    counted = chart.kind in ("people", "icons") and chart.data[0].figure.unit != "%"
    nothing = not any(datum.figure.value for datum in chart.data)
    return nothing and (counted or chart.kind == "bar")


def _measure(unit: str) -> str:
    """What a unit measures on: itself for a sign or a currency, a count for any word.

    Participants and teachers are counted on one scale; euros and per cent have none in common.
    """
    currency = len(unit) == 3 and unit.isascii() and unit.isupper()
    return unit if currency or unit in SIGNS else "counted things"


def _share_faults(chart: Chart) -> Iterator[Diagnostic]:
    for datum in chart.data:
        if chart.whole <= 0 or not 0 <= datum.figure.value <= chart.whole:
            yield Diagnostic(
                "chart-share",
                f"{datum.figure.shown} ({datum.figure.id}) is not a share of {chart.whole}.",
                hint="Give a value from 0 to the whole, or use a bar chart.",
            )
    total = sum(datum.figure.value for datum in chart.data)
    if chart.kind in ONE_WHOLE and total > chart.whole and not makes_whole(chart):
        yield Diagnostic(
            "chart-share",
            f"The parts add up to {total}, more than the whole of {chart.whole}.",
            hint="Shares of different questions belong side by side: use donuts or bars.",
        )


def check(
    chart: Chart, sheet: StyleSheet, condition: OutputCondition, ground: str = "paper"
) -> tuple[Diagnostic, ...]:
    """What can be said against a chart without drawing it: its data, sizes and contrast.

    Args:
        chart: the chart.
        sheet: its style sheet.
        condition: the printing condition, through which contrast is computed.
        ground: the swatch that the chart stands on.
    """
    found = [*_data_faults(chart), *_size_faults(chart, sheet)]
    found += _contrast_faults(chart, sheet, condition, ground)
    return tuple(replace(fault, place=chart.place) for fault in found)


def _size_faults(chart: Chart, sheet: StyleSheet) -> Iterator[Diagnostic]:
    look = setting(chart, sheet, "und")
    style = chart_style(chart, sheet)
    for name, lettering in ((style.label, look.label), (style.value, look.value)):
        if lettering.style.size < SMALLEST_LABEL:
            yield Diagnostic(
                "chart-small-label",
                f"The chart's type style “{name}” is {lettering.style.size:g} pt; "
                f"labels below {SMALLEST_LABEL} pt are hard to read.",
                hint=f"Set its size to {SMALLEST_LABEL} or more.",
                severity="warning",
            )


def _contrast_faults(
    chart: Chart, sheet: StyleSheet, condition: OutputCondition, ground: str
) -> Iterator[Diagnostic]:
    """Marks against their ground; between marks there is always a gap of that ground."""
    style = chart_style(chart, sheet)
    for name in dict.fromkeys(style.inks):
        ratio = contrast(condition, sheet.colour(name), sheet.colour(ground))
        if ratio < LEAST_CONTRAST:
            yield Diagnostic(
                "chart-contrast",
                f"The chart's ink “{name}” on “{ground}” has a contrast of {ratio:.1f} to 1 in "
                f"print; marks need {LEAST_CONTRAST:g} to 1.",
                hint="Use a darker or lighter ink for the chart, or another ground.",
                severity="warning",
            )
