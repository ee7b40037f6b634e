"""What a number looks like in a cell: the number formats of spreadsheets.

A format has up to four sections parted by semicolons: for numbers above zero, below it, zero, and
texts; or conditions in brackets say which is for what (ECMA-376 part 1, 18.8.31). Of a section
counts what changes the number that one reads, and the words beside it; spaces that pad, fill or
align, colours and languages are passed over.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from typing import Final

from msgspec import Struct

from depliant.source.cells import Number

_TOKEN: Final = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_.|\*.|\[\$(?P<currency>[^\]-]*)(?:-[^\]]*)?\]'
    r"|\[(?P<bracket>[^\]]*)\]|(?P<general>General)|(?P<exponent>E[+-])|(?P<sign>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION: Final = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")
_COMPARED: Final[dict[str, Callable[[Decimal, Decimal], bool]]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq,
    "<>": operator.ne,
}  # fmt: skip
_MARKS: Final = " ()+-\u2212\u00a0\u202f"
"""What stands beside a number for its sign or for space."""
_WIDE: Final = Context(prec=400)
"""Room for a number of fifteen digits with as many noughts as a format can ask for."""
_LONGEST: Final = 255
"""Characters of a format: no spreadsheet takes more."""


class _Section(Struct, frozen=True):
    """A section of a format: how many decimals at least and at most, and what stands around.

    `plain` says that the number is written as it is, since the section does not round it, or in a
    way that is not told here (fractions, powers of ten, numbers of telephones).
    """

    condition: tuple[str, Decimal] | None
    before: str
    after: str
    least: int
    most: int
    percents: int
    thousands: int
    plain: bool
    empty: bool


def shown(value: Decimal, code: str, *, calculated: bool = False) -> Number | None:
    """A number as a cell of the format `code` shows it; None: it shows nothing."""
    section = _section(value, _sections(code[:_LONGEST]))
    if section.empty:
        return None
    exact = abs(value).scaleb(2 * section.percents - 3 * section.thousands)
    digits = exact if section.plain else _rounded(exact, section.least, section.most)
    digits = digits.copy_sign(value) if digits else abs(digits)
    held = "" if section.plain or abs(digits) == exact else f"{exact.copy_sign(value):f}"
    return Number(
        f"{section.before} {digits:f} {section.after}".strip(),
        calculated,
        digits=digits,
        before=section.before,
        after=section.after,
        thousands=section.thousands,
        held=held,
        states=not section.plain,
    )


def _rounded(number: Decimal, least: int, most: int) -> Decimal:
    """As a spreadsheet rounds what it shows: half away from zero, noughts where they are asked."""
    found = number.quantize(Decimal(1).scaleb(-most), ROUND_HALF_UP, _WIDE)
    while most > least and not found.as_tuple().digits[-1]:
        most -= 1
        found = found.quantize(Decimal(1).scaleb(-most), None, _WIDE)
    return found


def _section(value: Decimal, sections: tuple[_Section, ...]) -> _Section:
    """The section that writes a number."""
    if sections[0].condition or (len(sections) > 1 and sections[1].condition):
        for section in sections[:2]:
            if section.condition is None or _holds(value, section.condition):
                return section
        return sections[min(2, len(sections) - 1)]
    if value < 0 and len(sections) > 1:
        return sections[1]
    return sections[2] if not value and len(sections) > 2 else sections[0]


def _holds(value: Decimal, condition: tuple[str, Decimal]) -> bool:
    sign, bound = condition
    return _COMPARED[sign](value, bound)


@lru_cache(maxsize=256)  # of short texts
def _sections(code: str) -> tuple[_Section, ...]:
    """The sections of a format that write numbers, at least one."""
    parts: list[list[re.Match[str]]] = [[]]
    for token in _TOKEN.finditer(code or "General"):
        if token["sign"] == ";":
            parts.append([])
        else:
            parts[-1].append(token)
    return tuple(_read(part) for part in parts[:3])


class _Reading:
    """Reads the tokens of one section in order."""

    def __init__(self) -> None:
        self.least = self.most = self.percents = self.thousands = self.commas = self.digits = 0
        self.in_decimals = self.plain = False
        self.before: list[str] = []
        self.between: list[str] = []
        self.condition: tuple[str, Decimal] | None = None

    def literal(self, text: str) -> None:
        """Words: before the number, or behind it as long as no further digit comes."""
        if self.digits:
            self.between.append(text)
        else:
            self.before.append(text)

    def digit(self, sign: str) -> None:
        # Spaces and apostrophes between digits part thousands; other words make it no quantity.
        self.plain |= bool("".join(self.between).strip(" \u00a0\u202f'’"))
        self.between, self.commas = [], 0
        self.digits += 1
        if self.in_decimals:
            self.most += 1
            if sign == "0":
                self.least = self.most

    def sign(self, sign: str) -> None:
        """A character that stands for itself, or for what is done with the number."""
        if sign in "0#?":
            self.digit(sign)
        elif sign == "." and not self.in_decimals:
            self.in_decimals = True
            self.thousands += self.commas
            self.commas = 0
        elif sign == "," and self.digits:
            self.commas += 1
        elif sign == "@":
            self.plain, self.digits = True, self.digits + 1
        else:
            self.percents += sign == "%"
            self.plain |= sign == "/" and bool(self.digits)
            self.literal(sign)


def _read(tokens: list[re.Match[str]]) -> _Section:
    found = _Reading()
    for token in tokens:
        if token["general"] or token["exponent"]:
            found.plain, found.digits = True, found.digits + 1
        elif token["sign"] is not None:
            found.sign(token["sign"])
        elif token["bracket"] is not None:
            if match := _CONDITION.fullmatch(token["bracket"].strip()):
                found.condition = (match[1], Decimal(match[2]))
        else:
            found.literal(token["quoted"] or token["escaped"] or token["currency"] or "")
    # A section of words alone, such as "none" for zero, shows no number, but the number is meant.
    plain = found.plain or not found.digits
    return _Section(
        condition=found.condition,
        before="".join(found.before).strip(_MARKS),
        after="".join(found.between).strip(_MARKS),
        least=found.least,
        most=found.most,
        percents=found.percents,
        thousands=0 if plain else found.thousands + found.commas,
        plain=plain,
        empty=not tokens,
    )
