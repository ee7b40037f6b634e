"""What content.yaml may hold: the communications officer's file, as typed values.

A block is a mapping whose first key says what it is (`text: …`, `heading: …`, `items: …`).
What it holds of type `Text`, or `DrawnText` for words within a chart, a reader is given and a
translator says; `source_texts` finds it by these types. Unknown keys are refused. `reading` makes
these values of plain data; `validated` turns what does not fit into diagnostics with their place.
"""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal, get_args

from msgspec import Meta, field

from depliant.content.schema_backdrop import Backdrop as Backdrop
from depliant.content.schema_backdrop import Backdrops as Backdrops
from depliant.content.schema_charts import Chart as Chart
from depliant.content.schema_charts import SmallKind, kind_of_chart
from depliant.content.schema_data import Datum as Datum
from depliant.content.schema_drawn import Barcode as Barcode
from depliant.content.schema_drawn import Drawing as Drawing
from depliant.content.schema_drawn import DrawingWord as DrawingWord
from depliant.content.schema_drawn import Picture as Picture
from depliant.content.schema_drawn import QrCode as QrCode
from depliant.content.schema_lists import Definition as Definition
from depliant.content.schema_lists import Definitions as Definitions
from depliant.content.schema_maps import MapPlot as MapPlot
from depliant.content.schema_notes import NoteMarks as NoteMarks
from depliant.content.schema_notes import Notes as Notes
from depliant.content.schema_plots import Plot as Plot
from depliant.content.schema_rows import Cell, Condition
from depliant.content.schema_table import Table as Table
from depliant.content.worded import Span, Worded
from depliant.errors import UnfitError
from depliant.figures.schema import FigureEntry, Issue, Sourced
from depliant.languages.counters import Counting
from depliant.sentences import say
from depliant.source.reading import Choose, KindError, Part, described
from depliant.source.scalars import (
    FigureName,
    FileId,
    Id,
    IssueName,
    Language,
    Name,
    Period,
    Text,
)
from depliant.source.yaml import Tree

MOST_PANELS: Final = 10_000
"""Panels of a publication: a book of half that many leaves is what binders take at most."""
FrameName = Annotated[str, Meta(min_length=1, max_length=200)]
"""A panel by its id, or one of its frames: panel/frame."""


def _box_style(data: Tree) -> tuple[Any, Tree]:
    """A name; what a box holds stands elsewhere."""
    if isinstance(data, list | dict):
        raise UnfitError(say("must name a box style or stay empty: its blocks stand at `blocks:`"))
    return Name | None, data


BoxStyleName = Choose[str | None, _box_style, Name, None]
"""What stands at `box:`."""


class Heading(Worded, frozen=True, kw_only=True):
    """A heading: 1 is the title of the publication, 2 a panel's, 3 and 4 below."""

    heading: Annotated[Text, described("The words of the heading.")]
    level: Annotated[
        Annotated[int, Meta(ge=1, le=4)] | None,
        described("1 to 4; left out: 3, or 2 in a panel that has no title."),
    ] = None
    role: Annotated[Name, described("The type style, by its name in the style sheet.")] = "heading"
    run_in: Annotated[
        bool,
        described("Whether it stands at the beginning of the first line of the text below it."),
    ] = False
    span: Span = None


class Paragraph(Worded, frozen=True, kw_only=True):
    """A paragraph."""

    text: Annotated[Text, described("The words, with **bold**, *italic*, links and {figures}.")]
    role: Annotated[Name, described("The type style, such as lead, note, credit or address.")] = (
        "text"
    )
    span: Span = None

    @property
    def called(self) -> str:
        """Its role: a lead, a note."""
        return self.role


class Quote(Worded, frozen=True, kw_only=True):
    """What somebody said, and who."""

    quote: Annotated[Text, described("The words, with the quotation marks that are to be printed.")]
    by: Annotated[Text | None, described("Who said it, or where it is written.")] = None
    role: Annotated[Name, described("The type style of the words.")] = "quote"
    span: Span = None


