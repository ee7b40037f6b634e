"""From a colour of the display list to operators, by the rules of the file that is written.

A press file holds DeviceCMYK and Separation spots and nothing else; a screen file holds
DeviceRGB that was derived from the inks. Nothing is painted in gray: DeviceGray would be a fourth
space for the plates and, under the sRGB intent of the screen file, a second way to say black. Only
the samples of a gray JPEG are in it, which are left as they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, Protocol

from msgspec import Struct
from msgspec.structs import replace

from depliant.colour import Colour
from depliant.press.condition import OutputCondition, to_srgb
from depliant.tuples import NamedTuple
from depliant.writers.objects import Name, Value
from depliant.writers.spelling import spell


class Paint(NamedTuple):
    """The operators that choose a colour.

    `space` is the resource that they name, if any, and the spot colour whose space that is.
    """

    fill: str
    stroke: str
    overprints: bool
    space: tuple[str, Colour] | None = None


class Ink(Protocol):
    """How one kind of file paints a colour, and the space its pictures are in."""

    @property
    def picture_space(self) -> Literal["DeviceCMYK", "DeviceRGB"]:
        """The space of every picture of the file."""

    @property
    def has_overprint(self) -> bool:
        """Whether the file says of each item if it overprints."""

    @property
    def spots(self) -> frozenset[str]:
        """The spot inks that have plates of their own."""

    def paint(self, colour: Colour) -> Paint:
        """The operators for a colour."""

    def channels(self, colour: Colour) -> tuple[int, ...]:
        """The colour as one 8-bit pixel of `picture_space`, the ground of a picture."""


class PressInk(Struct, frozen=True):
    """DeviceCMYK, and a Separation for each spot that is kept.

    `resources` names the colour-space resource of each kept spot ink; others are converted. What
    is painted in one of `over` overprints.
    """

    resources: Mapping[str, str]
    over: frozenset[str] = frozenset()

    picture_space: Literal["DeviceCMYK"] = "DeviceCMYK"
    has_overprint: bool = True

    @property
    def spots(self) -> frozenset[str]:
        """Those that are kept."""
        return frozenset(self.resources)

    def paint(self, colour: Colour) -> Paint:
        """Process amounts as `k`, a kept spot as its tint in its own space."""
        if colour.spot is not None and colour.spot in self.resources:
            name = self.resources[colour.spot]
            tint = spell(colour.tint)
            return Paint(
                f"/{name} cs {tint} scn",
                f"/{name} CS {tint} SCN",
                colour.spot in self.over,
                (name, replace(colour, tint=1.0)),
            )
        amounts = " ".join(spell(amount) for amount in colour.cmyk)
        return Paint(f"{amounts} k", f"{amounts} K", colour.cmyk == (0.0, 0.0, 0.0, 1.0))

    def channels(self, colour: Colour) -> tuple[int, ...]:
        """The process amounts; a spot by its alternate, since a picture has no spot plate."""
        return tuple(round(amount * 255) for amount in colour.cmyk)


class ScreenInk(Struct, frozen=True):
    """DeviceRGB under an sRGB output intent, as the inks look when printed."""

    condition: OutputCondition

    picture_space: Literal["DeviceRGB"] = "DeviceRGB"
    has_overprint: bool = False
    spots: frozenset[str] = frozenset()

    def paint(self, colour: Colour) -> Paint:
        """The sRGB of the printed colour."""
        values = " ".join(spell(level / 255) for level in self.channels(colour))
        return Paint(f"{values} rg", f"{values} RG", False)

    def channels(self, colour: Colour) -> tuple[int, ...]:
        """The same as 8-bit values."""
        (srgb,) = to_srgb(self.condition, [colour])
        return tuple(srgb)


def separation(colour: Colour) -> tuple[Value, ...]:
    """The colour space of a spot ink with its solid CMYK alternate (ISO 32000-1, 8.6.6.4).

    The tint transform is the straight line from paper to the alternate (a Type 2 function).
    """
    if colour.spot is None:
        raise ValueError("a process colour is no separation")
    return (
        Name("Separation"),
        Name(colour.spot),
        Name("DeviceCMYK"),
        {
            "FunctionType": 2,
            "Domain": (0, 1),
            "C0": (0, 0, 0, 0),
            "C1": (colour.cyan, colour.magenta, colour.yellow, colour.black),
            "N": 1,
        },
    )
