"""Numbers as people write them: read as they can only be meant, or asked for."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from babel.numbers import format_compact_decimal, format_decimal
from hypothesis import given
from hypothesis import strategies as st

from depliant.bookkeeping.amounts import Reader, UnreadableError, same_unit
from depliant.bookkeeping.periods import period_of
from depliant.source.plain_names import name_key

MEANT = Reader(None, ("fr", "en"))


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("1 234,5", "1234.5", ""),
        ("1\u00a0234,5", "1234.5", ""),
        ("1\u202f234,50", "1234.50", ""),
        ("1.234,5", "1234.5", ""),
        ("1,234.5", "1234.5", ""),
        ("1'234.5", "1234.5", ""),
        ("112.500.000", "112500000", ""),
        ("1 234,567", "1234.567", ""),
        ("0,712", "0.712", ""),
        (",5", "0.5", ""),
        ("(1 234,5)", "-1234.5", ""),
        ("(1 234,5 €)", "-1234.5", "EUR"),
        ("€ (1,234.50)", "-1234.50", "EUR"),
        ("−3,0", "-3.0", ""),
        ("–3", "-3", ""),
        ("-0,0 %", "0.0", "%"),
        ("5-", "-5", ""),
        ("+3,2 %", "3.2", "%"),
        ("81,20 %", "81.20", "%"),
        ("81,2 pour cent", "81.2", "%"),
        ("33 M€", "33000000", "EUR"),
        ("33M€", "33000000", "EUR"),
        ("712 k€", "712000", "EUR"),
        ("3,5 Md€", "3500000000", "EUR"),
        ("1,4 million(s)", "1400000", ""),
        ("1,4 million de visiteurs", "1400000", "visiteurs"),
        ("33 millions d’euros", "33000000", "EUR"),
        ("33 Mio. €", "33000000", "EUR"),
        ("€33m", "33000000", "EUR"),
        ("£1.5bn", "1500000000", "GBP"),
        ("40 milliers", "40000", ""),
        ("250 m2", "250", "m²"),
        ("12 km", "12", "km"),
        ("3 kWh", "3", "kWh"),
        ("45 mn", "45", "mn"),
        ("1 250 élèves", "1250", "élèves"),
    ],
)
def test_what_can_only_be_meant_in_one_way(text: str, number: str, unit: str) -> None:
    assert MEANT.amount(text)[:2] == (number, unit)


@pytest.mark.parametrize(
    "text",
    [
        *("1.234", "1,234", "712.000", "-1.234 €"),
        *("environ 200", "> 500", "~ 3", "n.d.", "-", "?", "12/2016", "03 21 45 67 89"),
        *("5 - 7", "12 sur 20", "33 M€ en 2016", "81,2 %*", "81,2 % (1)", "1 2345", "12,34,567"),
        *("1E+05", "٧", "33 billion", "2,5 m€", "--5", "(-5)", "9" * 200),
    ],
)
def test_what_could_be_two_things_is_asked_for(text: str) -> None:
    with pytest.raises(UnreadableError) as raised:
        MEANT.amount(text)
    assert str(raised.value).endswith(".")
    assert raised.value.hint


def test_what_a_language_writes_otherwise_is_shown_as_it_writes_it() -> None:
    with pytest.raises(UnreadableError) as raised:
        Reader("fr").amount("76.9")
    assert "1234,5" in str(raised.value.hint)
    assert "76.9" not in str(raised.value.hint), "that is what was refused"


def _read(text: str) -> Decimal | str:
    try:
        return Decimal(MEANT.amount(text).number)
    except UnreadableError as fault:
        return "asked for" if "may be a decimal number" in str(fault) else str(fault)


NUMBERS = st.decimals(-(10**9), 10**9, places=3)
LOCALES = st.sampled_from(["fr", "en", "de", "nl", "pl", "pt", "sv", "es"])


@given(NUMBERS, LOCALES)
def test_a_number_is_never_read_as_another(number: Decimal, locale: str) -> None:
    """Babel writes it by a language's rules: by these it is read, and without them, or refused."""
    text = format_decimal(number, locale=locale, decimal_quantization=False)
    language = locale.replace("_", "-")
    assert Decimal(Reader(language).amount(text).number) == number
    assert _read(text) in (number, "asked for")


@given(
    st.integers(1, 999),
    st.sampled_from([10**6, 10**9]),
    st.sampled_from(["fr", "en", "de", "nl", "pl", "it", "uk", "sv"]),
)
def test_the_words_of_a_language_for_millions_are_known(
    count: int, size: int, language: str
) -> None:
    text = format_compact_decimal(count * size, locale=language, format_type="long")
    assert Decimal(Reader(language).amount(text).number) == count * size


@pytest.mark.parametrize(
    ("text", "language", "readings"),
    [
        ("1.250", None, {"de": "1250", "en": "1.250"}),
        ("1.250", "fr", {"de": "1250", "en": "1.250"}),
        ("1,250", None, {"en": "1250", "fr": "1.250"}),
    ],
)
def test_the_way_out_of_what_may_be_two_numbers_is_one(
    text: str, language: str | None, readings: dict[str, str]
) -> None:
    """Each language that the hint names does read the number, and as the hint says."""
    with pytest.raises(UnreadableError) as fault:
        Reader(language).amount(text)
    hint = str(fault.value.hint)
    assert set(re.findall(r"--numbers (\w+)", hint)) == set(readings)
    for tag, number in readings.items():
        assert Reader(tag).amount(text).number == number
        assert number in hint


def test_names_and_units_are_compared_as_people_write_them() -> None:
    assert name_key("  Élèves – Grenay, n° 2 ") == "eleves_grenay_n_2"
    assert name_key("habitat_minier") == name_key("Habitat minier")
    assert same_unit("€", "EUR")
    assert same_unit("logement", "logements")
    assert same_unit("an", "ans")
    assert not same_unit("logements", "cités")
    assert not same_unit("m", "mm")


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2016", "2016"),
        ("2016-06-30", "2016-06-30"),
        ("30/06/2016", "2016-06-30"),
        ("6.7.2016", "2016-07-06"),
        ("06/2016", "2016-06"),
        ("juin 2016", "2016-06"),
        ("1er Février 2016", "2016-02-01"),
        ("30 June 2016", "2016-06-30"),
        ("2015-2016", "2015/2016"),
        ("2015–2016", "2015/2016"),
        ("bientôt", "bientôt"),
    ],
)
def test_dates_as_people_type_them(text: str, period: str) -> None:
    assert period_of(text, ("fr", "en"), certain=False) == period


def test_a_day_that_may_be_another_is_asked_for() -> None:
    with pytest.raises(UnreadableError):
        period_of("06/07/2016", ("fr",), certain=False)
    assert period_of("06/07/2016", ("fr",), certain=True) == "2016-07-06"
    assert period_of("06/07/2016", ("en-US",), certain=True) == "2016-06-07"
