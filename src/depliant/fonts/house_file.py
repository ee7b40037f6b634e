"""A font file of the project's own, read: the fonts in it, and what is wrong with it.

It comes from anybody. `read_house_file` looks at all that is used later, as fontTools and HarfBuzz
will: it is called in a process of its own (`depliant.confined`), and what it lets pass costs later
no more than it has cost there.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any, Final, Literal

from msgspec import Struct

from depliant.errors import UnfitError
from depliant.fonts.naming import naming_of, plain
from depliant.fonts.registry import Style
from depliant.fonts.sfnt import font_count, kind_of, single, tables
from depliant.fonts.subset import cut
from depliant.fonts.woff2 import unpacked
from depliant.quiet import quiet
from depliant.sentences import NOTHING, Sentence, say

_MOST_AXES: Final = 16
_MOST_INSTANCES: Final = 512
_DEEPEST: Final = 16
"""Composite glyphs in composite glyphs; real fonts have two or three."""
_MOST_PARTS: Final = 1024
"""Parts of one glyph, with those of its parts."""
_MOST_CHARSTRINGS: Final = 10_000
"""So many glyphs of a CFF font are run; those of larger ones are left to HarfBuzz's own bounds."""
_NEEDED: Final = ("head", "hhea", "hmtx", "maxp", "cmap", "name", "OS/2")
_LAYOUT: Final = ("GDEF", "GSUB", "GPOS")
_VARIATIONS: Final = ("fvar", "avar", "gvar", "HVAR", "MVAR", "STAT")


class Axis(Struct, frozen=True):
    """An axis of a variable font: its tag, its name, and its range."""

    tag: str
    name: str
    least: float
    default: float
    most: float


class Instance(Struct, frozen=True):
    """A named instance of a variable font, and where it lies on each axis."""

    name: str
    at: tuple[tuple[str, float], ...]


class HouseFont(Struct, frozen=True):
    """One font of a file.

    `index` is its number in a collection; `menu` its family as old menus show it; `bits` are
    fsType of its OS/2 table.
    """

    index: int
    family: str
    menu: str
    full: str
    weight: int
    style: Style
    bits: int
    outlines: Literal["TrueType", "CFF", "CFF2"]
    glyphs: int
    axes: tuple[Axis, ...] = ()
    instances: tuple[Instance, ...] = ()


class HouseFile(Struct, frozen=True):
    """What a font file holds.

    `data` are the bytes of the font that a WOFF2 file stands for; empty: the file's own. `why` says
    why it cannot be used, `NOTHING` if it can.
    """

    fonts: tuple[HouseFont, ...] = ()
    data: bytes = b""
    why: Sentence = NOTHING


def read_house_file(name: str, data: bytes) -> HouseFile:
    """What a font file holds, or why it cannot be used; nothing is raised for what is in it."""
    try:
        kind = kind_of(data)
        if kind == "woff":
            return HouseFile(why=say("it is WOFF, made for the web: use its .ttf, .otf or .woff2"))
        if kind == "other":
            return HouseFile(why=say("it is no font file"))
        own = unpacked(data) if kind == "woff2" else b""
        whole = own or data
        fonts = [_font(name, single(whole, at), at) for at in range(font_count(whole))]
        return HouseFile(tuple(fonts), own)
    except UnfitError as fault:
        return HouseFile(why=fault.why)


def _font(file: str, data: bytes, index: int) -> HouseFont:
    """One font of a file.

    Raises:
        UnfitError: it cannot be used.
    """
    from fontTools.ttLib import TTFont

    quiet("fontTools")
    present = tables(data)
    for tag in _NEEDED:
        if tag not in present:
            raise UnfitError(say("it has no table {table}", table=tag))
    kind = _outlines(set(present))
    drawn = {"TrueType": "glyf", "CFF": "CFF ", "CFF2": "CFF2"}[kind]
    # The others ask a CFF table how many glyphs there are.
    first = () if kind == "TrueType" else (drawn,)
    table = ""
    try:
        font = TTFont(BytesIO(data), lazy=True)
        for table in (*first, *_NEEDED, *(tag for tag in _VARIATIONS if tag in present)):
            font[table]
        table = "cmap"
        if not font.getBestCmap():
            raise UnfitError(say("it says of no character which glyph it is"))
        for table in (tag for tag in _LAYOUT if tag in present):
            font[table].ensureDecompiled(recurse=True)
        table = drawn
        _look_at_glyphs(font, kind)
        if kind == "TrueType":
            cut(data, range(font["maxp"].numGlyphs))
        table = "fvar"
        axes, instances = _variations(font) if "fvar" in present else ((), ())
        table = "name"
        named = naming_of(font, file)
        table = "OS/2"
        return HouseFont(
            index, named.family, named.menu, named.full, named.weight, named.style,
            int(font["OS/2"].fsType), kind, int(font["maxp"].numGlyphs), axes, instances,
        )  # fmt: skip
    except UnfitError:
        raise
    except Exception:  # whatever a damaged table makes of its reader
        raise UnfitError(say("its table {table} is damaged", table=table.strip())) from None


