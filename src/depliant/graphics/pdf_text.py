"""Live text of a PDF mark as outlines, by the fonts that the file carries or that are given.

A code is found in a font as a viewer finds it (ISO 32000-1, 9.6.6 and 9.7.4): by the name that the
encoding gives it, by the font's own table, or as the number of the glyph itself.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import pikepdf
from fontTools.agl import UV2AGL, toUnicode
from fontTools.encodings.MacRoman import MacRoman
from fontTools.encodings.StandardEncoding import StandardEncoding
from fontTools.pens.basePen import BasePen
from msgspec import Struct

from depliant.geometry import IDENTITY, Matrix, Outline, Segment, transformed
from depliant.pdfread.advance import SPACE
from depliant.pdfread.events import Shown
from depliant.pdfread.fonts import Typeface
from depliant.pdfread.objects import differences, entry, items, name, number
from depliant.pdfread.streams import CONTENT_LIMIT, StreamError, unpacked
from depliant.sentences import Sentence, say

_SUBSET_MARK = 7
"""Letters of the mark that begins the name of a subset: `ABCDEF+`."""
_SHOWN = 120


class NoOutlineError(Exception):
    """Text that cannot be outlined, as a sentence has it; `font` is one that the file lacks."""

    def __init__(self, what: Sentence, font: str = "") -> None:
        super().__init__(what)
        self.what, self.font = what, font


class _Pen(BasePen):  # type: ignore[misc]
    """Records an outline in cubic curves."""

    def __init__(self, glyphs: Any) -> None:
        super().__init__(glyphs)
        self.segments: list[Segment] = []

    def _moveTo(self, point: tuple[float, float]) -> None:  # noqa: N802 (fontTools's name)
        self.segments.append(("M", *point))

    def _lineTo(self, point: tuple[float, float]) -> None:  # noqa: N802
        self.segments.append(("L", *point))

    def _curveToOne(self, first: Any, second: Any, end: Any) -> None:  # noqa: N802
        self.segments.append(("C", *first, *second, *end))

    def _closePath(self) -> None:  # noqa: N802
        self.segments.append(("Z",))

    def _endPath(self) -> None:  # noqa: N802
        self._closePath()


class Lettering(Struct, frozen=True):
    """A font as outlines: from a code to a glyph's name, the glyphs, and their size to the em.

    `advances` are by glyph, for a font of whose widths the file says nothing.
    """

    glyph: Callable[[int], str | None]
    glyphs: Any
    scale: float
    advances: Mapping[str, float] = {}

    def width(self, code: int, stated: float) -> float:
        """How far the pen moves for a size of 1."""
        return self.advances.get(self.glyph(code) or "", stated / self.scale) * self.scale

    def outline(self, code: int) -> Outline:
        """The glyph of a code, for a size of 1, y up; empty for a blank one.

        Raises:
            NoOutlineError: the font has none.
        """
        called = self.glyph(code)
        if called is None or called not in self.glyphs:
            raise NoOutlineError(say("a letter that its font lacks (code {code})", code=code))
        pen = _Pen(self.glyphs)
        try:
            self.glyphs[called].draw(pen)
        except Exception as fault:  # whatever fontTools makes of a stranger's font
            raise NoOutlineError(say("a letter whose outline is damaged")) from fault
        return transformed(tuple(pen.segments), Matrix(a=self.scale, d=self.scale))


class Letterings:
    """The fonts of one file; `given` are fonts by the names of those that it lacks."""

    def __init__(self, pdf: pikepdf.Pdf, given: Mapping[str, bytes]) -> None:
        self._pdf = pdf
        self._given = {plain_name(called): data for called, data in given.items()}
        self._found: dict[tuple[int, int], Lettering] = {}
        self._next, self._behind = IDENTITY, 0.0
        self.used: dict[str, bool] = {}
        """The fonts that were outlined, by name, and whether the file carries them."""

    def shown(self, event: Shown, to_page: Matrix) -> Outline:
        """The outline of what is shown; `to_page` leads from user space.

        Raises:
            NoOutlineError: it cannot be outlined.
        """
        state, face = event.state, event.state.face
        if face is None:
            raise NoOutlineError(say("live text without a font"))
        lettering = self._of(face)
        # What goes on where the last string ended, by widths that nobody has stated, is moved on.
        behind = self._behind if event.matrix == self._next else 0.0
        place = to_page @ event.matrix @ Matrix(e=behind)
        upright = Matrix(a=state.size * state.stretch, d=state.size, f=state.rise)
        drawn: list[Segment] = []
        along = 0.0
        for part in event.parts:
            if isinstance(part, float):
                along -= part / 1000 * state.size * state.stretch
            if not isinstance(part, bytes):
                continue
            for code in face.codes(part):
                at = place @ Matrix(e=along) @ upright
                drawn += transformed(lettering.outline(code), at)
                step = lettering.width(code, face.width(code)) * state.size
                step += state.character_space
                if face.parts_words and code == SPACE:
                    step += state.word_space
                along += step * state.stretch
        self._next = event.matrix @ Matrix(e=event.along)
        self._behind = behind + along - event.along
        return tuple(drawn)

    def _of(self, face: Typeface) -> Lettering:
        if face.key not in self._found:
            self._found[face.key] = self._read(face)
        return self._found[face.key]

    def _read(self, face: Typeface) -> Lettering:
        called = bare_name(face.name)
        if face.kind == "Type3":
            raise NoOutlineError(
                say("live text in a font of drawings ({font})", font=called[:_SHOWN])
            )
        try:
            if not face.embedded:
                self.used[called] = False
                return _by_characters(face, self._given_font(called))
            self.used[called] = True
            return _embedded(self._pdf.get_object(face.key), face)
        except NoOutlineError:
            raise
        except Exception as fault:  # whatever fontTools makes of a stranger's font
            raise NoOutlineError(
                say("live text in {font}, which is damaged", font=called[:_SHOWN])
            ) from fault

    def _given_font(self, called: str) -> bytes:
        known = self._given.get(plain_name(called)) or self._given.get("")
        if known is None:
            message = say(
                "live text in {font}, a font that is not in the file", font=called[:_SHOWN]
            )
            raise NoOutlineError(message, called)
        return known


def bare_name(called: str) -> str:
    """A font's name without the mark of a subset."""
    marked = len(called) > _SUBSET_MARK and called[_SUBSET_MARK - 1] == "+"
    return called[_SUBSET_MARK:] if marked else called


