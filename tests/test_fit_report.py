"""The fit report: what it says of a panel is what is seen on it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from tests.layout.conftest import job

from depliant.build.fit_report import panel_fits
from depliant.build.report import PanelFit
from depliant.content.inline import Span
from depliant.content.model import Edition, Panel, Paragraph
from depliant.errors import Place
from depliant.geometry import mm
from depliant.layout.compose import compose
from depliant.source.reading import typed
from depliant.style.sheet import Copyfit, Design, Format, StyleSheet

HERE = Place("content.yaml", 7, 3)


def sheet(**text: object) -> StyleSheet:
    """One page of 60 by 80 mm, its type area 50 by 70; text of 8 on 10 pt."""
    given: dict[str, object] = {
        "format": Format(fold="none", size=(60, 80)),
        "baseline": 5.0,
        "type": {"text": {"size": 8, "leading": 10, **text}},
        "designs": {"default": {"margin": {"top": 5, "right": 5, "bottom": 5, "left": 5}}},
        "copyfit": Copyfit(size=0.9, leading=0.9, steps=3),
    }
    return typed(StyleSheet, given)


def fit(the_sheet: StyleSheet, *texts: str, name: str = "one") -> PanelFit:
    blocks = tuple(Paragraph((Span(text),), "text", HERE) for text in texts)
    panel = Panel(name, "default", "", blocks, (), HERE)
    edition = Edition("test", "fr", "Test", "", "", (), "2020-01-01", (panel,), ())
    (found,) = panel_fits(compose(edition, job(the_sheet)), the_sheet)
    return found


def test_the_fill_is_the_share_of_the_type_area_in_use() -> None:
    found = fit(sheet(), *["Une ligne."] * 8, name="dos")
    assert (found.edition, found.panel) == ("fr", "dos")
    # A panel of 198.4 pt, of which a grid of 5 pt leaves what is below the eighth line.
    assert found.fill == pytest.approx(8 * 10 / mm(70), abs=0.02)
    assert str(found.step) == "as designed"
    assert not found.overset


def test_the_fill_is_that_of_the_main_frame_where_the_design_places_it() -> None:
    the_sheet = sheet()
    frames = {"main": {"height_mm": 40}}
    look = {"margin": {"top": 5, "right": 5, "bottom": 5, "left": 5}, "frames": frames}
    the_sheet = replace(the_sheet, designs={"default": typed(Design, look)})
    found = fit(the_sheet, *["Une ligne."] * 8)
    assert found.fill == pytest.approx(8 * 10 / mm(40), abs=0.04)


def test_the_step_of_copyfitting_is_named() -> None:
    found = fit(sheet(), *["Une ligne."] * 20)
    assert str(found.step).startswith("step 1: size 96.7%")
    assert not found.overset
    assert 0.9 < found.fill <= 1


def test_what_finds_no_room_is_said() -> None:
    found = fit(sheet(), *["Une ligne."] * 40)
    assert found.overset
    assert str(found.step).startswith("step 3")


def test_divided_words_are_counted() -> None:
    whole = fit(sheet(hyphenate=False), "anticonstitutionnellement " * 6)
    divided = fit(sheet(hyphenate=True, align="justify"), "anticonstitutionnellement " * 6)
    assert whole.hyphens == 0
    assert divided.hyphens > 0


def test_the_loosest_space_is_the_widest_beside_the_face_s_own() -> None:
    text = "Le vieux puits de la mine est un musée que toutes les familles viennent revoir."
    assert fit(sheet(), text).loosest == pytest.approx(1, abs=0.01)
    assert fit(sheet(align="justify"), text).loosest > 1.05
    assert fit(sheet(), "Puits").loosest == 0
