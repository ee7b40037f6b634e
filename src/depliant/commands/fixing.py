"""`depliant preflight FILE --fix OUT`: what can be proved is mended, in another file."""

from __future__ import annotations

import os
import tempfile
from argparse import Namespace
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct, to_builtins

from depliant import files
from depliant.commands.console import (
    attempt,
    print_diagnostics,
    print_json,
    print_lines,
    put,
    shown,
)
from depliant.errors import Diagnostic
from depliant.preflight.mending import Mended, mend_file, refused
from depliant.preflight.report import as_data, as_text
from depliant.sentences import Sentence, say

if TYPE_CHECKING:
    from depliant.interface import Interface
    from depliant.preflight.report import Report
    from depliant.press.condition import OutputCondition, PrinterProfile

    Judge = Callable[[Path], tuple[Report, ...]]
    Printer = Callable[[], tuple[PrinterProfile, OutputCondition | None]]


class Fixed(Struct, frozen=True):
    """What came of it: what was mended, and the reports on the file before and after."""

    mended: Mended
    before: tuple[Report, ...]
    after: tuple[Report, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


def run_fix(call: Namespace, judge: Judge, printer: Printer) -> int:
    """Mend a file into another and say what was done; the exit code is that of the new file."""
    interface: Interface = call.interface
    outcome = attempt(lambda _: fix(call.file, call.fix, judge, printer, black=call.black_text))
    found = outcome.report
    if found is not None and not all(report.accepted for report in found.after):
        outcome = outcome._replace(exit_code=1)
    print_diagnostics(outcome.diagnostics, interface)
    if call.json:
        print_json(outcome, _data(found, call.fix, interface), interface)
    elif found is not None:
        print_lines(_lines(found, call.fix), interface)
        put(as_text(found.after, interface), end="")
    return outcome.exit_code


def fix(
    source: Path, target: Path, judge: Judge, printer: Printer, *, black: bool = False
) -> Fixed:
    """Mend a file into another and judge that; the file itself stays as it is.

    With `black` text in rich black is made black alone.

    Raises:
        InputError: `fix-refused`: the two are one file, the plates would change, or something
            would be wrong that was not; or what judging and saving raise.
    """
    before = judge(source)
    if os.path.exists(target) and os.path.samefile(source, target):
        raise refused(say("it would be written over"), say("Name another file with --fix."))
    kind: Any = before[0].kind
    mended = mend_file(source, kind, *printer(), black=black)
    if not mended.data:
        return Fixed(mended, before, before)
    with tempfile.TemporaryDirectory() as folder:
        trial = Path(folder) / target.name
        trial.write_bytes(mended.data)
        after = judge(trial)
    if new := _errors(after) - _errors(before):
        raise refused(say("{codes} would be wrong then", codes=", ".join(sorted(new))))
    files.save_file(target, mended.data, say("Name another file with --fix."), make_folder=False)
    return Fixed(mended, before, after)


def _errors(reports: tuple[Report, ...]) -> set[str]:
    return {one.code for report in reports for one in report.findings if one.severity == "error"}


def _lines(found: Fixed, target: Path) -> Iterator[Sentence]:
    if not found.mended.data:
        yield say("Nothing was found that can be mended safely; no file is written.")
        return
    yield say("Written: {path}", path=shown(target))
    yield from found.mended.done
    if gone := sorted(_errors(found.before) - _errors(found.after)):
        yield say("No longer found: {codes}.", codes=", ".join(gone))
    yield say("Plates before and after:")
    for one in found.mended.plates:
        yield say(
            "page {page}, {ink}: {before:.2f} % → {after:.2f} %",
            page=one.page,
            ink=one.ink,
            before=one.before,
            after=one.after,
        )


def _data(found: Fixed | None, target: Path, interface: Interface) -> dict[str, Any]:
    """What was done as data; `written` is null where there was nothing to do."""
    if found is None:
        return {"written": None, "done": [], "plates": [], "reports": []}
    return {
        "written": str(target) if found.mended.data else None,
        "done": [interface.tell(one) for one in found.mended.done],
        "plates": to_builtins(found.mended.plates),
        "reports_before": [as_data(report, interface) for report in found.before],
        "reports": [as_data(report, interface) for report in found.after],
    }
