"""Playing a display list into content streams: marked content, text, paths, pictures, forms.

A painter serves one file. It is given the fonts and the ink policy, writes pictures and forms
into the file once each, and returns every page's stream with what the tag tree has to know:
which content each MCID carries, and where it lies.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from math import ceil

from msgspec import Struct, field

from depliant.colour import Colour
from depliant.display.items import (
    MITER_LIMIT,
    Form,
    Glyphs,
    Group,
    Item,
    Link,
    Mark,
    Path,
    Picture,
)
from depliant.display.structure import Role
from depliant.fonts.registry import FaceRef
from depliant.geometry import IDENTITY, Matrix, Outline, Rect, outline_bounds, rectangle
from depliant.memory import SHARED, sized
from depliant.press.condition import OutputCondition
from depliant.tuples import NamedTuple
from depliant.writers import toning
from depliant.writers.content import (
    ContentStream,
    Gap,
    Passage,
    ShownPicture,
    State,
    spell_outline,
)
from depliant.writers.glyph_font import GlyphFont, ShownRun, shown
from depliant.writers.images import ImageJob, Pixels, convert, whole_frame, whole_pixels
from depliant.writers.ink import Ink, Paint, separation
from depliant.writers.objects import Name, Objects, Ref, Value
from depliant.writers.spelling import spell, spell_matrix
from depliant.writers.steps import Step
from depliant.writers.walk import extent_of, holding, is_transparent

LINE_WORK = 12.0
"""Points. A black area wider than this both ways knocks out: overprinting it would pile up
the ink of all that lies below, and no misregister shows on it (GWG: overprint is for black
text and thin lines)."""


class Layer(NamedTuple):
    """Items of a page and the box, in its coordinates, that they may not reach beyond.

    Those of a processing step are optional content.
    """

    items: tuple[Item, ...]
    clip: Rect
    step: Step | None = None


class PaintedPage(Struct):
    """A page's stream; `contents` holds the content number of each MCID, in order.

    `transparent` says that something on it lets what lies below show through. `places` are the
    boxes of contents, and links have theirs, in PDF's page space: there `y` is the lower and
    `bottom` the upper edge.
    """

    stream: bytes = b""
    resources: Mapping[str, Value] = field(default_factory=dict)
    contents: list[int] = field(default_factory=list)
    places: dict[int, Rect] = field(default_factory=dict)
    links: list[tuple[Link, Rect]] = field(default_factory=list)
    transparent: bool = False


class PictureRules(NamedTuple):
    """How a file holds pictures.

    With `keeps_profiles` one with a profile of its own is left in it. `ppi` is how many pixels an
    inch are of use. With `flat` nothing may be transparent: opacity is all or nothing.
    """

    keeps_profiles: bool = False
    ppi: float | None = None
    flat: bool = False


class Painter(Struct):
    """Paints the pages of one file; see the module.

    `fonts` holds every face with the reference of its embedded font, `roles` the role of the
    element that each content number belongs to; None for a file without tags.
    """

    file: Objects
    ink: Ink
    fonts: Mapping[FaceRef, tuple[GlyphFont, Ref]]
    condition: OutputCondition
    ink_limit: float
    roles: Mapping[int, Role] | None
    pictures: PictureRules = PictureRules()
    groups: Mapping[Step, Ref] = field(default_factory=dict)
    _pictures: dict[tuple[object, ...], tuple[str, Ref]] = field(default_factory=dict)
    _profiles: dict[bytes, Ref] = field(default_factory=dict)
    _forms: dict[tuple[tuple[Item, ...], Rect], tuple[str, Ref]] = field(default_factory=dict)
    _paints: dict[Colour, Paint] = field(default_factory=dict)

    def page(self, layers: Sequence[Layer], place: Matrix) -> PaintedPage:
        """Paint a page, lowest layer first: `place` leads from its trim corner to PDF's page."""
        page = PaintedPage()
        content = ContentStream()
        for layer in layers:
            if layer.step is not None:
                named = f"Step{layer.step.type}", self.groups[layer.step]
                content.write(f"/OC {content.name('Properties', *named)} BDC")
            content.save()
            content.transform(place)
            content.clip(rectangle(layer.clip))
            self._items(layer.items, place, content, page)
            content.restore()
            if layer.step is not None:
                content.write("EMC")
        page.stream = self._written(content)
        page.resources = content.resources
        layered = (item for layer in layers for item in layer.items)
        page.transparent = not self.pictures.flat and is_transparent(layered)
        return page

    def over(self, items: Iterable[Item], place: Matrix, content: ContentStream) -> bytes:
        """The operators of items of a page without tags, which come once and are not kept.

        Args:
            items: groups and marks without links.
            place: leads from the trim corner to PDF's page.
            content: a new stream, which has the resources then.
        """
        policy = Policy((), self.ink.has_overprint, False)
        with SHARED.passing():
            _Brush(content, _Paints(self._in_ink), policy).marks(items, place)
            return self._written(content)

    def _items(
        self, items: Iterable[Item], matrix: Matrix, content: ContentStream, page: PaintedPage
    ) -> None:
        """Paint items of a page: marks, groups of them, links, and what stands in no mark."""
        for item in items:
            match item:
                case Mark():
                    self._mark(item, matrix, content, page)
                case Group():
                    content.save()
                    enter(item, content)
                    self._items(item.items, matrix @ item.matrix, content, page)
                    content.restore()
                case Link():
                    page.links.append((item, matrix.apply_rect(item.frame)))
                case _:
                    self._paint((item,), matrix, content, tagged=False)

    def _mark(self, mark: Mark, matrix: Matrix, content: ContentStream, page: PaintedPage) -> None:
        """Marked content with an MCID, or an artifact (ISO 32000-1, 14.8.2.2)."""
        for link, at in holding(mark.items).links:
            page.links.append((link, (matrix @ at).apply_rect(link.frame)))
        if self.roles is None:
            self._paint(mark.items, matrix, content, tagged=False)
            return
        if mark.content is not None:
            placed = _placed(mark, matrix)
            content.write(f"/{self.roles[mark.content]} <</MCID {len(page.contents)}>> BDC")
            page.contents.append(mark.content)
            if placed is not None:
                known = page.places.get(mark.content)
                page.places[mark.content] = known.union(placed) if known else placed
        else:
            content.write(f"/Artifact <</Type /{mark.artifact}{_bbox(mark, matrix)}>> BDC")
        self._paint(mark.items, matrix, content, tagged=mark.content is not None)
        content.write("EMC")

    def _paint(
        self,
        items: tuple[Item, ...],
        matrix: Matrix,
        content: ContentStream,
        *,
        tagged: bool,
        placed: bool = True,
    ) -> None:
        """Paint items that hold no marks."""
        paints = tuple(self._in_ink(colour) for colour in holding(items).colours)
        policy = Policy(paints, self.ink.has_overprint, tagged, placed)
        content.add(painted(items, matrix, content.state, policy))

    def _in_ink(self, colour: Colour) -> tuple[Colour, Paint]:
        """A colour and the operators for it; a brochure has few, and uses them all the time."""
        if colour not in self._paints:
            self._paints[colour] = self.ink.paint(colour)
        return colour, self._paints[colour]

    def _written(self, content: ContentStream) -> bytes:
        """A stream with the names that this file has for its gaps."""
        return content.bytes([self._name(gap, content) for gap in content.gaps])

    def _name(self, gap: Gap, content: ContentStream) -> str:
        """The name of a font, picture or form, which becomes a resource; of a run its operators."""
        match gap:
            case ShownRun():
                return self.fonts[gap.face][0].spell(gap)
            case ShownPicture():
                return content.name("XObject", *self._picture(gap))
            case Form():
                return content.name("XObject", *self._form(gap))
            case _:
                font, ref = self.fonts[gap]
                return content.name("Font", font.resource, ref)

    def _picture(self, shown: ShownPicture) -> tuple[str, Ref]:
        """The picture's resource name; equal pictures are written once."""
        picture = shown.picture
        crop = whole_pixels(picture)
        ground = self.ink.channels(picture.ground)
        raster, at_most = picture.raster, self._at_most(shown)
        below = ground if raster.alpha is not None else None
        key = (raster.digest, crop, below, at_most, picture.inks, picture.veils)
        if key not in self._pictures:
            pixels = convert(
                ImageJob(
                    raster,
                    crop,
                    ground,
                    self.ink.picture_space,
                    self.condition,
                    self.ink_limit,
                    self.pictures.keeps_profiles,
                    at_most,
                    picture.inks,
                    picture.veils,
                    self.ink.spots,
                )
            )
            entries = pixels.entries(self._space(pixels)) | self._masked(pixels)
            ref = self.file.add_stream(pixels.data, entries)
            self._pictures[key] = (f"Im{len(self._pictures) + 1}", ref)
        return self._pictures[key]

    def _at_most(self, shown: ShownPicture) -> int | None:
        """How many pixels across are of use in all that `whole_pixels` holds."""
        if self.pictures.ppi is None or not shown.scale:
            return None
        return ceil(whole_frame(shown.picture).width * shown.scale / 72 * self.pictures.ppi)

    def _masked(self, pixels: Pixels) -> dict[str, Value]:
        """The entry of an image for its opacity, which is an image of its own."""
        if pixels.alpha is None:
            return {}
        if self.pictures.flat:
            return {"Mask": self.file.add_stream(*pixels.stencil())}
        return {"SMask": self.file.add_stream(pixels.alpha, pixels.soft_mask())}

    def _space(self, pixels: Pixels) -> Value:
        """The colour space of a picture; equal profiles are written once."""
        if pixels.plates:
            return self._plates(pixels.plates)
        if pixels.icc is None:
            return Name(pixels.space)
        if pixels.icc not in self._profiles:
            self._profiles[pixels.icc] = self.file.add_stream(pixels.icc, {"N": pixels.channels})
        return (Name("ICCBased"), self._profiles[pixels.icc])

    def _plates(self, plates: tuple[toning.Plate, ...]) -> Value:
        """The colour space of a picture in inks of its own (ISO 32000-1, 8.6.6.4 and 8.6.6.5)."""
        spots = {plate.name: separation(plate.solid) for plate in plates if plate.solid.spot}
        if len(plates) == 1:
            return spots[plates[0].name]
        look = self.file.add_stream(toning.transform(plates), toning.entries(plates))
        # ISO 19005-2, 6.2.4.4: every spot has its colorant.
        return (Name("DeviceN"), toning.names(plates), Name("DeviceCMYK"), look,
                {"Colorants": spots})  # fmt: skip

    def _form(self, form: Form) -> tuple[str, Ref]:
        """The form's resource name; equal artwork is written once."""
        key = (form.items, form.bounds)
        if key not in self._forms:
            if holding(form.items).links:
                raise ValueError("a form holds no links")
            content = ContentStream()
            self._paint(form.items, IDENTITY, content, tagged=False, placed=False)
            stream, box = self._written(content), form.bounds
            entries: dict[str, Value] = {
                "Type": Name("XObject"),
                "Subtype": Name("Form"),
                "BBox": (box.x, box.y, box.right, box.bottom),
                "Resources": content.resources,
            }
            self._forms[key] = (f"Fm{len(self._forms) + 1}", self.file.add_stream(stream, entries))
        return self._forms[key]