def _outlines(present: set[str]) -> Literal["TrueType", "CFF", "CFF2"]:
    """In what way a font's glyphs are drawn.

    Raises:
        UnfitError: they are not drawn by outlines.
    """
    if {"glyf", "loca"} <= present:
        return "TrueType"
    if "CFF " in present:
        return "CFF"
    if "CFF2" in present:
        if "fvar" not in present:
            raise UnfitError(say("its outlines are CFF2 without any axis: use its static .otf"))
        return "CFF2"
    raise UnfitError(say("its glyphs have no outlines"))


def _look_at_glyphs(font: Any, kind: str) -> None:
    """Read every glyph.

    Raises:
        UnfitError: a composite glyph is a part of itself, or has far too many parts.
    """
    if kind == "TrueType":
        _look_at_composites(font)
        return
    cff = font["CFF " if kind == "CFF" else "CFF2"].cff
    strings = cff[0].CharStrings
    names = font.getGlyphOrder()
    if len(strings) != len(names):
        raise ValueError("as many charstrings as glyphs")
    if kind == "CFF":
        from fontTools.pens.basePen import NullPen

        for name in names[:_MOST_CHARSTRINGS]:
            strings[name].draw(NullPen())


def _look_at_composites(font: Any) -> None:
    glyf = font["glyf"]
    parts: dict[str, list[str]] = {}
    for name in font.getGlyphOrder():
        glyph = glyf[name]
        if glyph.isComposite():
            parts[name] = [part.glyphName for part in glyph.components]
    counts: dict[str, int] = {}
    for name in parts:
        _count(name, parts, counts, ())


def _count(
    name: str, parts: dict[str, list[str]], counts: dict[str, int], above: tuple[str, ...]
) -> int:
    """How many parts a glyph has, with those of its parts."""
    if name not in parts:
        return 1
    if name in above:
        raise UnfitError(say("its glyph {glyph} is a part of itself", glyph=plain(name)))
    if len(above) >= _DEEPEST:
        raise UnfitError(say("its glyph {glyph} has parts in parts in parts", glyph=plain(name)))
    if name not in counts:
        counts[name] = sum(_count(part, parts, counts, (*above, name)) for part in parts[name])
    if counts[name] > _MOST_PARTS:
        raise UnfitError(say("its glyph {glyph} has far too many parts", glyph=plain(name)))
    return counts[name]


def _variations(font: Any) -> tuple[tuple[Axis, ...], tuple[Instance, ...]]:
    """The axes and named instances of a variable font.

    Raises:
        UnfitError: it has more than any font, or an axis without a range.
    """
    fvar, names = font["fvar"], font["name"]
    if len(fvar.axes) > _MOST_AXES or len(fvar.instances) > _MOST_INSTANCES:
        raise UnfitError(say("it has more axes or instances than any font"))

    def called(number: int, other: str = "") -> str:
        return plain(names.getDebugName(number) or "") or other

    axes = []
    for axis in fvar.axes:
        if not axis.minValue <= axis.defaultValue <= axis.maxValue:
            raise ValueError("an axis has its default within its range")
        tag = plain(axis.axisTag)
        span = axis.minValue, axis.defaultValue, axis.maxValue
        axes.append(Axis(tag, called(axis.axisNameID, tag), *span))
    if len({axis.tag for axis in axes}) != len(axes):
        raise ValueError("each axis once")
    instances = [
        Instance(name, tuple(sorted(each.coordinates.items())))
        for each in fvar.instances
        if (name := called(each.subfamilyNameID))
    ]
    return tuple(axes), tuple(instances)
