"""The words, names, numbers and dates that the files of a project hold, read from what was typed.

Each says what it must be in words that go on from the name of its key.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Final, Literal

from msgspec import Meta

from depliant.errors import UnfitError
from depliant.patterns import late_pattern
from depliant.sentences import Sentence, say
from depliant.source.reading import Choose, Read, text
from depliant.source.yaml import Tree

_ID: Final = late_pattern(r"[A-Za-z][A-Za-z0-9_-]*", re.ASCII)
POINT: Final = r"[A-Za-z0-9][A-Za-z0-9_/-]*"
"""How the place of a value in its series is written: 2024, 2024-Q1, 2015/2016, canton-01."""
_FIGURE: Final = late_pattern(rf"[A-Za-z][A-Za-z0-9_-]*(:{POINT})?", re.ASCII)
_QUARTER: Final = late_pattern(r"\d{4}-Q[1-4]", re.ASCII)
RESERVED: Final = frozenset({
    "about", "compact", "date", "full", "millions", "ordinal", "percent",
    "first", "last", "max", "min",
})  # fmt: skip
"""What stands behind the colon of a figure with a meaning of its own: no value is called so."""
_NUMBER: Final = late_pattern(r"-?\d+(\.\d+)?", re.ASCII)
_PERIOD: Final = late_pattern(r"\d{4}(-\d\d){0,2}", re.ASCII)
_MAXIMUM_ID: Final = 80
_MAXIMUM_TEXT: Final = 10_000
_MAXIMUM_HELD: Final = 2953
"""Characters that a QR code holds at most (ISO/IEC 18004:2015, table 7)."""

Manner = Literal["about", "over", "under", "some"]
"""How a rounded or estimated number is spoken of: environ 40, plus de 40, une quarantaine."""


def _words(data: Tree) -> str:
    """More than spaces and what has no width: such a text would be painted on no page.

    A no-break space alone is let through: it makes an empty line on purpose.
    """
    words = text(data)
    if not words:
        raise UnfitError(say("must not be empty"))
    if len(words) > _MAXIMUM_TEXT:
        raise UnfitError(say("must have at most {most} characters", most=_MAXIMUM_TEXT))
    if not words.strip(" \t\n\u200b\u200c\u200d\u2060"):
        raise UnfitError(say("must hold words"))
    return words


def _exact(data: Tree) -> Decimal:
    """A number as it is written, exactly; bounded so that no value can fill the memory."""
    if not isinstance(data, str) or not _NUMBER.fullmatch(data):
        raise UnfitError(say("must be a number such as 712000 or 76.9, without spaces or commas"))
    whole, _, part = data.lstrip("-").partition(".")
    if len(whole) > 15 or len(part) > 9:
        raise UnfitError(say("must have at most 15 digits before the point and 9 after it"))
    return Decimal(data)


def _step(data: Tree) -> Decimal:
    """An exact number above zero."""
    step = _exact(data)
    if step <= 0:
        raise UnfitError(say("must be more than 0"))
    return step


_TYPED_DAY: Final = late_pattern(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")


def _period(data: Tree) -> str:
    """A year, month or day, or two of them joined by a stroke, that the calendar has."""
    period = text(data)
    ends = period.split("/")
    for end in ends:
        if typed := _TYPED_DAY.fullmatch(period.strip()):
            raise UnfitError(_as_day(int(typed[1]), int(typed[2]), typed[3]))
        if len(ends) > 2 or not _PERIOD.fullmatch(end):
            raise UnfitError(say("must be such as 2016, 2016-06, 2016-06-30 or 2015/2016"))
        try:
            date(*(int(part) for part in (end + "-01-01").split("-")[:3]))
        except ValueError:
            raise UnfitError(say("must be a date that the calendar has")) from None
    return period


def _as_day(first: int, second: int, year: str) -> Sentence:
    """What is said of 30/06/2025: the day as it is to be written, or both that may be meant."""
    days = [
        f"{year}-{month:02}-{of_month:02}"
        for of_month, month in dict.fromkeys(((first, second), (second, first)))
        if _is_day(int(year), month, of_month)
    ]
    if len(days) == 1:
        return say("must be written {day}", day=days[0])
    if len(days) == 2:
        return say("must be {day} or {other}, whichever is meant", day=days[0], other=days[1])
    return say("must be a date that the calendar has")


def _is_day(year: int, month: int, of_month: int) -> bool:
    try:
        date(year, month, of_month)
    except ValueError:
        return False
    return True


def _point_key(data: Tree) -> str:
    """Where a value of a series stands: a time, or a name as ids are written."""
    key = text(data)
    if key.isdigit() and len(key) < 4:  # {2023: 76,9} makes a key of the 9
        raise UnfitError(
            say("must be a time such as 2024; the decimals of a value stand behind a point: 76.9")
        )
    if _is_id(key) and key not in RESERVED:
        return key
    if key in RESERVED:
        raise UnfitError(say("must have another name: `{key}` says which value is meant", key=key))
    if key[:1].isdigit() and _QUARTER.fullmatch(key) and key[:4] != "0000":
        return key
    try:
        return _period(key)
    except UnfitError:
        raise UnfitError(
            say(
                "must be a time such as 2024, 2024-Q1, 2024-06 or 2015/2016, or a name of letters "
                "without accents, digits, - and _"
            )
        ) from None


def _limit(data: Tree) -> str:
    """A period, or the id of a figure."""
    limit = text(data)
    return limit if _is_figure(limit) else _period(limit)


def _whole(data: Tree) -> int | str:
    """A number of things, or the id of a figure."""
    whole = text(data)
    if _is_figure(whole):
        return whole
    if not re.fullmatch(r"0*[1-9]\d{0,14}", whole, re.ASCII):
        raise UnfitError(say("must be a whole number, 1 or more, or the id of a figure"))
    return int(whole)


def _is_id(words: str) -> bool:
    return len(words) <= _MAXIMUM_ID and _ID.fullmatch(words) is not None


def _is_figure(words: str) -> bool:
    return len(words) <= 2 * _MAXIMUM_ID and _FIGURE.fullmatch(words) is not None


def _approximation(data: Tree) -> tuple[Any, Tree]:
    """`true` is the plainest way to be approximate."""
    plain = {"true": "about", "false": None}
    return Manner | None, plain.get(data, data) if isinstance(data, str) else data


def _address(data: Tree) -> str:
    """An address of the web."""
    address = text(data)
    if len(address) > 2000:
        raise UnfitError(say("must have at most {most} characters", most=2000))
    if not re.fullmatch(r"https?://[^\s<>\"]+", address):
        raise UnfitError(say("must be an address that starts with https:// or http://"))
    return address


def _held(data: Tree) -> str:
    """What a code holds: any characters, no markup."""
    held = text(data).strip()
    if not held:
        raise UnfitError(say("must not be empty"))
    if len(held) > _MAXIMUM_HELD:
        raise UnfitError(say("must have at most {most} characters", most=_MAXIMUM_HELD))
    return held


Text = Read[str, _words, {"type": ["string", "number"]}]
Held = Read[str, _held, {"type": ["string", "number"]}]
"""What a code holds: translated, and otherwise left exactly as it is."""
DrawnText = Read[str, _words, {"type": ["string", "number"]}]
Exact = Read[Decimal, _exact, {"type": "number"}]
Step = Read[Decimal, _step, {"type": "number", "exclusiveMinimum": 0}]
Period = Read[str, _period, {"type": ["string", "integer"]}]
Limit = Read[str, _limit, {"type": ["string", "integer"]}]
Whole = Read[int | str, _whole, {"type": ["string", "integer"], "minimum": 1}]
Approximation = Choose[Manner | None, _approximation, bool, Manner]
PointKey = Read[str, _point_key, {"type": ["string", "integer"]}]
Address = Read[str, _address, {"type": "string", "format": "uri"}]

# `$` lets a line break follow in Python, though not in JSON Schema.
Id = Annotated[
    str,
    Meta(
        pattern=r"^[A-Za-z][A-Za-z0-9_-]*$(?!\n)",
        max_length=_MAXIMUM_ID,
        extra={
            "must": say(
                "may hold only letters without accents, digits, - and _, and starts with a letter"
            )
        },
    ),
]
FigureName = Annotated[
    str,
    Meta(
        pattern=rf"^[A-Za-z][A-Za-z0-9_-]*(:{POINT})?$(?!\n)",
        max_length=2 * _MAXIMUM_ID,
        extra={
            "must": say(
                "may hold only letters without accents, digits, - and _, starts with a letter, and "
                "names one value of a series behind a colon: births:2024"
            )
        },
    ),
]
FileId = Annotated[
    str,
    Meta(
        pattern=r"^[A-Za-z][A-Za-z0-9_-]*(\{issue\}[A-Za-z0-9_-]*)?$(?!\n)",
        max_length=_MAXIMUM_ID,
        extra={
            "must": say(
                "may hold only letters without accents, digits, -, _ and {issue}, and starts "
                "with a letter"
            )
        },
    ),
]
IssueName = Annotated[
    str,
    Meta(
        pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$(?!\n)",
        max_length=80,
        extra={
            "must": say(
                "may hold only letters without accents, digits, ., - and _, and starts with a "
                "letter or digit"
            )
        },
    ),
]
Language = Annotated[
    str,
    Meta(
        pattern=r"^[a-z]{2,3}([-_][A-Za-z0-9]{2,8})*$(?!\n)",
        extra={"must": say("must be a language by its code, such as fr, nl or de-AT")},
    ),
]
Digest = Annotated[
    str,
    Meta(
        pattern=r"^[0-9a-f]{12}$(?!\n)",
        extra={"must": say("must be a digest of 12 digits and letters a to f")},
    ),
]
Sha256 = Annotated[
    str,
    Meta(
        pattern=r"^[0-9a-f]{64}$(?!\n)",
        extra={"must": say("must be a digest of 64 digits and letters a to f")},
    ),
]
Share = Annotated[float, Meta(ge=0, le=1)]
Percent = Annotated[float, Meta(ge=0, le=100)]
Length = Annotated[float, Meta(ge=0, le=5000)]
Offset = Annotated[float, Meta(ge=-5000, le=5000)]
Name = Annotated[str, Meta(min_length=1, max_length=80)]
