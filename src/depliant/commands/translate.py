"""`depliant translate`: messages out to translators, and their work back in."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from depliant.commands.call import Command, CommandParser, Entry, Group, add_project
from depliant.commands.console import Answer, aligned, tell

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


def _updated(update: Update) -> str:
    what = "is as it was" if not update.written else "is written"
    return (
        f"{update.file} {what}: {update.translated} translated, {update.fuzzy} fuzzy, "
        f"{update.missing} missing."
    )


def _extract(call: Namespace) -> int:
    def work() -> Answer:
        from depliant.build import translations as translating

        count = translating.extract(call.project)
        return Answer((f"{translating.TEMPLATE} holds {count} messages.",))

    return tell(work)


def _update(call: Namespace) -> int:
    def work() -> Answer:
        from depliant.build import translations as translating

        result = translating.update(call.project, call.language)
        return Answer((_updated(result),), diagnostics=result.diagnostics)

    return tell(work)


def _status(call: Namespace) -> int:
    def work() -> Answer:
        from depliant.build import translations as translating

        rows, found = translating.status(call.project, tuple(call.language))
        table = [translating.STATUS_COLUMNS, *(tuple(str(cell) for cell in row) for row in rows)]
        return Answer(aligned(table), diagnostics=found)

    return tell(work)


def _pseudo(call: Namespace) -> int:
    def work() -> Answer:
        from depliant.build import translations as translating

        name = translating.pseudo_edition(call.project, call.language)
        return Answer(
            (f"{name} is written. Next:  depliant build --edition {call.language}-pseudo",)
        )

    return tell(work)


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
