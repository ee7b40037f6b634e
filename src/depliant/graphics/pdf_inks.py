"""The inks of a PDF mark: what its colours are, what they become, and by whose word.

Inks of the file are kept. A colour that is none - RGB, Lab - is the ink that the contract gives for
it; else the output profile says, and that is told. Pure grays of any kind are black ink alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from msgspec.structs import replace

from depliant.colour import Colour
from depliant.graphics.mark import Use, Word, plain_key
from depliant.pdfread.spaces import ALL, PROCESS, Space, looked_up, process_ink
from depliant.pdfread.state import Paint
from depliant.sentences import Sentence, say

GRAY = 0.008
"""How far the components of a gray may lie apart: two levels of 8 bits."""
DARK, NEAR_BLACK = 0.14, 0.02
"""Drawing programs show solid black ink as such a dark gray: Illustrator as #1d1d1b or #231f20."""
_SHOWN = 120
_MOST = 4096


class NoInkError(Exception):
    """A colour for which there is no ink; `what` is that colour, as a sentence has it."""

    def __init__(self, what: Sentence) -> None:
        super().__init__(what)
        self.what = what


def hexadecimal(red: float, green: float, blue: float) -> str:
    """An RGB colour, from 0 to 1 a channel, as a drawing writes it."""
    return "#" + "".join(f"{round(level * 255):02x}" for level in (red, green, blue))


def pure_gray(amounts: Sequence[float]) -> Colour | None:
    """The black ink that an RGB gray is; None for what is no gray."""
    apart, light = max(amounts) - min(amounts), sum(amounts) / 3
    if light <= DARK and apart <= NEAR_BLACK:
        return Colour(0.0, 0.0, 0.0, 1.0)
    return Colour(0.0, 0.0, 0.0, round(1 - light, 2)) if apart <= GRAY else None


class Inks:
    """Finds the ink of each colour of one file, and remembers which there were.

    Args:
        given: inks by the colours that they stand for.
        icc: the output profile; without one only given inks and grays are known.
    """

    def __init__(self, given: Mapping[str, Colour], icc: bytes) -> None:
        self._given = {plain_key(name): ink for name, ink in given.items()}
        self._icc = icc
        self._uses: dict[str, Use] = {}

    @property
    def uses(self) -> tuple[Use, ...]:
        """The colours that were asked for, in the order of their first use."""
        return tuple(self._uses.values())

    def of(self, paint: Paint) -> Colour:
        """The ink of a paint that has no pattern.

        Raises:
            NoInkError: it is no ink, and nobody says which it is to be.
        """
        return self._of(paint.space, paint.values)

    def _of(self, space: Space, values: tuple[float, ...]) -> Colour:
        kind = space.by_default or space.kind
        if kind == "Indexed" and space.base is not None:
            return self._of(space.base, looked_up(space, values[0] if values else 0.0))
        if kind in ("Separation", "DeviceN"):
            return self._spots(space, _clipped(values))
        if kind == "Lab":
            return self._lab(space, values)
        count = {"DeviceGray": 1, "DeviceRGB": 3, "DeviceCMYK": 4}.get(kind, space.count)
        amounts = _clipped((*values, 0.0, 0.0, 0.0, 0.0))[:count]
        if count == 1:
            return self._process(Colour(0.0, 0.0, 0.0, 1 - amounts[0]))
        if count == 4:
            return self._process(_mix(amounts))
        if count == 3:
            return self._rgb(space, amounts)
        raise NoInkError(say("colours in {space}", space=kind[:_SHOWN]))

    def _rgb(self, space: Space, amounts: tuple[float, ...]) -> Colour:
        key = hexadecimal(amounts[0], amounts[1], amounts[2])
        if key in self._given:
            return self._used(key, self._given[key], "contract")
        gray = pure_gray(amounts)
        if gray is not None:
            return self._used(key, gray, "black")
        if not self._icc:
            raise NoInkError(
                say("colours in {space}", space=(space.by_default or space.kind)[:_SHOWN])
            )
        return self._used(key, converted_rgb(amounts, self._icc, space.icc), "profile")

    def _lab(self, space: Space, values: tuple[float, ...]) -> Colour:
        key = "lab({:.0f} {:.0f} {:.0f})".format(*(*values, 0.0, 0.0, 0.0)[:3])
        if key in self._given:
            return self._used(key, self._given[key], "contract")
        if not self._icc:
            raise NoInkError(say("colours in Lab"))
        return self._used(key, _rounded(process_ink(space, values, self._icc)), "profile")

    def _spots(self, space: Space, amounts: tuple[float, ...]) -> Colour:
        """A spot at its tint; process inks that are called by their names; else the stand-in."""
        pairs = [
            (name, amount)
            for name, amount in zip(space.names, amounts, strict=False)
            if name != "None"
        ]
        if not pairs:
            raise NoInkError(say("the colourant None"))
        inked = [pair for pair in pairs if pair[1] > 0] or pairs[:1]
        if len(inked) == 1:
            name, amount = inked[0]
            if name in PROCESS:
                return self._process(_mix([amount * (name == plate) for plate in PROCESS]))
            return self._spot(space, name).at(amount)
        if all(name in PROCESS for name, _ in inked):
            mix = dict(inked)
            return self._process(_mix([mix.get(plate, 0.0) for plate in PROCESS]))
        key = " + ".join(name for name, _ in inked)[:_SHOWN]
        return self._used(key, self._stand_in(space, amounts, key), "file")

    def _spot(self, space: Space, name: str) -> Colour:
        if name == ALL:
            # The colour of registration marks would print on every plate of the brochure.
            return self._used(name, Colour(0.0, 0.0, 0.0, 1.0), "black")
        if plain_key(name) in self._given:
            return self._used(name, self._given[plain_key(name)], "contract")
        solid = tuple(float(called == name) for called in space.names)
        mix = self._stand_in(space, solid, name)
        return self._used(name, replace(mix, spot=name), "file")

    def _stand_in(self, space: Space, amounts: tuple[float, ...], name: str) -> Colour:
        """The process inks that stand in for a spot."""
        base = space.base
        if base is None or space.tint is None:
            raise NoInkError(say("the spot colour {spot} without an alternate", spot=name[:_SHOWN]))
        if base.family == "cmyk":
            found = _clipped(space.tint.at(amounts))
            if len(found) != 4:
                raise _without_cmyk(name)
            return _mix(found)
        if not self._icc:
            raise _without_cmyk(name)
        return _rounded(process_ink(space, amounts, self._icc))

    def _process(self, ink: Colour) -> Colour:
        """Process inks as the file has them."""
        shown = " ".join(f"{amount * 100:.0f}" for amount in ink.cmyk)
        return self._used(f"cmyk({shown})", ink, "file")

    def _used(self, key: str, ink: Colour, word: Word) -> Colour:
        if len(self._uses) < _MOST:
            self._uses.setdefault(key, Use(key, ink, word))
        return ink


