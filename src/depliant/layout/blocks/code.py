"""What QR codes and bar codes have in common in a panel: ink and ground, place, link."""

from __future__ import annotations

from typing import NamedTuple

from msgspec.structs import replace

from depliant.colour import Colour
from depliant.content.model import Align, Symbol
from depliant.display.items import Item, Link, Mark, Path
from depliant.display.structure import ContentRef, Element
from depliant.errors import Diagnostic, InputError, Place
from depliant.geometry import MM, Rect, Size, rectangle
from depliant.graphics.art import Art
from depliant.graphics.symbols import symbol as symbols
from depliant.layout.frame import Slice, Stack
from depliant.layout.setting import PanelSetting
from depliant.layout.stacking import moved
from depliant.sentences import say
from depliant.source.suggestions import did_you_mean


class Inks(NamedTuple):
    """The inks of a code and of what is below it.

    `boxed` says that its ground is painted: the panel's own is another, or has art or a picture on
    it.
    """

    dark: Colour
    light: Colour
    boxed: bool
    faults: tuple[Diagnostic, ...]


def inks(symbol: Symbol, setting: PanelSetting, place: Place) -> Inks:
    """What a code is printed in, and what keeps readers from seeing it so.

    Raises:
        InputError: `swatch-unknown`: the style sheet has no swatch of that name.
    """
    design = setting.design
    covered = bool(design.art) or setting.pictured
    own = symbol.ground or ("paper" if covered else design.ground)
    dark = swatch(symbol.colour, setting, place)
    light = swatch(own, setting, place)
    condition = setting.job.condition
    if symbol.ground is None and symbols.symbol_contrast(condition, dark, light) < symbols.BEST:
        own, light = "paper", swatch("paper", setting, place)
    boxed = covered or own != design.ground
    found = symbols.faults((symbol.colour, dark), (own, light), condition, place)
    return Inks(dark, light, boxed, tuple(found))


def swatch(name: str, setting: PanelSetting, place: Place) -> Colour:
    """The ink of a swatch that the content names.

    Raises:
        InputError: `swatch-unknown`.
    """
    try:
        return setting.colour(name)
    except KeyError:
        known = sorted({*setting.sheet.swatches, "black", "paper"})
        raise InputError(
            Diagnostic(
                "swatch-unknown",
                say("The style sheet has no swatch “{name}”.", name=name),
                place,
                did_you_mean(name, known) or say("Write one of: {names}.", names=", ".join(known)),
            )
        ) from None


def on_ground(drawn: tuple[Item, ...], size: Size, look: Inks) -> Art:
    """A code with its quiet zone, on paint of its own where the panel's ground is another."""
    box = (Path(rectangle(Rect(0.0, 0.0, *size)), fill=look.light),) if look.boxed else ()
    return Art((*box, *drawn), size, look.faults)


def too_wide(needed: float, measure: float, place: Place) -> Diagnostic:
    """The error of a code that is wider than its measure, both in points."""
    return Diagnostic(
        "code-wide",
        say(
            "The code is {needed:.1f} mm wide with its white margins, and the measure is "
            "{measure:.1f} mm.",
            needed=needed / MM,
            measure=measure / MM,
        ),
        place,
        say("Make it smaller, or put it on a panel or into a frame that is wide enough."),
    )


def code_stack(
    art: Art,
    said: tuple[str, str, str],
    setting: PanelSetting,
    place: Place,
    white: float = 0.0,
) -> Stack:
    """A code as a slice of its own: a Figure, within a Link where it leads somewhere.

    Args:
        art: what is drawn.
        said: what is said in its stead, the text that it is, and where it leads; nothing for
            either of the last two where there is none.
        setting: of the panel.
        place: of the block.
        white: how much of it at the left and at the right is white margin, no part of the Figure.
    """
    alt, text, link = said
    frame = Rect(white, 0.0, art.size.width - 2 * white, art.size.height)
    marks: tuple[Item, ...] = (Mark(art.items, 0, bounds=frame),)
    element = Element("Figure", (ContentRef(0),), alt=alt, actual_text=text or None)
    if link:
        marks = (*marks, Link(frame, link, 0, alt))
        element = Element("Link", (element,), alt=alt)
    # Paint of its own would touch what hangs below the line above.
    height = setting.ceil(art.size.height)
    slice_ = Slice(height, marks, setting.unit, text=alt, place=place)
    return Stack((slice_,), (element,), art.diagnostics, 1)


def hung(align: Align, quiet: float, look: Inks, setting: PanelSetting) -> float:
    """How far the white margin of a code hangs out of the measure, where it begins or ends there.

    Its dark parts are then in line with the text above and below. It does where that room is free
    and of the light ground that the code stands on.
    """
    if align == "centre" or look.boxed or setting.within_item:
        return 0.0
    left, right = setting.free
    room = left if (align == "start") != setting.to_left else right
    return quiet if room >= quiet else 0.0


def aligned(
    stack: Stack,
    align: Align,
    width: float,
    setting: PanelSetting,
    measure: float,
    out: float = 0.0,
) -> Stack:
    """A stack of that width at the start, in the middle or at the end of its measure.

    At the start or the end it reaches `out` of the measure.
    """
    dx = setting.across(left_over(align, measure - width, out), width, measure)
    slices = tuple(replace(slice_, marks=moved(slice_.marks, dx)) for slice_ in stack.slices)
    return replace(stack, slices=slices)


def left_over(align: Align, room: float, out: float = 0.0) -> float:
    """How much of the room that is left over stands before what is aligned so.

    What reaches `out` of its measure begins or ends there.
    """
    return {"start": -out, "centre": room / 2, "end": room + out}[align]
