"""Saves that are killed, for `test_files`: run as a program, which may fork as it has one thread.

    python kills.py lines FOLDER     kill a save at every line that it runs, and what settles it
    python kills.py clock FOLDER     kill saves at moments of the clock, until enough were half done
    python kills.py rivals FOLDER    two programs that save in one folder, killed now and then

Prints what it has seen as JSON; a state that must not be is an AssertionError.
"""

from __future__ import annotations

import itertools
import json
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

from depliant import files, locks
from depliant.sentences import NOTHING

_OURS = {files.__file__, locks.__file__}
_CALCULATING = {"_check", "below", "placed", "paths", "_is_temporary", "_is_there"}
"""What only calculates and looks: a kill there is one before or after it."""

_NAMES = ("press.pdf", "screen.pdf", "below/data.csv")
_RANDOM = random.Random(5)
os.fsync = lambda _: None  # type: ignore[assignment]  # a kill is no power cut, and it takes time


def a_set(word: str) -> dict[str, bytes]:
    return {name: f"{word} {name}\n".encode() * 300 for name in _NAMES}


def put_out(folder: Path, those: dict[str, bytes]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    for name, data in those.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


def there(folder: Path) -> dict[str, bytes]:
    """The files in a folder that a reader sees."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in found
        if not path.name.startswith(".depliant-")
    }


def litter(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob(".*")]


def killed(work: Callable[[], None], line: int) -> bool:
    """Do it in another process, killed when it comes to its `line`-th line; False: it ended."""
    child = os.fork()
    if child == 0:
        count = 0

        def trace(frame: FrameType, event: str, _: Any) -> Any:
            nonlocal count
            if frame.f_code.co_filename not in _OURS or frame.f_code.co_name in _CALCULATING:
                return None
            if event == "line":
                count += 1
                if count == line:
                    os.kill(os.getpid(), signal.SIGKILL)
            return trace

        sys.settrace(trace)
        work()
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def check_whole(folder: Path, old: dict[str, bytes], new: dict[str, bytes]) -> bool:
    """After a kill: every file whole, and a mixed set only beside a journal; whether it is."""
    found = there(folder)
    for name, data in found.items():
        assert data in (old.get(name), new.get(name)), name
    mixed = found not in (old, new)
    assert not mixed or (folder / files.JOURNAL).exists()
    return mixed


def lines(folder: Path) -> dict[str, int]:
    seen = {"kills": 0, "mixed": 0, "old": 0, "new": 0}
    new = a_set("new")
    old = {name: data for name, data in a_set("old").items() if name != "screen.pdf"}
    for line in itertools.count(1):
        put_out(folder, old)
        if not killed(lambda: void(files.save(folder, new, NOTHING)), line):
            break
        seen["kills"] += 1
        seen["mixed"] += check_whole(folder, old, new)
        if line % 3 == 0:
            killed(lambda: files.settle(folder), _RANDOM.randrange(1, 80))
            check_whole(folder, old, new)
        files.settle(folder)
        assert there(folder) in (old, new)
        assert litter(folder) == []
        seen["new" if there(folder) == new else "old"] += 1
    assert there(folder) == new
    return seen


def saving(folder: Path, *sets: dict[str, bytes]) -> int:
    """A process that saves sets by turns, without end; it has begun to."""
    begun, tell = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(tell, b".")
        for each in itertools.cycle(sets):
            files.save(folder, each, NOTHING)
    os.close(tell)
    os.read(begun, 1)
    os.close(begun)
    return child


def clock(folder: Path) -> dict[str, int]:
    seen = {"kills": 0, "mixed": 0, "left": 0}
    sets = {word: a_set(word) for word in ("one", "two")}
    put_out(folder, sets["one"])
    # On a busy machine many a kill comes before the save has had its turn.
    while seen["kills"] < 60 or (seen["left"] <= 10 and seen["kills"] < 600):
        child = saving(folder, *sets.values())
        time.sleep(_RANDOM.random() * 0.01)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        seen["kills"] += 1
        seen["mixed"] += check_whole(folder, sets["one"], sets["two"])
        seen["left"] += len(litter(folder))
        if seen["kills"] % 3 == 0:
            files.settle(folder)
            assert there(folder) in (sets["one"], sets["two"])
            assert litter(folder) == []
    return seen


def rivals(folder: Path) -> dict[str, int]:
    sets = {word: a_set(word) for word in ("one", "two")}
    put_out(folder, sets["one"])
    running: dict[int, str] = {}
    kills = 0
    while kills < 60:
        for word in sets.keys() - running.values():
            running[saving(folder, sets[word])] = word
        time.sleep(_RANDOM.random() * 0.03)
        unlucky = _RANDOM.choice(list(running))
        os.kill(unlucky, signal.SIGKILL)
        assert os.WTERMSIG(os.waitpid(unlucky, 0)[1]) == signal.SIGKILL  # it had not failed before
        del running[unlucky]
        kills += 1
    for child in running:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    files.settle(folder)
    assert there(folder) in sets.values()
    assert litter(folder) == []
    return {"kills": kills}


def void(_: object) -> None:
    """Nothing."""


if __name__ == "__main__":
    work = {"lines": lines, "clock": clock, "rivals": rivals}[sys.argv[1]]
    print(json.dumps(work(Path(sys.argv[2]))))
