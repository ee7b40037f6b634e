"""What is said of characters that a font has no glyph for, and the family that would have it.

A text in a script that its families lack would be told letter by letter: `gathered` says each font
and script once, with some of the characters, at every place where one stands.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from depliant.errors import Diagnostic, Place
from depliant.fonts.face import characters
from depliant.fonts.registry import FaceRef, family_files, nearest, package_of
from depliant.fonts.scripts import named
from depliant.sentences import Sentence, say

GLYPH_MISSING: Final = "glyph-missing"
_SHOWN: Final = 12
"""Characters that a diagnostic shows."""

_FEW: Final = 3
"""Texts of a script that are each told their places; of more the script is missing, no letter."""

_FAMILIES: Final = {
    "Arab": "IBM Plex Sans Arabic", "Beng": "Hind Siliguri", "Cyrl": "Noto Sans",
    "Deva": "Noto Sans Devanagari", "Ethi": "Noto Sans Ethiopic", "Grek": "Noto Sans",
    "Hang": "Noto Sans KR", "Hebr": "Heebo", "Hira": "Noto Sans JP", "Kana": "Noto Sans JP",
    "Khmr": "Noto Sans Khmer", "Laoo": "Noto Sans Lao", "Mymr": "Noto Sans Myanmar",
    "Taml": "Noto Sans Tamil", "Telu": "Noto Sans Telugu", "Thai": "Noto Sans Thai",
}  # fmt: skip
"""A family for each script that can be had as a package; each was tried."""

_TOGETHER: Final = {"Hang": "Kore", "Hira": "Jpan", "Kana": "Jpan"}
"""The code under which a family sets all scripts of a language."""


def missing_glyph(
    char: str, ref: FaceRef, language: str = "", place: Place | None = None
) -> Diagnostic:
    """What is said of a character that a face has no glyph for, in a text of a language."""
    called = unicodedata.name(char, "")
    return Diagnostic(
        GLYPH_MISSING,
        say(
            "The font {ref} has no glyph for U+{ord:04X} {name} “{char}”."
            if char.isprintable()
            else "The font {ref} has no glyph for U+{ord:04X} {name}.",
            ref=ref,
            ord=ord(char),
            name=called or say("a character without a name"),
            char=char,
        ),
        place,
        _where_to_get(char, language),
    )


def _script(char: str) -> str:
    """The script of a character, that of ideographs for the signs that go with them.

    These are their punctuation and the wide forms of other signs (Unicode, blocks 3000 and FF00).
    """
    is_theirs = "\u3000" <= char < "\u3040" or "\uff00" < char < "\ufff0"
    return named(char) or ("Hani" if is_theirs else "")


def _where_to_get(char: str, language: str) -> Sentence:
    """What to do about a character that no family of the style sheet has."""
    family, code = _family_of(_script(char), language)
    is_here = bool(family) and bool(family_files(family))
    if not family or (is_here and char not in characters(nearest(FaceRef(family)))):
        return say("Use another character, or a family that has it.")
    if is_here:
        return say(
            "Add {{family: {family}, script: {code}}} to the list of each of `families` in the "
            "style sheet.",
            family=family,
            code=code,
        )
    return say(
        "Install a family that has it with `pip install {package}`, and add {{family: {family}, "
        "script: {code}}} to the list of each of `families` in the style sheet.",
        package=package_of(family),
        family=family,
        code=code,
    )


def _family_of(script: str, language: str) -> tuple[str, str]:
    """A family for a script, and the code of the scripts that it serves; empty if none is known.

    Ideographs are drawn in one way or another by their language.
    """
    if script != "Hani":
        return _FAMILIES.get(script, ""), _TOGETHER.get(script, script)
    name, *subtags = language.replace("_", "-").casefold().split("-")
    if name == "ko":
        return "Noto Sans KR", "Kore"
    if name != "zh":
        return "Noto Sans JP", "Jpan"
    traditional = not {"hant", "tw", "hk", "mo"}.isdisjoint(subtags)
    return ("Noto Sans TC", "Hant") if traditional else ("Noto Sans SC", "Hans")


class Lacking(Struct, frozen=True):
    """What a text needs that its fonts have not: `families`, and characters that these lack too.

    Each family is one that is installed, with the code of the scripts that it serves.
    """

    families: tuple[tuple[str, str], ...]
    characters: frozenset[str]


def lacking(found: Iterable[Diagnostic]) -> Lacking:
    """What would set all the characters that findings name, which nothing gathered yet."""
    families: dict[tuple[str, str], None] = {}
    characters = set()
    for fault in found:
        if fault.code != GLYPH_MISSING:
            continue
        characters.add(_about(fault)[1])
        values = dict(fault.hint.values)
        family = str(values.get("family", ""))
        if family and family_files(family):
            families[family, str(values["code"])] = None
    return Lacking(tuple(families), frozenset(characters))


_Gathered = dict[tuple[str, Sentence], dict[str, None]]
"""Characters by the font that lacks them and what to do about it."""


def gathered(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The diagnostics, with one sentence for all characters of a script that a font lacks.

    Scripts that one family would set, as those of Japanese, count as one.
    """
    found = tuple(found)
    of_face: _Gathered = {}
    for fault in found:
        if _is_of_face(fault):
            face, char = _about(fault)
            of_face.setdefault((face, fault.hint), {})[char] = None
    return tuple(dict.fromkeys(_as_one(fault, of_face) for fault in found))


