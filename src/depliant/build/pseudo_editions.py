"""Pseudo-editions: a language's layout tried with made-up words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from msgspec import Struct

from depliant.build.memory import Memory
from depliant.build.project import Project
from depliant.build.session import Session
from depliant.build.store import Store
from depliant.build.translations import Work, known_locale, opened, room_of, saved, tool
from depliant.content.messages import Key, printed_length
from depliant.errors import DepliantError, Diagnostic
from depliant.figures.writing import locale_of
from depliant.languages.tags import canonical
from depliant.source.folder import Folder
from depliant.translation.finding import file_of
from depliant.translation.merging import PSEUDO, Budget, merged
from depliant.translation.plurals import plural_rule
from depliant.translation.po import Catalogue
from depliant.translation.pseudo import MIRRORED, MIRRORED_TAG, pseudo


class Pseudo(Struct, frozen=True):
    """A pseudo-translation: its language and file, how many texts had no room, and what is wrong.

    `diagnostics` say why the edition cannot be built as it is.
    """

    language: str
    file: str
    short: int
    diagnostics: tuple[Diagnostic, ...]


def pseudo_edition(project: Path, asked: str) -> Pseudo:
    """Write a language's pseudo-translation, and look whether it fits.

    Args:
        project: the folder.
        asked: the tag of a language, or `mirrored` for Latin letters on mirrored pages.

    Raises:
        InputError: the language is not known, or the file is one that a translator made.
    """
    language = MIRRORED_TAG if asked == MIRRORED else asked
    work = opened(Folder(project), language)
    root = work.folder.root
    locale = known_locale(language, work.publication)
    tag = canonical(f"{language}-{PSEUDO}")
    room = room_of(work.folder, language)
    fresh = work.template_with(locale, room)
    empty = merged(fresh, Catalogue({}, ()), tag, plural_rule(locale), tool())
    made, short = pseudo(empty, language, _spare(work, room), latin=asked == MIRRORED)
    made = replace(made, comments=(f"{tag}: made by a program to try a layout.",))
    saved(root, file_of(tag), made)
    return Pseudo(tag, file_of(tag), short, _refusals(root, tag))


def _spare(work: Work, room: Mapping[Key, Budget]) -> dict[Key, int]:
    """By how many characters each message may grow; what is drawn in a chart does not."""
    locale = locale_of(work.publication.language)
    assert locale is not None  # an edition of another language was refused
    spare: dict[Key, int] = {}
    for message in work.messages:
        if message.drawn:
            spare[message.key] = 0
        elif message.key in room:
            length = printed_length(message.text, work.publication, locale)
            spare[message.key] = max(room[message.key].own - length, 0)
    return spare


def _refusals(root: Path, language: str) -> tuple[Diagnostic, ...]:
    """Why an edition cannot be built: the errors of its words and its panels."""
    memory = Memory(Store())
    session = Session(Project.read(Folder(root), remember=memory.remember), memory)
    try:
        words = session.edition(language)
        found = words.diagnostics
        if words.edition is not None:
            found = session.compose(words).diagnostics
    except DepliantError as fault:
        found = fault.diagnostics
    return tuple(one for one in found if one.severity == "error")
