"""The words of the leaflet as it is shipped: none of them is taken for a slip."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.judges.programs import DICTIONARIES, missing

from depliant import Memory, Project, Session
from depliant.build.spelled import spelling
from depliant.languages.dictionaries import dictionary

from .conftest import ROOT


@pytest.fixture(scope="module")
def session() -> Session:
    return Session(Project.read(ROOT), Memory())


@pytest.mark.parametrize("language", ["fr", "en", *DICTIONARIES])
def test_no_shipped_word_is_taken_for_a_slip(session: Session, language: str) -> None:
    if dictionary(language) is None:
        missing(DICTIONARIES[language])
    assert [str(item) for item in spelling(session, language)] == []


def test_seven_slips_of_the_pen_are_found_and_grammar_is_left_alone(tmp_path: Path) -> None:
    slips = {
        "Ouverture du": "Ouvertrue du",
        "formations «": "formasions «",
        "contrats de ville** «": "contrat de viles** «",
        "Un guide Lonely": "Un giude Lonely",
        "éprouvent un sentiment de": "éprouve un sentiments de",
        "considèrent que le\u00a0territoire": "considérent que le le territoire",
        'Mission Bassin Minier)"\n        role: note': 'Mission Bassin Minié)"\n        role: note',
    }
    text = (ROOT / "content.yaml").read_text(encoding="utf-8")
    for right, wrong in slips.items():
        assert right in text
        text = text.replace(right, wrong, 1)
    shutil.copytree(ROOT / "assets", tmp_path / "assets")
    (tmp_path / "content.yaml").write_text(text, encoding="utf-8")
    found = list(spelling(Session(Project.read(tmp_path), Memory()), "fr"))
    said = "\n".join(f"{item.message} {item.hint}" for item in found)
    for wrong, meant in {
        "Ouvertrue": "Ouverture",
        "formasions": "formations",
        "viles": "villes",
        "giude": "guide",
        "considérent": "considèrent",
        "Minié": "Minier",
    }.items():
        (one,) = (item for item in found if f"“{wrong}”" in str(item.message))
        assert meant in str(one.hint)
    assert "“le le”" in said
    assert len(found) == 7
