"""Words that a draft says of itself: set in a plain face that is always there, whatever is wrong.

Nothing of the project is asked: neither its style sheet nor its families. Lines are broken where
they are full. Points, y down, from the upper left corner of the words.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Final, Literal

from depliant.colour import Colour
from depliant.display.items import Glyph, Glyphs, Item, Path, Stroke
from depliant.fonts.boxes import boxes_for
from depliant.fonts.face import load
from depliant.fonts.outlines import GlyphOutline, glyph_outline
from depliant.fonts.registry import FaceRef
from depliant.fonts.shaping import STAND_INS, shape
from depliant.geometry import Matrix, Outline, Size, transformed
from depliant.tuples import NamedTuple

FAMILIES: Final = ("Fira Sans Condensed", "IBM Plex Sans Arabic")
"""Families that come with the program; each is asked for the letters that those before it lack."""
_LEADING: Final = 1.25
_ASCENT: Final = 0.95
"""Of the size: how far the first baseline lies below the upper edge."""
_LANGUAGE: Final = "en"
_HEAVY: Final = 700


class PlainWords(NamedTuple):
    """Words as they are drawn, and the box that they take."""

    items: tuple[Item, ...]
    size: Size


class _Piece(NamedTuple):
    """A stretch of text in one face."""

    face: FaceRef
    text: str
    leftward: bool


def plain_words(
    text: str, size: float, colour: Colour, measure: float, weight: int = 400
) -> PlainWords:
    """Words in lines that are no wider than `measure`, in points; nothing is left out of them."""
    lines = [
        line for part in text.split("\n") for line in _lines(_legible(part), size, measure, weight)
    ]
    items: list[Item] = []
    widest = 0.0
    for number, line in enumerate(lines):
        runs, width = _set(line, size, colour, weight, (_ASCENT + number * _LEADING) * size)
        items += runs
        widest = max(widest, width)
    return PlainWords(tuple(items), Size(widest, len(lines) * _LEADING * size))


def width_of(text: str, size: float, weight: int = 400) -> float:
    """How wide a line of text is, in points."""
    return _set(_legible(text), size, Colour(0.0, 0.0, 0.0, 1.0), weight, 0.0)[1]


def outlined(text: str, size: float, stroke: Stroke) -> tuple[Path, ...]:
    """A line of text as the contours of its letters, from its baseline: what lies below is seen."""
    paths: list[Path] = []
    runs, _ = _set(_legible(text), size, stroke.colour, _HEAVY, 0.0)
    for run in runs:
        scale = run.size / load(run.face).upem
        for glyph in run.glyphs:
            outline = _cubic(glyph_outline(run.face, glyph.gid))
            if outline:
                matrix = Matrix(scale, 0.0, 0.0, -scale, run.x + glyph.x, run.y + glyph.y)
                paths.append(Path(transformed(outline, matrix), stroke=stroke))
    return tuple(paths)


def _cubic(outline: GlyphOutline) -> Outline:
    """The outline of a glyph, its quadratic curves as cubic ones."""
    found: list[tuple[str | float, ...]] = []
    at = (0.0, 0.0)
    for letter, values in outline:
        if letter == "Q":
            x1, y1, x, y = values
            first = at[0] + (x1 - at[0]) * 2 / 3, at[1] + (y1 - at[1]) * 2 / 3
            second = x + (x1 - x) * 2 / 3, y + (y1 - y) * 2 / 3
            found.append(("C", *first, *second, x, y))
        else:
            found.append((letter, *values))
        at = (values[-2], values[-1]) if values else at
    return tuple(found)  # type: ignore[arg-type]


def is_drawn(text: str, weight: int = 400) -> bool:
    """Whether every letter of a text is in a family that comes with the program."""
    return all(_face_of(char, weight).family in FAMILIES for char in text)


def _legible(text: str) -> str:
    """A line without what no face has: controls, and characters that are none."""
    return "".join(
        " " if char.isspace() else char if char.isprintable() or char in STAND_INS else "\ufffd"
        for char in text
    )


def _lines(text: str, size: float, measure: float, weight: int) -> Iterator[str]:
    """The lines of a text; a word that is wider than the measure is broken where it has to be."""
    line = ""
    for word in text.split(" "):
        joined = f"{line} {word}" if line else word
        if width_of(joined, size, weight) <= measure:
            line = joined
            continue
        if line:
            yield line
        *whole, line = _broken(word, size, measure, weight)
        yield from whole
    yield line


def _broken(word: str, size: float, measure: float, weight: int) -> list[str]:
    """A word in pieces, each of at least one character, that are no wider than the measure."""
    pieces = [""]
    for char in word:
        if pieces[-1] and width_of(pieces[-1] + char, size, weight) > measure:
            pieces.append("")
        pieces[-1] += char
    return pieces


def _set(
    line: str, size: float, colour: Colour, weight: int, baseline: float
) -> tuple[list[Glyphs], float]:
    """A line on its baseline, and its width."""
    runs: list[Glyphs] = []
    x = 0.0
    for face, text, leftward in _pieces(line, weight):
        scale = size / load(face).upem
        glyphs: list[Glyph] = []
        pen = 0.0
        way: Literal["ltr", "rtl"] = "rtl" if leftward else "ltr"
        for shaped in shape(face, text, language=_LANGUAGE, direction=way):
            advance = shaped.x_advance * scale
            glyphs.append(
                Glyph(
                    shaped.gid,
                    pen + shaped.x_offset * scale,
                    -shaped.y_offset * scale,
                    advance,
                    shaped.text,
                )
            )
            pen += advance
        if glyphs:
            said = text if leftward else None
            runs.append(Glyphs(face, size, colour, x, baseline, tuple(glyphs), said))
        x += pen
    return runs, x


def _pieces(line: str, weight: int) -> list[_Piece]:
    """The stretches of a line, each in the first face that has its letters."""
    pieces: list[_Piece] = []
    for char in line:
        face = _face_of(char, weight)
        leftward = unicodedata.bidirectional(char) in ("R", "AL")
        last = pieces[-1] if pieces else None
        if last is not None and (last.face, last.leftward) == (face, leftward):
            pieces[-1] = last._replace(text=last.text + char)
        else:
            pieces.append(_Piece(face, char, leftward))
    return pieces


@cache  # as many as there are characters in file names and findings
def _face_of(char: str, weight: int) -> FaceRef:
    """The face for a character: of a family that has it, else of one of empty boxes."""
    for family in FAMILIES:
        face = FaceRef(family, weight)
        if char == " " or char in STAND_INS or load(face).covers(char):
            return face
    return FaceRef(boxes_for(char))
