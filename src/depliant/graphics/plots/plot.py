"""Charts of series to artwork: the title that says what is found, the subtitle, then the marks.

The rules: marks that stand on zero have it on their axis; names at the marks, and above them only
where they have no room; nothing said by colour alone; three to one between marks and their ground,
on the printed colour (WCAG 2.1, 1.4.11). How each kind is drawn is said in a module of this
package, see `plots.kinds`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import partial

from msgspec.structs import replace

from depliant.content.inline import plain
from depliant.content.model_plots import Plot
from depliant.errors import BrochureError, Diagnostic
from depliant.geometry import MM
from depliant.graphics.art import Art, Part
from depliant.graphics.charts import fitting
from depliant.graphics.charts.alike import alike_faults
from depliant.graphics.charts.board import Draft, Frame, Look, Words, chart_style, look_of
from depliant.graphics.charts.chart import contrast_faults, scale_of, size_faults
from depliant.graphics.charts.renderer import InkKey, Said, Says, record
from depliant.graphics.charts.sizing import Fit, artists, filled, fitted, headed, looks, size_of
from depliant.graphics.plots import multiples
from depliant.graphics.plots.ink_faults import ink_faults
from depliant.graphics.plots.keys import Sample, inks
from depliant.graphics.plots.kinds import kind_of
from depliant.graphics.plots.references import tint
from depliant.graphics.plots.rules import kept_clear
from depliant.press.condition import OutputCondition
from depliant.sentences import in_quotes, joined, say
from depliant.style.sheet import StyleSheet

CLEAR = 0.5
"""Points between the title and a subtitle whose letters would meet."""

BELOW_HEAD = 0.5
"""Lines of a label between the words at the head and what is drawn."""


def draw(
    plot: Plot,
    sheet: StyleSheet,
    width: float,
    language: str,
    height: float | None = None,
    room: float | None = None,
) -> Art:
    """Draw a chart of series.

    Args:
        plot: what to draw.
        sheet: where its style is found, by its role, else by its kind.
        width: of the box, in points; nothing is drawn outside it.
        language: of the labels.
        height: of what is drawn below the words at the head, in points; None leaves it to the
            style sheet, else to the width.
        room: what all of the chart is to be high, in points, as near to it as it comes; 0 for the
            least height that it can have.

    Returns:
        The artwork, as high as it turned out; its diagnostics are labels that do not fit or find
        no place, even at the smallest size that their type styles allow.

    Raises:
        BrochureError: the data cannot be drawn honestly (see `data_faults`).
    """
    faults = data_faults(plot)
    if any(fault.severity == "error" for fault in faults):
        raise BrochureError(faults)
    style = chart_style(plot.role, plot.kind, sheet)
    look = look_of(style, sheet, language)
    if height is None and style.height_mm:
        height = style.height_mm * MM
    frame = Frame(0.0, width, height)
    drawing = partial(_drafted, plot)

    def at_height(high: float) -> Fit:
        return fitted(drawing, looks(look, style, sheet), frame._replace(height=high))

    if room is None:
        fit = fitted(drawing, looks(look, style, sheet), frame)
    else:
        fit = filled(at_height, frame, kind_of(plot.kind).least, room)
    size = size_of(fit.draft, frame)
    key = InkKey.of((*look.key.inks, *fit.draft.tints))
    drawn = record(artists(fit.draft), size, key, language)
    placed = tuple(replace(fault, place=plot.place) for fault in fit.faults)
    is_keyed = any(isinstance(piece, Sample) for piece in fit.draft.pieces)
    parts = _parts(drawn.said)
    return Art(drawn.items, size, placed, parts, is_smaller=fit.is_smaller, is_keyed=is_keyed)


def _drafted(plot: Plot, look: Look, frame: Frame) -> Draft:
    """The chart below its title and subtitle."""
    heads: list[Words] = []
    for words, lettering, says in (
        (plot.title, look.title, Says("title")),
        (plot.subtitle, look.subtitle, Says("subtitle")),
    ):
        if words:
            head, below = headed(words, lettering, frame, says)
            lower = _clear_of(heads, head, look, frame.width)
            heads.append(replace(head, first=head.first + lower))
            frame = below._replace(top=below.top + lower)
    if heads:
        frame = frame._replace(top=frame.top + look.label.leading * BELOW_HEAD)
    kind = kind_of(plot.kind)
    if plot.is_multiple and len(plot.series) > 1:
        draft = multiples.draw(kind, plot, look, frame)
    else:
        draft = kind.draw(plot, look, frame)
    tints = (*draft.tints, tint(look)) if plot.references else draft.tints
    return replace(draft, pieces=kept_clear((*heads, *draft.pieces)), tints=tints)


def _clear_of(heads: Sequence[Words], head: Words, look: Look, width: float) -> float:
    """How much lower a text must stand than its leading asks, so as not to meet what is above it.

    Letters of some scripts reach far up and down.
    """
    boxes = [fitting.reach(words, width, look.label.language) for words in (*heads, head)]
    *above, own = boxes
    if own is None:
        return 0.0
    lowest = max((box.bottom for box in above if box), default=own.y - CLEAR)
    return lowest + CLEAR - own.y if lowest > own.y else 0.0


def _parts(said: Iterable[Said]) -> tuple[Part, ...]:
    return tuple(
        Part(says.saying, says.place, first, last, says.series) for says, first, last in said
    )


def data_faults(plot: Plot) -> tuple[Diagnostic, ...]:
    """What is wrong with a chart's data, whatever it will look like: all of it at once."""
    return tuple(replace(fault, place=plot.place) for fault in _data_faults(plot))


