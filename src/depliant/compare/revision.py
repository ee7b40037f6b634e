"""A project folder (or a PDF) as it was in a git revision, laid out in another folder.

Only `ls-tree` and `cat-file` are asked, and to list revisions `rev-list` and `for-each-ref`: they
read objects and run no hook, filter, attribute, pager or alias, and fetch nothing. Links and
submodules are left out; names, sizes and numbers of files are bounded before anything is written.
"""

from __future__ import annotations

import os
import re
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
LISTED: Final = 40
"""Revisions of a project that are listed, and as many tags."""
_LISTING: Final = 5
"""Seconds that listing may take."""

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
_ELSEWHERE: Final = frozenset(
    {
        "GIT_DIR",
        "GIT_WORK_TREE",
        "GIT_COMMON_DIR",
        "GIT_INDEX_FILE",
        "GIT_NAMESPACE",
        "GIT_OBJECT_DIRECTORY",
        "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    }
)
"""What would lead git to another repository than the folder's own, as it does within a hook."""
_UNSEEN: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""What has no place in a line that is shown: controls, also those that turn the text round."""


class Commit(Struct, frozen=True):
    """A revision that can be compared: its object, its day, what is said of it, its tags."""

    id: str
    day: str
    subject: str
    tags: tuple[str, ...] = ()


class _Entry(Struct, frozen=True):
    """A file of a tree: its object, its size in bytes, its path from the tree."""

    object: str
    size: int
    path: PurePosixPath


def commits(repository: Path) -> tuple[Commit, ...]:
    """The last revisions that changed a project's folder, and the tagged ones, newest first.

    Nothing where the folder is in no repository, or git cannot tell.
    """
    try:
        tagged = _tagged(repository)
        form = "--format=%H%x00%cs%x00%<(160,trunc)%s"
        listed = _git(
            repository, "rev-list", f"--max-count={LISTED}", form, "HEAD", "--", "./",
            seconds=_LISTING,
        )  # fmt: skip
    except InputError:
        return ()
    found: dict[str, Commit] = {}
    for line in _lines(listed):
        if "\0" not in line:  # the commit's name, which stands in the next line as well
            continue
        name, day, subject = (*line.split("\0", 2), "", "")[:3]
        found[name] = Commit(name, day, _UNSEEN.sub(" ", subject).strip())
    for name, (day, tags) in tagged.items():
        known = found.get(name) or Commit(name, day, "")
        found[name] = Commit(name, known.day, known.subject, tags)
    return tuple(sorted(found.values(), key=lambda one: one.day, reverse=True))


def _tagged(repository: Path) -> dict[str, tuple[str, tuple[str, ...]]]:
    """The day and the tags of each tagged commit."""
    form = "--format=%(objectname)%00%(*objectname)%00%(creatordate:short)%00%(refname:short)"
    listed = _git(
        repository, "for-each-ref", f"--count={LISTED}", "--sort=-creatordate", form, "refs/tags",
        seconds=_LISTING,
    )  # fmt: skip
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    for line in _lines(listed):
        own, peeled, day, tag = (*line.split("\0", 3), "", "", "")[:4]
        name = peeled or own
        _, others = found.get(name, ("", ()))
        found[name] = day, (*others, _UNSEEN.sub(" ", tag))
    return found


def _lines(listed: bytes | None) -> list[str]:
    return [line for line in (listed or b"").decode("utf-8", "replace").split("\n") if line]


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


def _git(
    repository: Path, *arguments: str, given: bytes = b"", seconds: int = SECONDS
) -> bytes | None:
    """What git answers; None if it refuses."""
    environment = {name: value for name, value in os.environ.items() if name not in _ELSEWHERE}
    try:
        answer = subprocess.run(
            [*_GIT, "-C", str(repository), *arguments],
            input=given,
            capture_output=True,
            env={**environment, **_QUIET},
            timeout=seconds,
            check=False,
        )
    except FileNotFoundError:
        raise _refused(say("git is not installed.")) from None
    except subprocess.TimeoutExpired:
        raise _refused(
            say("git did not answer within {seconds} seconds.", seconds=seconds)
        ) from None
    return answer.stdout if answer.returncode == 0 else None


def _refused(message: Sentence) -> InputError:
    hint = say("Write REVISION:PATH, such as v1.0:. or HEAD~3:brochures/2017, in its repository.")
    return InputError(Diagnostic("compare-revision", message, hint=hint))
