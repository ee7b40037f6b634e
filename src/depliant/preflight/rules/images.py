"""Images: enough pixels for their size."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

from depliant.pdfread.objects import entry, number
from depliant.pdfread.state import Clip
from depliant.preflight.content import Image, Mark, Outline
from depliant.preflight.job import PageView
from depliant.preflight.pixels import is_blank
from depliant.preflight.rules.base import PRESS, Fault, page_rule
from depliant.press.condition import PrinterProfile
from depliant.sentences import say

_SMALLEST = 4.0
"""Points: what is smaller on the page is a texture or a trick, not a picture."""

_SOFT = 0.5
"""A mask with less than this share of the pixels that are wanted has edges in steps."""


@page_rule(
    "image-resolution",
    "error",
    "An image has enough pixels for the size at which it is printed.",
    "offset5.com, pulsioprint.com, printall.ee",
    "Show it smaller, or find it larger; do not scale it up.",
    PRESS,
)
def resolution(page: PageView, profile: PrinterProfile) -> Iterator[Fault]:
    """Below one limit an error, below the other a warning; line art has limits of its own."""
    for image in page.images:
        if min(image.box.width, image.box.height) < _SMALLEST or image.width * image.height < 4:
            continue
        line_art = image.bits == 1 and image.space.count == 1
        kind = "bitmap" if line_art else "image"
        fail = profile.bitmap_ppi_fail if line_art else profile.image_ppi_fail
        warn = profile.bitmap_ppi_warn if line_art else profile.image_ppi_warn
        if image.ppi < warn - 0.5 and not _is_blank(image):
            failed = image.ppi < fail - 0.5
            limit, field = (fail, f"{kind}_ppi_fail") if failed else (warn, f"{kind}_ppi_warn")
            hidden = _is_hidden(image, page.marks)
            yield Fault(
                say(
                    "An image of {width} × {height} pixels has {ppi:.0f} ppi; {limit:g} "
                    "are wanted. Something else covers it.",
                    width=image.width,
                    height=image.height,
                    ppi=image.ppi,
                    limit=limit,
                )
                if hidden
                else say(
                    "An image of {width} × {height} pixels has {ppi:.0f} ppi; {limit:g} "
                    "are wanted.",
                    width=image.width,
                    height=image.height,
                    ppi=image.ppi,
                    limit=limit,
                ),
                image.box,
                severity="advice" if hidden else "error" if failed else "warning",
                limit=field,
            )
        yield from _mask(image, profile)


def _mask(image: Image, profile: PrinterProfile) -> Iterator[Fault]:
    """A mask is as sharp as what it cuts out; what is soft needs less."""
    for key in ("/SMask", "/Mask"):
        mask = entry(image.xobject, key)
        if not isinstance(mask, pikepdf.Stream):
            continue
        width, height = (int(number(entry(mask, side))) for side in ("/Width", "/Height"))
        ppi, limit = image.resolution(width, height), profile.image_ppi_fail
        if width * height < 4 or ppi >= limit - 0.5 or ppi >= image.ppi - 0.5:
            continue
        yield Fault(
            say(
                "The mask of an image has {width} × {height} pixels, which is {ppi:.0f} ppi; "
                "{limit:g} are wanted.",
                width=width,
                height=height,
                ppi=ppi,
                limit=limit,
            ),
            image.box,
            severity="error" if ppi < _SOFT * limit else "warning",
            limit="image_ppi_fail",
        )


def _is_blank(image: Image) -> bool:
    """Whether there is nothing to see in an image: it is white all over, as many a scan."""
    return (
        image.xobject is not None
        and not image.mask
        and is_blank(image.xobject, image.space, image.bits)
    )


def _is_hidden(image: Image, marks: list[Mark]) -> bool:
    """Whether something opaque, painted later, covers all of an image's box."""
    later = False
    for mark in marks:
        if mark is image:
            later = True
        elif later and _covers(mark, image):
            return True
    return False


def _covers(mark: Mark, image: Image) -> bool:
    box, state = mark.box, mark.look.state
    if (
        box.x > image.box.x + 0.1
        or box.y > image.box.y + 0.1
        or box.right < image.box.right - 0.1
        or box.bottom < image.box.bottom - 0.1
        or state.blend != "Normal"
        or state.soft_mask is not None
        or state.fill_alpha < 1
        or state.overprint_fill
        or not _is_rectangular(state.clip)
    ):
        return False
    if isinstance(mark, Outline):
        fill = mark.look.fill
        return mark.rectangle and fill is not None and fill.pattern is None
    return isinstance(mark, Image) and _is_opaque(mark)


def _is_opaque(image: Image) -> bool:
    """Whether an image fills its box: it is not masked, and stands upright."""
    if image.mask or image.xobject is None:
        return False
    masked = any(entry(image.xobject, key) is not None for key in ("/SMask", "/Mask"))
    across, along = image.extent
    sides = image.box.width - 0.1, image.box.height - 0.1
    upright = (sides[0] <= across and sides[1] <= along) or (
        sides[0] <= along and sides[1] <= across
    )
    return not masked and upright and not number(entry(image.xobject, "/SMaskInData"))


def _is_rectangular(clip: Clip | None) -> bool:
    while clip is not None:
        if not clip.shape.only_rectangles:
            return False
        clip = clip.outer
    return True


RULES = (resolution,)
