"""Dates in texts, held to what Babel writes by CLDR."""

from __future__ import annotations

from datetime import date

import pytest
from babel import Locale
from babel.dates import format_date, format_skeleton
from hypothesis import given
from hypothesis import strategies as st

from depliant.languages.month_names import dates
from depliant.languages.rules import listed
from depliant.translation.reading import clean

LANGUAGES = sorted(
    listed(
        "ar bg bn ca cs cy da de el en en_IN es es_MX et eu fa fi fr ga gl gu he hi hr hu "
        "id it ja ka kk ko lt lv mk mr ms nb nl pa pl pt pt_PT ro ru sk sl sq sr sv sw ta "
        "te th tr uk ur vi zh zh_Hant"
    )
)


def read(text: str, language: str) -> list[tuple[int | None, int, int | None]]:
    return [(found.year, found.month, found.day) for found in dates(clean(text), language)]


@pytest.mark.parametrize("language", LANGUAGES)
@given(day=st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_what_cldr_writes_is_read_as_the_date_that_it_is(language: str, day: date) -> None:
    locale = Locale.parse(language)
    for form in ("long", "medium"):
        written = format_date(day, form, locale=locale)
        assert read(f"({written})", language) == [(day.year, day.month, day.day)], written
    month = str(format_skeleton("yMMMM", day, locale=locale))
    assert read(f"({month})", language) == [(day.year, day.month, None)], month


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("vi", "vào tháng 6 năm 2015", [(2015, 6, None)]),
        ("ja", "2015年6月、2015年12月7日から", [(2015, 6, None), (2015, 12, 7)]),
        ("zh-Hans", "2015年7月7日", [(2015, 7, 7)]),
        ("pl", "w czerwcu 2016 r., w lutym 2015", [(2016, 6, None), (2015, 2, None)]),
        ("uk", "у лютому 2012, у червні 2015", [(2012, 2, None), (2015, 6, None)]),
        ("cs", "v červnu 2016 a v červenci 2015", [(2016, 6, None), (2015, 7, None)]),
        ("hu", "2015 júniusában", [(2015, 6, None)]),
        ("el", "τον Ιούνιο του 2016", [(2016, 6, None)]),
        ("he", "ב-7 ביולי 2015", [(2015, 7, 7)]),
        ("ar", "في حزيران 2015 ومارس 2016", [(2015, 6, None), (2016, 3, None)]),
        ("fr", "31/01/2017 et 2017-01-31", [(2017, 1, 31), (2017, 1, 31)]),
        ("en-US", "1/31/2017", [(2017, 1, 31)]),
        ("de", "am 31.01.2017", [(2017, 1, 31)]),
        ("en", "they may march in 2017", []),
        ("en", "31st of May 2015", [(2015, 5, 31)]),
    ],
)
def test_dates_are_read_within_sentences(
    language: str, text: str, expected: list[tuple[int | None, int, int | None]]
) -> None:
    assert [found for found in read(text, language) if found[::2] != (None, None)] == expected
