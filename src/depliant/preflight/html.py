"""The report as one page of HTML: opens from the disk, asks the network for nothing.

Each page of the file is drawn as its outline with the boxes of the findings on it, numbered as
in the list below, so that one sees where to look.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from importlib.resources import files

from depliant.geometry import Rect
from depliant.preflight.report import Finding, Report, heading, reasons, verdict

_MARGIN = 6.0
"""Millimetres drawn round the trim."""

_LABELS = {"error": "Error", "warning": "Warning", "advice": "Advice", "info": "Allowed"}


def as_html(reports: Sequence[Report]) -> str:
    """The reports on one file as a document of its own."""
    name = escape(reports[0].name)
    style = files("depliant.preflight").joinpath("report.css").read_text(encoding="utf-8")
    parts = [*_table(reports)] if len(reports) > 1 else []
    for number, report in enumerate(reports):
        parts += _section(report, number)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Preflight of {name}</title>\n<style>\n{style}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>Preflight of {name}</h1>\n" + "\n".join(parts) + "\n</main>\n</body>\n</html>\n"
    )


def _printer(report: Report) -> str:
    return escape(report.printer_title or report.printer or "Printers in general")


def _table(reports: Sequence[Report]) -> Iterator[str]:
    """Who would take the file, who would not, and why."""
    yield '<table><caption class="unseen">Who would accept the file</caption>'
    yield (
        '<thead><tr><th scope="col">Printer</th><th scope="col">Would accept</th>'
        '<th scope="col">Why not</th></tr></thead><tbody>'
    )
    for number, report in enumerate(reports):
        answer = "yes" if report.accepted else "no"
        yield (
            f'<tr><th scope="row"><a href="#r{number}">{_printer(report)}</a></th>'
            f'<td class="{answer}">{answer}</td><td>{escape(reasons(report))}</td></tr>'
        )
    yield "</tbody></table>"


def _section(report: Report, number: int) -> Iterator[str]:
    yield f'<section id="r{number}"><h2>{_printer(report)}</h2>'
    yield f"<p>{escape(heading(report))}</p>"
    state = "yes" if report.accepted else "no"
    yield f'<p class="verdict {state}">{escape(verdict(report).capitalize())}</p>'
    yield from _maps(report)
    if report.findings:
        yield "<ol>"
        for item in report.findings:
            yield _item(item)
        yield "</ol>"
    yield "</section>"


def _item(item: Finding) -> str:
    where = f'<span class="where">{escape(item.place)}</span>' if item.place else ""
    hint = f'<p class="hint">{escape(str(item.hint))}</p>' if item.hint else ""
    return (
        f'<li class="{item.severity}"><p class="head"><span class="badge">'
        f"{_LABELS[item.severity]}</span> <code>{escape(item.code)}</code> {where}</p>"
        f"<p>{escape(str(item.message))}</p>{hint}"
        f'<p class="rule">{escape(str(item.rule))} <cite>{escape(item.source)}</cite></p></li>'
    )


def _maps(report: Report) -> Iterator[str]:
    """A small map of each page that has findings with a box."""
    numbered = list(enumerate(report.findings, 1))
    for page in sorted({item.page for _, item in numbered if item.page and item.box}):
        here = [(n, item) for n, item in numbered if item.page == page and item.box]
        size = report.sizes[page - 1] if page <= len(report.sizes) else (210.0, 297.0)
        boxes = "".join(_box(n, item, item.box, size) for n, item in here if item.box)
        width, height = (side + 2 * _MARGIN for side in size)
        yield (
            f'<figure><svg viewBox="{-_MARGIN:g} {-_MARGIN:g} {width:g} {height:g}" role="img" '
            f'aria-label="Page {page} with {len(here)} places">'
            f'<rect class="page" width="{size[0]:g}" height="{size[1]:g}"/>{boxes}</svg>'
            f"<figcaption>Page {page}</figcaption></figure>"
        )


def _box(number: int, item: Finding, box: Rect, size: tuple[float, float]) -> str:
    """A finding's box, at least large enough to be seen, with its number."""
    x, y = max(box.x, -_MARGIN + 1), max(box.y, -_MARGIN + 1)
    right = min(box.right, size[0] + _MARGIN - 1)
    bottom = min(box.bottom, size[1] + _MARGIN - 1)
    width, height = max(right - x, 1.5), max(bottom - y, 1.5)
    return (
        f'<g class="{item.severity}"><title>{number}: {escape(str(item.message))}</title>'
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"/>'
        f'<text x="{x + width + 0.8:.1f}" y="{y + 3:.1f}">{number}</text></g>'
    )
