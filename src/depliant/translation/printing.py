"""A message and its translation as they are printed: every figure written out in its language."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from babel.numbers import get_currency_name, get_currency_symbol

from depliant.content import markup
from depliant.content.publication import Publication
from depliant.figures import writing as figures
from depliant.figures.approximate import about
from depliant.figures.issues import Fact, ledger_of
from depliant.languages.counting import UnitWords
from depliant.translation.comparing import Facts
from depliant.translation.quantities import Run


class Proof(NamedTuple):
    """What is needed to print a message of a publication in both languages."""

    source: str
    language: str
    ledger: Mapping[str, Fact]
    units: UnitWords | None
    facts: Facts
    issue: str

    def runs(self, text: str, *, own: bool = False) -> tuple[Run, ...]:
        """A text as runs of printed words; `own`: it is of the source's language."""
        found: list[Run] = []
        for piece in markup.parse(text)[0]:
            if piece.figure is None:
                found.append(Run(piece.text))
            elif piece.figure in self.facts.values and piece.form == "date":
                found.append(Run(self._dated(piece.figure, own=own)))
            elif piece.figure in self.facts.values:
                words = self._written(piece.figure, piece.form, own=own)
                found.append(Run(words, piece.figure, piece.form))
            else:
                found.append(Run(self.issue or piece.placeholder))
        return tuple(found)

    def _dated(self, name: str, *, own: bool) -> str:
        """The time that a figure is of."""
        locale = figures.locale_of(self.source if own else self.language)
        return figures.period(self.ledger[name].date, locale) if locale is not None else ""

    def _written(self, name: str, form: str, *, own: bool) -> str:
        """A figure in a form; its number if it cannot be written so, which is told elsewhere."""
        fact = self.ledger[name]
        locale = figures.locale_of(self.source if own else self.language)
        if locale is None:
            return ""
        try:
            unit = self._unit(fact.unit, fact.value, own)
            if form == "about":
                return about(fact.value, fact.unit, fact.approximate, locale, unit).text
            return figures.write(fact.value, unit, form, locale).text
        except ValueError:
            return figures.number(fact.value, locale)

    def _unit(self, unit: str, value: Decimal, own: bool) -> str:
        if own or self.units is None:
            return unit
        return self.units.of(unit, value)


def proof_of(publication: Publication, language: str, units: UnitWords | None) -> Proof:
    """What is needed to print the messages of a publication in its language and another."""
    book = ledger_of(publication.content, publication.source)[0]
    forms: Mapping[str, tuple[str, ...]] = units.forms if units is not None else {}
    named = book.named()
    nouns = {unit: _nouns(unit, forms, language) for unit in {fact.unit for fact in book.facts}}
    facts = Facts(
        {name: fact.value for name, fact in named.items()},
        {name: fact.unit for name, fact in named.items()},
        frozenset(name for name, fact in named.items() if fact.approximate),
        {name: nouns[fact.unit] for name, fact in named.items()},
    )
    return Proof(
        publication.language, language, named, units, facts, publication.content.issue or ""
    )


def _nouns(unit: str, forms: Mapping[str, tuple[str, ...]], language: str) -> tuple[str, ...]:
    """The words and signs of a language that stand beside a figure of a unit."""
    locale = figures.locale_of(language)
    code = figures.currency_of(unit, locale) if locale is not None else None
    if code is None:
        return forms.get(unit, ())
    names = [get_currency_name(code, count=count, locale=locale) for count in (1, 2, 5)]
    return tuple(dict.fromkeys((*names, get_currency_symbol(code, locale=locale), code)))
