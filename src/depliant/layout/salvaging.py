"""Panels of a draft as far as they can be set: without frames that are not there or have no room.

What stands in such a frame goes to the main one, below its own blocks; where the design leaves the
panel no room at all, its words stand in a plain column. A finished brochure is refused for either.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Final

from msgspec.structs import replace

from depliant.content.framing import FOOT, MAIN
from depliant.content.model import Panel
from depliant.geometry import MM, Size
from depliant.style.sheet import Design, Margin, StyleSheet

_MARGIN: Final = 0.06
"""The margins of a plain column, as a share of the shorter edge of the panel."""


def without_unknown(panel: Panel, design: Design) -> Panel:
    """The panel with what it has in frames that its design lacks at the end of its main one."""
    known = {MAIN, FOOT, *design.frames}
    astray = [one for one in panel.frames if one.frame not in known]
    if not astray:
        return panel
    blocks = (*panel.blocks, *(block for one in astray for block in one.blocks))
    frames = tuple(one for one in panel.frames if one.frame in known)
    return replace(panel, blocks=blocks, frames=frames)


def in_one_column(panel: Panel) -> Panel:
    """The panel with all its blocks in its main frame."""
    framed = (block for one in panel.frames for block in one.blocks)
    return replace(panel, blocks=(*panel.blocks, *framed, *panel.foot), frames=(), foot=())


def plain_column(sheet: StyleSheet, name: str, design: Design, size: Size) -> StyleSheet:
    """The style sheet whose design `name` is one column, its type as the `design` has it."""
    edge = _MARGIN * min(size) / MM
    plain = Design(
        ground=design.ground,
        margin=Margin(top=edge, right=edge, bottom=edge, left=edge),
        roles=design.roles,
        marker=design.marker,
        charts=design.charts,
    )
    return replace(sheet, designs={**sheet.designs, name: plain})


def with_sound_flows(panel: Panel, frames: Mapping[str, Container[str]]) -> Panel:
    """The panel whose story runs on only into frames that are there.

    Args:
        panel: the panel.
        frames: those of each panel that can be filled, by the panel's id.
    """
    sound = tuple(one for one in panel.flow if one.frame in frames.get(one.panel, ()))
    return panel if sound == panel.flow else replace(panel, flow=sound)
