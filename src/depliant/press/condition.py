"""The printing condition: output profile, limits, and how inks look on screen.

A colour is turned to sRGB or to L* through the output profile, with relative colorimetric
intent and black-point compensation, so what the screen file shows and what a contrast is
computed from is the printed colour on its paper. Pillow is imported only where a profile is
applied: a press file without images needs none of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from functools import lru_cache
from math import floor
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from msgspec import Struct

from depliant.colour import Colour
from depliant.errors import Diagnostic, InputError, Place
from depliant.geometry import MM
from depliant.refusals import refusal
from depliant.sentences import Sentence, legible, say, verbatim
from depliant.source.kinds import NAMES, kind_of
from depliant.tuples import NamedTuple

if TYPE_CHECKING:
    from PIL.ImageCms import ImageCmsTransform

ICC_SIZE_LIMIT = 16 * 1024 * 1024
"""The largest profile that is read; the usual ones have 0.2 to 3 MB."""


# gogoprint.sg, fine lines; lakesideprepressreso.instantdocsbase.com, color type
SMALL_TEXT = 8.0
"""Points: smaller text cannot be held in register in several inks, says most of the trade."""


class OutputCondition(Struct, frozen=True):
    """A characterised printing condition and its ICC output profile (class prtr, CMYK)."""

    identifier: str
    icc: bytes
    info: str = ""
    registry: str = "http://www.color.org"


MarkKind = Literal["crop", "fold", "registration", "bars", "slug"]
StepKind = Literal["folds", "cuts", "perforations"]
"""What is done to the printed sheet, and may be told in layers of the file (ISO 19593-1)."""


class PressSpec(Struct, frozen=True):
    """What the press asks of a file; lengths in points, ink as 1.0 for 100 %."""

    condition: OutputCondition
    bleed: float
    safe_margin: float
    ink_limit: float = 3.0
    minimum_line: float = 0.25
    spots: Literal["keep", "convert"] = "keep"
    marks: frozenset[MarkKind] = frozenset()
    flavour: Flavour = "PDF/X-4"
    spot_limit: int | None = None
    """How many spot inks the press has room for; None: as many as there are."""

    minimum_text_inks: float = SMALL_TEXT
    """Smaller text is in two inks at most."""

    images: Literal["convert", "keep"] = "convert"
    """Keep: an image with a profile of its own is converted by the printer, not here."""

    steps: frozenset[StepKind] = frozenset()
    """What is told as processing steps; PDF/X-1a has no layers for them."""

    creased: bool = False
    """Whether the paper is so heavy that it is creased before it is folded."""


Flavour = Literal["PDF/X-4", "PDF/X-1a:2003"]

SHOPS_OWN = say("the shop's own")
"""The source of a limit for which a printer's profile quotes none."""


