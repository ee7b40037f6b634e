"""The fonts of a frozen issue: those that are installed, or where these are others, its own."""

from __future__ import annotations

import hashlib
from pathlib import Path

from msgspec import Struct

from depliant.content.kept import KeptFace, KeptFiles, stored
from depliant.errors import Diagnostic, InputError
from depliant.fonts.registry import FaceRef, FontFile, file_of, given_name
from depliant.sentences import say
from depliant.source.folder import Files
from depliant.style.faces import with_families
from depliant.style.sheet import StyleSheet


class GivenFamily(Struct, frozen=True):
    """A family that is not an installed one: its name, and the faces it is made of.

    `sources` are the project's files that these are from; none of one that an issue has kept.
    `made` are static files of faces of variable ones.
    """

    name: str
    files: tuple[FontFile, ...]
    sources: tuple[str, ...] = ()
    made: tuple[tuple[FaceRef, FontFile], ...] = ()


def with_kept_fonts(sheet: StyleSheet, files: Files) -> tuple[StyleSheet, tuple[GivenFamily, ...]]:
    """The style sheet of an issue with the families that it kept in the place of others.

    Raises:
        InputError: `issue-font`, `issue-incomplete`, `issue-altered`: a font cannot be had.
    """
    if not isinstance(files, KeptFiles):
        return sheet, ()
    families: dict[str, list[KeptFace]] = {}
    for face in files.kept.fonts:
        families.setdefault(face.family, []).append(face)
    names: dict[str, str] = {}
    given: list[GivenFamily] = []
    faults: list[Diagnostic] = []
    for family, kept in families.items():
        if all(_is_installed(face) for face in kept):
            continue
        names[family] = given_name(
            family, ((face.weight, face.style, face.sha256) for face in kept)
        )
        try:
            made = tuple(_font_file(face, files) for face in kept)
            given.append(GivenFamily(names[family], made))
        except InputError as error:
            faults += error.diagnostics
    if faults:
        raise InputError(faults)
    return with_families(sheet, names), tuple(given)


def _is_installed(face: KeptFace) -> bool:
    """Whether the installed file of a face is the one that the issue was made with."""
    data = installed_bytes(_ref(face))
    return data is not None and hashlib.sha256(data).hexdigest() == face.sha256


def installed_bytes(ref: FaceRef) -> bytes | None:
    """The bytes of a face that is installed."""
    try:
        return file_of(ref).read()
    except (InputError, OSError):
        return None


def _ref(face: KeptFace) -> FaceRef:
    return FaceRef(face.family, face.weight, "italic" if face.style == "italic" else "normal")


def _font_file(face: KeptFace, files: KeptFiles) -> FontFile:
    """A face's file: the one that was kept, or the installed one if it is the same."""
    if face.kept:
        data = files.bytes_of(face.sha256, str(_ref(face)))
    elif _is_installed(face):
        data = file_of(_ref(face)).read()
    else:
        wanted = face.package + (f"=={face.version}" if face.version else "")
        raise InputError(
            Diagnostic(
                "issue-font",
                say(
                    "The issue was made with another file of the font {ref}, whose licence "
                    "does not let it be kept.",
                    ref=_ref(face),
                ),
                None,
                say("Install it with `pip install {wanted}`.", wanted=wanted),
            )
        )
    return FontFile(face.weight, face.style, Path(stored(face.sha256)), data)
