"""The report of a batch: every row with its outcome and time, as CSV, JSON and HTML."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Final

from msgspec import json

from depliant.batch.outcomes import STATES, BatchReport, Outcome
from depliant.bookkeeping.tables import RUNNABLE
from depliant.compare.html_parts import Html, Markup
from depliant.errors import Diagnostic
from depliant.interface import Interface
from depliant.sentences import Sentence, counted, say, some, tame
from depliant.version import __version__

STEM: Final = "batch.report"
_LISTED: Final = 8
_SHOWN: Final = 5_000
"""Rows that the page shows; the CSV and the JSON have all."""


def files_of(report: BatchReport, interface: Interface) -> dict[str, bytes]:
    """The report by the names of its files."""
    return {
        f"{STEM}.csv": _csv(report, interface),
        f"{STEM}.json": _json(report, interface),
        f"{STEM}.html": _html(report, interface),
    }


def _told(found: Iterable[Diagnostic], interface: Interface) -> str:
    """Findings in one line."""
    return " ".join(
        f"[{one.code}] {tame(' '.join(interface.tell(one.message).split()))}" for one in found
    )


def inert(text: str) -> str:
    """A cell that no spreadsheet runs."""
    return f"'{text}" if RUNNABLE.match(text) else text


def _csv(report: BatchReport, interface: Interface) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(("row", "name", "outcome", "seconds", "files", "bytes", "findings", "older"))
    for one in report.outcomes:
        writer.writerow(
            (
                one.number,
                inert(one.name),
                one.state,
                f"{one.seconds:.4f}",
                " ".join(file.name for file in one.files),
                sum(file.size for file in one.files),
                inert(_told(one.found, interface)),
                inert(" ".join(one.older)),
            )
        )
    return text.getvalue().encode("utf-8-sig")


def _json(report: BatchReport, interface: Interface) -> bytes:
    data = summary(report, interface) | {"rows": [_row(one, interface) for one in report.outcomes]}
    return tame(json.format(json.encode(data), indent=1).decode()).encode()


def summary(report: BatchReport, interface: Interface) -> dict[str, object]:
    """What came of all rows together, as data."""
    made = report.count("made")
    return {
        "program": f"Dépliant {__version__}",
        "table": report.table,
        "folder": str(report.folder),
        "merged": [str(one) for one in report.merged],
        "counts": {state: report.count(state) for state in STATES},
        "seconds": round(report.seconds, 3),
        "cpu_seconds": round(report.cpu, 3),
        "per_second": round(made / report.seconds, 2) if made and report.seconds else None,
        "lane": report.quick,
        "sample": {
            "rows": list(report.sampled.numbers),
            "different": list(report.sampled.different),
        },
        "findings": [
            {"code": one.code, "message": interface.tell(one.message)} for one in report.diagnostics
        ],
    }


def _row(one: Outcome, interface: Interface) -> dict[str, object]:
    return {
        "row": one.number,
        "name": one.name,
        "outcome": one.state,
        "seconds": round(one.seconds, 4),
        "files": [
            {"name": file.name, "sha256": file.sha256, "bytes": file.size, "pages": file.pages}
            for file in one.files
        ],
        "findings": [
            {
                "code": fault.code,
                "severity": fault.severity,
                "message": interface.tell(fault.message),
                "hint": interface.tell(fault.hint),
                "place": str(fault.place) if fault.place else None,
            }
            for fault in one.found
        ],
        "older": list(one.older),
    }


def headline(report: BatchReport) -> Iterator[Sentence]:
    """What came of the batch, in a few sentences."""
    made, kept = report.count("made"), report.count("kept")
    failed, left = report.count("failed"), report.count("left")
    yield counted(made, "{count} brochure made.", "{count} brochures made.")
    if kept:
        yield counted(
            kept, "{count} was there already.", "{count} were there already.", folder=report.folder
        )
    if failed:
        yield counted(failed, "{count} row failed.", "{count} rows failed.")
    if left:
        yield counted(left, "{count} row is left.", "{count} rows are left.")
    if made and report.seconds and not report.cpu:
        rate = made / report.seconds
        yield say("{seconds:.1f} s, {rate:.1f} a second.", seconds=report.seconds, rate=rate)
    elif made and report.seconds:
        yield say(
            "{seconds:.1f} s, {rate:.1f} a second; {cpu:.1f} ms of a processor each.",
            seconds=report.seconds,
            rate=made / report.seconds,
            cpu=1000 * report.cpu / made,
        )
    if report.quick:
        yield counted(
            report.quick,
            "{count} went by the checked lane.",
            "{count} went by the checked lane.",
        )
    yield from of_sample(report)


def of_sample(report: BatchReport) -> Iterator[Sentence]:
    """What was found of the random sample."""
    sampled = report.sampled
    if not sampled.numbers:
        return
    rows, count = some(sampled.numbers, _LISTED), len(sampled.numbers)
    if sampled.different:
        yield say("Made anew, and different: {rows}.", rows=some(sampled.different, _LISTED))
    elif report.merged:
        yield counted(
            count,
            "Set in full as well, and the same mark for mark: row {rows}.",
            "Set in full as well, and the same mark for mark: rows {rows}.",
            rows=rows,
        )
    else:
        yield counted(
            count,
            "Made anew the slow way, and the same byte for byte: row {rows}.",
            "Made anew the slow way, and the same byte for byte: rows {rows}.",
            rows=rows,
        )


def grouped(outcomes: Iterable[Outcome]) -> Iterator[tuple[Diagnostic, list[int]]]:
    """Findings of rows by their code, each with the first of it and the rows that have it."""
    found: dict[tuple[str, str], tuple[Diagnostic, list[int]]] = {}
    for outcome in outcomes:
        for one in {(one.code, one.severity): one for one in reversed(outcome.found)}.values():
            found.setdefault((one.severity, one.code), (one, []))[1].append(outcome.number)
    yield from found.values()


# --- HTML -----------------------------------------------------------------------------------------

_STYLE: Final = """
:root{color-scheme:light dark}
body{font:16px/1.5 system-ui,sans-serif;margin:0 auto;max-width:70rem;padding:1rem 1.5rem}
h1{font-size:1.6rem;margin:.5rem 0}h2{font-size:1.15rem;margin-top:2rem}
.counts{display:flex;gap:1rem;flex-wrap:wrap;padding:0;list-style:none}
.counts li{border:1px solid #8886;border-radius:.5rem;padding:.5rem 1rem;min-width:6rem}
.counts b{display:block;font-size:1.6rem;font-variant-numeric:tabular-nums}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.25rem .75rem .25rem 0;
border-bottom:1px solid #8884;vertical-align:top}td.n,th.n{text-align:right;
font-variant-numeric:tabular-nums}.failed{color:#b00020;font-weight:600}
@media (prefers-color-scheme:dark){.failed{color:#ff8a80}}
code{font-size:.9em}
"""


def _html(report: BatchReport, interface: Interface) -> bytes:
    html = Html(interface)
    e = html.element
    title = say("Batch of {table}", table=report.table)
    counts = [
        e("li", e("b", str(report.count(state))), said)
        for state, said in STATES.items()
        if report.count(state) or state == "made"
    ]
    lines = [e("p", one) for one in headline(report)]
    body = e(
        "main",
        e("h1", title),
        e("ul", *counts, class_="counts"),
        *lines,
        *_findings(report, html),
        *_table(report, html),
    )
    head = e(
        "head",
        Markup('<meta charset="utf-8">'),
        Markup('<meta name="viewport" content="width=device-width, initial-scale=1">'),
        Markup(
            '<meta http-equiv="Content-Security-Policy" '
            "content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        ),
        e("title", title),
        Markup(f"<style>{_STYLE}</style>"),
    )
    page = e("html", head, e("body", body), lang=html.language)
    return f"<!doctype html>\n{page}\n".encode()


def _files_of(one: Outcome) -> str | Sentence:
    """The files of a row, or that they are none of this call."""
    if one.older:
        return say("of an earlier call: {names}", names=" ".join(one.older))
    return " ".join(file.name for file in one.files)


def _findings(report: BatchReport, html: Html) -> Iterator[Markup]:
    """What was found, by its kind, with the rows that have it."""
    e = html.element
    found = list(grouped(report.outcomes))
    if not found:
        return
    yield e("h2", say("What was found"))
    rows = [
        e(
            "tr",
            e("td", e("code", one.code)),
            e("td", str(len(numbers)), class_="n"),
            e("td", some(numbers, _LISTED)),
            e("td", one.message),
        )
        for one, numbers in found
    ]
    heads = (say("code"), say("rows"), say("which"), say("the first of them"))
    yield _grid(html, heads, rows)


def _grid(html: Html, heads: Iterable[Sentence], rows: Iterable[Markup]) -> Markup:
    e = html.element
    head = e("thead", e("tr", *(e("th", one, scope="col") for one in heads)))
    return e("div", e("table", head, e("tbody", *rows)), class_="scroll")


def _table(report: BatchReport, html: Html) -> Iterator[Markup]:
    """Every row; those that failed come first where there are too many."""
    e = html.element
    shown = report.outcomes
    yield e("h2", say("Row by row"))
    if len(shown) > _SHOWN:
        shown = tuple(sorted(shown, key=lambda one: one.state != "failed")[:_SHOWN])
        yield e(
            "p",
            say(
                "The first {count} rows, failed ones before the others; {file} has all.",
                count=_SHOWN,
                file=f"{STEM}.csv",
            ),
        )
    rows = [
        e(
            "tr",
            e("td", str(one.number), class_="n"),
            e("td", one.name),
            e("td", STATES[one.state], class_="failed" if one.state == "failed" else None),
            e("td", say("{ms:.1f} ms", ms=1000 * one.seconds), class_="n"),
            e("td", _files_of(one)),
            e("td", _told(one.found, Interface(html.language))),
        )
        for one in shown
    ]
    heads = (say("row"), say("name"), say("outcome"), say("time"), say("files"), say("findings"))
    yield _grid(html, heads, rows)
