"""How long it takes to draw all charts of a project, in all its languages.

    python tests/bench/charts.py [--project DIR] [--rounds N]      (7 rounds of the leaflet)

Each edition is laid out once, which asks for its charts; then all of them are drawn again and again
in the same process. What counts is the CPU of a round, in milliseconds: the first, in which
matplotlib and the fonts are loaded, and the median and the least of the others. Charts that two
editions share, letter for letter, are drawn once a round.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from msgspec.structs import replace

from depliant.build.project import Project
from depliant.build.session import Session
from depliant.content.model import Chart, Plot
from depliant.graphics.art import Art
from depliant.layout.compose import compose

T = TypeVar("T")
ROOT = Path(__file__).resolve().parents[2]


class Drawings:
    """What is asked for in laying out; charts are gathered, each to be drawn again."""

    def __init__(self) -> None:
        self.makers: dict[str, Callable[[], object]] = {}

    def __call__(
        self, kind: type[T], made_from: object, make: Callable[[], T], *, on_disk: bool = True
    ) -> T:
        """What is asked for, made."""
        first = made_from[0] if isinstance(made_from, tuple) else None
        if kind is Art and isinstance(first, Chart | Plot):
            self.makers[repr(made_from)] = make
        return make()

    def round(self) -> float:
        """The CPU that drawing all of them takes, in milliseconds."""
        started = time.process_time()
        for make in self.makers.values():
            make()
        return (time.process_time() - started) * 1000


def drawings(root: Path) -> Drawings:
    """The charts of all editions of a project."""
    found = Drawings()
    session = Session(Project.read(root))
    for language in session.project.languages:
        words = session.edition(language)
        composed = session.compose(words)
        job = replace(session.job(language), remember=found)
        compose(composed.edition, job)
    return found


def report(found: Drawings, first: float, rounds: list[float]) -> str:
    """The line that is printed."""
    median, least = statistics.median(rounds), min(rounds)
    count = len(found.makers)
    return (
        f"{count} charts, CPU in ms: first {first:.0f}, median {median:.1f}, least {least:.1f}, "
        f"a chart {median / max(count, 1):.2f}"
    )


def main() -> None:
    """Measure, and print a line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--project", type=Path, default=ROOT, metavar="DIR")
    parser.add_argument("--rounds", type=int, default=7, metavar="N")
    chosen = parser.parse_args()
    started = time.process_time()
    found = drawings(chosen.project)
    first = (time.process_time() - started) * 1000
    print(report(found, first, [found.round() for _ in range(chosen.rounds)]))


if __name__ == "__main__":
    main()
