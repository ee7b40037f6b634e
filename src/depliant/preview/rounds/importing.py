"""What `depliant proof` does: answers are taken in, and listed where they belong."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from depliant.build.memory import Memory
from depliant.build.project import Project
from depliant.build.session import Session
from depliant.content.publication import load
from depliant.errors import DepliantError, Diagnostic, Gathering, InputError, Place
from depliant.preview.inspecting import Inspected
from depliant.preview.making import made
from depliant.preview.rounds import inbox, records
from depliant.preview.rounds.answers import Answers, read_answers, refuse_others
from depliant.preview.rounds.inbox import Inbox
from depliant.preview.rounds.placing import Standpoints
from depliant.preview.rounds.records import Record
from depliant.preview.rounds.told import ToldAnswers, told
from depliant.sentences import legible, say
from depliant.source.folder import Folder


class Listed(NamedTuple):
    """What is listed, the files that were written, and what is to be said of it."""

    answers: ToldAnswers
    files: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]


def imported(root: Path, paths: Sequence[Path], memory: Memory | None = None) -> Listed:
    """Take answers in, all files or none, and list them.

    Raises:
        DepliantError: a file is not sound, or answers another proof; nothing is written then.
    """
    project = project_of(root)
    found: list[tuple[Answers, Record, Place]] = []
    gathering = Gathering()
    for path in paths:
        with gathering:
            found.append(_read(root, path, project))
    gathering.raise_any()
    found.sort(key=lambda one: one[0].saved)
    taken = [inbox.take(root, *one) for one in found]
    latest = {one.file: one for one in taken}
    mine = tuple((one.record, one.answers) for one in latest.values())
    box = inbox.opened(root)
    return _listed(root, Inbox(mine, box.done, ()), tuple(latest), memory)


def listed(root: Path, memory: Memory | None = None) -> Listed:
    """All answers that were taken in.

    Raises:
        InputError: `proof-none`
    """
    box = inbox.opened(root)
    if not records.numbers(root):
        raise InputError(
            Diagnostic(
                "proof-none",
                say("No proof has been exported from this folder."),
                hint=say("`depliant preview --export proof.html` exports one."),
            )
        )
    return _listed(root, box, (), memory)


def project_of(root: Path) -> str:
    """What the project is called; where content.yaml cannot be read, as its last proof called it.

    Raises:
        DepliantError: neither says so.
    """
    try:
        return load(Folder(root)).content.id
    except DepliantError:
        last = records.latest(root)
        if last is None:
            raise
        return last.project


def answered(root: Path, answers: Answers, project: str, place: Place) -> Record:
    """The record of the proof that answers are to.

    Raises:
        InputError: `proof-other`, `proof-unknown`, `proof-record`
    """
    record = None
    if answers.proof.project == project:
        record = records.load(root, answers.proof.number)
    refuse_others(answers, record, project, place)
    assert record is not None, "answers to no proof are refused"
    return record


def _read(root: Path, path: Path, project: str) -> tuple[Answers, Record, Place]:
    answers, place = read_answers(path), Place(legible(path.name))
    return answers, answered(root, answers, project, place), place


def _listed(root: Path, box: Inbox, files: tuple[str, ...], memory: Memory | None) -> Listed:
    languages: set[str] = set()
    for _, answers in box.answers:
        languages.update(one.edition for one in answers.notes)
        languages.update(one.edition for one in answers.decisions)
    now, faults = _now(root, sorted(languages), memory)
    return Listed(told(box, now), files, (*box.diagnostics, *faults))


def _now(
    root: Path, languages: Iterable[str], memory: Memory | None
) -> tuple[dict[str, Standpoints], tuple[Diagnostic, ...]]:
    """The pages of editions as they are now; of those that have none, that they have not."""
    memory = memory or Memory()
    found: dict[str, Standpoints] = {}
    faults: list[Diagnostic] = []
    try:
        session = Session(Project.read(root, remember=memory.remember), memory)
    except DepliantError:
        return {}, tuple(_unplaced(one) for one in languages)
    for language in languages:
        pages = made(session, language).pages
        if pages is None:
            faults.append(_unplaced(language))
        else:
            found[language] = Standpoints(Inspected(pages))
    return found, tuple(faults)


def _unplaced(language: str) -> Diagnostic:
    return Diagnostic(
        "proof-unplaced",
        say(
            "The edition “{language}” has no pages now, so nobody knows where its notes belong.",
            language=language,
        ),
        hint=say("`{command}` says what is wrong.", command=f"depliant check --edition {language}"),
        severity="warning",
    )
