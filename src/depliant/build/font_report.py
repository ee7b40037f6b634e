"""What there is of fonts in a project, and which letters of its editions they lack."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from depliant.build.house_reading import HouseFamily
from depliant.build.project import Project
from depliant.build.session import Session
from depliant.content.inline import plain
from depliant.content.texts import texts
from depliant.errors import DepliantError, Diagnostic
from depliant.fonts.face import characters
from depliant.fonts.keeping import package_version
from depliant.fonts.licence import allowed, forbidden
from depliant.fonts.registry import (
    AXES,
    FOLDER,
    FaceRef,
    FontFile,
    called,
    family_files,
    nearest,
    package_of,
)
from depliant.fonts.scripts import script_of, scripts_of
from depliant.fonts.shaping import STAND_INS
from depliant.fonts.small_figures import SMALL, small_figures
from depliant.sentences import NOTHING, Sentence, joined, say
from depliant.style.inheritance import edition_sheet
from depliant.style.sheet import Family, StyleSheet

_ENOUGH = 20
"""Letters of a script by which a font is one for it: fewer are signs that Latin texts borrow."""


class FamilyFonts(Struct, frozen=True):
    """A family: where it comes from, what it is drawn in, and for which scripts.

    `weights` are those of its upright and italic faces in words. `axes` has tag, least and most,
    `licence` is what its licence bits say; both are of the project's own families alone.
    """

    name: str
    source: str
    files: tuple[str, ...]
    upright: Sentence
    italic: Sentence
    scripts: tuple[str, ...]
    outlines: str = ""
    axes: tuple[tuple[str, float, float], ...] = ()
    instances: tuple[str, ...] = ()
    licence: Sentence = NOTHING
    glyphs: int = 0


class Letters(Struct, frozen=True):
    """The characters of an edition in one kind of lettering.

    `own` of `all` are in its first family; `lent` has the others by the families that have them,
    `missing` those that none has.
    """

    language: str
    kind: str
    families: tuple[str, ...]
    all: int
    own: int
    lent: tuple[tuple[str, str], ...]
    missing: str


class FontReport(Struct, frozen=True):
    """The project's own families, those of packages that its style sheet names, and its letters."""

    own: tuple[FamilyFonts, ...]
    packaged: tuple[FamilyFonts, ...]
    letters: tuple[Letters, ...]
    diagnostics: tuple[Diagnostic, ...]


def font_report(session: Session) -> FontReport:
    """What there is of fonts for a project that was read, whatever is wrong with them."""
    project = session.project
    house = project.house
    letters: list[Letters] = []
    found: list[Diagnostic] = []
    for language in project.languages:
        try:
            letters += _letters(session, language)
        except DepliantError as fault:
            found += fault.diagnostics
    own = tuple(_of_house(family) for family in house.families)
    return FontReport(
        own,
        tuple(_packaged(project)),
        tuple(letters),
        (*house.remarks, *house.faults, *dict.fromkeys(found)),
    )


def _of_house(family: HouseFamily) -> FamilyFonts:
    bits = {face.font.bits for face in family.faces}
    forbids = [why for why in map(forbidden, sorted(bits)) if why]
    shown = nearest(FaceRef(family.given))
    return FamilyFonts(
        family.name,
        FOLDER,
        family.sources,
        _drawn(family.files(), "normal"),
        _drawn(family.files(), "italic"),
        _scripts(shown),
        ", ".join(dict.fromkeys(face.font.outlines for face in family.faces)),
        tuple((axis.tag, axis.least, axis.most) for axis in family.axes.values()),
        tuple(family.instances),
        forbids[0] if forbids else joined(dict.fromkeys(map(allowed, sorted(bits)))),
        max(face.font.glyphs for face in family.faces),
    )


def _packaged(project: Project) -> Iterator[FamilyFonts]:
    """The families of packages that the style sheet names, those that are not there included."""
    sheet = project.sheet
    sheets = [sheet, *(edition_sheet(sheet, language) for language in sheet.editions)]
    named = {one.family for each in sheets for kind in each.families for one in each.listed(kind)}
    given = {font.name for font in project.fonts}
    for family in sorted({name.partition(AXES)[0] for name in named} - given):
        yield packaged(family)


def packaged(family: str) -> FamilyFonts:
    """What there is of a family of a package, be it nothing."""
    files = family_files(family)
    return FamilyFonts(
        called(family),
        f"{package_of(family)} {package_version(family)}".strip() if files else "",
        (),
        _drawn(files, "normal"),
        _drawn(files, "italic"),
        _scripts(nearest(FaceRef(family))) if files else (),
    )


def _drawn(files: tuple[FontFile, ...], style: str) -> Sentence:
    """The weights of a style, in words: single ones, and ranges of variable fonts."""
    own = [file for file in files if file.style == style]
    single = sorted({file.weight for file in own if file.weights is None})
    spans = sorted({file.weights for file in own if file.weights is not None})
    ranges = (say("{least} to {most}", least=least, most=most) for least, most in spans)
    return joined([*single, *ranges])


def _scripts(ref: FaceRef) -> tuple[str, ...]:
    """The scripts that a face has letters for, by their codes, those with most first."""
    counts: dict[str, int] = {}
    for char in characters(ref):
        if script := script_of(char):
            counts[script] = counts.get(script, 0) + 1
    enough = [(count, script) for script, count in counts.items() if count >= _ENOUGH]
    return tuple(script for _, script in sorted(enough, key=lambda pair: (-pair[0], pair[1])))


def _letters(session: Session, language: str) -> Iterator[Letters]:
    """How the characters of an edition are had, for each kind of lettering.

    Raises:
        DepliantError: the edition cannot be read.
    """
    words = session.edition(language, draft=True)
    if words.edition is None:
        return
    said = "".join(plain(text.words) for panel in words.edition.panels for text in texts(panel))
    wanted = {char for char in said if not char.isspace() and char not in STAND_INS}
    sheet = edition_sheet(session.project.sheet, words.edition.language)
    for kind in sheet.families:
        yield _in_kind(words.edition.language, kind, sheet, frozenset(wanted))


def _in_kind(language: str, kind: str, sheet: StyleSheet, wanted: frozenset[str]) -> Letters:
    first, *others = sheet.listed(kind)
    own = wanted & _had(first.family)
    rest = wanted - own
    lent: list[tuple[str, str]] = []
    for other in sorted(others, key=lambda one: one.script is None):
        had = frozenset(char for char in rest & _had(other.family) if _serves(other, char))
        rest -= had
        if had:
            lent.append((called(other.family), "".join(sorted(had))))
    names = tuple(called(one.family) for one in (first, *others))
    return Letters(language, kind, names, len(wanted), len(own), tuple(lent), "".join(sorted(rest)))


def _had(family: str) -> frozenset[str]:
    """The characters that a family can set, those made of its own included; none without it."""
    if not family_files(family):
        return frozenset()
    ref = nearest(FaceRef(family))
    return characters(ref) | SMALL & small_figures(ref).keys()


def _serves(family: Family, char: str) -> bool:
    script = script_of(char)
    return family.script is None or not script or script in scripts_of(family.script)
