"""The words of set matter with their boxes: what glyphs say, in the order in which it is read.

A word that a line's end parts is one word with two boxes. Boxes are points of the panel's side.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from depliant.display.items import Glyphs
from depliant.geometry import Matrix, Rect
from depliant.layout.frame import Placement
from depliant.layout.strays import leaves
from depliant.preview.laid import LaidPanel, run_box

_HYPHEN = "\u00ad"
_NEAR = 0.16
"""Of the type size: a wider gap between two runs parts two words."""


class Piece(NamedTuple):
    """A run of one look, and the map to its side."""

    run: Glyphs
    matrix: Matrix


class Printed(NamedTuple):
    """A word as it is printed: `runs` are the numbers of the pieces that it is set in."""

    text: str
    boxes: tuple[Rect, ...]
    runs: tuple[int, ...]


class _Letter(NamedTuple):
    """What stands for one glyph, or for several that are only read together."""

    text: str
    box: Rect | None
    piece: int


def pieces(panel: LaidPanel, placed: Sequence[Placement]) -> tuple[Piece, ...]:
    """The runs of slices in the order in which they are painted."""
    return tuple(
        Piece(item, matrix)
        for one in placed
        for item, matrix in leaves(one.slice.marks, panel.matrix @ Matrix(e=one.x, f=one.y))
        if isinstance(item, Glyphs) and item.glyphs
    )


def printed(runs: Sequence[Piece]) -> tuple[Printed, ...]:
    """The words of runs."""
    found: list[Printed] = []
    open_: list[_Letter] = []
    end: tuple[float, float] | None = None
    for number, piece in enumerate(runs):
        begin = piece.matrix.apply(piece.run.x, piece.run.y)
        if end is not None and open_:
            size = piece.run.size * piece.matrix.scale
            is_same_line = abs(begin.y - end[1]) < size / 2
            goes_on = is_same_line and abs(begin.x - end[0]) < _NEAR * size
            if not goes_on and not open_[-1].text.endswith(_HYPHEN):
                found += _word(open_)
                open_ = []
        for letter in _letters(piece, number):
            if letter.text.isspace():
                found += _word(open_)
                open_ = []
            else:
                open_.append(letter)
        last = piece.run.glyphs[-1]
        after = piece.matrix.apply(piece.run.x + last.x + last.advance, piece.run.y)
        end = after.x, after.y
    return (*found, *_word(open_))


def _letters(piece: Piece, number: int) -> Iterator[_Letter]:
    run = piece.run
    said = "".join(glyph.text for glyph in run.glyphs)
    told = run.text
    order = range(len(run.glyphs))
    if told != said:
        backwards = "".join(glyph.text for glyph in reversed(run.glyphs))
        if told == backwards:
            order = range(len(run.glyphs) - 1, -1, -1)
        elif said and told.endswith(said):  # a drop capital says its letters with the next ones
            yield _Letter(told.removesuffix(said), None, number)
        else:
            whole = run_box(run, piece.matrix)
            parts = told.split()
            for part in parts:
                yield _Letter(part, whole, number)
                yield _Letter(" ", None, number)
            return
    for at in order:
        yield _Letter(run.glyphs[at].text, run_box(run, piece.matrix, at, at + 1), number)


def _word(letters: list[_Letter]) -> Iterator[Printed]:
    """A word of letters; those of one line, and one piece, share a box."""
    text = "".join(letter.text for letter in letters).replace(_HYPHEN, "")
    boxes: list[Rect] = []
    line: float | None = None
    for _, box, _ in letters:
        if box is None:
            continue
        if line is not None and abs(box.bottom - line) < box.height / 2:
            boxes[-1] = boxes[-1].union(box)
        else:
            boxes.append(box)
        line = box.bottom
    if text.strip() and boxes:
        yield Printed(text, tuple(boxes), tuple(dict.fromkeys(one.piece for one in letters)))
