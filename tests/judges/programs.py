"""The programs that nobody here wrote and that judge what is written: where they are, how they run.

One that is not installed is skipped on a developer's machine; in CI (`CI=true`) its absence is a
failure.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import NoReturn

import pytest

JARS = Path(__file__).parents[2] / ".ci" / "verapdf" / "target" / "lib"
"""Where `.ci/verapdf/pom.xml` puts veraPDF."""
# A run is over before the second compiler of the JVM has paid for itself: half the time.
_JAVA = ("java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", f"{JARS}/*")


def missing(what: str) -> NoReturn:
    """Skip, or fail in CI, for want of a judge."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what} is missing: in CI every judge must be there")
    pytest.skip(f"{what} is not installed")


def judge(*command: str | Path) -> str:
    """Run a program on the output; what it says, if it is content."""
    if shutil.which(str(command[0])) is None:
        missing(str(command[0]))
    done = subprocess.run(
        [str(part) for part in command],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=900,
        check=False,
    )
    said = done.stdout.decode("utf-8", "replace")
    assert done.returncode == 0, said
    return said


def verapdf(*files: Path) -> list[str]:
    """veraPDF's verdict on each file in each flavour that the file claims: "PASS PATH FLAVOUR".

    A fault in any of them is an AssertionError with all verdicts.
    """
    if not any(JARS.glob("greenfield-apps-*.jar")):
        missing("veraPDF")
    program = (*_JAVA, "org.verapdf.apps.GreenfieldCliWrapper", "--format", "text", "-v")
    said = judge(*program, *files).splitlines()
    return sorted(line for line in said if line.startswith(("PASS", "FAIL")))
