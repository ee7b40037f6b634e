"""Every edition that the project ships, built once, and the way to its outside judges."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from depliant.build.pipeline import build
from depliant.build.report import BuildReport, BuildRequest

ROOT = Path(__file__).parents[2]
JARS = ROOT / ".ci" / "verapdf" / "target" / "lib"
"""Where `.ci/verapdf/pom.xml` puts veraPDF."""


def missing(what: str) -> NoReturn:
    """Skip, or fail in CI, for want of a judge."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what} is missing: in CI every judge must be there")
    pytest.skip(f"{what} is not installed")


@pytest.fixture(scope="session")
def editions(tmp_path_factory: pytest.TempPathFactory) -> BuildReport:
    """The leaflet in every language that it has, as `build --all-editions` writes it."""
    folder = tmp_path_factory.mktemp("editions")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DEPLIANT_CACHE", str(folder / "cache"))
        return build(ROOT, BuildRequest(all_editions=True, jobs=2, out=folder / "out"))


def judge(*command: str | Path) -> str:
    """Run a program on the output; what it says, if it is content."""
    if shutil.which(str(command[0])) is None:
        missing(str(command[0]))
    done = subprocess.run(
        [str(part) for part in command],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=300,
        check=False,
    )
    said = done.stdout.decode("utf-8", "replace")
    assert done.returncode == 0, said
    return said


@pytest.fixture(scope="session")
def ask() -> Callable[..., str]:
    """Run a judge that must be content; what it says."""
    return judge


@pytest.fixture(scope="session")
def verapdf(ask: Callable[..., str]) -> Callable[..., list[str]]:
    """veraPDF's verdicts on files in one flavour, a line each: "PASS PATH FLAVOUR"."""

    def run(flavour: str, *files: Path) -> list[str]:
        if not any(JARS.glob("greenfield-apps-*.jar")):
            missing("veraPDF")
        program = ("java", "-cp", f"{JARS}/*", "org.verapdf.apps.GreenfieldCliWrapper")
        return ask(*program, "--flavour", flavour, "--format", "text", "-v", *files).splitlines()

    return run
