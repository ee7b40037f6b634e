"""`depliant figures`: the ledger listed, searched, checked, imported, frozen, and read back."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from depliant.errors import DepliantError, Diagnostic, has_errors

figures = typer.Typer(
    help="List, check and change the figures.", no_args_is_help=True, rich_markup_mode=None
)
Project = Annotated[Path, typer.Option("--project", metavar="DIR", help="A project folder.")]
Issue = Annotated[
    str | None, typer.Option("--issue", metavar="NAME", help="A former issue, as it was.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Give it as JSON.")]


class _Told(NamedTuple):
    """What a command says: lines for people or data for programs, and diagnostics."""

    lines: Sequence[str] = ()
    data: Any = None
    diagnostics: Sequence[Diagnostic] = ()


def _run(work: Callable[[], _Told], as_json: bool = False) -> None:
    """Do the work, print what came of it, and leave with its exit code."""
    try:
        told, code = work(), 0
    except DepliantError as fault:
        told, code = _Told(diagnostics=fault.diagnostics), fault.exit_code
    except Exception as fault:  # the promise: never a traceback
        if os.environ.get("DEPLIANT_DEBUG") == "1":
            raise
        message = f"The program failed: {type(fault).__name__}: {' '.join(str(fault).split())}."
        hint = "This is a fault of Dépliant, not of your files: please report it."
        told, code = _Told(diagnostics=[Diagnostic("internal", message[:200], hint=hint)]), 2
    code = code or int(has_errors(told.diagnostics))
    if as_json:
        content = {"exit_code": code, **(told.data or {})}
        content["diagnostics"] = [
            {
                "code": item.code,
                "severity": item.severity,
                "message": item.message,
                "hint": item.hint,
                "place": item.place._asdict() if item.place else None,
            }
            for item in told.diagnostics
        ]
        typer.echo(json.dumps(content, ensure_ascii=False, indent=2))
    else:
        for item in told.diagnostics:
            typer.echo(str(item), err=True)
        for line in told.lines:
            typer.echo(line)
    raise typer.Exit(code)


def _table(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows as lines with aligned columns."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


@figures.command("list", epilog="Example:  depliant figures list --issue 2012-2017")
def list_figures(
    project: Project = Path("."), issue: Issue = None, as_json: AsJson = False
) -> None:
    """List every figure with its value, its date and its source."""

    def work() -> _Told:
        from depliant import ledgers
        from depliant.document.datasets import ledger_json
        from depliant.document.figures import locale_of, write

        ledger, publication = ledgers.ledger(project, issue)
        if as_json:
            return _Told(data=json.loads(ledger_json(ledger)))
        locale = locale_of(publication.language) or locale_of("en")
        assert locale is not None  # Babel has English
        rows = [("figure", "value", "date", "source")]
        for fact in ledger.facts:
            shown = write(fact.value, fact.unit, "full", locale).text
            shown += f"  = {fact.formula}" if fact.formula else ""
            rows.append((fact.id, shown, fact.date, ", ".join(fact.sources)))
        return _Told([*_table(rows), f"{len(ledger.facts)} figures."])

    _run(work, as_json)


@figures.command(epilog="Example:  depliant figures where logements_renoves")
def where(
    figure: Annotated[str, typer.Argument(metavar="ID", help="A figure's id.")],
    project: Project = Path("."),
    issue: Issue = None,
    as_json: AsJson = False,
) -> None:
    """Say every place that prints a figure or reckons with it."""

    def work() -> _Told:
        from depliant import ledgers
        from depliant.document.lint import uses

        _, publication = ledgers.ledger(project, issue)
        ledgers.known(figure, publication)
        found = [use for use in uses(publication) if use.figure == figure]
        found.sort(key=lambda use: use.place)
        if as_json:
            return _Told(
                data={
                    "figure": figure,
                    "uses": [{**use._asdict(), "place": use.place._asdict()} for use in found],
                }
            )
        if not found:
            return _Told([f"{figure} is used nowhere."])
        return _Told(_table([(str(use.place), use.kind, use.panel, use.shown) for use in found]))

    _run(work, as_json)


@figures.command(epilog="Example:  depliant figures lint --on 2018-06-30")
def lint(
    project: Project = Path("."),
    issue: Issue = None,
    on: Annotated[
        str | None,
        typer.Option(
            metavar="DAY", help="The day on which figures must be valid. [default: the issue's]"
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Look for what is wrong or doubtful about the figures."""

    def work() -> _Told:
        from depliant import ledgers

        found = ledgers.linted(project, issue, on)
        errors = sum(item.severity == "error" for item in found)
        lines = [f"{errors or 'no'} error{'s' * (errors != 1)}, {len(found) - errors} to look at."]
        return _Told(lines, {}, found)

    _run(work, as_json)


@figures.command("import", epilog="Example:  depliant figures import figures.csv --yes")
def import_table(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A .csv or .xlsx of figures.")],
    project: Project = Path("."),
    yes: Annotated[bool, typer.Option("--yes", help="Write it, instead of showing it.")] = False,
    numbers: Annotated[
        str | None,
        typer.Option(metavar="LANG", help="The language by whose rules its numbers are written."),
    ] = None,
    issue: Annotated[
        str | None, typer.Option(metavar="NAME", help="Begin this issue with these figures.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Take the figures of a table into content.yaml: show what changes, and write it with --yes."""

    def work() -> _Told:
        from depliant import ledgers

        done = ledgers.imported(project, file, numbers=numbers, issue=issue, write=yes)
        lines = list(done.changes)
        if done.absent:
            lines.append(f"Not in {file.name}, and left as they are: {', '.join(done.absent)}.")
        if not done.changes:
            lines.append("Nothing changes.")
        else:
            lines.append("content.yaml is written." if done.written else "Add --yes to write it.")
        return _Told(lines, done._asdict())

    _run(work, as_json)


@figures.command(epilog="Example:  depliant figures export figures.xlsx")
def export(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A .csv or .xlsx to write.")],
    project: Project = Path("."),
) -> None:
    """Write all figures, with their histories, as a table that can be imported again."""

    def work() -> _Told:
        from depliant import ledgers

        return _Told([f"{file} holds {ledgers.exported(project, file)} rows."])

    _run(work)


@figures.command(epilog="Example:  depliant figures freeze 2012-2017")
def freeze(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The name of the issue.")],
    project: Project = Path("."),
) -> None:
    """Freeze the issue that is being made: its figures can no longer change unnoticed."""

    def work() -> _Told:
        from depliant import ledgers

        count = ledgers.freeze(project, name)
        return _Told(
            [
                f"{count} figures are frozen as issue {name}; `depliant build --issue {name}` "
                "makes it again.",
                "For the next issue give `issue:` in content.yaml another name.",
            ]
        )

    _run(work)


@figures.command(epilog="Example:  depliant figures extract out/chiffres-cles.fr.screen.pdf")
def extract(
    file: Annotated[Path, typer.Argument(metavar="FILE.pdf", help="A screen file.")],
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="A .json, .csv or .xlsx to write. [default: print JSON]"),
    ] = None,
) -> None:
    """Get the ledger back out of a screen file."""

    def work() -> _Told:
        from depliant import ledgers

        data = ledgers.extracted(file, out)
        if out is not None:
            return _Told([f"{out} is written."])
        return _Told(data.decode("utf-8").splitlines())

    _run(work)
