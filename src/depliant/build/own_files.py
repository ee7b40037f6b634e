"""Which files are a project's own sources: what its brochure is made of is never written over."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path, PurePath
from typing import Final

from depliant.errors import DepliantError
from depliant.files import resolved
from depliant.source.folder import Folder
from depliant.source.yaml import load_yaml
from depliant.style.inheritance import STYLE_FILE
from depliant.style.printing import FOLDER as PRINTERS

_CONTENT: Final = "content.yaml"
_ASSETS: Final = "assets"


def is_source(path: Path, project: Path) -> bool:
    """Whether a file that is there is a source of a brochure.

    Args:
        path: the file.
        project: the folder of the project that a call is about; those that the file lies in are
            asked as well.
    """
    lexical, real = Path(os.path.abspath(path)), resolved(path)
    folders = dict.fromkeys((resolved(project), *lexical.parents, *real.parents))
    return any(
        _is_of(each, folder)
        for folder in folders
        if os.path.isfile(folder / _CONTENT) or os.path.isfile(folder / STYLE_FILE)
        for each in dict.fromkeys((lexical, real))
    )


def _is_of(path: Path, root: Path) -> bool:
    """Whether a file is content.yaml, one of the assets, or named in what a project says."""
    with suppress(OSError):
        if os.path.samefile(path, root / _CONTENT):
            return True
    if path.is_relative_to(root / _ASSETS) or path.is_relative_to(resolved(root / _ASSETS)):
        return True
    return path.is_relative_to(root) and path.relative_to(root) in set(_named(root))


def _named(root: Path) -> Iterator[PurePath]:
    """Every text of a project's YAML that may be the name of a file below it."""
    folder = Folder(root)
    with suppress(DepliantError):
        printers = sorted(name for name in folder.names(PRINTERS) if name.endswith(".yaml"))
        for name in (_CONTENT, STYLE_FILE, *(f"{PRINTERS}/{one}" for one in printers)):
            try:
                yield from _texts(load_yaml(folder, name).data)
            except DepliantError:  # what is not sound yet is not to be lost either
                yield from _words(folder, name)


def _words(folder: Folder, name: str) -> Iterator[PurePath]:
    """Every word of a file that may be the name of another."""
    with suppress(DepliantError):
        text = folder.file(name).data.decode("utf-8", "replace")
        yield from map(PurePath, re.findall(r"[^\s\"'\[\]{},]+\.\w+", text))


def _texts(data: object) -> Iterator[PurePath]:
    if isinstance(data, str):
        if "." in data and "\n" not in data:
            yield PurePath(data)
    elif isinstance(data, dict):
        for value in data.values():
            yield from _texts(value)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from _texts(value)
