"""Kills, full disks, damaged caches and rivals, on real commands: a few of each.

`python -m tests.faults` tries as many as one likes.
"""

from __future__ import annotations

import sys

import pytest
from tests.faults.disk import small_disk
from tests.faults.lab import Lab, Work
from tests.faults.trials import (
    FAULTS,
    HARMS,
    at_touch,
    cached,
    edit,
    kill,
    limited,
    rivals,
    stop,
    taken,
    touches,
    vanish,
)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="reads /proc")

QUICK = "--no-preflight"


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Lab:
    return Lab(tmp_path_factory.mktemp("faults") / "lab", seed=16)


@pytest.fixture(scope="module")
def build(lab: Lab) -> Work:
    return lab.build(QUICK)


@pytest.fixture(scope="module")
def rows(lab: Lab) -> Work:
    return lab.batch(rows=3)


@pytest.fixture(scope="module")
def merged(lab: Lab) -> Work:
    return lab.batch(rows=3, merged=True)


@pytest.fixture(scope="module")
def touched(lab: Lab, build: Work, merged: Work) -> list[tuple[Work, int]]:
    """How often each touches the disk."""
    return [(work, len(touches(lab, work))) for work in (build, merged)]


def test_killed_at_moments_of_the_clock(lab: Lab, build: Work, rows: Work) -> None:
    for work in (build, rows, lab.build(QUICK, "--no-cache", "--jobs", "2")):
        seconds = taken(lab, work)
        for _ in range(2):
            kill(lab, work, seconds)


def test_stopped_at_moments_of_the_clock(lab: Lab, build: Work, rows: Work) -> None:
    for work in (build, rows):
        seconds = taken(lab, work)
        for _ in range(3):
            stop(lab, work, seconds)


def test_a_project_that_changes_meanwhile(lab: Lab, build: Work) -> None:
    seconds = taken(lab, build)
    for _ in range(4):
        edit(lab, build, seconds)
        vanish(lab, build, seconds)


@pytest.mark.parametrize("how", FAULTS)
def test_at_touches_of_the_disk(lab: Lab, touched: list[tuple[Work, int]], how: str) -> None:
    """The first touches read; the last write, give names and remove."""
    for work, count in touched:
        for first in (1, count // 2):
            at_touch(lab, work, how, lab.random.randrange(first, count + 1))


@pytest.mark.parametrize("count", [2, 4])
def test_several_at_once(lab: Lab, build: Work, rows: Work, count: int) -> None:
    rivals(lab, build, count)
    if count == 2:
        rivals(lab, rows, count)


def test_a_disk_that_is_full(lab: Lab, build: Work, rows: Work) -> None:
    for work in (build, rows):
        limited(lab, work)
        small_disk(lab, work)


@pytest.mark.parametrize("harm", HARMS)
def test_a_cache_that_came_to_harm(lab: Lab, build: Work, harm: str) -> None:
    cached(lab, build, harm)
