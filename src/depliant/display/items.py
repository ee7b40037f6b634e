"""The display list: the closed set of things that can be drawn.

Layout and charts produce these values; the writers, the browser overlays and the goldens read
them. Coordinates are points, y down, from the trim corner of the page (or from the origin of
the enclosing `Group` or `Form`). There are seven kinds; another one would be a decision, not a
convenience.

Invariants:
  * every item of a page is inside a `Mark`, directly or through groups; marks do not nest;
  * later items cover earlier ones, except for overprinting black and where a picture's own
    opacity lets them show.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from depliant.colour import Colour
from depliant.display.structure import Element, OutlineEntry
from depliant.fonts.registry import FaceRef
from depliant.geometry import IDENTITY, Matrix, Outline, Rect, Size
from depliant.press.unfolding import Packed
from depliant.tuples import NamedTuple


class _Item(Struct, frozen=True, array_like=True, cache_hash=True):
    """A member of the closed set: kept by its name and its values in order.

    Its hash is taken once: writers find again by it what they made of equal items.
    """


class Glyph(NamedTuple):
    """One glyph of a run.

    `x` and `y` are its origin relative to the run's (y down), `advance` is how far the pen
    moves in the set line, all in points and after tracking and justification. `text` is what
    it stands for: several characters for a ligature, empty for the second glyph of one
    character. A fixed space the face lacks is set with the face's space glyph at the width
    wanted and keeps its own character here; a discretionary hyphen's text is U+00AD.
    """

    gid: int
    x: float
    y: float
    advance: float
    text: str


class Glyphs(_Item, frozen=True, tag=True):
    """A run of glyphs of one face, size and colour, on the baseline at (x, y).

    The mark of a note that is drawn among other things `leads` to that note, by its id.
    `actual_text` is given only where reading the glyphs' texts in order is wrong (right to
    left runs); it is empty where other glyphs say what these stand for (a drop capital).
    """

    face: FaceRef
    size: float
    colour: Colour
    x: float
    y: float
    glyphs: tuple[Glyph, ...]
    actual_text: str | None = None
    leads: str = ""

    @property
    def text(self) -> str:
        """What the run says."""
        if self.actual_text is not None:
            return self.actual_text
        return "".join(glyph.text for glyph in self.glyphs)


MITER_LIMIT = 10.0
"""PDF's own (ISO 32000-1, table 52); SVG's is 4."""


class Stroke(Struct, frozen=True):
    """How an outline is stroked; `width` and `dash` (on, off, …) in points.

    The dash begins `phase` points into its pattern. A mitred corner whose point would be longer
    than `miter` widths is bevelled.
    """

    colour: Colour
    width: float
    dash: tuple[float, ...] = ()
    cap: Literal["butt", "round", "square"] = "butt"
    join: Literal["miter", "round", "bevel"] = "miter"
    phase: float = 0.0
    miter: float = MITER_LIMIT


class Path(_Item, frozen=True, tag=True):
    """An outline, filled, stroked or both (the stroke lies over the fill)."""

    outline: Outline
    fill: Colour | None = None
    stroke: Stroke | None = None
    even_odd: bool = False


class Raster(Struct, frozen=True):
    """Pixels: 8 bit samples, rows from the top, no padding; a large picture's are in its file.

    `digest` is the SHA-256 of all the rest in hexadecimal. `icc` is the image's own profile,
    `None` for one that had none (then RGB means sRGB). `alpha` is one opacity byte a pixel.
    `lossy` says that it was a JPEG; `jpeg` is that file without what it tells beside its pixels,
    if these stand in it as they do here. `black` says what of an RGB picture belongs to the black
    plate alone: its pure grays, or all of it, which is then in gray.
    """

    digest: str
    width: int
    height: int
    space: Literal["gray", "rgb", "cmyk"]
    samples: bytes | Packed
    icc: bytes | None = None
    alpha: bytes | Packed | None = None
    lossy: bool = False
    jpeg: bytes | None = None
    black: Literal["none", "part", "all"] = "none"

    def __repr__(self) -> str:
        return f"Raster({self.digest[:12]} {self.width}x{self.height} {self.space})"


class Veil(Struct, frozen=True):
    """An ink laid over a picture as a part of it, so that words stand out.

    An `amount` of 1 is opaque. It is densest at its edge, and gone at `reach`, a share of the
    picture's frame.
    """

    colour: Colour
    amount: float
    edge: Literal["all", "top", "bottom", "left", "right"] = "all"
    reach: float = 1.0

    def at(self, x: float, y: float) -> float:
        """How much of it there is at a point of the frame, given by shares of width and height."""
        far = {"all": 0.0, "top": y, "bottom": 1 - y, "left": x, "right": 1 - x}[self.edge]
        left = min(max(1 - far / self.reach, 0.0), 1.0)
        # Without a kink where it begins and ends: the eye would see a line there.
        return self.amount * left * left * (3 - 2 * left)


class Picture(_Item, frozen=True, tag=True):
    """A raster image that fills `frame`; only the `crop` part of it is seen.

    `crop` is in pixels of the raster. `ground` is the colour of the panel below it: what is
    quite clear is filled with it, so that an edge which a viewer smooths never runs into white.
    With `inks` a gray raster is printed in these instead of black: one, or two of which the first
    draws the depths; see `press.toning`. `veils` lie over what is seen of it, the first lowest.
    """

    raster: Raster
    frame: Rect
    crop: Rect
    ground: Colour
    inks: tuple[Colour, ...] = ()
    veils: tuple[Veil, ...] = ()

    @property
    def ppi(self) -> float:
        """Effective resolution: the lower of the two directions, in pixels an inch."""
        return 72 * min(self.crop.width / self.frame.width, self.crop.height / self.frame.height)


class Form(_Item, frozen=True, tag=True):
    """Artwork that may be drawn several times; equal `items` are written once.

    `bounds` is the artwork's box in its own coordinates, `matrix` places it.
    """

    items: tuple[Item, ...]
    bounds: Rect
    matrix: Matrix = IDENTITY


class Group(_Item, frozen=True, tag=True):
    """Items under a map and, if given, clipped to an outline in the mapped coordinates.

    With `even_odd` the holes of the outline are found as those of a `Path` are.
    """

    items: tuple[Item, ...]
    matrix: Matrix = IDENTITY
    clip: Outline | None = None
    even_odd: bool = False


class Link(_Item, frozen=True, tag=True):
    """A place that leads to `uri`, on a target that can follow it; it paints nothing.

    `content` is the number of the marked content it covers, whose structure element must be a
    "Link". `description` is read aloud.
    """

    frame: Rect
    uri: str
    content: int
    description: str


Finishing = Literal["cut", "perforation"]


class Mark(_Item, frozen=True, tag=True):
    """Marked content: items that belong to the structure leaf `content`, or to none.

    With `content` None the items are an artifact of the given kind (ISO 32000-1, 14.8.2.2).
    `bounds` is needed for the content of a Figure: it becomes the element's BBox. Of an artifact
    that shows what is done to the printed sheet, `finishing` says what that is.
    """

    items: tuple[Item, ...]
    content: int | None
    bounds: Rect | None = None
    artifact: Literal["Layout", "Background", "Page", "Pagination"] = "Layout"
    finishing: Finishing | None = None


Item = Glyphs | Path | Picture | Form | Group | Link | Mark


class Page(Struct, frozen=True):
    """One page, or one side of a sheet, at its trim size; artwork may reach into the bleed.

    `folds` are the x positions of the upright folds and `cross_folds` the y positions of those that
    run across, for fold marks. `label` is what readers show beside
    the page ("1", "outside"); `name` is the panel's or the side's own, for names of files.
    `cuts` are the boxes that the page is cut into, for cut marks; none: it is trimmed as a whole.
    """

    trim: Size
    items: tuple[Item, ...]
    label: str
    folds: tuple[float, ...] = ()
    name: str = ""
    cross_folds: tuple[float, ...] = ()
    cuts: tuple[Rect, ...] = ()


class Metadata(Struct, frozen=True):
    """What a file says of itself; one source for the Info dictionary and the XMP packet.

    `date` is ISO 8601 with an offset ("2017-06-30T00:00:00+00:00"). `program` is the name and
    version of what made the file. `direction` is that in which its language, and so its pages, are
    read. `proof` is the number or the day of a proof ("3", "2017-06-12").
    """

    title: str
    language: str
    date: str
    identifier: str
    author: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = ()
    program: str = ""
    direction: Literal["ltr", "rtl"] = "ltr"
    proof: str = ""


class Attachment(Struct, frozen=True):
    """A file that a document carries, for targets that may carry one.

    `media_type` is as in "text/csv"; `relation` says what the file is to the document: the
    data that it shows, or the source that it was made from.
    """

    name: str
    data: bytes
    media_type: str
    description: str
    relation: Literal["Data", "Source"]

    def __repr__(self) -> str:
        return f"Attachment({self.name!r} {len(self.data)} bytes {self.relation})"


class DisplayDocument(Struct, frozen=True):
    """All a writer needs: pages, structure, bookmarks, metadata and files to attach."""

    pages: tuple[Page, ...]
    structure: Element
    outline: tuple[OutlineEntry, ...]
    metadata: Metadata
    attachments: tuple[Attachment, ...] = ()
