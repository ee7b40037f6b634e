"""The quotation marks of every language of CLDR, held to ICU, which has them from there too."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import icu4py
import pytest
from babel import Locale
from babel.localedata import locale_identifiers

from depliant.content.orthotypography import correct
from depliant.languages.quotation_marks import marks_of

ICU_LACKS = re.compile("az_Arab|el_POLYTON|ms_Arab")
"""Data of CLDR that ICU leaves out."""
HOUSE = {
    "ar": "«»", "es": "«»", "fur": "“”", "ia": "“”", "nl": "“”", "ti_ER": "“”",
    "tn": "“”",
}  # fmt: skip
"""Where a straight " is another mark than CLDR's first: that of our rules, or a double one."""


Call = Callable[..., int]


@cache
def icu() -> tuple[Call, Call]:
    """What opens the data of a locale and what gives its marks, of the ICU that icu4py brings."""
    folder = Path(icu4py.__file__).parent.with_name("icu4py.libs")
    found = sorted(folder.glob("libicui18n*"))
    if not found:
        pytest.skip("icu4py comes without a library of its own here")
    version = found[0].name.partition(".so.")[2].partition(".")[0]
    library = ctypes.CDLL(str(found[0]))
    opened = getattr(library, f"ulocdata_open_{version}")
    opened.restype = ctypes.c_void_p
    return opened, getattr(library, f"ulocdata_getDelimiter_{version}")


def delimiters(tag: str) -> tuple[str, ...] | None:
    """The marks that ICU has for a locale; None if it knows nothing of it."""
    opened, delimiter = icu()
    status = ctypes.c_int(0)
    data = ctypes.c_void_p(opened(tag.encode(), ctypes.byref(status)))
    if status.value == -127:  # U_USING_DEFAULT_WARNING
        return None
    found = []
    for kind in range(4):
        letters = (ctypes.c_uint16 * 8)()
        length = delimiter(data, kind, letters, 8, ctypes.byref(status))
        found.append("".join(map(chr, letters[:length])))
    return tuple(found)


LOCALES = [tag for tag in sorted(locale_identifiers()) if not ICU_LACKS.match(tag)]


def test_the_marks_of_every_locale_are_those_of_icu() -> None:
    wrong, seen = {}, 0
    for tag in LOCALES:
        if (expected := delimiters(tag)) is None:
            continue
        seen += 1
        marks = marks_of(tag)
        if marks is None or (*marks.outer, *marks.inner) != expected:
            wrong[tag] = (marks, expected)
    assert wrong == {}
    assert seen > 900


def test_straight_marks_become_those_of_the_language_in_every_locale() -> None:
    wrong, seen = {}, 0
    for tag in LOCALES:
        if (expected := delimiters(tag)) is None:
            continue
        month = Locale.parse(tag).months["stand-alone"]["wide"][1]
        word = next(iter(re.findall(r"[^\W\d_]{2,}", month)), "")
        if not word:
            continue
        seen += 1
        marks = re.sub(r"[\s\w]", "", correct(f'{word} "{word}" {word}', tag).replace(word, ""))
        its = next((signs for name, signs in HOUSE.items() if re.match(f"{name}(_|$)", tag)), None)
        if marks != (its or "".join(expected[:2])):
            wrong[tag] = marks
    assert wrong == {}
    assert seen > 850
