"""Pictures, drawings and codes in their final words: a part of the model."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from depliant.content.caption import Caption
from depliant.content.inline import Drawn, Inline, Made, Spoken
from depliant.errors import Place

Align = Literal["start", "centre", "end"]
"""Where what is narrower than its measure stands in it, in the direction of reading."""


class AtSide(Struct, frozen=True):
    """What stands at a side of its measure, in the direction of reading, with text beside it.

    The text runs round its rectangle or its outline, `gap_mm` away; None: the gutter of the design.
    """

    side: Literal["start", "end"]
    wrap: Literal["box", "outline"] = "box"
    gap_mm: float | None = None


class PictureBlock(Struct, frozen=True):
    """A raster image in a frame; `focus` is the point to keep, as shares of width and height.

    `width` is a share of the measure unless `width_mm` says what it is. One that is `mirrored` is
    seen the other way round. `role` is its picture style.
    """

    file: str
    alt: Spoken
    credit: Inline
    focus: tuple[float, float]
    aspect: float | None
    place: Place
    width: float = 1.0
    width_mm: float | None = None
    align: Align = "start"
    at_side: AtSide | None = None
    mirrored: bool = False
    role: str = "picture"
    caption: Caption | None = None


class DrawingWord(Struct, frozen=True):
    """What the text of that id says in a drawing."""

    id: str
    text: Drawn
    place: Place


class Drawing(Struct, frozen=True):
    """A drawing of an SVG or PDF file.

    `colours` are names of swatches by the classes, ids, colours and spots of the file. `width` is
    a share of the measure unless `width_mm` says what it is; `role` is the type style of `words`.
    """

    file: str
    alt: Spoken
    words: tuple[DrawingWord, ...]
    credit: Inline
    colours: tuple[tuple[str, str], ...]
    width: float
    width_mm: float | None
    align: Align
    role: str
    place: Place
    at_side: AtSide | None = None
    caption: Caption | None = None


class Symbol(Struct, frozen=True):
    """How a code is drawn: its ink, what it stands on (the panel's ground if that may be), where.

    Both are names of swatches.
    """

    colour: str = "black"
    ground: str | None = None
    align: Align = "start"


class QrCode(Struct, frozen=True):
    """A QR code of what it `holds`.

    `link` is where that leads, empty where no file can lead there. `shown` is its address as
    people write it, which is `printed` beside it or not. `alt` may be empty. `size_mm` is the side
    of its square without the quiet zone, None for what it needs.
    """

    holds: str
    alt: Spoken
    label: Inline
    shown: Made
    printed: bool
    link: str
    level: Literal["L", "M", "Q", "H"]
    size_mm: float | None
    symbol: Symbol
    role: str
    place: Place


class Barcode(Struct, frozen=True):
    """A bar code of what it `holds`; lengths in millimetres.

    `module_mm` is the width of its narrowest bar, `height_mm` that of its bars (None: as its
    standard has it).
    """

    kind: Literal["ean-13", "code-128"]
    holds: str
    alt: Spoken
    module_mm: float
    height_mm: float | None
    symbol: Symbol
    role: str
    place: Place
