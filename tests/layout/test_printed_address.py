"""The address beside a code: whole, or divided after a slash, for as long as there is a way."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depliant.content.inline import Span
from depliant.content.model import QrCode, Symbol
from depliant.content.resolve_drawn import shown
from depliant.display.items import Glyphs
from depliant.geometry import mm
from depliant.layout.blocks import lay
from depliant.layout.frame import Stack
from depliant.layout.setting import PanelSetting
from depliant.style.sheet import Fit, TypeStyle

from .conftest import HERE, glyph_runs, job, sheet

STYLE: dict[str, Any] = {"size": 9, "leading": 10}


def laid(holds: str, measure: float, *, label: str = "", **style: Any) -> Stack:
    """A code with its address in a measure in millimetres."""
    said = (Span(label),) if label else ()
    block = QrCode(holds, "", said, shown(holds), True, holds, "M", 20.0, Symbol(), "text", HERE)
    the_sheet = sheet(type={"text": TypeStyle(**STYLE, **style)})
    return lay(block, PanelSetting(job(the_sheet), the_sheet.designs["default"], "fr"), mm(measure))


def lines(stack: Stack) -> list[Glyphs]:
    return [run for slice_ in stack.slices for run, _ in glyph_runs(slice_.marks)]


def words(stack: Stack) -> list[str]:
    return [run.text.strip() for run in lines(stack)]


def test_an_address_stands_whole_below_its_code_where_it_would_be_divided_beside_it() -> None:
    holds = "https://www.clinique-des-tilleuls.example"
    wide, narrow = laid(holds, 100, label="Horaires"), laid(holds, 60, label="Horaires")
    assert words(wide) == words(narrow) == ["Horaires", "www.clinique-des-tilleuls.example"]
    assert len(wide.slices) == 1, "beside it"
    assert len(narrow.slices) == 3, "below it"


def test_it_is_divided_after_a_slash_beside_its_code() -> None:
    stack = laid("https://tilleuls.example/rendez-vous/2026", 60)
    assert words(stack) == ["tilleuls.example/", "rendez-vous/2026"]
    assert len(stack.slices) == 1


def test_it_gets_smaller_within_the_bounds_of_its_style_before_it_is_divided_at_a_point() -> None:
    holds = "https://www.clinique-des-tilleuls.example"
    fitted = laid(holds, 44, fit=Fit(size=0.8))
    assert words(fitted) == ["www.clinique-des-tilleuls.example"]
    assert [one.code for one in fitted.diagnostics] == ["type-fitted"]
    assert 7.2 <= lines(fitted)[0].size < 9
    assert words(laid(holds, 44)) == ["www.clinique-des-tilleuls", ".example"]


ADDRESSES = st.lists(st.from_regex(r"[a-z]{2,9}(-[a-z]{2,7})?", fullmatch=True), min_size=2)


@settings(max_examples=60, deadline=None)
@given(ADDRESSES, ADDRESSES, st.floats(28, 110), st.booleans())
def test_no_line_of_an_address_ends_with_a_hyphen_and_nothing_is_lost(
    host: list[str], path: list[str], measure: float, fitted: bool
) -> None:
    holds = f"https://{'.'.join(host[:4])}/{'/'.join(path[:4])}"
    stack = laid(holds, measure, fit=Fit(size=0.7 if fitted else 1.0))
    found = words(stack)
    assert "".join(found) == shown(holds)
    assert not any(line.endswith(("-", ".")) for line in found)


@pytest.mark.parametrize("holds", ["WIFI:T:WPA;S:Tilleuls;P:secret;;", "geo:50.43,2.83", "Bonjour"])
def test_what_is_no_web_address_is_printed_as_it_was(holds: str) -> None:
    assert " ".join(words(laid(holds, 80))) == shown(holds)
