"""What content and style say together."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from depliant.build.remarks import remarks
from depliant.content.model import Edition
from depliant.style.sheet import StyleSheet, TypeStyle

EDITION = Edition("t", "fi", "T", "", "", (), "2020-01-01", (), ())


def codes(language: str, *, hyphenate: bool = True) -> list[str]:
    sheet = StyleSheet(type={"text": TypeStyle(hyphenate=hyphenate)})
    found = remarks(replace(EDITION, language=language), sheet)
    return [item.code for item in found if item.code == "language-not-hyphenated"]


@pytest.mark.parametrize("language", ["fi", "tr", "fi-FI"])
def test_a_language_without_patterns_is_named_once(language: str) -> None:
    assert codes(language) == ["language-not-hyphenated"]


@pytest.mark.parametrize("language", ["fr", "de-AT", "pl", "ar", "zh"])
def test_one_with_patterns_is_not_nor_one_that_has_no_hyphens(language: str) -> None:
    assert codes(language) == []


def test_nor_where_nothing_is_to_be_hyphenated() -> None:
    assert codes("fi", hyphenate=False) == []
