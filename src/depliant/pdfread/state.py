"""The graphics state of a content stream, one value after another (ISO 32000-1, 8.4)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

import pikepdf
from msgspec import Struct
from msgspec.structs import replace

from depliant.geometry import IDENTITY, Matrix
from depliant.pdfread.fonts import Typeface, read_typeface
from depliant.pdfread.objects import (
    entry,
    identity,
    is_dict,
    items,
    listed,
    name,
    number,
    numbers,
)
from depliant.pdfread.outline import Shape
from depliant.pdfread.spaces import CMYK, GRAY, PLAIN_SPACES, RGB, Space, read_space
from depliant.pdfread.tokens import Operand


class Paint(NamedTuple):
    """A colour: its space, its components, and the pattern that it is laid on with."""

    space: Space
    values: tuple[float, ...]
    pattern: Any = None


BLACK = Paint(GRAY, (0.0,))
LARGEST = 1e12
"""No number of a page is larger: so many points reach to the moon."""
_BLENDS = frozenset(
    ("Normal", "Compatible", "Multiply", "Screen", "Overlay", "Darken", "Lighten", "ColorDodge",
     "ColorBurn", "HardLight", "SoftLight", "Difference", "Exclusion", "Hue", "Saturation",
     "Color", "Luminosity")
)  # fmt: skip
"""The blend modes that there are (tables 136 and 137): of several, the first of them is meant."""


class Clip(Struct, frozen=True, eq=False):
    """A path to which painting is clipped, and the clip that it lies in.

    `matrix` leads from the path's space to the initial space of its stream.
    """

    shape: Shape
    matrix: Matrix
    even_odd: bool
    outer: Clip | None = None


class SoftMask(Struct, frozen=True, eq=False):
    """A soft mask (11.6.5.2): its dictionary, and from where its group is placed."""

    entries: Any
    matrix: Matrix


class State(Struct, frozen=True):
    """What is in force; `ctm` leads to the space in which the stream begins."""

    ctm: Matrix = IDENTITY
    clip: Clip | None = None
    fill: Paint = BLACK
    stroke: Paint = BLACK
    line_width: float = 1.0
    cap: int = 0
    join: int = 0
    dash: tuple[float, ...] = ()
    dash_phase: float = 0.0
    miter: float = 10.0
    overprint_fill: bool = False
    overprint_stroke: bool = False
    overprint_mode: int = 0
    fill_alpha: float = 1.0
    stroke_alpha: float = 1.0
    blend: str = "Normal"
    soft_mask: SoftMask | None = None
    face: Typeface | None = None
    size: float = 0.0
    character_space: float = 0.0
    word_space: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    render_mode: int = 0

    @property
    def dashed(self) -> bool:
        """Whether lines are broken."""
        return bool(self.dash)


class Supplies:
    """The resources of one stream, each read once.

    Typefaces are shared by all streams of a file through `faces`.
    """

    def __init__(self, resources: Any, faces: dict[tuple[int, int], Typeface]) -> None:
        self.resources = resources
        self.faces = faces
        self._spaces: dict[str, Space] = {}
        self._faces: dict[str, Typeface | None] = {}
        self._external: dict[str, dict[str, Any]] = {}
        self._values: dict[tuple[str, str], Any] = {}
        self._paints: dict[tuple[int, tuple[float, ...], int], Paint] = {}
        self._device_paints: dict[tuple[Operand, ...], Paint] = {}

    def paint(self, space: Space, values: tuple[float, ...], pattern: Any = None) -> Paint:
        """A colour; equal ones are one object, by which what comes of it may be remembered."""
        key = (id(space), values, id(pattern))
        if key not in self._paints:
            self._paints[key] = Paint(space, values, pattern)
        return self._paints[key]

    def space(self, called: str) -> Space:
        """A colour space by its name, with its slash.

        Raises:
            ValueError: there is none of this name.
        """
        if called not in self._spaces:
            value = entry(self.resources, "/ColorSpace", called)
            if value is None:
                if called[1:] not in PLAIN_SPACES:
                    raise ValueError("no such colour space")
                value = pikepdf.Name(called)
            self._spaces[called] = read_space(value, self.resources)
        return self._spaces[called]

    def device_paint(self, space: Space, operands: list[Operand]) -> Paint:
        """A colour of a device space; drawings choose the same ones again and again.

        Raises:
            ValueError, TypeError: the operands are no amounts.
        """
        amounts = operands[-space.count :]
        spelled = (space.kind, *amounts)
        # A truth value is equal to a number, and is none.
        found = self._device_paints.get(spelled) if _FLOAT.issuperset(map(type, amounts)) else None
        if found is None:
            values = tuple(map(finite, amounts))
            if len(values) != space.count:
                raise ValueError("amounts are missing")
            # A Default entry of the resources stands in for the device space (8.6.5.6).
            found = self.paint(self.space("/" + space.kind), values)
            self._device_paints[spelled] = found
        return found

    def of_object(self, value: Any) -> Space:
        """A colour space that an image or shading carries."""
        return read_space(value, self.resources)

    def face(self, called: str) -> Typeface | None:
        """A font by its name."""
        if called not in self._faces:
            self._faces[called] = self.read_face(entry(self.resources, "/Font", called))
        return self._faces[called]

    def read_face(self, font: Any) -> Typeface | None:
        """A font object, read once."""
        if not is_dict(font):
            return None
        key = identity(font)
        if key not in self.faces or key == (0, 0):
            self.faces[key] = read_typeface(font)
        return self.faces[key]

    def external(self, called: str) -> dict[str, Any]:
        """The fields of the state that an ExtGState dictionary sets.

        Raises:
            ValueError: there is none of this name, or it is out of all proportion.
        """
        if called not in self._external:
            self._external[called] = _read_external(self.get("/ExtGState", called), self)
        return self._external[called]

    def get(self, category: str, called: str) -> Any:
        """Any other resource."""
        key = (category, called)
        if key not in self._values:
            self._values[key] = entry(self.resources, category, called)
        return self._values[key]


_FLOAT = frozenset((float,))
Change = Callable[[State, list[Operand], Supplies], State]


def finite(value: Operand) -> float:
    """An operand as a number.

    Raises:
        ValueError: it is none, or is larger than anything on a page.
    """
    if isinstance(value, bool) or not isinstance(value, int | float) or abs(value) > LARGEST:
        raise ValueError("not a number")
    return float(value)


def mapped(outer: Matrix, inner: Matrix) -> Matrix:
    """The map that applies `inner` first.

    Raises:
        ValueError: it leads beyond anything on a page.
    """
    made = outer @ inner
    if not all(abs(value) <= LARGEST for value in made):
        raise ValueError("a map out of all proportion")
    return made


def _concatenate(state: State, operands: list[Operand], _: Supplies) -> State:
    a, b, c, d, e, f = map(finite, operands[-6:])
    return replace(state, ctm=mapped(state.ctm, Matrix(a, b, c, d, e, f)))


def _set_field(field: str, state: State, operands: list[Operand], _: Supplies) -> State:
    changes: dict[str, Any] = {field: finite(operands[-1])}
    return replace(state, **changes)


def _stretch(state: State, operands: list[Operand], _: Supplies) -> State:
    return replace(state, stretch=finite(operands[-1]) / 100)


def _render_mode(state: State, operands: list[Operand], _: Supplies) -> State:
    return replace(state, render_mode=int(finite(operands[-1])))


def _style(field: str, state: State, operands: list[Operand], _: Supplies) -> State:
    """A cap or a join, by its number."""
    changes: dict[str, Any] = {field: int(finite(operands[-1])) % 3}
    return replace(state, **changes)


def _dash(state: State, operands: list[Operand], _: Supplies) -> State:
    lengths = operands[0]
    if not isinstance(lengths, list):
        raise ValueError("no array")
    return replace(state, dash=tuple(map(finite, lengths)), dash_phase=finite(operands[1]))


def _font(state: State, operands: list[Operand], supplies: Supplies) -> State:
    return replace(state, face=supplies.face(str(operands[0])), size=finite(operands[1]))


def _device(
    field: str, space: Space, state: State, operands: list[Operand], supplies: Supplies
) -> State:
    """The operators that choose a device space and a colour of it."""
    changes: dict[str, Any] = {field: supplies.device_paint(space, operands)}
    return replace(state, **changes)


def _space(field: str, state: State, operands: list[Operand], supplies: Supplies) -> State:
    space = supplies.space(str(operands[-1]))
    changes: dict[str, Any] = {field: supplies.paint(space, space.initial)}
    return replace(state, **changes)


def _colour(field: str, state: State, operands: list[Operand], supplies: Supplies) -> State:
    space = getattr(state, field).space
    values = tuple(finite(v) for v in operands if isinstance(v, float))
    last = operands[-1]
    pattern = supplies.get("/Pattern", last) if isinstance(last, str) else None
    if pattern is None and (isinstance(last, str) or len(values) < space.count):
        raise ValueError("a pattern or amounts are missing")
    if pattern is None:
        # Of too many the last ones count, as for all operators.
        values = values[len(values) - space.count :]
    changes: dict[str, Any] = {field: supplies.paint(space, values, pattern)}
    return replace(state, **changes)


def _external(state: State, operands: list[Operand], supplies: Supplies) -> State:
    """A state of the resources, by its name."""
    changes = supplies.external(str(operands[-1]))
    mask = changes.get("soft_mask")
    if mask is not None:
        changes = {**changes, "soft_mask": SoftMask(mask, state.ctm)}
    return replace(state, **changes)


def blend_mode(entries: Any) -> str:
    """The blend mode of a graphics state's dictionary, empty where it says none (11.6.3)."""
    blends = [name(item) for item in listed(entry(entries, "/BM"))]
    known = next((blend for blend in blends if blend in _BLENDS), blends[0] if blends else "")
    return "Normal" if known == "Compatible" else known


