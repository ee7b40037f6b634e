"""The font files in a project's `assets/fonts`, read: which families and faces they make.

Each file is looked at in a process of its own; what came of it is remembered by its digest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from depliant.bounds import FONTS
from depliant.confined import confined
from depliant.errors import Diagnostic, InputError, Place
from depliant.fonts.house_file import Axis, HouseFile, HouseFont, Instance, read_house_file
from depliant.fonts.registry import FOLDER, FontFile, Location, Style, given_name
from depliant.fonts.variable import WEIGHT_AXIS, steps
from depliant.layout.job import Remember
from depliant.sentences import Sentence, say
from depliant.source.folder import File, Files

SUFFIXES: Final = (".ttf", ".otf", ".ttc", ".otc", ".woff2", ".woff")
SECONDS: Final = 60
"""What looking at the files may take: those of a large family take two or three."""
_LARGEST: Final = 128 * 1024 * 1024
_MOST_FILES: Final = 400
_TOGETHER: Final = 64 * 1024 * 1024
"""Bytes of files that one process looks at, but for a larger file alone."""
_TOO_MUCH: Final = say("reading it took more memory or time than any font needs")
_DEEPEST: Final = 3
"""Folders in folders of `assets/fonts`: foundries deliver a family so."""


class HouseFace(Struct, frozen=True):
    """A font of the project's own, and the file that it is in."""

    font: HouseFont
    file: str
    sha256: str
    data: bytes

    @property
    def kind(self) -> tuple[int, str]:
        """Its weight and style."""
        return self.font.weight, self.font.style

    @property
    def axes(self) -> Mapping[str, Axis]:
        """The axes of a variable font by their tags."""
        return {axis.tag: axis for axis in self.font.axes}

    @property
    def weights(self) -> tuple[int, int] | None:
        """The weights that a variable font is drawn in."""
        axis = self.axes.get(WEIGHT_AXIS)
        return None if axis is None else (max(-int(-axis.least // 1), 1), int(axis.most))


class HouseFamily(Struct, frozen=True):
    """The faces of a family: its name, and the one that tells its files."""

    name: str
    given: str
    faces: tuple[HouseFace, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """Its files, from the project folder."""
        return tuple(dict.fromkeys(face.file for face in self.faces))

    @property
    def axes(self) -> dict[str, Axis]:
        """The axes that any of its files has, by their tags."""
        return {tag: axis for face in self.faces for tag, axis in face.axes.items()}

    @property
    def instances(self) -> dict[str, Instance]:
        """The named instances of its files, by their names."""
        return {one.name: one for face in self.faces for one in face.font.instances}

    def face_of(self, file: FontFile) -> HouseFace:
        """The font that a face of its `files` is set from."""
        wanted = str(file.path), file.index
        return next(face for face in self.faces if (face.sha256, face.font.index) == wanted)

    def files(self) -> tuple[FontFile, ...]:
        """Its faces as the registry has them, static ones before variable ones.

        They are named by their digests: whatever a file is called, it is the same font.
        """
        still = [face for face in self.faces if not face.font.axes]
        moving = [face for face in self.faces if face.font.axes]
        slanted = {face.font.style for face in self.faces} >= {"italic"}
        found = [
            FontFile(*face.kind, Path(face.sha256), face.data, index=face.font.index)
            for face in still
        ]
        for face in moving:
            for style, at in _styles(face, slanted):
                found += _drawn_between(face, style, at)
        return tuple(found)


class House(Struct, frozen=True):
    """The families of a project's own fonts, and what is said of its files.

    `faults` keep a brochure from being set in them as its style sheet says.
    """

    families: tuple[HouseFamily, ...] = ()
    remarks: tuple[Diagnostic, ...] = ()
    faults: tuple[Diagnostic, ...] = ()

    def family(self, name: str) -> HouseFamily | None:
        """The family of a name, whatever its capitals, spaces and hyphens."""
        wanted = bare(name)
        return next((one for one in self.families if bare(one.name) == wanted), None)


def bare(name: str) -> str:
    """A name without what people write differently: capitals, spaces, hyphens."""
    return name.casefold().translate({32: None, 45: None, 95: None})


def house_of(files: Files, remember: Remember) -> House:
    """The project's own fonts; files that cannot be used are remarks, and hinder nothing."""
    remarks: list[Diagnostic] = []
    faces: list[HouseFace] = []
    reader = _Reader([*_font_files(files, remarks)], remember)
    for file in reader.files:
        found = reader.read(file)
        if found.why:
            remarks.append(_unusable(file, found))
        data = found.data or file.data
        faces += [HouseFace(font, file.name, file.sha256, data) for font in found.fonts]
    families: dict[str, list[HouseFace]] = {}
    for face in faces:
        families.setdefault(bare(face.font.family), []).append(face)
    made = [_family(of_one, remarks) for _, of_one in sorted(families.items())]
    return House(tuple(made), tuple(remarks))


def _font_files(files: Files, remarks: list[Diagnostic]) -> Iterator[File]:
    """The font files below the folder, in the order of their names."""
    names = sorted(_names(files, FOLDER, _DEEPEST))
    room = FONTS
    for name in names[:_MOST_FILES]:
        try:
            file = files.file(name, limit=min(_LARGEST, room))
        except InputError as fault:
            codes = [one.code for one in fault.diagnostics]
            if room < _LARGEST and "asset-too-large" in codes:
                most = FONTS // 2**20
                remarks.append(
                    _too_much(
                        say(
                            "{folder} holds more than {most} MB of fonts.", folder=FOLDER, most=most
                        )
                    )
                )
                return
            remarks += [replace(one, severity="warning") for one in fault.diagnostics]
            continue
        room -= len(file.data)
        yield file
    if len(names) > _MOST_FILES:
        most = _MOST_FILES
        remarks.append(
            _too_much(say("{folder} holds more than {most} font files.", folder=FOLDER, most=most))
        )


def _too_much(message: Sentence) -> Diagnostic:
    """What is said of files that are not looked at any more."""
    hint = say("Keep those that the brochure uses; the rest is not looked at.")
    return Diagnostic("font-unreadable", message, Place(FOLDER), hint, "warning")


def _names(files: Files, folder: str, depth: int) -> Iterator[str]:
    for name in files.names(folder):
        if name.startswith("."):
            continue
        if name.lower().endswith(SUFFIXES):
            yield f"{folder}/{name}"
        elif depth:
            yield from _names(files, f"{folder}/{name}", depth - 1)


class _Reader:
    """Reads font files: all in one child, and if that fails each in its own.

    Args:
        files: the files.
        remember: what was made of them before.
    """

    def __init__(self, files: list[File], remember: Remember) -> None:
        self.files = files
        self._remember = remember
        self._found: dict[str, HouseFile] | None = None

    def read(self, file: File) -> HouseFile:
        """What a file holds, or why it cannot be used."""
        made_from = ("house font", file.name.rpartition("/")[2], file.sha256)
        return self._remember(HouseFile, made_from, lambda: self._read(file))

    def _read(self, file: File) -> HouseFile:
        if self._found is None:
            self._found = {}
            for some in _together(self.files):
                try:
                    self._found |= _looked_at(some)
                except InputError:
                    if len(some) == 1:  # it would take as long again
                        self._found[some[0].name] = HouseFile(why=_TOO_MUCH)
        if file.name not in self._found:
            try:
                self._found |= _looked_at([file])
            except InputError:
                self._found[file.name] = HouseFile(why=_TOO_MUCH)
        return self._found[file.name]


def _together(files: Iterable[File]) -> Iterator[list[File]]:
    """Files that one process looks at: it is given their bytes, and holds them all."""
    some: list[File] = []
    room = _TOGETHER
    for file in files:
        if some and len(file.data) > room:
            yield some
            some, room = [], _TOGETHER
        some.append(file)
        room -= len(file.data)
    if some:
        yield some


def _looked_at(files: Iterable[File]) -> dict[str, HouseFile]:
    """What files hold, in a process that bounds what reading them takes.

    Raises:
        InputError: it took too much.
    """
    named = [(file.name, file.data) for file in files]
    place = Place(FOLDER)
    return confined(dict[str, HouseFile], place, read_files, named, seconds=SECONDS)


def read_files(named: Iterable[tuple[str, bytes]]) -> dict[str, HouseFile]:
    """What files of those names and bytes hold: the child's part."""
    return {name: read_house_file(name, data) for name, data in named}


def _unusable(file: File, found: HouseFile) -> Diagnostic:
    return Diagnostic(
        "font-unreadable",
        say("The font file {name} cannot be used: {why}.", name=file.name, why=found.why),
        Place(file.name),
        say("Take it from its foundry again, or delete it."),
        "warning",
    )


def _family(faces: list[HouseFace], remarks: list[Diagnostic]) -> HouseFamily:
    """The family of some faces, each kind once: static ones come first, packed ones last."""
    ordered = sorted(
        faces,
        key=lambda face: (
            bool(face.font.axes),
            face.file.lower().endswith(".woff2"),
            face.file,
            face.font.index,
        ),
    )
    kept: dict[tuple[object, ...], HouseFace] = {}
    for face in ordered:
        kind = (*face.kind, bool(face.font.axes))
        first = kept.setdefault(kind, face)
        if first is not face:
            remarks.append(_twice(first, face))
    name = faces[0].font.family
    listed = ((*face.kind, f"{face.sha256} {face.font.index}") for face in kept.values())
    return HouseFamily(name, given_name(name, listed), tuple(kept.values()))


def _twice(first: HouseFace, second: HouseFace) -> Diagnostic:
    weight, style = first.kind
    return Diagnostic(
        "font-twice",
        say(
            "{file} and {first} are both {family} {weight} {style}; {first} is used.",
            file=second.file,
            first=first.file,
            family=first.font.family,
            weight=weight,
            style=say("italic") if style == "italic" else say("upright"),
        ),
        Place(second.file),
        say("Delete the one that is not meant."),
        "warning",
    )


def _styles(face: HouseFace, slanted: bool) -> Iterator[tuple[Style, Location]]:
    """The styles that a variable font is drawn in, and where they lie on its axes.

    One that is upright is slanted by an axis if no other file of its family is.
    """
    yield face.font.style, ()
    if slanted or face.font.style != "normal":
        return
    if "ital" in face.axes and face.axes["ital"].most > 0:
        yield "italic", (("ital", face.axes["ital"].most),)
    elif "slnt" in face.axes and face.axes["slnt"].least < 0:
        yield "italic", (("slnt", face.axes["slnt"].least),)


def _drawn_between(face: HouseFace, style: Style, at: Location) -> Iterator[FontFile]:
    span = face.weights
    for weight in steps(span) if span else (face.font.weight,):
        yield FontFile(
            weight, style, Path(face.sha256), face.data, True, span, at, face.font.index, True
        )
