"""The command `preflight`: any PDF, judged for one printer or several."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from depliant.errors import DepliantError, Diagnostic, InputError, Place

if TYPE_CHECKING:
    from depliant.preflight.report import Report
    from depliant.press import PrinterProfile


def preflight(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A PDF, of any origin.")],
    printer: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME", help="Judge it for this printer; again for more. [default: any]"
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Give the report as JSON.")] = False,
    html: Annotated[
        Path | None, typer.Option(metavar="PAGE", help="Write the report as a page of HTML too.")
    ] = None,
) -> None:
    """Judge a PDF: what a printer, or a screen reader, would find wrong with it."""
    try:
        reports = judged(file, printer or ())
        if html is not None:
            _write(html, reports)
    except DepliantError as fault:
        if as_json:
            typer.echo(json.dumps({"exit_code": 2, "reports": [], "diagnostics": _data(fault)}))
        for item in fault.diagnostics:
            typer.echo(str(item), err=True)
        raise typer.Exit(2) from None
    code = 0 if all(report.accepted for report in reports) else 1
    if as_json:
        from depliant.preflight.report import as_data

        content = {
            "exit_code": code,
            "reports": [as_data(report) for report in reports],
            "diagnostics": list[object](),
        }
        typer.echo(json.dumps(content, ensure_ascii=False, indent=2))
    else:
        from depliant.preflight.report import as_text

        typer.echo(as_text(reports), nl=False)
    raise typer.Exit(code)


def judged(file: Path, printers: Iterable[str]) -> tuple[Report, ...]:
    """The reports on a file, one a printer.

    Raises:
        InputError: a printer is not known, or the file cannot be judged.
    """
    from depliant.preflight import judge_file

    return judge_file(file, tuple(map(_printer, printers)))


def _printer(name: str) -> PrinterProfile:
    from depliant.document.printers import load_printer

    here = Path.cwd()
    return load_printer(name, here if (here / "content.yaml").exists() else None)


def _write(path: Path, reports: tuple[Report, ...]) -> None:
    from depliant.preflight.html import as_html

    try:
        path.write_text(as_html(reports), encoding="utf-8")
    except OSError as fault:
        raise InputError(
            Diagnostic(
                "output-unwritable",
                f"The report cannot be written: {fault.strerror or fault}.",
                Place(str(path)),
                "Name another file with --html.",
            )
        ) from fault


def _data(fault: DepliantError) -> list[dict[str, object]]:
    return [
        {
            "code": item.code,
            "severity": item.severity,
            "message": item.message,
            "hint": item.hint,
            "place": item.place._asdict() if item.place else None,
        }
        for item in fault.diagnostics
    ]
