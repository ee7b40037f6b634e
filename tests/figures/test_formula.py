"""Figures that are calculated from others: what they come to, and what is refused."""

from __future__ import annotations

import ast
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depliant.figures.formula import FormulaError, Quantity, evaluate, is_change, names, parse

FIGURES = {
    "aides": Quantity(Decimal(80000), "EUR"),
    "total": Quantity(Decimal(712000), "EUR"),
    "logements": Quantity(Decimal(680), "logements"),
    "cites": Quantity(Decimal(5), "cités"),
    "avis": Quantity(Decimal("99"), "%"),
    "fierte": Quantity(Decimal("76.9"), "%"),
    "zero": Quantity(Decimal(0), "EUR"),
    "a-b": Quantity(Decimal(7), ""),
    "a": Quantity(Decimal(5), ""),
    "b": Quantity(Decimal(2), ""),
}


def value(text: str, unit: str | None = None, precision: str | None = None) -> tuple[str, str]:
    result = evaluate(parse(text), FIGURES, unit, Decimal(precision) if precision else None)
    return f"{result.value:f}", result.unit


@pytest.mark.parametrize(
    ("text", "precision", "expected"),
    [
        ("aides + total", None, ("792000", "EUR")),
        ("total - aides - 2000", None, ("630000", "EUR")),
        ("sum(aides, total, aides)", None, ("872000", "EUR")),
        ("share(aides, total)", "0.1", ("11.2", "%")),
        ("share(total, total)", None, ("100", "%")),
        ("change(total, aides)", None, ("790", "%")),
        ("change(aides, total)", "1", ("-89", "%")),
        ("per(aides, logements)", "1", ("118", "EUR/logements")),
        ("aides * 2", None, ("160000", "EUR")),
        ("aides * avis / 100", None, ("79200", "EUR")),
        ("(avis + fierte) / 2", None, ("87.95", "%")),
        ("aides / total", "0.001", ("0.112", "")),
        ("ratio(total, aides)", None, ("8.9", "")),
        ("ratio(logements, cites)", None, ("136", "")),
        ("-a + -(-b)", None, ("-3", "")),
        ("a-b", None, ("7", "")),
        ("a - b", None, ("3", "")),
        ("2 * 3 + 4 * (5 - 1)", None, ("22", "")),
        ("10 / 4 / 5", None, ("0.5", "")),
        ("aides * 1000", "1000000", ("80000000", "EUR")),
        ("fierte + 0.05", "0.1", ("77", "%")),
    ],
)
def test_values(text: str, precision: str | None, expected: tuple[str, str]) -> None:
    assert value(text, precision=precision) == expected


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("", "formula-syntax", "missing at its end"),
        ("aides +", "formula-syntax", "missing at its end"),
        ("aides total", "formula-syntax", "end before `total`"),
        ("(aides", "formula-syntax", "bracket is not closed"),
        ("share(aides)", "formula-syntax", "takes 2 figures, not 1"),
        ("ratio(aides)", "formula-syntax", "takes 2 figures, not 1"),
        ("ratio(aides, logements)", "formula-unit", "EUR"),
        ("ratio(fierte, logements)", "formula-unit", "%"),
        ("ratio(logements, aides / total)", "formula-unit", "a ratio"),
        ("median(aides, total)", "formula-syntax", "no function `median`"),
        ("aides ** 2", "formula-syntax", "missing before `*`"),
        ("aides; total", "formula-syntax", "`; total` has no meaning"),
        ("__import__('os')", "formula-syntax", "has no meaning"),
        ("aides.real", "formula-syntax", "has no meaning"),
        ("1e9", "formula-syntax", "end before `e9`"),
        ("(" * 500 + "1" + ")" * 499, "formula-syntax", "deep"),
        ("1" + "+1" * 400, "formula-syntax", "chain"),
        ("-" * 999 + "1", "", ""),
        ("9" * 900, "formula-syntax", "too long"),
        ("1+" * 600 + "1", "formula-syntax", "1000 characters"),
        ("aides + logements", "formula-unit", "EUR and logements"),
        ("share(aides, logements)", "formula-unit", "EUR and logements"),
        ("aides / total + aides", "formula-unit", "a ratio and EUR"),
        ("aides / zero", "formula-value", "divides by zero"),
        ("change(aides, zero)", "formula-value", "divides by zero"),
        ("1 / 3", "formula-value", "goes on and on"),
        ("total * total * total", "formula-value", "15 digits"),
    ],
)  # fmt: skip
def test_refusals(text: str, code: str, words: str) -> None:
    if not code:
        assert value(text) == ("-1", "")
        return
    with pytest.raises(FormulaError) as caught:
        value(text)
    assert (caught.value.code, words in str(caught.value)) == (code, True), str(caught.value)


