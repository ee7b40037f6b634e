"""Code 128 (ISO/IEC 15417:2007): what a text is in its character sets, as widths of bars and gaps.

Set A has capitals and control characters, B capitals and small letters, C two digits a character.
Which is used where is chosen so that the code is as short as can be.
"""

from __future__ import annotations

from typing import Final

from depliant.graphics.symbols.symbol import UnfitSymbolError
from depliant.sentences import say

QUIET: Final = 10
"""Modules of white on either side (ISO/IEC 15417:2007, 4.6)."""

# ISO/IEC 15417:2007, table 1: three bars and three gaps of each symbol character, then the stop.
_TABLE: Final = """
212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232
122132 122231 113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122
321221 312212 322112 322211 212123 212321 232121 111323 131123 131321 112313 132113 132311
211313 231113 231311 112133 112331 132131 113123 113321 133121 313121 211331 231131 213113
213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 111422
121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111
241112 134111 111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121
412121 111143 111341 131141 114113 114311 411113 411311 113141 114131 311141 411131 211412
211214 211232 2331112
"""
_WIDTHS: Final = tuple(_TABLE.split())
_START: Final = {"A": 103, "B": 104, "C": 105}
_TURN: Final = {"A": 101, "B": 100, "C": 99}
"""The character that turns to a set from another."""
_STOP: Final = 106
_DIGITS: Final = frozenset("0123456789")


def widths(text: str) -> tuple[int, ...]:
    """The widths of bars and gaps in turn, in modules, from the first bar to the last.

    Raises:
        UnfitSymbolError: a character is in none of the sets.
    """
    values = characters(text)
    return tuple(int(width) for value in values for width in _WIDTHS[value])


def characters(text: str) -> tuple[int, ...]:
    """The values of the symbol characters: start, data, check, stop.

    Raises:
        UnfitSymbolError: a character is in none of the sets.
    """
    strange = sorted({one for one in text if ord(one) > 127})
    if strange:
        shown = " ".join(strange[:8])
        raise UnfitSymbolError(
            say("Code 128 has no {shown}.", shown=shown),
            say("Write it in letters without accents, digits and signs, or take a QR code."),
        )
    data = _shortest(text)
    check = (data[0] + sum(at * value for at, value in enumerate(data))) % 103
    return (*data, check, _STOP)


def _shortest(text: str) -> tuple[int, ...]:
    """Start and data in the fewest characters, found from the end of the text.

    `after` holds, for the rest of the text from the next character and from the one after it, the
    characters that say it by the set that is on.
    """
    after: list[dict[str, tuple[int, ...]]] = [{"A": (), "B": (), "C": ()}]
    for at in reversed(range(len(text))):
        one, own = text[at], dict[str, tuple[int, ...]]()
        code = ord(one)
        if code < 96:
            own["A"] = (code + 64 if code < 32 else code - 32, *after[0]["A"])
        if code >= 32:
            own["B"] = (code - 32, *after[0]["B"])
        if len(after) > 1 and {one, text[at + 1]} <= _DIGITS:
            own["C"] = (int(text[at : at + 2]), *after[1]["C"])
        turned = {
            name: min(
                (way if name == other else (_TURN[other], *way) for other, way in own.items()),
                key=len,
            )
            for name in _START
        }
        after = [turned, after[0]]
    starts = [(_START[name], *way) for name, way in after[0].items()]
    return min(starts, key=len)
