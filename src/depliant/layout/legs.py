"""Legs of a story: what a frame takes of the blocks that come to it, and what is left of them.

A `Rest` goes in, a `Leg` comes out with the rest for the next frame: placed and rest together are
what came. A block that a frame's end breaks goes on with its lines where the next frame sets it
alike; a paragraph is broken anew where that has another measure or other type; anything else
begins there as a whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from types import MappingProxyType
from typing import Final

from msgspec.structs import replace

from depliant.content.inline import Span, plain
from depliant.content.model import Block, Paragraph, RunIn, Spanning
from depliant.layout.blocks import lay_each
from depliant.layout.blocks.kind import kind_name, lay
from depliant.layout.boxes import Box
from depliant.layout.breaking import parted, remaining
from depliant.layout.filling import Band, Filled, Filling, fill, first, taken
from depliant.layout.frame import Placement, Slice, Stack, counted_from
from depliant.layout.growing import at_height, grows, heights
from depliant.layout.halves import TableHalf
from depliant.layout.setting import PanelSetting
from depliant.tuples import NamedTuple

_SLACK = 0.01
"""Points by which rounding may make two measures differ."""
_AS_NEEDED: Final[Mapping[int, float]] = MappingProxyType({})
"""No block is to be higher than it needs."""


class Frame(NamedTuple):
    """A frame to be filled: its box, how its text is set, and how it is filled."""

    box: Box
    setting: PanelSetting
    how: Filling

    def is_wide(self, block: Block) -> bool:
        """Whether a block stands over all columns."""
        if self.box.count == 1:
            return False
        if isinstance(block, Spanning | TableHalf):
            return True
        kind = kind_name(type(block)).removesuffix("_block").replace("_", "-")
        return not {getattr(block, "role", kind), kind}.isdisjoint(self.box.design.spans)

    def measure(self, block: Block) -> float:
        """The measure that a block is set to, in points."""
        return self.box.inner.width if self.is_wide(block) else self.box.measure

    def sets_alike(self, other: Frame, block: Block) -> bool:
        """Whether a block has the same lines in both frames."""
        mine, its = self.setting, other.setting
        return (
            abs(self.measure(block) - other.measure(block)) < _SLACK
            and (mine.size, mine.leading, mine.tracking) == (its.size, its.leading, its.tracking)
            and _type(self) == _type(other)
        )


def _type(frame: Frame) -> tuple[object, ...]:
    design = frame.setting.design
    hanging = design.hang_mm, design.hang_gap_mm, design.hero_mm, design.marker
    return (design.roles, design.charts, *hanging, design.item_rule)


class Begun(NamedTuple):
    """What is left of a block that `frame` took a part of, as it is set there.

    `anew` says that `block` is just what is left, so that it can be set in another way; `depth`
    is how many elements, one in the other, go on with it.
    """

    block: Block
    stack: Stack
    frame: Frame
    anew: bool
    depth: int


class Rest(NamedTuple):
    """What is still to be placed of a story: what is left of a block, then whole blocks."""

    blocks: tuple[Block, ...]
    begun: Begun | None = None

    @property
    def is_empty(self) -> bool:
        """Whether all is placed."""
        return not self.blocks and self.begun is None


class Leg(NamedTuple):
    """What a frame took: `stack` says it, `over` are slices that found no room, `lacking` points.

    The element number `titles` of its stack, the first behind those of the titles, goes on from
    the last of the leg before, as deep as `joins` says: 0 not at all, 1 the element itself, 2 also
    the first of its parts, and so on. `blocks` of the story begin here.
    """

    placements: tuple[Placement, ...]
    stack: Stack
    rest: Rest
    left_over: float
    over: tuple[Slice, ...] = ()
    lacking: float = 0.0
    titles: int = 0
    joins: int = 0
    blocks: tuple[Block, ...] = ()


class _Piece(NamedTuple):
    """A block of a leg: its stack, and the same with its contents numbered after those before."""

    block: Block
    stack: Stack
    numbered: Stack
    wide: bool


def poured(titles: tuple[Block, ...], rest: Rest, frame: Frame, then: Frame | None = None) -> Leg:
    """Fill a frame with `titles` and the rest of a story; `then` is the frame that comes next.

    Raises:
        DepliantError: what keeps a block from being laid out.
    """
    rest = _set_anew(rest, frame)
    if any(grows(block) or isinstance(block, TableHalf) for block in (*titles, *rest.blocks)):
        # What grows takes the room that would else be spread, or balance columns; and what is to
        # be level with the facing page is not moved by it.
        box = replace(frame.box, balance=False)
        frame = frame._replace(box=box, how=frame.how._replace(spread=None))
    pieces = _pieces(titles, rest, frame, is_last=then is None)
    filled = _filled(pieces, rest, frame)
    wanted = _wanted(pieces, filled, frame)
    if wanted:
        higher = _pieces(titles, rest, frame, wanted, is_last=then is None)
        refilled = _filled(higher, rest, frame)
        if _count(higher, refilled) == _count(pieces, filled) and not refilled.lacking:
            pieces, filled = higher, refilled
    before = sum(len(piece.stack.elements) for piece in pieces[: len(titles)])
    came = _Came(titles, rest, before)
    return (
        _last(pieces, filled, came)
        if then is None
        else _parted(pieces, filled, came, (frame, then))
    )


def _filled(pieces: Sequence[_Piece], rest: Rest, frame: Frame) -> Filled:
    """The frame filled with pieces, in bands that stand over all columns or in one each."""
    shown = [piece for piece in pieces if piece.numbered.slices]
    bands = [
        Band(tuple(one for piece in run for one in piece.numbered.slices), wide)
        for wide, run in groupby(shown, lambda piece: piece.wide)
    ]
    box = frame.box
    if rest.begun is not None and _is_too_wide(rest.begun, frame):
        box = replace(box, inner=box.inner._replace(height=0.0))
    return fill(bands, box, frame.how) if bands else Filled((), (), 0.0)


def _count(pieces: Sequence[_Piece], filled: Filled) -> int:
    """How many slices of pieces are placed."""
    return taken(filled.placements, [one for piece in pieces for one in piece.numbered.slices])


def _wanted(pieces: Sequence[_Piece], filled: Filled, frame: Frame) -> dict[int, float]:
    """How high blocks are to be that grow into what is left of their column, by their `id`.

    Of columns below one another, and of what stands over all of them, the frame's foot counts.
    """
    growing = [piece for piece in pieces if grows(piece.block) and piece.numbered.slices]
    if not growing or filled.lacking:
        return {}
    placed = {id(one.slice.marks): one for one in filled.placements}
    over_all = {id(one.marks) for piece in pieces if piece.wide for one in piece.numbered.slices}
    columns: dict[float, list[_Piece]] = {}
    for piece in growing:
        spots = [placed.get(id(one.marks)) for one in piece.numbered.slices if one.marks]
        where = {one.x for one in spots if one is not None}
        if None not in spots and len(where) == 1:
            columns.setdefault(-1.0 if piece.wide else where.pop(), []).append(piece)
    if -1.0 in columns:  # it pushes all columns down
        columns = {-1.0: [piece for column in columns.values() for piece in column]}
    found: dict[int, float] = {}
    for x, column in columns.items():
        bottom = max(
            one.y + one.slice.height
            for one in filled.placements
            if x in (-1.0, one.x) or id(one.slice.marks) in over_all
        )
        blocks, stacks = [one.block for one in column], [one.stack for one in column]
        spare = frame.box.inner.bottom - bottom
        found |= heights(blocks, stacks, spare, frame.setting.unit)
    return found


class _Came(NamedTuple):
    """What came to a frame, and how many elements its titles have."""

    titles: tuple[Block, ...]
    rest: Rest
    elements: int

    @property
    def depth(self) -> int:
        """How deep the rest goes on from the leg before."""
        return self.rest.begun.depth if self.rest.begun is not None else 0


def _set_anew(rest: Rest, frame: Frame) -> Rest:
    """The rest, with what is left of a block set anew where this frame sets it in another way."""
    begun = rest.begun
    if begun is None or not begun.anew or frame.sets_alike(begun.frame, begun.block):
        return rest
    stack = lay(begun.block, frame.setting, frame.measure(begun.block))
    return rest._replace(begun=begun._replace(stack=stack, frame=frame))


def _is_too_wide(begun: Begun, frame: Frame) -> bool:
    """Whether what is left of a block cannot be set anew, and is wider than this frame."""
    return begun.frame.measure(begun.block) > frame.measure(begun.block) + _SLACK


def _pieces(
    titles: tuple[Block, ...],
    rest: Rest,
    frame: Frame,
    wanted: Mapping[int, float] = _AS_NEEDED,
    *,
    is_last: bool,
) -> list[_Piece]:
    """The blocks that come to a frame, laid out as far as it may have room for them.

    Those that grow are as high as is `wanted`.
    """
    begun = rest.begun
    blocks = (*titles, *((begun.block,) if begun is not None else ()), *rest.blocks)
    room = frame.box.inner.height

    def stack_of(block: Block, setting: PanelSetting, measure: float) -> Stack:
        if begun is not None and block is begun.block:
            return begun.stack
        return lay(block, at_height(block, setting, wanted), measure)

    def is_enough(stacks: list[Stack]) -> bool:
        return not is_last and room < sum(
            stack.height / (1 if frame.is_wide(block) else frame.box.count)
            for block, stack in zip(blocks, stacks, strict=False)
        )

    pieces: list[_Piece] = []
    first = 0
    stacks = lay_each(blocks, frame.setting, frame.measure, stack_of, is_enough)
    for block, stack in zip(blocks, stacks, strict=False):
        pieces.append(_Piece(block, stack, counted_from(first, stack), frame.is_wide(block)))
        first += stack.contents
    return pieces


def _last(pieces: list[_Piece], filled: Filled, came: _Came) -> Leg:
    """The leg of the last frame: all is placed, within it or below."""
    return Leg(
        filled.placements + filled.over,
        _together(piece.numbered for piece in pieces),
        Rest(()),
        filled.left_over,
        tuple(item.slice for item in filled.over),
        filled.lacking,
        came.elements,
        came.depth,
        came.rest.blocks,
    )


def _parted(pieces: list[_Piece], filled: Filled, came: _Came, frames: tuple[Frame, Frame]) -> Leg:
    """The leg of a frame that another follows: what it took, and the rest."""
    rest, titles = came.rest, len(came.titles)
    placements = filled.placements
    slices = [slice_ for piece in pieces for slice_ in piece.numbered.slices]
    placed = taken(placements, slices)
    number, ended_at = 0, 0
    for piece in pieces:
        if ended_at + len(piece.stack.slices) > placed:
            break
        ended_at += len(piece.stack.slices)
        number += 1
    if number < titles:
        return _without_title(pieces[:titles], filled, came)
    count = placed - ended_at
    anew = _left_of(pieces[number].block, pieces[number].stack.slices[:count]) if count else None
    if count and anew is None and number > titles:
        frame, then = frames
        if not frame.sets_alike(then, pieces[number].block):
            # It begins in the next frame as a whole, and what is bound to it goes with it.
            count = 0
            while number > titles and _is_bound(pieces[number - 1]):
                number -= 1
                ended_at -= len(pieces[number].stack.slices)
            placements = first(placements, slices, ended_at)
    whole = [piece.numbered for piece in pieces[:number]]
    left = rest.begun if number == titles else None
    ended = number - titles - (rest.begun is not None)
    is_whole = count > 0 and ended >= 0
    blocks = rest.blocks[max(0, ended) + is_whole :]
    joins = came.depth if number > titles or count else 0
    if count:
        part, left = _broken(pieces[number], count, frames[0], anew)
        whole.append(part)
    begun = rest.blocks[: len(rest.blocks) - len(blocks)]
    return Leg(
        placements,
        _together(whole),
        Rest(blocks, left),
        filled.left_over,
        titles=came.elements,
        joins=joins,
        blocks=begun,
    )


def _is_bound(piece: _Piece) -> bool:
    """Whether all of a block is kept with what follows it: a heading."""
    return bool(piece.stack.slices) and all(slice_.keep for slice_ in piece.stack.slices)


def _without_title(titles: list[_Piece], filled: Filled, came: _Came) -> Leg:
    """The leg of a frame that has no room for the title of its panel: all goes on to the next."""
    stack = _together(piece.numbered for piece in titles)
    over = stack.slices[taken(filled.placements, stack.slices) :]
    lacking = sum(one.height for one in over) - filled.left_over
    placements = (*filled.placements, *filled.over[: len(over)])
    return Leg(placements, stack, came.rest, 0.0, over, lacking, came.elements)


def _broken(piece: _Piece, count: int, frame: Frame, anew: Block | None) -> tuple[Stack, Begun]:
    """A block broken after so many slices: its part, and what is left of it."""
    stack, numbered = piece.stack, piece.numbered
    here = parted(numbered.elements, numbered.slices[:count], numbered.slices[count:])
    there = parted(stack.elements, stack.slices[:count], stack.slices[count:])
    left = replace(stack, slices=stack.slices[count:], elements=there.second, diagnostics=())
    part = replace(numbered, slices=numbered.slices[:count], elements=here.first)
    block = piece.block if anew is None else anew
    return part, Begun(block, left, frame, anew is not None, here.depth)


def _left_of(block: Block, lines: tuple[Slice, ...]) -> Block | None:
    """What is left of a paragraph after some of its lines; None of other blocks.

    Of one with a run-in heading it is a paragraph, if all of the heading stands in these lines.
    """
    if isinstance(block, Spanning):
        inner = _left_of(block.block, lines)
        return replace(block, block=inner) if inner is not None else None
    if isinstance(block, RunIn):
        words = block.paragraph.text
        text = remaining((*block.heading.text, Span(" "), *words), lines)
        is_in = text and len(plain(text)) <= len(plain(words))
        return replace(block.paragraph, text=text, goes_on=True) if is_in else None
    if not isinstance(block, Paragraph):
        return None
    text = remaining(block.text, lines)
    return replace(block, text=text, goes_on=True) if text else None


def _together(stacks: Iterable[Stack]) -> Stack:
    """Stacks whose contents are numbered already as one."""
    parts = tuple(stacks)
    return Stack(
        tuple(slice_ for part in parts for slice_ in part.slices),
        tuple(element for part in parts for element in part.elements),
        tuple(found for part in parts for found in part.diagnostics),
        sum(part.contents for part in parts),
    )
