"""What a build may load: a module that is not asked for is not waited for.

Times are recorded by `tests/bench/imports.py`; here only names are held.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

FROZEN = Path(__file__).parent / "data" / "frozen"
BUILD = """
import sys
from depliant.commands.cli import run
code = run(["build", sys.argv[1], "--target", "press", "--out", sys.argv[2], "--no-preflight"])
print(*sys.modules)
raise SystemExit(code)
"""
NEVER = {
    "markdown_it": "the markup of most texts is read in one pass",
    "fontTools": "HarfBuzz makes subsets",
    "pikepdf": "files are read by preflight alone",
    "pypdfium2": "files are rastered by preflight alone",
    "openpyxl": "no table is a workbook",
    "lxml": "no drawing is checked by a schema",
    "rich": "nobody sees colours here",
    "starlette": "there is no preview",
    "dask": "there is one brochure",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "leaflet"
    root.mkdir()
    shutil.copy(FROZEN / "content.yaml", root)
    shutil.copytree(FROZEN / "assets", root / "assets")
    return root


def _loaded(project: Path) -> frozenset[str]:
    """The modules that a build in a process of its own has loaded at its end."""
    call = [sys.executable, "-c", BUILD, str(project), str(project / "out")]
    done = subprocess.run(call, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return frozenset(done.stdout.splitlines()[-1].split())


def test_a_build_loads_what_it_needs(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEPLIANT_CACHE", str(tmp_path / "cache"))
    cold = _loaded(project)
    assert NEVER.keys() & cold == set()
    warm = _loaded(project)
    assert warm <= cold
    # All was made before: no dictionary is read, no ink goes through a profile, nothing is drawn.
    made_before = {"hunspell", "PIL.ImageCms", "matplotlib", "numpy"}
    assert made_before <= cold
    assert made_before & warm == set()
    assert not any(name.startswith("depliant.graphics.svg") for name in warm)
