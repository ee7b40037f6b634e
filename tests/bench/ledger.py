"""How long a large ledger takes: a project of many figures and panels, linted and compared.

    python tests/bench/ledger.py [FIGURES [PANELS]]      (1000 figures and 100 panels)

The project is made up in a temporary folder; the second side of the comparison changes one
figure in twenty. Seconds of CPU are printed; nothing is judged.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from depliant.bookkeeping.lint import lint
from depliant.commands.compare import CompareRequest, compare
from depliant.content.publication import load as load_publication
from depliant.source.folder import Folder

T = TypeVar("T")
ROOT = Path(__file__).resolve().parents[2]
STYLE = """\
format: {size: A5, orientation: portrait, fold: none}
baseline: 5
type:
  text: {size: 8, leading: 10}
  item: {base: text}
  heading: {size: 12, leading: 15}
  title: {base: heading}
  marker: {base: text}
"""


def project(folder: Path, figures: int, panels: int, step: int = 0) -> Path:
    """A project whose figures stand in the items of its panels, in turn."""
    lines = ["id: large", "title: Large", "language: fr", "date: 2020-01-01", "figures:"]
    for n in range(figures):
        value = 1000 + n + (step if n % 20 == 0 else 0)
        lines.append(f"  f{n}: {{value: {value}, unit: unités, source: unstated}}")
    lines.append("panels:")
    for panel in range(panels):
        lines += [f"  - id: p{panel}", "    design: default", "    title: Une page"]
        lines += ["    blocks:", "      - items:"]
        for n in range(panel, figures, panels):
            lines.append(f'          - text: "Il y en a {{f{n}}} dans le pays."')
    (folder / "assets" / "icc").mkdir(parents=True)
    shutil.copy(ROOT / "assets" / "icc" / "FOGRA39L_coated.icc", folder / "assets" / "icc")
    (folder / "assets" / "style.yaml").write_text(STYLE, encoding="utf-8")
    (folder / "content.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def main(figures: int = 1000, panels: int = 100) -> None:
    """Make, load, lint and compare."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        old = project(folder / "old", figures, panels)
        new = project(folder / "new", figures, panels, step=7)
        publication = _timed("load", lambda: load_publication(Folder(old)))
        _timed("lint", lambda: lint(publication))
        request = CompareRequest(str(old), str(new), folder, folder / "out")
        _timed("compare", lambda: compare(request, lambda _: None))


def _timed(what: str, work: Callable[[], T]) -> T:
    started = time.process_time()
    result = work()
    print(f"{what}: {time.process_time() - started:.2f} s of CPU")
    return result


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
