"""Where mutants are tried, quickly: the program is loaded once, and each trial is a fork of it.

A trial has a folder of its own in memory, in which a process of its own runs the command as a user
types it; the trial then judges what came of it. What a command starts for a file from outside
(`depliant.confined`) is forked, too, with the same limits.
"""

from __future__ import annotations

import ctypes
import gc
import io
import json
import os
import resource
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from importlib import import_module
from pathlib import Path
from random import Random
from typing import Any, Final, NamedTuple, NoReturn

from tests.mutants import oracles
from tests.mutants.mutating import mutate
from tests.mutants.oracles import Ended
from tests.mutants.subjects import Subject

from depliant import confined
from depliant.commands.cli import hasten, run

_DIES_WITH_PARENT: Final = 1
"""PR_SET_PDEATHSIG of prctl(2): a command ends with its trial."""
PATIENCE: Final = 240
"""Seconds of the clock after which a command hangs."""


class Found(NamedTuple):
    """What came of a mutant: how it was made, how the command ended, and what was wrong."""

    number: int
    subject: str
    file: str
    how: str
    call: str
    code: int | None
    seconds: float
    memory: int
    codes: list[str]
    wrong: list[str]


class Lab:
    """A folder in memory with what each subject begins with.

    Args:
        subjects: what is tried.
        seed: what mutants are drawn by.
        jobs: how many trials run at a time.
        kept: where the folder of a mutant that is not as it should be is kept; None: nowhere.
        alone: the one mutant that is tried, so that only what it needs has to begin; None: many.

    `sample` is a folder with some of the PDFs that were made of mutants.
    """

    def __init__(
        self,
        subjects: Sequence[Subject],
        seed: int,
        jobs: int = 1,
        kept: Path | None = None,
        *,
        alone: int | None = None,
    ) -> None:
        memory = Path("/dev/shm")
        self.folder = Path(tempfile.mkdtemp(dir=memory if memory.is_dir() else None))
        self.subjects, self.seed, self.jobs, self.kept = subjects, seed, jobs, kept
        self._lost: dict[str, set[str]] = {}
        self.sample = self.folder / "sample"
        self.sample.mkdir()
        os.environ.update(DEPLIANT_CACHE=str(self.folder / "cache"), LANGUAGE="en")
        os.environ.pop("DEPLIANT_DEBUG", None)
        hasten()
        try:
            every = range(len(subjects))
            self._begin_all(every if alone is None else [alone % len(subjects)])
        except BaseException:
            self.close()
            raise
        gc.freeze()  # what is shared stays shared

    def _begin_all(self, numbers: Sequence[int]) -> None:
        """Make what subjects begin with, and load what their commands load."""
        names = [subject.name for subject in self.subjects]
        for number in self._forked(self._begin, numbers):
            modules, lost = json.loads((self.folder / f"{number}.json").read_text())
            self._lost[names[number]] = set(lost)
            for name in modules:
                with suppress(Exception):
                    import_module(name)

    def close(self) -> None:
        """Leave nothing behind; a command whose trial was ended may still write for a moment."""
        for _ in range(100):
            shutil.rmtree(self.folder, ignore_errors=True)
            if not self.folder.exists():
                break
            time.sleep(0.1)

    def _begin(self, number: int) -> None:
        """Make what a subject begins with, and run its commands in peace; what that has loaded."""
        subject = self.subjects[number]
        home, trial = self.folder / subject.name, self.folder / f"clean-{subject.name}"
        home.mkdir()
        os.chdir(home)
        _silent(subject.begin)
        lost: set[str] = set()
        is_first = all(one.calls != subject.calls for one in self.subjects[:number])
        for call in subject.calls if is_first else subject.calls[:1]:
            shutil.rmtree(trial, ignore_errors=True)
            shutil.copytree(home, trial, symlinks=True)
            os.chdir(trial)
            code = _silent(run, _filled(call, sorted(_inputs(subject, trial))[-1]))
            if code and call is subject.calls[0]:
                raise RuntimeError(f"{subject.name}: {call} ends with {code}")
            made = [*trial.glob("p/out/*.pdf")]
            lost |= self._lost_words(trial, made) if subject.has_words else set()
            if made and not (home / "p/out").exists():  # what a failure has to leave alone
                shutil.copytree(trial / "p/out", home / "p/out")
        shutil.rmtree(trial)
        modules = [name for name in sorted(sys.modules) if not name.startswith("__")]
        (self.folder / f"{number}.json").write_text(json.dumps([modules, sorted(lost)]))

    def _forked(self, work: Callable[[int], object], numbers: Sequence[int]) -> Iterator[int]:
        """Do work in processes of its own, several at a time; the numbers in the order they end.

        Raises:
            RuntimeError: a process has failed, and why.
        """
        running: dict[int, int] = {}
        left, why = list(reversed(numbers)), self.folder / "why"
        try:
            while left or running:
                while left and len(running) < self.jobs:
                    number = left.pop()
                    running[_fork(partial(work, number), why)] = number
                pid, status = os.wait()
                number = running.pop(pid)
                if status:
                    raise RuntimeError(why.read_text() if why.exists() else f"{status}")
                yield number
        finally:
            for pid in running:
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)

    def _lost_words(self, folder: Path, made: Iterable[Path]) -> set[str]:
        """Words of the content that are in none of its press files that were made."""
        files = [path for path in made if path.name.endswith(".press.pdf")]
        if not files:
            return set()
        found = "".join(map(oracles.printed, files))
        return {word for word in oracles.words(folder / "p/content.yaml") if word not in found}

    def trials(self, numbers: Sequence[int]) -> Iterator[Found]:
        """Mutants by their numbers, in the order in which they end."""
        for number in self._forked(self._report, numbers):
            answer = self.folder / f"{number}.json"
            yield Found(**json.loads(answer.read_text()))
            answer.unlink()

    def _report(self, number: int) -> None:
        (self.folder / f"{number}.json").write_text(json.dumps(self.trial(number)._asdict()))

    def trial(self, number: int) -> Found:
        """One mutant: made, run, and judged."""
        random = Random(f"{self.seed}:{number}")
        subject = self.subjects[number % len(self.subjects)]
        folder = self.folder / f"mutant-{number}"
        shutil.copytree(self.folder / subject.name, folder, symlinks=True)
        named = random.choice(sorted(_inputs(subject, folder)))
        donors = sorted(
            path for path in (self.folder / subject.name).rglob("*.*") if path.is_file()
        )
        donors += self._donors(random, named)
        how = mutate(folder / named, random, donors)
        call = _filled(random.choice(subject.calls), named)
        before = _files(folder)
        done = _ended(call, folder)
        wrong = [
            *oracles.of_the_call(done, call, folder),
            *self._of_files(subject, folder, before, done),
        ]
        codes = sorted(set(oracles.codes(done)))
        if wrong and self.kept:
            shutil.copytree(
                folder,
                self.kept / f"{self.seed}-{number}",
                symlinks=True,
                ignore=_pipes,
                dirs_exist_ok=True,
            )
        shutil.rmtree(folder, ignore_errors=True)
        return Found(
            number, subject.name, named, how, " ".join(call), done.code, done.seconds, done.memory,
            codes, wrong,
        )  # fmt: skip

    def _donors(self, random: Random, named: str) -> list[Path]:
        """Files of another subject, of the same kind."""
        number = random.randrange(len(self.subjects))
        other = self.folder / self.subjects[number].name
        if not other.exists():
            deque(self._forked(self._begin, [number]), maxlen=0)
        return sorted(path for path in other.rglob(f"*{Path(named).suffix}") if path.is_file())

    def _of_files(
        self, subject: Subject, folder: Path, before: dict[str, bytes], done: Ended
    ) -> Iterator[str]:
        """What is wrong with the files that are there after it."""
        after = _files(folder)
        changed = sorted(
            name for name in before.keys() | after.keys() if before.get(name) != after.get(name)
        )
        if done.code:
            if (
                done.code > 0
                and not subject.name.startswith("batch")
                and "compare" not in subject.name
            ):
                yield from (
                    f"changed by what failed: {name}"
                    for name in changed
                    if not (_told(name) or (done.code == 1 and name in _SHOWN_ALL_THE_SAME))
                )
        else:
            yield from (
                f"changed: {name}" for name in changed if not name.startswith(subject.keeps)
            )
        yield from (
            f"left behind: {name}"
            for name in changed
            if Path(name).name.startswith(".") and not name.endswith(".undo")
        )
        for name in changed:
            if name.endswith(".pdf") and name in after:
                yield from oracles.sound(folder / name)
                if name.endswith((".press.pdf", ".screen.pdf")) and "draft" not in name:
                    shutil.copy(folder / name, self.sample / f"{folder.name}.{Path(name).name}")
        if done.code == 0 and subject.has_words:
            made = [folder / name for name in changed if name in after]
            lost = self._lost_words(folder, made) - self._lost[subject.name]
            if lost:
                yield f"lost words: {' '.join(sorted(lost)[:5])}"


