"""SVG artwork as display items: vectors stay vectors, colours are inks.

A colour of the drawing is an ink by its name. A shape's `class` or `id`, `fill="coal"`,
`fill="var(--coal)"` and even `fill="#38342f"` are looked up in the mapping that the style
sheet or the logo's contract gives; `device-cmyk(0%, 80%, 85%, 10%)` states the ink itself.
Where a class or id has an ink, an RGB colour beside it is a preview for the drawing program
and is not printed. An RGB colour with no ink is refused: nothing turns a partner's colours
into inks by a formula. What is seen through is worked out in inks (`blending`), gradients
become bands (`gradients`), so that no item is transparent and every target shows the same.

Own reading on expat rather than svglib, which draws through ReportLab, or picosvg, which
makes fills of strokes and brings lxml and Skia: neither keeps the names of the colours, and
each costs more to import than a whole build may take.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from depliant.colour import PAPER, Colour
from depliant.display.items import MITER_LIMIT as PDF_MITER_LIMIT
from depliant.display.items import Item, Path, Raster, Stroke
from depliant.errors import InputError, Place, UnfitError
from depliant.geometry import IDENTITY, Matrix, Outline, Rect, rectangle, scaling, translation
from depliant.graphics.art import Artwork, Label
from depliant.graphics.picture import MAXIMUM_PIXELS
from depliant.graphics.svg import clips, markers, paint, patterns
from depliant.graphics.svg import paths as svg_paths
from depliant.graphics.svg.cuts import Cut
from depliant.graphics.svg.document import Document, DrawingError, Ground, State
from depliant.graphics.svg.gradients import FINEST, Gradient, MixError, bands
from depliant.graphics.svg.labels import label_of
from depliant.graphics.svg.layers import (
    Graded,
    Layer,
    Part,
    box_of,
    holds,
    is_seen_through,
    items,
    tight,
)
from depliant.graphics.svg.limits import FLATTEN, cannot_draw, is_empty_text, refuse_effects
from depliant.graphics.svg.ports import port, view_box
from depliant.graphics.svg.strokes import area
from depliant.graphics.svg.tree import Node, parse
from depliant.memory import remembered
from depliant.sentences import say, verbatim

MITER_LIMIT = 4.0
"""SVG's own (SVG 2, 13.5.6)."""
SMALLEST, LARGEST = 1e-3, 1e6
"""Sides of a view box; what is smaller or larger is a mistake."""
FARTHEST = 1e9
"""How much larger or smaller than its own units a part may be drawn."""
COARSENESS = (1, 4)
"""How many times larger than usual the steps of gradients are, where many are seen through."""
_FINE, _COARSE, _USUAL = 50.0, 5000.0, 500.0

_SHAPES = frozenset(("path", "rect", "circle", "ellipse", "line", "polyline", "polygon"))
_GROUPS = frozenset(("g", "svg", "symbol", "a"))
_SILENT = frozenset(
    ("defs", "title", "desc", "metadata", "style", "symbol", "clipPath", "linearGradient",
     "radialGradient", "pattern", "mask", "filter", "marker", "view", "font", "font-face",
     "color-profile", "cursor", "stop")
)  # fmt: skip


def read(
    data: bytes, colours: Mapping[str, Colour], file: str, ground: Ground | None = None
) -> Artwork:
    """Read the bytes of an SVG file.

    Args:
        data: the bytes.
        colours: the inks of its colours, by name.
        file: what diagnostics call it.
        ground: what it stands on, which shows where the drawing is seen through.

    Raises:
        InputError: it cannot be used; it carries all that was found.
    """
    return _read(data, tuple(colours.items()), file, ground or Ground())


def asked(
    data: bytes, named: Mapping[str, Colour], file: str, ground: Ground
) -> dict[str, str | None]:
    """The colours that a drawing shows, as it writes them, each with its hexadecimal form.

    Those are left out that nothing is painted with: of a rule that another overrules, of a layer
    that is hidden, of a mask, which is light. One that is no RGB colour has no such form: a class
    without a colour, `currentColor`, an `oklch()`.

    Args:
        data: of the file.
        named: the inks of its classes and ids, which then ask for none.
        file: what diagnostics call it.
        ground: as for `read`.
    """
    root, findings = parse(data, file)
    if root is None or any(item.code == "svg-unsafe" for item in findings):
        return {}
    document = Document(root, named, file, ground)
    _Drawing(document, COARSENESS[0]).read()
    return document.asked()


