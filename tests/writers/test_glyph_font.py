"""Text that copies exactly and stands where it was set."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depliant.colour import BLACK
from depliant.display.items import Glyph, Glyphs
from depliant.fonts.face import load
from depliant.fonts.registry import FaceRef
from depliant.fonts.subset import subset
from depliant.geometry import Size
from depliant.writers.canvas import File, PageObject
from depliant.writers.glyph_font import GlyphFont, Use, embed, gather, shown

FACE = FaceRef("Barlow")


def run_of(*glyphs: Glyph, size: float = 10, actual: str | None = None) -> Glyphs:
    return Glyphs(FACE, size, BLACK, 0, 0, glyphs, actual)


def glyph(char: str, x: float, y: float = 0.0, text: str | None = None) -> Glyph:
    gid = load(FACE).glyph(char)
    assert gid is not None
    return Glyph(gid, x, y, 5.0, char if text is None else text)


def font_of(*runs: Glyphs) -> GlyphFont:
    return gather(map(shown, runs))[FACE]


def embedded(font: GlyphFont) -> pikepdf.Pdf:
    """A file whose one page names the font F1."""
    file = File((1, 7), "fr", {})
    ref = embed(font, file)
    file.add_page(PageObject(Size(10, 10), b"", {"Font": {"F1": ref}}, {}, {}, ""))
    return pikepdf.open(io.BytesIO(file.finish()))


def cmap_of(font: GlyphFont) -> str:
    pdf = embedded(font)
    return pdf.pages[0].Resources.Font.F1.ToUnicode.read_bytes().decode("ascii")


def replay(operators: str, font: GlyphFont, size: float) -> list[tuple[int, float, float]]:
    """Code, x and y (down) of every glyph that operators show, by ISO 32000-1, 9.4.4."""
    widths = {code: font.widths[use.gid] for use, code in font.codes.items()}
    pen, rise = 0.0, 0.0
    shown: list[tuple[int, float, float]] = []
    for line in operators.splitlines():
        if line.endswith(" Ts"):
            rise = float(line.split()[0])
        elif line.endswith("TJ"):
            for codes, shift in re.findall(r"<([0-9A-F]*)>|(-?\d+)", line):
                pen -= float(shift or 0) * size / 1000
                for at in range(0, len(codes), 4):
                    code = int(codes[at : at + 4], 16)
                    shown.append((code, pen, -rise))
                    pen += widths[code] * size / 1000
    return shown


placed = st.builds(
    lambda char, x, y: glyph(char, x, y),
    st.sampled_from("aeé ,W"),
    st.floats(-50, 500),
    st.sampled_from([0.0, -3.3, 1.25]),
)


@given(st.lists(placed, min_size=1, max_size=30), st.floats(4, 90))
@settings(deadline=None)
def test_every_glyph_is_within_half_a_thousandth_of_an_em(glyphs: list[Glyph], size: float) -> None:
    run = run_of(*glyphs, size=size)
    font = font_of(run)
    shown = replay(font.show(run), font, size)
    assert [code for code, _, _ in shown] == [font.codes[Use(g.gid, g.text)] for g in glyphs]
    for (_, x, y), wanted in zip(shown, glyphs, strict=True):
        assert abs(x - wanted.x) <= 0.000501 * size
        assert abs(y - wanted.y) <= 0.001


def test_a_run_without_tracking_is_one_array_with_its_kerning(line: Callable[..., Glyphs]) -> None:
    run = line("AVA", 0, 0)
    shown = font_of(run).show(run)
    assert re.fullmatch(r"\[<0001>\d+<0002>\d+<0001>\] TJ", shown)


def test_one_glyph_has_a_code_for_each_text_it_stands_for() -> None:
    space, hyphen = load(FACE).glyph(" "), load(FACE).glyph("-")
    assert space is not None
    assert hyphen is not None
    run = run_of(
        *(Glyph(space, 5 * n, 0, 5, text) for n, text in enumerate((" ", "\u00a0", "\u202f", " "))),
        Glyph(hyphen, 20, 0, 5, "-"),
        Glyph(hyphen, 25, 0, 5, "\u00ad"),
    )
    font = font_of(run)
    assert font.show(run).count("TJ") == 1
    assert [use.text for use in font.codes] == [" ", "\u00a0", "\u202f", "-", "\u00ad"]
    assert len({use.gid for use in font.codes}) == 2


def test_a_ligature_maps_to_its_letters() -> None:
    run = run_of(glyph("f", 0, text="ffi"), glyph("n", 5))
    assert "Span" not in font_of(run).show(run)
    assert [use.text for use in font_of(run).codes] == ["ffi", "n"]
    assert "<0001> <006600660069>\n<0002> <006E>\n" in cmap_of(font_of(run))


def test_the_second_glyph_of_a_character_shares_its_actual_text() -> None:
    run = run_of(glyph("x", 0), glyph("e", 5, text="é"), glyph("'", 6, -2, text=""), glyph("y", 10))
    shown = font_of(run).show(run).splitlines()
    assert shown[1] == "/Span <</ActualText <FEFF00E9>>> BDC"
    assert shown.index("EMC") > shown.index("2 Ts")
    assert sum("TJ" in operator for operator in shown) == 4


def test_a_mark_before_its_letter_is_taken_together_with_it() -> None:
    run = run_of(glyph("'", 0, text=""), glyph("e", 1, text="é"), glyph("x", 6))
    shown = font_of(run).show(run).splitlines()
    assert shown[0] == "/Span <</ActualText <FEFF00E9>>> BDC"
    assert shown[2] == "EMC"


def test_a_run_set_right_to_left_says_its_text_as_a_whole() -> None:
    run = run_of(glyph("c", 0), glyph("b", 5), glyph("a", 10), actual="abc")
    assert font_of(run).show(run).startswith("/Span <</ActualText <FEFF006100620063>>> BDC\n")
    assert "Span" not in font_of(run).show(run, tagged=False)


def test_a_rise_ends_with_its_run() -> None:
    run = run_of(glyph("1", 0), glyph("e", 5, -3))
    operators = [line.split()[-1] for line in font_of(run).show(run).splitlines()]
    assert operators == ["TJ", "Ts", "TJ", "Ts"]
    assert font_of(run).show(run).endswith("\n0 Ts")


def test_the_missing_glyph_is_never_written() -> None:
    with pytest.raises(ValueError, match="missing glyph"):
        shown(run_of(Glyph(0, 0, 0, 5, "x")))


def test_faces_are_numbered_in_the_order_of_first_use(line: Callable[..., Glyphs]) -> None:
    bold = FaceRef("Barlow", 700)
    fonts = gather(map(shown, [line("a", 0, 0), line("b", 0, 0, face=bold), line("c", 0, 0)]))
    assert [(ref, font.resource) for ref, font in fonts.items()] == [(FACE, "F1"), (bold, "F2")]
    assert len(fonts[FACE].codes) == 2


def test_the_embedded_font_is_one_subset_with_our_codes(line: Callable[..., Glyphs]) -> None:
    run = line("effet 76,9\u202f%\u00a0!", 0, 0)
    font = font_of(run)
    pdf = embedded(font)
    written = pdf.pages[0].Resources.Font.F1
    part = subset(FACE, frozenset(font.widths))
    descendant = written.DescendantFonts[0]
    assert descendant.FontDescriptor.FontFile2.read_bytes() == part.data
    assert re.fullmatch(r"/[A-Z]{6}\+Barlow-Regular", str(written.BaseFont))
    assert written.BaseFont == descendant.BaseFont == descendant.FontDescriptor.FontName
    gid_map = descendant.CIDToGIDMap.read_bytes()
    widths = [float(width) for width in descendant.W[1]]
    for use, code in font.codes.items():
        assert int.from_bytes(gid_map[2 * code : 2 * code + 2], "big") == part.glyphs[use.gid]
        assert widths[code - 1] == pytest.approx(
            load(FACE).advance(use.gid) * 1000 / load(FACE).upem, abs=0.01
        )


@pytest.mark.parametrize(
    ("text", "mapped"), [("", "2060"), ("\ufeff", "2060"), ("\ufffe", "FFFD"), ("😀", "D83DDE00")]
)
def test_to_unicode_holds_no_forbidden_value(text: str, mapped: str) -> None:
    assert f"<0001> <{mapped}>\n" in cmap_of(font_of(run_of(glyph("x", 0, text=text))))


def test_to_unicode_has_at_most_a_hundred_entries_a_block() -> None:
    run = run_of(*(glyph("x", n, text=chr(0x4E00 + n)) for n in range(250)))
    blocks = re.findall(r"(\d+) beginbfchar\n(.*?)endbfchar", cmap_of(font_of(run)), re.DOTALL)
    assert [int(count) for count, _ in blocks] == [100, 100, 50]
    assert [body.count("\n") for _, body in blocks] == [100, 100, 50]
