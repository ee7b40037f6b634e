"""Separations of a page: one gray page a plate, rastered by pdfium and read as ink.

The page's content is written once for each plate, every colour turned to the gray of its ink on
that plate; what overprints is left out where it leaves the plate as it was. Fonts, clips and
transparency stay as they are, so each plate is composed by itself, as on a press.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import pikepdf
from msgspec import Struct

from depliant.geometry import Rect
from depliant.pdfread.interpreter import Interpreter, Stream
from depliant.pdfread.objects import entries, entry, identity, is_dict, number
from depliant.pdfread.opening import PageFacts
from depliant.pdfread.spaces import ALL, PROCESS, Space, to_press
from depliant.preflight.pixels import plates_of
from depliant.preflight.separation import Coat, Inked, Laid, Part, Separator

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Grid = NDArray[np.uint8]

PPI = 100
"""Fine enough for areas of ink; a line that is thinner has no area to dry."""

_MAX_PIXELS = 4_000_000
_MAX_SPOTS = 12
_MAX_DEPTH = 20


class Plates(Struct, frozen=True):
    """The ink of each plate, 0 to 255, rows from the top; `area` is what they show.

    `area` is in points from the trim corner, y down.
    """

    inks: Mapping[str, Grid]
    area: Rect
    scale: float

    @property
    def total(self) -> NDArray[np.uint16]:
        """All plates added up: 255 for 100 %."""
        import numpy as np

        grids = list(self.inks.values())
        total: NDArray[np.uint16] = np.sum(grids, axis=0, dtype=np.uint16)
        return total

    def window(self, box: Rect) -> tuple[slice, slice]:
        """The rows and columns that lie wholly inside a box."""
        rows, columns = next(iter(self.inks.values())).shape
        top = round((box.y - self.area.y) * self.scale + 0.49)
        left = round((box.x - self.area.x) * self.scale + 0.49)
        bottom = round((box.bottom - self.area.y) * self.scale - 0.49)
        right = round((box.right - self.area.x) * self.scale - 0.49)
        return (
            slice(min(max(top, 0), rows), min(max(bottom, 0), rows)),
            slice(min(max(left, 0), columns), min(max(right, 0), columns)),
        )

    def box(self, top: int, left: int, bottom: int, right: int) -> Rect:
        """The box of pixels from `top`, `left` up to but without `bottom`, `right`."""
        return Rect(
            self.area.x + left / self.scale,
            self.area.y + top / self.scale,
            (right - left) / self.scale,
            (bottom - top) / self.scale,
        )


class Separations(Struct, frozen=True):
    """A page's plates, and the same without its text: what text is printed on."""

    whole: Plates
    ground: Plates


