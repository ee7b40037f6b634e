"""Blocks that stand over all columns of their frame; where there are none, as any other."""

from __future__ import annotations

from depliant.content.model import Spanning
from depliant.layout.blocks.kind import Kind, lay
from depliant.layout.frame import Stack
from depliant.layout.setting import PanelSetting


def spanning(block: Spanning, setting: PanelSetting, measure: float) -> Stack:
    """The block itself: which measure it is given, the frame says."""
    return lay(block.block, setting, measure)


KIND = Kind(spanning)
