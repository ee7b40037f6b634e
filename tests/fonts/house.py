"""House fonts for tests, made of fonts that are installed: of other names, kinds and licences."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTCollection, TTFont

from depliant.fonts.registry import FaceRef, family_files, file_of

Change = Callable[[Any], None]


def opened(ref: FaceRef) -> TTFont:
    return TTFont(BytesIO(file_of(ref).read()), recalcTimestamp=False)


def variable(family: str) -> TTFont:
    """The variable file that an installed family is set from."""
    path = next(file.path for file in family_files(family) if file.variable)
    return TTFont(path, recalcTimestamp=False)


def named(
    font: TTFont,
    family: str,
    style: str = "Regular",
    *,
    typographic: tuple[str, str] | None = None,
) -> TTFont:
    """A font with other names; `typographic` are its family and style of more than four."""
    table = font["name"]
    for number in (*range(1, 7), 16, 17, 21, 22):
        table.removeNames(nameID=number)
    post_script = f"{family.replace(' ', '')}-{style.replace(' ', '')}"
    for number, text in ((1, family), (2, style), (4, f"{family} {style}"), (6, post_script)):
        table.setName(text, number, 3, 1, 0x409)
    for number, text in zip((16, 17), typographic or (), strict=False):
        table.setName(text, number, 3, 1, 0x409)
    return font


def cubic(font: TTFont) -> TTFont:
    """A static font with its curves cubic, as an OpenType font with CFF outlines."""
    glyphs = font.getGlyphSet()
    strings = {}
    for name in font.getGlyphOrder():
        pen = T2CharStringPen(font["hmtx"][name][0], glyphs)
        glyphs[name].draw(pen)
        strings[name] = pen.getCharString(optimize=False)
    for tag in ("glyf", "loca", "cvt ", "fpgm", "prep", "gasp", "hdmx", "LTSH", "VDMX"):
        if tag in font:
            del font[tag]
    builder = FontBuilder(font=font)
    builder.isTTF = False
    font.sfntVersion = "OTTO"
    builder.setupCFF(font["name"].getDebugName(6), {}, strings, {})
    builder.setupMaxp()
    builder.setupPost(keepGlyphNames=False)
    font["head"].indexToLocFormat = 0
    return font


def data_of(font: TTFont, flavor: str | None = None) -> bytes:
    font.flavor = flavor
    written = BytesIO()
    font.save(written)
    return written.getvalue()


def collection(fonts: list[TTFont]) -> bytes:
    made = TTCollection()
    made.fonts = fonts
    written = BytesIO()
    made.save(written, shareTables=True)
    return written.getvalue()


def put(project: Path, name: str, data: bytes) -> None:
    file = project / "assets/fonts" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
