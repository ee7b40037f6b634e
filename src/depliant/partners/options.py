"""What a call says of a mark, read: inks by colour, fonts by name, a name for its files."""

from __future__ import annotations

import errno
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from depliant.colour import Colour
from depliant.errors import Diagnostic, InputError
from depliant.refusals import check_file, refusal
from depliant.sentences import Sentence, say
from depliant.source.suggestions import did_you_mean
from depliant.style.sheet import StyleSheet

_LARGEST_FONT: Final = 32 * 1024**2
_AMOUNTS: Final = re.compile(r"(?:\d{1,3}(?:\.\d+)?%?[\s,/;]+){3}\d{1,3}(?:\.\d+)?%?")
_NUMBERS: Final = re.compile(r"[\d\s.,/%;]+")
_EXAMPLE: Final = say('Write such as --ink "#e30613=0,100,100,0" or --ink "#e30613=PANTONE 186 C".')
_ID: Final = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,79}")


def inks(said: Sequence[str], sheet: StyleSheet) -> dict[str, Colour | str]:
    """Inks by colour: four amounts, a swatch by its name, or `SPOT:` with what stands in for it.

    Raises:
        InputError: `logo-ink`, for each that cannot be read.
    """
    found: dict[str, Colour | str] = {}
    faults: list[Diagnostic] = []
    for one in said:
        key, equals, value = (part.strip() for part in one.partition("="))
        try:
            if not (key and equals and value) or len(key) > 80:
                raise InputError(
                    _ink_fault(say("“{one}” names no colour with its ink.", one=one[:80]), _EXAMPLE)
                )
            found[key] = _ink(value, sheet)
        except InputError as fault:
            faults += fault.diagnostics
    if faults:
        raise InputError(faults)
    return found


def _ink(value: str, sheet: StyleSheet) -> Colour | str:
    if _AMOUNTS.fullmatch(value):
        return _mix(value)
    if _NUMBERS.fullmatch(value):
        raise InputError(
            _ink_fault(say("“{value}” is not four amounts of ink.", value=value[:80]), _EXAMPLE)
        )
    spot, colon, stand_in = (part.strip() for part in value.rpartition(":"))
    if colon and spot and _AMOUNTS.fullmatch(stand_in):
        cyan, magenta, yellow, black = _mix(stand_in).cmyk
        return Colour(cyan, magenta, yellow, black, spot=spot)
    for name in (value, *_by_spot(value, sheet)):
        if name in (*sheet.swatches, "paper", "black"):
            return name
    hint = did_you_mean(value, list(sheet.swatches))
    raise InputError(
        _ink_fault(
            say(
                "“{value}” is neither four amounts of ink nor a swatch of the style sheet.",
                value=value[:80],
            ),
            hint
            or say(
                "Write four amounts, or a spot with what stands in for it: {value}:0,100,80,5",
                value=value[:40],
            ),
        )
    )


def _by_spot(value: str, sheet: StyleSheet) -> list[str]:
    """The full swatches of a spot ink, by its name."""
    return [
        name
        for name, swatch in sheet.swatches.items()
        if swatch.spot == value and swatch.tint == 100
    ]


def _mix(value: str) -> Colour:
    numbers = [float(part.rstrip("%")) / 100 for part in re.split(r"[\s,/;]+", value)]
    if max(numbers) > 1:
        raise InputError(
            _ink_fault(say("“{value}” has an amount of more than 100.", value=value), _EXAMPLE)
        )
    cyan, magenta, yellow, black = numbers
    return Colour(cyan, magenta, yellow, black)


def _ink_fault(message: Sentence, hint: Sentence) -> Diagnostic:
    return Diagnostic("logo-ink", message, hint=hint)


def fonts(said: Sequence[str]) -> dict[str, bytes]:
    """The bytes of fonts by the names that they stand for; "" for a file that no name goes with.

    Raises:
        InputError: `font-unreadable`: a file cannot be read.
    """
    found: dict[str, bytes] = {}
    for one in said:
        name, equals, file = one.partition("=")
        path = Path(file if equals else one)
        try:
            check_file(path)
            if path.stat().st_size > _LARGEST_FONT:
                raise OSError(errno.EFBIG, say("it is far too large for a font"))
            found[name.strip() if equals else ""] = path.read_bytes()
        except (OSError, ValueError) as fault:
            message = say(
                "The font file {path} cannot be read: {reason}.", path=path, reason=refusal(fault)
            )
            hint = say("Name a .ttf or .otf file.")
            raise InputError(Diagnostic("font-unreadable", message, hint=hint)) from None
    return found


def name_of(said: str | None, file: Path) -> str:
    """The name of a mark's files: what is said, or one made of the partner's own.

    Raises:
        InputError: `logo-name`: it can be no name.
    """
    if said is None:
        plain = unicodedata.normalize("NFKD", file.stem).encode("ascii", "ignore").decode()
        said = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:60]
        said = re.sub(r"^[^a-z]+", "", said)
    if _ID.fullmatch(said):
        return said
    raise InputError(
        Diagnostic(
            "logo-name",
            say("“{said}” can be no name of a mark.", said=said[:80]),
            hint=say("Give one with --name: letters without accents, digits, - and _."),
        )
    )
