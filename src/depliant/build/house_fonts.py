"""The fonts of a project's own in its style sheet: families found, licences honoured, axes set.

A family that the project has files of is that one, and no part of it is taken from a package of the
same name. Each is named by its files from here on, so that whatever is made of it is remembered by
what it is made from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from depliant.build.house_reading import House, HouseFace, HouseFamily, bare, house_of
from depliant.build.kept_fonts import GivenFamily
from depliant.confined import confined
from depliant.errors import Diagnostic, InputError, Place
from depliant.fonts.instancing import instanced
from depliant.fonts.licence import forbidden
from depliant.fonts.registry import (
    AXES,
    FOLDER,
    FaceRef,
    FontFile,
    family_files,
    file_of,
    give,
    give_made,
    with_axes,
)
from depliant.fonts.variable import WEIGHT_AXIS
from depliant.layout.job import Remember
from depliant.patterns import late_pattern
from depliant.sentences import NOTHING, Sentence, joined, say
from depliant.source.folder import Files
from depliant.source.suggestions import did_you_mean
from depliant.style.faces import faces, with_each_family
from depliant.style.inheritance import STYLE_FILE
from depliant.style.places import said_place
from depliant.style.sheet import Family, StyleSheet

_FACE: Final = late_pattern(r" \d+( italic)?( \w{4} [\d.]+)*$")
"""How a face ends in words: what tells it from the name of a family alone."""
SECONDS: Final = 60
"""What making a static font of a variable one may take; mostly it is a fifth of one."""

_ALLOWING: Final = "fonts: {allow_restricted: …}"


class Housed(Struct, frozen=True):
    """A style sheet with the project's own fonts in it.

    `given` are the families to be known by the names that the sheet has for them; `house` has all
    that was found.
    """

    sheet: StyleSheet
    given: tuple[GivenFamily, ...]
    house: House


def with_house_fonts(sheet: StyleSheet, files: Files, remember: Remember) -> Housed:
    """The style sheet with the project's own fonts in the place of families of their names."""
    house = house_of(files, remember)
    faults: list[Diagnostic] = []

    def change(one: Family) -> Family:
        return _settled(one, house.family(one.family), files, faults)

    named = with_each_family(sheet, change)
    for family in house.families:
        give(family.given, family.files())
    of_name = {family.given: family for family in house.families}
    made: dict[str, dict[FaceRef, FontFile]] = {}
    used: dict[tuple[str, int], HouseFace] = {}
    for ref in faces(named) if of_name else ():
        own = of_name.get(ref.family.partition(AXES)[0])
        if own is None:
            continue
        of_family = made.setdefault(own.given, {})
        with suppress(InputError):  # a weight that it has not is told where it is asked for
            file = file_of(ref)
            face = own.face_of(file)
            used[face.file, face.font.index] = face
            if file.variable:
                of_family[ref] = _made(face, file, remember)
    given = (
        GivenFamily(name, of_name[name].files(), of_name[name].sources, tuple(sorted(each.items())))
        for name, each in made.items()
    )
    faults += _licences(used.values(), sheet)
    errors = tuple(one for one in dict.fromkeys(faults) if one.severity == "error")
    remarks = (*house.remarks, *(one for one in faults if one.severity != "error"))
    return Housed(named, tuple(given), replace(house, remarks=remarks, faults=errors))


def dressed(sheet: StyleSheet, files: Files, remember: Remember) -> StyleSheet:
    """The style sheet with the project's own fonts at hand, for what no session sets."""
    housed = with_house_fonts(sheet, files, remember)
    for family in housed.given:
        give(family.name, family.files)
        for ref, file in family.made:
            give_made(ref, file)
    return housed.sheet


# --- axes -------------------------------------------------------------------------------------


def _settled(
    one: Family, own: HouseFamily | None, files: Files, faults: list[Diagnostic]
) -> Family:
    """A family of the style sheet by the name that tells its files and settings."""
    name = one.family if own is None else own.given
    known = _axes_of(one.family, own)
    settings = {}
    if one.instance is not None:
        instances = {} if own is None else own.instances
        found = instances.get(one.instance)
        if found is None:
            faults.append(_no_instance(one, list(instances), files))
        else:
            settings = {tag: value for tag, value in found.at if tag != WEIGHT_AXIS}
    for tag, value in one.axes.items():
        fault = _axis_fault(one, tag, value, known)
        if fault is None:
            settings[tag] = value
        else:
            faults.append(replace(fault, place=_place(one.family, files)))
    return replace(one, family=with_axes(name, settings), axes={}, instance=None)


def _axes_of(name: str, own: HouseFamily | None) -> Mapping[str, tuple[float, float]] | None:
    """The axes of a family with their ranges; None if there is no such family."""
    if own is not None:
        return {tag: (axis.least, axis.most) for tag, axis in own.axes.items()}
    found = family_files(name)
    if not found:
        return None
    variable = [file.path for file in found if file.variable and file.data is None]
    return {tag: span for path in dict.fromkeys(variable) for tag, span in _ranges(path).items()}


def _ranges(path: Path) -> dict[str, tuple[float, float]]:
    import uharfbuzz as hb

    axes = hb.Face(hb.Blob.from_file_path(str(path))).axis_infos
    return {axis.tag: (axis.min_value, axis.max_value) for axis in axes}


