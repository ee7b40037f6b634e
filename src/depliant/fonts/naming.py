"""What a font calls itself: its family as designers know it, its weight and slant.

Names come from anybody: what cannot be seen or written is taken out of them.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any, Final

from msgspec import Struct

from depliant.fonts.registry import Style
from depliant.patterns import late_pattern

_LEGACY, _SUBFAMILY, _FULL = 1, 2, 4
_TYPOGRAPHIC, _TYPOGRAPHIC_STYLE, _WWS, _WWS_STYLE = 16, 17, 21, 22
_LONGEST: Final = 80
_CUTS: Final = late_pattern(
    r"\b(?:(?:extra|ultra|semi)[ -]?)?"
    r"(?:condensed|compressed|narrow|compact|expanded|extended|wide)\b"
    r"|\b(?:caption|micro|small|text|deck|subhead|headline|display|banner)\b|\b\d+ ?pt\b",
    re.IGNORECASE,
)
"""Words of a style for its width, or for the sizes that it is drawn for."""
_SLANTED: Final = late_pattern(r"\b(italic|oblique|slanted|kursiv|italique)\b", re.IGNORECASE)
_ITALIC_BIT, _OBLIQUE_BIT, _MAC_ITALIC_BIT = 1 << 0, 1 << 9, 1 << 1


class Naming(Struct, frozen=True):
    """What a font calls itself; `menu` is its family as old menus of four styles show it."""

    family: str
    menu: str
    full: str
    weight: int
    style: Style


def naming_of(font: Any, file: str) -> Naming:
    """What a font of fontTools calls itself; `file` stands for a name that it has not.

    The family is the one of weights, widths and slopes (name ID 21), else the typographic one
    (16), else that of four styles (1). What a typographic family has for a width or for some sizes
    is a family of its own, since a type style asks for neither: House Condensed, House Caption.
    """
    slope = _name(font, _WWS_STYLE, _TYPOGRAPHIC_STYLE, _SUBFAMILY)
    menu = _name(font, _LEGACY)
    family = _name(font, _WWS)
    if not family:
        family = _name(font, _TYPOGRAPHIC, _LEGACY)
        cut = " ".join(_CUTS.findall(_name(font, _TYPOGRAPHIC_STYLE)))
        if "fvar" not in font and cut and cut.casefold() not in family.casefold():
            family = f"{family} {cut}"
    family = family or plain(re.sub(r"\.\w+$", "", file.rpartition("/")[2])) or "Font"
    full = _name(font, _FULL) or f"{family} {slope}".strip()
    return Naming(family, menu or family, full, _weight(font), _style(font, slope))


def plain(text: str) -> str:
    """A name without what cannot be seen: controls, marks of direction, spaces in a row."""
    seen = (
        " " if char.isspace() else char
        for char in unicodedata.normalize("NFC", text)
        if char.isspace() or unicodedata.category(char)[0] not in "CZ"
    )  # fmt: skip
    return " ".join("".join(seen).split())[:_LONGEST].strip()


def post_script(name: str) -> str:
    """A PostScript name of what can stand in one (OpenType, name, ID 6)."""
    return re.sub(r"[^!-~]|[\[\](){}<>/%#]", "", name)[:63]


def _name(font: Any, *wanted: int) -> str:
    """The first of some names that a font has, in English if it can be."""
    for number in wanted:
        found = plain(font["name"].getDebugName(number) or "")
        if found:
            return found
    return ""


def _weight(font: Any) -> int:
    """The weight class. Some old fonts count it from 1 to 9; 0 says nothing."""
    weight = int(font["OS/2"].usWeightClass)
    if weight < 10:
        weight = 100 * weight or 400
    return min(weight, 1000)


def _style(font: Any, slope: str) -> Style:
    bits = font["OS/2"].fsSelection & (_ITALIC_BIT | _OBLIQUE_BIT)
    slanted = bits or font["head"].macStyle & _MAC_ITALIC_BIT or _SLANTED.search(slope)
    return "italic" if slanted else "normal"
