"""Some tens of mutants of files of every kind; `python -m tests.mutants` tries thousands."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest
from tests.judges.programs import missing
from tests.mutants.subjects import ROOT

KINDS = (
    "content-almanac,style-garden,gallery-flyer,art,marks,maps",
    "translations,xliff,figures,batch,issues,answers,pdf",
)


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX")
@pytest.mark.parametrize("kinds", KINDS)
def test_mutants_are_built_right_or_refused(kinds: str) -> None:
    """Without "internal", a broken PDF or a lost word, within a gigabyte and a minute."""
    for judge in ("qpdf", "pdftotext"):
        if shutil.which(judge) is None:
            missing(judge)
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.mutants", "--count", "24", "--only", kinds],
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT)))},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "24 mutants" in done.stdout
