"""Days as they are typed in a call: 2023-06-30, 30/06/2023, 30 June 2023."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Final

from depliant.commands.call import RefusedError
from depliant.patterns import late_pattern
from depliant.sentences import say


def day_first(text: str, language: str) -> str:
    """30/06/2023 and 30 June 2023 as 2023-06-30; any other text as it is.

    So is 06/07/2023, but in English, where it may be either day.
    """
    typed = _TYPED_DAY.fullmatch(text.strip())
    if typed is None:
        return _named_day(text, language)
    first, second = int(typed[1]), int(typed[2])
    is_plain = first == second or first > 12 or language != "en"
    return f"{typed[3]}-{second:02}-{first:02}" if is_plain else text


def _named_day(text: str, language: str) -> str:
    """30 June 2023, June 30, 2023 or 1er juin 2023 as 2023-06-30; any other text as it is."""
    if not any(map(str.isalpha, text)) or len(text) > _LONGEST_DAY:
        return text
    from depliant.bookkeeping.periods import period_of

    plain = re.sub(r"\s+", " ", text.strip())
    # What begins with the month: June 30, 2023.
    plain = re.sub(r"([^\W\d_]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})", r"\2 \1 \3", plain)
    plain = re.sub(r" (?:de|of) ", " ", plain)
    found = period_of(plain, (language, "en"), certain=False)
    return text if found == plain else found


def day(text: str, language: str = "en") -> str:
    """The type of an argument that is a day, a month or a year, typed in a user's language."""
    from datetime import date

    typed, text = text, day_first(text, language)
    with suppress(ValueError):
        whole = text + "2000-01-01"[len(text) :]
        if len(text) in (4, 7, 10) and date.fromisoformat(whole).isoformat() == whole:
            return text
    if (found := _ISO_DAY.fullmatch(text)) and 1 <= int(found[2]) <= 12 and int(found[1]):
        from calendar import monthrange

        days = monthrange(int(found[1]), int(found[2]))[1]
        raise RefusedError(
            lambda option: say(
                "{option}: '{text}' is no day; {month} has {days} days.",
                option=option,
                text=typed,
                month=text[:7],
                days=days,
            )
        )
    if (found := _TYPED_DAY.fullmatch(text.strip())) and int(found[2]) <= 12:
        raise RefusedError(
            lambda option: say(
                "{option}: '{text}' may be one day or another; write {day}, or {other}.",
                option=option,
                text=typed,
                day=f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}",
                other=f"{found[3]}-{int(found[1]):02}-{int(found[2]):02}",
            )
        )
    raise RefusedError(
        lambda option: say(
            "{option} takes a day such as 2023-06-30, not '{text}'.", option=option, text=typed
        )
    )


_TYPED_DAY: Final = late_pattern(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
"""A day as people type it who begin with the day; some begin with the month, in English alone."""
_ISO_DAY: Final = late_pattern(r"(\d{4})-(\d\d)-(\d\d)")
_LONGEST_DAY: Final = 40
