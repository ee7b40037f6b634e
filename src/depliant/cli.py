"""The command: reads the call, hands it to the pipeline, says what came of it.

Everything that can go wrong ends in diagnostics and an exit code, never in a traceback:
0 good, 1 the brochure has errors, 2 the input or the call is wrong. Results go to standard
output, everything else to standard error; `--json` gives one object on standard output.
Libraries that cost time to import are imported where they are used.
"""

from __future__ import annotations

import contextlib
import gc
import io
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from depliant.errors import DepliantError, Diagnostic, InputError, has_errors
from depliant.ledger_command import figures
from depliant.preflight_command import preflight
from depliant.press import MarkKind
from depliant.report import BuildReport, BuildRequest, CheckReport, Target
from depliant.translate_command import translate

if TYPE_CHECKING:
    from depliant.compare_command import CompareReport
    from depliant.readaloud.speech import Speech

MARKS: tuple[MarkKind, ...] = ("crop", "fold", "registration", "bars", "slug")
_SEVERITIES = ("error", "warning", "advice", "info")

app = typer.Typer(
    help="Structured content in, print-ready brochures out.",
    epilog="Start with:  depliant new my-brochure && depliant build my-brochure",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

app.add_typer(translate, name="translate")
app.add_typer(figures, name="figures")


class TargetName(StrEnum):
    """The targets as the command line spells them."""

    press = "press"
    screen = "screen"


Project = Annotated[Path, typer.Argument(metavar="PROJECT", help="A folder with a content.yaml.")]
AsJson = Annotated[bool, typer.Option("--json", help="Give the report as JSON.")]


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"depliant {version('depliant')}")
        raise typer.Exit


@app.callback()
def depliant(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say which it is.")
    ] = False,
) -> None:
    """Structured content in, print-ready brochures out."""


