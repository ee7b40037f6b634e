"""The folder into which a project's files go where the user names no other."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from depliant import files
from depliant.errors import Diagnostic, InputError, Place
from depliant.sentences import say

OUT: Final = "out"


def own_folder(root: Path, *names: str) -> Path:
    """The folder below `root` that is called so; it need not be there.

    Raises:
        InputError: `path-outside`: it is a link that leads out of the project, or lies in one.
    """
    folder, base = root, files.resolved(root)
    for name in names:
        folder /= name
        place = files.resolved(folder)
        if not place.is_relative_to(base):
            within = folder.relative_to(root).as_posix()
            raise InputError(
                Diagnostic(
                    "path-outside",
                    say(
                        "The folder {name} is a link to {resolved}, outside the project.",
                        name=within,
                        resolved=place,
                    ),
                    Place(within),
                    say("Name the other folder with --out if it is meant."),
                )
            )
    return folder
