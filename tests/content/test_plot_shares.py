"""Charts of shares: per cents at the marks, amounts beside them in what is read aloud."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.graphics.plotting import draw, plot, series, sound, words, years

from depliant.content.model_plots import Plot, PlotKind
from depliant.content.publication import load as load_publication
from depliant.content.resolve import resolve
from depliant.content.shared_plots import shared
from depliant.errors import BrochureError, Diagnostic
from depliant.figures import writing
from depliant.layout.growing import grows
from depliant.source.folder import Folder

from .test_plot_kinds import made

SPENT = """\
date: 2025-01-01
figures:
  social: {unit: EUR, source: unstated, values: {2023: 33000000, 2024: 36000000}}
  roads:  {unit: EUR, source: unstated, values: {2023: 11000000, 2024: 9000000}}
  other:  {unit: EUR, source: unstated, values: {2023: 6000000, 2024: 9000000}}
panels:
  - id: one
    blocks:
      - {heading: Un an, level: 1}
      - chart: KIND
        arrange: shares
        series:
          - {series: social, label: Social}
          - {series: roads, label: Routes}
          - {series: other, label: Autres}
"""
Project = Callable[..., Path]
KINDS = ("columns", "grouped-bar", "area")


def spent(kind: str = "columns", more: str = "") -> str:
    return SPENT.replace("KIND", kind) + more


def in_language(root: Path, language: str) -> Plot:
    edition, _ = resolve(load_publication(Folder(root)), language)
    return next(block for block in edition.panels[0].blocks if isinstance(block, Plot))


@pytest.mark.parametrize("kind", KINDS)
def test_shares_are_written_in_the_editions_form(kind: str, project: Project) -> None:
    chart = made(project(spent(kind)))
    assert [one.shown for _, one in chart.series[0].known()] == ["66\u00a0%", "67\u00a0%"]
    chart = in_language(project(spent(kind)), "en")
    assert [one.shown for _, one in chart.series[2].known()] == ["12%", "17%"]


def test_tables_and_voices_have_both(project: Project) -> None:
    chart = made(project(spent()))
    first = chart.series[0].values[0]
    assert first is not None
    assert first.full == "33\u202f000\u202f000\u00a0€ (66\u00a0%)"
    assert "(66\u00a0%)" in (first.spoken or first.full)
    assert "(66\u00a0%)" in chart.alt
    assert first.value == 33_000_000, "what is drawn goes by the amounts"


def test_amounts_are_written_where_they_are_asked_for(project: Project) -> None:
    chart = made(project(spent(more="        values: amounts\n")))
    assert [one.shown for _, one in chart.series[0].known()] == ["33\u00a0M€", "36\u00a0M€"]


@pytest.mark.parametrize("kind", KINDS)
def test_they_stand_at_the_marks(kind: str, project: Project) -> None:
    chart = made(project(spent(kind)))
    art = draw(chart, 120)
    assert art.diagnostics == ()
    sound(art, chart)
    assert words(art, "value", 1, 0) == "67\u00a0%"
    assert not grows(chart)


def test_that_they_do_not_add_up_is_said_and_not_mended(project: Project) -> None:
    _, found = resolve(load_publication(Folder(project(spent()))), "fr")
    (told,) = [one for one in found if one.code == "chart-rounding"]
    assert told.severity == "info"
    assert "2024: 101" in str(told)
    assert "2023" not in str(told)


def test_the_key_is_of_shares_alone(
    project: Project, found: Callable[..., list[Diagnostic]]
) -> None:
    wrong = spent(more="        values: amounts\n").replace("arrange: shares", "arrange: stacked")
    (fault,) = [one for one in found(wrong) if one.severity == "error"]
    assert "is for charts that are arranged as `shares`" in str(fault)


@given(st.lists(st.lists(st.integers(0, 10_000), min_size=3, max_size=3), min_size=2, max_size=5))
def test_each_is_rounded_half_up_by_itself(rows: list[list[int]]) -> None:
    given_rows = [series(f"s{n}", row, f"S{n}") for n, row in enumerate(rows)]
    locale = writing.locale_of("en")
    assert locale is not None
    chart, found = shared(plot("columns", years(2020, 3), *given_rows, arrange="shares"), locale)
    sums = [sum(row[at] for row in rows) for at in range(3)]
    exact = [
        [Decimal(row[at]) * 100 / sums[at] if sums[at] else None for at in range(3)] for row in rows
    ]
    fine = any(one is not None and 0 < one < Decimal("0.5") for row in exact for one in row)
    step = Decimal("0.1") if fine else Decimal(1)
    for row, shares in zip(chart.series, exact, strict=True):
        for value, share in zip(row.values, shares, strict=True):
            assert value is not None
            if share is not None:
                assert value.shown == f"{share.quantize(step, ROUND_HALF_UP)}%"
    assert all(one.code == "chart-rounding" for one in found)


@pytest.mark.parametrize("kind", ["columns", "grouped-bar"])
def test_a_share_of_a_sum_that_is_not_known_is_refused(kind: PlotKind) -> None:
    rows = series("a", [3.0, 4.0], "Un"), series("b", [None, 6.0], "Deux")
    with pytest.raises(BrochureError) as caught:
        draw(plot(kind, years(2023, 2), *rows, arrange="shares"), 95)
    (fault,) = caught.value.diagnostics
    assert fault.code == "chart-share"
    assert "`b` has no value there" in str(fault.message)
    assert "2023" in str(fault.message)
