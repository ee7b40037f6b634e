"""The messages of a publication: every text that a translator has to say in another language.

A message is a text of content.yaml as it stands there, markup and `{figure}` included, or a word
that a figure counts. What it is found by (`context` and `text`) does not move when its neighbours
do: the context names the panel, the kind of text, and the figure that it is about, never a
position. A sentence without a figure is told from its like by its own words alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final, get_args

from babel import Locale
from msgspec import Struct

from depliant.content import markup, schema
from depliant.content.logos import FOLDER
from depliant.content.model_maps import MapKind
from depliant.content.model_plots import PlotKind
from depliant.content.publication import Publication, blocks
from depliant.content.resolve_table import units as table_units
from depliant.content.schema_table import Table
from depliant.content.source_texts import SourceText, source_texts
from depliant.figures import form_words
from depliant.figures import writing as figures
from depliant.figures.issues import ledger_of
from depliant.figures.schema import Origin, SeriesEntry
from depliant.figures.signs import is_sign
from depliant.languages.counting import has_decimals, has_fraction_form
from depliant.languages.phrases import asked
from depliant.source.yaml import Route
from depliant.tuples import NamedTuple

LOGOS: Final = "logos"
"""The first part of the route to a mark's words, which are not in content.yaml."""
PHRASES: Final = "phrases"
"""The first part of the route to the program's own words."""
UNITS: Final = "units"
"""The first part of the route to the words that figures count."""


FRACTIONS: Final = "fractions"
"""The first part of the route to the words that stand after a fraction."""


class Key(Struct, frozen=True):
    """What a message is found by: its context and its text."""

    context: str
    id: str


class Message(NamedTuple):
    """A text to translate: where it is used, and where it is written.

    `routes` are all its uses with one context and text; `unit` says that it is a word that
    stands after a number and has plural forms; `panel` is the id of the panel it is on; `drawn`
    says that it is drawn within a chart. `held` says that it is what a code holds: it has no
    markup, and stays as it is where no translation gives another.
    """

    context: str
    text: str
    routes: tuple[Route, ...]
    reference: str
    panel: str = ""
    unit: bool = False
    drawn: bool = False
    held: bool = False

    @property
    def key(self) -> Key:
        """What it is found by in a PO file."""
        return Key(self.context, self.text)


def normal(text: str) -> str:
    """A text as the markup reads it, which keeps the author's line ends."""
    return markup.line_ends(text)


def messages(publication: Publication, language: str | None = None) -> tuple[Message, ...]:
    """The messages of a publication in the order in which it is read.

    With the language that they are to be translated into, its missing phrases are messages too,
    and so are the words after fractions where these have a form of their own.
    """
    found: dict[Key, Message] = {}
    asked_for = (*_fractions(publication, language), *_phrases(publication, language))
    for message in (*_all(publication), *asked_for):
        first = found.get(message.key)
        if first is None:
            found[message.key] = message
        else:
            found[message.key] = first._replace(routes=first.routes + message.routes)
    return tuple(found.values())


def _all(publication: Publication) -> Iterator[Message]:
    content = publication.content
    for said, panel in _texts(content):
        place = publication.source.place(said.route)
        reference = f"{place.file}:{place.line}" if place.line else place.file
        text = normal(said.text)
        kinds = {"drawn": said.drawn, "held": said.held}
        yield Message(said.context, text, (said.route,), reference, panel, **kinds)
    for name, mark in publication.marks.items():
        words = mark.contract.alt or mark.contract.name
        reference = f"{FOLDER}/{name}.yaml"
        yield Message(f"logo:{name}", normal(words), ((LOGOS, name),), reference)
    units: dict[str, str] = {}
    for fact in ledger_of(content, publication.source)[0].facts:
        if counted(fact.unit):
            place = publication.source.place(("figures", fact.series or fact.id))
            units.setdefault(fact.unit, f"{place.file}:{place.line}")
    for block, route in blocks(content):
        for unit in filter(counted, table_units(block) if isinstance(block, Table) else ()):
            place = publication.source.place(route)
            units.setdefault(unit, f"{place.file}:{place.line}")
    for unit, reference in units.items():
        yield Message("unit", unit, ((UNITS, unit),), reference, unit=True)


_OF_SERIES: Final = get_args(PlotKind)
_OF_PLACES: Final = get_args(MapKind)
_FINDINGS: Final = frozenset(
    {"rises", "falls", "holds", "highest", "lowest", "missing", "provisional"}
)
"""Phrases that only charts of series say."""


def _phrases(publication: Publication, language: str | None) -> Iterator[Message]:
    """The program's own words, if it has none in the language, and those for forms of figures."""
    if language is not None:
        found = [block for block, _ in blocks(publication.content)]
        lacking = set() if any(isinstance(block, Table) for block in found) else {"continued"}
        drawn = {block.chart for block in found if isinstance(block, schema.Plot | schema.MapPlot)}
        lacking |= {f"kinds.{kind}" for kind in (*_OF_SERIES, *_OF_PLACES) if kind not in drawn}
        lacking |= frozenset() if drawn else _FINDINGS
        counted = [block for block in found if getattr(block, "caption", None)]
        for name, kind in (("figure_number", False), ("table_number", True)):
            if not any(isinstance(block, Table) is kind for block in counted):
                lacking.add(name)
        for name, text in asked(language, publication.language).items():
            if name in lacking:
                continue
            if name in ("note", "back") and not publication.content.notes:
                continue
            yield Message(f"phrase:{name}", text, ((PHRASES, name),), "depliant")
        yield from _form_words(publication, language)


