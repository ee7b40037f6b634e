"""The leaflet that this repository is for, in every edition that it ships, built once a session.

The tests of this folder are those of the leaflet itself: of the words and figures of
`content.yaml`, of `assets/` and of the files made from them. Whoever edits the leaflet brings
their goldens up to date; no other test depends on it (they have `tests/data/frozen` and smaller
projects).
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.conftest import Once
from tests.judges import programs
from tests.judges.conftest import Brochure

from depliant.build.pipeline import build
from depliant.build.report import BuildRequest
from depliant.press.condition import OutputCondition, load_condition

ROOT = Path(__file__).parents[2]
LANGUAGES = ("fr", "ar", "cs", "de", "en", "es", "it", "ja", "nl", "pl", "uk")
"""The languages of the leaflet, its own first."""


class Written(NamedTuple):
    """A file of the leaflet."""

    edition: str
    target: str
    pages: int
    path: Path


@pytest.fixture(scope="session")
def built(once: Once) -> Path:
    """What `build --all-editions` writes and finds."""

    def make(folder: Path) -> None:
        # Each file is judged in the tests.
        request = BuildRequest(all_editions=True, jobs=2, out=folder, preflight=False)
        report = build(ROOT, request)
        files = [(file.edition, file.target, file.pages, str(file.path)) for file in report.files]
        (folder / "files.json").write_text(json.dumps(files), encoding="utf-8")
        found = [(fault.code, str(fault)) for fault in report.diagnostics]
        (folder / "findings.json").write_text(json.dumps(found), encoding="utf-8")

    return once("leaflet", make)


@pytest.fixture(scope="session")
def editions(built: Path) -> list[Written]:
    """The files of every language that the leaflet has."""
    listed = json.loads((built / "files.json").read_text(encoding="utf-8"))
    return [Written(edition, target, pages, Path(path)) for edition, target, pages, path in listed]


@pytest.fixture(scope="session")
def findings(built: Path) -> list[tuple[str, str]]:
    """What was found in all editions: codes and what is said."""
    listed = json.loads((built / "findings.json").read_text(encoding="utf-8"))
    return [(code, said) for code, said in listed]


@pytest.fixture(scope="session")
def file_of(editions: list[Written]) -> Callable[[str, str], Written]:
    """The file of a language and a target."""
    files = {(file.edition, file.target): file for file in editions}
    return lambda language, target: files[language, target]


@pytest.fixture(scope="session")
def brochure(file_of: Callable[[str, str], Written]) -> Brochure:
    """The leaflet in French."""
    return Brochure(ROOT, file_of("fr", "press").path, file_of("fr", "screen").path)


@pytest.fixture(scope="session")
def condition() -> OutputCondition:
    """The printing condition of the leaflet."""
    return load_condition(ROOT / "assets" / "icc" / "FOGRA39L_coated.icc", "FOGRA39")


@pytest.fixture(scope="session")
def ask() -> Callable[..., str]:
    """Run a judge that must be content; what it says."""
    return programs.judge
