"""Pictures: whole, or cropped to a frame about the point to keep; their credit below.

A frame is exactly as high as its ratio says, so that a picture is never cut to end on the grid:
what follows stands on the grid all the same, since the slice is. One at the side of its measure
has text beside it, that runs round its rectangle or its outline.
"""

from __future__ import annotations

from msgspec.structs import replace

from depliant.content.model import PictureBlock
from depliant.display.items import Group, Picture
from depliant.geometry import Matrix, Rect, Size
from depliant.graphics.art import Art
from depliant.layout import inked
from depliant.layout.blocks.framed import framed, too_wide, width_of
from depliant.layout.blocks.kind import Kind
from depliant.layout.blocks.side import Outlined
from depliant.layout.frame import Stack
from depliant.layout.setting import PanelSetting


def picture(block: PictureBlock, setting: PanelSetting, measure: float) -> Stack:
    """A picture as a Figure with its caption, its credit below.

    Raises:
        InputError: the file is missing, damaged, too large or not a picture.
    """
    placed, art = _art(block, setting, width_of(block, measure))
    found = (*art.diagnostics, *too_wide(block, "picture-room", measure))
    outlined = Outlined(replace(art, diagnostics=found), block.file, placed, block.mirrored)
    return framed(block, outlined, setting, measure)


def _art(block: PictureBlock, setting: PanelSetting, width: float) -> tuple[Picture, Art]:
    """A picture in its own ratio, or cropped to the one it asks for about its focal point.

    It is printed as the style of its role has it, in its own colours if there is none.
    """
    from depliant.graphics import picture

    job = setting.job
    style = inked.style_of(block.role, job)
    raster = inked.read(block.file, block.place, style, job)
    aspect = block.aspect or raster.width / raster.height
    frame = Rect(0.0, 0.0, width, width / aspect)
    ground = setting.colour(setting.design.ground)
    placed = picture.place(raster, frame, block.focus, ground)
    # What is turned over below is turned with its veil, which begins where lines do all the same.
    to_left = setting.to_left != block.mirrored
    placed = inked.inked(placed, style, job, to_left=to_left)
    found = picture.check(placed, block.file, block.place)
    shown: Picture | Group = picture.sharp(placed)
    if block.mirrored:
        shown = Group((shown,), Matrix(a=-1.0, e=width))
    return placed, Art((shown,), Size(width, frame.height), found)


KIND = Kind(picture)
