"""Figures that are calculated from others: a small language of sums, shares and changes.

    sum(a, b, …)   mean(a, b, …)   share(part, whole)   per(amount, count)   + - * / ( )
    ratio(a, b)   change(new, old)   difference(new, old)   change(births, 2015, 2024)
    index(births, 2015)   year_on_year(births)   births - deaths

Names are ids of figures, `births:2024` or `births:last` of a value of a series, `births` or
`births:2015..2024` of several. An id may hold a hyphen, so a minus between two ids needs spaces
round it: `a - b`. Nothing is ever executed: the text is read into a tree of bounded size, and the
tree is calculated with exact decimals. A result carries its unit; what cannot be added is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Context, Decimal, DecimalException
from typing import Final, Literal

from msgspec import Struct

from depliant.figures.signs import CURRENCIES, MEASURES, is_sign, unit_called
from depliant.patterns import late_pattern
from depliant.sentences import NOTHING, Sentence, every, say

MAXIMUM_TEXT: Final = 1000
"""Characters of a formula."""
MAXIMUM_DEPTH: Final = 40
MAXIMUM_DIGITS: Final = 15
"""Digits before the point of a result, as of every value of the ledger."""
MAXIMUM_PLACES: Final = 9
"""Digits after the point of a result."""

# Enough for products of a few values of 24 digits; a longer one is rounded, and then refused.
_EXACT: Final = Context(prec=200, rounding=ROUND_HALF_UP, Emin=-999, Emax=999, traps=[])
_PLACE: Final = r"(?:\d{4}/\d{4}(?!\d)|[A-Za-z0-9][A-Za-z0-9_-]*)"
"""The place of a value in its series; but for two years, a stroke divides."""
_TOKEN: Final = late_pattern(
    rf"\s*(?:(?P<name>[A-Za-z][A-Za-z0-9_-]*(?::{_PLACE}(?:\.\.{_PLACE})?)?)"
    r"|(?P<number>\d+(?:\.\d+)?)|(?P<sign>[-+*/(),]))",
    re.ASCII,
)
_FROM_TO: Final = late_pattern(
    rf"\b(change|difference)\(\s*([A-Za-z][A-Za-z0-9_-]*)\s*,\s*({_PLACE})\s*,\s*({_PLACE})\s*\)",
    re.ASCII,
)
_BASE: Final = late_pattern(
    rf"\b(index)\(\s*([A-Za-z][A-Za-z0-9_-]*)\s*,\s*({_PLACE})\s*\)", re.ASCII
)
_ARGUMENTS: Final = {
    **{"sum": (1, 100), "mean": (1, 100), "share": (2, 2)},
    **{"change": (2, 2), "difference": (2, 2), "per": (2, 2), "ratio": (2, 2)},
    **{"index": (2, 2), "year_on_year": (1, 1)},
}

Fault = Literal["formula-syntax", "formula-unit", "formula-value"]


class FormulaError(ValueError):
    """What is wrong with a formula: a diagnostic code, and a sentence without its full stop."""

    def __init__(self, code: Fault, message: Sentence, hint: Sentence = NOTHING) -> None:
        super().__init__(str(message))
        self.message = message
        self.code: Fault = code
        self.hint = hint


class Quantity(Struct, frozen=True):
    """A value with its unit, as the ledger has them."""

    value: Decimal
    unit: str


class Number(Struct, frozen=True):
    """A number that stands in the formula."""

    value: Decimal


class Name(Struct, frozen=True):
    """The id of a figure; or a series, of which it means all values or a range."""

    id: str


class Call(Struct, frozen=True):
    """An operation: one of the functions, or + - * / of two, or `negative` of one."""

    function: str
    arguments: tuple[Expression, ...]


Expression = Number | Name | Call

Dimension = tuple[tuple[str, int], ...] | None
"""Units with their powers, by name; () of a ratio, None of a plain number, which fits any."""

Quantities = Mapping[str, Quantity | tuple[Quantity, ...]]
"""What the names of a formula mean: one value, or those of a series."""

_Valued = tuple[Decimal, Dimension]


def parse(text: str) -> Expression:
    """Read a formula.

    Raises:
        FormulaError: `formula-syntax`.
    """
    if len(text) > MAXIMUM_TEXT:
        raise _slip(say("it has more than {maximum_text} characters", maximum_text=MAXIMUM_TEXT))
    text = _FROM_TO.sub(r"\1(\2:\4, \2:\3)", text)
    return _Parser(_tokens(_BASE.sub(r"\1(\2, \2:\3)", text))).formula()


def names(expression: Expression) -> tuple[str, ...]:
    """The ids that a formula names, each once, in order."""
    match expression:
        case Name(name):
            return (name,)
        case Call(_, arguments):
            return tuple(dict.fromkeys(name for part in arguments for name in names(part)))
    return ()


def is_change(expression: Expression) -> bool:
    """Whether a formula is a change, which may be negative or above 100 per cent."""
    changes = ("change", "difference", "-", "year_on_year")
    return isinstance(expression, Call) and expression.function in changes


def evaluate(
    expression: Expression,
    figures: Quantities,
    unit: str | None = None,
    precision: Decimal | None = None,
) -> Quantity:
    """The value of a formula over `figures`, which has all that it names.

    Args:
        expression: the formula.
        figures: values and units by id; of a series, all values that its name means.
        unit: the unit that the result is declared to have; None: the one that comes out.
        precision: the step to round to, half up; None: the result must be exact.

    Raises:
        FormulaError: `formula-unit` or `formula-value`.
    """
    value, dimension = _value(expression, figures)
    if precision is not None:
        steps = _EXACT.divide(value, precision).to_integral_value(ROUND_HALF_UP, _EXACT)
        value = _EXACT.multiply(steps, precision)
    if not value.is_finite() or abs(value) >= Decimal(10) ** MAXIMUM_DIGITS:
        raise FormulaError(
            "formula-value",
            say("it comes to more than {maximum_digits} digits", maximum_digits=MAXIMUM_DIGITS),
        )
    value = _plain(value)
    if -int(value.as_tuple().exponent) > MAXIMUM_PLACES:
        raise FormulaError(
            "formula-value",
            say("it comes to a number that goes on and on"),
            say("Say how it is rounded, such as `precision: 0.1`."),
        )
    units = {one.unit for item in figures.values() for one in _each(item)}
    return Quantity(value, _unit(dimension, unit, units))


def _each(item: Quantity | tuple[Quantity, ...]) -> tuple[Quantity, ...]:
    return item if isinstance(item, tuple) else (item,)


def _plain(value: Decimal) -> Decimal:
    """Without zeros at the end and without an exponent."""
    value = _EXACT.normalize(value)
    exponent = value.as_tuple().exponent
    return (
        _EXACT.quantize(value, Decimal(1))
        if isinstance(exponent, int) and exponent > 0
        else (value)
    )


# --- reading --------------------------------------------------------------------------------


def _slip(message: Sentence, hint: Sentence = NOTHING) -> FormulaError:
    return FormulaError(
        "formula-syntax", message, hint or say("Such as sum(a, b), share(a, b) or a - b * 2.")
    )


def _tokens(text: str) -> list[tuple[str, str]]:
    """(kind, text) of each token, with an end."""
    found = []
    text = text.strip()
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise _slip(
                say("`{strip}` has no meaning in a formula", strip=text[at : at + 20].strip())
            )
        kind = match.lastgroup or ""
        found.append((kind, match[kind]))
        at = match.end()
    return [*found, ("end", "")]


class _Parser:
    """Reads tokens by falling precedence: sums, products, signs, then what stands alone."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self.tokens = tokens
        self.at = 0
        self.depth = 0

    def formula(self) -> Expression:
        expression = self._sum()
        if self.tokens[self.at][0] != "end":
            raise _slip(say("it should end before `{tokens}`", tokens=self.tokens[self.at][1]))
        return expression

    def _take(self, *signs: str) -> str:
        """The next sign, if it is one of `signs`."""
        kind, text = self.tokens[self.at]
        if kind != "sign" or text not in signs:
            return ""
        self.at += 1
        return text

    def _sum(self) -> Expression:
        self.depth += 1
        if self.depth > MAXIMUM_DEPTH:
            raise _slip(
                say("it is nested more than {maximum_depth} deep", maximum_depth=MAXIMUM_DEPTH)
            )
        left = self._chain("+-", lambda: self._chain("*/", self._signed))
        self.depth -= 1
        return left

    def _chain(self, signs: str, operand: Callable[[], Expression]) -> Expression:
        left = operand()
        links = 0
        while sign := self._take(*signs):
            links += 1
            if links > MAXIMUM_DEPTH:
                raise _slip(
                    say("it is a chain of more than {maximum_depth}", maximum_depth=MAXIMUM_DEPTH),
                    say("Use sum(a, b, …)."),
                )
            left = Call(sign, (left, operand()))
        return left

    def _signed(self) -> Expression:
        signs = 0
        while self._take("-"):
            signs += 1
        operand = self._alone()
        return Call("negative", (operand,)) if signs % 2 else operand

    def _alone(self) -> Expression:
        if self._take("("):
            inner = self._sum()
            self._close()
            return inner
        kind, text = self.tokens[self.at]
        self.at += kind != "end"
        if kind == "number":
            if len(text) > MAXIMUM_DIGITS + MAXIMUM_PLACES + 1:
                raise _slip(say("the number {text}… is too long", text=text[:12]))
            return Number(Decimal(text))
        if kind != "name":
            raise _slip(
                say("a figure or a number is missing before `{text}`", text=text)
                if text
                else say("a figure or a number is missing at its end")
            )
        return self._call(text) if self._take("(") else Name(text)

    def _call(self, function: str) -> Expression:
        if function not in _ARGUMENTS:
            raise _slip(
                say("there is no function `{function}`", function=function),
                say("There are {names}.", names=", ".join(_ARGUMENTS)),
            )
        arguments = [self._sum()]
        while self._take(","):
            arguments.append(self._sum())
        self._close()
        least, most = _ARGUMENTS[function]
        if not least <= len(arguments) <= most:
            raise _slip(
                say(
                    "`{function}` takes {least} figures, not {count}"
                    if least == most
                    else "`{function}` takes {least} to {most} figures, not {count}",
                    function=function,
                    least=least,
                    most=most,
                    count=len(arguments),
                ),
                say("Such as index(births, 2015), where 2015 is 100.")
                if function == "index"
                else NOTHING,
            )
        return Call(function, tuple(arguments))

    def _close(self) -> None:
        if not self._take(")"):
            raise _slip(say("a bracket is not closed"))


