"""What all codes have in common: their ink on their ground, and why one cannot be drawn.

A reader sees a code by how much less light its dark parts throw back than its light ones (symbol
contrast, ISO/IEC 15415:2011, 7.8.3 and ISO/IEC 15416:2016, 5.4.3). Hand-held readers light it red,
in which red and orange are as light as paper; telephones see all colours.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from depliant.colour import Colour
from depliant.errors import Diagnostic, Place
from depliant.press.condition import OutputCondition, luminance, to_srgb
from depliant.sentences import Sentence, say

PASSING, GOOD, BEST = 0.40, 0.55, 0.70
"""The symbol contrast of grades C, B and A; GS1 asks for C (General Specifications, 5.12.4)."""
LEAST_AMOUNT: Final = 0.005


class UnfitSymbolError(Exception):
    """A code cannot hold what it is to hold: a sentence, and what to do."""

    def __init__(self, message: Sentence, hint: Sentence) -> None:
        super().__init__(str(message))
        self.message, self.hint = message, hint


def symbol_contrast(condition: OutputCondition, dark: Colour, light: Colour) -> float:
    """How much more light the ground throws back than the ink, 0 to 1; below 0 it is darker.

    The least of what a telephone sees and of what is seen in red light. Computed on the printed
    colours, as shares of what bare paper throws back.
    """
    seen = luminance(condition, light) - luminance(condition, dark)
    return min(seen, _in_red(condition, light) - _in_red(condition, dark))


def _in_red(condition: OutputCondition, colour: Colour) -> float:
    """The share of red light that a printed colour throws back."""
    level = to_srgb(condition, [colour])[0].red / 255
    return level / 12.92 if level <= 0.04045 else float(((level + 0.055) / 1.055) ** 2.4)


def faults(
    ink: tuple[str, Colour], ground: tuple[str, Colour], condition: OutputCondition, place: Place
) -> Iterator[Diagnostic]:
    """What keeps readers from seeing a code in that ink on that ground, each by its swatch."""
    name, dark = ink
    below, light = ground
    plates = [amount for amount in dark.cmyk if amount > LEAST_AMOUNT]
    if dark.spot is None and len(plates) > 1:
        yield Diagnostic(
            "code-inks",
            say("The code is in “{name}”, which is printed in {count} inks: out of register, its "
                "edges blur.", name=name, count=len(plates)),
            place,
            say("Write `colour: black`, or a swatch of one dark ink."),
        )  # fmt: skip
    elif (dark.tint if dark.spot else max(dark.cmyk)) < 1 - LEAST_AMOUNT:
        yield Diagnostic(
            "code-inks",
            say("The code is in “{name}”, a tint, whose edges the screen of the print breaks up.",
                name=name),
            place,
            say("Write `colour: black`, or a swatch of one dark ink."),
        )  # fmt: skip
    contrast = symbol_contrast(condition, dark, light)
    if contrast >= GOOD:
        return
    shown = round(100 * contrast)
    if contrast < 0:
        message = say("The code is lighter than its ground: many readers know only dark on light.")
    else:
        message = say(
            "The code in “{name}” stands out from “{below}” by {shown} % of the light, as readers "
            "see it that light it red; {passing} % is the least, {good} % good.",
            name=name,
            below=below,
            shown=shown,
            passing=round(100 * PASSING),
            good=round(100 * GOOD),
        )
    yield Diagnostic(
        "code-contrast",
        message,
        place,
        say("Write `colour: black` and, where the panel is not light, `ground: paper`."),
        "error" if contrast < PASSING else "warning",
    )
