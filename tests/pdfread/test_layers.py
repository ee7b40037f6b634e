"""Which layers show."""

from __future__ import annotations

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from depliant.pdfread.layers import Layers

PDF = pikepdf.new()
ON, OFF = (PDF.make_indirect(Dictionary(Type=Name.OCG)) for _ in range(2))


def layers(base: str = "/ON") -> Layers:
    default = Dictionary(BaseState=Name(base), OFF=Array([OFF]), ON=Array([ON]))
    return Layers(Dictionary(OCProperties=Dictionary(OCGs=Array([ON, OFF]), D=default)))


@pytest.mark.parametrize("base", ["/ON", "/OFF"])
def test_a_group_shows_unless_it_is_off(base: str) -> None:
    assert layers(base).shows(ON)
    assert not layers(base).shows(OFF)


def test_what_is_in_no_layer_shows() -> None:
    for nothing in (None, Name("/L"), Array(), Dictionary()):
        assert layers().shows(nothing)
    assert Layers(Dictionary()).shows(OFF)


@pytest.mark.parametrize(
    ("policy", "expected"),
    [("AllOn", False), ("AnyOn", True), ("AnyOff", True), ("AllOff", False), ("None", True)],
)
def test_a_membership_decides_by_its_policy(policy: str, expected: bool) -> None:
    member = Dictionary(Type=Name.OCMD, OCGs=Array([ON, OFF]), P=Name(f"/{policy}"))
    assert layers().shows(member) is expected


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (Array([Name.And, ON, Array([Name.Not, OFF])]), True),
        (Array([Name.Or, OFF, OFF]), False),
        (Array([Name.Not, ON]), False),
    ],
)
def test_a_membership_decides_by_its_expression(expression: Array, expected: bool) -> None:
    assert layers().shows(Dictionary(Type=Name.OCMD, VE=expression)) is expected
