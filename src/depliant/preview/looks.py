"""How words look: the type style, swatch and font that a run of glyphs was set in."""

from __future__ import annotations

from contextlib import suppress
from itertools import product
from typing import Final

from msgspec import Struct

from depliant.colour import Colour
from depliant.display.items import Glyphs
from depliant.fonts.registry import FaceRef
from depliant.layout.setting import PanelSetting
from depliant.press.condition import OutputCondition, to_srgb
from depliant.style.sheet import StyleSheet

_INKS: Final = ("C", "M", "Y", "K")
_TINTS: Final = tuple(range(5, 100, 5))


class Ink(Struct, frozen=True):
    """A colour: the name of its swatch or "", what is printed of it, and how that looks.

    `tint` is in per cent of the swatch. `screen` is as CSS writes it.
    """

    swatch: str
    tint: int
    printed: str
    screen: str


class Look(Struct, frozen=True):
    """How a run is set: type styles that look so, the likeliest first; font; size in points."""

    styles: tuple[str, ...]
    font: str
    size: float
    ink: Ink


class Looks:
    """The looks of one style sheet at one copyfit step; each is found once.

    Args:
        setting: how a panel is set.
        condition: what the inks are printed by.
    """

    def __init__(self, setting: PanelSetting, condition: OutputCondition) -> None:
        self._setting, self._condition = setting, condition
        self._styles: dict[tuple[FaceRef, float], list[tuple[str, Colour]]] = {}
        self._others: dict[tuple[str, float], list[tuple[str, Colour]]] = {}
        sheet = setting.sheet
        for name in sheet.type:
            style = setting.style(name)
            for strong, emphasis in product((False, True), repeat=2):
                with suppress(KeyError):
                    face = sheet.face(style, strong=strong, emphasis=emphasis)
                    given = style.strong.colour if strong and style.strong.colour else style.colour
                    entry = name, setting.colour(given)
                    self._styles.setdefault((face, round(style.size, 2)), []).append(entry)
            for other in sheet.fallbacks(style):
                size = round(style.size * other.scale, 2)
                entry = name, setting.colour(style.colour)
                self._others.setdefault((other.family, size), []).append(entry)
        self._inks: dict[Colour, Ink] = {}

    def of(self, run: Glyphs, scale: float, role: str) -> Look:
        """The look of a run in a block of a role."""
        size = round(run.size * scale, 2)
        alike = self._styles.get((run.face, size)) or self._others.get((run.face.family, size), [])
        same = [name for name, colour in alike if colour == run.colour]
        names = dict.fromkeys(same or [name for name, _ in alike])
        likely = self._setting.style_name(role)
        ordered = sorted(names, key=lambda name: name != likely)
        return Look(tuple(ordered[:3]), str(run.face), size, self.ink(run.colour))

    def ink(self, colour: Colour) -> Ink:
        """A colour as it is called, printed and seen."""
        found = self._inks.get(colour)
        if found is None:
            found = self._inks[colour] = self._ink(colour)
        return found

    def _ink(self, colour: Colour) -> Ink:
        swatch, tint = _swatch(colour, self._setting.sheet)
        (seen,) = to_srgb(self._condition, (colour,))
        screen = "#{:02x}{:02x}{:02x}".format(*seen)
        if colour.spot is not None:
            printed = f"{colour.spot} {colour.tint:.0%}"
        else:
            parts = zip(_INKS, colour.cmyk, strict=True)
            printed = " ".join(f"{ink} {amount * 100:.0f}" for ink, amount in parts if amount)
        return Ink(swatch, tint, printed, screen)


def _swatch(colour: Colour, sheet: StyleSheet) -> tuple[str, int]:
    names = (*sheet.swatches, "paper", "black")
    for name in names:
        if sheet.colour(name) == colour:
            return name, 100
    for name, tint in product(sheet.swatches, _TINTS):
        if sheet.colour(name).at(tint / 100) == colour:
            return name, tint
    return "", 100
