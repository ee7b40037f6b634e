"""Where faults are tried: a project, the files it had before, those that are right, and the rules.

A trial runs a command as a user does, in a process of its own, and something happens to it. After
it every file is an older one or the right one, whole; a command that came to its end said so truly;
and the same command, run again in peace, ends well, gives the right files and leaves nothing else.
"""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping
from contextlib import redirect_stdout, suppress
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

from tests.batch.conftest import HEADINGS, personal
from tests.test_editions import translate_all

from depliant import files

ROOT: Final = Path(__file__).parents[2]
SMALL: Final = ROOT / "tests" / "data" / "accordion"
COMMAND: Final = "from depliant.commands.cli import main; main()"
PATIENCE: Final = 120
"""Seconds after which a command hangs."""
LINGERING: Final = 30
"""Seconds that a process may outlive the one that started it."""

Files = Mapping[str, bytes]
Call = tuple[str | Path, ...]


class FaultError(AssertionError):
    """Something that must not be."""


class Done(NamedTuple):
    """How a command ended: its exit code, negative for a signal, and what it said."""

    code: int
    said: str


class Work(NamedTuple):
    """A command, and what it makes of a folder.

    Args:
        call: what is typed after `depliant`.
        folder: where its files go.
        old: the files that are there before, and
        new: those that are right after it.
        is_set: whether they change together.
        older: the content of which the older files are, where it can be put back.
    """

    call: Call
    folder: Path
    old: Files
    new: Files
    is_set: bool
    older: bytes = b""

    def begin(self) -> None:
        """Have the older files in the folder, and nothing else."""
        shutil.rmtree(self.folder, ignore_errors=True)
        for name, data in self.old.items():
            (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / name).write_bytes(data)


class Lab:
    """A folder with all that trials need.

    Args:
        folder: where; it is made.
        seed: what the moments, places and kinds are drawn by.
    """

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder = folder
        self.random = Random(seed)
        self.seen: Counter[str] = Counter()
        self.cache = folder / "cache"
        folder.mkdir(parents=True, exist_ok=True)

    def build(self, *options: str) -> Work:
        """Building a small brochure in two languages, of which an older one is there."""
        project = self._place("brochure")
        shutil.copytree(SMALL, project)
        with redirect_stdout(io.StringIO()):
            translate_all(project, "nl")
        call: Call = ("build", project, "--all-editions", *options)
        content = project / "content.yaml"
        text = content.read_text("utf-8")
        content.write_text(text.replace("18400", "17300"), "utf-8")
        older, old = content.read_bytes(), self._made(call, project / "out")
        content.write_text(text, "utf-8")
        return self._work(call, project / "out", old, is_set=True)._replace(older=older)

    def batch(self, *options: str, rows: int = 6, merged: bool = False) -> Work:
        """Making a brochure of each row of a table, of which older ones are there."""
        place = self._place("batch")
        place.mkdir()
        project = personal(place / "library")
        out, table = place / "out", place / "people.csv"
        call: Call = ("batch", project, "--data", table, "--key", "ID", *options, "--sample", "0")
        call = (*call, "--no-preflight")
        call = (*call, "--merge", out / "all.pdf") if merged else (*call, "--out", out)
        _people(table, rows, "7")
        old = self._made(call, out)
        _people(table, rows, "1204")
        return self._work(call, out, old, is_set=merged)

    def _place(self, name: str) -> Path:
        return self.folder / f"{name}{len(list(self.folder.iterdir()))}"

    def _work(self, call: Call, folder: Path, old: Files, *, is_set: bool) -> Work:
        new = self._made(call, folder)
        if old.keys() != new.keys() or old == new:
            raise FaultError("the older files do not differ from the new ones")
        return Work(call, folder, old, new, is_set)

    def _made(self, call: Call, folder: Path) -> Files:
        shutil.rmtree(folder, ignore_errors=True)
        done = self.run(call)
        if done.code:
            raise FaultError(f"a command fails that nothing has happened to: {done}")
        return {name: data for name, data in there(folder).items() if not is_report(name)}

    def run(self, call: Call, within: Call = ("-c", COMMAND), before: Call = ()) -> Done:
        """A command from its beginning to its end."""
        return ended(self.start(call, within, before))

    def start(
        self, call: Call, within: Call = ("-c", COMMAND), before: Call = ()
    ) -> subprocess.Popen[str]:
        """A command that has begun, in a session of its own."""
        where = {"DEPLIANT_CACHE": str(self.cache), "LANGUAGE": "en", "PYTHONPATH": _PYTHONPATH}
        return subprocess.Popen(
            [*before, sys.executable, *within, *call],
            env={**os.environ, **where},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
            preexec_fn=_heeding,
        )


