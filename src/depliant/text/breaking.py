"""Breaking a paragraph: from styled runs to where its lines end, before a glyph is placed.

What can be known of a text at a measure without setting it is a `Fall`: headings and items are
balanced by asking for many. `galley` places the glyphs of the one that is chosen.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from depliant.text.boxes import LastWord, Setting, Words, last_word, listed, metric
from depliant.text.breakpoints import Point, breakpoints
from depliant.text.capitals import in_capitals, small_capitals
from depliant.text.itemization import Strands, itemize
from depliant.text.items import INFINITE_BADNESS, Discretionary, Item, scaled
from depliant.text.joints import jointed
from depliant.text.justify import SLACK
from depliant.text.linebreak import Breaking, Breaks, Measure, Pass, break_at, natural_widths
from depliant.text.model import Inset, ParagraphStyle, Run
from depliant.text.tokens import Joint, Token, Word, tokenize

# Plain TeX's \pretolerance; a brochure's narrow measures need more than its \tolerance of 200.
PRETOLERANCE = 100
TOLERANCE = 1000
LOOSE_TOLERANCE = 9999
EMERGENCY_EM = 3.0
# A ragged edge: plain TeX's \raggedright stretches by 2 em. The first pass lets lines be 4.3 em
# short before it turns to hyphens.
RAGGED_EM = 2.0
RAGGED_PRETOLERANCE = 1000
ENDLESS = 10_000.0
"""Points: the measure of what is to stand on one line."""


def strands_of(runs: Sequence[Run], style: ParagraphStyle) -> Strands:
    """The strands of a paragraph, its letters made capitals before a face is chosen for them.

    Raises:
        InputError: `font-missing`.
    """
    cut = small_capitals(in_capitals(runs, style.language, every=style.capitals), style.language)
    strands = itemize(cut.runs, style.language)
    if cut.origins is None:
        return strands
    return replace(strands, origins=tuple(cut.origins[number] for number in strands.origins))


def tokens_of(cut: Strands, style: ParagraphStyle) -> tuple[Token, ...]:
    """The words, spaces and forced line ends of a paragraph, and the joints of its words."""
    return jointed(tokenize(cut.runs, joined=cut.joined), style)


class Fall(NamedTuple):
    """How a paragraph falls into lines: how many, how many of them end within a word.

    `sticks_out` says that one is wider than the measure and cannot be helped.
    """

    lines: int
    divided: int
    sticks_out: bool


Insets = tuple[Inset, ...]
"""The insets of a paragraph's first lines; those after them have the whole measure."""


class Broken(NamedTuple):
    """A paragraph's tokens, how they are set, its horizontal list, and where its lines end."""

    tokens: tuple[Token, ...]
    setting: Setting
    items: tuple[Item, ...]
    breaks: Breaks


class _Listed(NamedTuple):
    """A paragraph's horizontal list and its breakpoints."""

    items: tuple[Item, ...]
    points: tuple[Point, ...]


