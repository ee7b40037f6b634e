"""The ledger: every figure of a publication, written in one locale, and who asks for it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from copy import copy
from decimal import Decimal
from typing import Final

from babel import Locale
from msgspec.structs import replace

from depliant.errors import Diagnostic, Place, Severity, UnfitError
from depliant.figures import writing as figures
from depliant.figures.approximate import about, hedge, is_less
from depliant.figures.figure import Figure, ShownPoint, ShownSeries
from depliant.figures.form_words import FormWords
from depliant.figures.issues import (
    Fact,
    SourceNote,
    figure_route,
    ledger_of,
    unsourced,
)
from depliant.figures.per_units import is_plural
from depliant.figures.periods import kind_of, place_in_time
from depliant.figures.placeholders import PLACEHOLDER, asked_for
from depliant.figures.schema import UNSTATED, LedgerPart, Retired
from depliant.figures.sense import named_by_rules, sense_faults
from depliant.figures.series import Point, Series, parted
from depliant.figures.speaking import spoken
from depliant.figures.unknown import unknown_figure
from depliant.languages.counting import UnitWords
from depliant.patterns import late_pattern
from depliant.sentences import NOTHING, Sentence, say
from depliant.source.suggestions import did_you_mean
from depliant.source.yaml import Route, Source
from depliant.tuples import NamedTuple

_FORMS_HINT: Final = say("The forms are {forms}.", forms=", ".join(figures.FORMS))


_NAME: Final = late_pattern(r"[A-Za-z][\w-]*")


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
        form_words: FormWords | None = None,
    ) -> None:
        self.content = content
        self.source = source
        self.locale = locale
        self.unit_words = unit_words
        self.form_words = form_words
        self.book, faults = ledger_of(content, source)
        self.faults: list[Diagnostic] = list(faults)
        self._facts = self.book.by_id()
        self._named = self.book.named()
        self.series = {one.id: one for one in self.book.series}
        self._used: set[str] = set()
        self._sources: set[str] = set()
        self._in_sources: set[str] = set()
        self.sources = {note.id: self._said_of(note) for note in self.book.sources}
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
        fact = self.fact(name)
        if fact is None:
            self._unknown(name, place)
            return None
        self._used.add(fact.id)
        return self.figures[fact.id]

    def fact(self, name: str) -> Fact | None:
        """The fact that a name means, `births:last` too; asking so leaves no trace."""
        return self._named.get(name)

    def id_of(self, name: str) -> str | None:
        """The id of the figure that a name means: births:2024 of births:last."""
        fact = self.fact(name)
        return fact.id if fact is not None else None

    def shown(self, name: str, place: Place, first: str = "", last: str = "") -> ShownSeries | None:
        """The series that is asked for at `place`, to be drawn; none, with a diagnostic.

        Of times it may be only those from `first` to `last`. Its values are then published.
        """
        series = self.series.get(name)
        if series is None:
            self._no_series(name, place)
            return None
        points = tuple(self._shown_point(series, one) for one in series.within(first, last))
        self._used |= {name, *(series.name(one.key) for one in points if one.figure is not None)}
        return ShownSeries(name, series.kind, series.unit, points)

    def _shown_point(self, series: Series, point: Point) -> ShownPoint:
        is_time = kind_of(point.at) != "name"
        return ShownPoint(
            point.at,
            figures.period(point.at, self.locale) if is_time else point.label or point.at,
            self.figures.get(series.name(point.at)),
            place_in_time(point.at) if is_time else None,
        )

    def _no_series(self, name: str, place: Place) -> None:
        if name not in self._facts:
            near = did_you_mean(name, tuple(self.series))
            self._unknown(name, place, near)
            return
        self._fault(
            "figure-unknown",
            say("There is no series `{name}`: it is a figure of one value.", name=name),
            place,
            say("Give it `values: {2023: 812, 2024: 799}`."),
        )

    def written(self, name: str, form: str, place: Place) -> figures.Written | None:
        """The figure in the form that is asked for at `place`; none, with a diagnostic."""
        fact = self.fact(name)
        if fact is None and form == "date" and (at := self._missing(name)):
            self._used.add(parted(name)[0])
            return figures.Written(figures.period(at, self.locale))
        if fact is None or self.get(name, place) is None:
            self._unwritten(name, form, place)
            return None
        written = self._in_form(fact, form, place)
        if written is not None and self.unit_words is None and abs(fact.value) == 1:
            self._one(fact, written, place)
        return written

    def _one(self, fact: Fact, written: figures.Written, place: Place) -> None:
        """Ask about one thing in the plural: 1 evenings."""
        if fact.unit in written.text and is_plural(fact.unit, self.locale.language):
            self._fault(
                "figure-plural",
                say("“{written}” has its unit in the plural.", written=written.text),
                place,
                say(
                    "Write {placeholder} and the word in the singular behind it; or give the "
                    "figure the unit in the singular, while it is 1.",
                    placeholder=f"{{{fact.id}}}",
                ),
                "warning",
            )

    def _missing(self, name: str) -> str:
        """The time of a value of a series that is missing: that is known; empty if it is none."""
        own, key = parted(name)
        series = self.series.get(own)
        point = series.point(key) if series is not None and series.is_of_time else None
        return point.at if point is not None else ""

    def _unwritten(self, name: str, form: str, place: Place) -> None:
        """Say of what cannot be written whether the figure is not there, or its form."""
        own, key = parted(name)
        if key and not form and own in self._facts:  # {id:word}, where no series is meant
            self._unknown_form(key, place)
        else:
            self._unknown(name, place)

    def _unknown_form(self, form: str, place: Place) -> None:
        self._fault(
            "figure-form-unknown",
            say("There is no form `{form}`.", form=form),
            place,
            did_you_mean(form, figures.FORMS) or _FORMS_HINT,
        )

    def _in_form(self, fact: Fact, form: str, place: Place) -> figures.Written | None:
        if form and form not in figures.FORMS:
            self._unknown_form(form, place)
            return None
        try:
            if self.form_words is not None:
                given = self.form_words.written(fact, form, self.locale, self.unit(fact))
                if given is not None:
                    return given
            if form == "date":
                return self._dated(fact)
            if form == "about":
                return about(fact.value, fact.unit, fact.approximate, self.locale, self.unit(fact))
            return figures.write(fact.value, self.unit(fact), form, self.locale)
        except UnfitError as error:
            self._fault(
                "figure-form-unfit",
                say(
                    "`{fact}` cannot be written as `{form}`: {error}.",
                    fact=fact.id,
                    form=form,
                    error=error.why,
                ),
                place,
            )
            return None

    def _dated(self, fact: Fact) -> figures.Written:
        """The time that a figure is of.

        Raises:
            UnfitError: it has none.
        """
        if not fact.date:
            raise UnfitError(say("it has no date"))
        return figures.Written(figures.period(fact.date, self.locale))

    def unused(self, others: Iterable[Diagnostic] = ()) -> tuple[Diagnostic, ...]:
        """Figures and sources that nothing prints, and figures without a source.

        Args:
            others: what else was found in the texts, the places of figures that are not whole.
        """
        used = self._used | self._in_sources | named_by_rules(self.book) | self._meant(others)
        found = [
            Diagnostic(
                "figure-unused",
                say("The figure `{name}` is never used.", name=name),
                self.source.place(self._route(name), key=True),
                say("Use it in a text or a chart, or delete it."),
                "warning",
            )
            for name, fact in self._facts.items()
            if not fact.series and name not in used
        ]
        series = {parted(name)[0] for name in used}
        found += [
            Diagnostic(
                "figure-unused",
                say("The series `{name}` is never used.", name=name),
                self.source.place(self._route(name), key=True),
                say("Use it in a text or a chart, or delete it."),
                "warning",
            )
            for name in self.series
            if name not in series
        ]
        found += [
            Diagnostic(
                "source-unused",
                say("The source `{name}` is never used.", name=name),
                self.source.place(("sources", name), key=True),
                say("Name it at a figure, or delete it."),
                "warning",
            )
            for name in self.content.sources
            if name not in {*self._sources, *self._former_sources(), UNSTATED}
        ]
        if UNSTATED in self.content.sources:
            found.append(
                Diagnostic(
                    "schema",
                    say("`{unstated}` says that a figure has no source.", unstated=UNSTATED),
                    self.source.place(("sources", UNSTATED), key=True),
                    say("Give this source an id of its own, and name it at its figures."),
                )
            )
        bare = unsourced(self.book)
        if bare:
            listed = ", ".join(bare[:5]) + (", …" if len(bare) > 5 else "")
            found.append(
                Diagnostic(
                    "figure-unsourced",
                    say(
                        "Figures without a source ({count}): {listed}.",
                        count=len(bare),
                        listed=listed,
                    ),
                    self.source.place(("figures",), key=True),
                    severity="advice",
                )
            )
        return tuple(found)

    def _meant(self, others: Iterable[Diagnostic]) -> set[str]:
        """The figures that misspelt names and places are likely to mean: they are of use."""
        unknown = (one for one in self.faults if one.code == "figure-unknown")
        found = {str(dict(one.hint.values).get("near", "")) for one in unknown}
        for one in others:
            if one.code == "markup-placeholder":
                found |= {*_NAME.findall(str(dict(one.message.values)["snippet"]))}
        return found

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
            figures.write(fact.value, self.unit(fact), "full", self.locale).text,
            self._source(fact),
            figures.period(fact.date, self.locale),
            base,
            base_shown,
            bool(fact.approximate),
            fact.date,
            hedge(
                fact.approximate,
                self.locale,
                is_less=is_less(fact.value, fact.unit, self.locale),
            ),
            spoken(fact.value, fact.unit, self.locale),
            bool(fact.provisional),
        )

    def unit(self, fact: Fact) -> str:
        """A figure's unit, in the edition's language and the form of its number."""
        if self.unit_words is None:
            return fact.unit
        return self.unit_words.of(fact.unit, fact.value)

    def _source(self, fact: Fact) -> str:
        """The words of a figure's sources; a derived one has those of what it comes from."""
        words = []
        for name in fact.sources:
            if name == UNSTATED:
                continue
            self._sources.add(name)
            if name in self.sources:
                words.append(self._words(self.sources[name]))
            elif name == fact.source:
                self._fault(
                    "source-unknown",
                    say("`{name}` is not defined under `sources`.", name=name),
                    self.source.place((*self._route(fact.series or fact.id), "source")),
                    did_you_mean(name, (*self.content.sources, UNSTATED))
                    or say("Define it, or write `{unstated}`.", unstated=UNSTATED),
                )
        return "; ".join(words)

    def _words(self, note: SourceNote) -> str:
        """A source as it is printed: its title, its publisher, its date."""
        when = figures.period(note.date, self.locale)
        return ", ".join(filter(None, (note.title, note.publisher, when)))

    def _said_of(self, note: SourceNote) -> SourceNote:
        """What is said of a source, with the figures in it written out."""
        route: Route = ("sources", note.id)
        titled: Route = (*route, "title")
        title = self._filled(note.title, titled if titled in self.source.values else route)
        return replace(
            note, title=title, publisher=self._filled(note.publisher, (*route, "publisher"))
        )

    def _filled(self, text: str, route: Route) -> str:
        """Words of a source with their figures written out."""

        def figure(match: re.Match[str]) -> str:
            name, form = asked_for(match)
            place = self.source.place_within(route, match[0])
            fact = self.fact(name)
            if fact is None:
                self._unwritten(name, form, place)
                return match[0]
            self._in_sources.add(fact.id)
            written = self._in_form(fact, form, place)
            return match[0] if written is None else written.text

        return PLACEHOLDER.sub(figure, text)

    def _base(self, fact: Fact) -> tuple[int | None, str]:
        """What a share is a share of, as a number and as it is written."""
        if fact.base is None:
            return None, ""
        if isinstance(fact.base, int):
            return fact.base, figures.number(Decimal(fact.base), self.locale)
        place = self.source.place((*self._route(fact.series or fact.id), "base"))
        base = self._named.get(fact.base)
        if base is None:
            self._unknown(fact.base, place)
            return None, ""
        if base.value != int(base.value) or base.value < 1:
            self._fault(
                "schema", say("`{base}` is not a whole number of 1 or more.", base=base.id), place
            )
            return None, ""
        shown = figures.write(base.value, self.unit(base), "full", self.locale).text
        return int(base.value), shown

    def _route(self, name: str) -> Route:
        return figure_route(self.content, self.source, name)

    def _unknown(self, name: str, place: Place, near: Sentence = NOTHING) -> None:
        fault = unknown_figure(name, self._facts, self.series, place)
        if near:
            fault = replace(fault, hint=near)
        own = parted(name)[0]
        if own in self.content.figures and own not in self.series and own not in self._facts:
            former = ", ".join(self.content.figures[own].history)
            hint = say(
                "It is in the issue {former}, and not in the one that is being built.",
                former=former,
            )
            fault = replace(fault, hint=hint)
        if fault not in self.faults:
            self.faults.append(fault)

    def _fault(
        self,
        code: str,
        message: Sentence,
        place: Place,
        hint: Sentence = NOTHING,
        severity: Severity = "error",
    ) -> None:
        fault = Diagnostic(code, message, place, hint, severity)
        if fault not in self.faults:
            self.faults.append(fault)
