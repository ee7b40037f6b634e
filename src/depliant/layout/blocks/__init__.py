"""Laying out the blocks of a panel: a module a kind, and the table of them all.

Every kind is laid out by a function from the block, the panel's setting and a measure in points
to a `Stack`. `lay` picks the function.
"""

from __future__ import annotations

from functools import partial
from typing import Final

from depliant.document.model import (
    Block,
    Chart,
    Heading,
    ItemList,
    KeyFigure,
    LogoWall,
    Paragraph,
    PictureBlock,
)
from depliant.errors import Gathering
from depliant.layout.blocks.chart import chart
from depliant.layout.blocks.heading import heading
from depliant.layout.blocks.item_list import item_list
from depliant.layout.blocks.key_figure import key_figure
from depliant.layout.blocks.kind import Kind
from depliant.layout.blocks.logo_wall import logo_wall
from depliant.layout.blocks.paragraph import paragraph
from depliant.layout.blocks.picture import picture
from depliant.layout.frame import Stack, joined, spaced
from depliant.layout.setting import PanelSetting


def kind_of(block: Block) -> Kind:
    """The kind of a block."""
    return KINDS[type(block)]


KINDS: Final[dict[type[Block], Kind]] = {
    Heading: Kind(heading, after="role", leads=True),
    Paragraph: Kind(paragraph, after="role", nested="nested"),
    KeyFigure: Kind(key_figure),
    ItemList: Kind(partial(item_list, kind_of=kind_of), after="role", nested="nested"),
    Chart: Kind(chart),
    PictureBlock: Kind(picture),
    LogoWall: Kind(logo_wall),
}
"""Every kind of block."""


def lay(block: Block, setting: PanelSetting, measure: float) -> Stack:
    """Lay out one block to a measure, in points."""
    return kind_of(block).lay(block, setting, measure)


def lay_all(blocks: tuple[Block, ...], setting: PanelSetting, measure: float) -> Stack:
    """Lay out blocks one below the other, with each style's room between them.

    Raises:
        DepliantError: what keeps any of them from being laid out.
    """
    stacks: list[Stack] = []
    after, stretch = 0.0, False
    faults = Gathering()
    for block in blocks:
        with faults:
            stacks.append(spaced(lay(block, setting, measure), after, stretch=stretch))
        after, stretch = _after(block, setting), not kind_of(block).leads
    faults.raise_any()
    return joined(stacks)


def _after(block: Block, setting: PanelSetting) -> float:
    """The room below a block, in points."""
    role = getattr(block, "role", "figure") if kind_of(block).after == "role" else "figure"
    return setting.room(setting.style(role).after)
