"""Separations of a page: one gray page a plate, rastered by pdfium and read as ink.

The page's content is written once for each plate, every colour turned to the gray of its ink on
that plate; what overprints is left out where it leaves the plate as it was. Fonts, clips and
transparency stay as they are, so each plate is composed by itself, as on a press. Cyan, magenta
and yellow are the three channels of one page where all that is painted treats them alike.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

import pikepdf
from msgspec import Struct

from depliant.geometry import Rect
from depliant.pdfread.interpreter import Interpreter, Stream
from depliant.pdfread.layers import Layers
from depliant.pdfread.objects import entries, entry, identity, is_dict, number
from depliant.pdfread.opening import PageFacts
from depliant.pdfread.spaces import ALL, PROCESS, Space, to_press
from depliant.preflight.inks import Plates
from depliant.preflight.pixels import plates_of
from depliant.preflight.rastering import Channels, View, rastered
from depliant.preflight.separation import Coat, Inked, Laid, Mixed, Part, Separator

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL.Image import Image as Picture

    Grid = NDArray[np.uint8]

Window = tuple[int, int, int, int]
Things = dict[str, dict[Any, tuple[bytes, Any]]]
"""Resources in the making: by category, and by what they are, their name and value."""

PPI = 100
"""Fine enough for areas of ink; a line that is thinner has no area to dry."""

_MAX_PIXELS = 4_000_000
_MAX_SPOTS = 60
_MANY_PLATES = 16
"""Of more plates the pixels are coarser, so that together they take no more memory."""

_MAX_DEPTH = 20


class Separations(Struct, frozen=True):
    """A page's plates, and the same without its text: what text is printed on."""

    whole: Plates
    ground: Plates


class Fineness(NamedTuple):
    """How fine a page is rastered: pixels an inch, and no more of them than so many in all.

    `smooth` mixes the pixels on an edge, for what is looked at; judging wants none mixed. Gradients
    in RGB are converted at so many `steps` a channel, and between them mixed. A `window` is all
    that is rastered, however many its pixels: left, top, width, height from the trim corner.
    """

    ppi: float = PPI
    pixels: int = _MAX_PIXELS
    smooth: bool = False
    steps: int = 9
    window: Window | None = None


JUDGED = Fineness()


class _Plan(NamedTuple):
    """A page taken apart for its plates: which are written together, and how they are rastered."""

    part: Part
    names: tuple[str, ...]
    sheets: list[Channels]
    media: Rect
    area: Rect
    scale: float
    unmeasured: tuple[str, ...] = ()


def _plan(
    interpreter: Interpreter,
    page: Stream,
    facts: PageFacts,
    icc: bytes,
    fineness: Fineness = JUDGED,
    mixed: Mixed | None = None,
    *,
    overprints: bool = True,
    layers: Layers | None = None,
) -> _Plan:
    separator = Separator(interpreter, icc, mixed, overprints=overprints, layers=layers)
    part = separator.part(page)
    spots = tuple(separator.spots)
    names = (*PROCESS, *spots[:_MAX_SPOTS])
    media = facts.media or facts.cut
    area, scale = facts.placed(media), fineness.ppi / 72
    if fineness.window is None:
        pixels = fineness.pixels * min(1.0, _MANY_PLATES / len(names))
        scale = min(scale, (pixels / max(area.width * area.height, 1.0)) ** 0.5)
    sheets: list[Channels] = [(plate,) for plate in names]
    if separator.together:
        sheets[:3] = [PROCESS[:3]]
    return _Plan(part, names, sheets, media, area, scale, spots[_MAX_SPOTS:])


def separate(
    interpreter: Interpreter,
    page: Stream,
    facts: PageFacts,
    icc: bytes,
    fineness: Fineness = JUDGED,
    mixed: Mixed | None = None,
    *,
    layers: Layers | None = None,
) -> Separations:
    """The separations of a page, over all of its media box; `icc` is the press's profile.

    `mixed` says what a flat colour puts on the plates, where that is not as the file has it. What
    is on a layer of `layers` that is off is on no plate.
    """
    plan = _plan(interpreter, page, facts, icc, fineness, mixed, layers=layers)
    target = pikepdf.new()
    whole = _Printer(target, icc, fineness.steps)
    ground = whole.without_text()
    for channels in plan.sheets:
        group = _group(facts, channels)
        _add_page(target, plan.media, whole.printed(plan.part, channels), group)
    lettered = [channels for channels in plan.sheets if channels in whole.lettered]
    for channels in lettered:
        group = _group(facts, channels)
        _add_page(target, plan.media, ground.printed(plan.part, channels), group)
    pictures = rastered(
        target, plan.scale * facts.unit, [*plan.sheets, *lettered], smooth=fineness.smooth
    )
    first = dict(zip(plan.sheets, pictures, strict=False))
    below = first | dict(zip(lettered, pictures[len(plan.sheets) :], strict=True))
    return Separations(_plates(plan, first), _plates(plan, below))