def _axis_fault(
    one: Family, tag: str, value: float, known: Mapping[str, tuple[float, float]] | None
) -> Diagnostic | None:
    """What is wrong with a setting; a family that is not there is told when it is asked for."""
    if known is None:
        return None
    if tag == WEIGHT_AXIS:
        return Diagnostic(
            "font-axis",
            say("The axis {tag} is set by the `weight` of type styles.", tag=tag),
            hint=say("Leave it out here: any weight of the axis can be asked for."),
        )
    if tag not in known:
        listed = joined(
            say("{tag} from {least:g} to {most:g}", tag=name, least=least, most=most)
            for name, (least, most) in known.items()
        )
        return Diagnostic(
            "font-axis",
            say("{family} has no axis {tag}.", family=one.family, tag=tag),
            hint=say("It has {listed}.", listed=listed)
            if known
            else say("It is static: each width is a family of its own, if there is one."),
        )
    least, most = known[tag]
    if least <= value <= most:
        return None
    return Diagnostic(
        "font-axis",
        say("{family} has no {tag} of {value:g}.", family=one.family, tag=tag, value=value),
        hint=say("It is drawn from {least:g} to {most:g}.", least=least, most=most),
    )


def _no_instance(one: Family, known: list[str], files: Files) -> Diagnostic:
    name = one.instance or ""
    return Diagnostic(
        "font-axis",
        say("{family} has no instance “{name}”.", family=one.family, name=name),
        _place(one.family, files),
        did_you_mean(name, known)
        or (
            say("It has {listed}.", listed=joined(known))
            if known
            else say("Only variable fonts in {folder} have named instances.", folder=FOLDER)
        ),
    )


def _place(family: str, files: Files) -> Place:
    return said_place(files.file(STYLE_FILE), ("family",), family)


# --- faces ------------------------------------------------------------------------------------


class Made(Struct, frozen=True):
    """A static font that was made of a variable one."""

    data: bytes


def _made(face: HouseFace, file: FontFile, remember: Remember) -> FontFile:
    """The static file of a face of a variable font, made now or in an earlier build."""
    arguments = face.data, face.font.index, file.location

    def make() -> Made:
        place = Place(face.file)
        return confined(Made, place, made_static, *arguments, seconds=SECONDS)

    still = remember(Made, ("instance", face.sha256, *arguments[1:]), make)
    span = file.weights or (file.weight, file.weight)
    return replace(
        file, data=still.data, variable=False, weights=span, axes=(), index=0, exactly=False
    )


def made_static(data: bytes, index: int, location: tuple[tuple[str, float], ...]) -> Made:
    """The static font at a location of a variable one: the child's part.

    Raises:
        InputError: as `instanced`.
    """
    return Made(instanced(data, index, location))


def _licences(used: Iterable[HouseFace], sheet: StyleSheet) -> Iterator[Diagnostic]:
    """What licence bits forbid of the fonts that are used, or by what right it is done."""
    reason = sheet.fonts.allow_restricted
    for face in used:
        why = forbidden(face.font.bits)
        if not why:
            continue
        name, place = face.font.full, Place(face.file)
        if reason is not None:
            message = say(
                "{name} is used although its licence bits forbid it: {why}. What allows it: "
                "{reason}",
                name=name, why=why, reason=reason,
            )  # fmt: skip
            yield Diagnostic("font-restricted", message, place, severity="info")
            continue
        yield Diagnostic(
            "font-restricted",
            say("{name} must not be used here: {why}.", name=name, why=why),
            place,
            say(
                "Ask its foundry for files that may be embedded. If you hold a licence that allows "
                "it, name it in the style sheet: `{key}`.",
                key=_ALLOWING,
            ),
        )


# --- what is not there ------------------------------------------------------------------------


def where_looked(found: tuple[Diagnostic, ...], house: House) -> tuple[Diagnostic, ...]:
    """Findings, of which those of families that are not there say where they were looked for."""
    return tuple(_told(one, house) if one.code == "font-missing" else one for one in found)


def _told(fault: Diagnostic, house: House) -> Diagnostic:
    name = str(dict(fault.message.values).get("ref", ""))
    if not name or _FACE.search(name):  # a family that is there, without that weight or style
        return fault
    names = [family.name for family in house.families]
    near = _as_style(name, house) or did_you_mean(name, names)
    hint = near or fault.hint
    looked = (
        say("Looked in {folder} ({names}) and among the installed packages.",
            folder=FOLDER, names=joined(names))
        if names
        else say("Looked in {folder}, which has no fonts, and among the installed packages.",
                 folder=FOLDER)
    )  # fmt: skip
    return replace(fault, hint=say("{looked} {hint}", looked=looked, hint=hint) if hint else looked)


def _as_style(name: str, house: House) -> Sentence:
    """What to write for a name that is not a family, but a style of one: House Light."""
    for family in house.families:
        for face in family.faces:
            if bare(name) in (bare(face.font.menu), bare(face.font.full)):
                weight, style = face.kind
                return say(
                    "“{name}” is a style of {family}: name {family}, and in the type style "
                    "`weight: {weight}`."
                    if style == "normal"
                    else "“{name}” is a style of {family}: name {family}, and in the type style "
                    "`weight: {weight}` and `italic: true`.",
                    name=name,
                    family=family.name,
                    weight=weight,
                )
    return NOTHING
