"""Lengths, boxes, matrices and outlines.

Units are PostScript points (1/72 inch). x runs to the right and y runs *down* from the trim
corner of a page or panel; bleed is negative space beside it. Only a writer flips the axis.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import sqrt
from typing import TYPE_CHECKING, Final

from depliant.tuples import NamedTuple

MM = 72 / 25.4
"""Points in a millimetre."""


KAPPA: Final = 4 / 3 * (sqrt(2) - 1)
"""How far the handles of a Bézier quarter circle reach, as a share of its radius."""

_NO_AREA = 1e-30
"""What a map makes of one square point, where it leaves no area: the quotients would overflow."""


def mm(value: float) -> float:
    """Convert millimetres to points."""
    return value * MM


class Point(NamedTuple):
    """A position in points."""

    x: float
    y: float


class Size(NamedTuple):
    """A width and a height in points."""

    width: float
    height: float


class Rect(NamedTuple):
    """A box by its top left corner and its extent, in points, y down."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """x of the right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """y of the lower edge."""
        return self.y + self.height

    @property
    def centre(self) -> Point:
        """The middle of the box."""
        return Point(self.x + self.width / 2, self.y + self.height / 2)

    def inset(self, left: float, top: float, right: float, bottom: float) -> Rect:
        """The box with each edge moved inwards (negative values move it outwards)."""
        return Rect(
            self.x + left, self.y + top, self.width - left - right, self.height - top - bottom
        )

    def moved(self, dx: float, dy: float) -> Rect:
        """The same box somewhere else."""
        return Rect(self.x + dx, self.y + dy, self.width, self.height)

    def union(self, other: Rect) -> Rect:
        """The smallest box that holds both."""
        x, y = min(self.x, other.x), min(self.y, other.y)
        return Rect(x, y, max(self.right, other.right) - x, max(self.bottom, other.bottom) - y)

    def overlaps(self, other: Rect, tolerance: float = 0.0) -> bool:
        """Whether the boxes share more than `tolerance` points in both directions."""
        across = min(self.right, other.right) - max(self.x, other.x)
        along = min(self.bottom, other.bottom) - max(self.y, other.y)
        return across > tolerance and along > tolerance


class Matrix(NamedTuple):
    """An affine map: x' = a·x + c·y + e, y' = b·x + d·y + f (the order of PDF's `cm`)."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def __matmul__(self, inner: Matrix) -> Matrix:
        """The map that applies `inner` first, then this one."""
        return Matrix(
            self.a * inner.a + self.c * inner.b,
            self.b * inner.a + self.d * inner.b,
            self.a * inner.c + self.c * inner.d,
            self.b * inner.c + self.d * inner.d,
            self.a * inner.e + self.c * inner.f + self.e,
            self.b * inner.e + self.d * inner.f + self.f,
        )

    def along(self, x: float) -> Matrix:
        """The map that goes `x` along first: to the bit `self @ Matrix(e=x)`, made faster."""
        a, b, c, d, e, f = self
        return Matrix(
            a + c * 0.0,
            b + d * 0.0,
            a * 0.0 + c,
            b * 0.0 + d,
            a * x + c * 0.0 + e,
            b * x + d * 0.0 + f,
        )

    def apply(self, x: float, y: float) -> Point:
        """Map one point."""
        return Point(self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f)

    def apply_rect(self, rect: Rect) -> Rect:
        """The upright box round the image of `rect`."""
        if not self.b and not self.c:
            (left, top), (right, bottom) = (
                self.apply(rect.x, rect.y),
                self.apply(rect.right, rect.bottom),
            )
            x, y = min(left, right), min(top, bottom)
            return Rect(x, y, max(left, right) - x, max(top, bottom) - y)
        corners = [self.apply(x, y) for x in (rect.x, rect.right) for y in (rect.y, rect.bottom)]
        return bounds(corners)

    @property
    def scale(self) -> float:
        """The mean scale, that is the square root of the area's: what a line width grows by."""
        return float(abs(self.a * self.d - self.b * self.c) ** 0.5)

    @property
    def inverse(self) -> Matrix | None:
        """The map that undoes this one; None for one that leaves no area."""
        a, b, c, d, e, f = self
        area = a * d - b * c
        if not abs(area) > _NO_AREA:
            return None
        return Matrix(
            d / area, -b / area, -c / area, a / area, (c * f - d * e) / area, (b * e - a * f) / area
        )


IDENTITY = Matrix()


def translation(dx: float, dy: float) -> Matrix:
    """The map that moves by (dx, dy)."""
    return Matrix(e=dx, f=dy)


def scaling(sx: float, sy: float | None = None) -> Matrix:
    """The map that scales about the origin."""
    return Matrix(a=sx, d=sx if sy is None else sy)


if TYPE_CHECKING:
    Segment = (
        tuple[str] | tuple[str, float, float] | tuple[str, float, float, float, float, float, float]
    )
else:
    Segment = tuple[str | float, ...]  # as far as one who reads back what was kept can tell
Outline = tuple[Segment, ...]
"""Absolute segments: ("M", x, y), ("L", x, y), ("C", x1, y1, x2, y2, x, y), ("Z",)."""


