"""One SVG file while it is drawn: its elements by id, their looks, what is wrong with it.

Also the bounds that keep a small file from asking for a large drawing, and the colours for which
no ink is known: all of them are told at once, with what to write.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, NamedTuple

from depliant.colour import PAPER, Colour
from depliant.errors import Diagnostic, Place
from depliant.geometry import Outline
from depliant.graphics.svg import paths as svg_paths
from depliant.graphics.svg.colours import Shade, parsed
from depliant.graphics.svg.styles import StyleSheet, inherit
from depliant.graphics.svg.tree import MAXIMUM_FINDINGS, Node
from depliant.sentences import Sentence, say, some

MAXIMUM_SEGMENTS = 400_000
MAXIMUM_DRAWN = 50_000
MAXIMUM_NESTING = 100
MAXIMUM_REREAD = 50_000_000
"""Characters of attributes that are read for all that is drawn: what is used again counts again."""
_LOOK = 16
"""A property that an element inherits is copied about as fast as so many are read."""
MAXIMUM_NAMED = 60
"""Colours that one message names."""

MapName = Literal["inks", "colours", "drawing"]
_LINK = re.compile(r"url\(\s*+[\"']?+#([^\"')]++)[\"']?+\s*+\)\s*+(.*+)", re.DOTALL)
_PLAIN = re.compile(r"[A-Za-z][-\w]*+")
_SHADE = re.compile(r"#[0-9a-f]{6}")
# YAML reads these words as no names.
_RESERVED = frozenset(("yes", "no", "on", "off", "true", "false", "null", "y", "n"))


class DrawingError(Exception):
    """Something in an element that cannot be drawn: a code, a sentence, what to do."""

    def __init__(self, code: str, message: Sentence, hint: Sentence) -> None:
        super().__init__(str(message))
        self.code, self.message, self.hint = code, message, hint


class State(NamedTuple):
    """What holds for the element being read.

    Its looks, its ink by name, the size of its view port in user units, its nesting, the ids of
    what is being used. With `light` it is part of a mask: its colours are lights, not inks.
    `scale` is how much larger than its own units it is drawn in those of the whole.
    """

    looks: Mapping[str, str]
    ink: Colour | None = None
    view: tuple[float, float] = (0.0, 0.0)
    depth: int = 0
    uses: tuple[str, ...] = ()
    light: bool = False
    scale: float = 1.0

    @property
    def diagonal(self) -> float:
        """What a percentage is of that is neither a width nor a height (SVG 2, 8.9)."""
        width, height = self.view
        return float(((width * width + height * height) / 2) ** 0.5)


class Ground(NamedTuple):
    """What a drawing is read for: the ink that it stands on, and where its inks are written.

    `mapping` says whose map that is: a contract's (`inks`), a style sheet's (`colours`), or that of
    a `drawing` of the content, whose live texts are given as labels.
    With `cuts` nothing shows that lies outside the drawing's view box.
    """

    colour: Colour = PAPER
    mapping: MapName = "inks"
    cuts: bool = False


class Document:
    """One file; see the module."""

    def __init__(
        self, root: Node, colours: Mapping[str, Colour], file: str, ground: Ground
    ) -> None:
        self.root = root
        self.file = file
        self.ground = ground
        self.findings: list[Diagnostic] = []
        self.size = (0.0, 0.0)
        self._colours = colours
        self._by_shade = {
            shade.hex: ink
            for name, ink in reversed(list(colours.items()))
            if (shade := parsed(name))
        }
        self._said: set[tuple[str, Sentence]] = set()
        self._ids: dict[str, Node] = {}
        self._own: dict[int, Mapping[str, str]] = {}
        self._holders: dict[int, Node] = {}
        self._unknown: dict[str, tuple[str, Node]] = {}
        self._segments = 0
        self._drawn = 0
        self._reread = 0
        self._gather()

    def _gather(self) -> None:
        """Index elements by id, read style sheets, and see what each element sets itself."""
        sheet = StyleSheet()
        lines: list[list[Node]] = []
        waiting = [[self.root]]
        while waiting:
            line = waiting.pop()
            node = line[-1]
            lines.append(line)
            if "id" in node.attributes:
                self._ids.setdefault(node.attributes["id"], node)
            if node.tag == "style":
                sheet.add(node.text)
                for code, message in sheet.faults:
                    self.find(code, message, say("Set colours by class or attribute."), node)
                sheet.faults.clear()
            for kid in reversed(node.kids):
                self._holders[id(kid)] = node
                waiting.append([*line, kid])
        try:
            self._own = {id(line[-1]): sheet.looks(line) for line in lines}
        except OverflowError:
            message = say("The style sheet of the drawing is far too large for its elements.")
            self.find("svg-unsafe", message, say("Simplify it in the drawing program."), self.root)

    def find(self, code: str, message: Sentence, hint: Sentence, node: Node) -> None:
        """Note a fault of an element, once."""
        if (code, message) in self._said or len(self.findings) >= MAXIMUM_FINDINGS:
            return
        self._said.add((code, message))
        place = Place(self.file, node.line, node.column)
        self.findings.append(Diagnostic(code, message, place, hint))

    # --- elements -------------------------------------------------------------------------

    def own(self, node: Node) -> Mapping[str, str]:
        """What an element sets itself."""
        return self._own.get(id(node), {})

    def by_id(self, name: str) -> Node | None:
        """The element of that id."""
        return self._ids.get(name)

    def used(self, node: Node, state: State) -> tuple[Node, State]:
        """The element that a <use> draws, and the state below that <use>.

        Raises:
            DrawingError: `svg-invalid`, there is none, or it holds the <use>.
        """
        target = node.attributes.get("href", "").strip().removeprefix("#")
        used = self.by_id(target)
        if used is None or target in state.uses:
            raise DrawingError(
                "svg-invalid",
                say(
                    "<use> refers to #{target}, which holds it."
                    if used
                    else "<use> refers to #{target}, which is not in the drawing.",
                    target=target,
                ),
                say("Expand symbols in the drawing program."),
            )
        return used, state._replace(uses=(*state.uses, target))

    def linked(self, value: str) -> tuple[Node | None, str] | None:
        """The element that `url(#id)` names, and what stands behind it; None for no link."""
        found = _LINK.fullmatch(value.strip())
        return (self._ids.get(found[1].strip()), found[2].strip()) if found else None

    def holder(self, node: Node) -> Node | None:
        """The element round another."""
        return self._holders.get(id(node))

    def state_above(self, node: Node, state: State) -> State:
        """What holds in the place where an element stands, whoever uses it from elsewhere."""
        line = []
        holder = self.holder(node)
        while holder is not None:
            line.append(holder)
            holder = self.holder(holder)
        below = state._replace(looks={}, ink=None)
        for one in reversed(line):
            below = self.below(one, below)
        return below._replace(depth=state.depth + 1)

    def below(self, node: Node, above: State) -> State:
        """The state of an element; a class or id that names an ink sets what it paints with.

        Raises:
            DrawingError: elements of very many words are used far too often.
        """
        self._reread += sum(map(len, node.attributes.values())) + _LOOK * len(above.looks)
        if self._reread > MAXIMUM_REREAD:
            raise _boundless()
        own = self.own(node)
        looks = inherit(above.looks, own)
        names = [*node.attributes.get("class", "").split(), node.attributes.get("id", "")]
        ink = next((self._colours[name] for name in names if name in self._colours), None)
        if ink is None:
            return above._replace(looks=looks, depth=above.depth + 1)
        for paint in ("fill", "stroke"):
            if paint not in own and above.looks.get(paint, "none") != "none":
                looks[paint] = "currentColor"
        return above._replace(looks=looks, ink=ink, depth=above.depth + 1)

    # --- bounds ---------------------------------------------------------------------------

    def count(self, depth: int) -> None:
        """Count an element that is drawn.

        Raises:
            DrawingError: there are far too many, or they are nested far too deep.
        """
        self._drawn += 1
        if self._drawn > MAXIMUM_DRAWN or depth > MAXIMUM_NESTING:
            raise _boundless()

    def outline(self, node: Node, view: tuple[float, float]) -> Outline:
        """The outline of a shape.

        Raises:
            DrawingError: all shapes together have far too many segments.
            ValueError: an attribute is wrong.
        """
        outline = svg_paths.shape(node.tag, node.attributes, view)
        self.count_segments(len(outline))
        return outline

    def count_segments(self, count: int) -> None:
        """Count what is to be drawn.

        Raises:
            DrawingError: it is far too much.
        """
        self._segments += count
        if self._segments > MAXIMUM_SEGMENTS:
            raise DrawingError(
                "svg-unsafe",
                say(
                    "The drawing has more than {maximum_segments} path segments.",
                    maximum_segments=MAXIMUM_SEGMENTS,
                ),
                say("Simplify its paths in the drawing program."),
            )

    # --- colours --------------------------------------------------------------------------

    def ink(self, value: str, shade: Shade | None) -> Colour | None:
        """The ink that a colour has in the map: by its name, or by any other way to write it."""
        for known in (value, value.lower()):
            if known in self._colours:
                return self._colours[known]
        return self._by_shade.get(shade.hex) if shade is not None else None

    def unknown(self, key: str, shade: Shade | None, node: Node) -> None:
        """Note a colour for which no ink is known."""
        self._unknown.setdefault(shade.hex if shade is not None else key, (key, node))

    def asked(self) -> dict[str, str | None]:
        """The colours for which no ink is known, as written, with the hexadecimal of each."""
        return {
            key: found if _SHADE.fullmatch(found) else None
            for found, (key, _) in self._unknown.items()
        }

    def tell_unknown(self) -> None:
        """Say of all colours without an ink which they are, and what to write for them."""
        if not self._unknown:
            return
        keys = [key for key, _ in self._unknown.values()]
        node = next(node for _, node in self._unknown.values())
        shown = some(keys, MAXIMUM_NAMED)
        entries = ", ".join(self._entry(key) for key in keys[:MAXIMUM_NAMED])
        if self.ground.mapping == "inks":
            hint = say(
                "Write in its contract, with the owner's per cent for C, M, Y, K: "
                "inks: {{{entries}}}",
                entries=entries,
            )
        elif self.ground.mapping == "drawing":
            hint = say(
                "Write below `drawing:`, with a swatch for each: colours: {{{entries}}}",
                entries=entries,
            )
        else:
            hint = say(
                "Write where the style sheet names it: colours: {{{entries}}}", entries=entries
            )
        self.find(
            "svg-colour",
            say("No ink is known for what the drawing shows in {shown}.", shown=shown),
            hint,
            node,
        )

    def _entry(self, key: str) -> str:
        """A line of the map that is asked for, as YAML reads it."""
        plain = _PLAIN.fullmatch(key) and key.lower() not in _RESERVED
        quoted = '"' + key.replace("\\", "\\\\").replace('"', '\\"') + '"'
        name = key if plain else quoted
        if self.ground.mapping != "inks":
            return f"{name}: SWATCH"
        shade = parsed(key)
        if shade is not None and shade.red == shade.green == shade.blue:
            return f"{name}: [0, 0, 0, {round(100 - shade.red / 2.55)}]"
        return f"{name}: [C, M, Y, K]"


def _boundless() -> DrawingError:
    return DrawingError(
        "svg-unsafe",
        say("The drawing repeats or nests its parts without reasonable bound."),
        say("Simplify it in the drawing program."),
    )