class PrinterProfile(Struct, frozen=True):
    """What one printer wants of a file. Lengths in points, areas in square points, ink 1.0 = 100 %.

    The defaults are what most shops publish; a shop's own file says otherwise.
    `sources` names, by the field that it explains, where a limit was published.
    """

    name: str
    """How the command calls it: the stem of its file."""

    title: str = ""
    flavour: Flavour = "PDF/X-4"
    condition: str = "FOGRA39"
    """The condition's name in the ICC characterization data registry."""

    icc: str | None = None
    """Its output profile by its name from the project folder, if the printer's file names one."""

    bleed: float = 3 * MM
    safe_margin: float = 3 * MM
    ink_limit: float = 3.0
    ink_area: float = 15 * MM * MM
    """A region over the limit that is smaller than this is let pass."""

    minimum_line: float = 0.25
    """The thinnest line in one ink at full strength."""

    minimum_line_inks: float = 0.25
    """The thinnest line in several inks, in a tint, or left white in a ground."""

    minimum_text: float = 5.0
    """The smallest text in one ink at full strength."""

    minimum_text_inks: float = SMALL_TEXT
    """The smallest text that needs several plates in register, knocked out or painted."""

    image_ppi_warn: float = 225.0
    image_ppi_fail: float = 150.0
    bitmap_ppi_warn: float = 800.0
    """The same for images of one bit."""

    bitmap_ppi_fail: float = 450.0
    marks: Literal["wanted", "refused", "either"] = "either"
    spots: Literal["allowed", "refused"] = "allowed"
    """Refused: spot inks are converted to their CMYK alternates."""

    spot_limit: int | None = None
    """How many spot inks are allowed at most, if the printer says so."""

    spot_names: tuple[str, ...] = ()
    """The spot inks that the printer has; none named: any."""

    colours: Literal["ink", "any"] = "any"
    """Ink: cyan, magenta, yellow, black and spots alone, none of them described by a profile."""

    image_ppi_most: float | None = None
    """More pixels an inch are of no use to the printer."""

    bitmap_ppi_most: float | None = None
    type3: Literal["refused", "either"] = "either"
    """Fonts of which each glyph is a drawing (ISO 32000-1, 9.6.5)."""

    layers: Literal["refused", "either"] = "either"
    crop: Literal["none", "trim", "bleed", "either"] = "either"
    """What a CropBox holds; none: there is none, or it is the MediaBox."""

    mark_kinds: frozenset[MarkKind] = frozenset()
    """The marks that a printer wants."""

    steps: frozenset[StepKind] = frozenset()
    """What the printer wants as processing steps: layers that say what they are (ISO 19593-1)."""

    page_order: Literal["sides", "panels", "either"] = "either"
    """Sides: a page is one flat side of the sheet, outside first. Panels: a page is one panel."""

    note: str = ""
    """What one must know of this printer, in a sentence or two."""

    sources: tuple[tuple[str, str | Sentence], ...] = ()
    """(field, where it was published, or `SHOPS_OWN`) for each limit that the printer states."""

    def source(self, limit: str) -> Sentence:
        """Where the limit of the field `limit` was published, or that it is the shop's own."""
        published = dict(self.sources).get(limit, SHOPS_OWN)
        return published if isinstance(published, Sentence) else verbatim(published)

    def states(self, limit: str) -> bool:
        """Whether the printer itself states the limit of the field `limit`.

        What it does not state is custom of the trade: worth a warning, never an error.
        """
        return limit in dict(self.sources)


Cmyk = tuple[float, float, float, float]
"""Amounts of the four process inks, 0 to 1 each."""


class Srgb(NamedTuple):
    """A screen colour, 0 to 255 a channel."""

    red: int
    green: int
    blue: int


def load_condition(profile: Path | bytes, identifier: str, info: str = "") -> OutputCondition:
    """Read an output profile, from its bytes or its file, and check that a press can use it.

    `identifier` is the condition's name in the ICC characterization data registry ("FOGRA39").

    Raises:
        InputError: `icc-unreadable` (no such file, too large, not a profile);
            `icc-not-cmyk-output` (another device class or colour space).
    """
    place = Place(str(profile)) if isinstance(profile, Path) else None
    data = profile if isinstance(profile, bytes) else _read(profile)
    # ICC.1:2010, 7.2: size in bytes 0-3, class in 12-15, colour space in 16-19, 'acsp' in 36-39.
    if len(data) < 132 or data[36:40] != b"acsp" or int.from_bytes(data[:4], "big") > len(data):
        raise InputError(
            Diagnostic(
                "icc-unreadable",
                _not_a_profile(data),
                place,
                say("Copy it again from where it was published."),
            )
        )
    if data[12:16] != b"prtr" or data[16:20] != b"CMYK":
        kind, space = data[12:16].decode("latin-1"), data[16:20].decode("latin-1").strip()
        raise InputError(
            Diagnostic(
                "icc-not-cmyk-output",
                say(
                    "The output profile is of class '{kind}' for {space}; a press condition "
                    "needs class 'prtr' for CMYK.",
                    kind=legible(kind),
                    space=legible(space),
                ),
                place,
                say("Ask the printer for the profile of the paper and press."),
            )
        )
    return OutputCondition(identifier, data, info or identifier)


