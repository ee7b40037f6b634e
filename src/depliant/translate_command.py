"""`depliant translate`: messages out to translators, and their work back in."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from depliant.errors import DepliantError, Diagnostic, has_errors

if TYPE_CHECKING:
    from depliant.translating import Update

translate = typer.Typer(
    help="Exchange words with translators.", no_args_is_help=True, rich_markup_mode=None
)
Project = Annotated[Path, typer.Option("--project", metavar="DIR", help="A project folder.")]
Language = Annotated[str, typer.Argument(metavar="LANG", help="A language's tag: nl, de, pl, ar.")]


class _Told(NamedTuple):
    lines: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


def _run(work: Callable[[], _Told]) -> None:
    """Do the work, print what came of it, and leave with its exit code."""
    try:
        told, code = work(), 0
    except DepliantError as fault:
        told, code = _Told((), fault.diagnostics), fault.exit_code
    except Exception as fault:  # the promise: never a traceback
        if os.environ.get("DEPLIANT_DEBUG") == "1":
            raise
        message = f"The program failed: {type(fault).__name__}: {fault}"[:240]
        hint = "Please report it, with what DEPLIANT_DEBUG=1 shows."
        told, code = _Told((), (Diagnostic("internal", message, hint=hint),)), 2
    for item in told.diagnostics:
        typer.echo(str(item), err=True)
    for line in told.lines:
        typer.echo(line)
    raise typer.Exit(code or int(has_errors(told.diagnostics)))


def _updated(update: Update) -> str:
    what = "is as it was" if not update.written else "is written"
    return (
        f"{update.file} {what}: {update.translated} translated, {update.fuzzy} fuzzy, "
        f"{update.missing} missing."
    )


@translate.command(epilog="Example:  depliant translate extract")
def extract(project: Project = Path(".")) -> None:
    """Write assets/translations/messages.pot: every message, with its figures and its room."""

    def work() -> _Told:
        from depliant import translating

        count = translating.extract(project)
        return _Told((f"{translating.TEMPLATE} holds {count} messages.",))

    _run(work)


@translate.command(epilog="Example:  depliant translate update nl")
def update(language: Language, project: Project = Path(".")) -> None:
    """Bring a language's PO file up to date, or make it: what changed becomes fuzzy."""

    def work() -> _Told:
        from depliant import translating

        result = translating.update(project, language)
        return _Told((_updated(result),), result.diagnostics)

    _run(work)


@translate.command(epilog="Example:  depliant translate status")
def status(
    language: Annotated[
        list[str] | None, typer.Argument(metavar="LANG", help="Languages. [default: all]")
    ] = None,
    project: Project = Path("."),
) -> None:
    """Say how far each translation is, and everything that is wrong with it."""

    def work() -> _Told:
        from depliant import translating

        rows, found = translating.status(project, tuple(language or ()))
        table = [translating.STATUS_COLUMNS, *(tuple(str(cell) for cell in row) for row in rows)]
        widths = [max(len(row[column]) for row in table) for column in range(len(table[0]))]
        lines = tuple(
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
            for row in table
        )
        return _Told(lines, found)

    _run(work)


@translate.command(epilog="Example:  depliant translate pseudo de")
def pseudo(language: Language, project: Project = Path(".")) -> None:
    """Make LANG-pseudo.po: accented and a third longer, or in the letters of a mirrored script."""

    def work() -> _Told:
        from depliant import translating

        name = translating.pseudo_edition(project, language)
        return _Told((f"{name} is written. Next:  depliant build --edition {language}-pseudo",))

    _run(work)
