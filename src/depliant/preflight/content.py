"""What a page paints, as a flat list of marks with everything a rule may ask of them.

Boxes are in points from the trim corner, y down, so that they can be compared with what a
printer measures; clipping is followed by its box. Forms are walked into.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from depliant.errors import Diagnostic, InputError
from depliant.geometry import IDENTITY, Matrix, Rect, bounds
from depliant.preflight.objects import (
    decoded,
    entry,
    filters,
    identity,
    name,
    number,
    numbers,
)
from depliant.preflight.spaces import GRAY, Space
from depliant.preflight.state import Paint, State, Supplies, advance
from depliant.preflight.tokens import Operand, Operation, operations
from depliant.preflight.typefaces import Typeface

_MAX_FORMS = 20
"""How deep forms may lie in forms."""

_ASCENT, _DESCENT = 0.72, 0.21
"""How far letters reach above and below the line, as shares of the size."""


class Section(Struct, frozen=True):
    """The marked content that something belongs to: `owner` holds the numbers (14.7.4.2)."""

    tag: str = ""
    mcid: int | None = None
    owner: tuple[int, int] = (0, 0)
    artifact: bool = False


UNMARKED = Section()


class Look(Struct, frozen=True):
    """How something is painted: `fill` and `stroke` are None where it is not."""

    fill: Paint | None
    stroke: Paint | None
    state: State


class Text(NamedTuple):
    """A string that was shown; `missing` are its codes without a glyph."""

    box: Rect
    look: Look
    section: Section
    face: Typeface
    size: float
    text: str
    missing: tuple[int, ...]
    unknown: bool
    """Whether a code has no character."""

    @property
    def visible(self) -> bool:
        """Whether it is painted at all."""
        return self.look.fill is not None or self.look.stroke is not None


class Outline(NamedTuple):
    """A path that was painted; `width` is its line's effective width, 0 without a line."""

    box: Rect
    look: Look
    section: Section
    width: float
    rectangle: bool


class Image(NamedTuple):
    """An image; `ppi` is the lower of the resolutions across and along."""

    box: Rect
    look: Look
    section: Section
    ppi: float
    width: int
    height: int
    bits: int
    space: Space
    mask: bool
    filters: tuple[str, ...]
    xobject: Any


class Shade(NamedTuple):
    """A shading painted over the clip."""

    box: Rect
    look: Look
    section: Section
    space: Space


Mark = Text | Outline | Image | Shade


class Budget:
    """How many operations may still be read; forms that multiply run into it."""

    def __init__(self, operations: int) -> None:
        self.left = operations

    def spend(self) -> None:
        """Count one operation.

        Raises:
            InputError: `pdf-hostile`, none is left.
        """
        self.left -= 1
        if self.left < 0:
            raise InputError(
                Diagnostic(
                    "pdf-hostile",
                    "The pages of the file paint more than can be judged.",
                    hint="Export it again from its application, or judge it in parts.",
                )
            )


def page_marks(
    stream: bytes, supplies: Supplies, base: Matrix, owner: tuple[int, int], budget: Budget
) -> list[Mark]:
    """The marks of a page's content; `base` leads from PDF's space to the trim corner's."""
    reader = _Reader(budget)
    reader.run(stream, supplies, State(ctm=base), owner)
    return reader.marks


_PAINTS = {
    "f": (True, False),
    "F": (True, False),
    "f*": (True, False),
    "S": (False, True),
    "s": (False, True),
    "B": (True, True),
    "B*": (True, True),
    "b": (True, True),
    "b*": (True, True),
    "n": (False, False),
}
_POINTS = {"m": 1, "l": 1, "c": 3, "v": 2, "y": 2}


