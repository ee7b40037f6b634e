"""Colour spaces: ink for the press, a known meaning for the screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from depliant.pdfread.jpx import JPX
from depliant.pdfread.spaces import Space
from depliant.preflight.content import Image, Mark, Outline, Shade, Text
from depliant.preflight.job import PageView
from depliant.preflight.rules.base import (
    PDFA,
    PRESS,
    READ,
    X1A,
    X4,
    Fault,
    page_rule,
    paints,
    spread,
)
from depliant.press.condition import PrinterProfile
from depliant.sentences import Sentence, counted, joined, say


def _spaces(mark: Mark) -> Iterator[Space]:
    """The colour spaces that a mark is painted in, below Indexed ones and patterns."""
    if isinstance(mark, Shade) or (isinstance(mark, Image) and not mark.mask):
        yield mark.space.root
    else:
        for paint, _ in paints(mark.look):
            yield (paint.space.base or paint.space) if paint.pattern else paint.space.root


def _used(page: PageView, wanted: Callable[[Space], bool]) -> Iterator[tuple[str, list[Mark]]]:
    """What is painted in the wanted spaces, by the family of the space."""
    found: dict[str, list[Mark]] = {}
    for mark in page.inked:
        for space in set(_spaces(mark)):
            if wanted(space):
                found.setdefault(space.kind, []).append(mark)
    yield from found.items()


def _listed(marks: list[Mark]) -> Sentence:
    """How many marks there are of each kind of which there are any."""
    texts, paths, images, shadings = (
        sum(isinstance(mark, kind) for mark in marks) for kind in (Text, Outline, Image, Shade)
    )
    counts = (
        (texts, counted(texts, "{count} text", "{count} texts")),
        (paths, counted(paths, "{count} path", "{count} paths")),
        (images, counted(images, "{count} image", "{count} images")),
        (shadings, counted(shadings, "{count} shading", "{count} shadings")),
    )
    return joined(said for count, said in counts if count)


@page_rule(
    "colour-rgb",
    "error",
    "A file for the press has no RGB without a profile: colours are ink, or are described.",
    f"{X4}; {X1A}",
    "Convert it through the printer's profile, or name swatches of ink.",
    PRESS,
)
def rgb(page: PageView, _: PrinterProfile) -> Iterator[Fault]:
    """DeviceRGB, and a Default entry does not help a file for PDF/X-1a."""
    for _kind, marks in _used(page, lambda space: space.kind == "DeviceRGB"):
        yield Fault(say("{listed} in DeviceRGB.", listed=_listed(marks)), spread(marks))
    for _kind, marks in _used(page, lambda space: space.kind == JPX):
        yield Fault(
            say(
                "{listed} in RGB of which only the JPEG 2000 data say so, without a profile.",
                listed=_listed(marks),
            ),
            spread(marks),
        )


@page_rule(
    "colour-managed",
    "warning",
    "Colours for the press are ink already: what a profile describes, others convert.",
    say("{x1a}: not allowed; {x4}: allowed", x1a=X1A, x4=X4),
    "Convert it through the printer's profile, and look at the result.",
    PRESS,
)
def managed(page: PageView, profile: PrinterProfile) -> Iterator[Fault]:
    """An error for PDF/X-1a; nothing against images in PDF/X-4, which is made for that."""
    strict = page.job.of_ink_alone or profile.flavour == "PDF/X-1a:2003"
    calibrated = ("ICCBased", "CalRGB", "CalGray", "Lab")
    for kind, marks in _used(page, lambda space: space.kind in calibrated):
        images = all(isinstance(mark, Image) for mark in marks)
        if images and not strict and (page.job.claims_in_packet or page.job.flattened):
            continue
        yield Fault(
            say("{listed} in {kind}.", listed=_listed(marks), kind=kind),
            spread(marks),
            severity="error" if strict else "advice" if images else "warning",
        )


@page_rule(
    "colour-gray",
    "advice",
    "Black in a file of inks is the black ink, so that it can overprint.",
    "GWG 2015, gray overprint",
    "Set it in CMYK with black alone.",
    PRESS,
)
def gray(page: PageView, _: PrinterProfile) -> Iterator[Fault]:
    """DeviceGray prints on the black plate, but never overprints as CMYK does."""
    for _kind, marks in _used(page, lambda space: space.kind == "DeviceGray"):
        plain: list[Mark] = [mark for mark in marks if not isinstance(mark, Image)]
        if plain:
            yield Fault(say("{listed} in DeviceGray.", listed=_listed(plain)), spread(plain))


@page_rule(
    "colour-cmyk-overprint",
    "error",
    "Ink that is described by a profile does not overprint in mode 1.",
    f"{PDFA}, 6.2.4.2",
    "Paint it in DeviceCMYK.",
)
def profiled_overprint(page: PageView, _: PrinterProfile) -> Iterator[Fault]:
    """ICCBased CMYK with OPM 1."""
    found: list[Mark] = [
        mark
        for mark in page.everything
        for paint, over in paints(mark.look)
        if over
        and mark.look.state.overprint_mode == 1
        and paint.space.kind == "ICCBased"
        and paint.space.count == 4
    ]
    if found:
        yield Fault(
            say("{listed} in ICCBased CMYK overprint in mode 1.", listed=_listed(found)),
            spread(found),
        )


@page_rule(
    "colour-unmanaged",
    "error",
    "Every colour of an archived file is known, by its profile or by the output intent.",
    f"{PDFA}, 6.2.4.3",
    "Export it as PDF/A.",
    READ,
)
def known(page: PageView, _: PrinterProfile) -> Iterator[Fault]:
    """Device spaces need an intent of their kind."""
    if not page.job.packet.get("pdfaid:part"):
        return
    intents = {intent.space for intent in page.job.intents}
    wrong = {
        "DeviceRGB": "RGB" not in intents,
        "DeviceCMYK": "CMYK" not in intents,
        "DeviceGray": not intents,
    }
    for kind, marks in _used(page, lambda space: wrong.get(space.kind, False)):
        yield Fault(
            say(
                "{listed} in {kind}, which no output intent explains.",
                listed=_listed(marks),
                kind=kind,
            ),
            spread(marks),
        )


RULES = (rgb, managed, gray, profiled_overprint, known)
