"""What content.yaml may say of figures: the ledger's part of the file, as typed values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Protocol

from msgspec import Meta, field

from depliant.errors import UnfitError
from depliant.sentences import say
from depliant.source.reading import Choose, Part, described
from depliant.source.scalars import (
    Address,
    Approximation,
    Digest,
    Exact,
    Id,
    IssueName,
    Limit,
    Name,
    Period,
    Sha256,
    Step,
    Text,
    Whole,
)
from depliant.source.yaml import Tree

UNSTATED = "unstated"
"""The `source` of a figure whose source is not known."""


class _Statement(Part, frozen=True, kw_only=True):
    """What is said of a figure beside its value."""

    unit: Annotated[Name, described("EUR, %, or the word: élèves.")] = ""
    date: Annotated[Period | None, described("2016, 2016-06, 2016-06-30 or 2015/2016.")] = None
    note: Annotated[Text | None, described("What one must know of it; not printed.")] = None
    base: Annotated[
        Whole | None, described("What a share is a share of: a number, or the id of a figure.")
    ] = None
    approximate: Annotated[
        Approximation | None,
        described("Whether it is rounded or estimated: true, about, over, under, some."),
    ] = None
    precision: Annotated[
        Step | None, described("The step to which it is rounded, such as 0.1 or 1000.")
    ] = None
    valid_until: Annotated[Period | None, described("From when on it is out of date.")] = None
    part_of: Annotated[Id | None, described("The figure that it is a part of.")] = None
    sums_to: Annotated[
        Id | None, described("The figure that it sums to, with all others that name it.")
    ] = None
    not_before: Annotated[
        Limit | None, described("What its date must not lie before: a date, or a figure's.")
    ] = None
    same_as: Annotated[Id | None, described("The figure that it is meant to repeat.")] = None
    history: Annotated[
        dict[IssueName, PastFigure], described("What it was in former issues, by their names.")
    ] = field(default_factory=dict)


class Entry(_Statement, frozen=True, kw_only=True):
    """A figure: a number that the brochure prints, with where it comes from."""

    value: Annotated[Exact, described("The number, such as 712000 or 76.9.")]
    source: Annotated[Id, described("An id of `sources`, or `unstated`.")]


class Derived(_Statement, frozen=True, kw_only=True):
    """A figure that is calculated from others."""

    formula: Annotated[
        str,
        Meta(min_length=1, max_length=1000),
        described("Such as share(a, b), sum(a, b), change(new, old), per(a, b) or a + b - 1."),
    ]
    source: Annotated[
        Id | None, described("An id of `sources`; left out: those of the figures it comes from.")
    ] = None


class Retired(Part, frozen=True, kw_only=True):
    """A figure that former issues print and this one does not."""

    history: Annotated[
        dict[IssueName, PastFigure],
        Meta(min_length=1),
        described("What it was in former issues, by their names."),
    ]


class Origin(Part, frozen=True, kw_only=True):
    """Where figures come from."""

    title: Annotated[Text, described("The title of the survey, report or file.")]
    publisher: Annotated[Text | None, described("Who published it.")] = None
    date: Annotated[Period | None, described("When it was published.")] = None
    link: Annotated[Address | None, described("Where it can be read: https://…")] = None


def _figure(data: Tree) -> tuple[Any, Tree]:
    """A figure is given, calculated, or only remembered."""
    keys = data.keys() if isinstance(data, dict) else set()
    if "formula" in keys and "value" not in keys:
        return Derived, data
    return (Retired if keys == {"history"} else Entry), data


def _past_figure(data: Tree) -> tuple[Any, Tree]:
    """What a figure was in a former issue: given or calculated."""
    if isinstance(data, dict) and data.get("history"):
        raise UnfitError(say("must be the figure of that issue, and hold no history"))
    kind, data = _figure(data)
    return (Entry if kind is Retired else kind), data


def _sourced(data: Tree) -> tuple[Any, Tree]:
    """A source that is a text alone is its title."""
    return Origin, data if isinstance(data, dict) else {"title": data}


FigureEntry = Choose[Entry | Derived | Retired, _figure]
PastFigure = Choose[Entry | Derived, _past_figure]
Sourced = Choose[Origin, _sourced, Text, Origin]


class Issue(Part, frozen=True, kw_only=True):
    """An issue of the brochure; with `frozen`, one whose figures no longer change."""

    date: Annotated[Period | None, described("Its day of publication.")] = None
    title: Annotated[Text | None, described("Its title; left out: that of the head.")] = None
    content: Annotated[Sha256 | None, described("SHA-256 of content.yaml when it was frozen.")] = (
        None
    )
    kept: Annotated[Sha256 | None, described("SHA-256 of the list of what it looked like.")] = None
    frozen: Annotated[
        dict[Id, Digest],
        described("The digest of each figure, written by `depliant figures freeze`."),
    ] = field(default_factory=dict)


class LedgerPart(Protocol):
    """The part of content.yaml that the ledger is made of."""

    @property
    def issue(self) -> str | None:
        """The issue that is being made."""

    @property
    def date(self) -> str | None:
        """Its day of publication."""

    @property
    def issues(self) -> Mapping[str, Issue]:
        """Former issues and frozen ones, by name."""

    @property
    def sources(self) -> Mapping[str, Origin]:
        """Where figures come from, by id."""

    @property
    def figures(self) -> Mapping[str, Entry | Derived | Retired]:
        """Every number that is printed, by id."""
