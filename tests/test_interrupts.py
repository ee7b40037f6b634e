"""Ctrl-C at any moment: one line, the exit code 130, and no traceback."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from depliant.commands.cli import run
from depliant.commands.console import STOPPED, attempt
from depliant.interrupts import Interrupts, is_interrupt

ACCORDION = Path(__file__).parent / "data" / "accordion"
LINE = "error[interrupted]: Stopped before the end. No file is half-written."

AT_IMPORT = """
import os, signal, sys

for loaded in ("enum", "signal"):  # as in a Python that has not loaded them at its start
    del sys.modules[loaded]

class Finder:
    def find_spec(name, *_):
        if name == {module!r}:
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Finder)
from depliant.commands.start import main
main()
"""

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ACCORDION, tmp_path / "project"))


def child(code: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@posix
@pytest.mark.parametrize(
    "module",
    [
        "enum",
        "signal",
        "msgspec",
        "depliant.commands.cli",
        "depliant.build.pipeline",
        "yaml",
        "uharfbuzz",
        "PIL",
        "reportlab.pdfgen.canvas",
        "pikepdf",
        "numpy",
        "depliant.preflight",
    ],
)
def test_while_a_library_loads(project: Path, module: str) -> None:
    done = child(AT_IMPORT.format(module=module), "build", project, "--no-cache")
    assert done.returncode == 130
    assert done.stderr.splitlines()[-1] == LINE
    assert done.stderr.count("interrupted") == 1
    assert "Traceback" not in done.stderr
    assert not (project / "out").exists()


@posix
@pytest.mark.parametrize("name", ["opened", "lost"])
def test_before_anything_is_begun_and_after_all_of_it(project: Path, name: str) -> None:
    code = (
        "import os, signal\n"
        "from depliant import streams\n"
        f"streams.{name} = lambda *_: os.kill(os.getpid(), signal.SIGINT)\n"
        "from depliant.commands.start import main\n"
        "main()"
    )
    done = child(code, "check", project)
    assert done.returncode == 130
    assert done.stderr.splitlines()[-1] == LINE
    assert "Traceback" not in done.stderr


@posix
def test_where_nobody_can_take_it() -> None:
    """In the midst of what Python calls without a caller, such as a finaliser."""
    code = (
        "import os, signal\n"
        "from depliant.interrupts import watch\n"
        "watch()\n"
        "class Thing:\n"
        "    def __del__(self): os.kill(os.getpid(), signal.SIGINT)\n"
        "Thing()\n"
        "print('it goes on')"
    )
    done = child(code)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", f"{LINE}\n")


@posix
def test_in_the_background_it_stays_ignored() -> None:
    code = (
        "import os, signal\n"
        "signal.signal(signal.SIGINT, signal.SIG_IGN)\n"
        "from depliant.interrupts import watch\n"
        "watch()\n"
        "os.kill(os.getpid(), signal.SIGINT)\n"
        "print('it goes on')"
    )
    assert child(code).stdout == "it goes on\n"


@posix
def test_processes_that_work_for_it_leave_it_to_their_parent(tmp_path: Path) -> None:
    code = (
        "import os, signal\n"
        "from concurrent.futures import ProcessPoolExecutor\n"
        "from depliant.interrupts import watch\n"
        "from depliant.workers import end_with_parent\n"
        "def work(_): os.kill(os.getpid(), signal.SIGINT); return 'done'\n"
        "watch()\n"
        "with ProcessPoolExecutor(1, initializer=end_with_parent) as pool:\n"
        "    print(*pool.map(work, [1]))"
    )
    done = child(code)
    assert (done.returncode, done.stdout, done.stderr) == (0, "done\n", "")


def test_what_a_library_makes_of_it_is_no_fault_of_ours() -> None:
    def library() -> None:
        try:
            raise KeyboardInterrupt
        except KeyboardInterrupt:
            raise SystemError("returned a result with an exception set")  # noqa: B904

    def work(_: object) -> SimpleNamespace:
        library()
        return SimpleNamespace(diagnostics=())

    assert attempt(work) == (None, (STOPPED,), 130)
    looped = ValueError()
    looped.__context__ = looped
    assert not is_interrupt(looped)


def test_outside_the_command_nothing_is_changed(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = signal.getsignal(signal.SIGINT), sys.unraisablehook
    assert run(["check", str(project), "--json"]) == 0
    assert (signal.getsignal(signal.SIGINT), sys.unraisablehook) == before
    capsys.readouterr()


def test_a_second_one_does_not_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    ends: list[int] = []

    def end(code: int) -> None:
        ends.append(code)
        raise SystemExit(code)

    monkeypatch.setattr(os, "_exit", end)
    monkeypatch.setattr(os, "write", lambda *_: 0)
    stop = Interrupts()
    with pytest.raises(KeyboardInterrupt):
        stop(signal.SIGINT, None)
    with pytest.raises(SystemExit):
        stop(signal.SIGINT, None)
    assert ends == [130]