# --- calculating ------------------------------------------------------------------------------


def _value(expression: Expression, figures: Quantities) -> _Valued:
    """One value.

    Raises:
        FormulaError: it cannot be calculated, or stands for several.
    """
    match expression:
        case Number(value):
            return value, None
        case Name(name):
            quantity = figures[name]
            if isinstance(quantity, tuple):
                raise FormulaError(
                    "formula-value",
                    say("`{name}` stands for several values", name=name),
                    say(
                        "Say which, such as {series}:last, or take sum({series}) or "
                        "mean({series}).",
                        series=name.partition(":")[0],
                    ),
                )
            return _valued(quantity)
        case Call(function, arguments):
            try:
                return _called(function, _gathered(function, arguments, figures))
            except DecimalException:
                raise FormulaError("formula-value", say("it cannot be calculated")) from None
    raise TypeError(expression)


def _valued(quantity: Quantity) -> _Valued:
    return quantity.value, ((quantity.unit, 1),) if quantity.unit else ()


def _gathered(
    function: str, arguments: tuple[Expression, ...], figures: Quantities
) -> list[_Valued]:
    """The values of arguments: sums and means take a series apart, a share may be of all of it."""
    if function in ("sum", "mean"):
        return [value for part in arguments for value in _several(part, figures)]
    if function == "share":
        return [_value(arguments[0], figures), _called("sum", _several(arguments[1], figures))]
    return [_value(part, figures) for part in arguments]


