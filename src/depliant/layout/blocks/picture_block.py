"""Pictures: whole, or cropped to a frame about the point to keep; their credit below.

A frame is exactly as high as its ratio says, so that a picture is never cut to end on the grid:
what follows stands on the grid all the same, since the slice is.
"""

from __future__ import annotations

from depliant.content.model import PictureBlock
from depliant.geometry import Rect, Size
from depliant.graphics.art import Art
from depliant.layout.blocks.figure import figure_stack, with_line
from depliant.layout.blocks.kind import Kind
from depliant.layout.captions import captioned
from depliant.layout.frame import Stack
from depliant.layout.setting import PanelSetting


def picture(block: PictureBlock, setting: PanelSetting, measure: float) -> Stack:
    """A picture as a Figure with its caption, its credit below."""
    stack = figure_stack(picture_art(block, setting, measure), block.alt, setting, block.place)
    stack = captioned(stack, block.caption, "figure", setting, (block.place, measure))
    return with_line(stack, block.credit, "credit", setting, block.place, measure)


def picture_art(block: PictureBlock, setting: PanelSetting, measure: float) -> Art:
    """A picture in its own ratio, or cropped to the one it asks for about its focal point.

    Raises:
        InputError: the file is missing, damaged, too large or not a picture.
    """
    from depliant.graphics import picture

    raster = picture.read(setting.job.files.file(block.file, block.place), block.place)
    aspect = block.aspect or raster.width / raster.height
    frame = Rect(0.0, 0.0, measure, measure / aspect)
    ground = setting.colour(setting.design.ground)
    placed = picture.place(raster, frame, block.focus, ground)
    found = picture.check(placed, block.file, block.place)
    return Art((picture.sharp(placed),), Size(measure, frame.height), found)


KIND = Kind(picture)
