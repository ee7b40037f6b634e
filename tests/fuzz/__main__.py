"""Fuzz a reader: change files that it is given, and keep what reaches lines that nothing did.

    python -m tests.fuzz READER [--seconds N] [--folder FOLDER] [--keep]

Needs the extra `fuzz`. Whatever the reader does that it must not is written to the folder, with
the file that made it do so, and the exit code is then 1; where no folder is named, one is made that
goes again if nothing is found. `--keep` makes of what was reached the corpus that the next time
begins with, as small as it can be. What was found and mended is in `found.py`, and tried by
`test_found.py` without any of this.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from types import FrameType
from typing import Any

from tests.fuzz.readers import READERS, Reader

Line = tuple[str, int]
"""A line of this program: its file and its number."""

CORPUS = Path(__file__).parent / "corpus"
MEMORY = 1200
"""Megabytes that the process may take: what the program itself takes, and 1 GB."""
HANGS = 30
"""Seconds after which a file is told as one that never ends; see `running.SLOW` too."""
_FAILED = 1
"""The exit code of one that could not begin; those that a file has ended have others."""
MOST_KEPT = 2000
"""Bytes of a reader's corpus, beside its seeds."""


def main() -> int:
    """Fuzz one."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("reader", choices=sorted(READERS))
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--keep", action="store_true", help="make a corpus of what was reached")
    asked = parser.parse_args()
    folder = asked.folder or Path(tempfile.mkdtemp(prefix=f"fuzz-{asked.reader}-"))
    reader = READERS[asked.reader]
    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate((*reader.seeds(), *kept(asked.reader))):
        (corpus / f"seed-{number}").write_bytes(data)
    run(asked.reader, reader, folder, asked.seconds)
    if asked.keep:
        keep(asked.reader, reader, folder)
    found = tell(folder)
    if not found and asked.folder is None:
        shutil.rmtree(folder)
    return 1 if found else 0


def tell(folder: Path) -> int:
    """Print what was found; how much it is."""
    found = sorted(folder.glob("*.txt")) + sorted(folder.glob("broken-*"))
    for one in found:
        text = one.read_text(encoding="utf-8", errors="replace") if one.suffix == ".txt" else ""
        print(f"{one}: {text.partition(chr(10))[0]}")
    reaching = len([*(folder / "corpus").iterdir()])
    print(f"{len(found)} found; {reaching} files reach all that was reached")
    return len(found)


def run(name: str, reader: Reader, folder: Path, seconds: int) -> None:
    """Fuzz for so long, beginning again whenever a file has ended the process."""
    options = [
        f"-max_len={reader.most}", f"-timeout={HANGS}", f"-rss_limit_mb={MEMORY}",
        f"-artifact_prefix={folder}/broken-", "-print_final_stats=1",
        # Its own measure is of the clock; `running` has that of the processor.
        "-report_slow_units=100000",
    ]  # fmt: skip
    if reader.words:
        words = folder / "words"
        words.write_text(_dictionary(reader.words), encoding="ascii")
        options.append(f"-dict={words}")
    until = time.monotonic() + seconds
    while (left := int(until - time.monotonic())) > 0:
        code = _start(name, folder, str(folder / "corpus"), f"-max_total_time={left}", *options)
        if code == _FAILED:
            sys.exit(f"atheris does not run: see {folder / 'log'}")


def keep(name: str, reader: Reader, folder: Path) -> None:
    """Make a corpus of the shortest files that reach lines which no seed and no other does."""
    reached: set[Line] = set()
    for data in reader.seeds():
        reached |= lines(reader, data)
    left, chosen = MOST_KEPT, list[str]()
    for path in sorted((folder / "corpus").iterdir(), key=lambda one: one.stat().st_size):
        data = path.read_bytes()
        new = lines(reader, data) - reached if len(data) <= left else set()
        if new:
            reached |= new
            chosen.append(data.decode("latin-1"))
            left -= len(data)
    if not chosen:
        return
    CORPUS.mkdir(exist_ok=True)
    text = json.dumps(chosen, indent=0, ensure_ascii=True)
    (CORPUS / f"{name}.json").write_text(text + "\n", encoding="ascii")


def lines(reader: Reader, data: bytes) -> set[Line]:
    """The lines of this program that a file reaches."""
    found: set[Line] = set()

    def follow(frame: FrameType, event: str, _: object) -> Any:
        if f"{os.sep}depliant{os.sep}" not in frame.f_code.co_filename:
            return None
        if event == "line":
            found.add((frame.f_code.co_filename, frame.f_lineno))
        return follow

    sys.settrace(follow)
    try:
        with contextlib.suppress(Exception):
            reader.read(data)
    finally:
        sys.settrace(None)
    return found


def kept(name: str) -> list[bytes]:
    """The corpus of a reader beside its seeds."""
    path = CORPUS / f"{name}.json"
    if not path.is_file():
        return []
    return [text.encode("latin-1") for text in json.loads(path.read_text(encoding="ascii"))]


def _start(name: str, folder: Path, *options: str) -> int:
    """Have a process do it; how it ended."""
    with (folder / "log").open("a", encoding="utf-8") as log:
        done = subprocess.run(
            [sys.executable, "-m", "tests.fuzz.running", name, str(folder), *options],
            stderr=log, stdout=log, check=False, env={**os.environ, "PYTHONUTF8": "1"},
        )  # fmt: skip
    return done.returncode


def _dictionary(words: Iterable[bytes]) -> str:
    """Words as libFuzzer reads them."""
    return "".join(
        '"' + "".join(f"\\x{byte:02X}" for byte in word) + '"\n' for word in words if word
    )


if __name__ == "__main__":
    sys.exit(main())
