"""The leaflet in fonts of a house's own: an OpenType one, a variable one, one made for the web.

Each is made of the font that the leaflet is set in, so that its pages are the same but for that.
"""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from fontTools.cffLib import CFFFontSet
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont
from PIL import Image, ImageChops, ImageStat
from tests.conftest import Once
from tests.fonts.house import cubic, data_of, named, opened, put, variable
from tests.judges.programs import judge, verapdf
from tests.leaflet.conftest import ROOT, Written

from depliant.build.pipeline import build
from depliant.build.report import BuildRequest
from depliant.fonts.registry import FaceRef

CALLED = {400: "Regular", 500: "Medium", 600: "SemiBold", 700: "Bold"}
FORMS = {"MaisonMedium": 500, "MaisonSemiBold": 600, "Maison": 400}


def house(project: Path) -> None:
    """Put three families into a project, and have it set in them."""
    for weight, style in CALLED.items():
        for slope in ("normal", "italic"):
            font = opened(FaceRef("Barlow Semi Condensed", weight, slope))
            plain = "Maison" if weight in (400, 700) else f"Maison {style}"
            own = f"{'Bold ' * (weight == 700)}{'Italic' * (slope == 'italic')}".strip()
            full = f"{style} Italic" if slope == "italic" else style
            named(font, plain, own or "Regular", typographic=("Maison", full))
            put(project, f"Maison/{full}.otf", data_of(cubic(font)))
        narrow = named(opened(FaceRef("Barlow Condensed", weight)), "Étroite", style,
                       typographic=("Étroite", style))  # fmt: skip
        put(project, f"etroite-{weight}.woff2", data_of(narrow, "woff2"))
    put(project, "Studio[wght].ttf", data_of(named(variable("Heebo"), "Studio")))
    sheet = project / "assets/style.yaml"
    text = sheet.read_text(encoding="utf-8")
    text = text.replace("text: [Barlow Semi Condensed", "text: [Maison")
    text = text.replace("display: [Barlow Condensed", "display: [Étroite")
    text = text.replace("families:\n", "families:\n  studio: Studio\n", 1)
    wanted = "flap-note:   {base: note, "
    assert wanted in text
    text = text.replace(wanted, f"{wanted}family: studio, weight: 350, italic: false, ")
    sheet.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def in_house(once: Once) -> dict[str, Path]:
    def make(folder: Path) -> None:
        project = folder / "project"
        project.mkdir()
        shutil.copy(ROOT / "content.yaml", project)
        shutil.copytree(ROOT / "assets", project / "assets")
        house(project)
        build(project, BuildRequest(out=folder / "out", preflight=True))

    folder = once("in_house", make)
    return {
        target: next((folder / "out").glob(f"*.{target}.pdf")) for target in ("press", "screen")
    }


def test_the_words_are_those_of_the_leaflet(
    in_house: dict[str, Path], file_of: Callable[[str, str], Written]
) -> None:
    for target, path in in_house.items():
        own, wanted = (
            sorted(judge("pdftotext", file, "-").split())
            for file in (path, file_of("fr", target).path)
        )
        assert own == wanted


def test_the_files_are_what_they_claim(in_house: dict[str, Path]) -> None:
    press, screen = in_house["press"], in_house["screen"]
    assert verapdf(press, screen) == [
        f"PASS {press} 2a", f"PASS {press} ua1", f"PASS {screen} 3a", f"PASS {screen} ua1",
    ]  # fmt: skip


def embedded(path: Path) -> Iterator[tuple[str, Any, Any]]:
    """The name, the CIDFont and the descriptor of each font of a file."""
    with pikepdf.open(path) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font":
                for inner in item.get("/DescendantFonts", ()):
                    yield str(item.BaseFont)[1:], item, inner


