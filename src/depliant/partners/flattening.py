"""What of a mark is no flat ink made a picture: gradients, transparency, patterns.

The mark is printed plate by plate, as preflight prints a page, so that each ink is what the file
says and what is see-through is mixed as on a press. Of that picture each gradient shows the part
within its own outline: its edges stay vectors, and all flat shapes stay as they are.

What is see-through is mixed with paper: such a mark stands on nothing else.
"""

from __future__ import annotations

import hashlib
import io
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from depliant.colour import PAPER
from depliant.display.items import Group, Item, Path, Picture, Raster
from depliant.errors import Place
from depliant.geometry import Outline, Rect, bounds, outline_points
from depliant.graphics.mark import Asked, Drawn
from depliant.graphics.pdf_inks import Inks, NoInkError
from depliant.graphics.pdfart import interpreted
from depliant.pdfread.budget import Budget
from depliant.pdfread.interpreter import Interpreter
from depliant.pdfread.opening import opened
from depliant.pdfread.spaces import PROCESS
from depliant.pdfread.state import Paint
from depliant.preflight.plates import Fineness, separate
from depliant.source.folder import File

if TYPE_CHECKING:
    from depliant.preflight.inks import Plates

SIDE: Final = 2400
"""Pixels of the longer side: 600 an inch for a mark that is 100 mm wide."""
PIXELS: Final = 8_000_000
_STEPS: Final = 400_000
_STEPS_OF_RGB: Final = 33


def flattened(file: File, where: Place, asked: Asked) -> Drawn:
    """A PDF mark with what is no flat ink made pictures; the child's part.

    Raises:
        InputError: as `pdfart.read`.
    """
    drawn = interpreted(file, where, replace(asked, flatten=True))
    if not drawn.flattened:
        return drawn
    box = drawn.artwork.bounds
    plates = _plates(file.data, asked, SIDE / max(box.width, box.height) * 72)
    raster = _raster(plates, drawn)
    items = [_with_pictures(item, raster, plates) for item in drawn.artwork.items]
    shown = tuple(item for item in items if item is not None)
    return replace(drawn, artwork=replace(drawn.artwork, items=shown))


def _plates(data: bytes, asked: Asked, ppi: float) -> Plates:
    inks = Inks(asked.inks, asked.icc)

    def mixed(paint: Paint) -> dict[str, float]:
        """What a flat colour puts on the plates: what it would where it is no picture."""
        try:
            colour = inks.of(paint)
        except NoInkError:
            return dict.fromkeys(PROCESS, 0.0)
        if colour.spot is not None:
            return {colour.spot: colour.tint}
        return dict(zip(PROCESS, colour.cmyk, strict=True))

    with opened(_without_inline(data)) as opened_file:
        (facts,) = opened_file.pages
        interpreter = Interpreter(Budget(_STEPS, _STEPS))
        fineness = Fineness(ppi, PIXELS, smooth=True, steps=_STEPS_OF_RGB)
        page = interpreter.page(facts)
        return separate(interpreter, page, facts, asked.icc, fineness, mixed).whole


def _without_inline(data: bytes) -> bytes:
    """The file with pictures that stand in its content as objects, which plates are made of."""
    with opened(data) as file:
        for page in file.pdf.pages:
            page.externalize_inline_images()
        changed = io.BytesIO()
        file.pdf.save(changed)
        return changed.getvalue()


def _raster(plates: Plates, drawn: Drawn) -> Raster:
    """The plates as one picture in process inks; what stands in for a spot is laid over them."""
    from PIL import Image, ImageChops

    inks = {use.ink.spot: use.ink.at(1.0) for use in drawn.uses if use.ink.spot is not None}
    process = list(plates.pictures[: len(PROCESS)])
    spots = zip(plates.names[4:], plates.pictures[4:], strict=True)
    for name, plate in spots:
        for number, amount in enumerate(inks[name].cmyk if name in inks else ()):
            tinted = plate.point([round(level * amount) for level in range(256)])
            process[number] = ImageChops.screen(process[number], tinted)
    image = Image.merge("CMYK", process)
    samples = image.tobytes()
    digest = hashlib.sha256(f"{image.size} cmyk\n".encode() + samples).hexdigest()
    return Raster(digest, image.width, image.height, "cmyk", samples)


def _with_pictures(item: Item, raster: Raster, plates: Plates) -> Item | None:
    """An item with a picture in each place that is marked by a path without paint."""
    if isinstance(item, Group):
        kids = [_with_pictures(kid, raster, plates) for kid in item.items]
        return replace(item, items=tuple(kid for kid in kids if kid is not None))
    if isinstance(item, Path) and item.fill is None and item.stroke is None:
        return _picture(item.outline, raster, plates)
    return item


def _picture(outline: Outline, raster: Raster, plates: Plates) -> Item | None:
    """What is seen within an outline; nothing of one beside the page."""
    box, area, scale = bounds(outline_points(outline)), plates.area, plates.scale
    left = max(0, int((box.x - area.x) * scale) - 1)
    top = max(0, int((box.y - area.y) * scale) - 1)
    right = min(raster.width, int((box.right - area.x) * scale) + 2)
    bottom = min(raster.height, int((box.bottom - area.y) * scale) + 2)
    if right <= left or bottom <= top:
        return None
    crop = Rect(left, top, right - left, bottom - top)
    frame = Rect(
        area.x + left / scale, area.y + top / scale, crop.width / scale, crop.height / scale
    )
    return Group((Picture(raster, frame, crop, PAPER),), clip=outline)
