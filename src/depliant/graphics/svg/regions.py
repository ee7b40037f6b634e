"""The shapes of an SVG file by the ids round them: what a map is made of.

The file is read as any drawing is, with the same bounds and refusals. Of its looks only what says
where shapes are counts: a map has inks of its own. Units are those of the file's view box, y down.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from depliant.content.model_maps import Region
from depliant.errors import Diagnostic, InputError, Place, UnfitError
from depliant.geometry import IDENTITY, Matrix, Rect, transformed, translation
from depliant.graphics.svg import paths as svg_paths
from depliant.graphics.svg.document import Document, DrawingError, Ground, State
from depliant.graphics.svg.limits import FLATTEN
from depliant.graphics.svg.ports import port, view_box
from depliant.graphics.svg.tree import Node, parse
from depliant.sentences import say, verbatim

_SHAPES: Final = frozenset(("path", "rect", "circle", "ellipse", "line", "polyline", "polygon"))
_GROUPS: Final = frozenset(("g", "svg", "a", "switch"))


def regions(data: bytes, file: str) -> tuple[Region, ...]:
    """The shapes of an SVG file in their order.

    Raises:
        InputError: everything that is wrong with the file.
    """
    root, findings = parse(data, file)
    if root is None or any(fault.code == "svg-unsafe" for fault in findings):
        raise InputError(findings)
    document = Document(root, {}, file, Ground(mapping="drawing"))
    walk = _Walk(document)
    state = document.below(root, State({}, view=_view(root)))
    found = tuple(walk.within(root, state, IDENTITY, ()))
    findings += document.findings
    if not found and not findings:
        findings.append(
            Diagnostic(
                "map-file",
                say("The map has no shapes."),
                Place(file, root.line, root.column),
                say("Draw each region as a path, and give it an id."),
            )
        )
    if findings:
        raise InputError(findings)
    return found


def _view(root: Node) -> tuple[float, float]:
    try:
        box = view_box(root.attributes)
    except ValueError:
        box = None
    return (box.width, box.height) if box else (0.0, 0.0)


class _Walk:
    """Goes through the elements of one file, collecting what is wrong with them."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def within(
        self, node: Node, state: State, matrix: Matrix, ids: tuple[str, ...]
    ) -> Iterator[Region]:
        """The shapes of an element's kids."""
        for kid in node.kids:
            try:
                yield from self._element(kid, state, matrix, ids)
            except DrawingError as fault:
                self.document.find(fault.code, fault.message, fault.hint, kid)
            except ValueError as fault:
                why = fault.why if isinstance(fault, UnfitError) else verbatim(fault)
                message = say("<{tag}> is wrong: {fault}.", tag=kid.tag, fault=why)
                self.document.find("svg-invalid", message, say("Save the drawing again."), kid)

    def _element(
        self, node: Node, above: State, matrix: Matrix, ids: tuple[str, ...]
    ) -> Iterator[Region]:
        if node.tag not in _SHAPES | _GROUPS | {"use", "symbol"} or (
            self.document.own(node).get("display") == "none"
        ):
            return
        self.document.count(above.depth)
        state = self.document.below(node, above)
        self._refuse_cuts(state)
        matrix = matrix @ self._own_matrix(state)
        if name := node.attributes.get("id", ""):
            ids = (*ids, name)
        if node.tag == "use":
            yield from self._use(node, state, matrix, ids)
        elif node.tag in _GROUPS:
            if node.tag == "svg":
                matrix, state = self._ported(node, state, matrix)
            yield from self.within(node, state, matrix, ids)
        elif node.tag in _SHAPES and state.looks.get("visibility", "visible") == "visible":
            outline = self.document.outline(node, state.view)
            if outline:
                looks = state.looks
                yield Region(
                    ids,
                    transformed(outline, matrix),
                    looks.get("fill-rule") == "evenodd",
                    None,
                    node.tag in ("line", "polyline") or looks.get("fill") == "none",
                )

    def _refuse_cuts(self, state: State) -> None:
        for look in ("clip-path", "mask"):
            if state.looks.get(look, "none") not in ("", "none"):
                raise DrawingError(
                    "svg-unsupported",
                    say("A part of the map is cut by a clip path or a mask."),
                    FLATTEN,
                )

    def _own_matrix(self, state: State) -> Matrix:
        looks = state.looks
        matrix = svg_paths.transform(looks.get("transform", ""))
        if matrix == IDENTITY or looks.get("transform-origin", "0") in ("0", "0 0"):
            return matrix
        if looks.get("transform-box") == "fill-box":
            raise UnfitError(say("it is turned about its own box"))
        x, y = svg_paths.origin(looks["transform-origin"], Rect(0.0, 0.0, *state.view))
        return translation(x, y) @ matrix @ translation(-x, -y)

    def _ported(self, node: Node, state: State, matrix: Matrix) -> tuple[Matrix, State]:
        """An inner drawing or a symbol in its view port."""
        width, height = state.view
        attributes = node.attributes
        frame = Rect(
            svg_paths.length(attributes.get("x", "0"), width),
            svg_paths.length(attributes.get("y", "0"), height),
            svg_paths.length(attributes.get("width", "100%"), width),
            svg_paths.length(attributes.get("height", "100%"), height),
        )
        inside = port(frame, attributes, self.document.own(node))
        if inside is None:
            return matrix, state
        return matrix @ inside.matrix, state._replace(view=inside.view)

    def _use(
        self, node: Node, state: State, matrix: Matrix, ids: tuple[str, ...]
    ) -> Iterator[Region]:
        used, below = self.document.used(node, state)
        x = svg_paths.length(node.attributes.get("x", "0"), state.view[0])
        y = svg_paths.length(node.attributes.get("y", "0"), state.view[1])
        matrix = matrix @ translation(x, y)
        if used.tag == "symbol":
            yield from self.within(used, below, matrix, ids)
        else:
            yield from self._element(used, below, matrix, ids)
