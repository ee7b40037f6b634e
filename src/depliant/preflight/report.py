"""What preflight found, as a value, as text and as data.

Boxes of findings are in millimetres from the trim corner of their page, y down: what a ruler on
the print-out shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from depliant.errors import SEVERITIES, Severity, tally
from depliant.geometry import Rect
from depliant.interface import ENGLISH, Interface
from depliant.preflight.subjects import part_of
from depliant.sentences import NOTHING, Sentence, counted, joined, looked_up, say, verbatim

RANK: dict[Severity, int] = {"error": 0, "warning": 1, "advice": 2, "info": 3}

_KINDS = {
    "press": say("press file"),
    "screen": say("screen file"),
    "archive": say("file for an archive"),
}

LISTED = 3
"""Places of a finding that are named; of more, how many, on which pages, and the first."""

_RUNS = 8
"""Runs of pages that are named; more are hinted at."""


class Where(Struct, frozen=True):
    """A further place of a finding, with what is said of it where that differs from the first."""

    page: int | None
    box: Rect | None
    message: Sentence | None = None


class Finding(Struct, frozen=True):
    """One fault: what and where it is, the rule it breaks and who says so, and what to do.

    `page` and `box` are its first place, `more` are further ones, and `left` tells how many there
    are besides.
    """

    code: str
    severity: Severity
    message: Sentence
    rule: Sentence
    source: Sentence
    hint: Sentence = NOTHING
    page: int | None = None
    box: Rect | None = None
    more: tuple[Where, ...] = ()
    left: int = 0

    @property
    def places(self) -> tuple[Where, ...]:
        """All its places that are known."""
        return (Where(self.page, self.box), *self.more)

    @property
    def count(self) -> int:
        """In how many places it is found."""
        return len(self.places) + self.left

    @property
    def place(self) -> Sentence:
        """Pages and boxes in words; empty for the whole file."""
        if self.page is None:
            return NOTHING
        places = self.places
        pages = [*dict.fromkeys(one.page for one in places if one.page is not None)]
        if not any(one.box for one in places):
            return on_pages(pages)
        if self.count <= LISTED:
            return joined(map(place_said, places), "; ")
        return counted(
            self.count,
            "{count} place on {pages}, the first: {first}",
            "{count} places on {pages}, the first: {first}",
            pages=on_pages(pages),
            first=_box_said(self.box) if self.box and len(pages) == 1 else place_said(places[0]),
        )

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        hint = f" {self.hint}" if self.hint else ""
        return f"{where}{self.severity}[{self.code}]: {self.message}{hint}"


UNJUDGED: Final = "beyond-limits"
"""The code of a page, or of what else of a file, that could not be judged."""


def place_said(where: Where) -> Sentence:
    """Page and box of a place in words; empty for the whole file."""
    if where.page is None:
        return NOTHING
    if where.box is None:
        return say("page {page}", page=where.page)
    x, y, width, height = _shown(where.box)
    return say(
        "page {page}, {width:.1f} × {height:.1f} mm at {x:.1f}, {y:.1f}",
        page=where.page,
        width=width,
        height=height,
        x=x,
        y=y,
    )


def _box_said(box: Rect) -> Sentence:
    x, y, width, height = _shown(box)
    return say(
        "{width:.1f} × {height:.1f} mm at {x:.1f}, {y:.1f}", width=width, height=height, x=x, y=y
    )


def _shown(box: Rect) -> tuple[float, ...]:
    """The numbers of a box: what begins at the edge, or a hair beyond it, is not at -0.0."""
    return tuple(round(one, 1) + 0.0 for one in box)


def on_pages(pages: Sequence[int]) -> Sentence:
    """Pages by their numbers, those that follow one another together."""
    if not pages:
        return NOTHING
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1][1:] = [page]
        else:
            runs.append([page])
    shown = [verbatim("–".join(map(str, run))) for run in runs[:_RUNS]]
    if len(runs) > _RUNS:
        shown.append(verbatim("…"))
    if len(pages) == 1:
        return say("page {page}", page=pages[0])
    return say("pages {pages}", pages=joined(shown))


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

    notes: tuple[Sentence, ...] = ()
    """What is no finding and worth knowing: for what it was judged, what was not judged."""

    def count(self, severity: Severity) -> int:
        """How many findings have a severity."""
        return sum(item.severity == severity for item in self.findings)

    @property
    def accepted(self) -> bool:
        """Whether the printer would take the file: nothing in it is an error."""
        return not self.count("error")

    def without(self, codes: Sequence[str]) -> Report:
        """The report with the errors of these codes kept as information (`--allow CODE`).

        Nobody can allow what nobody has seen: a page that was not judged stays one.
        """
        allowed = frozenset(codes) - {UNJUDGED}
        kept = tuple(
            replace(item, severity="info") if item.code in allowed else item
            for item in self.findings
        )
        return replace(self, findings=kept)


def as_text(reports: Sequence[Report], interface: Interface = ENGLISH) -> str:
    """The reports for a terminal, each finding with its rule; for several printers a table."""
    lines: list[str] = []
    for report in reports:
        lines.append(interface.tell(heading(report)))
        lines += [f"  {interface.tell(note)}" for note in report.notes]
        for item in report.findings:
            said = " ".join(interface.tell(part) for part in (item.message, item.hint) if part)
            label = f"{interface.tell(SEVERITIES[item.severity])}[{item.code}]"
            line = say("{label}: {message}", label=label, message=said)
            if item.place:
                line = say("{where}: {finding}", where=item.place, finding=line)
            lines.append(f"  {interface.tell(line)}")
            rule = say("Rule: {rule} ({source})", rule=item.rule, source=item.source)
            lines.append(f"      {interface.tell(rule)}")
        lines.append(f"  {interface.tell(verdict(report))}")
    if len(reports) > 1:
        lines += ["", *_table(reports, interface)]
    return "\n".join(lines) + "\n"


def heading(report: Report) -> Sentence:
    """What was judged, and for whom."""
    said = say(
        "{name}: {kind}, {pages}, {claims}",
        name=report.name,
        kind=_KINDS[report.kind],
        pages=counted(report.pages, "{count} page", "{count} pages"),
        claims=joined(report.claims) or say("no standard claimed"),
    )
    printer = looked_up(report.printer_title or report.printer)
    return say("{heading} — {printer}", heading=said, printer=printer) if printer else said


def verdict(report: Report) -> Sentence:
    """The closing line: how many findings there are of each severity."""
    counts = tally(item.severity for item in report.findings if item.severity != "info")
    if allowed := report.count("info"):
        counts.append(
            counted(allowed, "{count} exception allowed", "{count} exceptions allowed"),
        )
    return say("{counts}.", counts=joined(counts) or say("nothing found"))


def reasons(report: Report) -> str:
    """Why a printer would refuse: the codes of the errors."""
    return ", ".join(dict.fromkeys(i.code for i in report.findings if i.severity == "error"))


def accepts(report: Report) -> Sentence:
    """Whether the printer would take the file, in a word."""
    return say("yes") if report.accepted else say("no")


def _table(reports: Sequence[Report], interface: Interface) -> list[str]:
    rows = [
        [interface.tell(head) for head in (say("printer"), say("would accept"), say("why not"))]
    ]
    rows += [
        [
            interface.tell(looked_up(report.printer_title or report.printer) or say("any")),
            interface.tell(accepts(report)),
            reasons(report),
        ]
        for report in reports
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(2)]
    return [
        f"{row[0].ljust(widths[0])}  {row[1].ljust(widths[1])}  {row[2]}".rstrip() for row in rows
    ]


def as_data(report: Report, interface: Interface = ENGLISH) -> dict[str, Any]:
    """The report as plain data, for JSON."""
    return {
        "name": report.name,
        "kind": report.kind,
        "claims": list(report.claims),
        "pages": report.pages,
        "printer": report.printer,
        "printer_title": report.printer_title,
        "accepted": report.accepted,
        "notes": [interface.tell(note) for note in report.notes],
        "sizes_mm": [list(size) for size in report.sizes],
        "findings": [
            {
                "code": item.code,
                "part": part_of(item.code, report.kind),
                "severity": item.severity,
                "message": interface.tell(item.message),
                "rule": interface.tell(item.rule),
                "source": interface.tell(item.source),
                "hint": interface.tell(item.hint),
                "count": item.count,
                **_place_data(item.places[0]),
                "places": [
                    _place_data(one)
                    | ({} if one.message is None else {"message": interface.tell(one.message)})
                    for one in item.places
                ],
            }
            for item in report.findings
        ],
    }


def _place_data(where: Where) -> dict[str, Any]:
    box = where.box and [round(edge, 2) for edge in where.box]
    return {"page": where.page, "box_mm": box}
