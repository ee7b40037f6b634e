"""A mark written as a plain PDF: inked outlines, spots and pictures of pixels, and nothing else.

What a partner sent is taken apart once, when it comes in; this is what the project keeps of it and
what every build reads. The same artwork is the same bytes: no date, no name of a program.
"""

from __future__ import annotations

import io
from typing import Any

import pikepdf
from msgspec.structs import replace

from depliant.colour import Colour
from depliant.display.items import Form, Group, Item, Path, Picture, Raster, Stroke
from depliant.geometry import Matrix, Outline, Rect
from depliant.graphics.art import Artwork
from depliant.graphics.pixels import opacity_of, strips_of
from depliant.press.strips import samples_of

_LETTERS = {"M": "m", "L": "l", "C": "c", "Z": "h"}
_CAPS = {"butt": 0, "round": 1, "square": 2}
_JOINS = {"miter": 0, "round": 1, "bevel": 2}
_SPACES = {"gray": "/DeviceGray", "rgb": "/DeviceRGB", "cmyk": "/DeviceCMYK"}
MINIMUM_SIDE, MAXIMUM_SIDE = 3.0, 14_400.0
"""Points: the sides of a page of a PDF (ISO 32000-1, annex C)."""
USUAL_SIDE = 200.0
"""Points of the longer side, for a drawing whose own units say nothing of its size."""


def plain_pdf(art: Artwork) -> bytes:
    """The artwork as the bytes of a PDF whose page is its bounds."""
    pdf = pikepdf.new()
    box = art.bounds
    longest = max(box.width, box.height)
    scale = USUAL_SIDE / longest if not MINIMUM_SIDE < longest < MAXIMUM_SIDE else 1.0
    larger = MINIMUM_SIDE / min(box.width, box.height)
    scale = max(scale, larger) if larger * longest < MAXIMUM_SIDE else scale
    page = pdf.add_blank_page().obj
    # Whatever its proportions are: pikepdf makes no page that is thinner.
    page.MediaBox = pikepdf.Array([0, 0, box.width * scale, box.height * scale])
    writer = _Writer(pdf)
    # PDF's y runs up from the lower edge.
    place = Matrix(scale, 0, 0, -scale, -box.x * scale, box.bottom * scale)
    writer.put(_spelled(place), "cm")
    for item in art.items:
        writer.item(item)
    page.Contents = pdf.make_stream("\n".join(writer.lines).encode("ascii"))
    page.Resources = writer.resources()
    file = io.BytesIO()
    pdf.save(file, deterministic_id=True, compress_streams=True, recompress_flate=True)
    return file.getvalue()


class _Writer:
    """Spells items as operators, and gathers the resources that they name."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.lines: list[str] = []
        self._pdf = pdf
        self._spots: dict[tuple[Any, ...], tuple[str, Any]] = {}
        self._pictures: dict[tuple[str, Rect], tuple[str, Any]] = {}

    def put(self, *words: str) -> None:
        self.lines.append(" ".join(words))

    def resources(self) -> pikepdf.Dictionary:
        """What the content names."""
        found = pikepdf.Dictionary()
        for category, named in (("/ColorSpace", self._spots), ("/XObject", self._pictures)):
            if named:
                found[category] = pikepdf.Dictionary(dict(named.values()))
        return found

    def item(self, item: Item) -> None:
        """Write one item, and those within it."""
        match item:
            case Path():
                self._path(item)
            case Picture():
                self._picture(item)
            case Group() | Form():
                self.put("q")
                self.put(_spelled(item.matrix), "cm")
                if isinstance(item, Group) and item.clip is not None:
                    self._outline(item.clip)
                    self.put("W* n" if item.even_odd else "W n")
                for kid in item.items:
                    self.item(kid)
                self.put("Q")

    def _path(self, path: Path) -> None:
        if path.fill is None and path.stroke is None:
            return
        if path.fill is not None:
            self._colour(path.fill, "k", "cs", "scn")
        if path.stroke is not None:
            self._colour(path.stroke.colour, "K", "CS", "SCN")
            self._line(path.stroke)
        self._outline(path.outline)
        operator = "B" if path.fill and path.stroke else "f" if path.fill else "S"
        self.put(operator + ("*" if path.even_odd and path.fill else ""))

    def _line(self, stroke: Stroke) -> None:
        dash = " ".join(map(_number, stroke.dash))
        self.put(_number(stroke.width), "w", f"[{dash}] {_number(stroke.phase)} d")
        self.put(f"{_CAPS[stroke.cap]} J {_JOINS[stroke.join]} j {_number(stroke.miter)} M")

    def _outline(self, outline: Outline) -> None:
        for letter, *numbers in outline:
            self.put(*(_number(float(value)) for value in numbers), _LETTERS[letter])

    def _colour(self, colour: Colour, process: str, space: str, tint: str) -> None:
        if colour.spot is None:
            self.put(*map(_number, colour.cmyk), process)
            return
        key = (colour.spot, colour.cyan, colour.magenta, colour.yellow, colour.black)
        if key not in self._spots:
            self._spots[key] = f"/S{len(self._spots)}", self._separation(colour)
        self.put(self._spots[key][0], space, _number(colour.tint), tint)

    def _separation(self, colour: Colour) -> Any:
        solid = [colour.cyan, colour.magenta, colour.yellow, colour.black]
        function = pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=solid, N=1)
        kind, process = pikepdf.Name.Separation, pikepdf.Name.DeviceCMYK
        name = pikepdf.Name("/" + (colour.spot or ""))
        return self._pdf.make_indirect(pikepdf.Array([kind, name, process, function]))

    def _picture(self, picture: Picture) -> None:
        key = picture.raster.digest, picture.crop
        if key not in self._pictures:
            made = _image(self._pdf, picture.raster, picture.crop)
            self._pictures[key] = f"/P{len(self._pictures)}", made
        frame = picture.frame
        upright = Matrix(frame.width, 0, 0, -frame.height, frame.x, frame.bottom)
        self.put("q", _spelled(upright), "cm", self._pictures[key][0], "Do Q")


def _image(pdf: pikepdf.Pdf, raster: Raster, crop: Rect) -> Any:
    edges = round(crop.x), round(crop.y), round(crop.right), round(crop.bottom)
    size = edges[2] - edges[0], edges[3] - edges[1]
    made = pdf.make_stream(samples_of(replace(strips_of(raster), box=edges)))
    made.ColorSpace = pikepdf.Name(_SPACES[raster.space])
    opacity = opacity_of(raster)
    if opacity is not None:
        mask = pdf.make_stream(samples_of(replace(opacity, box=edges)))
        mask.ColorSpace = pikepdf.Name.DeviceGray
        _measure(mask, size)
        made.SMask = mask
    _measure(made, size)
    return made


def _measure(image: Any, size: tuple[int, int]) -> None:
    image.Type, image.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    image.Width, image.Height = size
    image.BitsPerComponent = 8


def _spelled(matrix: Matrix) -> str:
    return " ".join(map(_number, matrix))


def _number(value: float) -> str:
    """A number with five places at most: finer than any press."""
    written = f"{value:.5f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written
