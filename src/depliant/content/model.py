"""An edition: the brochure's content in one language, with every figure written out.

`resolve` makes it from a `Publication`; layout and charts read it. Texts are spans of plain
Unicode; what the reader of one language will see stands here, and nothing that depends on a
page. All values are frozen and hashable.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Any, Final, Literal, TypeVar, get_args

from msgspec import Struct, structs
from msgspec.structs import replace

from depliant.colour import Colour
from depliant.content.backdrops import Backdrop
from depliant.content.caption import Caption
from depliant.content.inline import Drawn, Inline, Line, Made, Span, Spoken
from depliant.content.model_drawn import Align as Align
from depliant.content.model_drawn import AtSide as AtSide
from depliant.content.model_drawn import Barcode as Barcode
from depliant.content.model_drawn import Drawing as Drawing
from depliant.content.model_drawn import DrawingWord as DrawingWord
from depliant.content.model_drawn import PictureBlock as PictureBlock
from depliant.content.model_drawn import QrCode as QrCode
from depliant.content.model_drawn import Symbol as Symbol
from depliant.content.model_lists import Definition as Definition
from depliant.content.model_lists import Definitions as Definitions
from depliant.content.model_plots import Plot as Plot
from depliant.content.model_table import CellAlign as CellAlign
from depliant.content.model_table import Table as Table
from depliant.content.model_table import TableCell as TableCell
from depliant.content.model_table import TableColumn as TableColumn
from depliant.content.model_table import TableRow as TableRow
from depliant.errors import Place
from depliant.figures.figure import Figure
from depliant.figures.issues import IssueLedger
from depliant.languages.counters import Counting

T = TypeVar("T")


NOWHERE: Final = Place("")
"""The place of what has none."""


class Heading(Struct, frozen=True):
    """A heading; level 1 is the publication's title, 2 a panel's, 3 and 4 below."""

    level: int
    text: Inline
    role: str
    place: Place


class Paragraph(Struct, frozen=True):
    """A paragraph; `role` picks its type style: text, lead, note, credit, address and so on.

    `follows` is the role of the paragraph right above it, empty if there is none: after another
    it may be indented. What `goes_on` is the rest of one that began in another frame.
    """

    text: Inline
    role: str
    place: Place
    follows: str = ""
    goes_on: bool = False


class RunIn(Struct, frozen=True):
    """A heading whose words stand at the beginning of the first line of a paragraph."""

    heading: Heading
    paragraph: Paragraph
    place: Place

    @property
    def role(self) -> str:
        """That of the paragraph."""
        return self.paragraph.role


class KeyFigure(Struct, frozen=True):
    """A number set large with its label below or beside it."""

    figure: Figure
    label: Inline
    place: Place


class Hanging(Struct, frozen=True):
    """The figure that leads an item, set in the column beside it.

    With `repeats` false the item's sentence began with this figure, which was taken out of
    its text: the hanging number is then the sentence's first word. With `repeats` true it
    shows again what the sentence says. `chart` is a small chart drawn round or beside it.
    `figure` is in the form that hangs: where words were taken out of the sentence, its number,
    unit and `shown` are exactly these words, and `spans` are they with their kinds (the raised
    end of an ordinal).
    """

    figure: Figure
    repeats: bool
    chart: Chart | None = None
    spans: tuple[Span, ...] = ()


class ListItem(Struct, frozen=True):
    """An item of a list; `blocks` are what it holds below its own text.

    `label` is what it is numbered with, as it is printed; empty where it is not.
    """

    text: Inline
    place: Place
    hanging: Hanging | None = None
    blocks: tuple[Block, ...] = ()
    label: str = ""


class ItemList(Struct, frozen=True):
    """A list, in order if it says how it is `numbered`."""

    items: tuple[ListItem, ...]
    role: str
    place: Place
    numbered: Counting | None = None


ChartKind = Literal["donut", "bar", "dots", "stacked-bar", "waffle", "people", "icons", "timeline"]
"""What a chart is drawn as: each a module of `graphics.charts`, and a word in all phrases."""

SHOW_A_REST: Final[frozenset[ChartKind]] = frozenset({"donut", "waffle", "people", "stacked-bar"})
"""Kinds that show what a share leaves of its whole."""


class Datum(Struct, frozen=True):
    """One value of a chart, from the ledger: its label, and the number as it is printed."""

    figure: Figure
    label: Drawn


class Chart(Struct, frozen=True):
    """A chart of ledger figures.

    `whole` is what a share is a share of (100 for per cent), 0 where nobody says; `alt` is built
    from the data in the edition's language, and empty where the words beside the chart say all
    that it shows; `lead` is said in its place where the chart's labels and values are read as a
    table. `icon` names the sign that an icons chart repeats, `each` for how many one sign stands
    (0: as fits). `role` picks the chart style. What `fills` is as high as its room has left.
    """

    kind: ChartKind
    data: tuple[Datum, ...]
    title: Drawn
    alt: Made
    role: str
    place: Place
    whole: Decimal = Decimal(100)
    icon: str = ""
    each: int = 0
    note: Inline = ()
    lead: str = ""
    caption: Caption | None = None
    fills: bool = False


class Logo(Struct, frozen=True):
    """One partner's mark with its contract; lengths in millimetres.

    `clear_space` is a share of the mark's height kept empty on every side. `grounds` are the
    swatch names it may stand on; none named means paper only. `inks` are its owner's inks by
    the names (classes, ids, colours, spots) that its file uses; one may be a swatch's name.
    """

    id: str
    name: str
    alt: Spoken
    file: str
    link: str | None
    minimum_height: float
    clear_space: float
    grounds: tuple[str, ...]
    order: int
    standin: bool
    place: Place
    inks: tuple[tuple[str, Colour | str], ...] = ()


class LogoWall(Struct, frozen=True):
    """Partner marks in optical balance."""

    logos: tuple[Logo, ...]
    role: str
    place: Place


class Quote(Struct, frozen=True):
    """What somebody said; `by` says who, and is empty where nobody is named."""

    text: Inline
    by: Inline
    role: str
    place: Place


class Cell(Struct, frozen=True):
    """What stands in one place of a row: a share of the width, or millimetres."""

    blocks: tuple[Block, ...]
    share: float
    width_mm: float | None = None


class Row(Struct, frozen=True):
    """Blocks side by side; one below the other where one would be narrower than `least_mm`.

    `gap_mm` is the room between two of them; None: the gutter of the design.
    """

    cells: tuple[Cell, ...]
    gap_mm: float | None
    least_mm: float
    place: Place


class BoxBlock(Struct, frozen=True):
    """Blocks in a box, which the style of its role draws; `title` is the heading at its head."""

    title: Heading | None
    blocks: tuple[Block, ...]
    role: str
    place: Place


class Divider(Struct, frozen=True):
    """What stands between two blocks and says that they are apart."""

    role: str
    place: Place


class FlowBreak(Struct, frozen=True):
    """Where what follows begins in the next column, or in the next frame."""

    to: Literal["column", "frame"]
    place: Place


class Spanning(Struct, frozen=True):
    """A block that stands over all columns of its frame."""

    block: Block
    place: Place


class Note(Struct, frozen=True):
    """A note as it is printed: `sign` is its number, letter or symbol.

    `id` is no other note's of the publication; `back` is what is said of the way from it to its
    mark.
    """

    id: str
    sign: str
    text: Inline
    back: str
    place: Place


class Notes(Struct, frozen=True):
    """Notes that stand together: those of a panel, or of all that have no such block."""

    of: Literal["panel", "publication"]
    notes: tuple[Note, ...]
    role: str
    place: Place


Block = (
    Heading
    | Paragraph
    | RunIn
    | Quote
    | KeyFigure
    | ItemList
    | Definitions
    | Chart
    | PictureBlock
    | LogoWall
    | Drawing
    | QrCode
    | Barcode
    | Row
    | BoxBlock
    | Divider
    | FlowBreak
    | Spanning
    | Table
    | Notes
    | Plot
)


class Framed(Struct, frozen=True):
    """What stands in a named frame of a panel, beside its main frame and its foot."""

    frame: str
    blocks: tuple[Block, ...]
    place: Place


class Target(Struct, frozen=True):
    """A frame that a panel's blocks run on into, and where content.yaml says so."""

    panel: str
    frame: str
    place: Place