@remembered
def _read(
    data: bytes, colours: tuple[tuple[str, Colour], ...], file: str, ground: Ground
) -> Artwork:
    root, findings = parse(data, file)
    if root is None or any(item.code == "svg-unsafe" for item in findings):
        raise InputError(findings)
    for coarse in COARSENESS:
        document = Document(root, dict(colours), file, ground)
        drawing = _Drawing(document, coarse)
        artwork = drawing.read()
        if not drawing.endless:
            break
    findings.extend(document.findings)
    if findings or artwork is None:
        raise InputError(findings)
    return artwork


class _Drawing:
    """Turns the elements of one file into display items, collecting what is wrong."""

    def __init__(self, document: Document, coarse: int) -> None:
        self.document = document
        self.endless = False
        self._coarse = coarse
        self._fine = 1.0
        self._rasters: dict[str, Raster] = {}
        self._labels: list[Label] = []

    def read(self) -> Artwork | None:
        """The whole drawing, or None if it has no size."""
        document, root = self.document, self.document.root
        box = self._view_box()
        if box is None or any(found.code == "svg-unsafe" for found in document.findings):
            return None
        self._fine = (box.width**2 + box.height**2) ** 0.5 / FINEST
        parts: tuple[Part, ...] = ()
        try:
            parts = self._element(root, State({}, view=(box.width, box.height)))
        except (DrawingError, ValueError) as fault:
            self._fault(fault, root)
        document.tell_unknown()
        if document.findings:
            return None
        if document.ground.cuts and not holds(box, parts):
            parts = (Layer(parts, region=((Cut(rectangle(box)),),)),)
        side = max(box.width, box.height)
        unit = 1.0 if _FINE <= side <= _COARSE else _USUAL / side
        shown = self._shown(parts, unit)
        if not shown and not self._labels and not document.findings:
            message = say("The drawing shows nothing.")
            document.find("svg-invalid", message, say("Check the export."), root)
        labels = tuple(
            replace(label, matrix=scaling(unit) @ label.matrix) for label in self._labels
        )
        return Artwork(shown, Rect(*(edge * unit for edge in box)), labels)

    def _shown(self, parts: tuple[Part, ...], unit: float) -> tuple[Item, ...]:
        """Parts as items, with nothing left that is seen through."""
        if not is_seen_through(parts):
            return items(parts, unit)
        from depliant.graphics.svg.blending import BlendError, EndlessError, flattened

        try:
            parts = flattened(parts, self.document.ground.colour)
        except (BlendError, MixError) as error:
            self.endless = isinstance(error, EndlessError)
            self.document.find("svg-unsupported", error.message, FLATTEN, self.document.root)
            return ()
        return items(parts, unit)

    def _view_box(self) -> Rect | None:
        attributes = self.document.root.attributes
        try:
            box = view_box(attributes)
            if box is None:
                width = svg_paths.length(attributes.get("width", ""), 0.0)
                height = svg_paths.length(attributes.get("height", ""), 0.0)
                box = Rect(0.0, 0.0, width, height)
            fits = min(box[2:]) >= SMALLEST and max(box[2:]) <= LARGEST
        except ValueError:
            fits, box = False, None
        if fits:
            return box
        self.document.find(
            "svg-invalid",
            say("The drawing does not say how large it is.")
            if box is None or not all(box[2:])
            else say("The drawing is too small or too large for any drawing."),
            say('Give <svg> a viewBox="0 0 WIDTH HEIGHT".'),
            self.document.root,
        )
        return None

    def _fault(self, fault: Exception, node: Node) -> None:
        if isinstance(fault, DrawingError):
            self.document.find(fault.code, fault.message, fault.hint, node)
        elif isinstance(fault, MixError):
            self.document.find("svg-unsupported", fault.message, FLATTEN, node)
        else:
            why = fault.why if isinstance(fault, UnfitError) else verbatim(fault)
            message = say("<{tag}> is wrong: {fault}.", tag=node.tag, fault=why)
            self.document.find("svg-invalid", message, say("Save the drawing again."), node)

    # --- elements -------------------------------------------------------------------------

    def _children(self, node: Node, state: State) -> tuple[Part, ...]:
        parts: list[Part] = []
        for kid in node.kids:
            if kid.tag in _SILENT:
                continue
            try:
                parts.extend(self._element(kid, state))
            except (DrawingError, ValueError) as fault:
                self._fault(fault, kid)
        return tuple(parts)

    def _element(
        self, node: Node, above: State, extra: Mapping[str, str] | None = None
    ) -> tuple[Part, ...]:
        """The parts of one element; `extra` are attributes that a <use> gives to it."""
        self.document.count(above.depth)
        if self.document.own(node).get("display") == "none" or _is_for_others(node):
            return ()
        state = self.document.below(node, above)
        matrix = svg_paths.transform(state.looks.get("transform", ""))
        state = state._replace(scale=state.scale * matrix.scale)
        if state.scale and not 1 / FARTHEST < state.scale < FARTHEST:
            raise UnfitError(say("it is scaled beyond any page"))
        if node.tag in _SHAPES:
            parts = self._shape(node, state)
        elif node.tag in _GROUPS:
            parts = self._group(node, state, extra)
        elif node.tag == "use":
            parts = self._use(node, state)
        elif node.tag == "switch":
            parts = self._switch(node, state)
        elif node.tag == "image":
            parts = self._image(node, state)
        elif node.tag == "text" and self.document.ground.mapping == "drawing":
            self._labels += label_of(node, state, self.document)
            return ()
        elif is_empty_text(node):
            return ()
        else:
            raise cannot_draw(node, state, self.document)
        return self._wrapped(parts, matrix, state) if parts else ()

    def _wrapped(self, parts: tuple[Part, ...], matrix: Matrix, state: State) -> tuple[Part, ...]:
        """Parts under the element's clip path, mask, opacity and transform."""
        looks = state.looks
        refuse_effects(looks, self.document)
        if matrix != IDENTITY and looks.get("transform-origin", "0") not in ("0", "0 0"):
            frame = Rect(0.0, 0.0, *state.view)
            if looks.get("transform-box") == "fill-box":
                frame = box_of(parts) or frame
            x, y = svg_paths.origin(looks["transform-origin"], frame)
            matrix = translation(x, y) @ matrix @ translation(-x, -y)
        clip = looks.get("clip-path", "none")
        if clip not in ("", "none"):
            region = clips.region(clip, box_of(parts), state, self.document)
            parts = parts if region is None else (Layer(parts, region=region),)
        parts = clips.masked(parts, state, self.document, self._children)
        opacity = paint.share(looks, "opacity")
        if opacity == 0:
            return ()
        if opacity < 1:
            parts = (Layer(parts, opacity=opacity),)
        return parts if matrix == IDENTITY else (Layer(parts, matrix),)

    def _group(self, node: Node, state: State, extra: Mapping[str, str] | None) -> tuple[Part, ...]:
        """A group; an inner svg or a symbol in its view port."""
        if node.tag in ("g", "a") or node is self.document.root:
            return self._children(node, state)
        attributes = {**node.attributes, **(extra or {})}
        width, height = state.view
        symbol = node.tag == "symbol"
        frame = Rect(
            0.0 if symbol else svg_paths.length(attributes.get("x", "0"), width),
            0.0 if symbol else svg_paths.length(attributes.get("y", "0"), height),
            svg_paths.length(_unless_auto(attributes.get("width")), width),
            svg_paths.length(_unless_auto(attributes.get("height")), height),
        )
        inside = port(frame, attributes, self.document.own(node))
        if inside is None:
            return ()
        scale = state.scale * inside.matrix.scale
        parts = self._children(node, state._replace(view=inside.view, scale=scale))
        if not parts:
            return ()
        if inside.matrix != IDENTITY:
            parts = (Layer(parts, inside.matrix),)
        region = None if holds(frame, parts) else inside.region
        return parts if region is None else (Layer(parts, region=region),)

    def _use(self, node: Node, state: State) -> tuple[Part, ...]:
        used, below = self.document.used(node, state)
        sizes = {
            name: node.attributes[name]
            for name in ("width", "height")
            if name in node.attributes and used.tag in ("symbol", "svg")
        }
        parts = self._element(used, below, sizes)
        x = svg_paths.length(node.attributes.get("x", "0"), state.view[0])
        y = svg_paths.length(node.attributes.get("y", "0"), state.view[1])
        return (Layer(parts, translation(x, y)),) if parts and (x or y) else parts

    def _switch(self, node: Node, state: State) -> tuple[Part, ...]:
        """The first branch that is for everybody (SVG 2, 5.8)."""
        for kid in node.kids:
            if kid.tag not in _SILENT and not _is_for_others(kid):
                return self._element(kid, state)
        return ()

    def _image(self, node: Node, state: State) -> tuple[Part, ...]:
        if state.looks.get("visibility", "visible") != "visible":
            return ()
        attributes = node.attributes
        place = Place(self.document.file, node.line, node.column)
        pixels = self._pixels(attributes.get("href", ""), place)
        width, height = state.view
        across, down = (
            _unless_auto(attributes.get("width"), ""),
            _unless_auto(attributes.get("height"), ""),
        )
        wide = svg_paths.length(across, width) if across else 0.0
        high = svg_paths.length(down, height) if down else 0.0
        if not across:
            wide = high * pixels.width / pixels.height if down else float(pixels.width)
        if not down:
            high = wide * pixels.height / pixels.width if across else float(pixels.height)
        if wide <= 0 or high <= 0:
            return ()
        from depliant.graphics.svg import images

        frame = Rect(
            svg_paths.length(attributes.get("x", "0"), width),
            svg_paths.length(attributes.get("y", "0"), height),
            wide,
            high,
        )
        preserve = attributes.get("preserveAspectRatio", "xMidYMid")
        return (images.placed(pixels, frame, preserve, self.document.ground.colour),)

    def _pixels(self, href: str, place: Place) -> Raster:
        """The pixels of a picture in the drawing, which are read once however often it is used."""
        from depliant.graphics.svg import images

        if href not in self._rasters:
            self._rasters[href] = images.raster(href, place)
            held = self._rasters.values()
            if sum(raster.width * raster.height for raster in held) > MAXIMUM_PIXELS:
                raise DrawingError(
                    "svg-unsafe",
                    say(
                        "The pictures in the drawing have more than {maximum_pixels} pixels.",
                        maximum_pixels=MAXIMUM_PIXELS,
                    ),
                    say("Reduce them to 300 pixels an inch at their printed size."),
                )
        return self._rasters[href]

    # --- shapes and paint -----------------------------------------------------------------

    def _shape(self, node: Node, state: State) -> tuple[Part, ...]:
        looks = state.looks
        outline = self.document.outline(node, state.view)
        if not outline or looks.get("visibility", "visible") != "visible":
            return ()
        rule = looks.get("fill-rule") == "evenodd"
        filled: tuple[Part, ...] = ()
        if node.tag != "line":
            filled = self._painted("fill", Cut(outline, rule), None, (node, state))
        stroked: tuple[Part, ...] = ()
        width = svg_paths.length(looks.get("stroke-width", "1"), state.diagonal)
        if width > 0 and looks.get("stroke", "none") != "none":
            stroke = _stroke(looks, width, state.diagonal)
            stroked = self._painted("stroke", Cut(outline), stroke, (node, state))
        marked: tuple[Part, ...] = ()
        if node.tag in markers.MARKED:
            marked = markers.markers(outline, width, state, self.document, self._children)
        order = looks.get("paint-order", "normal").split()
        layers = {"fill": filled, "stroke": stroked, "markers": marked}
        names = [name for name in order if name in layers]
        names += [name for name in layers if name not in names]
        if names[:2] == ["fill", "stroke"] and (both := _together(filled, stroked)):
            return (*both, *marked)
        return tuple(part for name in names for part in layers[name])

    def _painted(
        self, name: str, cut: Cut, stroke: Stroke | None, where: tuple[Node, State]
    ) -> tuple[Part, ...]:
        """What a shape is filled with or, given a stroke, stroked with."""
        node, state = where
        opacity = paint.share(state.looks, f"{name}-opacity")
        found = paint.paint(name, node, state, self.document) if opacity else None
        if isinstance(found, Node):
            around = cut if stroke is None else Cut(area(cut.outline, stroke))
            self.document.count_segments(len(around.outline))
            if found.tag == "pattern":
                parts = patterns.tiled(
                    found, around, cut.outline, state, self.document, self._children
                )
                return _faint(parts, opacity)
            server = paint.gradient(found, tight(cut.outline), state, self.document)
            if isinstance(server, Gradient):
                graded = self._graded(server, around, cut.outline, state.scale)
                return _faint((graded,), opacity)
            found = server
        if found is None:
            return ()
        if stroke is None:
            part = Path(cut.outline, found.colour, None, cut.even_odd)
        else:
            part = Path(cut.outline, stroke=replace(stroke, colour=found.colour))
        return _faint((part,), opacity * found.opacity)

    def _graded(self, gradient: Gradient, cut: Cut, shape: Outline, scale: float) -> Graded:
        box = tight(cut.outline)
        steps = bands(gradient, box, self._fine / (scale or 1.0), self._coarse)
        self.document.count_segments(sum(len(step.outline) for step in steps))
        return Graded(cut, tuple(steps), shape)