def plain_name(called: str) -> str:
    """A font's name as it is looked up: letters and digits alone."""
    return "".join(letter for letter in called.casefold() if letter.isalnum())


def is_font(data: bytes) -> bool:
    """Whether some bytes are a font file that text can be outlined with."""
    try:
        _opened(data).getGlyphSet()
    except Exception:  # whatever fontTools makes of what is no font
        return False
    return True


def _opened(data: bytes) -> Any:
    from fontTools.ttLib import TTFont

    return TTFont(io.BytesIO(data), lazy=True, fontNumber=0)


def _by_characters(face: Typeface, data: bytes) -> Lettering:
    """A font that stands in: its glyphs by what the codes say."""
    font = _opened(data)
    known = font.getBestCmap() or {}

    def glyph(code: int) -> str | None:
        text = face.text(code)
        found: str | None = known.get(ord(text)) if len(text) == 1 else None
        return found

    # One of the standard fonts may come without its widths (9.6.2.2).
    stated = bool(face.widths)
    advances = {} if stated else {called: pair[0] for called, pair in font["hmtx"].metrics.items()}
    return Lettering(glyph, font.getGlyphSet(), 1 / font["head"].unitsPerEm, advances)


def _embedded(font: Any, face: Typeface) -> Lettering:
    if face.kind in ("CIDFontType0", "CIDFontType2"):
        return _composite(font)
    descriptor = entry(font, "/FontDescriptor")
    names = _names(entry(font, "/Encoding"))
    symbolic = bool(int(number(entry(descriptor, "/Flags"))) & 4)
    program = entry(descriptor, "/FontFile2")
    if program is not None:
        return _true_type(_program(program), names, symbolic)
    program = entry(descriptor, "/FontFile3")
    if program is None:
        return _type_1(_program(entry(descriptor, "/FontFile")), names)
    if name(entry(program, "/Subtype")) == "OpenType":
        return _true_type(_program(program), names, symbolic)
    top = _bare_cff(_program(program))
    own = top.Encoding if isinstance(top.Encoding, list) else StandardEncoding
    built_in = {code: called for code, called in enumerate(own) if called != ".notdef"}
    named = {**built_in, **names}
    return Lettering(named.get, top.CharStrings, _scale_of(top))


def _program(stream: Any) -> bytes:
    try:
        return unpacked(stream, CONTENT_LIMIT)
    except StreamError as fault:
        raise NoOutlineError(say("live text in a font that is damaged")) from fault


def _bare_cff(data: bytes) -> Any:
    from fontTools.cffLib import CFFFontSet

    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(data), None)
    return fonts[0]


