"""Gray pictures in the inks of the style sheet, and the veils that lie over pictures.

Where a spot ink is kept, its plate is one of the picture's own: Separation, or DeviceN together
with other inks. Else the mix is in the process inks, or in sRGB for a screen.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from depliant.colour import Colour
from depliant.display.items import Veil
from depliant.press.condition import OutputCondition, to_srgb
from depliant.press.toning import LEVELS, mixed, tints
from depliant.tuples import NamedTuple
from depliant.writers.objects import Name, Value
from depliant.writers.spelling import spell

if TYPE_CHECKING:
    from PIL import Image

_PROCESS = ("Cyan", "Magenta", "Yellow", "Black")
_FULL = 255


class Plate(NamedTuple):
    """A plate of a picture: an ink by its name in PDF, and what stands in for it, solid."""

    name: str
    solid: Colour


def plates(
    inks: Sequence[Colour], veils: Sequence[Veil], kept: frozenset[str]
) -> tuple[Plate, ...]:
    """The plates of a picture that has a spot ink which is kept; none for one that has not."""
    colours = (*inks, *(veil.colour for veil in veils))
    spots = {
        one.spot: Plate(one.spot, Colour(one.cyan, one.magenta, one.yellow, one.black, one.spot))
        for one in colours
        if one.spot in kept and one.spot is not None
    }
    if not inks or not spots:
        return ()
    process = []
    for number, name in enumerate(_PROCESS):
        if any(one.cmyk[number] for one in colours if one.spot not in kept):
            cyan, magenta, yellow, black = (float(number == one) for one in range(4))
            process.append(Plate(name, Colour(cyan, magenta, yellow, black)))
    return (*process, *spots.values())


def amounts(colour: Colour, of: tuple[Plate, ...]) -> tuple[float, ...]:
    """How much of each plate a colour is printed with."""
    if any(plate.name == colour.spot for plate in of):
        return tuple(colour.tint if plate.name == colour.spot else 0.0 for plate in of)
    inks = dict(zip(_PROCESS, colour.cmyk, strict=True))
    return tuple(inks.get(plate.name, 0.0) for plate in of)


def on_plates(
    gray: Image.Image, inks: Sequence[Colour], of: tuple[Plate, ...], limit: float
) -> list[Image.Image]:
    """A gray image as one image a plate, 255 for solid."""
    rows = [amounts(ink, of) for ink in inks]
    tables: list[list[int]] = [[] for _ in of]
    for level in range(LEVELS):
        shares = tints(len(inks), level)
        sums = [
            min(1.0, sum(row[plate] * share for row, share in zip(rows, shares, strict=True)))
            for plate in range(len(of))
        ]
        total = sum(sums)
        less = min(1.0, limit / total) if total else 1.0
        for table, amount in zip(tables, sums, strict=True):
            table.append(int(amount * less * _FULL + 0.5))
    return [gray.point(table) for table in tables]


def in_ink(gray: Image.Image, inks: Sequence[Colour], limit: float) -> Image.Image:
    """A gray image in the process inks, spots by what stands in for them."""
    from PIL import Image

    mixes = [mixed(inks, level, limit).cmyk for level in range(LEVELS)]
    tables = [[int(mix[plate] * _FULL + 0.5) for mix in mixes] for plate in range(4)]
    return Image.merge("CMYK", [gray.point(table) for table in tables])


def on_screen(
    gray: Image.Image, inks: Sequence[Colour], condition: OutputCondition, limit: float
) -> Image.Image:
    """The same as it looks in print, in sRGB."""
    from PIL import Image

    shown = to_srgb(condition, [mixed(inks, level, limit) for level in range(LEVELS)])
    tables = [[colour[channel] for colour in shown] for channel in range(3)]
    return Image.merge("RGB", [gray.point(table) for table in tables])


def veiled(
    bands: Sequence[Image.Image], veil: Veil, solid: Sequence[int], top: int, height: int
) -> list[Image.Image]:
    """Bands of some rows of a picture below a veil.

    Args:
        bands: as many rows of each.
        veil: what lies over the picture.
        solid: what each band has where the veil is opaque.
        top: how many rows of the picture are above these.
        height: how many it has.
    """
    from PIL import Image

    size = bands[0].size
    mask = _mask(veil, size, top, height)
    return [
        Image.composite(Image.new("L", size, level), band, mask)
        for band, level in zip(bands, solid, strict=True)
    ]


def _mask(veil: Veil, size: tuple[int, int], top: int, height: int) -> Image.Image:
    """How opaque the veil is, pixel by pixel."""
    from PIL import Image

    width, rows = size
    if veil.edge in ("left", "right"):
        row = bytes(int(veil.at((x + 0.5) / width, 0) * _FULL + 0.5) for x in range(width))
        return Image.frombytes("L", (width, 1), row).resize(size, Image.Resampling.NEAREST)
    levels = (veil.at(0, (y + 0.5) / height) for y in range(top, top + rows))
    column = bytes(int(level * _FULL + 0.5) for level in levels)
    return Image.frombytes("L", (1, rows), column).resize(size, Image.Resampling.NEAREST)


def interleaved(bands: Sequence[Image.Image]) -> bytes:
    """The samples of several bands, pixel by pixel."""
    count = len(bands)
    samples = bytearray(count * bands[0].width * bands[0].height)
    for number, band in enumerate(bands):
        samples[number::count] = band.tobytes()
    return bytes(samples)


def transform(of: tuple[Plate, ...]) -> bytes:
    """What several plates look like in the process inks: a PostScript calculator function.

    Each ink adds to those below it (ISO 32000-1, 7.10.5 and 8.6.6.5).
    """
    count = len(of)
    words = []
    for channel in range(4):
        words.append("0")
        for number, plate in enumerate(of):
            amount = plate.solid.cmyk[channel]
            if amount:
                words.append(f"{count - number + channel} index {spell(amount)} mul add")
        words.append("dup 1 gt {pop 1} if")
    words.append(f"{count + 4} 4 roll")
    words += ["pop"] * count
    return f"{{{' '.join(words)}}}".encode("ascii")


def entries(of: tuple[Plate, ...]) -> dict[str, Value]:
    """The dictionary of that function."""
    return {"FunctionType": 4, "Domain": (0, 1) * len(of), "Range": (0, 1) * 4}


def names(of: tuple[Plate, ...]) -> tuple[Value, ...]:
    """The plates as PDF names them."""
    return tuple(Name(plate.name) for plate in of)
