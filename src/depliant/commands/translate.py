"""`depliant translate`: messages out to translators, and their work back in."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from depliant.commands.call import (
    Command,
    CommandParser,
    Entry,
    Group,
    add_project,
    language_tag,
    one_of,
)
from depliant.commands.console import (
    Answer,
    Said,
    agrees,
    aligned,
    print_diagnostics,
    print_lines,
    set_aside,
    shown,
    tell,
)
from depliant.output import Output
from depliant.sentences import Sentence, counted, say

if TYPE_CHECKING:
    from depliant.build.exchanges import Incoming
    from depliant.build.translations import Status, Update


def _project(parser: CommandParser) -> None:
    add_project(parser.options())


def _language_and_project(parser: CommandParser) -> None:
    parser.argument("language", "LANG", "A language's tag: nl, de, pl, ar.", type=language_tag)
    _project(parser)


def _those_translated(parser: CommandParser) -> None:
    parser.argument(
        "language",
        "LANG",
        "Languages. [default: all that have a PO file]",
        nargs="*",
        type=language_tag,
    )


def _update_arguments(parser: CommandParser) -> None:
    _those_translated(parser)
    _project(parser)


def _languages_and_project(parser: CommandParser) -> None:
    parser.argument("language", "LANG", "Languages. [default: all]", nargs="*", type=language_tag)
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

        results, found = translating.update(call.project, call.language)
        found = (*(fault for result in results for fault in result.diagnostics), *found)
        lines = [*map(_updated, results)]
        if back := [one.undoable for one in results if one.undoable]:
            lines.append(
                say("`depliant translate undo {language}` takes it back.", language=back[0])
                if len(back) == 1
                else say("`depliant translate undo LANG` takes one of them back.")
            )
        return Answer(lines, diagnostics=found)

    return tell(work, call.interface)


def _status(call: Namespace) -> int:
    def work() -> Answer:
        from depliant.build import translations as translating

        rows, found = translating.status(call.project, tuple(call.language))
        table = [translating.STATUS_COLUMNS, *(_cells(row) for row in rows)]
        return Answer(aligned(table, call.interface), diagnostics=found)

    return tell(work, call.interface)


def _cells(row: Status) -> tuple[Said, ...]:
    """A line of the table of translations."""
    return tuple(cell if isinstance(cell, Sentence) else str(cell) for cell in row)


def _pseudo(call: Namespace) -> int:
    def work() -> Answer:
        from depliant.build.pseudo_editions import pseudo_edition

        made = pseudo_edition(call.project, call.language)
        told = [
            say(
                "{file} is written. Next:  {command}",
                file=made.file,
                command=f"depliant build --edition {made.language}",
            )
        ]
        if made.short:
            told.append(
                counted(
                    made.short,
                    "{count} text is longer by less than a third: its place has no more room.",
                    "{count} texts are longer by less than a third: their places have no more "
                    "room.",
                )
            )
        return Answer(tuple(told), diagnostics=made.diagnostics)

    return tell(work, call.interface)


def _export_arguments(parser: CommandParser) -> None:
    _those_translated(parser)
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
        type=Output(".xlf", ".xliff", ".tmx", ".tbx", folder=True),
        help="The file, or the folder of several. [default: out, in the project]",
    )
    add_project(options)


def _export(call: Namespace) -> int:
    def work() -> Answer:
        from depliant.build import exchanges

        written, found = exchanges.exported(call.project, call.language, call.format, call.out)
        lines = [
            line
            for one in written
            for line in (say("{path} is written.", path=shown(one.path)), *set_aside(one.former))
        ]
        return Answer(lines, diagnostics=found)

    return tell(work, call.interface)


def _import_arguments(parser: CommandParser) -> None:
    parser.argument("file", "FILE", "An .xlf that an agency has sent back.", type=Path)
    options = parser.options()
    options.add_argument(
        "--format",
        metavar="FORMAT",
        type=one_of("xliff", "xliff2"),
        help="Refuse a file that is not xliff (1.2) or xliff2 (2.0). [default: as the file says]",
    )
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

        plan = exchanges.planned(call.project, call.file, call.format or "", finished=call.finished)
        lines, notes, changes = _changes(plan), plan.notes, bool(plan.lines)
        asks = not (call.yes or call.json) and sys.stdin.isatty() and sys.stdout.isatty()
        agreed = call.yes
        if changes and asks:
            print_diagnostics(notes, call.interface)
            print_lines(lines, call.interface)
            lines, notes = [], ()
            question = say(
                "Write this to {file}, in {folder}?", file=plan.file, folder=call.project
            )
            agreed = agrees(question, call.interface)
        if changes and agreed:
            more = exchanges.carried_out(call.project, plan)
            notes = (*notes, *more)
            lines.append(
                say("{path} is written.", path=plan.file)
                if more
                else say(
                    "{path} is written; `depliant translate undo {language}` takes it back.",
                    path=plan.file,
                    language=plan.language,
                )
            )
        elif changes:
            lines.append(say("Nothing is written.") if asks else say("Add --yes to write it."))
        data = {
            "file": plan.file,
            "language": plan.language,
            "changes": [str(line) for line in plan.lines],
            "written": changes and agreed,
            **plan.counts,
        }
        return Answer(lines, data, notes)

    return tell(work, call.interface, call.json)


def _changes(plan: Incoming) -> list[Said]:
    """What an import changes, and how far the translation is then."""
    if not plan.lines:
        return [say("Nothing changes.")]
    state = say(
        "{file}: {changed} changed; {translated} translated, {fuzzy} fuzzy, {missing} missing.",
        file=plan.file,
        **plan.counts,
    )
    return [*plan.lines, state]


def _undo_arguments(parser: CommandParser) -> None:
    parser.argument("language", "LANG", "A language's tag: nl, de, pl, ar.", type=language_tag)
    options = parser.options()
    options.add_argument(
        "--out",
        metavar="FILE",
        type=Output(".po"),
        help="Write the PO file as it was to this file, and leave the present one.",
    )
    add_project(options)


def _undo(call: Namespace) -> int:
    def work() -> Answer:
        from depliant.build import exchanges

        file, step, former = exchanges.undone(call.project, call.language, call.out)
        if call.out is not None:
            was = say(
                "{out} is {file} as it was before {what}.", out=call.out, file=file, what=step.what
            )
            return Answer([was, *set_aside(former)])
        taken = say("{file} is again what it was before {what}:", file=file, what=step.what)
        return Answer([taken, *step.changes])

    return tell(work, call.interface)


COMMAND = Group(
    {
        "extract": Entry(
            "Write assets/translations/messages.pot: every message, with its figures and its room.",
            Command("depliant translate extract", _project, _extract),
        ),
        "update": Entry(
            "Bring a language's PO file up to date, or make it: what changed becomes fuzzy.",
            Command(
                "depliant translate update nl\ndepliant translate update",
                _update_arguments,
                _update,
            ),
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
            "Take the last import or update of a language back: its PO file is what it was before.",
            Command("depliant translate undo nl", _undo_arguments, _undo),
        ),
        "status": Entry(
            "Say how far each translation is, and everything that is wrong with it.",
            Command("depliant translate status", _languages_and_project, _status),
        ),
        "pseudo": Entry(
            "Make LANG-pseudo.po: in letters of the language's script, longer by a third where "
            "there is room. `mirrored`: Latin letters on mirrored pages.",
            Command("depliant translate pseudo de", _language_and_project, _pseudo),
        ),
    },
    foot="Start with:  depliant translate extract",
)
