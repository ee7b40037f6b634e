"""The PO files of a project, by the languages that they are of, however their names write these."""

from __future__ import annotations

from typing import Final

from depliant.errors import Diagnostic, InputError, Place
from depliant.figures.writing import locale_of
from depliant.languages.tags import canonical
from depliant.sentences import say
from depliant.source.folder import Files
from depliant.translation.merging import PSEUDO

FOLDER: Final = "assets/translations"


def file_of(language: str) -> str:
    """The PO file that a language gets, from the project folder."""
    return f"{FOLDER}/{canonical(language)}.po"


def languages(files: Files, *, pseudo: bool = False) -> tuple[str, ...]:
    """The languages that the project has PO files for; those of pseudo-editions only if asked."""
    return tuple(
        name
        for name in sorted(_by_language(files, FOLDER))
        if locale_of(name) is not None and (pseudo or not name.endswith(f"-{PSEUDO}"))
    )


def file_in(files: Files, language: str, folder: str = FOLDER) -> str | None:
    """The PO file of a language in a folder as it is called there; None if there is none.

    Raises:
        InputError: `translation-twice`: the folder has two files of it.
    """
    names = _by_language(files, folder).get(canonical(language), [])
    if len(names) > 1:
        raise InputError(
            Diagnostic(
                "translation-twice",
                say("{one} and {other} are of one language.", one=names[0], other=names[1]),
                Place(f"{folder}/{names[1]}"),
                say(
                    "Keep the one that is right; `{name}` is how its name is written.",
                    name=f"{canonical(language)}.po",
                ),
            )
        )
    return f"{folder}/{names[0]}" if names else None


def _by_language(files: Files, folder: str) -> dict[str, list[str]]:
    """The names of the PO files in a folder, by the tags of their languages."""
    found: dict[str, list[str]] = {}
    for name in sorted(files.names(folder)):
        if name.endswith(".po"):
            found.setdefault(canonical(name.removesuffix(".po")), []).append(name)
    return found
