"""What a font's licence bits forbid: fsType of its OS/2 table.

OpenType 1.9.1, OS/2, fsType. Bits 1 to 3 say how a font may be embedded; before version 3 of the
table several may be set, and the one that allows most counts, as it does in FreeType and in what
browsers do.
"""

from __future__ import annotations

from typing import Final

from depliant.sentences import NOTHING, Sentence, say

_USE: Final = 0x000E
_RESTRICTED: Final = 0x0002
_NO_SUBSETTING: Final = 0x0100
_BITMAPS_ONLY: Final = 0x0200


def forbidden(bits: int) -> Sentence:
    """What the bits forbid of what a PDF needs, in words; nothing if they allow it."""
    if bits & _USE == _RESTRICTED:
        return say("it must not be embedded in any document (fsType, bit 1: restricted licence)")
    if bits & _BITMAPS_ONLY:
        return say("only bitmaps of it may be embedded, no outlines (fsType, bit 9)")
    if bits & _NO_SUBSETTING:
        return say(
            "it must not be embedded in part (fsType, bit 8), and a file for print holds those "
            "glyphs alone that it uses"
        )
    return NOTHING


def allowed(bits: int) -> Sentence:
    """What the bits say of a font that may be embedded."""
    if bits & _USE == 0:
        return say("may be embedded")
    if bits & 0x0008:
        return say("may be embedded, and edited with")
    return say("may be embedded to be seen and printed")
