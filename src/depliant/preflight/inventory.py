"""What a file consists of: its plates, fonts, images, colour spaces, layers and boxes.

Sizes are in millimetres; boxes are told from the trim corner of their page, y down. Lists have an
end, and what was left out of them is counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from depliant.geometry import MM, Rect
from depliant.pdfread.objects import entry, identity, is_dict, items, text
from depliant.pdfread.spaces import ALL, PROCESS, Space
from depliant.preflight.content import Image, Shade, Text
from depliant.preflight.job import JudgedFile, PageView
from depliant.press.characterization import description

if TYPE_CHECKING:
    from depliant.pdfread.fonts import Typeface
    from depliant.pdfread.opening import PageFacts
    from depliant.preflight.content import Mark

MOST = 400
"""Things of a kind that are listed."""
MEASURED = 40
"""Pages whose plates are measured for the inventory."""


class InkUse(Struct, frozen=True):
    """A plate: `alternate` stands in for a spot, `coverage` is (page, per cent of the trim)."""

    name: str
    alternate: str = ""
    coverage: tuple[tuple[int, float], ...] = ()
    is_step: bool = False
    """Whether it is in processing steps or hidden layers alone, and is not printed."""


class FontUse(Struct, frozen=True):
    """A font that text is set in."""

    name: str
    kind: str
    embedded: bool
    subset: bool
    pages: tuple[int, ...]


class ImageUse(Struct, frozen=True):
    """An image where it stands; `ppi` is at its printed size."""

    page: int
    width: int
    height: int
    ppi: int
    bits: int
    space: str
    packed: str
    box: Rect


class SpaceUse(Struct, frozen=True):
    """A colour space that something is painted in."""

    name: str
    pages: tuple[int, ...]


class LayerUse(Struct, frozen=True):
    """A layer, and whether it is seen: on the press, or on a screen."""

    name: str
    shows: bool


class BoxUse(Struct, frozen=True):
    """The boxes of pages that have the same; None for those that a page does not have."""

    pages: tuple[int, ...]
    trim: Rect | None
    bleed: Rect | None
    media: Rect | None
    crop: Rect | None
    art: Rect | None
    rotate: int = 0


class Inventory(Struct, frozen=True):
    """What a file consists of; `left_out` counts what the lists do not hold."""

    condition: str = ""
    profile: str = ""
    measured: int = 0
    """Pages whose plates were measured."""

    inks: tuple[InkUse, ...] = ()
    fonts: tuple[FontUse, ...] = ()
    images: tuple[ImageUse, ...] = ()
    spaces: tuple[SpaceUse, ...] = ()
    layers: tuple[LayerUse, ...] = ()
    boxes: tuple[BoxUse, ...] = ()
    left_out: int = 0


class _Count:
    """What the pages hold, gathered page by page."""

    def __init__(self) -> None:
        self.fonts: dict[tuple[str, str, bool], tuple[Typeface, list[int]]] = {}
        self.spaces: dict[str, list[int]] = {}
        self.images: list[ImageUse] = []
        self.coverage: dict[str, list[tuple[int, float]]] = {}
        self.left_out = 0

    def page(self, view: PageView, measured: bool) -> None:
        """Enter a page."""
        for mark in view.everything:
            if isinstance(mark, Text):
                face = mark.face
                key = face.name, face.kind, face.embedded
                _add(self.fonts.setdefault(key, (face, []))[1], view.number)
            if isinstance(mark, Image):
                if len(self.images) < MOST:
                    self.images.append(_image(view.number, mark))
                else:
                    self.left_out += 1
            for space in _spaces(mark):
                _add(self.spaces.setdefault(called(space), []), view.number)
        if measured:
            self._measure(view)

    def _measure(self, view: PageView) -> None:
        from PIL import ImageStat

        plates = view.plates
        pictures = plates.cut(view.trim)
        for ink, picture in zip(plates.names, pictures, strict=True):
            if not picture.width * picture.height:
                continue
            share = 100 * ImageStat.Stat(picture).mean[0] / 255
            if share > 0:
                self.coverage.setdefault(ink, []).append((view.number, round(share, 2)))


def inventory_of(job: JudgedFile) -> Inventory:
    """What a file consists of; the plates of its first pages are measured, if it is for the press.

    Raises:
        BudgetError: a page paints more than can be judged.
    """
    count, measured = _Count(), MEASURED if job.kind == "press" else 0
    for facts in job.file.pages:
        job.interpreter.budget.renew()
        count.page(PageView(job, facts), facts.index < measured)
    fonts = [
        FontUse(face.name, face.kind, face.embedded, face.subset, tuple(pages))
        for face, pages in count.fonts.values()
    ]
    spaces = [SpaceUse(name, tuple(pages)) for name, pages in sorted(count.spaces.items())]
    inks, layers, boxes = [*_inks(job, count)], [*_layers(job)], [*_boxes(job)]
    left_out = sum(max(len(one) - MOST, 0) for one in (inks, fonts, spaces, layers, boxes))
    return Inventory(
        job.condition.identifier if job.condition else "",
        description(job.output_profile) if job.output_profile else "",
        min(measured, len(job.file.pages)),
        tuple(inks[:MOST]),
        tuple(sorted(fonts[:MOST], key=_plain)),
        tuple(count.images),
        tuple(spaces[:MOST]),
        tuple(layers[:MOST]),
        tuple(boxes[:MOST]),
        left_out + count.left_out,
    )


def _plain(font: FontUse) -> str:
    """A font's name without the mark of a subset."""
    return font.name.rpartition("+")[2]


