"""What is set large and has no room: made smaller within its bounds, or refused with what to do."""

from __future__ import annotations

from decimal import Decimal

import pytest
from msgspec.structs import replace

from depliant.content.inline import Span
from depliant.content.model import Chart, Datum, Hanging, KeyFigure
from depliant.errors import Diagnostic, Place
from depliant.figures.figure import Figure
from depliant.geometry import mm
from depliant.layout.compose import Composition, compose
from depliant.layout.job import Job
from depliant.source.folder import Folder
from depliant.source.yaml import parse_yaml
from depliant.style.sheet import Copyfit, Design, Fit, Format, Margin, StyleSheet, TypeStyle

from .conftest import HERE, ROOT, coated, composed, edition, glyph_runs, panel, paragraph, sheet
from .test_blocks import hanging_sheet, item, items

MEASURE = mm(50)


def titled(fit: Fit, size: float = 30) -> StyleSheet:
    """A page 60 mm wide whose role `years` is set in `size` points within the bounds `fit`."""
    styles = {
        "text": TypeStyle(size=8, leading=10),
        "years": TypeStyle(size=size, leading=30, weight=700, fit=fit),
    }
    return sheet(type=styles)


def years(text: str, fit: Fit, size: float = 30) -> Composition:
    return composed(edition(panel(paragraph(text, "years"))), titled(fit, size))


def sizes(composition: Composition) -> set[float]:
    return {run.size for run, _ in glyph_runs(composition.panels[0].marks)}


def right_end(composition: Composition) -> float:
    return max(
        run.x + glyph.x + glyph.advance
        for run, _ in glyph_runs(composition.panels[0].marks)
        for glyph in run.glyphs
    )


def bounded(style: StyleSheet, size: float, *names: str) -> StyleSheet:
    """The style sheet with a bound on the size of some of its type styles."""
    own = {name: replace(style.type[name], fit=Fit(size=size)) for name in names}
    return replace(style, type={**style.type, **own})


def only(composition: Composition, severity: str) -> Diagnostic:
    (found,) = composition.diagnostics
    assert found.severity == severity
    return found


@pytest.mark.parametrize("text", ["2018-2022", "2020-2024", "2000-2040"])
def test_a_word_too_wide_gets_as_small_as_it_must_and_no_smaller(text: str) -> None:
    composition = years(text, Fit(size=0.8), 31)
    note = only(composition, "info")
    (size,) = sizes(composition)
    assert note.code == "type-fitted"
    assert f"“{text}” is set at {size:g} pt instead of 31 pt" in str(note.message)
    assert 31 * 0.8 <= size < 31
    end = right_end(composition) - mm(5)
    assert end <= MEASURE + 0.02
    assert end * (size + 0.11) / size > MEASURE, "a tenth of a point more would not fit"


def test_a_text_that_fits_is_as_designed() -> None:
    composition = years("2012", Fit(size=0.5, lines=1))
    assert composition.diagnostics == ()
    assert sizes(composition) == {30}


def test_a_word_that_would_have_to_be_smaller_than_its_bound_is_an_error() -> None:
    found = only(years("2018-2022", Fit(size=0.9), 60), "error")
    assert found.code == "word-too-wide"


def test_a_text_of_too_many_lines_gets_smaller_until_it_has_as_many_as_it_may() -> None:
    designed = years("Chiffres clés", Fit(), 30)
    assert len({run.y for run, _ in glyph_runs(designed.panels[0].marks)}) == 2
    composition = years("Chiffres clés", Fit(size=0.7, lines=1), 30)
    only(composition, "info")
    assert len({run.y for run, _ in glyph_runs(composition.panels[0].marks)}) == 1
    assert right_end(composition) <= mm(55) + 0.02


def test_a_text_of_too_many_lines_at_its_bound_is_as_designed_and_a_warning_says_so() -> None:
    composition = years("Chiffres clés", Fit(size=0.98, lines=1), 30)
    found = only(composition, "warning")
    assert found.code == "fit-lines"
    assert "“Chiffres clés” takes 2 lines at 30 pt" in str(found.message)
    assert "more than 1 line at" in str(found.message)
    assert sizes(composition) == {30}
    assert not years("Chiffres clés", Fit(lines=1), 30).diagnostics, "it may not get smaller"


def test_bounds_are_inherited_key_by_key() -> None:
    from depliant.style.inheritance import styled

    text = """\
type:
  text: {}
  years: {fit: {size: 0.8, lines: 1}}
  small: {base: years, fit: {size: 0.9}}
"""
    sheet_ = styled(parse_yaml(text, "style.yaml"))
    assert sheet_.type["small"].fit == Fit(size=0.9, lines=1)
    assert sheet_.type["text"].fit == Fit()


# --- numbers set large --------------------------------------------------------------------------


def figure(value: int, shown: str) -> Figure:
    return Figure("subvention", Decimal(value), "EUR", shown, "", shown, shown)


def hung(value: int, shown: str, fit: float) -> Composition:
    hanging = Hanging(figure(value, shown), repeats=False)
    style = bounded(hanging_sheet(), fit, "numeral")
    return composed(edition(panel(items(item("euros", hanging)))), style)