def _data_faults(plot: Plot) -> Iterator[Diagnostic]:
    values = [value for series in plot.series for _, value in series.known()]
    if not values:
        yield Diagnostic(
            "chart-empty",
            say("The chart has no data."),
            hint=say("Name a series that has values between the ends of the chart."),
        )
        return
    kind = kind_of(plot.kind)
    units = sorted({scale_of(value.unit) for value in values}, key=str)
    if len(units) > 1 and kind.is_of_one_unit:
        yield Diagnostic(
            "chart-mixed-units",
            say(
                "The chart compares values of different units: {names}.",
                names=joined(units),
            ),
            hint=say("Make one chart for each unit."),
        )
    if not kind.is_of_one_unit:  # the ends that are stated are those of the axis upwards
        values = [value for _, value in plot.series[-1].known()]
    yield from _axis_faults(plot, [value.value for value in values])
    for part in multiples.each(plot):
        yield from kind.faults(part)


def _axis_faults(plot: Plot, values: list[Decimal]) -> Iterator[Diagnostic]:
    low, high = plot.low, plot.high
    if (low is not None and min(values) < low) or (high is not None and max(values) > high):
        yield Diagnostic(
            "chart-axis",
            say(
                "The chart's axis ends before its values, which run from {low:f} to {high:f}.",
                low=min(values),
                high=max(values),
            ),
            hint=say("Write other ends at `axis:`, or leave them out."),
        )
    if kind_of(plot.kind).from_zero and low is not None and low > 0:
        yield Diagnostic(
            "chart-axis",
            say("Bars and areas stand on zero, and the chart's axis begins at {low:f}.", low=low),
            hint=say("Take out `from:` at `axis:`, or make a chart of lines or dots."),
        )


def check(
    plot: Plot,
    sheet: StyleSheet,
    condition: OutputCondition,
    ground: str = "paper",
    *,
    is_keyed: bool = False,
) -> tuple[Diagnostic, ...]:
    """What can be said against a chart without drawing it: its data, sizes and inks.

    Args:
        plot: the chart.
        sheet: its style sheet.
        condition: the printing condition, through which contrast is computed.
        ground: the swatch that the chart stands on.
        is_keyed: whether it was drawn with a legend, see `Art`.
    """
    style = chart_style(plot.role, plot.kind, sheet)
    found = [*_data_faults(plot), *size_faults(style, sheet)]
    look = look_of(style, sheet, "und")
    judged = kind_of(plot.kind).contrasts
    if judged is None:
        found += contrast_faults(style, sheet, condition, ground)
    elif not found:
        found += judged(plot, look, condition, sheet.colour(ground))
    if kind_of(plot.kind).is_told_by_ink and not plot.is_multiple:
        shown = [
            (in_quotes(plain(series.label)), ink)
            for series, ink in zip(plot.series, inks(plot, look), strict=True)
            if not series.is_held_back
        ]
        named = plot.role if plot.role in sheet.charts else plot.kind
        found += alike_faults(shown, len(shown), named)
    found += ink_faults(plot, look, condition, is_keyed=is_keyed)
    return tuple(replace(fault, place=plot.place) for fault in found)
