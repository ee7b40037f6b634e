"""Notes that stand together, where content.yaml has a block for them."""

from __future__ import annotations

from depliant.content.model import Notes
from depliant.layout.blocks.kind import Kind
from depliant.layout.frame import Stack, spaced
from depliant.layout.notes import notes_stack, notes_style
from depliant.layout.setting import PanelSetting


def notes(block: Notes, setting: PanelSetting, measure: float) -> Stack:
    """Notes in the order of their marks, each with its sign hung before it."""
    stack = notes_stack(block.notes, setting, measure, block.role)
    return spaced(stack, setting.room(notes_style(setting, block.role).before))


KIND = Kind(notes, after="role", nested="nested")
