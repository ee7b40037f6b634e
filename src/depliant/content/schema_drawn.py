"""What content.yaml may hold that is drawn here or from a file: pictures, drawings, codes."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, field

from depliant.content.worded import Span, Worded
from depliant.sentences import say
from depliant.source.reading import MisfitError, Part, described
from depliant.source.scalars import DrawnText, Held, Language, Name, Share, Text

Align = Literal["start", "centre", "end"]
Aligned = Annotated[
    Align,
    described("Where it stands in a wider measure: at the start of the lines, centre or end."),
]
OneInk = Annotated[Name, described("The swatch that it is printed in: one dark ink.")]
OwnGround = Annotated[
    Name | None,
    described("The swatch below it; left out: the panel's if it is light, else paper."),
]


Width = Annotated[
    Annotated[float, Meta(gt=0, le=1)] | None,
    described("Its share of the measure, such as 0.5; left out: all of it, beside text 0.4."),
]
WidthMm = Annotated[
    Annotated[float, Meta(ge=5, le=2000)] | None,
    described("Its width in millimetres, in the stead of `width`."),
]
AtSide = Annotated[
    Literal["start", "end"] | None,
    described("It stands at the start or end of the lines, and the text that follows beside it."),
]
Wrap = Annotated[
    Literal["box", "outline"] | None,
    described("What the text beside it runs round: its rectangle, or its own outline."),
]
Gap = Annotated[
    Annotated[float, Meta(ge=0, le=100)] | None,
    described("How far the text beside it stays away; left out: the gutter of the design."),
]


PictureRole = Annotated[
    Name, described("How it is printed, by a name under `pictures:` of the style sheet.")
]


class OwnPicture(Part, frozen=True, kw_only=True):
    """The picture of the edition in one language: what it has other than the rest."""

    picture: Annotated[Name | None, described("Its file; left out: that of all editions.")] = None
    focus: Annotated[
        tuple[Share, Share] | None, described("The point to keep where it is cropped.")
    ] = None
    aspect: Annotated[
        Annotated[float, Meta(gt=0.05, lt=20)] | None,
        described("Width by height of its frame."),
    ] = None


def check_widths(width: float | None, width_mm: float | None) -> None:
    """One width is enough.

    Raises:
        MisfitError: there are two.
    """
    if width is not None and width_mm is not None:
        raise MisfitError(say("must have `width` or `width_mm`, not both"))


def check_side(side: str | None, wrap: str | None, gap_mm: float | None) -> None:
    """Text runs round what stands at a side.

    Raises:
        MisfitError: it is said how, but not where it stands.
    """
    if side is None and (wrap is not None or gap_mm is not None):
        raise MisfitError(say("must have `side: start` or `side: end` for text to run round it"))


class _OfFile(Worded, frozen=True, kw_only=True):
    """What is shown of a file, which its first key names."""

    @property
    def called(self) -> str:
        """What it is, by its file."""
        kind = self.__struct_encode_fields__[0]
        return f"{kind}:{getattr(self, kind)}"

    def context(self, key: str) -> str:
        """The credit is what is printed of it."""
        return self.called if key == "credit" else f"{self.called}/{key}"


class Picture(_OfFile, frozen=True, kw_only=True):
    """A photograph or drawing in a frame."""

    picture: Annotated[Name, described("The file, such as assets/images/x.jpg.")]
    alt: Annotated[Text, described("What it shows, for those who cannot see it.")]
    caption: Annotated[
        Text | None, described("Words that belong to the picture; the style sheet says where.")
    ] = None
    credit: Annotated[Text | None, described("Whose picture it is.")] = None
    focus: Annotated[
        tuple[Share, Share], described("The point to keep: shares of the width and of the height.")
    ] = (0.5, 0.5)
    aspect: Annotated[
        Annotated[float, Meta(gt=0.05, lt=20)] | None,
        described("Width by height of the frame, such as 1.5; left out: the picture's."),
    ] = None
    width: Width = None
    width_mm: WidthMm = None
    align: Aligned = "start"
    side: AtSide = None
    wrap: Wrap = None
    gap_mm: Gap = None
    mirror: Annotated[
        bool,
        described("Whether it is seen the other way round in languages that run to the left."),
    ] = False
    editions: Annotated[
        dict[Language, OwnPicture],
        described("What the edition in one language has of its own: its picture, its crop."),
    ] = field(default_factory=dict)
    role: PictureRole = "picture"
    span: Span = None

    def __post_init__(self) -> None:
        """One width is enough, and text runs round what stands at a side."""
        check_widths(self.width, self.width_mm)
        check_side(self.side, self.wrap, self.gap_mm)


class DrawingWord(Worded, frozen=True, kw_only=True):
    """What a text of a drawing says, in the brochure's own type."""

    id: Annotated[Name, described("The id of the <text> in the drawing.")]
    text: Annotated[DrawnText, described("Its words, with **bold**, *italic* and {figures}.")]

    @property
    def called(self) -> str:
        """Its id."""
        return self.id

    def context(self, key: str) -> str:
        """The words of its id."""
        return self.id