def called(space: Space) -> str:
    """What a colour space is called: its kind, with the inks or the profile that it names."""
    if space.kind == "Indexed":
        return f"Indexed, {called(space.root)}" if space.base else space.kind
    if space.kind == "ICCBased":
        told = description(space.icc) if space.icc else ""
        return f"ICCBased {space.family.upper()}" + (f" ({told})" if told else "")
    names = ", ".join(space.names)
    return f"{space.kind} ({names})" if names else space.kind


def _add(pages: list[int], page: int) -> None:
    if not pages or pages[-1] != page:
        pages.append(page)


def _image(page: int, image: Image) -> ImageUse:
    space = "1 bit" if image.mask else called(image.space)
    box = Rect(*(round(edge / MM, 2) for edge in image.box))
    packed = ", ".join(image.filters)
    bits = 1 if image.mask else image.bits
    return ImageUse(
        page, image.width, image.height, round(image.ppi), bits, space, packed, box
    )  # fmt: skip


def _spaces(mark: Mark) -> Iterator[Space]:
    """The colour spaces that a mark is painted in."""
    if isinstance(mark, Shade) or (isinstance(mark, Image) and not mark.mask):
        yield mark.space
        return
    for paint in (mark.look.fill, mark.look.stroke):
        if paint is not None:
            yield (paint.space.base or paint.space) if paint.pattern else paint.space


def _inks(job: JudgedFile, count: _Count) -> Iterator[InkUse]:
    """The process inks that were measured, and all spots that are named."""
    stand_ins: dict[str, str] = {}
    for _, space in job.spaces:
        if space.kind in ("Separation", "DeviceN"):
            for at, ink in enumerate(space.names):
                if ink not in (ALL, "None", *PROCESS) and (
                    ink not in stand_ins or space.kind == "Separation"
                ):
                    stand_ins[ink] = _alternate(space, at)
    for ink in dict.fromkeys((*PROCESS, *stand_ins, *count.coverage)):
        covered = tuple(count.coverage.get(ink, ()))
        if covered or ink in stand_ins:
            yield InkUse(ink, stand_ins.get(ink, ""), covered, ink in job.step_inks)


def _alternate(space: Space, at: int) -> str:
    """What stands in for an ink of a space at its full strength, such as "CMYK 0 20 60 10"."""
    if space.tint is None or space.base is None:
        return ""
    full = tuple(float(place == at) for place in range(space.count))
    family = space.base.root.family
    values = space.tint.at(full)
    whole = {"rgb": 255, "lab": 1}.get(family, 100)
    numbers = " ".join(f"{round(value * whole)}" for value in values)
    name = {"cmyk": "CMYK", "lab": "Lab"}.get(family, space.base.root.kind)
    return f"{name} {numbers}"


def _layers(job: JudgedFile) -> Iterator[LayerUse]:
    off = {identity(group) for group in job.layers.off}
    for group in items(entry(job.file.catalog, "/OCProperties", "/OCGs")):
        if is_dict(group):
            yield LayerUse(text(entry(group, "/Name")), identity(group) not in off)


def _boxes(job: JudgedFile) -> Iterator[BoxUse]:
    """The boxes of all pages, pages that have the same told together."""
    found: dict[tuple[int, tuple[Rect | None, ...]], list[int]] = {}
    for facts in job.file.pages:
        kinds = facts.trim, facts.bleed, facts.media, facts.crop, facts.art
        boxes = tuple(_in_mm(facts, box) for box in kinds)
        found.setdefault((facts.rotate, boxes), []).append(facts.index + 1)
    for (rotate, (trim, bleed, media, crop, art)), pages in found.items():
        yield BoxUse(tuple(pages), trim, bleed, media, crop, art, rotate)


def _in_mm(facts: PageFacts, box: Rect | None) -> Rect | None:
    if box is None:
        return None
    # A hair before the corner is at 0.0 and not at -0.0.
    return Rect(*(round(edge / MM, 2) + 0.0 for edge in facts.placed(box)))
