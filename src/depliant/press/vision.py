"""How printed colours look to people with a colour blindness, and how far two of them are apart.

A kind of colour blindness is simulated by H. Brettel, F. Viénot and J. D. Mollon, “Computerized
simulation of color appearance for dichromats” (JOSA A 14, 1997): a colour is taken to one of two
planes of those that such an eye sees. Of the published models it is the one that also holds for
tritanopia, for which that of Machado et al. (2009) was not made. The matrices are those planes in
linear sRGB, by the cones of Smith and Pokorny (1975), with the white of the screen as neutral, as
DaltonLens has them (N. Burrus, public domain). What is simulated is a cone that is missing, the
worst case: whoever has a weak one sees more.

The distance is CIEDE2000 (ISO/CIE 11664-6), as G. Sharma, W. Wu and E. N. Dalal write it out in
“The CIEDE2000 Color-Difference Formula: Implementation Notes” (2005).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt
from typing import Final, Literal, NamedTuple

from depliant.press.condition import Srgb

Vision = Literal["common", "protan", "deutan", "tritan"]
BLINDNESSES: Final[tuple[Vision, ...]] = ("protan", "deutan", "tritan")
"""The three common kinds: red, green and blue cones that are missing or weak."""

Triple = tuple[float, float, float]


class Lab(NamedTuple):
    """CIELAB under D65: lightness 0 to 100, red against green, yellow against blue."""

    lightness: float
    a: float
    b: float

    @property
    def chroma(self) -> float:
        """How far from gray."""
        return hypot(self.a, self.b)

    @property
    def hue(self) -> float:
        """The angle of the hue, 0 to 360 degrees."""
        return degrees(atan2(self.b, self.a)) % 360


class Planes(NamedTuple):
    """Two projections in linear sRGB, and the normal of the plane at which the second begins."""

    first: tuple[Triple, Triple, Triple]
    second: tuple[Triple, Triple, Triple]
    normal: Triple


PLANES: Final[dict[Vision, Planes]] = {
    "protan": Planes(
        ((0.14510, 1.20165, -0.34675), (0.10447, 0.85316, 0.04237), (0.00429, -0.00603, 1.00174)),
        ((0.14115, 1.16782, -0.30897), (0.10495, 0.85730, 0.03776), (0.00431, -0.00586, 1.00155)),
        (0.10442, 0.89558, -1.0),
    ),
    "deutan": Planes(
        ((0.36198, 0.86755, -0.22953), (0.26099, 0.64512, 0.09389), (-0.01975, 0.02686, 0.99289)),
        ((0.37009, 0.88540, -0.25549), (0.25767, 0.63782, 0.10451), (-0.01950, 0.02741, 0.99209)),
        (-0.31228, -0.68772, 1.0),
    ),
    "tritan": Planes(
        ((1.01354, 0.14268, -0.15622), (-0.01181, 0.87561, 0.13619), (0.07707, 0.81208, 0.11085)),
        ((0.93337, 0.19999, -0.13336), (0.05809, 0.82565, 0.11626), (-0.37923, 1.13825, 0.24098)),
        (1.0, -0.71481, -0.28519),
    ),
}
"""How each kind of eye sees, for whoever simulates many pixels; see `simulated`."""

_XYZ: Final = (
    (0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505),
)  # fmt: skip
"""From linear sRGB (IEC 61966-2-1)."""
_WHITE: Final = (0.9505, 1.0, 1.0890)


def simulated(colour: Srgb, vision: Vision) -> Triple:
    """A screen colour as somebody sees it, in linear sRGB from 0 to 1; what is outside is cut."""
    linear = _linear(colour)
    if vision == "common":
        return linear
    planes = PLANES[vision]
    matrix = planes.first if _dot(planes.normal, linear) >= 0 else planes.second
    return _triple([min(1.0, max(0.0, _dot(row, linear))) for row in matrix])


@lru_cache(maxsize=1024)
def seen(colour: Srgb, vision: Vision = "common") -> Lab:
    """A screen colour as somebody sees it, in CIELAB."""
    linear = simulated(colour, vision)
    x, y, z = (_lifted(_dot(row, linear) / white) for row, white in zip(_XYZ, _WHITE, strict=True))
    return Lab(116 * y - 16, 500 * (x - y), 200 * (y - z))


@lru_cache(maxsize=1024)
def apart(one: Srgb, other: Srgb, vision: Vision = "common") -> float:
    """How far two screen colours are apart for somebody: CIEDE2000."""
    return difference(seen(one, vision), seen(other, vision))


def difference(one: Lab, other: Lab) -> float:
    """CIEDE2000 of two colours, with all weights 1; 1 is about what one just sees side by side."""
    spread = (one.chroma + other.chroma) / 2
    stretch = 1.5 - 0.5 * _of_25(spread)
    first = Lab(one.lightness, one.a * stretch, one.b)
    second = Lab(other.lightness, other.a * stretch, other.b)
    turn, hue = _hues(first, second)
    lightness = (one.lightness + other.lightness) / 2 - 50
    chroma = (first.chroma + second.chroma) / 2
    swing = (
        1
        - 0.17 * _cos(hue - 30)
        + 0.24 * _cos(2 * hue)
        + 0.32 * _cos(3 * hue + 6)
        - 0.20 * _cos(4 * hue - 63)
    )
    by_lightness = (other.lightness - one.lightness) / (
        1 + 0.015 * lightness**2 / sqrt(20 + lightness**2)
    )
    by_chroma = (second.chroma - first.chroma) / (1 + 0.045 * chroma)
    by_hue = 2 * sqrt(first.chroma * second.chroma) * sin(radians(turn / 2))
    by_hue /= 1 + 0.015 * chroma * swing
    blues = 60 * exp(-(((hue - 275) / 25) ** 2))
    rotation = -2 * _of_25(chroma) * sin(radians(blues))
    squares = by_lightness**2 + by_chroma**2 + by_hue**2 + rotation * by_chroma * by_hue
    return sqrt(max(0.0, squares))


def _hues(one: Lab, other: Lab) -> tuple[float, float]:
    """From one hue to another the shorter way, and the hue between them; degrees.

    Grays have no hue: then it is that of the other.
    """
    if not one.chroma * other.chroma:
        return 0.0, one.hue + other.hue
    turn, total = other.hue - one.hue, one.hue + other.hue
    if abs(turn) <= 180:
        return turn, total / 2
    between = (total + 360) / 2 if total < 360 else (total - 360) / 2
    return (turn - 360 if turn > 0 else turn + 360), between


def _of_25(chroma: float) -> float:
    """The share of a chroma, to the seventh, in itself and 25."""
    return sqrt(chroma**7 / (chroma**7 + 25.0**7))


def _cos(angle: float) -> float:
    return cos(radians(angle))


def _linear(colour: Srgb) -> Triple:
    return _triple(
        [
            level / 12.92 if level <= 0.04045 else ((level + 0.055) / 1.055) ** 2.4
            for level in (channel / 255 for channel in colour)
        ]
    )


def _lifted(level: float) -> float:
    """The cube root with which CIELAB counts, straight near zero."""
    return level ** (1 / 3) if level > (6 / 29) ** 3 else level / (3 * (6 / 29) ** 2) + 4 / 29


def _dot(one: Sequence[float], other: Sequence[float]) -> float:
    return one[0] * other[0] + one[1] * other[1] + one[2] * other[2]


def _triple(values: Sequence[float]) -> Triple:
    first, second, third = values
    return first, second, third