@pytest.mark.parametrize(
    ("text", "unit", "fits"),
    [
        ("aides + total", "EUR", True),
        ("aides + total", "logements", False),
        ("share(aides, total)", "%", True),
        ("share(aides, total)", "EUR", False),
        ("per(aides, logements)", "EUR/logement", True),
        ("per(aides, logements)", "EUR par logement", True),
        ("per(aides, logements)", "logements", False),
        ("aides / total", "fois", True),
        ("aides / total", "EUR", False),
        ("aides / total", "%", False),
        ("3 * 4", "panneaux", True),
    ],
)
def test_the_declared_unit_is_checked(text: str, unit: str, fits: bool) -> None:
    if fits:
        assert value(text, unit, "0.01")[1] == unit
    else:
        with pytest.raises(FormulaError, match="comes out in"):
            value(text, unit, "0.01")


def test_what_a_formula_names() -> None:
    assert names(parse("sum(b, a-b, b) / a - 3")) == ("b", "a-b", "a")
    assert is_change(parse("change(a, b)"))
    assert not is_change(parse("share(a, b)"))


SIMPLE = st.recursive(
    st.integers(0, 99).map(str) | st.sampled_from(["a", "b"]),
    lambda inner: st.tuples(inner, st.sampled_from([" + ", " - ", " * ", " / "]), inner).map(
        lambda parts: "(" + "".join(parts) + ")"
    ),
    max_leaves=12,
)


def by_python(tree: ast.AST) -> Fraction:
    """The value of an expression as Python reads it: another parser, in exact fractions."""
    match tree:
        case ast.Expression(body):
            return by_python(body)
        case ast.Constant(int() as number):
            return Fraction(number)
        case ast.Name(name):
            return Fraction(FIGURES[name].value)
        case ast.BinOp(left, op, right):
            one, other = by_python(left), by_python(right)
            match op:
                case ast.Add():
                    return one + other
                case ast.Sub():
                    return one - other
                case ast.Mult():
                    return one * other
                case _:
                    return one / other
    raise AssertionError(ast.dump(tree))


@given(SIMPLE)
def test_reckoning_agrees_with_python(text: str) -> None:
    try:
        wanted = by_python(ast.parse(text, mode="eval"))
    except ZeroDivisionError:
        with pytest.raises(FormulaError):
            value(text, precision="0.000001")
        return
    if abs(wanted) >= 10**14:
        return
    found = Fraction(Decimal(value(text, precision="0.000001")[0]))
    assert abs(found - wanted) <= Fraction(1, 1_000_000)


@given(
    st.text(max_size=60)
    | st.lists(
        st.sampled_from(["sum(", "share(", "a", "b", ",", ")", "(", "-", "+", "*", "/", "9", " "]),
        max_size=60,
    ).map("".join)
)
def test_any_text_is_a_formula_or_refused(text: str) -> None:
    try:
        tree = parse(text)
    except FormulaError:
        return
    known = {name: FIGURES.get(name, FIGURES["a"]) for name in names(tree)}
    try:
        result = evaluate(tree, known, precision=Decimal("0.01"))
    except FormulaError:
        return
    assert abs(result.value) < 10**15
