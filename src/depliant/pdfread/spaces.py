"""Colour spaces as values, and the ink that a colour is (ISO 32000-1, 8.6).

Ink is a mapping from a plate's name to its amount, 0 to 1. The process plates are called
`PROCESS`; a spot's plate by its colorant; "All" stands for every plate.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

from msgspec import Struct

from depliant.bounds import PROFILE
from depliant.pdfread.calibrated import calibrated_profile
from depliant.pdfread.functions import Function, read_function
from depliant.pdfread.objects import as_written, entry, items, name, number, numbers, text
from depliant.pdfread.streams import decoded

if TYPE_CHECKING:
    from PIL.ImageCms import ImageCmsTransform

PROCESS = ("Cyan", "Magenta", "Yellow", "Black")
ALL = "All"
MODES = {1: "L", 3: "RGB", 4: "CMYK"}
"""Pillow's modes of pixels with so many components."""
Ink = Mapping[str, float]

RELATIVE = 1
"""Rendering relative to the paper, by ICC's number: what is asked for where nothing is said."""

_INTENTS = {"Perceptual": 0, "Saturation": 2}
"""The other rendering intents that are heeded (8.6.5.8): the absolute one would print paper."""

_MAX_DEPTH = 6
_SHORT = {"G": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK", "I": "Indexed"}
_DEVICE = {"DeviceGray": 1, "DeviceRGB": 3, "DeviceCMYK": 4}
_DEFAULTS = {
    "DeviceGray": "/DefaultGray",
    "DeviceRGB": "/DefaultRGB",
    "DeviceCMYK": "/DefaultCMYK",
}


class Space(Struct, frozen=True):
    """A colour space; `kind` is its family's name in PDF, `count` its components.

    `names` are the colorants of a Separation or DeviceN, `base` its alternate, or the base of
    an Indexed or Pattern space. `by_default` is the device space that a Default entry of the
    resources replaced by this one.
    """

    kind: str
    count: int
    names: tuple[str, ...] = ()
    base: Space | None = None
    tint: Function | None = None
    table: bytes = b""
    icc: bytes = b""
    range: tuple[float, ...] = ()
    by_default: str = ""

    @property
    def family(self) -> str:
        """What the numbers are in the end: "gray", "rgb", "cmyk", "lab", "spot" or "pattern"."""
        if self.kind in ("Indexed", "Pattern") and self.base is not None:
            return self.base.family
        if self.kind in ("Separation", "DeviceN"):
            return "spot"
        if self.kind in ("Lab", "Pattern"):
            return self.kind.lower()
        return {1: "gray", 3: "rgb", 4: "cmyk"}.get(self.count, "gray")

    @property
    def initial(self) -> tuple[float, ...]:
        """The colour that choosing the space sets (8.6.8)."""
        if self.kind in ("Separation", "DeviceN"):
            return (1.0,) * self.count
        if self.family == "cmyk" and self.kind != "Indexed":
            return (0.0, 0.0, 0.0, 1.0)
        return (0.0,) * self.count

    @property
    def root(self) -> Space:
        """The space below an Indexed one, or the space itself."""
        return self.base if self.kind == "Indexed" and self.base else self


GRAY = Space("DeviceGray", 1)
RGB = Space("DeviceRGB", 3)
CMYK = Space("DeviceCMYK", 4)
PATTERN = Space("Pattern", 0)
PLAIN_SPACES = frozenset((*_DEVICE, "Pattern"))
"""The spaces that need no entry in the resources."""
_DEVICE_SPACES = {"DeviceGray": GRAY, "DeviceRGB": RGB, "DeviceCMYK": CMYK}


def read_space(value: Any, resources: Any = None, depth: int = 0) -> Space:
    """A colour space object, or a name in `resources`; DeviceGray if it is none."""
    if depth > _MAX_DEPTH:
        return GRAY
    called = _SHORT.get(name(value), name(value))
    if called in _DEVICE:
        other = entry(resources, "/ColorSpace", _DEFAULTS[called])
        if other is None or name(other):
            return _DEVICE_SPACES[called]
        space = read_space(other, None, depth + 1)
        if space.count != _DEVICE[called]:
            return _DEVICE_SPACES[called]
        return Space(
            space.kind,
            space.count,
            space.names,
            space.base,
            space.tint,
            space.table,
            space.icc,
            space.range,
            called,
        )
    if called == "Pattern":
        return PATTERN
    if called:
        found = entry(resources, "/ColorSpace", as_written(value))
        return GRAY if found is None else read_space(found, resources, depth + 1)
    parts = items(value)
    return _array_space(parts, resources, depth) if parts else GRAY


def _array_space(parts: Sequence[Any], resources: Any, depth: int) -> Space:
    kind = _SHORT.get(name(parts[0]), name(parts[0]))
    second = parts[1] if len(parts) > 1 else None
    if kind == "ICCBased":
        count = int(number(entry(second, "/N"), 3))
        return Space(kind, count if count in (1, 3, 4) else 3, icc=decoded(second, PROFILE))
    if kind in ("CalGray", "CalRGB"):
        count = 1 if kind == "CalGray" else 3
        return Space(kind, count, icc=calibrated_profile(second, count))
    if kind == "Lab":
        return Space(kind, 3, range=numbers(entry(second, "/Range")) or (-100, 100, -100, 100))
    if kind == "Pattern":
        base = None if second is None else read_space(second, resources, depth + 1)
        return Space(kind, base.count if base else 0, base=base)
    if kind == "Indexed" and len(parts) > 3:
        table = decoded(parts[3], PROFILE) or (bytes(parts[3]) if _is_string(parts[3]) else b"")
        base = read_space(second, resources, depth + 1)
        last = min(max(int(number(parts[2])), 0), 255)
        return Space(kind, 1, base=base, table=table[: (last + 1) * base.count])
    if kind in ("Separation", "DeviceN") and len(parts) > 3:
        names = (name(second),) if kind == "Separation" else tuple(map(name, items(second)[:32]))
        base = read_space(parts[2], resources, depth + 1)
        return Space(kind, len(names), names, base, read_function(parts[3]))
    return read_space(parts[0], resources, depth + 1)


def _is_string(value: Any) -> bool:
    return bool(text(value)) or hasattr(value, "__bytes__")


def ink(
    space: Space, values: Sequence[float], icc: bytes = b"", intent: int = RELATIVE
) -> dict[str, float]:
    """The plates that a colour prints on.

    `icc` is the output profile for what is not ink, `intent` that by which what is described is
    rendered.
    """
    kind = space.kind
    if kind == "Indexed" and space.base is not None:
        return ink(space.base, looked_up(space, values[0] if values else 0.0), icc, intent)
    if kind in ("Separation", "DeviceN"):
        pairs = zip(space.names, values, strict=False)
        return {colorant: clipped(amount) for colorant, amount in pairs if colorant != "None"}
    padded = [*values, 0.0, 0.0, 0.0, 0.0]
    source = own_profile(space, icc)
    if source:
        pixel = tuple(round(clipped(value) * 255) for value in padded[: space.count])
        mode = MODES[space.count]
        if to_press(mode, icc, source, intent) is not None:
            return dict(zip(PROCESS, _converted(mode, pixel, icc, source, intent), strict=True))
    if space.family == "cmyk":
        return dict(zip(PROCESS, map(clipped, padded[:4]), strict=True))
    if space.family == "gray":
        return {**dict.fromkeys(PROCESS[:3], 0.0), "Black": 1.0 - clipped(padded[0])}
    if space.family == "lab":
        made = _converted("LAB", _lab_bytes(padded), icc, intent=intent)
        return dict(zip(PROCESS, made, strict=True))
    red, green, blue = (round(clipped(value) * 255) for value in padded[:3])
    return dict(zip(PROCESS, _converted("RGB", (red, green, blue), icc), strict=True))


def intent_of(value: Any) -> int:
    """The rendering intent that a name stands for, by ICC's number."""
    return _INTENTS.get(name(value), RELATIVE)


def own_profile(space: Space, icc: bytes) -> bytes:
    """The profile by which a space is converted for the press; empty for one that is not.

    Ink that is described as the press's own is that ink, though the profile be another copy.
    """
    if not icc or not space.icc or space.icc == icc:
        return b""
    if space.count == 4 and described(space.icc) == described(icc):
        return b""
    return space.icc


def looked_up(space: Space, index: float) -> tuple[float, ...]:
    """The base colour of an entry of an Indexed space; beyond its last one that (8.6.6.3)."""
    base = space.base or GRAY
    last = max(len(space.table) // max(base.count, 1) - 1, 0)
    at = min(max(int(index), 0), last) * base.count
    raw = space.table[at : at + base.count].ljust(base.count, b"\0")
    values = tuple(byte / 255 for byte in raw)
    if base.kind != "Lab":
        return values
    a_low, a_high, b_low, b_high = base.range
    return (
        values[0] * 100,
        a_low + values[1] * (a_high - a_low),
        b_low + values[2] * (b_high - b_low),
    )


def process_ink(space: Space, values: Sequence[float], icc: bytes = b"") -> tuple[float, ...]:
    """The four process amounts that show a colour: a spot through its alternate and tint."""
    if space.kind == "Indexed" and space.base is not None:
        return process_ink(space.base, looked_up(space, values[0] if values else 0.0), icc)
    if space.kind in ("Separation", "DeviceN") and space.base is not None:
        if space.tint is None:
            return (0.0, 0.0, 0.0, 0.0)
        return process_ink(space.base, space.tint.at(tuple(values)), icc)
    mix = ink(space, values, icc)
    return tuple(mix.get(plate, 0.0) for plate in PROCESS)


def clipped(value: float) -> float:
    """An amount brought between 0 and 1."""
    return min(max(value, 0.0), 1.0)


def _lab_bytes(values: Sequence[float]) -> tuple[int, int, int]:
    """A pixel of Pillow's LAB: L* over 0 to 255, a* and b* as 128 more than they are.

    In bytes that are read or given as a whole they would be signed.
    """
    lightness, a, b = values[:3]
    return (
        round(min(max(lightness, 0), 100) * 2.55),
        round(min(max(a, -128), 127)) + 128,
        round(min(max(b, -128), 127)) + 128,
    )


# Four numbers each; a profile is in memory once, however many colours go through it.
@lru_cache(maxsize=4096)
def _converted(
    mode: str, pixel: tuple[int, ...], icc: bytes, source: bytes = b"", intent: int = RELATIVE
) -> tuple[float, ...]:
    """The process amounts of one pixel; without a profile by subtraction alone."""
    from PIL import Image

    transform = to_press(mode, icc, source, intent) if icc else None
    if transform is None and mode == "LAB":
        return (0.0, 0.0, 0.0, 1 - pixel[0] / 255)
    if transform is None:
        cyan, magenta, yellow = (1 - channel / 255 for channel in pixel)
        black = min(cyan, magenta, yellow)
        return (cyan - black, magenta - black, yellow - black, black)
    made = transform.apply(Image.new(mode, (1, 1), pixel[0] if mode == "L" else pixel))
    return tuple(byte / 255 for byte in made.tobytes()[:4])


def to_press(
    mode: str, icc: bytes, source: bytes = b"", intent: int = RELATIVE
) -> ImageCmsTransform | None:
    """To the inks of an output profile, from a profile of its own or else from sRGB or Lab.

    None for a profile that cannot be used.
    """
    return conversion(mode, source, "CMYK", icc, intent) if icc else None


@lru_cache(maxsize=32)  # a job has a few; what they take is outside Python
def conversion(
    mode: str, source: bytes, made: str, target: bytes, intent: int = RELATIVE
) -> ImageCmsTransform | None:
    """From colours to others, with the black point matched.

    Args:
        mode: that of the colours, as Pillow names it.
        source: their profile; empty: Lab for LAB, else sRGB.
        made: the mode of what is made.
        target: its profile; empty: sRGB.
        intent: how colours are rendered, by ICC's number.

    Returns:
        None for a profile that cannot be used.
    """
    from PIL import ImageCms

    def profile(icc: bytes, usual: Literal["LAB", "sRGB"]) -> ImageCms.ImageCmsProfile:
        return ImageCms.ImageCmsProfile(io.BytesIO(icc) if icc else ImageCms.createProfile(usual))

    try:
        return ImageCms.ImageCmsTransform(
            profile(source, "LAB" if mode == "LAB" else "sRGB"),
            profile(target, "sRGB"),
            mode,
            made,
            intent=ImageCms.Intent(intent),
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except (OSError, ValueError, ImageCms.PyCMSError):
        return None


@lru_cache(maxsize=32)
def described(icc: bytes) -> str:
    """What a profile says that it is of; empty for one that cannot be read."""
    from PIL import ImageCms

    try:
        return ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(io.BytesIO(icc))).strip()
    except (OSError, ValueError, ImageCms.PyCMSError):
        return ""
