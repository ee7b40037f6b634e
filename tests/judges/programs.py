"""The programs that nobody here wrote and that judge what is written: where they are, how they run.

One that is not installed is skipped on a developer's machine, and named at the end of the run; in
CI (`CI=true`) its absence is a failure.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

import pytest

JARS = Path(__file__).parents[2] / ".ci" / "verapdf" / "target" / "lib"
"""Where `.ci/verapdf/pom.xml` puts veraPDF."""
# A run is over before the second compiler of the JVM has paid for itself: half the time.
_JAVA = ("java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", f"{JARS}/*")

DICTIONARIES = {
    "ar": "hunspell-ar",
    "cs": "hunspell-cs",
    "de": "hunspell-de-de",
    "es": "hunspell-es",
    "it": "hunspell-it",
    "nl": "hunspell-nl",
    "pl": "hunspell-pl",
    "uk": "hunspell-uk",
}
"""Debian's packages of dictionaries, by their languages."""
_DEBIAN = {
    "poppler-utils": ("pdffonts", "pdfinfo", "pdftoppm", "pdftotext"),
    "gettext": ("msgcat", "msgfmt", "msgmerge"),
    "ghostscript": ("gs",),
    "mupdf-tools": ("mutool",),
    "chromium": ("chromium",),
    "qpdf": ("qpdf",),
    "git": ("git",),
    "libfribidi-bin": ("fribidi",),
    **{each: (each,) for each in DICTIONARIES.values()},
}
_LIBRARIES = (
    "axe-playwright-python",
    "playwright",
    "resvg-py",
    "translate-toolkit",
    "zxing-cpp",
)
HOW_TO_GET = {
    "veraPDF": "apt install maven default-jre-headless && mvn -f .ci/verapdf/pom.xml package",
    "OASIS schemas": "apt install maven && bash .ci/xliff/get",
    "java": "apt install default-jre-headless",
    "voikko": "apt install python3-libvoikko voikko-fi",
    "outloud": "pip install outloud==0.2.1 in an environment of its own that is on the PATH",
    **{name: f"apt install {package}" for package, names in _DEBIAN.items() for name in names},
    **dict.fromkeys(_LIBRARIES, "pip install -e '.[dev]'"),
}
"""What to do on Debian for want of a judge; elsewhere its own site says how it is installed."""
_WORDS = " is not installed"


def missing(what: str) -> NoReturn:
    """Skip, or fail in CI, for want of a judge: a test, or the module that is being imported."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what} is missing: in CI every judge must be there")
    pytest.skip(f"{what}{_WORDS}", allow_module_level=True)


def library(module: str, package: str) -> Any:
    """A library that judges; without it, as `missing` says."""
    try:
        return import_module(module)
    except ModuleNotFoundError:
        missing(package)


def without(reasons: Iterable[str]) -> dict[str, tuple[str, int]]:
    """The judges that tests were skipped for want of: how to get each, and how many tests.

    One that nobody has told of (`HOW_TO_GET`) is named all the same.
    """
    counted = Counter(
        reason.removeprefix("Skipped: ").removesuffix(_WORDS)
        for reason in reasons
        if reason.endswith(_WORDS)
    )
    return {
        name: (HOW_TO_GET.get(name, "nobody has written how to get it"), counted[name])
        for name in sorted(counted)
    }


def judge(*command: str | Path, given: str = "") -> str:
    """Run a program on the output, or on a text; what it says, if it is content."""
    if shutil.which(str(command[0])) is None:
        missing(str(command[0]))
    done = subprocess.run(
        [str(part) for part in command],
        input=given.encode(),
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
