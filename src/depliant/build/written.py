"""Finished files before they are on the disk, and what is reported of them once they are."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from depliant import files
from depliant.build.project import Digests
from depliant.build.report import FileReport
from depliant.errors import Diagnostic
from depliant.sentences import Sentence, say


class Written(Struct, frozen=True):
    """A finished file before it is on the disk."""

    name: str
    target: str
    edition: str
    data: bytes
    pages: int
    seconds: float
    preflight: Sentence
    carries: tuple[tuple[str, int], ...] = ()
    inputs: Digests = ()


def saved(out: Path, written: Sequence[Written]) -> tuple[FileReport, ...]:
    """Write files into a folder, all of them or none, and report each.

    Raises:
        InputError: they cannot be written.
    """
    hint = say("Free some room, or name another folder with --out.")
    paths = files.save(out, {file.name: file.data for file in written}, hint)
    return tuple(_report(path, file) for path, file in zip(paths, written, strict=True))


def _report(path: Path, file: Written) -> FileReport:
    return FileReport(
        path,
        file.target,
        file.edition,
        file.pages,
        file.seconds,
        len(file.data),
        file.preflight,
        file.carries,
        file.inputs,
    )


def older_tickets(files_written: Iterable[tuple[Path, Written]]) -> Iterator[Diagnostic]:
    """Job tickets in the folder that are of another press file than the one just written."""
    for path, file in files_written:
        beside = path.with_name(path.name.replace(".press.pdf", ".ticket.json"))
        if file.target != "press" or not beside.is_file():
            continue
        try:
            is_of_it = hashlib.sha256(file.data).hexdigest().encode() in beside.read_bytes()
        except OSError:
            continue
        if not is_of_it:
            yield Diagnostic(
                "ticket-older",
                say(
                    "The job ticket {stem}.pdf is not of {path} as it is now.",
                    stem=beside.stem,
                    path=path.name,
                ),
                None,
                say("Build with --ticket, or delete it."),
                "warning",
            )
