"""Charts: ledger figures to artwork, drawn by matplotlib on our own renderer.

The rules: bars from zero; every mark with its own label; nothing said by colour alone; three to
one between marks and their ground, on the printed colour (WCAG 2.1, 1.4.11); labels of 6.5
points or more. How each kind is drawn is said in a module of `charts`, see `charts.kinds`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import combinations

from msgspec.structs import replace

from depliant.colour import Colour
from depliant.content.inline import plain
from depliant.content.model import Chart
from depliant.errors import BrochureError, Diagnostic
from depliant.figures.signs import is_sign
from depliant.geometry import MM
from depliant.graphics.art import Art, Part
from depliant.graphics.charts.alike import alike_faults
from depliant.graphics.charts.board import (
    Draft,
    Frame,
    Look,
    chart_style,
    look_of,
    makes_whole,
)
from depliant.graphics.charts.inks import LEAST_CONTRAST, Told, close_faults, hue_faults
from depliant.graphics.charts.kinds import kind_of
from depliant.graphics.charts.renderer import Said, Says, record
from depliant.graphics.charts.sizing import (
    SMALLEST_LABEL,
    Fit,
    artists,
    filled,
    fitted,
    headed,
    looks,
    size_of,
)
from depliant.press.condition import OutputCondition, contrast
from depliant.sentences import Sentence, in_quotes, joined, say, verbatim
from depliant.style.sheet import ChartStyle, StyleSheet


def draw(
    chart: Chart,
    sheet: StyleSheet,
    width: float,
    language: str,
    height: float | None = None,
    centre_label: bool = True,
    room: float | None = None,
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
        room: what all of the chart is to be high, in points, as near to it as it comes; 0 for the
            least height that it can have.

    Returns:
        The artwork, as high as it turned out; its diagnostics are labels that do not fit, even
        at the smallest size that their type styles allow.

    Raises:
        BrochureError: the data cannot be drawn honestly (see `data_faults`).
    """
    faults = [fault for fault in data_faults(chart) if fault.severity == "error"]
    if faults:
        raise BrochureError(faults)
    style = chart_style(chart.role, chart.kind, sheet)
    look = look_of(style, sheet, language)
    if height is None and style.height_mm:
        height = style.height_mm * MM
    frame = Frame(0.0, width, height, not centre_label)
    drawing = partial(_drafted, chart)

    def at_height(high: float) -> Fit:
        return fitted(drawing, looks(look, style, sheet), frame._replace(height=high))

    if room is None or not kind_of(chart.kind).grows:
        fit = fitted(drawing, looks(look, style, sheet), frame)
    else:
        fit = filled(at_height, frame, 0.0, room)
    draft, size = fit.draft, size_of(fit.draft, frame)
    drawn = record(artists(draft), size, look.key, language)
    placed = tuple(replace(fault, place=chart.place) for fault in fit.faults)
    return Art(drawn.items, size, placed, _parts(chart, drawn.said), draft.hole, fit.is_smaller)


def _drafted(chart: Chart, look: Look, frame: Frame) -> Draft:
    """The chart below its title."""
    kind = kind_of(chart.kind)
    if not chart.title:
        return kind.draw(chart, look, frame)
    title, below = headed(chart.title, look.title, frame, Says("title"))
    draft = kind.draw(chart, look, below)
    width = None if draft.width is None else min(max(draft.width, title.width), frame.width)
    return replace(draft, pieces=(title, *draft.pieces), width=width)


def _parts(chart: Chart, said: Iterable[Said]) -> tuple[Part, ...]:
    """What labels say, with data by their numbers; equal data are told apart as objects."""
    numbers = {id(datum): number for number, datum in enumerate(chart.data)}
    return tuple(
        Part(says.saying, -1 if says.datum is None else numbers[id(says.datum)], first, last)
        for says, first, last in said
    )


def data_faults(chart: Chart) -> tuple[Diagnostic, ...]:
    """What is wrong with a chart's data, whatever it will look like: all of it at once."""
    found = list(_data_faults(chart))
    return tuple(replace(fault, place=chart.place) for fault in found)


def _data_faults(chart: Chart) -> Iterator[Diagnostic]:
    if not chart.data:
        yield Diagnostic(
            "chart-empty", say("The chart has no data."), hint=say("Name a figure under data.")
        )
        return
    kind = kind_of(chart.kind)
    measure = kind.measures(chart)
    units = sorted({scale_of(datum.figure.unit) for datum in chart.data}, key=str)
    if len(units) > 1 and measure != "event":
        yield Diagnostic(
            "chart-mixed-units",
            say("The chart compares values of different units: {names}.", names=joined(units)),
            hint=say("Make one chart for each unit."),
        )
    if measure in ("share", "parts"):
        yield from _share_faults(chart)
    if measure == "parts":
        yield from _whole_faults(chart)
    yield from kind.faults(chart)
    if measure in ("amount", "count") and not any(datum.figure.value for datum in chart.data):
        yield Diagnostic(
            "chart-zeros",
            say("All values of the chart are 0, so that it shows nothing."),
            hint=say("Correct the values, or leave the chart out."),
            severity="warning",
        )


def scale_of(unit: str) -> Sentence:
    """What a unit measures on: itself for a sign or a currency, a count for any word.

    Participants and teachers are counted on one scale; euros and per cent have none in common.
    """
    currency = len(unit) == 3 and unit.isascii() and unit.isupper()
    return verbatim(unit) if currency or is_sign(unit) else say("counted things")


