"""The faces that a style sheet can ask for, whatever the words: for whoever keeps their files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from depliant.fonts.registry import FaceRef, nearest
from depliant.style.sheet import Family, FamilyList, StyleSheet, TypeStyle


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
                face = sheet.face(style, strong=strong, emphasis=emphasis)
                yield face
                for other in sheet.fallbacks(style):
                    yield nearest(face._replace(family=other.family))


def with_families(sheet: StyleSheet, names: Mapping[str, str]) -> StyleSheet:
    """The style sheet with other families in the place of those named."""
    editions = {
        language: replace(own, families=_renamed(own.families, names))
        for language, own in sheet.editions.items()
    }
    return replace(sheet, families=_renamed(sheet.families, names), editions=editions)


def _renamed(families: Mapping[str, FamilyList], names: Mapping[str, str]) -> dict[str, FamilyList]:
    """Kinds of lettering with other families in the place of those named."""
    renamed: dict[str, FamilyList] = {}
    for kind, listed in families.items():
        if isinstance(listed, str):
            renamed[kind] = names.get(listed, listed)
        else:
            renamed[kind] = tuple(_one_renamed(one, names) for one in listed)
    return renamed


def _one_renamed(one: str | Family, names: Mapping[str, str]) -> str | Family:
    if isinstance(one, str):
        return names.get(one, one)
    return replace(one, family=names.get(one.family, one.family))
