"""Functions of colour (ISO 32000-1, 7.10), sound and otherwise."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from depliant.pdfread.functions import Function, Sampled, read_function


@pytest.fixture(scope="module")
def pdf() -> Iterator[pikepdf.Pdf]:
    with pikepdf.new() as made:
        yield made


def function(pdf: pikepdf.Pdf, kind: int, data: bytes, **entries: Any) -> Function:
    said = {"FunctionType": kind, "Domain": [0, 1], "Range": [0, 1], **entries}
    stream = pdf.make_stream(data, {f"/{key}": value for key, value in said.items()})
    found = read_function(stream)
    assert found is not None
    return found


@pytest.mark.parametrize("bits", [1, 2, 4, 8, 12, 16, 24, 32])
@pytest.mark.parametrize("count", [1, 2, 3, 7, 10])
def test_samples_of_any_width_are_told_apart(pdf: pikepdf.Pdf, bits: int, count: int) -> None:
    top = (1 << bits) - 1
    wanted = [(at * 2_654_435_761) & top for at in range(count)]
    spelled = "".join(f"{sample:0{bits}b}" for sample in wanted)
    spelled += "1" * (-len(spelled) % 8)
    data = int(spelled, 2).to_bytes(len(spelled) // 8, "big")
    found = function(pdf, 0, data, Size=[count], BitsPerSample=bits)
    assert isinstance(found, Sampled)
    assert found.samples == tuple(sample / top for sample in wanted)


def test_a_table_of_a_million_samples_of_half_a_byte_is_read(pdf: pikepdf.Pdf) -> None:
    """Each was shifted out of a number of half a megabyte, which took minutes."""
    found = function(pdf, 0, b"\x0f" * (1 << 19), Size=[1 << 20], BitsPerSample=4)
    assert isinstance(found, Sampled)
    assert found.samples[:4] == (0, 1, 0, 1)
    assert len(found.samples) == 1 << 20


@pytest.mark.parametrize(
    ("program", "value"),
    [
        (b"{2 mul 1 exch sub}", 0.5),
        (b"{dup 0.2 gt {pop .75} {pop 1} ifelse}", 0.75),
        (b"{pop 4 0.5 exp 8 div}", 0.25),
        (b"{pop -1 0.5 exp}", 0),
        (b"{pop 1e300 1e300 mul dup sub}", 0),
        (b"{1 2 if}", 0),
        (b"{1 if if}", 0),
        (b"{pop nan}", 0),
        (b"{pop 1_0}", 0),
        (b"{\x00pop\x001\x00}", 1),
    ],
)
def test_a_program_gives_its_value_and_nought_where_it_is_faulty(
    pdf: pikepdf.Pdf, program: bytes, value: float
) -> None:
    assert function(pdf, 4, program).at((0.25,)) == (value,)


def test_a_program_without_a_range_gives_nothing(pdf: pikepdf.Pdf) -> None:
    assert function(pdf, 4, b"{1 2}", Range=[]).at((0.5,)) == ()


@given(
    st.lists(
        st.sampled_from(
            b"{ } { } 0 1 -2 .5 1e300 pop exch dup copy index roll add sub mul div idiv mod exp"
            b" atan eq gt and or xor not abs neg ceiling round truncate cvi cvr sqrt sin ln log"
            b" if ifelse true false nan".split()
        ),
        max_size=12,
    )
)
def test_any_program_gives_a_number_within_its_range(words: list[bytes]) -> None:
    with pikepdf.new() as made:
        found = function(made, 4, b"{" + b" ".join(words) + b"}")
        (value,) = found.at((0.5,))
    assert 0 <= value <= 1


@pytest.mark.parametrize("exponent", [-1e9, 1e9, -2000, 0, 0.5])
@pytest.mark.parametrize("x", [0.0, 0.25, 1.0])
def test_a_power_out_of_all_proportion_is_a_number(exponent: float, x: float) -> None:
    spelled = f"<</FunctionType 2 /Domain [0 1] /C0 [0 1] /C1 [1 0] /N {exponent:f}>>"
    found = read_function(pikepdf.Object.parse(spelled.encode()))
    assert found is not None
    assert all(map(math.isfinite, found.at((x,))))
