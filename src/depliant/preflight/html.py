"""The report as one page of HTML: opens from the disk, asks the network for nothing.

Each page of the file is drawn as its outline with the boxes of the findings on it, numbered as
in the list below, so that one sees where to look.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from importlib.resources import files

from depliant.errors import Severity
from depliant.interface import ENGLISH, Interface
from depliant.preflight.report import Finding, Report, accepts, heading, reasons, verdict
from depliant.sentences import Sentence, counted, looked_up, say

_MARGIN = 6.0
"""Millimetres drawn round the trim."""

_LABELS: Mapping[Severity, Sentence] = {
    "error": say("Error"),
    "warning": say("Warning"),
    "advice": say("Advice"),
    "info": say("Allowed"),
}

Tell = Callable[[Sentence], str]
"""Says a sentence in the user's language, as HTML."""


def as_html(reports: Sequence[Report], interface: Interface = ENGLISH) -> str:
    """The reports on one file as a document of its own."""

    def tell(said: Sentence) -> str:
        return escape(interface.tell(said))

    title = tell(say("Preflight of {name}", name=reports[0].name))
    style = files("depliant.preflight").joinpath("report.css").read_text(encoding="utf-8")
    parts = [*_table(reports, tell)] if len(reports) > 1 else []
    for number, report in enumerate(reports):
        parts += _section(report, number, tell)
    return (
        f'<!doctype html>\n<html lang="{interface.language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{style}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{title}</h1>\n" + "\n".join(parts) + "\n</main>\n</body>\n</html>\n"
    )


def _printer(report: Report, tell: Tell) -> str:
    return tell(looked_up(report.printer_title or report.printer) or say("Printers in general"))


def _table(reports: Sequence[Report], tell: Tell) -> Iterator[str]:
    """Who would take the file, who would not, and why."""
    yield f'<table><caption class="unseen">{tell(say("Who would accept the file"))}</caption>'
    heads = (say("Printer"), say("Would accept"), say("Why not"))
    cells = "".join(f'<th scope="col">{tell(head)}</th>' for head in heads)
    yield f"<thead><tr>{cells}</tr></thead><tbody>"
    for number, report in enumerate(reports):
        yield (
            f'<tr><th scope="row"><a href="#r{number}">{_printer(report, tell)}</a></th>'
            f'<td class="{_state(report)}">{tell(accepts(report))}</td>'
            f"<td>{escape(reasons(report))}</td></tr>"
        )
    yield "</tbody></table>"


def _state(report: Report) -> str:
    """The class of what says whether a file is accepted."""
    return "yes" if report.accepted else "no"


def _section(report: Report, number: int, tell: Tell) -> Iterator[str]:
    yield f'<section id="r{number}"><h2>{_printer(report, tell)}</h2>'
    yield f"<p>{tell(heading(report))}</p>"
    yield from (f"<p>{tell(note)}</p>" for note in report.notes)
    said = tell(verdict(report))
    yield f'<p class="verdict {_state(report)}">{said[:1].upper()}{said[1:]}</p>'
    yield from _maps(report, tell)
    if report.findings:
        yield "<ol>"
        for item in report.findings:
            yield _item(item, tell)
        yield "</ol>"
    yield "</section>"


def _item(item: Finding, tell: Tell) -> str:
    where = f'<span class="where">{tell(item.place)}</span>' if item.place else ""
    hint = f'<p class="hint">{tell(item.hint)}</p>' if item.hint else ""
    return (
        f'<li class="{item.severity}"><p class="head"><span class="badge">'
        f"{tell(_LABELS[item.severity])}</span> <code>{escape(item.code)}</code> {where}</p>"
        f"<p>{tell(item.message)}</p>{hint}"
        f'<p class="rule">{tell(item.rule)} <cite>{tell(item.source)}</cite></p></li>'
    )


def _maps(report: Report, tell: Tell) -> Iterator[str]:
    """A small map of each page that has findings with a box."""
    numbered = list(enumerate(report.findings, 1))
    for page in sorted({item.page for _, item in numbered if item.page and item.box}):
        here = [(n, item) for n, item in numbered if item.page == page and item.box]
        size = report.sizes[page - 1] if page <= len(report.sizes) else (210.0, 297.0)
        boxes = "".join(_box(n, item, size, tell) for n, item in here)
        width, height = (side + 2 * _MARGIN for side in size)
        what = counted(
            len(here),
            "Page {page} with {count} place",
            "Page {page} with {count} places",
            page=page,
        )
        yield (
            f'<figure><svg viewBox="{-_MARGIN:g} {-_MARGIN:g} {width:g} {height:g}" role="img" '
            f'aria-label="{tell(what)}">'
            f'<rect class="page" width="{size[0]:g}" height="{size[1]:g}"/>{boxes}</svg>'
            f"<figcaption>{tell(say('Page {page}', page=page))}</figcaption></figure>"
        )


def _box(number: int, item: Finding, size: tuple[float, float], tell: Tell) -> str:
    """A finding's box, at least large enough to be seen, with its number."""
    if item.box is None:
        return ""
    box = item.box
    x, y = max(box.x, -_MARGIN + 1), max(box.y, -_MARGIN + 1)
    right = min(box.right, size[0] + _MARGIN - 1)
    bottom = min(box.bottom, size[1] + _MARGIN - 1)
    width, height = max(right - x, 1.5), max(bottom - y, 1.5)
    return (
        f'<g class="{item.severity}"><title>{number}: {tell(item.message)}</title>'
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"/>'
        f'<text x="{x + width + 0.8:.1f}" y="{y + 3:.1f}">{number}</text></g>'
    )
