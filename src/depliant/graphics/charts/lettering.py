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
from depliant.content.inline import Drawn, Inline, Span, plain
from depliant.display.items import Glyph, Glyphs
from depliant.fonts.face import load
from depliant.fonts.shaping import SOFT_HYPHEN, shape
from depliant.languages import table as languages
from depliant.languages.breaks import opportunities, unspaced
from depliant.languages.casing import to_capitals
from depliant.languages.hyphenation import divisions
from depliant.languages.rules import NBSP
from depliant.languages.table import binds, direction
from depliant.memory import remembered
from depliant.style.sheet import StyleSheet, TypeStyle
from depliant.text import galley
from depliant.text.bidi import levels, visual_order
from depliant.text.character import Named, marked, named_styles
from depliant.text.itemization import itemize
from depliant.text.model import CharStyle, ParagraphStyle, Run

_PLACES = 4

_SLACK = 1e-6
"""Points by which a line may exceed its measure: noise."""

_MOST_PIECES = 16
"""Words, or parts of them, on one line of a label."""

_ANY = (2, 2)
"""Letters before and after a division, where the language does not say."""


Written = str | tuple[Run, ...]
"""A line as it is set: a text in the style that goes with it, or runs that have their own."""


@remembered
def set_line(text: Written, style: CharStyle, language: str) -> tuple[Glyphs, ...]:
    """One line with its left end at the origin; nothing for no text.

    Tracking stands between glyphs, not after the last. A space at the end has no width.
    """
    if not isinstance(text, str):
        return _in_strands(text, language)
    run = Run(text, style)
    cut = itemize((run,), language)
    if not cut.plain or cut.runs != (run,) or unspaced(text):
        return _in_strands((run,), language)
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