def outline_points(outline: Outline) -> list[Point]:
    """Every point an outline names, control points included."""
    return [
        Point(float(segment[i]), float(segment[i + 1]))
        for segment in outline
        for i in range(1, len(segment), 2)
    ]


def transformed(outline: Outline, matrix: Matrix) -> Outline:
    """The outline with every point mapped by `matrix`."""
    moved: list[Segment] = []
    for segment in outline:
        numbers: list[float] = []
        for i in range(1, len(segment), 2):
            numbers.extend(matrix.apply(float(segment[i]), float(segment[i + 1])))
        moved.append((segment[0], *numbers))  # type: ignore[arg-type]
    return tuple(moved)


def bounds(points: Iterable[tuple[float, float]]) -> Rect:
    """The smallest upright box round `points`; an empty box at the origin for none."""
    xs, ys = zip(*points, strict=True) if (points := list(points)) else ((0.0,), (0.0,))
    return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def outline_bounds(outline: Outline) -> Rect:
    """The smallest upright box round every point that an outline names."""
    xs: list[float] = []
    ys: list[float] = []
    for segment in outline:
        xs += segment[1::2]
        ys += segment[2::2]
    if not xs:
        return Rect(0.0, 0.0, 0.0, 0.0)
    left, top = float(min(xs)), float(min(ys))
    return Rect(left, top, float(max(xs)) - left, float(max(ys)) - top)


def reach(outline: Outline) -> Rect:
    """The smallest upright box round what an outline draws: its curves, not their handles."""
    found: list[Point] = []
    for segment in outline:
        ends = outline_points((segment,))
        if len(ends) == 3:
            start, (one, other, end) = found[-1], ends
            found += [
                Point(_on_curve(t, start.x, one.x, other.x, end.x), y)
                for y, t in _turns(start.y, one.y, other.y, end.y)
            ]
            found += [
                Point(x, _on_curve(t, start.y, one.y, other.y, end.y))
                for x, t in _turns(start.x, one.x, other.x, end.x)
            ]
        found += ends[-1:]
    return bounds(found)


def _on_curve(t: float, a: float, b: float, c: float, d: float) -> float:
    """Where one coordinate of a cubic Bézier curve is at `t`."""
    s = 1 - t
    return s**3 * a + 3 * s * s * t * b + 3 * s * t * t * c + t**3 * d


def _turns(a: float, b: float, c: float, d: float) -> list[tuple[float, float]]:
    """Where one coordinate of a curve turns back: the coordinate there, and its `t`."""
    low, high = min(a, d), max(a, d)
    if low <= b <= high and low <= c <= high:
        return []
    # The derivative is 3 (p t² + q t + r).
    p, q, r = d - a + 3 * (b - c), 2 * (a - 2 * b + c), b - a
    under = q * q - 4 * p * r
    if abs(p) < 1e-9 * (abs(q) + abs(r)):
        roots = [-r / q] if q else []
    else:
        roots = [(-q + sign * sqrt(under)) / (2 * p) for sign in (1, -1)] if under >= 0 else []
    return [(_on_curve(t, a, b, c, d), t) for t in roots if 0 < t < 1]


def rectangle(rect: Rect) -> Outline:
    """The outline of a box."""
    return (
        ("M", rect.x, rect.y),
        ("L", rect.right, rect.y),
        ("L", rect.right, rect.bottom),
        ("L", rect.x, rect.bottom),
        ("Z",),
    )


def ellipse(cx: float, cy: float, rx: float, ry: float) -> Outline:
    """A whole ellipse from its rightmost point, clockwise on the page."""
    kx, ky = KAPPA * rx, KAPPA * ry
    return (
        ("M", cx + rx, cy),
        ("C", cx + rx, cy + ky, cx + kx, cy + ry, cx, cy + ry),
        ("C", cx - kx, cy + ry, cx - rx, cy + ky, cx - rx, cy),
        ("C", cx - rx, cy - ky, cx - kx, cy - ry, cx, cy - ry),
        ("C", cx + kx, cy - ry, cx + rx, cy - ky, cx + rx, cy),
        ("Z",),
    )


def rounded(rect: Rect, upper: tuple[float, float], lower: tuple[float, float]) -> Outline:
    """The outline of a box with elliptical corners, clockwise on the page.

    `upper` and `lower` are the horizontal and the vertical radius of the two corners there.
    """
    x, y, right, bottom = rect.x, rect.y, rect.right, rect.bottom
    (ux, uy), (lx, ly) = upper, lower
    (kux, kuy), (klx, kly) = (((1 - KAPPA) * rx, (1 - KAPPA) * ry) for rx, ry in (upper, lower))
    return (
        ("M", x + ux, y),
        ("L", right - ux, y),
        ("C", right - kux, y, right, y + kuy, right, y + uy),
        ("L", right, bottom - ly),
        ("C", right, bottom - kly, right - klx, bottom, right - lx, bottom),
        ("L", x + lx, bottom),
        ("C", x + klx, bottom, x, bottom - kly, x, bottom - ly),
        ("L", x, y + uy),
        ("C", x, y + kuy, x + kux, y, x + ux, y),
        ("Z",),
    )
