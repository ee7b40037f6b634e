"""Which font file a name means.

Fonts are Python packages (`fontpkg-…`): static TrueType files under the Open Font License.
A family is asked for by its own name, a weight from 100 to 900 and a style. A former issue may have
kept files of its own (`give`): they are a family whose name ends in their digest, beside the one
that is installed.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final, Literal, NamedTuple

from msgspec import Struct

from depliant.errors import Diagnostic, InputError
from depliant.sentences import Sentence, joined, say
from depliant.source.suggestions import did_you_mean

Style = Literal["normal", "italic"]


GIVEN: Final = "\x01"
"""Between the name of a family and the digest of the files that it was given.

It comes before every letter, so that such families are in the order of their own names.
"""


class FaceRef(NamedTuple):
    """The name of one static face."""

    family: str
    weight: int = 400
    style: Style = "normal"

    def __str__(self) -> str:
        family = self.family.partition(GIVEN)[0]
        return f"{family} {self.weight}{' italic' if self.style == 'italic' else ''}"


class Fallback(Struct, frozen=True):
    """A family for characters that a face lacks.

    With `script` (ISO 15924: Arab, Cyrl) it serves that script alone, and before all others.
    `scale` makes its letters look as large as those of the first family.
    """

    family: str
    script: str = ""
    scale: float = 1.0


class FontFile(Struct, frozen=True):
    """One static font file of a family; `data` are its bytes if they do not lie at `path`."""

    weight: int
    style: str
    path: Path
    data: bytes | None = None

    def read(self) -> bytes:
        """Its bytes."""
        return self.path.read_bytes() if self.data is None else self.data


_given: dict[str, tuple[FontFile, ...]] = {}
"""Families that were given, by names that tell their files: nothing in it ever changes."""


def given_name(family: str, faces: Iterable[tuple[int, str, str]]) -> str:
    """The name of a family that is made of files: the weight, style and SHA-256 of each.

    Two projects may give the same files other weights, so the name tells these as well.
    """
    listed = "\n".join(f"{weight} {style} {sha256}" for weight, style, sha256 in faces)
    return f"{family}{GIVEN}{hashlib.sha256(listed.encode()).hexdigest()[:32]}"


def give(name: str, files: tuple[FontFile, ...]) -> None:
    """Have the family of a name made of these files, whatever is installed."""
    _given.setdefault(name, files)


@lru_cache(maxsize=256)  # names and paths
def file_of(ref: FaceRef) -> FontFile:
    """The file of a face.

    Raises:
        InputError: `font-missing`: the family is not installed, is variable, or has no such
            weight or style; the hint names the package to install, or what there is.
    """
    files = family_files(ref.family)
    for file in files:
        if (file.weight, file.style) == (ref.weight, ref.style):
            return file
    if files:
        hint = say(
            "{family} has normal: {normal}; italic: {italic}.",
            family=ref.family.partition(GIVEN)[0],
            normal=_weights(files, "normal"),
            italic=_weights(files, "italic"),
        )
    elif _listing(ref.family) is not None:
        message = say(
            "The font {ref} comes as a variable font alone, which cannot be set.", ref=ref
        )
        hint = say("Name a family that has a file for each weight, such as Barlow.")
        raise InputError(Diagnostic("font-missing", message, hint=hint))
    else:
        hint = _where_to_get(ref.family)
    raise InputError(
        Diagnostic("font-missing", say("The font {ref} is not installed.", ref=ref), hint=hint)
    )


def _where_to_get(family: str) -> Sentence:
    """What to do about a family that is not installed.

    A package is named only where it is known to be: anybody could publish one under a name that
    is free, and whoever follows the hint would run it.
    """
    if not _slug(family):
        return say("Name a family by its letters, digits, spaces and hyphens, such as “Barlow”.")
    known = {_slug(name): name for name in _PACKAGED.read_text(encoding="utf-8").splitlines()}
    if _slug(family) in known:
        return say(
            "Install it with `pip install {package_of}`, or name another family; "
            "one that is variable alone cannot be set.",
            package_of=package_of(family),
        )
    return did_you_mean(family, list(known.values())) or say(
        "No package of that name is known, and font files of one's own cannot "
        "be used: name a family that there is as a package, such as Barlow or "
        "Lato."
    )


_PACKAGED: Final = Path(__file__).with_name("packaged.txt")
"""The families that are packaged on PyPI as `fontpkg-…`, a name a line."""


def package_of(family: str) -> str:
    """The name of the package that a family comes in."""
    return f"fontpkg-{_slug(family)}"


@lru_cache(maxsize=256)  # names and paths
def nearest(ref: FaceRef) -> FaceRef:
    """The face of the family that comes nearest to the one asked for.

    That is an upright where there is no italic, and the heavier of two weights that are as near.
    A family that is not installed is given as it was asked for.
    """
    files = family_files(ref.family)
    alike = [file.weight for file in files if file.style == ref.style]
    style: Style = ref.style if alike else "normal"
    weights = alike or [file.weight for file in files if file.style == "normal"]
    if not weights:
        return ref
    weight = min(weights, key=lambda weight: (abs(weight - ref.weight), -weight))
    return FaceRef(ref.family, weight, style)


@lru_cache(maxsize=64)  # names and paths
def family_files(family: str) -> tuple[FontFile, ...]:
    """The static files of a family; none if it is not installed.

    A `fontpkg-…` package lists its files in a `metadata.json` beside its code. That list is
    read directly where it can be: asking `fontpkg` itself goes through the entry points of
    every installed package and costs more time than setting the whole brochure.
    """
    if GIVEN in family:
        return _given[family]
    listing = _listing(family)
    if listing is None:
        return _files_by_entry_point(family)
    files = json.loads(listing.read_text(encoding="utf-8"))["files"]
    return tuple(
        FontFile(file["weight"], file["style"], listing.parent / file["path"])
        for file in files
        if file["weight"] is not None and not file["variable"]
    )


def _listing(family: str) -> Path | None:
    """The list of files in the package of a family, if it is installed."""
    spec = find_spec(f"fontpkg_{_slug(family).replace('-', '_')}") if _slug(family) else None
    folders = list(spec.submodule_search_locations or ()) if spec else []
    return next((path for one in folders if (path := Path(one) / "metadata.json").is_file()), None)


def _files_by_entry_point(family: str) -> tuple[FontFile, ...]:
    """The static files of a family that is packaged in another way than most."""
    import fontpkg

    try:
        found = fontpkg.family(family)
    except fontpkg.FamilyNotInstalled:
        return ()
    return tuple(
        FontFile(file.weight, file.style, file.path)
        for file in found.files
        if file.weight is not None and not file.variable
    )


def _slug(family: str) -> str:
    """The family's name as packages write it, empty for what cannot be one."""
    slug = re.sub(r"[\s_]+", "-", family.strip().lower())
    return slug if re.fullmatch(r"[a-z0-9-]+", slug) else ""


def _weights(files: tuple[FontFile, ...], style: str) -> Sentence:
    found = sorted(file.weight for file in files if file.style == style)
    return joined(found) if found else say("none")
