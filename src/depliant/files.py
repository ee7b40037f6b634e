"""Files written: sets that appear all or none.

A set of files is saved in its folder, in four steps:

    plan    the journal `.depliant-save` is made and locked, and names the files of the set
    write   each new file under a temporary name beside its own, and a spare of each old one
    ready   the journal says so: everything is on the disk, and the set is the new one from here
    settle  the new files take their names, the spares go, and so does the journal

A program that is killed leaves the journal. Whoever saves in the folder next, or asks for it by
`settle`, finds it without a lock and does what it says: before `ready` the old set stays, after
it the new one is finished. Two programs that save in one folder wait for each other, so what lies
there under a temporary name while the lock is ours was left by the dead, and is removed.

Where a folder knows no locks, or something else has the journal's name, a set is saved without
one: whole, unless the program is killed between two renames.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import secrets
import shutil
import stat
import sys
import time
from collections.abc import Iterator, Mapping
from errno import EISDIR, ELOOP, ENAMETOOLONG, ENOENT, ENOSPC, ENOTDIR
from pathlib import Path
from typing import Annotated, Final

from msgspec import Meta, MsgspecError, Struct, json

from depliant.errors import Diagnostic, InputError
from depliant.locks import lock, unlock
from depliant.pathnames import OutsideError as OutsideError
from depliant.pathnames import below as below
from depliant.pathnames import placed
from depliant.pathnames import resolved as resolved
from depliant.patterns import late_pattern
from depliant.refusals import refusal
from depliant.sentences import NOTHING, Sentence, say

JOURNAL: Final = ".depliant-save"
PATIENCE: Final = 30.0
"""Seconds that a save waits for another in the same folder."""

_TEMPORARY: Final = late_pattern(r"\.depliant-[0-9a-f]{16}-\d+\.(new|old)")
_PART: Final = late_pattern(r"\.depliant-[0-9a-f]{16}\.part")
_MAXIMUM_JOURNAL: Final = 1024 * 1024
_READY, _BACK = b"ready", b"back"
_IS_WINDOWS: Final = sys.platform == "win32"
_NO_FILE: Final = frozenset({ENOENT, ENOTDIR, EISDIR, ELOOP, ENAMETOOLONG})
"""Why there can be no file of a name: its folder has gone, or something else has the name."""
_TRIES: Final = 8
"""How often a rename is tried on Windows, where whoever reads a file holds its name."""


def save(folder: Path, files: Mapping[str, bytes], hint: Sentence) -> tuple[Path, ...]:
    """Write a set of files into a folder, made if it is not there: all of them or none.

    A file that was there keeps its permissions; a link in a file's place is replaced.

    Args:
        folder: where they go.
        files: the bytes of each, by its name from the folder; it may be in a folder below.
        hint: what to do where the folder cannot be written.

    Returns:
        The path of each, in order.

    Raises:
        InputError: `output-unwritable`, or `path-outside` where a link leads out of the folder;
            the older files are as they were.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _journal(folder, PATIENCE) as journal:
            _carry_out(folder, files, journal)
    except OutsideError as fault:
        own = say("Put a folder of the project's own in the link's place.")
        hint = own if fault.is_link else NOTHING
        raise InputError(Diagnostic("path-outside", fault.said(folder), hint=hint)) from fault
    except OSError as fault:
        message = say(
            "The folder {folder} cannot be written: {reason}. Older files are as they were.",
            folder=folder,
            reason=refusal(fault),
        )
        raise InputError(Diagnostic("output-unwritable", message, hint=hint)) from fault
    return tuple(folder / name for name in files)


def save_file(path: Path, data: bytes, hint: Sentence, *, make_folder: bool = True) -> None:
    """Write one file that somebody has named: the new one is there whole, or the old one.

    A link is followed, and a pipe or a device is written to.

    Raises:
        InputError: `output-unwritable`; an older file is as it was.
    """
    try:
        path = resolved(path)
        if path.exists() and not (path.is_file() or path.is_dir()):
            path.write_bytes(data)
            return
        if make_folder:
            path.parent.mkdir(parents=True, exist_ok=True)
        path.parent.stat()
        with _journal(path.parent, PATIENCE) as journal:
            _carry_out(path.parent, {path.name: data}, journal)
    except OSError as fault:
        message = say(
            "{path} cannot be written: {reason}. Older files are as they were.",
            path=path,
            reason=refusal(fault),
        )
        raise InputError(Diagnostic("output-unwritable", message, hint=hint)) from fault


def settle(folder: Path) -> None:
    """Finish or take back what a killed program began to save in a folder, and tidy up after it.

    Nothing is done where another program is saving, or where the folder cannot be written.
    """
    try:
        with os.scandir(folder) as found:
            begun = any(entry.name == JOURNAL or _is_temporary(entry.name) for entry in found)
        if begun:
            with _journal(folder, 0.0):
                pass
    except OSError:
        return


def put(path: Path, data: bytes) -> None:
    """Write one file that can be made again: whole or not at all, but perhaps not on the disk yet.

    Raises:
        OSError: it cannot be written.
    """
    put_all(path.parent, {path.name: data})


