"""The pictures behind the blocks of panels: placed, cut at the folds, judged.

A picture that goes over several panels is one: each panel shows its part of the same pixels, so
that nothing is lost or doubled where they meet. It is told, as a Figure, on the panel that names
it; its parts on the others say nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from depliant.content.backdrops import Backdrop, Region
from depliant.content.model import Edition, Panel
from depliant.display.items import Group, Item, Mark, Picture, Raster
from depliant.display.structure import ContentRef, Element
from depliant.errors import Diagnostic, Gathering
from depliant.geometry import IDENTITY, MM, Matrix, Rect, Size, mm, rectangle
from depliant.languages.table import direction
from depliant.layout import inked
from depliant.layout.boxes import placed
from depliant.layout.frame_room import Looked, unknown_frames
from depliant.layout.grounds import bled
from depliant.layout.job import Job
from depliant.layout.standins import struck_box
from depliant.layout.strips import Leaves, Piece, papers, strip_of
from depliant.layout.template import Leaf, design_of, type_area
from depliant.memory import SHARED
from depliant.sentences import joined as listed
from depliant.sentences import say
from depliant.style.picture_styles import PictureStyle
from depliant.tuples import NamedTuple

T = TypeVar("T")

_SEAM = 0.5
"""Points by which a part reaches over the fold where the next goes on: no paper shows there."""

_NEAR_FOLD = mm(3)
"""Points: a focus nearer to a fold lies on it for the eye."""

_SEEN = 0.98
"""The share of a part to keep which has to be seen."""


class Behind(Struct, frozen=True):
    """A picture's part on a panel, in points from its trim corner.

    `picture` is the whole of it, `clip` what of it the panel shows. `alt` is said of it, and empty
    where it says nothing or is told on another panel. On a panel that stands on its head both are
    as on one that is upright, and `matrix` turns them.
    """

    picture: Picture
    clip: Rect
    alt: str = ""
    matrix: Matrix = IDENTITY

    @property
    def stamp(self) -> tuple[object, ...]:
        """What it is, its pixels by their digest: a part of a key."""
        one = self.picture
        shown = one.raster.digest, one.frame, one.crop, one.inks, one.veils, self.clip, self.alt
        return shown if self.matrix == IDENTITY else (*shown, self.matrix)

    def mark(self, content: int) -> Mark:
        """What is painted, which carries that number if it is told."""
        items: tuple[Item, ...] = (Group((self.picture,), self.matrix, rectangle(self.clip)),)
        if not self.alt:
            return Mark(items, None, artifact="Background")
        return Mark(items, content, bounds=self.matrix.apply_rect(self.clip))


class Pictured(NamedTuple):
    """The pictures behind one panel, and what was found of those that it names.

    In a draft something is `struck` in the stead of those that cannot be had.
    """

    parts: tuple[Behind, ...] = ()
    found: tuple[Diagnostic, ...] = ()
    struck: tuple[Item, ...] = ()

    def marks(self, first: int) -> tuple[Item, ...]:
        """All that is painted; what is told is numbered from `first` on."""
        done: list[Item] = []
        for part in self.parts:
            done.append(part.mark(first))
            first += bool(part.alt)
        return (*done, *self.struck)

    def elements(self, first: int) -> tuple[Element, ...]:
        """A Figure for each that is told."""
        told = [part.alt for part in self.parts if part.alt]
        return tuple(
            Element("Figure", (ContentRef(first + number),), alt=alt)
            for number, alt in enumerate(told)
        )

    def paints(self, item: Item) -> bool:
        """Whether an item of a backdrop is one of its marks."""
        return isinstance(item, Mark) and any(
            isinstance(group, Group) and part.picture in group.items
            for group in item.items
            for part in self.parts
        )

    @property
    def stamp(self) -> tuple[object, ...]:
        """What is painted: a part of a key."""
        return tuple(part.stamp for part in self.parts)


def pictured_panels(edition: Edition, job: Job) -> frozenset[int]:
    """The numbers of the panels behind whose blocks a picture lies."""
    asked = pictured_panels, job.style, edition.language
    return SHARED.of_same(edition.panels, asked, lambda: _pictured_panels(edition, job))


def _pictured_panels(edition: Edition, job: Job) -> frozenset[int]:
    leaves = papers(edition, job)
    found: set[int] = set()
    for number, one in enumerate(edition.panels):
        for backdrop in one.backdrops:
            with Gathering():  # placing the pictures tells of those that lie nowhere
                found.update(piece.panel for piece in strip_of(backdrop, number, leaves, edition))
    return frozenset(found)


def pictures_behind(edition: Edition, leaves: Leaves, job: Job) -> dict[int, Pictured]:
    """The pictures behind all panels, by their numbers in the order of reading.

    Raises:
        InputError: every picture that cannot be read, or goes over panels that are not there.
    """
    parts: dict[int, list[Behind]] = {}
    found: dict[int, list[Diagnostic]] = {}
    struck: dict[int, list[Item]] = {}
    faults = Gathering()
    for number, panel in enumerate(edition.panels):
        for backdrop in panel.backdrops:
            alone = Gathering()
            with alone:
                one = _Placing(backdrop, number, leaves, edition, job)
                found.setdefault(number, []).extend(one.found())
                for piece, part in one.parts():
                    parts.setdefault(piece.panel, []).append(part)
            if job.draft and alone.found:
                found.setdefault(number, []).extend(alone.found)
                struck.setdefault(number, []).append(_struck(backdrop, leaves[number]))
                continue
            with faults:
                alone.raise_any()
    faults.raise_any()
    numbers = {*parts, *found}

    def of(all_of: Mapping[int, list[T]], panel: int) -> tuple[T, ...]:
        return tuple(all_of.get(panel, ()))

    return {one: Pictured(of(parts, one), of(found, one), of(struck, one)) for one in numbers}


def _struck(backdrop: Backdrop, leaf: Leaf) -> Item:
    """What stands in a draft for a picture behind a panel that cannot be had."""
    box = Rect(0.0, 0.0, *leaf.size)
    return Mark(struck_box(box, backdrop.file, backdrop.alt), None, artifact="Background")


def _upright(piece: Piece) -> Matrix:
    """The map between a panel that stands on its head and the same upright: either way."""
    return Matrix(-1.0, 0.0, 0.0, -1.0, *piece.leaf.size) if piece.spun else IDENTITY


class _Placing:
    """A picture that is being placed on its strip of panels."""

    def __init__(
        self, backdrop: Backdrop, number: int, leaves: Leaves, edition: Edition, job: Job
    ) -> None:
        self.backdrop, self.number, self.job = backdrop, number, job
        self.edition = edition
        self.to_left = direction(edition.language) == "rtl"
        self.strip = strip_of(backdrop, number, leaves, edition)
        self.unknown = tuple(self._unknown_frame())
        self.visible, self.frame = self._frames()
        self.picture = self._placed()

    @property
    def panel(self) -> Panel:
        return self.edition.panels[self.number]

    @property
    def style(self) -> PictureStyle:
        return inked.style_of(self.backdrop.role, self.job)

    def _unknown_frame(self) -> Iterator[Diagnostic]:
        """That the design of the panel has no such frame."""
        if self.backdrop.frame is not None:
            leaf = next(piece.leaf for piece in self.strip if piece.panel == self.number)
            size, language = Size(*leaf.size), self.edition.language
            looked = Looked(self.panel, size, self.job.sheet, language, self.job.files)
            yield from unknown_frames(looked, [(self.backdrop.frame, self.backdrop.place)])

    def _box(self, piece: Piece) -> Rect:
        """What a panel gives the picture, in points from its own trim corner."""
        design = design_of(self.job.sheet, self.edition.panels[piece.panel].design)
        frame = design.frames.get(self.backdrop.frame or "")
        if frame is None:
            return Rect(0.0, 0.0, *piece.leaf.size)
        size = Size(*piece.leaf.size)
        area = type_area(design, size, to_left=self.to_left)
        return placed(frame, design, (area, size), self.job.sheet.baseline, to_left=self.to_left)

    def _frames(self) -> tuple[Rect, Rect]:
        """What is seen of the picture when all is trimmed, and that with the bleed.

        In points from the trim corner of the first panel of the strip. Its height is as the panel
        has it that names it.
        """
        first, last = self.strip[0], self.strip[-1]
        own = next(piece for piece in self.strip if piece.panel == self.number)
        edges = []
        for bleed in (False, True):

            def box(piece: Piece, *, bleed: bool = bleed) -> Rect:
                found = bled(self._box(piece), piece.leaf) if bleed else self._box(piece)
                return _upright(piece).apply_rect(found) if piece.spun else found

            x, end = box(first).x + first.x, box(last).right + last.x
            top, bottom = box(own).y + own.y, box(own).bottom + own.y
            if last.y > first.y:
                top, bottom = box(first).y + first.y, box(last).bottom + last.y
            edges.append(Rect(x, top, end - x, bottom - top))
        return edges[0], edges[1]

    def _placed(self) -> Picture:
        """The picture in its frame, cropped about its focus, in its inks."""
        from depliant.graphics import picture

        file, place = self.backdrop.file, self.backdrop.place
        raster = inked.read(file, place, self.style, self.job, turned=self._is_turned)
        design = design_of(self.job.sheet, self.panel.design)
        ground = self.job.sheet.colour(design.ground)
        focus, keep = self._turned(self.backdrop)
        shown = picture.place(raster, self.frame, focus, ground)
        shown = replace(shown, crop=self._kept_in(shown, focus, keep))
        return inked.inked(shown, self.style, self.job, to_left=self.to_left)

    @property
    def _is_turned(self) -> bool:
        return self.backdrop.mirror and self.to_left

    def _turned(self, backdrop: Backdrop) -> tuple[tuple[float, float], tuple[Region, ...]]:
        """The focus and the parts to keep, in the picture as it is shown."""
        focus, keep = backdrop.focus, backdrop.keep
        if self._is_turned:
            focus = (1 - focus[0], focus[1])
            keep = tuple((1 - x - width, y, width, height) for x, y, width, height in keep)
        return focus, keep

    def _kept_in(
        self, shown: Picture, focus: tuple[float, float], keep: tuple[Region, ...]
    ) -> Rect:
        """The crop moved so that what is to be kept is seen after trimming, where it has room."""
        raster, crop, frame = shown.raster, shown.crop, shown.frame
        scale = crop.width / frame.width
        seen = self.visible
        left, top = (seen.x - frame.x) * scale, (seen.y - frame.y) * scale
        right, bottom = (frame.right - seen.right) * scale, (frame.bottom - seen.bottom) * scale
        wanted = _round((*focus, 0.0, 0.0), *keep)
        if keep and not _fits(
            wanted, raster, crop.width - left - right, crop.height - top - bottom
        ):
            wanted = _round(*keep)  # what must be seen whole comes before the focus
        x0, y0, x1, y1 = wanted
        x = _shifted(crop.x, (x0 * raster.width, x1 * raster.width), (left, crop.width - right))
        y = _shifted(crop.y, (y0 * raster.height, y1 * raster.height), (top, crop.height - bottom))
        x = min(max(x, 0.0), raster.width - crop.width)
        y = min(max(y, 0.0), raster.height - crop.height)
        return crop._replace(x=x, y=y)

    def parts(self) -> Iterator[tuple[Piece, Behind]]:
        """The part of the picture on each panel."""
        for piece in self.strip:
            leaf = piece.leaf
            region, matrix = leaf.region, _upright(piece)
            right_edge, foot = leaf.trimmed["right"], leaf.trimmed["bottom"]
            if piece.spun:
                region = matrix.apply_rect(region)
                right_edge, foot = leaf.trimmed["left"], leaf.trimmed["top"]
            # Art that runs on has its own seam: a picture ends at the fold where it ends.
            right = region.right if right_edge else leaf.size.width + _SEAM * piece.joined
            lower = region.bottom if foot else leaf.size.height + _SEAM * piece.below
            shown = replace(self.picture, frame=self.picture.frame.moved(-piece.x, -piece.y))
            left = max(region.x, shown.frame.x)
            top = max(region.y, shown.frame.y)
            end, bottom = min(right, shown.frame.right), min(lower, shown.frame.bottom)
            if end > left and bottom > top:
                alt = self.backdrop.alt if piece.panel == self.number else ""
                clip = Rect(left, top, end - left, bottom - top)
                yield piece, Behind(shown, clip, alt, matrix)

    # --- what is found ------------------------------------------------------------------------

    def found(self) -> Iterator[Diagnostic]:
        """Its pixels, what of it is cut off, and the folds that it lies across."""
        from depliant.graphics import picture

        yield from self.unknown
        yield from picture.check(self.picture, self.backdrop.file, self.backdrop.place)
        yield from self._cut_off()
        yield from self._folded()

    def _where(self, region: Region) -> Rect:
        """A part of the picture, as it lies on the strip."""
        shown = self.picture
        scale = shown.frame.width / shown.crop.width
        x, y, width, height = region
        return Rect(
            shown.frame.x + (x * shown.raster.width - shown.crop.x) * scale,
            shown.frame.y + (y * shown.raster.height - shown.crop.y) * scale,
            width * shown.raster.width * scale,
            height * shown.raster.height * scale,
        )

    def _cut_off(self) -> Iterator[Diagnostic]:
        _, keep = self._turned(self.backdrop)
        for number, region in enumerate(keep, 1):
            box, seen = self._where(region), self.visible
            across = min(box.right, seen.right) - max(box.x, seen.x)
            along = min(box.bottom, seen.bottom) - max(box.y, seen.y)
            area = box.width * box.height
            share = max(across, 0.0) * max(along, 0.0) / area if area else 1.0
            if share < _SEEN:
                yield Diagnostic(
                    "backdrop-cropped",
                    say(
                        "Of part {number} that `keep` names, {lost:.0f} % of {file} are cut off.",
                        number=number,
                        lost=100 * (1 - share),
                        file=self.backdrop.file,
                    ),
                    self.backdrop.place,
                    say(
                        "Move `focus` towards it, give the picture another frame, or take a wider "
                        "picture."
                    ),
                    "warning",
                )

    def _folded(self) -> Iterator[Diagnostic]:
        folds = [piece.x for piece in self.strip if piece.x > 0 and piece.y == self.strip[0].y]
        if not folds or self.backdrop.closed:
            return
        focus, keep = self._turned(self.backdrop)
        point = self._where((*focus, 0.0, 0.0))
        boxes = [self._where(region) for region in keep]
        struck = [
            fold
            for fold in folds
            if abs(point.x - fold) < _NEAR_FOLD or any(box.x < fold < box.right for box in boxes)
        ]
        at = listed((say("{length:.0f}", length=fold / MM) for fold in struck or folds), " / ")
        looks = {"file": self.backdrop.file, "at": at}
        if struck:
            yield Diagnostic(
                "backdrop-fold",
                say(
                    "The focus of {file}, or a part that `keep` names, lies on the fold {at} mm "
                    "from the left edge of its first panel.",
                    **looks,
                ),
                self.backdrop.place,
                say(
                    "Move `focus`, so that what matters lies beside the fold, or let the picture "
                    "go over other panels."
                ),
                "warning",
            )
            return
        yield Diagnostic(
            "backdrop-fold",
            say(
                "{file} goes over the fold {at} mm from the left edge of its first panel.", **looks
            ),
            self.backdrop.place,
            say("Its focus lies beside it. Paper that carries a dark picture is creased first."),
            "info",
        )


def _round(*parts: Region) -> Region:
    """The left, top, right and bottom of what holds all parts of a picture, as shares of it."""
    return (
        min(part[0] for part in parts),
        min(part[1] for part in parts),
        max(part[0] + part[2] for part in parts),
        max(part[1] + part[3] for part in parts),
    )


def _fits(edges: Region, raster: Raster, width: float, height: float) -> bool:
    """Whether a part, by its edges, is seen whole in so many pixels."""
    left, top, right, bottom = edges
    return (right - left) * raster.width <= width and (bottom - top) * raster.height <= height


def _shifted(start: float, needed: tuple[float, float], room: tuple[float, float]) -> float:
    """Where a crop begins, moved as little as shows what is needed within its room."""
    first, last = needed
    begin, end = start + room[0], start + room[1]
    if last - first > room[1] - room[0]:
        return start
    if first < begin:
        return start - (begin - first)
    if last > end:
        return start + (last - end)
    return start
