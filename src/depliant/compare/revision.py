"""A project folder (or a PDF) as it was in a git revision, laid out in another folder.

Only `ls-tree` and `cat-file` are asked: they read objects and run no hook, filter, attribute,
pager or alias, and fetch nothing. Links and submodules are left out; names, sizes and numbers
of files are bounded before anything is written.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Final

from msgspec import Struct

from depliant.errors import Diagnostic, InputError
from depliant.sentences import Sentence, say

MAXIMUM_BYTES: Final = 512 * 1024 * 1024
"""Of all files of a project together."""
MAXIMUM_FILES: Final = 10_000
SECONDS: Final = 120

_FOLDERS: Final = ("assets", "issues")
"""The folders of a project that building it reads."""

_GIT: Final = (
    "git",
    "--no-pager",
    "--no-replace-objects",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "core.hooksPath=/dev/null",
    "-c",
    "protocol.allow=never",
)
_QUIET: Final = {
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "LC_ALL": "C",
}


class _Entry(Struct, frozen=True):
    """A file of a tree: its object, its size in bytes, its path from the tree."""

    object: str
    size: int
    path: PurePosixPath


def extract(revision: str, path: str, repository: Path, into: Path) -> Path:
    """Lay the project (or the file) `path` of a revision out below `into`; where it is then.

    Args:
        revision: whatever git takes for a commit: a branch, a tag, `HEAD~3`.
        path: the folder or file from the top of the repository; "" is the top, and with
            `./` in front it counts from the folder `repository`.
        repository: a folder inside the repository.
        into: an empty folder.

    Raises:
        InputError: `compare-revision`: git is missing, there is no such revision or path, or
            it is more than is read.
    """
    commit = _git(
        repository, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
    )
    if commit is None:
        raise _refused(say("There is no git revision “{revision}” here.", revision=revision))
    found = commit.decode("ascii").strip()
    # git itself resolves `./` against the folder it is run in.
    inside = "./" if path in (".", "./") else path.rstrip("/")
    kind = _git(repository, "cat-file", "-t", f"{found}:{inside}")
    if kind is None:
        raise _refused(
            say("The revision “{revision}” has no “{path}”.", revision=revision, path=path)
        )
    if kind.strip() == b"blob":
        file = into / "revision.pdf"
        file.write_bytes(_blob(repository, f"{found}:{inside}"))
        return file
    entries = list(_entries(repository, f"{found}:{inside}"))
    try:
        _lay_out(repository, entries, into)
    except OSError as fault:
        raise _refused(
            say(
                "The files of the revision cannot be laid out: {strerror}.", strerror=fault.strerror
            )
        ) from None
    return into


def _entries(repository: Path, tree: str) -> Iterator[_Entry]:
    """The project's files in a tree: those of its top, and all below its folders."""
    listed = _git(repository, "ls-tree", "-r", "-z", "--long", "--full-tree", tree)
    total = 0
    for number, line in enumerate((listed or b"").split(b"\0")):
        if not line or number > 20 * MAXIMUM_FILES:
            continue
        about, _, name = line.partition(b"\t")
        mode, kind, found, size = about.decode("ascii").split()
        path = PurePosixPath(os.fsdecode(name))
        belongs = len(path.parts) == 1 or path.parts[0] in _FOLDERS
        if kind != "blob" or mode == "120000" or not belongs:
            continue
        if path.is_absolute() or ".." in path.parts or ".git" in path.parts:
            raise _refused(say("The revision holds a file with the name “{path}”.", path=path))
        total += int(size)
        if total > MAXIMUM_BYTES:
            raise _refused(
                say(
                    "The project has more than {maximum_bytes} MB.",
                    maximum_bytes=MAXIMUM_BYTES // 2**20,
                )
            )
        yield _Entry(found, int(size), path)


def _lay_out(repository: Path, entries: list[_Entry], into: Path) -> None:
    """Write the files; git is asked for all of them at once."""
    if len(entries) > MAXIMUM_FILES:
        raise _refused(
            say("The project has more than {maximum_files} files.", maximum_files=MAXIMUM_FILES)
        )
    asked = "".join(f"{entry.object}\n" for entry in entries).encode("ascii")
    data = _git(repository, "cat-file", "--batch", given=asked)
    if data is None:
        raise _refused(say("git cannot read the files of the revision."))
    at = 0
    for entry in entries:
        # "<object> blob <size>\n<bytes>\n"
        at = data.index(b"\n", at) + 1
        target = into / entry.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data[at : at + entry.size])
        at += entry.size + 1


def _blob(repository: Path, name: str) -> bytes:
    size = _git(repository, "cat-file", "-s", name)
    if size is None or int(size) > MAXIMUM_BYTES:
        raise _refused(say("The file is too large, or git cannot read it."))
    data = _git(repository, "cat-file", "blob", name)
    if data is None:
        raise _refused(say("git cannot read the file of the revision."))
    return data


def _git(repository: Path, *arguments: str, given: bytes = b"") -> bytes | None:
    """What git answers; None if it refuses."""
    try:
        answer = subprocess.run(
            [*_GIT, "-C", str(repository), *arguments],
            input=given,
            capture_output=True,
            env={**os.environ, **_QUIET},
            timeout=SECONDS,
            check=False,
        )
    except FileNotFoundError:
        raise _refused(say("git is not installed.")) from None
    except subprocess.TimeoutExpired:
        raise _refused(
            say("git did not answer within {seconds} seconds.", seconds=SECONDS)
        ) from None
    return answer.stdout if answer.returncode == 0 else None


def _refused(message: Sentence) -> InputError:
    hint = say("Write REVISION:PATH, such as v1.0:. or HEAD~3:brochures/2017, in its repository.")
    return InputError(Diagnostic("compare-revision", message, hint=hint))
