"""Codes drawn from what they hold: against the standards' own rules, and read by zxing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw
from tests.judges.programs import library

from depliant.colour import BLACK, PAPER, Colour
from depliant.errors import Place
from depliant.geometry import outline_points
from depliant.graphics.symbols import code128, ean13, qr
from depliant.graphics.symbols.symbol import UnfitSymbolError, faults, symbol_contrast
from depliant.press.condition import OutputCondition, load_condition

ICC = Path(__file__).parents[2] / "assets" / "icc" / "FOGRA39L_coated.icc"
HERE = Place("content.yaml", 7, 3)


@pytest.fixture(scope="module")
def reader() -> Any:
    return library("zxingcpp", "zxing-cpp")


@pytest.fixture(scope="module")
def coated() -> OutputCondition:
    return load_condition(ICC.read_bytes(), "FOGRA39")


def bars(widths: Sequence[int], module: int = 3) -> Image.Image:
    row = [255] * (12 * module)
    for number, width in enumerate(widths):
        row += [255 * (number % 2)] * (width * module)
    row += [255] * (12 * module)
    image = Image.new("L", (len(row), 1))
    image.putdata(row)
    return image.resize((len(row), 80))


# --- Code 128 ------------------------------------------------------------------------------------


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(max_codepoint=127), min_size=1, max_size=24))
def test_code_128_says_what_it_holds(text: str) -> None:
    zxing = library("zxingcpp", "zxing-cpp")
    (found,) = zxing.read_barcodes(bars(code128.widths(text)), formats=zxing.BarcodeFormat.Code128)
    assert found.bytes == text.encode("ascii")


@pytest.mark.parametrize(
    ("text", "count"),
    # Start, data and shifts between sets, check, stop.
    [("1234567890", 8), ("12345", 7), ("AB", 5), ("ab12", 7), ("a\tb", 8), ("X12345678", 9)],
)
def test_code_128_is_as_short_as_can_be(text: str, count: int) -> None:
    assert len(code128.characters(text)) == count


def test_code_128_has_no_accents() -> None:
    with pytest.raises(UnfitSymbolError, match="Code 128 has no é œ"):
        code128.widths("Pépé et cœur")


# --- EAN-13 --------------------------------------------------------------------------------------


@settings(max_examples=100, deadline=None)
@given(st.text("0123456789", min_size=12, max_size=12))
def test_an_ean_says_what_it_holds(twelve: str) -> None:
    zxing = library("zxingcpp", "zxing-cpp")
    whole = f"{twelve}{ean13.check_digit(twelve)}"
    widths = ean13.widths(ean13.digits(whole))
    assert sum(widths) == ean13.MODULES
    (found,) = zxing.read_barcodes(bars(widths))
    assert found.text == whole


def test_an_ean_may_be_written_with_hyphens() -> None:
    assert ean13.digits("978-2-1234-5680-3") == "9782123456803"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("4006381333930", "would be 4006381333931"),
        ("400638133393", "would be 4006381333931"),
        ("40063", "with the check digit"),
        ("4006381333931x", "with the check digit"),
    ],
)
def test_a_wrong_ean_is_refused_with_what_is_right(text: str, says: str) -> None:
    with pytest.raises(UnfitSymbolError) as refused:
        ean13.digits(text)
    assert says in str(refused.value.hint)


# --- QR ------------------------------------------------------------------------------------------


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.booleans(), min_size=9, max_size=9), min_size=9, max_size=9))
def test_the_outline_covers_the_dark_squares_and_no_others(rows: list[list[bool]]) -> None:
    """By the other rule of filling than zxing or a viewer would take."""
    outline = qr.outline(rows, 4.0)
    loops: list[list[tuple[float, float]]] = []
    for segment in outline:
        if segment[0] == "M":
            loops.append([])
        loops[-1] += [(point.x, point.y) for point in outline_points((segment,))]
    for y in range(9):
        for x in range(9):
            centre = (4.0 * x + 2.1, 4.0 * y + 2.1)
            turns = sum(_winding(loop, centre) for loop in loops)
            assert (turns == 1) == rows[y][x]
            assert turns in (0, 1)


def _winding(loop: list[tuple[float, float]], at: tuple[float, float]) -> int:
    """How often a way of upright and level lines goes round a point."""
    turns = 0
    for (x0, y0), (x1, y1) in zip(loop, [*loop[1:], loop[0]], strict=True):
        if x0 == x1 and x0 > at[0] and min(y0, y1) < at[1] < max(y0, y1):
            turns += 1 if y1 > y0 else -1
    return turns


@pytest.mark.parametrize("level", ["L", "M", "Q", "H"])
@pytest.mark.parametrize(
    "holds",
    ["https://depliant.example/plan", "WIFI:T:WPA;S:Le café;P:été 2026;;", "tel:+33321000000",
     "geo:50.43,2.83", "العيادة", "12345678"],
)  # fmt: skip
def test_a_qr_code_says_what_it_holds(holds: str, level: qr.Level, reader: Any) -> None:
    rows = qr.modules(holds, level)
    side = 4 * (len(rows) + 2 * qr.QUIET)
    image = Image.new("L", (side, side), 255)
    pen = ImageDraw.Draw(image)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            if dark:
                left, top = 4 * (x + qr.QUIET), 4 * (y + qr.QUIET)
                pen.rectangle((left, top, left + 3, top + 3), 0)
    (found,) = reader.read_barcodes(image)
    assert found.text == holds


def test_too_much_for_a_qr_code_is_refused() -> None:
    with pytest.raises(UnfitSymbolError, match="too much"):
        qr.modules("é" * 1400, "H")


# --- what readers see ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ink", "codes"),
    [
        (BLACK, []),
        (Colour(1, 0, 0, 0), []),  # readers light it red, in which cyan is dark
        (Colour(0.9, 0.7, 0, 0.2, spot="PANTONE 3005 C"), []),
        (Colour(0, 1, 0, 0), ["code-contrast"]),
        (Colour(0, 0, 1, 0), ["code-contrast"]),
        (Colour(0, 0.6, 1, 0), ["code-inks", "code-contrast"]),
        (Colour(0, 0, 0, 0.6), ["code-inks"]),
        (Colour(0.7, 0.6, 0.6, 0.8), ["code-inks"]),
    ],
)
def test_only_one_dark_ink_is_taken(ink: Colour, codes: list[str], coated: OutputCondition) -> None:
    found = list(faults(("ink", ink), ("paper", PAPER), coated, HERE))
    assert [one.code for one in found] == codes


def test_light_on_dark_is_refused(coated: OutputCondition) -> None:
    assert symbol_contrast(coated, PAPER, BLACK) < -0.9
    found = faults(("paper", PAPER), ("black", BLACK), coated, HERE)
    assert "lighter than its ground" in " ".join(str(one.message) for one in found)
