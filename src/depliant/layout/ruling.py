"""Rules: the lines that a design draws below a panel's title and between items."""

from __future__ import annotations

from depliant.display.items import Mark, Path
from depliant.geometry import Rect, mm, rectangle
from depliant.layout.frame import Slice
from depliant.layout.setting import BASELINE_SHARE, PanelSetting
from depliant.style.sheet import Rule


def rule(style: Rule, setting: PanelSetting, measure: float) -> Slice:
    """A rule as a slice of one unit of the grid, kept with what follows; an artifact.

    One that is thicker than a unit has as many as it needs, and what reaches below the line above.
    """
    length = measure if style.length_mm is None else mm(style.length_mm)
    x = setting.across(0.0, length, measure)
    reach = BASELINE_SHARE * setting.unit if style.width > setting.unit else 0.0
    height = setting.ceil(style.width + reach)
    box = Rect(x, height - style.width, length, style.width)
    path = Path(rectangle(box), fill=setting.colour(style.colour))
    return Slice(height, (Mark((path,), None),), 0.0, keep=True)