def _several(expression: Expression, figures: Quantities) -> list[_Valued]:
    if isinstance(expression, Name):
        return [_valued(quantity) for quantity in _each(figures[expression.id])]
    return [_value(expression, figures)]


def _called(function: str, values: list[_Valued]) -> _Valued:
    match function:
        case "negative":
            return _EXACT.minus(values[0][0]), values[0][1]
        case "sum" | "+":
            total = values[0][0]
            for value, _ in values[1:]:
                total = _EXACT.add(total, value)
            return total, _common(values)
        case "mean":
            total, unit = _called("sum", values)
            return _EXACT.divide(total, Decimal(len(values))), unit
        case "-" | "difference":
            return _EXACT.subtract(values[0][0], values[1][0]), _common(values)
        case "*":
            return _EXACT.multiply(values[0][0], values[1][0]), _combined(values, 1)
        case "year_on_year":
            raise FormulaError(
                "formula-value",
                say("`year_on_year` takes a series"),
                say("Write change(births, 2023, 2024) for one change."),
            )
    (first, _), (second, _) = values
    if not second:
        raise FormulaError("formula-value", say("it divides by zero"))
    if function in ("/", "per"):
        return _EXACT.divide(first, second), _combined(values, -1)
    if function == "ratio" and all(_counts(dimension) for _, dimension in values):
        return _EXACT.divide(first, second), ()
    _common(values)
    if function == "ratio":
        return _EXACT.divide(first, second), ()
    if function == "index":  # a bare number, 100 where the base is
        return _EXACT.divide(_EXACT.multiply(first, Decimal(100)), second), ()
    part = _EXACT.subtract(first, second) if function == "change" else first
    whole = abs(second) if function == "change" else second
    return _EXACT.divide(_EXACT.multiply(part, Decimal(100)), whole), (("%", 1),)


