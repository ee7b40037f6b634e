"""The outline of a path as a content stream spells it, read only as far as it is asked for.

Points are in the user space of the stream (ISO 32000-1, 8.5.2). Who wants to know where a path
lies needs its box alone, and half of those who read it not even that.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from depliant.geometry import Matrix, Outline, Rect, Segment, bounds, rectangle

PATH = "path"
"""What a run of path operators is called where an operator is called by its name."""
OPERANDS = {"m": 2, "l": 2, "c": 6, "v": 4, "y": 4, "h": 0, "re": 4}
"""The path operators, with the numbers that each takes (table 59)."""

SPACED = bytes.maketrans(b"\0", b" ")
"""For `bytes.translate`: Python parts words at all white space that PDF has but NUL (table 1)."""
_LETTERS = b"mlcvyhre"
_STEP = re.compile(rb"([^mlcvyhr]*+)(re|[mlcvyh])")
_CURVES = tuple(b"mlcvy")


class Shape:
    """A path: `source` holds whole path operators and nothing else."""

    __slots__ = ("_box", "source")

    def __init__(self, source: bytes) -> None:
        self.source = source
        self._box: Rect | None = None

    @property
    def only_rectangles(self) -> bool:
        """Whether the path is boxes alone."""
        return not any(letter in self.source for letter in _CURVES)

    @property
    def empty(self) -> bool:
        """Whether the path has no point."""
        return not self.source.strip(b"h\0\t\n\f\r ")

    def box(self, matrix: Matrix) -> Rect:
        """The upright box round all points, control points included, mapped by `matrix`."""
        if not matrix.b and not matrix.c:
            if self._box is None:
                self._box = self._extent()
            return matrix.apply_rect(self._box)
        xs, ys = self._points()
        return bounds(matrix.apply(x, y) for x, y in zip(xs, ys, strict=True))

    def _extent(self) -> Rect:
        xs, ys = self._points()
        if not xs:
            return Rect(0.0, 0.0, 0.0, 0.0)
        return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))

    def _points(self) -> tuple[list[float], list[float]]:
        """The coordinates of all points, x and y apart."""
        if b"re" not in self.source:
            numbers = [*map(float, self.source.translate(SPACED, _LETTERS).split())]
            return numbers[::2], numbers[1::2]
        xs: list[float] = []
        ys: list[float] = []
        for operator, values in self._steps():
            if operator == b"re":
                x, y, width, height = values
                xs += (x, x + width, x + width, x)
                ys += (y, y + height, y, y + height)
            else:
                xs += values[::2]
                ys += values[1::2]
        return xs, ys

    def _steps(self) -> list[tuple[bytes, list[float]]]:
        found = _STEP.findall(self.source)
        return [
            (operator, [*map(float, numbers.translate(SPACED).split())])
            for numbers, operator in found
        ]

    def segments(self) -> Outline:
        """The path as absolute segments."""
        made: list[Segment] = []
        point = (0.0, 0.0)
        for operator, values in self._steps():
            if operator == b"h" and made[-1:] in ([], [("Z",)]):
                continue
            made += _SEGMENTS[operator](point, values)
            point = _end(operator, values) or point
        return tuple(made)


def _end(operator: bytes, values: list[float]) -> tuple[float, float] | None:
    """The current point after an operator, None where it stays."""
    if operator == b"re":
        return values[0], values[1]
    return (values[-2], values[-1]) if values else None


_SEGMENTS: dict[bytes, Callable[[tuple[float, float], list[float]], Outline]] = {
    b"m": lambda _, v: (("M", v[0], v[1]),),
    b"l": lambda _, v: (("L", v[0], v[1]),),
    b"c": lambda _, v: (("C", v[0], v[1], v[2], v[3], v[4], v[5]),),
    b"v": lambda point, v: (("C", *point, v[0], v[1], v[2], v[3]),),
    b"y": lambda _, v: (("C", v[0], v[1], v[2], v[3], v[2], v[3]),),
    b"h": lambda _, __: (("Z",),),
    b"re": lambda _, v: rectangle(Rect(*v)),
}
"""Path construction (ISO 32000-1, table 59)."""


def spelled(operator: str, operands: list[float]) -> bytes:
    """One path operator as a path's source."""
    return b" ".join(b"%.9f" % value for value in operands) + b" " + operator.encode()


def operator_count(source: bytes) -> int:
    """How many operators a path's source has."""
    return len(source) - len(source.translate(None, b"mlcvyhr"))
