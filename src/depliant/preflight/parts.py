"""The pages of a long file, judged by several processes: each has its own bounds.

So a file of hundreds of pages takes as much memory as one of a hundred, and the bounds are those
of a part: a harmless file is never refused for having many pages.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from depliant.bounds import LONG, MEMORY, PAGES_TOGETHER
from depliant.errors import Place
from depliant.preflight.purpose import Purpose
from depliant.preflight.report import Finding
from depliant.press.condition import OutputCondition, PrinterProfile
from depliant.sentences import Sentence, say
from depliant.workers import affordable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from depliant.preflight.job import JudgedFile

_FEWEST = 24
"""Pages that are worth a process: it takes as long to start as some pages take."""
_MOST_PROCESSES = 4
"""Processes at a time; each may take as much memory as one that judges a whole file: where there is
not as much left, fewer are at work."""

Found = tuple[tuple[Finding, ...], ...]
"""What was found for each printer."""


class Parts:
    """Has the pages of a file of the disk judged; `condition` as it is given for the file."""

    def __init__(self, path: Path, condition: OutputCondition | None) -> None:
        self._path = path
        self._condition = condition

    def judge(
        self, job: JudgedFile, profiles: Sequence[PrinterProfile]
    ) -> list[list[Finding]] | None:
        """What is found on the pages, a list a printer; None for a file that is one part.

        Raises:
            InputError: as `judge_file`, with the pages that are to blame as the place.
        """
        from depliant.confined import confined

        count = len(job.file.pages)
        processes = min(_available(), _MOST_PROCESSES)
        most = min(PAGES_TOGETHER, max(_FEWEST, -(-count // processes)))
        starts = range(0, count, most)
        if len(starts) < 2:
            return None

        def part(start: int) -> Found:
            end = min(start + most, count)
            place = Place(str(self._path), within=_pages(start, end))
            asked = (
                self._path,
                self._condition,
                job.purpose,
                job.printers_condition,
                tuple(profiles),
            )
            return confined(Found, place, judged_part, *asked, (start, end), seconds=LONG)

        with ThreadPoolExecutor(min(processes, affordable(MEMORY))) as pool:
            found = [*pool.map(part, starts)]
        return [[one for of_part in found for one in of_part[at]] for at in range(len(profiles))]


def _pages(start: int, end: int) -> Sentence:
    return say("pages {first} to {last}", first=start + 1, last=end)


def judged_part(
    path: Path,
    condition: OutputCondition | None,
    purpose: Purpose,
    borrowed: OutputCondition | None,
    profiles: tuple[PrinterProfile, ...],
    pages: tuple[int, int],
) -> Found:
    """What is found on some pages, for each printer: the work of one process."""
    from depliant.pdfread.opening import opened
    from depliant.preflight import findings_on_pages
    from depliant.preflight.job import JudgedFile

    with opened(path.read_bytes(), restricted=True) as file:
        job = JudgedFile(file, condition, purpose, borrowed)
        found = findings_on_pages(job, profiles, pages=slice(*pages))
        return tuple(tuple(findings) for findings in found)


def _available() -> int:
    """The processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
