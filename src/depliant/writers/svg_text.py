"""How numbers, outlines, maps and words are spelt in SVG 1.1 (W3C Recommendation, 2011)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape, quoteattr

from depliant.fonts.outlines import GlyphOutline
from depliant.geometry import IDENTITY, Matrix, Outline
from depliant.writers.spelling import spell

_SEGMENTS = {
    "M": "M%.3f %.3f ",
    "L": "L%.3f %.3f ",
    "C": "C%.3f %.3f %.3f %.3f %.3f %.3f ",
    "Z": "Z",
}
_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold (2.2)."""


def element(name: str, attributes: Mapping[str, str], inside: Iterable[str] = ()) -> str:
    """An element; attributes that are empty are left out."""
    written = "".join(
        f" {key}={quoteattr(_sound(value))}" for key, value in attributes.items() if value
    )
    body = "".join(inside)
    return f"<{name}{written}>{body}</{name}>" if body else f"<{name}{written}/>"


def words(text: str) -> str:
    """Text between tags."""
    return escape(_sound(text))


def _sound(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)


def spell_outline(outline: Outline) -> str:
    """The data of a path: absolute, three decimals, formatted all at once as art is large."""
    form = "".join([_SEGMENTS[segment[0]] for segment in outline])
    text = form % tuple([number for segment in outline for number in segment[1:]])
    for zero in ("0 ", "0 ", "0 ", ". "):  # a space ends each number
        text = text.replace(zero, " ")
    text = text.replace("-0 ", "0 ").replace(" -", "-")
    return re.sub(" ([MLCZ]|$)", r"\1", text)


def spell_glyph(outline: GlyphOutline) -> str:
    """The data of a glyph in font units, y down; relative, since its numbers are small."""
    parts: list[str] = []
    x0 = y0 = x_start = y_start = 0.0
    for letter, numbers in outline:
        relative = [
            spell(-(number - y0) if at % 2 else number - x0, 1) for at, number in enumerate(numbers)
        ]
        parts.append(letter.lower() + " ".join(relative).replace(" -", "-"))
        x0, y0 = numbers[-2:] if numbers else (x_start, y_start)
        if letter == "M":
            x_start, y_start = x0, y0
    return "".join(parts)


def spell_matrix(matrix: Matrix) -> str:
    """The value of `transform`; empty where nothing is moved."""
    if matrix == IDENTITY:
        return ""
    if matrix[:4] == IDENTITY[:4]:
        return f"translate({spell(matrix.e)} {spell(matrix.f)})"
    return f"matrix({' '.join(spell(value, 5) for value in matrix)})"
