"""SVG artwork as display items: vectors stay vectors, colours are inks.

A colour of the drawing is an ink by its name. A shape's `class` or `id`, `fill="coal"`,
`fill="var(--coal)"` and even `fill="#38342f"` are looked up in the mapping that the style
sheet or the logo's contract gives; `device-cmyk(0%, 80%, 85%, 10%)` states the ink itself.
Where a class or id has an ink, an RGB colour beside it is a preview for the drawing program
and is not printed. An RGB colour with no ink is refused: nothing turns a partner's colours
into inks by a formula.

Own reading on expat rather than svglib, which draws through ReportLab, or picosvg, which
makes fills of strokes and brings lxml and Skia: neither keeps the names of the colours, and
each costs more to import than a whole build may take.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from depliant.colour import Colour
from depliant.display.items import Group, Item, Path, Stroke
from depliant.errors import Diagnostic, InputError, Place
from depliant.geometry import (
    IDENTITY,
    Outline,
    Rect,
    scaling,
    transformed,
    translation,
)
from depliant.graphics.art import Artwork
from depliant.graphics.svg import paths as svg_paths
from depliant.graphics.svg import styles as svg_style
from depliant.graphics.svg.tree import MAXIMUM_FINDINGS, Node, parse
from depliant.memory import remembered

MAXIMUM_SEGMENTS = 400_000
MAXIMUM_DRAWN = 50_000
MAXIMUM_NESTING = 100

_SHAPES = frozenset(("path", "rect", "circle", "ellipse", "line", "polyline", "polygon"))
_GROUPS = frozenset(("g", "svg", "symbol"))
_SILENT = frozenset(
    ("defs", "title", "desc", "metadata", "style", "symbol", "clipPath", "linearGradient",
     "radialGradient", "pattern", "mask", "filter", "marker", "view")
)  # fmt: skip
_CMYK = re.compile(r"device-cmyk\(([^()/]*+)\)", re.IGNORECASE)
_VARIABLE = re.compile(r"var\(\s*+--([-\w]++)\s*+\)")
_INSTEAD = {
    "text": "Convert the text to outlines in the drawing program.",
    "image": "Trace it, or place it as a picture of the content.",
    "a": "Remove the link; the content links a logo by its contract.",
    "gradient": "Give the shape one flat ink.",
    "opacity": "Use a lighter tint of the ink: nothing in the file is transparent.",
    "mask": "Cut the shapes in the drawing program.",
    "filter": "Remove the effect, or place the drawing as a picture.",
    "marker": "Draw the arrow heads as shapes.",
}


class _DrawingError(Exception):
    """Something in an element that cannot be drawn: a code, a sentence, what to do."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint


class _State(NamedTuple):
    """What holds for the element being read: its looks, its ink by name, its nesting."""

    looks: Mapping[str, str]
    ink: Colour | None = None
    depth: int = 0
    uses: tuple[str, ...] = ()


def read(data: bytes, colours: Mapping[str, Colour], file: str) -> Artwork:
    """Read the bytes of an SVG file; `file` names it in diagnostics. Raises as `load`."""
    return _read(data, tuple(colours.items()), file)


@remembered
def _read(data: bytes, colours: tuple[tuple[str, Colour], ...], file: str) -> Artwork:
    root, findings = parse(data, file)
    if root is None or any(item.code == "svg-unsafe" for item in findings):
        raise InputError(findings)
    drawing = _Drawing(root, dict(colours), file)
    artwork = drawing.read()
    findings.extend(drawing.findings)
    if findings or artwork is None:
        raise InputError(findings)
    return artwork


