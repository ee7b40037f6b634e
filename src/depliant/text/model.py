"""What the text stage takes and gives: styled runs in, set lines out.

Points, y down. A line is set at the origin: its left end at x = 0 of the measure, its
baseline at y = 0; layout moves it into place.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from depliant.colour import Colour
from depliant.display.items import Glyphs
from depliant.errors import Place
from depliant.fonts.registry import FaceRef, Fallback


class CharStyle(Struct, frozen=True):
    """How a run is set: `tracking` in thousandths of an em, `rise` in points (up).

    `language` is that of words in another language than their paragraph, by whose rules they
    are divided. `capitals` are full capitals, or small ones in the place of small letters. What is
    `lowered` stands below the baseline as a subscript does, whose face and size are chosen when
    its letters are known. `leads` is the id of the note that what is drawn is the mark of.
    """

    face: FaceRef
    size: float
    colour: Colour
    tracking: float = 0.0
    rise: float = 0.0
    features: tuple[str, ...] = ()
    fallbacks: tuple[Fallback, ...] = ()
    language: str | None = None
    capitals: Literal["", "all", "small"] = ""
    lowered: bool = False
    leads: str = ""


_RAISED_SIZE, _RAISED_BY = 0.62, 0.33
"""Of the size: about what type designers draw where a face has its own superscripts."""


def raised(style: CharStyle) -> CharStyle:
    """The style of what stands raised in a text."""
    return replace(style, size=style.size * _RAISED_SIZE, rise=style.size * _RAISED_BY)


def lowered(style: CharStyle) -> CharStyle:
    """The style of what stands lowered in a text."""
    return replace(style, lowered=True)


class Run(NamedTuple):
    """A stretch of text in one style; `isolated` keeps its own order in a text of another way."""

    text: str
    style: CharStyle
    isolated: bool = False


class ParagraphStyle(Struct, frozen=True):
    """How a paragraph is broken and justified.

    `align` counts from where a line of the language begins: `start` is right in Arabic.
    `minima` are the fewest letters before and after a hyphen, None for those of the language,
    which is then divided only if it is one that `languages` knows; `flex` is how far tracking may
    go to help justification, as a share of an em (0.015 is ±1.5 %). `hang` is the share of a
    punctuation mark's width that hangs outside the measure at the line's ends, 0 for none.
    """

    language: str
    align: Literal["justify", "start", "centre", "end"] = "start"
    hyphenate: bool = False
    minima: tuple[int, int] | None = None
    unbroken: frozenset[str] = frozenset()
    maximum_hyphens: int = 2
    whole_last_word: bool = True
    flex: float = 0.015
    hang: float = 0.0
    indent: float = 0.0
    capitals: bool = False


class Inset(NamedTuple):
    """How far a line keeps from the ends of its measure, in points: where it begins, and ends.

    What stands there is a drop capital, or a picture that the text runs round.
    """

    start: float = 0.0
    end: float = 0.0


class SetRun(NamedTuple):
    """The part of run number `run` that stands on a line.

    Runs are in reading order, and so are the glyphs of each: of one that runs to the left, each
    glyph stands to the left of the one before. So is what is read back from a page.
    """

    run: int
    glyphs: Glyphs


class Line(Struct, frozen=True):
    """One set line.

    `ratio` is the glue set ratio (negative: shrunk), 0 where nothing was justified; `width`
    the set width without hanging; `excess` how far it sticks out of the measure (an unbreakable
    word that is too wide), 0 for a good line.
    """

    runs: tuple[SetRun, ...]
    width: float
    ratio: float
    hyphenated: bool
    excess: float = 0.0

    @property
    def text(self) -> str:
        """What the line says, a discretionary hyphen included as U+00AD."""
        return "".join(run.glyphs.text for run in self.runs)

    def moved(self, dx: float) -> Line:
        """The line moved to the right by `dx` points."""
        if not dx:
            return self
        runs = tuple(
            run._replace(glyphs=replace(run.glyphs, x=run.glyphs.x + dx)) for run in self.runs
        )
        return replace(self, runs=runs)


class Galley(Struct, frozen=True):
    """A set paragraph before it is poured into frames.

    Its lines stand within one measure, but for those that keep away from what stands beside them.
    """

    lines: tuple[Line, ...]
    measure: float
    place: Place | None = None
