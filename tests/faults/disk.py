"""A disk that is full: a small file system in memory, as only this process sees it.

    python -m tests.faults.disk FOLDER KIB ARGUMENT…

Run by `unshare -rm`: mounts a file system of so many KiB over a folder, with what is in it, runs
`depliant ARGUMENT…`, and copies what is there then back below it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.faults.lab import COMMAND, Lab, Work
from tests.faults.trials import outcome


def small_disk(lab: Lab, work: Work) -> None:
    """Leave it too little room, or just enough, on a disk of its own; not where none can be had."""
    unshare = shutil.which("unshare")
    if unshare is None or subprocess.run([unshare, "-rm", "true"], check=False).returncode:
        lab.seen["no small disk can be had here"] += 1
        return
    work.begin()
    old, new = (sum(map(len, those.values())) for those in (work.old, work.new))
    room = (old + lab.random.randrange(new * 5 // 4)) // 1024 + 40
    order = (work.folder, str(room), *work.call)
    done = lab.run(order, ("-m", "tests.faults.disk"), before=(unshare, "-rm"))
    lab.seen["on a small disk"] += 1
    outcome(lab, work, done)


def main(folder: str, room: str, *arguments: str) -> int:
    """Run a command whose folder is on a small disk."""
    behind = Path(f"{folder}.behind")
    shutil.rmtree(behind, ignore_errors=True)
    shutil.copytree(folder, behind)
    size = f"size={room}k"
    subprocess.run(["mount", "-t", "tmpfs", "-o", size, "none", folder], check=True)
    shutil.copytree(behind, folder, dirs_exist_ok=True)
    code = subprocess.run([sys.executable, "-c", COMMAND, *arguments], check=False).returncode
    shutil.rmtree(behind)
    shutil.copytree(folder, behind)
    subprocess.run(["umount", folder], check=True)
    shutil.rmtree(folder)
    os.replace(behind, folder)
    return code


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
