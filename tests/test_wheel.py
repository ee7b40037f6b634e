"""What is no Python goes along in the wheel: catalogues, dictionaries, patterns, guides, starters.

The wheel is made by hatchling, which takes all below `src/depliant` but for what git ignores. To
make one takes a minute and the network; what it is made from is looked at here instead.
"""

from __future__ import annotations

import shutil
import subprocess
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest
from tests.judges.programs import missing

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize(
    "name",
    [
        "locale/fr/LC_MESSAGES/depliant.mo",
        "languages/hunspell/fr.aff",
        "languages/hunspell/fr.dic",
        "languages/hunspell/en_GB.aff",
        "languages/hunspell/en_GB.dic",
        "docs/first-change.md",
        "docs/fr/first-change.md",
        "starter/languages/fr/content.yaml",
    ],
)
def test_what_a_user_needs_is_in_the_package(name: str) -> None:
    assert files("depliant").joinpath(name).read_bytes()


def test_nothing_of_the_package_is_left_out_of_the_wheel() -> None:
    if shutil.which("git") is None:
        missing("git")
    if not (ROOT / ".git").exists():
        pytest.skip("a copy without git's folder")
    with (ROOT / "pyproject.toml").open("rb") as file:
        build = tomllib.load(file)["tool"]["hatch"]["build"]
    hooks = {"custom": {"path": "src/building/hook.py"}}
    wheel = {"packages": ["src/depliant"], "hooks": hooks}
    assert build == {"targets": {"wheel": wheel}}, "nothing is excluded"
    there = [
        path.relative_to(ROOT).as_posix()
        for path in sorted((ROOT / "src/depliant").rglob("*"))
        if path.is_file() and path.suffix not in (".py", ".pyc", ".so", ".pyd")
    ]
    assert len(there) > 100
    asked = subprocess.run(
        ["git", "check-ignore", "--no-index", "--stdin"],
        cwd=ROOT, input="\n".join(there), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert asked.stdout.splitlines() == []
    assert asked.returncode == 1, asked.stderr