class _Drawing:
    """Turns the nodes of one file into display items, collecting what is wrong."""

    def __init__(self, root: Node, colours: Mapping[str, Colour], file: str) -> None:
        self.root = root
        self.colours = colours
        self.file = file
        self.findings: list[Diagnostic] = []
        self._said: set[tuple[str, str]] = set()
        self._ids: dict[str, Node] = {}
        self._rules: list[svg_style.Rule] = []
        self._view = (0.0, 0.0)
        self._segments = 0
        self._drawn = 0

    def read(self) -> Artwork | None:
        """The whole drawing, or None if it has no size."""
        self._gather()
        box = self._view_box()
        if box is None:
            return None
        self._view = (box.width, box.height)
        items: tuple[Item, ...] = ()
        try:
            items = self._element(self.root, _State({}), {})
        except _DrawingError as fault:
            self._find(fault.code, fault.message, fault.hint, self.root)
        if not items and not self.findings:
            self._find("svg-invalid", "The drawing shows nothing.", "Check the export.", self.root)
        return Artwork(items, box)

    def _find(self, code: str, message: str, hint: str, node: Node) -> None:
        if (code, message) in self._said or len(self.findings) >= MAXIMUM_FINDINGS:
            return
        self._said.add((code, message))
        place = Place(self.file, node.line, node.column)
        self.findings.append(Diagnostic(code, message, place, hint))

    def _gather(self) -> None:
        """Index ids and read style sheets."""
        waiting = [self.root]
        while waiting:
            node = waiting.pop()
            if "id" in node.attributes:
                self._ids.setdefault(node.attributes["id"], node)
            if node.tag == "style":
                found, faults = svg_style.rules(node.text)
                self._rules.extend(found)
                for code, message in faults:
                    self._find(code, message, "Set colours by class or attribute.", node)
            waiting.extend(reversed(node.kids))
        self._rules.sort(key=lambda rule: rule.rank)

    def _view_box(self) -> Rect | None:
        attributes = self.root.attributes
        try:
            if "viewBox" in attributes:
                x, y, width, height = svg_paths.numbers(attributes["viewBox"])
            else:
                x, y = 0.0, 0.0
                width = svg_paths.length(attributes.get("width", ""), 0.0)
                height = svg_paths.length(attributes.get("height", ""), 0.0)
        except ValueError:
            width = height = x = y = 0.0
        if width > 0 and height > 0:
            return Rect(x, y, width, height)
        self._find(
            "svg-invalid",
            "The drawing does not say how large it is.",
            'Give <svg> a viewBox="0 0 WIDTH HEIGHT".',
            self.root,
        )
        return None

    # --- elements -------------------------------------------------------------------------

    def _children(self, node: Node, state: _State) -> tuple[Item, ...]:
        items: list[Item] = []
        for kid in node.kids:
            if kid.tag in _SILENT:
                continue
            try:
                items.extend(self._element(kid, state, {}))
            except _DrawingError as fault:
                self._find(fault.code, fault.message, fault.hint, kid)
            except ValueError as error:
                message = f"<{kid.tag}> is wrong: {error}."
                self._find("svg-invalid", message, "Save the drawing again.", kid)
        return tuple(items)

    def _element(self, node: Node, above: _State, extra: Mapping[str, str]) -> tuple[Item, ...]:
        """The items of one element; `extra` are attributes that a <use> adds to it."""
        self._drawn += 1
        if self._drawn > MAXIMUM_DRAWN or above.depth > MAXIMUM_NESTING:
            raise _DrawingError(
                "svg-unsafe",
                "The drawing repeats or nests its parts without reasonable bound.",
                "Simplify it in the drawing program.",
            )
        own = svg_style.own(node, self._rules)
        if own.get("display") == "none":
            return ()
        state = self._state(node, own, above)
        self._refuse_effects(state.looks)
        if node.tag in _SHAPES:
            items = self._shape(node, state)
        elif node.tag in _GROUPS:
            items = self._children(node, state)
            if node is not self.root and ("viewBox" in node.attributes or extra):
                items = self._in_view_port({**node.attributes, **extra}, items)
        elif node.tag == "use":
            items = self._use(node, state)
        else:
            raise _DrawingError(
                "svg-unsupported", f"<{node.tag}> cannot be drawn.", _instead(node.tag)
            )
        if not items:
            return ()
        return self._mapped(items, state.looks)

    def _mapped(self, items: tuple[Item, ...], looks: Mapping[str, str]) -> tuple[Item, ...]:
        """Items under the element's clip path and transform."""
        clip = looks.get("clip-path", "none")
        if clip != "none":
            items = (Group(items, clip=self._clip(clip)),)
        matrix = svg_paths.transform(looks.get("transform", ""))
        return items if matrix == IDENTITY else (Group(items, matrix),)

    def _state(self, node: Node, own: Mapping[str, str], above: _State) -> _State:
        """The looks of an element; a class or id that names an ink sets what it paints with."""
        looks = svg_style.inherit(above.looks, own)
        names = [*node.attributes.get("class", "").split(), node.attributes.get("id", "")]
        ink = next((self.colours[name] for name in names if name in self.colours), None)
        if ink is None:
            return above._replace(looks=looks, depth=above.depth + 1)
        for paint in ("fill", "stroke"):
            if paint not in own and above.looks.get(paint, "none") != "none":
                looks[paint] = "currentColor"
        return above._replace(looks=looks, ink=ink, depth=above.depth + 1)

    def _refuse_effects(self, looks: Mapping[str, str]) -> None:
        for name, kind in (("mask", "mask"), ("filter", "filter"), ("marker-start", "marker"),
                           ("marker-mid", "marker"), ("marker-end", "marker"),
                           ("marker", "marker")):  # fmt: skip
            if looks.get(name, "none") != "none":
                raise _DrawingError("svg-unsupported", f"{name} cannot be drawn.", _INSTEAD[kind])
        if looks.get("mix-blend-mode", "normal") != "normal" or _share(looks, "opacity") < 1:
            raise _DrawingError(
                "svg-unsupported", "A part of the drawing is transparent.", _INSTEAD["opacity"]
            )

    def _use(self, node: Node, state: _State) -> tuple[Item, ...]:
        target = node.attributes.get("href", "").strip().removeprefix("#")
        used = self._ids.get(target)
        if used is None or target in state.uses:
            raise _DrawingError(
                "svg-invalid",
                f"<use> refers to #{target}, which "
                + ("holds it." if used else "is not in the drawing."),
                "Expand symbols in the drawing program.",
            )
        sizes = {
            name: node.attributes[name]
            for name in ("width", "height")
            if name in node.attributes and used.tag in ("symbol", "svg")
        }
        below = state._replace(uses=(*state.uses, target))
        items = self._element(used, below, sizes)
        x = svg_paths.length(node.attributes.get("x", "0"), self._view[0])
        y = svg_paths.length(node.attributes.get("y", "0"), self._view[1])
        return (Group(items, translation(x, y)),) if items and (x or y) else items

    def _in_view_port(
        self, attributes: Mapping[str, str], items: tuple[Item, ...]
    ) -> tuple[Item, ...]:
        """A symbol's or inner svg's items fitted into its width and height (SVG 2, 8.2)."""
        x = svg_paths.length(attributes.get("x", "0"), self._view[0])
        y = svg_paths.length(attributes.get("y", "0"), self._view[1])
        width = svg_paths.length(attributes.get("width", "100%"), self._view[0])
        height = svg_paths.length(attributes.get("height", "100%"), self._view[1])
        if "viewBox" not in attributes:
            return (Group(items, translation(x, y)),) if x or y else items
        box = svg_paths.numbers(attributes["viewBox"])
        if len(box) != 4 or box[2] <= 0 or box[3] <= 0:
            raise ValueError("its viewBox is not four numbers with a positive size")
        fit = attributes.get("preserveAspectRatio", "xMidYMid").split()
        across, down = width / box[2], height / box[3]
        if fit[0] != "none":
            across = down = (max if "slice" in fit else min)(across, down)
        shift = [{"Min": 0.0, "Max": 1.0}.get(fit[0][at : at + 3], 0.5) for at in (1, 5)]
        place = translation(
            x + (width - across * box[2]) * shift[0], y + (height - down * box[3]) * shift[1]
        )
        return (Group(items, place @ scaling(across, down) @ translation(-box[0], -box[1])),)

    # --- shapes and paint -----------------------------------------------------------------

    def _outline(self, node: Node) -> Outline:
        outline = svg_paths.shape(node.tag, node.attributes, self._view)
        self._segments += len(outline)
        if self._segments > MAXIMUM_SEGMENTS:
            raise _DrawingError(
                "svg-unsafe",
                f"The drawing has more than {MAXIMUM_SEGMENTS} path segments.",
                "Simplify its paths in the drawing program.",
            )
        return outline

    def _shape(self, node: Node, state: _State) -> tuple[Item, ...]:
        looks = state.looks
        outline = self._outline(node)
        if not outline or looks.get("visibility", "visible") != "visible":
            return ()
        fill = None if node.tag == "line" else self._paint("fill", node, state)
        ink = self._paint("stroke", node, state)
        stroke = self._stroke(ink, looks) if ink is not None else None
        if fill is None and stroke is None:
            return ()
        return (Path(outline, fill, stroke, looks.get("fill-rule") == "evenodd"),)

    def _paint(self, name: str, node: Node, state: _State) -> Colour | None:
        """The ink that an element is filled or stroked with, None for none."""
        value = state.looks.get(name, "" if name == "fill" else "none")
        if value in ("none", "transparent") or _share(state.looks, f"{name}-opacity") == 0:
            return None
        if _share(state.looks, f"{name}-opacity") < 1:
            raise _DrawingError(
                "svg-unsupported", "A part of the drawing is transparent.", _INSTEAD["opacity"]
            )
        variable = _VARIABLE.fullmatch(value)
        for known in (value, value.lower(), variable[1] if variable else ""):
            if known in self.colours:
                return self.colours[known]
        if mix := _CMYK.fullmatch(value):
            return _device_cmyk(mix[1])
        if value.lower().startswith("url("):
            raise _DrawingError(
                "svg-unsupported",
                f"<{node.tag}> is painted with a gradient or pattern.",
                _INSTEAD["gradient"],
            )
        if state.ink is not None and not variable:
            return state.ink
        shown = f"the colour {value}" if value else "no colour, which SVG paints in RGB black"
        raise _DrawingError(
            "svg-colour",
            f"<{node.tag}> has {shown}: no ink is known for it.",
            f"Map {value!r} to an ink where the drawing is used, or give the shape a class that "
            "is mapped."
            if value
            else "Give the shape a class that is mapped to an ink.",
        )

    def _stroke(self, ink: Colour, looks: Mapping[str, str]) -> Stroke | None:
        width = svg_paths.length(looks.get("stroke-width", "1"), self._view[0])
        if width <= 0:
            return None
        dash = looks.get("stroke-dasharray", "none")
        pattern = () if dash == "none" else tuple(svg_paths.numbers(dash.replace("px", "")))
        if looks.get("stroke-dashoffset", "0").rstrip("px") not in ("0", "0.0") and pattern:
            raise _DrawingError(
                "svg-unsupported", "stroke-dashoffset cannot be drawn.", "Set it to 0."
            )
        if looks.get("vector-effect", "none") != "none":
            raise _DrawingError(
                "svg-unsupported", "vector-effect cannot be drawn.", "Outline strokes."
            )
        if any(item < 0 for item in pattern) or not any(pattern):
            pattern = ()
        cap = looks.get("stroke-linecap", "butt")
        join = looks.get("stroke-linejoin", "miter")
        return Stroke(
            ink,
            width,
            pattern * 2 if len(pattern) % 2 else pattern,
            cap if cap in ("round", "square") else "butt",  # type: ignore[arg-type]
            join if join in ("round", "bevel") else "miter",  # type: ignore[arg-type]
        )

    def _clip(self, value: str) -> Outline:
        """The outline of a simple clip path: one shape, perhaps transformed."""
        found = re.fullmatch(r"url\(\s*+[\"']?+#([^\"')]++)[\"']?+\s*+\)", value)
        node = self._ids.get(found[1].strip()) if found else None
        simple = node is not None and node.attributes.get("clipPathUnits") != "objectBoundingBox"
        shapes = [kid for kid in node.kids if kid.tag in _SHAPES] if node and simple else []
        if node is None or len(shapes) != 1 or len(node.kids) != 1:
            raise _DrawingError(
                "svg-unsupported",
                "A clip path is not one plain shape.",
                "Unite its shapes into one path, or crop the art.",
            )
        outline = self._outline(shapes[0])
        looks = svg_style.own(shapes[0], self._rules)
        moves = sum(segment[0] == "M" for segment in outline)
        if looks.get("clip-rule") == "evenodd" and moves > 1:
            raise _DrawingError(
                "svg-unsupported", "A clip path with holes cannot be drawn.", _INSTEAD["mask"]
            )
        inner = svg_paths.transform(looks.get("transform", ""))
        outer = svg_paths.transform(svg_style.own(node, self._rules).get("transform", ""))
        return transformed(outline, outer @ inner)


def _share(looks: Mapping[str, str], name: str) -> float:
    """An opacity from 0 to 1."""
    return svg_paths.length(looks.get(name, "1"), 1.0)


def _device_cmyk(text: str) -> Colour:
    """The ink of a device-cmyk() colour (CSS Color 5, 7): numbers from 0 to 1, or per cent."""
    try:
        c, m, y, k = (svg_paths.length(part, 1.0) for part in text.replace(",", " ").split())
        return Colour(c, m, y, k)
    except ValueError as error:
        raise _DrawingError(
            "svg-colour",
            f"device-cmyk({text}) is not four amounts of ink.",
            "Write four per cent values: device-cmyk(0% 80% 85% 10%).",
        ) from error


def _instead(tag: str) -> str:
    for kind in ("text", "image", "a"):
        if tag == kind or (kind == "text" and tag in ("tspan", "textPath", "tref")):
            return _INSTEAD[kind]
    return "Expand it to plain shapes in the drawing program."
