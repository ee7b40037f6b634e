"""Whether the data of a bilevel scan are all there: CCITT and JBIG2.

A reader of either shows white where data are missing, as he shows what is white.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from depliant.pdfread.streams import packed
from depliant.preflight.samples import bilevel

_PAGE: Final = 48
"""The kind of the segment that says what the page is (ISO 14492, 7.3)."""
_SHORTEST: Final = 11
"""Bytes of the head of a segment; fewer at the end are what fills up a stream."""
_UNKNOWN: Final = 0xFFFFFFFF
"""The length of a segment that nobody knew when it was begun."""
_MANY: Final = 7
"""More segments that one refers to than fit into the head of the plain form."""


def fax_is_cut(image: Any) -> bool | None:
    """Whether rows of a CCITT scan are missing; None where it cannot be decoded.

    What is decoded turns round where black is said to be white; what is missing stays as it is.
    The last row may be missing, as in any other image.
    """
    plain, turned = bilevel(image), bilevel(image, turned=True)
    if plain is None or turned is None or plain.shape != turned.shape:
        return None
    missing = (plain == turned).all(axis=(1, 2))
    return bool(missing.sum() > 1)


def jbig2_is_cut(image: Any) -> bool:
    """Whether a JBIG2 scan breaks off, by the lengths of its segments (ISO 14492, 7.2).

    Of what does not begin as such a scan nothing is said.
    """
    data = packed(image)
    has_page = False
    for kind, end in _segments(data):
        has_page = has_page or kind == _PAGE
        if end > len(data):
            return has_page
    return False


def _segments(data: bytes) -> Iterator[tuple[int, int]]:
    """The segments of a scan: the kind of each, and where it ends or would."""
    at = 0
    while at + _SHORTEST <= len(data):
        kind, count, head = data[at + 4], data[at + 5] >> 5, at + 6
        if count == _MANY:
            count = int.from_bytes(data[at + 5 : at + 9], "big") & 0x1FFFFFFF
            head = at + 9 + (count + 8) // 8
        number = int.from_bytes(data[at : at + 4], "big")
        head += count * (1 if number <= 256 else 2 if number <= 65536 else 4)
        head += 4 if kind & 64 else 1
        length = int.from_bytes(data[head : head + 4], "big")
        if length == _UNKNOWN:
            return
        end = head + 4 + length
        yield kind & 63, end
        at = end
