"""A page's content taken apart into pieces that can be written again for one plate.

Each piece is bytes that all plates share, or something painted, which a plate shows in a gray
of its own amount of ink or, where another ink overprints, leaves as it was (8.6.7, 11.7.4.3).
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from depliant.preflight.objects import decoded, entry, identity, is_dict, name, number
from depliant.preflight.spaces import ALL, GRAY, PROCESS, Space, ink
from depliant.preflight.state import COLOUR_OPERATORS, Paint, State, Supplies, advance
from depliant.preflight.tokens import Operation, operations

_PATH = frozenset(["m", "l", "c", "v", "y", "re", "h", "W", "W*"])
_PAINTS = {
    "f": "f", "F": "f", "f*": "f*", "S": "S", "s": "s", "B": "B", "B*": "B*", "b": "b", "b*": "b*",
    "n": "n",
}  # fmt: skip
_SHOWS = frozenset(["Tj", "TJ", "'", '"'])
_STATE = COLOUR_OPERATORS | {"gs", "Tr"}
"""The operators whose effect on the state counts here: colour, overprint, render mode."""

START = State()
_MAX_DEPTH = 12
_MAX_PIECES = 2_000_000


class Coat(Struct, frozen=True):
    """What one paint puts on the plates: amounts, or a pattern; `over` if it overprints."""

    mix: dict[str, float]
    over: bool
    keeps_zero: bool
    pattern: Any = None
    space: Space = GRAY
    part: Part | None = None

    def amount(self, plate: str) -> float | None:
        """The ink on a plate, None where the plate stays as it was."""
        if ALL in self.mix:
            return self.mix[ALL]
        if not self.mix:
            return None
        found = self.mix.get(plate)
        if found is None:
            return None if self.over else 0.0
        if self.over and self.keeps_zero and found == 0 and plate in PROCESS:
            return None
        return found


class Painted(Struct, frozen=True):
    """A path, a string or an image mask: `source` is what comes before its operator."""

    source: bytes
    operator: str
    fill: Coat | None
    stroke: Coat | None
    mode: int = 0


class Placed(Struct, frozen=True):
    """An image, a form or a shading that is put in place by name; `thing` is what it is."""

    kind: str
    thing: Any
    coat: Coat
    part: Part | None = None


class Part(Struct, frozen=True):
    """A content stream taken apart, with the resources that its pieces name."""

    pieces: list[bytes | Painted | Placed]
    resources: Any
    holder: Any = None
    """The form or pattern that it is the content of, None for a page."""


class Separator:
    """Takes content streams apart; equal forms in equal states are taken apart once."""

    def __init__(self, icc: bytes, with_text: bool = True) -> None:
        self.icc = icc
        self.with_text = with_text
        self.spots: dict[str, None] = {}
        self._done: dict[tuple[Any, ...], Part] = {}
        self._open: list[tuple[int, int]] = []
        self._pieces = 0

    def part(
        self, stream: bytes, supplies: Supplies, state: State = START, holder: Any = None
    ) -> Part:
        """Take one stream apart."""
        pieces: list[bytes | Painted | Placed] = []
        made = Part(pieces, supplies.resources, holder)
        saved: list[State] = []
        path: list[bytes] = []
        for operation in operations(stream):
            self._pieces += 1
            if self._pieces > _MAX_PIECES:
                break
            operator = operation.operator
            if operator in _PATH:
                path.append(operation.source)
            elif operator in _PAINTS:
                pieces.append(self._path(b"".join(path), operator, state))
                path = []
            elif operator in _SHOWS:
                if self.with_text:
                    pieces.append(self._text(operation, state))
            elif operator in ("Do", "sh", "BI"):
                pieces += self._placed(operation, state, supplies)
            elif operator in COLOUR_OPERATORS:
                state = advance(state, operator, operation.operands, supplies)
            else:
                if operator == "q":
                    saved.append(state)
                elif operator == "Q":
                    state = saved.pop() if saved else state
                elif operator != "Tr":
                    pieces.append(operation.source + b"\n")
                if operator in _STATE:
                    state = advance(state, operator, operation.operands, supplies)
                if operator in ("q", "Q"):
                    pieces.append(operator.encode() + b"\n")
        pieces += [b"Q\n"] * len(saved)
        return made

    def coat(self, paint: Paint, over: bool, mode: int, supplies: Supplies | None = None) -> Coat:
        """What a paint puts on the plates."""
        keeps_zero = mode == 1 and paint.space.kind == "DeviceCMYK"
        if paint.pattern is not None:
            return self._pattern(paint, over, supplies)
        mix = ink(paint.space, paint.values, self.icc)
        self._enter(paint.space)
        return Coat(mix, over, keeps_zero)

    def _pattern(self, paint: Paint, over: bool, supplies: Supplies | None) -> Coat:
        """A tiling or shading pattern; an uncoloured one takes the colour that comes with it."""
        pattern, base = paint.pattern, paint.space.base
        if number(entry(pattern, "/PatternType")) == 2:
            shading = entry(pattern, "/Shading")
            source = supplies or Supplies(None, {})
            space = source.of_object(entry(shading, "/ColorSpace"))
            self._enter(space)
            return Coat(_all_of(space), over, False, pattern, space)
        if number(entry(pattern, "/PaintType")) == 2 and base is not None:
            self._enter(base)
            return Coat(ink(base, paint.values, self.icc), over, False, pattern)
        return Coat(dict.fromkeys(PROCESS, 0.0), False, False, pattern, part=self._inner(pattern))

    def _inner(self, holder: Any, supplies: Supplies | None = None, state: State = START) -> Part:
        """The content of a form or pattern."""
        inherited = (state.fill, state.stroke, state.overprint_fill, state.overprint_stroke)
        key = (identity(holder), _hashable(inherited), state.overprint_mode)
        if key in self._done and identity(holder) != (0, 0):
            return self._done[key]
        if identity(holder) in self._open or len(self._open) > _MAX_DEPTH:
            return Part([], None, holder)
        resources = entry(holder, "/Resources")
        inner = supplies if resources is None and supplies else Supplies(resources, {})
        self._open.append(identity(holder))
        made = self.part(decoded(holder), inner, state, holder)
        self._open.pop()
        self._done[key] = made
        return made

    def _path(self, source: bytes, operator: str, state: State) -> Painted:
        fill = operator in ("f", "F", "f*", "B", "B*", "b", "b*")
        stroke = operator in ("S", "s", "B", "B*", "b", "b*")
        return Painted(source, operator, *self._coats(state, fill, stroke))

    def _text(self, operation: Operation, state: State) -> Painted:
        mode = state.render_mode
        coats = self._coats(state, mode in (0, 2, 4, 6), mode in (1, 2, 5, 6))
        return Painted(operation.source, operation.operator, *coats, mode)

    def _coats(self, state: State, fill: bool, stroke: bool) -> tuple[Coat | None, Coat | None]:
        mode = state.overprint_mode
        return (
            self.coat(state.fill, state.overprint_fill, mode) if fill else None,
            self.coat(state.stroke, state.overprint_stroke, mode) if stroke else None,
        )

    def _placed(
        self, operation: Operation, state: State, supplies: Supplies
    ) -> list[bytes | Painted | Placed]:
        """An image, form or shading; inline images are too small to matter and are left out."""
        if operation.operator == "BI":
            return []
        category = "/Shading" if operation.operator == "sh" else "/XObject"
        thing = supplies.get(category, str(operation.operands[-1])) if operation.operands else None
        if not is_dict(thing):
            return []
        if category == "/Shading":
            space = supplies.of_object(entry(thing, "/ColorSpace"))
            self._enter(space)
            coat = Coat(_all_of(space), state.overprint_fill, False, space=space)
            return [Placed("shading", thing, coat)]
        if name(entry(thing, "/Subtype")) == "Form":
            # A group is composed by itself and then laid on as a whole.
            part = self._inner(thing, supplies, state)
            return [Placed("form", thing, Coat({}, False, False), part)]
        if entry(thing, "/ImageMask") is True:
            coats = self._coats(state, True, False)
            return [Placed("mask", thing, coats[0] or Coat({}, False, False))]
        value = entry(thing, "/ColorSpace")
        space = GRAY if value is None else supplies.of_object(value)
        self._enter(space)
        return [
            Placed("image", thing, Coat(_all_of(space), state.overprint_fill, False, space=space))
        ]

    def _enter(self, space: Space) -> None:
        """Remember a space's spot inks."""
        root = space.root
        if root.kind in ("Separation", "DeviceN"):
            for colorant in root.names:
                if colorant not in (ALL, "None", *PROCESS):
                    self.spots.setdefault(colorant)


def _all_of(space: Space) -> dict[str, float]:
    """The plates that a space can print on, each with some ink."""
    root = space.root
    if root.kind in ("Separation", "DeviceN"):
        return {colorant: 1.0 for colorant in root.names if colorant != "None"}
    return dict.fromkeys(PROCESS, 1.0)


def _hashable(inherited: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(
        (value.space, value.values, identity(value.pattern)) if isinstance(value, Paint) else value
        for value in inherited
    )
