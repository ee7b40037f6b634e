"""Font files whose tables unfold, hold themselves or make much of little."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable
from pathlib import Path

from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.ttLib import TTFont
from tests.bombs.lab import Bomb, Call, brochure, built
from tests.fonts.house import cubic, data_of, named, opened, variable

from depliant.fonts import sfnt
from depliant.fonts.registry import FaceRef

BARLOW = FaceRef("Barlow")


def plain() -> TTFont:
    """A sound font of the family Maison."""
    return named(opened(BARLOW), "Maison")


def table(tag: str, edit: Callable[[bytes], bytes]) -> bytes:
    """The font with one of its tables changed."""
    parts = sfnt.tables(data_of(plain()))
    return sfnt.assembled({**parts, tag: edit(parts.get(tag, b""))})


def features(text: str) -> bytes:
    """The font with these features."""
    font = plain()
    addOpenTypeFeaturesFromString(font, text)
    return data_of(font)


def growing() -> bytes:
    """Each letter becomes many, again and again."""
    steps = "".join(
        f"lookup l{n} {{ sub a by {' '.join(['a'] * 60)}; }} l{n};\n" for n in range(20)
    )
    uses = "".join(f"lookup l{n};\n" for n in range(20))
    return features(f"{steps}feature ccmp {{ {uses} }} ccmp;")


def calling() -> bytes:
    """Charstrings that call others, that call others …: 10 at each of 9 levels."""
    font = cubic(plain())
    font.recalcBBoxes = False
    top = font["CFF "].cff.topDictIndex[0]
    from fontTools.misc.psCharStrings import T2CharString

    private = top.Private
    from fontTools.cffLib import SubrsIndex

    private.Subrs = SubrsIndex()
    count = 10
    for n in range(count):
        program: list[object] = []
        for _ in range(40):
            program += [1, 1, "rlineto"] if n == count - 1 else [n + 1 - 107, "callsubr"]
        private.Subrs.append(T2CharString(program=[*program, "return"], private=private))
    strings = top.CharStrings
    name = font.getBestCmap()[ord("a")]
    strings[name] = T2CharString(
        program=[0, 0, "rmoveto", -107, "callsubr", "endchar"], private=private
    )
    return data_of(font)


def longest() -> bytes:
    """A glyph of a million points."""
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    font = plain()
    pen = TTGlyphPen(None)
    for n in range(1_000):
        pen.moveTo((0, n))
        for at in range(60):
            pen.lineTo((at * 7 % 1000, at * 13 % 1000))
        pen.closePath()
    font["glyf"][font.getBestCmap()[ord("a")]] = pen.glyph()
    return data_of(font)


def many_groups() -> bytes:
    """A table of letters that says to have four thousand million."""
    groups = b"".join(struct.pack(">III", n * 9, n * 9 + 0x10FFFF, 1) for n in range(1_000_000))
    head = struct.pack(">HHHHI", 0, 1, 3, 10, 12)
    sub = struct.pack(">HHIII", 12, 0, 16 + len(groups), 0, 1_000_000) + groups
    return table("cmap", lambda _: head + sub)


def packed(size: int) -> bytes:
    """A WOFF2 file of that many bytes unfolded."""
    import brotli

    stream = brotli.compress(bytes(size), quality=3)
    numbers = (b"wOF2", b"\0\1\0\0", 50 + len(stream), 1, 0, 4096, len(stream), 1, 0, *(0,) * 5)
    head = struct.pack(">4s4sIHHIIHHIIIII", *numbers)
    return bytes(head + b"\x00\x10" + stream)


def wide() -> bytes:
    """A variable font whose deltas are cut short and said to be many."""
    parts = sfnt.tables(data_of(named(variable("Heebo"), "Maison")))
    return sfnt.assembled({**parts, "gvar": parts["gvar"][:200] + b"\xff" * 50_000_000})


KINDS: dict[str, Callable[[], bytes]] = {
    "WOFF2 of 4 GB": lambda: packed(1_500_000_000),
    "WOFF2 of 127 MB": lambda: packed(127 * 2**20),
    "a table of 120 MB": lambda: table("GSUB", lambda data: data + bytes(120_000_000)),
    "1,000,000 groups of letters": many_groups,
    "a letter becomes 60^20": growing,
    "charstrings that call 40^10": calling,
    "a glyph of 60,000 points": longest,
    "gvar of 50 MB": wide,
    "a name of 60 kB": lambda: _long_name(),
    "kerning of 60,000 pairs, damaged": lambda: table(
        "GPOS", lambda data: data[:10] + b"\0\1" * 5_000_000
    ),
}


def _long_name() -> bytes:
    font = plain()
    font["name"].setName("M" * 30_000, 16, 3, 1, 0x409)
    stream = io.BytesIO()
    font.save(stream)
    return stream.getvalue()


def used(name: str, data: Callable[[], bytes], copies: int = 1) -> Bomb:
    """A brochure that is set in it."""

    def made(folder: Path) -> Call:
        project = brochure(folder / "p", "- text: " + "a banana " * 40)
        sheet = project / "assets" / "style.yaml"
        text = sheet.read_text("utf-8").replace("text: Fira Sans", "text: [Maison, Fira Sans]")
        sheet.write_text(text, "utf-8")
        (project / "assets" / "fonts").mkdir()
        for n in range(copies):
            (project / "assets" / "fonts" / f"{n}.ttf").write_bytes(data())
        return built(project)

    return Bomb(name, made)


BOMBS = (
    *(used(f"font: {name}", data) for name, data in KINDS.items()),
    used("font: 40 of a table of 120 MB", KINDS["a table of 120 MB"], 40),
)