def ground_of(
    interpreter: Interpreter,
    page: Stream,
    facts: PageFacts,
    icc: bytes,
    *,
    layers: Layers | None = None,
) -> Plates:
    """The separations of a page without its text alone; as `separate`."""
    printer = _Printer(pikepdf.new(), icc, JUDGED.steps).without_text()
    return _printed(printer, _plan(interpreter, page, facts, icc, layers=layers), facts, JUDGED)


def whole_of(
    interpreter: Interpreter,
    page: Stream,
    facts: PageFacts,
    icc: bytes,
    fineness: Fineness = JUDGED,
    *,
    overprints: bool = True,
) -> Plates:
    """The separations of a page with its text alone; as `separate`.

    Without `overprints` what is printed over another ink knocks it out, as on a press whose
    software does not heed that.
    """
    plan = _plan(interpreter, page, facts, icc, fineness, overprints=overprints)
    return _printed(_Printer(pikepdf.new(), icc, fineness.steps), plan, facts, fineness)


def _printed(printer: _Printer, plan: _Plan, facts: PageFacts, fineness: Fineness) -> Plates:
    for channels in plan.sheets:
        group = _group(facts, channels)
        _add_page(printer.target, plan.media, printer.printed(plan.part, channels), group)
    area, scale, view = plan.area, plan.scale, None
    if fineness.window is not None:
        left, top, width, height = fineness.window
        view = View(area.x * scale - left, area.y * scale - top, width, height)
        plan = plan._replace(area=Rect(left / scale, top / scale, width / scale, height / scale))
    pictures = rastered(
        printer.target, scale * facts.unit, plan.sheets, smooth=fineness.smooth, view=view
    )
    return _plates(plan, dict(zip(plan.sheets, pictures, strict=True)))


def _plates(plan: _Plan, pictures: Mapping[Channels, list[Picture]]) -> Plates:
    found = (*chain(*pictures.values()),)
    return Plates(found, plan.names, plan.area, plan.scale, plan.unmeasured)


def _add_page(
    target: pikepdf.Pdf, media: Rect, printed: tuple[pikepdf.Dictionary, bytes], group: Any
) -> None:
    page = target.add_blank_page(page_size=(max(media.width, 3.0), max(media.height, 3.0))).obj
    page.MediaBox = pikepdf.Array([media.x, media.y, media.x + media.width, media.y + media.height])
    page.Resources, content = printed
    page.Contents = target.make_stream(content)
    if group is not None:
        page.Group = group


def _group(facts: PageFacts, channels: Channels) -> Any:
    """The page's transparency group in the space of some channels; None where it has none."""
    if entry(facts.node, "/Group") is None:
        return None
    space = pikepdf.Name.DeviceGray if len(channels) == 1 else pikepdf.Name.DeviceRGB
    return pikepdf.Dictionary(S=pikepdf.Name.Transparency, CS=space)


