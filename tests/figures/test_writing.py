"""How figures are written. Expected forms are CLDR's, or stand in the leaflet itself."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depliant.figures import writing as figures
from depliant.figures.signs import sign_meant
from depliant.figures.writing import Written, locale_of, period, short, write
from depliant.translation.digits import says

NARROW, NO_BREAK = "\u202f", "\u00a0"


def written(value: str, unit: str, form: str, language: str = "fr") -> str:
    locale = locale_of(language)
    assert locale is not None
    return write(Decimal(value), unit, form, locale).text


@pytest.mark.parametrize(
    ("value", "unit", "form", "expected"),
    [
        ("100000000", "EUR", "compact", "100~millions"),
        ("33000000", "EUR", "compact", "33~millions"),
        ("1000000", "EUR", "compact", "1~million"),
        ("2700000", "personnes", "compact", "2,7~millions"),
        ("1400000", "personnes", "compact", "1,4~million"),
        ("1400000", "personnes", "millions", "1,4"),
        ("712000", "EUR", "millions", "0,712"),
        ("712000", "EUR", "", "712_000"),
        ("712000", "EUR", "compact", "712_000"),
        ("712000", "EUR", "full", "712_000~€"),
        ("100000000", "EUR", "full", "100_000_000~€"),
        ("12.5", "EUR", "full", "12,50~€"),
        ("3500", "participants", "", "3_500"),
        ("400", "élèves", "full", "400~élèves"),
        ("27", "EUR/habitants", "full", "27~€ par habitant"),
        ("1.5", "repas/élèves", "full", "1,5~repas par élève"),
        ("90", "km/h", "full", "90~km/h"),
        ("0.5", "g/l", "full", "0,5~g/l"),
        ("3", "bus/mois", "full", "3~bus par mois"),
        ("400", "", "full", "400"),
        ("76.9", "%", "", "76,9~%"),
        ("76.90", "%", "percent", "76,90~%"),
        ("55.0", "%", "", "55,0~%"),
        ("55.0", "%", "full", "55,0~%"),
        ("0.0", "%", "", "0,0~%"),
        ("-0.0", "%", "", "0,0~%"),
        ("12345.0", "", "", "12_345,0"),
        ("12345.0", "", "compact", "12_345,0"),
        ("1500000.0", "EUR", "compact", "1,5~million"),
        ("1500000.0", "EUR", "millions", "1,5"),
        ("12.0", "EUR", "full", "12,00~€"),
        ("12.00", "EUR", "full", "12,00~€"),
        ("12", "EUR", "full", "12~€"),
        ("1.0", "rang", "ordinal", "1er"),
        ("41", "%", "full", "41~%"),
        ("1", "panneau", "ordinal", "1er"),
        ("2", "panneau", "ordinal", "2e"),
        ("5000000000", "EUR", "compact", "5~milliards"),
        ("-2000000", "EUR", "compact", "−2~millions"),
        ("0", "", "", "0"),
        ("-0", "", "", "0"),
    ],
)
def test_forms_in_french(value: str, unit: str, form: str, expected: str) -> None:
    assert written(value, unit, form) == expected.replace("_", NARROW).replace("~", NO_BREAK)


@pytest.mark.parametrize(
    ("language", "value", "unit", "form", "expected"),
    [
        ("en", "712000", "EUR", "full", "€712,000"),
        ("en", "27", "EUR/inhabitants", "full", "€27~per inhabitant"),
        ("pl", "27", "EUR/mieszkańców", "full", "27~EUR/mieszkańców"),
        ("en", "76.9", "%", "", "76.9%"),
        ("en", "2700000", "people", "compact", "2.7~million"),
        ("en", "1", "", "ordinal", "1st"),
        ("en", "22", "", "ordinal", "22nd"),
        ("en", "113", "", "ordinal", "113th"),
        ("nl", "712000", "EUR", "full", "€~712.000"),
        ("nl", "8", "", "ordinal", "8e"),
        ("de", "76.9", "%", "", "76,9~%"),
        ("de", "1000000", "EUR", "compact", "1~Million"),
        ("de", "33000000", "EUR", "compact", "33~Millionen"),
        ("de", "3", "", "ordinal", "3."),
        ("pl", "5000000", "", "compact", "5~milionów"),
        ("pl", "3000000", "", "compact", "3~miliony"),
        ("pl", "2700000", "", "compact", "2,7~miliona"),
        ("zh", "1400000", "", "compact", "140万"),
        ("zh_Hans", "33000000", "", "compact", "3,300万"),
        ("zh_Hans", "100000000", "", "compact", "1亿"),
        ("zh_Hant", "250000000", "", "compact", "2.5億"),
        ("ja", "33000000", "", "compact", "3,300万"),
        ("ja", "100000000", "EUR", "compact", "1億"),
        ("ko", "2700000", "", "compact", "270만"),
        ("en_IN", "100000000", "EUR", "compact", "10~crore"),
        ("hi", "100000000", "EUR", "compact", "10~करोड़"),
        ("en_IN", "712000", "", "", "7,12,000"),
        ("en_IN", "712000.0", "", "", "7,12,000.0"),
        ("de", "1234.50", "kWh", "full", "1.234,50~kWh"),
    ],
)
def test_forms_in_other_languages(
    language: str, value: str, unit: str, form: str, expected: str
) -> None:
    assert written(value, unit, form, language) == expected.replace("~", NO_BREAK)


def test_the_end_of_a_french_ordinal_is_raised() -> None:
    locale = locale_of("fr")
    assert locale is not None
    assert write(Decimal(1), "", "ordinal", locale) == Written("1", "", "er", raised=True)


@pytest.mark.parametrize(
    ("language", "value", "unit", "expected"),
    [
        ("en", "-33000000", "EUR", ("−€33", "", "M")),
        ("en", "-712000", "EUR", ("−€712,000", "", "")),
        ("nl", "-712000", "EUR", ("€_−712.000", "", "")),
        ("fr", "-33000000", "EUR", ("−33", "~", "M€")),
        ("fr", "100000000", "EUR", ("100", "~", "M€")),
        ("fr", "1000000", "EUR", ("1", "~", "M€")),
        ("fr", "5000000000", "EUR", ("5", "~", "Md€")),
        ("fr", "712000", "EUR", ("712_000", "~", "€")),
        ("fr", "1234567", "EUR", ("1_234_567", "~", "€")),
        ("fr", "76.9", "%", ("76,9", "~", "%")),
        ("fr", "400", "élèves", ("400", "", "")),
        ("fr", "500000", "auditeurs", ("500_000", "", "")),
        ("fr", "2700000", "personnes", ("2,7", "~", "M")),
        ("fr", "3.2", "km", ("3,2", "~", "km")),
        ("en", "100000000", "EUR", ("€100", "", "M")),
        ("en", "76.9", "%", ("76.9", "", "%")),
        ("de", "100000000", "EUR", ("100", "~", "Mio.~€")),
        ("nl", "100000000", "EUR", ("€~100", "~", "mln.")),
    ],
)
def test_large_figures_are_short_and_exact(
    language: str, value: str, unit: str, expected: tuple[str, str, str]
) -> None:
    locale = locale_of(language)
    assert locale is not None
    parts = short(Decimal(value), unit, locale)[:3]
    assert parts == tuple(part.replace("_", NARROW).replace("~", NO_BREAK) for part in expected)


@pytest.mark.parametrize(
    ("value", "unit", "form"),
    [("1.5", "", "ordinal"), ("0", "", "ordinal"), ("5", "km", "percent"), ("5", "%", "millions"),
     ("5", "", "roman")],
)  # fmt: skip
def test_forms_that_do_not_fit(value: str, unit: str, form: str) -> None:
    with pytest.raises(ValueError, match=r"\w+ \w+"):
        written(value, unit, form)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "2016", "2016"),
        ("fr", "2016-06", "juin 2016"),
        ("fr", "2017-01-31", "31 janvier 2017"),
        ("fr", "2025-03-01", "1er mars 2025"),
        ("fr-CA", "2025-03-01", "1er mars 2025"),
        ("fr", "2025-03-11", "11 mars 2025"),
        ("fr", "2025-03-01/2025-04-01", "1er mars 2025 – 1er avril 2025"),
        ("de", "2025-03-01", "1. März 2025"),
        ("fr", "2015/2016", "2015–2016"),
        ("fr", "2016-06/2017-06", "juin 2016 – juin 2017"),
        ("fr", "", ""),
        ("en-GB", "2017-01-31", "31 January 2017"),
        ("nl", "2017-01-31", "31 januari 2017"),
        ("pl", "2016-06", "czerwiec 2016"),
    ],
)
def test_periods(language: str, text: str, expected: str) -> None:
    locale = locale_of(language)
    assert locale is not None
    assert period(text, locale) == expected


@pytest.mark.parametrize("language", ["", "zzz", "../x", "xx-YY", "français"])
def test_languages_without_data(language: str) -> None:
    assert locale_of(language) is None


EXACT = st.decimals(1 - 10**15, 10**15 - 1, places=9) | st.integers(1 - 10**15, 10**15 - 1).map(
    Decimal
)


@given(EXACT, st.sampled_from(["fr", "en", "de", "nl", "pl"]))
def test_a_printed_number_reads_back_as_the_same_number(value: Decimal, language: str) -> None:
    locale = locale_of(language)
    assert locale is not None
    printed = figures.number(value, locale)
    decimal, group = (
        locale.number_symbols["latn"]["decimal"],
        locale.number_symbols["latn"]["group"],
    )
    assert "-" not in printed, "a hyphen is no minus sign"
    plain = printed.replace(group, "").replace(decimal, ".").replace("−", "-")
    assert Decimal(plain) == value


@given(EXACT, st.sampled_from(["EUR", "%", "km", "élèves", ""]))
def test_no_form_loses_a_digit(value: Decimal, unit: str) -> None:
    locale = locale_of("fr")
    assert locale is not None
    digits = "".join(str(digit) for digit in value.as_tuple().digits).strip("0")
    for form in ("", "compact", "full"):
        printed = re.sub(r"\D", "", write(value, unit, form, locale).text)
        assert digits in printed
    assert digits in re.sub(r"\D", "", short(value, unit, locale).text)


@pytest.mark.parametrize(
    ("value", "unit", "form", "expected"),
    [
        ("1234567.5", "", "", "١٬٢٣٤٬٥٦٧٫٥"),
        ("76.9", "%", "", "٧٦٫٩٪"),
        ("3", "", "ordinal", "٣."),
        ("16000000", "EUR", "compact", "١٦~مليون"),
        ("12.5", "EUR", "full", "١٢٫٥٠~€"),
    ],
)
def test_arabic_indic_digits_with_their_signs(
    value: str, unit: str, form: str, expected: str
) -> None:
    latin = locale_of("ar")
    assert latin is not None
    arabic = figures.in_digits(latin, "arab")
    assert write(Decimal(value), unit, form, arabic).text.replace(NO_BREAK, "~") == expected
    assert not re.search("[٠-٩]", write(Decimal(value), unit, form, latin).text)
    assert says(expected.replace("~", NO_BREAK), Decimal(value), "ar")
    assert period("2016-06", arabic).endswith("٢٠١٦")
    assert figures.system_of(f"نحو {expected}") == "arab"


@pytest.mark.parametrize(
    ("unit", "meant"),
    [
        ("percent", "%"), ("pour cent", "%"), ("Prozent", "%"), ("% ", "%"), ("m2", "m²"),
        ("Kg", "kg"), ("KM", "km"), ("kwh", "kWh"), ("gbp", "GBP"), ("GPB", "GBP"), ("Eur", "EUR"),
        ("kms", "km"),
        ("%", ""), ("€", ""), ("EUR", ""), ("ETP", ""), ("visiteurs", ""), ("cup", ""), ("M", ""),
        ("m²", ""), ("personnes", ""), ("TOP", ""),
    ],
)  # fmt: skip
def test_a_sign_is_guessed_from_what_people_write(unit: str, meant: str) -> None:
    assert sign_meant(unit) == meant


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("pl", "3500 12~345"), ("es", "3500 12.345"), ("es-MX", "3,500 12,345"),
        ("es-419", "3,500 12,345"), ("pt", "3.500 12.345"), ("pt-PT", "3500 12~345"),
        ("bg", "3500 12~345"), ("it", "3500 12.345"), ("hu", "3500 12~345"),
        ("fr", "3|500 12|345"), ("uk", "3~500 12~345"), ("de", "3.500 12.345"),
        ("fr-CH", "3’500 12’345"), ("hi", "3,500 12,345"), ("sw", "3,500 12,345"),
    ],
)  # fmt: skip
def test_thousands_are_parted_from_so_many_digits_on_as_cldr_has_it(
    language: str, expected: str
) -> None:
    locale = locale_of(language)
    assert locale is not None
    texts = [write(Decimal(value), "", "", locale).text for value in (3500, 12345)]
    assert " ".join(texts).replace(NO_BREAK, "~").replace("\u202f", "|") == expected


def test_swiss_apostrophes_part_all_groups() -> None:
    locale = locale_of("fr-CH")
    assert locale is not None
    assert write(Decimal("-1234567890.5"), "", "", locale).text == "−1’234’567’890,5"