def _heeding() -> None:
    """Heed Ctrl-C, also where the trials run in the background, which ignores it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _people(table: Path, rows: int, loans: str) -> None:
    people = ((f"{n}", f"Reader {n}", "UK", "York", loans) for n in range(rows))
    with table.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows((HEADINGS, *people))


_PYTHONPATH = os.pathsep.join((str(ROOT / "src"), str(ROOT), os.environ.get("PYTHONPATH", "")))


def ended(running: subprocess.Popen[str]) -> Done:
    """How a command ends, and what it says.

    Raises:
        FaultError: it does not, or a process that it has started goes on.
    """
    try:
        said, _ = running.communicate(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        os.killpg(running.pid, signal.SIGKILL)
        raise FaultError("it does not end") from None
    end = time.monotonic() + LINGERING
    while left := of_session(running.pid):
        if time.monotonic() > end:
            for process in left:
                with suppress(ProcessLookupError):
                    os.kill(process, signal.SIGKILL)
            raise FaultError(f"{len(left)} processes outlive the one that started them")
        time.sleep(0.02)
    return Done(running.returncode, said)


def of_session(session: int) -> list[int]:
    """The living processes of a session (Linux; elsewhere none are seen)."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            # proc(5): state, parent, group, session, after the name, which may hold anything.
            state, _, _, its = entry.read_text("latin-1").rpartition(")")[2].split()[:4]
            if int(its) == session and state not in "ZX":
                found.append(int(entry.parent.name))
    return found


def there(folder: Path) -> dict[str, bytes]:
    """The files in a folder that a user sees, by their names."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in found
        if not path.name.startswith(".")
    }


def hidden(folder: Path) -> list[str]:
    """What is in a folder that a user does not see."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob(".*"))


def is_report(name: str) -> bool:
    """Whether a file tells of a batch: with the time that it took, so that none is as another."""
    return name.startswith("batch.")


def check_whole(work: Work) -> str:
    """Hold every file to be an older one or the right one; which of them they are.

    Raises:
        FaultError: one is neither, or they do not belong together.
    """
    found = there(work.folder) if work.folder.exists() else {}
    own = {name: data for name, data in found.items() if not is_report(name)}
    for name, data in own.items():
        if data not in (work.old.get(name), work.new.get(name)):
            raise FaultError(
                f"{name} is neither the older file nor the right one: {len(data)} bytes"
            )
    for name, data in found.items():
        if name.endswith(".json"):
            json.loads(data)
    if own == work.new:
        return "new"
    if own == work.old:
        return "old"
    if not work.is_set:
        return "mixed"
    if not (work.folder / files.JOURNAL).exists():
        raise FaultError("files of two makes lie together, and no journal tells")
    files.settle(work.folder)
    if there(work.folder) not in (work.old, work.new):
        raise FaultError("files of two makes lie together after all was settled")
    return "settled"


def check_said(work: Work, done: Done, state: str) -> None:
    """Hold what a command said to be true.

    Raises:
        FaultError: it is not, or it is not said as everything is.
    """
    for word in ("Traceback", "[internal]", "Fatal Python error"):
        if word in done.said:
            raise FaultError(f"“{word}” is said: {done.said[-2000:]}")
    if done.code not in (0, 1, 2, 130):
        raise FaultError(f"it ends with {done.code}: {done.said[-2000:]}")
    if done.code == 0 and state != "new":
        raise FaultError(f"it ends with 0, and the files are {state}: {done.said[-2000:]}")
    if done.code and work.is_set and state == "new" and "are as they were" in done.said:
        raise FaultError(f"older files are said to be as they were: {done.said[-2000:]}")
    if done.code not in (0, 130) and "error[" not in done.said:
        raise FaultError(f"it ends with {done.code}, and does not say why: {done.said[-2000:]}")


def check_again(lab: Lab, work: Work) -> None:
    """Run the same command in peace: it is to end well, with the right files and nothing else.

    Raises:
        FaultError: it does not.
    """
    done = lab.run(work.call)
    state = check_whole(work)
    if done.code or state != "new":
        raise FaultError(
            f"run again it ends with {done.code}, the files {state}: {done.said[-2000:]}"
        )
    if left := hidden(work.folder):
        raise FaultError(f"left behind: {', '.join(left)}")