def _counts(dimension: Dimension) -> bool:
    """Whether a value counts something, as visitors or participants; one may be so many others."""
    match dimension:
        case ((unit, 1),):
            return not is_sign(unit) and unit not in MEASURES and unit not in CURRENCIES
    return False


def _common(values: list[_Valued]) -> Dimension:
    """The unit of values that are added or compared; plain numbers take that of the others."""
    found = list(dict.fromkeys(dimension for _, dimension in values if dimension is not None))
    if len(found) > 1:
        raise FormulaError(
            "formula-unit",
            say(
                "it puts {names} together",
                names=every(_spelt(item) or say("a ratio") for item in found),
            ),
            say("Only what has the same unit can be added or compared."),
        )
    return found[0] if found else None


def _combined(values: list[_Valued], power: int) -> Dimension:
    """The unit of a product (power 1) or quotient (-1); a percentage is a plain factor in it."""
    left, right = (dimension for _, dimension in values)
    if right is None and (power == 1 or left is not None):
        return left
    if left is None and power == 1:
        return right
    powers: dict[str, int] = {}
    for dimension, sign in ((left or (), 1), (right or (), power)):
        for unit, count in dimension:
            if unit != "%":
                powers[unit] = powers.get(unit, 0) + sign * count
    return tuple(sorted((unit, count) for unit, count in powers.items() if count))


def _spelt(dimension: Dimension) -> str:
    """Units as one writes them: EUR/logements."""
    above = [unit for unit, count in dimension or () for _ in range(count)]
    below = [unit for unit, count in dimension or () for _ in range(-count)]
    return "/".join(["·".join(above) or "1", *below]) if above or below else ""


def _unit(dimension: Dimension, declared: str | None, involved: set[str]) -> str:
    """The unit of the result, checked against the declared one."""
    spelt = _spelt(dimension)
    if declared is None or dimension is None:
        return spelt if declared is None else declared
    if not dimension:  # a ratio: a bare number, or so many "fois"
        fits = declared != "%" and declared not in involved - {""}
    elif len(dimension) == 1 and dimension[0][1] == 1:
        fits = declared == spelt
    else:
        # How the unit below is spelt (EUR/logement, EUR par logement) is the writer's choice.
        first = spelt.partition("/")[0]
        fits = declared == first or declared.startswith((f"{first}/", f"{first} "))
    if not fits:
        raise FormulaError(
            "formula-unit",
            say(
                "it comes out in {spelt}, not in {declared}",
                spelt=unit_called(spelt),
                declared=unit_called(declared),
            ),
            say("For a percentage write share(part, whole) or change(new, old).")
            if declared == "%"
            else say("Write `unit: {spelt}`.", spelt=spelt)
            if spelt
            else say("Leave its `unit` out."),
        )
    return declared