def put_all(folder: Path, written: Mapping[str, bytes]) -> None:
    """Write files that can be made again, whole: where one finds no room none takes its place.

    A kill may come between two of them.

    Raises:
        OSError: one cannot be written.
    """
    parts: dict[Path, Path] = {}
    try:
        for name, data in written.items():
            final = folder / name
            if len(written) > 1:
                _is_there(final)  # a folder of that name is to be met before anything is done
            part = parts[final] = final.with_name(f".depliant-{secrets.token_hex(8)}.part")
            part.write_bytes(data)
        for final, part in parts.items():
            _move(part, final)
    except BaseException:
        for part in parts.values():
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
        raise


def name_for_former(path: Path) -> Path:
    """A free name beside a path for what stands there: a.before.csv, then a.before-2.csv."""
    for number in itertools.count(1):
        called = "before" if number == 1 else f"before-{number}"
        name = path.with_name(f"{path.stem}.{called}{path.suffix}")
        if not os.path.lexists(name):
            break
    return name


def is_part(name: str) -> bool:
    """Whether a name is one that `put` writes under; an old file of that name was left behind."""
    return _PART.fullmatch(name) is not None


# --- a set of files ---------------------------------------------------------------------------


class _Plan(Struct, frozen=True):
    """The files of a set by their names from the folder, and whether each was there before."""

    token: Annotated[str, Meta(pattern="^[0-9a-f]{16}$")]
    files: tuple[tuple[str, bool], ...]

    def paths(self, folder: Path) -> tuple[_Paths, ...]:
        """Where each file of the set is, and where it waits.

        Raises:
            OutsideError: a name leads out of the folder.
        """
        found = []
        for number, (name, was_there) in enumerate(self.files):
            final, stem = placed(folder, name), f".depliant-{self.token}-{number}"
            new, spare = final.with_name(f"{stem}.new"), final.with_name(f"{stem}.old")
            found.append(_Paths(final, new, spare, was_there))
        return tuple(found)


class _Paths(Struct, frozen=True):
    """A file of a set: its own path, that of the new one until it is renamed, that of the spare."""

    final: Path
    new: Path
    spare: Path
    was_there: bool


class _Journal:
    """What is being saved in a folder, and how far it is.

    Args:
        handle: the open file that remembers it; None: nothing does.
    """

    def __init__(self, handle: int | None) -> None:
        self._handle = handle
        self.plan: _Plan | None = None
        self.state = b""
        if handle is not None:
            self._read(os.read(handle, _MAXIMUM_JOURNAL))

    def _read(self, data: bytes) -> None:
        """Take what a killed program wrote; a line without its end was cut off."""
        plan, *states = data.split(b"\n")[:-1] or [b""]
        with contextlib.suppress(MsgspecError, ValueError):
            self.plan = json.decode(plan, type=_Plan)
            self.state = states[-1] if states else b""

    def begin(self, plan: _Plan) -> None:
        """Write down what is going to be done."""
        self.end()
        self.plan, self.state = plan, b""
        try:
            self._write(json.encode(plan))
        except OSError:
            self.end()
            raise

    def advance(self, state: bytes) -> None:
        """Write down how far it is; on the disk when this returns."""
        self.state = state
        self._write(state)
        if self._handle is not None:
            os.fsync(self._handle)

    def turn_back(self) -> None:
        """Write down that the old set is to be there again, if that can be written."""
        with contextlib.suppress(OSError):
            self.advance(_BACK)

    def end(self) -> None:
        """It is done; that is told by the file's going, too, where it cannot be emptied."""
        self.plan, self.state = None, b""
        if self._handle is not None:
            with contextlib.suppress(OSError):
                os.ftruncate(self._handle, 0)
                os.lseek(self._handle, 0, os.SEEK_SET)

    def _write(self, line: bytes) -> None:
        line += b"\n"
        if self._handle is not None and os.write(self._handle, line) < len(line):
            raise OSError(ENOSPC, os.strerror(ENOSPC))


def _carry_out(folder: Path, files: Mapping[str, bytes], journal: _Journal) -> None:
    """Save a set, the journal locked."""
    places = {name: placed(folder, name) for name in files}
    for place in places.values():
        place.parent.mkdir(parents=True, exist_ok=True)
    there = tuple((name, _is_there(place)) for name, place in places.items())
    plan = _Plan(secrets.token_hex(8), there)
    journal.begin(plan)
    try:
        waiting = plan.paths(folder)
        for paths, data in zip(waiting, files.values(), strict=True):
            _write(paths, data)
        _on_disk(folder, waiting)
        journal.advance(_READY)
    except OSError:
        if journal.state:
            journal.turn_back()
        raise
    finally:
        _settle(folder, journal)


def _is_there(path: Path) -> bool:
    """Whether a file or a link is there, that can be replaced.

    Raises:
        IsADirectoryError: a folder has its name.
        OSError: it cannot have that name.
    """
    try:
        status = os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return False
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(EISDIR, say("{name} is a folder", name=path.name))
    return True