class Policy(NamedTuple):
    """What a kind of file asks of a passage: its colours, if it overprints, if text is tagged.

    `placed` says that the passage stands at its final size, which that of a form does not.
    """

    paints: tuple[tuple[Colour, Paint], ...]
    overprints: bool
    tagged: bool
    placed: bool = True


@sized(lambda passage: 1000 + len(passage.operators) + 8 * len(passage.gaps))
def painted(items: tuple[Item, ...], matrix: Matrix, state: State, policy: Policy) -> Passage:
    """The operators that paint items, links left out.

    Args:
        items: what a mark, a form or a page holds.
        matrix: their map to the page.
        state: what is set before.
        policy: the colours of all items, and more.
    """
    content = ContentStream(state)
    _Brush(content, dict(policy.paints), policy).items(items, matrix)
    return content.passage()


class _Paints(dict[Colour, Paint]):
    """The operators for colours, found when they are asked for."""

    def __init__(self, find: Callable[[Colour], tuple[Colour, Paint]]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, colour: Colour) -> Paint:
        return self._find(colour)[1]


class _Brush(Struct):
    """Paints items into a content stream."""

    content: ContentStream
    paints: Mapping[Colour, Paint]
    policy: Policy

    def items(self, items: Iterable[Item], matrix: Matrix) -> None:
        """Paint items whose coordinates `matrix` leads to the space of the page."""
        for item in items:
            match item:
                case Group():
                    self.content.save()
                    enter(item, self.content)
                    self.items(item.items, matrix @ item.matrix)
                    self.content.restore()
                case Glyphs():
                    self._glyphs(item)
                case Path():
                    self._path(item, matrix.scale)
                case Picture():
                    self._picture(item, matrix.scale if self.policy.placed else 0.0)
                case Form():
                    self._form(item)
                case Link() | Mark():
                    pass  # a link paints nothing, and no mark is within another

    def marks(self, items: Iterable[Item], matrix: Matrix) -> None:
        """Paint items, and what their marks and groups hold, nothing said of it."""
        for item in items:
            match item:
                case Mark():
                    self.items(item.items, matrix)
                case Group():
                    self.content.save()
                    enter(item, self.content)
                    self.marks(item.items, matrix @ item.matrix)
                    self.content.restore()
                case _:
                    self.items((item,), matrix)

    def _glyphs(self, run: Glyphs) -> None:
        if not run.glyphs:
            return
        self._prepare(fill=self.paints[run.colour])
        self.content.write("BT")
        self.content.set_font(run.face, run.size)
        self.content.write(f"1 0 0 -1 {spell(run.x)} {spell(run.y)} Tm")
        self.content.write("%s", shown(run, self.policy.tagged))
        self.content.write("ET")

    def _path(self, path: Path, scale: float) -> None:
        fill = self.paints[path.fill] if path.fill is not None else None
        stroke = self.paints[path.stroke.colour] if path.stroke is not None else None
        if fill is None and stroke is None:
            return
        if fill is not None and fill.overprints and not is_line_work(path.outline, scale):
            fill = fill._replace(overprints=False)
        self._prepare(fill, stroke)
        if path.stroke is not None:
            self.content.set_line(path.stroke)
        operator = {(True, True): "B", (True, False): "f", (False, True): "S"}[
            (fill is not None, stroke is not None)
        ]
        star = "*" if path.even_odd and fill is not None else ""
        self.content.write(f"{spell_outline(path.outline)} {operator}{star}")

    def _prepare(self, fill: Paint | None = None, stroke: Paint | None = None) -> None:
        self.content.set_colours(fill, stroke)
        if self.policy.overprints:
            self.content.set_overprint(
                stroke is not None and stroke.overprints, fill is not None and fill.overprints
            )

    def _picture(self, picture: Picture, scale: float) -> None:
        frame = whole_frame(picture)
        self.content.save()
        if frame != picture.frame:
            self.content.clip(rectangle(picture.frame))
        # The unit square of an image has its first row at y = 1 (ISO 32000-1, 8.9.5.1).
        upright = Matrix(frame.width, 0, 0, -frame.height, frame.x, frame.bottom)
        self._prepare()
        self.content.write(f"{spell_matrix(upright)} cm %s Do", ShownPicture(picture, scale))
        self.content.restore()

    def _form(self, form: Form) -> None:
        self.content.save()
        self.content.set_miter(MITER_LIMIT)
        if form.matrix != IDENTITY:
            self.content.transform(form.matrix)
        self.content.write("%s Do", form)
        self.content.restore()


def enter(group: Group, content: ContentStream) -> None:
    """Write a group's map and clip."""
    if group.matrix != IDENTITY:
        content.transform(group.matrix)
    if group.clip is not None:
        content.clip(group.clip, group.even_odd)


def is_line_work(outline: Outline, scale: float) -> bool:
    """Whether a filled outline is thin enough, one way at least, to overprint in black."""
    box = outline_bounds(outline)
    return min(box.width, box.height) * scale <= LINE_WORK


def _placed(mark: Mark, matrix: Matrix) -> Rect | None:
    """The box of a mark in the space of the page; none if it paints nothing."""
    box = mark.bounds or extent_of(mark.items)
    return matrix.apply_rect(box) if box is not None else None


def _bbox(mark: Mark, matrix: Matrix) -> str:
    """The box that a background artifact must state (ISO 32000-1, table 330)."""
    if mark.artifact != "Background" or (placed := _placed(mark, matrix)) is None:
        return ""
    edges = " ".join(spell(edge) for edge in (placed.x, placed.y, placed.right, placed.bottom))
    return f" /BBox [{edges}]"
