"""What a PDF page draws, as display items: its paths in their inks, and nothing else.

Events (`pdfread.events`) become paths, clipped as they are, in CMYK, gray and spot colours. What
lies in a hidden layer does not show and is left out. Anything else - RGB, live text, pictures,
shadings, transparency, shapes out of all proportion - is refused with what to do, so that nothing
of a mark is lost or changed unseen.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from depliant.colour import Colour
from depliant.display.items import Group, Item, Path, Stroke
from depliant.errors import InputError
from depliant.geometry import Matrix, Outline, Rect, transformed
from depliant.graphics.art import Artwork
from depliant.pdfread.budget import Budget, BudgetError
from depliant.pdfread.events import (
    Begun,
    Ended,
    Event,
    Faulty,
    FormShown,
    Painted,
    Passed,
    Pictured,
    Shaded,
    Shown,
)  # fmt: skip
from depliant.pdfread.functions import Exponential, Sampled
from depliant.pdfread.interpreter import Interpreter
from depliant.pdfread.layers import Layers
from depliant.pdfread.objects import entry
from depliant.pdfread.opening import PageFacts, opened
from depliant.pdfread.spaces import Space
from depliant.pdfread.state import CHANGES, Paint, State
from depliant.pdfread.walk import Frame, walk, within

MAXIMUM_STREAM = 2_000_000
MAXIMUM_OPERATORS = 100_000
MAXIMUM_FORMS = 64
MAXIMUM_CLIPS = 28
MAXIMUM_STATES = 200
FARTHEST = 1_000_000.0
"""Points: no mark reaches so far."""

_CAPS: tuple[Literal["butt", "round", "square"], ...] = ("butt", "round", "square")
_JOINS: tuple[Literal["miter", "round", "bevel"], ...] = ("miter", "round", "bevel")
_OUTLINES = "Convert all text to outlines and export again."
_FLAT = "Export it with flat CMYK or spot colours, without effects."
_AGAIN = "Export it again, without a password."
_NOT = "Do not open it; ask its sender for another."
_EXPAND = "Expand them in the drawing program."
_SCALE = "Undo its transformations in the drawing program and export it again."
_SHOWN = 120
_PROCESS = ("Black", "Cyan", "Magenta", "Yellow")
_KNOWN = frozenset(
    (
        "q",
        "Q",
        "BT",
        "ET",
        "Tm",
        "Td",
        "TD",
        "T*",
        "MP",
        "DP",
        "BX",
        "EX",
        "i",
        "ri",
        "M",
        "d0",
        "d1",
    )
)
"""Operators that draw nothing, and what they set is of no account to paths."""


class PdfArtError(Exception):
    """The page holds what cannot be used: what it is, what to do, a code."""

    def __init__(self, what: str, hint: str = _FLAT, code: str = "pdf-art-unsupported") -> None:
        super().__init__(what)
        self.what, self.hint, self.code = what, hint, code


def artwork(data: bytes) -> Artwork:
    """The bytes of a PDF of one page as artwork.

    Raises:
        PdfArtError: it cannot be used.
    """
    try:
        with opened(data) as file:
            if len(file.pages) != 1:
                raise PdfArtError(f"{len(file.pages)} pages", "Export one page.", "pdf-art-invalid")
            (facts,) = file.pages
            drawing = Drawing(_bounds(facts), Layers(file.catalog))
            interpreter = Interpreter(Budget(MAXIMUM_OPERATORS, MAXIMUM_OPERATORS), MAXIMUM_STREAM)
            page = interpreter.page(facts)
            if page.faulty:
                raise PdfArtError("content that is damaged or far too long", "Simplify it.")
            for event, frame in walk(interpreter, page, facts):
                drawing.take(event, frame)
            return drawing.artwork()
    except BudgetError as error:
        raise PdfArtError("far too many operators", "Simplify it.") from error
    except InputError as error:
        raise _unreadable(error) from error


def _unreadable(error: InputError) -> PdfArtError:
    """What keeps a file from being opened, said of a mark."""
    if error.diagnostics[0].code == "pdf-hostile":
        return PdfArtError("more than any mark needs once it is unfolded", _NOT, "pdf-hostile")
    return PdfArtError("what cannot be read as a PDF page", _AGAIN, "pdf-art-invalid")


def _bounds(facts: PageFacts) -> Rect:
    """The trimmed page, from its corner."""
    box = facts.placed(facts.cut)
    if not (0 < box.width < 20_000 and 0 < box.height < 20_000):
        raise PdfArtError("a page without a size", "Export it again.", "pdf-art-invalid")
    if facts.rotate:
        raise PdfArtError("a turned page", "Export it upright.", "pdf-art-invalid")
    return box


class Drawing:
    """Gathers the display items of a page."""

    def __init__(self, bounds: Rect, layers: Layers) -> None:
        self.bounds = bounds
        self._layers = layers
        self._items: list[Item] = []
        self._shows = False
        self._forms = self._states = 0

    def artwork(self) -> Artwork:
        """What was gathered."""
        if not self._shows:
            raise PdfArtError(
                "nothing that shows within its page",
                "Check its layers, and that the art lies on the page.",
                "pdf-art-invalid",
            )
        return Artwork(tuple(self._items), self.bounds)

    def take(self, event: Event, frame: Frame) -> None:
        """Follow one event."""
        if not self._is_hidden(event, frame):
            _TAKERS[type(event)](self, event, frame)

    def _is_hidden(self, event: Event, frame: Frame) -> bool:
        """Whether an event lies in a layer that does not show."""
        contents = [tag.properties for tag in frame.tags(event.tag) if tag.name == "OC"]
        if isinstance(event, Pictured):
            contents.append(entry(event.xobject, "/OC"))
        if any(self._layers.prints_otherwise(content) for content in contents):
            raise PdfArtError("a layer that prints otherwise than it shows", "Flatten its layers.")
        return not all(map(self._layers.shows, contents))

    def paint(self, event: Painted, frame: Frame) -> None:
        """A path becomes an item, in the groups that clip it."""
        state = event.state
        if not (event.fill or event.stroke):
            return
        _check_opaque(event)
        matrix = frame.at(state.ctm)
        box = _checked(event, matrix)
        seen = frame.shown(state.clip)
        if seen is not None:
            box = within(seen, box)
        if box.width < 0 or box.height < 0:
            return
        on_page = within(self.bounds, box)
        self._shows = self._shows or (on_page.width >= 0 and on_page.height >= 0)
        item: Item = Path(
            _outline(event, matrix),
            colour(state.fill) if event.fill else None,
            _pen(state, matrix.scale) if event.stroke else None,
            event.operation.operator.endswith("*"),
        )
        self._items.append(_clipped(item, event, frame))

    def form(self, event: FormShown, _: Frame) -> None:
        """A form's content comes by itself; here is what it may not be."""
        blended = entry(event.xobject, "/Group", "/K") is True
        if blended or entry(event.xobject, "/SMask") is not None:
            raise PdfArtError("transparency")
        self._forms += 1
        if self._forms > MAXIMUM_FORMS:
            raise PdfArtError("too many nested forms", _EXPAND)

    def passed(self, event: Passed, _: Frame) -> None:
        """States must not pile up, and nobody may draw by an operator that is not known."""
        operator = event.operation.operator
        self._states += {"q": 1, "Q": -1}.get(operator, 0)
        if self._states > MAXIMUM_STATES:
            raise PdfArtError("too many nested states", "Simplify it.")
        if operator not in _KNOWN and operator not in CHANGES:
            raise PdfArtError(f"the operator {operator[:_SHOWN]}")

    def faulty(self, event: Faulty, _: Frame) -> None:
        """What a viewer would pass over without a word."""
        if event.operation.operator != "EMC":
            said = event.operation.source.decode("latin-1").strip()[:_SHOWN]
            raise PdfArtError(
                f"an operation that cannot be followed: {said}", _AGAIN, "pdf-art-invalid"
            )

    def refuse_text(self, _: Shown, __: Frame) -> None:
        """Live text."""
        raise PdfArtError("live text", _OUTLINES)

    def refuse_picture(self, _: Pictured, __: Frame) -> None:
        """A picture."""
        raise PdfArtError("a picture of pixels")

    def refuse_shading(self, _: Shaded, __: Frame) -> None:
        """A shading."""
        raise PdfArtError("a shading")

    def pass_by(self, _: Begun | Ended, __: Frame) -> None:
        """Marked content draws nothing."""


