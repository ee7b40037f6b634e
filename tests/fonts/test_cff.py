"""Programs of fonts with cubic curves, read back by fontTools."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from fontTools.cffLib import CFFFontSet
from fontTools.designspaceLib import AxisDescriptor, DesignSpaceDocument, SourceDescriptor
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.recordingPen import RecordingPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem
from fontTools.varLib import build
from fontTools.varLib.instancer import instantiateVariableFont
from tests.fonts.house import cubic, data_of, named, opened, variable

from depliant.fonts.cff import cff_program
from depliant.fonts.face import load
from depliant.fonts.house_file import read_house_file
from depliant.fonts.instancing import instanced
from depliant.fonts.outlines import glyph_outline
from depliant.fonts.registry import FaceRef, FontFile, give, given_name


def given(font: TTFont, name: str) -> FaceRef:
    """A face of a font that nobody has installed."""
    data = data_of(font)
    family = given_name(name, [(400, "normal", str(hash(data)))])
    give(family, (FontFile(400, "normal", Path("own"), data),))
    return FaceRef(family)


def program_of(ref: FaceRef, text: str, name: str = "ABCDEF+Maison") -> tuple[Any, list[int]]:
    gids = [0, *(load(ref).glyph(char) or 0 for char in text)]
    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(cff_program(ref, tuple(gids), name)), None)
    assert fonts.fontNames == [name]
    return fonts[0], gids


def drawn(top: Any, cid: int) -> tuple[list[Any], float]:
    string = top.CharStrings[f"cid{cid:05d}" if cid else ".notdef"]
    pen = RecordingPen()
    string.draw(pen)
    return pen.value, string.width


@pytest.mark.parametrize("upem", [1000, 2048])
def test_glyphs_stand_in_the_order_of_the_codes(upem: int) -> None:
    font = named(opened(FaceRef("Barlow")), "Maison")
    if upem != 1000:
        scale_upem(font, upem)
    ref = given(cubic(font), f"Maison {upem}")
    top, gids = program_of(ref, "aé7 -- ")
    assert top.ROS == ("Adobe", "Identity", 0)
    assert len(top.CharStrings) == len(gids) == top.CIDCount
    for cid, gid in enumerate(gids):
        segments, width = drawn(top, cid)
        assert width == pytest.approx(load(ref).advance(gid) * 1000 / upem, abs=0.01)
        points = [point for _, points in segments for point in points]
        wanted = [value for _, values in glyph_outline(ref, gid) for value in values]
        assert len(points) >= len(wanted) // 2
        if wanted:
            scale = 1000 / upem
            assert max(x for x, _ in points) == pytest.approx(max(wanted[::2]) * scale, abs=0.02)
            assert max(y for _, y in points) == pytest.approx(max(wanted[1::2]) * scale, abs=0.02)


def test_a_glyph_that_is_shown_for_two_texts_is_there_twice() -> None:
    top, _ = program_of(given(cubic(named(opened(FaceRef("Barlow")), "Maison")), "M"), "--")
    assert drawn(top, 1) == drawn(top, 2)


def test_equal_arguments_give_equal_bytes() -> None:
    ref = given(cubic(named(opened(FaceRef("Barlow")), "Maison")), "M")
    assert cff_program(ref, (0, 5, 6), "A") == cff_program(ref, (0, 5, 6), "A")
    assert cff_program(ref, (0,), "A")


def moving_cubic() -> TTFont:
    """A variable font with cubic curves, drawn between two weights of another one."""
    space, axis = DesignSpaceDocument(), AxisDescriptor()
    axis.tag, axis.name, axis.minimum, axis.default, axis.maximum = "wght", "Weight", 300, 300, 800
    space.addAxis(axis)
    for weight in (300, 800):
        font = named(instantiateVariableFont(variable("Heebo"), {"wght": weight}), "Filet")
        for tag in ("GSUB", "GPOS", "GDEF", "STAT"):
            del font[tag]
        source = SourceDescriptor()
        source.font = TTFont(io.BytesIO(data_of(cubic(font))))
        source.location, source.name = {"Weight": weight}, str(weight)
        space.addSource(source)
    made: TTFont = build(space)[0]
    return made


def test_a_variable_font_with_cubic_curves_is_drawn_at_any_weight() -> None:
    data = data_of(moving_cubic())
    (font,) = read_house_file("filet.otf", data).fonts
    assert (font.outlines, font.axes[0].least, font.axes[0].most) == ("CFF2", 300, 800)
    widths = []
    for weight in (300.0, 550.0, 800.0):
        still = TTFont(io.BytesIO(instanced(data, 0, (("wght", weight),))))
        assert "CFF " in still
        assert "fvar" not in still
        glyphs, name = still.getGlyphSet(), still.getBestCmap()[ord("l")]
        pen = BoundsPen(glyphs)
        glyphs[name].draw(pen)
        assert pen.bounds is not None
        widths.append(pen.bounds[2] - pen.bounds[0])
    assert widths[1] == pytest.approx((widths[0] + widths[2]) / 2, abs=1)
    assert widths[0] < widths[1] < widths[2]
