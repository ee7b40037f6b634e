"""`depliant translate`: messages out to translators, and their work back in."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from depliant.commands.call import Command, CommandParser, Entry, Group, add_project, one_of
from depliant.commands.console import Answer, agrees, aligned, print_diagnostics, shown, tell

if TYPE_CHECKING:
    from depliant.build.exchanges import Incoming
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


def _export_arguments(parser: CommandParser) -> None:
    parser.argument("language", "LANG", "Languages. [default: all that have a PO file]", nargs="*")
    options = parser.options()
    options.add_argument(
        "--format",
        metavar="FORMAT",
        type=one_of("xliff", "xliff2", "tmx", "tbx"),
        default="xliff",
        help="xliff (1.2) or xliff2 (2.0) to be translated, tmx (what is translated), tbx (names "
        "and glossary). [default: xliff]",
    )
    options.add_argument(
        "--out",
        metavar="PATH",
        type=Path,
        help="The file, or the folder of several. [default: out, in the project]",
    )
    add_project(options)


def _export(call: Namespace) -> int:
    def work() -> Answer:
        from depliant.build import exchanges

        paths, found = exchanges.exported(call.project, call.language, call.format, call.out)
        return Answer([f"{shown(path)} is written." for path in paths], diagnostics=found)

    return tell(work)


def _import_arguments(parser: CommandParser) -> None:
    parser.argument("file", "FILE", "An .xlf that an agency has sent back.", type=Path)
    options = parser.options()
    options.add_argument(
        "--yes", action="store_true", help="Write it, without asking. [default: ask at a terminal]"
    )
    options.add_argument(
        "--finished",
        action="store_true",
        help="Take every translation as finished, whatever the file says of its state.",
    )
    add_project(options)
    options.add_argument("--json", action="store_true", help="Give it as JSON.")


def _import(call: Namespace) -> int:
    def work() -> Answer:
        from depliant.build import exchanges

        plan = exchanges.planned(call.project, call.file, finished=call.finished)
        lines, notes, changes = _changes(plan), plan.notes, bool(plan.lines)
        asks = not (call.yes or call.json) and sys.stdin.isatty() and sys.stdout.isatty()
        agreed = call.yes
        if changes and asks:
            print_diagnostics(notes)
            print(*lines, sep="\n")
            lines, notes = [], ()
            agreed = agrees(f"Write this to {plan.file}, in {call.project}?")
        if changes and agreed:
            more = exchanges.carried_out(call.project, plan)
            notes = (*notes, *more)
            undo = "" if more else f"; `depliant translate undo {plan.language}` takes it back"
            lines.append(f"{plan.file} is written{undo}.")
        elif changes:
            lines.append("Nothing is written." if asks else "Add --yes to write it.")
        data = {
            "file": plan.file,
            "language": plan.language,
            "changes": list(plan.lines),
            "written": changes and agreed,
            **plan.counts,
        }
        return Answer(lines, data, notes)

    return tell(work, call.json)


def _changes(plan: Incoming) -> list[str]:
    """What an import changes, and how far the translation is then."""
    counts = plan.counts
    state = (
        f"{plan.file}: {counts['changed']} changed; then {counts['translated']} translated, "
        f"{counts['fuzzy']} fuzzy, {counts['missing']} missing."
    )
    return [*plan.lines, state] if plan.lines else ["Nothing changes."]


def _undo_arguments(parser: CommandParser) -> None:
    parser.argument("language", "LANG", "A language's tag: nl, de, pl, ar.")
    options = parser.options()
    options.add_argument(
        "--out",
        metavar="FILE",
        type=Path,
        help="Write the PO file as it was to this file, and leave the present one.",
    )
    add_project(options)


def _undo(call: Namespace) -> int:
    def work() -> Answer:
        from depliant.build import exchanges

        file, step = exchanges.undone(call.project, call.language, call.out)
        if call.out is not None:
            return Answer([f"{call.out} is {file} as it was before {step.what}."])
        return Answer([f"{file} is as it was before {step.what}. Taken back:", *step.changes])

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
        "export": Entry(
            "Write what an agency works in: XLIFF to be translated, TMX and TBX to help it.",
            Command(
                "depliant translate export nl\n"
                "depliant translate export nl de --format xliff2\n"
                "depliant translate export --format tmx --out memory.tmx",
                _export_arguments,
                _export,
            ),
        ),
        "import": Entry(
            "Take an agency's XLIFF into the language's PO file: show what changes, then write it.",
            Command(
                "depliant translate import chiffres-cles.nl.xlf\n"
                "depliant translate import chiffres-cles.nl.xlf --finished --yes",
                _import_arguments,
                _import,
            ),
        ),
        "undo": Entry(
            "Take the last import into a language back: its PO file is what it was before.",
            Command("depliant translate undo nl", _undo_arguments, _undo),
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
