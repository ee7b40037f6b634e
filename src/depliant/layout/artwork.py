"""Charts, pictures and logo walls as layout asks for them: to a measure, in swatches."""

from __future__ import annotations

from msgspec.structs import replace

from depliant.content.model import Chart, LogoWall, PictureBlock
from depliant.display.items import Link, Mark
from depliant.display.structure import Content, Element
from depliant.geometry import Rect, Size
from depliant.graphics.art import Art
from depliant.layout.drawing import ChartOrder, draw
from depliant.layout.frame import Slice, Stack
from depliant.layout.setting import Setting, link_description
from depliant.layout.stacking import moved
from depliant.style.sheet import WallStyle

_PICTURE_ASPECT = 1.5
"""Width over height of a picture that asks for none."""


def chart_art(chart: Chart, setting: Setting, width: float, *, centre_label: bool = True) -> Art:
    """A chart drawn to a width in points, in the style sheet as designed.

    A design may give a chart's role another chart style. Copyfitting leaves charts alone, so
    that one drawing serves all its steps.
    """
    ground = setting.design.ground
    chart = replace(chart, role=setting.design.charts.get(chart.role, chart.role))
    return draw(ChartOrder(chart, width, setting.language, ground, centre_label), setting.job)


def picture_art(block: PictureBlock, setting: Setting, measure: float) -> Art:
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


def wall_stack(block: LogoWall, setting: Setting, measure: float) -> Stack:
    """A logo wall as one slice; every mark is a Figure, and a Link where it leads somewhere."""
    from depliant.graphics import logo

    style = setting.sheet.walls.get(block.role) or setting.sheet.walls.get("wall") or WallStyle()
    ground = setting.design.ground
    under = setting.colour(ground)
    wall = logo.wall(block.logos, style, measure, ground, setting.job.files, under)
    marks: list[Mark | Link] = []
    elements: list[Element] = []
    for placed in wall.placed:
        x = setting.across(placed.frame.x, placed.frame.width, measure)
        placed = placed.moved(x - placed.frame.x)
        number = setting.number()
        marks.append(Mark(placed.items, number, bounds=placed.frame))
        element = Element("Figure", (Content(number),), alt=placed.logo.alt)
        if placed.logo.link:
            description = link_description(placed.logo.name, placed.logo.link)
            marks.append(Link(placed.frame, placed.logo.link, number, description))
            element = Element("Link", (element,), alt=placed.logo.alt)
        elements.append(element)
    height = setting.ceil(wall.size.height)
    top = (height - wall.size.height) / 2
    slice_ = Slice(height, moved(tuple(marks), 0.0, top), text="", place=block.place)
    return Stack((slice_,), tuple(elements), wall.diagnostics)