def _share_faults(chart: Chart) -> Iterator[Diagnostic]:
    for datum in chart.data:
        if chart.whole <= 0:
            yield Diagnostic(
                "chart-share",
                say(
                    "The chart shows {shown} ({figure}) as a share, and nothing says of how much.",
                    shown=datum.figure.shown,
                    figure=datum.figure.id,
                ),
                hint=say(
                    "Say at the figure what it is a part of, such as `part_of: total`, or "
                    "use a bar chart."
                ),
            )
        elif not 0 <= datum.figure.value <= chart.whole:
            yield Diagnostic(
                "chart-share",
                say(
                    "{shown} ({figure}) is not a share of {of_whole}.",
                    shown=datum.figure.shown,
                    figure=datum.figure.id,
                    of_whole=_of_whole(chart),
                ),
                hint=say("Give a value from 0 to the whole, or use a bar chart."),
            )


def _whole_faults(chart: Chart) -> Iterator[Diagnostic]:
    total = sum(datum.figure.value for datum in chart.data)
    if 0 < chart.whole < total and not makes_whole(chart):
        percent = chart.data[0].figure.unit == "%"
        yield Diagnostic(
            "chart-share",
            say(
                "The parts add up to {total:f}, more than the whole of {of_whole}.",
                total=total,
                of_whole=_of_whole(chart),
            ),
            hint=say("Shares of different questions belong side by side: use donuts or bars.")
            if percent
            else say("Correct a value or the figure of the whole, or use a bar chart."),
        )


def _of_whole(chart: Chart) -> str:
    """The whole with its unit, as a diagnostic says it."""
    return f"{chart.whole:f} {chart.data[0].figure.unit}".rstrip()


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
    style = chart_style(chart.role, chart.kind, sheet)
    found = [*_data_faults(chart), *size_faults(style, sheet)]
    found += contrast_faults(style, sheet, condition, ground)
    named = chart.role if chart.role in sheet.charts else chart.kind
    found += _alike_faults(chart, look_of(style, sheet, "und"), named)
    found += _ink_faults(chart, look_of(style, sheet, "und"), condition)
    return tuple(replace(fault, place=chart.place) for fault in found)


def _ink_faults(chart: Chart, look: Look, condition: OutputCondition) -> Iterator[Diagnostic]:
    """Too many hues, and parts that only their inks tell apart, which some people cannot.

    Parts in one and the same ink are another fault.
    """
    inks = [look.ink(number) for number in range(len(chart.data))]
    hint = say(
        "Name fewer inks in the chart style, or tints of one: each mark has a label of its own."
    )
    if kind_of(chart.kind).has_labels_apart:
        hint = say("Name inks of other lightness in the chart style, or show fewer parts.")
        parts: dict[Colour, Told] = {}
        for datum, ink in zip(chart.data, inks, strict=True):
            if datum.figure.value:
                name = in_quotes(plain(datum.label)) if datum.label else verbatim(datum.figure.id)
                parts.setdefault(ink, Told(name, ink))
        yield from close_faults(combinations(parts.values(), 2), condition, hint)
    yield from hue_faults(inks, condition, hint)


def size_faults(style: ChartStyle, sheet: StyleSheet) -> Iterator[Diagnostic]:
    """Warnings of type styles whose letters are too small to be read."""
    look = look_of(style, sheet, "und")
    for name, lettering in ((style.label, look.label), (style.value, look.value)):
        if lettering.style.size < SMALLEST_LABEL:
            yield Diagnostic(
                "chart-small-label",
                say(
                    "The chart's type style “{name}” is {size:g} pt; labels below "
                    "{smallest_label} pt are hard to read.",
                    name=name,
                    size=lettering.style.size,
                    smallest_label=SMALLEST_LABEL,
                ),
                hint=say(
                    "Set its size to {smallest_label} or more.", smallest_label=SMALLEST_LABEL
                ),
                severity="warning",
            )


def contrast_faults(
    style: ChartStyle, sheet: StyleSheet, condition: OutputCondition, ground: str
) -> Iterator[Diagnostic]:
    """Marks against their ground; between marks there is always a gap of that ground."""
    for name in dict.fromkeys(style.inks):
        ratio = contrast(condition, sheet.colour(name), sheet.colour(ground))
        if ratio < LEAST_CONTRAST:
            yield Diagnostic(
                "chart-contrast",
                say(
                    "The chart's ink “{name}” on “{ground}” has a contrast of {ratio:.1f} "
                    "to 1 in print; marks need {least_contrast:g} to 1.",
                    name=name,
                    ground=ground,
                    ratio=ratio,
                    least_contrast=LEAST_CONTRAST,
                ),
                hint=say("Use a darker or lighter ink for the chart, or another ground."),
                severity="warning",
            )


def _alike_faults(chart: Chart, look: Look, style: str) -> Iterator[Diagnostic]:
    """Parts of one shape that are in one ink: nothing tells which label is whose."""
    if len(chart.data) > 1 and kind_of(chart.kind).divides(chart):
        parts = (
            (in_quotes(plain(one.label) if one.label else one.figure.id), look.ink(number))
            for number, one in enumerate(chart.data)
            if one.figure.value
        )
        yield from alike_faults(parts, len(chart.data), style)