class _Reader:
    """Walks content streams and keeps what they paint."""

    def __init__(self, budget: Budget) -> None:
        self.marks: list[Mark] = []
        self.budget = budget
        self.sections: list[Section] = []
        self._open: list[tuple[int, int]] = []

    def run(self, stream: bytes, supplies: Supplies, state: State, owner: tuple[int, int]) -> None:
        """Walk one stream and the forms that it shows."""
        walk = _Walk(self, supplies, state, owner)
        depth = len(self.sections)
        for operation in operations(stream):
            self.budget.spend()
            walk.step(operation)
        del self.sections[depth:]

    def form(self, xobject: Any, supplies: Supplies, state: State, owner: tuple[int, int]) -> None:
        """Walk a form, unless it is open already."""
        key = identity(xobject)
        if key in self._open or len(self._open) >= _MAX_FORMS:
            return
        matrix = numbers(entry(xobject, "/Matrix"))
        if len(matrix) == 6:
            state = replace(state, ctm=state.ctm @ Matrix(*matrix))
        limits = numbers(entry(xobject, "/BBox"))
        if len(limits) == 4:
            corner = Rect(limits[0], limits[1], limits[2] - limits[0], limits[3] - limits[1])
            state = replace(state, clip=_within(state.clip, state.ctm.apply_rect(corner)))
        resources = entry(xobject, "/Resources")
        inner = supplies if resources is None else Supplies(resources, supplies.faces)
        if entry(xobject, "/StructParents") is not None:
            owner = key
        self._open.append(key)
        self.run(decoded(xobject), inner, state, owner)
        self._open.pop()

    @property
    def section(self) -> Section:
        """The marked content in force: the nearest artifact or numbered sequence."""
        for section in reversed(self.sections):
            if section.artifact or section.mcid is not None:
                return section
        return UNMARKED


