"""What happens to commands: each kind of fault as a trial that can be had any number of times.

A trial draws its moment, its place and its kind by the laboratory's seed, counts what it has seen,
and raises a `FaultError` where a rule is broken.
"""

from __future__ import annotations

import os
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import pairwise
from pathlib import Path
from typing import Final

from msgspec import msgpack
from tests.faults.lab import (
    Done,
    FaultError,
    Lab,
    Work,
    check_again,
    check_said,
    check_whole,
    ended,
    hidden,
    there,
)

from depliant.build import store

INJECTED: Final = ("-m", "tests.faults.injected")
FAULTS: Final = ("ENOSPC", "EIO", "EACCES", "ENOENT", "EMFILE", "full", "kill")
Trial = Callable[[Lab, Work], None]


def outcome(lab: Lab, work: Work, done: Done, *, is_tidy: bool = True) -> None:
    """Count how a trial ended, hold all to the rules, and run the same again in peace.

    Where all is as it should be that is left out three times in four.
    """
    state = check_whole(work)
    how = f"ended by {signal.Signals(-done.code).name}" if done.code < 0 else f"exit {done.code}"
    if done.code >= 0:
        check_said(work, done, state)
        if is_tidy and work.is_set and (left := hidden(work.folder)):
            raise FaultError(f"it ended by itself and left {', '.join(left)}")
    lab.seen[f"{how}, files {state}"] += 1
    if done.code or lab.random.random() < 0.25:
        check_again(lab, work)


# --- kills at moments of the clock ------------------------------------------------------------


def kill(lab: Lab, work: Work, seconds: float) -> None:
    """Kill it at a moment of the `seconds` that it takes, with all that it has started or alone.

    One in three is ended as systems do it, or by the end of its terminal.
    """
    work.begin()
    running = lab.start(work.call)
    time.sleep(lab.random.random() * seconds)
    how = lab.random.choice((*(signal.SIGKILL,) * 4, signal.SIGTERM, signal.SIGHUP))
    with suppress(ProcessLookupError):
        if lab.random.random() < 0.5:
            os.killpg(running.pid, how)
        else:
            os.kill(running.pid, how)
    outcome(lab, work, ended(running))


def stop(lab: Lab, work: Work, seconds: float) -> None:
    """Type Ctrl-C at a moment after its first word."""
    work.begin()
    running = lab.start(work.call)
    assert running.stdout is not None
    said = running.stdout.readline()
    time.sleep(lab.random.random() * seconds)
    with suppress(ProcessLookupError):
        os.killpg(running.pid, signal.SIGINT)
    done = ended(running)
    # In the midst of an import it ends at once: what it had locked is tidied by the next.
    lines = sum("[interrupted]" in one or "stopped;" in one for one in done.said.splitlines())
    if done.code < 0 or lines != (done.code == 130):
        raise FaultError(f"after Ctrl-C it ends with {done.code}: {said}{done.said[-2000:]}")
    outcome(lab, work, done, is_tidy=False)


def taken(lab: Lab, work: Work) -> float:
    """Seconds that a command takes, and somewhat more."""
    work.begin()
    started = time.monotonic()
    lab.run(work.call)
    return (time.monotonic() - started) * 1.1


# --- a project that changes meanwhile ---------------------------------------------------------


def vanish(lab: Lab, work: Work, seconds: float) -> None:
    """Take a file or a folder of the project away at a moment."""
    with _kept(lab, work) as project:
        work.begin()
        # But not the folder that it writes to, nor what holds it: what of a set is in there goes
        # with its journal.
        could = sorted(
            path
            for path in (project, *project.rglob("*"))
            if not work.folder.is_relative_to(path) and not path.is_relative_to(work.folder)
        )
        running = lab.start(work.call)
        time.sleep(lab.random.random() * seconds)
        _away(lab.random.choice(could))
        done = ended(running)
        state = check_whole(work)
        check_said(work, done, state)
        lab.seen[f"exit {done.code}, files {state}"] += 1