def _mix(amounts: Sequence[float]) -> Colour:
    cyan, magenta, yellow, black = amounts
    return Colour(cyan, magenta, yellow, black)


def _clipped(values: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(min(1.0, max(0.0, value)) for value in values)


def _rounded(amounts: tuple[float, ...]) -> Colour:
    """Inks in whole per cent: what a contract writes down, and what is printed without it."""
    return _mix([round(min(1.0, max(0.0, amount)), 2) for amount in amounts[:4]])


def converted_rgb(amounts: tuple[float, ...], icc: bytes, own: bytes = b"") -> Colour:
    """The inks in which an output profile shows an RGB colour, in whole per cent.

    `own` is the profile of its RGB; without one, or with one that cannot be used, it is sRGB.
    """
    pixel = (round(amounts[0] * 255), round(amounts[1] * 255), round(amounts[2] * 255))
    return _rounded(_through(pixel, icc, own))


# Four numbers each; a profile is in memory once, however many colours go through it.
@lru_cache(maxsize=4096)
def _through(pixel: tuple[int, int, int], icc: bytes, own: bytes) -> tuple[float, ...]:
    import io

    from PIL import Image, ImageCms

    goal = ImageCms.ImageCmsProfile(io.BytesIO(icc))
    for source in (own, b""):
        try:
            profile = ImageCms.ImageCmsProfile(
                io.BytesIO(source) if source else ImageCms.createProfile("sRGB")
            )
            transform = ImageCms.ImageCmsTransform(
                profile,
                goal,
                "RGB",
                "CMYK",
                intent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
                flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
            )
        except (OSError, ValueError, ImageCms.PyCMSError):
            continue
        made = transform.apply(Image.new("RGB", (1, 1), pixel)).tobytes()
        return tuple(byte / 255 for byte in made[:4])
    raise NoInkError(say("RGB colours, and the output profile cannot be used"))


def _without_cmyk(name: str) -> NoInkError:
    return NoInkError(say("the spot colour {spot} without a CMYK alternate", spot=name[:_SHOWN]))
