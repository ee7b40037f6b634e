"""Numbers set large: a figure and its unit on one line."""

from __future__ import annotations

import unicodedata
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from depliant.content.inline import Inline
from depliant.display.items import Glyph, Glyphs, Item
from depliant.errors import Diagnostic, Place
from depliant.figures.figure import Figure
from depliant.fonts.face import load
from depliant.fonts.shaping import SPACE, STAND_INS
from depliant.geometry import mm
from depliant.layout.lines import char_style, paragraph_style
from depliant.layout.setting import PanelSetting
from depliant.layout.shrinking import largest, made_smaller
from depliant.sentences import NOTHING, Sentence, say
from depliant.style.sheet import TypeStyle
from depliant.text.galley import set_line
from depliant.text.model import CharStyle, Run
from depliant.tuples import NamedTuple

_EXCESS = 0.01
"""Points by which rounding may make a line wider than its room."""

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


class Numeral(NamedTuple):
    """A figure to be set large: the roles of its number and of its unit, and where it is named.

    `spans` are given where the number has kinds of its own (the raised end of an ordinal).
    """

    figure: Figure
    roles: tuple[str, str]
    place: Place
    spans: Inline = ()


def numeral_line(setting: PanelSetting, numeral: Numeral, size: float = 0.0) -> NumeralLine:
    """Set a figure's number and unit in the type styles of two roles, on one line.

    With a `size` in points the number is set in that, and its unit as much smaller as it is.
    """
    (figure, roles, place, spans), designed = numeral, setting.style(numeral.roles[0])
    number, unit = designed, setting.style(roles[1])
    if size:
        number = replace(designed, size=size)
        unit = replace(unit, size=unit.size * size / designed.size)
    if any(span.superscript for span in spans):
        runs = [Run(span.text, char_style(setting, number, span)) for span in spans]
    else:
        sign, digits = _words_first(figure.number)
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


def _words_first(number: str) -> tuple[str, str]:
    """A currency's sign or words with their space, where they stand before it, and the number."""
    start = next((at for at, character in enumerate(number) if character.isdigit()), 0)
    before = number[:start]
    kinds = {unicodedata.category(one) for one in before}
    if "Sc" not in kinds and not any(kind.startswith("L") for kind in kinds):
        return "", number
    return before, number[start:]


def _of_figures(style: CharStyle, number: str) -> CharStyle:
    """The style of a number set large: its own face, whatever script its unit is in."""
    return replace(style, fallbacks=()) if STAND_INS.issuperset(number.translate(_PLAIN)) else style


def one_line(runs: list[Run], setting: PanelSetting, style: TypeStyle, place: Place) -> NumeralLine:
    """Runs on one line from x = 0, whatever their style says."""
    line = set_line(runs, paragraph_style(setting, style), place)
    return NumeralLine(tuple(run.glyphs for run in line.runs), line.width)


LargeLine = Literal["marker", "hanging figure", "figure in a chart", "key figure"]


class Room(NamedTuple):
    """What is set, how wide its room is in points, and in which type style."""

    what: LargeLine
    width: float
    role: str


class FittedLine(NamedTuple):
    """A number on one line, its size in points, and what is said of it."""

    line: NumeralLine
    size: float
    diagnostics: tuple[Diagnostic, ...] = ()


def fitted_line(setting: PanelSetting, numeral: Numeral, room: Room) -> FittedLine:
    """Set a number as its type style says, or smaller within its bounds where room is short."""
    style, designed = setting.style(numeral.roles[0]), numeral_line(setting, numeral)
    if designed.width <= room.width + _EXCESS:
        return FittedLine(designed, style.size)
    shown = numeral.figure.shown
    smaller = _smaller(setting, numeral, room)
    if smaller is not None:
        note = made_smaller(shown, style, smaller, numeral.place)
        return FittedLine(numeral_line(setting, numeral, smaller.size), smaller.size, (note,))
    hint = _what_to_do(setting, numeral, room)
    found = too_wide(room, (designed.width, shown), numeral.place, hint)
    return FittedLine(designed, style.size, found)


