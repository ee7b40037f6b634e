"""Blocks that stand over all columns of their frame; where there are none, as any other."""

from __future__ import annotations

from depliant.content.model import Spanning
from depliant.layout.blocks.kind import Kind, kind_of
from depliant.layout.frame import Stack
from depliant.layout.setting import PanelSetting


def spanning(block: Spanning, setting: PanelSetting, measure: float) -> Stack:
    """The block itself: which measure it is given, the frame says."""
    return kind_of(type(block.block)).lay(block.block, setting, measure)


KIND = Kind(spanning)
