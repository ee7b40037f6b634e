"""EAN-13 (ISO/IEC 15420:2009, GS1 General Specifications): thirteen digits, the last a check."""

from __future__ import annotations

import re
from typing import Final

from depliant.graphics.symbols.symbol import UnfitSymbolError
from depliant.sentences import say

QUIET: Final = (11, 7)
"""Modules of white before and after (ISO/IEC 15420:2009, 4.3.4)."""
MODULES: Final = 95
HEIGHT: Final = 22.85
"""Millimetres of its bars at magnification 1 (GS1 General Specifications, 5.2.3.2)."""
GUARD: Final = 5
"""Modules by which the guard bars reach below the others."""

# ISO/IEC 15420:2009, table 1: widths of gap, bar, gap, bar in number set A; B is C read backwards,
# and C has bars for the gaps of A.
_SET_A: Final = ["3211", "2221", "2122", "1411", "1132", "1231", "1114", "1312", "1213", "3112"]
# Table 3: the sets of the left half, by which the first digit is told.
_TABLE: Final = """
AAAAAA AABABB AABBAB AABBBA ABAABB ABBAAB ABBBAA ABABAB ABABBA ABBABA
"""
_SETS: Final = tuple(_TABLE.split())
_SIDE: Final = (1, 1, 1)
_MIDDLE: Final = (1, 1, 1, 1, 1)


def digits(text: str) -> str:
    """The thirteen digits of a text in which they may be parted by spaces and hyphens.

    Raises:
        UnfitSymbolError: it has not thirteen digits, or the last does not check the others.
    """
    found = re.sub(r"[\s\-\u2010-\u2013]", "", text)
    if not re.fullmatch(r"[0-9]+", found) or len(found) not in (12, 13):
        raise UnfitSymbolError(
            say("An EAN-13 has 13 digits; “{text}” is none.", text=text[:60]),
            say("Write its digits with the check digit at the end."),
        )
    right = f"{found[:12]}{check_digit(found[:12])}"
    if found != right:
        raise UnfitSymbolError(
            say("The check digit of the EAN-13 “{text}” is wrong.", text=text)
            if len(found) == 13
            else say("The EAN-13 “{text}” lacks its check digit.", text=text),
            say("Compare it with its source: of these digits it would be {right}.", right=right),
        )
    return found


def check_digit(twelve: str) -> int:
    """The digit that makes the weighted sum a multiple of 10 (ISO/IEC 15420:2009, annex A)."""
    total = sum(int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(twelve))
    return -total % 10


def widths(thirteen: str) -> tuple[int, ...]:
    """The widths of bars and gaps in turn, in modules, from the first bar to the last."""
    left: list[int] = []
    for digit, name in zip(thirteen[1:7], _SETS[int(thirteen[0])], strict=True):
        pattern = [int(width) for width in _SET_A[int(digit)]]
        left += pattern if name == "A" else pattern[::-1]
    right = [int(width) for digit in thirteen[7:] for width in _SET_A[int(digit)]]
    return (*_SIDE, *left, *_MIDDLE, *right, *_SIDE)


def is_guard(first: int) -> bool:
    """Whether the bar that begins at a module is one of the guards, which are longer."""
    return first < 3 or 45 <= first < 50 or first >= 92
