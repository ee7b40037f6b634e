"""Parts of a page written again for some of its plates, every colour the light that it leaves."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pikepdf

from depliant.pdfread.objects import entries, entry, identity, is_dict, number
from depliant.pdfread.spaces import ALL, PROCESS, Space, to_press
from depliant.preflight.pixels import Pixels, pixels_of
from depliant.preflight.rastering import Channels
from depliant.preflight.separation import Coat, Inked, Laid, Part

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Grid = NDArray[np.uint8]

Things = dict[str, dict[Any, tuple[bytes, Any]]]
"""Resources in the making: by category, and by what they are, their name and value."""

_MAX_DEPTH = 20
_UNDER, _UNDER_THREE = b"PG", b"PR"
_SIDE = 1200
"""About how many pixels a side of an image are looked at."""


class Printer:
    """Writes parts for some plates after others into `target`.

    Plates are written one by one, in gray, or three together as the channels of RGB, which do not
    mix. `lettered` are those on which there is text.
    """

    def __init__(self, target: pikepdf.Pdf, icc: bytes, steps: int) -> None:
        self.target = target
        self.icc = icc
        self.steps = steps
        self.with_text = True
        self.lettered: set[Channels] = set()
        self._carried: dict[tuple[int, int], Any] = {}
        self._forms: dict[tuple[int, Channels], Any] = {}
        self._images: dict[tuple[tuple[int, int], bool], Pixels] = {}

    def without_text(self) -> Printer:
        """One that leaves out the text; fonts and pictures are shared with this one."""
        other = Printer(self.target, self.icc, self.steps)
        other.with_text = False
        other._carried, other._images = self._carried, self._images
        return other

    def printed(self, part: Part, channels: Channels) -> tuple[pikepdf.Dictionary, bytes]:
        """The resources and the content of a part on some plates."""
        resources = pikepdf.Dictionary()
        for key in ("/Font", "/ExtGState", "/Properties"):
            value = entry(part.resources, key)
            if is_dict(value):
                resources[key] = self.carried(value)
        things: Things = {"/XObject": {}, "/Pattern": {}, "/Shading": {}}
        content: list[bytes] = []
        for piece in part.pieces:
            if isinstance(piece, bytes):
                content.append(piece)
            elif isinstance(piece, Inked):
                if self.with_text or not piece.is_text:
                    content.append(self._painted(piece, channels, things))
            else:
                content.append(self._placed(piece, channels, things))
        if things["/Pattern"]:
            resources.ColorSpace = _pattern_spaces()
        for category, named in things.items():
            if named:
                resources[category] = pikepdf.Dictionary(
                    {called.decode(): value for called, value in named.values()}
                )
        return resources, b"".join(content)

    def _painted(self, piece: Inked, channels: Channels, things: Things) -> bytes:
        fill, fills = self._colour(piece.fill, channels, things, b"g", b"rg", b"cs", b"scn")
        stroke, strokes = self._colour(piece.stroke, channels, things, b"G", b"RG", b"CS", b"SCN")
        if piece.is_text:
            if fills or strokes or piece.mode >= 4:
                self.lettered.add(channels)
            mode = (2 if strokes else 0) if fills else (1 if strokes else 3)
            if piece.mode >= 4:
                mode += 4
            return fill + stroke + b"%d Tr\n" % mode + piece.source + b"\n"
        operator = piece.operator
        if operator in ("B", "B*", "b", "b*") and not (fills and strokes):
            close = "h " if operator[0] == "b" else ""
            star = "*" if operator.endswith("*") else ""
            operator = close + (f"f{star}" if fills else "S" if strokes else "n")
        elif not (fills or strokes):
            operator = "n"
        return fill + stroke + piece.source + b"\n" + operator.encode() + b"\n"

    def _colour(
        self, coat: Coat | None, channels: Channels, things: Things, *operators: bytes
    ) -> tuple[bytes, bool]:
        """The operators that set a coat's gray, and whether it paints this plate at all."""
        light = _light(coat, channels) if coat else b""
        if coat is None or not light:
            return b"", False
        gray, colours, space, colour = operators
        if coat.pattern is None:
            return b"%s %s\n" % (light, gray if len(channels) == 1 else colours), True
        key = _entered(
            things["/Pattern"],
            (identity(coat.pattern), channels),
            lambda: self._pattern(coat, channels),
        )
        if number(entry(coat.pattern, "/PaintType")) == 2:
            base = b"/%s" % (_UNDER if len(channels) == 1 else _UNDER_THREE)
            return b"%s %s %s %s %s\n" % (base, space, light, key, colour), True
        return b"/Pattern %s %s %s\n" % (space, key, colour), True

    def _pattern(self, coat: Coat, channels: Channels) -> Any:
        pattern = coat.pattern
        if number(entry(pattern, "/PatternType")) == 2:
            made = pikepdf.Dictionary(Type=pikepdf.Name.Pattern, PatternType=2)
            made.Shading = self._shading(entry(pattern, "/Shading"), coat.space, channels)
            if entry(pattern, "/Matrix") is not None:
                made.Matrix = self.carried(entry(pattern, "/Matrix"))
            return made
        if coat.part is None:
            return self.carried(pattern)
        return self._form(coat.part, channels)

    def _placed(self, piece: Laid, channels: Channels, things: Things) -> bytes:
        key = (identity(piece.thing), piece.inline, id(piece.part))
        if piece.kind == "form" and piece.part is not None:
            part = piece.part
            called = _entered(things["/XObject"], key, lambda: self._form(part, channels))
            return b"%s Do\n" % called
        if piece.kind == "mask":
            colour, paints = self._colour(piece.coat, channels, things, b"g", b"rg", b"cs", b"scn")
            if not paints:
                return b""
            called = _entered(things["/XObject"], key, lambda: self._mask(piece))
            return b"%s%s Do\n" % (colour, called)
        if not _light(piece.coat, channels):
            return b""
        if piece.kind == "shading":
            called = _entered(
                things["/Shading"],
                key,
                lambda: self._shading(piece.thing, piece.coat.space, channels),
            )
            return b"%s sh\n" % called
        pixels = self._pixels(piece)
        if not pixels.plates:
            return b""
        called = _entered(
            things["/XObject"], key, lambda: self._image(piece.thing, pixels, channels)
        )
        return b"%s Do\n" % called

    def _mask(self, piece: Laid) -> Any:
        """A stencil, which all plates share."""
        return self.target.copy_foreign(piece.thing) if piece.inline else self.carried(piece.thing)

    def _form(self, part: Part, channels: Channels) -> Any:
        """A form or tiling pattern on some plates, written once."""
        key = (id(part), channels)
        if key not in self._forms:
            resources, content = self.printed(part, channels)
            made = self.target.make_stream(content)
            for entry_name, value in entries(part.holder):
                if entry_name in (
                    "/Type", "/Subtype", "/BBox", "/Matrix", "/PatternType", "/PaintType",
                    "/TilingType", "/XStep", "/YStep",
                ):  # fmt: skip
                    made[entry_name] = self.carried(value)
            if is_dict(entry(part.holder, "/Group")):
                group = self.carried(entry(part.holder, "/Group"))
                made.Group = pikepdf.Dictionary(
                    {k: v for k, v in entries(group) if k in ("/S", "/I", "/K")}
                )
            made.Resources = resources
            self._forms[key] = made
        return self._forms[key]

    def _pixels(self, piece: Laid) -> Pixels:
        """An image's ink by plate, worked out once."""
        key = (identity(piece.thing), piece.inline)
        if key not in self._images:
            bits = int(number(entry(piece.thing, "/BitsPerComponent"), 8))
            self._images[key] = pixels_of(piece.thing, piece.coat.space, bits, self.icc, _SIDE)
        return self._images[key]

    def _image(self, xobject: Any, pixels: Pixels, channels: Channels) -> Any:
        """An image's ink on some plates as an image of light."""
        import numpy as np

        grids = pixels.plates
        none = np.zeros_like(next(iter(grids.values())))
        inks = [grids.get(plate, grids.get(ALL, none)) for plate in channels]
        made = self._raster(255 - np.dstack(inks))
        for key in ("/SMask", "/Mask"):
            value = entry(xobject, key)
            if isinstance(value, pikepdf.Stream):
                made[key] = self._soft(value) if key == "/SMask" else self.carried(value)
        if pixels.shown is not None and "/SMask" not in made:
            made.SMask = self._raster(pixels.shown[:, :, None])
        return made

    def _raster(self, light: Grid) -> Any:
        """An image of 8 bits, in gray or in RGB."""
        made = self.target.make_stream(light.tobytes())
        made.Type, made.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        made.Height, made.Width, count = light.shape
        made.ColorSpace = pikepdf.Name.DeviceGray if count == 1 else pikepdf.Name.DeviceRGB
        made.BitsPerComponent = 8
        return made

    def _soft(self, mask: Any) -> Any:
        """A soft mask; the colour that pixels were mixed with is out of them already."""
        carried = self.carried(mask)
        if entry(carried, "/Matte") is not None:
            del carried["/Matte"]
        return carried

    def _shading(self, shading: Any, space: Space, channels: Channels) -> Any:
        """A shading whose colours lead to the light of some plates."""
        made = self.carried(shading, fresh=True)
        made.ColorSpace = self._light_space(space, channels)
        return made

    def _light_space(self, space: Space, channels: Channels) -> Any:
        """A DeviceN space of a space's components whose alternate is the light of some plates."""
        count, made = max(space.count, 1), len(channels)
        kind: dict[str, Any] = {
            "/Domain": pikepdf.Array([0, 1] * count),
            "/Range": pikepdf.Array([0, 1] * made),
        }
        if space.family in ("rgb", "lab"):
            kind |= {"/FunctionType": 0, "/BitsPerSample": 8}
            kind["/Size"] = pikepdf.Array([self.steps] * 3)
            body = _rgb_grid(channels, self.icc, self.steps)
        else:
            kind["/FunctionType"] = 4
            body = _picking(space, channels)
        function = self.target.make_stream(body)
        for key, value in kind.items():
            function[key] = value
        names = pikepdf.Array([pikepdf.Name(f"/C{i}") for i in range(count)])
        light = pikepdf.Name.DeviceGray if made == 1 else pikepdf.Name.DeviceRGB
        return pikepdf.Array([pikepdf.Name.DeviceN, names, light, function])

    def carried(self, value: Any, depth: int = 0, fresh: bool = False) -> Any:
        """A value of the judged file as one of the target's; `fresh` for a copy of its own."""
        if depth > _MAX_DEPTH:
            return None
        key = identity(value)
        if isinstance(value, pikepdf.Stream | pikepdf.Dictionary | pikepdf.Array) and key != (0, 0):
            if fresh and not isinstance(value, pikepdf.Stream):
                return pikepdf.Dictionary(
                    {k: self.carried(v, depth + 1) for k, v in entries(value)}
                )
            if key not in self._carried or fresh:
                self._carried[key] = self.target.copy_foreign(value)
            found = self._carried[key]
            return self.target.make_indirect(found) if not fresh else _copied(self.target, found)
        if isinstance(value, pikepdf.Dictionary):
            return pikepdf.Dictionary({k: self.carried(v, depth + 1) for k, v in entries(value)})
        if isinstance(value, pikepdf.Array):
            return pikepdf.Array([self.carried(item, depth + 1) for item in value])
        return value


