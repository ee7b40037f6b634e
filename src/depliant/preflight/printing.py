"""Parts of a page written again for some of its plates, every colour the light that it leaves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import pikepdf

from depliant.geometry import IDENTITY, Matrix
from depliant.pdfread.objects import (
    as_key,
    dictionary,
    entries,
    entry,
    identity,
    is_dict,
    number,
    numbers,
)
from depliant.pdfread.spaces import ALL, PROCESS, Space, own_profile, read_space
from depliant.pdfread.state import Paint, blend_mode
from depliant.preflight.composing import Canvas, Composed, Composer, form_matrix
from depliant.preflight.lights import Lattice, darkened, finer, light_grid, lightening, picking
from depliant.preflight.lit import LIGHTS, Blending, lacks_of, lit, unlit
from depliant.preflight.pixels import Pixels, pixels_of
from depliant.preflight.rastering import Channels
from depliant.preflight.separation import LIGHT, Coat, Glyph, Inked, Laid, Own, Part, darkness

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Grid = NDArray[np.uint8]

Things = dict[str, dict[Any, tuple[bytes, Any]]]
"""Resources in the making: by category, and by what they are, their name and value."""

_MAX_DEPTH = 20
_UNDER, _UNDER_THREE = b"PG", b"PR"
_LIGHT: Channels = (LIGHT,)
_UNINKED = (_LIGHT, LIGHTS)
_SIDE = 1200
"""About how many pixels a side of an image are looked at."""

_REACH = 100_000
"""Further than any glyph reaches, in a thousandth of its size, and any page."""


class Printer:
    """Writes parts for some plates after others into `target`.

    Plates are written one by one, in gray, or three together as the channels of RGB, which do not
    mix; those of light together, as `lighting` says. `lettered` are those on which there is text.
    Groups with a space of their own are composed for a `canvas`; without one, as all else is.
    """

    def __init__(
        self,
        target: pikepdf.Pdf,
        icc: bytes,
        steps: int,
        lighting: Blending = None,
        canvas: Canvas | None = None,
    ) -> None:
        self.target = target
        self.icc = icc
        self.steps = steps
        self.lighting = lighting
        self.composer = Composer(canvas, icc, lighting, self._alike) if canvas else None
        self.with_text = True
        self._placed_at: Matrix | None = IDENTITY
        self.lettered: set[Channels] = set()
        self._lights: dict[tuple[int, Channels], tuple[Coat, bytes]] = {}
        self._carried: dict[tuple[int, int], Any] = {}
        self._forms: dict[tuple[int, Channels, Matrix | None], Any] = {}
        self._fonts: dict[tuple[tuple[int, int], Channels], Any] = {}
        self._functions: dict[bytes, Any] = {}
        self._images: dict[tuple[tuple[int, int], bool, Channels], Pixels] = {}

    def without_text(self) -> Printer:
        """One that leaves out the text; fonts and pictures are shared with this one."""
        other = Printer(self.target, self.icc, self.steps, self.lighting)
        other.with_text = False
        other._carried, other._images = self._carried, self._images
        other.composer = self.composer
        return other

    def printed(self, part: Part, channels: Channels) -> tuple[pikepdf.Dictionary, bytes]:
        """The resources and the content of a part on some plates."""
        resources = pikepdf.Dictionary()
        for key in ("/Font", "/ExtGState", "/Properties"):
            value = entry(part.resources, key)
            if is_dict(value):
                resources[key] = self.carried(value)
        for _, state in entries(entry(resources, "/ExtGState")):
            if isinstance(entry(state, "/BM"), pikepdf.Array):
                # Of several modes pdfium takes the first, whether it knows it or not.
                state.BM = pikepdf.Name("/" + (blend_mode(state) or "Normal"))
        for called, mask in part.masks.items():
            state = self._masked(entry(part.resources, "/ExtGState", called), mask)
            states = dict(resources.ExtGState.items())
            resources.ExtGState = dictionary({**states, called: state})
        for called, glyphs in part.glyphs.items():
            font = self._drawn(entry(part.resources, "/Font", called), glyphs, channels)
            resources.Font = dictionary({**dict(resources.Font.items()), called: font})
        things: Things = {"/XObject": {}, "/Pattern": {}, "/Shading": {}}
        content: list[bytes] = []
        for piece in part.pieces:
            if isinstance(piece, bytes):
                content.append(piece)
            elif isinstance(piece, Inked):
                if self.with_text or not piece.is_text or channels == _LIGHT:
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

    def _drawn(self, font: Any, glyphs: Mapping[str, Glyph], channels: Channels) -> Any:
        """A Type 3 font of which some glyphs are light."""
        key = (identity(font), channels)
        if key != ((0, 0), channels) and key in self._fonts:
            return self._fonts[key]
        left_out = ("/CharProcs", "/Resources")
        made = dictionary(
            {name: self.carried(value) for name, value in entries(font) if name not in left_out}
        )
        procedures = {
            name: self.carried(value)
            for name, value in entries(entry(font, "/CharProcs"))
            if name not in glyphs
        }
        forms = {}
        for place_, (name, glyph) in enumerate(glyphs.items()):
            form = self.form(glyph.part, channels)
            form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
            form.BBox = pikepdf.Array([-_REACH, -_REACH, _REACH, _REACH])
            forms[f"/Glyph{place_}"] = form
            shown = b"\n/Glyph%d Do\n" % place_
            procedures[name] = self.target.make_stream(glyph.head + shown)
        made.CharProcs = dictionary(procedures)
        held = dict(entries(self.carried(entry(font, "/Resources"))))
        others = dict(entries(held.get("/XObject")))
        held["/XObject"] = dictionary({**others, **forms})
        made.Resources = dictionary(held)
        self._fonts[key] = self.target.make_indirect(made)
        return self._fonts[key]

    def _masked(self, state: Any, mask: Part) -> Any:
        """A graphics state with its soft mask in gray, which pdfium sees as it is."""
        made = dictionary(
            {key: self.carried(value) for key, value in entries(state) if key != "/SMask"}
        )
        held = entry(state, "/SMask")
        group = self.form(mask, _LIGHT)
        group.Group = dictionary(
            {
                **dict(entries(entry(group, "/Group"))),
                "/S": pikepdf.Name.Transparency,
                "/CS": pikepdf.Name.DeviceGray,
            }
        )
        made.SMask = pikepdf.Dictionary(S=pikepdf.Name.Luminosity, G=group)
        transfer = entry(held, "/TR")
        if transfer is not None:
            made.SMask.TR = self.carried(transfer)
        behind = numbers(entry(held, "/BC"))
        if behind:
            space = read_space(entry(held, "/G", "/Group", "/CS"), entry(held, "/G", "/Resources"))
            dark = darkness(Paint(space, behind))[LIGHT]
            made.SMask.BC = pikepdf.Array([round(1 - dark, 4)])
        return made

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
        light = self._light(coat, channels) if coat else b""
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

    def _light(self, coat: Coat, channels: Channels) -> bytes:
        """What a coat leaves of the light; most paths of a drawing share a few coats."""
        key = (id(coat), channels)
        if key not in self._lights:
            # The coat is kept with it: what the key names by number must not be freed.
            self._lights[key] = coat, _light(coat, channels)
        return self._lights[key][1]

    def _pattern(self, coat: Coat, channels: Channels) -> Any:
        pattern = coat.pattern
        if number(entry(pattern, "/PatternType")) == 2 and is_dict(entry(pattern, "/Shading")):
            made = pikepdf.Dictionary(Type=pikepdf.Name.Pattern, PatternType=2)
            made.Shading = self._shading(entry(pattern, "/Shading"), coat.space, channels)
            if entry(pattern, "/Matrix") is not None:
                made.Matrix = self.carried(entry(pattern, "/Matrix"))
            return made
        if coat.part is None:
            return self.carried(pattern)
        return self.form(coat.part, channels)

    def _placed(self, piece: Laid, channels: Channels, things: Things) -> bytes:
        key: tuple[Any, ...] = (identity(piece.thing), piece.inline, id(piece.part))
        if piece.kind == "form" and piece.part is not None:
            part, at = piece.part, self._placed_at and self._placed_at @ piece.ctm
            if piece.own is not None and at is not None and _are_mixed(channels):
                laid = self._laid_on(piece.own, part.holder, at, channels, things)
                if laid is not None:
                    return laid
            if part.composes:
                key = (*key, at)
            called = _entered(things["/XObject"], key, lambda: self.form(part, channels, at))
            return b"%s Do\n" % called
        if piece.kind == "mask":
            colour, paints = self._colour(piece.coat, channels, things, b"g", b"rg", b"cs", b"scn")
            if not paints:
                return b""
            called = _entered(things["/XObject"], key, lambda: self._mask(piece))
            return b"%s%s Do\n" % (colour, called)
        if not self._light(piece.coat, channels):
            return b""
        if piece.kind == "shading":
            called = _entered(
                things["/Shading"],
                key,
                lambda: self._shading(piece.thing, piece.coat.space, channels),
            )
            return b"%s sh\n" % called
        pixels = self._pixels(piece, channels)
        if not pixels.plates:
            return b""
        called = _entered(
            things["/XObject"], key, lambda: self._image(piece.thing, pixels, channels)
        )
        return b"%s Do\n" % called

    def _mask(self, piece: Laid) -> Any:
        """A stencil, which all plates share."""
        return self.target.copy_foreign(piece.thing) if piece.inline else self.carried(piece.thing)

    def _laid_on(
        self, own: Own, holder: Any, at: Matrix, channels: Channels, things: Things
    ) -> bytes | None:
        """A group in its own space, as what has come of it; None for one that is not composed."""
        if self.composer is None:
            return None
        made = self.composer.of(own, holder, at, self.with_text)
        if made is None:
            return None
        if made.is_lettered:
            self.lettered.add(channels)
        place = self.composer.placing(made, at)
        if not place:
            return b""
        key = (id(own), at)
        called = _entered(things["/XObject"], key, lambda: self._opaque(made, place, channels))
        return b"%s Do\n" % called

    def _opaque(self, made: Composed, place: bytes, channels: Channels) -> Any:
        """What has come of a group on some plates, as a group of an image with its opacity.

        By itself such an image would be seen without the soft mask in force (11.6.5.3).
        """
        import numpy as np

        held = self._raster(255 - np.dstack([made.plates[plate] for plate in channels]))
        held.SMask = self._raster(made.opacity[:, :, None])
        form = self.target.make_stream(place + b" /I Do")
        form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        form.BBox = pikepdf.Array([-_REACH, -_REACH, _REACH, _REACH])
        form.Group = pikepdf.Dictionary(S=pikepdf.Name.Transparency, I=True)
        form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=held))
        return form

    def _alike(self, target: pikepdf.Pdf, blending: Blending, with_text: bool) -> Printer:
        """One for a group that is blended in some space."""
        other = Printer(target, self.icc, self.steps, blending)
        other.with_text = with_text
        if self.composer is not None:
            other.composer = self.composer.within(other._alike, blending)
        return other

    def form(self, part: Part, channels: Channels, at: Matrix | None = None) -> Any:
        """A form or tiling pattern on some plates, written once for each place that matters."""
        key = (id(part), channels, at if part.composes else None)
        if key not in self._forms:
            outer, self._placed_at = self._placed_at, at and at @ form_matrix(part.holder)
            resources, content = self.printed(part, channels)
            self._placed_at = outer
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

    def _pixels(self, piece: Laid, channels: Channels) -> Pixels:
        """An image's ink by plate, or what it lacks of light, worked out once."""
        how = self.lighting if channels == LIGHTS else None
        key = (identity(piece.thing), piece.inline, channels if channels in _UNINKED else ())
        if key not in self._images:
            bits, space = int(number(entry(piece.thing, "/BitsPerComponent"), 8)), piece.coat.space
            icc = b"" if channels == _LIGHT else unlit(space, self.icc) if how else self.icc
            found = pixels_of(piece.thing, space, bits, icc, _SIDE)
            if how and found.plates:
                found = found._replace(plates=lacks_of(found.plates, space, how))
            self._images[key] = found
        return self._images[key]

    def _image(self, xobject: Any, pixels: Pixels, channels: Channels) -> Any:
        """An image's ink on some plates as an image of light."""
        import numpy as np

        grids = pixels.plates
        none = np.zeros_like(next(iter(grids.values())))
        if channels == _LIGHT:
            inks = [darkened(grids, none)]
        else:
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
        if number(entry(shading, "/ShadingType")) == 1:
            found = finer(entry(shading, "/Function"))
            if found is not None:
                made.Function = self._function(*found)
        return made

    def _light_space(self, space: Space, channels: Channels) -> Any:
        """A DeviceN space of a space's components whose alternate is the light of some plates."""
        count, made = max(space.count, 1), len(channels)
        source = own_profile(space, self.icc)
        kind: dict[str, Any] = {
            "/Domain": pikepdf.Array([0, 1] * count),
            "/Range": pikepdf.Array([0, 1] * made),
        }
        if space.family == "lab":
            kind["/Domain"] = pikepdf.Array([0, 100, *space.range])
        if channels == _LIGHT:
            kind["/FunctionType"] = 4
            body = lightening(space)
        elif channels == LIGHTS and self.lighting is not None:
            body, more = lit(space, self.lighting)
            kind |= more
        elif space.family in ("rgb", "lab") or (space.family == "gray" and source):
            steps = self.steps if count == 3 else 256
            kind |= {"/FunctionType": 0, "/BitsPerSample": 8}
            kind["/Size"] = pikepdf.Array([steps] * count)
            ends = space.range if space.family == "lab" else ()
            body = light_grid(channels, Lattice(count, steps, ends), self.icc, source)
        else:
            kind["/FunctionType"] = 4
            body = picking(space, channels)
        function = self._function(body, kind)
        names = pikepdf.Array([pikepdf.Name(f"/C{i}") for i in range(count)])
        light = pikepdf.Name.DeviceGray if made == 1 else pikepdf.Name.DeviceRGB
        return pikepdf.Array([pikepdf.Name.DeviceN, names, light, function])

    def _function(self, body: bytes, entries_: dict[str, Any]) -> Any:
        """A function of the target; what leads to the same light is there once."""
        if body not in self._functions:
            self._functions[body] = self.target.make_stream(body, entries_)
        return self._functions[body]

    def carried(self, value: Any, depth: int = 0, fresh: bool = False) -> Any:
        """A value of the judged file as one of the target's; `fresh` for a copy of its own."""
        if depth > _MAX_DEPTH:
            return None
        key = identity(value)
        if isinstance(value, pikepdf.Stream | pikepdf.Dictionary | pikepdf.Array) and key != (0, 0):
            if fresh and not isinstance(value, pikepdf.Stream):
                return dictionary({k: self.carried(v, depth + 1) for k, v in entries(value)})
            if key not in self._carried or fresh:
                self._carried[key] = self.target.copy_foreign(value)
            found = self._carried[key]
            return self.target.make_indirect(found) if not fresh else _copied(self.target, found)
        if isinstance(value, pikepdf.Dictionary):
            return dictionary({k: self.carried(v, depth + 1) for k, v in entries(value)})
        if isinstance(value, pikepdf.Array):
            return pikepdf.Array([self.carried(item, depth + 1) for item in value])
        if isinstance(value, pikepdf.Object) and key != (0, 0):
            return pikepdf.Object.parse(value.unparse(resolved=True))  # a name, a text
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
            made[as_key(key)] = value
    return made


def _light(coat: Coat, channels: Channels) -> bytes:
    """What a coat leaves of the light, a number a channel; empty where it paints nothing."""
    amounts = [coat.amount(plate) for plate in channels]
    if any(amount is None for amount in amounts):
        return b""
    return b" ".join(b"%.4f" % (1 - amount) for amount in amounts if amount is not None)


def _are_mixed(channels: Channels) -> bool:
    """Whether plates are among those that a space of blending has: spots are never mixed."""
    return channels == LIGHTS or all(plate in PROCESS for plate in channels)


def _entered(named: dict[Any, tuple[bytes, Any]], key: Any, make: Callable[[], Any]) -> bytes:
    """The resource name of a thing, made when it is first asked for."""
    if key not in named:
        named[key] = b"/P%d" % len(named), make()
    return named[key][0]
