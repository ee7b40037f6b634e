"""What `depliant build` says of the files that it wrote, in words and as data."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from depliant.build.report import BuildReport, FileReport
from depliant.commands.console import (
    Outcome,
    Said,
    aligned,
    in_words,
    print_lines,
    shown,
    verdict,
)
from depliant.interface import Interface
from depliant.interrupts import EXIT
from depliant.sentences import Sentence, joined, say, tame

_COLUMNS = (say("file"), say("pages"), say("size"), say("time"), say("preflight"))


def print_files(report: BuildReport, interface: Interface) -> None:
    """The closing table, one line a file; what is in a file; the steps of copyfitting."""
    if not report.files:
        return
    rows = [_row(file) for file in report.files]
    if sys.stdout.isatty():
        _print_rich_table(
            [[in_words(cell, interface) for cell in row] for row in (_COLUMNS, *rows)]
        )
    else:
        numbers = range(1, len(_COLUMNS))
        print_lines(aligned([_COLUMNS, *rows], interface, numbers), interface)
    print_lines(_remarks(report), interface)


def _remarks(report: BuildReport) -> Iterator[Sentence]:
    """What is in the files, and how they were made to fit."""
    for file in report.files:
        if file.carries:
            names = joined(
                say("{name} ({size:.1f} kB)", name=name, size=size / 1000)
                for name, size in file.carries
            )
            yield say("{file} carries {names}", file=shown(file.path), names=names)
    for step in report.fit:
        yield say("copyfit: {step}", step=step)


def _row(file: FileReport) -> tuple[Said, ...]:
    return (
        shown(file.path),
        str(file.pages),
        say("{size:.0f} kB", size=file.size / 1000),
        say("{time:.2f} s", time=file.seconds),
        file.preflight,
    )


def _print_rich_table(rows: Sequence[Sequence[str]]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False)
    head, *others = rows
    for number, name in enumerate(head):
        table.add_column(name, justify="right" if number else "left", no_wrap=True)
    for row in others:
        table.add_row(*map(tame, row))
    Console(markup=False, emoji=False).print(table)  # brackets in a file's name are no markup


_FIT_COLUMNS = (
    say("edition"),
    say("panel"),
    say("fill"),
    say("hyphens"),
    say("loosest"),
    say("copyfit"),
)


def fit(report: BuildReport, interface: Interface) -> list[str]:
    """One line a panel: how full it is, how many words are divided, its widest word space."""
    rows = [
        (
            panel.edition,
            panel.panel,
            f"{panel.fill:.0%}",
            str(panel.hyphens),
            f"{panel.loosest:.0%}",
            panel.step,
        )
        for panel in report.panels
    ]
    return aligned([_FIT_COLUMNS, *rows], interface)


def end(outcome: Outcome[BuildReport], *, draft: bool, pictured: bool) -> Iterator[Sentence]:
    """The last lines: what is overset, how many findings there are, and whether files are old."""
    if outcome.exit_code == EXIT:
        return
    overset = sum(item.code == "overset" for item in outcome.diagnostics)
    found = verdict(outcome.diagnostics)
    if overset:
        yield say("overset: {count}; {found}", count=overset, found=found)
    else:  # of what has errors not all was laid out
        yield found if outcome.exit_code else say("overset: none; {found}", found=found)
    if outcome.report is not None and outcome.report.is_draft:
        yield from _drafted(outcome.report)
    elif outcome.exit_code:
        yield (
            say("No brochure was written; older ones are as they were.")
            if pictured
            else say("Nothing was written; older files are as they were.")
        )
        if draft and any(one.place for one in outcome.diagnostics):
            yield say(
                "There is no draft either: nothing can be shown until these errors are mended."
            )


def _drafted(report: BuildReport) -> Iterator[Sentence]:
    """Which drafts were written, and which could not be."""
    written = [shown(file.path) for file in report.files]
    if written:
        yield say(
            "Written as a draft, with what is wrong marked on its pages: {names}. "
            "Finished files are as they were.",
            names=joined(written),
        )
    if report.undrafted:
        yield say(
            "Of {names} nothing can be shown until these errors are mended.",
            names=joined(say("`{language}`", language=one) for one in report.undrafted),
        )


def data(report: BuildReport | None, interface: Interface) -> dict[str, object]:
    """The report as data; nothing where the build did not get that far."""
    if report is None:
        return {}
    return {
        "files": [
            {
                "path": str(file.path),
                "target": file.target,
                "edition": file.edition,
                "pages": file.pages,
                "bytes": file.size,
                "seconds": round(file.seconds, 3),
                "preflight": interface.tell(file.preflight),
                "carries": [{"name": name, "bytes": size} for name, size in file.carries],
                "made_from": dict(file.inputs),
            }
            for file in report.files
        ],
        "fit": [interface.tell(step) for step in report.fit],
        "panels": [
            {**panel._asdict(), "step": interface.tell(panel.step)} for panel in report.panels
        ],
    }