class Item(Worded, frozen=True, kw_only=True):
    """An item of a list."""

    text: Annotated[Text, described("The words of the item.")]
    figure: Annotated[
        FigureName | None, described("The figure that is set large beside the item.")
    ] = None
    chart: Annotated[SmallKind | None, described("A small chart of that figure.")] = None
    blocks: Annotated[tuple[Block, ...], described("What stands below the item's words.")] = ()

    @property
    def called(self) -> str:
        """An item of its figure."""
        return f"item:{self.figure}" if self.figure else "item"


class Items(Worded, frozen=True, kw_only=True):
    """A list, with or without numbers."""

    items: Annotated[tuple[Item, ...], Meta(min_length=1), described("The items.")]
    numbered: Annotated[
        Counting | None,
        described(
            "`decimal` (1.), `letters` (a), `capital-letters` (A), `roman` (i.), `capital-roman` "
            "(I.), or `steps`: large numerals; left out: the design's marker."
        ),
    ] = None
    start: Annotated[
        Annotated[int, Meta(ge=0, le=9999)] | None,
        described("The number of the first item; left out: 1."),
    ] = None
    goes_on: Annotated[
        bool,
        described("Whether the numbers go on from the numbered list before it."),
    ] = field(default=False, name="continue")
    role: Annotated[Name, described("The type style of the items.")] = "item"
    span: Span = None

    @property
    def called(self) -> str:
        """Nothing: its items have names of their own."""
        return ""


class KeyFigure(Worded, frozen=True, kw_only=True):
    """A figure set large with its label."""

    key_figure: Annotated[
        FigureName, described("The figure, by its id; births:2024 or births:last of a series.")
    ] = field(name="key-figure")
    form: Annotated[Name | None, described("How it is written: compact, full, percent, …")] = None
    noun: Annotated[
        bool,
        described("Whether its unit is set beside it, and before it “plus de” if it says so."),
    ] = False
    label: Annotated[Text, described("The words that go on from the figure.")]
    span: Span = None

    def context(self, key: str) -> str:
        """The words of its figure."""
        return f"key-figure:{self.key_figure}"


class Logos(Worded, frozen=True, kw_only=True):
    """Partners' marks, by the names of their files in assets/logos."""

    logos: Annotated[
        tuple[Id, ...], Meta(min_length=1, max_length=100), described("The marks, in order.")
    ]
    role: Annotated[Name, described("The style of the wall.")] = "logos"
    span: Span = None


class RowCell(Worded, frozen=True, kw_only=True):
    """What stands in one place of a row."""

    width: Annotated[
        Annotated[float, Meta(gt=0, le=100)],
        described("Its share of the width that is left; 2 is twice as wide as 1."),
    ] = 1.0
    width_mm: Annotated[
        Annotated[float, Meta(gt=0, le=1000)] | None,
        described("Its width in millimetres; left out: its share."),
    ] = None
    blocks: Annotated[Blocks, described("What it holds, from the head down.")]

    @property
    def called(self) -> str:
        """Nothing: its blocks have names of their own."""
        return ""


class Row(Worded, frozen=True, kw_only=True):
    """Blocks side by side, their heads level."""

    row: Annotated[
        tuple[RowCell, ...],
        Meta(min_length=1, max_length=12),
        described("What stands side by side, in the order of reading."),
    ]
    gap_mm: Annotated[
        Annotated[float, Meta(ge=0, le=100)] | None,
        described("Between two of them, in millimetres; left out: the design's gutter."),
    ] = None
    least_mm: Annotated[
        Annotated[float, Meta(ge=5, le=1000)],
        described("Where one would be narrower than this, they stand one below the other."),
    ] = 25.0
    span: Span = None

    @property
    def called(self) -> str:
        """Nothing: its blocks have names of their own."""
        return ""


