"""Faults tried on the real commands, as many as one likes.

    python -m tests.faults [--seed N] [--kills N] [--stops N] [--edits N] [--touches N]
                           [--rivals N] [--full N] [--only KIND]

Prints what was seen, kind by kind; whatever breaks a rule is told at the end, with the number of
its trial, and the exit code is 1. The same seed draws the same moments and places.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.faults.disk import small_disk
from tests.faults.lab import FaultError, Lab, Work
from tests.faults.trials import (
    FAULTS,
    HARMS,
    at_touch,
    cached,
    edit,
    kill,
    limited,
    rivals,
    stop,
    taken,
    touches,
    vanish,
)

Step = Callable[[], None]


def _timed(
    lab: Lab, works: list[Work], count: int, trial: Callable[[Lab, Work, float], None]
) -> Iterator[Step]:
    seconds = [taken(lab, work) for work in works]
    for number in range(count):
        at = number % len(works)
        yield lambda at=at: trial(lab, works[at], seconds[at])  # type: ignore[misc]


def _touches(lab: Lab, works: list[Work], count: int) -> Iterator[Step]:
    known = [len(touches(lab, work)) for work in works]
    for number in range(count):
        at, how = number % len(works), FAULTS[number // len(works) % len(FAULTS)]
        place = lab.random.randrange(1, known[at] + 1)
        yield lambda at=at, how=how, place=place: at_touch(  # type: ignore[misc]
            lab, works[at], how, place
        )


def _rivals(lab: Lab, works: list[Work], count: int) -> Iterator[Step]:
    for number in range(count):
        work, many = works[number % len(works)], (2, 4)[number // len(works) % 2]
        yield lambda work=work, many=many: rivals(lab, work, many)  # type: ignore[misc]


def _full(lab: Lab, works: list[Work], count: int) -> Iterator[Step]:
    for number in range(count):
        work = works[number % len(works)]
        yield lambda work=work: limited(lab, work)  # type: ignore[misc]
        yield lambda work=work: small_disk(lab, work)  # type: ignore[misc]


def _caches(lab: Lab, works: list[Work]) -> Iterator[Step]:
    for harm in HARMS:
        for work in works:
            yield lambda work=work, harm=harm: cached(lab, work, harm)  # type: ignore[misc]


def steps(lab: Lab, asked: argparse.Namespace) -> Iterator[tuple[str, Iterator[Step]]]:
    """The trials, kind by kind."""
    quick = "--no-preflight"
    cold, warm = lab.build("--no-cache"), lab.build(quick)
    jobs = lab.build("--no-cache", "--jobs", "2", quick)
    rows, shared = lab.batch(), lab.batch("--jobs", "2", rows=20)
    merged = lab.batch(merged=True)
    every = [cold, warm, jobs, rows, shared, merged]
    kinds: dict[str, Callable[[], Iterator[Step]]] = {
        "kills": lambda: _timed(lab, every, asked.kills, kill),
        "stops": lambda: _timed(lab, every, asked.stops, stop),
        "edits": lambda: _timed(lab, [cold, jobs], asked.edits, edit),
        "vanishings": lambda: _timed(lab, [cold, rows, merged], asked.edits, vanish),
        "touches": lambda: _touches(lab, [cold, warm, rows, merged], asked.touches),
        "rivals": lambda: _rivals(lab, [warm, jobs, shared, merged], asked.rivals),
        "full": lambda: _full(lab, [cold, warm, rows, merged], asked.full),
        "caches": lambda: _caches(lab, [warm, rows]),
    }
    for kind, begin in kinds.items():
        if asked.only in (None, kind):
            yield kind, begin()


def main() -> int:
    """Try them."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--seed", type=int, default=16)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--stops", type=int, default=100)
    parser.add_argument("--edits", type=int, default=60)
    parser.add_argument("--touches", type=int, default=400)
    parser.add_argument("--rivals", type=int, default=16)
    parser.add_argument("--full", type=int, default=40)
    parser.add_argument("--only", metavar="KIND")
    asked = parser.parse_args()
    broken: list[str] = []
    with tempfile.TemporaryDirectory() as place:
        lab = Lab(Path(place) / "lab", asked.seed)
        for kind, each in steps(lab, asked):
            started, count = time.monotonic(), 0
            for step in each:
                count += 1
                try:
                    step()
                except FaultError as fault:
                    broken.append(f"{kind} {count}: {fault}")
                    print(broken[-1], file=sys.stderr, flush=True)
                except Exception:
                    broken.append(f"{kind} {count}: {traceback.format_exc()}")
                    print(broken[-1], file=sys.stderr, flush=True)
            print(f"{kind}: {count} trials in {time.monotonic() - started:.0f} s")
            for seen, times in sorted(lab.seen.items()):
                print(f"  {times:6} {seen}")
            lab.seen.clear()
            sys.stdout.flush()
    print(f"{len(broken)} against the rules")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
