"""A one-page PDF as artwork, read in a process of its own.

Partners often send a mark as a PDF. The file is a stranger's, and a few bytes of one can ask for
more memory than there is: so a child whose memory is bounded makes display items of it
(`pdf_drawing`) and gives them back as plain data.
"""

from __future__ import annotations

import hashlib

from depliant.confined import confined
from depliant.errors import Diagnostic, InputError, Place
from depliant.graphics.mark import PLAINLY, Asked, Drawn
from depliant.memory import SHARED, digest_of, remembered
from depliant.sentences import say
from depliant.source.folder import File

MAXIMUM_BYTES = 8_000_000


def read(file: File, place: Place | None = None, asked: Asked = PLAINLY) -> Drawn:
    """Read a PDF of one page as artwork; its bounds are the trim box, in points.

    Args:
        file: the PDF.
        place: where it is named.
        asked: its inks, and the profile that makes inks of what has none.

    Raises:
        InputError: the file is damaged, protected, of several pages or out of all proportion
            (`pdf-art-invalid`), holds what is not plain inked shapes (`pdf-art-unsupported`), or
            text without its font (`pdf-art-font`), or fills the memory (`pdf-hostile`).
    """
    # A child is started once for a mark, however often its wall is set.
    of_asked = digest_of((asked.inks, asked.fonts, asked.flatten)), _digest(asked.icc)
    key = ("a mark of a PDF", file.sha256, *of_asked)
    found: Drawn | None = SHARED.find(key)
    if found is None:
        where = place or Place(file.name)
        found = SHARED.keep(key, confined(Drawn, where, interpreted, file, where, asked))
    return found


@remembered
def _digest(profile: bytes) -> str:
    """The SHA-256 of a profile: millions of bytes, and the same for every mark."""
    return hashlib.sha256(profile).hexdigest()


def interpreted(file: File, where: Place, asked: Asked = PLAINLY) -> Drawn:
    """The child's part of `read`.

    Raises:
        InputError: as `read`.
    """
    from depliant.graphics.pdf_drawing import PdfArtError, drawn

    try:
        if len(file.data) > MAXIMUM_BYTES:
            raise PdfArtError(say("more than 8 MB"), say("Simplify it."), "pdf-art-invalid")
        return drawn(file.data, asked)
    except PdfArtError as error:
        message = say(
            "{rpartition} holds {what}.", rpartition=file.name.rpartition("/")[2], what=error.what
        )
        raise InputError(Diagnostic(error.code, message, where, error.hint)) from error
