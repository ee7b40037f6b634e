"""Font files of somebody's: what is found in them, and what is said of those that do harm."""

from __future__ import annotations

import struct
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import brotli
import pytest
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphComponent
from tests.fonts.house import collection, cubic, data_of, named, opened, variable

from depliant.fonts import sfnt
from depliant.fonts.house_file import HouseFile, read_house_file
from depliant.fonts.registry import FaceRef
from depliant.fonts.woff2 import MAXIMUM_UNPACKED

BARLOW = FaceRef("Barlow")


def plain() -> TTFont:
    return named(opened(BARLOW), "Maison")


def read(data: bytes, name: str = "assets/fonts/maison.ttf") -> HouseFile:
    return read_house_file(name, data)


# --- what is found ----------------------------------------------------------------------------


def test_a_static_font_is_one_face() -> None:
    found = read(data_of(plain()))
    (font,) = found.fonts
    assert (font.family, font.weight, font.style, font.outlines) == (
        "Maison", 400, "normal", "TrueType",
    )  # fmt: skip
    assert not found.why
    assert not found.data


def test_cubic_curves_are_told() -> None:
    (font,) = read(data_of(cubic(plain()))).fonts
    assert font.outlines == "CFF"


def test_a_collection_is_several() -> None:
    fonts = [plain(), named(opened(FaceRef("Barlow", 700)), "Maison", "Bold")]
    found = read(collection(fonts), "maison.ttc")
    assert [(font.index, font.weight) for font in found.fonts] == [(0, 400), (1, 700)]


def test_what_woff2_packs_is_the_font() -> None:
    found = read(data_of(plain(), "woff2"), "maison.woff2")
    assert [font.family for font in found.fonts] == ["Maison"]
    assert sfnt.tables(found.data).keys() >= {"glyf", "cmap", "GPOS"}
    assert read(data_of(plain(), "woff2")) == found


def test_axes_and_instances_are_found() -> None:
    (font,) = read(data_of(named(variable("Noto Sans Thai"), "Atelier"))).fonts
    assert {(axis.tag, axis.least, axis.most) for axis in font.axes} == {
        ("wght", 100, 900), ("wdth", 62.5, 100),
    }  # fmt: skip
    assert "Bold" in {one.name for one in font.instances}


# --- names ------------------------------------------------------------------------------------


def test_typographic_names_come_before_those_of_four_styles() -> None:
    font = named(opened(FaceRef("Barlow", 300, "italic")), "Maison Light", "Italic",
                 typographic=("Maison", "Light Italic"))  # fmt: skip
    (found,) = read(data_of(font)).fonts
    assert (found.family, found.menu, found.weight, found.style) == (
        "Maison", "Maison Light", 300, "italic",
    )  # fmt: skip


def test_names_of_weight_width_and_slope_come_first() -> None:
    font = named(opened(BARLOW), "Maison", typographic=("Maison", "Condensed Caption"))
    font["name"].setName("Maison Display", 21, 3, 1, 0x409)
    (found,) = read(data_of(font)).fonts
    assert found.family == "Maison Display"


@pytest.mark.parametrize(
    ("style", "family"),
    [
        ("Condensed Bold", "Maison Condensed"),
        ("Semi Condensed", "Maison Semi Condensed"),
        ("Caption Italic", "Maison Caption"),
        ("Book", "Maison"),
    ],
)
def test_a_width_or_size_of_a_family_is_a_family(style: str, family: str) -> None:
    font = named(opened(BARLOW), "Maison X", typographic=("Maison", style))
    (found,) = read(data_of(font)).fonts
    assert found.family == family


@pytest.mark.parametrize(("said", "weight"), [(250, 250), (7, 700), (0, 400), (4000, 1000)])
def test_the_weight_is_that_of_the_os2_table(said: int, weight: int) -> None:
    font = plain()
    font["OS/2"].usWeightClass = said
    (found,) = read(data_of(font)).fonts
    assert found.weight == weight


@pytest.mark.parametrize("bits", ["fsSelection", "oblique", "macStyle", "name"])
def test_a_slanted_font_is_italic_whatever_says_so(bits: str) -> None:
    font = named(opened(BARLOW), "Maison", "Oblique" if bits == "name" else "Regular")
    if bits == "macStyle":
        font["head"].macStyle |= 2
    elif bits != "name":
        font["OS/2"].fsSelection |= 1 if bits == "fsSelection" else 1 << 9
    (found,) = read(data_of(font)).fonts
    assert found.style == "italic"


def test_what_cannot_be_seen_is_taken_out_of_names() -> None:
    font = named(opened(BARLOW), "Mai\x01son\x02\u202e\u200b  \n\x1b[31mNoire" + "x" * 500)
    (found,) = read(data_of(font)).fonts
    assert found.family.startswith("Maison [31mNoirexx")
    assert len(found.family) == 80
    assert found.family.isprintable()


def test_a_font_without_a_name_is_called_as_its_file() -> None:
    (found,) = read(data_of(named(opened(BARLOW), "\x01")), "assets/fonts/old/Noire.ttf").fonts
    assert found.family == "Noire"


# --- what does harm ---------------------------------------------------------------------------


def composite(*parts: str) -> Glyph:
    """A glyph that is made of others."""
    glyph = Glyph()
    glyph.numberOfContours, glyph.components = -1, []
    glyph.xMin = glyph.yMin = glyph.xMax = glyph.yMax = 0
    for name in parts:
        part = GlyphComponent()
        part.glyphName, part.x, part.y, part.flags = name, 0, 0, 0x204
        glyph.components.append(part)
    return glyph