def separate(interpreter: Interpreter, page: Stream, facts: PageFacts, icc: bytes) -> Separations:
    """The separations of a page, over all of its media box; `icc` is the press's profile."""
    separator = Separator(interpreter, icc)
    part = separator.part(page)
    names = (*PROCESS, *list(separator.spots)[:_MAX_SPOTS])
    media = facts.media or facts.cut
    area = facts.placed(media)
    scale = min(PPI / 72, (_MAX_PIXELS / max(area.width * area.height, 1.0)) ** 0.5)
    target = pikepdf.new()
    grouped = entry(facts.node, "/Group") is not None
    whole, ground = _Printer(target, icc), _Printer(target, icc, with_text=False)
    for plate in names:
        _add_page(target, media, whole.printed(part, plate), grouped)
    lettered = [plate for plate in names if plate in whole.lettered]
    for plate in lettered:
        _add_page(target, media, ground.printed(part, plate), grouped)
    file = io.BytesIO()
    target.save(file, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    grids = list(_rastered(file.getvalue(), scale * facts.unit))
    inks = dict(zip(names, grids, strict=False))
    below = inks | dict(zip(lettered, grids[len(names) :], strict=True))
    return Separations(Plates(inks, area, scale), Plates(below, area, scale))


def _add_page(
    target: pikepdf.Pdf, media: Rect, printed: tuple[pikepdf.Dictionary, bytes], grouped: bool
) -> None:
    page = target.add_blank_page(page_size=(max(media.width, 3.0), max(media.height, 3.0))).obj
    page.MediaBox = pikepdf.Array([media.x, media.y, media.x + media.width, media.y + media.height])
    page.Resources, content = printed
    page.Contents = target.make_stream(content)
    if grouped:
        page.Group = _GROUP


_GROUP = pikepdf.Dictionary(S=pikepdf.Name.Transparency, CS=pikepdf.Name.DeviceGray)


def _rastered(data: bytes, scale: float) -> Iterator[Grid]:
    """Each page as ink: the gray turned round."""
    import numpy as np
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        for page in document:
            bitmap = page.render(
                scale=scale, grayscale=True, may_draw_forms=False, draw_annots=False,
                no_smoothtext=True, no_smoothimage=True, no_smoothpath=True,
            )  # fmt: skip
            grid = 255 - np.asarray(bitmap.to_numpy())
            yield grid.reshape(grid.shape[0], grid.shape[1]).copy()
            bitmap.close()
            page.close()
    finally:
        document.close()


class _Printer:
    """Writes parts for one plate after another into `target`; `lettered` are those with text."""

    def __init__(self, target: pikepdf.Pdf, icc: bytes, with_text: bool = True) -> None:
        self.target = target
        self.icc = icc
        self.with_text = with_text
        self.lettered: set[str] = set()
        self._carried: dict[tuple[int, int], Any] = {}
        self._forms: dict[tuple[int, str], Any] = {}
        self._images: dict[tuple[int, int], Mapping[str, Grid]] = {}

    def printed(self, part: Part, plate: str) -> tuple[pikepdf.Dictionary, bytes]:
        """The resources and the content of a part on a plate."""
        resources = pikepdf.Dictionary()
        for key in ("/Font", "/ExtGState", "/Properties"):
            value = entry(part.resources, key)
            if is_dict(value):
                resources[key] = self.carried(value)
        things: dict[str, dict[str, Any]] = {"/XObject": {}, "/Pattern": {}, "/Shading": {}}
        content: list[bytes] = []
        for piece in part.pieces:
            if isinstance(piece, bytes):
                content.append(piece)
            elif isinstance(piece, Inked):
                if self.with_text or not piece.is_text:
                    content.append(self._painted(piece, plate, things))
            else:
                content.append(self._placed(piece, plate, things))
        for category, named in things.items():
            if named:
                resources[category] = pikepdf.Dictionary(
                    {f"/P{at}": value for at, value in enumerate(named.values())}
                )
        return resources, b"".join(content)

    def _painted(self, piece: Inked, plate: str, things: dict[str, dict[str, Any]]) -> bytes:
        fill, fills = self._colour(piece.fill, plate, things, b"g", b"cs", b"scn")
        stroke, strokes = self._colour(piece.stroke, plate, things, b"G", b"CS", b"SCN")
        if piece.is_text:
            if fills or strokes or piece.mode >= 4:
                self.lettered.add(plate)
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
        self, coat: Coat | None, plate: str, things: dict[str, dict[str, Any]], *operators: bytes
    ) -> tuple[bytes, bool]:
        """The operators that set a coat's gray, and whether it paints this plate at all."""
        amount = coat.amount(plate) if coat else None
        if coat is None or amount is None:
            return b"", False
        gray, space, colour = operators
        if coat.pattern is None:
            return b"%.4f %s\n" % (1 - amount, gray), True
        key = _entered(
            things["/Pattern"], (identity(coat.pattern), plate), lambda: self._pattern(coat, plate)
        )
        if number(entry(coat.pattern, "/PaintType")) == 2:
            return b"/Pattern %s %.4f %s %s\n" % (space, 1 - amount, key, colour), True
        return b"/Pattern %s %s %s\n" % (space, key, colour), True

    def _pattern(self, coat: Coat, plate: str) -> Any:
        pattern = coat.pattern
        if number(entry(pattern, "/PatternType")) == 2:
            made = pikepdf.Dictionary(Type=pikepdf.Name.Pattern, PatternType=2)
            made.Shading = self._shading(entry(pattern, "/Shading"), coat.space, plate)
            if entry(pattern, "/Matrix") is not None:
                made.Matrix = self.carried(entry(pattern, "/Matrix"))
            return made
        if coat.part is None:
            return self.carried(pattern)
        return self._form(coat.part, plate)

    def _placed(self, piece: Laid, plate: str, things: dict[str, dict[str, Any]]) -> bytes:
        amount = piece.coat.amount(plate)
        key = (identity(piece.thing), plate, id(piece.part))
        if piece.kind == "form" and piece.part is not None:
            part = piece.part
            called = _entered(things["/XObject"], key, lambda: self._form(part, plate))
            return b"%s Do\n" % called
        if amount is None:
            return b""
        if piece.kind == "shading":
            space = piece.coat.space
            called = _entered(
                things["/Shading"], key, lambda: self._shading(piece.thing, space, plate)
            )
            return b"%s sh\n" % called
        if piece.kind == "mask":
            called = _entered(things["/XObject"], key, lambda: self.carried(piece.thing))
            return b"%.4f g %s Do\n" % (1 - amount, called)
        image = self._image(piece.thing, piece.coat.space, plate)
        if image is None:
            return b""
        return b"%s Do\n" % _entered(things["/XObject"], key, lambda: image)

    def _form(self, part: Part, plate: str) -> Any:
        """A form or tiling pattern on a plate, written once."""
        key = (id(part), plate)
        if key not in self._forms:
            resources, content = self.printed(part, plate)
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

    def _image(self, xobject: Any, space: Space, plate: str) -> Any:
        """An image's ink on one plate as a gray image; None for one that cannot be decoded."""
        import numpy as np

        key = identity(xobject)
        if key not in self._images:
            bits = int(number(entry(xobject, "/BitsPerComponent"), 8))
            self._images[key] = plates_of(xobject, space, bits, self.icc, 1200)
        grids = self._images[key]
        if not grids:
            return None
        grid = grids.get(plate, grids.get(ALL))
        if grid is None:
            grid = np.zeros_like(next(iter(grids.values())))
        made = self.target.make_stream((255 - grid).tobytes())
        made.Type, made.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        made.Height, made.Width = grid.shape
        made.ColorSpace, made.BitsPerComponent = pikepdf.Name.DeviceGray, 8
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
            kind |= {"/FunctionType": 0, "/Size": pikepdf.Array([9] * 3), "/BitsPerSample": 8}
            body = _rgb_grid(plate, self.icc)
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


def _entered(named: dict[Any, Any], key: Any, make: Any) -> bytes:
    """The resource name of a thing, made when it is first asked for."""
    if key not in named:
        named[key] = make()
    return b"/P%d" % list(named).index(key)


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


def _rgb_grid(plate: str, icc: bytes) -> bytes:
    """9 by 9 by 9 samples from RGB to a plate's gray, the first component fastest (7.10.2)."""
    from PIL import Image

    steps = [round(i * 255 / 8) for i in range(9)]
    pixels = bytes(v for b in steps for g in steps for r in steps for v in (r, g, b))
    if plate not in PROCESS:
        return b"\xff" * 729
    transform = to_press("RGB", icc) if icc else None
    image = Image.frombytes("RGB", (729, 1), pixels)
    inked = (transform.apply(image) if transform else image.convert("CMYK")).tobytes()
    return bytes(255 - inked[4 * i + PROCESS.index(plate)] for i in range(729))