def _smaller(setting: PanelSetting, numeral: Numeral, room: Room) -> TypeStyle | None:
    """The largest smaller style of the number at which its line fits; None: there is none."""
    return largest(
        setting.style(numeral.roles[0]),
        lambda style: numeral_line(setting, numeral, style.size).width <= room.width + _EXCESS,
    )


def _what_to_do(setting: PanelSetting, numeral: Numeral, room: Room) -> Sentence:
    """What whoever writes content.yaml can do about a number that is too wide, if anything."""
    compact = _compact(setting, numeral)
    fits = compact is not None and (
        numeral_line(setting, compact).width <= room.width + _EXCESS
        or _smaller(setting, compact, room) is not None
    )
    key_figure, name = room.what == "key figure", numeral.figure.id
    if numeral.spans and numeral.place.file.endswith(".po"):
        return say(
            "Begin the translation with another word: the figure then hangs in its short form."
        )
    if compact is None or not fits:
        if key_figure:
            return say("Write the number in a text instead of a key figure.")
        return say("Take `figure:` out of the item, and write {{{name}}} in its text.", name=name)
    shown = compact.figure.shown
    if key_figure:
        return say("Write `form: compact` below the key figure: it then is “{shown}”.", shown=shown)
    return say(
        "Begin the item's text with {{{name}:compact}}: “{shown}” then hangs beside it.",
        name=name,
        shown=shown,
    )


def _compact(setting: PanelSetting, numeral: Numeral) -> Numeral | None:
    """The number as `{id:compact}` writes it; None where that is no shorter form."""
    from depliant.figures.writing import in_digits, locale_of, system_of, write

    figure, locale = numeral.figure, locale_of(setting.language)
    if locale is None:
        return None
    written = write(
        figure.value, figure.unit, "compact", in_digits(locale, system_of(figure.shown))
    )
    if not written.unit:
        return None
    short = replace(figure, number=written.number, unit_shown=written.unit, shown=written.text)
    return numeral._replace(figure=short, spans=())


def too_wide(
    room: Room, text: tuple[float, str], place: Place, hint: Sentence = NOTHING
) -> tuple[Diagnostic, ...]:
    """The error of a line set large, by its width and what it shows, that exceeds its room.

    `hint` is what the content can do about it; what the style sheet can do is added.
    """
    width, shown = text
    if width <= room.width + _EXCESS:
        return ()
    message = _beyond(room.what, shown, width - room.width, room.width / mm(1))
    if room.what == "key figure":
        by_style = say("The designer can set the type style “{role}” smaller.", role=room.role)
    else:
        by_style = say(
            "The designer can set the type style “{role}” smaller, or widen hang_mm in the "
            "panel's design.",
            role=room.role,
        )
    hint = say("{hint} {by_style}", hint=hint, by_style=by_style) if hint else by_style
    return (Diagnostic("numeral-too-wide", message, place, hint),)


def _beyond(what: LargeLine, shown: str, excess: float, room: float) -> Sentence:
    """That a line is so many points wider than its room, which is in millimetres."""
    if what == "marker":
        return say(
            "The marker “{shown}” is {excess:.1f} pt wider than its column of {room:.1f} mm.",
            shown=shown,
            excess=excess,
            room=room,
        )
    if what == "hanging figure":
        return say(
            "The hanging figure “{shown}” is {excess:.1f} pt wider than its column of "
            "{room:.1f} mm.",
            shown=shown,
            excess=excess,
            room=room,
        )
    return say(
        "The key figure “{shown}” is {excess:.1f} pt wider than its measure of {room:.1f} mm."
        if what == "key figure"
        else "The hanging figure “{shown}” is {excess:.1f} pt wider than its chart's hole of "
        "{room:.1f} mm.",
        shown=shown,
        excess=excess,
        room=room,
    )
