"""The ledger: every figure of a publication, written in one locale, and who asks for it."""

from __future__ import annotations

from copy import copy
from decimal import Decimal
from typing import Final, NamedTuple

from babel import Locale

from depliant.errors import Diagnostic, Place
from depliant.figures import writing as figures
from depliant.figures.figure import Figure
from depliant.figures.issues import Fact, figure_route, ledger_of
from depliant.figures.schema import UNSTATED, LedgerPart, Origin, Retired
from depliant.figures.sense import named_by_rules, sense_faults
from depliant.languages.counting import UnitWords
from depliant.source.suggestions import did_you_mean
from depliant.source.yaml import Route, Source

_FORMS_HINT: Final = "The forms are " + ", ".join(figures.FORMS) + "."


class Asked(NamedTuple):
    """The figures that a ledger was asked for, and the faults found."""

    used: frozenset[str]
    faults: tuple[Diagnostic, ...]


class Ledger:
    """Figures by id; faults gather in `faults`, and what was asked for is remembered."""

    def __init__(
        self,
        content: LedgerPart,
        source: Source,
        locale: Locale,
        unit_words: UnitWords | None = None,
    ) -> None:
        self.content = content
        self.source = source
        self.locale = locale
        self.unit_words = unit_words
        self.book, faults = ledger_of(content, source)
        self.faults: list[Diagnostic] = list(faults)
        self._facts = self.book.by_id()
        self._used: set[str] = set()
        self._sources: set[str] = set()
        self.figures: dict[str, Figure] = {
            name: self._figure(fact) for name, fact in self._facts.items()
        }
        self.faults += sense_faults(self.book, self._route, source)

    def again(self) -> Ledger:
        """The same figures and faults, to be asked by somebody else."""
        found = copy(self)
        found.faults, found._used = [*self.faults], {*self._used}
        return found

    def apart(self) -> Ledger:
        """The same figures, with nothing found and nothing asked for yet."""
        found = copy(self)
        found.faults, found._used = [], set()
        return found

    @property
    def asked(self) -> Asked:
        """What it was asked for by now, and what was found."""
        return Asked(frozenset(self._used), tuple(self.faults))

    def join(self, asked: Asked) -> None:
        """Take over what one was asked for that was set `apart`, and what was found."""
        self._used |= asked.used
        self.faults += [fault for fault in asked.faults if fault not in self.faults]

    def get(self, name: str, place: Place) -> Figure | None:
        """The figure that is asked for at `place`; none, with a diagnostic, if there is none."""
        figure = self.figures.get(name)
        if figure is None:
            self._unknown(name, place)
            return None
        self._used.add(name)
        return figure

    def written(self, name: str, form: str, place: Place) -> figures.Written | None:
        """The figure in the form that is asked for at `place`; none, with a diagnostic."""
        figure = self.get(name, place)
        if figure is None:
            return None
        if form and form not in figures.FORMS:
            self._fault(
                "figure-form-unknown",
                f"There is no form `{form}`.",
                place,
                did_you_mean(form, figures.FORMS) or _FORMS_HINT,
            )
            return None
        try:
            if form == "about":
                manner = self._facts[name].approximate
                return figures.about(figure.value, figure.unit, manner, self.locale)
            return figures.write(figure.value, self._unit(figure), form, self.locale)
        except ValueError as error:
            self._fault(
                "figure-form-unfit", f"`{name}` cannot be written as `{form}`: {error}.", place
            )
            return None

    def unused(self) -> tuple[Diagnostic, ...]:
        """Figures and sources that nothing prints, and figures without a source."""
        used = self._used | named_by_rules(self.book)
        found = [
            Diagnostic(
                "figure-unused",
                f"The figure `{name}` is never used.",
                self.source.place(self._route(name), key=True),
                "Use it in a text or a chart, or delete it.",
                "warning",
            )
            for name in self._facts
            if name not in used
        ]
        found += [
            Diagnostic(
                "source-unused",
                f"The source `{name}` is never used.",
                self.source.place(("sources", name), key=True),
                "Name it at a figure, or delete it.",
                "warning",
            )
            for name in self.content.sources
            if name not in self._sources | self._former_sources()
        ]
        bare = [fact.id for fact in self.book.facts if fact.source == UNSTATED]
        if bare:
            listed = ", ".join(bare[:5]) + (", …" if len(bare) > 5 else "")
            found.append(
                Diagnostic(
                    "figure-unsourced",
                    f"Figures without a source ({len(bare)}): {listed}.",
                    self.source.place(("figures",), key=True),
                    severity="advice",
                )
            )
        return tuple(found)

    def _former_sources(self) -> set[str]:
        """The sources that figures of former issues name."""
        return {
            entry.source
            for figure in self.content.figures.values()
            for entry in figure.history.values()
            if not isinstance(entry, Retired) and entry.source is not None
        }

    def _figure(self, fact: Fact) -> Figure:
        shown = figures.short(fact.value, fact.unit, self.locale)
        base, base_shown = self._base(fact)
        return Figure(
            fact.id,
            fact.value,
            fact.unit,
            shown.number,
            shown.unit,
            shown.text,
            figures.write(fact.value, self._unit(fact), "full", self.locale).text,
            self._source(fact),
            figures.period(fact.date, self.locale),
            fact.note,
            base,
            base_shown,
            bool(fact.approximate),
            fact.date,
            figures.hedge(fact.approximate, self.locale),
        )

    def _unit(self, figure: Figure | Fact) -> str:
        """A figure's unit, in the edition's language and the form of its number."""
        if self.unit_words is None:
            return figure.unit
        return self.unit_words.of(figure.unit, figure.value)

    def _source(self, fact: Fact) -> str:
        """The words of a figure's sources; a derived one has those of what it comes from."""
        words = []
        for name in fact.sources:
            if name == UNSTATED:
                continue
            self._sources.add(name)
            if name in self.content.sources:
                words.append(self._words(self.content.sources[name]))
            elif name == fact.source:
                self._fault(
                    "source-unknown",
                    f"`{name}` is not defined under `sources`.",
                    self.source.place((*self._route(fact.id), "source")),
                    did_you_mean(name, (*self.content.sources, UNSTATED))
                    or f"Define it, or write `{UNSTATED}`.",
                )
        return "; ".join(words)

    def _words(self, origin: Origin) -> str:
        """A source as it is printed: its title, its publisher, its date."""
        when = figures.period(origin.date or "", self.locale)
        return ", ".join(filter(None, (origin.title, origin.publisher, when)))

    def _base(self, fact: Fact) -> tuple[int | None, str]:
        """What a share is a share of, as a number and as it is written."""
        if fact.base is None:
            return None, ""
        if isinstance(fact.base, int):
            return fact.base, figures.number(Decimal(fact.base), self.locale)
        place = self.source.place((*self._route(fact.id), "base"))
        base = self._facts.get(fact.base)
        if base is None:
            self._unknown(fact.base, place)
            return None, ""
        if base.value != int(base.value) or base.value < 1:
            self._fault("schema", f"`{base.id}` is not a whole number of 1 or more.", place)
            return None, ""
        shown = figures.write(base.value, self._unit(base), "full", self.locale).text
        return int(base.value), shown

    def _route(self, name: str) -> Route:
        return figure_route(self.content, self.source, name)

    def _unknown(self, name: str, place: Place) -> None:
        hint = did_you_mean(name, tuple(self._facts)) or "Define it under `figures:`."
        if name in self.content.figures:
            former = ", ".join(self.content.figures[name].history)
            hint = f"It is in the issue {former}, and not in the one that is being built."
        self._fault(
            "figure-unknown",
            f"There is no figure `{name}`.",
            place,
            hint,
        )

    def _fault(self, code: str, message: str, place: Place, hint: str = "") -> None:
        fault = Diagnostic(code, message, place, hint)
        if fault not in self.faults:
            self.faults.append(fault)
