"""What a page paints, as a flat list of marks with everything a rule may ask of them.

Boxes are in points from the trim corner, y down, so that they can be compared with what a
printer measures; clipping is followed by its box. Forms are walked into.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any, NamedTuple

from msgspec import Struct

from depliant.geometry import Matrix, Rect, Segment, outline_bounds, transformed
from depliant.pdfread.advance import SPACE
from depliant.pdfread.burden import Burden
from depliant.pdfread.events import (
    Event,
    FormShown,
    Painted,
    Passed,
    Pictured,
    Shaded,
    Shown,
    Tag,
)
from depliant.pdfread.fonts import Typeface
from depliant.pdfread.interpreter import Interpreter, Stream
from depliant.pdfread.layers import Layers
from depliant.pdfread.objects import entry, identity, is_dict, number
from depliant.pdfread.opening import PageFacts
from depliant.pdfread.outline import Shape
from depliant.pdfread.programs import Program
from depliant.pdfread.spaces import ALL, Space
from depliant.pdfread.state import Paint, State, Supplies, mapped
from depliant.pdfread.streams import filters
from depliant.pdfread.walk import Frame, Section, walk, within, within_frame
from depliant.preflight.slivers import encloses, thickness
from depliant.preflight.steps import Step, step_of

_ASCENT, _DESCENT = 0.72, 0.21
"""How far letters reach above and below the line, as shares of the size."""
_THIN = 1.0
_MOST_NESTED = 4
"""How deep patterns and masks in patterns and masks are looked into."""
_EVERYWHERE = Rect(-1e4, -1e4, 2e4, 2e4)


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
    width: float = 0.0
    """Of the line that its letters are drawn in, 0 where they have none."""

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
    thickness: float | None = None
    """Of a filled box or triangle, however it lies."""
    pieces: tuple[Rect, ...] = ()
    """Of a path in the registration colour the boxes of its outlines: all crop marks are one."""
    path: tuple[Shape, Matrix] | None = None
    """What was painted, and where."""

    @property
    def is_closed_in(self) -> bool:
        """Whether each of its outlines has something within it, so that a fill shows."""
        return self.path is not None and encloses(*self.path)


class Image(NamedTuple):
    """An image; `ppi` is the lower of the resolutions across and along.

    `extent` is how broad and how high it is shown, in points and along its own sides.
    """

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
    extent: tuple[float, float] = (0.0, 0.0)

    def resolution(self, width: float, height: float) -> float:
        """The lower resolution of so many pixels in its place, as those of its mask."""
        across, along = self.extent
        return min(72 * width / (across or 1e9), 72 * height / (along or 1e9))


class Shade(NamedTuple):
    """A shading painted over the clip."""

    box: Rect
    look: Look
    section: Section
    space: Space


Mark = Text | Outline | Image | Shade


class Marks(NamedTuple):
    """The marks of a page, and apart from them those of processing steps, each with its own.

    `hidden` are on layers that are off.
    """

    printed: list[Mark]
    steps: list[tuple[Step, Mark]]
    tiled: list[Mark]
    """What patterns and the glyphs that are drawings are made of.

    Each pattern once, in the box that is painted with it; each such glyph once.
    """
    masking: list[Mark]
    """What the groups of soft masks are made of: no ink, but it shapes ink."""
    hidden: list[Mark]


def page_marks(
    interpreter: Interpreter, page: Stream, facts: PageFacts, layers: Layers | None = None
) -> Marks:
    """The marks of a page's content.

    Raises:
        BudgetError: the page paints more than can be judged.
    """
    marks = Marks([], [], [], [], [])
    shut = layers if layers is not None and layers.off else None
    sheet = facts.placed(facts.media) if facts.media else None
    burden = Burden(interpreter, sheet or facts.placed(facts.cut))
    nested = _Nested(interpreter, marks, shut, page.supplies, burden)
    for event, frame in walk(interpreter, page, facts):
        burden.bear(event, frame)
        make = _MAKERS.get(type(event))
        mark = make(event, frame) if make else None
        if mark is None:
            continue
        if isinstance(mark, Shade):
            # Without a clip it is painted everywhere.
            mark = mark._replace(box=within(sheet, mark.box))
        if shut is not None and is_hidden(shut, event, frame.tags(event.tag)):
            marks.hidden.append(mark)
            continue
        step = step_of(frame.tags(event.tag))
        if step is None:
            marks.printed.append(mark)
            nested.enter(event, mark, frame)
        else:
            marks.steps.append((step, mark))
    return marks


def is_hidden(layers: Layers, event: Event, tags: Iterable[Tag]) -> bool:
    """Whether something is on a layer that is off, by the marked content it stands in.

    An image or a form may say by itself what layer it is on (8.11.3.3).
    """
    if isinstance(event, Pictured | FormShown):
        own = entry(event.xobject, "/OC")
        if own is not None and not layers.shows(own):
            return True
    return any(tag.name == "OC" and not layers.shows(tag.properties) for tag in tags)


def _seen(event: Event, frame: Frame, box: Rect) -> Rect | None:
    """The part of a box that the clip lets show; None for nothing of it."""
    clip = frame.shown(event.state.clip)
    if clip is None:
        return box
    seen = within(clip, box)
    return None if seen.width < 0 or seen.height < 0 else seen


def _look(state: State, fill: bool, stroke: bool) -> Look:
    return Look(state.fill if fill else None, state.stroke if stroke else None, state)


def _outline(event: Painted, frame: Frame) -> Outline | None:
    if not (event.fill or event.stroke):
        return None
    state = event.state
    matrix = frame.at(state.ctm)
    width = state.line_width * matrix.scale if event.stroke else 0.0
    seen = _seen(event, frame, event.shape.box(matrix).inset(*(-width / 2,) * 4))
    if seen is None:
        return None
    even_odd = event.operation.operator.endswith("*")
    return Outline(
        seen, _look(state, event.fill, event.stroke), frame.section(event.tag), width,
        event.shape.only_rectangles,
        thickness(event.shape, matrix, even_odd=even_odd) if event.fill else None,
        _pieces(event, frame, width) if _registers(event) else (), (event.shape, matrix),
    )  # fmt: skip


def _registers(event: Painted) -> bool:
    """Whether a path is painted in the registration colour."""
    state = event.state
    painted = (state.fill, event.fill), (state.stroke, event.stroke)
    return any(used and ALL in paint.space.root.names for paint, used in painted)


def _pieces(event: Painted, frame: Frame, width: float) -> tuple[Rect, ...]:
    """The boxes of a path's outlines, as far as the clip lets them show."""
    found: list[list[Segment]] = []
    for segment in event.shape.segments():
        if segment[0] == "M" or not found:
            found.append([])
        found[-1].append(segment)
    matrix = frame.at(event.state.ctm)
    boxes = (
        outline_bounds(transformed(tuple(outline), matrix)).inset(*(-width / 2,) * 4)
        for outline in found
    )
    seen = (_seen(event, frame, box) for box in boxes)
    return tuple(box for box in seen if box is not None)