def _pattern_spaces() -> pikepdf.Dictionary:
    """The spaces of patterns that take the light that comes with them (8.7.3.3)."""
    return pikepdf.Dictionary(
        {
            f"/{called.decode()}": pikepdf.Array([pikepdf.Name.Pattern, space])
            for called, space in (
                (_UNDER, pikepdf.Name.DeviceGray),
                (_UNDER_THREE, pikepdf.Name.DeviceRGB),
            )
        }
    )


def _copied(target: pikepdf.Pdf, stream: Any) -> Any:
    made = target.make_stream(bytes(stream.read_raw_bytes()))
    for key, value in entries(stream):
        if key != "/Length":
            made[key] = value
    return made


def _light(coat: Coat, channels: Channels) -> bytes:
    """What a coat leaves of the light, a number a channel; empty where it paints nothing."""
    amounts = [coat.amount(plate) for plate in channels]
    if any(amount is None for amount in amounts):
        return b""
    return b" ".join(b"%.4f" % (1 - amount) for amount in amounts if amount is not None)


def _entered(named: dict[Any, tuple[bytes, Any]], key: Any, make: Callable[[], Any]) -> bytes:
    """The resource name of a thing, made when it is first asked for."""
    if key not in named:
        named[key] = b"/P%d" % len(named), make()
    return named[key][0]


