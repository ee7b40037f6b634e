"""Markers: small drawings on the corners and ends of a path (SVG 2, 13.7)."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

from depliant.geometry import Matrix, Outline, Point, Rect, scaling, translation
from depliant.graphics.svg import paths as svg_paths
from depliant.graphics.svg.clips import Draw
from depliant.graphics.svg.document import Document, State
from depliant.graphics.svg.layers import Layer, Part
from depliant.graphics.svg.ports import port, view_box
from depliant.graphics.svg.tree import Node

MARKED = frozenset(("path", "line", "polyline", "polygon"))
_ENDS = ("marker-start", "marker-mid", "marker-end")


class Vertex(NamedTuple):
    """A corner of a path, and which way the path comes to it and leaves it, in radians."""

    at: Point
    coming: float | None
    leaving: float | None

    @property
    def bisector(self) -> float:
        """The way between the two."""
        if self.coming is None or self.leaving is None:
            only = self.leaving if self.coming is None else self.coming
            return only or 0.0
        x = math.cos(self.coming) + math.cos(self.leaving)
        y = math.sin(self.coming) + math.sin(self.leaving)
        return math.atan2(y, x) if math.hypot(x, y) > 1e-9 else self.leaving


def markers(
    outline: Outline, width: float, state: State, document: Document, draw: Draw
) -> tuple[Part, ...]:
    """The markers of a path.

    Args:
        outline: the path.
        width: of its stroke, which markers grow with.
        state: the element's.
        document: the file.
        draw: draws what an element holds.
    """
    nodes = [_marker(name, state, document) for name in _ENDS]
    if not any(nodes):
        return ()
    vertices = list(_vertices(outline))
    found: list[Part] = []
    for number, vertex in enumerate(vertices):
        which = [number == 0, 0 < number < len(vertices) - 1, number == len(vertices) - 1]
        for node, here, starts in zip(nodes, which, (True, False, False), strict=True):
            if node is not None and here:
                found += _drawn(node, vertex, width, starts, (state, document, draw))
    return tuple(found)


def _marker(name: str, state: State, document: Document) -> Node | None:
    value = state.looks.get(name, state.looks.get("marker", "none"))
    linked = document.linked(value)
    node = linked[0] if linked is not None else None
    if node is None or node.tag != "marker" or node.attributes.get("id", "") in state.uses:
        return None
    return node


def _drawn(
    node: Node,
    vertex: Vertex,
    width: float,
    starts: bool,
    reading: tuple[State, Document, Draw],
) -> tuple[Part, ...]:
    """A marker element at a vertex."""
    state, document, draw = reading
    attributes = node.attributes
    box = view_box(attributes)
    wide = svg_paths.length(attributes.get("markerWidth", "3"), state.view[0])
    high = svg_paths.length(attributes.get("markerHeight", "3"), state.view[1])
    frame = port(Rect(0.0, 0.0, wide, high), attributes, document.own(node))
    if frame is None:
        return ()
    orient = attributes.get("orient", "0")
    if orient.startswith("auto"):
        turn = vertex.bisector + (math.pi if starts and orient == "auto-start-reverse" else 0.0)
    else:
        turn = math.radians(svg_paths.length(orient.removesuffix("deg"), 1.0))
    size = box or Rect(0.0, 0.0, wide, high)
    corner = frame.matrix.apply(
        _reference(attributes.get("refX", "0"), size.x, size.width),
        _reference(attributes.get("refY", "0"), size.y, size.height),
    )
    inside = document.below(node, document.state_above(node, state))
    by_stroke = attributes.get("markerUnits", "strokeWidth") == "strokeWidth"
    inside = inside._replace(
        uses=(*state.uses, attributes.get("id", "")),
        view=frame.view,
        light=state.light,
        scale=state.scale * frame.matrix.scale * (width if by_stroke else 1.0),
    )
    held = draw(node, inside)
    if not held:
        return ()
    cos, sin = math.cos(turn), math.sin(turn)
    place = translation(*vertex.at) @ Matrix(cos, sin, -sin, cos)
    if by_stroke:
        place = place @ scaling(width)
    place = place @ translation(-corner.x, -corner.y)
    return (Layer((Layer((Layer(held, frame.matrix),), region=frame.region),), place),)


def _reference(text: str, start: float, size: float) -> float:
    """A reference point: a length, or a side by its name."""
    sides = {"left": 0.0, "top": 0.0, "center": 0.5, "right": 1.0, "bottom": 1.0}
    return start + sides[text] * size if text in sides else svg_paths.length(text, size)


def _vertices(outline: Outline) -> Iterator[Vertex]:
    """The corners of a path, with those where it closes."""
    points: list[tuple[Point, float | None, float | None]] = []
    start = before = Point(0.0, 0.0)
    for segment in outline:
        if segment[0] == "M":
            start = before = Point(segment[1], segment[2])  # type: ignore[misc]
            points.append((before, None, None))
            continue
        numbers = [float(number) for number in segment[1:]] or list(start)
        at = Point(numbers[-2], numbers[-1])
        middle = [Point(*numbers[i : i + 2]) for i in range(0, len(numbers) - 2, 2)]
        line = [before, *middle, at]
        points.append((at, _way(line), _way(line[::-1])))
        before = at
    for number, (at, leaving, coming) in enumerate(points):
        # `leaving` is how the segment to this vertex began; the next one's says how it goes on.
        after = points[number + 1][1] if number + 1 < len(points) else None
        back = None if coming is None else coming + math.pi
        yield Vertex(at, back if leaving is not None or coming is not None else None, after)


def _way(line: list[Point]) -> float | None:
    """Which way a segment begins: to the first point that is another."""
    for point in line[1:]:
        if math.dist(point, line[0]) > 1e-9:
            return math.atan2(point.y - line[0].y, point.x - line[0].x)
    return None