class Box(Worded, frozen=True, kw_only=True):
    """Blocks in a box."""

    role: Annotated[
        BoxStyleName,
        described("The box style, by its name in the style sheet; left empty: box."),
    ] = field(name="box", default=None)
    title: Annotated[Text | None, described("The heading at the head of the box.")] = None
    blocks: Annotated[
        Blocks, described("What it holds, from the head down: any blocks but boxes.")
    ] = ()
    span: Span = None

    @property
    def called(self) -> str:
        """Nothing: its blocks have names of their own."""
        return ""

    def context(self, key: str) -> str:
        """Its title."""
        return f"box/{key}"


class Divider(Worded, frozen=True, kw_only=True):
    """What stands between two blocks: a rule, an ornament, a line to cut along, or room."""

    role: Annotated[
        Name | None, described("The divider style, by its name; left empty: divider.")
    ] = field(name="divider", default=None)
    span: Span = None


class FlowBreak(Worded, frozen=True, kw_only=True):
    """Where what follows begins in another column, or in another frame."""

    to: Annotated[
        Literal["column", "frame"],
        described("`column`: the next column; `frame`: the next frame of the panel's `flow`."),
    ] = field(name="break")


class When(Worded, frozen=True, kw_only=True):
    """Blocks that stand in the brochures of some rows."""

    when: Annotated[Condition, described("The rows that the blocks are shown for.")]
    blocks: Annotated[Blocks, described("What is shown to them.")] = ()
    otherwise: Annotated[Blocks, described("What is shown to all others.")] = ()

    @property
    def called(self) -> str:
        """Nothing: its blocks have names of their own."""
        return ""


class Panel(Worded, frozen=True, kw_only=True):
    """One panel of the brochure."""

    id: Annotated[Id, described("The panel's name.")]
    design: Annotated[
        Name | None, described("How it looks, by its name in the style sheet; left out: the id.")
    ] = None
    title: Annotated[Text | None, described("The title at its head.")] = None
    backdrop: Annotated[
        Backdrops, described("The picture behind its blocks, or several of them.")
    ] = ()
    blocks: Annotated[Blocks, described("What it holds, from the head down.")] = ()
    aside: Annotated[Blocks, described("What stands in the frame `aside` of its design.")] = ()
    frames: Annotated[
        dict[Name, Blocks],
        described("What stands in other frames of its design, by their names."),
    ] = field(default_factory=dict)
    foot: Annotated[Blocks, described("What stands at its foot.")] = ()
    flow: Annotated[
        tuple[FrameName, ...],
        Meta(max_length=200),
        described(
            "Where its `blocks` run on when it is full: panels by their ids, frames as panel/frame."
        ),
    ] = ()

    @property
    def called(self) -> str:
        """Its id."""
        return self.id

    def context(self, key: str) -> str:
        """Every text of its own by its key."""
        return f"{self.id}/{key}"


_Kinds = (
    Heading
    | Paragraph
    | Quote
    | Items
    | Definitions
    | KeyFigure
    | Chart
    | Picture
    | Logos
    | Drawing
    | QrCode
    | Barcode
    | Row
    | Box
    | Divider
    | FlowBreak
    | When
    | Table
    | Notes
    | Plot
    | MapPlot
)
KINDS: Final[tuple[type[Worded], ...]] = get_args(_Kinds)
"""The kinds of block."""
BLOCKS: Final[dict[str, type[Worded]]] = {
    kind.__struct_encode_fields__[0]: kind for kind in KINDS if kind not in (Plot, MapPlot)
}
"""The kinds of block by the key that one starts with, which a chart of series shares."""


SPOKEN: Final = ("alt", "summary")
"""Keys of blocks whose words are read aloud alone, and printed nowhere."""


def _block(data: Tree) -> tuple[Any, Tree]:
    """The kind of block that a mapping is."""
    kinds = [BLOCKS[key] for key in data if key in BLOCKS] if isinstance(data, dict) else []
    if not kinds:
        raise KindError(say("block"), tuple(BLOCKS), say("Write `- text: …` for a paragraph."))
    return (kind_of_chart(data) if kinds[0] is Chart else kinds[0]), data


def _blocks(data: Tree) -> tuple[Any, Tree]:
    """`blocks:` with nothing below it is an empty list."""
    return BlockList, () if data is None else data


