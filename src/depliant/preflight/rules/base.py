"""A rule: one function, with the code, severity, sentence and source it is registered with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from depliant.errors import Severity
from depliant.geometry import MM, Rect
from depliant.preflight.report import RANK, Finding
from depliant.sentences import NOTHING, Sentence, say, verbatim

if TYPE_CHECKING:
    from depliant.pdfread.state import Paint
    from depliant.preflight.content import Look, Mark
    from depliant.preflight.job import JudgedFile, PageView
    from depliant.press.condition import PrinterProfile

PRESS = frozenset({"press"})
SCREEN = frozenset({"screen"})
ARCHIVE = frozenset({"archive"})
READ = SCREEN | ARCHIVE
"""What is read and not printed."""

EVERY = PRESS | READ

X4 = "ISO 15930-7:2010 (PDF/X-4)"
X1A = "ISO 15930-4:2003 (PDF/X-1a)"
UA = "ISO 14289-1 (PDF/UA-1)"
PDFA = "ISO 19005-2 (PDF/A-2)"
PDF = "ISO 32000-1 (PDF 1.7)"
OWN = say("this program's own measure")

MAX_FINDINGS = 400
"""Of one rule on one page; the rest is counted."""


class Fault(Struct, frozen=True):
    """What a rule found; `box` is in points from the trim corner. Empty fields are the rule's.

    `limit` is the field of the printer's profile that was passed, whose source is then quoted.
    """

    message: Sentence
    box: Rect | None = None
    page: int | None = None
    severity: Severity | None = None
    limit: str = ""
    hint: Sentence = NOTHING


DocumentCheck = Callable[["JudgedFile", "PrinterProfile"], Iterable[Fault]]
PageCheck = Callable[["PageView", "PrinterProfile"], Iterable[Fault]]


class _Head(Struct, frozen=True):
    """What a rule is registered with."""

    code: str
    severity: Severity
    text: Sentence
    source: Sentence
    hint: Sentence
    own_hint: Sentence
    kinds: frozenset[str]

    def finding(
        self, fault: Fault, page: int | None, profile: PrinterProfile, job: JudgedFile
    ) -> Finding:
        """The finding that a fault is; a limit that the printer does not state is custom.

        Who has made the file with this program is told by which of its commands it is mended.
        """
        hint = self.own_hint if job.own and self.own_hint else self.hint
        box, severity, source = fault.box, fault.severity or self.severity, self.source
        if fault.limit and profile.states(fault.limit):
            source = profile.source(fault.limit)
        elif fault.limit and severity == "error":
            severity = "warning"
        return Finding(
            self.code,
            severity,
            fault.message,
            self.text,
            source,
            fault.hint or hint,
            fault.page or page,
            None if box is None else Rect(*(round(edge / MM, 2) for edge in box)),
        )

    def all(
        self, faults: Iterable[Fault], page: int | None, profile: PrinterProfile, job: JudgedFile
    ) -> Iterator[Finding]:
        """The findings of some faults, those beyond the limit as one."""
        more: list[Finding] = []
        for number, fault in enumerate(faults):
            found = self.finding(fault, page, profile, job)
            if number < MAX_FINDINGS:
                yield found
            else:
                more.append(found)
        if more:
            gravest = min(more, key=lambda found: RANK[found.severity])
            yield replace(gravest, left=len(more) - 1)


class DocumentRule(_Head, frozen=True):
    """A rule on the file as a whole."""

    check: DocumentCheck

    def findings(self, job: JudgedFile, profile: PrinterProfile) -> Iterator[Finding]:
        """What the rule finds in a file."""
        return self.all(self.check(job, profile), None, profile, job)


class PageRule(_Head, frozen=True):
    """A rule on a page."""

    check: PageCheck

    def findings(self, page: PageView, profile: PrinterProfile) -> Iterator[Finding]:
        """What the rule finds on a page."""
        return self.all(self.check(page, profile), page.number, profile, page.job)


Rule = DocumentRule | PageRule


def document_rule(
    code: str,
    severity: Severity,
    text: str,
    source: str | Sentence,
    hint: str = "",
    kinds: frozenset[str] = EVERY,
    own: str = "",
) -> Callable[[DocumentCheck], DocumentRule]:
    """Make a function that judges a whole file a rule; `own` is its hint for files of ours."""
    said = say(text), _cited(source), say(hint), say(own)
    return lambda check: DocumentRule(code, severity, *said, kinds, check)


def page_rule(
    code: str,
    severity: Severity,
    text: str,
    source: str | Sentence,
    hint: str = "",
    kinds: frozenset[str] = EVERY,
    own: str = "",
) -> Callable[[PageCheck], PageRule]:
    """Make a function that judges one page a rule; `own` is its hint for files of ours."""
    said = say(text), _cited(source), say(hint), say(own)
    return lambda check: PageRule(code, severity, *said, kinds, check)


def _cited(source: str | Sentence) -> Sentence:
    """Who says so; the name of a standard is the same in every language."""
    return source if isinstance(source, Sentence) else verbatim(source)


def paints(look: Look) -> Iterator[tuple[Paint, bool]]:
    """The paints of a look, each with whether it overprints."""
    if look.fill is not None:
        yield look.fill, look.state.overprint_fill
    if look.stroke is not None:
        yield look.stroke, look.state.overprint_stroke


def spread(marks: Sequence[Mark]) -> Rect:
    """The box round some marks, of which there is at least one."""
    whole = marks[0].box
    for mark in marks[1:]:
        whole = whole.union(mark.box)
    return whole


def shortened(text: str, length: int = 40) -> str:
    """A text on one line, cut to a length."""
    plain = " ".join(text.split())
    return plain if len(plain) <= length else plain[: length - 1] + "…"
