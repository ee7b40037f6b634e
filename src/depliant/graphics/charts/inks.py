"""Whether the inks of a chart tell its marks apart: how many hues, and for which eyes.

What is asked, and where:

- A chart has four hues at most: of more, nobody keeps in mind which is which. Grays are none, and
  tints of an ink are one hue, as are inks that nearly have one.
- Where only the ink tells what a mark is (series named in a legend above, parts of a waffle,
  classes of a map), each two inks are `CLOSE` apart, to anybody and to people with each of the
  three common kinds of colour blindness. A mark with its own label at its side is told by that.
- Marks that touch are told apart at their edges by 3 to 1 (WCAG 2.1, 1.4.11). Bars, columns, areas,
  rings, squares and tiles never touch: a gap of ground is between them, and what is asked is that
  each stands out from that. Those of a treemap are parted by a line in the ink of the rest, which
  is then to stand out from them. Lines cross, with no gap: where a legend names them they are to
  differ by 3 to 1, or one cannot follow them through a crossing; a name at its end leads back
  along its line. Regions of a map with one class need no edge; those of two have 1.2 to 1 and a
  border, as no ramp of five classes has 3 to 1 at each step.

All is computed on the printed colour, through the output profile.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from depliant.colour import Colour
from depliant.errors import Diagnostic
from depliant.press.condition import OutputCondition, contrast, to_srgb, told
from depliant.press.vision import BLINDNESSES, Lab, Vision, apart, seen
from depliant.sentences import Sentence, every, say

MOST_HUES: Final = 4
CLOSE: Final = 8.0
"""CIEDE2000: nearer than this, inks that stand apart on a page are mistaken for each other.

Side by side one sees a distance of 1; a mark and its sample in a legend are small and apart. The
bound lies between palettes that were made for all eyes and those that were not: the nearest pairs
of Okabe and Ito (2008) and of Petroff (2021) are 8.2 and 10.8 apart to a colour-blind eye, red and
green of equal lightness 2 to 7.
"""
GRAY: Final = 15.0
"""The chroma below which an ink is no hue to anybody."""
ONE_HUE: Final = 25.0
"""Degrees of CIELAB: hues that are nearer have one name."""
LEAST_CONTRAST: Final = 3.0
"""Between marks and what they touch (WCAG 2.1, 1.4.11)."""


class Told(NamedTuple):
    """Marks of one ink, by the name that a reader is given for them."""

    name: Sentence
    ink: Colour


def hues(inks: Iterable[Colour], condition: OutputCondition) -> int:
    """In how many hues some inks are printed."""
    colours = to_srgb(condition, dict.fromkeys(inks))
    angles = sorted(lab.hue for lab in map(seen, colours) if lab.chroma >= GRAY)
    if not angles:
        return 0
    # The circle is cut where it is emptiest, so that no hue is parted there.
    gaps = [(angle - angles[n - 1]) % 360 for n, angle in enumerate(angles)]
    cut = gaps.index(max(gaps))
    count, start = 0, 0.0
    for number, angle in enumerate((*angles[cut:], *(angle + 360 for angle in angles[:cut]))):
        if not number or angle - start > ONE_HUE:
            count, start = count + 1, angle
    return count


def hue_faults(
    inks: Iterable[Colour], condition: OutputCondition, hint: Sentence
) -> Iterator[Diagnostic]:
    """More hues than a reader keeps apart; `hint` says what to do."""
    count = hues(inks, condition)
    if count > MOST_HUES:
        yield Diagnostic(
            "chart-hues",
            say(
                "The chart is in {count} hues; nobody remembers what more than {most} mean.",
                count=count,
                most=MOST_HUES,
            ),
            hint=hint,
            severity="warning",
        )


def close_faults(
    pairs: Iterable[tuple[Told, Told]],
    condition: OutputCondition,
    hint: Sentence,
    told_at: float | None = None,
) -> Iterator[Diagnostic]:
    """Pairs of marks whose inks are hard to tell apart, where nothing but the ink tells them.

    Args:
        pairs: of all that are told by their inks.
        condition: the printing condition.
        hint: what to do.
        told_at: the contrast from which on lightness alone tells two of them; None: it never does.
    """
    visions: tuple[Vision, ...] = ("common", *BLINDNESSES)
    for one, other in pairs:
        first, second = to_srgb(condition, (one.ink, other.ink))
        close = {
            vision: distance
            for vision in visions
            if (distance := apart(first, second, vision)) < CLOSE
            and (told_at is None or _ratio(seen(first, vision), seen(second, vision)) < told_at)
        }
        if close:
            yield _alike(one, other, close, hint)


def _alike(one: Told, other: Told, close: dict[Vision, float], hint: Sentence) -> Diagnostic:
    names = {"one": one.name, "other": other.name}
    distances = {"distance": told(min(close.values())), "least": CLOSE}
    if one.ink == other.ink:
        message = say(
            "{one} and {other} are in one ink, and nothing else tells them apart.", **names
        )
    elif "common" in close:
        distances["distance"] = told(close["common"])
        message = say(
            "{one} and {other} are told apart by their inks alone, which are {distance:g} apart in "
            "print (CIEDE2000); {least:g} are needed.",
            **names,
            **distances,
        )
    else:
        message = say(
            "{one} and {other} look alike to people with {kinds}, and their inks alone tell them "
            "apart: in print they are then {distance:g} apart (CIEDE2000), and {least:g} are "
            "needed.",
            kinds=every(_called(vision) for vision in close),
            **names,
            **distances,
        )
    code = "chart-inks-alike" if "common" in close else "chart-colour-blind"
    return Diagnostic(code, message, hint=hint, severity="warning")


def _called(vision: Vision) -> Sentence:
    if vision == "protan":
        return say("red blindness (protan)")
    if vision == "deutan":
        return say("green blindness (deutan)")
    return say("blue blindness (tritan)")


def _ratio(one: Lab, other: Lab) -> float:
    """The contrast of two colours as they are seen (WCAG 2.1)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(lab: Lab) -> float:
    level = (lab.lightness + 16) / 116
    return level**3 if level > 6 / 29 else (level - 4 / 29) * 3 * (6 / 29) ** 2


def crossing_faults(
    pairs: Iterable[tuple[Told, Told]], condition: OutputCondition, hint: Sentence
) -> Iterator[Diagnostic]:
    """Lines that cross, of which only a legend says which is which, and that differ too little."""
    for one, other in pairs:
        ratio = contrast(condition, one.ink, other.ink)
        if one.ink != other.ink and ratio < LEAST_CONTRAST:
            yield Diagnostic(
                "chart-neighbours",
                say(
                    "The lines of {one} and {other} cross and are named in a legend: they differ "
                    "by {ratio:g} to 1 in print, and {least:g} are needed to follow them.",
                    one=one.name,
                    other=other.name,
                    ratio=told(ratio),
                    least=LEAST_CONTRAST,
                ),
                hint=hint,
                severity="warning",
            )


def parting_faults(ink: Colour, line: Colour, condition: OutputCondition) -> Iterator[Diagnostic]:
    """Areas from which the line between them does not stand out.

    Those that are held back may be paler: each has its label.
    """
    ratio = contrast(condition, ink, line)
    if ratio < LEAST_CONTRAST:
        yield Diagnostic(
            "chart-neighbours",
            say(
                "The lines between the chart's areas stand out from them by {ratio:g} to 1 in "
                "print; {least:g} are needed to see where one ends.",
                ratio=told(ratio),
                least=LEAST_CONTRAST,
            ),
            hint=say("Write `rest: paper` in the chart style, or take a darker ink."),
            severity="warning",
        )
