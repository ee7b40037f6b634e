"""A process of its own: what comes back from it, and that what it suffers stays there."""

from __future__ import annotations

import errno
import operator
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from depliant.bounds import MEMORY
from depliant.commands.cli import run
from depliant.confined import confined
from depliant.content.publication import load as load_publication
from depliant.errors import InputError, Place
from depliant.fonts.registry import FontFile, family_files
from depliant.source.folder import Folder

FILE = Place("leaflet.pdf")


def faults(caught: pytest.ExceptionInfo[InputError]) -> list[tuple[str, str]]:
    return [(item.code, str(item.place)) for item in caught.value.diagnostics]


def test_what_the_work_gives_comes_back_with_its_type() -> None:
    files = confined(tuple[FontFile, ...], FILE, family_files, "Barlow")
    assert files == family_files("Barlow")
    assert isinstance(files[0].path, Path)


def test_what_the_work_raises_comes_back_with_its_places(tmp_path: Path) -> None:
    broken = tmp_path / "content.yaml"
    broken.write_text("id: [", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        confined(object, FILE, load_publication, Folder(tmp_path))
    assert faults(caught) == [("yaml-syntax", "content.yaml:1:5")]


def test_more_memory_than_any_file_needs_is_said() -> None:
    with pytest.raises(InputError, match="1 GB of memory") as caught:
        confined(bytes, FILE, bytes, MEMORY + 1)
    assert faults(caught) == [("beyond-limits", "leaflet.pdf")]


def test_more_time_than_any_file_needs_is_said() -> None:
    with pytest.raises(InputError, match="after 1 seconds of work") as caught:
        confined(int, FILE, work_on, 0, seconds=1)
    assert faults(caught) == [("beyond-limits", "leaflet.pdf")]


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX")
@pytest.mark.parametrize(
    ("sent", "code"),
    [(signal.SIGSEGV, "reader-crashed"), (signal.SIGABRT, "reader-crashed"),
     (signal.SIGKILL, "reader-ended"), (signal.SIGTERM, "reader-ended")],
)  # fmt: skip
def test_a_child_that_breaks_down_says_nothing_against_the_file(
    sent: signal.Signals, code: str
) -> None:
    with pytest.raises(InputError, match=sent.name) as caught:
        confined(type(None), FILE, signal.raise_signal, sent)
    assert faults(caught) == [(code, "leaflet.pdf")]


def test_a_fault_of_the_program_is_said_as_such() -> None:
    with pytest.raises(InputError, match=r"ZeroDivisionError: .* \(confined.py:") as caught:
        confined(int, FILE, operator.floordiv, 1, 0)
    assert faults(caught) == [("internal", "leaflet.pdf")]
    assert "please report it" in str(caught.value)


def without_a_file() -> int:
    """Work that the system denies a file.

    Raises:
        OSError: always.
    """
    raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))


def test_what_the_system_denies_a_child_is_said_as_such() -> None:
    with pytest.raises(InputError, match="Too many open files") as caught:
        confined(int, FILE, without_a_file)
    assert [one.code for one in caught.value.diagnostics] == ["system-refused"]


def test_an_answer_of_another_type_is_a_fault_of_the_program() -> None:
    given: Callable[..., int] = str  # type: ignore[assignment]
    with pytest.raises(InputError) as caught:
        confined(int, FILE, given, "no number")
    assert faults(caught) == [("internal", "leaflet.pdf")]


def work_on(number: int) -> int:
    """Work that never ends."""
    while True:
        number += 1


@pytest.mark.parametrize("call", [["preflight"], ["read-aloud"], ["compare", "{}"]])
def test_a_child_that_fails_is_told_in_one_sentence(
    call: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("depliant.confined.sys.executable", "/bin/false")
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "a.pdf"
    file.write_bytes(b"%PDF-1.7")
    assert run([*(word.format(file) for word in call), str(file)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert f"{file}: error[reader-ended]" in err
    assert "Traceback" not in err
    assert list(tmp_path.iterdir()) == [file]
