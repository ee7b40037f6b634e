"""Where files that ask for too much are tried: a small brochure, a command, and what it took.

A command runs as a user runs it, in a process of its own with an empty memory. What it took is the
system's own account: seconds of the processor of it and of all that it started; the most memory of
any of them, and of all of them together, in which what they share counts once.
"""

from __future__ import annotations

import os
import pickle
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

from tests.faults.lab import of_session

ROOT: Final = Path(__file__).parents[2]
SMALL: Final = ROOT / "tests" / "data" / "accordion"
PATIENCE: Final = 500
"""Seconds of the clock after which a command is ended: over a document it may take 300."""
MOST_MEMORY: Final = 1024
"""MiB of a process that no command may take without saying why it ends."""
MOST_SECONDS: Final = 60
_LOOKED_AT = 0.1

Call = tuple[str | Path, ...]


class Bomb(NamedTuple):
    """An input that asks for much.

    Args:
        name: what it is called in the table.
        made: makes it in an empty folder, and gives the command that meets it.
    """

    name: str
    made: Callable[[Path], Call]


class Taken(NamedTuple):
    """How a command ended and what it took.

    Args:
        code: its exit code, negative for a signal.
        seconds: of the processor, of all its processes.
        peak: MiB of the largest process.
        together: MiB of all processes at once; 0 where the system does not tell.
        said: the codes of its diagnostics, each once, or its last line.
    """

    code: int
    seconds: float
    peak: int
    together: int
    said: str

    @property
    def is_bounded(self) -> bool:
        """Whether it kept to what a command may take, and ended as commands do."""
        says = "beyond-limits" in self.said
        heeds = self.seconds <= MOST_SECONDS or says
        heeds = heeds and max(self.peak, self.together) <= MOST_MEMORY
        return self.code in (0, 1, 2) and heeds and "internal" not in self.said


def brochure(
    folder: Path, blocks: str = "- text: Nothing", head: str = "", style: str = ""
) -> Path:
    """A brochure of four panels, one of which has these blocks.

    Args:
        folder: where it goes.
        blocks: YAML, a list.
        head: further keys of content.yaml.
        style: further keys of the style sheet.
    """
    shutil.copytree(SMALL, folder)
    panels = "".join(
        f"  - id: {name}\n    blocks:\n      - {{heading: {name.title()}, level: {level}}}\n"
        for name, level in (("front", 1), ("tide", 2), ("people", 2))
    )
    held = "\n".join(f"      {line}" for line in blocks.splitlines())
    panels += f"  - id: visit\n    title: Visit\n    blocks:\n{held}\n"
    begins = (
        "id: bomb\ntitle: Bomb\nsubject: Much\nauthor: Nobody\nlanguage: en\ndate: 2024-04-02\n"
    )
    (folder / "content.yaml").write_text(f"{begins}{head}panels:\n{panels}", "utf-8")
    sheet = folder / "assets" / "style.yaml"
    sheet.write_text(sheet.read_text("utf-8") + style, "utf-8")
    return folder


def built(project: Path) -> Call:
    """Building it."""
    return ("build", project, "--out", project.parent / "out")


def tried(bomb: Bomb) -> Taken:
    """What a command takes over a bomb, in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="bomb-") as name:
        folder = Path(name)
        return taken(_made_apart(bomb, folder), folder / "cache")


def _made_apart(bomb: Bomb, folder: Path) -> Call:
    """The command, its input made by a process that is gone: what it took would count for ours."""
    call = folder / "call"
    process = os.fork()
    if not process:
        code = 1
        try:
            call.write_bytes(pickle.dumps(bomb.made(folder)))
            code = 0
        finally:
            os._exit(code)
    _, status = os.waitpid(process, 0)
    if status:
        raise RuntimeError(f"{bomb.name} cannot be made")
    found: Call = pickle.loads(call.read_bytes())
    return found


def taken(call: Call, cache: Path) -> Taken:
    """What a command takes, and what it says."""
    log = cache.parent / "said"
    where = {"DEPLIANT_CACHE": str(cache), "LANGUAGE": "en", "COLUMNS": "300"}
    with log.open("wb") as said:
        process = subprocess.Popen(
            [sys.executable, "-c", "from depliant.commands.cli import main; main()", *call],
            env={**os.environ, **where},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    seen, together, end, code = 0, 0, time.monotonic() + PATIENCE, None
    while code is None:
        ended, status, usage = os.wait4(process.pid, os.WNOHANG)
        if ended:
            code = os.waitstatus_to_exitcode(status)
            break
        if time.monotonic() > end:
            os.killpg(process.pid, signal.SIGKILL)
        running = of_session(process.pid)
        together = max(together, sum(_memory(one, "smaps_rollup", "Pss:") for one in running))
        seen = max([seen, *(_memory(one, "status", "VmHWM:") for one in running)])
        time.sleep(_LOOKED_AT)
    process.returncode = code
    text = log.read_text("utf-8", "replace")
    seconds = usage.ru_utime + usage.ru_stime
    # The system has what this process took, before the command took its place, count for it.
    ours = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    peak = usage.ru_maxrss if usage.ru_maxrss > ours else seen
    return Taken(code, seconds, peak // 1024, together // 1024, _gist(text))


def _memory(process: int, file: str, of: str) -> int:
    """KiB of a process: the most so far, or its part of what it shares with others (Linux)."""
    with suppress(OSError):
        for line in Path(f"/proc/{process}/{file}").read_text().splitlines():
            if line.startswith(of):
                return int(line.split()[1])
    return 0


def _gist(text: str) -> str:
    """The codes in what was said; its last line where there are none."""
    codes = list(dict.fromkeys(re.findall(r"\[([a-z]+(?:-[a-z0-9]+)*)\]", text)))
    if "Traceback" in text:
        codes.append("Traceback")
    last = text.strip().splitlines()[-1:] or [""]
    return ", ".join(codes[:4]) or last[0].strip()[:60]
