"""Where the style sheet asks for what is not there, or for too much ink: said once, at that place.

A font is asked for by each text that is set in it, and a swatch printed on each page: what is wrong
is said there, and mended in one line of the style sheet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from msgspec.structs import replace

from depliant.errors import Diagnostic, Place
from depliant.fonts.missing import of_whole_script
from depliant.fonts.registry import called
from depliant.geometry import MM, mm
from depliant.layout.compose import Composition
from depliant.layout.paging import inked_edges
from depliant.preflight.profiles import ANY_PRINTER
from depliant.sentences import joined, say
from depliant.source.folder import File
from depliant.source.yaml import Route
from depliant.style.places import family_places, said_in_type, style_place
from depliant.style.sheet import StyleSheet, TypeStyle, families_in

Where = Callable[[Diagnostic], Iterable[Place]]
"""The places of the style sheet that a finding comes of; none where it is not of it."""


def fonts_placed(
    found: Iterable[Diagnostic], sheet: StyleSheet, style: File
) -> tuple[Diagnostic, ...]:
    """Findings, of which those of fonts that are not there are at what asks for them.

    A script that no family has is told once.

    Args:
        found: what was found in setting an edition.
        sheet: the style sheet as it is for that edition.
        style: its file.
    """
    found = of_whole_script(found, style_place(style, ("families",)))
    return _moved(found, "font-missing", lambda fault: _asking(fault, sheet, style))


def inks_placed(
    found: Iterable[Diagnostic], sheet: StyleSheet, style: File
) -> tuple[Diagnostic, ...]:
    """Findings, of which those of swatches with too much ink name them, once for all pages.

    Of text in such an ink nothing is said: with less of it the text may be in no rich black.
    """
    found = tuple(found)
    over = {_inks(one, "amounts") for one in found if one.code == "ink-limit"} - {""}
    named = tuple(
        _named(one, sheet) if one.code == "ink-limit" else one
        for one in found
        if not (one.code == "rich-black-text" and _inks(one, "inks") in over)
    )
    return _moved(named, "ink-limit", lambda fault: _swatch(fault, style))


def _moved(found: Iterable[Diagnostic], code: str, where: Where) -> tuple[Diagnostic, ...]:
    return tuple(dict.fromkeys(_at_each(found, code, where)))


def _at_each(found: Iterable[Diagnostic], code: str, where: Where) -> Iterator[Diagnostic]:
    known: dict[Diagnostic, tuple[Place, ...]] = {}
    for one in found:
        if one.code != code:
            yield one
            continue
        alike = replace(one, place=None)
        if alike not in known:
            known[alike] = tuple(where(one))
        yield from (replace(one, place=place) for place in known[alike] or (one.place,))


# --- bleed ------------------------------------------------------------------------------------

_WANTED: Final = ANY_PRINTER.bleed
"""Points of bleed that printers want, unless one is named."""
_ROUNDED: Final = 0.6
"""Points that preflight lets pass."""


def bleed_short(composition: Composition, sheet: StyleSheet, style: File) -> tuple[Diagnostic, ...]:
    """That colour runs to the edge of pages with less bleed than printers want; or nothing."""
    bleed = mm(sheet.format.bleed_mm)
    numbers = sorted({number for number, _ in inked_edges(composition)})
    if bleed >= _WANTED - _ROUNDED or not numbers:
        return ()
    names = joined(f"`{composition.panels[number].panel.id}`" for number in numbers)
    message = say(
        "Colour runs to the edge of {names}, and the bleed is {bleed:g} mm: printers want "
        "{wanted:g} mm.",
        names=names,
        bleed=sheet.format.bleed_mm,
        wanted=_WANTED / MM,
    )
    hint = say("Write `bleed_mm: {wanted:g}` under `format`.", wanted=_WANTED / MM)
    place = style_place(style, ("format", "bleed_mm"))
    return (Diagnostic("bleed-short", message, place, hint),)


# --- fonts ------------------------------------------------------------------------------------


def _asking(fault: Diagnostic, sheet: StyleSheet, style: File) -> tuple[Place, ...]:
    """Where a family is named that is not there; or a weight or a style that it has not."""
    ref = str(dict(fault.message.values).get("ref", ""))
    listed = [one.family for entry in sheet.families.values() for one in families_in(entry)]
    if any(called(name) == ref for name in listed):
        return family_places(style, ref)
    places: dict[Place, None] = {}
    for name, one in sheet.type.items():
        for key in _keys(one, ref, sheet):
            place = said_in_type(style, name, key)
            if place is not None:
                places[place] = None
    return tuple(places)


def _keys(style: TypeStyle, ref: str, sheet: StyleSheet) -> Iterator[Route]:
    """What of a type style asks for a face: its weight, or that of its bold words."""
    if style.family not in sheet.families:
        return
    for strong, key in ((False, ("weight",)), (True, ("strong", "weight"))):
        for emphasis in (False, True):
            if str(sheet.face(style, strong=strong, emphasis=emphasis)) == ref:
                yield key
                break


# --- inks -------------------------------------------------------------------------------------


def _named(fault: Diagnostic, sheet: StyleSheet) -> Diagnostic:
    """A finding of a swatch with its name; as it was where no swatch has these inks."""
    values = dict(fault.message.values)
    name = _with_inks(str(values.get("amounts", "")), sheet)
    if not name:
        return fault
    message = say(
        "The swatch `{swatch}`, C M Y K {amounts}, has {ink:.0%} ink; the press allows "
        "{ink_limit:.0%}.",
        swatch=name,
        amounts=values["amounts"],
        ink=values["ink"],
        ink_limit=values["ink_limit"],
    )
    return replace(fault, message=message)


def _inks(fault: Diagnostic, key: str) -> str:
    return str(dict(fault.message.values).get(key, ""))


def _with_inks(amounts: str, sheet: StyleSheet) -> str:
    for name in sheet.swatches:
        colour = sheet.colour(name)
        if " ".join(f"{100 * amount:g}" for amount in colour.cmyk) == amounts:
            return name
    return ""


def _swatch(fault: Diagnostic, style: File) -> tuple[Place, ...]:
    name = str(dict(fault.message.values).get("swatch", ""))
    return (style_place(style, ("swatches", name)),) if name else ()