_SHOWN_ALL_THE_SAME: Final = ("mended.pdf", "specimen.pdf")
"""What shows how a file is, with all that is still wrong with it: the exit code is then 1."""


def _told(name: str) -> bool:
    """Whether a file tells of what was found, and is written whatever that was."""
    return ".draft." in name or name.startswith(("report.html", "told/", "p/out/marks."))


def _pipes(folder: str, names: list[str]) -> list[str]:
    """What is no file that could be copied."""
    return [name for name in names if stat.S_ISFIFO(Path(folder, name).lstat().st_mode)]


def _inputs(subject: Subject, folder: Path) -> Iterator[str]:
    for pattern in subject.inputs:
        for path in folder.glob(pattern):
            if path.is_file():
                yield path.relative_to(folder).as_posix()


def _filled(call: tuple[str, ...], named: str) -> tuple[str, ...]:
    return tuple(named if word == "{input}" else word for word in call)


def _files(folder: Path) -> dict[str, bytes]:
    """All that is there, hidden or not; of a link, that it is one."""
    return {
        path.relative_to(folder).as_posix(): b"->" if path.is_symlink() else path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_symlink() or path.is_file()
    }


def _silent(work: Callable[..., Any], *arguments: Any) -> Any:
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    given = work(*arguments)
    sys.stdout.flush()
    return given


