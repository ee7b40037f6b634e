"""Preflight of what a build has made, before it is written."""

from __future__ import annotations

from collections.abc import Collection

from depliant.errors import Diagnostic, Place
from depliant.press.condition import OutputCondition, PrinterProfile


def judged(
    name: str,
    data: bytes,
    printer: PrinterProfile | None,
    condition: OutputCondition,
    allowed: Collection[str] = (),
) -> tuple[Diagnostic, ...]:
    """What preflight finds in a file, as diagnostics; errors of `allowed` codes are kept as such.

    `printer` is None for a file that is not for the press, or for printers in general.
    """
    from depliant.preflight import judge

    report = judge(data, printer, condition, name).without(tuple(allowed))
    return tuple(
        Diagnostic(
            found.code,
            f"{found.message} ({found.rule})" if found.severity == "error" else found.message,
            Place(f"{name}, {found.place}" if found.place else name),
            found.hint,
            found.severity,
        )
        for found in report.findings
    )
