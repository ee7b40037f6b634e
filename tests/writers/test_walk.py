"""The room that items take on their page."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from depliant.colour import BLACK
from depliant.display.items import Form, Glyphs, Group, Mark, Path, Stroke
from depliant.geometry import Rect, rectangle, scaling, translation
from depliant.writers.walk import extent, leaves

LINE = Path((("M", 10.0, 10.0), ("L", 30.0, 10.0)), stroke=Stroke(BLACK, 2))
AREA = Path(rectangle(Rect(0, 0, 4, 4)), fill=BLACK)


def test_a_stroke_takes_its_width_and_its_matrix() -> None:
    assert extent([LINE]) == Rect(9, 9, 22, 2)
    assert extent([Group((LINE,), scaling(2))]) == Rect(18, 18, 44, 4)


def test_groups_marks_and_forms_are_entered() -> None:
    form = Form((AREA,), Rect(0, 0, 4, 4), translation(100, 0))
    mark = Mark((LINE, Group((form,), translation(0, 50))), 1)
    assert extent([mark]) == Rect(9, 9, 95, 45)
    assert [type(item).__name__ for item, _ in leaves([mark])] == ["Mark", "Path", "Path"]


def test_text_takes_its_em_box(line: Callable[..., Glyphs]) -> None:
    run = line("abc", 20, 40, size=10)
    box = extent([run])
    assert box is not None
    assert (box.x, box.y, box.height) == (20, 32, 10)
    assert box.width == pytest.approx(sum(glyph.advance for glyph in run.glyphs))


def test_what_paints_nothing_has_no_extent(line: Callable[..., Glyphs]) -> None:
    assert extent([]) is None
    assert extent([Mark((line("", 0, 0),), None)]) is None
