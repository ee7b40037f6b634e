"""Playing a display list into content streams: marked content, text, paths, pictures, forms.

A painter serves one file. It is given the fonts and the ink policy, writes pictures and forms
into the file once each, and returns every page's stream with what the tag tree has to know:
which content each MCID carries, and where it lies.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from msgspec import Struct, field

from depliant.colour import Colour
from depliant.display.items import (
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
from depliant.geometry import (
    IDENTITY,
    Matrix,
    Outline,
    Rect,
    bounds,
    outline_points,
    rectangle,
)
from depliant.press.condition import OutputCondition
from depliant.writers.canvas import File
from depliant.writers.content import Content, spell_matrix, spell_outline
from depliant.writers.glyph_font import GlyphFont
from depliant.writers.images import Job, Pixels, convert, whole_frame, whole_pixels
from depliant.writers.ink import Ink, Paint
from depliant.writers.objects import Name, Ref, Value, spell
from depliant.writers.walk import extent

LINE_WORK = 12.0
"""Points. A black area wider than this both ways knocks out: overprinting it would pile up
the ink of all that lies below, and no misregister shows on it (GWG: overprint is for black
text and thin lines)."""


class Layer(NamedTuple):
    """Items of a page and the box, in its coordinates, that they may not reach beyond."""

    items: tuple[Item, ...]
    clip: Rect


class PaintedPage(Struct):
    """A page's stream; `contents` holds the content number of each MCID, in order.

    `places` are the boxes of contents, and links have theirs, in PDF's page space: there
    `y` is the lower and `bottom` the upper edge.
    """

    stream: bytes = b""
    resources: Mapping[str, Value] = field(default_factory=dict)
    contents: list[int] = field(default_factory=list)
    places: dict[int, Rect] = field(default_factory=dict)
    links: list[tuple[Link, Rect]] = field(default_factory=list)


class Painter(Struct):
    """Paints the pages of one file; see the module.

    `fonts` holds every face with the reference of its embedded font, `roles` the role of the
    element that each content number belongs to; None for a file without tags. With
    `keeps_profiles` a picture with a profile of its own is left in it.
    """

    file: File
    ink: Ink
    fonts: Mapping[FaceRef, tuple[GlyphFont, Ref]]
    condition: OutputCondition
    ink_limit: float
    roles: Mapping[int, Role] | None
    keeps_profiles: bool = False
    _pictures: dict[tuple[object, ...], tuple[str, Ref]] = field(default_factory=dict)
    _profiles: dict[bytes, Ref] = field(default_factory=dict)
    _forms: dict[tuple[tuple[Item, ...], Rect], tuple[str, Ref]] = field(default_factory=dict)
    _paints: dict[Colour, Paint] = field(default_factory=dict)

    def page(self, layers: Iterable[Layer], place: Matrix) -> PaintedPage:
        """Paint a page, lowest layer first: `place` leads from its trim corner to PDF's page."""
        page = PaintedPage()
        content = Content()
        for layer in layers:
            content.save()
            content.transform(place)
            content.clip(rectangle(layer.clip))
            _Pass(self, content, page).items(layer.items, place)
            content.restore()
        page.stream = content.bytes()
        page.resources = content.resources
        return page

    def paint(self, colour: Colour) -> Paint:
        """The operators for a colour; a brochure has few, and uses them hundreds of times."""
        if colour not in self._paints:
            self._paints[colour] = self.ink.paint(colour)
        return self._paints[colour]

    def picture(self, content: Content, picture: Picture) -> tuple[str, Rect]:
        """The picture's resource name, and the frame of its whole pixels."""
        crop = whole_pixels(picture)
        ground = self.ink.channels(picture.ground)
        raster = picture.raster
        key = (raster.digest, crop, ground if raster.alpha is not None else None)
        if key not in self._pictures:
            pixels = convert(
                Job(
                    raster,
                    crop,
                    ground,
                    self.ink.picture_space,
                    self.condition,
                    self.ink_limit,
                    self.keeps_profiles,
                )
            )
            ref = self.file.add_stream(pixels.data, pixels.entries(self._space(pixels)))
            self._pictures[key] = (f"Im{len(self._pictures) + 1}", ref)
        return content.name("XObject", *self._pictures[key]), whole_frame(picture)

    def _space(self, pixels: Pixels) -> Value:
        """The colour space of a picture; equal profiles are written once."""
        if pixels.icc is None:
            return Name(pixels.space)
        if pixels.icc not in self._profiles:
            self._profiles[pixels.icc] = self.file.add_stream(pixels.icc, {"N": pixels.channels})
        return (Name("ICCBased"), self._profiles[pixels.icc])

    def form(self, content: Content, form: Form) -> str:
        """The form's resource name; equal artwork is written once."""
        key = (form.items, form.bounds)
        if key not in self._forms:
            inner = Content()
            _Pass(self, inner, None).items(form.items, IDENTITY)
            box = form.bounds
            entries: dict[str, Value] = {
                "Type": Name("XObject"),
                "Subtype": Name("Form"),
                "BBox": (box.x, box.y, box.right, box.bottom),
                "Resources": inner.resources,
            }
            ref = self.file.add_stream(inner.bytes(), entries)
            self._forms[key] = (f"Fm{len(self._forms) + 1}", ref)
        return content.name("XObject", *self._forms[key])


