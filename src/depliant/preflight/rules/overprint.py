"""Overprinting: white must not, black text must."""

from __future__ import annotations

from collections.abc import Iterator

from depliant.pdfread.spaces import ALL, ink
from depliant.pdfread.state import Paint
from depliant.preflight.content import Image, Mark, Outline, Text
from depliant.preflight.job import PageView
from depliant.preflight.rules.base import PRESS, Fault, page_rule, paints, spread
from depliant.press.condition import PrinterProfile
from depliant.sentences import counted, say

_KNOCKOUT_LIMIT = 24.0
"""Points: larger black letters may knock out, for they hide a plate out of register."""

_PAPER = 12
"""Of 255: as much ink of a plate as this or less is paper."""


def mix(paint: Paint) -> dict[str, float]:
    """The ink of a paint that is no pattern, without conversion of RGB."""
    return {} if paint.pattern is not None else ink(paint.space, paint.values)


def is_black(paint: Paint) -> bool:
    """Whether a paint is the black ink alone, at full strength."""
    inks = mix(paint)
    return inks.get("Black", 0.0) > 0.995 and sum(inks.values()) < 1.005


def _is_white(paint: Paint) -> bool:
    inks = mix(paint)
    return bool(inks) and ALL not in inks and sum(inks.values()) < 0.005


@page_rule(
    "white-overprint",
    "error",
    "White does not overprint: it would disappear.",
    "GWG 2015, white text and path overprint",
    "Set white to knock out.",
    PRESS,
)
def white(page: PageView, _: PrinterProfile) -> Iterator[Fault]:
    """Text, paths and stencils of no ink with overprint on."""
    found: list[Mark] = [
        mark
        for mark in page.inked
        if any(over and _is_white(paint) for paint, over in paints(mark.look))
    ]
    if texts := [mark for mark in found if isinstance(mark, Text)]:
        yield Fault(
            counted(
                len(texts),
                "{count} white text set to overprint.",
                "{count} white texts set to overprint.",
            ),
            spread(texts),
        )
    if paths := [mark for mark in found if isinstance(mark, Outline)]:
        yield Fault(
            counted(
                len(paths),
                "{count} white path set to overprint.",
                "{count} white paths set to overprint.",
            ),
            spread(paths),
        )
    if stencils := [mark for mark in found if isinstance(mark, Image)]:
        yield Fault(
            counted(
                len(stencils),
                "{count} white stencil set to overprint.",
                "{count} white stencils set to overprint.",
            ),
            spread(stencils),
        )


@page_rule(
    "black-knockout",
    "warning",
    "Black text overprints, so that no paper shows round it when a plate is out of register.",
    "GWG 2015, 100 % black text overprint",
    "Set black text to overprint.",
    PRESS,
)
def black(page: PageView, _: PrinterProfile) -> Iterator[Fault]:
    """Where there is ink of another plate below the text."""
    found: list[Mark] = [
        text
        for text in page.texts
        if text.look.fill is not None
        and text.text.strip()
        and text.size < _KNOCKOUT_LIMIT
        and not text.look.state.overprint_fill
        and is_black(text.look.fill)
        and _on_ground(page, text)
    ]
    if found:
        yield Fault(
            counted(
                len(found),
                "{count} black text knocked out of the ground.",
                "{count} black texts knocked out of the ground.",
            ),
            spread(found),
        )


def _on_ground(page: PageView, text: Text) -> bool:
    """Whether plates other than black print round a text."""
    ground = page.ground
    for plate, part in zip(ground.names, ground.cut(text.box), strict=True):
        pixels = part.width * part.height
        if plate != "Black" and pixels and sum(part.histogram()[_PAPER + 1 :]) / pixels > 0.3:
            return True
    return False


@page_rule(
    "overprint-mode",
    "warning",
    "Overprinting black leaves the other plates as they are: overprint mode 1, in CMYK.",
    say("ISO 32000-1 (PDF 1.7), 8.6.7; ISO 15930-7 practice"),
    "Set OPM 1 and paint the black in DeviceCMYK.",
    PRESS,
)
def mode(page: PageView, _: PrinterProfile) -> Iterator[Fault]:
    """In mode 0, or in gray, an overprinting black still clears cyan, magenta and yellow."""
    found: list[Mark] = [
        mark
        for mark in page.inked
        if not isinstance(mark, Image)
        and any(
            over
            and is_black(paint)
            and paint.space.kind not in ("Separation", "DeviceN")
            and (mark.look.state.overprint_mode != 1 or paint.space.kind != "DeviceCMYK")
            for paint, over in paints(mark.look)
        )
    ]
    if found:
        yield Fault(
            counted(
                len(found),
                "{count} black mark set to overprint clear the other plates.",
                "{count} black marks set to overprint clear the other plates.",
            ),
            spread(found),
        )


RULES = (white, black, mode)
