"""The ledger that a screen file carries, read back from the PDF."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from depliant.bookkeeping.datasets import MAXIMUM_JSON, ledger_from
from depliant.errors import Diagnostic, InputError, Place
from depliant.figures.issues import IssueLedger

NAME: Final = "figures.json"
MAXIMUM_FILE: Final = 256 * 1024 * 1024


def carried_ledger(path: Path) -> IssueLedger:
    """The ledger among the attached files of a PDF.

    Raises:
        InputError: `asset-unreadable`, `asset-too-large` or `ledger-missing`.
    """
    import pikepdf

    try:
        if path.stat().st_size > MAXIMUM_FILE:
            raise _refused("asset-too-large", f"{path.name} is larger than is read.", path)
        with pikepdf.open(path) as pdf:
            data = _attached(pdf)
    except OSError as error:
        reason = error.strerror or "it is no file"
        raise _refused("asset-unreadable", f"{path.name} cannot be read: {reason}.", path) from None
    except (pikepdf.PdfError, pikepdf.PasswordError, ValueError, TypeError, KeyError) as error:
        told = f"{path.name} carries no ledger: {str(error)[:80] or 'it is damaged'}."
        raise _refused("ledger-missing", told, path) from None
    try:
        return ledger_from(data)
    except ValueError as error:
        message = f"The ledger of {path.name} cannot be read: {error}."
        raise _refused("ledger-missing", message, path) from None


def _attached(pdf: Any) -> bytes:
    """The bytes of the attached file with the ledger's name, unpacked within its limit."""
    import zlib

    names = [name for name in pdf.attachments if name == NAME]
    if not names:
        raise ValueError(f"no attached file is called {NAME}")
    attached = pdf.attachments[names[0]]
    stream = attached.get_file().obj if attached.get_all_filenames() else None
    if stream is None:
        raise ValueError(f"the file {NAME} is named, but not there")
    raw: bytes = stream.read_raw_bytes()
    match str(stream.get("/Filter", "")):
        case "":
            return raw[: MAXIMUM_JSON + 1]
        case "/FlateDecode":
            try:
                return zlib.decompressobj().decompress(raw, MAXIMUM_JSON + 1)
            except zlib.error:
                raise ValueError("it is damaged") from None
    raise ValueError("it is packed in an unknown way")


def _refused(code: str, message: str, path: Path) -> InputError:
    return InputError(Diagnostic(code, message, Place(path.name)))
