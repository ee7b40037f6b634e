"""The faces that a style sheet can ask for, whatever the words: for whoever keeps their files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from msgspec.structs import replace

from depliant.fonts.registry import FaceRef, nearest
from depliant.style.running_text import CharacterStyle
from depliant.style.sheet import Family, FamilyList, StyleSheet, TypeStyle, families_in


def faces(sheet: StyleSheet) -> tuple[FaceRef, ...]:
    """Each face of each type style, those of single editions and stand-ins included; sorted.

    They are named as they are asked for: of some there may be no file.
    """
    found = set(_faces(sheet))
    for own in sheet.editions.values():
        edition = replace(
            sheet, families={**sheet.families, **own.families}, type={**sheet.type, **own.type}
        )
        found.update(_faces(edition))
    return tuple(sorted(found))


def _faces(sheet: StyleSheet) -> Iterator[FaceRef]:
    styles = [*sheet.type.values(), TypeStyle()]
    styles += [style.initial for style in styles if style.initial is not None]
    for style in (style for style in styles if style.family in sheet.families):
        for strong in (False, True):
            for emphasis in (False, True):
                own = sheet.face(style, strong=strong, emphasis=emphasis)
                kinds = [(own, style.family), *_marked(own, style.family, sheet, strong=strong)]
                for face, kind in dict.fromkeys(kinds):
                    yield face
                    for other in sheet.fallbacks_of(kind):
                        yield nearest(face._replace(family=other.family))


def _marked(
    face: FaceRef, kind: str, sheet: StyleSheet, *, strong: bool
) -> Iterator[tuple[FaceRef, str]]:
    """The faces of words in each character style by itself, within what is set in a face.

    Beside each stands the kind of lettering that it is of: `kind`, or the style's own.
    """
    for words in sheet.character_styles.values():
        marked = in_character_style(face, words, strong=strong)
        if words.family in sheet.families:
            marked = marked._replace(family=sheet.listed(words.family)[0].family)
            yield marked, words.family
        else:
            yield marked, kind


def in_character_style(face: FaceRef, words: CharacterStyle, *, strong: bool) -> FaceRef:
    """The face of words in a character style: bold ones are no lighter than they would be."""
    weight = face.weight if words.weight is None else words.weight
    italic = face.style == "italic" if words.italic is None else words.italic
    return face._replace(
        weight=max(face.weight, weight) if strong else weight,
        style="italic" if italic else "normal",
    )


def with_families(sheet: StyleSheet, names: Mapping[str, str]) -> StyleSheet:
    """The style sheet with other families in the place of those named."""
    return with_each_family(
        sheet, lambda one: replace(one, family=names.get(one.family, one.family))
    )


def with_each_family(sheet: StyleSheet, change: Callable[[Family], Family]) -> StyleSheet:
    """The style sheet, those of single editions included, with each family changed."""
    editions = {
        language: replace(own, families=_changed(own.families, change))
        for language, own in sheet.editions.items()
    }
    return replace(sheet, families=_changed(sheet.families, change), editions=editions)


def with_stand_ins(sheet: StyleSheet, others: Iterable[Family]) -> StyleSheet:
    """The style sheet of one edition with families at the end of each of its lists."""
    added = tuple(others)
    families: dict[str, FamilyList] = {
        kind: (*families_in(listed), *added) for kind, listed in sheet.families.items()
    }
    return replace(sheet, families=families)


def _changed(
    families: Mapping[str, FamilyList], change: Callable[[Family], Family]
) -> dict[str, FamilyList]:
    """Kinds of lettering with each family changed."""
    return {kind: tuple(map(change, families_in(listed))) for kind, listed in families.items()}
