"""A run says at its end which judges it went without."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.judges.programs import DICTIONARIES, HOW_TO_GET, without

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


ARGUMENT = {"judge": 0, "missing": 0, "library": 1}
"""Where the judge is named in a call of these."""
OF_THE_SYSTEM = {
    "a copy without git's folder",
    "icu4py comes without a library of its own here",
    "needs Linux",
    "needs POSIX",
    "needs a device that is full",
    "needs a shell",
    "needs links",
    "reads /proc",
    "the system has no named pipes",
}
"""Why tests are skipped that no judge would help: what their system has not."""


def calls() -> Iterator[tuple[str, ast.Call]]:
    """The calls in the tests' sources, by the last part of what is called."""
    for path in TESTS.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "attr", "") or getattr(node.func, "id", "")
                yield name, node


def test_it_is_known_how_to_get_each_judge() -> None:
    named = set(DICTIONARIES.values())
    for name, node in calls():
        given = node.args[ARGUMENT.get(name, 0) :]
        if name in ARGUMENT and isinstance(node.func, ast.Name) and given:
            named |= {str(one.value) for one in given[:1] if isinstance(one, ast.Constant)}
    assert {"gs", "qpdf", "resvg-py", "voikko", "zxing-cpp"} <= named
    assert sorted(named - HOW_TO_GET.keys()) == []


def test_every_reason_to_skip_names_a_judge_or_the_system() -> None:
    reasons = set()
    for name, node in calls():
        if name == "importorskip":
            raise AssertionError(f"`library` says it of a judge: {ast.unparse(node)}")
        if name in ("skip", "skipif", "xfail"):
            found = [word.value for word in node.keywords if word.arg == "reason"] or node.args[:1]
            reasons |= {ast.unparse(each).strip("'\"") for each in found}
    reasons.discard("f'{what}{_WORDS}'".strip("'"))
    of_judges = {each for each in reasons if without([each])}
    assert "gs is not installed" in of_judges
    assert sorted(reasons - of_judges - OF_THE_SYSTEM) == []
    assert {judge for each in of_judges for judge in without([each])} <= HOW_TO_GET.keys()


def test_a_judge_that_nobody_told_of_is_named_all_the_same() -> None:
    ((judge, (how, tests)),) = without(["Skipped: oracle is not installed"] * 2).items()
    assert (judge, how, tests) == ("oracle", "nobody has written how to get it", 2)
