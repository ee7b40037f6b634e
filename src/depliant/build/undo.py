"""Steps back: content.yaml, or a PO file, as it was before a command changed it, byte for byte.

A step is kept in the user's cache, outside the project, so that nothing of it is published or
copied along: below `undo`, in a folder for each file by the digest of its path, which only the
user may read. A step is taken back only while the file is what that step has left.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from msgspec import DecodeError, Struct, msgpack

from depliant import files
from depliant.build import setting_aside, store
from depliant.content.publication import CONTENT
from depliant.errors import Diagnostic, InputError
from depliant.sentences import Sentence, say

STEPS: Final = 20
"""How many steps back are kept of a project."""
_HINT: Final = say("Free some room, or change its permissions.")
_SUFFIX: Final = ".step"
_BEGUN: Final = ".undoing"
"""What a step's file ends with while it is taken back: a killed program has left it so."""


class Beside(Struct, frozen=True):
    """Another file that a step has changed, by its name in the project, as a `Step` has it."""

    file: str
    before: bytes
    after: str


class Step(Struct, frozen=True):
    """What a command did to a file: in words, what it was before, and the digest after.

    `changes` are what taking it back changes, `beside` files that were changed along with it.

    A file that was not there was nothing.
    """

    what: Sentence
    changes: tuple[Sentence, ...]
    before: bytes
    after: str
    beside: tuple[Beside, ...] = ()


def remember(project: Path, step: Step, file: str = CONTENT) -> bool:
    """Keep a step that is about to be made to a file; whether that was possible."""
    folder = _folder(project, file)
    if folder is None:
        return False
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for path in folder.glob(f"*{_BEGUN}"):
            path.unlink(missing_ok=True)
        kept = _steps(folder)
        number = int(kept[-1].stem) + 1 if kept else 1
        files.put(folder / f"{number:09}{_SUFFIX}", msgpack.encode(step))
        for path in kept[: -STEPS + 1]:
            path.unlink(missing_ok=True)
    except OSError:
        return False
    return True


def step_of(
    root: Path,
    what: Sentence,
    changes: tuple[Sentence, ...],
    written: Mapping[str, bytes],
    own: str,
) -> Step:
    """The step that writes files into a project, whose name is that of the file `own`."""
    before = _read(root / own)
    beside = tuple(
        Beside(name, _read(root / name), digest(data))
        for name, data in written.items()
        if name != own
    )
    return Step(what, changes, before, digest(written.get(own, before)), beside)


def carried_out(
    root: Path, step: Step, written: Mapping[str, bytes], file: str = CONTENT
) -> tuple[Diagnostic, ...]:
    """Write the files of a step, all or none, and keep it; what is to be said of that.

    Raises:
        InputError: `output-unwritable`, `path-outside`.
    """
    is_kept = remember(root, step, file)
    files.save(root, written, _HINT)
    return () if is_kept else (unremembered(file),)


def unremembered(file: str) -> Diagnostic:
    """What is to be said of a change to a file (or several, by their names) that is not kept."""
    message = say("This cannot be undone, since the folder of the cache cannot be written.")
    hint = say("Keep a copy of {file}; DEPLIANT_CACHE names another folder.", file=file)
    return Diagnostic("undo-nothing", message, None, hint, "warning")


def undone(project: Path, out: Path | None = None, file: str = CONTENT) -> tuple[Step, Path | None]:
    """Take the last step back; or, with `out`, only write the file as it was to that one.

    What somebody has made of a file that is written is kept: under the path that comes along.

    Raises:
        InputError: `undo-nothing`; `undo-changed`: the file has been changed since; or
            `output-unwritable`.
    """
    files.settle(project)
    content = files.resolved(project / file)
    present = _read(content)
    path, step = _last(project, present, file)
    if out is not None:
        return step, setting_aside.saved(out, step.before, _HINT)
    changed = [one.file for one in step.beside if digest(_read(project / one.file)) != one.after]
    is_resumed = step.before == present
    if not is_resumed and (digest(present) != step.after or changed):
        raise InputError(
            Diagnostic(
                "undo-changed",
                say(
                    "{content} has been changed since {what}, and stays as it is.",
                    content=changed[0] if digest(present) == step.after else file,
                    what=step.what,
                ),
                hint=say(
                    "`depliant figures undo --out FILE` writes to another file what it was "
                    "before that."
                )
                if file == CONTENT
                else say(
                    "`depliant translate undo LANG --out FILE` writes to another file what it "
                    "was before that."
                ),
            )
        )
    root = files.resolved(project)
    own = content.relative_to(root).as_posix() if content.is_relative_to(root) else file
    former = {own: step.before, **{one.file: one.before for one in step.beside}}
    begun = path.with_suffix(_BEGUN)
    with contextlib.suppress(OSError):
        path = path.replace(begun)
    files.save(root, {name: data for name, data in former.items() if data}, _HINT)
    for name in (name for name, data in former.items() if not data):
        _remove(root / name)
        if name != own:
            _prune(root, name)
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)
    return step, None


def _remove(path: Path) -> None:
    """Take away a file that was not there before.

    Raises:
        InputError: `output-unwritable`.
    """
    try:
        path.unlink(missing_ok=True)
    except OSError as fault:
        message = say(
            "{what} cannot be written: {reason}. Older files are as they were.",
            what=path,
            reason=fault.strerror or fault,
        )
        raise InputError(Diagnostic("output-unwritable", message, hint=_HINT)) from fault


def _read(path: Path) -> bytes:
    """The bytes of a file, none of one that is not there."""
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _prune(project: Path, file: str) -> None:
    """Take away the folders of a file that are empty now."""
    for folder in list(Path(file).parents)[:-1]:
        try:
            (project / folder).rmdir()
        except OSError:
            return


def digest(data: bytes) -> str:
    """By what a file is known again."""
    return hashlib.sha256(data).hexdigest()


def _last(project: Path, present: bytes, file: str) -> tuple[Path, Step]:
    """The last step that was made; one that has left no trace in the file never was.

    One that was being taken back when a program was killed is taken back to its end.
    """
    folder = _folder(project, file)
    begun = _begun(folder) if folder else None
    for path in reversed(_steps(folder) if folder else []):
        try:
            step = msgpack.decode(path.read_bytes(), type=Step)
        except (OSError, DecodeError):
            continue
        if step.before != present or path == begun:
            return path, step
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
    raise InputError(
        Diagnostic(
            "undo-nothing",
            say("Nothing that a command did to this {content} is remembered.", content=file),
            hint=say(
                "What a command has done is remembered for whoever called it, at this place on "
                "this computer."
            ),
        )
    )


def _folder(project: Path, file: str) -> Path | None:
    """Where the steps of a project's file are kept; None where the user has no home."""
    cache = store.folder()
    place = str(files.resolved(project / file))
    name = hashlib.sha256(place.encode("utf-8", "surrogateescape")).hexdigest()[:32]
    return None if cache is None else cache / "undo" / name


def _begun(folder: Path) -> Path | None:
    """The step that was being taken back, which is one of the others again."""
    with contextlib.suppress(OSError):
        for path in folder.glob(f"*{_BEGUN}"):
            return path.replace(path.with_suffix(_SUFFIX))
    return None


def _steps(folder: Path) -> list[Path]:
    """The steps of a project, oldest first."""
    with contextlib.suppress(OSError):
        return sorted(p for p in folder.glob(f"*{_SUFFIX}") if p.stem.isdecimal())
    return []