def test_a_hanging_number_that_grows_keeps_to_its_column() -> None:
    assert hung(712, "712", 0.7).diagnostics == ()
    composition = hung(1_712_000, "1 712 000", 0.6)
    assert "“1 712 000” is set at" in str(only(composition, "info").message)
    (number,) = [
        run for run, _ in glyph_runs(composition.panels[0].marks) if run.text == "1 712 000"
    ]
    assert 12 * 0.6 <= number.size < 12
    assert number.x >= mm(5) - 0.02
    end = number.x + sum(glyph.advance for glyph in number.glyphs)
    assert end == pytest.approx(mm(5) + mm(12), abs=0.05)


def test_a_number_that_fits_in_no_form_can_stand_in_its_sentence() -> None:
    found = only(hung(123_456_789, "123 456 789", 0.95), "error")
    assert found.code == "numeral-too-wide"
    assert "Take `figure:` out of the item, and write {subvention} in its text." in str(found.hint)


def test_who_translates_is_told_what_a_translation_can_do_about_a_number_that_is_too_wide() -> None:
    place = Place("assets/translations/el.po", 121)
    shown = figure(120_000_000, "1 ekatommyrio evro")
    hanging = Hanging(shown, repeats=False, spans=(Span(shown.shown, figure="subvention"),))
    entry = replace(item("gia tin ekklisia", hanging), place=place)
    style = bounded(hanging_sheet(), 0.95, "numeral")
    found = only(composed(edition(panel(items(entry))), style), "error")
    assert found.code == "numeral-too-wide"
    assert "Begin the translation with another word" in str(found.hint)
    assert "`figure:`" not in str(found.hint)


def test_a_shorter_form_is_named_only_where_it_fits() -> None:
    found = only(hung(120_000_000, "120 000 000", 0.75), "error")
    assert "Begin the item's text with {subvention:compact}" in str(found.hint)
    assert "“120 millions” then hangs" in str(found.hint).replace("\\u00a0", " ").replace(
        "\u00a0", " "
    )
    short = Figure(
        "subvention", Decimal(120_000_000), "EUR", "120", "millions", "120 millions", "120 millions"
    )
    style = bounded(hanging_sheet(), 0.75, "numeral")
    hanging = Hanging(short, repeats=False)
    composition = composed(edition(panel(items(item("d’euros", hanging)))), style)
    assert [one for one in composition.diagnostics if one.severity == "error"] == []


def test_a_key_figure_that_grows_keeps_to_its_measure() -> None:
    block = KeyFigure(figure(1_712_000_000, "1 712 000 000"), (Span("euros"),), HERE)
    style = bounded(hanging_sheet(), 0.6, "key-number")
    composition = composed(edition(panel(block)), style)
    only(composition, "info")
    assert right_end(composition) <= mm(55) + 0.1
    refused = only(composed(edition(panel(block)), hanging_sheet()), "error")
    assert "Write `form: compact` below the key figure" in str(refused.hint)


def test_a_label_whose_words_have_no_room_beside_its_number_stands_below() -> None:
    label = (Span("anticonstitutionnellement"),)
    block = KeyFigure(figure(400_000, "400 000"), label, HERE)
    composition = composed(edition(panel(block)), hanging_sheet(hero_mm=15))
    assert composition.diagnostics == ()
    found = {run.text: run for run, _ in glyph_runs(composition.panels[0].marks)}
    assert found["anticonstitutionnellement"].x == pytest.approx(mm(5))
    assert found["anticonstitutionnellement"].y > found["400 000\u0020"].y


# --- signs --------------------------------------------------------------------------------------


def counted(value: int, each: int = 100) -> Chart:
    datum = Datum(figure(value, f"{value}"), "Visiteurs")
    return Chart("people", (datum,), "", "", "people", HERE, each=each)


def drawn(chart: Chart, steps: int = 2) -> Composition:
    style = StyleSheet(
        format=Format(fold="none", size=(60, 80)),
        type={"text": TypeStyle(size=8, leading=10)},
        designs={"default": Design(margin=Margin(top=5, right=5, bottom=5, left=5))},
        copyfit=Copyfit(steps=steps),
    )
    return compose(edition(panel(paragraph("Texte"), chart)), Job(style, Folder(ROOT), coated()))


@pytest.mark.parametrize("steps", [0, 2])
def test_a_chart_that_counts_out_too_much_says_how_it_has_room(steps: int) -> None:
    assert drawn(counted(15_000), steps).diagnostics == ()
    [found] = [one for one in drawn(counted(90_000), steps).diagnostics if one.code == "overset"]
    assert "Write `each: 500` in the chart at content.yaml:7:3" in str(found.hint)
    assert any(one.code == "overset" for one in drawn(counted(90_000, 200), steps).diagnostics)
    said = drawn(counted(90_000, 500), steps).diagnostics
    assert [one for one in said if one.code == "overset"] == []


def test_a_panel_that_no_chart_makes_room_in_does_not_say_so() -> None:
    chart = counted(90_000)
    text = paragraph("Beaucoup de mots en trop. " * 90)
    the_panel = panel(paragraph("Texte"), chart)
    crowded = replace(the_panel, blocks=(text, *the_panel.blocks))
    style = sheet(type={"text": TypeStyle(size=8, leading=10)})
    [found] = compose(edition(crowded), Job(style, Folder(ROOT), coated())).diagnostics
    assert found.code == "overset"
    assert "each" not in str(found.hint)
