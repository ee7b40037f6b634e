"""How long it takes from saving a file until the new page is on the screen; and what memory.

    python -m tests.bench.preview [--rounds N] [--pause SECONDS] [--compare]

`depliant preview` shows a copy of the leaflet in Debian's Chromium, in a window of 1280 by 800.
Then a word that no round has seen before is put into one sentence of its longest panel, again and
again. A round is timed from before the file is written until the browser has drawn the panel's new
picture: wall-clock milliseconds. `set` is the part of it that the server took to read the project,
set the pages and write the press file. With many rounds the last lines tell whether memory grows:
that of the server's process, and the page's heap and nodes, after each quarter of the rounds. With
--compare the view that compares is open, which compares what changed after each save.
Nothing is judged by these figures; the machine is not a quiet one everywhere.
"""

from __future__ import annotations

import argparse
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.bench.stages import start_of_a_sentence

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT: Final = Path(__file__).resolve().parents[2]
CALL: Final = "from depliant.commands.cli import main; main()"
FLAGS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
)
UNCOUNTED: Final = 2
"""Rounds at the start that are left out: they warm what is warm from then on."""
LISTEN: Final = """() => {
  window.seen = [];
  addEventListener("painted", ({ detail }) => window.seen.push(detail.at));
}"""


@contextmanager
def preview_of(root: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The process that shows a project, and its address."""
    call = [sys.executable, "-c", CALL, "preview", "--no-open", "--project", str(root)]
    with subprocess.Popen(call, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        found = re.search(r"http\S+", process.stdout.readline())
        assert found is not None
        try:
            yield process, found[0]
        finally:
            process.terminate()


@contextmanager
def window_on(address: str) -> Iterator[Page]:
    """The page at an address, when all its pictures are there."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        program = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(address)
        while page.locator(".tile img").count() < 6:
            time.sleep(0.05)
        yield page
        browser.close()


def word_of(number: int) -> str:
    """A word of six letters that no other round has."""
    return "".join(chr(97 + (number + 1) // 26**place % 26) for place in range(6))


class Bench:
    """A leaflet whose content changes while it is shown."""

    def __init__(
        self, root: Path, page: Page, process: subprocess.Popen[str], start: str = ""
    ) -> None:
        self.content, self.page, self.process = root / "content.yaml", page, process
        self.text = self.content.read_text(encoding="utf-8")
        self.start = start or start_of_a_sentence(self.text)
        self.times: list[float] = []
        self.sets: list[float] = []
        self.sizes: list[float] = []
        self.heaps: list[float] = []
        self.nodes: list[float] = []
        self.devtools = page.context.new_cdp_session(page)
        self.devtools.send("Performance.enable")
        page.evaluate(LISTEN)

    def run(self, rounds: int, pause: float) -> None:
        """All rounds."""
        for number in range(rounds + UNCOUNTED):
            self.run_one(number)
            done = number + 1 - UNCOUNTED
            if done > 0 and done % max(1, rounds // 4) == 0:
                self._look_at_the_page()
            time.sleep(pause)
        for figures in (self.times, self.sets, self.sizes):
            del figures[:UNCOUNTED]

    def run_one(self, number: int) -> None:
        """A round, whose word is that of `number`."""
        changed = self.text.replace(self.start, f"{self.start}{word_of(number)} ")
        self.page.evaluate("window.seen = []")
        before = time.time()
        self.content.write_text(changed, encoding="utf-8")
        self.times.append(self._seen(before + 30) - before * 1000)
        self.sets.append(self._set())
        self.sizes.append(self._size())

    def _seen(self, end: float) -> float:
        """When the new picture was drawn; the page forbids Playwright's own way to wait."""
        while time.time() < end:
            at: float | None = self.page.evaluate("window.seen[0] ?? null")
            if at is not None:
                return at
            time.sleep(0.005)
        raise TimeoutError("the new page never came")

    def _set(self) -> float:
        told: float = self.page.evaluate(
            "fetch('snapshot.json').then((answer) => answer.json()).then((s) => s.milliseconds)"
        )
        return told

    def _size(self) -> float:
        """Megabytes that the server's process holds (Linux)."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        found = re.search(r"VmRSS:\s+(\d+)", status)
        return int(found[1]) / 1024 if found is not None else 0.0

    def _look_at_the_page(self) -> None:
        """Megabytes of the page's own heap and its nodes, what is not used any more thrown away."""
        self.devtools.send("HeapProfiler.collectGarbage")
        found = self.devtools.send("Performance.getMetrics")["metrics"]
        metrics = {one["name"]: one["value"] for one in found}
        self.heaps.append(metrics["JSHeapUsedSize"] / 2**20)
        self.nodes.append(metrics["Nodes"])

    def table(self) -> str:
        """Medians, and the extremes."""
        lines = [f"{'ms':<22}{'median':>8}{'least':>8}{'90 %':>8}"]
        for name, times in (("save to screen", self.times), ("  set", self.sets)):
            most = statistics.quantiles(times, n=10)[-1] if len(times) > 1 else times[0]
            lines.append(f"{name:<22}{statistics.median(times):8.0f}{min(times):8.0f}{most:8.0f}")
        count = len(self.sizes)
        sizes = ", ".join(f"{self.sizes[count * part // 4 - 1]:.0f}" for part in (1, 2, 3, 4))
        lines.append(f"MB of the server after each quarter of the rounds: {sizes}")
        heaps = ", ".join(f"{size:.1f}" for size in self.heaps[:4])
        lines.append(f"MB of the page's heap likewise: {heaps}")
        lines.append(
            f"nodes of the page likewise: {', '.join(map('{:.0f}'.format, self.nodes[:4]))}"
        )
        return "\n".join(lines)


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=30, metavar="N")
    parser.add_argument("--pause", type=float, default=0.4, metavar="SECONDS")
    parser.add_argument("--compare", action="store_true")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        root = Path(name) / "leaflet"
        shutil.copytree(ROOT / "assets", root / "assets")
        shutil.copy(ROOT / "content.yaml", root)
        with preview_of(root) as (process, address), window_on(address) as page:
            time.sleep(4)  # files that were just copied are read again and again for a while
            bench = Bench(root, page, process)
            if chosen.compare:
                page.keyboard.press("5")
                page.wait_for_timeout(3000)
            bench.run(chosen.rounds, chosen.pause)
            print(bench.table())


if __name__ == "__main__":
    main()