def cyclic(glyphs: dict[str, Glyph], names: list[str]) -> None:
    glyphs["A"], glyphs["B"] = composite("B"), composite("A")


def laughing(glyphs: dict[str, Glyph], names: list[str]) -> None:
    """Each glyph is eight of the next: eight to the power of eleven parts in all."""
    for name, other in pairwise(names[10:22]):
        glyphs[name] = composite(*[other] * 8)


def nested(glyphs: dict[str, Glyph], names: list[str]) -> None:
    for name, other in pairwise(names[10:51]):
        glyphs[name] = composite(other)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "no font file"),
        (b"%PDF-1.7 and so on", "no font file"),
        (b"wOFF" + bytes(100), "WOFF, made for the web"),
        (b"OTTO", "breaks off"),
        (b"\0\1\0\0" + b"\xff" * 8, "list of tables is damaged"),
        (b"ttcf\0\2\0\0\xff\xff\xff\xff", "4294967295 fonts"),
        (b"ttcf\0\2\0\0\0\0\0\2" + b"\xff" * 8, "breaks off"),
        (b"wOF2", "breaks off"),
        (b"wOF2" + b"\0" * 44, ""),
    ],
)
def test_what_is_no_font_is_told(data: bytes, why: str) -> None:
    said = str(read(data).why)
    assert why in said
    assert said


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (cyclic, "a part of itself"),
        (laughing, "far too many parts"),
        (nested, "parts in parts in parts"),
    ],
)
def test_glyphs_without_end_are_told(
    change: Callable[[dict[str, Glyph], list[str]], None], why: str
) -> None:
    font = plain()
    font.recalcBBoxes = False
    font["maxp"].recalc = lambda _: None
    change(font["glyf"].glyphs, font.getGlyphOrder())
    assert why in str(read(data_of(font)).why)


@pytest.mark.parametrize("tag", ["GSUB", "GPOS", "GDEF", "cmap", "loca", "hmtx", "OS/2"])
def test_a_table_that_is_damaged_is_told(tag: str) -> None:
    parts = sfnt.tables(data_of(plain()))
    said = str(read(sfnt.assembled({**parts, tag: b"\xff" * 7})).why)
    assert "damaged" in said


@pytest.mark.parametrize("tag", ["glyf", "cmap", "OS/2", "name", "head", "hmtx", "maxp"])
def test_a_table_that_is_not_there_is_told(tag: str) -> None:
    parts = sfnt.tables(data_of(plain()))
    said = str(read(sfnt.assembled({one: data for one, data in parts.items() if one != tag})).why)
    assert said == ("its glyphs have no outlines" if tag == "glyf" else f"it has no table {tag}")


@pytest.mark.parametrize("tag", ["CFF ", "fvar", "gvar"])
def test_other_outlines_and_axes_that_are_damaged_are_told(tag: str) -> None:
    font = cubic(plain()) if tag == "CFF " else named(variable("Heebo"), "Studio")
    parts = sfnt.tables(data_of(font))
    said = str(read(sfnt.assembled({**parts, tag: parts[tag][:30] + b"\xff" * 9})).why)
    assert f"its table {tag.strip()} is damaged" in said


def test_names_that_are_damaged_are_those_of_the_file() -> None:
    parts = sfnt.tables(data_of(plain()))
    parts["name"] = parts["name"][:6] + b"\xff" * 40
    (found,) = read(sfnt.assembled(parts), "assets/fonts/Noire.otf").fonts
    assert found.family == "Noire"


def test_more_glyphs_than_there_is_room_for_are_told() -> None:
    parts = sfnt.tables(data_of(plain()))
    maxp = parts["maxp"][:4] + b"\xff\xff" + parts["maxp"][6:]
    assert read(sfnt.assembled({**parts, "maxp": maxp})).why


@pytest.mark.parametrize("at", range(40, 3000, 97))
def test_a_font_that_is_cut_or_spoilt_is_told_or_read(at: int) -> None:
    whole = data_of(plain())
    assert read(whole[: at * 10]).why
    spoilt = bytearray(whole)
    spoilt[at : at + 24] = b"\xff" * 24
    found = read(bytes(spoilt))
    assert found.why or found.fonts


def bomb() -> bytes:
    """A WOFF2 file of a few hundred bytes whose stream is longer than the bound."""
    stream = brotli.compress(bytes(MAXIMUM_UNPACKED + 1), quality=5)
    head = struct.pack(
        ">4s4sIHHIIHHIIIII",
        b"wOF2", b"\0\1\0\0", 48 + 2 + len(stream), 1, 0, 4096, len(stream), 1, 0, 0, 0, 0, 0, 0,
    )  # fmt: skip
    return bytes(head + b"\x00\x10" + stream)


def test_a_woff2_bomb_is_refused_before_it_fills_the_memory() -> None:
    data = bomb()
    assert len(data) < 1000
    assert "more than the 128 MB" in str(read(data).why)


def test_what_woff2_says_of_its_length_is_not_believed(tmp_path: Path) -> None:
    data = bytearray(data_of(plain(), "woff2"))
    data[16:20] = struct.pack(">I", 2**32 - 1)
    assert "more than the 128 MB" in str(read(bytes(data)).why)
    data[16:20] = struct.pack(">I", 12)
    data[-40:] = bytes(40)
    assert read(bytes(data)).why
