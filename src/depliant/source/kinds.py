"""What kind of file some bytes are, by how they begin: files are often not what they are called."""

from __future__ import annotations

import re
from typing import Final, Literal

from depliant.patterns import late_pattern
from depliant.sentences import Sentence, say

Kind = Literal[
    "jpeg", "png", "tiff", "gif", "webp", "heic", "bmp", "psd", "svg", "pdf", "eps", "office",
    "zip", "font", "icc", "html",
]  # fmt: skip

NAMES: Final[dict[Kind, Sentence]] = {
    "jpeg": say("a JPEG photograph"),
    "png": say("a PNG picture"),
    "tiff": say("a TIFF picture"),
    "gif": say("a GIF picture"),
    "webp": say("a WebP picture"),
    "heic": say("a HEIC or AVIF photograph"),
    "bmp": say("a BMP picture"),
    "psd": say("a Photoshop file"),
    "svg": say("an SVG drawing"),
    "pdf": say("a PDF"),
    "eps": say("an EPS or PostScript file"),
    "office": say("a Word, Excel or PowerPoint file"),
    "zip": say("a ZIP archive"),
    "font": say("a font"),
    "icc": say("an ICC profile"),
    "html": say("a web page"),
}
"""What each is called in a sentence."""

RASTERS: Final[frozenset[Kind]] = frozenset({
    "jpeg", "png", "tiff", "gif", "webp", "heic", "bmp", "psd",
})  # fmt: skip

_BEGINNINGS: Final[tuple[tuple[bytes, Kind], ...]] = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n", "png"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
    (b"GIF8", "gif"),
    (b"BM", "bmp"),
    (b"8BPS", "psd"),
    (b"%PDF-", "pdf"),
    (b"%!PS", "eps"),
    (b"\xc5\xd0\xd3\xc6", "eps"),
    (b"\xd0\xcf\x11\xe0", "office"),
    (b"\0\1\0\0", "font"),
    (b"OTTO", "font"),
    (b"ttcf", "font"),
    (b"true", "font"),
    (b"wOFF", "font"),
    (b"wOF2", "font"),
)
_OFFICE_PARTS = late_pattern(
    rb"\[Content_Types\]\.xml|(?:word|xl|ppt)/|mimetypeapplication/vnd\.oasis"
)
_HEIF_BRANDS = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif", b"avis")
_SVG = late_pattern(rb"<(?:\w+:)?svg[\s>]")
_HTML = late_pattern(rb"<(?:!doctype\s+html|html)[\s>]", re.IGNORECASE)
_HEAD = 4096


def kind_of(data: bytes) -> Kind | None:
    """The kind of a file; none for one that is not known by its beginning."""
    head = data[:_HEAD]
    for beginning, kind in _BEGINNINGS:
        if head.startswith(beginning):
            return kind
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "webp"
    if head[4:8] == b"ftyp" and head[8:12] in _HEIF_BRANDS:
        return "heic"
    if head[36:40] == b"acsp":
        return "icc"
    if head.startswith(b"PK\3\4"):
        return "office" if _OFFICE_PARTS.search(head) else "zip"
    if _SVG.search(head):
        return "svg"
    return "html" if _HTML.search(head) else None