def texts(font: Any) -> dict[int, str]:
    """What a font's codes say, by its ToUnicode map."""
    lines = font.ToUnicode.read_bytes().decode().splitlines()
    pairs = [line.split() for line in lines if line.startswith("<") and "> <" in line]
    found = {}
    for code, text in pairs:
        found[int(code.strip("<>"), 16)] = bytes.fromhex(text.strip("<>")).decode("utf-16-be")
    return {code: text for code, text in found.items() if code}  # 0: the range of codes


def bounds(font: TTFont, glyph: str) -> tuple[float, ...] | None:
    glyphs = font.getGlyphSet()
    pen = BoundsPen(glyphs)
    glyphs[glyph].draw(pen)
    found: tuple[float, ...] | None = pen.bounds
    return found


def test_what_is_embedded_opens_and_has_the_right_glyphs(in_house: dict[str, Path]) -> None:
    kinds = set()
    for name, font, inner in embedded(in_house["press"]):
        said, descriptor = texts(font), inner.FontDescriptor
        kinds.add((name.partition("+")[2].partition("-")[0], str(inner.Subtype)))
        if "/FontFile3" in descriptor:
            assert descriptor.FontFile3.Subtype == "/CIDFontType0C"
            program = CFFFontSet()
            program.decompile(io.BytesIO(descriptor.FontFile3.read_bytes()), None)
            assert program.fontNames == [name]
            top = program[0]
            assert top.ROS == ("Adobe", "Identity", 0)
            family = name.partition("+")[2].partition("-")[0]
            slope = "italic" if "Italic" in name else "normal"
            weight = 700 if "Bold" in name and "Semi" not in name else FORMS[family]
            source = opened(FaceRef("Barlow Semi Condensed", weight, slope))  # type: ignore[arg-type]
            letters = [(code, text) for code, text in said.items() if text in "aeégMÉ7%"]
            assert letters
            for code, text in letters:
                pen = BoundsPen(None)
                top.CharStrings[f"cid{code:05d}"].draw(pen)
                wanted = bounds(source, source.getBestCmap()[ord(text)])
                assert pen.bounds == pytest.approx(wanted, abs=1.0)
        else:
            program = TTFont(io.BytesIO(descriptor.FontFile2.read_bytes()))
            order, mapped = program.getGlyphOrder(), inner.CIDToGIDMap.read_bytes()
            for code, text in said.items():
                gid = int.from_bytes(mapped[2 * code : 2 * code + 2], "big")
                assert 0 < gid < len(order)
                assert text.isspace() or bounds(program, order[gid]) or text in "\u00ad\u2060"
    assert ("Studio", "/CIDFontType2") in kinds
    assert ("Étroite", "/CIDFontType2") in kinds or ("troite", "/CIDFontType2") in kinds
    assert ("Maison", "/CIDFontType0") in kinds


RENDERERS = {
    "poppler": ("pdftocairo", "-png", "-r", "216", "-f", "4", "-l", "4", "-singlefile"),
    "mupdf": ("mutool", "draw", "-r", "216", "-o"),
    "ghostscript": ("gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=png16m", "-r216",
                    "-dFirstPage=4", "-dLastPage=4", "-o"),
}  # fmt: skip


@pytest.mark.parametrize("program", RENDERERS)
def test_renderers_draw_the_glyphs_of_the_font_that_it_was_made_of(
    program: str,
    in_house: dict[str, Path],
    file_of: Callable[[str, str], Written],
    tmp_path: Path,
) -> None:
    """Each reads a program with cubic curves in its own way; the page is that of the leaflet."""
    drawn = []
    for name, path in (("own", in_house["screen"]), ("leaflet", file_of("fr", "screen").path)):
        command, out = RENDERERS[program], tmp_path / f"{name}.png"
        if program == "poppler":
            judge(*command, path, out.with_suffix(""))
        elif program == "mupdf":
            judge(*command, out, path, "4")
        else:
            judge(*command, out, path)
        drawn.append(Image.open(out).convert("L").reduce(3))
    difference = ImageStat.Stat(ImageChops.difference(*drawn)).mean[0]
    assert difference < 2.0
    assert ImageStat.Stat(drawn[0]).stddev[0] > 20
