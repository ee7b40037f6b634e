"""Headings: balanced over their lines, a panel's with a rule below it."""

from __future__ import annotations

from msgspec.structs import replace

from depliant.content.inline import plain
from depliant.content.model import Heading
from depliant.display.structure import Role
from depliant.errors import Diagnostic
from depliant.layout.blocks.kind import Kind
from depliant.layout.frame import Stack
from depliant.layout.lines import text_stack
from depliant.layout.ruling import rule
from depliant.layout.setting import PanelSetting
from depliant.sentences import say

HEADING_ROLES: dict[int, Role] = {1: "H1", 2: "H2", 3: "H3", 4: "H4"}


def heading(block: Heading, setting: PanelSetting, measure: float) -> Stack:
    """A heading, balanced over its lines and kept with what follows; a panel's has a rule."""
    title = block.level == 2
    lines = setting.design.title_lines if title else 1
    stack = text_stack(
        setting,
        block.text,
        block.role,
        measure,
        block.place,
        element=HEADING_ROLES[block.level],
        lines=lines,
    )
    if 1 < lines < len(stack.slices):
        found = _too_long(block, len(stack.slices), lines)
        others = (one for one in stack.diagnostics if one.code != "fit-lines")
        stack = replace(stack, diagnostics=(*others, found))
    slices = tuple(replace(slice_, keep=True) for slice_ in stack.slices)
    if title and setting.design.title_rule is not None:
        slices = (*slices, rule(setting.design.title_rule, setting, measure))
    return replace(stack, slices=slices)


def _too_long(block: Heading, lines: int, room: int) -> Diagnostic:
    return Diagnostic(
        "title-lines",
        say(
            "The title “{plain}” takes {lines} lines, and its design has room for {room}.",
            plain=plain(block.text),
            lines=lines,
            room=room,
        ),
        block.place,
        say("Shorten it, or let the designer set it smaller or raise `title_lines`."),
        "warning",
    )


KIND = Kind(heading, after="role", leads=True, beside="lines")
