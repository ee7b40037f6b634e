"""How long each stage takes when one word has changed and the rest was seen before.

    python tests/bench/stages.py [--rounds N] [--no-judge]      (15 rounds of the leaflet)

The leaflet is built once in a temporary folder. Then a word that no round has seen before is put
into one sentence of its longest panel, again and again in the same process, which reads the project
from its former reading. Every stage is timed by the CPU that it takes: milliseconds, the median and
the least of all rounds. Nothing is judged by these figures; the machine is not a quiet one
everywhere.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from depliant.build.memory import Memory
from depliant.build.project import Project
from depliant.build.session import Session
from depliant.commands.cli import hasten
from depliant.content.inline import plain
from depliant.content.model import Edition, ItemList, Panel
from depliant.geometry import mm
from depliant.layout.compose import Composition, set_panel
from depliant.layout.job import Job
from depliant.layout.template import Leaf

T = TypeVar("T")
ROOT = Path(__file__).resolve().parents[2]
TO_THE_PANEL = ("read", "edition", "compose")
SETTLING = 4.0
"""Seconds."""
TO_THE_FILES = (*TO_THE_PANEL, "write press", "write screen")
"""The stages between the key that is pressed and the panel that is shown."""


class Clock:
    """The CPU that stages took, in milliseconds, by their names."""

    def __init__(self) -> None:
        self.taken: defaultdict[str, list[float]] = defaultdict(list)

    def __call__(self, stage: str, work: Callable[[], T]) -> T:
        """What `work` gives, and its time noted."""
        started = time.process_time()
        result = work()
        self.taken[stage].append((time.process_time() - started) * 1000)
        return result

    def table(self) -> str:
        """A line for each stage: its median and its least time."""
        lines = [f"{'CPU, ms':<24}{'median':>8}{'least':>8}"]
        for stage, times in self.taken.items():
            lines.append(f"{stage:<24}{statistics.median(times):8.1f}{min(times):8.1f}")
        for name, stages in (("to the panel", TO_THE_PANEL), ("to both files", TO_THE_FILES)):
            rounds = zip(*(self.taken[stage] for stage in stages), strict=True)
            sums = [sum(one) for one in rounds]
            lines.append(f"{name:<24}{statistics.median(sums):8.1f}{min(sums):8.1f}")
        return "\n".join(lines)


class Bench:
    """A project whose content changes, and a memory that outlasts its changes, in this process."""

    def __init__(self, root: Path, rounds: int, *, judge: bool = True) -> None:
        self.root, self.rounds, self.judge = root, rounds, judge
        self.text = (root / "content.yaml").read_text(encoding="utf-8")
        self.start = start_of_a_sentence(self.text)
        self.memory = Memory()
        self.former: Project | None = None

    def run(self) -> Clock:
        """All rounds, the first of which makes everything and is not counted.

        As in the command, cycles are looked for seldom: else any stage may have to wait for that.
        The copied files are left to settle first: `source.folder` reads a file that was written
        just now again and again, and all but the content of a real project are older.
        """
        time.sleep(SETTLING)
        self._round(-1, Clock())
        hasten()
        clock = Clock()
        for number in range(self.rounds):
            self._round(number, clock)
        return clock

    def _round(self, number: int, clock: Clock) -> None:
        self._write(number)
        project = clock("read", self._read)
        self.former = project
        session = Session(project, self.memory)
        language = session.project.publication.language
        words = clock("edition", lambda: session.edition(language))
        composed = clock("compose", lambda: session.compose(words))
        self._write(number + self.rounds + 1)
        other = Session(self._read(), self.memory)
        again, job = other.edition(language).edition, other.job(language)
        assert again is not None
        clock("  the panel alone", lambda: self._panel(again, composed.composition, job))
        [press] = clock("write press", lambda: session.write(composed, "press"))
        [screen] = clock("write screen", lambda: session.write(composed, "screen"))
        if self.judge:
            clock("judge press", lambda: session.judge(press.name, press.data, "press"))
            clock("judge screen", lambda: session.judge(screen.name, screen.data, "screen"))

    def _read(self) -> Project:
        return Project.read(self.root, remember=self.memory.remember, since=self.former)

    def _write(self, number: int) -> None:
        """The content with a word more in one sentence, another for each number."""
        word = "".join(chr(97 + (number + 1) // 26**place % 26) for place in range(6))
        changed = self.text.replace(self.start, f"{self.start}{word} ")
        (self.root / "content.yaml").write_text(changed, encoding="utf-8")

    def _panel(self, edition: Edition, composition: Composition, job: Job) -> object:
        """The changed panel set at the step that its side took."""
        for step, side in zip(composition.steps, composition.sides, strict=True):
            for slot in side.slots:
                if slot.panel is not None and self._is_changed(edition.panels[slot.panel]):
                    leaf = Leaf(slot, side, mm(job.sheet.format.bleed_mm))
                    return set_panel(edition, leaf, job, step)
        raise ValueError("no panel holds the sentence")

    def _is_changed(self, panel: Panel) -> bool:
        words = (plain(getattr(block, "text", ())) for block in panel.walk())
        items = (plain(i.text) for b in panel.walk() if isinstance(b, ItemList) for i in b.items)
        return any(text.startswith(self.start) for text in (*words, *items))


def start_of_a_sentence(text: str) -> str:
    """The first two words of the longest line of plain words, which stand nowhere else."""
    lines = (line.partition("text: ")[2].strip('"') for line in text.splitlines())
    for line in sorted(lines, key=len, reverse=True):
        start = " ".join(line.split(" ")[:2]) + " "
        if start.replace(" ", "").isalpha() and text.count(start) == 1:
            return start
    raise ValueError("no sentence of content.yaml begins with two words of its own")


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=15, metavar="N")
    parser.add_argument("--no-judge", action="store_true", help="leave out the slowest stage")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        shutil.copytree(ROOT / "assets", root / "assets")
        shutil.copy(ROOT / "content.yaml", root)
        print(Bench(root, chosen.rounds, judge=not chosen.no_judge).run().table())


if __name__ == "__main__":
    main()
