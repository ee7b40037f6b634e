"""What `depliant translate` does: templates, merging, the state of a translation.

A file that would say the same as before is left alone, so that updating twice changes nothing.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NamedTuple

from babel import Locale
from msgspec import Struct

from depliant import files
from depliant.build import undo
from depliant.build.budgets import budgets
from depliant.build.memory import Memory
from depliant.build.project import Project
from depliant.build.session import Session
from depliant.build.store import Store
from depliant.content.messages import Key, Message, messages, printed_length
from depliant.content.publication import Publication, refuse_no_project
from depliant.content.publication import load as load_publication
from depliant.errors import DepliantError, Diagnostic, InputError, has_errors
from depliant.figures.writing import locale_of
from depliant.languages.tags import canonical
from depliant.sentences import Sentence, say
from depliant.source.folder import Folder
from depliant.translation import po
from depliant.translation.finding import FOLDER, file_in, file_of, languages
from depliant.translation.loading import Translation, load_translation, translation_faults
from depliant.translation.merging import REVIEW, Budget, merged, template
from depliant.translation.plurals import plural_rule
from depliant.translation.po import Catalogue, PoEntry
from depliant.translation.wording import over_budget
from depliant.version import __version__

_HINT: Final = say("Free some room, or change the folder's permissions.")
_TOLERATED: Final = 1.06
"""Share of a panel's room from which a text is told: so much is kept back in measuring it."""
TEMPLATE: Final = f"{FOLDER}/messages.pot"
STATUS_COLUMNS: Final = (
    say("language"),
    say("translated"),
    say("fuzzy"),
    say("missing"),
    say("over budget"),
    say("other errors"),
    say("review"),
)


class Update(Struct, frozen=True):
    """What became of a language's file; `undoable` is its language, where it can be taken back."""

    file: str
    written: bool
    translated: int
    fuzzy: int
    missing: int
    diagnostics: tuple[Diagnostic, ...]
    undoable: str = ""


class Status(NamedTuple):
    """How far a translation is."""

    language: str
    translated: int
    fuzzy: int
    missing: int
    over_budget: int
    errors: int
    review: str | Sentence


class Work(Struct, frozen=True):
    """A project with its messages, and the template of one language."""

    folder: Folder
    publication: Publication
    messages: tuple[Message, ...]

    def template(self, language: str, locale: Locale) -> Catalogue:
        """The catalogue of all messages for a language, figures written as in `locale`."""
        return self.template_with(locale, room_of(self.folder, language))

    def template_with(self, locale: Locale, room: Mapping[Key, Budget]) -> Catalogue:
        """The same with the room that there is for each message."""
        return template(self.publication, self.messages, locale, room, _date(self.publication))


def room_of(folder: Folder, language: str) -> dict[Key, Budget]:
    """How many characters fit in the place of each message on a panel, measured as it is now.

    Raises:
        InputError: the project cannot be read.
    """
    memory = Memory(Store())
    project = Project.read(folder, remember=memory.remember)
    return budgets(Session(project, memory), language)


def opened(folder: Folder, language: str | None = None) -> Work:
    """A project with its messages, for a language if it is named.

    Raises:
        InputError: the project cannot be read.
    """
    publication = load_publication(folder)
    return Work(folder, publication, messages(publication, language))


