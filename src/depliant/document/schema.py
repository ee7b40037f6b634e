"""What content.yaml may hold: the communications officer's file, as typed values.

A block is a mapping whose first key says what it is (`text: …`, `heading: …`, `items: …`).
Scalars arrive as the text that was typed; the field's type reads them. Unknown keys are
refused. `faults` turns what does not fit into diagnostics with their place.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    WithJsonSchema,
    field_validator,
)

from depliant.document.model import ChartKind
from depliant.document.style import Name

UNSTATED = "unstated"
"""The `source` of a figure whose source is not known."""

BLOCK_KINDS = ("heading", "text", "items", "key-figure", "chart", "picture", "logos")


def _exact(value: Any) -> Any:
    """A number as it is written, exactly; bounded so that no value can fill the memory."""
    if isinstance(value, str):
        if not re.fullmatch(r"-?\d+(\.\d+)?", value, re.ASCII):
            raise ValueError("must be a number such as 712000 or 76.9, without spaces or commas")
        whole, _, part = value.lstrip("-").partition(".")
        if len(whole) > 15 or len(part) > 9:
            raise ValueError("must have at most 15 digits before the point and 9 after it")
    return value


def _period(value: str) -> str:
    """A year, month or day, or two of them joined by a stroke, that the calendar has."""
    ends = value.split("/")
    for end in ends:
        if len(ends) > 2 or not re.fullmatch(r"\d{4}(-\d\d){0,2}", end, re.ASCII):
            raise ValueError("must be such as 2016, 2016-06, 2016-06-30 or 2015/2016")
        try:
            date(*(int(part) for part in (end + "-01-01").split("-")[:3]))
        except ValueError:
            raise ValueError("must be a date that the calendar has") from None
    return value


def _words(value: str) -> str:
    """More than spaces and what has no width: such a text would be painted on no page.

    A no-break space alone is let through: it makes an empty line on purpose.
    """
    if not value.strip(" \t\n\u200b\u200c\u200d\u2060"):
        raise ValueError("must hold words")
    return value


def _none_is_empty(value: Any) -> Any:
    """`blocks:` with nothing below it is an empty list."""
    return () if value is None else value


def _approximation(value: Any) -> Any:
    """`true` is the plainest way to be approximate."""
    return {"true": "about", "false": None}.get(value, value) if isinstance(value, str) else value


def _address(value: str) -> str:
    """An address of the web."""
    if not re.fullmatch(r"https?://[^\s<>\"]+", value):
        raise ValueError("must be an address that starts with https:// or http://")
    return value


Text = Annotated[
    str,
    Field(min_length=1, max_length=10_000),
    AfterValidator(_words),
    WithJsonSchema({"type": ["string", "number"]}),
]
Id = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_-]*$", max_length=80)]
Exact = Annotated[Decimal, BeforeValidator(_exact), WithJsonSchema({"type": "number"})]
Period = Annotated[str, AfterValidator(_period), WithJsonSchema({"type": ["string", "integer"]})]
Share = Annotated[float, Field(ge=0, le=1)]


class Part(BaseModel):
    """A part of a file: keys that are not known are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True, allow_inf_nan=False)


class Heading(Part):
    """A heading: 1 is the title of the publication, 2 a panel's, 3 and 4 below."""

    heading: Text = Field(description="The words of the heading.")
    level: Annotated[int, Field(ge=1, le=4)] | None = Field(
        None, description="1 to 4; left out: 3, or 2 in a panel that has no title."
    )
    role: Name = Field("heading", description="The type style, by its name in the style sheet.")


class Paragraph(Part):
    """A paragraph."""

    text: Text = Field(description="The words, with **bold**, *italic*, links and {figures}.")
    role: Name = Field("text", description="The type style, such as lead, note, credit or address.")


class Item(Part):
    """An item of a list."""

    text: Text = Field(description="The words of the item.")
    figure: Id | None = Field(None, description="The figure that is set large beside the item.")
    chart: ChartKind | None = Field(None, description="A small chart of that figure.")
    blocks: tuple[Block, ...] = Field((), description="What stands below the item's words.")


class Items(Part):
    """A list without order."""

    items: Annotated[tuple[Item, ...], Field(min_length=1)] = Field(description="The items.")
    role: Name = Field("item", description="The type style of the items.")


class KeyFigure(Part):
    """A figure set large with its label."""

    key_figure: Id = Field(alias="key-figure", description="The figure, by its id.")
    form: Name | None = Field(None, description="How it is written: compact, full, percent, …")
    label: Text = Field(description="The words that go on from the figure.")


