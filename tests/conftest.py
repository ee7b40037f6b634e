"""Shared by all tests: goldens, one cache for the session, and what is made only once in it."""

from __future__ import annotations

import fcntl
import gc
import os
import shutil
import signal
import sys
from collections.abc import Callable, Generator, Iterator
from inspect import signature
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from tests.chromium import axe as axe
from tests.chromium import browser as browser
from tests.judges.programs import without

from depliant.content.publication import load as load_publication
from depliant.content.resolve import resolve
from depliant.errors import Diagnostic, InputError
from depliant.roomy import roomy
from depliant.source.folder import Folder

# A shell's background ignores Ctrl-C, and so would the programs that tests start and interrupt.
if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# What Python compiles is kept for all workers and for the programs that tests start, beside no
# file where Python is told so: else each compiles all again.
if sys.dont_write_bytecode:
    sys.dont_write_bytecode = False
    sys.pycache_prefix = str(Path(__file__).parents[1] / ".cache" / "bytecode")
    os.environ["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix
    del os.environ["PYTHONDONTWRITEBYTECODE"]

# A busy machine is no fault of the code.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")
# Where another run of the same code has had all examples, which in CI are the same each time.
settings.register_profile("again", max_examples=20)

# Each worker has a core: threads of numpy's that wait for one another would only take it away.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# Files of tests are kept in memory where there is enough of it: what is written is written to the
# end before a command goes on, and a disk takes its time.
IN_MEMORY = Path("/dev/shm")
if IN_MEMORY.is_dir() and shutil.disk_usage(IN_MEMORY).free > 4 * 1024**3:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(IN_MEMORY))

# What is said is read in English, whatever the system speaks.
os.environ["LANGUAGE"] = "en"

GOLDEN = Path(__file__).parent / "golden"

Once = Callable[[str, Callable[[Path], object]], Path]
"""Gives the folder of a name, filled by whoever asks for it first."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write the golden texts again, then compare"
    )


@pytest.hookimpl(wrapper=True, optionalhook=True)
def pytest_xdist_auto_num_workers() -> Generator[None, int, int]:
    """Have a worker more than there are processors: tests wait, too, for programs and the disk."""
    count = yield
    return count if "PYTEST_XDIST_AUTO_NUM_WORKERS" in os.environ else count + 1


def pytest_itemcollected(item: pytest.Item) -> None:
    """Tests that look at pages in a browser are marked, so that a run can go without them."""
    if "browser" in getattr(item, "fixturenames", ()):
        item.add_marker("browser")


def pytest_collection_finish() -> None:
    """What is there before the first test stays: that is no garbage to be looked for, each time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say which judges the run went without, and how to get them."""
    skipped = [
        report.longrepr[2]
        for report in terminalreporter.stats.get("skipped", ())
        if isinstance(report.longrepr, tuple)
    ]
    lacking = without(skipped)
    if not lacking:
        return
    terminalreporter.section("Judges that this run went without")
    for name, (how, tests) in lacking.items():
        terminalreporter.line(f"{name} ({tests} test{'s' if tests > 1 else ''}): {how}")


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool:
    """Call a test with room for the frames of all that it calls: how deep it is, is pytest's."""
    wanted = signature(pyfuncitem.obj).parameters
    roomy(pyfuncitem.obj)(**{name: pyfuncitem.funcargs[name] for name in wanted})
    return True


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with `tests/golden/NAME`, or write it under `--update-golden`."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert text == path.read_text(encoding="utf-8")

    return compare


@pytest.fixture(scope="session")
def session_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of a session share."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if base.name.startswith("popen-") else base


@pytest.fixture(scope="session")
def once(session_folder: Path) -> Once:
    """Have something costly made once a session, by the first worker that needs it."""

    def made(name: str, make: Callable[[Path], object]) -> Path:
        folder, done = session_folder / name, session_folder / f"{name}.done"
        with (session_folder / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not done.exists():
                folder.mkdir()
                make(folder)
                done.touch()
        return folder

    return made


@pytest.fixture(scope="session", autouse=True)
def _session_cache(session_folder: Path) -> Iterator[None]:
    """What is drawn and set is remembered for the tests of this session alone, by all workers.

    A test of the cache itself has a folder of its own.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DEPLIANT_CACHE", str(session_folder / "cache"))
        yield


HEAD = """\
id: small
title: Small
language: fr
"""


@pytest.fixture
def project(tmp_path: Path) -> Callable[..., Path]:
    """Make a project: content.yaml (with `head`, the three first lines), and other files."""

    def make(content: str, *, head: str = HEAD, files: dict[str, str] | None = None) -> Path:
        for name, text in {"content.yaml": head + content, **(files or {})}.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path

    return make


def dress(root: Path) -> Path:
    """Give a project what it looks like: the plainest style sheet there is, and its profile."""
    profile = Path(__file__).parent / "data/frozen/assets/icc/FOGRA39L_coated.icc"
    (root / "assets/icc").mkdir(parents=True, exist_ok=True)
    (root / "assets/style.yaml").write_text("type: {text: {size: 8}}\n", encoding="utf-8")
    (root / "assets/icc" / profile.name).write_bytes(profile.read_bytes())
    return root


@pytest.fixture
def found(project: Callable[..., Path]) -> Callable[..., list[Diagnostic]]:
    """What loading and resolving a project finds."""

    def run(content: str, **more: object) -> list[Diagnostic]:
        root = project(content, **more)
        try:
            publication = load_publication(Folder(root))
            return list(resolve(publication, publication.language)[1])
        except InputError as error:
            return list(error.diagnostics)

    return run


@pytest.fixture
def faults(found: Callable[..., list[Diagnostic]]) -> Callable[..., list[tuple[str, str]]]:
    """The same as pairs of code and place."""

    def run(content: str, **more: object) -> list[tuple[str, str]]:
        return [(item.code, str(item.place)) for item in found(content, **more)]

    return run
