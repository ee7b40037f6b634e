"""Processes that work for another end with it, even if it is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from depliant import workers

POOL = """
import os, time
from concurrent.futures import ProcessPoolExecutor
from depliant.workers import end_with_parent

def work(number):
    # In one piece: several write into one pipe.
    os.write(1, f"{os.getpid()}\\n".encode())
    until = time.monotonic() + 60
    while time.monotonic() < until:
        sum(range(1000))

with ProcessPoolExecutor(3, initializer=end_with_parent) as pool:
    list(pool.map(work, range(3)))
"""

CHILD = """
import subprocess, sys
subprocess.run([sys.executable, "-c", '''
import os, time
from depliant.workers import end_with_parent
end_with_parent()
print(os.getpid(), flush=True)
time.sleep(60)
'''])
"""


def is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    with open(f"/proc/{process}/stat", encoding="ascii") as file:
        return file.read().rpartition(")")[2].split()[0] != "Z"


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize(("script", "count"), [(POOL, 3), (CHILD, 1)], ids=["pool", "child"])
def test_workers_end_when_their_parent_is_killed(script: str, count: int) -> None:
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        workers = [int(parent.stdout.readline()) for _ in range(count)]
        parent.send_signal(signal.SIGKILL)
        end = time.monotonic() + 60
        while any(map(is_alive, workers)) and time.monotonic() < end:
            time.sleep(0.01)
        left = [worker for worker in workers if is_alive(worker)]
        for worker in left:
            os.kill(worker, signal.SIGKILL)
    assert not left


def test_no_more_processes_are_at_work_than_there_is_memory_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On the machine, and in a container; where nobody tells, as many as one likes."""
    monkeypatch.setattr(workers, "_MACHINE", tmp_path / "meminfo")
    monkeypatch.setattr(workers, "_GROUP", tmp_path)
    assert workers.affordable(1 << 30) == sys.maxsize
    (tmp_path / "meminfo").write_text("MemTotal: 16000000 kB\nMemAvailable:    3500000 kB\n")
    (tmp_path / "memory.max").write_text("max\n")
    (tmp_path / "memory.current").write_text("1000000000\n")
    assert workers.affordable(1 << 30) == 3
    (tmp_path / "memory.max").write_text("3147483648\n")
    assert workers.affordable(1 << 30) == 2
    (tmp_path / "memory.max").write_text("1000000001\n")
    assert workers.affordable(1 << 30) == 1
