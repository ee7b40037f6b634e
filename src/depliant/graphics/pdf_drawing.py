"""What a PDF page draws, as display items: its paths in their inks, its text as outlines.

Events (`pdfread.events`) become paths and plain pictures, clipped as they are. Colours that are no
inks are made inks by what is given for them or by the output profile, and told (`pdf_inks`). What
lies in a hidden layer does not show and is left out. Anything else - shadings, transparency, text
whose font is missing, shapes out of all proportion - is refused with what to do, so that nothing
of a mark is lost or changed unseen; or, where that is asked for, its place is marked by a path
without paint, so that whoever can paints a picture there.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any, Literal

from depliant.colour import PAPER, Colour
from depliant.display.items import Group, Item, Path, Picture, Stroke
from depliant.errors import InputError
from depliant.geometry import Matrix, Outline, Rect, outline_bounds, rectangle, transformed
from depliant.graphics.art import Artwork
from depliant.graphics.mark import PLAINLY, Asked, Drawn
from depliant.graphics.pdf_inks import Inks, NoInkError
from depliant.graphics.winding import nonzero
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
from depliant.pdfread.interpreter import Interpreter
from depliant.pdfread.layers import Layers
from depliant.pdfread.objects import entry, items
from depliant.pdfread.opening import PageFacts, opened
from depliant.pdfread.spaces import Space, read_space
from depliant.pdfread.state import CHANGES, Paint, State
from depliant.pdfread.tokens import Operation
from depliant.pdfread.walk import Frame, walk, within
from depliant.sentences import Sentence, say

MAXIMUM_STREAM = 2_000_000
MAXIMUM_OPERATORS = 100_000
MAXIMUM_FORMS = 64
MAXIMUM_CLIPS = 28
MAXIMUM_STATES = 200
FARTHEST = 1_000_000.0
"""Points: no mark reaches so far."""

_CAPS: tuple[Literal["butt", "round", "square"], ...] = ("butt", "round", "square")
_JOINS: tuple[Literal["miter", "round", "bevel"], ...] = ("miter", "round", "bevel")
_FLAT = say(
    "Take it in with `depliant logo add FILE --flatten`, or export it with "
    "flat colours, without effects."
)
_OUTLINES = say("Convert all text to outlines and export again.")
_CLEAR = say("Export it with transparency instead, or ask for the picture itself as a PNG.")
_INKS = say("Give its inks in the contract, or export it in CMYK or spot colours.")
_FONT = say(
    "Take it in with `depliant logo add FILE --font FONTFILE`, or ask for "
    "one whose text is converted to outlines."
)
_AGAIN = say("Export it again, without a password and with its fonts.")
_NOT = say("Do not open it; ask its sender for another.")
_EXPAND = say("Expand them in the drawing program.")
_SCALE = say("Undo its transformations in the drawing program and export it again.")
_SHOWN = 120
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

    def __init__(
        self, what: Sentence, hint: Sentence = _FLAT, code: str = "pdf-art-unsupported"
    ) -> None:
        super().__init__(str(what))
        self.what, self.hint, self.code = what, hint, code


class ComplexError(PdfArtError):
    """What is no plain inked shape, but can be made a picture."""


def drawn(data: bytes, asked: Asked = PLAINLY) -> Drawn:
    """The bytes of a PDF of one page as artwork.

    Raises:
        PdfArtError: it cannot be used.
    """
    try:
        with opened(data) as file:
            if file.is_cut:
                raise PdfArtError(
                    say("only a part of a PDF: its end was cut off, with whatever stood there"),
                    say("Have it sent again."),
                    "pdf-art-invalid",
                )
            if len(file.pages) != 1:
                raise PdfArtError(
                    say("{count} pages", count=len(file.pages)),
                    say("Export one page."),
                    "pdf-art-invalid",
                )
            (facts,) = file.pages
            drawing = Drawing(_bounds(facts), Layers(file.catalog), file.pdf, asked)
            interpreter = Interpreter(Budget(MAXIMUM_OPERATORS, MAXIMUM_OPERATORS), MAXIMUM_STREAM)
            page = interpreter.page(facts)
            if page.faulty:
                raise PdfArtError(
                    say("content that is damaged or far too long"), say("Simplify it.")
                )
            for event, frame in walk(interpreter, page, facts):
                drawing.take(event, frame)
            return drawing.drawn()
    except BudgetError as error:
        raise PdfArtError(say("far too many operators"), say("Simplify it.")) from error
    except InputError as error:
        raise _unreadable(error) from error


def _unreadable(error: InputError) -> PdfArtError:
    """What keeps a file from being opened, said of a mark."""
    if error.diagnostics[0].code == "pdf-hostile":
        return PdfArtError(say("more than any mark needs once it is unfolded"), _NOT, "pdf-hostile")
    return PdfArtError(say("what cannot be read as a PDF page"), _AGAIN, "pdf-art-invalid")


def _bounds(facts: PageFacts) -> Rect:
    """The trimmed page, from its corner."""
    box = facts.placed(facts.cut)
    if not (0 < box.width < 20_000 and 0 < box.height < 20_000):
        raise PdfArtError(say("a page without a size"), say("Export it again."), "pdf-art-invalid")
    if facts.rotate:
        raise PdfArtError(say("a turned page"), say("Export it upright."), "pdf-art-invalid")
    return box


class Drawing:
    """Gathers the display items of a page."""

    def __init__(self, bounds: Rect, layers: Layers, pdf: Any, asked: Asked) -> None:
        self.bounds = bounds
        self._layers, self._asked, self._pdf = layers, asked, pdf
        self._inks = Inks(asked.inks, asked.icc)
        self._letterings: Any = None
        self._items: list[Item] = []
        self._shows = False
        self._forms = self._states = 0
        self._flattened: dict[str, None] = {}

    def drawn(self) -> Drawn:
        """What was gathered."""
        if not self._shows:
            raise PdfArtError(
                say("nothing that shows within its page"),
                say("Check its layers, and that the art lies on the page."),
                "pdf-art-invalid",
            )
        fonts = tuple(self._letterings.used.items()) if self._letterings else ()
        art = Artwork(tuple(self._items), self.bounds)
        return Drawn(art, self._inks.uses, fonts, tuple(self._flattened))

    def take(self, event: Event, frame: Frame) -> None:
        """Follow one event."""
        if self._is_hidden(event, frame):
            return
        try:
            _TAKERS[type(event)](self, event, frame)
        except ComplexError as fault:
            if not self._asked.flatten:
                raise
            self._flattened.setdefault(str(fault.what))
            self._mark_place(event, frame)

    def _is_hidden(self, event: Event, frame: Frame) -> bool:
        """Whether an event lies in a layer that does not show."""
        contents = [tag.properties for tag in frame.tags(event.tag) if tag.name == "OC"]
        if isinstance(event, Pictured):
            contents.append(entry(event.xobject, "/OC"))
        if any(self._layers.prints_otherwise(content) for content in contents):
            raise PdfArtError(
                say("a layer that prints otherwise than it shows"), say("Flatten its layers.")
            )
        return not all(map(self._layers.shows, contents))

    def paint(self, event: Painted, frame: Frame) -> None:
        """A path becomes an item, in the groups that clip it."""
        state = event.state
        if not (event.fill or event.stroke):
            return
        matrix = frame.at(state.ctm)
        if not self._is_on_page(_checked(event, matrix), event, frame):
            return
        _check_opaque(state, event.fill, event.stroke)
        item: Item = Path(
            _outline(event, matrix),
            self._colour(state.fill) if event.fill else None,
            self._pen(state, matrix.scale) if event.stroke else None,
            event.operation.operator.endswith("*"),
        )
        self._items.append(_clipped(item, event, frame))

    def _is_on_page(self, box: Rect, event: Event, frame: Frame) -> bool:
        """Whether anything of a box shows; what shows beside the page alone is no mark."""
        seen = frame.shown(event.state.clip)
        if seen is not None:
            box = within(seen, box)
        if box.width < 0 or box.height < 0:
            return False
        on_page = within(self.bounds, box)
        self._shows = self._shows or (on_page.width >= 0 and on_page.height >= 0)
        return True

    def _colour(self, paint: Paint) -> Colour:
        if paint.pattern is not None or paint.space.kind == "Pattern":
            self._note_spots(read_space(entry(paint.pattern, "/Shading", "/ColorSpace")))
            raise ComplexError(say("a gradient or a pattern (Pattern)"))
        try:
            return self._inks.of(paint)
        except NoInkError as fault:
            raise PdfArtError(fault.what, _INKS) from fault

    def _note_spots(self, space: Space) -> None:
        """The spots of a gradient, which whoever paints it needs to know."""
        for number in range(space.count if space.kind in ("Separation", "DeviceN") else 0):
            solid = tuple(float(at == number) for at in range(space.count))
            with contextlib.suppress(NoInkError):
                self._inks.of(Paint(space, solid))

    def _pen(self, state: State, scale: float) -> Stroke:
        # ISO 32000-1, 8.4.3.2 and 8.4.3.6: no width or dash is less than 0, nor are all dashes 0.
        negative = min(state.line_width, *state.dash, 0.0) < 0
        if negative or (state.dash and not any(state.dash)):
            raise PdfArtError(
                say("a line of no width or dash that there can be"),
                say("Outline its strokes."),
                "pdf-art-invalid",
            )
        dash = state.dash * 2 if len(state.dash) % 2 else state.dash
        return Stroke(
            self._colour(state.stroke),
            state.line_width * scale,
            tuple(length * scale for length in dash),
            _CAPS[state.cap],
            _JOINS[state.join],
            state.dash_phase * scale if dash else 0.0,
            # A limit below 1 bevels every corner, as 1 does (ISO 32000-1, 8.4.3.5).
            max(1.0, state.miter),
        )

    def show(self, event: Shown, frame: Frame) -> None:
        """Live text becomes the outlines of its letters."""
        from depliant.graphics.pdf_text import Letterings, NoOutlineError

        state = event.state
        if state.face is None and event.parts:
            raise PdfArtError(say("live text without a font"), _AGAIN)
        if state.render_mode == 3 or not event.codes:
            return
        if state.render_mode not in (0, 1, 2):
            # What is painted later shows within these letters alone.
            raise PdfArtError(say("live text that clips"), _OUTLINES)
        fill, stroke = state.render_mode != 1, state.render_mode != 0
        _check_opaque(state, fill, stroke)
        if self._letterings is None:
            self._letterings = Letterings(self._pdf, self._asked.fonts)
        matrix = frame.at(state.ctm)
        try:
            outline = self._letterings.shown(event, matrix)
        except NoOutlineError as fault:
            if fault.font:
                raise PdfArtError(fault.what, _FONT, "pdf-art-font") from fault
            raise ComplexError(fault.what) from fault
        if not outline:
            return
        box = outline_bounds(outline)
        if not all(abs(edge) < FARTHEST for edge in (box.x, box.y, box.right, box.bottom)):
            raise PdfArtError(say("text that is scaled beyond any page"), _SCALE, "pdf-art-invalid")
        if self._is_on_page(box, event, frame):
            filled = self._colour(state.fill) if fill else None
            pen = self._pen(state, matrix.scale) if stroke else None
            self._items.append(_clipped(Path(outline, filled, pen), event, frame))

    def picture(self, event: Pictured, frame: Frame) -> None:
        """A plain picture is placed as it is."""
        from depliant.graphics.pdf_pictures import OddPictureError, placed

        if items(entry(event.xobject, "/Mask")):
            raise PdfArtError(say("a picture whose clear parts are told by their colour"), _CLEAR)
        _check_opaque(event.state, True, False)
        try:
            raster, box = placed(event, frame.at(event.state.ctm))
        except OddPictureError as fault:
            raise ComplexError(say("a picture of pixels")) from fault
        if not (0 < box.width < FARTHEST and 0 < box.height < FARTHEST):
            raise PdfArtError(say("a picture that is scaled to nothing"), _SCALE, "pdf-art-invalid")
        if self._is_on_page(box, event, frame):
            whole = Rect(0.0, 0.0, raster.width, raster.height)
            self._items.append(_clipped(Picture(raster, box, whole, PAPER), event, frame))

    def _mark_place(self, event: Event, frame: Frame) -> None:
        """A path without paint, where something is to be made a picture."""
        outline = rectangle(self.bounds)
        if isinstance(event, Painted):
            matrix = frame.at(event.state.ctm)
            box = rectangle(_checked(event, matrix))
            outline = box if event.stroke else _outline(event, matrix)
            if event.operation.operator.endswith("*"):
                outline = nonzero(outline) or box
        elif isinstance(event, Pictured):
            square = rectangle(Rect(0.0, 0.0, 1.0, 1.0))
            outline = transformed(square, frame.at(event.state.ctm))
        if not self._is_on_page(outline_bounds(outline), event, frame):
            return
        place: Item = Path(outline)
        try:
            place = _clipped(place, event, frame)
        except ComplexError:
            place = Path(rectangle(self.bounds))
        self._items.append(place)

    def form(self, event: FormShown, _: Frame) -> None:
        """A form's content comes by itself; here is what it may not be."""
        blended = entry(event.xobject, "/Group", "/K") is True
        if blended or entry(event.xobject, "/SMask") is not None:
            raise ComplexError(say("transparency"))
        self._forms += 1
        if self._forms > MAXIMUM_FORMS:
            raise PdfArtError(say("too many nested forms"), _EXPAND)

    def passed(self, event: Passed, _: Frame) -> None:
        """States must not pile up, and nobody may draw by an operator that is not known."""
        operator = event.operation.operator
        self._states += {"q": 1, "Q": -1}.get(operator, 0)
        if self._states > MAXIMUM_STATES:
            raise PdfArtError(say("too many nested states"), say("Simplify it."))
        if operator not in _KNOWN and operator not in CHANGES:
            raise PdfArtError(say("the operator {operator}", operator=operator[:_SHOWN]))

    def faulty(self, event: Faulty, _: Frame) -> None:
        """What a viewer would pass over without a word."""
        operator = event.operation.operator
        if operator == "sh":
            raise ComplexError(say("a gradient (a shading)"))
        if operator not in _HARMLESS and not _names_pattern(event.operation):
            said = event.operation.source.decode("latin-1").strip()[:_SHOWN]
            raise PdfArtError(
                say("an operation that cannot be followed: {said}", said=said),
                _AGAIN,
                "pdf-art-invalid",
            )

    def refuse_shading(self, event: Shaded, _: Frame) -> None:
        """A shading."""
        self._note_spots(event.space)
        raise ComplexError(say("a gradient (a shading)"))

    def pass_by(self, _: Begun | Ended, __: Frame) -> None:
        """Marked content draws nothing."""


