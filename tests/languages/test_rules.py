"""The rules of Ukrainian and Arabic texts (CLDR), and that they leave a right text alone."""

from __future__ import annotations

import pytest

from depliant.content.orthotypography import correct

CASES = [
    ("uk", 'програма "Всесвітня спадщина"', "програма «Всесвітня спадщина»"),
    ("uk", "« спадщина »", "«спадщина»"),
    ("uk", "2,7 мільйона – 41 місце", "2,7~мільйона~– 41 місце"),
    ("uk", "31 січня 2017", "31~січня 2017"),
    ("ar", 'برنامج "التراث العالمي"', "برنامج «التراث العالمي»"),
    ("ar", "« التراث »", "«التراث»"),
    ("ar", "مساكن, ومدارس; من هم?", "مساكن، ومدارس؛ من هم؟"),
    ("ar", "2.7 مليون في 31 يناير 2017", "2.7~مليون في 31~يناير 2017"),
    ("ar", "Lens, Loos-en-Gohelle", "Lens, Loos-en-Gohelle"),
]


@pytest.mark.parametrize(("language", "text", "expected"), CASES)
def test_spaces_and_marks_are_those_of_the_language(
    language: str, text: str, expected: str
) -> None:
    assert correct(text, language).replace("\u00a0", "~") == expected


@pytest.mark.parametrize(("language", "text", "_"), CASES)
def test_a_text_that_is_right_stays_as_it_is(language: str, text: str, _: str) -> None:
    once = correct(text, language)
    assert correct(once, language) == once