def _not_a_profile(data: bytes) -> Sentence:
    kind = kind_of(data)
    if kind is None or kind == "icc":
        return say("The output profile is not an ICC profile, or is cut short.")
    return say("The output profile is {names}, not an ICC profile.", names=NAMES[kind])


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size <= ICC_SIZE_LIMIT:
            return path.read_bytes()
        reason = say("it has more than {most} MB", most=ICC_SIZE_LIMIT // 2**20)
    except OSError as error:
        reason = refusal(error, say("it cannot be opened"))
    raise InputError(
        Diagnostic(
            "icc-unreadable",
            say("The output profile cannot be read: {reason}.", reason=reason),
            Place(str(path)),
            say("Check the file that the style sheet names."),
        )
    )


def to_srgb(condition: OutputCondition, colours: Iterable[Colour]) -> tuple[Srgb, ...]:
    """How `colours` look on screen once printed, in the same order."""
    return tuple(_srgb(condition.icc, colour.cmyk) for colour in colours)


def on_screen(icc: bytes, inks: bytes, *, paper: bool = False) -> bytes:
    """How many pixels of CMYK look on screen once printed: three bytes of sRGB for each four.

    With `paper` they look as they do beside a white sheet: the paper's own colour is seen, and
    black is as light as its ink (absolute colorimetric; all else is relative to the paper).
    """
    from PIL import Image

    pixels = Image.frombytes("CMYK", (len(inks) // 4, 1), inks)
    made = _transform(icc, "sRGB", "RGB", paper=paper).apply(pixels)
    return bytes(made.tobytes())


def lightness(condition: OutputCondition, colour: Colour) -> float:
    """L* of the printed colour, 0 to 100, relative to the paper."""
    return _lightness(condition.icc, colour.cmyk)


def luminance(condition: OutputCondition, colour: Colour) -> float:
    """Relative luminance Y of the printed colour, 1 for the bare paper (CIE 15, 8.2.1)."""
    return _luminance(lightness(condition, colour))


def _luminance(lightness: float) -> float:
    level = (lightness + 16) / 116
    return level**3 if level > 6 / 29 else (level - 4 / 29) * 3 * (6 / 29) ** 2


def told(ratio: float) -> float:
    """A contrast as one is told of it: in tenths, and never rounded up to what is needed."""
    return floor(ratio * 10 + 1e-6) / 10


def contrast(condition: OutputCondition, a: Colour, b: Colour) -> float:
    """Contrast ratio of two printed colours, 1 to 21, by WCAG 2.1's formula.

    The luminances are those of the inks on paper, not of their rendering on a screen.
    """
    return _ratio(luminance(condition, a), luminance(condition, b))


def screen_contrast(condition: OutputCondition, a: Colour, b: Colour) -> float:
    """Contrast ratio of two printed colours as the screen file shows them in sRGB, 1 to 21.

    WCAG 2.1, "contrast ratio" and "relative luminance".
    """
    return _ratio(*(relative_luminance(_srgb(condition.icc, one.cmyk)) for one in (a, b)))


def _ratio(a: float, b: float) -> float:
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)


class InkLooks(Struct, frozen=True):
    """How light inks are, by their amounts: once printed, and as a screen shows them (both 0 to 1).

    To ask the profile for one ink costs a hundredth of a second in a new process, which makes the
    profile's tables ready first; these are few numbers, and the same from build to build.
    """

    inks: tuple[tuple[Cmyk, float, float], ...] = ()


_NONE: Final = InkLooks()


def ink_looks(condition: OutputCondition, inks: Iterable[Cmyk]) -> InkLooks:
    """How light inks are in print and on a screen."""
    return InkLooks(
        tuple(
            (
                ink,
                _luminance(_lightness(condition.icc, ink)),
                relative_luminance(_srgb(condition.icc, ink)),
            )
            for ink in inks
        )
    )


def least_contrast(
    condition: OutputCondition, looks: InkLooks = _NONE
) -> Callable[[Colour, Colour], float]:
    """What gives the contrast ratio of two inks where it is worse: in print or on a screen.

    Args:
        condition: whose profile is asked for an ink that is not known.
        looks: those that are known already.
    """
    known = {ink: (printed, shown) for ink, printed, shown in looks.inks}

    def light(ink: Cmyk) -> tuple[float, float]:
        if ink not in known:
            [(_, *found)] = ink_looks(condition, (ink,)).inks
            known[ink] = found[0], found[1]
        return known[ink]

    def ratio(a: Colour, b: Colour) -> float:
        return min(map(_ratio, light(a.cmyk), light(b.cmyk)))

    return ratio


def relative_luminance(colour: Srgb) -> float:
    """Relative luminance of a screen colour, 0 to 1: WCAG 2.1, with the knee of IEC 61966-2-1."""
    red, green, blue = (
        level / 12.92 if level <= 0.04045 else ((level + 0.055) / 1.055) ** 2.4
        for level in (channel / 255 for channel in colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def screen_profile() -> bytes:
    """An sRGB profile, the same bytes on every day and every machine.

    Little CMS writes the time of creation into bytes 24 to 35 (ICC.1:2010, 7.2.8).
    """
    from PIL import ImageCms

    data = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    data[24:36] = b"".join(part.to_bytes(2, "big") for part in (2000, 1, 1, 0, 0, 0))
    return bytes(data)


@lru_cache(maxsize=8)  # a job has one profile
def icc_digest(icc: bytes) -> str:
    """The SHA-256 of a profile in hexadecimal: half a megabyte that is in no key of its own."""
    return hashlib.sha256(icc).hexdigest()


# A few numbers each; a profile is in memory once, however many colours go through it.
@lru_cache(maxsize=4096)
def _srgb(icc: bytes, cmyk: Cmyk) -> Srgb:
    return Srgb(*_through(_transform(icc, "sRGB", "RGB"), cmyk))


@lru_cache(maxsize=4096)
def _lightness(icc: bytes, cmyk: Cmyk) -> float:
    return _through(_transform(icc, "LAB", "LAB"), cmyk)[0] * 100 / 255


def _through(transform: ImageCmsTransform, cmyk: Cmyk) -> tuple[int, int, int]:
    """The three 8-bit values that a transform makes of ink amounts."""
    from PIL import Image

    pixel = Image.new("CMYK", (1, 1), tuple(round(amount * 255) for amount in cmyk))
    first, second, third = bytes(transform.apply(pixel).tobytes())[:3]
    return first, second, third


@lru_cache(maxsize=8)  # a job has one profile; what they take is outside Python
def _transform(
    icc: bytes, space: Literal["sRGB", "LAB"], mode: str, *, paper: bool = False
) -> ImageCmsTransform:
    """From the inks of a profile to a device-independent space, beside white with `paper`."""
    import io

    from PIL import ImageCms

    intent = ImageCms.Intent
    try:
        return ImageCms.ImageCmsTransform(
            ImageCms.ImageCmsProfile(io.BytesIO(icc)),
            ImageCms.ImageCmsProfile(ImageCms.createProfile(space)),
            "CMYK",
            mode,
            intent=intent.ABSOLUTE_COLORIMETRIC if paper else intent.RELATIVE_COLORIMETRIC,
            flags=ImageCms.Flags.NONE if paper else ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except (OSError, ValueError, ImageCms.PyCMSError) as error:
        raise InputError(
            Diagnostic(
                "icc-unreadable",
                say("The output profile has the right head, but its tables cannot be used."),
                hint=say("Copy it again from where it was published."),
            )
        ) from error
