"""Paragraphs."""

from __future__ import annotations

from msgspec.structs import replace

from depliant.content.model import Paragraph
from depliant.errors import Diagnostic
from depliant.layout.blocks.kind import Kind
from depliant.layout.drop_cap import opening
from depliant.layout.following import indent_of, room_above
from depliant.layout.frame import Stack
from depliant.layout.lines import text_stack
from depliant.layout.setting import PanelSetting


def paragraph(block: Paragraph, setting: PanelSetting, measure: float) -> Stack:
    """A paragraph in the type style of its role, which may give it a drop capital or an indent."""
    style = setting.style(block.role)
    above = room_above(block, setting)
    if above is not None:
        style = replace(style, before=above / setting.unit)
    left_out: tuple[Diagnostic, ...] = ()
    if style.drop_cap is not None and not block.goes_on and not setting.to_left:
        found = opening(setting, block.text, style, block.role, measure, block.place)
        if isinstance(found, Stack):
            return found
        left_out = (found,)
    stack = text_stack(
        setting,
        block.text,
        block.role,
        measure,
        block.place,
        style=style,
        indent=indent_of(block, setting),
    )
    return replace(stack, diagnostics=(*left_out, *stack.diagnostics)) if left_out else stack


KIND = Kind(paragraph, after="role", nested="nested", beside="lines")
