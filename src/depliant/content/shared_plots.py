"""Values as shares of the sum of their place: what a chart of parts of a whole writes at them.

Each share is rounded half up by itself, to whole per cents, or to tenths where one would else be
0 % that is more. They are not forced to add up to 100: that would print shares that the values do
not have. Where the printed ones do not add up it is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from babel import Locale
from msgspec.structs import replace

from depliant.content.inline import plain
from depliant.content.model_plots import Plot
from depliant.errors import Diagnostic
from depliant.figures import writing as figures
from depliant.figures.figure import Figure
from depliant.sentences import joined, say, verbatim

_WHOLE: Final = Decimal(1)
_TENTHS: Final = Decimal("0.1")


def shared(plot: Plot, locale: Locale) -> tuple[Plot, tuple[Diagnostic, ...]]:
    """A chart of shares with the share of each value written at it, and what is to be said of that.

    What a voice and a table say of a value is its amount and its share.

    Args:
        plot: of several series, whose values none is below zero.
        locale: writes the shares.
    """
    columns = [[one.values[at] for one in plot.series] for at in range(len(plot.places))]
    exact = [_shares(column) for column in columns]
    known = [share for column in exact for share in column if share is not None]
    step = _TENTHS if any(0 < share < Decimal("0.5") for share in known) else _WHOLE
    rounded = [
        [None if one is None else one.quantize(step, ROUND_HALF_UP) for one in column]
        for column in exact
    ]
    series = tuple(
        replace(
            one,
            values=tuple(
                value if value is None or share is None else _with_share(value, share, locale)
                for value, share in zip(one.values, row, strict=True)
            ),
        )
        for one, row in zip(plot.series, zip(*rounded, strict=True), strict=True)
    )
    return replace(plot, series=series), tuple(_uneven(plot, rounded))


def _shares(column: Sequence[Figure | None]) -> list[Decimal | None]:
    """Per cents of the sum; none where there is no sum, or a value is below zero."""
    values = [None if one is None else one.value for one in column]
    total = sum((value for value in values if value is not None), Decimal(0))
    if total <= 0 or any(value is not None and value < 0 for value in values):
        return [None] * len(values)
    return [None if value is None else value * 100 / total for value in values]


def _with_share(figure: Figure, share: Decimal, locale: Locale) -> Figure:
    written = figures.alike([share], "%", locale)[0]
    full, spoken = figure.full, figure.spoken
    if figure.full != written.text:
        full = f"{figure.full} ({written.text})"
        spoken = f"{figure.spoken} ({written.text})" if figure.spoken else ""
    return replace(
        figure,
        number=written.number,
        unit_shown=written.unit,
        shown=written.text,
        full=full,
        spoken=spoken,
    )


def _uneven(plot: Plot, rounded: Sequence[Sequence[Decimal | None]]) -> Iterator[Diagnostic]:
    """The places whose printed shares do not add up to 100."""
    found = []
    for place, column in zip(plot.places, rounded, strict=True):
        shares = [share for share in column if share is not None]
        if shares and sum(shares) != 100:
            found.append(f"{plain(place.label)}: {sum(shares):f}")
    if found:
        yield Diagnostic(
            "chart-rounding",
            say(
                "The per cents of the chart do not all add up to 100, since each is rounded by "
                "itself: {sums}.",
                sums=joined(map(verbatim, found)),
            ),
            plot.place,
            say(
                "Nothing need be done; a `note` below the chart may say so, or `values: amounts` "
                "writes the values themselves."
            ),
            "info",
        )
