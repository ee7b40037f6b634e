"""What one printer refuses and another takes: judged where a printer's profile says so."""

from __future__ import annotations

from collections.abc import Iterator

from depliant.geometry import Rect
from depliant.pdfread.jpx import JPX
from depliant.pdfread.objects import entry, is_dict, items
from depliant.pdfread.spaces import Space
from depliant.preflight.content import Image, Mark, Shade, Text
from depliant.preflight.job import JudgedFile, PageView
from depliant.preflight.rules.base import (
    PRESS,
    Fault,
    document_rule,
    page_rule,
    paints,
    spread,
)
from depliant.preflight.rules.spots import printed_spots
from depliant.press.condition import PrinterProfile
from depliant.sentences import Sentence, counted, every, in_quotes, legible, say

_INKS = ("DeviceCMYK", "DeviceGray", "Separation", "DeviceN")
_BARE = ("DeviceRGB", JPX)
"""What `colour-rgb` finds for any printer."""
_APART = 1.0
"""Points by which a box differs from another on purpose."""

PROFILE = say("the printer's profile")


@page_rule(
    "colour-refused",
    "error",
    "The printer takes ink alone: CMYK, gray and spots without profiles.",
    PROFILE,
    "Ask whoever made it to convert it to CMYK through the printer's profile.",
    PRESS,
)
def colours(page: PageView, profile: PrinterProfile) -> Iterator[Fault]:
    """Whatever a profile or a standard observer describes; RGB without is wrong for anybody."""
    if profile.colours != "ink":
        return
    found: dict[str, list[Mark]] = {}
    for mark in page.inked:
        for space in _spaces(mark):
            if space.kind not in (*_INKS, *_BARE):
                found.setdefault(_called(space), []).append(mark)
    for called, marks in found.items():
        yield Fault(
            counted(
                len(marks),
                "{count} element is in {space}.",
                "{count} elements are in {space}.",
                space=called,
            ),
            spread(marks),
            limit="colours",
        )


def _spaces(mark: Mark) -> set[Space]:
    """The spaces that a mark is painted in, below Indexed ones; patterns are met by themselves."""
    if isinstance(mark, Shade) or (isinstance(mark, Image) and not mark.mask):
        return {mark.space.root}
    return {paint.space.root for paint, _ in paints(mark.look) if not paint.pattern}


def _called(space: Space) -> str:
    return f"ICCBased {space.family.upper()}" if space.kind == "ICCBased" else space.kind


@document_rule(
    "spot-unlisted",
    "error",
    "Each spot ink is one that the printer has.",
    PROFILE,
    "Ask whoever made it to name the ink as the printer does, or to convert it to CMYK.",
    PRESS,
)
def listed(job: JudgedFile, profile: PrinterProfile) -> Iterator[Fault]:
    """By the very name, since a name makes a plate."""
    if not profile.spot_names:
        return
    for ink, page in printed_spots(job).items():
        if ink not in profile.spot_names:
            yield Fault(
                say(
                    "The spot ink {ink} is not among those of the printer: {inks}.",
                    ink=in_quotes(legible(ink)),
                    inks=every(in_quotes(one) for one in profile.spot_names),
                ),
                page=page,
                limit="spot_names",
            )


@page_rule(
    "image-fine",
    "warning",
    "An image has no more pixels than the printer can use.",
    PROFILE,
    "Ask whoever made it to export it again with images scaled down to that.",
    PRESS,
)
def fine(page: PageView, profile: PrinterProfile) -> Iterator[Fault]:
    """Nothing prints worse for it; it takes time and room."""
    for image in page.images:
        line_art = image.bits == 1 and image.space.count == 1
        most = profile.bitmap_ppi_most if line_art else profile.image_ppi_most
        if most is not None and image.ppi > most + 0.5 and image.width * image.height >= _MANY:
            yield Fault(
                say(
                    "An image of {width} × {height} pixels has {ppi:.0f} ppi; {limit:g} are "
                    "enough.",
                    width=image.width,
                    height=image.height,
                    ppi=image.ppi,
                    limit=most,
                ),
                image.box,
                limit="bitmap_ppi_most" if line_art else "image_ppi_most",
            )


_MANY = 10_000
"""Pixels of an image that is worth a word; what has fewer is small however fine it is."""


@page_rule(
    "font-type3",
    "error",
    "The printer takes no Type 3 fonts, whose glyphs are drawings.",
    PROFILE,
    "Ask whoever made it to set the text in another font, or to turn it to paths.",
    PRESS,
)
def type3(page: PageView, profile: PrinterProfile) -> Iterator[Fault]:
    """Where text is set in one."""
    if profile.type3 != "refused":
        return
    found: dict[str, list[Mark]] = {}
    for mark in page.inked:
        if isinstance(mark, Text) and mark.face.kind == "Type3":
            found.setdefault(mark.face.name, []).append(mark)
    for name, marks in found.items():
        said = (
            say("Text is set in the Type 3 font {face}.", face=legible(name))
            if name
            else say("Text is set in a Type 3 font without a name.")
        )
        yield Fault(said, spread(marks), limit="type3")


@document_rule(
    "layers-refused",
    "error",
    "The printer takes no layers.",
    PROFILE,
    "Ask whoever made it to export it without layers, with what is to be printed.",
    PRESS,
)
def layers(job: JudgedFile, profile: PrinterProfile) -> Iterator[Fault]:
    """Any group of optional content, whether it shows or not."""
    groups = items(entry(job.file.catalog, "/OCProperties", "/OCGs"))
    count = sum(map(is_dict, groups))
    if profile.layers == "refused" and count:
        yield Fault(
            counted(count, "The file has {count} layer.", "The file has {count} layers."),
            limit="layers",
        )


@page_rule(
    "crop-refused",
    "error",
    "The CropBox of a page is as the printer wants it.",
    PROFILE,
    "Ask whoever made it to export it again, or set the box in an editor: nothing else changes.",
    PRESS,
)
def crop(page: PageView, profile: PrinterProfile) -> Iterator[Fault]:
    """Programs that place pages take the CropBox for the page."""
    own = page.facts.crop
    if profile.crop == "either" or (own is None and profile.crop == "none"):
        return
    box = page.facts.placed(own) if own is not None else page.media
    wanted, called = _wanted(page, profile.crop)
    if not _same(box, wanted):
        yield Fault(
            say("The CropBox is not {wanted}.", wanted=called),
            box if own is not None else None,
            limit="crop",
        )


def _wanted(page: PageView, value: str) -> tuple[Rect, Sentence]:
    if value == "trim":
        return page.trim, say("that of the trim")
    if value == "bleed":
        return page.bleed, say("that of the bleed")
    return page.media, say("that of the whole page")


def _same(one: Rect, other: Rect) -> bool:
    edges = zip(
        (one.x, one.y, one.right, one.bottom),
        (other.x, other.y, other.right, other.bottom),
        strict=True,
    )
    return all(abs(a - b) <= _APART for a, b in edges)


RULES = (colours, listed, fine, type3, layers, crop)
