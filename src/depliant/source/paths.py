"""Paths below a project folder, and the bytes of its files: nothing leads out of the folder."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Final

from depliant.errors import Diagnostic, InputError, Place
from depliant.files import OutsideError, below
from depliant.refusals import refusal
from depliant.sentences import NOTHING, Sentence, say
from depliant.source.suggestions import did_you_mean

MAXIMUM_ASSET: Final = 512 * 1024 * 1024
"""Bytes of one asset; its reader has limits of its own."""


def asset(root: Path, name: str, place: Place | None = None) -> Path:
    """The file called `name` below the project folder `root`; `place` is where it is named.

    Raises:
        InputError: `path-outside`, `asset-missing`, `asset-unreadable` or `asset-too-large`.
    """
    try:
        path = below(root, name)
        status = path.stat()
    except OutsideError as error:
        raise _outside(name, place, error) from None
    except FileNotFoundError:
        raise refused(
            "asset-missing",
            say("There is no file `{name}`.", name=name),
            place,
            _nearest_file(root, name) or say("Put the file there, or name another one."),
        ) from None
    except OSError as error:
        raise refused(
            "asset-unreadable",
            say("`{name}` cannot be read: {reason}.", name=name, reason=refusal(error)),
            place,
        ) from None
    if not stat.S_ISREG(status.st_mode):
        raise refused("asset-unreadable", say("`{name}` is not a file.", name=name), place)
    if not os.access(path, os.R_OK):
        raise refused(
            "asset-unreadable",
            say("`{name}` may not be read.", name=name),
            place,
            say("Change its permissions."),
        )
    if status.st_size > MAXIMUM_ASSET:
        raise refused(
            "asset-too-large",
            say(
                "`{name}` has {st_size} bytes; {maximum_asset} are the most.",
                name=name,
                st_size=status.st_size,
                maximum_asset=MAXIMUM_ASSET,
            ),
            place,
        )
    return path


def _outside(name: str, place: Place | None, error: OutsideError) -> InputError:
    if error.is_link:
        return refused(
            "path-outside",
            say("`{name}` is a link that leaves the project folder.", name=name),
            place,
            say("Put the file itself into the project."),
        )
    return refused(
        "path-outside",
        say("`{name}` is not a path below the project folder.", name=name),
        place,
        say("Put the file into the project and name it from there, such as `assets/images/x.jpg`."),
    )


def read(
    root: Path,
    name: str,
    place: Place | None = None,
    *,
    limit: int = MAXIMUM_ASSET,
    too_large: str = "asset-too-large",
) -> bytes:
    """The bytes of the project's file `name`, at most `limit` of them.

    Raises:
        InputError: as `asset`; the code `too_large` if the file has more than `limit` bytes.
    """
    path = asset(root, name, place)
    try:
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except OSError as error:
        raise refused(
            "asset-unreadable",
            say("`{name}` cannot be read: {reason}.", name=name, reason=refusal(error)),
            place,
        ) from None
    if len(data) > limit:
        raise above(limit, name, place, too_large)
    return data


def above(limit: int, name: str, place: Place | None, code: str) -> InputError:
    """The error of a file that has more than `limit` bytes."""
    return refused(
        code,
        say("`{name}` has more than {limit} bytes.", name=name, limit=limit),
        place or Place(name),
    )


def refused(
    code: str, message: Sentence, place: Place | None, hint: Sentence = NOTHING
) -> InputError:
    """The error of one diagnostic."""
    return InputError(Diagnostic(code, message, place, hint))


def _nearest_file(base: Path, name: str) -> Sentence:
    """A hint that names a file of the same folder with nearly the same name."""
    folder = Path(name).parent
    try:
        names = [entry.name for entry in os.scandir(base / folder)]
    except OSError:
        return NOTHING
    prefix = f"{folder.as_posix()}/" if folder.name else ""
    return did_you_mean(f"{prefix}{Path(name).name}", [f"{prefix}{each}" for each in names[:1000]])