Block = Choose[_Kinds, _block]
BlockList = Annotated[tuple[Block, ...], Meta(max_length=500)]
Blocks = Choose[tuple[Block, ...], _blocks, BlockList]


def _wordings(data: Tree) -> tuple[Any, Tree]:
    """One wording, or several of which any is right."""
    return (_Several if isinstance(data, list) else Text), data


_Several = Annotated[tuple[Text, ...], Meta(min_length=1, max_length=20)]
Wordings = Choose[str | tuple[str, ...], _wordings, Text, _Several]


class Attach(Part, frozen=True, kw_only=True):
    """What the screen file carries beside the figures that it shows."""

    source: Annotated[
        bool,
        described("Whether content.yaml goes along as it stands, with its comments and notes."),
    ] = False


class Term(Part, frozen=True, kw_only=True):
    """A word of the glossary: how it is said in other languages, always in the same way."""

    term: Annotated[Text, described("The words, as they stand in the texts.")]
    translations: Annotated[
        dict[Language, Wordings],
        described("What it is in each language: nl: mijnbekken. Left out: it stays as it is."),
    ] = field(default_factory=dict)
    note: Annotated[Text | None, described("What a translator should know of it.")] = None


class Content(Part, frozen=True, kw_only=True):
    """The words and the figures of a brochure."""

    id: Annotated[
        FileId,
        described("The name of the files that are written; {issue} in it is that of the issue."),
    ]
    title: Annotated[Text, described("The title in the properties of the files.")]
    subject: Annotated[Text | None, described("What it is about, in a sentence.")] = None
    author: Annotated[Text | None, described("Who publishes it.")] = None
    keywords: Annotated[tuple[Text, ...], described("Words to find it by.")] = ()
    language: Annotated[Language, described("The language of the words: fr, en, nl, …")]
    date: Annotated[Period | None, described("The day of publication: 2017-06-30.")] = None
    attach: Annotated[Attach, described("What the screen file carries beside its figures.")] = (
        Attach()
    )
    running: Annotated[
        dict[Name, Text],
        described("Words of running heads, by the names that the style sheet has in braces."),
    ] = field(default_factory=dict)
    names: Annotated[
        tuple[Text, ...],
        described("Names and other right words: never hyphenated, never taken for a slip."),
    ] = ()
    glossary: Annotated[
        tuple[Term, ...],
        Meta(max_length=1000),
        described("Words that are always translated in the same way, or never."),
    ] = ()
    notes: Annotated[
        dict[Id, Text],
        Meta(max_length=1000),
        described("The notes, by the keys that their marks in the texts have: word[^key]."),
    ] = field(default_factory=dict)
    note_marks: Annotated[
        NoteMarks, described("How the marks of notes are counted, and what they are.")
    ] = NoteMarks()
    digits: Annotated[
        dict[str, Literal["latn", "arab", "arabext"]],
        described("The digits of an edition's figures, by its language: ar: arab."),
    ] = field(default_factory=dict)
    row: Annotated[
        dict[Id, Cell],
        Meta(max_length=1000),
        described("An example of the rows of a batch: each column with what may stand in it."),
    ] = field(default_factory=dict)
    issue: Annotated[IssueName | None, described("The issue that is being made.")] = None
    issues: Annotated[dict[IssueName, Issue], described("Former issues and frozen ones.")] = field(
        default_factory=dict
    )
    allowed_numbers: Annotated[
        tuple[Text, ...],
        described("Words with numbers that are no figures; # is any number: cité #."),
    ] = ()
    sources: Annotated[dict[Id, Sourced], described("Where figures come from, once each.")] = field(
        default_factory=dict
    )
    figures: Annotated[dict[Id, FigureEntry], described("Every number that is printed, once.")] = (
        field(default_factory=dict)
    )
    panels: Annotated[
        tuple[Panel, ...],
        Meta(min_length=1, max_length=MOST_PANELS),
        described("The panels, in reading order."),
    ]
