"""Pictures: cropped to their frame about the point to keep, their credit below."""

from __future__ import annotations

from depliant.content.model import PictureBlock
from depliant.geometry import Rect, Size
from depliant.graphics.art import Art
from depliant.layout.blocks.figure import figure_stack, with_line
from depliant.layout.blocks.kind import Kind
from depliant.layout.frame import Stack
from depliant.layout.setting import PanelSetting

_PICTURE_ASPECT = 1.5
"""Width over height of a picture that asks for none."""


def picture(block: PictureBlock, setting: PanelSetting, measure: float) -> Stack:
    """A picture as a Figure, its credit below."""
    stack = figure_stack(picture_art(block, setting, measure), block.alt, setting, block.place)
    return with_line(stack, block.credit, "credit", setting, block.place, measure)


def picture_art(block: PictureBlock, setting: PanelSetting, measure: float) -> Art:
    """A picture cropped to its frame about its focal point.

    Raises:
        InputError: the file is missing, damaged, too large or not a picture.
    """
    from depliant.graphics import picture

    raster = picture.read(setting.job.files.file(block.file, block.place), block.place)
    height = setting.ceil(measure / (block.aspect or _PICTURE_ASPECT))
    frame = Rect(0.0, 0.0, measure, height)
    placed = picture.place(raster, frame, block.focus, setting.colour(setting.design.ground))
    return Art((placed,), Size(measure, height), picture.check(placed, block.place))


KIND = Kind(picture)
