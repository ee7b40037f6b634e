"""Judging in a process of its own: a file that is made to do harm harms that process alone.

The child is given the file's name and the printers, and gives back reports as data. Where the
system knows limits for processes (POSIX), its memory and its time on the processor are bounded;
everywhere its time on the clock is.
"""

from __future__ import annotations

import contextlib
import json
import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

from depliant.errors import Diagnostic, InputError, Place
from depliant.preflight.report import Report, from_data
from depliant.press import OutputCondition, PrinterProfile

MEMORY = 3 * 1024**3
SECONDS = 300


def confined(
    path: Path, profiles: tuple[PrinterProfile, ...], condition: OutputCondition | None
) -> tuple[Report, ...]:
    """The reports on a file.

    Raises:
        InputError: as `judge`; `pdf-hostile` for a file on which the child fails.
    """
    order = pickle.dumps((str(path), profiles, condition))
    try:
        done = subprocess.run(
            [sys.executable, "-m", "depliant.preflight.confined"],
            input=order, capture_output=True, timeout=SECONDS + 30, check=False,
        )  # fmt: skip
        answer: Any = json.loads(done.stdout) if done.returncode == 0 else None
    except (subprocess.TimeoutExpired, ValueError):
        answer = None
    place = Place(str(path))
    if answer is None:
        raise InputError(
            Diagnostic(
                "pdf-hostile",
                "Reading the file took more memory or time than any file for print needs.",
                place,
                "Do not open it; ask its sender for another.",
            )
        )
    if "faults" in answer:
        raise InputError(
            Diagnostic(code, message, place, hint) for code, message, hint in answer["faults"]
        )
    return tuple(from_data(report) for report in answer["reports"])


def main() -> None:
    """The child's part: an order from standard input, an answer to standard output."""
    # The order comes from this program's own process, never from a file.
    name, profiles, condition = pickle.loads(sys.stdin.buffer.read())
    _limit()
    from depliant.preflight import judge_all
    from depliant.preflight.report import as_data

    path = Path(name)
    try:
        reports = judge_all(path.read_bytes(), profiles, condition, path.name)
        answer: dict[str, Any] = {"reports": [as_data(report) for report in reports]}
    except InputError as fault:
        answer = {"faults": [(d.code, d.message, d.hint) for d in fault.diagnostics]}
    sys.stdout.write(json.dumps(answer))


def _limit() -> None:
    """Bound this process, where the system can."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


if __name__ == "__main__":
    main()
