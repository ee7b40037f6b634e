"""Small text: large enough for its plates."""

from __future__ import annotations

from collections.abc import Iterator

from depliant.preflight.content import Text
from depliant.preflight.job import PageView
from depliant.preflight.rules.base import PRESS, Fault, page_rule, shortened
from depliant.preflight.rules.overprint import mix
from depliant.press.condition import PrinterProfile
from depliant.sentences import say

VISIBLE_PLATE = 0.15
"""A plate with less ink than this does not show when it is out of register."""

RICH_BLACK_SIZE = 12.0
"""Below this size black letters are black ink alone."""


def plates(text: Text) -> list[str]:
    """The plates that a text needs in register."""
    if text.look.fill is None:
        return []
    return [plate for plate, amount in mix(text.look.fill).items() if amount >= VISIBLE_PLATE]


def _in_ink(text: Text) -> bool:
    fill = text.look.fill
    return fill is not None and fill.space.family in ("cmyk", "gray", "spot")


def _is_rich_black(text: Text) -> bool:
    fill = text.look.fill
    if fill is None or fill.space.family != "cmyk" or text.size >= RICH_BLACK_SIZE:
        return False
    inks = mix(fill)
    others = sum(amount for plate, amount in inks.items() if plate != "Black")
    return inks.get("Black", 0.0) >= 0.85 and others > 0.05


@page_rule(
    "text-small",
    "warning",
    "Text is no smaller than the press can hold.",
    say("printall.ee and GWG 2015, small text"),
    "Set it larger.",
    PRESS,
)
def small(page: PageView, profile: PrinterProfile) -> Iterator[Fault]:
    """In any ink."""
    for text in page.lettering:
        if 0 < text.size < profile.minimum_text - 0.05:
            yield Fault(
                say(
                    "“{text}” is {size:.1f} pt; the printer holds {minimum_text:g} pt.",
                    text=shortened(text.text),
                    size=text.size,
                    minimum_text=profile.minimum_text,
                ),
                text.box,
                limit="minimum_text",
            )


@page_rule(
    "text-small-inks",
    "warning",
    "Small text needs no more than two plates in register.",
    "GWG 2015, small text",
    "Set it larger, or in one or two inks.",
    PRESS,
)
def small_in_inks(page: PageView, profile: PrinterProfile) -> Iterator[Fault]:
    """Each plate that is out of register by a tenth of a millimetre gives a seam of colour."""
    for text in page.lettering:
        needed = plates(text)
        if _is_rich_black(text) or not _in_ink(text):
            continue
        if len(needed) > 2 and text.size < profile.minimum_text_inks - 0.05:
            yield Fault(
                say(
                    "“{text}” is {size:.1f} pt on {count} plates; that needs "
                    "{minimum_text_inks:g} pt.",
                    text=shortened(text.text),
                    size=text.size,
                    count=len(needed),
                    minimum_text_inks=profile.minimum_text_inks,
                ),
                text.box,
                limit="minimum_text_inks",
            )


@page_rule(
    "rich-black-text",
    "error",
    "Black text is black ink alone; a rich black is for areas.",
    "pulsioprint.com, peakprint.ca; GWG 2015, rich-black text",
    "Set the text in black 100 %.",
    PRESS,
)
def rich_black(page: PageView, _: PrinterProfile) -> Iterator[Fault]:
    """Letters of 85 % black or more with other inks, up to a size."""
    for text in page.lettering:
        if _is_rich_black(text) and text.look.fill is not None:
            amounts = "/".join(f"{a * 100:.0f}" for a in mix(text.look.fill).values())
            yield Fault(
                say(
                    "“{text}” is {size:.1f} pt in CMYK {amounts}.",
                    text=shortened(text.text),
                    size=text.size,
                    amounts=amounts,
                ),
                text.box,
            )


RULES = (small, small_in_inks, rich_black)
