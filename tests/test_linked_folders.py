"""A linked folder leads no command's writing out of the project, whatever it writes there."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from depliant import starter
from depliant.commands.cli import run
from depliant.errors import InputError
from depliant.preview.desk import Desk
from depliant.preview.rounds import inbox, records

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs links")

MARK = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">'
    '<rect width="40" height="20" fill="#000"/></svg>'
)
CALLS = {
    "template": ("assets/translations", ["translate", "extract", "--project", "."]),
    "update": ("assets/translations", ["translate", "update", "nl", "--project", "."]),
    "pseudo": ("assets/translations", ["translate", "pseudo", "nl", "--project", "."]),
    "freeze": ("assets/issues", ["figures", "freeze", "2024"]),
    "reissue": ("assets/issues", ["reissue", "2025", "--former", "2024", "--date", "2025-06-30"]),
    "mark": (
        "assets/logos",
        ["logo", "add", "../mark.svg", "--name", "house", "--holder", "House", "--from-profile"],
    ),
    "sheet of marks": ("out", ["logo", "check"]),
    "record of a proof": ("assets/proofs", ["preview", "--export", "../proof.html"]),
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "library"
    starter.start(folder)
    (tmp_path / "mark.svg").write_text(MARK, "utf-8")
    monkeypatch.chdir(folder)
    return folder


def lead_out(project: Path, name: str) -> tuple[Path, dict[Path, bytes]]:
    """Put a link in a folder's place; the folder that it leads to, with what that holds."""
    folder, elsewhere = project / name, project.parent / "elsewhere"
    if folder.exists():
        shutil.move(folder, elsewhere)
    else:
        elsewhere.mkdir()
    folder.symlink_to(elsewhere)
    return elsewhere, held(elsewhere)


def held(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", CALLS)
def test_nothing_is_written_through_it(
    project: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    where, call = CALLS[name]
    elsewhere, before = lead_out(project, where)
    own = (project / "content.yaml").read_bytes()
    assert run(call) == 2
    assert "[path-outside]" in capsys.readouterr().err
    assert held(elsewhere) == before
    assert (project / "content.yaml").read_bytes() == own


@pytest.mark.parametrize("name", CALLS)
def test_without_the_link_it_is_written(project: Path, name: str) -> None:
    """The calls are such as write there: else the test above would show nothing."""
    where, call = CALLS[name]
    before = held(project / where)
    assert run(call) in (0, 1)
    assert held(project / where) != before


def test_content_that_is_a_link_out_is_not_written(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    elsewhere = project.parent / "content.yaml"
    shutil.move(project / "content.yaml", elsewhere)
    (project / "content.yaml").symlink_to(elsewhere)
    own = elsewhere.read_bytes()
    (project / "t.csv").write_text("id,value\nvisits,5\n", "utf-8")
    for call in (["figures", "import", "t.csv", "--yes"], ["figures", "undo"]):
        assert run(call) == 2
    assert "[path-outside]" in capsys.readouterr().err
    assert elsewhere.read_bytes() == own


def test_the_preview_saves_nothing_through_it(project: Path) -> None:
    elsewhere, _ = lead_out(project, "assets/translations")
    (elsewhere / "nl.po").write_bytes(b'msgid ""\nmsgstr ""\n')
    before = held(elsewhere)
    desk = Desk(project)
    with pytest.raises(InputError, match="path-outside"):
        desk.text("assets/translations/nl.po")
    assert held(elsewhere) == before


def test_answers_to_a_proof_are_not_kept_through_it(project: Path) -> None:
    elsewhere, before = lead_out(project, records.FOLDER)
    with pytest.raises(InputError, match="path-outside"):
        inbox.mark(project, "001/0123456789abcdef/0123456789abcdef", is_done=True)
    assert held(elsewhere) == before
