"""One font face: its bytes, its metrics, and HarfBuzz's font that shapes with it.

Metrics are in font units (`upem` of them make an em), y up as in the font file.
"""

from __future__ import annotations

import struct

import uharfbuzz as hb
from msgspec import Struct

from depliant.errors import Diagnostic, InputError
from depliant.fonts import registry
from depliant.fonts.naming import post_script
from depliant.fonts.registry import FaceRef, axes_in, called
from depliant.memory import remembered
from depliant.sentences import say
from depliant.tuples import NamedTuple


class Box(NamedTuple):
    """A bounding box in font units, y up."""

    left: int
    bottom: int
    right: int
    top: int


class Face(Struct, frozen=True, eq=False):
    """A loaded face: `load` gives one object a name.

    `descender` is negative, `italic_angle` in degrees counter-clockwise from upright (so it
    is negative for most italics), as PDF's font descriptor wants both (ISO 32000-1, 9.8).
    `cubic`: its glyphs are drawn in cubic curves (CFF), not in quadratic ones (glyf).
    """

    ref: FaceRef
    data: bytes
    upem: int
    ascender: int
    descender: int
    cap_height: int
    x_height: int
    glyph_count: int
    italic_angle: float
    box: Box
    post_script_name: str
    cubic: bool
    font: hb.Font

    def glyph(self, char: str) -> int | None:
        """The glyph of one character, none if the face has none for it."""
        gid = self.font.get_nominal_glyph(ord(char))
        return gid or None

    def covers(self, char: str) -> bool:
        """Whether the face has a glyph of its own for `char`."""
        return self.glyph(char) is not None

    def advance(self, gid: int) -> int:
        """The advance width of a glyph in font units."""
        return int(self.font.get_glyph_h_advance(gid))


@remembered
def load(ref: FaceRef) -> Face:
    """Open a face.

    Raises:
        InputError: `font-missing`, or `font-unreadable` if the file is not a TrueType font.
    """
    file = registry.file_of(ref)
    data = file.read()
    face = hb.Face(hb.Blob(data))
    tags = set(face.table_tags)
    if not face.glyph_count or not {"head", "cmap"} <= tags or tags.isdisjoint({"glyf", "CFF "}):
        raise InputError(
            Diagnostic(
                "font-unreadable",
                say("The file of the font {ref} is not a TrueType or OpenType font.", ref=ref),
                hint=say("Reinstall its package, or name another family."),
            )
        )
    is_made = file.variable or file.weights is not None
    font = hb.Font(face)
    extents = font.get_font_extents("ltr")
    name = face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME)
    return Face(
        ref=ref,
        data=data,
        upem=face.upem,
        ascender=extents.ascender,
        descender=extents.descender,
        cap_height=_height(font, hb.OTMetricsTag.CAP_HEIGHT, "H"),
        x_height=_height(font, hb.OTMetricsTag.X_HEIGHT, "x"),
        glyph_count=face.glyph_count,
        italic_angle=font.get_style_value(hb.StyleTag.SLANT_ANGLE),
        box=_box(face),
        post_script_name=(not is_made and post_script(name or "")) or _name(ref),
        cubic="CFF " in tags,
        font=font,
    )


def _name(ref: FaceRef) -> str:
    """A PostScript name for a face that has none of its own, with where it lies on its axes.

    Adobe Technical Note 5902 writes settings so.
    """
    slanted = "Italic" if ref.style == "italic" else ""
    axes = "".join(f"_{value:g}{tag}" for tag, value in axes_in(ref.family))
    return post_script(f"{called(ref.family)}-{ref.weight}{slanted}{axes}")


def _height(font: hb.Font, tag: hb.OTMetricsTag, sample: str) -> int:
    """A height from the OS/2 table, else measured on the outline of `sample`."""
    height = font.get_metric_position(tag)
    if height:
        return int(height)
    gid = font.get_nominal_glyph(ord(sample))
    extents = font.get_glyph_extents(gid) if gid else None
    return int(extents.y_bearing) if extents else 0


def _box(face: hb.Face) -> Box:
    """xMin, yMin, xMax, yMax of the `head` table: bytes 36 to 43 (OpenType, head)."""
    return Box(*struct.unpack_from(">4h", face.reference_table("head").data, 36))


@remembered
def characters(ref: FaceRef) -> frozenset[str]:
    """The characters that a face has glyphs for.

    Raises:
        InputError: as `load`.
    """
    return frozenset(map(chr, load(ref).font.face.unicodes))
