"""A reissue made up for the tests: none of its values is true, and each is marked as test data."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

FROZEN = Path(__file__).parents[1] / "data" / "frozen"

CHANGED = {
    "habitat_minier": ("100000000", "120000000"),
    "aides_cites_pilotes": ("33000000", "35000000"),
    "mesure_patrimoine": ("30000000", "33500000"),
    "eleves": ("400", "450"),
    "perception_miniere": ("41", "47"),
    "participants_trail": ("3500", "4200"),
    "personnes_quinzaines": ("40000", "45000"),
    "auditeurs": ("500000", "620000"),
    "audience_epopee": ("2700000", "3100000"),
    "panneaux_nord": ("3", "4"),
    "fierte": ("76.9", "79.4"),
    "personnes_interrogees": ("200", "240"),
}
"""The figures of the leaflet that the reissue changes: old and new value."""
ADDED = {"benevoles": "60", "visites_guidees": "85"}
REMOVED = "contrats_de_ville"

_NEW_ITEMS = """\
          - text: "**{benevoles} bénévoles** formés."
            figure: benevoles
          - text: "**{visites_guidees} visites guidées.**"
            figure: visites_guidees
"""


@dataclass(frozen=True)
class Reissue:
    """Two project folders: the leaflet as it is, and the reissue."""

    old: Path
    new: Path


def leaflet(folder: Path, *languages: str) -> Path:
    """A copy of the leaflet, with its translations into `languages` alone."""
    left_out = shutil.ignore_patterns("*.po", "*.pot")
    shutil.copytree(FROZEN / "assets", folder / "assets", ignore=left_out)
    for language in languages:
        po = FROZEN / "assets/translations" / f"{language}.po"
        shutil.copy(po, folder / "assets/translations")
    shutil.copy(FROZEN / "content.yaml", folder)
    return folder


def reissued(text: str) -> str:
    """The content of the leaflet with other figures."""
    for name, (old, new) in CHANGED.items():
        pattern = rf"^(  {name}: +\{{value: ){re.escape(old)}\b([^}}]*?)(, note: [^,}}]*)?\}}"
        text, count = re.subn(pattern, rf"\g<1>{new}\2, note: test data}}", text, flags=re.M)
        assert count == 1, name
    added = "".join(
        f"  {name}: {{value: {value}, unit: personnes, source: unstated, note: test data}}\n"
        for name, value in ADDED.items()
    )
    text, count = re.subn(rf"^  {REMOVED}: .*\n", lambda _: added, text, flags=re.M)
    assert count == 1
    item = rf"^ +- text: .*{{{REMOVED}}}.*\n +figure: {REMOVED}\n"
    text, count = re.subn(item, "", text, flags=re.M)
    assert count == 1
    text, count = re.subn(
        r"^( +figure: chercheurs_ticcih\n)", lambda found: found[1] + _NEW_ITEMS, text, flags=re.M
    )
    assert count == 1
    return text


@pytest.fixture(scope="session")
def reissue(tmp_path_factory: pytest.TempPathFactory) -> Reissue:
    """The leaflet and its reissue, dated six years later."""
    folder = tmp_path_factory.mktemp("reissue")
    old, new = leaflet(folder / "old"), leaflet(folder / "new")
    content = new / "content.yaml"
    text = reissued(content.read_text(encoding="utf-8"))
    content.write_text(text.replace("date: 2017-06-30", "date: 2023-06-30"), encoding="utf-8")
    return Reissue(old, new)
