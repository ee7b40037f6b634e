"""Paragraphs."""

from __future__ import annotations

from depliant.content.model import Paragraph
from depliant.layout.blocks.kind import Kind
from depliant.layout.frame import Stack
from depliant.layout.lines import text_stack
from depliant.layout.setting import PanelSetting


def paragraph(block: Paragraph, setting: PanelSetting, measure: float) -> Stack:
    """A paragraph in the type style of its role."""
    return text_stack(setting, block.text, block.role, measure, block.place)


KIND = Kind(paragraph, after="role", nested="nested", beside="lines")
