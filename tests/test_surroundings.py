"""What a process finds round it: a folder that has gone, an odd environment, names too long."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

import pytest

from depliant.batch.journal import NAME, Journal
from depliant.commands.cli import run
from depliant.errors import InputError

ACCORDION = Path(__file__).parent / "data" / "accordion"
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ACCORDION, tmp_path / "project"))


def test_a_working_folder_that_has_gone(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    code = run(["build", str(project)])
    os.chdir(tmp_path)
    assert code == 2
    said = "Error: The working folder cannot be used: No such file or directory.\n"
    assert capsys.readouterr().err == said


@pytest.mark.parametrize("value", ["junk", "-1", "1.5", "1e9", "٣", "9" * 30])
def test_a_date_that_is_none(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture, value: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
    assert run(["build", str(project)]) == 2
    said = f"Error: SOURCE_DATE_EPOCH is no number of seconds since 1970: “{value}”.\n"
    assert capsys.readouterr().err == said


def test_a_date_changes_no_byte_of_a_file(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    for value in ("", "0", " 1500000000 ", "99999999999"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
        assert run(["build", str(project), "--no-preflight", "--no-cache"]) == 0
        made.append([path.read_bytes() for path in sorted((project / "out").iterdir())])
    assert all(one == made[0] for one in made)


@pytest.mark.parametrize("length", [300, 5000])
@pytest.mark.parametrize(
    "call",
    [
        "build NAME",
        "check NAME",
        "build PROJECT --out NAME",
        "build PROJECT --fit-picture NAME",
        "batch PROJECT --data NAME",
        "compare NAME NAME",
        "figures extract NAME",
        "figures list --project NAME",
        "folds --picture NAME",
        "logo add NAME --project PROJECT",
        "new NAME",
        "preflight NAME",
        "proof import NAME --project PROJECT",
        "readaloud NAME",
        "translate export fr --project PROJECT --out NAME",
        "translate import NAME --project PROJECT",
    ],
)
def test_a_name_that_is_too_long(project: Path, capsys: Capture, call: str, length: int) -> None:
    name = "x" * length
    places = {"NAME": name, "PROJECT": str(project)}
    code = run([places.get(word, word) for word in call.split()])
    said = capsys.readouterr().err
    assert code in (1, 2)
    assert "[internal]" not in said
    assert "rror" in said


def test_a_folder_that_cannot_be_listed_leaves_no_edition_out_in_silence(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    (project / "assets" / "translations").mkdir()
    scandir = os.scandir

    def refused(path: Path) -> object:
        if os.fspath(path).endswith("translations"):
            raise PermissionError(errno.EACCES, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refused)
    assert run(["build", str(project), "--all-editions", "--no-preflight"]) == 2
    assert "error[asset-unreadable]: `assets/translations` cannot be" in capsys.readouterr().err


def test_a_journal_of_a_batch_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    with pytest.raises(InputError, match=r"output-unwritable.*Is a directory"):
        Journal(tmp_path, fresh=False)