def _write(paths: _Paths, data: bytes) -> None:
    """Write a new file beside its name, and keep a spare of the old one."""
    mode = 0o644
    if paths.was_there:
        spare(paths.final, paths.spare)
        if not paths.final.is_symlink():
            mode = stat.S_IMODE(paths.final.stat().st_mode) & 0o777
    with open(paths.new, "xb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    paths.new.chmod(mode)


def spare(path: Path, spare: Path) -> None:
    """Give a file a second name; a copy of its own where the disk knows no links.

    Raises:
        OSError: it cannot have that name.
    """
    try:
        if os.link in os.supports_follow_symlinks:
            os.link(path, spare, follow_symlinks=False)
        else:
            os.link(path, spare)
    except OSError:
        shutil.copy2(path, spare, follow_symlinks=False)


def _rename(waiting: tuple[_Paths, ...]) -> None:
    """Give all new files their names, those apart that have them already."""
    for paths in waiting:
        if os.path.lexists(paths.new):
            _move(paths.new, paths.final)


def _put_back(waiting: tuple[_Paths, ...]) -> None:
    """Give all old files their names again, and take away what was not there."""
    for paths in waiting:
        if paths.was_there and os.path.lexists(paths.spare):
            with _where_a_file_can_be():
                _move(paths.spare, paths.final)
        elif not paths.was_there and not os.path.lexists(paths.new):
            with _where_a_file_can_be():
                paths.final.unlink()


def _settle(folder: Path, journal: _Journal) -> None:
    """Bring what the journal says to its end.

    Raises:
        OSError: the new set could not take its place. The old one is there, and the journal ended;
            or not even that could be done, and the journal stays.
    """
    if journal.plan is None:
        return
    waiting, fault = journal.plan.paths(folder), None
    if journal.state == _READY:
        try:
            _rename(waiting)
        except OSError as error:
            fault = error
            journal.turn_back()
    if journal.state == _BACK:
        _put_back(waiting)
    if journal.state:
        with contextlib.suppress(OSError):  # the files have their places
            _on_disk(folder, waiting)
    if _removed(waiting):
        journal.end()
    if fault is not None:
        raise fault


def _removed(waiting: tuple[_Paths, ...]) -> bool:
    """Remove what a set no longer needs; False: some of it stays, for whoever settles next.

    The set is what it is to be: that is no fault of a save.
    """
    is_all = True
    for left in (path for paths in waiting for path in (paths.new, paths.spare)):
        try:
            with _where_a_file_can_be():
                left.unlink()
        except OSError:
            is_all = False
    return is_all


def _move(source: Path, target: Path) -> None:
    """Give a file another's name; on Windows a reader is waited for a moment."""
    for attempt in range(_TRIES):
        try:
            os.replace(source, target)
            return
        except PermissionError:
            if not _IS_WINDOWS or attempt == _TRIES - 1:
                raise
            time.sleep(0.01 * 2**attempt)


def _on_disk(folder: Path, waiting: tuple[_Paths, ...]) -> None:
    """Have the names in the folders of a set written to the disk, where the system can."""
    if _IS_WINDOWS:
        return
    for each in dict.fromkeys((folder, *(paths.final.parent for paths in waiting))):
        with _where_a_file_can_be():
            handle = os.open(each, os.O_RDONLY)
            try:
                with contextlib.suppress(OSError):
                    os.fsync(handle)
            finally:
                os.close(handle)


@contextlib.contextmanager
def _where_a_file_can_be() -> Iterator[None]:
    """Do something with a file of a set, unless there can be none: then nothing is to be done."""
    try:
        yield
    except OSError as fault:
        if fault.errno not in _NO_FILE:
            raise


# --- its journal ------------------------------------------------------------------------------


@contextlib.contextmanager
def _journal(folder: Path, patience: float) -> Iterator[_Journal]:
    """The journal of a folder, locked, with all settled and tidied that was found there.

    Raises:
        OSError: another program is saving for longer than `patience` seconds.
    """
    path = folder / JOURNAL
    handle, journal = lock(path, patience), None
    try:
        journal = _Journal(handle)
        if handle is not None:
            _settle_found(folder, journal)
            _tidy(folder)
        yield journal
    finally:
        if handle is not None:
            unlock(handle, path, done=journal is not None and journal.plan is None)


def _settle_found(folder: Path, journal: _Journal) -> None:
    """Settle what a killed program began; what no program of ours has written is not followed.

    Raises:
        OSError: neither the new set nor the old one can take its place.
    """
    try:
        _settle(folder, journal)
    except OutsideError:
        journal.end()
    except OSError:
        if journal.plan is not None:
            raise


def _tidy(folder: Path) -> None:
    """Remove what killed programs have left under a temporary name."""
    with os.scandir(folder) as found:
        left = [entry.path for entry in found if _is_temporary(entry.name)]
    for path in left:
        with contextlib.suppress(OSError):
            os.unlink(path)


def _is_temporary(name: str) -> bool:
    return _TEMPORARY.fullmatch(name) is not None
