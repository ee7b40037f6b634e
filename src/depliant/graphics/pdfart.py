"""A one-page PDF as artwork, read in a process of its own.

Partners often send a mark as a PDF. The file is a stranger's, and a few bytes of one can ask for
more memory than there is: so a child whose memory is bounded makes display items of it
(`pdf_drawing`) and gives them back as plain data.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path as FilePath

from depliant.confined import confined
from depliant.errors import Diagnostic, InputError, Place
from depliant.graphics.art import Artwork

MAXIMUM_BYTES = 8_000_000
_REMEMBERED = 32
"""Marks that are read once a process: copyfitting sets a wall several times."""


def load(path: FilePath, place: Place | None = None) -> Artwork:
    """Read a PDF of one page as artwork; its bounds are the trim box, in points.

    Args:
        path: the file.
        place: where it is named.

    Raises:
        InputError: the file is missing (`asset-unreadable`), damaged, protected, of several
            pages or out of all proportion (`pdf-art-invalid`), holds what is not plain inked
            shapes (`pdf-art-unsupported`), or fills the memory (`pdf-hostile`).
    """
    where = place or Place(str(path))
    try:
        with path.open("rb") as stream:
            data = stream.read(MAXIMUM_BYTES + 1)
    except OSError as error:
        message = f"{path.name} cannot be read: {error.strerror or error}."
        hint = "Check the name and that the file is there."
        raise InputError(Diagnostic("asset-unreadable", message, where, hint)) from error
    return _confined(data, path.name, where)


@lru_cache(maxsize=_REMEMBERED)
def _confined(data: bytes, name: str, where: Place) -> Artwork:
    return confined(Artwork, where, read, data, name, where)


def read(data: bytes, name: str, where: Place) -> Artwork:
    """The child's part of `load`: a file's bytes as artwork.

    Raises:
        InputError: as `load`.
    """
    from depliant.graphics.pdf_drawing import PdfArtError, artwork

    try:
        if len(data) > MAXIMUM_BYTES:
            raise PdfArtError("more than 8 MB", "Simplify it.", "pdf-art-invalid")
        return artwork(data)
    except PdfArtError as error:
        message = f"{name} holds {error.what}."
        raise InputError(Diagnostic(error.code, message, where, error.hint)) from error