def _stroke(looks: Mapping[str, str], width: float, diagonal: float) -> Stroke:
    """A stroke that is not inked yet."""
    dash = looks.get("stroke-dasharray", "none").replace(",", " ")
    words = [] if dash in ("none", "") else dash.split()
    pattern = tuple(svg_paths.length(word, diagonal) for word in words)
    if any(item < 0 for item in pattern) or not any(pattern):
        pattern = ()
    pattern = pattern * 2 if len(pattern) % 2 else pattern
    phase = svg_paths.length(looks.get("stroke-dashoffset", "0"), diagonal) if pattern else 0.0
    cap = looks.get("stroke-linecap", "butt")
    join = looks.get("stroke-linejoin", "miter")
    limit = svg_paths.length(looks.get("stroke-miterlimit", str(MITER_LIMIT)), 1.0)
    return Stroke(
        PAPER,
        width,
        pattern,
        cap if cap in ("round", "square") else "butt",  # type: ignore[arg-type]
        join if join in ("round", "bevel") else "miter",  # type: ignore[arg-type]
        # ISO 32000-1, 8.4.3.6: a phase is not negative.
        phase % sum(pattern) if pattern else 0.0,
        max(1.0, limit) if join not in ("round", "bevel") else PDF_MITER_LIMIT,
    )


def _together(filled: tuple[Part, ...], stroked: tuple[Part, ...]) -> tuple[Part, ...]:
    """A plain fill and a plain stroke of one outline as one path."""
    match filled, stroked:
        case (Path() as fill,), (Path() as stroke,):
            return (replace(fill, stroke=stroke.stroke),)
        case _:
            return ()


def _faint(parts: tuple[Part, ...], opacity: float) -> tuple[Part, ...]:
    if opacity == 0 or not parts:
        return ()
    return parts if opacity == 1 else (Layer(parts, opacity=opacity),)


def _is_for_others(node: Node) -> bool:
    """Whether an element is for programs or languages that nobody can count on."""
    attributes = node.attributes
    language = attributes.get("systemLanguage")
    return bool(attributes.get("requiredExtensions")) or (
        language is not None
        and not any(word.strip().lower().startswith("en") for word in language.split(","))
    )


def _unless_auto(value: str | None, default: str = "100%") -> str:
    return default if value in (None, "", "auto") else value
