"""What a shape is painted with: an ink, a gradient, or a pattern, as the file names it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from msgspec.structs import replace

from depliant.colour import PAPER, Colour
from depliant.errors import UnfitError
from depliant.geometry import IDENTITY, Matrix, Point, Rect
from depliant.graphics.svg import paths as svg_paths
from depliant.graphics.svg.colours import parsed
from depliant.graphics.svg.document import Document, DrawingError, State
from depliant.graphics.svg.gradients import Gradient, Stop
from depliant.graphics.svg.styles import inherit
from depliant.graphics.svg.tree import Node
from depliant.graphics.weight import darkness
from depliant.sentences import say

GRADIENTS = ("linearGradient", "radialGradient")
MAXIMUM_STOPS = 500
MAXIMUM_LINKS = 20

_CMYK = re.compile(r"device-cmyk\(([^()/]*+)\)", re.IGNORECASE)
_VARIABLE = re.compile(r"var\(\s*+--([-\w]++)\s*+(?:,([^()]*+))?+\)")
_FOCUS = 0.99
"""How far, in radii, a focus may lie from the centre; farther out a gradient has no discs."""


class Solid(NamedTuple):
    """One ink, and how opaque it is."""

    colour: Colour
    opacity: float = 1.0


def share(looks: Mapping[str, str], name: str) -> float:
    """An opacity from 0 to 1."""
    return min(1.0, max(0.0, svg_paths.length(looks.get(name, "1"), 1.0)))


def paint(name: str, node: Node, state: State, document: Document) -> Solid | Node | None:
    """What an element's `fill` or `stroke` says: an ink, an element that paints, None for none.

    Raises:
        DrawingError: it is none of these.
    """
    value = state.looks.get(name, "" if name == "fill" else "none")
    if value == "none":
        return None
    if value.startswith("context-"):
        raise DrawingError(
            "svg-unsupported",
            say("{value} cannot be followed.", value=value),
            say("Give the shape its own colour."),
        )
    linked = document.linked(value)
    if linked is not None:
        server, otherwise = linked
        if server is not None and server.tag in (*GRADIENTS, "pattern"):
            return server
        if otherwise in ("", "none"):
            return None  # as browsers do
        value = otherwise
    return solid(value, node, state, document)


def solid(value: str, node: Node, state: State, document: Document) -> Solid | None:
    """The ink of a colour; None for one that paints nothing.

    Raises:
        DrawingError: `device-cmyk()` is not four amounts of ink.
    """
    variable = _VARIABLE.fullmatch(value)
    if variable:
        named = document.ink(variable[1], None)
        if named is not None and not state.light:
            return Solid(named)
        value = state.looks.get(f"--{variable[1]}", (variable[2] or "").strip() or value)
    if value.lower() == "currentcolor" and state.ink is None:
        value = state.looks.get("color", value)
    shade = parsed(value or "black") if value.lower() != "currentcolor" else None
    opacity = shade.opacity if shade is not None else 1.0
    if opacity == 0:
        return None
    if state.light:
        light = shade.light if shade is not None else 1 - darkness(_named(value, state, document))
        return Solid(Colour(0.0, 0.0, 0.0, min(1.0, max(0.0, 1 - light))), opacity)
    known = document.ink(value, shade)
    if known is not None:
        return Solid(known, opacity)
    if mix := _CMYK.fullmatch(value):
        return Solid(_device_cmyk(mix[1]))
    if state.ink is not None and not variable:
        return Solid(state.ink, opacity)
    classes = node.attributes.get("class", "").split()
    key = value or (classes[0] if classes else "black")
    document.unknown(key, shade if value else parsed(key), node)
    return Solid(PAPER, opacity)


def _named(value: str, state: State, document: Document) -> Colour:
    """The ink of a part of a mask that is drawn in inks; black for none, as SVG has it."""
    if mix := _CMYK.fullmatch(value):
        return _device_cmyk(mix[1])
    return document.ink(value, None) or state.ink or Colour(0.0, 0.0, 0.0, 1.0)


def _device_cmyk(text: str) -> Colour:
    """The ink of a device-cmyk() colour (CSS Color 5, 7): numbers from 0 to 1, or per cent."""
    try:
        c, m, y, k = (svg_paths.length(part, 1.0) for part in text.replace(",", " ").split())
        return Colour(c, m, y, k)
    except ValueError as error:
        raise DrawingError(
            "svg-colour",
            say("device-cmyk({text}) is not four amounts of ink.", text=text),
            say("Write four per cent values: device-cmyk(0% 80% 85% 10%)."),
        ) from error


# --- gradients ------------------------------------------------------------------------------


def gradient(node: Node, box: Rect, state: State, document: Document) -> Gradient | Solid | None:
    """A gradient element for a shape whose box is `box`; None if it paints nothing.

    Raises:
        DrawingError: a stop has an ink that is none.
        ValueError: an attribute is wrong.
    """
    line = list(linked_line(node, document, GRADIENTS))
    stops = _stops(line, state, document)
    if not stops:
        return None
    attributes = attributes_of(line, node.tag)
    by_box = attributes.get("gradientUnits", "objectBoundingBox") != "userSpaceOnUse"
    if by_box and (box.width <= 0 or box.height <= 0):
        return None
    last = Solid(stops[-1].colour, stops[-1].opacity)
    if len(stops) == 1:
        return last
    matrix = transform_of(node, document, "gradientTransform", attributes)
    view = state.view
    if by_box:
        matrix = Matrix(box.width, 0.0, 0.0, box.height, box.x, box.y) @ matrix
        view = (1.0, 1.0)
    if not matrix.scale:
        return last
    method = attributes.get("spreadMethod", "pad")
    spread = Gradient(
        Point(0.0, 0.0), Point(0.0, 0.0), None, matrix,
        method if method in ("reflect", "repeat") else "pad",  # type: ignore[arg-type]
        tuple(stops),
    )  # fmt: skip
    placed = (_along if node.tag == "linearGradient" else _around)(spread, attributes, view)
    return placed or last


def _along(
    spread: Gradient, attributes: Mapping[str, str], view: tuple[float, float]
) -> Gradient | None:
    """A gradient along a line; None if that has no length."""
    width, height = view
    start = Point(_edge(attributes, "x1", "0%", width), _edge(attributes, "y1", "0%", height))
    end = Point(_edge(attributes, "x2", "100%", width), _edge(attributes, "y2", "0%", height))
    return None if start == end else replace(spread, start=start, end=end)


def _around(
    spread: Gradient, attributes: Mapping[str, str], view: tuple[float, float]
) -> Gradient | None:
    """A gradient round a focus; None if its circle has no size (SVG 2, 14.2.3)."""
    width, height = view
    diagonal = math.hypot(width, height) / math.sqrt(2)
    cx, cy = _edge(attributes, "cx", "50%", width), _edge(attributes, "cy", "50%", height)
    radius = _edge(attributes, "r", "50%", diagonal)
    inner = _edge(attributes, "fr", "0%", diagonal)
    fx = _edge(attributes, "fx", "", width) if attributes.get("fx") else cx
    fy = _edge(attributes, "fy", "", height) if attributes.get("fy") else cy
    if radius <= 0 or inner >= radius:
        return None
    away = math.hypot(fx - cx, fy - cy)
    most = _FOCUS * (radius - inner)
    if away > most:
        fx, fy = cx + (fx - cx) * most / away, cy + (fy - cy) * most / away
    return replace(spread, start=Point(fx, fy), end=Point(cx, cy), radii=(inner, radius))


def _edge(attributes: Mapping[str, str], name: str, default: str, whole: float) -> float:
    return svg_paths.length(attributes.get(name, default), whole)


def linked_line(node: Node, document: Document, tags: tuple[str, ...]) -> Iterator[Node]:
    """An element and those that it takes over from, the nearest first."""
    one: Node | None = node
    seen: set[int] = set()
    while one is not None and id(one) not in seen and len(seen) < MAXIMUM_LINKS:
        seen.add(id(one))
        yield one
        one = document.by_id(one.attributes.get("href", "").strip().removeprefix("#"))
        one = one if one is not None and one.tag in tags else None


def attributes_of(line: list[Node], tag: str) -> Mapping[str, str]:
    """What elements state that take over from one another; geometry only from their own kind."""
    found: dict[str, str] = {}
    for node in reversed(line):
        shared = ("gradientUnits", "gradientTransform", "spreadMethod")
        same = node.tag == tag
        found |= {k: v for k, v in node.attributes.items() if same or k in shared}
    return found


def transform_of(
    node: Node, document: Document, name: str, attributes: Mapping[str, str]
) -> Matrix:
    """The map of a gradient or pattern, which CSS may set as well."""
    style = document.own(node).get("transform", "")
    text = attributes.get(name, "") or style
    return svg_paths.transform(text, svg_paths.MAXIMUM_FACTOR) if text else IDENTITY


def _stops(line: list[Node], state: State, document: Document) -> list[Stop]:
    """The stops of the first of some gradients that has any."""
    for node in line:
        kids = [kid for kid in node.kids if kid.tag == "stop"]
        if kids:
            break
    else:
        return []
    if len(kids) > MAXIMUM_STOPS:
        raise UnfitError(say("it has more than {most} stops", most=MAXIMUM_STOPS))
    above = document.state_above(kids[0], state)
    stops: list[Stop] = []
    for kid in kids:
        below = document.below(kid, above)
        looks = inherit(above.looks, document.own(kid))
        value = looks.get("stop-color", "")
        if not value and below.ink is not None:
            value = "currentColor"
        found = solid(value, kid, below, document) or Solid(PAPER, 0.0)
        offset = min(1.0, max(0.0, svg_paths.length(kid.attributes.get("offset", "0"), 1.0)))
        offset = max(offset, stops[-1].offset) if stops else offset
        stops.append(Stop(offset, found.colour, found.opacity * share(looks, "stop-opacity")))
    return _with_ink(stops)


def _with_ink(stops: list[Stop]) -> list[Stop]:
    """Stops of which those that show nothing fade in their neighbour's ink, not in another."""
    if any(stop.opacity for stop in stops):
        for at, stop in enumerate(stops):
            if not stop.opacity and stop.colour == PAPER:
                near = [other for other in (*stops[at + 1 :], *stops[:at][::-1]) if other.opacity]
                stops[at] = stop._replace(colour=near[0].colour)
    return stops
