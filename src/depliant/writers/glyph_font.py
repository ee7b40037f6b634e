"""One face as a Type 0 font: own character codes, exact text behind every glyph.

A code (CID) stands for one glyph *with* one text: the space glyph used as U+0020, U+00A0 and
U+202F has three codes, a hyphen at a line's end another than one in a compound, and a ligature
maps to its letters. So ToUnicode is exact wherever one glyph stands for a whole text, and
CIDToGIDMap leads the codes to the glyphs (ISO 32000-1, 9.7.4.2); a font with cubic curves has its
glyphs in the order of the codes (`fonts.cff`). A glyph without text (the
second one of a character) maps to U+2060, which no reader sees, and stands in a Span with
ActualText together with the glyph whose text it shares.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable, Mapping
from itertools import chain

from msgspec import Struct

from depliant.display.items import Glyph, Glyphs
from depliant.fonts.cff import cff_program
from depliant.fonts.face import Face, load
from depliant.fonts.registry import FaceRef
from depliant.fonts.subset import subset
from depliant.memory import remembered, sized
from depliant.tuples import NamedTuple
from depliant.writers import leftward
from depliant.writers.leftward import Piece
from depliant.writers.objects import Name, Objects, Ref, Value
from depliant.writers.spelling import spell, spell_row, spell_text

WORD_JOINER = "\u2060"
_UNMAPPABLE = {0x0000: "\ufffd", 0xFFFE: "\ufffd", 0xFEFF: WORD_JOINER}
"""Values that ToUnicode must not hold (ISO 14289-1, 7.21.7), and what stands for them."""
_SYMBOLIC, _ITALIC = 4, 64
_BF_RANGE = 100
"""Most entries of a bfchar block (Adobe Technical Note 5411, 1.4.1)."""


class Use(NamedTuple):
    """One use of a glyph: what it shows and what it stands for."""

    gid: int
    text: str


class GlyphFont(Struct, frozen=True):
    """A face with a code for each of its uses in the document.

    `codes` counts from 1 in the order of first use; 0 is .notdef. `widths` holds advances in
    thousandths of an em by glyph, as the file declares them. `spelt` has the codes as they are
    written.
    """

    face: FaceRef
    resource: str
    codes: Mapping[Use, int]
    widths: Mapping[int, float]
    spelt: Mapping[tuple[int, str], str]

    def show(self, run: Glyphs, tagged: bool = True) -> str:
        """The operators that show a run, between BT and ET and after Tf, Tm and the colour."""
        return self.spell(shown(run, tagged))

    def spell(self, run: ShownRun) -> str:
        """The operators of a run with the codes of this file."""
        return run.operators % tuple(map(self.spelt.__getitem__, run.uses))


class ShownRun(Struct, frozen=True):
    """How a run is shown in any file: operators with a `%s` for the code of each of `uses`.

    As there are thousands of uses, they are plain pairs of glyph and text here.
    """

    face: FaceRef
    operators: str
    uses: tuple[tuple[int, str], ...]


@sized(lambda run: 400 + len(run.operators) + 70 * len(run.uses))
def shown(run: Glyphs, tagged: bool = True) -> ShownRun:
    """How a run is shown.

    Every glyph is within half a thousandth of an em of its place. With `tagged`, the
    clusters whose text is not glyph by glyph are in a Span with ActualText.

    Raises:
        ValueError: the run holds glyph 0 (.notdef).
    """
    pieces = _pieces(run, tagged=tagged)
    uses = [(glyph.gid, glyph.text) for _, glyphs in pieces for glyph in glyphs]
    widths = {gid: width_of(run.face, gid) for gid in {gid for gid, _ in uses}}
    if 0 in widths:
        raise ValueError(f"{run.text!r} holds a missing glyph of {run.face}")
    operators: list[str] = []
    pen, rise = 0.0, 0.0
    for text, glyphs in pieces:
        if text is not None and tagged:
            operators.append(f"/Span <</ActualText {spell_text(text)}>> BDC")
        for level, row in _rows(glyphs):
            if level != rise:
                operators.append(f"{spell(level)} Ts")
                rise = level
            array, pen = spell_row(row, pen, run.size, widths)
            operators.append(f"[{array}] TJ")
        if text is not None and tagged:
            operators.append("EMC")
    if rise:
        operators.append("0 Ts")
    return ShownRun(run.face, "\n".join(operators), tuple(uses))


@remembered
def width_of(ref: FaceRef, gid: int) -> float:
    """The advance of a glyph in thousandths of an em, as a file declares it."""
    face = load(ref)
    return round(face.advance(gid) * 1000 / face.upem, 2)


def _pieces(run: Glyphs, *, tagged: bool) -> list[Piece]:
    """The glyphs of a run in the order of writing, by what tells their text."""
    if run.actual_text is not None:
        return [(run.actual_text, run.glyphs)]
    if leftward.runs_left(run.text):
        return leftward.pieces(run, load(run.face))
    return _clusters(run.glyphs) if tagged else [(None, run.glyphs)]


def _clusters(glyphs: tuple[Glyph, ...]) -> list[Piece]:
    """Glyphs in stretches: plain ones, and clusters of several glyphs with one text."""
    if glyphs and all(glyph.text for glyph in glyphs):
        return [(None, glyphs)]
    groups: list[list[Glyph]] = []
    for glyph in glyphs:
        leading = groups and not "".join(member.text for member in groups[-1])
        if groups and (not glyph.text or leading):
            groups[-1].append(glyph)
        else:
            groups.append([glyph])
    pieces: list[Piece] = []
    for group in groups:
        if len(group) > 1:
            pieces.append(("".join(member.text for member in group), tuple(group)))
        elif pieces and pieces[-1][0] is None:
            pieces[-1] = (None, (*pieces[-1][1], *group))
        else:
            pieces.append((None, tuple(group)))
    return pieces


def _rows(glyphs: Iterable[Glyph]) -> list[tuple[float, list[Glyph]]]:
    """Glyphs by their height above the baseline, neighbours of one height together."""
    glyphs = list(glyphs)
    if not any(glyph.y for glyph in glyphs):
        return [(0.0, glyphs)]
    rows: list[tuple[float, list[Glyph]]] = []
    for glyph in glyphs:
        rise = -round(glyph.y, 3)
        if rows and rows[-1][0] == rise:
            rows[-1][1].append(glyph)
        else:
            rows.append((rise, [glyph]))
    return rows


def gather(runs: Iterable[ShownRun]) -> dict[FaceRef, GlyphFont]:
    """A font for each face that `runs` use, in the order of first use.

    Raises:
        ValueError: a face has more than 65 535 uses.
    """
    uses: dict[FaceRef, list[tuple[tuple[int, str], ...]]] = {}
    for run in runs:
        uses.setdefault(run.face, []).append(run.uses)
    fonts: dict[FaceRef, GlyphFont] = {}
    for number, (ref, used) in enumerate(uses.items(), 1):
        once = dict.fromkeys(chain.from_iterable(used))
        codes = {Use(*use): code for code, use in enumerate(once, 1)}
        if len(codes) > 0xFFFF:
            raise ValueError(f"{ref} has more uses than there are codes")
        widths = {gid: width_of(ref, gid) for gid in {0, *(use.gid for use in codes)}}
        spelt: dict[tuple[int, str], str] = {use: f"{code:04X}" for use, code in codes.items()}
        fonts[ref] = GlyphFont(ref, f"F{number}", codes, widths, spelt)
    return fonts


def embed(font: GlyphFont, file: Objects) -> Ref:
    """Write a font with its one subset; the reference is that of the Type 0 dictionary."""
    return file.add(embedded(font, file))


def embedded(font: GlyphFont, file: Objects) -> dict[str, Value]:
    """The Type 0 dictionary of a font, all that it names written."""
    face = load(font.face)
    by_code = [0, *(use.gid for use in sorted(font.codes, key=font.codes.__getitem__))]
    part = (_cubic if face.cubic else _quadratic)(font, face, by_code)
    program = file.add_stream(part.data, part.said)
    mapped = part.gid_map
    descendant = file.add(
        {
            "Type": Name("Font"),
            "Subtype": Name(part.kind),
            "BaseFont": part.name,
            "CIDSystemInfo": {"Registry": b"Adobe", "Ordering": b"Identity", "Supplement": 0},
            "FontDescriptor": file.add(_descriptor(face, part, program)),
            "DW": font.widths[0],
            "W": (1, [font.widths[gid] for gid in by_code[1:]]),
            **({"CIDToGIDMap": file.add_stream(mapped, {})} if mapped else {}),
        }
    )
    return {
        "Type": Name("Font"),
        "Subtype": Name("Type0"),
        "BaseFont": part.name,
        "Encoding": Name("Identity-H"),
        "DescendantFonts": (descendant,),
        "ToUnicode": file.add_stream(_to_unicode(font.codes), {}),
    }


class _Part(NamedTuple):
    """A part of a font as it is embedded: its name, its program and what is said of that.

    `key` is the descriptor's, `kind` that of the CIDFont; `gid_map` leads codes to glyphs.
    """

    name: Name
    kind: str
    key: str
    data: bytes
    said: dict[str, Value]
    gid_map: bytes = b""


def _quadratic(font: GlyphFont, face: Face, by_code: list[int]) -> _Part:
    """Of a font with quadratic curves (9.7.4.2)."""
    part = subset(font.face, frozenset(font.widths))
    name = Name(f"{_subset_tag(part.data)}+{face.post_script_name}")
    gid_map = struct.pack(f">{len(by_code)}H", *(part.glyphs[gid] for gid in by_code))
    length: dict[str, Value] = {"Length1": len(part.data)}
    return _Part(name, "CIDFontType2", "FontFile2", part.data, length, gid_map)


def _cubic(font: GlyphFont, face: Face, by_code: list[int]) -> _Part:
    """Of a font with cubic curves, whose glyphs stand in the order of the codes."""
    glyphs, own = tuple(by_code), face.post_script_name
    name = f"{_subset_tag(cff_program(font.face, glyphs, own))}+{own}"
    data = cff_program(font.face, glyphs, name)
    said: dict[str, Value] = {"Subtype": Name("CIDFontType0C")}
    return _Part(Name(name), "CIDFontType0", "FontFile3", data, said)


def _subset_tag(program: bytes) -> str:
    """Six capitals that tell this subset from others of its face (9.6.4)."""
    digest = hashlib.sha256(program).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def _descriptor(face: Face, part: _Part, program: Ref) -> dict[str, Value]:
    """A font descriptor in thousandths of an em (9.8.1)."""

    def em(units: float) -> float:
        return round(units * 1000 / face.upem, 2)

    italic = face.ref.style == "italic" or face.italic_angle != 0
    return {
        "Type": Name("FontDescriptor"),
        "FontName": part.name,
        # Symbolic: the codes are ours and no standard Latin set (table 123).
        "Flags": _SYMBOLIC | (_ITALIC if italic else 0),
        "FontBBox": [em(edge) for edge in face.box],
        "ItalicAngle": round(face.italic_angle, 2),
        "Ascent": em(face.ascender),
        "Descent": em(face.descender),
        "CapHeight": em(face.cap_height),
        "XHeight": em(face.x_height),
        # An estimate from the weight, for a viewer that would have to draw a substitute.
        "StemV": round(50 + (face.ref.weight / 65) ** 2),
        # One of the hundreds (table 122); a variable font may be of a weight between.
        "FontWeight": min(max(round(face.ref.weight / 100), 1), 9) * 100,
        part.key: program,
    }


def _to_unicode(codes: Mapping[Use, int]) -> bytes:
    """The CMap from codes to text (9.10.3)."""
    pairs: list[str] = []
    for use, code in sorted(codes.items(), key=lambda pair: pair[1]):
        text = use.text.translate(_UNMAPPABLE) or WORD_JOINER
        pairs.append(f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>")
    blocks: list[str] = []
    for start in range(0, len(pairs), _BF_RANGE):
        block = pairs[start : start + _BF_RANGE]
        blocks += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines = (
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<0000> <FFFF>",
        "endcodespacerange",
        *blocks,
        "endcmap",
        "CMapName currentdict /CMap defineresource pop",
        "end",
        "end",
    )
    return "\n".join(lines).encode("ascii")
