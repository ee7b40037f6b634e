"""Commands where the system gives them little: told in a sentence, and older files stay."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("needs POSIX", allow_module_level=True)
else:
    import resource

ACCORDION = Path(__file__).parent / "data" / "accordion"
COMMAND = "from depliant.commands.start import main; main()"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ACCORDION, tmp_path / "project"))


def within(limit: int, amount: int, *call: str | Path) -> subprocess.CompletedProcess[str]:
    """A command that the system gives no more of something."""
    done = subprocess.run(
        [sys.executable, "-c", COMMAND, *map(str, call)],
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},  # Python writes what is cut off, too
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=partial(resource.setrlimit, limit, (amount, amount)),
    )
    for word in ("Traceback", "[internal]", "Fatal Python error"):
        assert word not in done.stderr
    return done


def test_few_open_files(project: Path) -> None:
    done = within(resource.RLIMIT_NOFILE, 8, "check", project)
    assert done.returncode == 0 or "Too many open files" in done.stderr


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("OSError(errno.EMFILE, 'No more files')", "No more files"),
        ("MemoryError()", "there is no more memory"),
        ("EOFError('marshal data too short')", "a file of its own is cut off, install it again"),
    ],
)
def test_no_file_for_the_program_itself(fault: str, said: str) -> None:
    code = (
        "import errno, sys\n"
        "class Finder:\n"
        "    def find_spec(name, *_):\n"
        f"        if name == 'depliant.commands.cli': raise {fault}\n"
        "sys.meta_path.insert(0, Finder)\n" + COMMAND
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    line = f"error[system-refused]: The system does not let the program begin: {said}.\n"
    assert (done.returncode, done.stderr) == (2, line)


@pytest.mark.parametrize(
    ("name", "most"),
    [
        ("build", 0),
        ("build", 1024),
        ("table", 0),
        ("workbook", 0),
        ("workbook", 1024),
        ("compare", 0),
        ("compare", 1024),
    ],
)
def test_files_that_may_hold_little(project: Path, tmp_path: Path, name: str, most: int) -> None:
    table, book, side = tmp_path / "t.csv", tmp_path / "t.xlsx", tmp_path / "c"
    out = project / "out"
    out.mkdir()
    older = (out / "old.pdf", table, book)
    for path in older:
        path.write_bytes(b"older")
    calls: dict[str, tuple[str | Path, ...]] = {
        "build": ("build", project, "--no-preflight", "--target", "screen"),
        "table": ("figures", "export", table, "--project", project),
        "workbook": ("figures", "export", book, "--project", project),
        "compare": ("compare", project, project, "--out", side),
    }
    done = within(resource.RLIMIT_FSIZE, most, *calls[name])
    assert {path.read_bytes() for path in older} == {b"older"}
    assert done.returncode == 2
    assert "[output-unwritable]" in done.stderr or "[system-refused]" in done.stderr
    assert [path.name for path in out.iterdir()] == ["old.pdf"]
    assert not list(tmp_path.glob("*before*"))


@pytest.mark.parametrize("megabytes", [160, 400])
@pytest.mark.skipif(sys.platform != "linux", reason="needs Linux")
def test_little_memory(project: Path, megabytes: int) -> None:
    done = within(resource.RLIMIT_AS, megabytes << 20, "build", project, "--no-cache")
    assert done.returncode in (0, 2)
    assert done.returncode == 0 or "error[" in done.stderr
    assert done.returncode == 0 or not [*project.glob("out/*")]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
@pytest.mark.parametrize(
    "call",
    [
        ("logo", "add", "mark.svg", "--project", "."),
        ("preflight", "leaflet.pdf"),
        ("read-aloud", "leaflet.pdf"),
        ("figures", "extract", "leaflet.pdf"),
        ("figures", "import", "people.csv", "--yes"),
        ("batch", ".", "--data", "people.csv", "--key", "name"),
    ],
)
def test_a_pipe_that_nobody_writes_to_is_not_waited_for(
    project: Path, call: tuple[str, ...]
) -> None:
    for name in ("mark.svg", "leaflet.pdf", "people.csv"):
        os.mkfifo(project / name)
    done = subprocess.run(
        [sys.executable, "-c", COMMAND, *call],
        cwd=project, capture_output=True, text=True, check=False, timeout=240,
    )  # fmt: skip
    assert done.returncode == 2
    assert "it is no file" in done.stderr
