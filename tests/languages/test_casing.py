"""Capitals by language: values of ICU 78 (`UnicodeString::toUpper`) for the same texts."""

from __future__ import annotations

import pytest

from depliant.languages.casing import begun, to_capitals


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("réseaux, œuvre, ﬁn", "fr", "RÉSEAUX, ŒUVRE, FIN"),
        ("Straße, Großbüro", "de", "STRASSE, GROSSBÜRO"),
        ("izmir, ışık", "tr", "İZMİR, IŞIK"),
        ("azərbaycan dili", "az_Latn", "AZƏRBAYCAN DİLİ"),
        ("izmir", "fr", "IZMIR"),
        ("ijsland, ĳs", "nl", "IJSLAND, ĲS"),
        ("i\u0307\u0300 į\u0307\u0301", "lt", "I\u0300 Į\u0301"),
        ("և եւ", "hy", "ԵՎ ԵՒ"),
        ("Μουσείο Λούβρου", "el", "ΜΟΥΣΕΙΟ ΛΟΥΒΡΟΥ"),
        ("άυλος, μαΐου, Άιντα", "el-GR", "ΑΫΛΟΣ, ΜΑΪΟΥ, ΑΪΝΤΑ"),
        ("ο ένας ή ο άλλος, η ώρα", "el", "Ο ΕΝΑΣ Ή Ο ΑΛΛΟΣ, Η ΩΡΑ"),
        ("ᾠδή, ᾳ", "el", "ΩΙΔΗ, ΑΙ"),
        ("café μ", "el", "CAFÉ Μ"),
        ("київ, об’єкт", "uk", "КИЇВ, ОБ’ЄКТ"),
    ],
)
def test_capitals_are_those_of_the_language(text: str, language: str, expected: str) -> None:
    assert to_capitals(text, language) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("rises from 3", "en", "Rises from 3"),
        ("ışık", "tr", "Işık"),
        ("iner", "tr-TR", "İner"),
        ("зростання", "uk", "Зростання"),
        ("3 (2019)", "fr", "3 (2019)"),
        ("ارتفاع", "ar", "ارتفاع"),
        ("ნ", "ka", "ნ"),
        ("", "en", ""),
    ],
)
def test_a_sentence_begins_with_a_capital(text: str, language: str, expected: str) -> None:
    assert begun(text, language) == expected
