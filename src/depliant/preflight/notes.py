"""What a report says besides its findings: for what a file was judged, and what was left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from depliant.pdfread.layers import Layers
from depliant.sentences import Sentence, every, in_quotes, legible, say, verbatim

if TYPE_CHECKING:
    from depliant.preflight.job import JudgedFile

_MOST = 20
"""Layers that are named."""


def notes_on(job: JudgedFile) -> tuple[Sentence, ...]:
    """What is worth knowing of how a file was judged, and is no fault of it."""
    return tuple(_notes(job))


def _notes(job: JudgedFile) -> Iterator[Sentence]:
    if job.purpose.guessed:
        yield job.purpose.why
    condition = job.condition
    if job.borrows_condition and condition is not None:
        yield say(
            "The file has no output intent in CMYK: its inks are those of {condition}, the "
            "printer's.",
            condition=verbatim(condition.identifier),
        )
    if hidden := _off(job.layers):
        yield say(
            "What is on these layers does not print and was not judged: {layers}.",
            layers=every(in_quotes(legible(one)) for one in hidden),
        )


def _off(layers: Layers) -> list[str]:
    """The names of the layers that are off when the file is printed."""
    return [*dict.fromkeys(layers.off_names)][:_MOST]
