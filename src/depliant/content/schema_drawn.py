"""What content.yaml may hold that is drawn here or from a file: drawings, QR and bar codes."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, field

from depliant.content.worded import Worded
from depliant.sentences import say
from depliant.source.reading import MisfitError, described
from depliant.source.scalars import DrawnText, Held, Name, Text

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


class Drawing(Worded, frozen=True, kw_only=True):
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
    width: Annotated[
        Annotated[float, Meta(gt=0, le=1)] | None,
        described("Its share of the measure, such as 0.5; left out: all of it."),
    ] = None
    width_mm: Annotated[
        Annotated[float, Meta(ge=5, le=2000)] | None,
        described("Its width in millimetres, in the stead of `width`."),
    ] = None
    align: Aligned = "start"
    role: Annotated[Name, described("The type style of its words.")] = "drawing-label"

    def __post_init__(self) -> None:
        """One width is enough."""
        if self.width is not None and self.width_mm is not None:
            raise MisfitError(say("must have `width` or `width_mm`, not both"))

    @property
    def called(self) -> str:
        """The drawing by its file."""
        return f"drawing:{self.drawing}"

    def context(self, key: str) -> str:
        """The credit is what is printed of it."""
        return self.called if key == "credit" else f"{self.called}/{key}"


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