def _date(publication: Publication) -> str:
    """The date of the headers: SOURCE_DATE_EPOCH, or that of the publication; never the clock."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isascii() and epoch.isdigit() and len(epoch) < 12:
        return f"{datetime.fromtimestamp(int(epoch), UTC):%Y-%m-%d %H:%M}+0000"
    parts = ((publication.content.date or "1970").partition("/")[0] + "-01-01").split("-")[:3]
    return f"{'-'.join(parts)} 00:00+0000"


def tool() -> str:
    """This program and its version."""
    return f"depliant {__version__}"


def extract(project: Path) -> int:
    """Write the template; the number of its messages.

    Raises:
        InputError: the project cannot be read, or the folder cannot be written.
    """
    work = opened(Folder(project))
    locale = locale_of(work.publication.language)
    assert locale is not None  # an edition of another language was refused
    fresh = work.template(work.publication.language, locale)
    saved(work.folder.root, TEMPLATE, fresh)
    return len(fresh.entries)


def update(
    project: Path, asked: Sequence[str]
) -> tuple[tuple[Update, ...], tuple[Diagnostic, ...]]:
    """Merge what content.yaml says now into languages' files, or make the files.

    What became of each comes back, and what is to be said of them all.

    Args:
        project: the folder.
        asked: languages; none: all that there are PO files for.

    Raises:
        InputError: a language is not known, a file cannot be read, or there is none: nothing is
            written.
    """
    faults: list[Diagnostic] = []
    ready: list[BroughtUp] = []
    for language in named(Folder(project), asked):
        try:
            ready.append(brought_up(project, language))
        except InputError as fault:
            faults += (one for one in fault.diagnostics if one not in faults)
    if faults:
        raise InputError(faults)
    written = {now.file: _bytes(now.fresh) for now in ready if now.damaged or now.fresh != now.old}
    kept = {
        now.file for now in ready if now.file in written and _remembered(now, written[now.file])
    }
    found: tuple[Diagnostic, ...] = ()
    if written:
        root = ready[0].work.folder.root
        lost = [file for file in written if file not in kept and (root / file).exists()]
        files.save(root, written, _HINT)
        found = (undo.unremembered(", ".join(lost)),) if lost else ()
    updates = tuple(
        Update(
            now.file,
            now.file in written,
            *tallied(now.work.messages, now.fresh),
            now.found,
            now.language if now.file in kept else "",
        )
        for now in ready
    )
    return updates, found


def _remembered(now: BroughtUp, written: bytes) -> bool:
    """Remember what a language's file was, for `depliant translate undo`."""
    root, (translated, fuzzy, missing) = now.work.folder.root, tallied(now.work.messages, now.old)
    was = say(
        "{translated} translated, {fuzzy} fuzzy, {missing} missing",
        translated=translated,
        fuzzy=fuzzy,
        missing=missing,
    )
    what = say("the update of {file}", file=now.file)
    step = undo.step_of(root, what, (was,), {now.file: written}, now.file)
    return undo.remember(root, step, now.file)


def named(folder: Folder, asked: Sequence[str]) -> tuple[str, ...]:
    """The languages that a call names, each once; none named: all that there are PO files for.

    Raises:
        InputError: the folder is no project's, or none is named and there is none.
    """
    refuse_no_project(folder)
    tags = tuple(dict.fromkeys(map(canonical, asked))) or languages(folder)
    if not tags:
        raise InputError(
            Diagnostic(
                "translation-file",
                say("There are no translations."),
                hint=say("Name a language: `depliant translate update nl` makes its file."),
            )
        )
    return tags


class Tally(NamedTuple):
    """How many messages are translated, fuzzy and missing."""

    translated: int
    fuzzy: int
    missing: int


def tallied(messages: Iterable[Message], catalogue: Catalogue) -> Tally:
    """How far a catalogue is.

    What a code holds may stay empty: it then leads where the source's leads, and is no message.
    """
    known = catalogue.by_key()
    found = [(message.held, known.get(message.key)) for message in messages]
    entries = [
        entry
        for may_be_empty, entry in found
        if not may_be_empty or (entry is not None and any(entry.strings))
    ]
    fuzzy = sum(entry is not None and entry.fuzzy for entry in entries)
    done = sum(entry is not None and entry.translated and not entry.fuzzy for entry in entries)
    return Tally(done, fuzzy, len(entries) - done - fuzzy)


class BroughtUp(Struct, frozen=True):
    """A language's catalogue as it was and as it is when brought up to date; nothing is written.

    `room` says how many characters of each message fit; `damaged` that the file is not as this
    program would write it, which `found` says.
    """

    work: Work
    language: str
    file: str
    old: Catalogue
    fresh: Catalogue
    room: Mapping[Key, Budget]
    damaged: bool
    found: tuple[Diagnostic, ...]


def brought_up(project: Path, language: str, *, measures: bool = True) -> BroughtUp:
    """A language's catalogue with what content.yaml says now.

    Args:
        project: the folder.
        language: a tag.
        measures: find out how much room there is, too.

    Raises:
        InputError: the language is not known, or its file cannot be read.
    """
    work = opened(Folder(project), language)
    language = canonical(language)
    locale = known_locale(language, work.publication)
    old, damaged = Catalogue({}, ()), False
    found: tuple[Diagnostic, ...] = ()
    file = file_in(work.folder, language)
    if file is not None:
        translation, found = load_translation(work.folder, language)
        if has_errors(found):
            raise InputError(found)
        old, damaged = translation.catalogue, bool(found)
    room = room_of(work.folder, language) if measures else {}
    empty = work.template_with(locale, room)
    fresh = merged(empty, old, language, plural_rule(locale), tool())
    return BroughtUp(work, language, file or file_of(language), old, fresh, room, damaged, found)


