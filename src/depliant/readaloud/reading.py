"""From the bytes of a file to what is said of it."""

from __future__ import annotations

import io
from pathlib import Path

from depliant.errors import Diagnostic, InputError, Place
from depliant.readaloud.speech import Speech, speech
from depliant.readaloud.tree import tree

SIZE_LIMIT = 256 * 1024 * 1024
"""Bytes of a file; brochures have one to fifty million."""

_DAMAGE = (RuntimeError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError)
"""What comes of objects that are not of the kind that their place asks for."""


def read_aloud(file: Path | bytes, pages: bool = False) -> Speech:
    """What a screen reader says of a PDF.

    Args:
        file: the file, or its bytes.
        pages: whether to say when another page begins.

    Raises:
        InputError: `pdf-unreadable`: there is no such file, it is no PDF, it is damaged,
            encrypted or too large.
    """
    import pikepdf

    place = Place(str(file)) if isinstance(file, Path) else None
    data = file if isinstance(file, bytes) else _bytes(file)
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            return speech(tree(pdf), pages)
    except pikepdf.PasswordError as fault:
        raise _unreadable("it asks for a password", place) from fault
    except (pikepdf.PdfError, *_DAMAGE) as fault:
        raise _unreadable("it is damaged, or no PDF", place) from fault


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > SIZE_LIMIT:
            raise _unreadable(f"it has more than {SIZE_LIMIT // 2**20} MB", Place(str(path)))
        return path.read_bytes()
    except OSError as fault:
        raise _unreadable(fault.strerror or "it cannot be opened", Place(str(path))) from fault


def _unreadable(reason: str, place: Place | None) -> InputError:
    return InputError(
        Diagnostic(
            "pdf-unreadable", f"The PDF cannot be read: {reason}.", place, "Name another file."
        )
    )