class _Walk:
    """One stream being walked: its graphics states, its path and its text matrices."""

    def __init__(
        self, reader: _Reader, supplies: Supplies, state: State, owner: tuple[int, int]
    ) -> None:
        self.reader = reader
        self.supplies = supplies
        self.state = state
        self.owner = owner
        self.saved: list[State] = []
        self.points: list[tuple[float, float]] = []
        self.only_rectangles = True
        self.clipping = False
        self.line = self.matrix = IDENTITY

    def step(self, operation: Operation) -> None:
        """Follow one operation."""
        operator, operands, _ = operation
        if operator in _POINTS or operator == "re":
            self._extend(operator, operands)
        elif operator in _PAINTS:
            self._paint(*_PAINTS[operator])
        elif operator == "q":
            if len(self.saved) < 512:
                self.saved.append(self.state)
        elif operator == "Q":
            if self.saved:
                self.state = self.saved.pop()
        elif operator in ("W", "W*"):
            self.clipping = True
        elif operator in _STEPS:
            try:
                _STEPS[operator](self, operands)
            except (IndexError, TypeError, ValueError):
                return  # A faulty operand is passed over, as viewers do.
        else:
            self.state = advance(self.state, operator, operands, self.supplies)

    # --- paths

    def _extend(self, operator: str, operands: list[Operand]) -> None:
        values = [value for value in operands if isinstance(value, float)]
        if operator == "re" and len(values) >= 4:
            x, y, width, height = values[-4:]
            self.points += [(x, y), (x + width, y + height), (x + width, y), (x, y + height)]
        elif operator != "re":
            self.only_rectangles = False
            self.points += list(zip(values[::2], values[1::2], strict=False))

    def _paint(self, fill: bool, stroke: bool) -> None:
        if self.points:
            state = self.state
            box = bounds(state.ctm.apply(x, y) for x, y in self.points)
            if fill or stroke:
                width = state.line_width * state.ctm.scale if stroke else 0.0
                reach = box.inset(*(-width / 2,) * 4)
                self._keep(
                    Outline(
                        reach, self._look(fill, stroke), self.reader.section, width,
                        self.only_rectangles,
                    )
                )  # fmt: skip
            if self.clipping:
                self.state = replace(state, clip=_within(state.clip, box))
        self.points, self.only_rectangles, self.clipping = [], True, False

    def _look(self, fill: bool, stroke: bool) -> Look:
        state = self.state
        return Look(state.fill if fill else None, state.stroke if stroke else None, state)

    def _keep(self, mark: Mark) -> None:
        """Keep a mark by the part of its box that the clip lets show."""
        clip = self.state.clip
        if clip is not None:
            seen = _within(clip, mark.box)
            if seen.width < 0 or seen.height < 0:
                return
            mark = mark._replace(box=seen)
        self.reader.marks.append(mark)

    # --- text

    def begin_text(self, _: list[Operand]) -> None:
        """BT."""
        self.line = self.matrix = IDENTITY

    def set_matrix(self, operands: list[Operand]) -> None:
        """Tm."""
        self.line = self.matrix = Matrix(*_floats(operands, 6))

    def move(self, operands: list[Operand]) -> None:
        """Td."""
        x, y = _floats(operands, 2)
        self.line = self.matrix = self.line @ Matrix(e=x, f=y)

    def move_with_leading(self, operands: list[Operand]) -> None:
        """TD."""
        self.state = replace(self.state, leading=-_floats(operands, 2)[1])
        self.move(operands)

    def next_line(self, _: list[Operand]) -> None:
        """T*."""
        self.line = self.matrix = self.line @ Matrix(f=-self.state.leading)

    def show(self, operands: list[Operand]) -> None:
        """Tj."""
        self._show([operands[-1]])

    def show_array(self, operands: list[Operand]) -> None:
        """TJ."""
        last = operands[-1]
        self._show(last if isinstance(last, list) else [])

    def show_on_next_line(self, operands: list[Operand]) -> None:
        """The operator '."""
        self.next_line([])
        self._show([operands[-1]])

    def show_spaced(self, operands: list[Operand]) -> None:
        """The operator "."""
        word, letter = _floats(operands[:2], 2)
        self.state = replace(self.state, word_space=word, character_space=letter)
        self.show_on_next_line(operands)

    def _show(self, parts: list[Operand]) -> None:
        state, face = self.state, self.state.face
        if face is None:
            return
        along, codes = 0.0, list[int]()
        for part in parts:
            if isinstance(part, bytes):
                for code in face.codes(part):
                    codes.append(code)
                    step = face.width(code) * state.size + state.character_space
                    if code == 32 and face.code_bytes == 1:
                        step += state.word_space
                    along += step * state.stretch
            elif isinstance(part, float):
                along -= part / 1000 * state.size * state.stretch
        if codes:
            self._keep(self._text(face, codes, along))
        self.matrix = self.matrix @ Matrix(e=along)

    def _text(self, face: Typeface, codes: list[int], along: float) -> Text:
        state = self.state
        whole = state.ctm @ self.matrix
        low, high = state.rise - _DESCENT * state.size, state.rise + _ASCENT * state.size
        box = whole.apply_rect(Rect(0, low, along, high - low))
        mode = state.render_mode
        look = self._look(mode in (0, 2, 4, 6), mode in (1, 2, 5, 6))
        height = (whole.c**2 + whole.d**2) ** 0.5
        known = face.unicode is not None or face.readable
        unknown = not known or any(
            face.unicode is not None and code not in face.unicode and not face.readable
            for code in codes
        )
        return Text(
            box, look, self.reader.section, face, abs(state.size) * height,
            "".join(map(face.text, codes)), tuple(filter(face.is_missing, codes)), unknown,
        )  # fmt: skip

    # --- images, forms, shadings, marked content

    def show_object(self, operands: list[Operand]) -> None:
        """Do."""
        xobject = self.supplies.get("/XObject", str(operands[-1]))
        kind = name(entry(xobject, "/Subtype"))
        if kind == "Form":
            self.reader.form(xobject, self.supplies, self.state, self.owner)
        elif kind == "Image":
            bits = int(number(entry(xobject, "/BitsPerComponent"), 8))
            space = entry(xobject, "/ColorSpace")
            self._image(
                xobject,
                (int(number(entry(xobject, "/Width"))), int(number(entry(xobject, "/Height")))),
                bits,
                GRAY if space is None else self.supplies.of_object(space),
                entry(xobject, "/ImageMask") is True,
            )

    def inline_image(self, operands: list[Operand]) -> None:
        """BI to EI."""
        fields = operands[-1]
        if not isinstance(fields, dict):
            return

        def field(short: str, long: str) -> Operand:
            return fields.get(short, fields.get(long))

        def count(short: str, long: str, default: int) -> int:
            value = field(short, long)
            return int(value) if isinstance(value, float) else default

        called = field("/CS", "/ColorSpace")
        space = self.supplies.space(_inline_space(called)) if isinstance(called, str) else GRAY
        size = count("/W", "/Width", 1), count("/H", "/Height", 1)
        mask = field("/IM", "/ImageMask") is True
        self._image(None, size, count("/BPC", "/BitsPerComponent", 8), space, mask)

    def _image(
        self, xobject: Any, size: tuple[int, int], bits: int, space: Space, mask: bool
    ) -> None:
        ctm = self.state.ctm
        across = (ctm.a**2 + ctm.b**2) ** 0.5
        along = (ctm.c**2 + ctm.d**2) ** 0.5
        ppi = min(72 * size[0] / (across or 1e9), 72 * size[1] / (along or 1e9))
        self._keep(
            Image(
                ctm.apply_rect(Rect(0, 0, 1, 1)), self._look(mask, False), self.reader.section,
                ppi, *size, 1 if mask else bits, space, mask, filters(xobject), xobject,
            )
        )  # fmt: skip

    def shade(self, operands: list[Operand]) -> None:
        """The operator sh."""
        shading = self.supplies.get("/Shading", str(operands[-1]))
        space = self.supplies.of_object(entry(shading, "/ColorSpace"))
        clip = self.state.clip or Rect(-1e4, -1e4, 2e4, 2e4)
        self._keep(Shade(clip, self._look(True, False), self.reader.section, space))

    def begin_section(self, operands: list[Operand]) -> None:
        """BMC and BDC."""
        tag = str(operands[0]).lstrip("/")
        mcid: int | None = None
        properties = operands[1] if len(operands) > 1 else None
        if isinstance(properties, dict):
            value = properties.get("/MCID")
            mcid = int(value) if isinstance(value, float) else None
        elif isinstance(properties, str):
            found = entry(self.supplies.get("/Properties", properties), "/MCID")
            mcid = None if found is None else int(number(found))
        self.reader.sections.append(Section(tag, mcid, self.owner, tag == "Artifact"))

    def end_section(self, _: list[Operand]) -> None:
        """EMC."""
        if self.reader.sections:
            self.reader.sections.pop()


