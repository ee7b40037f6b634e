"""Characters that came from another family than the words among which they stand.

A family that sets a whole script, such as Arabic or Cyrillic letters, was chosen for it. A single
sign of another family is seen, and may be meant or not: it is said, once for each pair of families.
So are, once for each family, the raised and lowered figures that it lacks and that are made of its
own: in CO₂ they are right, but whoever chose the family may want one that has them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet

from msgspec import Struct

from depliant.display.items import Item
from depliant.errors import Diagnostic
from depliant.fonts.face import characters
from depliant.fonts.registry import FaceRef, called, nearest
from depliant.fonts.scripts import script_of, scripts_of
from depliant.fonts.small_figures import SMALL, small_figures
from depliant.languages.table import script
from depliant.layout.sight import letters
from depliant.sentences import say
from depliant.source.folder import Files
from depliant.style.inheritance import STYLE_FILE
from depliant.style.places import style_place
from depliant.style.sheet import StyleSheet

_SHOWN = 12
"""Characters that a diagnostic shows."""


class Lent(Struct, frozen=True):
    """The characters that a family set for another, in order.

    `is_made`: figures that it set for itself, made of others of its own.
    """

    family: str
    characters: str
    is_made: bool = False


def lent_on(marks: tuple[Item, ...], sheet: StyleSheet, language: str) -> tuple[Lent, ...]:
    """What fallback families set on a panel, but for scripts that are wholly theirs.

    With what the first families set with figures made smaller.
    """
    first = {sheet.listed(name)[0].family for name in sheet.families}
    found: dict[str, set[str]] = {}
    made: dict[str, set[str]] = {}
    for run, _ in letters(marks):
        if run.face.family not in first:
            found.setdefault(run.face.family, set()).update(run.text)
        elif not SMALL.isdisjoint(run.text):
            made.setdefault(run.face.family, set()).update(SMALL.intersection(run.text))
    own = {
        (entry.family, entry.script)
        for name in sheet.families
        for entry in sheet.listed(name)
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
    kept += [Lent(family, "".join(sorted(said)), True) for family, said in sorted(made.items())]
    return tuple(kept)


def said_of(lent: Iterable[Lent], sheet: StyleSheet, files: Files) -> Iterator[Diagnostic]:
    """A note for each family that lent characters in an edition, or had figures made for it.

    Figures and signs that only stand among its letters are not strays: the first has them too.
    """
    all_of: dict[str, set[str]] = {}
    made: dict[str, set[str]] = {}
    for one in lent:
        of = made if one.is_made else all_of
        of.setdefault(one.family, set()).update(one.characters)
    for family, wanted in sorted(all_of.items()):
        for name in sheet.families:
            entries = sheet.listed(name)
            own = nearest(FaceRef(entries[0].family))
            strays = wanted - characters(own) - small_figures(own).keys()
            if family not in {entry.family for entry in entries[1:]} or not strays:
                continue
            yield Diagnostic(
                "font-lent",
                say(
                    "Set in {family}, since {family_2} lacks them: {shown} (family `{name}`).",
                    family=called(family),
                    family_2=called(entries[0].family),
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
    for family, wanted in sorted(made.items()):
        yield from _of_figures(
            family, wanted & small_figures(nearest(FaceRef(family))).keys(), sheet, files
        )


def _of_figures(
    family: str, wanted: AbstractSet[str], sheet: StyleSheet, files: Files
) -> Iterator[Diagnostic]:
    """A note of the figures that were made for a family, where it is named first."""
    names = [name for name in sheet.families if sheet.listed(name)[0].family == family]
    if wanted and names:
        yield Diagnostic(
            "font-figures",
            say(
                "{family} has no {shown}; they are made of its own figures (family `{name}`).",
                family=called(family),
                shown=_shown(wanted),
                name=names[0],
            ),
            style_place(files.file(STYLE_FILE), ("families", names[0])),
            say("That is right for a few; for many choose a family that has them."),
            "info",
        )


def _shown(strays: AbstractSet[str]) -> str:
    shown = " ".join(sorted(strays)[:_SHOWN])
    return f"{shown} …" if len(strays) > _SHOWN else shown
