"""The graphics state of a content stream, one value after another (ISO 32000-1, 8.4)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from depliant.geometry import IDENTITY, Matrix, Rect
from depliant.preflight.objects import (
    entry,
    identity,
    is_dict,
    items,
    listed,
    name,
    number,
    numbers,
)
from depliant.preflight.spaces import CMYK, GRAY, RGB, Space, read_space
from depliant.preflight.tokens import Operand
from depliant.preflight.typefaces import Typeface, read_typeface


class Paint(NamedTuple):
    """A colour: its space, its components, and the pattern that it is laid on with."""

    space: Space
    values: tuple[float, ...]
    pattern: Any = None


BLACK = Paint(GRAY, (0.0,))


class State(Struct, frozen=True):
    """What is in force; `ctm` leads to the page's space, y down from the trim corner."""

    ctm: Matrix = IDENTITY
    clip: Rect | None = None
    fill: Paint = BLACK
    stroke: Paint = BLACK
    line_width: float = 1.0
    dashed: bool = False
    overprint_fill: bool = False
    overprint_stroke: bool = False
    overprint_mode: int = 0
    fill_alpha: float = 1.0
    stroke_alpha: float = 1.0
    blend: str = "Normal"
    soft_mask: bool = False
    face: Typeface | None = None
    size: float = 0.0
    character_space: float = 0.0
    word_space: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    render_mode: int = 0


class Supplies:
    """The resources of one stream, each read once.

    Typefaces are shared by all streams of a file through `faces`.
    """

    def __init__(self, resources: Any, faces: dict[tuple[int, int], Typeface]) -> None:
        self.resources = resources
        self.faces = faces
        self._spaces: dict[str, Space] = {}

    def space(self, called: str) -> Space:
        """A colour space by its name, with its slash."""
        if called not in self._spaces:
            value = entry(self.resources, "/ColorSpace", called)
            if value is None:
                value = _as_name(called)
            self._spaces[called] = read_space(value, self.resources)
        return self._spaces[called]

    def of_object(self, value: Any) -> Space:
        """A colour space that an image or shading carries."""
        return read_space(value, self.resources)

    def face(self, called: str) -> Typeface | None:
        """A font by its name."""
        return self.read_face(entry(self.resources, "/Font", called))

    def read_face(self, font: Any) -> Typeface | None:
        """A font object, read once."""
        if not is_dict(font):
            return None
        key = identity(font)
        if key not in self.faces or key == (0, 0):
            self.faces[key] = read_typeface(font)
        return self.faces[key]

    def get(self, category: str, called: str) -> Any:
        """Any other resource."""
        return entry(self.resources, category, called)


def _as_name(called: str) -> Any:
    import pikepdf

    return pikepdf.Name(called) if len(called) > 1 else None


def advance(state: State, operator: str, operands: list[Operand], supplies: Supplies) -> State:
    """The state after an operator that sets some of it; the same state after any other."""
    change = _CHANGES.get(operator)
    if change is None:
        return state
    try:
        return change(state, operands, supplies)
    except (IndexError, TypeError, ValueError, AttributeError):
        return state  # A faulty operand is passed over, as viewers do.


def _number(value: Operand) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("not a number")
    return float(value)


def _concatenate(state: State, operands: list[Operand], _: Supplies) -> State:
    return replace(state, ctm=state.ctm @ Matrix(*map(_number, operands[-6:])))


def _set_field(field: str, state: State, operands: list[Operand], _: Supplies) -> State:
    changes: dict[str, Any] = {field: _number(operands[-1])}
    return replace(state, **changes)


def _stretch(state: State, operands: list[Operand], _: Supplies) -> State:
    return replace(state, stretch=_number(operands[-1]) / 100)


def _render_mode(state: State, operands: list[Operand], _: Supplies) -> State:
    return replace(state, render_mode=int(_number(operands[-1])))


def _dash(state: State, operands: list[Operand], _: Supplies) -> State:
    return replace(state, dashed=bool(operands[0]))


