"""Pictures: whole, or cropped to a frame about the point to keep; their credit below.

A frame is exactly as high as its ratio says, so that a picture is never cut to end on the grid:
what follows stands on the grid all the same, since the slice is. One at the side of its measure
has text beside it, that runs round its rectangle or its outline.
"""

from __future__ import annotations

from depliant.content.model import PictureBlock
from depliant.display.items import Group, Picture
from depliant.errors import Diagnostic
from depliant.geometry import MM, Matrix, Rect, Size, mm
from depliant.graphics.art import Art
from depliant.layout.blocks.code import aligned
from depliant.layout.blocks.figure import figure_stack, with_line
from depliant.layout.blocks.kind import Kind
from depliant.layout.blocks.side import Outlined, at_side
from depliant.layout.captions import captioned
from depliant.layout.frame import Stack
from depliant.layout.setting import PanelSetting
from depliant.sentences import say


def picture(block: PictureBlock, setting: PanelSetting, measure: float) -> Stack:
    """A picture as a Figure with its caption, its credit below.

    Raises:
        InputError: the file is missing, damaged, too large or not a picture.
    """
    width = mm(block.width_mm) if block.width_mm is not None else block.width * measure
    placed, art = _art(block, setting, width)
    if width > measure + 0.01:
        art = Art(art.items, art.size, (*art.diagnostics, _too_wide(block, width, measure)))
    stack = figure_stack(art, block.alt, setting, block.place)
    wide = min(width, measure)
    stack = captioned(stack, block.caption, "figure", setting, (block.place, wide))
    stack = with_line(stack, block.credit, "credit", setting, block.place, wide)
    if block.at_side is not None:
        outlined = Outlined(art, block.file, placed, mirrored=block.mirrored)
        return at_side(stack, block.at_side, outlined, setting, measure, block.place)
    return aligned(stack, block.align, width, setting, measure)


def _too_wide(block: PictureBlock, width: float, measure: float) -> Diagnostic:
    return Diagnostic(
        "picture-room",
        say(
            "{file} is to be {width:.1f} mm wide, and the measure is {measure:.1f} mm.",
            file=block.file,
            width=width / MM,
            measure=measure / MM,
        ),
        block.place,
        say("Write a smaller `width_mm`, or leave it out: it is then as wide as its measure."),
    )


def _art(block: PictureBlock, setting: PanelSetting, width: float) -> tuple[Picture, Art]:
    """A picture in its own ratio, or cropped to the one it asks for about its focal point."""
    from depliant.graphics import picture

    raster = picture.read(setting.job.files.file(block.file, block.place), block.place)
    aspect = block.aspect or raster.width / raster.height
    frame = Rect(0.0, 0.0, width, width / aspect)
    ground = setting.colour(setting.design.ground)
    placed = picture.place(raster, frame, block.focus, ground)
    found = picture.check(placed, block.file, block.place)
    shown: Picture | Group = picture.sharp(placed)
    if block.mirrored:
        shown = Group((shown,), Matrix(a=-1.0, e=width))
    return placed, Art((shown,), Size(width, frame.height), found)


KIND = Kind(picture)
