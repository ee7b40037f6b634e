"""Weights of variable fonts, against fontTools' instancer."""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
import uharfbuzz as hb
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont
from tests.fonts.house import variable

from depliant.fonts.face import load
from depliant.fonts.registry import FaceRef, file_of
from depliant.fonts.subset import subset
from depliant.fonts.variable import steps, weight_range


@pytest.mark.parametrize(("family", "weight"), [("Heebo", 700), ("Noto Sans Thai", 300)])
def test_a_weight_is_that_of_the_instancer(family: str, weight: int) -> None:
    file = file_of(FaceRef(family, weight))
    wanted = instantiateVariableFont(
        TTFont(file.path), {"wght": weight, **({"wdth": 100} if "wdth" in file.path.name else {})}
    )
    made = TTFont(BytesIO(file.read()))
    assert "fvar" not in made
    assert made["OS/2"].usWeightClass == weight
    for name in made.getGlyphOrder()[:200]:
        advance, bearing = made["hmtx"][name]
        assert (advance, bearing) == pytest.approx(wanted["hmtx"][name], abs=1)


def test_heavier_is_bolder_and_each_weight_has_its_name() -> None:
    thin, black = (load(FaceRef("Noto Sans JP", weight)) for weight in (100, 900))
    gid = thin.glyph("一")
    assert gid is not None
    strokes = [face.font.get_glyph_extents(gid).height for face in (thin, black)]
    assert abs(strokes[1]) > 3 * abs(strokes[0])
    assert black.post_script_name == "NotoSansJP-900"


def test_a_subset_is_static_and_small() -> None:
    ref = FaceRef("Noto Sans SC", 600)
    gids = {load(ref).glyph(char) for char in "世界遗产"} - {None}
    part = subset(ref, frozenset(gid for gid in gids if gid is not None))
    assert len(part.data) < 10_000
    assert not hb.Face(hb.Blob(part.data)).axis_infos


def test_a_font_without_a_weight_axis_is_regular(tmp_path: Path) -> None:
    file = tmp_path / "still.ttf"
    file.write_bytes(file_of(FaceRef("Barlow")).read())
    assert steps(weight_range(file)) == (400,)


def test_what_a_library_finds_strange_is_not_printed(tmp_path: Path) -> None:
    """It quotes names of glyphs, which are whatever a file says."""
    font = variable("Heebo")
    font["hmtx"]["A"] = (65535, 0)
    path = tmp_path / "wide.ttf"
    font.save(path)
    script = (
        "from pathlib import Path; from depliant.fonts.instancing import instanced;"
        f"instanced(Path({str(path)!r}).read_bytes(), 0, (('wght', 400.0),))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert done.stderr == b""
