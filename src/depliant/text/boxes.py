"""Words and spaces to boxes, glue, penalties and discretionaries.

Text is shaped once a word, in font units; the widths here are that shaping at the style's
size. Where a word is divided, the discretionary carries what the division changes: the hyphen,
and the kern or ligature that is lost.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple

from msgspec import Struct

from depliant.fonts.face import load
from depliant.fonts.registry import FaceRef
from depliant.fonts.shaping import SOFT_HYPHEN, SPACE, shape
from depliant.languages.hyphenation import Division, Kind, divisions
from depliant.languages.table import Direction, binds, direction, language
from depliant.memory import remembered, rows_remembered
from depliant.text.fullwidth import FIRST, blank
from depliant.text.items import (
    EJECT,
    INFINITE_PENALTY,
    Box,
    Discretionary,
    Glue,
    Item,
    Penalty,
    scaled,
)
from depliant.text.model import CharStyle, ParagraphStyle
from depliant.text.tokens import Joint, Space, Token, Word, piece_at, tongue_of

# Interword glue as in Computer Modern, whose space of a third of an em stretches by a half and
# shrinks by a third (The TeXbook, appendix F). Many faces have a narrower space than that: it
# stretches by as much of the em, and never shrinks to where words run together, for the eye
# or for a program that reads words from gaps (poppler's wants 0.15 em, tracking included).
_STRETCH, _STRETCH_EM = 1 / 2, 1 / 6
_SHRINK, _NARROWEST_EM = 1 / 3, 0.175

# Plain TeX's \hyphenpenalty and \exhyphenpenalty. A ragged edge has less need of hyphens; an
# address is divided only if it must be.
HYPHEN_PENALTY = 50
RAGGED_HYPHEN_PENALTY = 400
INNER = 1.7
"""How much dearer a division within a part of a compound is than one at its joint.

It counts twice over, since demerits go by the square; more than that opens wide gaps.
"""
EXPLICIT_PENALTY = 50
_DESPERATE: dict[Kind, int] = {"mail": 1000, "point": 3000, "sign": 6000}
_UNMARKED: dict[Kind, int] = {"open": 50, "address": 500, **_DESPERATE}
"""What a division costs to which nothing is added."""
LAST_WORD_PENALTY = 1000
RUNT_DEMERITS = 1_000_000
RUNT_SHARE = 0.2
"""A last line of one word that is shorter than this share of the measure is a runt."""

# Tracking wider than this parts letters enough for a ligature to look like a mistake.
_LIGATURE_TRACKING = 20.0

_ANY = (2, 2)
"""Letters beside the hyphen of a compound, in a language whose words are not divided."""

# Letters on either side of a division that shaping is given to see what it changes.
_CONTEXT = 8

# How much of a mark's width may hang outside, before the style's `hang`: light marks all, heavy
# marks part (the proportions of pdfTeX's and microtype's protrusion).
_HANG_RIGHT = dict.fromkeys(".,-‐\u2011\u00ad’'", 1.0) | dict.fromkeys('”"»:;…–', 0.6)
_HANG_RIGHT |= dict.fromkeys("—!?)؟", 0.3) | dict.fromkeys("،٫٬", 1.0) | dict.fromkeys("؛“", 0.6)
_HANG_LEFT = dict.fromkeys("“\"‘'", 1.0) | dict.fromkeys("«–-", 0.6) | dict.fromkeys("—(", 0.3)


class Extent(Struct, frozen=True):
    """How wide a shaped text is: font units, and the number of advances that tracking widens."""

    units: int
    advances: int


class Metric(Struct, frozen=True):
    """A style's measures in points: `scale` is the size of a font unit, `space` a word space.

    `stretch` and `shrink` are what a word space can give.
    `features` are the style's own; wide tracking turns ligatures off (CSS Text 3, 8.2).
    `elastic` is the size if tracking may help justification, 0 for letters that join.
    """

    face: FaceRef
    features: tuple[str, ...]
    size: float
    scale: float
    tracking: float
    space: float
    stretch: float
    shrink: float
    elastic: float
    direction: Direction = "ltr"

    def width(self, measured: Extent) -> float:
        """A width in points, with tracking."""
        return measured.units * self.scale + measured.advances * self.tracking


@remembered
def metric(style: CharStyle, level: int = 0, joined: bool = False) -> Metric:
    """The measures of a style, for text of a bidi level whose letters are or are not `joined`.

    Raises:
        InputError: `font-missing`.
    """
    face = load(style.face)
    features = style.features
    if abs(style.tracking) > _LIGATURE_TRACKING:
        features = (*features, "-liga", "-clig")
    scale = style.size / face.upem
    space = face.advance(face.glyph(SPACE) or 0) * scale
    return Metric(
        style.face,
        features,
        style.size,
        scale,
        style.tracking * style.size / 1000,
        space,
        max(space * _STRETCH, style.size * _STRETCH_EM),
        max(0.0, min(space * _SHRINK, space - style.size * _NARROWEST_EM)),
        0.0 if joined else style.size,
        "rtl" if level & 1 else "ltr",
    )


_ALONE = ("", "")


def extent(own: Metric, text: str, language: str, context: tuple[str, str] = _ALONE) -> Extent:
    """The extent of a shaped text."""
    glyphs = shape(
        own.face,
        text,
        language=language,
        features=own.features,
        direction=own.direction,
        context=context,
    )
    return Extent(
        sum([glyph.x_advance for glyph in glyphs]),
        sum([glyph.x_advance != 0 for glyph in glyphs]),
    )


class _Step(NamedTuple):
    """Where a cluster of a text ends, and the extent up to there."""

    end: int
    extent: Extent


@rows_remembered(each=200)
def _steps(
    face: FaceRef, features: tuple[str, ...], text: str, language: str, way: Direction
) -> tuple[_Step, ...]:
    """The ends of a text's clusters, in reading order; first of all its beginning."""
    steps = [_Step(0, Extent(0, 0))]
    units = advances = 0
    glyphs = shape(face, text, language=language, features=features, direction=way)
    for glyph in glyphs if way == "ltr" else reversed(glyphs):
        units += glyph.x_advance
        advances += glyph.x_advance != 0
        end = glyph.cluster + len(glyph.text)
        if not glyph.text:
            end = steps.pop().end
        steps.append(_Step(end, Extent(units, advances)))
    return tuple(steps)