@app.command(epilog="Example:  depliant build --target press --printer bleed-5mm")
def build(
    project: Project = Path("."),
    edition: Annotated[
        list[str] | None,
        typer.Option(
            metavar="LANG", help="A language to build; again for more. [default: its own]"
        ),
    ] = None,
    all_editions: Annotated[
        bool, typer.Option("--all-editions", help="Its own language and all translations.")
    ] = False,
    draft: Annotated[
        bool,
        typer.Option("--draft", help="Mark on the page what is not translated, and go on."),
    ] = False,
    jobs: Annotated[
        int, typer.Option(metavar="N", min=1, max=64, help="Editions made at a time.")
    ] = 1,
    target: Annotated[
        list[TargetName] | None, typer.Option(help="One of the two files. [default: both]")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where files go. [default: PROJECT/out]")
    ] = None,
    printer: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="A printer's profile. [default: what assets/style.yaml says]",
        ),
    ] = None,
    marks: Annotated[
        str | None,
        typer.Option(
            metavar="LIST",
            help=f"Marks beside the press page: {','.join(MARKS)}, or none. "
            "[default: as the printer wants]",
        ),
    ] = None,
    issue: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="A former issue, as it was. [default: the present one]"),
    ] = None,
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help="Draw every chart anew and keep none.")
    ] = False,
    no_preflight: Annotated[
        bool, typer.Option("--no-preflight", help="Write the files without judging them.")
    ] = False,
    allow: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CODE", help="A preflight error that does not fail the build; again for more."
        ),
    ] = None,
    fit: Annotated[bool, typer.Option("--fit", help="Say how each panel is filled.")] = False,
    fit_picture: Annotated[
        Path | None,
        typer.Option(metavar="FILE.svg", help="The same as a picture, one strip a language."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Set the brochure and write its press file and its screen file."""

    def work(progress: Callable[[str], None]) -> BuildReport:
        request = BuildRequest(
            editions=tuple(edition or ()),
            all_editions=all_editions,
            draft=draft,
            jobs=jobs,
            targets=tuple(_target(name) for name in target or TargetName),
            out=out,
            marks=None if marks is None else _marks(marks),
            printer=printer,
            issue=issue,
            cache=not no_cache,
            preflight=not no_preflight,
            allow=tuple(allow or ()),
            fit_picture=fit_picture,
            progress=progress,
        )
        from depliant import pipeline

        return pipeline.build(project, request)

    result = _attempt(work, silent=as_json)
    if as_json:
        _print_json(result, result.report)
    else:
        _print_diagnostics(result.diagnostics)
        if fit and isinstance(result.report, BuildReport):
            _print_fit(result.report)
        _print_build(result)
    raise typer.Exit(result.exit_code)


@app.command(epilog="Example:  depliant check --typography")
def check(
    project: Project = Path("."),
    typography: Annotated[
        bool,
        typer.Option(
            "--typography", help="List every correction of spaces and quotes, and spelling advice."
        ),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Say everything that can be known without drawing."""

    def work(_: Callable[[str], None]) -> CheckReport:
        from depliant import pipeline

        return pipeline.check(project, typography)

    result = _attempt(work, silent=True)
    if as_json:
        _print_json(result, result.report)
    else:
        if isinstance(result.report, CheckReport) and result.report.corrections:
            _print_corrections(result.report)
        _print_diagnostics(result.diagnostics)
        typer.echo(_verdict(result))
    raise typer.Exit(result.exit_code)


@app.command(epilog="Example:  depliant new my-brochure && depliant build my-brochure")
def new(
    directory: Annotated[
        Path, typer.Argument(metavar="DIR", help="A folder that is empty or not there yet.")
    ],
) -> None:
    """Start a brochure: a small one that builds at once, to be changed."""

    def work(_: Callable[[str], None]) -> None:
        from depliant.starter import start

        start(directory)

    result = _attempt(work, silent=True)
    _print_diagnostics(result.diagnostics)
    if not result.exit_code:
        typer.echo(
            f"{directory} is ready. The words and figures are in content.yaml, the design in\n"
            f"assets/style.yaml. Next:  depliant build {directory}"
        )
    raise typer.Exit(result.exit_code)


@app.command("read-aloud", epilog="Example:  depliant read-aloud out/leaflet.en.screen.pdf")
def aloud(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A PDF, of any origin.")],
    pages: Annotated[bool, typer.Option("--pages", help="Say when another page begins.")] = False,
) -> None:
    """Say what a screen reader says of a PDF, in its order."""
    from depliant.readaloud.reading import read_aloud
    from depliant.readaloud.speech import Speech

    result = _attempt(lambda _: read_aloud(file, pages), silent=True)
    if isinstance(result.report, Speech):
        for line in result.report.lines:
            typer.echo(line)
    _print_diagnostics(result.diagnostics)
    raise typer.Exit(result.exit_code)


app.command(epilog="Example:  depliant preflight leaflet.pdf --printer generic-coated")(preflight)


@app.command(epilog="Example:  depliant compare HEAD~1:. .")
def compare(
    old: Annotated[
        str, typer.Argument(metavar="OLD", help="A project folder, REV:PATH, an issue or a PDF.")
    ],
    new: Annotated[str, typer.Argument(metavar="NEW", help="Likewise.")],
    project: Annotated[
        Path, typer.Option(metavar="DIR", help="The project of issues and revisions.")
    ] = Path("."),
    out: Annotated[Path, typer.Option(metavar="DIR", help="Where the report goes.")] = Path("out"),
    as_json: Annotated[bool, typer.Option("--json", help="Print compare.json as well.")] = False,
) -> None:
    """Say what changed between two issues: figures, words and pages, in one HTML file."""
    from depliant.compare_command import CompareReport, CompareRequest
    from depliant.compare_command import compare as work

    request = CompareRequest(old, new, project, out)
    result = _attempt(lambda progress: work(request, progress), silent=as_json)
    if isinstance(result.report, CompareReport) and as_json:
        typer.echo(result.report.data, nl=False)
    elif as_json:
        _print_json(result, None)
    else:
        _print_diagnostics(result.diagnostics)
    if isinstance(result.report, CompareReport) and not as_json:
        typer.echo(f"{result.report.summary}\n{_shown(result.report.files[0])}")
    raise typer.Exit(result.exit_code)


@app.command(epilog="Example:  depliant explain figure-unknown")
def explain(
    code: Annotated[
        str | None, typer.Argument(metavar="CODE", help="A diagnostic's code; none: all.")
    ] = None,
) -> None:
    """Explain a diagnostic."""
    from textwrap import fill

    from depliant.codes import CODES

    if code is not None and code not in CODES:
        from difflib import get_close_matches

        near = get_close_matches(code, CODES, n=1)
        _print_diagnostics(
            [
                Diagnostic(
                    "code-unknown",
                    f"There is no diagnostic {code!r}.",
                    hint=f"Did you mean {near[0]}?" if near else "`depliant explain` lists all.",
                )
            ]
        )
        raise typer.Exit(2)
    for name in sorted(CODES) if code is None else [code]:
        typer.echo(f"{name}\n{fill(CODES[name], 88, initial_indent='  ', subsequent_indent='  ')}")


def main() -> None:
    """Run the command and leave the process with its exit code."""
    # A short run that leaves few cycles: looking for them often costs a quarter of its time.
    gc.freeze()
    gc.set_threshold(200_000, 20, 100)
    sys.exit(run())


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command on `arguments` (the process's own if left out); its exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that knows no É still shows the rest.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        app(args=None if arguments is None else list(arguments), prog_name="depliant")
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 2
    except BrokenPipeError:
        # The reader has seen enough; the interpreter must not complain when it closes.
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


class _Result(NamedTuple):
    """What came of the work: its report, if it got that far, and all diagnostics in order."""

    report: BuildReport | CheckReport | CompareReport | Speech | None
    diagnostics: tuple[Diagnostic, ...]
    exit_code: int


def _attempt(
    work: Callable[
        [Callable[[str], None]], BuildReport | CheckReport | CompareReport | Speech | None
    ],
    *,
    silent: bool,
) -> _Result:
    """Do the work; whatever it raises becomes diagnostics and an exit code."""
    try:
        with _progress(silent) as progress:
            report = work(progress)
    except DepliantError as fault:
        return _Result(None, _in_order(fault.diagnostics), fault.exit_code)
    except KeyboardInterrupt:
        stopped = Diagnostic(
            "interrupted", "Stopped before the end.", hint="Older files are as they were."
        )
        return _Result(None, (stopped,), 130)
    except Exception as fault:  # the promise: never a traceback
        if os.environ.get("DEPLIANT_DEBUG") == "1":
            import traceback

            traceback.print_exc()
        return _Result(None, (_internal(fault),), 2)
    found = report.diagnostics if report is not None else ()
    return _Result(report, _in_order(found), 1 if has_errors(found) else 0)


def _internal(fault: Exception) -> Diagnostic:
    message = " ".join(str(fault).split())[:200]
    return Diagnostic(
        "internal",
        f"The program failed: {type(fault).__name__}{': ' if message else ''}{message}.",
        hint="This is a fault of Dépliant, not of your files: please report it, with what "
        "DEPLIANT_DEBUG=1 shows.",
    )


def _in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """By place, without repetition; what has no place comes first."""

    def order(item: Diagnostic) -> tuple[str, int, int, int]:
        place = item.place
        rank = _SEVERITIES.index(item.severity)
        if place is None:
            return "", 0, 0, rank
        return place.file, place.line or 0, place.column or 0, rank

    return tuple(sorted(dict.fromkeys(diagnostics), key=order))


def _target(name: TargetName) -> Target:
    return "press" if name is TargetName.press else "screen"


def _marks(names: str) -> frozenset[MarkKind]:
    """The marks of a list such as "crop,fold"; "none" is an empty list.

    Raises:
        InputError: a name is not a mark's.
    """
    asked = [name.strip() for name in names.split(",") if name.strip() not in ("", "none")]
    unknown = [name for name in asked if name not in MARKS]
    if unknown:
        raise InputError(
            Diagnostic(
                "marks-unknown",
                f"There are no marks called {', '.join(unknown)}.",
                hint=f"Choose among {', '.join(MARKS)}, or none.",
            )
        )
    return frozenset(mark for mark in MARKS if mark in asked)


@contextlib.contextmanager
def _progress(silent: bool) -> Iterator[Callable[[str], None]]:
    """Where steps are told: a moving line on a terminal, plain lines elsewhere."""
    if silent:
        yield lambda _: None
    elif sys.stderr.isatty():
        from rich.console import Console

        with Console(stderr=True).status("starting") as status:
            yield status.update
    else:
        yield lambda step: typer.echo(step, err=True)


_COLOURS = {"error": "red", "warning": "yellow", "advice": "cyan", "info": None}


def _print_diagnostics(diagnostics: Iterable[Diagnostic]) -> None:
    """One diagnostic a line on standard error; on a terminal its severity in colour."""
    for item in diagnostics:
        where = f"{item.place}: " if item.place else ""
        label = typer.style(f"{item.severity}[{item.code}]", fg=_COLOURS[item.severity], bold=True)
        hint = f" {item.hint}" if item.hint else ""
        typer.echo(f"{where}{label}: {item.message}{hint}", err=True)


_COLUMNS = ("file", "pages", "size", "time", "preflight")


def _print_build(result: _Result) -> None:
    """The closing table: files, pages, size, time; then copyfitting and the verdict."""
    report = result.report
    if isinstance(report, BuildReport) and report.files:
        rows = [
            (
                _shown(file.path),
                str(file.pages),
                f"{file.size / 1000:.0f} kB",
                f"{file.seconds:.2f} s",
                file.preflight,
            )
            for file in report.files
        ]
        if sys.stdout.isatty():
            _print_rich_table(rows)
        else:
            table = [_COLUMNS, *rows]
            widths = [max(len(row[column]) for row in table) for column in range(len(_COLUMNS))]
            for row in table:
                numbers = (
                    cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)
                )
                typer.echo("  ".join((row[0].ljust(widths[0]), *numbers)))
        for step in report.fit:
            typer.echo(f"copyfit: {step}")
    overset = sum(item.code == "overset" for item in result.diagnostics)
    typer.echo(f"overset: {overset or 'none'}; {_verdict(result)}")
    if result.exit_code:
        typer.echo("Nothing was written; older files are as they were.")


_FIT_COLUMNS = ("edition", "panel", "fill", "hyphens", "loosest", "copyfit")


def _print_fit(report: BuildReport) -> None:
    """One line a panel: how full it is, how many words are divided, its widest word space."""
    rows = [
        (
            panel.edition,
            panel.panel,
            f"{panel.fill:.0%}",
            str(panel.hyphens),
            f"{panel.loosest:.0%}",
            panel.step,
        )
        for panel in report.panels
    ]
    widths = [max(map(len, column)) for column in zip(_FIT_COLUMNS, *rows, strict=True)]
    for row in (_FIT_COLUMNS, *rows):
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        typer.echo("  ".join(cells).rstrip())


def _print_rich_table(rows: Sequence[tuple[str, ...]]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for name in _COLUMNS:
        table.add_column(name, justify="left" if name == "file" else "right", no_wrap=True)
    for row in rows:
        table.add_row(*row)
    Console().print(table)


def _shown(path: Path) -> str:
    """A path as one would type it from here."""
    with contextlib.suppress(ValueError):
        return str(path.resolve().relative_to(Path.cwd()))
    return str(path)


_COUNTED = {
    "error": ("error", "errors"),
    "warning": ("warning", "warnings"),
    "advice": ("piece of advice", "pieces of advice"),
}


def _verdict(result: _Result) -> str:
    """The last line: how many findings there are of each severity."""
    counts = [
        f"{count} {names[count > 1]}"
        for severity, names in _COUNTED.items()
        if (count := sum(item.severity == severity for item in result.diagnostics))
    ]
    if not has_errors(result.diagnostics):
        counts.insert(0, "no errors")
    return f"{', '.join(counts)}."


_VISIBLE = str.maketrans({"\u00a0": "⍽", "\u202f": "·", "\u2009": "˽"})


def _print_corrections(report: CheckReport) -> None:
    """One correction a line, with no-break spaces made visible."""
    for entry in report.corrections:
        before, after = (text.translate(_VISIBLE) for text in (entry.before, entry.after))
        where = f"{entry.place}: " if entry.place else ""
        typer.echo(f"{where}{entry.rule}: {before} → {after}")
    typer.echo(
        f"{len(report.corrections)} corrections, made when building; content.yaml stays as it is. "
        "⍽ is a no-break space, · a narrow one."
    )


def _print_json(result: _Result, report: object) -> None:
    """The whole report as one JSON object on standard output."""
    content: dict[str, object] = {"exit_code": result.exit_code}
    if isinstance(report, BuildReport):
        content["files"] = [
            {
                "path": str(file.path),
                "target": file.target,
                "edition": file.edition,
                "pages": file.pages,
                "bytes": file.size,
                "seconds": round(file.seconds, 3),
                "preflight": file.preflight,
            }
            for file in report.files
        ]
        content["fit"] = list(report.fit)
        content["panels"] = [panel._asdict() for panel in report.panels]
    if isinstance(report, CheckReport):
        content["corrections"] = [
            {
                "rule": entry.rule,
                "before": entry.before,
                "after": entry.after,
                "place": entry.place._asdict() if entry.place else None,
            }
            for entry in report.corrections
        ]
    content["diagnostics"] = [
        {
            "code": item.code,
            "severity": item.severity,
            "message": item.message,
            "hint": item.hint,
            "place": item.place._asdict() if item.place else None,
        }
        for item in result.diagnostics
    ]
    typer.echo(json.dumps(content, ensure_ascii=False, indent=2))