class Datum(Part):
    """One value of a chart."""

    figure: Id = Field(description="The figure, by its id; never a number.")
    label: Text = Field(description="What it is, in a few words.")


class Chart(Part):
    """A chart of figures."""

    chart: ChartKind = Field(description="The kind of chart.")
    data: Annotated[tuple[Datum, ...], Field(min_length=1, max_length=100)] = Field(
        description="The values, in the order in which they are drawn."
    )
    title: Text | None = Field(None, description="What the chart shows, and in which unit.")
    scale: Literal["units", "millions"] = Field(
        "units", description="`millions`: the values are written in millions, without unit."
    )
    role: Name | None = Field(None, description="The chart style; left out: the kind's name.")
    icon: Name | None = Field(None, description="The sign that an icons chart repeats.")
    each: Annotated[int, Field(ge=1, le=10**9)] | None = Field(
        None, description="For how many one sign of a people or icons chart stands."
    )
    note: Text | None = Field(None, description="A line below the chart.")


class Picture(Part):
    """A photograph or drawing in a frame."""

    picture: Name = Field(description="The file, such as assets/images/x.jpg.")
    alt: Text = Field(description="What it shows, for those who cannot see it.")
    credit: Text | None = Field(None, description="Whose picture it is.")
    focus: tuple[Share, Share] = Field(
        (0.5, 0.5), description="The point to keep: shares of the width and of the height."
    )
    aspect: Annotated[float, Field(gt=0.05, lt=20)] | None = Field(
        None, description="Width by height of the frame, such as 1.5; left out: the picture's."
    )


class Logos(Part):
    """Partners' marks, by the names of their files in assets/logos."""

    logos: Annotated[tuple[Id, ...], Field(min_length=1, max_length=100)] = Field(
        description="The marks, in order."
    )
    role: Name = Field("logos", description="The style of the wall.")


def _block_kind(block: Any) -> str | None:
    """Which kind of block a mapping is."""
    if not isinstance(block, dict):
        return None
    return next((f"block:{key}" for key in block if key in BLOCK_KINDS), None)


Block = Annotated[
    Annotated[Heading, Tag("block:heading")]
    | Annotated[Paragraph, Tag("block:text")]
    | Annotated[Items, Tag("block:items")]
    | Annotated[KeyFigure, Tag("block:key-figure")]
    | Annotated[Chart, Tag("block:chart")]
    | Annotated[Picture, Tag("block:picture")]
    | Annotated[Logos, Tag("block:logos")],
    Discriminator(_block_kind),
]
Blocks = Annotated[tuple[Block, ...], BeforeValidator(_none_is_empty), Field(max_length=500)]


class Panel(Part):
    """One panel of the brochure."""

    id: Id = Field(description="The panel's name.")
    design: Name | None = Field(
        None, description="How it looks, by its name in the style sheet; left out: the id."
    )
    title: Text | None = Field(None, description="The title at its head.")
    blocks: Blocks = Field((), description="What it holds, from the head down.")
    foot: Blocks = Field((), description="What stands at its foot.")


Approximation = Annotated[
    Literal["about", "over", "under", "some"] | None,
    BeforeValidator(_approximation),
    WithJsonSchema({"enum": [True, False, "about", "over", "under", "some"]}),
]
"""How a rounded or estimated number is spoken of: environ 40, plus de 40, une quarantaine."""

IssueName = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=80)]


class _Statement(Part):
    """What is said of a figure beside its value."""

    unit: Name = Field("", description="EUR, %, or the word: élèves.", min_length=0)
    date: Period | None = Field(None, description="2016, 2016-06, 2016-06-30 or 2015/2016.")
    note: Text | None = Field(None, description="What one must know of it; not printed.")
    base: Id | Annotated[int, Field(ge=1)] | None = Field(
        None, description="What a share is a share of: a number, or the id of a figure."
    )
    approximate: Approximation = Field(
        None, description="Whether it is rounded or estimated: true, about, over, under, some."
    )
    precision: Annotated[Exact, Field(gt=0)] | None = Field(
        None, description="The step to which it is rounded, such as 0.1 or 1000."
    )
    valid_until: Period | None = Field(None, description="From when on it is out of date.")
    part_of: Id | None = Field(None, description="The figure that it is a part of.")
    sums_to: Id | None = Field(
        None, description="The figure that it sums to, with all others that name it."
    )
    not_before: Id | Period | None = Field(
        None, description="What its date must not lie before: a date, or a figure's."
    )
    same_as: Id | None = Field(None, description="The figure that it is meant to repeat.")
    history: dict[IssueName, FigureEntry] = Field(
        {}, description="What it was in former issues, by their names."
    )

    @field_validator("history")
    @classmethod
    def _history_is_flat(cls, history: dict[str, FigureEntry]) -> dict[str, FigureEntry]:
        if any(entry.history or isinstance(entry, Retired) for entry in history.values()):
            raise ValueError("must hold the figure of each issue, and no history in it")
        return history


