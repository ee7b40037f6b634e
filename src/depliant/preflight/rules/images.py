"""Images: enough pixels for their size."""

from __future__ import annotations

from collections.abc import Iterator

from depliant.preflight.job import PageView
from depliant.preflight.rules.base import PRESS, Fault, page_rule
from depliant.press.condition import PrinterProfile
from depliant.sentences import say

_SMALLEST = 4.0
"""Points: what is smaller on the page is a texture or a trick, not a picture."""


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
        if image.ppi < warn - 0.5:
            failed = image.ppi < fail - 0.5
            limit, field = (fail, f"{kind}_ppi_fail") if failed else (warn, f"{kind}_ppi_warn")
            yield Fault(
                say(
                    "An image of {width} × {height} pixels has {ppi:.0f} ppi; {limit:g} "
                    "are wanted.",
                    width=image.width,
                    height=image.height,
                    ppi=image.ppi,
                    limit=limit,
                ),
                image.box,
                severity="error" if failed else "warning",
                limit=field,
            )


RULES = (resolution,)
