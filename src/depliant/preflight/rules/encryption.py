"""Encryption of a file that opens all the same: what each standard says of it, and what it forbids.

A file that asks for a password before it opens is not judged at all.
"""

from __future__ import annotations

from collections.abc import Iterator

from depliant.errors import Severity
from depliant.preflight.job import JudgedFile
from depliant.preflight.rules.base import PDFA, UA, X4, Fault, document_rule
from depliant.press.condition import PrinterProfile
from depliant.sentences import say, verbatim


@document_rule(
    "encrypted",
    "error",
    "No file for the press or an archive is encrypted, and none keeps screen readers out.",
    f"{X4}; {PDFA}, 6.1.3; {UA}, 7.16",
    "Ask whoever made it to save it without a password and without restrictions.",
)
def encrypted(job: JudgedFile, _: PrinterProfile) -> Iterator[Fault]:
    """PDF/X and PDF/A forbid it; PDF/UA does not, if programs that read aloud may have the text."""
    if not job.file.pdf.is_encrypted:
        return
    forbidding = [one for one in job.claims if not one.startswith("PDF/UA")]
    for claim in forbidding:
        yield Fault(
            say("The file is encrypted: {claim} forbids it, even where no password is asked for.",
                claim=verbatim(claim))
        )  # fmt: skip
    if not forbidding:
        yield _plain(job)
    allowed = job.file.pdf.allow
    if job.kind == "press" and not allowed.print_highres:
        yield Fault(
            say("By its own word it may be printed in low resolution alone.")
            if allowed.print_lowres
            else say("By its own word it may not be printed.")
        )
    if job.read_by_tags and not allowed.accessibility:
        severity: Severity = "error" if job.accessible else "warning"
        yield Fault(
            say("By its own word it keeps its text from programs that read aloud."),
            severity=severity,
        )


def _plain(job: JudgedFile) -> Fault:
    """What is said of a file that claims no standard which forbids it."""
    if job.kind == "screen":
        return Fault(
            say("The file is encrypted, though no password is asked for."), severity="advice"
        )
    if job.kind == "archive":
        return Fault(say("The file is encrypted: no archive can rely on reading it."))
    return Fault(
        say(
            "The file is encrypted, though no password is asked for: programs that impose it or "
            "make its plates may refuse it."
        )
    )


RULES = (encrypted,)
