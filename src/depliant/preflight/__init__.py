"""Preflight: any PDF, ours or not, judged from its bytes alone.

What a file is for its user says, or it is guessed from what it says of itself (`purpose`); a
named printer makes it a file for the press. Nothing here is shared with the writers that it judges.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from depliant.bounds import LONG
from depliant.errors import Diagnostic, InputError, Place
from depliant.geometry import MM
from depliant.refusals import check_file, refusal
from depliant.sentences import say

if TYPE_CHECKING:
    from depliant.preflight.job import JudgedFile, PageView
    from depliant.preflight.purpose import Kind
    from depliant.preflight.report import Finding, PageFindings, Report
    from depliant.press.condition import OutputCondition, PrinterProfile

    Remember = Callable[[object, Callable[[], PageFindings]], PageFindings]
    """Gives what was found before on an equal page, or has it found."""
    Elsewhere = Callable[[JudgedFile, Sequence[PrinterProfile]], "list[list[Finding]] | None"]
    """Has the pages of a file judged by other processes; None where that is not worth it."""

__all__ = ["judge", "judge_all", "judge_file"]


def judge(
    data: bytes,
    profile: PrinterProfile | None = None,
    condition: OutputCondition | None = None,
    name: str = "file",
    remember: Remember | None = None,
) -> Report:
    """Judge the bytes of a PDF for one printer, or for printers in general.

    `condition` is the printing condition to compute contrasts and conversions for; without it
    the file's own output intent counts. What is found on a page is asked of `remember`.

    Raises:
        InputError: `pdf-empty`, `pdf-damaged`, `pdf-encrypted`, `pdf-hostile`, `pdf-too-large`.
    """
    return judge_all(data, (profile,) if profile else (), condition, name, remember)[0]


def judge_all(
    data: bytes,
    profiles: Sequence[PrinterProfile] = (),
    condition: OutputCondition | None = None,
    name: str = "file",
    remember: Remember | None = None,
    kind: Kind | None = None,
    conditions: Sequence[OutputCondition | None] = (),
    elsewhere: Elsewhere | None = None,
) -> tuple[Report, ...]:
    """Judge the bytes of a PDF for several printers at once; none stands for any printer.

    `kind` is what the file is for, where its user says so. `conditions` are those of the printers,
    as far as they are known: for a file that has no output intent in CMYK, and is given none.
    `elsewhere` judges the pages of a file that is too long for one process.

    Raises:
        InputError: as `judge`.
    """
    from depliant.pdfread.opening import opened
    from depliant.preflight.job import JudgedFile
    from depliant.preflight.profiles import ANY_PRINTER
    from depliant.preflight.purpose import for_printer, given

    chosen = tuple(profiles) or (ANY_PRINTER,)
    purpose = given(kind) if kind else for_printer() if profiles else None
    known = (*conditions, *(None for _ in chosen))[: len(chosen)]
    with opened(data, restricted=True) as file:
        job = JudgedFile(file, condition, purpose)
        reports: dict[int, Report] = {}
        # The plates of a file without an intent depend on the printer's profile.
        for one in dict.fromkeys(known):
            judged = job if one is None else JudgedFile(file, condition, purpose, one)
            places = [at for at, other in enumerate(known) if other == one]
            wanted = [chosen[at] for at in places]
            found = _of_document(judged, wanted)
            of_pages = elsewhere and elsewhere(judged, wanted)
            for listed, more in zip(
                found, of_pages or findings_on_pages(judged, wanted, remember), strict=True
            ):
                listed += more
            for at, profile, findings in zip(places, wanted, found, strict=True):
                reports[at] = _report(name, judged, profile, findings)
        return tuple(reports[at] for at in range(len(chosen)))


def _report(name: str, job: JudgedFile, profile: PrinterProfile, findings: list[Finding]) -> Report:
    from depliant.preflight.gathering import in_order
    from depliant.preflight.notes import notes_on
    from depliant.preflight.report import Report

    pages = job.file.pages
    sizes = tuple(
        (round(page.cut.width * page.unit / MM, 2), round(page.cut.height * page.unit / MM, 2))
        for page in pages
    )
    return Report(
        name, job.kind, job.claims, len(pages), in_order(findings), profile.name, profile.title,
        sizes, notes_on(job),
    )  # fmt: skip


def _of_document(job: JudgedFile, profiles: Sequence[PrinterProfile]) -> list[list[Finding]]:
    """What the rules on the file find, a list a printer."""
    from depliant.pdfread.budget import BudgetError
    from depliant.preflight.limits import unjudged
    from depliant.preflight.rules import DOCUMENT_RULES

    found: list[list[Finding]] = [[] for _ in profiles]
    for document_rule in DOCUMENT_RULES:
        if job.kind in document_rule.kinds:
            for findings, profile in zip(found, profiles, strict=True):
                try:
                    findings += document_rule.findings(job, profile)
                except BudgetError as met:
                    findings.append(unjudged(None, met.bound))
    return found


def findings_on_pages(
    job: JudgedFile,
    profiles: Sequence[PrinterProfile],
    remember: Remember | None = None,
    pages: slice = slice(None),
) -> list[list[Finding]]:
    """What the rules on pages find, a list a printer; a page is worked out once and then let go."""
    from depliant.preflight.fingerprint import Fingerprints
    from depliant.preflight.job import PageView

    found: list[list[Finding]] = [[] for _ in profiles]
    prints = Fingerprints(job, job.kind) if remember is not None else None
    for facts in job.file.pages[pages]:
        page = PageView(job, facts)
        for findings, profile in zip(found, profiles, strict=True):
            # Each judgement may take as much as if it were the only one.
            job.interpreter.budget.renew()
            fingerprint = prints.of(page, profile) if prints is not None else None
            if remember is None or fingerprint is None:
                findings += _on_page(page, job.kind, profile).findings
            else:
                findings += _recalled(page, job.kind, profile, fingerprint, remember)
    return found


def _recalled(
    page: PageView, kind: str, profile: PrinterProfile, made_from: object, remember: Remember
) -> Iterable[Finding]:
    """What was found on an equal page before, which takes as much of the budget as then."""
    budget = page.job.interpreter.budget
    steps, path_operators = budget.steps, budget.path_operators
    known = remember(made_from, lambda: _on_page(page, kind, profile))
    budget.spend(known.steps - (steps - budget.steps))
    budget.spend_path(known.path_operators - (path_operators - budget.path_operators))
    return known.findings


def _on_page(page: PageView, kind: str, profile: PrinterProfile) -> PageFindings:
    """What the rules find on a page for a printer.

    Of one that paints more than is read, what can be said without reading it to its end.
    """
    from depliant.pdfread.budget import BudgetError
    from depliant.preflight.limits import unjudged
    from depliant.preflight.report import PageFindings
    from depliant.preflight.rules import PAGE_RULES

    budget = page.job.interpreter.budget
    steps, path_operators = budget.steps, budget.path_operators
    found: list[Finding] = []
    for page_rule in PAGE_RULES:
        if kind in page_rule.kinds:
            try:
                found += page_rule.findings(page, profile)
            except BudgetError as met:
                page.beyond = met.bound
    if page.beyond is not None:
        found.append(unjudged(page.number, page.beyond))
    return PageFindings(
        tuple(found),
        steps - max(budget.steps, 0),
        path_operators - max(budget.path_operators, 0),
    )


def judge_file(
    path: Path,
    profiles: Sequence[PrinterProfile] = (),
    condition: OutputCondition | None = None,
    kind: Kind | None = None,
    conditions: Sequence[OutputCondition | None] = (),
) -> tuple[Report, ...]:
    """Judge a file of the disk, in a process of its own whose memory and time are bounded.

    Raises:
        InputError: `pdf-unreadable`, or as `judge`, with the file as the place.
    """
    try:
        check_file(path)
        with path.open("rb") as file:
            file.read(1)
    except OSError as fault:
        raise InputError(
            Diagnostic(
                "pdf-unreadable",
                say("The file cannot be read: {reason}.", reason=refusal(fault)),
                Place(str(path)),
                say("Check its name."),
            )
        ) from fault
    from depliant.confined import confined
    from depliant.preflight.report import Report

    return confined(
        tuple[Report, ...], Place(str(path)), _judged, path, tuple(profiles), condition, kind,
        tuple(conditions), seconds=LONG,
    )  # fmt: skip


def _judged(
    path: Path,
    profiles: tuple[PrinterProfile, ...],
    condition: OutputCondition | None,
    kind: Kind | None,
    conditions: tuple[OutputCondition | None, ...],
) -> tuple[Report, ...]:
    """The child's part of `judge_file`."""
    from depliant.preflight.parts import Parts

    try:
        return judge_all(
            path.read_bytes(), profiles, condition, path.name, None, kind, conditions,
            Parts(path, condition).judge,
        )  # fmt: skip
    except InputError as fault:
        place = Place(str(path))
        raise InputError(
            replace(found, place=found.place or place) for found in fault.diagnostics
        ) from None
