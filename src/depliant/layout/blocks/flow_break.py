"""Breaks: what follows stands in the next column, or in the next frame."""

from __future__ import annotations

from depliant.content.model import FlowBreak
from depliant.layout.blocks.kind import Kind
from depliant.layout.frame import Slice, Stack
from depliant.layout.setting import PanelSetting


def flow_break(block: FlowBreak, setting: PanelSetting, measure: float) -> Stack:
    """A slice of no height that ends its column or its frame."""
    return Stack((Slice(0.0, (), place=block.place, ends=block.to),))


KIND = Kind(flow_break)
