"""A face's metrics against fontTools' reading of the same file."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from depliant.errors import InputError
from depliant.fonts import registry
from depliant.fonts.face import load
from depliant.fonts.registry import FaceRef, file_of


@pytest.mark.parametrize(
    "ref",
    [FaceRef("Barlow"), FaceRef("Barlow", 700, "italic"), FaceRef("Barlow Condensed", 600)],
    ids=str,
)
def test_metrics_are_those_of_the_file(ref: FaceRef) -> None:
    face = load(ref)
    font = TTFont(io.BytesIO(face.data))
    head, os2, hhea = font["head"], font["OS/2"], font["hhea"]
    assert face.data == file_of(ref).path.read_bytes()
    assert face.upem == head.unitsPerEm
    assert (face.ascender, face.descender) == (hhea.ascent, hhea.descent)
    assert (face.cap_height, face.x_height) == (os2.sCapHeight, os2.sxHeight)
    assert face.glyph_count == font["maxp"].numGlyphs
    assert face.italic_angle == pytest.approx(font["post"].italicAngle, abs=0.01)
    assert face.box == (head.xMin, head.yMin, head.xMax, head.yMax)
    assert face.post_script_name == font["name"].getDebugName(6)
    cmap = font.getBestCmap()
    for char in "aÉœ’€\u00a0\u202f漢":
        name = cmap.get(ord(char))
        assert face.covers(char) == (name is not None)
        if name is not None:
            assert face.glyph(char) == font.getGlyphID(name)
            assert face.advance(font.getGlyphID(name)) == font["hmtx"][name][0]


def test_a_file_that_is_no_font_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ref = FaceRef("Broken", 400)
    file = tmp_path / "broken.ttf"
    file.write_bytes(b"not a font")
    monkeypatch.setattr(registry, "file_of", lambda _: registry.FontFile(400, "normal", file))
    with pytest.raises(InputError) as raised:
        load(ref)
    assert [d.code for d in raised.value.diagnostics] == ["font-unreadable"]
