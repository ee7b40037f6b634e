"""The cells of a row as content.yaml would have them: texts, dates, and values in their units."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import partial
from typing import Final

from depliant.bookkeeping.amounts import (
    Amount,
    Reader,
    UnreadableError,
    is_known,
    is_money,
    same_unit,
    scaled,
)
from depliant.bookkeeping.findings import At, Findings
from depliant.bookkeeping.headings import Columns
from depliant.bookkeeping.names import Names
from depliant.bookkeeping.periods import period_of
from depliant.bookkeeping.tables import NUMBERS, as_meant
from depliant.sentences import NOTHING, Sentence, say
from depliant.source.cells import (
    MAXIMUM_CELL,
    UNPRINTABLE,
    Fault,
    Moment,
    Number,
    Text,
    Truth,
    quoted,
)

_WHOLE: Final = say("Write the whole number, and its unit once.")
_IN: Final = re.compile(r"\b(?:en|in)\s+([^\d()\[\];,:]+)", re.IGNORECASE)
"""What follows a preposition by which titles say units: (en milliers d'euros)."""
_LEAP: Final = 1000
_PERIODS: Final = ("date", "valid_until", "not_before", "source_date")


class CellReader:
    """Reads cells; what is wrong with them goes to the findings.

    `understood` has what is to be shown of cells that are read by more than what stands in them:
    33 under a heading with M€.
    """

    def __init__(self, found: Findings, columns: Columns, numbers: Reader, names: Names) -> None:
        self._found = found
        self._columns = columns
        self._numbers = numbers
        self._names = names
        # In a table that Dépliant has made, units are the ledger's own, whatever they look like.
        self._exported = columns.own and "source_title" in columns.at
        self.understood: dict[tuple[int, int], str] = {}
        if columns.unit:
            found.attempt(self._heading_unit, columns.row, columns.at["value"])

    def text(self, key: str, found: At) -> str | None:
        """A cell as the text that content.yaml would have; None: it has a fault, which is told."""
        cell = found.cell
        if not self._is_sound(key, found):
            return None
        if key in NUMBERS:
            return self._exact(key, found)
        text = cell.shown.replace("\r\n", "\n")
        if isinstance(cell, Number):
            text = cell.held or f"{cell.digits:f}"
        if isinstance(cell, Text):
            text = as_meant(key, text)
        if key != "note":
            text = text.strip()
        if key in _PERIODS and isinstance(cell, Text):
            return self._period(text, found)
        if key == "base" and re.match(r"\d", text) and isinstance(cell, Text):
            amount = self._amount(found)
            return amount.number if amount else None
        return text

    def _is_sound(self, key: str, found: At) -> bool:
        """Whether a cell holds something that can be read; what cannot is told."""
        cell = found.cell
        if isinstance(cell, Fault):
            self._broken(found)
        elif key == "formula" and cell.calculated:
            message = say("The cell holds a formula of the spreadsheet.")
            hint = say("Write a formula of figures, such as share(a, b), as a text.")
            self._found.fault("table-formula", message, *found[1:], hint)
        elif len(cell.shown) > MAXIMUM_CELL:
            hint = say("Write at most {maximum_cell} characters.", maximum_cell=MAXIMUM_CELL)
            self._found.fault("table-cell", say("The cell holds too much."), *found[1:], hint)
        elif UNPRINTABLE.search(cell.shown.replace("\r\n", "\n")):
            message = say("The cell holds a character that cannot be printed.")
            self._found.fault("table-cell", message, *found[1:], say("Type its words again."))
        else:
            return True
        return False

    def _broken(self, found: At) -> None:
        if found.cell.calculated and not found.cell.shown.startswith("#"):
            message = say("The cell holds a formula that was never calculated.")
            hint = say("Open the file in a spreadsheet, save it, and import it again.")
            self._found.fault("table-formula", message, *found[1:], hint)
            return
        message = say("The cell shows {shown}, and no value.", shown=quoted(found.cell.shown))
        self._found.fault("table-cell", message, *found[1:], say("Mend it in the spreadsheet."))

    def _period(self, text: str, found: At) -> str | None:
        languages = self._numbers.languages or (self._names.language, "en")
        certain = bool(self._numbers.languages)
        reading = partial(period_of, text, languages, certain=certain)
        return self._found.attempt(reading, *found[1:], "table-date")

    def _exact(self, key: str, found: At) -> str | None:
        """The number of a cell without its unit, as far as it is one."""
        cell = found.cell
        if isinstance(cell, Moment | Truth):
            message = say(
                "The cell holds true or false (`{shown}`), and no number.", shown=quoted(cell.shown)
            )
            if isinstance(cell, Moment):
                message = say(
                    "The cell holds a date or a time (`{shown}`), no number.",
                    shown=quoted(cell.shown),
                )
            hint = say("Type the number again in a cell whose format is that of numbers.")
            self._found.fault("table-number", message, *found[1:], hint)
            return None
        amount = self._amount(found)
        if amount is None:
            return None
        if key != "value" and amount.unit:
            message = say("`{shown}` is a number with a unit.", shown=quoted(cell.shown))
            self._found.fault("table-number", message, *found[1:], say("Write the number alone."))
            return None
        return amount.number

    def _amount(self, found: At) -> Amount | None:
        cell = found.cell
        if isinstance(cell, Number):
            return self._found.attempt(partial(self._numbers.number, cell), *found[1:])
        text = as_meant("id", cell.shown.strip())
        amount = self._found.attempt(partial(self._numbers.amount, text), *found[1:])
        if amount is not None and amount.number == text:
            return amount._replace(number=as_meant("value", text))
        return amount

    def value(self, name: str, issue: str, cells: Mapping[str, At], entry: dict[str, str]) -> None:
        """Put the value of a row and its unit into `entry`, both as the ledger writes them."""
        found = cells["value"]
        amount = self._amount(found)
        stated = self._names.stated(name, issue, "unit")
        around = self._around(stated, cells.get("unit"), entry.get("unit", ""))
        if amount is None or around is None:
            return
        power, outer = around
        unit = amount.unit or outer
        if "unit" in cells and unit and stated and not same_unit(unit, stated):
            self._found.changed_units.append(f"{name} ({stated} → {unit})")
        if fault := _contradiction(amount, power, outer, quoted(found.cell.shown)):
            self._found.fault("table-unit", fault, *found[1:], _WHOLE)
        elif unit and stated and "unit" not in cells and not same_unit(unit, stated):
            self._found.fault(
                "table-unit",
                say(
                    "`{shown}` is in {unit}, and `{name}` in {stated}.",
                    shown=quoted(found.cell.shown),
                    unit=quoted(unit),
                    name=name,
                    stated=stated,
                ),
                *found[1:],
                say(
                    "Write the number alone; or give the table a column `unit`, if the "
                    "unit changes."
                ),
            )
        else:
            if unit:
                entry["unit"] = stated if stated and same_unit(unit, stated) else unit
            value = amount.number if amount.multiplied else scaled(amount.number, power)
            entry["value"] = self._as_stated(name, issue, value, unit or stated, found)
            if power and not amount.multiplied:
                words = cells["unit"].cell.shown if "unit" in cells else self._columns.unit
                self.understood[found[1:]] = f"{found.cell.shown} ({words})"
            if not amount.unit:
                self._doubt(name, issue, value, found)
            self._leap(name, issue, entry["value"], found, certain=bool(unit))

    def multiplying(self, title: str) -> str:
        """What a title says that numbers are in, if that multiplies them: milliers d'euros."""
        for match in _IN.finditer(title):
            try:
                power, _ = self._numbers.measure(match[1])
            except UnreadableError:
                continue
            if power:
                return match[1].strip()
        return ""

    def _around(self, stated: str, found: At | None, text: str) -> tuple[int, str] | None:
        """The power of ten and the unit that the column of units, or else the heading, gives."""
        if not text or found is None:
            try:
                return self._heading_unit()
            except UnreadableError:
                return None  # told once, at the heading
        if text == stated or self._exported or not re.search(r"[^\W\d_]|[%‰€£$]", text):
            return 0, text
        return self._found.attempt(partial(self._numbers.measure, text), *found[1:])

    def _heading_unit(self) -> tuple[int, str]:
        """What the heading of the values adds; words such as “provisoire” are no unit."""
        if not self._columns.unit:
            return 0, ""
        power, unit = self._numbers.measure(self._columns.unit)
        return power, unit if power or is_known(unit) else ""

    def _as_stated(self, name: str, issue: str, value: str, unit: str, found: At) -> str:
        """The value with the decimals that it is to have.

        A cell without a number format does not say how many noughts end a number: they stay as
        they are in content.yaml. Cents that are none are dropped, unless content.yaml has cents.
        """
        cell, old = found.cell, self._names.stated(name, issue, "value")
        place = self._found.name(*found[1:])
        if isinstance(cell, Number) and cell.held:
            self._found.rounded.append(f"{place} ({cell.held})")
        if cell.calculated:
            self._found.calculated.append(place)
        if isinstance(cell, Number) and not cell.states and old and _equal(old, value):
            return old
        if value.endswith(".00") and is_money(unit) and "." not in old:
            return value.removesuffix(".00")
        return value

    def _leap(self, name: str, issue: str, value: str, found: At, *, certain: bool) -> None:
        """Ask about a value that is a thousandth of what it was, or a thousand times it.

        Beside its own unit a number is meant as it stands, and what has no unit has nothing that
        could be written beside it: of these it is only told.
        """
        old = self._names.stated(name, issue, "value")
        if not old or not _leaps(old, value):
            return
        unit = self._names.stated(name, issue, "unit")
        if certain or self._exported or not unit:
            self._found.leaps.append(f"{name} ({old} → {value})")
            return
        self._found.fault(
            "table-number",
            say(
                "`{shown}` may be meant in thousands or millions: `{name}` was {old}.",
                shown=quoted(found.cell.shown),
                name=name,
                old=old,
            ),
            *found[1:],
            say(
                "Write what the numbers are counted in into the heading, such as (thousands) or "
                "(£m); or the unit beside this number, {value} {unit}, if it is meant.",
                value=value,
                unit=unit,
            ),
        )

    def _doubt(self, name: str, issue: str, value: str, found: At) -> None:
        """Ask about 0.812 for a figure in per cent that was 76.9: programs write 81,2 % so."""
        old = self._names.stated(name, issue, "value")
        if not old or self._names.stated(name, issue, "unit") != "%":
            return
        number, former = abs(Decimal(value)), abs(Decimal(old))
        if 0 < number <= 1 < former and former / 5 <= number * 100 <= former * 5:
            percent = f"{(Decimal(value) * 100).normalize():f}"
            self._found.fault(
                "table-number",
                say(
                    "`{shown}` may be a share of one: `{name}` is in per cent.",
                    shown=quoted(found.cell.shown),
                    name=name,
                ),
                *found[1:],
                say(
                    "Write {percent} %, or {value} % if that is meant.",
                    percent=percent,
                    value=value,
                ),
            )


def _contradiction(amount: Amount, power: int, unit: str, shown: str) -> Sentence:
    """What is wrong with a number whose row or heading gives it a unit, too; empty if nothing."""
    if amount.unit and unit and not same_unit(amount.unit, unit):
        return say("`{shown}` is in another unit than its row or heading says.", shown=shown)
    if amount.unit and power and not amount.multiplied:
        return say(
            "`{shown}` may be meant in thousands or millions, as its row or heading says, or not.",
            shown=shown,
        )
    return NOTHING


def _leaps(one: str, other: str) -> bool:
    """Whether of two numbers one is a thousand times the other or more."""
    try:
        small, large = sorted((abs(Decimal(one)), abs(Decimal(other))))
    except ArithmeticError:
        return False
    return 0 < small * _LEAP <= large


def _equal(one: str, other: str) -> bool:
    try:
        return Decimal(one) == Decimal(other)
    except ArithmeticError:
        return False
