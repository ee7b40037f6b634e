"""How far a shown string moves the pen (ISO 32000-1, 9.4.4)."""

from __future__ import annotations

from collections.abc import Iterable

from depliant.pdfread.state import State
from depliant.pdfread.tokens import Operand

SPACE = 32


def advance(state: State, parts: Iterable[Operand]) -> tuple[float, list[int]]:
    """How far the parts of a string move the pen, and their codes.

    Returns:
        The way in text space, to the right, or up if the font's text runs down the page: then it is
        below 0.
    """
    face = state.face
    is_vertical = face is not None and face.vertical
    stretch = 1.0 if is_vertical else state.stretch
    along, codes = 0.0, list[int]()
    for part in parts:
        if isinstance(part, bytes) and face is not None:
            found = face.codes(part)
            codes += found
            step = sum(map(face.fall if is_vertical else face.width, found)) * state.size
            step += state.character_space * len(found)
            if face.parts_words:
                step += state.word_space * found.count(SPACE)
            along += step * stretch
        elif isinstance(part, float):
            along -= part / 1000 * state.size * stretch
    return along, codes
