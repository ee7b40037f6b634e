"""What qpdf says of a file that we have written: what `qpdf --check` reads, without the pixels."""

from __future__ import annotations

import contextlib
from typing import Any, Final

import pikepdf

from depliant.pdfread.opening import OpenFile, opened

_MOST: Final = 2_000_000
"""Operators and operands that are looked at: half a second's."""


class _EnoughError(Exception):
    """As much was read as is read."""


class _Reader(pikepdf.StreamParser):
    """Has qpdf read what a page paints, and keeps nothing of it."""

    def __init__(self) -> None:
        super().__init__()
        self._left = _MOST

    def handle_object(self, _object: Any, _offset: int, _length: int) -> None:
        """Count one.

        Raises:
            _EnoughError: there were very many.
        """
        self._left -= 1
        if self._left < 0:
            raise _EnoughError

    def handle_eof(self) -> None:
        """Nothing is to be done at an end."""


def qpdf_says(data: bytes) -> tuple[str, ...]:
    """Every fault that qpdf finds in a file's objects and in what its pages paint.

    Raises:
        InputError: as `opened` does.
    """
    with opened(data) as file:
        return _found(file)


def _found(file: OpenFile) -> tuple[str, ...]:
    for _object in file.pdf.objects:  # reading them is what is wanted of them
        pass
    reader, errors = _Reader(), []
    with contextlib.suppress(_EnoughError):
        for page in file.pdf.pages:
            try:
                page.parse_contents(reader)
            except pikepdf.PdfError as fault:
                errors.append(str(fault))
    return (*file.repairs, *errors)