def of_whole_script(found: Iterable[Diagnostic], families: Place) -> tuple[Diagnostic, ...]:
    """The findings, with one for a script that many texts are in and no family has.

    Args:
        found: what was found, which nothing gathered yet.
        families: where the families are listed: what is missing is missing there.
    """
    found = tuple(found)
    alike: dict[Sentence, list[Diagnostic]] = {}
    for fault in found:
        if fault.code == GLYPH_MISSING and dict(fault.hint.values).get("family"):
            alike.setdefault(fault.hint, []).append(fault)
    many = {hint: all_ for hint, all_ in alike.items() if len({one.place for one in all_}) > _FEW}
    said = {hint: _of_families(all_, families) for hint, all_ in many.items()}
    return tuple(
        dict.fromkeys(
            said[one.hint] if one.code == GLYPH_MISSING and one.hint in said else one
            for one in found
        )
    )


def _of_families(alike: Sequence[Diagnostic], place: Place) -> Diagnostic:
    chars = dict.fromkeys(_about(one)[1] for one in alike)
    message = say(
        "No family of the style sheet has the letters of {texts} texts: {shown}.",
        texts=len({one.place for one in alike}),
        shown=_shown([*chars]),
    )
    return replace(alike[0], message=message, place=place)


def of_draft(found: Iterable[Diagnostic], boxed: frozenset[str]) -> tuple[Diagnostic, ...]:
    """Warnings of what a draft has otherwise: one for all fonts, at every place of a character.

    Characters of `boxed` are drawn as empty boxes, the others in the family that their hint names.
    """
    faults = tuple(dict.fromkeys(fault for fault in found if fault.code == GLYPH_MISSING))
    of_kind: dict[tuple[Sentence, bool], dict[str, None]] = {}
    for fault in faults:
        char = _about(fault)[1]
        of_kind.setdefault((fault.hint, char in boxed), {})[char] = None
    said = {kind: _of_draft([*chars], *kind) for kind, chars in of_kind.items()}
    return tuple(
        dict.fromkeys(
            replace(fault, message=said[fault.hint, _about(fault)[1] in boxed], severity="warning")
            for fault in faults
        )
    )


def _of_draft(chars: Sequence[str], hint: Sentence, is_boxed: bool) -> Sentence:
    return say(
        "The families of the style sheet lack {shown}: this draft has empty boxes."
        if is_boxed
        else "The families of the style sheet lack {shown}: this draft has {family}.",
        shown=_shown(chars),
        family=dict(hint.values).get("family", ""),
    )


def _about(fault: Diagnostic) -> tuple[str, str]:
    """The font and the character that a diagnostic is about."""
    values = dict(fault.message.values)
    return str(values["ref"]), chr(int(str(values["ord"])))


def _is_of_face(fault: Diagnostic) -> bool:
    """Whether a diagnostic is of one character that a font lacks, and not of a script."""
    return fault.code == GLYPH_MISSING and "ref" in dict(fault.message.values)


def _as_one(fault: Diagnostic, of_face: _Gathered) -> Diagnostic:
    if not _is_of_face(fault):
        return fault
    face, _ = _about(fault)
    chars = [*of_face[face, fault.hint]]
    if len(chars) == 1:
        return fault
    return replace(
        fault,
        message=say(
            "The font {ref} has no glyphs for {count} characters: {shown}.",
            ref=face,
            count=len(chars),
            shown=_shown(chars),
        ),
    )


def _shown(chars: Sequence[str]) -> str:
    printed = [char if char.isprintable() else f"U+{ord(char):04X}" for char in chars[:_SHOWN]]
    return " ".join(printed) + (" …" if len(chars) > _SHOWN else "")
