"""What a screen reader says of the leaflet, in every language."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from depliant.readaloud.reading import read_aloud

from .conftest import LANGUAGES, Written


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_leaflet(
    language: str, file_of: Callable[[str, str], Written], golden: Callable[[str, str], None]
) -> None:
    speech = read_aloud(file_of(language, "screen").path, pages=True)
    assert speech.diagnostics == (), "a listener misses nothing"
    golden(f"read-aloud/chiffres-cles.{language}.txt", "\n".join(speech.lines) + "\n")