def _text(event: Shown, frame: Frame) -> Text | None:
    state, face, codes = event.state, event.state.face, event.codes
    if face is None or not codes:
        return None
    whole = frame.at(state.ctm) @ event.matrix
    low, high = state.rise - _DESCENT * state.size, state.rise + _ASCENT * state.size
    said = "".join(map(face.text, codes))
    start, end = _extent(event, face, said)
    box = Rect(start, low, end - start, high - low)
    if face.vertical:
        # Glyphs stand in the middle of a line that runs down (9.7.4.3).
        box = Rect(-state.size / 2, min(event.along, 0.0), state.size, abs(event.along))
    seen = _seen(event, frame, whole.apply_rect(box))
    if seen is None:
        return None
    mode = state.render_mode
    height = (whole.c**2 + whole.d**2) ** 0.5
    return Text(
        seen, _look(state, mode in (0, 2, 4, 6), mode in (1, 2, 5, 6)),
        frame.section(event.tag), face, abs(state.size) * height,
        said, tuple(filter(face.is_missing, codes)), any(map(face.is_unknown, codes)),
        state.line_width * frame.at(state.ctm).scale if mode in (1, 2, 5, 6) else 0.0,
    )  # fmt: skip


def _extent(event: Shown, face: Typeface, said: str) -> tuple[float, float]:
    """From where to where a string is seen, in text space: without spaces and gaps at its ends."""
    state, pen = event.state, 0.0
    ends = event.parts[0], event.parts[-1]
    spaced = said[:1].isspace() or said[-1:].isspace() or state.character_space != 0
    if not spaced and not any(isinstance(one, float) for one in ends):
        return 0.0, event.along
    found: tuple[float, float] | None = None
    for part in event.parts:
        if isinstance(part, float):
            pen -= part / 1000 * state.size * state.stretch
            continue
        for code in face.codes(part) if isinstance(part, bytes) else ():
            after = pen + face.width(code) * state.size * state.stretch
            if not face.text(code).isspace():
                found = (pen if found is None else found[0], after)
            gap = state.word_space if code == SPACE and face.parts_words else 0.0
            pen = after + (state.character_space + gap) * state.stretch
    # Marks without an advance have their ink beside the pen: of them this says nothing.
    return found if found is not None and found[0] != found[1] else (0.0, event.along)