def _form_words(publication: Publication, language: str) -> Iterator[Message]:
    """The words for forms of figures that the texts ask for and the language lacks."""
    locale, own = figures.locale_of(language), figures.locale_of(publication.language)
    if locale is None or own is None:
        return
    facts = ledger_of(publication.content, publication.source)[0].named()
    for said, _ in _texts(publication.content):
        for piece in markup.parse(said.text)[0]:
            fact = facts.get(piece.figure or "")
            name = form_words.lacking(fact, piece.form, locale) if fact is not None else ""
            if fact is not None and name:
                place = publication.source.place(said.route)
                reference = f"{place.file}:{place.line}" if place.line else place.file
                text = form_words.in_source(fact, name, own)
                yield Message(f"form:{name}", text, ((PHRASES, f"form:{name}"),), reference)


def _fractions(publication: Publication, language: str | None) -> Iterator[Message]:
    """The words after the fractions of the ledger, if whole numbers do not take that form."""
    locale = figures.locale_of(language) if language is not None else None
    if locale is None or not has_fraction_form(locale):
        return
    for fact in ledger_of(publication.content, publication.source)[0].facts:
        if counted(fact.unit) and has_decimals(fact.value):
            place = publication.source.place(("figures", fact.series or fact.id))
            reference = f"{place.file}:{place.line}"
            yield Message("unit/fraction", fact.unit, ((FRACTIONS, fact.unit),), reference)


def counted(unit: str) -> bool:
    """Whether a unit is a word of a language, and not a sign or a currency."""
    currency = len(unit) == 3 and unit.isascii() and unit.isupper()
    return bool(unit) and not currency and not is_sign(unit)


def _texts(content: schema.Content) -> Iterator[tuple[SourceText, str]]:
    """The texts of content.yaml, each with the id of the panel that it is on."""
    for text in _head(content):
        yield text, ""
    for number, panel in enumerate(content.panels):
        for text in source_texts(panel, ("panels", number)):
            yield text, panel.id
    yield from _notes(content)
    for name, origin in content.sources.items():
        shape = () if _is_plain(content, name) else ("title",)
        yield SourceText(f"source:{name}", origin.title, ("sources", name, *shape)), ""
        if origin.publisher:
            route = ("sources", name, "publisher")
            yield SourceText(f"source:{name}/publisher", origin.publisher, route), ""
    for name, entry in content.figures.items():
        for at, point in entry.values.items() if isinstance(entry, SeriesEntry) else ():
            if point.label:
                way: Route = ("figures", name, "values", at, "label")
                yield SourceText(f"series:{name}", point.label, way), ""


def _notes(content: schema.Content) -> Iterator[tuple[SourceText, str]]:
    """The notes, each with the panel that its first mark is on."""
    if not content.notes:
        return
    used: dict[str, str] = {}
    for number, panel in enumerate(content.panels):
        for text in source_texts(panel, ("panels", number)):
            for piece in markup.parse(text.text)[0] if not text.held else ():
                if piece.note is not None:
                    used.setdefault(piece.note, panel.id)
    for key, note in content.notes.items():
        panel_id = used.get(key, "")
        context = "/".join(filter(None, (panel_id, f"note:{key}")))
        yield SourceText(context, note, ("notes", key)), panel_id


def _head(content: schema.Content) -> Iterator[SourceText]:
    """The texts of the head of the file."""
    yield SourceText("publication/title", content.title, ("title",))
    if content.subject:
        yield SourceText("publication/subject", content.subject, ("subject",))
    if content.author:
        yield SourceText("publication/author", content.author, ("author",))
    for number, word in enumerate(content.keywords):
        yield SourceText("publication/keyword", word, ("keywords", number))
    for name, words in content.running.items():
        yield SourceText(f"running/{name}", words, ("running", name))


def _is_plain(content: schema.Content, name: str) -> bool:
    """Whether a source is its title alone."""
    origin = content.sources[name]
    return origin == Origin(title=origin.title)


class Shown(Struct, frozen=True):
    """A figure of a message as an edition prints it: `{id:form}`, its value, its words."""

    placeholder: str
    value: Decimal
    text: str


def shown_figures(message: Message, publication: Publication, locale: Locale) -> tuple[Shown, ...]:
    """The figures of a message as the editions of `locale` print them."""
    facts = ledger_of(publication.content, publication.source)[0].named()
    result = []
    for piece in markup.parse(message.text)[0]:
        fact = facts.get(piece.figure or "")
        if fact is None:
            continue
        try:
            written = figures.write(fact.value, fact.unit, piece.form, locale)
        except ValueError:
            continue
        result.append(Shown(piece.placeholder, fact.value, written.text))
    return tuple(dict.fromkeys(result))


def printed_length(text: str, publication: Publication, locale: Locale) -> int:
    """How many characters of a text are printed: figures written out, no markup."""
    facts = ledger_of(publication.content, publication.source)[0].named()
    length = 0
    for piece in markup.parse(text)[0]:
        fact = facts.get(piece.figure or "")
        words = piece.text or piece.placeholder
        if fact is not None:
            try:
                words = figures.write(fact.value, fact.unit, piece.form, locale).text
            except ValueError:
                words = piece.placeholder
        length += len(words)
    return length
