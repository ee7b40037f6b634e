"""Functions from colours to light, for the gradients of a plate (ISO 32000-1, 7.10)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import pikepdf

from depliant.pdfread.functions import Sampled, read_function
from depliant.pdfread.spaces import ALL, MODES, PROCESS, Space, to_press
from depliant.preflight.rastering import Channels

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL.Image import Image as Picture

    Grid = NDArray[np.uint8]

_FINE = 33
"""Samples a side between which it does not matter how they are mixed."""

_DARK = dict(zip(PROCESS, (0.3, 0.59, 0.11, 1.0), strict=True))
"""How much of the light each ink takes away (10.3.4)."""

_TURNED = bytes(range(255, -1, -1))


def lightening(space: Space) -> bytes:
    """A calculator from a space's components to light."""
    if space.family == "cmyk":
        summed = b"4 1 roll 0.11 mul exch 0.59 mul add exch 0.3 mul add add"
        return b"{ %s dup 1 gt { pop 1 } if 1 exch sub }" % summed
    if space.family == "rgb":
        return b"{ 0.11 mul exch 0.59 mul add exch 0.3 mul add }"
    if space.family == "gray":
        return b"{ }"
    dropped = b"pop " * (max(space.count, 1) - 1)
    return b"{ %s%s }" % (dropped, b"100 div" if space.family == "lab" else b"1 exch sub")


def picking(space: Space, channels: Channels) -> bytes:
    """A calculator from a space's components to the light of some plates."""
    count, made = max(space.count, 1), len(channels)
    colorants = PROCESS if space.family == "cmyk" else space.names
    steps = []
    for place_, plate in enumerate(channels):
        wanted = plate if plate in colorants else ALL if ALL in colorants else None
        if space.family == "gray":
            # Gray is light already, and black its only ink.
            steps.append(b"%d index" % place_ if plate == "Black" else b"1")
        elif wanted is None:
            steps.append(b"1")
        else:
            deep = count - 1 - colorants.index(wanted) + place_
            steps.append(b"%d index 1 exch sub" % deep)
    dropped = b"pop " * count
    return b"{ %s %d %d roll %s}" % (b" ".join(steps), count + made, made, dropped)


def finer(function: Any) -> tuple[bytes, dict[str, Any]] | None:
    """A sampled function of a place with more samples, between which pdfium may mix coarsely.

    It adds up what each direction brings by itself; None for a function that is fine enough.
    """
    read = read_function(function)
    if not isinstance(read, Sampled) or len(read.size) != 2 or max(read.size) >= _FINE:
        return None
    (left, right), (low, high) = read.domain
    shares = [at / (_FINE - 1) for at in range(_FINE)]
    body = bytes(
        round(255 * (value - least) / ((most - least) or 1.0))
        for up in shares
        for along in shares
        for value, (least, most) in zip(
            read.at((left + along * (right - left), low + up * (high - low))),
            read.range,
            strict=True,
        )
    )
    flat = {"/Domain": read.domain, "/Range": read.range}
    found: dict[str, Any] = {
        key: pikepdf.Array([edge for pair in pairs for edge in pair]) for key, pairs in flat.items()
    }
    return body, {**found, "/FunctionType": 0, "/BitsPerSample": 8, "/Size": [_FINE, _FINE]}


class Lattice(NamedTuple):
    """Colours in regular steps: so many components and steps each; of Lab also its range."""

    components: int
    steps: int
    ends: tuple[float, ...] = ()


@lru_cache(maxsize=8)  # a hundred kilobytes each, and the same for all pages of a file
def light_grid(channels: Channels, lattice: Lattice, icc: bytes, source: bytes) -> bytes:
    """Samples from a lattice to the light of some plates, the first component fastest (7.10.2)."""
    image = lattice_image(lattice)
    transform = to_press(image.mode, icc, source) if icc else None
    inked = (transform.apply(image) if transform else _subtracted(image)).tobytes()
    light = bytearray(b"\xff" * (image.width * len(channels)))
    for at, plate in enumerate(channels):
        if plate in PROCESS:
            light[at :: len(channels)] = inked[PROCESS.index(plate) :: 4].translate(_TURNED)
    return bytes(light)


def lattice_image(lattice: Lattice) -> Picture:
    """All colours of a lattice as one row of pixels, the first component fastest."""
    from PIL import Image

    count, steps = lattice.components, lattice.steps
    whole = steps**count
    bands = []
    for component in range(count):
        levels = _levels(lattice, component)
        run = b"".join([bytes([level]) * steps**component for level in levels])
        bands.append(Image.frombytes("L", (whole, 1), run * (whole // len(run))))
    return Image.merge("LAB" if lattice.ends else MODES[count], bands) if count > 1 else bands[0]


def _subtracted(image: Any) -> Any:
    return image.convert("CMYK") if image.mode == "RGB" else image.getchannel(0).convert("CMYK")


def _levels(lattice: Lattice, component: int) -> list[int]:
    """The steps of a component as bytes of Pillow's pixels."""
    shares = [step / (lattice.steps - 1) for step in range(lattice.steps)]
    if not lattice.ends or component == 0:
        return [round(share * 255) for share in shares]
    low, high = lattice.ends[2 * component - 2 : 2 * component]
    return [round(min(max(low + share * (high - low), -128), 127)) + 128 for share in shares]


def darkened(grids: Mapping[str, Grid], none: Grid) -> Grid:
    """What pixels lack of light, from their inks; a spot is taken to be as dark as black."""
    import numpy as np

    total = np.zeros(none.shape, np.float32)
    for plate, grid in grids.items():
        total += _DARK.get(plate, 1.0) * grid
    return np.rint(np.minimum(total, 255)).astype(np.uint8)
