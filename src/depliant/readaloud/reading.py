"""From the bytes of a file to what is said of it."""

from __future__ import annotations

from pathlib import Path

import pikepdf

from depliant.errors import Diagnostic, InputError, Place
from depliant.interface import Interface
from depliant.pdfread.opening import opened
from depliant.readaloud.speech import Speech, speech
from depliant.readaloud.tree import tree
from depliant.refusals import check_file, refusal
from depliant.sentences import Sentence, say

SIZE_LIMIT = 256 * 1024 * 1024
"""Bytes of a file; brochures have one to fifty million."""

_DAMAGED = say("it is damaged, or no PDF")
_REASONS = {
    "pdf-empty": say("it is empty"),
    "pdf-encrypted": say("it asks for a password, or is encrypted for certain readers"),
    "pdf-hostile": say("it is made to fill the memory"),
    "pdf-too-large": say("it has more pages than are read"),
}


def read_aloud(file: Path | bytes, pages: bool = False, language: str = "en") -> Speech:
    """What a screen reader says of a PDF.

    Args:
        file: the file, or its bytes.
        pages: whether to say when another page begins.
        language: that of whoever listens, in which the reader announces what things are.

    Raises:
        InputError: `pdf-unreadable`: there is no such file, it is no PDF, it is damaged,
            encrypted or too large. What else is raised is a fault of this program: objects that
            are not of the kind that their place asks for are read as if they were not there.
    """
    place = Place(str(file)) if isinstance(file, Path) else None
    data = file if isinstance(file, bytes) else _bytes(file)
    try:
        with opened(data, restricted=True) as pdf:
            return speech(tree(pdf), pages, Interface(language))
    except InputError as fault:
        raise _unreadable(_REASONS.get(fault.diagnostics[0].code, _DAMAGED), place) from fault
    except pikepdf.PdfError as fault:
        raise _unreadable(_DAMAGED, place) from fault


def _bytes(path: Path) -> bytes:
    try:
        check_file(path)
        if path.stat().st_size > SIZE_LIMIT:
            most = say("it has more than {most} MB", most=SIZE_LIMIT // 2**20)
            raise _unreadable(most, Place(str(path)))
        return path.read_bytes()
    except OSError as fault:
        raise _unreadable(refusal(fault), Place(str(path))) from fault


def _unreadable(reason: Sentence, place: Place | None) -> InputError:
    return InputError(
        Diagnostic(
            "pdf-unreadable",
            say("The PDF cannot be read: {reason}.", reason=reason),
            place,
            say("Name another file."),
        )
    )
