"""Telephone numbers in a text: one number each, whether it is dialled from home or from abroad.

Where readers of a translation are, 03 21 00 00 00 is +33 3 21 00 00 00: the code of the country
stands in the place of the 0. That is no other number.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final, NamedTuple

_ABROAD: Final = r"\+\d{1,3}(?:[ ./-]?\(0\))?(?:[ ./()-]{0,2}\d){6,12}(?!\d)"
_HOME: Final = (
    r"(?<![\d.,/])(?<!\d[ .,])(?:\(0\d{1,5}\)|0\d{0,5})(?:[ ./-]{0,3}\d){6,10}(?!\d|[.,]\d)"
)
_NUMBER: Final = re.compile(f"{_ABROAD}|{_HOME}")
_LEAST: Final = 9
"""Digits of a number that is dialled at home: fewer may be a day, 01.02.2017."""
_CODE: Final = 3
"""Digits of a country's code, at most (ITU-T E.164)."""


class Dialled(NamedTuple):
    """A telephone number: where it stands, and what its digits may be without what leads home."""

    start: int
    end: int
    values: tuple[Decimal, ...]
    printed: str


def dialled(text: str) -> tuple[Dialled, ...]:
    """The telephone numbers of a text whose digits are 0 to 9."""
    if "0" not in text and "+" not in text:
        return ()
    found = []
    for match in _NUMBER.finditer(text):
        digits = "".join(filter(str.isdigit, match[0].replace("(0)", "")))
        if match[0].startswith("+"):
            values = [Decimal(digits[cut:]) for cut in range(_CODE + 1)]
        elif len(digits) >= _LEAST:
            values = [Decimal(digits)]
        else:
            continue
        found.append(Dialled(*match.span(), tuple(dict.fromkeys(values)), match[0]))
    return tuple(found)
