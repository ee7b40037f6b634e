"""What pictures and drawings have in common: their width, their words, where they stand."""

from __future__ import annotations

from depliant.content.model import Drawing, PictureBlock
from depliant.errors import Diagnostic
from depliant.geometry import MM, mm
from depliant.layout.blocks.code import aligned
from depliant.layout.blocks.figure import figure_stack, with_line
from depliant.layout.blocks.side import Outlined, at_side
from depliant.layout.captions import captioned
from depliant.layout.frame import Stack
from depliant.layout.setting import PanelSetting
from depliant.sentences import say


def width_of(block: PictureBlock | Drawing, measure: float) -> float:
    """How wide it is meant to be, in points."""
    return mm(block.width_mm) if block.width_mm is not None else block.width * measure


def too_wide(block: PictureBlock | Drawing, code: str, measure: float) -> tuple[Diagnostic, ...]:
    """What is said of one that is wider than its measure."""
    width = width_of(block, measure)
    if width <= measure + 0.01:
        return ()
    return (
        Diagnostic(
            code,
            say(
                "{file} is to be {width:.1f} mm wide, and the measure is {measure:.1f} mm.",
                file=block.file,
                width=width / MM,
                measure=measure / MM,
            ),
            block.place,
            say("Write a smaller `width_mm`, or leave it out: it is then as wide as its measure."),
        ),
    )


def framed(
    block: PictureBlock | Drawing, outlined: Outlined, setting: PanelSetting, measure: float
) -> Stack:
    """A Figure with its caption and its credit, at a side of the measure or in its place in it."""
    width = width_of(block, measure)
    wide = min(width, measure)
    stack = figure_stack(outlined.art, block.alt, setting, block.place)
    stack = captioned(stack, block.caption, "figure", setting, (block.place, wide))
    stack = with_line(stack, block.credit, "credit", setting, block.place, wide)
    if block.at_side is not None:
        return at_side(stack, block.at_side, outlined, setting, measure, block.place)
    return aligned(stack, block.align, width, setting, measure)
