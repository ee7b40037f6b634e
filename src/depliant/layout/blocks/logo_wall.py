"""Logo walls: partners' marks in optical balance."""

from __future__ import annotations

from depliant.content.model import Logo, LogoWall
from depliant.display.items import Link, Mark
from depliant.display.structure import ContentRef, Element
from depliant.errors import Diagnostic
from depliant.layout.blocks.kind import Kind
from depliant.layout.frame import Slice, Stack
from depliant.layout.setting import PanelSetting
from depliant.layout.stacking import moved
from depliant.sentences import say
from depliant.style.sheet import WallStyle


def logo_wall(block: LogoWall, setting: PanelSetting, measure: float) -> Stack:
    """A logo wall as one slice; every mark is a Figure, and a Link where it leads somewhere."""
    from depliant.graphics import logo

    style = setting.sheet.walls.get(block.role) or setting.sheet.walls.get("wall") or WallStyle()
    ground = setting.design.ground
    look = logo.Look(ground, setting.colour(ground), setting.job.condition.icc)
    logos = logo.inked(block.logos, setting.sheet)
    wall = logo.wall(logos, style, measure, setting.job.files, look)
    marks: list[Mark | Link] = []
    elements: list[Element] = []
    for number, placed in enumerate(wall.placed):
        x = setting.across(placed.frame.x, placed.frame.width, measure)
        placed = placed.moved(x - placed.frame.x)
        marks.append(Mark(placed.items, number, bounds=placed.frame))
        element = Element("Figure", (ContentRef(number),), alt=placed.logo.alt)
        if placed.logo.link:
            marks.append(Link(placed.frame, placed.logo.link, number, placed.logo.alt))
            element = Element("Link", (element,), alt=placed.logo.alt)
        elements.append(element)
    height = setting.ceil(wall.size.height)
    top = (height - wall.size.height) / 2
    slice_ = Slice(height, moved(tuple(marks), 0.0, top), text="", place=block.place)
    found = wall.diagnostics
    if setting.pictured:
        found = (*found, *(_on_picture(logo) for logo in logos))
    return Stack((slice_,), tuple(elements), found, len(elements))


def _on_picture(logo: Logo) -> Diagnostic:
    return Diagnostic(
        "logo-ground",
        say(
            "{logo} stands on a picture; its contract allows {names}.",
            logo=logo.name,
            names=", ".join(logo.grounds or ("paper",)),
        ),
        logo.place,
        say("Put the wall into a frame of the design that has a `ground`, or ask the partner."),
        "warning",
    )


KIND = Kind(logo_wall)
