"""Names that the styles of boxes, dividers, quotations and captions give are looked up."""

from __future__ import annotations

import pytest

from depliant.errors import InputError
from depliant.source.yaml import parse_yaml
from depliant.style.inheritance import STYLE_FILE, styled


@pytest.mark.parametrize(
    ("text", "name", "column"),
    [
        ("boxes: {a: {ground: sand}}", "sand", 21),
        ("boxes: {a: {title_ground: sand}}", "sand", 27),
        ("boxes: {a: {rule: {colour: sand}}}", "sand", 28),
        ("boxes: {a: {roles: {text: small}}}", "small", 27),
        ("dividers: {a: {rule: {colour: sand}}}", "sand", 31),
        ("dividers: {a: {ornament: x, style: small}}", "small", 36),
        ("quotes: {a: {by: small}}", "small", 18),
        ("quotes: {a: {end_rule: {colour: sand}}}", "sand", 33),
        ("captions: {figure: {style: small}}", "small", 28),
    ],
)
def test_a_name_that_is_not_defined_is_an_error_at_its_place(
    text: str, name: str, column: int
) -> None:
    with pytest.raises(InputError) as raised:
        styled(parse_yaml(text, STYLE_FILE))
    [fault] = raised.value.diagnostics
    assert fault.code == "style-unknown-name"
    assert f"`{name}`" in str(fault.message)
    assert str(fault.place) == f"{STYLE_FILE}:1:{column}"


@pytest.mark.parametrize(
    "text",
    [
        "boxes: {a: {corner_mm: 2, rule: {sides: [top]}}}",
        "dividers: {a: {cut: true}}",
        "dividers: {a: {cut: true, rule: {}, ornament: x}}",
    ],
)
def test_what_does_not_go_together_is_said(text: str) -> None:
    with pytest.raises(InputError) as raised:
        styled(parse_yaml(text, STYLE_FILE))
    [fault] = raised.value.diagnostics
    assert fault.code == "schema"
