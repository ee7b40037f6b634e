"""Figures and series as an edition prints them."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from depliant.figures.series import SeriesKind


class Figure(Struct, frozen=True):
    """A ledger entry as this edition prints it.

    `number` and `unit` are its short form in two parts, for a figure set large ("100",
    "M€"; "76,9", "%"; "712 000", "€"; "400", ""), `shown` the same as one text, `full` the
    long form ("100 millions d’euros" is written "100 000 000 €"). `base` is what a share is a
    share of, as a number and as it is written ("200 personnes"). `date` is `period` as the
    ledger has it ("2016-06", "2015/2016"), for what has to calculate with it.
    `spoken` is what a voice says for `shown` ("100 millions d’euros"); empty: the same.
    `provisional` says that it may still change.
    `hedge` is what stands round an approximate number, with {} in its place ("plus de {}").
    """

    id: str
    value: Decimal
    unit: str
    number: str
    unit_shown: str
    shown: str
    full: str
    source: str = ""
    period: str = ""
    base: int | None = None
    base_shown: str = ""
    approximate: bool = False
    date: str = ""
    hedge: str = ""
    spoken: str = ""
    provisional: bool = False


class ShownPoint(Struct, frozen=True):
    """A value of a series as this edition shows it.

    `label` is its time as the language writes it ("2024", "T1 2024", "juin 2024"), or what its
    place is called. `figure` is None where the value is missing. `position` is the middle of its
    time in years (2024.5), for an axis; None of a name. `key` is its place in the ledger, by which
    a map finds it: 2024, canton-01.
    """

    key: str
    label: str
    figure: Figure | None
    position: float | None = None


class ShownSeries(Struct, frozen=True):
    """A series as this edition shows it: its values in order, missing ones among them."""

    id: str
    kind: SeriesKind
    unit: str
    points: tuple[ShownPoint, ...]
