"""The programs that nobody here wrote and that judge what is written: where they are, how they run.

One that is not installed is skipped on a developer's machine, and named at the end of the run; in
CI (`CI=true`) its absence is a failure.
"""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterable
from functools import cache
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Timer
from typing import Any, NoReturn

import pytest

JARS = Path(__file__).parents[2] / ".ci" / "verapdf" / "target" / "lib"
"""Where `.ci/verapdf/pom.xml` puts veraPDF."""
# A run is over before the second compiler of the JVM has paid for itself: half the time.
_JAVA = ("java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", f"{JARS}/*")
_VERAPDF = (*_JAVA, "org.verapdf.apps.GreenfieldCliWrapper")

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


PATIENCE = 900
"""How many seconds a program is waited for."""


def judge(*command: str | Path, given: str = "") -> str:
    """Run a program on the output, or on a text; what it says, if it is content."""
    if shutil.which(str(command[0])) is None:
        missing(str(command[0]))
    done = subprocess.run(
        [str(part) for part in command],
        input=given.encode(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=PATIENCE,
        check=False,
    )
    said = done.stdout.decode("utf-8", "replace")
    assert done.returncode == 0, said
    return said


class Desk:
    """veraPDF in its server mode: it is given a path a line, and answers with that of its report.

    What takes longest is to start it: a process of tests has one, for all files.
    """

    def __init__(self, *options: str | Path) -> None:
        self._folder = TemporaryDirectory()
        # It has to judge a file before it takes any: one that is no PDF at all.
        nothing = Path(self._folder.name) / "nothing"
        nothing.touch()
        self._process = subprocess.Popen(
            [_JAVA[0], f"-Djava.io.tmpdir={self._folder.name}", *_VERAPDF[1:], "--servermode",
             "--nonpdfext", *map(str, options), str(nothing)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        assert "could not be parsed" in self._answer()

    def ask(self, file: Path) -> str:
        """What the report on a file says."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{file.absolute()}\n")
        self._process.stdin.flush()
        return self._answer()

    def _answer(self) -> str:
        """The next report, which is taken away.

        Raises:
            AssertionError: veraPDF has ended, or says something else.
        """
        assert self._process.stdout is not None
        patience = Timer(PATIENCE, self._process.kill)
        patience.start()
        said = self._process.stdout.readline().strip()
        patience.cancel()
        report = Path(said)
        assert report.parent == Path(self._folder.name), said
        text = report.read_text(encoding="utf-8")
        report.unlink()
        return text

    def close(self) -> None:
        """End it, whatever it does."""
        self._process.kill()
        self._process.communicate()
        self._folder.cleanup()


@cache
def _desk() -> Desk:
    """The one of this process, which ends with it."""
    if not any(JARS.glob("greenfield-apps-*.jar")):
        missing("veraPDF")
    if shutil.which(_JAVA[0]) is None:
        missing(_JAVA[0])
    desk = Desk("--format", "text", "-v")
    atexit.register(desk.close)
    return desk


def verapdf(*files: Path) -> list[str]:
    """veraPDF's verdict on each file in each flavour that the file claims: "PASS PATH FLAVOUR".

    A fault in any of them is an AssertionError with all verdicts.
    """
    said = {file: _desk().ask(file) for file in files}
    lines = [line for report in said.values() for line in report.splitlines()]
    every = "\n".join(lines)
    verdicts = [line for line in lines if line.startswith(("PASS", "FAIL"))]
    assert not [line for line in verdicts if line.startswith("FAIL")], every
    for file, report in said.items():
        assert report.startswith(f"PASS {file.absolute()} "), every
    return sorted(verdicts)
