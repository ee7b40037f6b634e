"""A panel's template: its type area, its ground and its art, from the design that it names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from depliant.colour import Colour
from depliant.display.items import Form, Group, Item, Mark, Path
from depliant.errors import Diagnostic, Gathering, InputError, Place
from depliant.geometry import Matrix, Rect, Size, mm, rectangle
from depliant.graphics.art import Artwork
from depliant.layout.job import Job
from depliant.layout.standins import struck_form
from depliant.sentences import say
from depliant.source.folder import File, Files
from depliant.source.kinds import NAMES, RASTERS, kind_of
from depliant.style.folds import Side, Slot
from depliant.style.inheritance import STYLE_FILE
from depliant.style.places import art_place
from depliant.style.sheet import Art, Design, StyleSheet
from depliant.tuples import NamedTuple

_EVEN = "|even"
"""Ends the name of a design where it is that of an even page."""

_OVERLAP = 0.5
"""Points."""


Edge = Literal["left", "top", "right", "bottom"]
_AROUND: Final[tuple[Edge, ...]] = ("left", "top", "right", "bottom")


class Leaf(Struct, frozen=True):
    """One panel's paper: its place on a side, and the bleed at the sheet's edges, in points.

    `runs_on` says that the next panel has the same ground and art, `runs_down` that the one below
    has.
    """

    slot: Slot
    side: Side
    bleed: float
    runs_on: bool = False
    runs_down: bool = False

    @property
    def size(self) -> Size:
        """The panel's trim size."""
        box = self.side.box(self.slot)
        return Size(box.width, box.height)

    @property
    def trimmed(self) -> dict[Edge, bool]:
        """Which of its edges, as it is read, are the sheet's; the others are folds."""
        box, trim = self.side.box(self.slot), self.side.trim
        left, right = box.x < 0.01, box.right > trim.width - 0.01
        top, bottom = box.y < 0.01, box.bottom > trim.height - 0.01
        if self.slot.turn:
            left, right, top, bottom = right, left, bottom, top
        return {"left": left, "right": right, "top": top, "bottom": bottom}

    @property
    def whole(self) -> Rect:
        """The whole side with its bleed, as it lies round the panel."""
        return self.spread.inset(*(-self.bleed,) * 4)

    @property
    def spread(self) -> Rect:
        """The whole side as it lies round the panel; of a booklet, with the page that faces it."""
        whole = self.of_side(Rect(0.0, 0.0, *self.side.trim))
        beside = self.side.spread
        return whole if beside is None else whole.inset(-beside.before, 0.0, -beside.after, 0.0)

    @property
    def region(self) -> Rect:
        """What the panel may paint: its trim, and the bleed where its edge is the sheet's.

        Art that runs on overlaps the fold by a hair, so that no seam of paper shows in it.
        """
        on = {"right": self.runs_on, "bottom": self.runs_down}
        left, top, right, bottom = (
            self.bleed if trimmed else _OVERLAP if on.get(edge) else 0.0
            for edge, trimmed in zip(_AROUND, map(self.trimmed.__getitem__, _AROUND), strict=True)
        )
        return Rect(0.0, 0.0, *self.size).inset(-left, -top, -right, -bottom)

    @property
    def piece(self) -> Rect:
        """The closed piece as it lies round a panel that is seen of it; else the panel alone."""
        shown = self.slot.closed
        if shown is None:
            return Rect(0.0, 0.0, *self.size)
        return Rect(-shown.x, -shown.y, shown.width, shown.height)

    def of_side(self, box: Rect) -> Rect:
        """A box of the side, as it lies round the panel."""
        own = self.side.box(self.slot)
        if not self.slot.turn:
            return box.moved(-own.x, -own.y)
        return Rect(own.right - box.right, own.bottom - box.bottom, box.width, box.height)


