"""The text of a display list: every kind of item, every attribute a reviewer must see."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from depliant.colour import BLACK, PAPER, Colour
from depliant.display.dump import dump
from depliant.display.items import (
    DisplayDocument,
    Form,
    Glyph,
    Glyphs,
    Group,
    Link,
    Mark,
    Metadata,
    Page,
    Path,
    Picture,
    Raster,
    Stroke,
)
from depliant.display.structure import ContentRef, Element, OutlineEntry
from depliant.fonts.registry import FaceRef
from depliant.geometry import Rect, Size, rectangle, scaling, translation

GOLD = Colour(0, 0.2, 0.9, 0.1, spot="Or")


def a_run(text: str, actual: str | None = None) -> Glyphs:
    glyphs = tuple(Glyph(n + 1, 4.5 * n, 0, 4.5, char) for n, char in enumerate(text))
    return Glyphs(FaceRef("Barlow", 600, "italic"), 9.5, BLACK, 10.004, 20, glyphs, actual)


def a_document() -> DisplayDocument:
    sign = Form((Path(rectangle(Rect(0, 0, 2, 2)), fill=GOLD.at(0.25)),), Rect(0, 0, 2, 2))
    picture = Picture(
        Raster("ab" * 32, 4, 3, "rgb", bytes(36)), Rect(0, 0, 40, 30), Rect(0, 0.5, 4, 2), PAPER
    )
    stroke = Stroke(Colour(0.1, 0.85, 0.9, 0.1), 0.5, (2, 1), "round", "bevel")
    curve = Path((("M", 0, 0), ("C", 1, 2, 3, 4, -0.001, 6), ("Z",)), BLACK, stroke, even_odd=True)
    line = Path((("M", 0, 0), ("L", 100, 0)), stroke=Stroke(BLACK, 0.25, (1,), phase=0.5, miter=4))
    items = (
        Mark((a_run("76,9\u202f%"), a_run("abc", "cba")), 1),
        Mark((Group((picture, sign), scaling(0.5), rectangle(Rect(0, 0, 20, 15)), True),), 2,
             Rect(0, 0, 20, 15)),
        Mark((curve, line, Form(sign.items, sign.bounds, translation(5, 6))), None,
             artifact="Background"),
        Link(Rect(0, 0, 10, 5), "https://example.org/", 1, "le site"),
    )  # fmt: skip
    structure = Element(
        "Document",
        (
            Element("H1", (ContentRef(1),), title="Titre", language="fr", identifier="t"),
            Element("Figure", (ContentRef(2),), alt="Une image", actual_text="x",
                    attributes=(("Layout", "Placement", "Block"),)),
        ),
    )  # fmt: skip
    outline = (OutlineEntry("Titre", 1, (OutlineEntry("Image", 2),)),)
    metadata = Metadata("Titre", "fr", "2017-06-30T00:00:00+00:00", "essai")
    pages = (Page(Size(280.63, 595.276), items, "extérieur", (93.54, 187.09)),)
    return DisplayDocument(pages, structure, outline, metadata)


def test_a_document_reads_line_by_line(golden: Callable[[str, str], None]) -> None:
    golden("display/dump.txt", dump(a_document()))


def test_parts_read_as_they_do_in_the_whole() -> None:
    document = a_document()
    whole = dump(document)
    for part in (document.pages[0], document.structure, document.pages[0].items[0]):
        lines = dump(part).splitlines()
        assert all(line in whole for line in lines)


def test_an_amount_of_a_hundredth_of_a_point_does_not_change_the_text() -> None:
    assert dump(replace(a_run("a"), x=10.0)) == dump(a_run("a"))
    assert dump(replace(a_run("a"), x=10.02)) != dump(a_run("a"))