def _prefix(own: Metric, text: str, language: str, index: int) -> Extent:
    """The part of a shaped text's extent that is read before the character at `index`."""
    steps = _steps(own.face, own.features, text, language, own.direction)
    return steps[bisect_right(steps, index, key=attrgetter("end")) - 1].extent


class Setting(Struct, frozen=True):
    """What turning tokens into items depends on besides the tokens.

    `metrics` are those of the runs, by their number; `measure` is in points; `automatic` says
    whether words are divided by patterns, and phrases parted. `levels` are the bidi levels of the
    runs, none if all runs to the right, and `origins` what their numbers were before they were cut
    into strands.
    """

    style: ParagraphStyle
    metrics: tuple[Metric, ...]
    measure: float
    automatic: bool = False
    levels: tuple[int, ...] = ()
    origins: tuple[int, ...] = ()

    @property
    def justified(self) -> bool:
        """Whether spaces and tracking may give."""
        return self.style.align == "justify"

    @property
    def to_left(self) -> bool:
        """Whether lines begin at the right."""
        return bool(self.levels) and direction(self.style.language) == "rtl"


def build(tokens: Sequence[Token], setting: Setting) -> tuple[Item, ...]:
    """The horizontal list of a paragraph, from its indent to its forced end.

    Args:
        tokens: what `tokenize` gives: at least one word, and a word last.
        setting: the paragraph's style and measure, and its runs' metrics.

    Raises:
        InputError: `font-missing`, `glyph-missing`.
    """
    return listed(tokens, setting, last_word(tokens, setting))


Words = dict[tuple[int, tuple[Division, ...]], list[Item]]
"""The items of a paragraph's words, by their numbers and where they may be divided."""


class LastWord(Struct, frozen=True):
    """All that the measure means to a horizontal list: how it treats the paragraph's last word.

    `whole` says that it is not divided, `runt` that it is too short to be a line of its own.
    """

    whole: bool
    runt: bool


def last_word(tokens: Sequence[Token], setting: Setting) -> LastWord:
    """How the last of `tokens`, a word, is treated at a measure."""
    word = tokens[-1]
    assert isinstance(word, Word)
    width = word_width(word, setting)
    whole = setting.style.whole_last_word and width <= setting.measure
    return LastWord(whole, runt=width < RUNT_SHARE * setting.measure)