_TAKERS: dict[type[Event], Callable[[Drawing, Any, Frame], None]] = {
    Painted: Drawing.paint,
    FormShown: Drawing.form,
    Passed: Drawing.passed,
    Faulty: Drawing.faulty,
    Shown: Drawing.refuse_text,
    Pictured: Drawing.refuse_picture,
    Shaded: Drawing.refuse_shading,
    Begun: Drawing.pass_by,
    Ended: Drawing.pass_by,
}


def _check_opaque(event: Painted) -> None:
    """Refuse transparency; overprint and the like are the writer's business."""
    state = event.state
    alpha = min(
        state.fill_alpha if event.fill else 1.0, state.stroke_alpha if event.stroke else 1.0
    )
    if alpha != 1 or state.soft_mask or state.blend != "Normal":
        raise PdfArtError("transparency")


def _checked(event: Painted, matrix: Matrix) -> Rect:
    """The box of what is painted, which lies within all reason."""
    if not matrix.scale:
        raise PdfArtError("a shape that is scaled to nothing", _SCALE, "pdf-art-invalid")
    width = event.state.line_width * matrix.scale if event.stroke else 0.0
    box = event.shape.box(matrix).inset(*(-width / 2,) * 4)
    # Whatever is no number is not less than anything.
    if not all(abs(edge) < FARTHEST for edge in (box.x, box.y, box.right, box.bottom, width)):
        raise PdfArtError("a shape that is scaled beyond any page", _SCALE, "pdf-art-invalid")
    return box


