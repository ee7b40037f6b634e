"""Inks of classes, from the lowest to the highest: named swatches, or tints of one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from typing import Final

from depliant.colour import PAPER, Colour
from depliant.errors import Diagnostic
from depliant.graphics.charts.inks import Told, close_faults, hue_faults
from depliant.graphics.charts.lettering import Lettering
from depliant.press.condition import OutputCondition, contrast
from depliant.sentences import in_quotes, say

LEAST: Final = 1.2
"""The contrast of neighbouring classes, and of the lowest with what is printed on."""

_GAIN: Final = 0.55
"""How much darker than its share a tint prints: 50 % as about 64 (ISO 12647-2, curve A)."""
_PRIMARIES: Final = {
    "": 1.0, "c": 0.26, "m": 0.19, "y": 0.84, "cm": 0.047, "cy": 0.21, "my": 0.182, "cmy": 0.043,
}  # fmt: skip
"""The luminance of solid inks on one another, of that of coated paper (FOGRA39)."""
_BLACK: Final = 0.02
"""That of black, whatever is below it."""


def ramp(inks: Sequence[Colour], count: int) -> tuple[Colour, ...]:
    """The inks of so many classes, light to dark.

    As many swatches as there are classes, or more, are taken in their order; else the last is
    printed in tints whose contrasts with one another are about equal.
    """
    if len(inks) >= count > 0:
        last = len(inks) - 1
        return tuple(inks[round(number * last / max(1, count - 1))] for number in range(count))
    solid = inks[-1]
    dark = min(0.9, light(solid))
    shares = [(number + 1) / count for number in range(count)]
    return tuple(_tint(solid, 1.05 * ((dark + 0.05) / 1.05) ** share - 0.05) for share in shares)


def _tint(solid: Colour, wanted: float) -> Colour:
    """The lightest tint in whole per cent that is as dark as is wanted."""
    tints = (solid.at(percent / 100) for percent in range(4, 100))
    return next((tint for tint in tints if light(tint) <= wanted), solid)


def light(colour: Colour) -> float:
    """About how light an ink is beside paper, from 0 to 1: to choose by, and not to judge a print.

    It is that of the dots of the inks on one another, by the shares that these have of the paper
    (H. E. J. Neugebauer, “Die theoretischen Grundlagen des Mehrfarbenbuchdrucks”, 1937).
    """
    shares = [amount + _GAIN * amount * (1 - amount) for amount in colour.cmyk]
    found = 0.0
    for inks, luminance in _PRIMARIES.items():
        of_paper = 1.0
        for name, share in zip("cmy", shares, strict=False):
            of_paper *= share if name in inks else 1 - share
        found += of_paper * luminance
    return found * (1 - shares[3]) + _BLACK * shares[3]


def lettered(lettering: Lettering, ground: Colour) -> Lettering:
    """Letters as they are read on an ink: in their own, or in paper where that stands out more."""
    below, own = light(ground) + 0.05, light(lettering.style.colour) + 0.05
    contrast_of_own = max(below, own) / min(below, own)
    return lettering if contrast_of_own >= 1.05 / below else lettering.inked(PAPER)


def confusions(
    inks: Sequence[Colour], names: Sequence[str], condition: OutputCondition, ground: Colour
) -> Iterator[Diagnostic]:
    """Neighbouring classes that are hard to tell apart, by the names that the legend gives them."""
    found = contrast(condition, ground, inks[0])
    hint = say("Take a darker ink, name swatches as `inks`, or make fewer classes.")
    if found < LEAST:
        yield Diagnostic(
            "map-contrast",
            say(
                "The class {name} hardly stands out from what it is printed on: {ratio:.2f} to 1, "
                "and {least:g} are needed.",
                name=names[0],
                ratio=found,
                least=LEAST,
            ),
            hint=hint,
            severity="warning",
        )
    for (a, first), (b, second) in pairwise(zip(inks, names, strict=True)):
        found = contrast(condition, a, b)
        if found < LEAST:
            yield Diagnostic(
                "map-contrast",
                say(
                    "The classes {first} and {second} are hard to tell apart: {ratio:.2f} to 1 "
                    "in print, and {least:g} are needed.",
                    first=first,
                    second=second,
                    ratio=found,
                    least=LEAST,
                ),
                hint=hint,
                severity="warning",
            )
    if are_tints(inks):
        return
    hint = say("Take tints of one ink, or name swatches as `inks` that differ in lightness.")
    marks = [Told(in_quotes(name), ink) for name, ink in zip(names, inks, strict=True)]
    neighbours = list(pairwise(marks))
    pairs = [
        pair
        for pair in combinations(marks, 2)
        if pair not in neighbours or contrast(condition, pair[0].ink, pair[1].ink) >= LEAST
    ]
    yield from close_faults(pairs, condition, hint, told_at=LEAST)
    yield from hue_faults(inks, condition, hint)


def are_tints(inks: Sequence[Colour]) -> bool:
    """Whether all are tints of one ink, which lightness alone tells apart."""
    parts = {
        tuple(round(amount / max(ink.cmyk), 2) for amount in ink.cmyk)
        for ink in inks
        if max(ink.cmyk)
    }
    return len(parts) < 2