def edit(lab: Lab, work: Work, seconds: float) -> None:
    """Save the content anew at a moment: what comes out is of the older one or of the newer one."""
    with _kept(lab, work) as project:
        work.begin()
        content = project / "content.yaml"
        newer = content.read_bytes()
        content.write_bytes(work.older)
        shutil.rmtree(work.folder)
        running = lab.start(work.call)
        time.sleep(lab.random.random() * seconds)
        # At once, as editors do: half of a file would be a third content.
        saved = content.with_name("content.yaml~")
        saved.write_bytes(newer)
        saved.replace(content)
        done = ended(running)
        made = there(work.folder) if work.folder.exists() else {}
        if made not in ({}, work.old, work.new) or (done.code == 0) != bool(made):
            raise FaultError(f"it mixes what was read: exit {done.code}, {done.said[-2000:]}")
        kind = "older" if made == work.old else "newer" if made else "no"
        lab.seen[f"exit {done.code}, of the {kind} content"] += 1


@contextmanager
def _kept(lab: Lab, work: Work) -> Iterator[Path]:
    """The project of a work, which is as it was after what is done to it."""
    project, kept = Path(work.call[1]), lab.folder / "project"
    shutil.rmtree(kept, ignore_errors=True)
    shutil.copytree(project, kept)
    try:
        yield project
    finally:
        shutil.rmtree(project, ignore_errors=True)
        shutil.copytree(kept, project)


# --- at a touch of the disk -------------------------------------------------------------------


def touches(lab: Lab, work: Work) -> list[str]:
    """What a command does to files, touch by touch: "create", "write", …"""
    work.begin()
    log = lab.folder / "touches"
    lab.run(work.call, (*INJECTED, "count", "0", log, _folders(lab, work)))
    return [line.split(" ", 1)[0] for line in log.read_text("utf-8").splitlines()]


def at_touch(lab: Lab, work: Work, how: str, number: int) -> None:
    """Let its `number`-th touch of the disk fail `how`, or be the last thing that it does."""
    work.begin()
    log = lab.folder / "touches"
    done = lab.run(work.call, (*INJECTED, how, str(number), log, _folders(lab, work)))
    lines = log.read_text("utf-8").splitlines()
    touch = lines[number - 1] if len(lines) >= number else "none"
    kind = touch.split(" ", 1)[0]
    lab.seen[f"{how} at {kind}"] += 1
    try:
        # What cannot be removed stays until the next: nothing else may.
        outcome(lab, work, done, is_tidy=kind != "remove")
    except FaultError as fault:
        raise FaultError(f"{how} at touch {number}, {touch}: {fault}") from None


def limited(lab: Lab, work: Work) -> None:
    """Let no file have more than so many bytes (RLIMIT_FSIZE, as `ulimit -f`)."""
    work.begin()
    most = lab.random.randrange(max(map(len, work.new.values())))
    log = lab.folder / "touches"
    outcome(lab, work, lab.run(work.call, (*INJECTED, "size", str(most), log, "/")))


def _folders(lab: Lab, work: Work) -> str:
    return os.pathsep.join(str(one) for one in (work.call[1], work.folder, lab.cache))


# --- several at once --------------------------------------------------------------------------


def rivals(lab: Lab, work: Work, count: int) -> None:
    """Run it `count` times at once: all read one project, write one folder and one cache."""
    work.begin()
    shutil.rmtree(lab.cache, ignore_errors=True)
    running = [lab.start(work.call) for _ in range(count)]
    looks = 0
    while any(one.poll() is None for one in running):
        for name in work.new:
            with suppress(FileNotFoundError):
                data = (work.folder / name).read_bytes()
                looks += 1
                if data not in (work.old.get(name), work.new[name]):
                    raise FaultError(f"a reader sees {name} half-written")
        time.sleep(0.01)
    for one in running:
        done = ended(one)
        if done.code == 2 and "[batch-running]" in done.said:
            lab.seen["another batch is writing there"] += 1
            continue
        if done.code:
            raise FaultError(f"one of {count} ends with {done.code}: {done.said[-2000:]}")
        lab.seen[f"{count} at once, exit 0"] += 1
    lab.seen["looks of a reader"] += looks
    if check_whole(work) != "new" or hidden(work.folder):
        raise FaultError(f"after {count} at once: {check_whole(work)}, {hidden(work.folder)}")