class _Printer:
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
        self._images: dict[tuple[int, int], Mapping[str, Grid]] = {}

    def without_text(self) -> _Printer:
        """One that leaves out the text; fonts and pictures are shared with this one."""
        other = _Printer(self.target, self.icc, self.steps)
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
            return b"/Pattern %s %s %s %s\n" % (space, light, key, colour), True
        return b"/Pattern %s %s %s\n" % (space, key, colour), True

    def _pattern(self, coat: Coat, channels: Channels) -> Any:
        pattern = coat.pattern
        if number(entry(pattern, "/PatternType")) == 2:
            made = pikepdf.Dictionary(Type=pikepdf.Name.Pattern, PatternType=2)
            made.Shading = self._shading(entry(pattern, "/Shading"), coat.space, channels[0])
            if entry(pattern, "/Matrix") is not None:
                made.Matrix = self.carried(entry(pattern, "/Matrix"))
            return made
        if coat.part is None:
            return self.carried(pattern)
        return self._form(coat.part, channels)

    def _placed(self, piece: Laid, channels: Channels, things: Things) -> bytes:
        key = (identity(piece.thing), id(piece.part))
        if piece.kind == "form" and piece.part is not None:
            part = piece.part
            called = _entered(things["/XObject"], key, lambda: self._form(part, channels))
            return b"%s Do\n" % called
        light = _light(piece.coat, channels)
        if not light:
            return b""
        if piece.kind == "shading":
            called = _entered(
                things["/Shading"],
                key,
                lambda: self._shading(piece.thing, piece.coat.space, channels[0]),
            )
            return b"%s sh\n" % called
        if piece.kind == "mask":
            called = _entered(things["/XObject"], key, lambda: self.carried(piece.thing))
            return b"%s %s %s Do\n" % (light, b"g" if len(channels) == 1 else b"rg", called)
        grids = self._grids(piece.thing, piece.coat.space)
        if not grids:
            return b""
        called = _entered(
            things["/XObject"], key, lambda: self._image(piece.thing, grids, channels)
        )
        return b"%s Do\n" % called

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

    def _grids(self, xobject: Any, space: Space) -> Mapping[str, Grid]:
        """An image's ink by plate; empty for one that cannot be decoded."""
        key = identity(xobject)
        if key not in self._images:
            bits = int(number(entry(xobject, "/BitsPerComponent"), 8))
            self._images[key] = plates_of(xobject, space, bits, self.icc, 1200)
        return self._images[key]

    def _image(self, xobject: Any, grids: Mapping[str, Grid], channels: Channels) -> Any:
        """An image's ink on some plates as an image of light."""
        import numpy as np

        none = np.zeros_like(next(iter(grids.values())))
        inks = [grids.get(plate, grids.get(ALL, none)) for plate in channels]
        made = self.target.make_stream((255 - np.dstack(inks)).tobytes())
        made.Type, made.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        made.Height, made.Width = none.shape
        space = pikepdf.Name.DeviceGray if len(channels) == 1 else pikepdf.Name.DeviceRGB
        made.ColorSpace, made.BitsPerComponent = space, 8
        for mask in ("/SMask", "/Mask"):
            value = entry(xobject, mask)
            if isinstance(value, pikepdf.Stream):
                made[mask] = self.carried(value)
        return made

    def _shading(self, shading: Any, space: Space, plate: str) -> Any:
        """A shading whose colours lead to the plate's gray."""
        made = self.carried(shading, fresh=True)
        made.ColorSpace = self._plate_space(space, plate)
        return made

    def _plate_space(self, space: Space, plate: str) -> Any:
        """A DeviceN space of a space's components whose alternate is the plate's gray."""
        count = max(space.count, 1)
        domain = pikepdf.Array([0, 1] * count)
        gray = pikepdf.Array([0, 1])
        kind: dict[str, Any] = {"/Domain": domain, "/Range": gray}
        if space.family in ("rgb", "lab"):
            kind |= {"/FunctionType": 0, "/BitsPerSample": 8}
            kind["/Size"] = pikepdf.Array([self.steps] * 3)
            body = _rgb_grid(plate, self.icc, self.steps)
        else:
            colorants = PROCESS if space.family == "cmyk" else space.names
            kind["/FunctionType"] = 4
            body = _picking(colorants, count, plate, space.family)
        function = self.target.make_stream(body)
        for key, value in kind.items():
            function[key] = value
        names = pikepdf.Array([pikepdf.Name(f"/C{i}") for i in range(count)])
        return pikepdf.Array([pikepdf.Name.DeviceN, names, pikepdf.Name.DeviceGray, function])

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


def _picking(colorants: tuple[str, ...], count: int, plate: str, family: str) -> bytes:
    """A calculator that leaves 1 minus the plate's component."""
    if family == "gray":
        return b"{ }" if plate == "Black" else b"{ pop 1 }"
    wanted = plate if plate in colorants else ALL if ALL in colorants else None
    if wanted is None:
        return b"{ " + b"pop " * count + b"1 }"
    at = colorants.index(wanted)
    after = count - 1 - at
    # The wanted component is `after` deep; keep 1 minus it and drop the rest.
    return b"{ %d index 1 exch sub %d 1 roll %s}" % (after, count + 1, b"pop " * count)


def _rgb_grid(plate: str, icc: bytes, count: int) -> bytes:
    """Samples from RGB to a plate's gray, the first component fastest (7.10.2)."""
    from PIL import Image

    whole = count**3
    if plate not in PROCESS:
        return b"\xff" * whole
    steps = [round(i * 255 / (count - 1)) for i in range(count)]
    pixels = bytes(v for b in steps for g in steps for r in steps for v in (r, g, b))
    transform = to_press("RGB", icc) if icc else None
    image = Image.frombytes("RGB", (whole, 1), pixels)
    inked = (transform.apply(image) if transform else image.convert("CMYK")).tobytes()
    return bytes(255 - inked[4 * i + PROCESS.index(plate)] for i in range(whole))
