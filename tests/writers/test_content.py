"""Operators: short, and never one that is already in force."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depliant.colour import BLACK, Colour
from depliant.display.items import Stroke
from depliant.geometry import Matrix, Rect, rectangle
from depliant.writers.content import ContentStream, spell_outline
from depliant.writers.ink import PressInk
from depliant.writers.spelling import spell

INK = PressInk({"Or": "Sep1"})
GOLD = Colour(0, 0.2, 0.9, 0.1, spot="Or")


def lines(content: ContentStream) -> list[str]:
    return content.bytes().decode().splitlines()


def test_a_colour_in_force_is_not_set_again() -> None:
    content = ContentStream()
    for _ in range(3):
        content.set_colours(INK.paint(BLACK), INK.paint(GOLD.at(0.5)))
    assert lines(content) == ["0 0 0 1 k", "/Sep1 CS 0.5 SCN"]
    assert list(content.resources["ColorSpace"]) == ["Sep1"]


def test_restoring_brings_the_old_state_back() -> None:
    content = ContentStream()
    content.set_colours(INK.paint(BLACK), None)
    content.set_overprint(stroke=False, fill=True)
    content.save()
    content.set_colours(INK.paint(GOLD), None)
    content.set_overprint(stroke=False, fill=False)
    content.restore()
    content.set_colours(INK.paint(BLACK), None)
    content.set_overprint(stroke=False, fill=True)
    assert lines(content)[-2:] == ["/Knockout gs", "Q"]


def test_a_stream_says_first_whether_it_overprints() -> None:
    content = ContentStream()
    content.set_overprint(stroke=False, fill=False)
    assert lines(content) == ["/Knockout gs"]
    assert content.resources["ExtGState"]["Knockout"] == {
        "Type": "ExtGState", "OP": False, "op": False, "OPM": 1,
    }  # fmt: skip


def test_line_style_is_set_once_for_lines_alike() -> None:
    content = ContentStream()
    content.set_line(Stroke(BLACK, 0.5, (2, 1), "round", "bevel"))
    content.set_line(Stroke(GOLD, 0.5, (2, 1), "round", "bevel"))
    assert lines(content) == ["0.5 w 1 J 2 j [2 1] 0 d"]


def test_the_miter_limit_is_said_where_it_is_another_and_a_corner_is_mitred() -> None:
    content = ContentStream()
    content.set_line(Stroke(BLACK, 1, (2, 1), phase=0.5, miter=4))
    content.set_line(Stroke(BLACK, 2, join="round", miter=7))
    content.set_line(Stroke(BLACK, 3, miter=4))
    content.set_line(Stroke(BLACK, 3))
    assert lines(content) == [
        "1 w 0 J 0 j [2 1] 0.5 d", "4 M", "2 w 0 J 1 j [] 0 d", "3 w 0 J 0 j [] 0 d", "10 M"
    ]  # fmt: skip


def test_a_stream_with_an_open_state_is_a_fault() -> None:
    content = ContentStream()
    content.save()
    with pytest.raises(ValueError, match="left open"):
        content.bytes()


def test_outlines() -> None:
    assert spell_outline(rectangle(Rect(1, 2, 3, 4))) == "1 2 3 4 re"
    assert spell_outline((("M", 0, 0), ("L", 1, 2), ("C", 1, 2, 3, 4, 5, 6.12345), ("Z",))) == (
        "0 0 m 1 2 l 1 2 3 4 5 6.123 c h"
    )
    askew = (("M", 0.0, 0.0), ("L", 10.0, 1.0), ("L", 10.0, 10.0), ("L", 0.0, 10.0), ("Z",))
    assert " re" not in spell_outline(askew)


@given(st.lists(st.floats(-9999, 9999) | st.integers(-100, 100), min_size=2, max_size=2))
def test_points_are_spelt_like_any_number(point: list[float]) -> None:
    x, y = point
    assert spell_outline((("M", x, y), ("Z",))) == f"{spell(x)} {spell(y)} m h"


def test_maps_keep_five_decimals() -> None:
    content = ContentStream()
    content.transform(Matrix(0.123456, 0, 0, 1, 2, 3))
    assert lines(content) == ["0.12346 0 0 1 2 3 cm"]
