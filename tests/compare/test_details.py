"""Changes that are no words and no drawings: colours, fonts, links, alternatives, page boxes."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Literal

import pikepdf
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas
from tests.readaloud.conftest import data, marked, tagged

from depliant.compare.comparison import Comparison
from depliant.compare.comparison import compared as sides_compared
from depliant.compare.html_report import html_report
from depliant.compare.json_report import json_report
from depliant.compare.pages import PagePair
from depliant.compare.sides import Proof, Side
from depliant.interface import ENGLISH

from .test_pages import compared, pdf

Told = list[tuple[str, str, str, str]]


def told(pair: PagePair) -> Told:
    return [(one.kind, one.old, one.new, one.words) for one in pair.details]


def page(
    font: str = "Helvetica", colour: str = "#000000", uri: str = "", mode: Literal[0, 3] = 0
) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 12)
        canvas.drawString(20, 250, "One line")
        canvas.setFont(font, 12)
        canvas.setFillColor(colour)
        text = canvas.beginText(20, 220)
        text.setTextRenderMode(mode)
        text.textOut("Price: 12")
        canvas.drawText(text)
        if uri.startswith("http"):
            canvas.linkURL(uri, (18, 216, 90, 234))
        elif uri:
            canvas.linkAbsolute("", uri, (18, 216, 90, 234))

    return draw


def test_text_turned_nearly_white_is_a_change() -> None:
    (pair,) = compared(pdf(page()), pdf(page(colour="#f7f7f7")))
    assert not pair.same
    assert told(pair) == [("colour", "#000000", "#f7f7f7", "Price: 12")]
    assert pair.text == ()
    assert pair.new is not None
    assert [round(box.x) for box in pair.new.looks] == [21, 55]
    assert all(66 < box.y < box.bottom < 84 for box in pair.new.looks)


def test_text_that_is_not_painted_any_more_is_a_change() -> None:
    (pair,) = compared(pdf(page()), pdf(page(mode=3)))
    assert told(pair) == [("colour", "#000000", "#00000000", "Price: 12")]


@pytest.mark.parametrize("shade", ["#010101", "#000004"])
def test_the_rounding_of_a_colour_is_no_change(shade: str) -> None:
    (pair,) = compared(pdf(page()), pdf(page(colour=shade)))
    assert pair.same


def test_another_font_is_a_change_and_another_subset_of_it_is_none() -> None:
    (pair,) = compared(pdf(page()), pdf(page(font="Times-Roman")))
    assert told(pair) == [("font", "Helvetica", "Times-Roman", "Price: 12")]

    def renamed(prefix: str) -> bytes:
        with pikepdf.open(io.BytesIO(pdf(page()))) as file:
            for font in file.pages[0].Resources.Font.values():
                font.BaseFont = pikepdf.Name(f"/{prefix}+Helvetica")
            stream = io.BytesIO()
            file.save(stream)
            return stream.getvalue()

    (pair,) = compared(renamed("ABCDEF"), renamed("GHIJKL"))
    assert pair.same


def test_a_link_that_leads_elsewhere_is_a_change() -> None:
    one, other = "https://example.org/a", "https://example.org/b"
    (pair,) = compared(pdf(page(uri=one)), pdf(page(uri=other)))
    assert told(pair) == [("link", one, other, "Price: 12")]
    (pair,) = compared(pdf(page(uri=one)), pdf(page()))
    assert told(pair) == [("link", one, "", "Price: 12")]
    (pair,) = compared(pdf(page()), pdf(page(uri=one)))
    assert told(pair) == [("link", "", one, "Price: 12")]


def named(words: str, name: str) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        canvas.bookmarkPage(name)
        canvas.drawString(20, 250, words)

    return draw


def test_a_link_to_a_page_that_moved_is_no_change() -> None:
    first, second = named("first words of it", "a"), named("quite another end", "b")
    old = pdf(page(uri="b"), first, second)
    moved = compared(old, pdf(page(uri="b"), first, named("a page put in", "c"), second))
    assert [pair.same for pair in moved] == [True, True, False, True]
    turned = compared(old, pdf(page(uri="a"), first, second))
    assert told(turned[0]) == [("link", "p. 3", "p. 2", "Price: 12")]


def test_another_alternative_text_is_a_change() -> None:
    def described(words: str) -> bytes:
        made = tagged(marked("x"), ("Figure", 0, {"Alt": words}))
        root, page = made.Root.StructTreeRoot, made.pages[0]
        made.Root.MarkInfo = pikepdf.Dictionary(Marked=True)
        page.StructParents = 0
        root.ParentTree = pikepdf.Dictionary(Nums=pikepdf.Array([0, pikepdf.Array([root.K[0]])]))
        return data(made)

    (pair,) = compared(described("A cat"), described("A dog"))
    assert told(pair) == [("alternative", "A cat", "A dog", "")]
    (pair,) = compared(described("A cat"), described(""))
    assert told(pair) == [("alternative", "A cat", "", "")]
    (pair,) = compared(described("A cat"), described("A cat"))
    assert pair.same


def boxed(**boxes: list[float]) -> bytes:
    with pikepdf.open(io.BytesIO(pdf("one two"))) as file:
        for name, box in boxes.items():
            file.pages[0][f"/{name}"] = pikepdf.Array(box)
        stream = io.BytesIO()
        file.save(stream)
        return stream.getvalue()


def test_another_box_of_a_page_is_a_change_and_one_that_says_the_same_is_none() -> None:
    (pair,) = compared(boxed(), boxed(TrimBox=[5, 5, 195, 295]))
    assert told(pair) == [("box", "0 0 200 300", "5 5 195 295", "TrimBox")]
    (pair,) = compared(boxed(), boxed(TrimBox=[0, 0, 200, 300]))
    assert pair.same


def test_many_words_of_another_colour_are_one_change() -> None:
    def lines(colour: str) -> Callable[[Canvas], None]:
        def draw(canvas: Canvas) -> None:
            for at in range(20):
                canvas.setFillColor("#000000")
                canvas.drawString(20, 290 - 13 * at, f"black {at}")
                canvas.setFillColor(colour)
                canvas.drawString(90, 290 - 13 * at, f"words {at}")

        return draw

    (pair,) = compared(pdf(lines("#ff0000")), pdf(lines("#00ff00")))
    (detail,) = pair.details
    assert (detail.old, detail.new, len(detail.new_boxes)) == ("#ff0000", "#00ff00", 40)


def test_each_change_that_has_a_place_is_pictured_on_both_sides() -> None:
    old = pdf(page(uri="https://example.org/a"))
    new = pdf(page(colour="#f00000", uri="https://example.org/b"))
    (pair,) = compared(old, new)
    assert [(spot.of, spot.at) for spot in pair.spots] == [("detail", 0), ("detail", 1)]
    before, after = (
        Image.open(io.BytesIO(one.data)) for one in (pair.spots[0].old, pair.spots[0].new)
    )

    def reddest(image: Image.Image) -> int:
        red, _, blue = image.convert("RGB").split()
        return max(one - other for one, other in zip(red.tobytes(), blue.tobytes(), strict=True))

    assert reddest(before) < 40
    assert reddest(after) > 120
    assert after.width < 400, "a part of the page"


def of(old: bytes, new: bytes) -> Comparison:
    sides = [Side(name, name, "", (Proof("", file),)) for name, file in (("a", old), ("b", new))]
    return sides_compared(sides[0], sides[1], lambda _: None)


def test_summary_data_and_report_say_what_changed() -> None:
    found = of(
        pdf(page(uri="https://example.org/a")),
        pdf(page(font="Times-Roman", colour="#f7f7f7", uri="https://example.org/<b>")),
    )
    assert ENGLISH.tell(found.summary) == (
        "1 of 1 page differs. Besides: 1 change of colour, 1 change of font, 1 link changed."
    )
    said = json_report(found, ENGLISH)
    assert '"kind": "colour"' in said
    assert '"details_link": 1' in said
    html = html_report(found, ENGLISH)
    assert "https://example.org/&lt;b&gt;" in html
    assert html.count('<img src="data:image/webp') == 2 + 3 * 2


def test_nothing_besides_is_not_told_of() -> None:
    found = of(pdf("one"), pdf("two"))
    assert ENGLISH.tell(found.summary) == "1 of 1 page differs."


# --- fields and comments ----------------------------------------------------------------------


def _form(value: str, comment: str = "") -> bytes:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(20, 250, "Name")
        canvas.acroForm.textfield(name="who", value=value, x=20, y=200, width=100, height=20)
        if comment:
            canvas.textAnnotation(comment, (150, 200, 170, 220))

    return pdf(draw)


def test_a_field_that_holds_something_else_is_a_change() -> None:
    (pair,) = compared(_form("Ada"), _form("Grace"))
    assert not pair.same
    assert told(pair) == [("field", "Ada", "Grace", "who")]
    assert len(pair.details[0].new_boxes) == 1


def test_comments_that_came_went_or_say_something_else_are_changes() -> None:
    without, before, after = _form("Ada"), _form("Ada", "Really?"), _form("Ada", "Sure?")
    for old, new, expected in (
        (before, after, ("comment", "Really?", "Sure?", "")),
        (without, before, ("comment", "", "Really?", "")),
        (before, without, ("comment", "Really?", "", "")),
    ):
        (pair,) = compared(old, new)
        assert told(pair) == [expected]
    (pair,) = compared(before, before)
    assert pair.same
