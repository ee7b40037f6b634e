"""Tokens, functions, colours: the small parts that everything else stands on."""

from __future__ import annotations

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name
from tests.preflight.broken import art, image, separation
from tests.preflight.conftest import ICC, small

from depliant.pdfread.functions import read_function
from depliant.pdfread.opening import opened
from depliant.pdfread.spaces import ink, process_ink, read_space
from depliant.pdfread.tokens import operations
from depliant.preflight.content import Image, Outline, Text
from depliant.preflight.job import Job, PageView


def test_operations_are_read_with_their_operands() -> None:
    stream = (
        b"q 1 0 0 -1 .5 -.25 cm % note ) \n/F#31 9 Tf [(a\\)b\\101) -20 <4142>]TJ /P<</MCID 3>>BDC"
    )
    found = [(o.operator, o.operands) for o in operations(stream)]
    assert found == [
        ("q", []),
        ("cm", [1, 0, 0, -1, 0.5, -0.25]),
        ("Tf", ["/F1", 9]),
        ("TJ", [[b"a)bA", -20, b"AB"]]),
        ("BDC", ["/P", {"/MCID": 3}]),
    ]


def test_an_inline_image_is_one_operation() -> None:
    stream = b"q BI /W 2 /H 1 /CS /G /BPC 8 ID \x00EI\xff EI Q"
    operators = [o.operator for o in operations(stream)]
    assert operators == ["q", "BI", "Q"]


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read(stream: bytes) -> None:
    sources = [o.source for o in operations(stream)]
    assert b"".join(sources) == stream[: sum(map(len, sources))]


@pytest.fixture
def pdf() -> pikepdf.Pdf:
    return pikepdf.new()


@pytest.mark.parametrize(
    ("program", "values", "expected"),
    [
        (b"{ 1 exch sub }", (0.25,), (0.75,)),
        (b"{ dup mul }", (0.5,), (0.25,)),
        (b"{ dup 0.5 gt { pop 1 } { pop 0 } ifelse }", (0.7,), (1.0,)),
        (b"{ 0.1 0.2 3 1 roll pop pop }", (0.9,), (0.2,)),
        (b"{ pop pop pop }", (0.9,), (0.0,)),
    ],
)
def test_calculators(
    pdf: pikepdf.Pdf, program: bytes, values: tuple[float, ...], expected: tuple[float, ...]
) -> None:
    made = pdf.make_stream(program, FunctionType=4, Domain=[0, 1], Range=[0, 1])
    function = read_function(made)
    assert function is not None
    assert function.at(values) == pytest.approx(expected)


def test_sampled_and_stitched_functions(pdf: pikepdf.Pdf) -> None:
    sampled = pdf.make_stream(
        bytes([0, 255, 128, 0]), FunctionType=0, Domain=[0, 1], Range=[0, 1, 0, 1], Size=[2],
        BitsPerSample=8,
    )  # fmt: skip
    function = read_function(sampled)
    assert function is not None
    assert function.at((0.5,)) == pytest.approx((0.251, 0.5), abs=0.001)
    half = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0], C1=[1], N=1)
    back = Dictionary(FunctionType=2, Domain=[0, 1], C0=[1], C1=[0], N=1)
    stitched = read_function(
        Dictionary(
            FunctionType=3, Domain=[0, 1], Functions=Array([half, back]), Bounds=[0.5],
            Encode=[0, 1, 0, 1],
        )
    )  # fmt: skip
    assert stitched is not None
    assert [stitched.at((x,))[0] for x in (0, 0.25, 0.5, 0.75)] == pytest.approx([0, 0.5, 1, 0.5])


def test_a_spot_is_its_own_plate_and_shows_as_its_alternate() -> None:
    space = read_space(separation("Gold", 0, 0.2, 0.9, 0.1))
    assert ink(space, (0.5,)) == {"Gold": 0.5}
    assert process_ink(space, (0.5,)) == pytest.approx((0, 0.1, 0.45, 0.05))


def test_rgb_is_turned_to_ink_through_the_output_profile() -> None:
    space = read_space(Name.DeviceRGB)
    black = ink(space, (0, 0, 0), ICC.read_bytes())
    assert black["Black"] > 0.8
    assert sum(black.values()) > 2.5, "a profile makes a rich black of it"
    assert sum(ink(space, (1, 1, 1), ICC.read_bytes()).values()) < 0.05


def marks(data: bytes) -> list[object]:
    with opened(data) as file:
        return list(PageView(Job(file, None), file.pages[0]).marks)


def test_marks_are_measured_on_the_page() -> None:
    data = art(
        b"2 0 0 2 20 20 cm 0 0 0 1 K 3 w 10 10 m 40 10 l S q 50 0 0 25 0 40 cm /I Do Q",
        XObject_I=image,
    )()
    _, line, picture, words = marks(data)
    assert isinstance(line, Outline)
    assert line.width == pytest.approx(6)
    assert line.box == pytest.approx((27, 167, 66, 6))
    assert isinstance(picture, Image)
    assert picture.ppi == pytest.approx(72)
    assert picture.box == pytest.approx((10, 60, 100, 50))
    assert isinstance(words, Text)
    assert words.text == "Hello"
    assert words.size == pytest.approx(10)
    assert words.box == pytest.approx((30, 102.8, 27.5, 9.3))
    assert words.section.tag == "P"


def test_what_is_clipped_away_is_no_mark() -> None:
    data = small(b"50 50 10 10 re W n 0 0 1 0 k 100 100 20 20 re f 55 55 20 20 re f")
    boxes = [m.box for m in marks(data) if isinstance(m, Outline)]
    assert len(boxes) == 2, "the ground, and what shows of the second box"
    assert boxes[1] == pytest.approx((45, 150, 5, 5))
