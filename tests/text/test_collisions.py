"""Lines whose letters touch: measured on outlines, judged by pixels that another program draws."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from depliant.colour import BLACK
from depliant.fonts.outlines import glyph_outline
from depliant.fonts.registry import FaceRef
from depliant.text.collisions import CLEARANCE, needed, reach
from depliant.text.galley import set_paragraph
from depliant.text.model import CharStyle, Line, ParagraphStyle, Run

SIZE = 20.0
FACE = FaceRef("Barlow Condensed", weight=700)
SCALE = 8
"""Pixels a point."""
SLACK = 0.04 * SIZE
"""What columns and pixels may blur, in points."""


def line(text: str) -> Line:
    run = Run(text, CharStyle(FACE, SIZE, BLACK))
    (made,) = set_paragraph((run,), ParagraphStyle("de"), 2000.0).lines
    return made


def pixels(made: Line, baseline: float, height: float) -> NDArray[np.bool_]:
    """The ink of a line on a page, drawn by Pillow from the points of its outlines."""
    image = Image.new("1", (int(made.width * SCALE) + 40, int(height * SCALE)))
    draw = ImageDraw.Draw(image)
    for run in made.runs:
        for glyph in run.glyphs.glyphs:
            for ring in _rings(glyph.gid):
                x, y = run.glyphs.x + glyph.x, baseline
                draw.polygon([((x + px) * SCALE + 10, (y - py) * SCALE) for px, py in ring], fill=1)
    return np.asarray(image)


def _rings(gid: int) -> list[list[tuple[float, float]]]:
    """The rings of a glyph in points, its curves in sixteen pieces (counters are filled in)."""
    scale = SIZE / 1000
    rings: list[list[tuple[float, float]]] = []
    for letter, values in glyph_outline(FACE, gid):
        if letter == "M":
            rings.append([(values[0] * scale, values[1] * scale)])
        elif letter == "L":
            rings[-1].append((values[0] * scale, values[1] * scale))
        elif letter == "Q":
            (x0, y0), (x1, y1, x2, y2) = rings[-1][-1], (value * scale for value in values)
            for step in range(1, 17):
                t = step / 16
                a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t * t
                rings[-1].append((a * x0 + b * x1 + c * x2, a * y0 + b * y1 + c * y2))
    return [ring for ring in rings if len(ring) > 2]


def meet(upper: Line, lower: Line, leading: float, aside: float = 0.0) -> bool:
    """Whether ink of both falls on one pixel, or does if one line is moved aside a little."""
    height = 3 * SIZE + leading
    one, other = pixels(upper, SIZE * 1.5, height), pixels(lower, SIZE * 1.5 + leading, height)
    wide = min(one.shape[1], other.shape[1])
    most = round(aside * SCALE)
    return any(
        bool((one[:, :wide] & np.roll(other, step, axis=1)[:, :wide]).any())
        for step in range(-most, most + 1)
    )


LETTERS = "AÄÉÎŃŠÜŻĘİĞẾẪŮaâgjpyqçľťflß,;(/"


@settings(max_examples=150, deadline=None)
@given(st.text(LETTERS, min_size=1, max_size=12), st.text(LETTERS, min_size=1, max_size=12))
def test_lines_at_the_distance_that_they_need_do_not_meet(one: str, other: str) -> None:
    upper, lower = line(one), line(other)
    distance = needed((upper, lower), SIZE)
    assert distance <= reach((upper, lower)) + CLEARANCE * SIZE + SLACK
    assert not meet(upper, lower, distance + SLACK)
    if distance:
        assert meet(upper, lower, distance - CLEARANCE * SIZE - SLACK, aside=0.05 * SIZE)


@pytest.mark.parametrize(
    ("upper", "lower", "tight"),
    [
        ("AUGE", "ÜBER", True),
        ("AUGE", "UBER", False),
        ("Gyps", "Émile", True),
        ("a", "e", False),
        ("IRGAT", "İĞNE", True),
        ("IRGAT", "IGNE", False),
        ("THUE", "THUẾ", True),
        ("MAU", "MẪU", True),
        ("MAU", "MAU", False),
        ("DUM", "DŮM", True),
    ],
)
def test_accents_need_more_leading_than_bare_capitals(upper: str, lower: str, tight: bool) -> None:
    assert (needed((line(upper), line(lower)), SIZE) > 0.88 * SIZE) == tight


def test_two_accents_on_a_letter_need_more_than_one() -> None:
    one, two = (needed((line("THUE"), line(text)), SIZE) for text in ("THUÊ", "THUẾ"))
    assert two > one + 0.05 * SIZE


def test_one_line_needs_no_leading() -> None:
    assert needed((line("Über"),), SIZE) == 0.0
    assert reach((line("Über"),)) == 0.0
