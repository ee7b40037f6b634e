"""The report's own letters: Barlow, cut down to the characters that the report uses.

A report is one file that opens anywhere, so it brings its faces with it. Characters that they
lack are shown in the reader's own fonts.
"""

from __future__ import annotations

import base64
from typing import Final

from msgspec import Struct

from depliant.fonts.registry import FaceRef


class _Use(Struct, frozen=True):
    """A face, and what the style sheet of the report calls it."""

    name: str
    weight: int
    face: FaceRef


_USES: Final = (
    _Use("Report", 400, FaceRef("Barlow", 400)),
    _Use("Report", 600, FaceRef("Barlow", 600)),
    _Use("Report Condensed", 600, FaceRef("Barlow Condensed", 600)),
)
# Layout tables are kept: they hold kerning and figures of one width.
_LAYOUT: Final = ("kern", "lnum", "tnum", "mark", "mkmk", "liga", "ccmp", "locl")


def font_faces(text: str) -> str:
    """CSS rules that hold the faces of the report for the characters of `text`."""
    return "\n".join(_rule(use, text) for use in _USES)


def _rule(use: _Use, text: str) -> str:
    data = base64.b64encode(_subset(use.face, text)).decode("ascii")
    return (
        f'@font-face {{ font-family: "{use.name}"; font-weight: {use.weight}; '
        f'src: url("data:font/ttf;base64,{data}") format("truetype"); }}'
    )


def _subset(ref: FaceRef, text: str) -> bytes:
    import uharfbuzz as hb

    from depliant.fonts.face import load

    wanted = hb.SubsetInput()
    wanted.unicode_set.set({ord(character) for character in text})
    wanted.flags = hb.SubsetFlags.NO_HINTING
    tags = {int.from_bytes(tag.encode("ascii"), "big") for tag in _LAYOUT}
    wanted.layout_feature_tag_set.set(tags)
    part = hb.SubsetPlan(hb.Face(hb.Blob(load(ref).data)), wanted).execute()
    return bytes(part.blob.data)