def _picking(space: Space, channels: Channels) -> bytes:
    """A calculator from a space's components to the light of some plates."""
    count, made = max(space.count, 1), len(channels)
    colorants = PROCESS if space.family == "cmyk" else space.names
    steps = []
    for place_, plate in enumerate(channels):
        wanted = plate if plate in colorants else ALL if ALL in colorants else None
        if space.family == "gray":
            # Gray is light already, and black its only ink.
            steps.append(b"%d index" % place_ if plate == "Black" else b"1")
        elif wanted is None:
            steps.append(b"1")
        else:
            deep = count - 1 - colorants.index(wanted) + place_
            steps.append(b"%d index 1 exch sub" % deep)
    dropped = b"pop " * count
    return b"{ %s %d %d roll %s}" % (b" ".join(steps), count + made, made, dropped)


def _rgb_grid(channels: Channels, icc: bytes, count: int) -> bytes:
    """Samples from RGB to the light of some plates, the first component fastest (7.10.2)."""
    from PIL import Image

    whole = count**3
    steps = [round(i * 255 / (count - 1)) for i in range(count)]
    pixels = bytes(v for b in steps for g in steps for r in steps for v in (r, g, b))
    transform = to_press("RGB", icc) if icc else None
    image = Image.frombytes("RGB", (whole, 1), pixels)
    inked = (transform.apply(image) if transform else image.convert("CMYK")).tobytes()
    at = [PROCESS.index(plate) if plate in PROCESS else None for plate in channels]
    return bytes(
        255 if place is None else 255 - inked[4 * i + place] for i in range(whole) for place in at
    )
