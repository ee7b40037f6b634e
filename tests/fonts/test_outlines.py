"""Outlines of glyphs against those that fontTools reads from the same files."""

from __future__ import annotations

import io

import pytest
from fontTools.pens.areaPen import AreaPen
from fontTools.pens.boundsPen import ControlBoundsPen
from fontTools.ttLib import TTFont

from depliant.fonts.face import load
from depliant.fonts.outlines import GlyphOutline, glyph_outline
from depliant.fonts.registry import FaceRef

FACES = [FaceRef("Barlow"), FaceRef("IBM Plex Sans Arabic")]


def played(outline: GlyphOutline, pen: object) -> None:
    """Draw an outline with a pen of fontTools."""
    calls = {"M": "moveTo", "L": "lineTo", "Q": "qCurveTo", "C": "curveTo", "Z": "closePath"}
    for letter, numbers in outline:
        points = zip(numbers[::2], numbers[1::2], strict=True)
        getattr(pen, calls[letter])(*points)


@pytest.mark.parametrize("face", FACES, ids=str)
def test_every_glyph_has_the_outline_of_its_file(face: FaceRef) -> None:
    glyphs = TTFont(io.BytesIO(load(face).data)).getGlyphSet()
    for gid, name in enumerate(glyphs.keys()):
        ours, theirs = AreaPen(glyphs), AreaPen(glyphs)
        our_box, their_box = ControlBoundsPen(glyphs), ControlBoundsPen(glyphs)
        outline = glyph_outline(face, gid)
        played(outline, ours)
        played(outline, our_box)
        glyphs[name].draw(theirs)
        glyphs[name].draw(their_box)
        # HarfBuzz rounds the parts of composite glyphs less than fontTools does.
        assert ours.value == pytest.approx(theirs.value, abs=2, rel=1e-3), name
        if their_box.bounds is None:
            assert outline == ()
        else:
            assert our_box.bounds == pytest.approx(their_box.bounds, abs=1), name


def test_a_blank_glyph_has_none() -> None:
    face = load(FACES[0])
    space = face.glyph(" ")
    assert space is not None
    assert glyph_outline(FACES[0], space) == ()
