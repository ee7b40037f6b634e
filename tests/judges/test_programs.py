"""A run says at its end which judges it went without."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

from tests.judges.programs import HOW_TO_GET

TESTS = Path(__file__).parents[1]
SKIPS = """
from tests.judges.programs import missing

def test_by_qpdf(): missing("qpdf")
def test_by_verapdf(): missing("veraPDF")
def test_by_verapdf_too(): missing("veraPDF")
"""


def test_a_run_names_the_judges_that_it_went_without(tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text(SKIPS)
    program = [sys.executable, "-m", "pytest", "-q", "-n", "0", "--import-mode=importlib"]
    folders = ["-p", "tests.conftest", "--rootdir", str(tmp_path), "-c", os.devnull]
    said = subprocess.run(
        [*program, *folders, str(tmp_path)],
        cwd=TESTS.parent,
        env={**os.environ, "CI": "", "PYTHONPATH": os.pathsep.join([str(TESTS.parent), "src"])},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert "3 skipped" in said
    section = said.partition("Judges that this run went without")[2]
    assert "qpdf (1 test): apt install qpdf" in section
    assert f"veraPDF (2 tests): {HOW_TO_GET['veraPDF']}" in section


def test_it_is_known_how_to_get_each_judge() -> None:
    named = set()
    for path in TESTS.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("judge", "missing"):
                first = node.args[0]
                if isinstance(first, ast.Constant):
                    named.add(str(first.value))
    assert len(named) > 10
    assert sorted(named - HOW_TO_GET.keys()) == []
