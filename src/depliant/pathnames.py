"""Names of files that stay below their folder, and paths from the root."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

from depliant.sentences import Sentence, say


class OutsideError(ValueError):
    """A name that does not stay below its folder.

    Args:
        said: the sentence that says so, of the folder.
        is_link: whether a link leads out, and not the name itself.
    """

    def __init__(self, said: Callable[[Path], Sentence], *, is_link: bool = False) -> None:
        super().__init__()
        self.said = said
        self.is_link = is_link


def below(folder: Path, name: str) -> Path:
    """The path called `name` below `folder`, links followed; nothing need be there.

    A name is one on every system: parts joined by `/`, without a drive, and none of them `..`.

    Raises:
        OutsideError: it leads out of the folder.
    """
    _check(name)
    base = resolved(folder)
    path = resolved(base / name)
    if not path.is_relative_to(base):
        raise OutsideError(
            lambda folder: say(
                "A file below {folder} is a link that leaves the folder.", folder=folder
            ),
            is_link=True,
        )
    return path


def resolved(path: Path) -> Path:
    """A path from the root, links followed; what leads to itself or is no name stays as it is."""
    return Path(os.path.realpath(path))


def _check(name: str) -> None:
    """Refuse a name that is none on every system, or goes up.

    Raises:
        OutsideError: it is one.
    """
    strange = not name or "\0" in name or "\\" in name or re.match(r"[A-Za-z]:", name)
    if strange or Path(name).is_absolute() or ".." in Path(name).parts:
        raise OutsideError(
            lambda folder: say(
                "A file below {folder} is not a path below the folder.", folder=folder
            )
        )


def placed(folder: Path, name: str) -> Path:
    """The path of a file to write below a folder: a link in its place is not followed.

    Raises:
        OutsideError: it leads out of the folder.
    """
    _check(name)
    path = Path(name)
    if not path.name:
        raise OutsideError(lambda folder: say("A file below {folder} has no name.", folder=folder))
    return below(folder, path.parent.as_posix()) / path.name
