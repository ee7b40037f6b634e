"""The command `preflight`: any PDF, judged for one printer or several."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from depliant import files
from depliant.commands.call import Command, CommandParser
from depliant.commands.console import (
    Answer,
    attempt,
    print_diagnostics,
    print_json,
    put,
    tell,
)
from depliant.errors import Diagnostic, InputError
from depliant.output import Output
from depliant.sentences import say

if TYPE_CHECKING:
    from depliant.interface import Interface
    from depliant.preflight.purpose import Kind
    from depliant.preflight.report import Report
    from depliant.preflight.survey import Survey
    from depliant.press.condition import OutputCondition, PrinterProfile
    from depliant.source.folder import Folder


class _Judgement(Struct, frozen=True):
    """The reports on a file; what they hold are findings, not diagnostics of ours."""

    reports: tuple[Report, ...] = ()
    survey: Survey | None = None
    diagnostics: tuple[Diagnostic, ...] = ()


def _arguments(parser: CommandParser) -> None:
    parser.argument("file", "FILE", "A PDF, of any origin; with --watch a folder.", type=Path)
    options = parser.options()
    options.add_argument(
        "--printer",
        metavar="NAME",
        action="append",
        default=[],
        help="Judge it for this printer; again for more. [default: any]",
    )
    options.add_argument(
        "--for",
        dest="kind",
        choices=("press", "screen", "archive"),
        metavar="press|screen|archive",
        help="What the file is for. [default: what it says of itself; with --printer: press]",
    )
    options.add_argument(
        "--inventory",
        action="store_true",
        help="Say too what is in the file: plates, fonts, images, layers, boxes.",
    )
    options.add_argument(
        "--json", action="store_true", help="Give the report, and what is in the file, as JSON."
    )
    options.add_argument(
        "--html",
        metavar="PAGE",
        type=Output(".html", ".htm"),
        help="Write the report as a page of HTML too, with pictures and what is in the file.",
    )
    options.add_argument(
        "--fix",
        metavar="OUT",
        type=Output(".pdf"),
        help="Write another file in which boxes, metadata, Trapped and a missing output intent are "
        "mended, if its plates stay the same, and judge that one.",
    )
    options.add_argument(
        "--black-text",
        action="store_true",
        help="With --fix: make text in rich black black alone, which overprints.",
    )
    options.add_argument(
        "--watch",
        action="store_true",
        help="Judge each PDF that is put into a folder and sort a copy of it, with its report, "
        "into the folder preflight in there, until Ctrl-C.",
    )
    options.add_argument(
        "--move",
        action="store_true",
        help="With --watch: take a file away once its copy is sorted. [default: it stays]",
    )


def _run(call: Namespace) -> int:
    if call.watch:
        return tell(lambda: _watched(call), call.interface)

    if call.move or (call.black_text and not call.fix):
        return tell(lambda: _refuse_alone(call.move), call.interface)

    if call.fix is not None:
        from depliant.commands.fixing import run_fix

        return run_fix(call, lambda file: _for_fixing(call, file), lambda: _first(call.printer))

    def work(_: object) -> _Judgement:
        reports = judged(call.file, call.printer, call.kind)
        if not (call.inventory or call.json or call.html):
            return _Judgement(reports)
        survey = surveyed(call.file, call.printer, reports)
        if call.html is not None:
            _write(call.html, reports, survey, call.interface)
        return _Judgement(reports, survey)

    outcome = attempt(work)
    reports = () if outcome.report is None else outcome.report.reports
    if not all(report.accepted for report in reports):
        outcome = outcome._replace(exit_code=1)
    print_diagnostics(outcome.diagnostics, call.interface)
    if call.json:
        print_json(outcome, _data(outcome.report, call.interface), call.interface)
    elif reports:
        from depliant.preflight.report import as_text

        put(as_text(reports, call.interface), end="")
        if call.inventory:
            _print_inventory(outcome.report, call.interface)
    return outcome.exit_code


def _refuse_alone(moves: bool) -> Answer:
    """Say which option an option needs."""
    message, hint = (
        (
            say("--move goes with --watch: it is for what is put into a folder."),
            say("Leave --move out."),
        )
        if moves
        else (say("--black-text goes with --fix."), say("Name the file to be written by --fix."))
    )
    raise InputError(Diagnostic("preflight-options", message, hint=hint))


def _for_fixing(call: Namespace, file: Path) -> tuple[Report, ...]:
    _apart("--fix", (call.html, "--html"), (call.inventory, "--inventory"))
    return judged(file, call.printer, call.kind)


def _apart(option: str, *others: tuple[object, str]) -> None:
    """Refuse options that say nothing beside another.

    Raises:
        InputError: `preflight-options`
    """
    for asked, other in others:
        if asked:
            message = say("{option} and {other} do not go together.", option=option, other=other)
            raise InputError(
                Diagnostic("preflight-options", message, hint=say("Call it once for each."))
            )


def _watched(call: Namespace) -> Answer:
    from depliant.commands.watching import watch

    _apart(
        "--watch", (call.json, "--json"), (call.html, "--html"),
        (call.inventory, "--inventory"), (call.fix, "--fix"),
    )  # fmt: skip
    # What is wrong with a printer is said now, and not of each file.
    for name in call.printer:
        _printer(name)
    watch(
        call,
        lambda file: judged(file, call.printer, call.kind),
        lambda file, reports: surveyed(file, call.printer, reports),
    )
    return Answer()


def _data(found: _Judgement | None, interface: Interface) -> dict[str, Any]:
    """The reports as data, and what is in the file: null where that cannot be told."""
    from depliant.preflight import showing
    from depliant.preflight.report import as_data

    reports = [as_data(report, interface) for report in found.reports] if found else []
    inventory = found.survey.inventory if found and found.survey else None
    data = None if inventory is None else showing.as_data(inventory)
    return {"reports": reports, "inventory": data}


def _print_inventory(found: _Judgement | None, interface: Interface) -> None:
    from depliant.preflight.showing import as_lines

    survey = found.survey if found else None
    if survey is None:
        return
    if survey.inventory is not None:
        put(
            "\n".join(
                [interface.tell(say("What is in the file")), *as_lines(survey.inventory, interface)]
            )
        )
    else:
        put(interface.tell(survey.missing))


def judged(file: Path, printers: Iterable[str], kind: Kind | None = None) -> tuple[Report, ...]:
    """The reports on a file, one a printer; `kind` is what it is for, None: what it says itself.

    Raises:
        InputError: a printer is not known, or the file cannot be judged.
    """
    from depliant.preflight import judge_file

    profiles = tuple(map(_printer, printers))
    return judge_file(file, profiles, None, kind, tuple(map(_condition, profiles)))


def surveyed(file: Path, printers: Iterable[str], reports: Sequence[Report]) -> Survey:
    """What is in a file that was judged, and its pages shown."""
    from depliant.preflight.survey import survey_file

    condition = next(filter(None, map(_condition, map(_printer, printers))), None)
    return survey_file(file, reports, condition)


def _first(
    printers: Sequence[str],
) -> tuple[PrinterProfile, OutputCondition | None]:
    """The first printer that is named, or printers in general, and his printing condition."""
    from depliant.preflight.profiles import ANY_PRINTER

    if not printers:
        return ANY_PRINTER, None
    profile = _printer(printers[0])
    return profile, _condition(profile)


def _project() -> Folder | None:
    """The project that the command is called in, if it is one."""
    from depliant.source.folder import Folder

    here = Path.cwd()
    return Folder(here) if (here / "content.yaml").exists() else None


def _printer(name: str) -> PrinterProfile:
    from depliant.style.printing import load_printer

    return load_printer(name, _project())


def _condition(profile: PrinterProfile) -> OutputCondition | None:
    """The printing condition of a printer, None where his output profile is not at hand.

    It is the project's, or the one that every new project is given.
    """
    from depliant.press.characterization import conditions_of, told_by
    from depliant.press.condition import load_condition
    from depliant.starter import PROFILE

    project = _project()
    if project is not None and profile.icc is not None:
        with suppress(InputError):
            return load_condition(project.file(profile.icc).data, profile.condition)
    given = PROFILE.read_bytes()
    meant = set(conditions_of(profile.condition)) & set(told_by(given))
    return load_condition(given, profile.condition) if meant else None


def _write(path: Path, reports: tuple[Report, ...], survey: Survey, interface: Interface) -> None:
    from depliant.preflight.html import as_html

    page = as_html(reports, interface, survey).encode("utf-8")
    files.save_file(path, page, say("Name another file with --html."), make_folder=False)


COMMAND = Command(
    "depliant preflight leaflet.pdf --printer generic-coated\n"
    "depliant preflight leaflet.pdf --html report.html\n"
    "depliant preflight leaflet.pdf --fix mended.pdf\n"
    "depliant preflight incoming --watch --printer generic-coated",
    _arguments,
    _run,
)
