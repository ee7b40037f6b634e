"""What content.yaml may hold for batches: an example of a row, and conditions on its columns.

A condition compares a column with values, and can do nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Annotated, Final

from msgspec import Meta, field

from depliant.errors import UnfitError
from depliant.sentences import say
from depliant.source.reading import MisfitError, Part, Read, described
from depliant.source.scalars import Exact, Id
from depliant.source.yaml import Tree

MAXIMUM_CELL: Final = 10_000
"""Characters of a cell."""

Row = Mapping[str, str]
"""The cells of a row by their columns, as content.yaml calls these; an empty cell is ""."""


def _cell(data: Tree) -> str:
    """Whatever stands in a cell; nothing is the empty cell."""
    if data is None:
        return ""
    if not isinstance(data, str):
        raise UnfitError(say("must be a text"))
    if len(data) > MAXIMUM_CELL:
        raise UnfitError(say("must have at most {most} characters", most=MAXIMUM_CELL))
    return data.strip()


Cell = Read[str, _cell, {"type": ["string", "number", "null"]}]


class Condition(Part, frozen=True, kw_only=True):
    """Comparisons of one column, which all have to hold."""

    row: Annotated[Id, described("The column that is compared.")]
    is_: Annotated[Cell | None, described("It is this: FR, 12.")] = field(name="is", default=None)
    is_not: Annotated[Cell | None, described("It is anything but this.")] = field(
        name="is-not", default=None
    )
    one_of: Annotated[tuple[Cell, ...], Meta(max_length=1000), described("It is one of these.")] = (
        field(name="one-of", default=())
    )
    above: Annotated[Exact | None, described("It is a number, and more than this.")] = None
    below: Annotated[Exact | None, described("It is a number, and less than this.")] = None
    at_least: Annotated[Exact | None, described("It is a number, this or more.")] = field(
        name="at-least", default=None
    )
    at_most: Annotated[Exact | None, described("It is a number, this or less.")] = field(
        name="at-most", default=None
    )
    filled: Annotated[bool | None, described("Whether anything stands in it.")] = None

    def __post_init__(self) -> None:
        """Something is compared."""
        if not any(getattr(self, name) not in (None, ()) for name in self.__struct_fields__[1:]):
            raise MisfitError(say("must have `is`, `one-of`, `above`, `filled` or the like"))

    def holds(self, row: Row) -> bool:
        """Whether it holds for a row; a column that is not there counts as empty."""
        cell = row.get(self.row, "")
        number = number_in(cell)
        return (
            (self.is_ is None or same(cell, self.is_))
            and (self.is_not is None or not same(cell, self.is_not))
            and (not self.one_of or any(same(cell, one) for one in self.one_of))
            and (self.filled is None or bool(cell) is self.filled)
            and (self.above is None or (number is not None and number > self.above))
            and (self.below is None or (number is not None and number < self.below))
            and (self.at_least is None or (number is not None and number >= self.at_least))
            and (self.at_most is None or (number is not None and number <= self.at_most))
        )


def same(cell: str, other: str) -> bool:
    """Whether two cells say the same: the same text, or the same number (12 is 12.0)."""
    if cell == other:
        return True
    number = number_in(cell)
    return number is not None and number == number_in(other)


def number_in(cell: str) -> Decimal | None:
    """The number that a cell is, with a point for its decimals; None of any other text."""
    if not cell or len(cell) > 40 or not cell.isascii() or cell[-1] not in "0123456789":
        return None
    try:
        number = Decimal(cell)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
