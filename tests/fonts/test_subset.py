"""Subsets, read back by fontTools."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys

from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

from depliant.fonts.face import load
from depliant.fonts.registry import FaceRef
from depliant.fonts.shaping import shape
from depliant.fonts.subset import subset

BARLOW = FaceRef("Barlow")


def gids(text: str) -> frozenset[int]:
    return frozenset(glyph.gid for glyph in shape(BARLOW, text, language="fr"))


def outline(font: TTFont, gid: int) -> object:
    glyphs = font.getGlyphSet()
    pen = DecomposingRecordingPen(glyphs)
    glyphs[font.getGlyphName(gid)].draw(pen)
    return pen.value


def test_a_subset_draws_the_same_glyphs_at_the_same_widths() -> None:
    wanted = gids("Chiffres clés, efficacité Œ É 712")
    cut = subset(BARLOW, wanted)
    whole, part = TTFont(io.BytesIO(load(BARLOW).data)), TTFont(io.BytesIO(cut.data))
    assert wanted <= set(cut.glyphs)
    assert set(cut.widths) == set(cut.glyphs)
    for old, new in cut.glyphs.items():
        assert outline(part, new) == outline(whole, old)
        assert cut.widths[old] == whole["hmtx"][whole.getGlyphName(old)][0]
        assert cut.widths[old] == part["hmtx"][part.getGlyphName(new)][0]


def test_a_subset_has_the_tables_of_an_embedded_truetype_font_and_no_more() -> None:
    cut = subset(BARLOW, gids("été"))
    font = TTFont(io.BytesIO(cut.data))
    assert {tag for tag in font.keys() if tag != "GlyphOrder"} == {  # noqa: SIM118
        "glyf", "head", "hhea", "hmtx", "loca", "maxp",
    }  # fmt: skip
    assert font["maxp"].numGlyphs == len(cut.glyphs)
    assert len(cut.data) < 3000


def test_glyph_zero_stays_first() -> None:
    assert subset(BARLOW, gids("z")).glyphs[0] == 0
    assert dict(subset(BARLOW, frozenset()).glyphs) == {0: 0}


def test_another_process_makes_the_same_bytes() -> None:
    wanted = gids("Bassin minier")
    code = (
        "import hashlib; from depliant.fonts.subset import subset;"
        "from depliant.fonts.registry import FaceRef;"
        f"print(hashlib.sha256(subset(FaceRef('Barlow'), frozenset({sorted(wanted)[::-1]})).data)"
        ".hexdigest())"
    )
    said = [
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        for _ in range(2)
    ]
    own = hashlib.sha256(subset(BARLOW, wanted).data).hexdigest()
    assert [process.stdout.strip() for process in said] == [own, own]
