"""What a ledger holds once it is read: the figures, series and sources of one issue, as values."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from depliant.figures.series import SELECTORS, Series


class SourceNote(Struct, frozen=True):
    """Where figures come from; `date` as the ledger has it, empty texts where nothing is said."""

    id: str
    title: str
    publisher: str = ""
    date: str = ""
    link: str = ""


class Fact(Struct, frozen=True):
    """A figure of one issue: its exact value, and everything that is said of it.

    `source` is an id of the ledger's sources, or `unstated`; a derived figure may have none of its
    own. `sources` are its own or, in the end, those of the figures that it is calculated from;
    `inputs` are the figures that its formula names. Empty texts and None where nothing is said.
    A value of a series has the id `births:2024`, with `series` and `at` in two parts.
    """

    id: str
    value: Decimal
    unit: str = ""
    date: str = ""
    source: str = ""
    base: int | str | None = None
    precision: Decimal | None = None
    approximate: str = ""
    note: str = ""
    valid_until: str = ""
    part_of: str = ""
    sums_to: str = ""
    not_before: str = ""
    same_as: str = ""
    formula: str = ""
    inputs: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    provisional: str = ""
    series: str = ""
    at: str = ""


class IssueLedger(Struct, frozen=True):
    """The figures of one issue, in the order of the file, and the sources that they name.

    `issue` and `date` are empty where content.yaml does not give them. The known values of
    `series` are among the facts, each by its own id.
    """

    issue: str
    date: str
    facts: tuple[Fact, ...]
    sources: tuple[SourceNote, ...]
    series: tuple[Series, ...] = ()

    def by_id(self) -> dict[str, Fact]:
        """The figures by id."""
        return {fact.id: fact for fact in self.facts}

    def named(self) -> dict[str, Fact]:
        """The figures by all that a text may call them: births:2024, and births:last as well."""
        found = self.by_id()
        for series in self.series:
            for word in SELECTORS:
                if (point := series.point(word)) is not None:
                    found[series.name(word)] = found[series.name(point.at)]
        return found