class Entry(_Statement):
    """A figure: a number that the brochure prints, with where it comes from."""

    value: Exact = Field(description="The number, such as 712000 or 76.9.")
    source: Id = Field(description="An id of `sources`, or `unstated`.")


class Derived(_Statement):
    """A figure that is reckoned from others."""

    formula: Annotated[str, Field(min_length=1, max_length=1000)] = Field(
        description="Such as share(a, b), sum(a, b), change(new, old), per(a, b) or a + b - 1."
    )
    source: Id | None = Field(
        None, description="An id of `sources`; left out: those of the figures it comes from."
    )


class Retired(Part):
    """A figure that former issues print and this one does not."""

    history: Annotated[dict[IssueName, FigureEntry], Field(min_length=1)] = Field(
        description="What it was in former issues, by their names."
    )


def _figure_kind(figure: Any) -> str:
    """Whether a figure is given, reckoned, or only remembered."""
    given = figure if isinstance(figure, dict) else getattr(figure, "model_fields_set", ())
    if "formula" in given and "value" not in given:
        return "block:formula"
    return "block:history" if set(given) == {"history"} else "block:value"


FigureEntry = Annotated[
    Annotated[Entry, Tag("block:value")]
    | Annotated[Derived, Tag("block:formula")]
    | Annotated[Retired, Tag("block:history")],
    Discriminator(_figure_kind),
]


class Origin(Part):
    """Where figures come from."""

    title: Text = Field(description="The title of the survey, report or file.")
    publisher: Text | None = Field(None, description="Who published it.")
    date: Period | None = Field(None, description="When it was published.")
    link: Annotated[str, Field(max_length=2000), AfterValidator(_address)] | None = Field(
        None, description="Where it can be read: https://…"
    )


def _titled(value: Any) -> Any:
    """A source that is a text alone is its title."""
    return value if isinstance(value, dict) else {"title": value}


Sourced = Annotated[Origin, BeforeValidator(_titled, json_schema_input_type=str | Origin)]


class Issue(Part):
    """An issue of the brochure; with `frozen`, one whose figures no longer change."""

    date: Period | None = Field(None, description="Its day of publication.")
    title: Text | None = Field(None, description="Its title; left out: that of the head.")
    content: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = Field(
        None, description="SHA-256 of content.yaml when it was frozen."
    )
    frozen: dict[Id, Annotated[str, Field(pattern=r"^[0-9a-f]{12}$")]] = Field(
        {}, description="The digest of each figure, written by `depliant figures freeze`."
    )


class Content(Part):
    """The words and the figures of a brochure."""

    id: Id = Field(description="The name of the files that are written.")
    title: Text = Field(description="The title in the properties of the files.")
    subject: Text | None = Field(None, description="What it is about, in a sentence.")
    author: Text | None = Field(None, description="Who publishes it.")
    keywords: tuple[Text, ...] = Field((), description="Words to find it by.")
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}([-_][A-Za-z0-9]{2,8})*$")] = Field(
        description="The language of the words: fr, en, nl, …"
    )
    date: Period | None = Field(None, description="The day of publication: 2017-06-30.")
    names: tuple[Text, ...] = Field((), description="Names that are never hyphenated.")
    digits: dict[str, Literal["latn", "arab", "arabext"]] = Field(
        {}, description="The digits of an edition's figures, by its language: ar: arab."
    )
    issue: IssueName | None = Field(None, description="The issue that is being made.")
    issues: dict[IssueName, Issue] = Field({}, description="Former issues and frozen ones.")
    allowed_numbers: tuple[Text, ...] = Field(
        (), description="Words with numbers that are no figures; # is any number: cité #."
    )
    sources: dict[Id, Sourced] = Field({}, description="Where figures come from, once each.")
    figures: dict[Id, FigureEntry] = Field({}, description="Every number that is printed, once.")
    panels: Annotated[tuple[Panel, ...], Field(min_length=1, max_length=200)] = Field(
        description="The panels, in reading order."
    )
