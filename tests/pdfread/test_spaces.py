"""Functions, and colours as ink."""

from __future__ import annotations

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from tests.preflight.broken import separation
from tests.preflight.conftest import ICC

from depliant.pdfread.functions import read_function
from depliant.pdfread.spaces import ink, process_ink, read_space


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


@pytest.mark.parametrize(
    "settings",
    [
        "/WhitePoint [.0000001 .0000001 .0000001] /Matrix [1e308 1e308 1e308 0 0 0 1 1 1]",
        "/WhitePoint [.0000001 1 .0000001] /Gamma [-1 1e308 0]",
        "/WhitePoint [1e308 1e308 1e308] /Matrix [0 0 0 0 0 0 0 0 0]",
    ],
)
def test_a_calibrated_space_out_of_all_proportion_has_a_profile(settings: str) -> None:
    """Its colours came to no number."""
    spelled = settings.replace("1e308", "1" + "0" * 308 + ".0")
    space = read_space(pikepdf.Object.parse(f"[/CalRGB <<{spelled}>>]".encode()), None)
    assert space.count == 3
    assert space.icc[36:40] == b"acsp"
