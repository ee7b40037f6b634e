"""The one interpreter of content streams (ISO 32000-1, 7.8 and Annex A).

Operators that set the state stand in a table in `state`; those that paint, show, mark or move the
pen in one at the end of this module. What comes of a stream is a tuple of `events`, made once for
each state in which it is shown, and shared by all who read the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pikepdf
from msgspec import Struct
from msgspec.structs import astuple, replace

from depliant.bounds import SECTIONS
from depliant.geometry import IDENTITY, Matrix
from depliant.pdfread.advance import advance
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
    Tag,
)
from depliant.pdfread.inline import fields_of, space_of
from depliant.pdfread.jpx import jpx_space
from depliant.pdfread.objects import (
    as_written,
    entry,
    identity,
    is_dict,
    listed,
    name,
    number,
    numbers,
)
from depliant.pdfread.opening import PageFacts
from depliant.pdfread.outline import OPERANDS, PATH, Shape, operator_count, spelled
from depliant.pdfread.spaces import GRAY, Space
from depliant.pdfread.state import CHANGES, Clip, State, Supplies, finite
from depliant.pdfread.streams import STREAM_LIMIT, StreamError, TooLongError, filters, unfolded
from depliant.pdfread.tokens import Operand, Operation, operations

_MOST_STATES = 512
"""How many graphics states a stream may save; viewers take 28 or more."""
_MOST_PARTS = 10_000
"""Streams that the content of one page may be written in."""
_MOST_REMEMBERED = 300_000
"""Events that are kept for when a form is shown again."""
_PLAIN = (float, int, str)
"""Fields of a state that are told apart by what they are, all others by which they are."""
_FAULTS = (IndexError, TypeError, ValueError, AttributeError, KeyError)


class Stream(Struct, frozen=True, eq=False):
    """An interpreted content stream with its resources.

    `holder` is the page, form or pattern that it is the content of; `faulty` says that it could
    not be unfolded, `is_cut` that it could in part.
    """

    events: tuple[Event, ...]
    supplies: Supplies
    holder: Any
    faulty: bool = False
    is_cut: bool = False


class FormFacts(Struct, frozen=True, eq=False):
    """What a form says of itself (8.10.2): its resources, if it has any, its map and its box.

    `numbered` says that its marked content has numbers of its own, `layer` is that it lies in.
    """

    resources: Any
    matrix: Matrix
    bounds: Clip | None
    numbered: bool
    layer: Any


class Interpreter:
    """Interprets the streams of a file; `limit` is what each may unfold to, in bytes.

    `scratch` holds what readers make objects of though it is none of the file.
    """

    def __init__(self, budget: Budget, limit: int = STREAM_LIMIT) -> None:
        self.budget = budget
        self.limit = limit
        self.scratch = pikepdf.new()
        self._faces: dict[tuple[int, int], Any] = {}
        self._supplies: dict[tuple[int, int], Supplies] = {}
        self._facts: dict[tuple[int, int], FormFacts] = {}
        self._streams: dict[tuple[Any, ...], tuple[Stream, State]] = {}
        self._remembered = 0

    def page(self, facts: PageFacts) -> Stream:
        """The content of a page.

        Raises:
            BudgetError: there is more of it than may be read.
        """
        data, room, faulty, is_cut = list[bytes](), self.limit, False, False
        for part in listed(entry(facts.node, "/Contents"))[:_MOST_PARTS]:
            try:
                found, is_whole = unfolded(part, room)
            except TooLongError:
                raise BudgetError("bytes") from None
            except StreamError:
                faulty = True
                continue
            data.append(found)
            is_cut = is_cut or not is_whole
            room -= len(found)
        supplies = self.supplies(facts.node, facts.resources)
        events = interpreted(operations(b"\n".join(data)), supplies, State(), self.budget)
        return Stream(events, supplies, facts.node, faulty, is_cut)

    def facts(self, holder: Any) -> FormFacts:
        """What a form or pattern says of itself, read once."""
        key = identity(holder)
        if key == (0, 0):
            return _form_facts(holder)
        if key not in self._facts:
            self._facts[key] = _form_facts(holder)
        return self._facts[key]

    def form(self, holder: Any, state: State, outer: Supplies) -> Stream:
        """The content of a form or pattern that is shown in a state; it begins in its own space.

        Without resources of its own it has those of the stream that shows it.

        Raises:
            BudgetError: there is more of it than may be read.
        """
        facts = self.facts(holder)
        supplies = outer if facts.resources is None else self.supplies(holder, facts.resources)
        key = (identity(holder), id(supplies), *_inherited(state))
        if key in self._streams:
            return self._streams[key][0]
        begun = replace(state, ctm=IDENTITY, clip=facts.bounds)
        try:
            (data, is_whole), faulty = unfolded(holder, self.limit), False
        except TooLongError:
            raise BudgetError("bytes") from None
        except StreamError:
            (data, is_whole), faulty = (b"", False), True
        events = interpreted(operations(data), supplies, begun, self.budget)
        made = Stream(events, supplies, holder, faulty, not is_whole)
        self._remembered += len(events) + 1
        if self._remembered < _MOST_REMEMBERED and identity(holder) != (0, 0):
            # The state is kept with it: what its key names by number must not be freed.
            self._streams[key] = made, state
        return made

    def supplies(self, holder: Any, resources: Any) -> Supplies:
        """The resources of a page, form or pattern, read once."""
        key = identity(holder)
        if key == (0, 0):
            return Supplies(resources, self._faces)
        if key not in self._supplies:
            self._supplies[key] = Supplies(resources, self._faces)
        return self._supplies[key]


def _inherited(state: State) -> tuple[Any, ...]:
    """What tells two states apart for a form that inherits them; where it stands does not.

    Colours and typefaces are read once, so that which they are says what they are.
    """
    return tuple(
        value if isinstance(value, _PLAIN) or type(value) is tuple else id(value)
        for value in astuple(state)[2:]
    )


def _form_facts(holder: Any) -> FormFacts:
    matrix = numbers(entry(holder, "/Matrix"))
    edges = numbers(entry(holder, "/BBox"))
    bounds = None
    if len(edges) == 4:
        x, y, right, high = edges
        bounds = Clip(Shape(spelled("re", [x, y, right - x, high - y])), IDENTITY, False)
    return FormFacts(
        entry(holder, "/Resources"),
        Matrix(*matrix) if len(matrix) == 6 else IDENTITY,
        bounds,
        entry(holder, "/StructParents") is not None,
        entry(holder, "/OC"),
    )


def interpreted(
    stream: Iterable[Operation], supplies: Supplies, state: State, budget: Budget
) -> tuple[Event, ...]:
    """The events of one stream.

    Raises:
        BudgetError: there are more operations than may be read.
    """
    run = _Run(supplies, state)
    events: list[Event] = []
    for operation in stream:
        budget.spend()
        if operation.operator == PATH:
            budget.spend_path(operator_count(operation.source))
        event = run.step(operation)
        if event is not None:
            events.append(event)
    while run.tag is not None:
        events.append(run.end_section(None))
    return tuple(events)


class _Run:
    """One stream being interpreted: its state, its path, and where its text stands."""

    def __init__(self, supplies: Supplies, state: State) -> None:
        self.supplies = supplies
        self.state = state
        self.tag: Tag | None = None
        self._sections = 0
        self._saved: list[State] = []
        self._path: list[bytes] = []
        self._clip = ""
        self._line = self._matrix = IDENTITY

    def step(self, operation: Operation) -> Event | None:
        """What an operation does; None where it only adds to what comes."""
        operator = operation.operator
        change = CHANGES.get(operator)
        try:
            if change is not None:
                self.state = change(self.state, operation.operands, self.supplies)
            elif operator in _STEPS:
                return _STEPS[operator](self, operation)
            elif not operator:
                return Faulty(operation, self.state, self.tag)
        except _FAULTS:
            return Faulty(operation, self.state, self.tag)
        return Passed(operation, self.state, self.tag)

    # --- the state and the path

    def save(self, operation: Operation) -> Event:
        """The operator q."""
        if len(self._saved) >= _MOST_STATES:
            raise ValueError("too many states")
        self._saved.append(self.state)
        return Passed(operation, self.state, self.tag)

    def restore(self, operation: Operation) -> Event:
        """The operator Q; one too many does nothing."""
        if not self._saved:
            raise ValueError("nothing was saved")
        self.state = self._saved.pop()
        return Passed(operation, self.state, self.tag)

    def extend(self, operation: Operation) -> None:
        """A run of path operators."""
        self._path.append(operation.source)

    def extend_by_one(self, operation: Operation) -> None:
        """A path operator that is not spelled plainly."""
        count = OPERANDS[operation.operator]
        values = _floats(operation.operands, count) if count else []
        self._path.append(spelled(operation.operator, values))

    def clip(self, operation: Operation) -> None:
        """The operators W and W*."""
        self._clip = operation.operator

    def paint(self, operation: Operation) -> Event | None:
        """The operators that end a path."""
        shape = Shape(b" ".join(self._path))
        clip, self._clip, self._path = self._clip, "", []
        if shape.empty:
            return None
        fill, stroke = _PAINTS[operation.operator]
        event = Painted(operation, self.state, self.tag, shape, fill, stroke, clip)
        if clip:
            within = Clip(shape, self.state.ctm, clip == "W*", self.state.clip)
            self.state = replace(self.state, clip=within)
        return event

    # --- text

    def begin_text(self, operation: Operation) -> Event:
        """BT."""
        return self._place(operation, IDENTITY)

    def set_matrix(self, operation: Operation) -> Event:
        """Tm."""
        a, b, c, d, e, f = _floats(operation.operands, 6)
        return self._place(operation, Matrix(a, b, c, d, e, f))

    def move(self, operation: Operation) -> Event:
        """Td."""
        x, y = _floats(operation.operands, 2)
        return self._place(operation, self._line @ Matrix(e=x, f=y))

    def move_with_leading(self, operation: Operation) -> Event:
        """TD."""
        self.state = replace(self.state, leading=-_floats(operation.operands, 2)[1])
        return self.move(operation)

    def next_line(self, operation: Operation) -> Event:
        """T*."""
        return self._place(operation, self._line @ Matrix(f=-self.state.leading))

    def _place(self, operation: Operation, matrix: Matrix) -> Event:
        self._line = self._matrix = matrix
        return Passed(operation, self.state, self.tag)

    def show(self, operation: Operation) -> Event:
        """Tj."""
        return self._show(operation, [operation.operands[-1]])

    def show_array(self, operation: Operation) -> Event:
        """TJ."""
        parts = operation.operands[-1]
        if not isinstance(parts, list):
            raise ValueError("no array")
        return self._show(operation, parts)

    def show_on_next_line(self, operation: Operation) -> Event:
        """The operator '."""
        self.next_line(operation)
        return self.show(operation)

    def show_spaced(self, operation: Operation) -> Event:
        """The operator "."""
        word, letter = _floats(operation.operands[:2], 2)
        self.state = replace(self.state, word_space=word, character_space=letter)
        return self.show_on_next_line(operation)

    def _show(self, operation: Operation, parts: list[Operand]) -> Event:
        state, face, matrix = self.state, self.state.face, self._matrix
        along, codes = advance(state, parts)
        if face is not None and face.vertical:
            self._matrix = matrix @ Matrix(f=finite(along))
        else:
            self._matrix = matrix.along(finite(along))
        return Shown(operation, state, self.tag, self._line, matrix, parts, codes, along)

    # --- images, forms, shadings, marked content

    def show_object(self, operation: Operation) -> Event | None:
        """Do."""
        xobject = self.supplies.get("/XObject", str(operation.operands[-1]))
        if not is_dict(xobject):
            raise ValueError("no such object")
        kind = name(entry(xobject, "/Subtype"))
        if kind == "Form":
            return FormShown(operation, self.state, self.tag, xobject)
        if kind != "Image":
            return None
        mask = entry(xobject, "/ImageMask") is True
        space = self._space_of(xobject)
        size = int(number(entry(xobject, "/Width"))), int(number(entry(xobject, "/Height")))
        bits = int(number(entry(xobject, "/BitsPerComponent"), 8))
        return Pictured(operation, self.state, self.tag, size, bits, space, mask, xobject)

    def inline_image(self, operation: Operation) -> Event:
        """BI to EI."""
        fields = fields_of(operation.operands[-1])

        def count(key: str, default: int) -> int:
            value = fields.get(key)
            return int(finite(value)) if isinstance(value, float) else default

        named = space_of(fields.get("/ColorSpace"))
        space = (
            GRAY
            if named is None
            else self.supplies.space(as_written(named))
            if isinstance(named, pikepdf.Name)
            else self.supplies.of_object(named)
        )
        size, bits = (count("/Width", 1), count("/Height", 1)), count("/BitsPerComponent", 8)
        mask = fields.get("/ImageMask") is True
        return Pictured(operation, self.state, self.tag, size, bits, space, mask, None)

    def _space_of(self, xobject: Any) -> Space:
        """The colour space of an image; of JPEG 2000 data alone, where its dictionary has none."""
        value = entry(xobject, "/ColorSpace")
        if value is not None:
            return self.supplies.of_object(value)
        return jpx_space(xobject) if filters(xobject)[-1:] == ("JPXDecode",) else GRAY

    def shade(self, operation: Operation) -> Event:
        """The operator sh."""
        shading = self.supplies.get("/Shading", str(operation.operands[-1]))
        if not is_dict(shading):
            raise ValueError("no such shading")
        space = self.supplies.of_object(entry(shading, "/ColorSpace"))
        return Shaded(operation, self.state, self.tag, shading, space)

    def begin_section(self, operation: Operation) -> Event:
        """BMC and BDC."""
        called = str(operation.operands[0]).lstrip("/")
        properties: Any = operation.operands[1] if len(operation.operands) > 1 else None
        if isinstance(properties, str):
            properties = self.supplies.get("/Properties", properties)
        self._sections += 1
        if self._sections > SECTIONS:
            raise ValueError("too deep")
        self.tag = Tag(called, _mcid(properties), properties, self.tag)
        return Begun(operation, self.state, self.tag, self._line)

    def end_section(self, operation: Operation | None) -> Event:
        """EMC."""
        ended = self.tag
        if ended is None:
            raise ValueError("nothing to end")
        self._sections -= 1
        if self._sections >= SECTIONS and operation is not None:
            raise ValueError("too deep to have begun")
        self.tag = ended.outer
        return Ended(operation, self.state, ended)


