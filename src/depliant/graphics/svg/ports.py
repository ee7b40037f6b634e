"""View ports: how a view box is fitted into a width and a height (SVG 2, 8.2 and 8.6)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from depliant.errors import UnfitError
from depliant.geometry import IDENTITY, Matrix, Rect, rectangle, scaling, translation
from depliant.graphics.svg import paths as svg_paths
from depliant.graphics.svg.cuts import Cut, Region
from depliant.sentences import say


class Port(NamedTuple):
    """The map of what is inside, its cut in the coordinates outside, and its size inside."""

    matrix: Matrix
    region: Region | None
    view: tuple[float, float]


def view_box(attributes: Mapping[str, str]) -> Rect | None:
    """The view box that attributes state. Raises ValueError if it is none."""
    if "viewBox" not in attributes:
        return None
    box = svg_paths.numbers(attributes["viewBox"])
    if len(box) != 4 or box[2] < 0 or box[3] < 0:
        raise UnfitError(say("its viewBox is not four numbers with a positive size"))
    return Rect(*box)


def fitted(box: Rect, frame: Rect, preserve: str) -> Matrix:
    """The map that fits a box into a frame, by a `preserveAspectRatio`."""
    fit = [word for word in preserve.split() if word != "defer"] or ["xMidYMid"]
    across, down = frame.width / box.width, frame.height / box.height
    if fit[0] != "none":
        across = down = (max if "slice" in fit else min)(across, down)
    shift = [{"Min": 0.0, "Max": 1.0}.get(fit[0][at : at + 3], 0.5) for at in (1, 5)]
    place = translation(
        frame.x + (frame.width - across * box.width) * shift[0],
        frame.y + (frame.height - down * box.height) * shift[1],
    )
    return place @ scaling(across, down) @ translation(-box.x, -box.y)


def port(frame: Rect, attributes: Mapping[str, str], looks: Mapping[str, str]) -> Port | None:
    """The view port of an inner svg, a symbol, a marker or a pattern; None if it shows nothing.

    Args:
        frame: where it stands.
        attributes: its view box and how that is fitted.
        looks: its own, of which `overflow` counts.
    """
    box = view_box(attributes)
    if frame.width <= 0 or frame.height <= 0 or (box and not (box.width and box.height)):
        return None
    open_ = looks.get("overflow", "hidden") in ("visible", "auto")
    region: Region | None = None if open_ else ((Cut(rectangle(frame)),),)
    if box is None:
        move = translation(frame.x, frame.y) if frame.x or frame.y else IDENTITY
        return Port(move, region, (frame.width, frame.height))
    preserve = attributes.get("preserveAspectRatio", "xMidYMid")
    return Port(fitted(box, frame, preserve), region, (box.width, box.height))
