"""Streams as operations, and paths as what they are asked for."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depliant.geometry import Matrix, bounds, outline_points, transformed
from depliant.pdfread.outline import PATH, Shape, operator_count
from depliant.pdfread.tokens import operations


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


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (rb"(\101\53\0053)", b"A+\x053"), (rb"(\8\9a)", b"89a"), (rb"(\777)", b"\xff"),
        (rb"(\n\(\\\))", b"\n(\\)"), (b"(a\\\r\nb)", b"ab"),
    ],
)  # fmt: skip
def test_escapes_of_strings(written: bytes, read: bytes) -> None:
    [operation] = operations(written + b" Tj")
    assert operation.operands == [read]


def test_an_inline_image_is_one_operation() -> None:
    stream = b"q BI /W 2 /H 1 /CS /G /BPC 8 ID \x00EI\xff EI Q"
    operators = [o.operator for o in operations(stream)]
    assert operators == ["q", "BI", "Q"]


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read(stream: bytes) -> None:
    sources = [o.source for o in operations(stream)]
    assert b"".join(sources) == stream[: sum(map(len, sources))]


def test_a_run_of_path_operators_is_one_operation() -> None:
    stream = b"q 0 0 m 1 1. l\n.5 -2 3 3 +4 4 c h 1 2 3 4 re W n 5 5 m 6 6 l S Q"
    found = list(operations(stream))
    assert [o.operator for o in found] == ["q", PATH, "W", "n", PATH, "S", "Q"]
    assert operator_count(found[1].source) == 5
    assert Shape(found[1].source).segments() == (
        ("M", 0, 0), ("L", 1, 1), ("C", 0.5, -2, 3, 3, 4, 4), ("Z",),
        ("M", 1, 2), ("L", 4, 2), ("L", 4, 6), ("L", 1, 6), ("Z",),
    )  # fmt: skip


@pytest.mark.parametrize(
    "spelled",
    [
        b"1 2 m%a comment\n3 4 l",
        b"1 2 m 9 l",
        b"(a) 1 2 m",
        b"1 2 m/N 3 4 l",
        b"1e3 2 m",
        b"9" * 400,
    ],
)
def test_what_is_no_plain_run_is_read_token_by_token(spelled: bytes) -> None:
    sources = [o.source for o in operations(spelled + b" f")]
    assert b"".join(sources) == spelled + b" f"


SPELLINGS = (
    lambda text: b"<" + text.hex().encode() + b">",
    lambda text: b"<" + text.hex(" ").encode() + b">",
    lambda text: b"(" + re.sub(rb"([()\\\r])", rb"\\\1", text).replace(b"\\\r", b"\\r") + b")",
    lambda text: b"(" + b"".join(b"\\%03o" % byte for byte in text) + b")",
)
"""Ways to spell a string (7.3.4)."""


@given(
    st.lists(
        st.tuples(
            st.binary(max_size=6) | st.text("ab ()\\<>%", max_size=6).map(str.encode),
            st.sampled_from(SPELLINGS),
            st.sampled_from([b"", b" ", b"\n%(\n"]),
            st.sampled_from(["Tj", "'", "x", "true"]),
        ),
        max_size=6,
    )
)
def test_words_are_those_that_are_spelled(
    shown: list[tuple[bytes, Callable[[bytes], bytes], bytes, str]],
) -> None:
    stream = b" ".join(
        spell(text) + space + operator.encode() + (b" n" if operator == "true" else b"")
        for text, spell, space, operator in shown
    )
    assert [(o.operator, o.operands) for o in operations(stream)] == [
        ("n", [text, True]) if operator == "true" else (operator, [text])
        for text, _, _, operator in shown
    ]


NUMBER = st.floats(-500, 500).map(lambda value: round(value, 3))
OPERATOR = st.sampled_from([("m", 2), ("l", 2), ("c", 6), ("v", 4), ("y", 4), ("re", 4)])
STEP = OPERATOR.flatmap(
    lambda kind: st.lists(NUMBER, min_size=kind[1], max_size=kind[1]).map(
        lambda values: " ".join([*map(str, values), kind[0]])
    )
)


@given(
    st.lists(STEP, min_size=1, max_size=8),
    st.sampled_from([Matrix(2, 0, 0, -1, 3, 4), Matrix(1, 0.5, -0.5, 1, 0, 9)]),
)
def test_a_path_lies_where_its_segments_do(steps: list[str], matrix: Matrix) -> None:
    shape = Shape(" ".join(("0 0 m", *steps)).encode())
    segments = transformed(shape.segments(), matrix)
    assert shape.box(matrix) == pytest.approx(bounds(outline_points(segments)), abs=1e-6)


def test_nul_is_white_space_as_any_other() -> None:
    """Python parts no words at it (ISO 32000-1, table 1)."""
    plain = b"0.1 0.2 rg 1 2 m 3 4 l 5 6 7 8 re 9 9 9 9 9 9 c h f /F 2 Tf 1 0 0 1 5 6 cm"
    spaced = plain.replace(b" ", b"\0 \0")
    read, same = [*operations(spaced)], [*operations(plain)]
    assert [one[:2] for one in read] == [one[:2] for one in same]
    for odd, one in zip(read, same, strict=True):
        if one.operator == PATH:
            assert Shape(odd.source).segments() == Shape(one.source).segments()
            assert Shape(odd.source).box(Matrix()) == Shape(one.source).box(Matrix())
