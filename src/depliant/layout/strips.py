"""Which panels a picture goes over, and how they lie side by side.

Panels of a side that touch lie as they are printed. Others (the pages of a booklet, that meet at
its spine) are put together in the order in which they are named, from left to right; from right to
left in a language that is read so.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from depliant.content.backdrops import Backdrop
from depliant.content.model import Edition
from depliant.errors import Diagnostic, InputError
from depliant.geometry import Rect, mm
from depliant.languages.table import direction
from depliant.layout.job import Job
from depliant.layout.template import Leaf
from depliant.sentences import Sentence, say
from depliant.source.suggestions import did_you_mean
from depliant.style.folds import Side, Slot, sides
from depliant.tuples import NamedTuple


class Piece(NamedTuple):
    """A panel of a strip: `x` and `y` are where its upper left corner lies on it, in points.

    `joined` says that it meets the next at a fold of the same side, `below` that it meets another
    below it so. One that is `spun` stands on its head beside others that do not: what goes over
    all of them stands as the side does.
    """

    panel: int
    leaf: Leaf
    x: float
    joined: bool = False
    y: float = 0.0
    below: bool = False
    spun: bool = False


Strip = tuple[Piece, ...]
"""From left to right, row by row."""

Leaves = Mapping[int, Leaf]
"""All panels as paper, by their numbers in the order of reading."""


def leaves_of(side: Side, job: Job) -> list[Leaf]:
    """The panels of a side as paper."""
    bleed = mm(job.sheet.format.bleed_mm)
    return [Leaf(slot, side, bleed) for slot in side.slots if slot.panel is not None]


def papers(edition: Edition, job: Job) -> dict[int, Leaf]:
    """All panels as paper, by their numbers; none where no picture asks for them."""
    if not any(panel.backdrops for panel in edition.panels):
        return {}
    the_sides = sides(job.sheet.format, len(edition.panels), direction(edition.language))
    return {leaf.slot.panel or 0: leaf for side in the_sides for leaf in leaves_of(side, job)}


def strip_of(backdrop: Backdrop, panel: int, leaves: Leaves, edition: Edition) -> Strip:
    """The panels that a picture goes over which the panel of that number names.

    Raises:
        InputError: `backdrop-across`: there are no such panels.
    """
    to_left = direction(edition.language) == "rtl"
    if backdrop.closed:
        return _on_piece(panel, leaves)
    if backdrop.panels:
        numbers = _named(backdrop, panel, edition)
    elif backdrop.count == 1:
        numbers = [panel]
    elif backdrop.count:
        numbers = _counted(backdrop, panel, leaves, edition, to_left=to_left)
    elif leaves[panel].side.spread is not None:
        numbers = _facing(panel, leaves)
    else:
        side = leaves[panel].side
        numbers = [slot.panel for slot in side.slots if slot.panel is not None]
        return _on_side(numbers, leaves)
    if _touch(numbers, leaves):
        return _on_side(numbers, leaves)
    ordered = numbers[::-1] if to_left else numbers
    pieces: list[Piece] = []
    x = 0.0
    for number in ordered:
        pieces.append(Piece(number, leaves[number], x))
        x += leaves[number].slot.width
    return tuple(pieces)


def _named(backdrop: Backdrop, panel: int, edition: Edition) -> list[int]:
    known = {one.id: number for number, one in enumerate(edition.panels)}
    for name in backdrop.panels:
        if name not in known:
            raise _refused(
                say("There is no panel `{panel}` for a picture to go over.", panel=name),
                backdrop,
                did_you_mean(name, list(known))
                or say("Write one of: {names}.", names=", ".join(known)),
            )
    numbers = list(dict.fromkeys(known[name] for name in backdrop.panels))
    if panel not in numbers:
        raise _refused(
            say(
                "The picture of the panel `{panel}` goes over others, but not over that panel.",
                panel=edition.panels[panel].id,
            ),
            backdrop,
            say("Name it under `across` too, where it stands among them."),
        )
    return numbers


def _counted(
    backdrop: Backdrop, panel: int, leaves: Leaves, edition: Edition, *, to_left: bool
) -> list[int]:
    """So many panels from one on: those beside it, or the next pages where each is a sheet."""
    count, slots = backdrop.count, leaves[panel].side.slots
    if leaves[panel].side.spread is not None:
        together = _facing(panel, leaves)
        found = together[together.index(panel) :]
        if len(found) < count:
            raise _beyond_spread(backdrop, edition.panels[panel].id)
    elif len(slots) == 1:
        found = list(range(panel, min(panel + count, len(edition.panels))))
    else:
        own = leaves[panel].slot
        row = [slot for slot in slots if slot.y == own.y]
        at = row.index(own)
        beside = row[at::-1] if to_left else row[at:]
        found = [slot.panel for slot in beside[:count] if slot.panel is not None]
    if len(found) < count:
        raise _refused(
            say(
                "The picture is to go over {count} panels from `{panel}` on; its side has {found}.",
                count=count,
                panel=edition.panels[panel].id,
                found=len(found),
            ),
            backdrop,
            say(
                "Name them by their ids: on its side are, from left to right, {names}.",
                names=", ".join(
                    edition.panels[slot.panel].id for slot in slots if slot.panel is not None
                ),
            ),
        )
    return found


def _facing(panel: int, leaves: Leaves) -> list[int]:
    """The pages of a booklet that lie side by side with one, as they are read; itself among them.

    The outside of the cover is one picture too: its back is read first.
    """
    spread = leaves[panel].side.spread
    found = [number for number, leaf in leaves.items() if _number(leaf) == _number(leaves[panel])]
    is_cover = spread is not None and spread.number == 0
    return sorted(found, reverse=is_cover)


def _number(leaf: Leaf) -> int | None:
    return None if leaf.side.spread is None else leaf.side.spread.number


def _beyond_spread(backdrop: Backdrop, panel: str) -> InputError:
    return _refused(
        say(
            "The picture is to go over {count} pages from `{panel}` on, and in the open booklet no "
            "more than two lie side by side.",
            count=backdrop.count,
            panel=panel,
        ),
        backdrop,
        say("Name the picture on the left page of two, with `across: 2`, or on one page alone."),
    )


def _refused(message: Sentence, backdrop: Backdrop, hint: Sentence) -> InputError:
    return InputError(Diagnostic("backdrop-across", message, backdrop.place, hint))


def _touch(numbers: list[int], leaves: Leaves) -> bool:
    """Whether panels are neighbours on one side."""
    found = [leaves[number] for number in numbers]
    if any(leaf.side != found[0].side for leaf in found):
        return False
    columns = found[0].side.columns
    places = [divmod(leaf.side.slots.index(leaf.slot), columns) for leaf in found]
    rows, across = sorted({row for row, _ in places}), sorted({column for _, column in places})
    return len(places) == len(rows) * len(across) and all(
        two == one + 1 for lines in (rows, across) for one, two in pairwise(lines)
    )


def _on_piece(panel: int, leaves: Leaves) -> Strip:
    """The panels that are seen on the same side of the closed piece; one inside it alone."""
    own = leaves[panel].slot.closed
    if own is None:
        return (Piece(panel, leaves[panel], 0.0),)
    found = [
        Piece(number, leaf, shown.x, y=shown.y)
        for number, leaf in leaves.items()
        if (shown := leaf.slot.closed) is not None
        and shown.front == own.front
        and _sheet_of(number, leaves) == _sheet_of(panel, leaves)
    ]
    return tuple(sorted(found, key=lambda piece: (piece.y, piece.x)))


def _sheet_of(panel: int, leaves: Leaves) -> int:
    """The first panel of the sheet that a panel is on: a piece has panels of one sheet alone."""
    numbers = sorted(leaves)
    capacity = 2 * len(leaves[panel].side.slots)
    return numbers[0] + (panel - numbers[0]) // capacity * capacity


def _on_side(numbers: list[int], leaves: Leaves) -> Strip:
    """Panels of a side as they lie on it; where all stand on their heads, as they are read."""
    slots = {leaves[number].slot: number for number in numbers}
    side = leaves[numbers[0]].side
    is_upside = all(slot.turn for slot in slots)
    trim = Rect(0.0, 0.0, *side.trim)

    def place(slot: Slot) -> tuple[float, float]:
        box = side.box(slot)
        return (trim.bottom - box.bottom, trim.right - box.right) if is_upside else (box.y, box.x)

    def meets(slot: Slot, across: int, down: int) -> bool:
        way = -1 if slot.turn and not is_upside else 1
        return side.beside(slot, way * across, way * down) in slots

    ordered = sorted(slots, key=place)
    top, left = (min(place(slot)[axis] for slot in ordered) for axis in (0, 1))
    return tuple(
        Piece(
            slots[slot],
            leaves[slots[slot]],
            place(slot)[1] - left,
            meets(slot, 1, 0),
            place(slot)[0] - top,
            meets(slot, 0, 1),
            bool(slot.turn) and not is_upside,
        )
        for slot in ordered
    )
