"""What a content stream does: the closed set of events that its interpretation consists of.

Each carries the operation that it comes of and the graphics state in force after it; coordinates
are those of the stream, and nothing in an event depends on where the stream is shown. So a form
that is shown a thousand times is interpreted once, and read by all who want to know.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from msgspec import Struct

from depliant.geometry import Matrix
from depliant.pdfread.outline import Shape
from depliant.pdfread.spaces import Space
from depliant.pdfread.state import State
from depliant.pdfread.tokens import Operand, Operation


class Tag(Struct, frozen=True, eq=False):
    """Marked content of a stream (ISO 32000-1, 14.6), within that which it stands in.

    `properties` are operands, or an object of the file's resources.
    """

    name: str
    mcid: int | None
    properties: Any
    outer: Tag | None

    @property
    def artifact(self) -> bool:
        """Whether it says that it is no content."""
        return self.name == "Artifact"


class Painted(NamedTuple):
    """A path at its end: filled, stroked, both or neither, and then a clip ("W", "W*") or not."""

    operation: Operation
    state: State
    tag: Tag | None
    shape: Shape
    fill: bool
    stroke: bool
    clip: str


class Shown(NamedTuple):
    """A string in its parts; `line` and `matrix` are where its line and it itself begin.

    `along` is how far the pen moves, in text space: to the right, or up where its face is
    vertical.
    """

    operation: Operation
    state: State
    tag: Tag | None
    line: Matrix
    matrix: Matrix
    parts: list[Operand]
    codes: list[int]
    along: float


class Pictured(NamedTuple):
    """An image in the unit square; `xobject` is None for one that stands in the stream."""

    operation: Operation
    state: State
    tag: Tag | None
    size: tuple[int, int]
    bits: int
    space: Space
    mask: bool
    xobject: Any


class FormShown(NamedTuple):
    """A form; its content is interpreted by itself."""

    operation: Operation
    state: State
    tag: Tag | None
    xobject: Any


class Shaded(NamedTuple):
    """A shading over all that the clip lets show."""

    operation: Operation
    state: State
    tag: Tag | None
    shading: Any
    space: Space


class Begun(NamedTuple):
    """Marked content begins: `tag`; `line` is where the line of text in hand does."""

    operation: Operation
    state: State
    tag: Tag
    line: Matrix


class Ended(NamedTuple):
    """Marked content ends: `tag`. Without `operation` the stream has ended in its middle."""

    operation: Operation | None
    state: State
    tag: Tag


class Passed(NamedTuple):
    """Any other operation: one that changes the state, begins text, or is not known."""

    operation: Operation
    state: State
    tag: Tag | None


class Faulty(NamedTuple):
    """An operation whose operands cannot be used. It has no effect, as in viewers."""

    operation: Operation
    state: State
    tag: Tag | None


Event = Painted | Shown | Pictured | FormShown | Shaded | Begun | Ended | Passed | Faulty
