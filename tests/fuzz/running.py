"""One reader under atheris: mutants that reach new lines are kept, and what it must not do is told.

A fault ends nothing: it is written down once for each place in the code that it comes of. What
breaks a library down, or never ends, ends this process; whoever has started it starts it again.
"""

from __future__ import annotations

import hashlib
import importlib
import math
import sys
import time
import traceback
import warnings
from pathlib import Path

SLOW = 5.0
"""Seconds from which one file of a few kilobytes is told as slow."""
MINES = ("depliant", "fontTools.ttLib", "markdown_it", "openpyxl")
"""The packages whose lines are followed: ours, and those in Python that read for us."""


class Findings:
    """What was found of a reader, a file for each place in the code."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._known = folder, {one.stem for one in folder.glob("*.txt")}

    def add(self, data: bytes, kind: str, said: str) -> None:
        """Write a finding down, if there is none of its kind."""
        name = hashlib.sha256(kind.encode()).hexdigest()[:12]
        if name in self._known:
            return
        self._known.add(name)
        (self._folder / f"{name}.bin").write_bytes(data)
        (self._folder / f"{name}.txt").write_text(f"{kind}\n\n{said}", encoding="utf-8")
        print(f"FOUND {kind}", file=sys.stderr, flush=True)


def kind_of(fault: BaseException) -> str:
    """What a fault is, by its type and the last line of this program that it comes of."""
    frames = traceback.extract_tb(fault.__traceback__)
    ours = [one for one in frames if "depliant" in one.filename] or frames
    return f"{type(fault).__name__} {Path(ours[-1].filename).name}:{ours[-1].lineno}"


def main() -> None:
    """What `tests.fuzz` starts: it is told a reader, a folder, and options of libFuzzer."""
    import atheris

    name, folder, *rest = sys.argv[1:]
    warnings.simplefilter("ignore")
    # Never left: most of the program is imported where it is first used.
    atheris.instrument_imports(include=[*MINES]).__enter__()
    readers = importlib.import_module("tests.fuzz.readers")
    reader, findings = readers.READERS[name], Findings(Path(folder))

    def once(data: bytes, most: float = SLOW) -> None:
        began = time.process_time()
        try:
            reader.read(data)
        except readers.DECLARED as fault:
            readers.told(fault)
        except (Exception, RecursionError) as fault:
            findings.add(data, kind_of(fault), traceback.format_exc())
        taken = time.process_time() - began
        if taken > most:
            findings.add(data, f"slow {int(taken / most)}", f"{taken:.1f} s")

    atheris.Setup([sys.argv[0], *rest], once)
    # What is imported late takes longer, with its lines followed, than any file may.
    for seed in reader.seeds():
        once(seed, most=math.inf)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
