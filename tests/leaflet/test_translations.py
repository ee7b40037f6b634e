"""The translations that the leaflet ships: whole, with its figures, as gettext writes them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.translation.test_po import run

from depliant.build.editions import edition_in
from depliant.commands.cli import run as run_depliant
from depliant.content.publication import load as load_publication
from depliant.content.resolve import resolve
from depliant.source.folder import Folder
from depliant.translation.digits import digit_proof
from depliant.translation.finding import languages
from depliant.translation.loading import load_translation
from depliant.translation.po import read

from .conftest import LANGUAGES as EVERY
from .conftest import ROOT

LANGUAGES = languages(Folder(ROOT))
FOLDER = Path("assets", "translations")
SHIPPED = sorted((ROOT / FOLDER).glob("*.po*"))


def test_what_is_shipped_is_what_the_tests_go_through() -> None:
    assert ("fr", *sorted(LANGUAGES)) == EVERY


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_shipped_edition_is_whole_and_shows_the_figures_of_its_source(language: str) -> None:
    publication = load_publication(Folder(ROOT))
    made = edition_in(publication, Folder(ROOT), language)
    assert made.edition is not None
    assert [str(fault) for fault in made.diagnostics if fault.code.startswith("translation-")] == []
    source, _ = resolve(publication, publication.language)
    assert digit_proof(source, made.edition) == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_header_of_a_shipped_translation_asks_for_a_native_review(language: str) -> None:
    header = load_translation(Folder(ROOT), language)[0].catalogue.header
    assert header["Language"] == language
    assert header["X-Depliant-Review"] == "native review due"
    assert header["PO-Revision-Date"].startswith("2017-06-30")


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_what_is_shipped_is_as_msgcat_writes_it(path: Path) -> None:
    assert run("msgcat", "--no-wrap", str(path)).encode() == path.read_bytes()


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_what_is_shipped_passes_msgfmt(path: Path, tmp_path: Path) -> None:
    run("msgfmt", "--check", "-o", str(tmp_path / "out.mo"), str(path))


@pytest.mark.parametrize(
    "path", [path for path in SHIPPED if path.suffix == ".po"], ids=lambda path: path.name
)
def test_msgmerge_finds_nothing_to_do(path: Path) -> None:
    merged = run("msgmerge", "--quiet", "--no-wrap", str(path), str(path.parent / "messages.pot"))
    mine, its = read(path.read_text(), "a")[0], read(merged, "b")[0]
    assert [(p.key, p.strings, p.flags) for p in its.entries] == [
        (p.key, p.strings, p.flags) for p in mine.entries
    ]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the leaflet, whose translations may be written."""
    shutil.copytree(ROOT / "assets", tmp_path / "assets")
    shutil.copy(ROOT / "content.yaml", tmp_path)
    return tmp_path


def test_the_template_and_the_comments_of_every_translation_are_current(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Figures, room and places: what a translator reads is true of the leaflet as it is."""
    assert run_depliant(["translate", "extract", "--project", str(project)]) == 0
    for language in LANGUAGES:
        assert run_depliant(["translate", "update", language, "--project", str(project)]) == 0
    assert capsys.readouterr().out.count("is as it was") == len(LANGUAGES)
    written = {path.name: path.read_bytes() for path in (project / FOLDER).iterdir()}
    assert written == {path.name: path.read_bytes() for path in (ROOT / FOLDER).iterdir()}


def test_no_translation_is_longer_than_its_room(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_depliant(["translate", "status", "--project", str(project)]) == 0
    assert "translation-" not in capsys.readouterr().out