def _read_external(entries: Any, supplies: Supplies) -> dict[str, Any]:
    """The fields that an ExtGState dictionary sets (8.4.5)."""
    if not is_dict(entries):
        raise ValueError("no such state")
    changes: dict[str, Any] = {}
    stroke, fill = entry(entries, "/OP"), entry(entries, "/op")
    if isinstance(stroke, bool):
        changes |= {"overprint_stroke": stroke, "overprint_fill": stroke}
    if isinstance(fill, bool):
        changes["overprint_fill"] = fill
    for key, field in (
        ("/CA", "stroke_alpha"),
        ("/ca", "fill_alpha"),
        ("/LW", "line_width"),
        ("/ML", "miter"),
    ):
        value = entry(entries, key)
        if value is not None:
            changes[field] = finite(number(value, 1.0))
    for key, field in (("/LC", "cap"), ("/LJ", "join")):
        style = entry(entries, key)
        if style is not None:
            changes[field] = int(number(style)) % 3
    mode = entry(entries, "/OPM")
    if mode is not None:
        changes["overprint_mode"] = int(number(mode))
    if blend := blend_mode(entries):
        changes["blend"] = blend
    mask = entry(entries, "/SMask")
    if mask is not None:
        changes["soft_mask"] = mask if is_dict(mask) else None
    font = items(entry(entries, "/Font"))
    if len(font) == 2:
        changes |= {"face": supplies.read_face(font[0]), "size": finite(number(font[1]))}
    dash = items(entry(entries, "/D"))
    if dash:
        changes["dash"] = tuple(map(finite, numbers(dash[0])))
        changes["dash_phase"] = finite(number(dash[1])) if len(dash) > 1 else 0.0
    return changes


CHANGES: dict[str, Change] = {
    "cm": _concatenate,
    "w": partial(_set_field, "line_width"),
    "J": partial(_style, "cap"),
    "j": partial(_style, "join"),
    "M": partial(_set_field, "miter"),
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
"""The operators that set some of the state, each with the change that it makes (8.4.4)."""

COLOUR_OPERATORS = frozenset(["g", "G", "rg", "RG", "k", "K", "cs", "CS", "sc", "scn", "SC", "SCN"])
