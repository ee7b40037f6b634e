"""Pseudo-translations say the dates and numbers of their source, in whatever letters."""

from __future__ import annotations

import pytest

from depliant.translation.po import Catalogue, PoEntry
from depliant.translation.pseudo import pseudo


@pytest.mark.parametrize("language", ["de", "el", "bg", "ja", "he", "th"])
@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("enquête de juin 2016 à Lille", "juin 2016"),
        ("le 7 juillet 2015, **{a} panneaux**", "7 juillet 2015"),
        ("Millions d'euros", "Millions"),
        ("quatre quinzaines festives", "quatre"),
        ("voir [la page](https://example.org/a)", "https://example.org/a"),
    ],
)
def test_what_the_proof_reads_stays(language: str, text: str, kept: str) -> None:
    header = {"X-Source-Language": "fr", "Plural-Forms": "nplurals=1; plural=0;"}
    made, _ = pseudo(Catalogue(header, (PoEntry(text, "one/item"),)), language, {})
    (entry,) = made.entries
    assert kept in entry.strings[0]
    assert entry.strings[0] != text
