"""Differences, days and languages as the report writes them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from depliant.compare.changes import FigureChange
from depliant.compare.written import day, difference, language_name
from depliant.figures.figure import Figure
from depliant.sentences import Sentence


def changed(by: str, unit: str) -> FigureChange:
    """A figure that has changed by so much."""
    figure = Figure("share", Decimal(40), unit, "40", unit, "40 %", "40 %")
    return FigureChange("changed", figure, figure, Decimal(by), None, (), ())


@pytest.mark.parametrize(
    ("by", "said", "is_several_in_french"),
    [
        ("1", "+1\u00a0point", False),
        ("-1", "\u22121\u00a0point", False),
        ("0.5", "+0.5\u00a0points", False),
        ("1.5", "+1.5\u00a0points", False),
        ("-2", "\u22122\u00a0points", True),
        ("2.5", "+2.5\u00a0points", True),
        ("12", "+12\u00a0points", True),
    ],
)
def test_points_agree_with_their_number(by: str, said: str, is_several_in_french: bool) -> None:
    points = difference(changed(by, "%"), "en")
    assert isinstance(points, Sentence)
    assert str(points) == said
    # French has the plural from two on: « 1,5 point » (its rule for catalogues is n > 1).
    count = dict(points.values)["count"]
    assert isinstance(count, int)
    assert (count > 1) is is_several_in_french


def test_a_difference_is_written_as_the_brochure_writes_its_figures() -> None:
    assert difference(changed("1200.5", "%"), "fr") == difference(changed("1200.5", "%"), "fr-BE")
    assert str(difference(changed("2.5", "%"), "fr")) == "+2,5\u00a0points"
    assert difference(changed("0", "%"), "fr") == "0"
    assert difference(changed("-700", "visitors"), "en") == "\u2212700"


def test_days_and_languages_are_written_as_the_reader_writes_them() -> None:
    assert day("2017-06-30", "en") == "30 June 2017"
    assert day("2017-06-30T00:00:00", "fr") == "30 juin 2017"
    assert [language_name("nl", language) for language in ("en", "fr")] == ["Dutch", "néerlandais"]
    assert language_name("xx-unknown", "fr") == "xx-unknown"
