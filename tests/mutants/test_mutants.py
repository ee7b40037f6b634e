"""Some tens of mutants of files of every kind; `python -m tests.mutants` tries thousands."""

from __future__ import annotations

import sys

import pytest
from tests.mutants.lab import Lab
from tests.mutants.subjects import SUBJECTS

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="forks")

KINDS = (
    ("content-almanac", "style-garden", "gallery-flyer"),
    ("art", "marks", "answers", "figures"),
    ("translations", "xliff", "batch", "issues"),
    ("pdf",),
)


@pytest.mark.parametrize("kinds", KINDS, ids=" ".join)
def test_mutants_are_built_right_or_refused(kinds: tuple[str, ...]) -> None:
    """Without "internal", without a broken PDF or a lost word, within a gigabyte and a minute."""
    lab = Lab([one for one in SUBJECTS if one.name in kinds], seed=18, jobs=2)
    try:
        found = list(lab.trials(range(4 * len(kinds))))
    finally:
        lab.close()
    assert len(found) == 4 * len(kinds)
    assert [one for one in found if one.wrong] == []
