"""Rules: the lines that a design draws below a panel's title and between items."""

from __future__ import annotations

from depliant.display.items import Mark, Path
from depliant.geometry import Rect, mm, rectangle
from depliant.layout.frame import Slice
from depliant.layout.setting import PanelSetting
from depliant.style.sheet import Rule


def rule(style: Rule, setting: PanelSetting, measure: float) -> Slice:
    """A rule as a slice of one unit of the grid, kept with what follows; an artifact."""
    length = measure if style.length_mm is None else mm(style.length_mm)
    x = setting.across(0.0, length, measure)
    box = Rect(x, setting.unit - style.width, length, style.width)
    path = Path(rectangle(box), fill=setting.colour(style.colour))
    return Slice(setting.unit, (Mark((path,), None),), 0.0, keep=True)