def _fork(work: Callable[[], object], why: Path) -> int:
    """A process of its own that does something and ends with 0, or with 70 and says why."""
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid:
        return pid
    code = 70
    try:
        work()
        code = 0
    except BaseException:
        import traceback

        why.write_text(traceback.format_exc())
    finally:
        os._exit(code)


def _wait(pid: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def _ended(call: tuple[str, ...], folder: Path) -> Ended:
    """Run a command in a process of its own, within limits."""
    out, told = folder.with_suffix(".out"), folder.with_suffix(".err")
    pid = os.fork()
    if not pid:
        _command(call, folder, out, told)
    end = time.monotonic() + PATIENCE
    while True:
        at, status, used = os.wait4(pid, os.WNOHANG)
        if at:
            code: int | None = os.waitstatus_to_exitcode(status)
            break
        if time.monotonic() > end:
            with suppress(ProcessLookupError):
                os.killpg(pid, signal.SIGKILL)
            _, _, used = os.wait4(pid, 0)
            code = None
            break
        time.sleep(0.005)
    said = [path.read_text("utf-8", "replace") if path.exists() else "" for path in (out, told)]
    for path in (out, told):
        path.unlink(missing_ok=True)
    return Ended(code, said[0], said[1], used.ru_utime + used.ru_stime, used.ru_maxrss * 1024)


def _command(call: tuple[str, ...], folder: Path, out: Path, told: Path) -> NoReturn:
    """The command's own process."""
    code = 71
    try:
        os.setsid()
        if sys.platform == "linux":
            ctypes.CDLL(None).prctl(_DIES_WITH_PARENT, signal.SIGKILL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        resource.setrlimit(
            resource.RLIMIT_CPU, (2 * oracles.CPU_SECONDS, 2 * oracles.CPU_SECONDS + 5)
        )
        os.chdir(folder)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        for stream, path in ((1, out), (2, told)):
            os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT), stream)
        sys.stdout = io.TextIOWrapper(open(1, "wb", closefd=False), "utf-8")  # noqa: SIM115
        sys.stderr = io.TextIOWrapper(open(2, "wb", closefd=False), "utf-8", line_buffering=True)  # noqa: SIM115
        setattr(confined, "subprocess", _Forking)  # noqa: B010 (mypy knows it as a module)
        code = run(call)
        sys.stdout.flush()
        sys.stderr.flush()
    except BaseException:
        import traceback

        os.write(2, traceback.format_exc().encode("utf-8", "replace"))
    finally:
        os._exit(code)


class _Forking:
    """What `confined` needs of `subprocess`, for a process that has loaded all it needs."""

    PIPE, DEVNULL = subprocess.PIPE, subprocess.DEVNULL
    TimeoutExpired = subprocess.TimeoutExpired

    @staticmethod
    def run(_: list[str], *, input: bytes, **__: object) -> subprocess.CompletedProcess[bytes]:  # noqa: A002
        """Fork, and run the child's part on an order."""
        with tempfile.TemporaryFile() as order, tempfile.TemporaryFile() as answer:
            order.write(input)
            order.seek(0)
            pid = os.fork()
            if not pid:
                code = 1
                try:
                    os.dup2(order.fileno(), 0)
                    os.dup2(answer.fileno(), 1)
                    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
                    sys.stdin = io.TextIOWrapper(open(0, "rb", closefd=False))  # noqa: SIM115
                    sys.stdout = io.TextIOWrapper(open(1, "wb", closefd=False))  # noqa: SIM115
                    code = confined.main()
                    sys.stdout.flush()
                finally:
                    os._exit(code)
            code = _wait(pid)
            answer.seek(0)
            return subprocess.CompletedProcess(_, code, answer.read())