class _Pass(Struct):
    """One stream being painted. Without a page (in a form) nothing may be marked or linked."""

    painter: Painter
    content: Content
    page: PaintedPage | None
    _tagged: bool = False
    _marked: bool = False

    def items(self, items: Iterable[Item], matrix: Matrix) -> None:
        """Paint items whose coordinates `matrix` leads to the space of the page."""
        for item in items:
            match item:
                case Mark():
                    self._mark(item, matrix)
                case Group():
                    self._group(item, matrix)
                case Link():
                    self._link(item, matrix)
                case Glyphs():
                    self._glyphs(item)
                case Path():
                    self._path(item, matrix.scale)
                case Picture():
                    self._picture(item)
                case Form():
                    self._form(item)

    def _mark(self, mark: Mark, matrix: Matrix) -> None:
        """Marked content with an MCID, or an artifact (ISO 32000-1, 14.8.2.2)."""
        if self.page is None or self._marked:
            raise ValueError("marked content does not nest, and a form holds none")
        if self.painter.roles is None:
            self.items(mark.items, matrix)
            return
        if mark.content is not None:
            placed = _placed(mark, matrix)
            role = self.painter.roles[mark.content]
            self.content.write(f"/{role} <</MCID {len(self.page.contents)}>> BDC")
            self.page.contents.append(mark.content)
            if placed is not None:
                known = self.page.places.get(mark.content)
                self.page.places[mark.content] = known.union(placed) if known else placed
        else:
            self.content.write(f"/Artifact <</Type /{mark.artifact}{_bbox(mark, matrix)}>> BDC")
        self._marked, self._tagged = True, mark.content is not None
        self.items(mark.items, matrix)
        self._marked, self._tagged = False, False
        self.content.write("EMC")

    def _group(self, group: Group, matrix: Matrix) -> None:
        self.content.save()
        if group.matrix != IDENTITY:
            self.content.transform(group.matrix)
        if group.clip is not None:
            self.content.clip(group.clip)
        self.items(group.items, matrix @ group.matrix)
        self.content.restore()

    def _link(self, link: Link, matrix: Matrix) -> None:
        if self.page is None:
            raise ValueError("a form holds no links")
        self.page.links.append((link, matrix.apply_rect(link.frame)))

    def _glyphs(self, run: Glyphs) -> None:
        if not run.glyphs:
            return
        font, ref = self.painter.fonts[run.face]
        paint = self.painter.paint(run.colour)
        self._prepare(fill=paint)
        self.content.write("BT")
        self.content.set_font(font.resource, ref, run.size)
        self.content.write(f"1 0 0 -1 {spell(run.x)} {spell(run.y)} Tm")
        self.content.write(font.show(run, self._tagged))
        self.content.write("ET")

    def _path(self, path: Path, scale: float) -> None:
        paint = self.painter.paint
        fill = paint(path.fill) if path.fill is not None else None
        stroke = paint(path.stroke.colour) if path.stroke is not None else None
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
        if self.painter.ink.has_overprint:
            self.content.set_overprint(
                stroke is not None and stroke.overprints, fill is not None and fill.overprints
            )

    def _picture(self, picture: Picture) -> None:
        name, frame = self.painter.picture(self.content, picture)
        self.content.save()
        if frame != picture.frame:
            self.content.clip(rectangle(picture.frame))
        # The unit square of an image has its first row at y = 1 (ISO 32000-1, 8.9.5.1).
        upright = Matrix(frame.width, 0, 0, -frame.height, frame.x, frame.bottom)
        self._prepare()
        self.content.write(f"{spell_matrix(upright)} cm {name} Do")
        self.content.restore()

    def _form(self, form: Form) -> None:
        name = self.painter.form(self.content, form)
        self.content.save()
        if form.matrix != IDENTITY:
            self.content.transform(form.matrix)
        self.content.write(f"{name} Do")
        self.content.restore()


def is_line_work(outline: Outline, scale: float) -> bool:
    """Whether a filled outline is thin enough, one way at least, to overprint in black."""
    box = bounds(outline_points(outline))
    return min(box.width, box.height) * scale <= LINE_WORK


def _placed(mark: Mark, matrix: Matrix) -> Rect | None:
    """The box of a mark in the space of the page; none if it paints nothing."""
    box = mark.bounds or extent(mark.items)
    return matrix.apply_rect(box) if box is not None else None


def _bbox(mark: Mark, matrix: Matrix) -> str:
    """The box that a background artifact must state (ISO 32000-1, table 330)."""
    if mark.artifact != "Background" or (placed := _placed(mark, matrix)) is None:
        return ""
    edges = " ".join(spell(edge) for edge in (placed.x, placed.y, placed.right, placed.bottom))
    return f" /BBox [{edges}]"