def listed(
    tokens: Sequence[Token], setting: Setting, last: LastWord, words: Words | None = None
) -> tuple[Item, ...]:
    """The list itself, the same at every measure that treats the last word alike.

    Args:
        tokens: as `build`.
        setting: as `build`.
        last: how the last of them is treated.
        words: the items of words in lists of the same tokens, for this list and the next.
    """
    words = {} if words is None else words
    items: list[Item] = []
    end = len(tokens) - 1
    if setting.style.indent:
        items.append(Box(scaled(setting.style.indent)))
    for number, token in enumerate(tokens):
        if isinstance(token, Word):
            is_last = number == end
            places = tuple(_places(token, setting, whole=is_last and last.whole))
            found = words.get((number, places))
            if found is None:
                found = _word_items(token, number, places, setting, last=is_last)
                words[number, places] = found
            items += found
        elif isinstance(token, Space):
            if _is_bound(tokens[number - 1], setting):
                items.append(Penalty(INFINITE_PENALTY))
            is_last = number == end - 1
            extra = RUNT_DEMERITS if is_last and last.runt else 0
            below = RUNT_DEMERITS if is_last else 0
            items.append(_space(token, number, setting, (extra, below)))
        elif isinstance(token, Joint):
            items += _joint_items(token, number, setting)
        else:
            items += _end(number)
    items += _end(len(tokens))
    return tuple(items)


def _end(token: int) -> list[Item]:
    r"""What ends a line by force: `\parfillskip` and the break (§816)."""
    return [Penalty(INFINITE_PENALTY), Glue(0, fill=True, token=token), Penalty(EJECT)]


def _space(token: Space, number: int, setting: Setting, demerits: tuple[int, int]) -> Glue:
    """A space with the demerits of ending a line at it: anywhere, and just above a full line."""
    style = setting.metrics[token.run]
    width = scaled(style.space + style.tracking)
    extra, below = demerits
    if not setting.justified:
        return Glue(width, extra=extra, token=number, below=below)
    flex = setting.style.flex * style.elastic
    stretch = scaled(style.stretch + flex)
    shrink = scaled(style.shrink + flex)
    return Glue(width, stretch, shrink, extra=extra, token=number, below=below)


def _joint_items(token: Joint, number: int, setting: Setting) -> list[Item]:
    """What stands between words without a space: a place to end a line at, and some glue.

    A line that would part a phrase is tried as late as one that ends within a word.
    """
    give = (scaled(token.stretch), scaled(token.shrink)) if setting.justified else (0, 0)
    extra = RUNT_DEMERITS if token.late else 0
    room = Glue(scaled(token.width), *give, extra=extra, token=number)
    if token.ends and not token.kept:
        return [room]
    items: list[Item] = []
    if token.ends and setting.automatic:
        items.append(
            Discretionary(0, 0, RAGGED_HYPHEN_PENALTY, automatic=True, added=False, extra=extra)
        )
    return [*items, Penalty(INFINITE_PENALTY), room] if room.width or any(give) else items


def _is_bound(token: Token, setting: Setting) -> bool:
    """Whether a line may not end after a token: a tie (The TeXbook, chapter 14)."""
    return isinstance(token, Word) and binds(token.text, tongue_of(token, setting.style.language))


def word_width(word: Word, setting: Setting) -> float:
    """The width of a word in points, with its tracking."""
    width, tongue = 0.0, setting.style.language
    for piece in word.pieces:
        own = setting.metrics[piece.run]
        width += own.width(extent(own, piece.text, tongue, piece.context))
    return width


def _word_items(
    word: Word, number: int, places: tuple[Division, ...], setting: Setting, *, last: bool
) -> list[Item]:
    """Boxes of a word, with a discretionary or a penalty between them where it may be divided.

    `last` says that it is the paragraph's last word.
    """
    items: list[Item] = []
    start, before = 0, _Edge(0, 0)
    for division in places:
        after = _edge(word, division.at, setting)
        items.append(_box(word, number, (start, division.at), (before, after), setting))
        items.append(_break_item(word, division, setting, last=last))
        start, before = division.at, after
    end = len(word.text)
    items.append(_box(word, number, (start, end), (before, _edge(word, end, setting)), setting))
    return items


def _places(word: Word, setting: Setting, *, whole: bool) -> list[Division]:
    """Where a word may be divided; the author's soft hyphens replace the patterns."""
    style = setting.style
    automatic = setting.automatic and style.hyphenate and not word.soft and not whole
    tongue = tongue_of(word, style.language)
    own = style.minima if tongue == style.language else None
    minima = own or language(tongue).minima
    found = divisions(
        word.text, tongue, minima or _ANY, style.unbroken, automatic and minima is not None
    )
    if not word.soft or whole:
        return list(found)
    soft = [Division(at, "soft") for at in word.soft]
    return sorted({division.at: division for division in (*soft, *found)}.values())


class _Edge(Struct, frozen=True):
    """How far along a word a character begins, and how far tracking may move it, scaled."""

    width: int
    flex: int


