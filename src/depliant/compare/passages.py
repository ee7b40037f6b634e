"""What an edition says, passage by passage, and which figures each passage prints.

A passage is what a reader or listener takes in as one: a title, a paragraph, an item, a large
number, a chart's values, an alternative text. It knows its panel and where it is written, so
that a change can be shown at its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from depliant.content.caption import Caption
from depliant.content.inline import Inline, plain
from depliant.content.issues import issue_printed
from depliant.content.model import Chart, Edition, Heading, ListItem, Panel
from depliant.content.model_plots import Plot, PlotPlace
from depliant.content.texts import Text, texts
from depliant.errors import Place
from depliant.figures.figure import Figure
from depliant.figures.series import parted
from depliant.figures.writing import locale_of, period

_NUMBER: Final = re.compile(r"\d[\d\u00a0\u202f.,]*(?<=\d)")
"""A number in an alternative text; some (what a share leaves) are of no figure of their own."""

PassageKind = Literal[
    "title", "heading", "text", "item", "number", "label", "chart", "alternative", "credit"
]


class Passage(Struct, frozen=True):
    """What is read as one, on the page number `page` (from 1) of the screen file.

    `figures` are the ledger entries that it prints, in order, each with how it is printed
    there. `template` is its text with `{id}` in place of every figure, of a series in that of
    each of its values: what does not change when figures alone do. `issued` is that with `{issue}`
    in place of the name and the date of the issue.
    """

    page: int
    panel: str
    kind: PassageKind
    text: str
    figures: tuple[tuple[str, str], ...] = ()
    template: str = ""
    place: Place | None = None
    issued: str = ""


def passages(edition: Edition, bases: Mapping[str, str], colon: str) -> tuple[Passage, ...]:
    """All passages of an edition in reading order.

    Args:
        edition: the edition, its figures written out.
        bases: the figure that a share is a share of, by the share's id.
        colon: how the edition's language sets one, with the spaces round it.
    """
    found: list[Passage] = []
    for page, panel in enumerate(edition.panels, start=1):
        found += _Panel(page, panel, bases, colon).passages()
    of_issue = _of_issue(edition)
    return tuple(replace(one, issued=of_issue.sub("{issue}", one.template)) for one in found)


def _of_issue(edition: Edition) -> re.Pattern[str]:
    """What is printed of the issue: its name, as words and addresses have it, and its date."""
    locale = locale_of(edition.language)
    date = period(edition.date, locale) if locale is not None and edition.date else ""
    forms = {edition.issue, issue_printed(edition.issue), date} - {""}
    either = "|".join(sorted(map(re.escape, forms), key=len, reverse=True))
    return re.compile(rf"(?<![\w–-])(?:{either})(?![\w–-])" if forms else r"(?!)")


class _Panel:
    """The passages of one panel."""

    def __init__(self, page: int, panel: Panel, bases: Mapping[str, str], colon: str) -> None:
        self.page = page
        self.panel = panel
        self.bases = bases
        self.colon = colon

    def passages(self) -> Iterator[Passage]:
        for _, group in groupby(texts(self.panel), lambda text: id(text.chart)):
            found = tuple(group)
            chart = found[0].chart
            if chart is None:
                for text in found:
                    if isinstance(text.part, Plot) and text.manner == "made":
                        yield from self._plot(text.part)
                    elif not isinstance(text.part, PlotPlace):  # told with its values
                        yield from self._text(text)
            else:
                if not any(text.repeats for text in found):
                    yield self._chart(chart)
                yield from self._alternative(chart)
                for text in found:
                    if isinstance(text.part, Caption):
                        yield from self._text(text)

    def _text(self, text: Text) -> Iterator[Passage]:
        """A text, and before it the figure that is set large beside it and no part of it."""
        words = text.words
        if isinstance(text.part, ListItem) and text.lead:
            # The number that hangs is the sentence's first word.
            words = (*text.lead, *_spaced(words))
        elif text.figure is not None:
            yield self._number(text.figure, text.place)
        if words:
            yield self._inline(_kind(text), words, text.place)

    def _number(self, figure: Figure, place: Place) -> Passage:
        printed = ((figure.id, figure.shown),)
        return self._passage("number", figure.shown, printed, f"{{{figure.id}}}", place)

    def _chart(self, chart: Chart) -> Passage:
        """A chart's title, labels and values, as they are drawn."""
        head = [plain(chart.title)] if chart.title else []
        labels = [plain(datum.label) + self.colon for datum in chart.data]
        text = [label + datum.figure.shown for label, datum in zip(labels, chart.data, strict=True)]
        form = [
            f"{label}{{{datum.figure.id}}}" for label, datum in zip(labels, chart.data, strict=True)
        ]
        tail = [plain(chart.note)] if chart.note else []
        return self._passage(
            "chart",
            "\n".join((*head, *text, *tail)),
            tuple((datum.figure.id, datum.figure.shown) for datum in chart.data),
            "\n".join((*head, *form, *tail)),
            chart.place,
        )

    def _plot(self, plot: Plot) -> Iterator[Passage]:
        """A chart of series: its values place by place, and what is said of it.

        Both follow the figures and the words of the chart, which are passages of their own: no
        hand writes them.
        """
        places = [plain(one.label) + self.colon for one in plot.places]
        several = len(plot.series) > 1
        names = [f"{plain(one.label)} " if several else "" for one in plot.series]
        values = [
            (at, number, figure)
            for at in range(len(places))
            for number, one in enumerate(plot.series)
            if (figure := one.values[at]) is not None
        ]
        text = [f"{places[at]}{names[number]}{one.shown}" for at, number, one in values]
        # What came to a series through time is another figure of it, and no other word.
        form = [
            f"{'' if plot.places[at].when is not None else places[at]}{names[number]}"
            f"{{{parted(one.id)[0]}}}"
            for at, number, one in values
        ]
        printed = tuple((one.id, one.shown) for _, _, one in values)
        template = "\n".join(dict.fromkeys(form))
        yield self._passage("chart", "\n".join(text), printed, template, plot.place)
        if plot.alt:
            words = [
                plain(text.words)
                for text in texts(plot)
                if text.manner != "made" and not isinstance(text.part, PlotPlace)
            ]
            said = _NUMBER.sub("#", "\n".join(words))
            yield self._passage("alternative", plot.alt, (), said, plot.place)

    def _alternative(self, chart: Chart) -> Iterator[Passage]:
        """What is said of a chart beside its values, or with them; nothing for one that is mute.

        The labels and values of a chart of several data are read as a table: they are in the
        passage of the chart itself.
        """
        if chart.lead and len(chart.data) > 1:
            form = _NUMBER.sub("#", chart.lead)
            yield self._passage("alternative", chart.lead, (), form, chart.place)
            return
        if not chart.alt:
            return
        printed: list[tuple[str, str]] = []
        for datum in chart.data:
            printed.append((datum.figure.id, datum.figure.full))
            base = self.bases.get(parted(datum.figure.id)[0])
            if base is not None and datum.figure.base_shown in chart.alt:
                printed.append((base, datum.figure.base_shown))
        form = _NUMBER.sub("#", chart.alt)
        yield self._passage("alternative", chart.alt, tuple(printed), form, chart.place)

    def _inline(self, kind: PassageKind, inline: Inline, place: Place) -> Passage:
        printed: list[tuple[str, str]] = []
        template = ""
        last: str | None = None
        for span in inline:
            if span.figure is None:
                template += span.text
            elif span.figure == last:
                # The raised end of an ordinal belongs to its number.
                printed[-1] = (span.figure, printed[-1][1] + span.text)
            else:
                template += f"{{{parted(span.figure)[0]}}}"
                printed.append((span.figure, span.text))
            last = span.figure
        return self._passage(kind, plain(inline), tuple(printed), template, place)

    def _passage(
        self,
        kind: PassageKind,
        text: str,
        printed: tuple[tuple[str, str], ...],
        template: str,
        place: Place,
    ) -> Passage:
        return Passage(self.page, self.panel.id, kind, text, printed, template, place)


def _kind(text: Text) -> PassageKind:
    """What a text is to a reader; `text` where nothing else is said of it."""
    if text.manner == "spoken":
        return "alternative"
    kinds: dict[type, PassageKind] = {Heading: "heading", ListItem: "item"}
    keys: dict[str, PassageKind] = {"title": "title", "label": "label", "credit": "credit"}
    return kinds.get(type(text.part)) or keys.get(text.key, "text")


def _spaced(text: Inline) -> Inline:
    """The rest of a sentence, a space before it."""
    return (text[0]._replace(text=" " + text[0].text), *text[1:]) if text else ()
