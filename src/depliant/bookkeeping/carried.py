"""The ledger that a screen file carries, read back from the PDF."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from depliant.bookkeeping.datasets import MAXIMUM_JSON, ledger_from
from depliant.errors import Diagnostic, InputError, Place, UnfitError
from depliant.figures.issues import IssueLedger
from depliant.refusals import check_file, refusal
from depliant.sentences import Sentence, say

NAME: Final = "figures.json"
MAXIMUM_FILE: Final = 256 * 1024 * 1024


def carried_ledger(path: Path) -> IssueLedger:
    """The ledger among the attached files of a PDF.

    Raises:
        InputError: `asset-unreadable`, `asset-too-large` or `ledger-missing`.
    """
    return _ledger(path, carried_json(path))


def carried_apart(path: Path) -> IssueLedger:
    """The same, of a PDF that may be anybody's: it is read in a process with bounds.

    Raises:
        InputError: as `carried_ledger`, or what `confined` says of a bound that was met.
    """
    from depliant.confined import confined

    return _ledger(path, confined(bytes, Place(path.name), carried_json, path))


def _ledger(path: Path, data: bytes) -> IssueLedger:
    try:
        return ledger_from(data)
    except UnfitError as error:
        message = say(
            "The ledger of {path} cannot be read: {error}.", path=path.name, error=error.why
        )
        raise _refused("ledger-missing", message, path) from None


def carried_json(path: Path) -> bytes:
    """The bytes of the ledger among the attached files of a PDF.

    Raises:
        InputError: `asset-unreadable`, `asset-too-large` or `ledger-missing`.
    """
    import pikepdf

    from depliant.pdfread.opening import opened

    try:
        check_file(path)
        if path.stat().st_size > MAXIMUM_FILE:
            raise _refused(
                "asset-too-large", say("{path} is larger than is read.", path=path.name), path
            )
        content = path.read_bytes()
    except OSError as error:
        reason = refusal(error, say("it is no file"))
        raise _refused(
            "asset-unreadable",
            say("{path} cannot be read: {reason}.", path=path.name, reason=reason),
            path,
        ) from None
    try:
        with opened(content, restricted=True) as file:
            return _attached(file.pdf)
    except InputError:
        raise _without(path, say("it cannot be read as a PDF")) from None
    except UnfitError as error:
        raise _without(path, error.why) from None
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, RuntimeError):
        raise _without(path, say("it is damaged")) from None


def _attached(pdf: Any) -> bytes:
    """The bytes of the attached file with the ledger's name, unpacked within its limit."""
    from depliant.pdfread.streams import StreamError, unpacked

    names = [name for name in pdf.attachments if name == NAME]
    if not names:
        raise UnfitError(say("no attached file is called {name}", name=NAME))
    attached = pdf.attachments[names[0]]
    if not attached.get_all_filenames():
        raise UnfitError(say("the file {name} is named, but not there", name=NAME))
    try:
        return unpacked(attached.get_file().obj, MAXIMUM_JSON)
    except StreamError:
        raise UnfitError(say("it is damaged, or larger than is read")) from None


def _without(path: Path, reason: Sentence) -> InputError:
    return _refused(
        "ledger-missing",
        say("{path} carries no ledger: {reason}.", path=path.name, reason=reason),
        path,
    )


def _refused(code: str, message: Sentence, path: Path) -> InputError:
    return InputError(Diagnostic(code, message, Place(path.name)))
