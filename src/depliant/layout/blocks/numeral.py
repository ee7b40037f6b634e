"""Numbers set large: a figure and its unit on one line."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from depliant.content.model import Inline
from depliant.display.items import Glyph, Glyphs, Item
from depliant.errors import Diagnostic, Place
from depliant.figures.figure import Figure
from depliant.fonts.face import load
from depliant.fonts.shaping import SPACE, STAND_INS
from depliant.geometry import mm
from depliant.layout.lines import char_style, paragraph_style
from depliant.layout.setting import PanelSetting
from depliant.style.sheet import TypeStyle
from depliant.text.galley import set_line
from depliant.text.model import CharStyle, Run

_PLAIN = dict.fromkeys(map(ord, "0123456789.,+-−%"))
"""What every face has that a number is set in."""


class NumeralLine(Struct, frozen=True):
    """A number and its unit on one line, from x = 0 and the baseline at y = 0."""

    runs: tuple[Glyphs, ...]
    width: float

    def glyphs(self, at: tuple[float, float]) -> tuple[Item, ...]:
        """The runs with the line's left end and baseline at a point."""
        return tuple(replace(run, x=run.x + at[0], y=run.y + at[1]) for run in self.runs)

    def closed(self, *, to_left: bool = False) -> NumeralLine:
        """The line with a space of no width at its end, for the words that go on from it."""
        last = self.runs[-1]
        end = max(glyph.x + glyph.advance for glyph in last.glyphs)
        end = min(glyph.x for glyph in last.glyphs) if to_left else end
        space = Glyph(load(last.face).glyph(SPACE) or 0, end, 0.0, 0.0, SPACE)
        return replace(self, runs=(*self.runs[:-1], replace(last, glyphs=(*last.glyphs, space))))


def numeral_line(
    setting: PanelSetting, figure: Figure, roles: tuple[str, str], place: Place, spans: Inline = ()
) -> NumeralLine:
    """Set a figure's number and unit in the type styles of two roles, on one line.

    `spans` are given where the number has kinds of its own (the raised end of an ordinal).
    """
    number, unit = setting.style(roles[0]), setting.style(roles[1])
    if any(span.superscript for span in spans):
        runs = [Run(span.text, char_style(setting, number, span)) for span in spans]
    else:
        sign, digits = _sign_first(figure.number)
        runs = [Run(sign, char_style(setting, unit))] if sign else []
        runs.append(Run(digits, _of_figures(char_style(setting, number), digits)))
        if figure.unit_shown:
            # The space is the number's, so that it is seen (and read) as one; beside a number
            # many times as large as its unit it would be a hole.
            between = figure.shown[len(figure.number) : -len(figure.unit_shown)]
            wider = number if number.size < 1.6 * unit.size else unit
            runs.append(Run(between, char_style(setting, wider)))
            runs.append(Run(figure.unit_shown, char_style(setting, unit)))
    return one_line(runs, setting, number, place)


def _sign_first(number: str) -> tuple[str, str]:
    """A currency's sign with its space, where it stands before the number, and the number."""
    start = next((at for at, character in enumerate(number) if character.isdigit()), 0)
    before = number[:start]
    if not any(unicodedata.category(character) == "Sc" for character in before):
        return "", number
    return before, number[start:]


def _of_figures(style: CharStyle, number: str) -> CharStyle:
    """The style of a number set large: its own face, whatever script its unit is in."""
    return replace(style, fallbacks=()) if STAND_INS.issuperset(number.translate(_PLAIN)) else style


def one_line(runs: list[Run], setting: PanelSetting, style: TypeStyle, place: Place) -> NumeralLine:
    """Runs on one line from x = 0, whatever their style says."""
    line = set_line(runs, paragraph_style(setting, style), place)
    return NumeralLine(tuple(run.glyphs for run in line.runs), line.width)


class Room(NamedTuple):
    """What is set in which room, how wide that is in points, and in which type style."""

    what: str
    where: str
    width: float
    role: str


def too_wide(room: Room, text: tuple[float, str], place: Place) -> tuple[Diagnostic, ...]:
    """The error of a line set large, by its width and what it shows, that exceeds its room."""
    width, shown = text
    if width <= room.width + 0.01:
        return ()
    message = (
        f"The {room.what} “{shown}” is {width - room.width:.1f} pt wider than its {room.where} of "
        f"{room.width / mm(1):.1f} mm."
    )
    hint = f"Set the type style “{room.role}” smaller"
    hint += "." if room.where == "measure" else ", or widen hang_mm in the panel's design."
    return (Diagnostic("numeral-too-wide", message, place, hint),)
