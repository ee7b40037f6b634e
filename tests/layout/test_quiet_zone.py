"""The white margin of a code: hung out of the measure where that is free, and always kept free.

The truth is in the pages that PDFium paints, and in what zxing reads of them.
"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from PIL import Image
from tests.judges.programs import library

from depliant.content.inline import Span
from depliant.content.model import Align, Barcode, Block, BoxBlock, Cell, QrCode, Row, Symbol
from depliant.errors import Diagnostic
from depliant.geometry import Rect, mm
from depliant.layout.compose import compose
from depliant.layout.paging import imposed
from depliant.press.condition import PressSpec
from depliant.source.reading import typed
from depliant.style.block_styles import BoxStyle
from depliant.style.sheet import Design, Format, Frame, Margin, StyleSheet, Swatch
from depliant.writers import press_pdf

from .conftest import HERE, coated, edition, job, panel, paragraph, sheet
from .test_behind import shown

PIXELS = 4
"""A point, as `shown` paints it."""
HOLDS = "https://depliant.example"
WIDTH, HEIGHT = 100, 90
MARGIN = 10
WORDS = "Le bassin minier a été creusé pendant trois siècles par des mineurs venus de partout. "
DARK = {"deep": Swatch(cmyk=(100, 60, 0, 40))}


def code(align: Align = "start", label: str = "", **changes: Any) -> QrCode:
    said = (Span(label),) if label else ()
    symbol = Symbol(align=align)
    made = QrCode(HOLDS, "", said, "", False, HOLDS, "M", 20.0, symbol, "text", HERE)
    return replace(made, **changes)


def looks(**design: Any) -> StyleSheet:
    margins = design.pop("margin", MARGIN)
    margin = Margin(top=MARGIN, right=margins, bottom=MARGIN, left=margins)
    return sheet(
        format=Format(fold="none", size=(WIDTH, HEIGHT)),
        swatches=DARK,
        boxes={"box": typed(BoxStyle, {"padding_mm": design.pop("padding", 4), "ground": "paper"})},
        designs={"default": Design(margin=margin, **design)},
    )


def page(
    the_sheet: StyleSheet, *blocks: Block, language: str = "fr"
) -> tuple[Image.Image, tuple[Diagnostic, ...]]:
    """The trimmed page, four pixels a point, and what was found."""
    the_edition = replace(edition(panel(*blocks)), language=language)
    composition = compose(the_edition, job(the_sheet))
    spec = PressSpec(coated(), bleed=mm(3), safe_margin=0.0)
    image = shown(press_pdf.write(imposed(composition), spec))
    edge = round(mm(3) * PIXELS)
    image = image.crop((edge, edge, image.width - edge, image.height - edge))
    return image, composition.diagnostics


def found(image: Image.Image) -> Rect:
    """Where the dark parts of the only code of a page stand, in millimetres from its corner."""
    reader = library("zxingcpp", "zxing-cpp")
    (one,) = reader.read_barcodes(image)
    assert one.text == HOLDS
    at = one.position
    corners = (at.top_left, at.top_right, at.bottom_right, at.bottom_left)
    xs, ys = [each.x for each in corners], [each.y for each in corners]
    point = mm(1) * PIXELS
    left, top = min(xs) / point, min(ys) / point
    return Rect(left, top, max(xs) / point - left, max(ys) / point - top)


def is_free(image: Image.Image, at: Rect) -> bool:
    """Whether nothing but paper stands within four modules round a code of 25 by 25."""
    point, module = mm(1) * PIXELS, at.width / 25
    quiet = at.inset(*(-3.8 * module,) * 4)
    edges = [round(edge * point) for edge in (quiet.x, quiet.y, quiet.right, quiet.bottom)]
    around = image.crop((edges[0], edges[1], edges[2], edges[3]))
    inner = at.inset(*(-0.2 * module,) * 4)
    x, y = round((inner.x - quiet.x) * point), round((inner.y - quiet.y) * point)
    around.paste(255, (x, y, x + round(inner.width * point), y + round(inner.height * point)))
    return around.getextrema() == (255, 255)


@pytest.mark.parametrize(
    ("align", "language", "edge"),
    [("start", "fr", "left"), ("end", "fr", "right"), ("start", "ar", "right"),
     ("end", "ar", "left"), ("centre", "fr", "")],
)  # fmt: skip
@pytest.mark.parametrize("label", ["", "Les horaires"])
def test_a_code_is_in_line_with_the_text(
    align: Align, language: str, edge: str, label: str
) -> None:
    one = code(align, label)
    image, notes = page(looks(), paragraph(WORDS * 3), one, paragraph(WORDS), language=language)
    at = found(image)
    if edge == "left":
        assert at.x == pytest.approx(MARGIN, abs=0.15)
    elif edge == "right":
        assert at.right == pytest.approx(WIDTH - MARGIN, abs=0.15)
    elif label:  # where the words begin that stand beside it
        assert at.x == pytest.approx(MARGIN, abs=0.15)
    else:
        assert at.x + at.right == pytest.approx(WIDTH, abs=0.15)
    assert is_free(image, at)
    assert not notes


@pytest.mark.parametrize(
    ("design", "why"),
    [
        ({"margin": 3.5}, "the margin is too narrow"),
        ({"ground": "deep"}, "a white square of its own is drawn, which is in line"),
        ({"frames": {"main": Frame(left_mm=20, ground="paper", padding_mm=2)}}, "ground of paper"),
        ({"frames": {"left": Frame(left_mm=5, width_mm=4), "main": Frame(left_mm=11)}}, "a frame"),
    ],
)
def test_it_keeps_within_the_measure_where_nothing_is_free_beside_it(
    design: dict[str, Any], why: str
) -> None:
    start = {3.5: 3.5}.get(design.get("margin", 0), MARGIN)
    start = {"main": 22.0}.get(next(iter(design.get("frames", {"": 0}))), start)
    start = 11.0 if "left" in design.get("frames", {}) else start
    image, _ = page(looks(**design), code())
    at = found(image)
    assert at.x == pytest.approx(start + 4 * at.width / 25, abs=0.2), why
    assert is_free(image, at)


@pytest.mark.parametrize(("gap", "hangs"), [(1.0, False), (5.0, True)])
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_in_a_row_it_hangs_into_the_gap_if_that_holds_it(
    gap: float, hangs: bool, language: str
) -> None:
    cells = (Cell((paragraph(WORDS * 3),), 1), Cell((code(),), 1, 30.0))
    row = Row(cells, gap, 0.0, HERE)
    image, _ = page(looks(), row, language=language)
    at = found(image)
    measure = WIDTH - 2 * MARGIN
    start = MARGIN + measure - 30 + (0 if hangs else 4 * at.width / 25)
    if language == "ar":
        assert WIDTH - at.right == pytest.approx(start, abs=0.2)
    else:
        assert at.x == pytest.approx(start, abs=0.2)
    assert is_free(image, at)


@pytest.mark.parametrize(("padding", "hangs"), [(2, False), (4, True)])
def test_in_a_box_it_hangs_into_the_padding(padding: int, hangs: bool) -> None:
    block = BoxBlock(None, (paragraph(WORDS), code()), "box", HERE)
    image, _ = page(looks(padding=padding), block)
    at = found(image)
    start = MARGIN + padding + (0 if hangs else 4 * at.width / 25)
    assert at.x == pytest.approx(start, abs=0.2)


def test_a_code_128_is_in_line_and_an_ean_keeps_its_digit_within() -> None:
    for kind, holds in (("code-128", "AB-0815"), ("ean-13", "9782123456803")):
        block = Barcode(kind, holds, "", 0.33, 20.0, Symbol(), "text", HERE)  # type: ignore[arg-type]
        image, _ = page(looks(), block)
        dark = image.point([255 * (level < 128) for level in range(256)]).getbbox()
        assert dark is not None
        left = dark[0] / PIXELS / mm(1)
        assert left == pytest.approx(MARGIN, abs=0.2) if kind == "code-128" else left >= MARGIN


@settings(max_examples=25, deadline=None)
@given(
    st.sampled_from(("fr", "ar")),
    st.sampled_from(("start", "centre", "end")),
    st.floats(0.5, 8),
    st.floats(1.5, 12),
    st.integers(1, 2),
    st.booleans(),
)
def test_whatever_stands_beside_it_no_code_loses_its_white_margin(
    language: str, align: Align, gap: float, margin: float, columns: int, first: bool
) -> None:
    """A code among words, in a row and in columns: read, and free all round."""
    words = Cell((paragraph(WORDS * 3),), 1)
    held = Cell((code(align),), 1, 28.0)
    row = Row((held, words) if first else (words, held), gap, 0.0, HERE)
    design = {"margin": margin, "columns": columns, "gutter_mm": gap}
    block: Block = row if columns == 1 else code(align)
    image, _ = page(
        looks(**design), paragraph(WORDS * 3), block, paragraph(WORDS), language=language
    )
    assert is_free(image, found(image))
