"""Number formats of spreadsheets: what a cell shows is what is read.

What is expected was worked out by the rules of ECMA-376 part 1, 18.8.31.
"""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.styles.numbers import BUILTIN_FORMATS

from depliant.source.formats import shown

EURO = '_-* #,##0.00\\ "€"_-;\\-* #,##0.00\\ "€"_-;_-* "-"??\\ "€"_-;_-@_-'


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        ("0.812", "0.0%", "81.2 %"),
        ("0.81", "0.00%", "81.00 %"),
        ("0.8125", "0%", "81 %"),
        ("81.2", '0.0"%"', "81.2 %"),
        ("55", "0.0", "55.0"),
        ("55", "0.##", "55"),
        ("55.25", "0.##", "55.25"),
        ("2.5", "0", "3"),
        ("-2.5", "0", "-3"),
        ("712000", "#,##0", "712000"),
        ("112500000", '# ##0\\ "€"', "112500000 €"),
        ("1234.5", "[$€-40C] #,##0.00", "€ 1234.50"),
        ("1234.5", "[$-409]#,##0.0", "1234.5"),
        ("-1234.5", EURO, "-1234.50 €"),
        ("0", EURO, "0 €"),
        ("-1234.5", "#,##0.0_);[Red]\\(#,##0.0\\)", "-1234.5"),
        ("-3", "0;0", "-3"),
        ("112500000", '0.0,,"M€"', "112.5 M€"),
        ("1500000", '[>999999]0.0,,"M";[>999]0,"k";0', "1.5 M"),
        ("1500", '[>999999]0.0,,"M";[>999]0.0,"k";0', "1.5 k"),
        ("15", '[>999999]0.0,,"M";[>999]0.0,"k";0', "15"),
        ("76.9", "General", "76.9"),
        ("12345", "0.00E+00", "12345"),
        ("0.5", "# ?/?", "0.5"),
        ("321456789", "00\\-00\\-00", "321456789"),
        ("76.9", "", "76.9"),
    ],
)
def test_a_number_as_its_cell_shows_it(value: str, code: str, text: str) -> None:
    found = shown(Decimal(value), code)
    assert found is not None
    sign = "-" if found.digits < 0 else ""
    assert sign + f"{found.before} {abs(found.digits)} {found.after}".strip() == text


def test_digits_that_a_format_hides_are_kept_to_be_told() -> None:
    found = shown(Decimal("0.81234"), "0.0%")
    assert found is not None
    assert (str(found.digits), found.held, found.states) == ("81.2", "81.234", True)
    plain = shown(Decimal("0.81234"), "General")
    assert plain is not None
    assert (plain.held, plain.states) == ("", False)


def test_a_cell_that_shows_nothing() -> None:
    assert shown(Decimal(5), ";;;") is None


@pytest.mark.parametrize("code", [c for c in BUILTIN_FORMATS.values() if not set(c) & set("dmyhs")])
def test_formats_that_every_spreadsheet_has(code: str) -> None:
    """None changes the quantity, apart from what it rounds."""
    found = shown(Decimal("-1234.5"), code)
    assert found is not None
    factor = 100 if "%" in code else 1
    assert abs(found.digits / factor + Decimal("1234.5")) <= Decimal("0.5")


def test_as_many_noughts_as_a_format_can_ask_for() -> None:
    found = shown(Decimal("123456789012345"), "0." + "0" * 250 + "%")
    assert found is not None
    assert f"{found.digits:f}" == "12345678901234500." + "0" * 250


@given(st.text('0#?.,%;"\\[]$€-+_* E/()@GenralM<>=5', max_size=30), st.decimals(-9999, 9999))
def test_no_format_is_beyond_reading(code: str, value: Decimal) -> None:
    found = shown(round(value, 3), code)
    assert found is None or found.digits.is_finite()