def _font(state: State, operands: list[Operand], supplies: Supplies) -> State:
    return replace(state, face=supplies.face(str(operands[0])), size=_number(operands[1]))


def _device(
    field: str, space: Space, state: State, operands: list[Operand], supplies: Supplies
) -> State:
    """The operators that choose a device space and a colour of it."""
    values = tuple(map(_number, operands[-space.count :]))
    # A Default entry of the resources stands in for the device space (8.6.5.6).
    chosen = supplies.space("/" + space.kind)
    changes: dict[str, Any] = {field: Paint(chosen, values)}
    return replace(state, **changes)


def _space(field: str, state: State, operands: list[Operand], supplies: Supplies) -> State:
    space = supplies.space(str(operands[-1]))
    changes: dict[str, Any] = {field: Paint(space, space.initial)}
    return replace(state, **changes)


def _colour(field: str, state: State, operands: list[Operand], supplies: Supplies) -> State:
    space = getattr(state, field).space
    values = tuple(float(v) for v in operands if isinstance(v, float))
    last = operands[-1]
    pattern = supplies.get("/Pattern", last) if isinstance(last, str) else None
    changes: dict[str, Any] = {field: Paint(space, values, pattern)}
    return replace(state, **changes)


def _external(state: State, operands: list[Operand], supplies: Supplies) -> State:
    """The parameters of an ExtGState dictionary (8.4.5)."""
    entries = supplies.get("/ExtGState", str(operands[-1]))
    changes: dict[str, Any] = {}
    stroke, fill = entry(entries, "/OP"), entry(entries, "/op")
    if isinstance(stroke, bool):
        changes |= {"overprint_stroke": stroke, "overprint_fill": stroke}
    if isinstance(fill, bool):
        changes["overprint_fill"] = fill
    for key, field in (("/CA", "stroke_alpha"), ("/ca", "fill_alpha"), ("/LW", "line_width")):
        value = entry(entries, key)
        if value is not None:
            changes[field] = number(value, 1.0)
    mode = entry(entries, "/OPM")
    if mode is not None:
        changes["overprint_mode"] = int(number(mode))
    blends = [name(item) for item in listed(entry(entries, "/BM"))]
    if blends:
        changes["blend"] = "Normal" if blends[0] == "Compatible" else blends[0]
    mask = entry(entries, "/SMask")
    if mask is not None:
        changes["soft_mask"] = is_dict(mask)
    font = items(entry(entries, "/Font"))
    if len(font) == 2:
        changes |= {"face": supplies.read_face(font[0]), "size": number(font[1])}
    dash = items(entry(entries, "/D"))
    if dash:
        changes["dashed"] = bool(numbers(dash[0]))
    return replace(state, **changes) if changes else state


_CHANGES: dict[str, Callable[[State, list[Operand], Supplies], State]] = {
    "cm": _concatenate,
    "w": partial(_set_field, "line_width"),
    "d": _dash,
    "gs": _external,
    "Tf": _font,
    "Tc": partial(_set_field, "character_space"),
    "Tw": partial(_set_field, "word_space"),
    "Tz": _stretch,
    "TL": partial(_set_field, "leading"),
    "Ts": partial(_set_field, "rise"),
    "Tr": _render_mode,
    "g": partial(_device, "fill", GRAY),
    "G": partial(_device, "stroke", GRAY),
    "rg": partial(_device, "fill", RGB),
    "RG": partial(_device, "stroke", RGB),
    "k": partial(_device, "fill", CMYK),
    "K": partial(_device, "stroke", CMYK),
    "cs": partial(_space, "fill"),
    "CS": partial(_space, "stroke"),
    "sc": partial(_colour, "fill"),
    "scn": partial(_colour, "fill"),
    "SC": partial(_colour, "stroke"),
    "SCN": partial(_colour, "stroke"),
}
COLOUR_OPERATORS = frozenset(["g", "G", "rg", "RG", "k", "K", "cs", "CS", "sc", "scn", "SC", "SCN"])
