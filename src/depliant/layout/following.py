"""Paragraphs that follow others: their indent, and the room between the two.

The first paragraph of a text, and one below a heading, a list or a picture, begins flush: nothing
has to part it from another. One that follows another is told from it by an indent or by room.
"""

from __future__ import annotations

from depliant.content.model import Block, Paragraph, Spanning, Table
from depliant.layout.setting import PanelSetting
from depliant.style.running_text import points


def indent_of(block: Paragraph, setting: PanelSetting) -> float:
    """The indent of a paragraph's first line, in points.

    It has one after another paragraph whose type style has one too, and where it begins.
    """
    style = setting.style(block.role)
    if not block.follows or block.goes_on or style.indent is None:
        return 0.0
    if style.drop_cap is not None or setting.style(block.follows).indent is None:
        return 0.0
    return points(style.indent, style.size)


def room_above(block: Block, setting: PanelSetting) -> float | None:
    """The room between a paragraph and that which it follows, in points; None: as of others."""
    if isinstance(block, Spanning):
        return room_above(block.block, setting)
    if not isinstance(block, Paragraph) or not block.follows or block.goes_on:
        return None
    between = setting.style(block.role).between
    if indent_of(block, setting):
        return setting.room(between or 0.0)
    is_alike = setting.style_name(block.follows) == setting.style_name(block.role)
    return setting.room(between) if between is not None and is_alike else None


def table_room(block: Block, setting: PanelSetting) -> float:
    """The least room between a table and another block, in points; of other blocks none.

    The style sheet may say what it is (`figure`); else a line of text, so that the rule below a
    table does not meet what follows.
    """
    inner = block.block if isinstance(block, Spanning) else block
    if not isinstance(inner, Table) or setting.style_name("figure") in setting.sheet.type:
        return 0.0
    return setting.lines_of(setting.style("text"))


def table_room_above(block: Block, setting: PanelSetting) -> float:
    """The least room above the title of a table, or a caption there, that belongs to no heading."""
    inner = block.block if isinstance(block, Spanning) else block
    if not isinstance(inner, Table):
        return 0.0
    is_captioned = inner.caption is not None and setting.sheet.captions.table.at == "above"
    return table_room(block, setting) if inner.title or is_captioned else 0.0
