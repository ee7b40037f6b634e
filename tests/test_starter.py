"""What `depliant new` leaves is a brochure that builds at once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from depliant.commands.cli import run


@pytest.fixture
def project(tmp_path: Path) -> Path:
    assert run(["new", str(tmp_path / "mine")]) == 0
    return tmp_path / "mine"


def test_it_builds_at_once(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert run(["build", str(project)]) == 0
    out, err = capsys.readouterr()
    found = re.findall(r"\w+\[[\w-]+\]", err)
    assert found == ["info[fold-colour]", "warning[logo-standin]"], "nothing else to be said of it"
    assert sorted(path.name for path in (project / "out").iterdir()) == [
        "library.en.press.pdf",
        "library.en.screen.pdf",
    ]
    assert "library.en.press.pdf" in out


def test_it_needs_no_advice(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert run(["check", str(project), "--typography"]) == 0
    out, err = capsys.readouterr()
    assert 'quotes: "The best → “The best' in out
    assert "advice" not in err


def test_files_are_real_and_may_be_edited(project: Path) -> None:
    """No links back into the installed program, and all that the files name is there."""
    for path in project.rglob("*"):
        assert not path.is_symlink(), path
    for file in (project / "content.yaml", project / "assets" / "style.yaml"):
        named = re.search(r"\$schema=(\S+)", file.read_text(encoding="utf-8"))
        assert named is not None
        assert (file.parent / named[1]).is_file(), f"{named[1]}, which editors look for"


def test_a_folder_in_which_a_copy_was_killed(tmp_path: Path) -> None:
    (tmp_path / "assets" / "icc").mkdir(parents=True)
    (tmp_path / "assets" / ".depliant-0123456789abcdef-0.new").write_bytes(b"half")
    (tmp_path / ".depliant-save").write_bytes(
        b'{"token": "0123456789abcdef", "files": [["assets/style.yaml", false]]}\n'
    )
    assert run(["new", str(tmp_path)]) == 0
    assert (tmp_path / "content.yaml").exists()
    assert not list(tmp_path.rglob(".*"))
