"""Several builds at once in the threads of one process: each file is as if it were built alone."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from depliant.build import pipeline
from depliant.build.report import BuildRequest
from depliant.build.translations import update
from depliant.errors import BrochureError
from depliant.memory import SHARED
from depliant.starter import start

ACCORDION = Path(__file__).parents[1] / "tests" / "data" / "accordion"
ROUNDS = 4

Files = Mapping[str, bytes]


@pytest.fixture(scope="module")
def projects(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Two small brochures with charts, marks and artwork; the first in three languages."""
    first = Path(shutil.copytree(ACCORDION, tmp_path_factory.mktemp("first") / "project"))
    second = tmp_path_factory.mktemp("second") / "project"
    start(second)
    for language in ("de", "fr"):
        update(first, (language,))
    return [first, second]


@pytest.fixture
def hurried() -> Iterator[None]:
    """Threads take turns a hundred times as often as usual, so that what can tear does."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(5e-5)
    yield
    sys.setswitchinterval(usual)


def built(project: Path, language: str, out: Path) -> Files:
    made: dict[str, bytes] = {}
    for draft in (False, True):
        request = BuildRequest(
            editions=(language,), draft=draft, out=out, cache=False, preflight=False
        )
        with suppress(BrochureError):  # a translation that is not done
            report = pipeline.build(project, request)
            made |= {file.path.name: file.path.read_bytes() for file in report.files}
    return made


@pytest.mark.usefixtures("hurried")
def test_builds_in_threads_give_the_files_of_builds_alone(
    projects: list[Path], tmp_path: Path
) -> None:
    first, second = projects
    work = [(first, "en"), (second, "en-GB"), (first, "de"), (first, "fr")]
    alone = [built(*order, tmp_path / f"alone-{number}") for number, order in enumerate(work)]
    assert len({name for files in alone for name in files}) == 8
    for attempt in range(ROUNDS):
        SHARED.forget()  # nothing is found that another round has made
        folders = [tmp_path / f"{attempt}-{number}" for number in range(len(work))]
        with ThreadPoolExecutor(len(work)) as pool:
            together = list(pool.map(built, *zip(*work, strict=True), folders))
        for order, files, expected in zip(work, together, alone, strict=True):
            differ = [name for name in expected if files[name] != expected[name]]
            assert not differ, f"round {attempt}, {order[0].parent.name} in {order[1]}"


@pytest.mark.usefixtures("hurried")
def test_the_same_build_in_every_thread_gives_the_same_file(
    projects: list[Path], tmp_path: Path
) -> None:
    SHARED.forget()
    folders = [tmp_path / str(number) for number in range(4)]
    with ThreadPoolExecutor(4) as pool:
        files = list(pool.map(built, [projects[0]] * 4, ["de"] * 4, folders))
    assert all(one == files[0] for one in files)
