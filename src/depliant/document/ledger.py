"""The ledger: every figure of a publication, written in one locale, and who asks for it."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from babel import Locale

from depliant.document import figures
from depliant.document.model import Figure
from depliant.document.schema import UNSTATED, Content, Entry
from depliant.document.source import Source, did_you_mean
from depliant.errors import Diagnostic, Place

_FORMS_HINT: Final = "The forms are " + ", ".join(figures.FORMS) + "."


class Ledger:
    """Figures by id; faults gather in `faults`, and what was asked for is remembered."""

    def __init__(self, content: Content, source: Source, locale: Locale) -> None:
        self.content = content
        self.source = source
        self.locale = locale
        self.faults: list[Diagnostic] = []
        self._used: set[str] = set()
        self._sources: set[str] = set()
        self.figures: dict[str, Figure] = {
            name: self._figure(name, entry) for name, entry in content.figures.items()
        }

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
            return figures.write(figure.value, figure.unit, form, self.locale)
        except ValueError as error:
            self._fault(
                "figure-form-unfit", f"`{name}` cannot be written as `{form}`: {error}.", place
            )
            return None

    def unused(self) -> tuple[Diagnostic, ...]:
        """Figures and sources that nothing prints, and figures without a source."""
        found = [
            Diagnostic(
                "figure-unused",
                f"The figure `{name}` is never used.",
                self.source.place(("figures", name), key=True),
                "Use it in a text or a chart, or delete it.",
                "warning",
            )
            for name in self.content.figures
            if name not in self._used
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
            if name not in self._sources
        ]
        bare = [name for name, entry in self.content.figures.items() if entry.source == UNSTATED]
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

    def _figure(self, name: str, entry: Entry) -> Figure:
        shown = figures.short(entry.value, entry.unit, self.locale)
        base, base_shown = self._base(name, entry)
        return Figure(
            name,
            entry.value,
            entry.unit,
            shown.number,
            shown.unit,
            shown.text,
            figures.write(entry.value, entry.unit, "full", self.locale).text,
            self._source(name, entry),
            figures.period(entry.date or "", self.locale),
            entry.note or "",
            base,
            base_shown,
            entry.approximate,
            entry.date or "",
        )

    def _source(self, name: str, entry: Entry) -> str:
        if entry.source == UNSTATED:
            return ""
        self._sources.add(entry.source)
        if entry.source not in self.content.sources:
            known = (*self.content.sources, UNSTATED)
            self._fault(
                "source-unknown",
                f"`{entry.source}` is not defined under `sources`.",
                self.source.place(("figures", name, "source")),
                did_you_mean(entry.source, known) or f"Define it, or write `{UNSTATED}`.",
            )
        return self.content.sources.get(entry.source, "")

    def _base(self, name: str, entry: Entry) -> tuple[int | None, str]:
        """What a share is a share of, as a number and as it is written."""
        if entry.base is None:
            return None, ""
        if isinstance(entry.base, int):
            return entry.base, figures.number(Decimal(entry.base), self.locale)
        place = self.source.place(("figures", name, "base"))
        base = self.content.figures.get(entry.base)
        if base is None:
            self._unknown(entry.base, place)
            return None, ""
        self._used.add(entry.base)
        if base.value != int(base.value) or base.value < 1:
            self._fault("schema", f"`{entry.base}` is not a whole number of 1 or more.", place)
            return None, ""
        return int(base.value), figures.write(base.value, base.unit, "full", self.locale).text

    def _unknown(self, name: str, place: Place) -> None:
        self._fault(
            "figure-unknown",
            f"There is no figure `{name}`.",
            place,
            did_you_mean(name, tuple(self.content.figures)) or "Define it under `figures:`.",
        )

    def _fault(self, code: str, message: str, place: Place, hint: str = "") -> None:
        fault = Diagnostic(code, message, place, hint)
        if fault not in self.faults:
            self.faults.append(fault)