class Paragraph:
    """Runs in a style, prepared once for the many measures at which a text is balanced.

    It is for one piece of work in one thread: what is worth remembering is what comes of it.

    Args:
        runs: the text.
        style: how it is broken.

    Raises:
        InputError: `font-missing`.
    """

    def __init__(self, runs: tuple[Run, ...], style: ParagraphStyle) -> None:
        cut = strands_of(runs, style)
        metrics = tuple(map(metric, (run.style for run in cut.runs), cut.levels, cut.joined))
        levels = () if cut.plain else cut.levels
        self.style = style
        self._tokens = tokens_of(cut, style)
        self._endless = Setting(style, metrics, ENDLESS, levels=levels, origins=cut.origins)
        self._words: Words = {}
        self._lists: dict[tuple[LastWord, bool], _Listed] = {}
        self._falls: dict[tuple[float, bool, Insets], tuple[_Listed, Breaks]] = {}

    @property
    def divisible(self) -> bool:
        """Whether words may be divided by patterns in it, or phrases parted."""
        return self.style.hyphenate or any(
            isinstance(token, Joint) and token.ends and token.kept for token in self._tokens
        )

    def fall(self, measure: float, *, divide: bool) -> Fall:
        """How it would fall at a measure: what can be known before a glyph is placed.

        Raises:
            InputError: as `set_paragraph`, without the place.
        """
        if not self._tokens:
            return Fall(0, 0, sticks_out=False)
        (items, points), breaks = self._broken(measure, divide=divide)
        widest = max(natural_widths(points, breaks))
        divided = sum(isinstance(items[end], Discretionary) for end in breaks.items)
        return Fall(len(breaks.items), divided, widest > scaled(measure + SLACK))

    def broken_at(self, measure: float, *, divide: bool, insets: Insets = ()) -> Broken | None:
        """The paragraph broken into lines; None if there is nothing in it.

        Words are divided by patterns, and phrases parted, only with `divide`. The first lines have
        `insets`, one each.
        Raises as `fall`.
        """
        if not self._tokens:
            return None
        listed_, breaks = self._broken(measure, insets, divide=divide)
        setting = replace(self._endless, measure=measure)
        return Broken(self._tokens, setting, listed_.items, breaks)

    def _broken(
        self, measure: float, insets: Insets = (), *, divide: bool
    ) -> tuple[_Listed, Breaks]:
        """Its list and breaks; the measure that is chosen in the end has been tried before."""
        found = self._falls.get((measure, divide, insets))
        if found is None:
            found = self._tried(measure, insets, divide=divide)
            self._falls[measure, divide, insets] = found
        return found

    def _tried(self, measure: float, insets: Insets, *, divide: bool) -> tuple[_Listed, Breaks]:
        """Patterns are only loaded and asked if the paragraph does not set well without them."""
        last = last_word(self._tokens, replace(self._endless, measure=measure))
        width, breaking = _widths(measure, insets), _breaking(self._tokens, self.style)
        first, *later = _passes(self._tokens, self.style)
        whole = self._listed(last, automatic=False)
        if not divide:
            return whole, break_at(whole.points, width, breaking, (first, *later))
        try:
            breaks = break_at(whole.points, width, breaking, (first,))
            if not breaks.extra:
                return whole, breaks
        except ValueError:
            pass
        cut = self._listed(last, automatic=True)
        return cut, break_at(cut.points, width, breaking, (first, *later))

    def _listed(self, last: LastWord, *, automatic: bool) -> _Listed:
        found = self._lists.get((last, automatic))
        if found is None:
            style = replace(self.style, hyphenate=automatic and self.style.hyphenate)
            setting = replace(self._endless, style=style, automatic=automatic)
            items = listed(self._tokens, setting, last, self._words)
            found = self._lists[last, automatic] = _Listed(items, breakpoints(items))
        return found


def _widths(measure: float, insets: Insets) -> Measure:
    """The widths of lines within a measure, of which the first keep from its ends."""
    if not insets:
        return scaled(measure)
    first = (scaled(max(0.0, measure - inset.start - inset.end)) for inset in insets)
    return (*first, scaled(measure))


def _breaking(tokens: Sequence[Token], style: ParagraphStyle) -> Breaking:
    margin = 0 if style.align == "justify" else scaled(RAGGED_EM * _em(tokens))
    return Breaking(margin=margin, maximum_hyphens=style.maximum_hyphens)


def _passes(tokens: Sequence[Token], style: ParagraphStyle) -> tuple[Pass, ...]:
    """What is tried one after the other; the first does without patterns.

    Rather more lines than are beautiful end with a hyphen than one sticks out.
    """
    tolerance = PRETOLERANCE if style.align == "justify" else RAGGED_PRETOLERANCE
    emergency = scaled(EMERGENCY_EM * _em(tokens))
    return (
        Pass(tolerance, hyphenate=False),
        Pass(TOLERANCE),
        Pass(LOOSE_TOLERANCE),
        Pass(INFINITE_BADNESS, emergency=emergency),
        Pass(INFINITE_BADNESS, emergency=emergency, desperate=True),
        Pass(INFINITE_BADNESS, emergency=emergency, final=True, unlimited=True, desperate=True),
    )


def _em(tokens: Sequence[Token]) -> float:
    """The size of a paragraph's first word."""
    return next(token.pieces[0].style.size for token in tokens if isinstance(token, Word))