_HARMLESS = ("EMC", "Q", "")
"""Ends of what was not begun, and what stands after the last operator: they draw nothing."""


def _names_pattern(operation: Operation) -> bool:
    """Whether an operation chooses a pattern; its space is refused as soon as it paints."""
    last = operation.operands[-1:]
    return operation.operator in ("scn", "SCN") and any(isinstance(one, str) for one in last)


_TAKERS: dict[type[Event], Callable[[Drawing, Any, Frame], None]] = {
    Painted: Drawing.paint,
    FormShown: Drawing.form,
    Passed: Drawing.passed,
    Faulty: Drawing.faulty,
    Shown: Drawing.show,
    Pictured: Drawing.picture,
    Shaded: Drawing.refuse_shading,
    Begun: Drawing.pass_by,
    Ended: Drawing.pass_by,
}


def _check_opaque(state: State, fill: bool, stroke: bool) -> None:
    """Refuse transparency; overprint and the like are the writer's business."""
    alpha = min(state.fill_alpha if fill else 1.0, state.stroke_alpha if stroke else 1.0)
    if alpha != 1 or state.soft_mask or state.blend != "Normal":
        raise ComplexError(say("transparency"))


def _checked(event: Painted, matrix: Matrix) -> Rect:
    """The box of what is painted, which lies within all reason."""
    if not matrix.scale:
        raise PdfArtError(say("a shape that is scaled to nothing"), _SCALE, "pdf-art-invalid")
    width = event.state.line_width * matrix.scale if event.stroke else 0.0
    box = event.shape.box(matrix).inset(*(-width / 2,) * 4)
    # Whatever is no number is not less than anything.
    if not all(abs(edge) < FARTHEST for edge in (box.x, box.y, box.right, box.bottom, width)):
        raise PdfArtError(say("a shape that is scaled beyond any page"), _SCALE, "pdf-art-invalid")
    return box


def _outline(event: Painted, matrix: Matrix) -> Outline:
    segments = event.shape.segments()
    if event.operation.operator in ("s", "b", "b*") and segments[-1] != ("Z",):
        segments = (*segments, ("Z",))
    return transformed(segments, matrix)


def _clipped(item: Item, event: Event, frame: Frame) -> Item:
    """An item in the groups that clip it, the outermost last."""
    for number, (shape, matrix, even_odd) in enumerate(frame.clips(event.state.clip), 1):
        segments: Outline | None = shape.segments()
        if even_odd and segments is not None:
            segments = nonzero(segments)
        if segments is None:
            raise ComplexError(say("a clip with holes"))
        if number > MAXIMUM_CLIPS:
            raise ComplexError(say("too many nested clips"))
        item = Group((item,), clip=transformed(segments, matrix))
    return item
