"""Words for powers of ten, those of CLDR and those that people write."""

from __future__ import annotations

import pytest

from depliant.languages.scales import scales


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "1,4 million, 3 milliards, 100 M€, millier", [6, 9, 6, 3]),
        ("fr", "5 billions", [12]),
        ("en", "5 billion", [9]),
        ("nl", "Miljoen euro, 5 mln", [6, 6]),
        ("de", "MILLIONEN EURO, Mrd. Euro", [6, 9]),
        ("pl", "w milionach osób, 3 tys.", [6, 3]),
        ("uk", "мільйонів осіб", [6]),
        ("ar", "بملايين الأشخاص، 5 آلاف", [6, 3]),
        ("es", "mil millones", [3, 6]),
        ("ja", "3,300万、1億、百万ユーロ", [4, 8, 6]),
        ("zh", "1万亿", [12]),
        ("hi", "10 करोड़", [7]),
        ("en-IN", "3 lakh, 10 crore", [5, 7]),
        ("sw", "milioni 5", [6]),
        ("fi", "miljoonissa", [6]),
        ("sw", "Mamilioni ya euro", [6]),
        ("he", "מיליוני אירו, במיליונים, 5 מיליון", [6, 6, 6]),
        ("id", "dalam jutaan euro", [6]),
        ("ko", "3,300만 유로, 3조원, 수천 명, 5천만 원, 270만명", [4, 12, 3, 7, 4]),
        ("ko", "축 4 조치, 인천, 기억, 불만, 만남, 천천히, 99%만", []),
        ("nl", "een museum", []),
    ],
)
def test_words_for_powers_of_ten(language: str, text: str, expected: list[int]) -> None:
    assert [scale.power for scale in scales(text, language)] == expected
