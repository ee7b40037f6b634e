"""What kind of file a partner has sent, by its bytes: an ending is only a name."""

from __future__ import annotations

from typing import Literal, NamedTuple

from depliant.errors import Diagnostic, InputError, Place
from depliant.sentences import Sentence, say

Kind = Literal["SVG", "PDF", "AI", "EPS", "PNG", "JPEG", "TIFF"]

ASK = say("Ask the partner for a PDF, SVG or EPS; a PNG with at least 300 pixels an inch will do.")
_DOS = b"\xc5\xd0\xd3\xc6"
_BOUNDS = b"%%BoundingBox:"
"""What every EPS says of itself, whatever comment it begins with (Adobe TN 5002, 5.1)."""
_KNOWN: tuple[tuple[bytes, Sentence], ...] = (
    (b"GIF8", say("a GIF picture")),
    (b"BM", say("a BMP picture")),
    (b"RIFF", say("a WebP picture or a film")),
    (b"8BPS", say("a Photoshop document")),
    (b"PK\x03\x04", say("a ZIP archive or an Office document")),
    (b"\xd0\xcf\x11\xe0", say("an old Office document")),
    (b"\x1f\x8b", say("a file packed with gzip")),
    (b"wOFF", say("a font")),
    (b"\x00\x01\x00\x00", say("a font")),
    (b"OTTO", say("a font")),
)


class Sent(NamedTuple):
    """A file's kind, and its bytes from where they begin to be of that kind."""

    kind: Kind
    data: bytes


def sent(data: bytes, place: Place) -> Sent:
    """What a file is.

    Raises:
        InputError: `logo-format`: it is nothing that a mark can be.
    """
    name = place.file.rpartition("/")[2]
    if data[:4] == _DOS:
        return Sent("EPS", _without_preview(data, place))
    head = data[:1024].lstrip(b"\xef\xbb\xbf\0\r\n\t \x04")
    if b"%PDF-" in data[:1024]:
        return Sent("AI" if name.lower().endswith(".ai") or _is_drawn(data) else "PDF", data)
    if head.startswith(b"%!") or (head.startswith(b"%") and _BOUNDS in data[:100_000]):
        return Sent("EPS", data[max(0, data.find(b"%!", 0, 1024)) :])
    for mark, kind in _MARKS:
        if data.startswith(mark):
            return Sent(kind, data)
    if b"<svg" in data[:200_000] or b":svg" in data[:20_000]:
        return Sent("SVG", data)
    other = say("no picture or drawing") if data.strip() else say("empty")
    what = next((said for mark, said in _KNOWN if data.startswith(mark)), other)
    raise unusable(
        "logo-format",
        say("{name} is {what}.", name=name, what=what),
        place,
        ASK,
    )


_MARKS: tuple[tuple[bytes, Kind], ...] = (
    (b"\x89PNG\r\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
)


def _is_drawn(data: bytes) -> bool:
    """Whether a PDF carries an Illustrator document, whatever it is called."""
    return b"/AIMetaData" in data or b"/AIPrivateData1" in data


def _without_preview(data: bytes, place: Place) -> bytes:
    """The PostScript of an EPS with a preview for DOS (Adobe TN 5002, 5.2)."""
    start, length = (int.from_bytes(data[at : at + 4], "little") for at in (4, 8))
    found = data[start : start + length]
    if not found.startswith(b"%!"):
        name = place.file.rpartition("/")[2]
        raise unusable(
            "logo-format", say("{name} is an EPS that is cut short.", name=name), place, ASK
        )
    return found


def unusable(code: str, message: Sentence, place: Place, hint: Sentence) -> InputError:
    """A file that cannot be used, and what to do about it."""
    return InputError(Diagnostic(code, message, place, hint))
