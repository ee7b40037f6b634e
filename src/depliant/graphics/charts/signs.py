"""The signs that people and icons charts repeat, as plain outlines.

Each stands on y = 1 in a box one unit high, y down, its left edge at x = 0. Holes (windows, a
sign's drawing) run the other way round, so that the non-zero rule leaves them open.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, cast

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


_SQUARE = _Corners(0, 0)


def _box(x: float, y: float, width: float, height: float, corners: _Corners = _SQUARE) -> Outline:
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


def _arch(x: float, base: float, radius: float) -> Outline:
    """The upper half of a disc, standing on `base`."""
    k = radius * _KAPPA
    top = base - radius
    return (
        ("M", x - radius, base),
        ("C", x - radius, base - k, x - k, top, x, top),
        ("C", x + k, top, x + radius, base - k, x + radius, base),
        ("Z",),
    )


def _polygon(*points: tuple[float, float]) -> Outline:
    (first, *others) = points
    return (("M", *first), *(("L", *point) for point in others), ("Z",))


def _hole(outline: Outline) -> Outline:
    """The same outline run backwards."""
    body = outline[:-1]
    ends = [tuple(float(value) for value in segment[1:])[-2:] for segment in body]
    backwards: list[tuple[str | float, ...]] = [("M", *ends[-1])]
    for i in range(len(body) - 1, 0, -1):
        segment = body[i]
        if len(segment) == 7:
            _, x1, y1, x2, y2, *_end = segment
            backwards.append(("C", x2, y2, x1, y1, *ends[i - 1]))
        else:
            backwards.append(("L", *ends[i - 1]))
    return cast(Outline, (*backwards, ("Z",)))


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
    """Two cars with a joint between them, bogies below and a pantograph."""
    windows = [_box(x, 0.34, 0.28, 0.26, _Corners(0.03, 0.03)) for x in (0.14, 0.48, 1.12, 1.46)]
    pantograph = _polygon(
        (0.44, 0.22), (0.60, 0.07), (0.34, 0.07), (0.34, 0.0),
        (0.92, 0.0), (0.92, 0.07), (0.71, 0.07), (0.55, 0.22),
    )  # fmt: skip
    nose, bogie = _Corners(0.16, 0.06), _Corners(0.02, 0.06)
    return Sign(
        (
            *_box(0.0, 0.22, 0.90, 0.62, nose),
            *_box(0.98, 0.22, 0.90, 0.62, nose),
            *_box(0.90, 0.32, 0.08, 0.44),
            *(segment for window in windows for segment in _hole(window)),
            *_box(0.14, 0.88, 0.56, 0.12, bogie),
            *_box(1.18, 0.88, 0.56, 0.12, bogie),
            *pantograph,
        ),
        1.88,
    )


def _bus() -> Sign:
    """One car with its wheels in their arches."""
    windows = [
        _box(x, 0.26, width, 0.26, _Corners(0.03, 0.03))
        for x, width in ((0.10, 0.34), (0.50, 0.34), (0.90, 0.34), (1.30, 0.22))
    ]
    arches = [_arch(x, 0.84, 0.2) for x in (0.42, 1.24)]
    return Sign(
        (
            *_box(0, 0.12, 1.62, 0.72, _Corners(0.10, 0.05)),
            *(segment for hole in (*windows, *arches) for segment in _hole(hole)),
            *_disc(0.42, 0.86, 0.14),
            *_disc(1.24, 0.86, 0.14),
        ),
        1.62,
    )


def _heap() -> Sign:
    """A slag heap, the path to its top cut out, and a flag there."""
    path = _polygon(
        (0.42, 1.0), (0.86, 0.80), (0.60, 0.66), (0.80, 0.50), (0.88, 0.50), (0.72, 0.66),
        (1.02, 0.82), (0.66, 1.0),
    )  # fmt: skip
    return Sign(
        (
            *_polygon((0.0, 1.0), (0.77, 0.3), (1.54, 1.0)),
            *_hole(path),
            *_box(0.74, 0.0, 0.06, 0.36),
            *_polygon((0.80, 0.0), (1.10, 0.10), (0.80, 0.20)),
        ),
        1.54,
    )


def _lamp() -> Sign:
    """A miner's lamp: its ring, hood, glass with the flame cut out, and foot."""
    flame: Outline = (
        ("M", 0.31, 0.50),
        ("C", 0.37, 0.58, 0.40, 0.63, 0.40, 0.68),
        ("C", 0.40, 0.74, 0.36, 0.78, 0.31, 0.78),
        ("C", 0.26, 0.78, 0.22, 0.74, 0.22, 0.68),
        ("C", 0.22, 0.63, 0.25, 0.58, 0.31, 0.50),
        ("Z",),
    )
    return Sign(
        (
            *_disc(0.31, 0.08, 0.08),
            *_hole(_disc(0.31, 0.08, 0.04)),
            *_polygon((0.12, 0.34), (0.20, 0.15), (0.42, 0.15), (0.50, 0.34)),
            *_box(0.04, 0.36, 0.54, 0.06, _Corners(0.02, 0.02)),
            *_box(0.09, 0.44, 0.44, 0.38, _Corners(0.03, 0.03)),
            *_hole(flame),
            *_box(0.0, 0.84, 0.62, 0.16, _Corners(0.04, 0.03)),
        ),
        0.62,
    )


_MAKERS: dict[str, Callable[[], Sign]] = {
    "person": _person,
    "road-sign": _road_sign,
    "tram": _tram,
    "bus": _bus,
    "heap": _heap,
    "lamp": _lamp,
}

NAMES = tuple(_MAKERS)
"""The signs there are."""


def sign(name: str) -> Sign:
    """The sign of that name.

    Raises:
        KeyError: there is none.
    """
    return _MAKERS[name]()
