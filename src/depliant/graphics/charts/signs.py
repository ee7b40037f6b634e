"""The signs that people and icons charts repeat, as plain outlines.

Each stands on y = 1 in a box one unit high, y down, its left edge at x = 0. Holes (windows, a
sign's drawing) run the other way round, so that the non-zero rule leaves them open.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from depliant.geometry import Outline, Segment

_KAPPA = 0.5523
"""How far a Bézier quarter circle's handles reach, as a share of the radius."""


class Sign(NamedTuple):
    """An outline and its width; its height is 1."""

    outline: Outline
    width: float


class _Corners(NamedTuple):
    """Radii at the top and the bottom of a box."""

    top: float
    bottom: float


def _box(
    x: float, y: float, width: float, height: float, corners: _Corners = _Corners(0, 0)
) -> Outline:
    """A box with rounded corners, clockwise on paper."""
    top, bottom = corners
    right, low = x + width, y + height
    k = 1 - _KAPPA
    segments: list[Segment] = [("M", x + top, y), ("L", right - top, y)]
    if top:
        segments.append(("C", right - top * k, y, right, y + top * k, right, y + top))
    segments.append(("L", right, low - bottom))
    if bottom:
        segments.append(
            ("C", right, low - bottom * k, right - bottom * k, low, right - bottom, low)
        )
    segments.append(("L", x + bottom, low))
    if bottom:
        segments.append(("C", x + bottom * k, low, x, low - bottom * k, x, low - bottom))
    segments.append(("L", x, y + top))
    if top:
        segments.append(("C", x, y + top * k, x + top * k, y, x + top, y))
    segments.append(("Z",))
    return tuple(segments)


def _disc(x: float, y: float, radius: float) -> Outline:
    return _box(x - radius, y - radius, 2 * radius, 2 * radius, _Corners(radius, radius))


def _polygon(*points: tuple[float, float]) -> Outline:
    (first, *others) = points
    return (("M", *first), *(("L", *point) for point in others), ("Z",))


def _hole(outline: Outline) -> Outline:
    """The same outline run backwards."""
    body = outline[:-1]
    ends = [(float(s[-2]), float(s[-1])) for s in body]  # type: ignore[arg-type]
    backwards: list[Segment] = [("M", *ends[-1])]
    for i in range(len(body) - 1, 0, -1):
        segment = body[i]
        if len(segment) == 7:
            x1, y1, x2, y2 = segment[1:5]
            backwards.append(("C", x2, y2, x1, y1, *ends[i - 1]))
        else:
            backwards.append(("L", *ends[i - 1]))
    return (*backwards, ("Z",))


def _person() -> Sign:
    """A head above shoulders that taper a little to the ground."""
    shoulders: Outline = (
        ("M", 0.17, 0.30), ("L", 0.27, 0.30), ("C", 0.38, 0.30, 0.44, 0.37, 0.44, 0.48),
        ("L", 0.44, 0.64), ("C", 0.44, 0.69, 0.36, 0.69, 0.355, 0.64), ("L", 0.345, 0.95),
        ("C", 0.343, 1.015, 0.24, 1.015, 0.236, 0.95), ("L", 0.225, 0.70), ("L", 0.215, 0.70),
        ("L", 0.204, 0.95), ("C", 0.20, 1.015, 0.097, 1.015, 0.095, 0.95), ("L", 0.085, 0.64),
        ("C", 0.08, 0.69, 0.0, 0.69, 0.0, 0.64), ("L", 0.0, 0.48),
        ("C", 0.0, 0.37, 0.06, 0.30, 0.17, 0.30), ("Z",),
    )  # fmt: skip
    return Sign((*_disc(0.22, 0.135, 0.125), *shoulders), 0.44)


def _road_sign() -> Sign:
    """A motorway board on two posts, two slag heaps cut out of it."""
    heaps = _polygon((0.16, 0.52), (0.42, 0.17), (0.59, 0.40), (0.70, 0.28), (0.94, 0.52))
    return Sign(
        (
            *_box(0, 0, 1.1, 0.66, _Corners(0.06, 0.06)),
            *_hole(heaps),
            *_box(0.22, 0.66, 0.08, 0.34),
            *_box(0.80, 0.66, 0.08, 0.34),
        ),
        1.1,
    )


def _tram() -> Sign:
    """Two cars with a joint, three doors of glass, a pantograph."""
    holes = [_hole(_box(x, 0.34, w, 0.26, _Corners(0.03, 0.03)))
             for x, w in ((0.20, 0.28), (0.54, 0.28), (1.18, 0.28), (1.52, 0.28))]  # fmt: skip
    nose = _Corners(0.16, 0.06)
    return Sign(
        (
            *_box(0.06, 0.22, 0.90, 0.62, nose),
            *_box(1.04, 0.22, 0.90, 0.62, nose),
            *_box(0.94, 0.32, 0.12, 0.44),
            *(segment for hole in holes for segment in hole),
            *_box(0.20, 0.88, 0.56, 0.12, _Corners(0.02, 0.06)),
            *_box(1.24, 0.88, 0.56, 0.12, _Corners(0.02, 0.06)),
            *_polygon((0.50, 0.22), (0.66, 0.07), (0.40, 0.07), (0.40, 0.0), (0.98, 0.0),
                      (0.98, 0.07), (0.77, 0.07), (0.61, 0.22)),
        ),
        2.0,
    )  # fmt: skip


def _bus() -> Sign:
    """One car with its wheels in their arches."""
    holes = [_hole(_box(x, 0.26, w, 0.26, _Corners(0.03, 0.03)))
             for x, w in ((0.10, 0.34), (0.50, 0.34), (0.90, 0.34), (1.30, 0.22))]  # fmt: skip
    arches = [_hole(_disc(x, 0.84, 0.19)) for x in (0.42, 1.24)]
    return Sign(
        (
            *_box(0, 0.12, 1.62, 0.72, _Corners(0.10, 0.05)),
            *(segment for hole in holes for segment in hole),
            *(segment for arch in arches for segment in arch),
            *_disc(0.42, 0.86, 0.14),
            *_disc(1.24, 0.86, 0.14),
        ),
        1.62,
    )


_MAKERS: dict[str, Callable[[], Sign]] = {
    "person": _person,
    "road-sign": _road_sign,
    "tram": _tram,
    "bus": _bus,
}

NAMES = tuple(_MAKERS)
"""The signs there are."""


def sign(name: str) -> Sign:
    """The sign of that name.

    Raises:
        KeyError: there is none.
    """
    return _MAKERS[name]()
