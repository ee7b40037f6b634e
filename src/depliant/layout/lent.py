"""Characters that came from another family than the words among which they stand.

A family that sets a whole script, such as Arabic or Cyrillic letters, was chosen for it. A single
sign of another family is seen, and may be meant or not: it is said, once for each pair of families.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from depliant.display.items import Item
from depliant.errors import Diagnostic
from depliant.fonts.face import characters
from depliant.fonts.registry import FaceRef, nearest
from depliant.fonts.scripts import script_of, scripts_of
from depliant.fonts.small_figures import small_figures
from depliant.languages.table import script
from depliant.layout.sight import letters
from depliant.sentences import say
from depliant.source.folder import Files
from depliant.style.inheritance import STYLE_FILE
from depliant.style.places import style_place
from depliant.style.sheet import Family, StyleSheet

_SHOWN = 12
"""Characters that a diagnostic shows."""


class Lent(Struct, frozen=True):
    """The characters that a family set for another, in order."""

    family: str
    characters: str


def lent_on(marks: tuple[Item, ...], sheet: StyleSheet, language: str) -> tuple[Lent, ...]:
    """What fallback families set on a panel, but for scripts that are wholly theirs."""
    first = {_listed(sheet, name)[0].family for name in sheet.families}
    found: dict[str, set[str]] = {}
    for run, _ in letters(marks):
        if run.face.family not in first:
            found.setdefault(run.face.family, set()).update(run.text)
    own = {
        (entry.family, entry.script)
        for name in sheet.families
        for entry in _listed(sheet, name)
        if entry.script
    }
    kept = []
    for family, said in sorted(found.items()):
        theirs = {one for whose, of in own if whose == family for one in scripts_of(of)}
        strays = [
            char
            for char in sorted(said)
            if not char.isspace()
            and not (theirs and script_of(char) in {*theirs, ""})
            and (
                script_of(char) in ("", "Latn")
                or script_of(char) not in scripts_of(script(language))
            )
        ]
        if strays:
            kept.append(Lent(family, "".join(strays)))
    return tuple(kept)


def _listed(sheet: StyleSheet, name: str) -> tuple[Family, ...]:
    named = sheet.families[name]
    entries = (named,) if isinstance(named, str) else named
    return tuple(Family(family=one) if isinstance(one, str) else one for one in entries)


def said_of(lent: Iterable[Lent], sheet: StyleSheet, files: Files) -> Iterator[Diagnostic]:
    """A note for each family that lent characters in an edition.

    Figures and signs that only stand among its letters are not strays: the first has them too.
    """
    all_of: dict[str, set[str]] = {}
    for one in lent:
        all_of.setdefault(one.family, set()).update(one.characters)
    for family, wanted in sorted(all_of.items()):
        for name in sheet.families:
            entries = _listed(sheet, name)
            own = nearest(FaceRef(entries[0].family))
            strays = wanted - characters(own) - small_figures(own).keys()
            if family not in {entry.family for entry in entries[1:]} or not strays:
                continue
            yield Diagnostic(
                "font-lent",
                say(
                    "Set in {family}, since {family_2} lacks them: {shown} (family `{name}`).",
                    family=family,
                    family_2=entries[0].family,
                    shown=_shown(strays),
                    name=name,
                ),
                style_place(files.file(STYLE_FILE), ("families", name)),
                say(
                    "See whether they suit the words beside them; the list under "
                    "`families` says who lends what."
                ),
                "info",
            )
            break


def _shown(strays: set[str]) -> str:
    shown = " ".join(sorted(strays)[:_SHOWN])
    return f"{shown} …" if len(strays) > _SHOWN else shown
