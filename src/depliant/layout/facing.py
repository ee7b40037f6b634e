"""Panels laid out together, of which some have a table over two pages that face each other.

The table is a block of the page that is read first. Its other columns stand at the head of the
facing page, below its title, and what else is on that page stands below them. Rows are as high as
both halves need, and the first ones are made level: the half that stands higher is moved down, by
whole lines. Each try levels one table more, and their number is bounded.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from depliant.content.framing import MAIN
from depliant.content.model import Block, Spanning, Table
from depliant.errors import DepliantError, Diagnostic
from depliant.layout.blocks.table import row_sizes
from depliant.layout.halves import Half, cut_of, half_of, one_size
from depliant.layout.standing import Join, Laid, Setup, frame_in, lay_out
from depliant.layout.table_look import look_of
from depliant.sentences import say
from depliant.tuples import NamedTuple

_LEVEL: Final = 0.02
"""Points by which rounding may part two halves."""
_TRIES: Final = 3
"""How often each table may be moved before it is said that it cannot be level."""


class _Pair(NamedTuple):
    """Both halves of a table: those of the panel `number`, in its block `at`, and of the next."""

    number: int
    at: int
    table: Table
    first: Half
    second: Half


def lay_facing(setups: Sequence[Setup]) -> tuple[Laid, ...]:
    """Lay out panels that stories or tables join, all at one copyfit step.

    Raises:
        DepliantError: what keeps any of them from being laid out.
    """
    pairs: list[_Pair] = []
    whole: list[tuple[int, Diagnostic]] = []
    for number, at, table in _across(setups):
        try:
            pair = _parted(setups, number, at, table)
        except DepliantError:
            continue  # what keeps it from being set is said where it is laid out, with all else
        if pair is None:
            whole.append((number, _unparted(table)))
        else:
            pairs.append(pair)
    laid = lay_out(_with(setups, pairs))
    for _ in range(_TRIES * len(pairs)):
        moved = _levelled(laid, pairs)
        if moved == pairs:
            break
        pairs = moved
        laid = lay_out(_with(setups, pairs))
    else:
        pairs_off = [pair for pair in pairs if not _is_level(laid, pair)]
        whole += ((pair.number, _unlevel(pair.table)) for pair in pairs_off)
    for pair in pairs:
        laid = _married(laid, pair, setups)
        if _off_grid(laid, pair, setups):
            whole.append((pair.number, _off_grid_said(pair.table)))
    found = list(laid)
    for number, fault in whole:
        found[number] = found[number]._replace(diagnostics=(*found[number].diagnostics, fault))
    return tuple(found)


def _across(setups: Sequence[Setup]) -> list[tuple[int, int, Table]]:
    """Tables that go over two pages: the number of the panel, and of the block there."""
    return [
        (number, at, inner)
        for number, setup in enumerate(setups[:-1])
        for at, block in enumerate(setup.panel.blocks)
        if isinstance(inner := _inner(block), Table) and inner.across
    ]


def _inner(block: Block) -> Block:
    return block.block if isinstance(block, Spanning) else block


def _parted(setups: Sequence[Setup], number: int, at: int, table: Table) -> _Pair | None:
    """A table parted between two columns, its rows as high on both pages; None: it cannot be."""
    frames = [frame_in(setup, MAIN) for setup in setups[number : number + 2]]
    measures = frames[0].box.inner.width, frames[1].box.inner.width
    cut = cut_of(look_of(table, frames[0].setting), measures)
    if cut is None:
        return None
    halves = Half(is_first=True, columns=cut), Half(is_first=False, columns=cut)
    first, second = (
        row_sizes(half_of(table, half), frame.setting, measure)
        for half, frame, measure in zip(halves, frames, measures, strict=True)
    )
    unit = frames[0].setting.unit
    rows = tuple(one_size(one, other, unit) for one, other in zip(first, second, strict=True))
    return _Pair(number, at, table, *(replace(half, rows=rows) for half in halves))


def _with(setups: Sequence[Setup], pairs: Sequence[_Pair]) -> list[Setup]:
    """The panels with the halves of tables among their blocks."""
    blocks = [list(setup.panel.blocks) for setup in setups]
    for pair in pairs:
        blocks[pair.number][pair.at] = half_of(pair.table, pair.first)
    for pair in reversed(pairs):
        blocks[pair.number + 1].insert(0, half_of(pair.table, pair.second))
    return [
        setup._replace(panel=replace(setup.panel, blocks=tuple(own)))
        for setup, own in zip(setups, blocks, strict=True)
    ]


def _tops(laid: Sequence[Laid], pair: _Pair) -> tuple[float, float] | None:
    """How far down the first rows of both halves stand, in points; None: one is not placed."""
    found = [
        next((one.y for one in panel.placements if one.slice.level == pair.table.key), None)
        for panel in laid[pair.number : pair.number + 2]
    ]
    if found[0] is None or found[1] is None:
        return None
    return found[0], found[1]


def _is_level(laid: Sequence[Laid], pair: _Pair) -> bool:
    tops = _tops(laid, pair)
    return tops is None or abs(tops[0] - tops[1]) < _LEVEL


def _levelled(laid: Sequence[Laid], pairs: list[_Pair]) -> list[_Pair]:
    """The tables, of which the first that is not level has its higher half moved down."""
    for number, pair in enumerate(pairs):
        tops = _tops(laid, pair)
        if tops is None or _is_level(laid, pair):
            continue
        lower = tops[0] - tops[1]
        if lower > 0:
            moved = pair._replace(second=replace(pair.second, down=pair.second.down + lower))
        else:
            moved = pair._replace(first=replace(pair.first, down=pair.first.down - lower))
        return [*pairs[:number], moved, *pairs[number + 1 :]]
    return pairs


def _off_grid(laid: Sequence[Laid], pair: _Pair, setups: Sequence[Setup]) -> bool:
    """Whether a half had to be moved by a part of a line, and what follows it is off the grid."""
    unit = setups[pair.number].setting.unit
    parts = (one.down / unit for one in (pair.first, pair.second))
    return any(abs(part - round(part)) * unit > 10 * _LEVEL for part in parts)


def _married(laid: tuple[Laid, ...], pair: _Pair, setups: Sequence[Setup]) -> tuple[Laid, ...]:
    """The panels with the halves of a table joined in the structure."""
    first, second = laid[pair.number : pair.number + 2]
    at, after = (
        next(
            (
                number
                for number, element in enumerate(panel.elements)
                if element.role == "Table" and element.identifier == pair.table.key
            ),
            None,
        )
        for panel in (second, first)
    )
    if at is None or after is None:
        return laid
    join = Join(at, setups[pair.number].panel.id, after, 0)
    second = second._replace(joins=(*second.joins, join))
    return (*laid[: pair.number + 1], second, *laid[pair.number + 2 :])


def _unparted(table: Table) -> Diagnostic:
    return Diagnostic(
        "table-across",
        say(
            "The table “{table}” cannot be parted at the fold between two columns.",
            table=table.name,
        ),
        table.place,
        say(
            "Give it two columns or more, and no cell or heading that reaches over all of them; or "
            "take `across` out."
        ),
    )


def _unlevel(table: Table) -> Diagnostic:
    return Diagnostic(
        "table-across",
        say("The table “{table}” cannot be level on both pages.", table=table.name),
        table.place,
        say("Take out what stands above it and grows, such as a chart with `height: fill`."),
    )


def _off_grid_said(table: Table) -> Diagnostic:
    return Diagnostic(
        "table-across",
        say(
            "The pages that the table “{table}” is on have lines at other heights.",
            table=table.name,
        ),
        table.place,
        say("Let the designer give both pages a frame that begins at the same height."),
    )
