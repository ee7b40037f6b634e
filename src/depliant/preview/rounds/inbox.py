"""The answers that were taken in: a file each reviewer and proof, and which notes are done.

They lie in `assets/proofs` beside the record of their proof. A file is written anew from what was
checked, under a name that we make; and it is checked again whenever it is read, since anybody may
have changed it meanwhile.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Final, NamedTuple

from msgspec import Meta, MsgspecError, Struct, json

from depliant import files
from depliant.errors import DepliantError, Diagnostic, InputError, Place
from depliant.preview.rounds import records
from depliant.preview.rounds.answers import MOST_BYTES, Answers, checked
from depliant.preview.rounds.records import FOLDER, HINT, Record
from depliant.sentences import say
from depliant.source.paths import read

DONE: Final = f"{FOLDER}/done.json"
_NAME: Final = re.compile(r"(\d{3,6})-[a-z0-9-]{1,60}\.json")
_MOST_FILES: Final = 500

NoteKey = Annotated[str, Meta(pattern=r"^\d{1,6}/[0-9a-f]{16}/[0-9a-f]{16}$")]
"""What a note is known by: its proof's number, its reviewer, and itself."""


class Done(Struct, frozen=True, forbid_unknown_fields=True):
    """The notes that somebody has called done."""

    done: Annotated[tuple[NoteKey, ...], Meta(max_length=100_000)] = ()


class Taken(NamedTuple):
    """What was taken in: the file of the project that it was written to."""

    file: str
    answers: Answers
    record: Record


class Inbox(NamedTuple):
    """All answers, with the proofs that they are to, the latest proof first; and what is done."""

    answers: tuple[tuple[Record, Answers], ...]
    done: frozenset[str]
    diagnostics: tuple[Diagnostic, ...]


def key_of(answers: Answers, note: str) -> str:
    """What a note of answers is known by."""
    return f"{answers.proof.number}/{answers.reviewer.id}/{note}"


def opened(project: Path) -> Inbox:
    """All that was taken in, and what of it cannot be read."""
    found: list[tuple[Record, Answers]] = []
    faults: list[Diagnostic] = []
    known: dict[int, Record | None] = {}
    for name, number in _names(project):
        try:
            if number not in known:
                known[number] = records.load(project, number)
            record, answers = known[number], _kept(project, name)
            if record is None or record.digest != answers.proof.digest:
                raise _odd(name)
            found.append((record, answers))
        except DepliantError as fault:
            faults += fault.diagnostics
    found.sort(key=lambda one: (-one[0].number, one[1].saved, one[1].reviewer.id))
    done: frozenset[str] = frozenset()
    try:
        done = _done(project)
    except DepliantError as fault:
        faults += fault.diagnostics
    return Inbox(tuple(found), done, tuple(faults))


def take(project: Path, answers: Answers, record: Record, place: Place) -> Taken:
    """Keep answers that were checked, in the place of what the reviewer sent before.

    Raises:
        InputError: `proof-older`, `output-unwritable`
    """
    name = name_of(answers)
    for other, former in _of_proof(project, record.number):
        if former.reviewer.id == answers.reviewer.id:
            if former.saved > answers.saved:
                raise InputError(_older(place, other))
            name = other
    data = json.format(json.encode(answers), indent=1) + b"\n"
    files.save(project, {name: data}, HINT)
    return Taken(name, answers, record)


def mark(project: Path, key: str, *, is_done: bool) -> None:
    """Call a note done, or not done again.

    Raises:
        InputError: `output-unwritable`; `proof-record`
    """
    kept = set(_done(project))
    (kept.add if is_done else kept.discard)(key)
    data = json.format(json.encode(Done(tuple(sorted(kept)))), indent=1) + b"\n"
    files.save(project, {DONE: data}, HINT)


def name_of(answers: Answers) -> str:
    """Where answers are kept: the proof's number, letters of the reviewer's name, the id."""
    plain = unicodedata.normalize("NFKD", answers.reviewer.name).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-")[:24].strip("-") or "reviewer"
    return f"{FOLDER}/{answers.proof.number:03}-{slug}-{answers.reviewer.id}.json"


def _names(project: Path) -> Iterable[tuple[str, int]]:
    """The files of answers, each with the number of its proof."""
    try:
        names = sorted(path.name for path in (project / FOLDER).iterdir())
    except OSError:
        return
    matches = [match for match in map(_NAME.fullmatch, names) if match]
    for match in matches[:_MOST_FILES]:
        yield f"{FOLDER}/{match[0]}", int(match[1])


def _of_proof(project: Path, number: int) -> Iterator[tuple[str, Answers]]:
    """The files of answers to a proof that can be read."""
    for name, of in _names(project):
        with suppress(DepliantError):
            if of == number:
                yield name, _kept(project, name)


def _kept(project: Path, name: str) -> Answers:
    data = read(project, name, limit=MOST_BYTES, too_large="proof-too-large")
    return checked(data, Place(name))


def _done(project: Path) -> frozenset[str]:
    """The notes that are done.

    Raises:
        InputError: `proof-record`: nothing is written over what cannot be read.
    """
    if not (project / DONE).exists():
        return frozenset()
    data = read(project, DONE, limit=MOST_BYTES, too_large="proof-record")
    try:
        return frozenset(json.decode(data, type=Done).done)
    except (MsgspecError, RecursionError) as fault:
        raise InputError(
            Diagnostic(
                "proof-record",
                say("`{name}` is not the list of notes that are done.", name=DONE),
                Place(DONE),
                say("Take it from an archive of the project, or remove it: then none is done."),
            )
        ) from fault


def _odd(name: str) -> InputError:
    return InputError(
        Diagnostic(
            "proof-record",
            say("`{name}` answers a proof of which there is no record.", name=name),
            Place(name),
            say("Take the record from an archive of the project, or remove the file."),
        )
    )


def _older(place: Place, name: str) -> Diagnostic:
    return Diagnostic(
        "proof-older",
        say("{name} was saved before the answers that `{kept}` holds.", name=place.file, kept=name),
        place,
        say("Nothing is changed. Remove `{kept}` if the older ones are meant.", kept=name),
    )