def _scale_of(top: Any) -> float:
    matrix = getattr(top, "FontMatrix", None) or (0.001,)
    return abs(float(matrix[0])) or 0.001


def _type_1(data: bytes, names: Mapping[int, str]) -> Lettering:
    from fontTools.t1Lib import T1Font

    font = T1Font.__new__(T1Font)
    font.data, font.encoding = data, "ascii"
    font.parse()
    own = font["Encoding"]
    own = own if isinstance(own, list) else StandardEncoding
    built_in = {code: called for code, called in enumerate(own) if called != ".notdef"}
    matrix = font["FontMatrix"]
    named = {**built_in, **names}
    return Lettering(named.get, font.getGlyphSet(), abs(float(matrix[0])) or 0.001)


def _true_type(data: bytes, names: Mapping[int, str], symbolic: bool) -> Lettering:
    font = _opened(data)
    glyphs = font.getGlyphSet()
    tables: dict[tuple[int, int], Mapping[int, str]] = {}
    if "cmap" in font:
        tables = {(one.platformID, one.platEncID): one.cmap for one in font["cmap"].tables}
    unicode = tables.get((3, 1)) or tables.get((3, 10)) or tables.get((0, 3)) or {}
    symbols, roman = tables.get((3, 0), {}), tables.get((1, 0), {})

    def by_table(code: int) -> str | None:
        for at, table in ((code, symbols), (0xF000 + code, symbols), (code, roman)):
            if at in table:
                return table[at]
        return None

    def by_name(code: int) -> str | None:
        called = names.get(code)
        if called is None:
            return None
        text = toUnicode(called)
        if len(text) == 1 and ord(text) in unicode:
            return unicode[ord(text)]
        if called in MacRoman and MacRoman.index(called) in roman:
            return roman[MacRoman.index(called)]
        return called if called in glyphs else None

    ways = (by_table, by_name) if symbolic or not names else (by_name, by_table)

    def glyph(code: int) -> str | None:
        return ways[0](code) or ways[1](code) or unicode.get(code)

    return Lettering(glyph, glyphs, 1 / font["head"].unitsPerEm)


def _composite(font: Any) -> Lettering:
    if name(entry(font, "/Encoding")) != "Identity-H":
        raise NoOutlineError(say("live text in an Asian encoding"))
    inner = items(entry(font, "/DescendantFonts"))[0]
    descriptor = entry(inner, "/FontDescriptor")
    program = entry(descriptor, "/FontFile2")
    bare = program is None and name(entry(descriptor, "/FontFile3", "/Subtype")) != "OpenType"
    if program is None:
        program = entry(descriptor, "/FontFile3")
    if bare:
        return _cid_keyed(_bare_cff(_program(program)))
    opened = _opened(_program(program))
    order, mapped = opened.getGlyphOrder(), entry(inner, "/CIDToGIDMap")
    table = _program(mapped) if isinstance(mapped, pikepdf.Stream) else None

    def glyph(code: int) -> str | None:
        at = code if table is None else int.from_bytes(table[2 * code : 2 * code + 2], "big")
        return order[at] if at < len(order) else None

    if "CFF " in opened and hasattr(opened["CFF "].cff[0], "ROS"):
        return _cid_keyed(opened["CFF "].cff[0])
    return Lettering(glyph, opened.getGlyphSet(), 1 / opened["head"].unitsPerEm)


def _cid_keyed(top: Any) -> Lettering:
    """A CFF font whose codes are CIDs, or glyph numbers where it has none (9.7.4.2)."""
    keyed = hasattr(top, "ROS")
    order = top.charset
    scale = _scale_of(top)
    if keyed and not hasattr(top, "FontMatrix"):
        scale = _scale_of(top.FDArray[0])

    def glyph(code: int) -> str | None:
        if keyed:
            return f"cid{code:05d}" if code else ".notdef"
        return order[code] if code < len(order) else None

    return Lettering(glyph, top.CharStrings, scale)


def _names(encoding: Any) -> dict[int, str]:
    """Glyph names by code: those of a base encoding, and what differs from it (9.6.6.1)."""
    base = name(encoding) or name(entry(encoding, "/BaseEncoding"))
    return {**_base(base), **dict(differences(encoding))}


@cache
def _base(called: str) -> Mapping[int, str]:
    if called == "MacRomanEncoding":
        return dict(enumerate(MacRoman))
    if called == "WinAnsiEncoding":
        texts = {code: bytes([code]).decode("cp1252", "ignore") for code in range(32, 256)}
        return {code: UV2AGL.get(ord(text), "bullet") if text else "bullet"
                for code, text in texts.items()}  # fmt: skip
    return {}
