"""One word changed, until it is seen: `depliant preview` beside Typst, kept warm, in turn.

    python -m tests.bench.watch BENCH [--rounds N]     (20 rounds)

BENCH is the folder of the peer benchmark (`leaflet.txt`, `content.py`, `peers/typst/main.typ`).
This interpreter needs the package `typst` besides, and Lato is looked for where that benchmark
looks. `typst watch` itself is not on PyPI: its stand-in is a process that holds one
`typst.Compiler`, waits for the file as `typst watch` does and compiles again, with what it
remembers. Both set the leaflet of that benchmark: ours as in `adapter.py`, with its own style.

A round is wall-clock milliseconds from before the file is written. Ours is read twice: the press
file's bytes in the server, and the new picture of the panel on the screen of Debian's Chromium.
Typst's: its PDF on disk, which a viewer has yet to load, and the pages as PNG of as many pixels as
the preview shows; each by a process of its own, as `typst watch` has one format. Nothing is judged
by these figures.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from tests.bench.adapter import LEAFLET
from tests.bench.preview import UNCOUNTED, Bench, preview_of, window_on, word_of

ROOT: Final = Path(__file__).resolve().parents[2]
SENTENCE: Final = "Premier guide touristique "
PPI: Final = 110


def typst_watch(folder: Path, form: str) -> None:
    """Compile `folder`'s leaflet at once and after each change of its text, until killed.

    After each a line is printed: the time (seconds since 1970) when the files were on disk, the PDF
    or the PNG of both pages, as `form` says.
    """
    import watchfiles

    sys.path.insert(0, str(folder))
    content: Any = importlib.import_module("content")
    typst: Any = importlib.import_module("typst")
    compiler = typst.Compiler(
        str(folder / "peers" / "typst" / "main.typ"),
        root=str(folder),
        font_paths=[content.FONTS],
        ignore_system_fonts=True,
    )
    name = {"pdf": "out.pdf", "png": "out-{p}.png"}[form]

    def compiled() -> None:
        given = {"mode": "leaflet", "pt": str(content.BODY), "rgb": ""}
        given["data"] = json.dumps(content.leaflet(), ensure_ascii=False)
        compiler.compile(output=str(folder / name), format=form, ppi=PPI, sys_inputs=given)
        print(time.time(), flush=True)

    compiled()
    for _ in watchfiles.watch(folder / "leaflet.txt", step=5, debounce=20, rust_timeout=60000):
        compiled()


class TypstWatch:
    """The process that watches for Typst, and the milliseconds that its rounds took."""

    def __init__(self, folder: Path, process: subprocess.Popen[str]) -> None:
        self.text = folder / "leaflet.txt"
        self.was = self.text.read_text(encoding="utf-8")
        self.process = process
        self.times: list[float] = []
        self._done()

    def _done(self) -> float:
        assert self.process.stdout is not None
        return float(self.process.stdout.readline())

    def run_one(self, number: int) -> None:
        """One round."""
        changed = self.was.replace(SENTENCE, f"{SENTENCE}{word_of(number)} ")
        before = time.time()
        self.text.write_text(changed, encoding="utf-8")
        self.times.append((self._done() - before) * 1000)


@contextmanager
def typst_of(bench: Path, folder: Path, form: str) -> Iterator[TypstWatch]:
    """Typst at work on a copy of the peer benchmark's leaflet."""
    folder.mkdir()
    for name in ("leaflet.txt", "content.py"):
        shutil.copy(bench / name, folder)
    shutil.copytree(bench / "assets", folder / "assets")
    shutil.copytree(bench / "peers" / "typst", folder / "peers" / "typst")
    os.environ.setdefault("BENCH_LATO", str(_lato()))
    call = [sys.executable, "-m", "tests.bench.watch", "--typst", form, str(folder)]
    with subprocess.Popen(call, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        try:
            yield TypstWatch(folder, process)
        finally:
            process.terminate()


def _lato() -> Path:
    found = subprocess.run(
        ["fc-match", "-f", "%{file}", "Lato:regular"], capture_output=True, text=True, check=True
    )
    return Path(found.stdout).parent


def _row(name: str, times: list[float]) -> str:
    most = statistics.quantiles(times, n=10)[-1]
    return f"{name:<34}{statistics.median(times):8.0f}{min(times):8.0f}{most:8.0f}"


def measured(bench: Path, rounds: int) -> str:
    """The table of all rounds."""
    with tempfile.TemporaryDirectory() as name:
        ours = Path(name) / "leaflet"
        shutil.copytree(LEAFLET, ours)
        with (
            typst_of(bench, Path(name) / "pdf", "pdf") as pdf,
            typst_of(bench, Path(name) / "png", "png") as png,
            preview_of(ours) as (process, address),
            window_on(address) as page,
        ):
            time.sleep(4)  # files that were just copied are read again and again for a while
            preview = Bench(ours, page, process, SENTENCE)
            for number in range(rounds + UNCOUNTED):
                for each in (preview, pdf, png):
                    each.run_one(number)
                    time.sleep(0.4)
        return _table(preview, pdf, png)


def _table(preview: Bench, pdf: TypstWatch, png: TypstWatch) -> str:
    screen, press, file, picture = (
        times[UNCOUNTED:] for times in (preview.times, preview.sets, pdf.times, png.times)
    )
    return "\n".join(
        (
            f"{'ms':<34}{'median':>8}{'least':>8}{'90 %':>8}",
            _row("preview: panel on the screen", screen),
            _row("preview: press file's bytes", press),
            _row("Typst: PDF on disk", file),
            _row("Typst: PNG of both pages on disk", picture),
            f"panel on the screen / PNG on disk, median of pairs: {_ratio(screen, picture):.2f}",
            f"press file's bytes / PDF on disk, median of pairs: {_ratio(press, file):.2f}",
        )
    )


def _ratio(ours: list[float], theirs: list[float]) -> float:
    return statistics.median(a / b for a, b in zip(ours, theirs, strict=True))


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("bench", type=Path, metavar="BENCH")
    parser.add_argument("--rounds", type=int, default=20, metavar="N")
    parser.add_argument("--typst", choices=("pdf", "png"), help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.typst:
        typst_watch(chosen.bench, chosen.typst)
    else:
        print(measured(chosen.bench, chosen.rounds))


if __name__ == "__main__":
    main()
