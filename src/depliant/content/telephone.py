"""Whether a telephone number that is printed is the one that its link dials.

The link has it as it is dialled from abroad (RFC 3966: +33321000000), print as it is dialled within
the country: 03 21 00 00 00, with a trunk prefix in the place of the country's code (ITU-T E.123).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from depliant.patterns import late_pattern

_NUMBER: Final = late_pattern(r"\+?\(?\d(?:[ ./()\u00a0\u2009\u202f\u2010\u2011\u2013-]{0,3}\d)+")
_EITHER: Final = late_pattern(r"\(\s*0\s*\)")
"""+33 (0)3: the trunk prefix, which is left out where the country's code is dialled."""
_PREFIXES: Final = {"7": "8", "36": "06", "52": "01", "370": "8", "375": "8", "993": "8"}
"""Trunk prefixes other than 0 by the countries' codes."""


def other_number(words: str, address: str) -> str:
    """The number that the words of a link say and that its address does not lead to.

    Nothing if they say no number, or that one among others.

    Args:
        words: what is printed.
        address: a `tel:` address; what follows a semicolon is no part of the number.
    """
    if any(map(str.isalpha, "".join(re.findall(r"(?<=\d)[ -]?[A-Z]{2,}\b", words)))):
        return ""  # letters of the keypad: 0800 LIBRARY
    dialled = "".join(filter(str.isdecimal, address.partition(":")[2].partition(";")[0]))
    said = [match[0] for match in _NUMBER.finditer(words)]
    if not said or any(_leads(number, dialled) for number in said):
        return ""
    return said[0]


def _leads(number: str, dialled: str) -> bool:
    return any(len(rest) > 1 and dialled.endswith(rest) for rest in _forms(number, dialled))


def _forms(number: str, dialled: str) -> Iterator[str]:
    """The digits of a number, and those without its trunk prefix."""
    digits = "".join(str(int(sign)) for sign in _EITHER.sub("", number) if sign.isdecimal())
    yield digits
    yield digits.lstrip("0")
    for country, prefix in _PREFIXES.items():
        if dialled.startswith(country) and digits.startswith(prefix):
            yield digits.removeprefix(prefix)