class Panel(Struct, frozen=True):
    """One panel: `blocks` from its head, `foot` set against its lower margin.

    `frames` are what stands in its other frames. Where `blocks` are more than its main frame has
    room for, they run on into the frames of `flow`, in that order. `notes` are those whose marks
    are first in its texts, and that stand at the foot of the frame where that is.
    """

    id: str
    design: str
    title: Line
    blocks: tuple[Block, ...]
    foot: tuple[Block, ...]
    place: Place
    title_place: Place | None = None
    """Where its title is written, if it has one."""
    frames: tuple[Framed, ...] = ()
    flow: tuple[Target, ...] = ()
    notes: tuple[Note, ...] = ()
    backdrops: tuple[Backdrop, ...] = ()
    """The pictures behind its blocks."""

    def walk(self) -> Iterator[Block]:
        """Every block in reading order, each before those that it holds."""
        return blocks_in((*self.blocks, *self.frames, *self.foot))


def blocks_in(parts: tuple[Any, ...]) -> Iterator[Block]:
    """The blocks among parts of the model, and those that they hold, in reading order."""
    for part in parts:
        if isinstance(part, Block):
            yield part
        if isinstance(part, Struct):
            for name in _holding(type(part)):
                value = getattr(part, name)
                if type(value) is tuple:
                    yield from blocks_in(value)
                elif isinstance(value, Block):
                    yield from blocks_in((value,))


