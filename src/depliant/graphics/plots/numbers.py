"""The numbers that a chart of series writes by itself: those of its axis, in one form."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from depliant.content.model_plots import Plot
from depliant.figures import writing


def written(values: Sequence[Decimal], plot: Plot, unit: str | None = None) -> tuple[str, ...]:
    """Round values as the edition writes its numbers: with a per cent sign, in millions alike.

    The unit stands in the subtitle; of money and counted things the number alone is written.

    Args:
        values: what stands at an axis.
        plot: its chart.
        unit: of the axis; None: that of the chart's values, in whose form it is then written.
    """
    locale = writing.locale_of(plot.locale)
    assert locale is not None, "numbers of a locale that is known"
    locale = writing.in_digits(locale, plot.digits)
    beside = [value.value for one in plot.series for _, value in one.known()]
    if unit is None:
        unit = unit_of(plot)
        if plot.in_millions and unit != "%":
            values, beside = [value.scaleb(-6) for value in values], []
    else:
        beside = []
    unit = unit if unit == "%" else ""
    shown = [_trimmed(value) for value in values]
    places = max((-int(value.as_tuple().exponent) for value in shown), default=0)
    alike = [value.quantize(Decimal(1).scaleb(-places)) if value else value for value in shown]
    return tuple(form.text for form in writing.alike(alike, unit, locale, beside))


def unit_of(plot: Plot) -> str:
    """The unit of the first value that there is."""
    return next((value.unit for one in plot.series for _, value in one.known()), "")


def _trimmed(value: Decimal) -> Decimal:
    """The value without zeros at the end of its decimals: 2.50 is 2.5, and 200 stays."""
    value = value.normalize()
    return value.quantize(Decimal(1)) if int(value.as_tuple().exponent) > 0 else value