class Beside(NamedTuple):
    """The designs of the panels that lie round one on its side, as it is read; none at the trim."""

    left: Design | None = None
    above: Design | None = None
    right: Design | None = None
    below: Design | None = None


_ALONE: Final = Beside()


def on_page(name: str, number: int) -> str:
    """The name of a design as that of the page of a booklet with that number."""
    return name if number % 2 else f"{name}{_EVEN}"


def off_page(name: str) -> str:
    """The name of a design as the style sheet has it."""
    return name.removesuffix(_EVEN)


def design_name(sheet: StyleSheet, name: str) -> str:
    """The design that a panel which names `name` takes: that one, or the one called "default"."""
    named = off_page(name)
    return named if named in sheet.designs else "default"


def design_of(sheet: StyleSheet, name: str) -> Design:
    """The design a panel names, or the one called "default", or a plain one.

    Its margins are those of the page that the panel is, if it is named with one (`on_page`).
    """
    design = sheet.designs.get(design_name(sheet, name)) or Design()
    if not design.margin.is_mirrored:
        return design
    return replace(design, margin=design.margin.on_page(odd=not name.endswith(_EVEN)))


def type_area(design: Design, size: Size, *, to_left: bool = False) -> Rect:
    """The panel less its margins, in points; mirrored for a language that runs to the left."""
    margin = design.margin
    left, right = (margin.right, margin.left) if to_left else (margin.left, margin.right)
    return Rect(0.0, 0.0, *size).inset(mm(left), mm(margin.top), mm(right), mm(margin.bottom))


def backdrop(
    design: Design,
    leaf: Leaf,
    job: Job,
    pictures: tuple[Item, ...] = (),
    beside: Beside = _ALONE,
) -> tuple[Item, ...]:
    """The panel's ground and art as one artifact, clipped to what the panel may paint.

    With `pictures` these lie between the two, which are then two artifacts. Art that a panel
    `beside` it has as well is an artifact of its own, which overlaps the fold: it is painted once
    the grounds of all panels are.

    Raises:
        InputError: a file of the art is missing, unsafe or unreadable.
    """
    ground = job.sheet.colour(design.ground)
    items: list[Item] = []
    if not ground.is_paper:
        items.append(Path(rectangle(leaf.region), fill=ground))
    parts = [(leaf.region, items)]
    faults = Gathering()
    for number, art in enumerate(design.art):
        with faults:
            try:
                form = _placed(_drawn(art, job, ground), art, leaf)
            except InputError as error:
                if not job.draft:
                    raise InputError(_named(error, art, job.files)) from None
                form = _struck(art, leaf)
            region = _lapping(leaf.region, art, beside)
            if region != parts[-1][0] or (pictures and not number):
                parts.append((region, []))
            parts[-1][1].append(form)
    faults.raise_any()
    behind = [_clipped(drawn, region) for region, drawn in parts]
    return (*behind[0], *pictures, *(mark for marks in behind[1:] for mark in marks))


def _lapping(region: Rect, art: Art, beside: Beside) -> Rect:
    """What art may paint: over a fold by a hair, where the panel beyond it has the same."""
    laps = [-_OVERLAP if design is not None and art in design.art else 0.0 for design in beside]
    return region.inset(*laps) if any(laps) else region


def _struck(art: Art, leaf: Leaf) -> Form:
    """What stands in a draft for art that cannot be had, as wide as that and where it would be."""
    width, height = leaf.size
    whole = Rect(mm(art.left_mm), 0.0, width - mm(art.left_mm) - mm(art.right_mm), height)
    box = whole if whole.width > 0 else Rect(0.0, 0.0, width, height)
    high = min(box.height, box.width / 2)
    top = mm(art.top_mm) if art.top_mm is not None else height - mm(art.bottom_mm or 0.0) - high
    return struck_form(art.file, Rect(box.x, top, box.width, high))


