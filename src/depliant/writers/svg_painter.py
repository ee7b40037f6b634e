"""Playing a display list into SVG: glyphs and artwork defined once, colours as printed.

A painter serves one page. Text is drawn by the outlines of its glyphs, each a <path> in
<defs> in font units, placed by <use>: so an image needs no font, and stays small. Names of
definitions begin with the painter's prefix, so that several images may stand in one HTML page.
Links are `xlink:href`, which old programs understand as well as new ones.
"""

from __future__ import annotations

import io
import zlib
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct, field

from depliant.colour import Colour
from depliant.display.items import Form, Glyphs, Group, Item, Link, Mark, Path, Picture
from depliant.fonts.face import load
from depliant.fonts.outlines import glyph_outline
from depliant.fonts.registry import FaceRef
from depliant.geometry import Matrix, Outline, rectangle
from depliant.press.condition import OutputCondition, to_srgb
from depliant.writers import jpegs
from depliant.writers.images import (
    Pixels,
    convert,
    job_of,
    whole_frame,
)
from depliant.writers.spelling import spell
from depliant.writers.svg_text import element, spell_glyph, spell_matrix, spell_outline


class SvgPainter(Struct):
    """Paints one page; `definitions` are what it has defined so far, in order."""

    condition: OutputCondition
    prefix: str
    definitions: list[str] = field(default_factory=list)
    _known: dict[object, str] = field(default_factory=dict)
    _colours: dict[Colour, str] = field(default_factory=dict)

    def items(self, items: Iterable[Item]) -> Iterator[str]:
        """The elements that paint items, in their order."""
        for item in items:
            match item:
                case Mark():
                    yield from self.items(item.items)
                case Group():
                    yield self._group(item)
                case Glyphs():
                    yield self._glyphs(item)
                case Path():
                    yield self._path(item)
                case Picture():
                    yield self._picture(item)
                case Form():
                    yield self._form(item)
                case Link():
                    pass  # paints nothing; whoever frames the page places it

    def clip(self, outline: Outline, even_odd: bool = False) -> str:
        """The value of `clip-path` that lets only the inside of an outline show."""

        def write(name: str) -> str:
            rule = "evenodd" if even_odd else ""
            path = element("path", {"d": spell_outline(outline), "clip-rule": rule})
            return element("clipPath", {"id": name}, [path])

        return f"url(#{self._defined(('clip', outline, even_odd), write)})"

    def colour(self, colour: Colour) -> str:
        """The sRGB of the printed colour."""
        if colour not in self._colours:
            (srgb,) = to_srgb(self.condition, [colour])
            self._colours[colour] = "#" + bytes(srgb).hex()
        return self._colours[colour]

    def _defined(self, key: object, write: Callable[[str], str]) -> str:
        """The name of a definition, which is written when its key is first met.

        What it defines itself comes before it.
        """
        if key not in self._known:
            self._known[key] = name = f"{self.prefix}{len(self._known)}"
            self.definitions.append(write(name))
        return self._known[key]

    def _group(self, group: Group) -> str:
        attributes = {"transform": spell_matrix(group.matrix)}
        if group.clip is not None:
            attributes["clip-path"] = self.clip(group.clip, group.even_odd)
        return element("g", attributes, self.items(group.items))

    def _glyphs(self, run: Glyphs) -> str:
        """A run in font units, y down: glyphs are placed to a unit, a hundredth of a point."""
        scale = run.size / load(run.face).upem
        place = Matrix(scale, 0.0, 0.0, scale, run.x, run.y)
        placed = [
            element(
                "use",
                {
                    "xlink:href": f"#{name}",
                    "x": _unless_zero(glyph.x / scale),
                    "y": _unless_zero(glyph.y / scale),
                },
            )
            for glyph in run.glyphs
            if (name := self._glyph(run.face, glyph.gid))
        ]
        attributes = {"fill": self.colour(run.colour), "transform": spell_matrix(place)}
        return element("g", attributes, placed) if placed else ""

    def _glyph(self, face: FaceRef, gid: int) -> str:
        """The name of a glyph's outline; empty for a blank one."""
        outline = glyph_outline(face, gid)
        if not outline:
            return ""
        return self._defined(
            (face, gid), lambda name: element("path", {"id": name, "d": spell_glyph(outline)})
        )

    def _path(self, path: Path) -> str:
        if path.fill is None and path.stroke is None:
            return ""
        attributes = {
            "d": spell_outline(path.outline),
            "fill": "none" if path.fill is None else self.colour(path.fill),
            "fill-rule": "evenodd" if path.even_odd else "",
        }
        if path.stroke is not None:
            stroke = path.stroke
            attributes |= {
                "stroke": self.colour(stroke.colour),
                "stroke-width": spell(stroke.width),
                "stroke-dasharray": " ".join(spell(part) for part in stroke.dash),
                "stroke-dashoffset": spell(stroke.phase) if stroke.phase else "",
                "stroke-linecap": "" if stroke.cap == "butt" else stroke.cap,
                "stroke-linejoin": "" if stroke.join == "miter" else stroke.join,
                "stroke-miterlimit": spell(stroke.miter) if stroke.join == "miter" else "",
            }
        return element("path", attributes)

    def _picture(self, picture: Picture) -> str:
        """The converted pixels with their opacity, in the file itself."""
        (ground,) = to_srgb(self.condition, [picture.ground])
        frame = whole_frame(picture)
        pixels = convert(job_of(picture, tuple(ground), "DeviceRGB", self.condition, 4.0))
        image = element(
            "image",
            {
                "xlink:href": _embedded(pixels),
                "x": spell(frame.x),
                "y": spell(frame.y),
                "width": spell(frame.width),
                "height": spell(frame.height),
                "preserveAspectRatio": "none",
            },
        )
        if frame == picture.frame:
            return image
        return element("g", {"clip-path": self.clip(rectangle(picture.frame))}, [image])

    def _form(self, form: Form) -> str:
        def write(name: str) -> str:
            clip = self.clip(rectangle(form.bounds))
            return element("g", {"id": name, "clip-path": clip}, self.items(form.items))

        name = self._defined((form.items, form.bounds), write)
        return element("use", {"xlink:href": f"#{name}", "transform": spell_matrix(form.matrix)})


def _unless_zero(number: float) -> str:
    text = spell(number, 0)
    return "" if text == "0" else text


def _embedded(pixels: Pixels) -> str:
    """A picture as a data URL: PNG or JPEG, whichever is smaller; with opacity as a PNG."""
    if pixels.jpeg and pixels.alpha is None:
        return _data_url("image/jpeg", pixels.data)
    from PIL import Image

    size = (pixels.width, pixels.height)
    if pixels.jpeg:
        image = Image.open(io.BytesIO(pixels.data), formats=("JPEG",)).convert("RGB")
    else:
        image = Image.frombytes("RGB", size, zlib.decompress(pixels.data))
    if pixels.alpha is not None:
        image.putalpha(Image.frombytes("L", size, zlib.decompress(pixels.alpha)))
    sharp, soft = io.BytesIO(), io.BytesIO()
    image.save(sharp, "PNG", compress_level=9)
    if pixels.alpha is not None:
        return _data_url("image/png", sharp.getvalue())
    image.save(soft, "JPEG", quality=jpegs.PRESS_QUALITY, subsampling=0)
    if len(sharp.getvalue()) <= len(soft.getvalue()):
        return _data_url("image/png", sharp.getvalue())
    return _data_url("image/jpeg", soft.getvalue())


def _data_url(media_type: str, data: bytes) -> str:
    return f"data:{media_type};base64,{b64encode(data).decode('ascii')}"