@cache  # as many as the model has classes
def _holding(kind: type[Struct]) -> tuple[str, ...]:
    """The fields of a part of the model in which blocks may be."""
    return tuple(field.name for field in structs.fields(kind) if _may_hold(field.type))


def _may_hold(kind: Any) -> bool:
    """Whether a value of an annotated type may be a part of the model, or hold one."""
    if isinstance(kind, type):
        return issubclass(kind, Struct)
    return kind is Any or any(map(_may_hold, get_args(kind)))


def exchanged(part: T, block: Block, other: Block) -> T:
    """A part of the model with `other` in the place of a block that is in it."""
    made: Any = part
    if part is block:
        made = other
    elif type(part) is tuple:
        made = tuple(exchanged(entry, block, other) for entry in made)
    elif isinstance(part, Struct):
        fields = ((name, getattr(part, name)) for name in part.__struct_fields__)
        made = replace(part, **{name: exchanged(value, block, other) for name, value in fields})
    return made  # type: ignore[no-any-return]


class Running(Struct, frozen=True):
    """What the lines at head and foot of pages may say: the words of each name in braces.

    `digits` are those from 0 to 9 that pages are numbered with.
    """

    words: tuple[tuple[str, str], ...] = ()
    digits: str = "0123456789"


class Edition(Struct, frozen=True):
    """A publication in one language, ready to be laid out; panels in reading order."""

    id: str
    language: str
    title: str
    subject: str
    author: str
    keywords: tuple[str, ...]
    date: str
    panels: tuple[Panel, ...]
    figures: tuple[Figure, ...]
    unbroken: frozenset[str] = frozenset()
    """Words (names) that are never hyphenated."""
    issue: str = ""
    """The name of the issue; empty if it has none."""
    published: IssueLedger = IssueLedger("", "", (), ())
    """The figures that it says, with what is public of them."""
    running: Running = Running()
    """What running heads and folios may say of it."""


def placeless(value: Any) -> Any:
    """A value of this module without its places: equal wherever in content.yaml it stands."""
    if isinstance(value, Struct):
        fields = {name: placeless(getattr(value, name)) for name in value.__struct_fields__}
        return type(value)(**fields)
    if isinstance(value, Place):
        return NOWHERE
    return tuple(map(placeless, value)) if type(value) is tuple else value