def known_locale(language: str, publication: Publication) -> Locale:
    """The locale of a language to translate into.

    Raises:
        InputError: there is no data for it, or content.yaml is written in it.
    """
    locale = locale_of(language)
    if locale is None or re.fullmatch(r"[A-Za-z0-9_@-]+", language) is None:
        raise InputError(
            Diagnostic(
                "language-unknown",
                say(
                    "For the language `{language}` there are no numbers and dates.",
                    language=language[:40],
                ),
                hint=say("Write a language's tag, such as nl, de or pl."),
            )
        )
    if canonical(language) == publication.language:
        raise InputError(
            Diagnostic(
                "language-unknown",
                say("content.yaml is written in `{language}`.", language=language),
                hint=say("Name the language to translate it into."),
            )
        )
    return locale


def status(
    project: Path, asked: tuple[str, ...]
) -> tuple[tuple[Status, ...], tuple[Diagnostic, ...]]:
    """How far the translations are, and what is wrong with them.

    Raises:
        InputError: the project cannot be read, or has no such translation.
    """
    rows: list[Status] = []
    found: list[Diagnostic] = []
    folder = Folder(project)
    refuse_no_project(folder)
    for language in asked or languages(folder, pseudo=True):
        work = opened(folder, language)
        translation, faults = load_translation(work.folder, language)
        if not has_errors(faults):
            faults = (*faults, *translation_faults(work.publication, translation))
            room = room_of(work.folder, language)
            fits = _fitting(work.folder, language) if room else frozenset()
            room = {key: budget for key, budget in room.items() if budget.panel not in fits}
            faults = (*faults, *budget_faults(work.publication, translation, room))
        rows.append(_status(work, translation, faults))
        found += faults
    return tuple(rows), tuple(found)


def _fitting(folder: Folder, language: str) -> frozenset[str]:
    """The panels that hold a translation as designed: what it takes is known, and not likely.

    None where the edition cannot be laid out.
    """
    memory = Memory(Store())
    try:
        session = Session(Project.read(folder.root, remember=memory.remember), memory)
        words = session.edition(language)
        if words.edition is None:
            return frozenset()
        composition = session.compose(words).composition
    except DepliantError:
        return frozenset()
    steps = dict(zip(composition.sides, composition.steps, strict=True))
    return frozenset(
        panel.panel.id
        for panel in composition.panels
        if not panel.overset and not steps[panel.leaf.side].number
    )


def _status(work: Work, translation: Translation, faults: tuple[Diagnostic, ...]) -> Status:
    codes = [fault.code for fault in faults]
    counted = {"translation-missing", "translation-fuzzy"}
    return Status(
        translation.language,
        *tallied(work.messages, translation.catalogue),
        codes.count("translation-budget"),
        sum(fault.severity == "error" and fault.code not in counted for fault in faults),
        translation.catalogue.header.get(REVIEW, say("unknown")),
    )


def budget_faults(
    publication: Publication, translation: Translation, room: Mapping[Key, Budget]
) -> tuple[Diagnostic, ...]:
    """Translations that are longer than their room, on panels that are too long altogether."""
    entries = [
        entry
        for entry in translation.catalogue.entries
        if not entry.obsolete and entry.plural is None and entry.key in room
    ]
    full = _full_panels(publication, translation, entries, room)
    found = (
        over_budget(
            entry.strings[0],
            room[entry.key].own,
            translation.language,
            publication,
            translation.place(entry),
        )
        for entry in entries
        if room[entry.key].panel in full
    )
    return tuple(fault for fault in found if fault is not None)


def _full_panels(
    publication: Publication,
    translation: Translation,
    entries: Iterable[PoEntry],
    room: Mapping[Key, Budget],
) -> set[str]:
    """The panels whose translations have more characters together than there is room for."""
    locale = locale_of(translation.language)
    lengths: Counter[str] = Counter()
    most: dict[str, int] = {}
    assert locale is not None  # a language without one is refused
    for entry in entries:
        budget = room[entry.key]
        lengths[budget.panel] += printed_length(entry.strings[0], publication, locale)
        most[budget.panel] = budget.together
    return {panel for panel, length in lengths.items() if length > _TOLERATED * most[panel]}


def saved(root: Path, name: str, catalogue: Catalogue) -> None:
    """Write a catalogue as the project's file `name`.

    Raises:
        InputError: it cannot be written.
    """
    files.save(root, {name: _bytes(catalogue)}, _HINT)


def _bytes(catalogue: Catalogue) -> bytes:
    return po.written(catalogue).encode("utf-8")
