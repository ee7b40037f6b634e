"""The ink of an image's pixels, plate by plate, and where it has none: its keys and its opacity."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from depliant.pdfread.objects import entry, number, numbers
from depliant.pdfread.spaces import (
    MODES,
    PROCESS,
    Space,
    clipped,
    ink,
    intent_of,
    looked_up,
    own_profile,
    to_press,
)
from depliant.preflight.samples import Samples, Wanted, samples_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Grid = NDArray[np.uint8]
    Values = NDArray[np.float32]


class Pixels(NamedTuple):
    """An image as ink: by plate 255 for solid, and how opaque it is, 255 for wholly, or None."""

    plates: dict[str, Grid]
    shown: Grid | None = None


_FINE = 4096
"""Pixels a side of which not even a dot is missed."""

NO_PIXELS = Pixels({})


def pixels_of(xobject: Any, space: Space, bits: int, icc: bytes, side: int) -> Pixels:
    """The ink of an image, with at most about `side` pixels a side; `icc` is the press's profile.

    Without plates for an image that cannot be decoded.
    """
    keys = numbers(entry(xobject, "/Mask"))
    exact = space.kind == "Indexed" or bool(keys)
    samples = samples_of(xobject, Wanted(space.count, bits, side, exact))
    if samples is None or not samples.grid.size:
        return NO_PIXELS
    return Pixels(_inked(samples, xobject, space, icc), _shown(samples, xobject, keys))


def is_blank(xobject: Any, space: Space, bits: int) -> bool:
    """Whether an image can be decoded and has no ink at all."""
    plates = pixels_of(xobject, space, bits, b"", _FINE).plates
    return bool(plates) and not any(grid.any() for grid in plates.values())


def _values(samples: Samples, xobject: Any, space: Space) -> Values:
    """The samples as components of their space (8.9.5.2); of a table as its numbers."""
    import numpy as np

    decode = numbers(entry(xobject, "/Decode"))
    if len(decode) != 2 * space.count:
        decode = _usual_decode(space, samples.top)
    low = np.array(decode[::2], np.float32)
    spread = (np.array(decode[1::2], np.float32) - low) / np.float32(samples.top)
    values: Values = low + samples.grid.astype(np.float32) * spread
    return values


def _usual_decode(space: Space, top: int) -> tuple[float, ...]:
    if space.kind == "Indexed":
        return (0.0, float(top))
    if space.kind == "Lab":
        return (0.0, 100.0, *space.range)
    return (0.0, 1.0) * space.count


def _shown(samples: Samples, xobject: Any, keys: tuple[float, ...]) -> Grid | None:
    """Where an image is seen: by its own opacity, or but for colours that are keys (8.9.6.4)."""
    import numpy as np

    if samples.alpha is not None and number(entry(xobject, "/SMaskInData")) > 0:
        return samples.alpha
    if len(keys) != 2 * samples.grid.shape[2]:
        return None
    least, most = np.array(keys[::2]), np.array(keys[1::2])
    keyed = ((samples.grid >= least) & (samples.grid <= most)).all(axis=2)
    return np.where(keyed, 0, 255).astype(np.uint8)


def _unmixed(values: Values, xobject: Any, matte: tuple[float, ...]) -> Values:
    """Components from which the colour they were mixed with is taken out again (11.6.5.3)."""
    import numpy as np
    from PIL import Image

    mask = entry(xobject, "/SMask")
    bits = int(number(entry(mask, "/BitsPerComponent"), 8))
    samples = samples_of(mask, Wanted(1, bits, max(values.shape)))
    if samples is None:
        return values
    alpha = Image.fromarray((samples.grid[:, :, 0] * (255.0 / samples.top)).astype(np.uint8))
    rows, columns = values.shape[:2]
    opacity = np.asarray(alpha.resize((columns, rows)), np.float32)[:, :, None] / 255
    ground = np.array(matte, np.float32)
    made: Values = np.where(
        opacity > 0, ground + (values - ground) / np.maximum(opacity, 1e-3), values
    )
    return made


def _inked(samples: Samples, xobject: Any, space: Space, icc: bytes) -> dict[str, Grid]:
    import numpy as np
    from PIL import Image

    root = space.root
    intent = intent_of(entry(xobject, "/Intent"))
    if space.kind == "Indexed":
        return _by_palette(_values(samples, xobject, space), space, icc, intent)
    if root.family == "lab":
        return _from_lab(_values(samples, xobject, space), icc, intent)
    amounts = _amounts(samples, xobject, space)
    source = own_profile(root, icc)
    if source:
        transform = to_press(MODES[root.count], icc, source, intent)
        if transform is not None:
            pixels = amounts[:, :, 0] if root.count == 1 else amounts
            picture = Image.fromarray(np.ascontiguousarray(pixels), MODES[root.count])
            return _channels(np.asarray(transform.apply(picture)))
    if root.family == "cmyk":
        return _channels(amounts)
    if root.family == "gray":
        empty = np.zeros(amounts.shape[:2], np.uint8)
        return {**dict.fromkeys(PROCESS[:3], empty), "Black": 255 - amounts[:, :, 0]}
    if root.family == "spot":
        return {name: amounts[:, :, i] for i, name in enumerate(root.names) if name != "None"}
    return _from_rgb(amounts, icc)


def _amounts(samples: Samples, xobject: Any, space: Space) -> Grid:
    """The components of a space whose values are 0 to 1, as 0 to 255."""
    import numpy as np

    matte = numbers(entry(xobject, "/SMask", "/Matte"))
    mixed = len(matte) == space.count
    if samples.top == 255 and not mixed and entry(xobject, "/Decode") is None:
        return samples.grid.astype(np.uint8, copy=False)
    values = _values(samples, xobject, space)
    if mixed:
        values = _unmixed(values, xobject, matte)
    return np.rint(np.clip(values, 0.0, 1.0) * 255).astype(np.uint8)


def _channels(amounts: Grid) -> dict[str, Grid]:
    return {plate: amounts[:, :, i] for i, plate in enumerate(PROCESS)}


def _from_rgb(amounts: Grid, icc: bytes) -> dict[str, Grid]:
    import numpy as np
    from PIL import Image

    transform = to_press("RGB", icc) if icc else None
    if transform is not None:
        picture = Image.fromarray(np.ascontiguousarray(amounts), "RGB")
        return _channels(np.asarray(transform.apply(picture)))
    # Along its last axis numpy looks for the most of each three by itself, ten times slower.
    black = 255 - np.maximum(np.maximum(amounts[:, :, 0], amounts[:, :, 1]), amounts[:, :, 2])
    mixed = [255 - amounts[:, :, i] - black for i in range(3)]
    return dict(zip(PROCESS, (*mixed, black), strict=True))


def _from_lab(values: Values, icc: bytes, intent: int) -> dict[str, Grid]:
    """Through Pillow's LAB: L* over 0 to 255, a* and b* as 128 more than they are."""
    import numpy as np
    from PIL import Image

    lightness = np.clip(values[:, :, :1], 0, 100) * 2.55
    rest = np.clip(values[:, :, 1:], -128, 127) + 128
    levels = np.rint(np.concatenate((lightness, rest), axis=2)).astype(np.uint8)
    transform = to_press("LAB", icc, intent=intent) if icc else None
    if transform is None:
        empty = np.zeros(levels.shape[:2], np.uint8)
        return {**dict.fromkeys(PROCESS[:3], empty), "Black": 255 - levels[:, :, 0]}
    picture = Image.merge("LAB", [Image.fromarray(levels[:, :, i]) for i in range(3)])
    return _channels(np.asarray(transform.apply(picture)))


def _by_palette(values: Values, space: Space, icc: bytes, intent: int) -> dict[str, Grid]:
    """Through a table of at most 256 colours."""
    import numpy as np

    base = space.base or space
    tables: dict[str, list[int]] = {}
    for code in range(256):
        for plate, amount in ink(base, looked_up(space, float(code)), icc, intent).items():
            tables.setdefault(plate, [0] * 256)[code] = round(clipped(amount) * 255)
    codes = np.rint(np.clip(values[:, :, 0], 0, 255)).astype(np.uint8)
    return {plate: np.array(table, np.uint8)[codes] for plate, table in tables.items()}
