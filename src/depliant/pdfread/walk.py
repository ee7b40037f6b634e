"""A page walked through with all the forms that it shows: each event, and where it lies.

Events know nothing of where their stream is shown; a `Frame` does. What a reader makes of the two
is his own.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from depliant.geometry import Matrix, Rect
from depliant.pdfread.events import Event, Faulty, FormShown, Painted, Tag
from depliant.pdfread.interpreter import Interpreter, Stream
from depliant.pdfread.objects import identity
from depliant.pdfread.opening import PageFacts
from depliant.pdfread.outline import Shape
from depliant.pdfread.state import Clip, mapped

_MOST_FORMS = 20
"""How deep forms may lie in forms."""
_STEP = 4096
"""Bytes of a path that are one step more: so much is read at once when a form lies askew."""


class Section(Struct, frozen=True):
    """The marked content that something belongs to: `owner` holds the numbers (14.7.4.2)."""

    tag: str = ""
    mcid: int | None = None
    owner: tuple[int, int] = (0, 0)
    artifact: bool = False


UNMARKED = Section()


class Frame:
    """A stream in its place: `matrix` leads from its space to the page's.

    `outer` is the frame of the stream that shows it, under `clip` and `tag` of that one; `owner`
    the page or form whose numbers its marked content has.
    """

    def __init__(
        self,
        matrix: Matrix,
        owner: tuple[int, int],
        outer: Frame | None = None,
        clip: Clip | None = None,
        tag: Tag | None = None,
    ) -> None:
        self.matrix = matrix
        self.owner = owner
        self.outer = outer
        self._limit = outer.shown(clip) if outer else None
        self._marked = outer.section(tag) if outer else UNMARKED
        self._clip, self._tag = clip, tag
        self._shown: dict[int, Rect] = {}
        self._sections: dict[int, Section] = {}
        self._last = (Matrix(), matrix)

    def at(self, ctm: Matrix) -> Matrix:
        """From the user space of an event to the page's."""
        if self._last[0] is not ctm:
            self._last = (ctm, self.matrix @ ctm)
        return self._last[1]

    def shown(self, clip: Clip | None) -> Rect | None:
        """The box on the page that a clip lets show, of negative extent for none; None for all."""
        chain: list[Clip] = []
        while clip is not None and id(clip) not in self._shown:
            chain.append(clip)
            clip = clip.outer
        box = self._limit if clip is None else self._shown[id(clip)]
        for one in reversed(chain):
            box = within(box, one.shape.box(self.matrix @ one.matrix))
            self._shown[id(one)] = box
        return box

    def clips(self, clip: Clip | None) -> Iterator[tuple[Shape, Matrix, bool]]:
        """The paths of a clip and all that it lies in, the innermost first.

        Each with the map from its space to the page's, and whether its rule is even-odd.
        """
        while clip is not None:
            yield clip.shape, self.matrix @ clip.matrix, clip.even_odd
            clip = clip.outer
        if self.outer is not None:
            yield from self.outer.clips(self._clip)

    def tags(self, tag: Tag | None) -> Iterator[Tag]:
        """Marked content and all that it stands in, the innermost first."""
        while tag is not None:
            yield tag
            tag = tag.outer
        if self.outer is not None:
            yield from self.outer.tags(self._tag)

    def section(self, tag: Tag | None) -> Section:
        """The marked content in force: the nearest artifact or numbered sequence."""
        if tag is None:
            return self._marked
        if id(tag) not in self._sections:
            nearest: Tag | None = tag
            while nearest is not None and not (nearest.artifact or nearest.mcid is not None):
                nearest = nearest.outer
            self._sections[id(tag)] = (
                self._marked
                if nearest is None
                else Section(nearest.name, nearest.mcid, self.owner, nearest.artifact)
            )
        return self._sections[id(tag)]


def within(clip: Rect | None, box: Rect) -> Rect:
    """What two boxes share; of negative extent where they share nothing."""
    if clip is None:
        return box
    x, y = max(clip.x, box.x), max(clip.y, box.y)
    return Rect(x, y, min(clip.right, box.right) - x, min(clip.bottom, box.bottom) - y)


def walk(interpreter: Interpreter, page: Stream, facts: PageFacts) -> Iterator[tuple[Event, Frame]]:
    """The events of a page in the order in which it is painted, each with its frame.

    A form comes before its content. One that cannot be shown, since it shows itself, lies too
    deep or out of all proportion, or cannot be unfolded to its end, is `Faulty` after it.

    Raises:
        BudgetError: there is more of it than may be read.
    """
    frame = Frame(facts.base, identity(facts.node))
    return _walked(interpreter, page, frame, ())


def within_frame(
    interpreter: Interpreter, stream: Stream, frame: Frame
) -> Iterator[tuple[Event, Frame]]:
    """The same for a stream that no page shows as a form: that of a pattern or of a mask."""
    return _walked(interpreter, stream, frame, (identity(stream.holder),))


def _walked(
    interpreter: Interpreter, stream: Stream, frame: Frame, open_: tuple[tuple[int, int], ...]
) -> Iterator[tuple[Event, Frame]]:
    spend = interpreter.budget.spend
    for event in stream.events:
        steps = 1 + len(event.shape.source) // _STEP if isinstance(event, Painted) else 1
        spend(steps)
        yield event, frame
        if not isinstance(event, FormShown):
            continue
        key = identity(event.xobject)
        inner = (
            None
            if key in open_ or len(open_) >= _MOST_FORMS
            else _placed(interpreter, event, frame)
        )
        if inner is not None:
            content = interpreter.form(event.xobject, event.state, stream.supplies)
            yield from _walked(interpreter, content, inner, (*open_, key))
        if inner is None or content.faulty or content.is_cut:
            yield Faulty(event.operation, event.state, event.tag), frame


def _placed(interpreter: Interpreter, event: FormShown, frame: Frame) -> Frame | None:
    """Where a form lies; None where that is nowhere on a page."""
    form = interpreter.facts(event.xobject)
    try:
        matrix = mapped(frame.at(event.state.ctm), form.matrix)
    except ValueError:
        return None
    # A form with numbers of its own says so (14.7.4.3).
    owner = identity(event.xobject) if form.numbered else frame.owner
    tag = event.tag if form.layer is None else Tag("OC", None, form.layer, event.tag)
    return Frame(matrix, owner, frame, event.state.clip, tag)
