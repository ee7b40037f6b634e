"""`depliant preflight DIR --watch`: a hot folder, until Ctrl-C or SIGTERM."""

from __future__ import annotations

import signal
import sys
import time
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from html import escape
from pathlib import Path
from threading import current_thread, main_thread
from typing import TYPE_CHECKING, Final

from depliant.commands.console import print_lines, shown
from depliant.errors import Diagnostic, InputError
from depliant.interrupts import Interrupts
from depliant.preflight.hotfolder import HotFolder, Judgement, Tools
from depliant.preflight.hotindex import WORDS, index_of
from depliant.sentences import Sentence, joined, say, verbatim

if TYPE_CHECKING:
    from depliant.interface import Interface
    from depliant.preflight.hotfolder import Entry, Verdict
    from depliant.preflight.report import Report
    from depliant.preflight.survey import Survey

Judge = Callable[[Path], "tuple[Report, ...]"]
Look = Callable[[Path, "Sequence[Report]"], "Survey"]

_PAUSE: Final = 0.5
_OPEN: Final = frozenset(
    ["beyond-limits", "internal", "pdf-too-large", "pdf-unreadable", "reader-ended"]
)
"""What says nothing of a file: a bound that was met, or a fault that is not its own."""


@contextmanager
def _ended_as_by_hand() -> Iterator[None]:
    """Within this a system that asks the process to end (SIGTERM) is as who presses Ctrl-C.

    So a hot folder that a service keeps puts away what it holds.
    """
    if current_thread() is not main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, Interrupts())
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def watch(call: Namespace, judge: Judge, look: Look) -> None:
    """Judge what is put into a folder, until Ctrl-C, which is how it ends.

    Raises:
        InputError: `hot-folder`, `output-unwritable`; `call` where other options forbid it.
    """
    folder: Path = call.file
    interface: Interface = call.interface
    if not folder.is_dir():
        raise InputError(
            Diagnostic(
                "hot-folder",
                say("{path} is not a folder: --watch judges what is put into one.", path=folder),
                hint=say("Name the folder; leave --watch out to judge a file."),
            )
        )
    name = folder.resolve().name
    tools = Tools(
        lambda path: _judged(path, judge, look, interface),
        lambda entries: index_of(entries, name, interface),
        time.monotonic,
        lambda: f"{datetime.now():%Y-%m-%d %H:%M}",
    )
    hot = HotFolder(folder, tools, move=call.move)
    came: list[Entry] = []
    try:
        with _ended_as_by_hand(), hot.watched():
            _say(
                say(
                    "Watching {folder}; results: {index}. Ctrl-C ends it.",
                    folder=shown(folder),
                    index=shown(hot.index),
                ),
                interface,
            )
            while True:
                for entry in hot.look():
                    came.append(entry)
                    _tell(entry, interface)
                time.sleep(_PAUSE)
    except KeyboardInterrupt:
        counts = [
            say(
                "{count} {verdict}", count=sum(one.verdict == verdict for one in came), verdict=word
            )
            for verdict, word in WORDS.items()
        ]
        _say(say("Ended: {counts}.", counts=joined(counts)), interface)


def _tell(entry: Entry, interface: Interface) -> None:
    word = WORDS[entry.verdict]
    said = say("{verdict} ({why})", verdict=word, why=entry.why) if entry.why else word
    _say(say("{head}: {said}", head=verbatim(entry.name), said=said), interface)


def _say(line: Sentence, interface: Interface) -> None:
    """Print a line at once: it may be read in a log."""
    print_lines([line], interface)
    sys.stdout.flush()


def _judged(path: Path, judge: Judge, look: Look, interface: Interface) -> Judgement:
    """What is found in a file, with its page."""
    from depliant.preflight.html import as_html

    try:
        reports = judge(path)
    except InputError as fault:
        codes = list(dict.fromkeys(one.code for one in fault.diagnostics))
        verdict: Verdict = "unjudged" if _OPEN.issuperset(codes) else "refused"
        return Judgement(verdict, _page(path.name, fault, interface), ", ".join(codes), len(codes))
    page = as_html(reports, interface, look(path, reports))
    codes = [one.code for report in reports for one in report.findings if one.severity == "error"]
    why = ", ".join(dict.fromkeys(codes))
    found: Verdict = "unjudged" if _OPEN.issuperset(codes) else "refused"
    return Judgement(
        found if codes else "accepted",
        page,
        why,
        max(report.count("error") for report in reports),
        max(report.count("warning") for report in reports),
    )


def _page(name: str, fault: InputError, interface: Interface) -> str:
    """The page of a file that cannot be judged."""
    from depliant.preflight.html import as_page

    said = [
        f"<p><code>{escape(one.code)}</code> {escape(interface.tell(one.message))} "
        f"{escape(interface.tell(one.hint)) if one.hint else ''}</p>"
        for one in fault.diagnostics
    ]
    return as_page(say("Preflight of {name}", name=name), said, interface)
