"""What may have been meant by a misspelt word: the same on any machine, however busy."""

from __future__ import annotations

from typing import Any

import pytest

from depliant.languages.dictionaries import Dictionary, dictionary


class _Hurried:
    """A reader that never has time for suggestions, as Hunspell has not on a busy machine."""

    def __init__(self, reader: Any) -> None:
        self.spell = reader.spell

    def suggest(self, word: str) -> tuple[str, ...]:
        return ()


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [
        ("formasions", "formations"),
        ("considérent", "considèrent"),
        ("Ouvertrue", "Ouverture"),
        ("giude", "guide"),
        ("patrimoinne", "patrimoine"),
        ("chaufer", "chauffer"),
        ("apeler", "appeler"),
        ("traffic", "trafic"),
    ],
)
def test_a_slip_of_the_pen_is_named_without_asking_the_clock(wrong: str, meant: str) -> None:
    found = dictionary("fr")
    assert found is not None
    hurried = Dictionary(found.files)
    hurried.__dict__["_readers"] = lambda: map(_Hurried, found._readers())
    assert meant in hurried.nearest(wrong)[:3]


def test_a_letter_that_is_single_for_double_is_the_likeliest() -> None:
    found = dictionary("fr")
    assert found is not None
    assert found.nearest("chaufer")[0] == "chauffer"