class Drawing(_OfFile, frozen=True, kw_only=True):
    """A drawing: an SVG, or a PDF of one page, in the inks of the brochure."""

    drawing: Annotated[Name, described("The file, such as assets/images/map.svg.")]
    alt: Annotated[Text, described("What it shows, for those who cannot see it.")]
    words: Annotated[
        tuple[DrawingWord, ...],
        Meta(max_length=200),
        described("What the drawing's texts say, each by its id."),
    ] = ()
    caption: Annotated[
        Text | None, described("Words that belong to the drawing; the style sheet says where.")
    ] = None
    credit: Annotated[Text | None, described("Whose drawing it is.")] = None
    colours: Annotated[
        dict[Name, Name],
        described("The swatch of each class, id, colour or spot of the drawing: road: accent."),
    ] = field(default_factory=dict)
    width: Width = None
    width_mm: WidthMm = None
    align: Aligned = "start"
    side: AtSide = None
    wrap: Wrap = None
    gap_mm: Gap = None
    role: Annotated[Name, described("The type style of its words.")] = "drawing-label"

    def __post_init__(self) -> None:
        """One width is enough, and text runs round what stands at a side."""
        check_widths(self.width, self.width_mm)
        check_side(self.side, self.wrap, self.gap_mm)


class QrCode(Worded, frozen=True, kw_only=True):
    """A QR code, drawn here from what it holds."""

    qr: Annotated[
        Held,
        described(
            "What it holds: an address (https:, mailto:, tel:, geo:), WIFI:, a vCard or words; "
            "{issue} is the name of the issue."
        ),
    ]
    label: Annotated[Text | None, described("Words that are printed beside it.")] = None
    printed: Annotated[bool, described("Whether its address is printed beside it.")] = False
    alt: Annotated[
        Text | None,
        described("What is said in its stead; left out: what it holds."),
    ] = None
    level: Annotated[
        Literal["L", "M", "Q", "H"],
        described("How much of it may be lost: L 7 %, M 15 %, Q 25 %, H 30 %."),
    ] = "M"
    size_mm: Annotated[
        Annotated[float, Meta(gt=0, le=1000)] | None,
        described("The side of its square without the white margin; left out: as it needs."),
    ] = None
    colour: OneInk = "black"
    ground: OwnGround = None
    align: Aligned = "start"
    role: Annotated[Name, described("The type style of the words beside it.")] = "text"

    @property
    def called(self) -> str:
        """A QR code."""
        return "qr"


class Barcode(Worded, frozen=True, kw_only=True):
    """A bar code that is drawn here: EAN-13 of goods, books and periodicals, or Code 128."""

    barcode: Annotated[
        Held, described("What it holds: 13 digits, or for Code 128 letters, digits and signs.")
    ]
    kind: Annotated[Literal["ean-13", "code-128"], described("The kind of bars.")] = "ean-13"
    alt: Annotated[
        Text | None, described("What is said in its stead; left out: what it holds.")
    ] = None
    magnification: Annotated[
        Annotated[float, Meta(ge=0.8, le=2)],
        described("Of an EAN-13: 0.8 to 2; at 1 it is 37.29 mm wide with its white margins."),
    ] = 1.0
    module_mm: Annotated[
        Annotated[float, Meta(gt=0, le=2)],
        described("Of a Code 128: the width of its narrowest bar, at least 0.25."),
    ] = 0.33
    height_mm: Annotated[
        Annotated[float, Meta(ge=2, le=200)] | None,
        described("The height of its bars; left out: what its standard asks for."),
    ] = None
    colour: OneInk = "black"
    ground: OwnGround = None
    align: Aligned = "start"
    role: Annotated[Name, described("The type style of the digits below it.")] = "barcode"

    @property
    def called(self) -> str:
        """A bar code."""
        return "barcode"
