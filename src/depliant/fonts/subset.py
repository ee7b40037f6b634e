"""Cutting a face down to the glyphs that a document uses, by HarfBuzz.

The result is what ISO 32000-1, 9.9 asks of a TrueType program embedded for a CIDFontType2:
glyf, head, hhea, hmtx, loca and maxp. Layout tables have done their work by then, and
hinting is of no use to a plate or a modern screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

import uharfbuzz as hb
from msgspec import Struct

from depliant.fonts.face import load
from depliant.fonts.registry import FaceRef
from depliant.memory import remembered

_KEPT = frozenset({"glyf", "head", "hhea", "hmtx", "loca", "maxp"})


class Subset(Struct, frozen=True):
    """A font file of some glyphs.

    `glyphs` maps the glyph ids of the face to those of `data`, `widths` to the advance in
    font units; both hold glyph 0, what was asked for, and the parts of composite glyphs.
    """

    data: bytes
    glyphs: Mapping[int, int]
    widths: Mapping[int, int]


@remembered
def subset(ref: FaceRef, gids: frozenset[int]) -> Subset:
    """The part of a face that holds `gids`; equal arguments give equal bytes.

    Raises:
        InputError: `font-missing`.
    """
    face = load(ref)
    data, glyphs = cut(face.data, gids)
    return Subset(
        data,
        MappingProxyType(glyphs),
        MappingProxyType({gid: face.advance(gid) for gid in glyphs}),
    )


def cut(data: bytes, gids: Iterable[int]) -> tuple[bytes, dict[int, int]]:
    """A font file with `gids` alone, and their new glyph ids; both hold the parts of composites.

    Raises:
        RuntimeError: the glyphs are damaged.
    """
    whole = hb.Face(hb.Blob(data))
    wanted = hb.SubsetInput()
    wanted.glyph_set.set(set(gids))
    wanted.flags = (
        hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.NOTDEF_OUTLINE
    )
    wanted.drop_table_tag_set.set(
        {int.from_bytes(tag.encode("ascii"), "big") for tag in set(whole.table_tags) - _KEPT}
    )
    plan = hb.SubsetPlan(whole, wanted)
    part = plan.execute()
    return bytes(part.blob.data), dict(sorted(dict(plan.old_to_new_glyph_mapping).items()))
