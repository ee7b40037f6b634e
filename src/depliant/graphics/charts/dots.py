"""The dot chart: the rows of a bar chart, each value a dot at the end of a stem from zero.

It says the same as bars with less ink, and tells many values that are nearly the same apart.
"""

from __future__ import annotations

from depliant.content.model import Chart
from depliant.graphics.charts import bar
from depliant.graphics.charts.board import THINNEST, Draft, Frame, Look
from depliant.graphics.charts.kinds import Kind
from depliant.graphics.charts.renderer import Artist, plain_matplotlib

STEM = 0.12
"""Thickness of a stem as a share of what a bar's would be."""


def draw(chart: Chart, look: Look, frame: Frame) -> Draft:
    """Draw a dot chart; see `bar.draw`."""
    return bar.rows(chart, look, frame, _dot, _radius(look))


def _radius(look: Look) -> float:
    """The radius of a dot: it keeps clear of the number beside it, and within its row."""
    return bar.value_gap(look) * 0.85


def _dot(at: bar.Bar, look: Look) -> tuple[Artist, ...]:
    """A stem, and a dot whose middle is the value."""
    with plain_matplotlib():
        from matplotlib.patches import Circle, Rectangle
    thickness = max(at.thickness * STEM, THINNEST)
    corner = min(at.zero, at.end), at.middle - thickness / 2
    stem = Rectangle(corner, abs(at.end - at.zero), thickness, **look.paint(at.ink))
    return stem, Circle((at.end, at.middle), _radius(look), **look.paint(at.ink))


KIND = Kind("dots", "amount", draw)
