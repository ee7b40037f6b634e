"""Preflight of what a build has made, before it is written."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Final

from depliant.errors import Diagnostic, Place, Severity
from depliant.layout.job import Remember, made_each_time
from depliant.press.condition import OutputCondition, PrinterProfile
from depliant.sentences import legible, say

_BROKEN: Final = "file-repaired"


def judged(
    name: str,
    data: bytes,
    printer: PrinterProfile | None,
    condition: OutputCondition,
    allowed: Collection[str] = (),
    remember: Remember = made_each_time,
) -> tuple[Diagnostic, ...]:
    """What preflight finds in a file, as diagnostics; errors of `allowed` codes are kept as such.

    `printer` is None for a file that is not for the press, or for printers in general. A page
    that is as it was is not judged again. What qpdf says of our own file is an error.
    """
    from depliant.pdfread.syntax import qpdf_says
    from depliant.preflight import judge
    from depliant.preflight.report import PageFindings

    def page(made_from: object, make: Callable[[], PageFindings]) -> PageFindings:
        return remember(PageFindings, made_from, make)

    report = judge(data, printer, condition, name, page).without(tuple(allowed))
    said = () if any(one.code == _BROKEN for one in report.findings) else qpdf_says(data)
    severity: Severity = "info" if _BROKEN in allowed else "error"
    broken = tuple(
        Diagnostic(
            _BROKEN,
            say("What was written is broken; qpdf says “{said}”.", said=legible(one)),
            Place(name),
            say("Please report this."),
            severity,
        )
        for one in said[:1]
    )
    return broken + tuple(
        Diagnostic(
            found.code,
            say("{message} ({rule})", message=found.message, rule=found.rule)
            if found.severity == "error"
            else found.message,
            Place(name, within=found.place),
            found.hint,
            found.severity,
        )
        for found in report.findings
    )