def forms(behind: tuple[Item, ...]) -> Iterator[Form]:
    """The artworks of a backdrop, in the order of the design."""
    for mark in behind:
        for group in mark.items if isinstance(mark, Mark) else ():
            if isinstance(group, Group):
                yield from (item for item in group.items if isinstance(item, Form))


def _clipped(items: list[Item], region: Rect) -> tuple[Item, ...]:
    """Items as an artifact that keeps to its panel."""
    if not items:
        return ()
    clipped = Group(tuple(items), clip=rectangle(region))
    return (Mark((clipped,), None, artifact="Background"),)


def _named(error: InputError, art: Art, files: Files) -> tuple[Diagnostic, ...]:
    """The faults of an artwork; those of the style sheet at the line that names its file."""
    return tuple(
        replace(fault, place=art_place(files.file(STYLE_FILE), art.file))
        if fault.place == Place(STYLE_FILE)
        else fault
        for fault in error.diagnostics
    )


def _drawn(art: Art, job: Job, ground: Colour) -> Artwork:
    """The artwork of a file in the swatches that the design gives to its parts.

    Where it is seen through, the ground of the panel shows.
    """
    place = Place(STYLE_FILE)  # the line is looked for where it is needed, by `backdrop`
    colours = {
        name: job.sheet.colour(swatch).at(art.tint / 100) for name, swatch in art.colours.items()
    }

    file = job.files.file(art.file, place)
    _refuse_other_kinds(file, place)

    def read() -> Artwork:
        from depliant.graphics.svg import drawing
        from depliant.graphics.svg.document import Ground

        return drawing.read(file.data, colours, art.file, Ground(ground, "colours"))

    return job.remember(Artwork, (file.sha256, colours, ground), read)


def _refuse_other_kinds(file: File, place: Place) -> None:
    """Say what a file is that is no drawing.

    Raises:
        InputError: `file-kind`.
    """
    kind = kind_of(file.data)
    if kind is None or kind == "svg":
        return
    hint = say("Export it as SVG, or name another file.")
    if kind in RASTERS:
        hint = say(
            "Put it behind a panel with `backdrop:` in content.yaml, or among its blocks with "
            "`picture:`; or have it drawn as SVG."
        )
    message = say("{file} is {names}; art is SVG.", file=file.name, names=NAMES[kind])
    raise InputError(Diagnostic("file-kind", message, place, hint))


def _placed(drawn: Artwork, art: Art, leaf: Leaf) -> Item:
    """Artwork whose own box is as wide as its span, standing where the style sheet says.

    What the drawing shows outside its own box runs into the bleed.
    """
    box = drawn.bounds
    span = Rect(0.0, 0.0, *leaf.size)
    if art.span == "side":
        own, beside = leaf.side.box(leaf.slot), leaf.side.spread
        span = Rect(-own.x, -own.y, *leaf.side.trim)
        if beside is not None:
            span = leaf.spread
    elif art.span == "closed":
        span = leaf.piece
    span = span.inset(mm(art.left_mm), 0.0, mm(art.right_mm), 0.0)
    if span.width <= 0:
        raise InputError(
            Diagnostic(
                "art-no-width",
                say("`left_mm` and `right_mm` of {file} leave it no width.", file=art.file),
                Place(STYLE_FILE),
                say("Make one of them smaller."),
            )
        )
    scale = span.width / box.width
    if art.top_mm is not None:
        top = span.y + mm(art.top_mm)
    else:
        top = span.bottom - mm(art.bottom_mm or 0.0) - box.height * scale
    matrix = Matrix(scale, 0.0, 0.0, scale, span.x - box.x * scale, top - box.y * scale)
    if art.span == "side" and leaf.slot.turn:
        # Art of the whole side stands as the side does, whichever way up its panels are.
        matrix = Matrix(-1.0, 0.0, 0.0, -1.0, *leaf.size) @ matrix
    around = leaf.bleed / scale if art.bleed else 0.0
    return Form(drawn.items, box.inset(-around, -around, -around, -around), matrix)
