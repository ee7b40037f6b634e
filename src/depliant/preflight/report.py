"""What preflight found, as a value, as text and as data.

Boxes of findings are in millimetres from the trim corner of their page, y down: what a ruler on
the print-out shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from depliant.errors import Severity
from depliant.geometry import Rect
from depliant.sentences import NOTHING, Sentence

RANK: dict[Severity, int] = {"error": 0, "warning": 1, "advice": 2, "info": 3}

_NAMES: dict[Severity, tuple[str, str]] = {
    "error": ("error", "errors"),
    "warning": ("warning", "warnings"),
    "advice": ("piece of advice", "pieces of advice"),
    "info": ("exception allowed", "exceptions allowed"),
}


_LISTED = 3
"""Places that a terminal shows of a finding; of more, so many and a count."""


class Finding(Struct, frozen=True):
    """One fault: what and where it is, the rule it breaks and who says so, and what to do."""

    code: str
    severity: Severity
    message: Sentence
    rule: Sentence
    source: str
    hint: Sentence = NOTHING
    page: int | None = None
    box: Rect | None = None

    @property
    def place(self) -> str:
        """Page and box in words; empty for the whole file."""
        if self.page is None:
            return ""
        if self.box is None:
            return f"page {self.page}"
        x, y, width, height = self.box
        return f"page {self.page}, {width:.1f} × {height:.1f} mm at {x:.1f}, {y:.1f}"

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        hint = f" {self.hint}" if self.hint else ""
        return f"{where}{self.severity}[{self.code}]: {self.message}{hint}"


class PageFindings(Struct, frozen=True):
    """What was found on a page for one printer, and how much of the file's budget it took."""

    findings: tuple[Finding, ...]
    steps: int = 0
    path_operators: int = 0


class Report(Struct, frozen=True):
    """The judgement on one file for one printer; `printer` is empty for printers in general."""

    name: str
    kind: str
    claims: tuple[str, ...]
    pages: int
    findings: tuple[Finding, ...]
    printer: str = ""
    printer_title: str = ""
    sizes: tuple[tuple[float, float], ...] = ()
    """Width and height of each trimmed page in millimetres."""

    def count(self, severity: Severity) -> int:
        """How many findings have a severity."""
        return sum(item.severity == severity for item in self.findings)

    @property
    def accepted(self) -> bool:
        """Whether the printer would take the file: nothing in it is an error."""
        return not self.count("error")

    def without(self, codes: Sequence[str]) -> Report:
        """The report with the errors of these codes kept as information (`--allow CODE`)."""
        kept = tuple(
            replace(item, severity="info") if item.code in codes else item for item in self.findings
        )
        return replace(self, findings=kept)


def in_order(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The gravest first; then the whole file before its pages, page by page, down the page."""

    def order(item: Finding) -> tuple[int, int, str, float, float]:
        box = item.box or Rect(0, 0, 0, 0)
        return (RANK[item.severity], item.page or 0, item.code, box.y, box.x)

    return tuple(sorted(dict.fromkeys(findings), key=order))


def as_text(reports: Sequence[Report]) -> str:
    """The reports for a terminal, each finding with its rule; for several printers a table."""
    lines: list[str] = []
    for report in reports:
        lines.append(heading(report))
        for item, places in _grouped(report.findings):
            more = len(places) - _LISTED
            where = f"{'; '.join(places[:_LISTED])}{f' and {more} more' if more > 0 else ''}"
            lines.append(f"  {where}{': ' if where else ''}{item}")
            lines.append(f"      Rule: {item.rule} ({item.source})")
        lines.append(f"  {verdict(report)}")
    if len(reports) > 1:
        lines += ["", *_table(reports)]
    return "\n".join(lines) + "\n"


def _grouped(findings: Sequence[Finding]) -> list[tuple[Finding, list[str]]]:
    """Each finding once, with the places where it was found."""
    found: dict[Finding, list[str]] = {}
    for item in findings:
        places = found.setdefault(replace(item, page=None, box=None), [])
        if item.place:
            places.append(item.place)
    return list(found.items())


def heading(report: Report) -> str:
    """What was judged, and for whom."""
    what = ", ".join(report.claims) or "no standard claimed"
    pages = f"{report.pages} page{'s' if report.pages != 1 else ''}"
    printer = report.printer_title or report.printer
    return f"{report.name}: {report.kind} file, {pages}, {what}{' — ' if printer else ''}{printer}"


def verdict(report: Report) -> str:
    """The closing line: how many findings there are of each severity."""
    counts = [
        f"{found} {names[found > 1]}"
        for severity, names in _NAMES.items()
        if (found := report.count(severity))
    ]
    return (", ".join(counts) or "nothing found") + "."


def reasons(report: Report) -> str:
    """Why a printer would refuse: the codes of the errors."""
    return ", ".join(dict.fromkeys(i.code for i in report.findings if i.severity == "error"))


def _table(reports: Sequence[Report]) -> list[str]:
    rows = [("printer", "would accept", "why not")]
    rows += [
        (report.printer_title or report.printer or "any", "yes" if report.accepted else "no",
         reasons(report))
        for report in reports
    ]  # fmt: skip
    widths = [max(len(row[column]) for row in rows) for column in range(2)]
    return [
        f"{row[0].ljust(widths[0])}  {row[1].ljust(widths[1])}  {row[2]}".rstrip() for row in rows
    ]


def as_data(report: Report) -> dict[str, Any]:
    """The report as plain data, for JSON."""
    return {
        "name": report.name,
        "kind": report.kind,
        "claims": list(report.claims),
        "pages": report.pages,
        "printer": report.printer,
        "printer_title": report.printer_title,
        "accepted": report.accepted,
        "sizes_mm": [list(size) for size in report.sizes],
        "findings": [
            {
                "code": item.code,
                "severity": item.severity,
                "message": str(item.message),
                "rule": str(item.rule),
                "source": item.source,
                "hint": str(item.hint),
                "page": item.page,
                "box_mm": [round(edge, 2) for edge in item.box] if item.box else None,
            }
            for item in report.findings
        ],
    }
