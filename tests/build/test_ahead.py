"""A long document that several processes set is the same file, whatever becomes of them.

Processes are forked only where no other thread runs, and the tests themselves may run beside some:
so each build is a program of its own.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from depliant.build.ahead import FEWEST_PANELS, helpers
from depliant.build.memory import Memory

ROOT = Path(__file__).parents[2]
FROZEN = ROOT / "tests" / "data" / "frozen"
COUNT = FEWEST_PANELS + 12

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs POSIX")

BUILD = """
import sys
from depliant.build import ahead
from depliant.commands.cli import run
{before}
code = run(sys.argv[1:])
print("helpers:", len(started), file=sys.stderr)
sys.exit(code)
"""

COUNTED = """
started = []
own = ahead._Helper.__init__
def counted(self, *given):
    own(self, *given)
    started.append(self)
    {then}
ahead._Helper.__init__ = counted
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Sixty panels of text, each with words of its own, and some that nobody can spell."""
    root = tmp_path / "long"
    (root / "assets").mkdir(parents=True)
    shutil.copy(ROOT / "tests" / "bench" / "long.yaml", root / "assets" / "style.yaml")
    shutil.copytree(FROZEN / "assets" / "icc", root / "assets" / "icc")
    write(root, [panel(number) for number in range(COUNT)])
    return root


def panel(number: int, words: int = 60) -> dict[str, Any]:
    """A panel of so many words, and of one more in a list."""
    said = "Le Bassin minier raconte trois siècles de travail et de paysages"
    text = " ".join(said.split()[(number + at) % 11] for at in range(words))
    listed = {"items": [{"text": f"**{'abcdefghij'[number % 10]}xqz** et la suite"}]}
    return {"id": f"p{number}", "title": f"Page {text[:9]}", "design": "default",
            "blocks": [{"text": text}, listed]}  # fmt: skip


def write(root: Path, panels: list[dict[str, Any]]) -> None:
    first = panels[0]
    title = {"heading": first.pop("title")}
    first["blocks"] = [{"heading": "Un long récit", "level": 1}, title, *first["blocks"]]
    head = {"id": "long", "title": "Un long récit", "language": "fr", "date": "2020-01-01"}
    content = json.dumps({**head, "panels": panels}, ensure_ascii=False)
    (root / "content.yaml").write_text(content, encoding="utf-8")


def built(root: Path, jobs: int, then: str = "") -> tuple[bytes, str, int]:
    """The press file of a build, what it says, and how many processes helped."""
    out = root / f"out-{jobs}-{len(then)}"
    script = BUILD.format(before=COUNTED.format(then=then or "pass"))
    call = ["build", str(root), "--target", "press", "--no-preflight", "--no-cache", "--fit",
            "--jobs", str(jobs), "--out", str(out)]  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", script, *call], capture_output=True, text=True, check=False
    )
    *said, last = done.stderr.splitlines()
    files = [path.read_bytes() for path in out.glob("*.pdf")]
    told = done.stdout.replace(str(out.relative_to(root)), "out")
    # Seconds are of the build, and nothing else is.
    told = " ".join(word for word in told.split() if not word.replace(".", "").isdigit())
    return b"".join(files), "\n".join([*said, told]), int(last.partition(": ")[2])


def test_the_file_and_all_that_is_said_are_the_same_for_any_number_of_processes(
    project: Path,
) -> None:
    alone = built(project, 1)
    assert alone[2] == 0
    assert alone[0].startswith(b"%PDF")
    assert "misspelt" in alone[1]
    for jobs in (2, 4):
        assert built(project, jobs) == (*alone[:2], jobs - 1)


@pytest.mark.parametrize(
    "then",
    [
        "import os, signal; os.kill(self._process, signal.SIGKILL)",
        "import os, signal, time; time.sleep(0.3); os.kill(self._process, signal.SIGKILL)",
    ],
    ids=["at once", "later"],
)
def test_a_process_that_is_killed_changes_nothing(project: Path, then: str) -> None:
    alone, killed = built(project, 1), built(project, 2, then)
    assert killed == (*alone[:2], 1)


def test_what_is_wrong_is_told_in_the_order_of_panels_and_nothing_is_written(
    project: Path,
) -> None:
    panels = [panel(number) for number in range(COUNT)]
    for number in (3, COUNT // 2, COUNT - 2):
        panels[number] = panel(number, words=900)
    write(project, panels)
    alone, together = built(project, 1), built(project, 2)
    assert alone[0] == b""
    assert alone[1].count("overset") >= 3
    assert together == (*alone[:2], 1)


def test_no_process_is_left_when_the_build_is_done(project: Path) -> None:
    looked = "import os; print([os.path.exists(f'/proc/{one._process}') for one in started])"
    script = BUILD.format(before=COUNTED.format(then="pass")).replace("sys.exit(code)", looked)
    call = ["build", str(project), "--target", "press", "--no-preflight", "--jobs", "3", "--out",
            str(project / "out")]  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", script, *call], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[False, False]"


def test_no_process_is_forked_beside_a_thread_that_may_hold_a_lock() -> None:
    leave = threading.Event()
    thread = threading.Thread(target=leave.wait)
    thread.start()
    try:
        assert helpers(4, Memory(), []) is None
    finally:
        leave.set()
        thread.join()


def test_one_process_needs_no_helper() -> None:
    assert helpers(1, Memory(), []) is None
