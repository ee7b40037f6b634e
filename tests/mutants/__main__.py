"""Mutants of all files that somebody may give us, as many as one likes.

    python -m tests.mutants [--seed N] [--first N] [--count N] [--only KIND,KIND] [--jobs N]
                            [--again NUMBER] [--sample N] [--keep DIR]

Prints how many of each kind were built and refused; whatever breaks a rule is told at once, with
its number, and the exit code is 1. The same seed draws the same mutants of the same kinds, on any
machine.
"""

from __future__ import annotations

import argparse
import signal
import sys
import time
from collections import Counter
from pathlib import Path
from random import Random

from tests.mutants import oracles
from tests.mutants.lab import Found, Lab
from tests.mutants.subjects import SUBJECTS


def main() -> int:
    """Try them."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--seed", type=int, default=18)
    parser.add_argument("--first", type=int, default=0, help="the number of the first of them")
    parser.add_argument("--count", type=int, default=5000)
    parser.add_argument(
        "--only", metavar="KIND,KIND", default="", help="subjects whose names begin so, or so"
    )
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--again", type=int, metavar="NUMBER", help="one mutant alone")
    parser.add_argument("--sample", type=int, default=0, help="PDFs that veraPDF judges, too")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="where broken mutants are kept")
    asked = parser.parse_args()
    kinds = tuple(asked.only.split(","))
    subjects = [one for one in SUBJECTS if one.name.startswith(kinds)]
    if not subjects:
        parser.error(f"no subject is called {asked.only}")
    every = range(asked.first, asked.first + asked.count)
    numbers = every if asked.again is None else [asked.again]
    lab = Lab(subjects, asked.seed, asked.jobs, asked.keep, alone=asked.again)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that nothing is left behind
    started, found = time.monotonic(), []
    print(f"{len(subjects)} subjects", flush=True)
    try:
        for one in lab.trials(numbers):
            found.append(one)
            if len(found) % 250 == 0:
                print(f"{len(found)} tried", flush=True)
            for wrong in one.wrong:
                print(
                    f"{one.number} {one.subject} {one.file} {one.how}: {wrong}\n    {one.call}",
                    flush=True,
                )
        _print(found, time.monotonic() - started)
        made = sorted(lab.sample.iterdir())
        judged = Random(asked.seed).sample(made, min(len(made), asked.sample))
        broken = list(oracles.claims_hold(judged))
        print(f"{len(judged)} of {len(made)} PDFs judged by veraPDF", *broken, sep="\n")
    finally:
        lab.close()
    return 1 if broken or any(one.wrong for one in found) else 0


def _print(found: list[Found], seconds: float) -> None:
    """What was seen, subject by subject."""
    for name in dict.fromkeys(one.subject for one in found):
        those = [one for one in found if one.subject == name]
        built = sum(one.code == 0 for one in those)
        most = max(those, key=lambda one: one.seconds)
        memory = max(one.memory for one in those) / 1024**2
        print(
            f"{name:18} {len(those):5} mutants, {built:5} built, {len(those) - built:5} refused; "
            f"at most {most.seconds:.1f} s ({most.number}), {memory:.0f} MB"
        )
    codes = Counter(code for one in found for code in one.codes if one.code)
    print(
        f"{len(codes)} codes:", ", ".join(f"{code} {count}" for code, count in codes.most_common())
    )
    broken = sum(bool(one.wrong) for one in found)
    print(f"{len(found)} mutants in {seconds:.0f} s: {broken} against the rules")


if __name__ == "__main__":
    sys.exit(main())
