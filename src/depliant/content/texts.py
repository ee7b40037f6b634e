"""Every text of an edition's panels, found by the types of the model: the one walk that all use.

A field whose type is one of words (`Inline`, `Line`, `Drawn`, `Spoken`, `Made`) is a text: set
right, proved, spelled, compared and given its room without a word about its kind of block in the
modules that do so. `texts` gives them all; `map_texts` changes them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Annotated, Any, TypeVar, get_args, get_origin, get_type_hints

from msgspec import Struct
from msgspec.structs import replace

from depliant.content.inline import Inline, Manner, Span, TextField, drawn, line, plain, spans_of
from depliant.content.model import NOWHERE, Chart, Hanging, ListItem
from depliant.errors import Place
from depliant.figures.figure import Figure
from depliant.tuples import NamedTuple

P = TypeVar("P", bound=Struct)


class Text(NamedTuple):
    """A text: the part of the model that holds it, and the name of its field there.

    A line has one span. `figure` is set large before the words; `lead` is its printed form where
    it is read as their beginning, and not said again by them. `chart` is the chart that it is of;
    with `repeats` that chart stands beside an item, whose sentence is its label once more.
    """

    part: Struct
    key: str
    manner: Manner
    words: Inline
    place: Place
    figure: Figure | None = None
    lead: tuple[Span, ...] = ()
    chart: Chart | None = None
    repeats: bool = False


Change = Callable[[Text], Inline]
"""Gives the words that a text is to have."""


class _Within(NamedTuple):
    """Where a part stands: the place of what holds it, and the chart."""

    place: Place = NOWHERE
    chart: Chart | None = None
    beside: bool = False


def texts(part: Struct) -> tuple[Text, ...]:
    """Every text of a panel, a block or a part of one: its own, then those of the parts in it."""
    found: list[Text] = []

    def note(text: Text) -> Inline:
        found.append(text)
        return text.words

    map_texts(part, note)
    return tuple(found)


def map_texts(part: P, change: Change) -> P:
    """The part with all its texts changed; `change` is asked in the order of `texts`."""
    return _mapped(part, change, _Within())


def _mapped(part: P, change: Change, within: _Within) -> P:
    place = getattr(part, "place", within.place)
    chart = part if isinstance(part, Chart) else within.chart
    within = _Within(place, chart, within.beside or isinstance(part, Hanging))
    changed: dict[str, Any] = {}
    for text in _own(part, within):
        words = change(text)
        if words != text.words:
            changed[text.key] = _kept(words, text.manner)
    for name in _fields(type(part)).others:
        value = getattr(part, name)
        mapped = _entries(value, change, within)
        if mapped is not value:
            changed[name] = mapped
    return replace(part, **changed) if changed else part


def _kept(words: Inline, manner: Manner) -> Inline | str:
    """Words as a field of their manner holds them."""
    if manner == "marked":
        return words
    kinds = {"drawn": drawn, "plain": line}
    return kinds[manner](words) if manner in kinds else plain(words)


def _entries(value: Any, change: Change, within: _Within) -> Any:
    """The value of a field, the parts in it mapped; itself if nothing changed."""
    if isinstance(value, Struct):
        return _mapped(value, change, within)
    if type(value) is not tuple:
        return value
    mapped = tuple(_entries(entry, change, within) for entry in value)
    return value if all(map(_same, mapped, value)) else mapped


def _same(one: object, other: object) -> bool:
    return one is other


def _own(part: Struct, within: _Within) -> Iterator[Text]:
    """The texts of a part itself; the figure of the part goes with the first of them."""
    figure, lead = _figure(part)
    for name, manner in _fields(type(part)).words:
        value = getattr(part, name)
        words = spans_of(value)
        if words or figure is not None:
            repeats = within.beside and manner == "drawn"
            yield Text(part, name, manner, words, within.place, figure, lead, within.chart, repeats)
        figure, lead = None, ()


def _figure(part: Struct) -> tuple[Figure | None, tuple[Span, ...]]:
    """The figure that is set before a part's words, and its form if it is their beginning."""
    if isinstance(part, ListItem):
        hanging = part.hanging
        if hanging is None or hanging.repeats:
            return (hanging.figure if hanging else None), ()
        return hanging.figure, hanging.spans or _shown(hanging.figure)
    figure = getattr(part, "figure", None)
    if isinstance(figure, Figure):
        return figure, _shown(figure)
    return None, ()


def _shown(figure: Figure) -> tuple[Span, ...]:
    return (Span(figure.shown, figure=figure.id),)


class _Fields(NamedTuple):
    """The fields of a type that are words, each with its manner, and those that may hold parts."""

    words: tuple[tuple[str, Manner], ...]
    others: tuple[str, ...]


@cache
def _fields(kind: type[Struct]) -> _Fields:
    words: list[tuple[str, Manner]] = []
    others: list[str] = []
    for name, annotation in get_type_hints(kind, include_extras=True).items():
        manner = _manner(annotation)
        if manner is not None:
            words.append((name, manner))
        elif name in kind.__struct_fields__:
            others.append(name)
    return _Fields(tuple(words), tuple(others))


def _manner(annotation: Any) -> Manner | None:
    if get_origin(annotation) is not Annotated:
        return None
    return next((each.manner for each in get_args(annotation) if isinstance(each, TextField)), None)