def _outline(event: Painted, matrix: Matrix) -> Outline:
    segments = event.shape.segments()
    if event.operation.operator in ("s", "b", "b*") and segments[-1] != ("Z",):
        segments = (*segments, ("Z",))
    return transformed(segments, matrix)


def _pen(state: State, scale: float) -> Stroke:
    if state.dash and state.dash_phase:
        raise PdfArtError("a dash with a phase", "Outline its strokes.")
    # ISO 32000-1, 8.4.3.2 and 8.4.3.6: no width or dash is less than 0, nor are all dashes 0.
    negative = min(state.line_width, *state.dash, 0.0) < 0
    if negative or (state.dash and not any(state.dash)):
        raise PdfArtError(
            "a line of no width or dash that there can be",
            "Outline its strokes.",
            "pdf-art-invalid",
        )
    dash = state.dash * 2 if len(state.dash) % 2 else state.dash
    return Stroke(
        colour(state.stroke),
        state.line_width * scale,
        tuple(length * scale for length in dash),
        _CAPS[state.cap],
        _JOINS[state.join],
    )


def _clipped(item: Item, event: Painted, frame: Frame) -> Item:
    """An item in the groups that clip it, the outermost last."""
    for number, (shape, matrix, even_odd) in enumerate(frame.clips(event.state.clip), 1):
        segments = shape.segments()
        if even_odd and sum(segment[0] == "M" for segment in segments) > 1:
            raise PdfArtError("a clip with holes", "Cut the shapes in the drawing program.")
        if number > MAXIMUM_CLIPS:
            raise PdfArtError("too many nested clips", "Release the clips.")
        item = Group((item,), clip=transformed(segments, matrix))
    return item


def colour(paint: Paint) -> Colour:
    """The ink of a paint.

    Raises:
        PdfArtError: it is no ink.
    """
    space = paint.space
    kind = space.by_default or space.kind
    values = [min(1.0, max(0.0, value)) for value in paint.values]
    if kind == "DeviceGray":
        return Colour(0.0, 0.0, 0.0, 1 - values[0])
    if kind == "DeviceCMYK":
        c, m, y, k = values
        return Colour(c, m, y, k)
    if kind != "Separation":
        raise PdfArtError(f"colours in {kind[:_SHOWN]}")
    return _spot(space).at(values[0])


def _spot(space: Space) -> Colour:
    """The full tint of a spot colour, with its CMYK alternate (8.6.6.4)."""
    (called,) = space.names
    if called == "None":
        raise PdfArtError("the colourant None")
    if space.base is None or space.base.kind != "DeviceCMYK":
        raise PdfArtError(f"the spot colour {called} without a CMYK alternate")
    if not isinstance(space.tint, Exponential | Sampled):
        raise PdfArtError(f"the spot colour {called} with a computed alternate")
    solid = [min(1.0, max(0.0, value)) for value in space.tint.at((1.0,))]
    if len(solid) != 4:
        raise PdfArtError(f"the spot colour {called} without a CMYK alternate")
    c, m, y, k = solid
    # Process inks may be called by their own names.
    return Colour(c, m, y, k) if called in _PROCESS else Colour(c, m, y, k, spot=called)