def _image(event: Pictured, frame: Frame) -> Image | None:
    matrix = frame.at(event.state.ctm)
    seen = _seen(event, frame, matrix.apply_rect(Rect(0, 0, 1, 1)))
    if seen is None:
        return None
    width, height = event.size
    across = (matrix.a**2 + matrix.b**2) ** 0.5
    along = (matrix.c**2 + matrix.d**2) ** 0.5
    return Image(
        seen, _look(event.state, event.mask, False),
        frame.section(event.tag), min(72 * width / (across or 1e9), 72 * height / (along or 1e9)),
        width, height, 1 if event.mask else event.bits, event.space, event.mask,
        filters(event.xobject), event.xobject, (across, along),
    )  # fmt: skip


def _shade(event: Shaded, frame: Frame) -> Shade | None:
    seen = _seen(event, frame, frame.shown(event.state.clip) or _EVERYWHERE)
    if seen is None:
        return None
    # It has colours of its own: that of the state is not painted.
    return Shade(seen, _look(event.state, False, False), frame.section(event.tag), event.space)


_MAKERS: dict[type[Event], Callable[[Any, Frame], Mark | None]] = {
    Painted: _outline,
    Shown: _text,
    Pictured: _image,
    Shaded: _shade,
}
"""The events that leave something on the page, each with the mark that it is."""


def _in_cell(mark: Mark, box: Rect) -> Rect:
    """Where a mark of a pattern is seen: where its cell lies says nothing of that.

    A thin path keeps its size, by which lines are known.
    """
    if not isinstance(mark, Outline) or min(mark.box.width, mark.box.height) > _THIN:
        return box
    size = min(mark.box.width, box.width), min(mark.box.height, box.height)
    return Rect(box.x, box.y, *size)