# --- the cache --------------------------------------------------------------------------------


def cached(lab: Lab, work: Work, harm: str) -> None:
    """Harm what the cache holds; the right files are to come of it all the same."""
    work.begin()
    if not list(lab.cache.glob("*.msgpack")):
        lab.run(work.call)
        work.begin()
    keep = lab.folder / "kept"
    shutil.rmtree(keep, ignore_errors=True)
    shutil.copytree(lab.cache, keep, copy_function=shutil.copy2)
    try:
        HARMS[harm](lab)
        lab.seen[f"cache {harm}"] += 1
        outcome(lab, work, lab.run(work.call))
        if there(work.folder).keys() < work.new.keys():
            raise FaultError(f"cache {harm}: a file is not there")
    finally:
        _away(lab.cache)
        shutil.copytree(keep, lab.cache, copy_function=shutil.copy2)


def _entries(lab: Lab) -> Iterator[Path]:
    """Entries of the cache: each with a chance of three in four."""
    entries = sorted(lab.cache.glob("*.msgpack"))
    yield from lab.random.sample(entries, len(entries) * 3 // 4)


def _cut(lab: Lab) -> None:
    for entry in _entries(lab):
        os.truncate(entry, lab.random.randrange(entry.stat().st_size))


def _flipped(lab: Lab) -> None:
    for entry in _entries(lab):
        data = bytearray(entry.read_bytes())
        data[lab.random.randrange(len(data))] ^= 1 << lab.random.randrange(8)
        entry.write_bytes(data)


def _swapped(lab: Lab) -> None:
    entries = list(_entries(lab))
    for one, other in pairwise(entries):
        shutil.copyfile(other, one)


def _of_another_make(lab: Lab) -> None:
    """Entries that are whole, and sealed as they should be, but of no kind that is asked for."""
    for entry in _entries(lab):
        body = msgpack.encode(lab.random.choice([None, 7, 0.5, -1]))
        entry.write_bytes(store._seal(entry.stem, body) + body)


def _enormous(lab: Lab) -> None:
    for entry in _entries(lab):
        os.truncate(entry, 1 << 32)


def _pipes(lab: Lab) -> None:
    for entry in _entries(lab):
        entry.unlink()
        os.mkfifo(entry)


def _folders_instead(lab: Lab) -> None:
    for entry in _entries(lab):
        entry.unlink()
        entry.mkdir()


def _unreadable(lab: Lab) -> None:
    for entry in _entries(lab):
        entry.chmod(0)
    lab.cache.chmod(0)


def _a_file(lab: Lab) -> None:
    _away(lab.cache)
    lab.cache.write_text("in the way")


def _a_loop(lab: Lab) -> None:
    _away(lab.cache)
    lab.cache.symlink_to(lab.cache.name)


def _of_the_future(lab: Lab) -> None:
    """As if the clock had been put back by a century since."""
    _dated(lab, 4_900_000_000)


def _of_the_past(lab: Lab) -> None:
    _dated(lab, 1)


def _dated(lab: Lab, when: int) -> None:
    for path in lab.cache.rglob("*"):
        os.utime(path, (when, when))


def _littered(lab: Lab) -> None:
    """What a killed build has left there."""
    for entry in _entries(lab):
        part = f".depliant-{lab.random.getrandbits(64):016x}.part"
        entry.with_name(part).write_bytes(entry.read_bytes()[:99])


HARMS: Final[dict[str, Callable[[Lab], None]]] = {
    "cut off": _cut,
    "with a bit flipped": _flipped,
    "with entries for one another": _swapped,
    "of another make": _of_another_make,
    "of enormous entries": _enormous,
    "of pipes": _pipes,
    "of folders": _folders_instead,
    "unreadable": _unreadable,
    "that is a file": _a_file,
    "that is a loop of links": _a_loop,
    "of the future": _of_the_future,
    "of 1970": _of_the_past,
    "with what the dead left": _littered,
}


def _away(path: Path) -> None:
    """Remove what is there, whatever it is."""
    if path.is_symlink() or path.is_file():
        path.unlink()
    else:
        with suppress(OSError):
            path.chmod(0o700)
        shutil.rmtree(path, ignore_errors=True)
