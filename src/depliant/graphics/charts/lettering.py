"""Labels: text of one style on one line, or broken over a few.

Charts measure before they draw, so that no label meets another or leaves the chart's box.
Lengths in points.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from depliant.colour import Colour
from depliant.display.items import Glyph, Glyphs
from depliant.fonts.face import load
from depliant.fonts.shaping import SOFT_HYPHEN, shape
from depliant.languages import table as languages
from depliant.languages.hyphenation import divisions
from depliant.languages.rules import NBSP
from depliant.languages.table import binds, direction
from depliant.memory import remembered
from depliant.text import galley
from depliant.text.bidi import levels, visual_order
from depliant.text.itemization import itemize
from depliant.text.model import CharStyle, ParagraphStyle, Run

_PLACES = 4

_SLACK = 1e-6
"""Points by which a line may exceed its measure: noise."""

_MOST_PIECES = 16
"""Words, or parts of them, on one line of a label."""

_ANY = (2, 2)
"""Letters before and after a division, where the language does not say."""


@remembered
def set_line(text: str, style: CharStyle, language: str) -> tuple[Glyphs, ...]:
    """One line with its left end at the origin; nothing for no text.

    Tracking stands between glyphs, not after the last. A space at the end has no width.
    """
    run = Run(text, style)
    cut = itemize((run,), language)
    if not cut.plain or cut.runs != (run,):
        return _in_strands(text, style, language)
    shaped = shape(style.face, text, language=language, features=style.features)
    scale = style.size / load(style.face).upem
    tracking = style.size * style.tracking / 1000
    pen, glyphs = 0.0, []
    for number, glyph in enumerate(shaped, 1):
        advance = glyph.x_advance * scale + (tracking if number < len(shaped) else 0.0)
        if number == len(shaped) and glyph.text == " ":
            advance = 0.0
        glyphs.append(
            Glyph(
                glyph.gid,
                round(pen + glyph.x_offset * scale, _PLACES),
                round(-glyph.y_offset * scale, _PLACES),
                round(advance, _PLACES),
                glyph.text,
            )
        )
        pen += advance
    if not glyphs:
        return ()
    return (Glyphs(style.face, style.size, style.colour, 0.0, -style.rise, tuple(glyphs)),)


def _in_strands(text: str, style: CharStyle, language: str) -> tuple[Glyphs, ...]:
    """A line of several faces or directions, as the galley sets it.

    Fixed spaces stand for those at its ends, which a paragraph has not.
    """
    words = text.strip(" ")
    if not words:
        return ()
    before, after = text[: text.index(words)], text[text.index(words) + len(words) :]
    line = galley.set_line([Run(before.replace(" ", NBSP) + words, style)], _plain(language))
    runs = [run.glyphs for run in line.runs]
    if after:
        last = runs[-1]
        to_left = direction(language) == "rtl"
        end = 0.0 if to_left else line.width
        space = Glyph(load(last.face).glyph(" ") or 0, end - last.x, 0.0, 0.0, " ")
        runs[-1] = replace(last, glyphs=(*last.glyphs, space))
    return tuple(_rounded(run) for run in runs)


@lru_cache(maxsize=16)  # a tag each
def _plain(language: str) -> ParagraphStyle:
    return ParagraphStyle(language)


def _rounded(run: Glyphs) -> Glyphs:
    glyphs = tuple(
        glyph._replace(
            x=round(glyph.x, _PLACES),
            y=round(glyph.y, _PLACES),
            advance=round(glyph.advance, _PLACES),
        )
        for glyph in run.glyphs
    )
    return replace(run, x=round(run.x, _PLACES), glyphs=glyphs)


def turned(first: str, second: str, language: str) -> bool:
    """Whether `second`, read on from `first` on one line, stands to the left of it."""
    text = first + second
    if direction(language) == "ltr" or not second:
        return False
    order = visual_order(levels(text, 1))
    return order.index(0) > order.index(len(text) - 1)


class Lettering(Struct, frozen=True):
    """A type style as a chart uses it."""

    style: CharStyle
    leading: float
    language: str
    capitals: bool = False

    def written(self, text: str) -> str:
        """The text as this style shows it: a soft hyphen at its end alone."""
        text = text[:-1].replace(SOFT_HYPHEN, "") + text[-1:]
        return text.upper() if self.capitals else text

    def width(self, text: str) -> float:
        """How wide one line of `text` is, without the space that it may end with."""
        runs = set_line(self.written(text).rstrip(" "), self.style, self.language)
        return sum(glyph.advance for run in runs for glyph in run.glyphs)

    @property
    def cap(self) -> float:
        """The height of a capital."""
        face = load(self.style.face)
        return self.style.size * face.cap_height / face.upem

    @property
    def drop(self) -> float:
        """From the middle of a capital or figure down to the baseline."""
        return self.cap / 2

    @property
    def depth(self) -> float:
        """How far letters reach below the baseline."""
        face = load(self.style.face)
        return -self.style.size * face.descender / face.upem

    def sized(self, size: float) -> Lettering:
        """The same style at another size, its leading in proportion."""
        factor = size / self.style.size
        return replace(self, style=replace(self.style, size=size), leading=self.leading * factor)

    def inked(self, colour: Colour) -> Lettering:
        """The same style in another ink."""
        return replace(self, style=replace(self.style, colour=colour))

    def lines(self, text: str, measure: float) -> tuple[str, ...]:
        """`text` broken into as few lines as fit, and those as even as can be.

        They are broken at spaces, which close them without width, so that words remain words
        when they are read back. A word wider than the measure is divided where its author or
        its own hyphens allow it; else it stands on a line of its own and sticks out.
        """
        pieces = self._pieces(text, measure)
        widths = {
            (i, j): self.width("".join(pieces[i:j]))
            for i in range(len(pieces))
            for j in range(i + 1, min(i + _MOST_PIECES, len(pieces)) + 1)
        }
        # best[i]: fewest lines, then least unevenness, for the pieces from i on.
        best: list[tuple[int, float, int]] = [(0, 0.0, 0)] * (len(pieces) + 1)
        for i in reversed(range(len(pieces))):
            best[i] = min(
                (best[j][0] + 1, best[j][1] + (measure - widths[i, j]) ** 2, j)
                for j in range(i + 1, min(i + _MOST_PIECES, len(pieces)) + 1)
                if widths[i, j] <= measure + _SLACK or j == i + 1
            )
        broken, i = [], 0
        while i < len(pieces):
            j = best[i][2]
            broken.append("".join(pieces[i:j]))
            i = j
        return tuple(broken)

    def _pieces(self, text: str, measure: float) -> tuple[str, ...]:
        """What a text may be broken between: words with their space, and parts of wide ones."""
        words = [
            self._parts(word) if self.width(word) > measure + _SLACK else (word,)
            for word in _tied(text.split(" "), self.language)
        ]
        pieces = [piece for word in words for piece in (*word[:-1], f"{word[-1]} ")]
        return (*pieces[:-1], pieces[-1][:-1])

    def _parts(self, word: str) -> tuple[str, ...]:
        """A word cut wherever it may be divided by its author and by its own hyphens."""
        minima = languages.language(self.language).minima or _ANY
        parts: list[str] = []
        for number, cut in enumerate(filter(None, word.split(SOFT_HYPHEN))):
            if number:
                parts[-1] += SOFT_HYPHEN
            places = divisions(cut, self.language, minima, frozenset(), False)
            parts += (cut[a:b] for a, b in pairwise((0, *(at for at, _ in places), len(cut))))
        return tuple(parts) or ("",)

    def fits(self, text: str, measure: float) -> bool:
        """Whether each line that `lines` makes of `text` is within the measure."""
        return all(self.width(line) <= measure + _SLACK for line in self.lines(text, measure))


def _tied(words: Sequence[str], language: str) -> tuple[str, ...]:
    """The words, those that may not end a line in one with the next."""
    found: list[str] = []
    for number, word in enumerate(words):
        if number and binds(words[number - 1], language):
            found[-1] += f" {word}"
        else:
            found.append(word)
    return tuple(found)