def _in_strands(runs_: Sequence[Run], language: str) -> tuple[Glyphs, ...]:
    """A line of several styles, faces or directions, as the galley sets it.

    Fixed spaces stand for those at its ends, which a paragraph has not.
    """
    given = [run for run in runs_ if run.text]
    text = "".join(run.text for run in given)
    if not text.strip(" "):
        return ()
    first = given[0].text.lstrip(" ")
    given[0] = given[0]._replace(text=NBSP * (len(given[0].text) - len(first)) + first)
    given[-1] = given[-1]._replace(text=given[-1].text.rstrip(" "))
    line = galley.set_line([run for run in given if run.text], _plain(language))
    runs = [run.glyphs for run in line.runs]
    if runs and text.endswith(" "):
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
    """A type style as a chart uses it.

    `strong`, `slanted` and `both` are the styles of bold words, of italic ones, and of those
    that are both; left out: its own. `styles` are the character styles that words may have. `after`
    is the room below a title, in points.
    """

    style: CharStyle
    leading: float
    language: str
    capitals: bool = False
    strong: CharStyle | None = None
    slanted: CharStyle | None = None
    both: CharStyle | None = None
    styles: tuple[Named, ...] = ()
    after: float = 0.0

    def written(self, text: Drawn) -> Written:
        """The text as this style shows it: a soft hyphen at its end alone."""
        if not isinstance(text, str):
            return self._runs(text)
        text = text[:-1].replace(SOFT_HYPHEN, "") + text[-1:]
        return to_capitals(text, self.language) if self.capitals else text

    def _runs(self, text: Inline) -> tuple[Run, ...]:
        last = len(text) - 1
        runs = []
        for number, span in enumerate(text):
            kept = span.text[-1:] if number == last else ""
            words = span.text[: len(span.text) - len(kept)].replace(SOFT_HYPHEN, "") + kept
            if self.capitals and not (span.superscript or span.subscript):
                words = to_capitals(words, span.language or self.language)
            runs.append(Run(words, self._styled(span)))
        return tuple(runs)

    def _styled(self, span: Span) -> CharStyle:
        """The style of a span."""
        kinds = {(True, False): self.strong, (False, True): self.slanted, (True, True): self.both}
        style = kinds.get((span.strong, span.emphasis)) or self.style
        if style.size != self.style.size or style.rise != self.style.rise:
            style = replace(style, size=self.style.size, rise=self.style.rise)
        if span.language:
            style = replace(style, language=span.language)
        if span.note is not None:
            style = replace(style, leads=span.note.id)
        return marked(style, span, self.styles)

    def line(self, text: Drawn) -> tuple[Glyphs, ...]:
        """One line of `text` with its left end at the origin."""
        return set_line(self.written(text), self.style, self.language)

    def width(self, text: Drawn) -> float:
        """How wide one line of `text` is, without the space that it may end with."""
        runs = set_line(self.written(_without_end(text)), self.style, self.language)
        if isinstance(text, str):
            return sum(glyph.advance for run in runs for glyph in run.glyphs)
        # A kern of the next run may set it back by a hair: what counts is where the line ends.
        return max((run.x + sum(g.advance for g in run.glyphs) for run in runs), default=0.0)

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

    def lines(self, text: Drawn, measure: float) -> tuple[Drawn, ...]:
        """`text` broken into as few lines as fit, and those as even as can be.

        They are broken at spaces, which close them without width, so that words remain words
        when they are read back. A word wider than the measure is divided where its author or
        its own hyphens allow it; else it stands on a line of its own and sticks out.
        """
        pieces = self._pieces(text, measure)
        widths = {
            (i, j): self.width(joined(pieces[i:j]))
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
            broken.append(joined(pieces[i:j]))
            i = j
        return tuple(broken)

    def _pieces(self, text: Drawn, measure: float) -> tuple[Drawn, ...]:
        """What a text may be broken between: words with their space, and parts of wide ones."""
        whole = plain(text)
        cuts, start = [0], 0
        for word in _tied(whole.split(" "), self.language):
            shown = _part(text, start, start + len(word))
            if self.width(shown) > measure + _SLACK:
                cuts += (start + at for at in self._divisions(word))
            start += len(word) + 1
            cuts.append(min(start, len(whole)))
        return tuple(_part(text, a, b) for a, b in pairwise(cuts)) or ("",)

    def _divisions(self, word: str) -> list[int]:
        """Where a word may be divided: at its author's hyphens, which stay before, and its own."""
        minima = languages.language(self.language).minima or _ANY
        found = [*opportunities(word, self.language, True)] if unspaced(word) else []
        start = 0
        for cut in word.split(SOFT_HYPHEN):
            if start and cut and found[-1:] != [start]:
                found.append(start)
            places = divisions(cut, self.language, minima, frozenset(), False)
            found += (start + at for at, _ in places)
            start += len(cut) + 1
        return sorted({at for at in found if 0 < at < len(word)})

    def fits(self, text: Drawn, measure: float) -> bool:
        """Whether each line that `lines` makes of `text` is within the measure."""
        return all(self.width(line) <= measure + _SLACK for line in self.lines(text, measure))


OPEN = 1.2
"""The leading of drawn letters, of their size, where their style leaves it to the accents."""


def lettering_of(
    found: TypeStyle, sheet: StyleSheet, language: str, styles: tuple[Named, ...] | None = None
) -> Lettering:
    """A type style as charts, drawings and codes use it.

    `styles` are the sheet's own for words with a name, where they are at hand.
    """
    plain_style = CharStyle(
        sheet.face(found),
        found.size,
        sheet.colour(found.colour),
        found.tracking,
        features=found.features,
        fallbacks=sheet.fallbacks(found),
    )
    strong = replace(plain_style, face=sheet.face(found, strong=True))
    if found.strong.colour:
        strong = replace(strong, colour=sheet.colour(found.strong.colour))
    slanted = sheet.face(found, emphasis=True)
    leading = found.leading
    return Lettering(
        plain_style,
        found.size * OPEN if leading == "auto-accents" else max(leading, found.size),
        language,
        found.capitals,
        strong,
        replace(plain_style, face=slanted),
        replace(strong, face=sheet.face(found, strong=True, emphasis=True)),
        named_styles(sheet) if styles is None else styles,
        found.after * sheet.baseline,
    )


def _without_end(text: Drawn) -> Drawn:
    """A line without the spaces that it ends with."""
    return text.rstrip(" ") if isinstance(text, str) else _part(text, 0, len(plain(text).rstrip()))


def _part(text: Drawn, start: int, end: int) -> Drawn:
    """The characters of a text from `start` to before `end`, in their kinds."""
    if isinstance(text, str):
        return text[start:end]
    parts: list[Span] = []
    at = 0
    for span in text:
        words = span.text[max(0, start - at) : max(0, end - at)]
        parts += [span._replace(text=words)] if words else []
        at += len(span.text)
    return tuple(parts)


def joined(pieces: Sequence[Drawn]) -> Drawn:
    """Neighbouring parts of a text as one."""
    if all(isinstance(piece, str) for piece in pieces):
        return "".join(map(plain, pieces))
    spans: list[Span] = []
    for span in (each for piece in pieces for each in _spans(piece)):
        if spans and spans[-1][1:] == span[1:]:
            spans[-1] = span._replace(text=spans[-1].text + span.text)
        else:
            spans.append(span)
    return tuple(spans)


def _spans(piece: Drawn) -> Inline:
    return (Span(piece),) if isinstance(piece, str) else piece


def _tied(words: Sequence[str], language: str) -> tuple[str, ...]:
    """The words, those that may not end a line in one with the next."""
    found: list[str] = []
    for number, word in enumerate(words):
        if number and binds(words[number - 1], language):
            found[-1] += f" {word}"
        else:
            found.append(word)
    return tuple(found)
