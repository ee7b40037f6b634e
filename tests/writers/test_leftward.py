"""Text that runs to the left, as it is written: one character a code, in the order it stands."""

from __future__ import annotations

from collections.abc import Callable

from depliant.colour import BLACK
from depliant.display.items import DisplayDocument, Glyph, Glyphs, Mark, Metadata, Page
from depliant.display.structure import ContentRef, Element, walk
from depliant.fonts.face import load
from depliant.fonts.registry import FaceRef
from depliant.fonts.shaping import shape
from depliant.geometry import Size
from depliant.press.condition import PressSpec
from depliant.writers import leftward, press_pdf

ARABIC = FaceRef("IBM Plex Sans Arabic")


def run(text: str, x: float, y: float) -> Glyphs:
    """Shaped text whose left end is at (x, y), its glyphs in reading order."""
    scale = 10 / load(ARABIC).upem
    glyphs: list[Glyph] = []
    pen = 0.0
    for shaped in shape(ARABIC, text, language="ar", direction="rtl"):
        at = pen + shaped.x_offset * scale
        advance = shaped.x_advance * scale
        glyphs.append(Glyph(shaped.gid, at, -shaped.y_offset * scale, advance, shaped.text))
        pen += advance
    return Glyphs(ARABIC, 10.0, BLACK, x, y, tuple(reversed(glyphs)))


def test_each_code_stands_for_one_character_and_is_where_it_is_read() -> None:
    text = "لأنّ الأهداف في التراث"
    found = leftward.pieces(run(text, 0, 0), load(ARABIC))
    glyphs = [glyph for said, part in found for glyph in part if said != ""]
    letters = [glyph for glyph in glyphs if glyph.text]
    assert all(len(glyph.text) == 1 for glyph in letters)
    assert "".join(glyph.text for glyph in reversed(letters)) == text
    assert [glyph.x for glyph in letters] == sorted(glyph.x for glyph in letters)


def test_nothing_is_painted_more_or_less() -> None:
    face = load(ARABIC)
    line = run("لأنّ عنصرًا أكوام", 0, 0)
    space = face.glyph(" ")
    painted = sorted(
        (glyph.gid, round(glyph.x, 3), round(glyph.y, 3))
        for _, part in leftward.pieces(line, face)
        for glyph in part
        if glyph.gid != space
    )
    assert painted == sorted(
        (glyph.gid, round(glyph.x, 3), round(glyph.y, 3))
        for glyph in line.glyphs
        if glyph.gid != space
    )


def test_latin_text_is_left_alone(line: Callable[..., Glyphs]) -> None:
    assert not leftward.runs_left("L’été à 76,9\u202f% — déjà")
    marks = (Mark((line("b", 50, 0), line("a", 0, 0)), 1),)
    assert leftward.as_seen(marks) == marks
    assert leftward.described(marks) == {}


def test_a_line_is_written_from_left_to_right_and_told_as_it_is_read(
    spec: PressSpec, read: Callable[..., object], line: Callable[..., Glyphs]
) -> None:
    """Three runs of one line, the middle one a link's; below them another line."""
    items = (
        Mark((run("حوض ", 100, 50),), 0),
        Mark((line("Lens", 70, 50),), 1),
        Mark((run(" هنا", 30, 50), run("ثم", 110, 70)), 2),
    )
    tree = Element(
        "Document",
        (
            Element(
                "P",
                (ContentRef(0), Element("Span", (ContentRef(1),), language="fr"), ContentRef(2)),
            ),
        ),
        language="ar",
    )
    metadata = Metadata("حوض", "ar", "2017-06-30T00:00:00+00:00", "t.ar", direction="rtl")
    document = DisplayDocument((Page(Size(200, 100), items, "1"),), tree, (), metadata)
    seen = leftward.as_seen(items)
    assert [
        (mark.content, [glyphs.text for glyphs in mark.items if isinstance(glyphs, Glyphs)])
        for mark in seen
        if isinstance(mark, Mark)
    ] == [(2, [" هنا"]), (1, ["Lens"]), (0, ["حوض "]), (2, ["ثم"])]
    told = leftward.telling(tree, leftward.described(items))
    assert [element.actual_text for element in walk(told) if element.actual_text] == [
        "حوض ",
        " هناثم",
    ]
    reader = read(press_pdf.write(document, spec))
    assert "Span /ActualText=حوض" in reader.tree()  # type: ignore[attr-defined]


def test_a_figure_keeps_its_alternative_text() -> None:
    figure = Element("Figure", (ContentRef(0),), alt="رسم")
    assert leftward.telling(figure, {0: "نص"}) == figure
