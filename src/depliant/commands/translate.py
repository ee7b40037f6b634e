"""`depliant translate`: messages out to translators, and their work back in."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from depliant.commands.call import Command, CommandParser, Entry, Group, add_project
from depliant.commands.console import Answer, aligned, tell
from depliant.sentences import Sentence, counted, say

if TYPE_CHECKING:
    from depliant.build.translations import Update


def _project(parser: CommandParser) -> None:
    add_project(parser.options())


def _language_and_project(parser: CommandParser) -> None:
    parser.argument("language", "LANG", "A language's tag: nl, de, pl, ar.")
    _project(parser)


def _languages_and_project(parser: CommandParser) -> None:
    parser.argument("language", "LANG", "Languages. [default: all]", nargs="*")
    _project(parser)


def _updated(update: Update) -> Sentence:
    return say(
        "{file} is written: {translated} translated, {fuzzy} fuzzy, {missing} missing."
        if update.written
        else "{file} is as it was: {translated} translated, {fuzzy} fuzzy, {missing} missing.",
        file=update.file,
        translated=update.translated,
        fuzzy=update.fuzzy,
        missing=update.missing,
    )


def _extract(call: Namespace) -> int:
    def work() -> Answer:
        from depliant.build import translations as translating

        count = translating.extract(call.project)
        return Answer(
            (
                counted(
                    count,
                    "{file} holds {count} message.",
                    "{file} holds {count} messages.",
                    file=translating.TEMPLATE,
                ),
            )
        )

    return tell(work, call.interface)


def _update(call: Namespace) -> int:
    def work() -> Answer:
        from depliant.build import translations as translating

        result = translating.update(call.project, call.language)
        return Answer((_updated(result),), diagnostics=result.diagnostics)

    return tell(work, call.interface)


def _status(call: Namespace) -> int:
    def work() -> Answer:
        from depliant.build import translations as translating

        rows, found = translating.status(call.project, tuple(call.language))
        table = [translating.STATUS_COLUMNS, *(tuple(str(cell) for cell in row) for row in rows)]
        return Answer(aligned(table, call.interface), diagnostics=found)

    return tell(work, call.interface)


def _pseudo(call: Namespace) -> int:
    def work() -> Answer:
        from depliant.build import translations as translating

        name = translating.pseudo_edition(call.project, call.language)
        return Answer(
            (
                say(
                    "{file} is written. Next:  {command}",
                    file=name,
                    command=f"depliant build --edition {call.language}-pseudo",
                ),
            )
        )

    return tell(work, call.interface)


COMMAND = Group(
    {
        "extract": Entry(
            "Write assets/translations/messages.pot: every message, with its figures and its room.",
            Command("depliant translate extract", _project, _extract),
        ),
        "update": Entry(
            "Bring a language's PO file up to date, or make it: what changed becomes fuzzy.",
            Command("depliant translate update nl", _language_and_project, _update),
        ),
        "status": Entry(
            "Say how far each translation is, and everything that is wrong with it.",
            Command("depliant translate status", _languages_and_project, _status),
        ),
        "pseudo": Entry(
            "Make LANG-pseudo.po: accented and a third longer, or in the letters of a mirrored "
            "script.",
            Command("depliant translate pseudo de", _language_and_project, _pseudo),
        ),
    },
    foot="Start with:  depliant translate extract",
)