def _edge(word: Word, index: int, setting: Setting) -> _Edge:
    width = flex = 0.0
    tongue = setting.style.language
    for piece in word.pieces:
        length = index - piece.start
        if length <= 0:
            break
        style = setting.metrics[piece.run]
        if length >= len(piece.text):
            measured = extent(style, piece.text, tongue, piece.context)
        else:
            measured = _prefix(style, piece.text, tongue, length)
        width += style.width(measured)
        flex += measured.advances * style.elastic
    return _Edge(scaled(width), scaled(flex * setting.style.flex) if setting.justified else 0)


def _box(
    word: Word, number: int, span: tuple[int, int], edges: tuple[_Edge, _Edge], setting: Setting
) -> Box:
    before, after = edges
    start, end = span
    flex = after.flex - before.flex
    lead = scaled(hang_left(word, start, setting))
    trail = _trail(word, end, setting)
    return Box(after.width - before.width, flex, flex, lead, trail, number, start, end)


def hang_left(word: Word, index: int, setting: Setting) -> float:
    """How much of the character at `index` hangs before a line that begins with it, points.

    The blank half of full-width punctuation always does.
    """
    char = word.text[index]
    if not setting.style.hang and char < FIRST:
        return 0.0
    own = setting.metrics[piece_at(word, index).run]
    if half := blank(own.face, char, setting.style.language).left:
        return half * own.size
    if not setting.style.hang or char not in _HANG_LEFT:
        return 0.0
    return setting.style.hang * _HANG_LEFT[char] * _char_width(own, char, setting)


def hang_right(word: Word, end: int, setting: Setting, *, hyphen: bool = False) -> float:
    """How much of a line that ends before the character at `end` hangs outside, in points.

    With `hyphen` it is the hyphen added there that hangs.
    """
    char = SOFT_HYPHEN if hyphen else word.text[end - 1]
    if not setting.style.hang and char < FIRST:
        return 0.0
    own = setting.metrics[piece_at(word, end - 1).run]
    if half := blank(own.face, char, setting.style.language).right:
        return half * own.size
    if not setting.style.hang or char not in _HANG_RIGHT:
        return 0.0
    return setting.style.hang * _HANG_RIGHT[char] * _char_width(own, char, setting)


def _trail(word: Word, end: int, setting: Setting, *, hyphen: bool = False) -> int:
    """What is no part of a line that ends there: what hangs, and the last letter's tracking."""
    own = setting.metrics[piece_at(word, end - 1).run]
    hung = hang_right(word, end, setting, hyphen=hyphen)
    if own.tracking and not hyphen:
        last = extent(own, word.text[end - 1], setting.style.language)
        return scaled(hung + (own.tracking if last.advances else 0.0))
    return scaled(hung + own.tracking)


def _char_width(own: Metric, char: str, setting: Setting) -> float:
    return extent(own, char, setting.style.language).units * own.scale


def _break_item(word: Word, division: Division, setting: Setting, *, last: bool) -> Item:
    at, kind = division
    style = setting.style
    if kind in _UNMARKED:
        return Penalty(_UNMARKED[kind], desperate=kind in _DESPERATE)
    added = kind != "hyphen"
    before, after = _cost(word, at, setting, added=added)
    if last and style.whole_last_word and kind == "hyphen":
        penalty = LAST_WORD_PENALTY
    else:
        soft = HYPHEN_PENALTY if setting.justified else RAGGED_HYPHEN_PENALTY
        penalty = soft if added else EXPLICIT_PENALTY
        if kind == "inner":
            penalty = round(INNER * penalty)
    return Discretionary(
        scaled(before),
        scaled(after),
        penalty,
        automatic=kind in ("automatic", "inner"),
        added=added,
        trail=_trail(word, at, setting, hyphen=added),
    )


def _cost(word: Word, at: int, setting: Setting, *, added: bool) -> tuple[float, float]:
    """How much wider a division makes what is before it and what is after it, in points.

    Shaping is local, so that a few letters on either side show all that the division changes;
    and a word of any length costs no more than its divisions.
    """
    piece = piece_at(word, at - 1)
    own, tongue = setting.metrics[piece.run], setting.style.language
    cut = at - piece.start
    start = max(cut - _CONTEXT, 0)
    text = piece.text[start : cut + _CONTEXT]
    cut -= start
    head, tail = text[:cut], text[cut:]

    def width(part: str) -> float:
        return own.width(extent(own, part, tongue))

    here = own.width(_prefix(own, text, tongue, cut))
    before = width(head + SOFT_HYPHEN if added else head) - here
    after = width(tail) - (width(text) - here) if tail else 0.0
    return before, after
