"""A frame filled with notes at its foot: what the notes take, its text does not have.

How much that is depends on which marks the text that is left brings with it. Each height that the
first notes may take is tried once, from none on, and the first is taken that is enough for the
marks that are then placed: so it ends, and a note always stands below its mark. The last frame of
a story holds all its rest, so that it is filled twice at most.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from depliant.content.model import Block, Note
from depliant.layout.legs import Frame, Leg, Rest, poured
from depliant.layout.notes import Feet, called, feet
from depliant.tuples import NamedTuple

_TOLERANCE = 0.01


class Footed(NamedTuple):
    """What a frame took of a story, and the notes at its foot."""

    leg: Leg
    feet: Feet


class Owed(NamedTuple):
    """Notes by their ids, in the order of their numbers, which a frame may have to print.

    `at_any_rate` are those that it prints whatever is placed: their marks are in a panel's foot,
    which stands in the same frame.
    """

    notes: Mapping[str, Note]
    at_any_rate: frozenset[str] = frozenset()

    def needed(self, leg: Leg) -> tuple[Note, ...]:
        """The notes for what is placed."""
        found = called(leg.placements, self.notes) | self.at_any_rate
        return tuple(note for key, note in self.notes.items() if key in found)


def footed(
    titles: tuple[Block, ...], rest: Rest, frame: Frame, owed: Owed, then: Frame | None = None
) -> Footed:
    """Fill a frame with `titles` and the rest of a story, and its foot with the notes of that.

    Raises:
        DepliantError: what keeps a block, or a note, from being laid out.
    """
    leg = poured(titles, rest, frame, then)
    wanted = owed.needed(leg)
    if not wanted:
        return Footed(leg, feet((), frame.box, frame.setting))
    if then is None:
        held = feet(wanted, frame.box, frame.setting)
        return Footed(poured(titles, rest, _less(frame, held.height)), held)
    for count in range(len(wanted) + 1):
        kept = feet(_first(wanted, count, owed), frame.box, frame.setting)
        tried = poured(titles, rest, _less(frame, kept.height), then)
        held = feet(owed.needed(tried), frame.box, frame.setting)
        if held.height <= kept.height + _TOLERANCE:
            return Footed(tried, held)
    nothing = poured(titles, rest, _less(frame, frame.box.inner.height), then)
    return Footed(nothing, feet(owed.needed(nothing), frame.box, frame.setting))


def _first(wanted: tuple[Note, ...], count: int, owed: Owed) -> tuple[Note, ...]:
    """The first notes that are wanted, and those that are printed at any rate."""
    first = {note.id for note in wanted[:count]} | owed.at_any_rate
    return tuple(note for note in wanted if note.id in first)


def _less(frame: Frame, height: float) -> Frame:
    """The frame without so much of its height, in points."""
    inner = frame.box.inner
    left = inner._replace(height=max(0.0, inner.height - height))
    return frame._replace(box=replace(frame.box, inner=left))