class _Nested:
    """Finds what the patterns, drawn glyphs and soft masks of a page hold, each once."""

    def __init__(
        self,
        interpreter: Interpreter,
        marks: Marks,
        hidden: Layers | None,
        supplies: Supplies,
        burden: Burden,
    ) -> None:
        self._interpreter = interpreter
        self._marks = marks
        self._hidden = hidden
        self._seen: dict[tuple[Any, ...], object] = {}
        self._supplies = supplies
        self._burden = burden
        self._letters: dict[int, set[int]] = {}

    def enter(
        self, event: Event, mark: Mark, frame: Frame, depth: int = 0, *, masks: bool = False
    ) -> None:
        """Look into what a mark is painted with and masked by; `frame` is its own.

        `masks` says that the mark belongs to a soft mask: so does what it is painted with.
        """
        into = self._marks.masking if masks else self._marks.tiled
        for paint in (mark.look.fill, mark.look.stroke):
            if paint is not None and paint.pattern is not None:
                self._pattern(paint, mark, frame, depth, into)
        if isinstance(event, Shown) and isinstance(mark, Text) and mark.visible:
            self._drawn(event, mark, frame, depth, into)
        mask = event.state.soft_mask
        if mask is not None and self._first(mask):
            group = entry(mask.entries, "/G")
            if (matrix := self._placed(group, mask.matrix, frame)) is not None:
                stream = self._interpreter.form(group, State(), self._none)
                self._look(stream, matrix, mark.box, depth, self._marks.masking, tiles=False)

    @cached_property
    def _none(self) -> Supplies:
        return Supplies(None, {})

    def _pattern(
        self, paint: Paint, mark: Mark, frame: Frame, depth: int, into: list[Mark]
    ) -> None:
        pattern, base = paint.pattern, paint.space.base
        kind = number(entry(pattern, "/PatternType"))
        if kind == 1 and depth and (placed := self._placed(pattern, Matrix(), frame)) is not None:
            self._burden.tile(pattern, mark.box, placed)  # on the page itself they are counted
        if kind not in (1, 2) or not self._first(paint, frame):
            return
        if kind == 2:
            if not is_dict(entry(pattern, "/Shading")):
                return
            space = self._supplies.of_object(entry(pattern, "/Shading", "/ColorSpace"))
            look = Look(None, None, mark.look.state)
            into.append(Shade(mark.box, look, mark.section, space))
            return
        state = State()
        if number(entry(pattern, "/PaintType")) == 2 and base is not None:
            plain = Paint(base, paint.values)
            state = State(fill=plain, stroke=plain)
        if (matrix := self._placed(pattern, Matrix(), frame)) is not None:
            stream = self._interpreter.form(pattern, state, self._none)
            self._look(stream, matrix, mark.box, depth, into)

    def _drawn(self, event: Shown, mark: Text, frame: Frame, depth: int, into: list[Mark]) -> None:
        """What the glyphs of a font are drawn with, if they have colours of their own (9.6.5)."""
        face, state = mark.face, event.state
        if face.kind != "Type3" or face.program is None:
            return
        self._seen[id(face),] = face
        met = self._letters.setdefault(id(face), set())
        codes = sorted({*event.codes} - met)
        met.update(codes)
        size = face.scale * state.size
        letter = event.matrix @ Matrix(size, 0, 0, size, 0, state.rise)
        try:
            matrix = mapped(frame.at(state.ctm), letter)
        except ValueError:
            return
        for code in codes:
            procedure = face.program.procedure(code)
            if procedure is None:
                continue
            stream = self._interpreter.form(procedure, state, self._of_glyphs(face.program))
            head = next((one.operation for one in stream.events if isinstance(one, Passed)), None)
            if head is not None and head.operator == "d0":
                self._look(stream, matrix, mark.box, depth, into)

    def _of_glyphs(self, program: Program) -> Supplies:
        """What the procedures of a font paint with: the font's own, or the page's."""
        own = program.resources
        return self._supplies if own is None else self._interpreter.supplies(own, own)

    def _first(self, *things: object) -> bool:
        """Whether some things are met together for the first time; they are kept, by identity."""
        key = tuple(map(id, things))
        return self._seen.setdefault(key, things) is things

    def _placed(self, holder: Any, placed: Matrix, frame: Frame) -> Matrix | None:
        """Where a pattern or group lies in the space of a frame, moved by `placed`."""
        form = self._interpreter.facts(holder)
        try:
            return mapped(mapped(frame.matrix, placed), form.matrix)
        except ValueError:
            return None

    def _look(
        self, stream: Stream, matrix: Matrix, box: Rect, depth: int, into: list[Mark], *,
        tiles: bool = True,
    ) -> None:  # fmt: skip
        """Enter the marks of a stream that lies by `matrix` on the page, seen in a box.

        Where it `tiles`, its own place says nothing of where it is seen.
        """
        place = Frame(matrix, identity(stream.holder))
        masks = into is self._marks.masking
        for event, inner in within_frame(self._interpreter, stream, place):
            if self._hidden is not None and is_hidden(self._hidden, event, inner.tags(event.tag)):
                continue
            make = _MAKERS.get(type(event))
            mark = make(event, inner) if make else None
            if mark is None:
                continue
            if isinstance(mark, Outline):
                mark = mark._replace(pieces=())  # they lie in the cell, not where it is painted
            shown = _in_cell(mark, box) if tiles else within(box, mark.box)
            if shown.width >= 0 and shown.height >= 0:
                into.append(mark._replace(box=shown))
            if depth < _MOST_NESTED:
                self.enter(event, mark._replace(box=box), inner, depth + 1, masks=masks)
