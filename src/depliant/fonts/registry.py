"""Which font file a name means.

Fonts are Python packages: TrueType files under the Open Font License, static, or variable in their
weight. Most are `fontpkg-…`; those of `packs.txt` have scripts that these have not. A family is
asked for by its own name, a weight and a style. A project may have files of its own, and a former
issue may have kept some (`give`): they are a family whose name ends in their digest, beside the one
that is installed. Settings of a variable font's other axes are a part of the name as well.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from depliant.errors import Diagnostic, InputError
from depliant.fonts.instancing import instanced
from depliant.fonts.sfnt import single
from depliant.fonts.variable import WEIGHT_AXIS, static, steps, weight_range
from depliant.patterns import late_pattern
from depliant.sentences import Sentence, joined, say
from depliant.source.suggestions import did_you_mean
from depliant.tuples import NamedTuple

Style = Literal["normal", "italic"]

FOLDER: Final = "assets/fonts"
"""Where a project has its own font files."""


GIVEN: Final = "\x01"
"""Between the name of a family and the digest of the files that it was given.

It comes before every letter, so that such families are in the order of their own names.
"""

AXES: Final = "\x02"
"""Between the name of a family and the settings of its axes: `wdth=75,opsz=9`."""

Location = tuple[tuple[str, float], ...]
"""Settings of axes by their tags."""

_MARKERS: Final = late_pattern(f"[{GIVEN}{AXES}].*", re.DOTALL)


def called(family: str) -> str:
    """The name of a family as people know it, without what is marked behind it."""
    return _MARKERS.sub("", family)


def with_axes(family: str, axes: Mapping[str, float]) -> str:
    """The name of a variable family at some settings of its axes other than weight."""
    settings = ",".join(f"{tag}={value:g}" for tag, value in sorted(axes.items()))
    return f"{family}{AXES}{settings}" if settings else family


def axes_in(family: str) -> Location:
    """The settings of axes that the name of a family holds."""
    settings = family.partition(AXES)[2]
    pairs = (setting.partition("=") for setting in settings.split(",") if setting)
    return tuple((tag, float(value)) for tag, _, value in pairs)


class FaceRef(NamedTuple):
    """The name of one static face."""

    family: str
    weight: int = 400
    style: Style = "normal"

    def __str__(self) -> str:
        slant = " italic" if self.style == "italic" else ""
        axes = "".join(f" {tag} {value:g}" for tag, value in axes_in(self.family))
        return f"{called(self.family)} {self.weight}{slant}{axes}"


class Fallback(Struct, frozen=True):
    """A family for characters that a face lacks.

    With `script` (ISO 15924: Arab, Cyrl) it serves that script alone, and before all others.
    `scale` makes its letters look as large as those of the first family.
    """

    family: str
    script: str = ""
    scale: float = 1.0


class FontFile(Struct, frozen=True):
    """One face of a family; `data` are its file's bytes if they do not lie at `path`.

    With `variable` it is one weight of the file, which is drawn in all `weights` from the least to
    the most, and at the settings `axes` of its others; of one that was made already `data` are
    static. `index` is its number in a collection. Those of a project are made `exactly`, to the
    unit, as the makers of a font make static files of it.
    """

    weight: int
    style: str
    path: Path
    data: bytes | None = None
    variable: bool = False
    weights: tuple[int, int] | None = None
    axes: Location = ()
    index: int = 0
    exactly: bool = False

    def read(self) -> bytes:
        """The bytes of its static font file.

        Raises:
            InputError: `font-unreadable`: it cannot be made static.
        """
        data = self.path.read_bytes() if self.data is None else self.data
        if not self.variable:
            return single(data, self.index)
        if not self.exactly:
            return static(data, self.weight, self.axes)
        return instanced(data, self.index, self.location)

    @property
    def location(self) -> Location:
        """Where it lies on the axes of its variable file, that of weight included."""
        own = ((WEIGHT_AXIS, float(self.weight)),) if self.weights else ()
        return (*self.axes, *own)


_given: dict[str, tuple[FontFile, ...]] = {}
"""Families that were given, by names that tell their files: nothing in it ever changes."""


_made: dict[FaceRef, FontFile] = {}
"""Static files that were made of such families before, by their faces."""


def given_name(family: str, faces: Iterable[tuple[int, str, str]]) -> str:
    """The name of a family that is made of files: the weight, style and SHA-256 of each.

    Two projects may give the same files other weights, so the name tells these as well.
    """
    listed = "\n".join(f"{weight} {style} {sha256}" for weight, style, sha256 in faces)
    return f"{family}{GIVEN}{hashlib.sha256(listed.encode()).hexdigest()[:32]}"


def give(name: str, files: tuple[FontFile, ...]) -> None:
    """Have the family of a name made of these files, whatever is installed."""
    _given.setdefault(name, files)


def give_made(ref: FaceRef, file: FontFile) -> None:
    """Have a face of a family that was given set from a file that was made of it before."""
    _made.setdefault(ref, file)


@lru_cache(maxsize=256)  # names and paths
def file_of(ref: FaceRef) -> FontFile:
    """The file of a face.

    Raises:
        InputError: `font-missing`: the family is not installed, or has no such weight or style;
            the hint names the package to install, or what there is.
    """
    if ref in _made:
        return _made[ref]
    files = family_files(ref.family)
    for file in files:
        if (file.weight, file.style) == (ref.weight, ref.style):
            return file
    for file in files:
        if file.style == ref.style and _between(file, ref.weight):
            return replace(file, weight=ref.weight)
    if files:
        hint = say(
            "{family} has normal: {normal}; italic: {italic}.",
            family=called(ref.family),
            normal=_weights(files, "normal"),
            italic=_weights(files, "italic"),
        )
    else:
        hint = where_to_get(ref.family)
    raise InputError(
        Diagnostic(
            "font-missing",
            say("The font {ref} is not installed.", ref=ref if files else called(ref.family)),
            hint=hint,
        )
    )


def _between(file: FontFile, weight: int) -> bool:
    """Whether a variable file is drawn in a weight."""
    span = file.weights if file.variable else None
    return span is not None and span[0] <= weight <= span[1]


def where_to_get(family: str) -> Sentence:
    """What to do about a family that is not installed.

    A package is named only where it is known to be: anybody could publish one under a name that
    is free, and whoever follows the hint would run it.
    """
    if not _slug(family):
        return say("Name a family by its letters, digits, spaces and hyphens, such as “Barlow”.")
    known = {_slug(name): name for name in (*_packaged(), *packs())}
    if _slug(family) in known:
        return say(
            "Install it with `pip install {package_of}`, or name another family.",
            package_of=package_of(known[_slug(family)]),
        )
    return did_you_mean(family, list(known.values())) or say(
        "No package of that name is known: put the family's files into {folder}, or name a family "
        "that there is as a package, such as Barlow or Lato.",
        folder=FOLDER,
    )


@lru_cache(maxsize=1)
def _packaged() -> tuple[str, ...]:
    """The families that are packaged on PyPI as `fontpkg-…`."""
    return tuple(Path(__file__).with_name("packaged.txt").read_text(encoding="utf-8").splitlines())


@lru_cache(maxsize=1)
def packs() -> dict[str, str]:
    """The packages that hold several families, by the families that are set from them."""
    lines = Path(__file__).with_name("packs.txt").read_text(encoding="utf-8").splitlines()
    return {family: package for family, _, package in (line.partition("\t") for line in lines)}


def package_of(family: str) -> str:
    """The name of the package that a family comes in."""
    if family in packs() and family not in _packaged():
        return packs()[family]
    return f"fontpkg-{_slug(family)}"


@lru_cache(maxsize=256)  # names and paths
def nearest(ref: FaceRef) -> FaceRef:
    """The face of the family that comes nearest to the one asked for.

    That is the other style where a family has one alone, and the heavier of two weights that are as
    near. A family that is not installed is given as it was asked for.
    """
    files = family_files(ref.family)
    if any(file.style == ref.style and _between(file, ref.weight) for file in files):
        return ref
    alike = [file.weight for file in files if file.style == ref.style]
    other: Style = "normal" if ref.style == "italic" else "italic"
    style: Style = ref.style if alike else other
    known = alike or [file.weight for file in files if file.style == other]
    if not known:
        return ref
    weight = min(known, key=lambda weight: (abs(weight - ref.weight), -weight))
    return FaceRef(ref.family, weight, style)


@lru_cache(maxsize=64)  # names and paths
def family_files(family: str) -> tuple[FontFile, ...]:
    """The faces of a family; none if it is not installed.

    A `fontpkg-…` package lists its files in a `metadata.json` beside its code. That list is
    read directly where it can be: asking `fontpkg` itself goes through the entry points of
    every installed package and costs more time than setting the whole brochure.
    """
    if family in _given:
        return _given[family]
    if AXES in family:
        plain, at = family.partition(AXES)[0], dict(axes_in(family))
        return tuple(
            replace(file, axes=tuple({**dict(file.axes), **at}.items()))
            for file in family_files(plain)
            if file.variable
        )
    listing = _listing(family)
    if listing is not None:
        files = json.loads(listing.read_text(encoding="utf-8"))["files"]
        found = [(file, listing.parent / file["path"]) for file in files]
        return tuple(each for file, path in found for each in _faces(file, path))
    return _of_pack(family) or _files_by_entry_point(family)


def _faces(file: Mapping[str, Any], path: Path) -> tuple[FontFile, ...]:
    """The faces of a file: one, or the weights of a variable one."""
    if file["variable"]:
        return _variable(file["style"], path)
    return () if file["weight"] is None else (FontFile(file["weight"], file["style"], path),)


def _of_pack(family: str) -> tuple[FontFile, ...]:
    """The faces of a family of a pack, which lists them in a file; none if it is not installed."""
    name = next((name for name in packs() if _slug(name) == _slug(family)), "")
    spec = find_spec(packs()[name].replace("-", "_")) if name else None
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        fonts = Path(folder) / "fonts"
        listed = json.loads((fonts / "pack_manifest.json").read_text(encoding="utf-8"))["fonts"]
        own = [(file["style"], fonts / file["path"]) for file in listed if file["family"] == name]
        return tuple(face for style, path in own for face in _variable(style, path))
    return ()


def _variable(style: str, path: Path) -> tuple[FontFile, ...]:
    """The faces of a variable file: each hundred of its weights, and all between."""
    span = weight_range(path)
    return tuple(FontFile(weight, style, path, None, True, span) for weight in steps(span))


def _listing(family: str) -> Path | None:
    """The list of files in the package of a family, if it is installed."""
    spec = find_spec(f"fontpkg_{_slug(family).replace('-', '_')}") if _slug(family) else None
    folders = list(spec.submodule_search_locations or ()) if spec else []
    return next((path for one in folders if (path := Path(one) / "metadata.json").is_file()), None)


def _files_by_entry_point(family: str) -> tuple[FontFile, ...]:
    """The faces of a family that is packaged in another way than most."""
    import fontpkg

    try:
        found = fontpkg.family(family)
    except fontpkg.FamilyNotInstalled:
        return ()
    return tuple(
        each
        for file in found.files
        for each in _faces(
            {"variable": file.variable, "style": file.style, "weight": file.weight}, file.path
        )
    )


def _slug(family: str) -> str:
    """The family's name as packages write it, empty for what cannot be one."""
    slug = re.sub(r"[\s_]+", "-", family.strip().lower())
    return slug if re.fullmatch(r"[a-z0-9-]+", slug) else ""


def _weights(files: tuple[FontFile, ...], style: str) -> Sentence:
    own = [file for file in files if file.style == style]
    spans = {file.weights for file in own if file.weights is not None}
    found: list[Sentence | int] = [*sorted({file.weight for file in own if file.weights is None})]
    found += [say("{least} to {most}", least=least, most=most) for least, most in sorted(spans)]
    return joined(found) if found else say("none")
