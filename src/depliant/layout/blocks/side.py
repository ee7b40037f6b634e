"""A picture or a drawing at the side of its measure, and what text beside it runs round.

Its upper edge is level with the capitals of the first line beside it. Where so little of the
measure is left that hardly a word would stand on a line, it stands alone, and the build says so.
"""

from __future__ import annotations

from math import ceil
from typing import NamedTuple

from msgspec.structs import replace

from depliant.content.model import AtSide
from depliant.display.items import Picture
from depliant.errors import Diagnostic, Place
from depliant.fonts.face import load
from depliant.geometry import MM, mm
from depliant.graphics import contour
from depliant.graphics.art import Art
from depliant.layout.around import Around
from depliant.layout.beside import least_beside
from depliant.layout.frame import Slice, Stack
from depliant.layout.setting import BASELINE_SHARE, PanelSetting
from depliant.layout.stacking import fused, moved
from depliant.sentences import say

_ROW = 1.0
"""Points: how high the rows are in which an outline is looked at."""


class Outlined(NamedTuple):
    """Art of a file that text runs round; `picture` if it is a raster, else it is drawn."""

    art: Art
    file: str
    picture: Picture | None = None
    mirrored: bool = False


def at_side(
    stack: Stack,
    how: AtSide,
    outlined: Outlined,
    setting: PanelSetting,
    measure: float,
    place: Place,
) -> Stack:
    """What stands at a side, with its lines below it, as one slice that text may run round."""
    size = outlined.art.size
    gap = mm(setting.design.gutter_mm if how.gap_mm is None else how.gap_mm)
    down = _to_capitals(setting)
    x = setting.across(0.0 if how.side == "start" else measure - size.width, size.width, measure)
    height = down + (stack.height if len(stack.slices) > 1 else size.height)
    text = " ".join(one.text for one in stack.slices if one.text)
    shows = tuple(alt for one in stack.slices for alt in one.shows)
    before = stack.slices[0].before
    slice_ = Slice(
        setting.ceil(height),
        moved(fused(stack), x, down),
        before,
        text=text,
        shows=shows,
        place=place,
    )
    alone = replace(stack, slices=(slice_,))
    left = measure - size.width - gap
    if left < least_beside(setting):
        return _with(alone, _too_narrow(outlined.file, max(0.0, left), place))
    reach, under = size.width + gap, min(gap, setting.lines_of(setting.style("text")) / 2)
    bands: tuple[tuple[float, float], ...] = ((height + under, reach),)
    if how.wrap == "outline":
        edge: contour.Edge = "left" if (how.side == "start") != setting.to_left else "right"
        found = contour.kept_away(_outline(outlined, edge), size, gap)
        if found is None:
            alone = _with(alone, _no_outline(outlined.file, place))
        else:
            bands = tuple((down + bottom, reach) for bottom, reach in found)
            if len(stack.slices) > 1:  # the lines below it are as wide as it is
                words = down + stack.slices[0].height - gap
                bands = tuple(band for band in bands if band[0] <= words)
                bands = (*bands, (height + under, size.width + gap))
    return replace(alone, around=Around(how.side, measure, height, bands))


def _to_capitals(setting: PanelSetting) -> float:
    """How far below the head of a line of running text its capitals begin, in points."""
    style = setting.style("text")
    face = load(setting.sheet.face(style))
    capitals = style.size * face.cap_height / face.upem
    return max(0.0, setting.lines_of(style) - BASELINE_SHARE * setting.unit - capitals)


def _outline(outlined: Outlined, edge: contour.Edge) -> tuple[float, ...]:
    size = outlined.art.size
    rows = max(1, ceil(size.height / _ROW))
    if outlined.picture is None:
        return contour.of_items(outlined.art.items, size, rows, edge)
    if outlined.mirrored:
        edge = "right" if edge == "left" else "left"
    return contour.of_picture(outlined.picture, rows, edge)


def _with(stack: Stack, found: Diagnostic) -> Stack:
    return replace(stack, diagnostics=(*stack.diagnostics, found))


def _too_narrow(file: str, left: float, place: Place) -> Diagnostic:
    return Diagnostic(
        "beside-narrow",
        say(
            "Beside {file} {left:.1f} mm are left, too few for lines of text: it stands alone.",
            file=file,
            left=left / MM,
        ),
        place,
        say("Give it a smaller `width`, or leave `side` out."),
        "info",
    )


def _no_outline(file: str, place: Place) -> Diagnostic:
    return Diagnostic(
        "outline-none",
        say(
            "{file} fills its rectangle, so that there is no outline for text to run round.",
            file=file,
        ),
        place,
        say("Use a picture on clear or white ground, or write `wrap: box`."),
        "warning",
    )
