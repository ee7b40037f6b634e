"""Answers as the command lists them and as the preview shows them: each where it belongs now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from msgspec import Struct

from depliant.preview.rounds.answers import Answers, Decision, Note
from depliant.preview.rounds.inbox import Inbox, key_of
from depliant.preview.rounds.placing import Standpoint, Standpoints
from depliant.preview.rounds.records import Panel, Record

UNKNOWN = Standpoint("unknown")
"""Of a note of an edition that has no pages now."""


class Who(Struct, frozen=True):
    """Who answered which proof, and when."""

    name: str
    proof: int
    saved: str


class ToldNote(Struct, frozen=True):
    """A note: what it says, of what, and where that is now.

    `number` is its place among the reviewer's notes, `panel` the id and `title` the name of the
    panel that it was made on, `then` the words of the block as the proof had them.
    """

    key: str
    number: int
    who: Who
    date: str
    edition: str
    panel: str
    order: int | None
    title: str
    kind: str
    word: str
    then: str
    text: str
    old: str
    new: str | None
    is_done: bool
    now: Standpoint


class ToldDecision(Struct, frozen=True):
    """What somebody decided of a panel; `is_past` where its words are others now, or it is gone."""

    who: Who
    date: str
    edition: str
    panel: str
    order: int | None
    title: str
    decision: Literal["approved", "refused"]
    reason: str
    is_past: bool


class ToldAnswers(Struct, frozen=True):
    """All answers, the latest proof first; of each reviewer in reading order."""

    who: tuple[Who, ...]
    notes: tuple[ToldNote, ...]
    decisions: tuple[ToldDecision, ...]


def told(
    inbox: Inbox, now: Mapping[str, Standpoints], languages: Iterable[str] | None = None
) -> ToldAnswers:
    """Answers as they are told.

    Args:
        inbox: what was taken in.
        now: the pages as they are now, by their languages.
        languages: the editions that are told of; None: all.
    """
    only = None if languages is None else frozenset(languages)
    who: list[Who] = []
    notes: list[ToldNote] = []
    decisions: list[ToldDecision] = []
    for record, answers in inbox.answers:
        one = Who(answers.reviewer.name, record.number, answers.saved)
        who.append(one)
        notes += _notes(record, answers, one, inbox.done, now, only)
        decisions += _decisions(record, answers, one, now, only)
    return ToldAnswers(tuple(who), tuple(notes), tuple(decisions))


def _notes(
    record: Record,
    answers: Answers,
    who: Who,
    done: frozenset[str],
    now: Mapping[str, Standpoints],
    only: frozenset[str] | None,
) -> Iterator[ToldNote]:
    numbers = {note.id: number for number, note in enumerate(answers.notes, 1)}

    def order(note: Note) -> tuple[str, int, float]:
        return note.edition, _order(record, note.edition, note.panel) or 0, note.y

    for note in sorted(answers.notes, key=order):
        if only is not None and note.edition not in only:
            continue
        key, pages = key_of(answers, note.id), now.get(note.edition)
        panel = _panel(record, note.edition, note.panel)
        blocks = panel.blocks if panel is not None else ()
        block = next((one for one in blocks if one.key == note.block), None)
        yield ToldNote(
            key,
            numbers[note.id],
            who,
            note.date,
            note.edition,
            note.panel,
            _order(record, note.edition, note.panel),
            (panel.title or panel.id) if panel is not None else note.panel,
            block.kind if block is not None else "",
            note.word,
            block.words if block is not None else "",
            note.text,
            note.old,
            note.new,
            key in done,
            pages.of(note, record.edition(note.edition)) if pages is not None else UNKNOWN,
        )


def _decisions(
    record: Record,
    answers: Answers,
    who: Who,
    now: Mapping[str, Standpoints],
    only: frozenset[str] | None,
) -> Iterator[ToldDecision]:
    def order(one: Decision) -> tuple[str, int]:
        return one.edition, _order(record, one.edition, one.panel) or 0

    for one in sorted(answers.decisions, key=order):
        if only is not None and one.edition not in only:
            continue
        panel, pages = _panel(record, one.edition, one.panel), now.get(one.edition)
        title = (panel.title or panel.id) if panel is not None else one.panel
        is_past = panel is None or (pages is not None and not pages.says(panel))
        number = _order(record, one.edition, one.panel)
        yield ToldDecision(
            who, one.date, one.edition, one.panel, number, title, one.decision, one.reason, is_past
        )


def _panel(record: Record, language: str, name: str) -> Panel | None:
    shown = record.edition(language)
    panels = shown.panels if shown is not None else ()
    return next((panel for panel in panels if panel.id == name), None)


def _order(record: Record, language: str, name: str) -> int | None:
    """The number of a panel in reading order, from 1; None if the proof had no such."""
    shown = record.edition(language)
    ids = [panel.id for panel in shown.panels] if shown is not None else []
    return ids.index(name) + 1 if name in ids else None
