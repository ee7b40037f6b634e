"""What a project looks like, as a freezing issue keeps it: its files and its fonts, by digest."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Set
from contextlib import suppress

from msgspec import Struct

from depliant.build.kept_fonts import installed_bytes
from depliant.build.project import Project
from depliant.content.kept import MAXIMUM_KEPT, Kept, KeptFace
from depliant.errors import Diagnostic, Gathering, InputError
from depliant.fonts.keeping import may_be_kept, package_version
from depliant.fonts.registry import package_of
from depliant.sentences import say
from depliant.source.folder import Folder
from depliant.style.faces import faces
from depliant.style.sheet import StyleSheet
from depliant.version import __version__


class Looks(Struct, frozen=True):
    """What an issue keeps, and the bytes of all that by their SHA-256."""

    kept: Kept
    data: Mapping[str, bytes]


def looks_of(project: Project, folder: Folder) -> Looks:
    """What a project looks like now.

    Raises:
        InputError: a file that it names cannot be had; `issue-too-large`.
    """
    named: dict[str, str] = {}
    data: dict[str, bytes] = {}
    faults = Gathering()
    for name in project.looks:
        with faults:
            file = folder.file(name)
            named[name] = file.sha256
            data[file.sha256] = file.data
    faults.raise_any()
    for name in project.printer_profiles:
        with suppress(InputError):  # no edition needs it but for that printer
            file = folder.file(name)
            named[name] = file.sha256
            data[file.sha256] = file.data
    fonts = []
    own = {font.name for font in project.fonts if font.sources}
    for face, font in _faces(project.sheet, own):
        fonts.append(face)
        if face.kept:
            data[face.sha256] = font
    total = sum(map(len, data.values()))
    if total > MAXIMUM_KEPT:
        raise InputError(
            Diagnostic(
                "issue-too-large",
                say(
                    "The issue would keep {total} MB of pictures, marks and fonts; "
                    "{maximum_kept} are the most.",
                    total=total // 2**20,
                    maximum_kept=MAXIMUM_KEPT // 2**20,
                ),
                hint=say("Make the largest pictures smaller."),
            )
        )
    return Looks(Kept(__version__, named, tuple(fonts)), data)


def _faces(sheet: StyleSheet, own: Set[str]) -> Iterator[tuple[KeptFace, bytes]]:
    """Every face that a style sheet can ask for, with the bytes of its file.

    Those of families of the project's `own` are kept as its files.
    """
    for ref in faces(sheet):
        data = None if ref.family in own else installed_bytes(ref)
        if data is not None:
            digest = hashlib.sha256(data).hexdigest()
            package, version = package_of(ref.family), package_version(ref.family)
            kept = may_be_kept(data)
            yield KeptFace(ref.family, ref.weight, ref.style, digest, package, version, kept), data