def _inline_space(called: str) -> str:
    return {"/G": "/DeviceGray", "/RGB": "/DeviceRGB", "/CMYK": "/DeviceCMYK"}.get(called, called)


def _floats(operands: list[Operand], count: int) -> list[float]:
    values = [value for value in operands if isinstance(value, float)][-count:]
    if len(values) < count:
        raise ValueError("operands are missing")
    return values


def _within(clip: Rect | None, box: Rect) -> Rect:
    """What two boxes share; of negative extent where they share nothing."""
    if clip is None:
        return box
    x, y = max(clip.x, box.x), max(clip.y, box.y)
    return Rect(x, y, min(clip.right, box.right) - x, min(clip.bottom, box.bottom) - y)


_STEPS: dict[str, Callable[[_Walk, list[Operand]], None]] = {
    "BT": _Walk.begin_text,
    "Tm": _Walk.set_matrix,
    "Td": _Walk.move,
    "TD": _Walk.move_with_leading,
    "T*": _Walk.next_line,
    "Tj": _Walk.show,
    "TJ": _Walk.show_array,
    "'": _Walk.show_on_next_line,
    '"': _Walk.show_spaced,
    "Do": _Walk.show_object,
    "BI": _Walk.inline_image,
    "sh": _Walk.shade,
    "BMC": _Walk.begin_section,
    "BDC": _Walk.begin_section,
    "EMC": _Walk.end_section,
}
