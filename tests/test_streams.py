"""Standard streams that are closed, full or read by nobody: the work is done, the code is right."""

from __future__ import annotations

import os
import select
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a shell")

ACCORDION = Path(__file__).parent / "data" / "accordion"
COMMAND = f"{sys.executable} -c 'from depliant.commands.start import main; main()'"
FILES = ["tide-mill.en.press.pdf", "tide-mill.en.screen.pdf"]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ACCORDION, tmp_path / "project"))


def shell(project: Path, how: str, arguments: str = "build --no-preflight") -> int:
    """Run a command with its streams led somewhere; its exit code."""
    line = f"set -o pipefail; {COMMAND} {arguments} '{project}' {how}"
    return subprocess.run(["bash", "-c", line], capture_output=True, check=False).returncode


@pytest.mark.parametrize(
    "how",
    [
        ">&-",
        "2>&-",
        ">&- 2>&-",
        "<&- >&- 2>&-",
        "2>&1 | head -1",
        "2>&1 | true",
        "| head -1",
        "2>/dev/full",
        "2>/dev/full | head -1",
        "2>&1 | tee /dev/null",
    ],
)
def test_a_build_ends_well_and_writes_its_files(project: Path, how: str) -> None:
    assert shell(project, how) == 0
    assert sorted(path.name for path in (project / "out").iterdir()) == FILES
    for name in FILES:
        assert (project / "out" / name).read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("how", [">/dev/full", ">/dev/full 2>&1"])
def test_results_that_are_lost_are_told_after_the_files_are_written(
    project: Path, how: str
) -> None:
    assert shell(project, how) == 2
    assert sorted(path.name for path in (project / "out").iterdir()) == FILES


@pytest.mark.parametrize("how", ["", ">&-", "2>&-", "2>&1 | true", "2>/dev/full", ">/dev/full"])
def test_what_is_wrong_keeps_its_exit_code(project: Path, how: str) -> None:
    content = project / "content.yaml"
    content.write_text(content.read_text("utf-8").replace("{share}", "{shore}", 1), "utf-8")
    code = shell(project, "")
    assert code in (1, 2)
    assert shell(project, how) == code
    assert not (project / "out").exists()


@pytest.mark.parametrize("told", ["", "1"])
def test_lines_are_given_out_at_once_where_python_is_told_so(told: str) -> None:
    code = (
        "import sys\n"
        "from depliant import streams\n"
        "streams.opened()\n"
        "print('Preview: http://…')\n"
        "sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": told, "PYTHONIOENCODING": "utf-8"},
    ) as running:
        assert running.stdout is not None
        assert running.stdin is not None
        ready, _, _ = select.select([running.stdout], [], [], 20 if told else 1)
        assert bool(ready) is bool(told)
        running.stdin.close()
        assert running.stdout.read() == "Preview: http://…\n".encode()


def test_a_pipe_that_does_not_wait_loses_nothing() -> None:
    """A program that shares it, such as one of Node's, may have made it so."""
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    command = [sys.executable, "-c", "from depliant.commands.start import main; main()", "explain"]
    got: list[bytes] = []
    with subprocess.Popen(command, stdout=writing, stderr=subprocess.PIPE) as running:
        os.close(writing)
        with open(reading, "rb", buffering=0) as stream:
            slow = threading.Timer(0.5, lambda: got.append(stream.readall()))
            slow.start()
            slow.join()
        assert running.stderr is not None
        assert running.stderr.read() == b""
    usual = subprocess.run(command, capture_output=True, check=True)
    assert len(usual.stdout) > 1 << 13
    assert got == [usual.stdout]
