"""`depliant figures`: the ledger listed, searched, checked, imported, frozen, and read back."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from depliant.commands.call import (
    Command,
    CommandParser,
    Entry,
    Group,
    add_project,
    take_table,
    wished,
)
from depliant.commands.console import (
    Answer,
    Said,
    agrees,
    aligned,
    print_diagnostics,
    print_lines,
    set_aside,
    tell,
)
from depliant.output import Output
from depliant.sentences import counted, say, some

if TYPE_CHECKING:
    from argparse import _ArgumentGroup

    from depliant.bookkeeping.imports import Change
    from depliant.build.ledgers import Import


_LISTED: Final = 12
"""Figures that are named when it is said what an import leaves alone."""


def _options(parser: CommandParser) -> _ArgumentGroup:
    """Begin the options with the one that all but `extract` have."""
    options = parser.options()
    add_project(options)
    return options


def _issue(options: _ArgumentGroup) -> None:
    options.add_argument("--issue", metavar="NAME", help="A former issue, as it was.")


def _json(options: _ArgumentGroup) -> None:
    options.add_argument("--json", action="store_true", help="Give it as JSON.")


def _list_arguments(parser: CommandParser) -> None:
    options = _options(parser)
    _issue(options)
    _json(options)


def _list(call: Namespace) -> int:
    def work() -> Answer:
        import json

        from depliant.bookkeeping.datasets import ledger_json
        from depliant.build import ledgers
        from depliant.figures.writing import locale_of, write

        ledger, publication = ledgers.ledger(call.project, call.issue)
        if call.json:
            return Answer(data=json.loads(ledger_json(ledger)))
        locale = locale_of(publication.language) or locale_of("en")
        assert locale is not None  # Babel has English
        rows: list[tuple[Said, ...]] = [(say("figure"), say("value"), say("date"), say("source"))]
        for fact in ledger.facts:
            value = write(fact.value, fact.unit, "full", locale).text
            value += f"  = {fact.formula}" if fact.formula else ""
            rows.append((fact.id, value, fact.date, ", ".join(fact.sources)))
        total = counted(len(ledger.facts), "{count} figure.", "{count} figures.")
        return Answer([*aligned(rows, call.interface), total])

    return tell(work, call.interface, call.json)


def _where_arguments(parser: CommandParser) -> None:
    parser.argument("figure", "ID", "A figure's id.")
    _list_arguments(parser)


def _where(call: Namespace) -> int:
    def work() -> Answer:
        from depliant.bookkeeping.lint import CALLED, uses
        from depliant.build import ledgers

        ledger, publication = ledgers.ledger(call.project, call.issue)
        ledgers.known(call.figure, publication)
        fact = ledger.named().get(call.figure)
        name = fact.id if fact is not None else call.figure
        found = [use for use in uses(publication) if use.is_of(name)]
        found.sort(key=lambda use: use.place)
        if call.json:
            places = [
                {
                    "figure": use.figure,
                    "kind": use.kind,
                    "place": use.place.data,
                    "panel": use.panel,
                    "shown": call.interface.tell(use.shown),
                }
                for use in found
            ]
            return Answer(data={"figure": call.figure, "uses": places})
        if not found:
            return Answer([say("{figure} is used nowhere.", figure=call.figure)])
        # A formula that names two values of a series is one use of it.
        rows = dict.fromkeys((str(u.place), CALLED[u.kind], u.panel, u.shown) for u in found)
        return Answer(aligned([*rows], call.interface))

    return tell(work, call.interface, call.json)


def _lint_arguments(parser: CommandParser) -> None:
    options = _options(parser)
    _issue(options)
    options.add_argument(
        "--on",
        metavar="DAY",
        help="The day on which figures must be valid. [default: the issue's]",
    )
    _json(options)


def _lint(call: Namespace) -> int:
    def work() -> Answer:
        from depliant.build import ledgers

        found = ledgers.linted(call.project, call.issue, call.on)
        errors = sum(item.severity == "error" for item in found)
        rest = counted(len(found) - errors, "{count} to look at", "{count} to look at")
        first = counted(errors, "{count} error", "{count} errors") if errors else say("no errors")
        line = say("{errors}, {rest}.", errors=first, rest=rest)
        return Answer([line], diagnostics=found)

    return tell(work, call.interface, call.json)


def _import_arguments(parser: CommandParser) -> None:
    parser.argument("file", "FILE", "A .csv or .xlsx of figures.", type=Path)
    options = _options(parser)
    options.add_argument(
        "--yes", action="store_true", help="Write it, without asking. [default: ask at a terminal]"
    )
    take_table(options)
    options.add_argument("--issue", metavar="NAME", help="Begin this issue with these figures.")
    _json(options)


def _import(call: Namespace) -> int:
    def work() -> Answer:
        from depliant.build import ledgers

        plan = ledgers.planned(call.project, call.file, wishes=wished(call), issue=call.issue)
        done, lines, notes = plan.result, _shown(plan.result, call.file.name), plan.result.notes
        asks = not (call.yes or call.json) and sys.stdin.isatty() and sys.stdout.isatty()
        agreed = call.yes
        if done.changes and asks:
            print_diagnostics(notes, call.interface)
            print_lines(lines, call.interface)
            lines, notes = [], ()
            question = say("Write this to content.yaml, in {folder}?", folder=call.project)
            agreed = agrees(question, call.interface)
        if done.changes and agreed:
            done = ledgers.carried_out(call.project, plan)
            notes = (*notes, *done.notes[len(plan.result.notes) :])
            kept = not any(note.code == "undo-nothing" for note in notes)
            written = say("content.yaml is written; `depliant figures undo` takes it back.")
            lines.append(written if kept else say("content.yaml is written."))
            if call.issue is not None:
                left = say("`depliant reissue` says what of {name} is left to do.", name=call.issue)
                lines.append(left)
        elif done.changes:
            lines.append(say("Nothing is written.") if asks else say("Add --yes to write it."))
        data = {
            **done._asdict(),
            "changes": [call.interface.tell(change) for change in done.changes],
            "cells": [_as_data(change) for change in done.cells],
        }
        del data["notes"]
        return Answer(lines, data, notes)

    return tell(work, call.interface, call.json)


def _as_data(change: Change) -> dict[str, str | None]:
    """A change as data; `at` where it is one of a value of a series."""
    data = change._asdict()
    return data if change.at else {key: value for key, value in data.items() if key != "at"}


def _shown(done: Import, table: str) -> list[Said]:
    """What an import changes, in lines."""
    lines: list[Said] = [*done.changes] or [say("Nothing changes.")]
    if done.absent:
        named = some(done.absent, _LISTED)
        lines.append(
            say("Not in {table}, and left as they are: {names}.", table=table, names=named)
        )
    return lines


def _undo_arguments(parser: CommandParser) -> None:
    options = _options(parser)
    options.add_argument(
        "--out",
        metavar="FILE",
        type=Output(".yaml", ".yml", own="content.yaml"),
        help="Write content.yaml as it was to this file, and leave the present one.",
    )


def _undo(call: Namespace) -> int:
    def work() -> Answer:
        from depliant.build import undo

        step, former = undo.undone(call.project, call.out)
        if call.out is not None:
            was = say(
                "{file} is content.yaml as it was before {what}.", file=call.out, what=step.what
            )
            return Answer([was, *set_aside(former)])
        taken = say("content.yaml is again what it was before {what}:", what=step.what)
        return Answer([taken, *step.changes])

    return tell(work, call.interface)


def _export_arguments(parser: CommandParser) -> None:
    parser.argument("file", "FILE", "A .csv or .xlsx to write.", type=Output(".csv", ".xlsx"))
    _options(parser)


def _export(call: Namespace) -> int:
    def work() -> Answer:
        from depliant.build import ledgers

        count, former = ledgers.exported(call.project, call.file)
        told = counted(
            count, "{file} holds {count} row.", "{file} holds {count} rows.", file=call.file
        )
        return Answer([told, *set_aside(former)])

    return tell(work, call.interface)


def _freeze_arguments(parser: CommandParser) -> None:
    parser.argument("name", "NAME", "The name of the issue.")
    _options(parser)


def _freeze(call: Namespace) -> int:
    def work() -> Answer:
        from depliant.build import ledgers

        count, found = ledgers.freeze(call.project, call.name)
        lines = [
            counted(
                count,
                "{count} figure is frozen as issue {name}; "
                "`depliant build --issue {name}` makes it again.",
                "{count} figures are frozen as issue {name}; "
                "`depliant build --issue {name}` makes it again.",
                name=call.name,
            ),
            say("`depliant reissue NAME` begins the next issue."),
        ]
        if not found:
            lines.append(say("`depliant figures undo` takes it back."))
        return Answer(lines, diagnostics=found)

    return tell(work, call.interface)


def _extract_arguments(parser: CommandParser) -> None:
    parser.argument("file", "FILE.pdf", "A screen file.", type=Path)
    parser.options().add_argument(
        "--out",
        metavar="FILE",
        type=Output(".json", ".csv", ".xlsx"),
        help="A .json, .csv or .xlsx to write. [default: print JSON]",
    )


def _extract(call: Namespace) -> int:
    def work() -> Answer:
        from depliant.build import ledgers

        data, former = ledgers.extracted(call.file, call.out)
        if call.out is not None:
            return Answer([say("{file} is written.", file=call.out), *set_aside(former)])
        return Answer(data.decode("utf-8").splitlines())

    return tell(work, call.interface)


COMMAND = Group(
    {
        "list": Entry(
            "List every figure with its value, its date and its source.",
            Command("depliant figures list --issue 2012-2017", _list_arguments, _list),
        ),
        "where": Entry(
            "Say every place that prints a figure or calculates with it.",
            Command("depliant figures where logements_renoves", _where_arguments, _where),
        ),
        "lint": Entry(
            "Look for what is wrong or doubtful about the figures.",
            Command("depliant figures lint --on 2018-06-30", _lint_arguments, _lint),
        ),
        "import": Entry(
            "Take the figures of a table into content.yaml: show what changes, then write it.",
            Command(
                "depliant figures import figures.xlsx\n"
                "depliant figures import figures.xlsx --sheet 2022 --column value=2022",
                _import_arguments,
                _import,
            ),
        ),
        "undo": Entry(
            "Take the last import, reissue or freezing back: content.yaml is what it was before.",
            Command("depliant figures undo", _undo_arguments, _undo),
        ),
        "export": Entry(
            "Write all figures, with their histories, as a table that can be imported again.",
            Command("depliant figures export figures.xlsx", _export_arguments, _export),
        ),
        "freeze": Entry(
            "Freeze the issue that is being made, its words and its looks, so that it comes back.",
            Command("depliant figures freeze 2012-2017", _freeze_arguments, _freeze),
        ),
        "extract": Entry(
            "Get the figures back out of a screen file.",
            Command(
                "depliant figures extract out/chiffres-cles.fr.screen.pdf",
                _extract_arguments,
                _extract,
            ),
        ),
    },
    foot="Start with:  depliant figures list",
)
