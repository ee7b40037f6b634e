"""`depliant proof`: the answers to proofs that went out, taken in and listed."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from depliant.commands.call import Command, CommandParser, Entry, Group, add_project
from depliant.commands.console import Answer, Said, tell
from depliant.content.publication import refuse_no_project
from depliant.sentences import NOTHING, Sentence, counted, every, joined, legible, say
from depliant.source.folder import Folder

if TYPE_CHECKING:
    from depliant.preview.rounds.importing import Listed
    from depliant.preview.rounds.told import ToldDecision, ToldNote, Who


def _import_arguments(parser: CommandParser) -> None:
    parser.argument("file", "FILE", "A file that a reviewer has sent back.", type=Path, nargs="+")
    options = parser.options()
    add_project(options)
    options.add_argument("--json", action="store_true", help="Give it as JSON.")


def _list_arguments(parser: CommandParser) -> None:
    options = parser.options()
    options.add_argument("--all", action="store_true", help="List what is done, too.")
    add_project(options)
    options.add_argument("--json", action="store_true", help="Give it as JSON.")


def _import(call: Namespace) -> int:
    def imported() -> Listed:
        from depliant.build.memory import Memory
        from depliant.build.store import Store
        from depliant.preview.rounds import importing

        return importing.imported(call.project, call.file, Memory(Store()))

    return _told(call, imported, with_done=True)


def _list(call: Namespace) -> int:
    def listed() -> Listed:
        from depliant.build.memory import Memory
        from depliant.build.store import Store
        from depliant.preview.rounds import importing

        return importing.listed(call.project, Memory(Store()))

    return _told(call, listed, with_done=call.all)


def _told(call: Namespace, work: Callable[[], Listed], *, with_done: bool) -> int:
    def answered() -> Answer:
        from msgspec import to_builtins

        from depliant import files

        refuse_no_project(Folder(call.project))
        files.settle(call.project)
        found = work()
        lines: list[Said] = []
        for who in found.answers.who:
            lines += _of(found, who, with_done=with_done)
        lines += [say("{path} is written.", path=file) for file in found.files]
        if not lines:
            lines = [say("There are no answers yet.")]
        data: dict[str, Any] = {**to_builtins(found.answers), "files": list(found.files)}
        return Answer(lines, data, found.diagnostics)

    return tell(answered, call.interface, call.json)


def _of(found: Listed, who: Who, *, with_done: bool) -> Iterator[Said]:
    """What one reviewer has said of one proof."""
    notes = [one for one in found.answers.notes if one.who == who]
    decisions = [one for one in found.answers.decisions if one.who == who]
    yield _head(who, notes, decisions)
    for decision in decisions:
        if decision.decision == "refused" or decision.is_past:
            yield joined(["  ", _decision(decision)], "")
    for note in notes:
        if with_done or not note.is_done:
            yield from _note(note)


def _head(who: Who, notes: list[ToldNote], decisions: list[ToldDecision]) -> Sentence:
    approved = sum(one.decision == "approved" for one in decisions)
    refused = len(decisions) - approved
    parts = [
        counted(len(notes), "{count} note", "{count} notes"),
        counted(approved, "{count} panel approved", "{count} panels approved"),
        counted(refused, "{count} refused", "{count} refused"),
    ]
    return say(
        "Proof {number}, {name}, {day}: {what}.",
        number=who.proof,
        name=legible(who.name),
        day=who.saved[:10],
        what=every(parts),
    )


def _decision(one: ToldDecision) -> Sentence:
    panel = _panel(one)
    if one.decision == "approved":
        return say("{panel}: approved, and changed since.", panel=panel)
    if one.reason:
        return say("{panel}: refused: {reason}", panel=panel, reason=_line(one.reason))
    return say("{panel}: refused.", panel=panel)


def _note(note: ToldNote) -> Iterator[Said]:
    """A note in a line that editors can follow, and the words that it suggests below."""
    spot = note.now.place
    parts = (spot.file, spot.line, spot.column) if spot is not None else ()
    place = ":".join(str(part) for part in parts if part is not None)
    said = _line(note.text) or (say("suggests other words.") if note.new is not None else NOTHING)
    line = say("{panel}: {said}", panel=_panel(note), said=said)
    after = [one for one in (_standing(note), say("(done)") if note.is_done else NOTHING) if one]
    head = [f"  {place}: "] if place else ["  "]
    yield joined([*head, joined([line, *after], " ")], "")
    if note.new is not None:
        yield joined(["      ", say("was: {words}", words=_line(note.old))], "")
        yield joined(["      ", say("now: {words}", words=_line(note.new))], "")
    elif note.now.standing == "gone" and note.then:
        yield joined(["      ", say("was: {words}", words=_line(note.then))], "")


def _standing(note: ToldNote) -> Sentence:
    now = note.now
    if now.standing == "gone":
        return say("(its place has gone)")
    if now.standing == "taken":
        return say("(the page says so already)")
    if now.standing == "moved" or (now.panel is not None and now.panel != note.panel):
        return say("(now on the panel “{panel}”)", panel=legible(now.panel or ""))
    return say("(the words there have changed)") if now.standing == "changed" else NOTHING


def _panel(one: ToldNote | ToldDecision) -> str:
    title = _line(one.title)
    number = f"{one.order} {title}" if one.order is not None else title
    return f"{number} [{one.edition}]"


def _line(text: str) -> str:
    """What a stranger wrote, on one line, every sign of it one that can be seen."""
    return legible(" ".join(text.split()))


COMMAND = Group(
    {
        "import": Entry(
            "Take in the answers to a proof: check them, keep them, list them by their lines.",
            Command(
                "depliant proof import chiffres-cles-1-anna.json\n"
                "depliant proof import *.json --project my-brochure",
                _import_arguments,
                _import,
            ),
        ),
        "list": Entry(
            "List the answers that were taken in and are not done, each by its line.",
            Command(
                "depliant proof list\ndepliant proof list --all --json", _list_arguments, _list
            ),
        ),
    },
    foot="Start with:  depliant preview --export proof.html",
)