def _mcid(properties: Any) -> int | None:
    """The number of marked content (14.7.4.2)."""
    if isinstance(properties, dict):
        value = properties.get("/MCID")
        return int(value) if isinstance(value, float) else None
    found = entry(properties, "/MCID")
    return None if found is None else int(number(found))


def _floats(operands: list[Operand], count: int) -> list[float]:
    """The last numbers among some operands.

    Raises:
        ValueError: there are not so many.
    """
    values = [finite(value) for value in operands if isinstance(value, float)][-count:]
    if len(values) < count:
        raise ValueError("operands are missing")
    return values


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
"""Whether a path is filled, and whether it is stroked (table 60)."""

_STEPS: dict[str, Callable[[_Run, Operation], Event | None]] = {
    "q": _Run.save,
    "Q": _Run.restore,
    PATH: _Run.extend,
    **dict.fromkeys(OPERANDS, _Run.extend_by_one),
    "W": _Run.clip,
    "W*": _Run.clip,
    **dict.fromkeys(_PAINTS, _Run.paint),
    "BT": _Run.begin_text,
    "Tm": _Run.set_matrix,
    "Td": _Run.move,
    "TD": _Run.move_with_leading,
    "T*": _Run.next_line,
    "Tj": _Run.show,
    "TJ": _Run.show_array,
    "'": _Run.show_on_next_line,
    '"': _Run.show_spaced,
    "Do": _Run.show_object,
    "BI": _Run.inline_image,
    "sh": _Run.shade,
    "BMC": _Run.begin_section,
    "BDC": _Run.begin_section,
    "EMC": _Run.end_section,
}
"""The operators that are no mere change of the state."""
