"""Words and spaces to boxes, glue, penalties and discretionaries.

Text is shaped once a word, in font units; the widths here are that shaping at the style's
size. Where a word is divided, the discretionary carries what the division changes: the hyphen,
and the kern or ligature that is lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from depliant.fonts.face import load
from depliant.fonts.registry import FaceRef
from depliant.fonts.shaping import SOFT_HYPHEN, SPACE, ShapedGlyph, shape
from depliant.text.hyphenate import Division, divisions
from depliant.text.itemize import Piece, Space, Token, Word
from depliant.text.linebreak import (
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

# Interword glue as in Computer Modern: a space stretches by a half and shrinks by a third
# (The TeXbook, appendix F).
STRETCH = 1 / 2
SHRINK = 1 / 3

# Plain TeX's \hyphenpenalty and \exhyphenpenalty. A ragged edge has less need of hyphens; an
# address is divided only if it must be.
HYPHEN_PENALTY = 50
RAGGED_HYPHEN_PENALTY = 400
EXPLICIT_PENALTY = 50
ADDRESS_PENALTY = 500
LAST_WORD_PENALTY = 1000
RUNT_DEMERITS = 1_000_000
RUNT_SHARE = 0.2
"""A last line of one word that is shorter than this share of the measure is a runt."""

# Tracking wider than this parts letters enough for a ligature to look like a mistake.
_LIGATURE_TRACKING = 20.0

# How much of a mark's width may hang outside, before the style's `hang`: light marks all, heavy
# marks part (the proportions of pdfTeX's and microtype's protrusion).
_HANG_RIGHT = dict.fromkeys(".,-‐\u2011\u00ad’'", 1.0) | dict.fromkeys('”"»:;…–', 0.6)
_HANG_RIGHT |= dict.fromkeys("—!?)", 0.3)
_HANG_LEFT = dict.fromkeys("“\"‘'", 1.0) | dict.fromkeys("«–-", 0.6) | dict.fromkeys("—(", 0.3)


class Extent(NamedTuple):
    """How wide a shaped text is: font units, and the number of advances that tracking widens."""

    units: int
    advances: int


def features_of(style: CharStyle) -> tuple[str, ...]:
    """The style's features; wide tracking turns ligatures off (CSS Text 3, 8.2)."""
    if abs(style.tracking) > _LIGATURE_TRACKING:
        return (*style.features, "-liga", "-clig")
    return style.features


def shaped(style: CharStyle, text: str, language: str) -> tuple[ShapedGlyph, ...]:
    """The glyphs of a text in a style, in font units.

    Raises:
        InputError: `font-missing`, `glyph-missing`.
    """
    return shape(style.face, text, language=language, features=features_of(style))


@lru_cache(maxsize=32768)
def extent(face: FaceRef, features: tuple[str, ...], text: str, language: str) -> Extent:
    """The extent of a shaped text."""
    glyphs = shape(face, text, language=language, features=features)
    return Extent(
        sum(glyph.x_advance for glyph in glyphs), sum(glyph.x_advance != 0 for glyph in glyphs)
    )


@lru_cache(maxsize=16384)
def _prefix(
    face: FaceRef, features: tuple[str, ...], text: str, language: str, index: int
) -> Extent:
    """The part of a shaped text's extent that stands before the character at `index`."""
    glyphs = shape(face, text, language=language, features=features)
    before = [glyph.x_advance for glyph in glyphs if glyph.cluster + len(glyph.text) <= index]
    return Extent(sum(before), sum(advance != 0 for advance in before))


@dataclass(frozen=True, slots=True)
class Setting:
    """What turning tokens into items depends on besides the tokens; lengths in points."""

    style: ParagraphStyle
    measure: float
    automatic: bool

    @property
    def justified(self) -> bool:
        """Whether spaces and tracking may give."""
        return self.style.align == "justify"


def build(tokens: Sequence[Token], setting: Setting) -> tuple[Item, ...]:
    """The horizontal list of a paragraph, from its indent to its forced end.

    Args:
        tokens: what `itemize` gives: at least one word, and a word last.
        setting: the paragraph's style and measure, and whether words are divided by patterns.

    Raises:
        InputError: `font-missing`, `glyph-missing`.
    """
    items: list[Item] = []
    if setting.style.indent:
        items.append(Box(scaled(setting.style.indent)))
    for number, token in enumerate(tokens):
        if isinstance(token, Word):
            last = number == len(tokens) - 1
            items += _word_items(token, number, setting, last=last)
        elif isinstance(token, Space):
            items.append(_space(token, number, setting, _is_runt_space(tokens, number, setting)))
        else:
            items += _end(number)
    items += _end(len(tokens))
    return tuple(items)


def _end(token: int) -> list[Item]:
    r"""What ends a line by force: `\parfillskip` and the break (§816)."""
    return [Penalty(INFINITE_PENALTY), Glue(0, fill=True, token=token), Penalty(EJECT)]


def space_width(style: CharStyle) -> float:
    """The width of a style's word space in points, with its tracking."""
    face = load(style.face)
    units = face.advance(face.glyph(SPACE) or 0)
    return units * style.size / face.upem + tracking_of(style)


def tracking_of(style: CharStyle) -> float:
    """The tracking of a style in points."""
    return style.tracking * style.size / 1000


def _space(token: Space, number: int, setting: Setting, runt: bool) -> Glue:
    style = token.style
    width = space_width(style)
    extra = RUNT_DEMERITS if runt else 0
    if not setting.justified:
        return Glue(scaled(width), extra=extra, token=number)
    natural = width - tracking_of(style)
    flex = setting.style.flex * style.size
    return Glue(
        scaled(width),
        scaled(natural * STRETCH + flex),
        scaled(natural * SHRINK + flex),
        extra=extra,
        token=number,
    )


def _is_runt_space(tokens: Sequence[Token], number: int, setting: Setting) -> bool:
    """Whether a line broken here would leave one short word on the paragraph's last line."""
    if number != len(tokens) - 2:
        return False
    word = tokens[-1]
    assert isinstance(word, Word)
    return word_width(word, setting.style.language) < RUNT_SHARE * setting.measure


def piece_width(piece: Piece, language: str) -> float:
    """The width of a piece of a word in points, with its tracking."""
    style = piece.style
    return _points(style, extent(style.face, features_of(style), piece.text, language))


def word_width(word: Word, language: str) -> float:
    """The width of a word in points."""
    return sum(piece_width(piece, language) for piece in word.pieces)


def _points(style: CharStyle, measured: Extent) -> float:
    upem = load(style.face).upem
    return measured.units * style.size / upem + measured.advances * tracking_of(style)


def _word_items(word: Word, number: int, setting: Setting, *, last: bool) -> list[Item]:
    """Boxes of a word, with a discretionary or a penalty between them where it may be divided."""
    places = _places(word, setting, last=last)
    language = setting.style.language
    items: list[Item] = []
    start, before = 0, (0, 0)
    for division in places:
        after = _position(word, division.at, language, setting)
        items.append(_box(word, number, (start, division.at), (before, after), setting))
        items.append(_break_item(word, division, setting, last=last))
        start, before = division.at, after
    end = len(word.text)
    total = _position(word, end, language, setting)
    items.append(_box(word, number, (start, end), (before, total), setting))
    return items


def _places(word: Word, setting: Setting, *, last: bool) -> list[Division]:
    """Where a word may be divided; the author's soft hyphens replace the patterns."""
    style = setting.style
    whole = last and style.whole_last_word and _fits(word, setting)
    automatic = setting.automatic and style.hyphenate and not word.soft and not whole
    found = divisions(word.text, style.language, style.minima, style.unbroken, automatic)
    if not word.soft or whole:
        return list(found)
    soft = [Division(at, "soft") for at in word.soft]
    return sorted({division.at: division for division in (*soft, *found)}.values())


def _fits(word: Word, setting: Setting) -> bool:
    return word_width(word, setting.style.language) <= setting.measure


def _position(word: Word, index: int, language: str, setting: Setting) -> tuple[int, int]:
    """How far along a word a character begins, and how far tracking may move it, scaled."""
    width = flex = 0.0
    for piece in word.pieces:
        length = index - piece.start
        if length <= 0:
            break
        style = piece.style
        features = features_of(style)
        if length >= len(piece.text):
            measured = extent(style.face, features, piece.text, language)
        else:
            measured = _prefix(style.face, features, piece.text, language, length)
        width += _points(style, measured)
        flex += measured.advances * style.size * setting.style.flex
    return scaled(width), scaled(flex) if setting.justified else 0


def _box(
    word: Word,
    number: int,
    span: tuple[int, int],
    edges: tuple[tuple[int, int], tuple[int, int]],
    setting: Setting,
) -> Box:
    (before, flex_before), (after, flex_after) = edges
    flex = flex_after - flex_before
    start, end = span
    return Box(
        after - before,
        flex,
        flex,
        scaled(hang_left(word, start, setting.style)),
        scaled(hang_right(word, end, setting.style)),
        number,
        start,
        end,
    )


def hang_left(word: Word, index: int, style: ParagraphStyle) -> float:
    """How much of the character at `index` hangs before a line that begins with it, points."""
    share = style.hang * _HANG_LEFT.get(word.text[index], 0.0) if style.hang else 0.0
    if not share:
        return 0.0
    char = word.text[index]
    piece = _piece_at(word, index)
    return share * _char_width(piece.style, char, style.language)


def hang_right(word: Word, end: int, style: ParagraphStyle, *, hyphen: bool = False) -> float:
    """How much of a line that ends before the character at `end` hangs outside, in points.

    It counts the tracking after the last character, which is no part of the line, and with
    `hyphen` the hyphen that is added there.
    """
    piece = _piece_at(word, end - 1)
    char = SOFT_HYPHEN if hyphen else word.text[end - 1]
    tracking = tracking_of(piece.style)
    share = style.hang * _HANG_RIGHT.get(char, 0.0) if style.hang else 0.0
    if not share:
        return tracking
    return tracking + share * _char_width(piece.style, char, style.language)


def _char_width(style: CharStyle, char: str, language: str) -> float:
    measured = extent(style.face, features_of(style), char, language)
    return measured.units * style.size / load(style.face).upem


def _piece_at(word: Word, index: int) -> Piece:
    for piece in reversed(word.pieces):
        if piece.start <= index:
            return piece
    raise IndexError(index)


def _break_item(word: Word, division: Division, setting: Setting, *, last: bool) -> Item:
    at, kind = division
    style = setting.style
    if kind in ("open", "address"):
        return Penalty(ADDRESS_PENALTY if kind == "address" else EXPLICIT_PENALTY)
    added = kind != "hyphen"
    language = style.language
    piece = _piece_at(word, at - 1)
    length = at - piece.start
    head, tail = piece.text[:length], piece.text[length:]
    features = features_of(piece.style)

    def width(text: str) -> float:
        return _points(piece.style, extent(piece.style.face, features, text, language))

    here = _points(
        piece.style,
        _prefix(piece.style.face, features, piece.text, language, length)
        if tail
        else extent(piece.style.face, features, piece.text, language),
    )
    before = width(head + SOFT_HYPHEN if added else head) - here
    after = width(tail) - (width(piece.text) - here) if tail else 0.0
    if last and style.whole_last_word and kind == "hyphen":
        penalty = LAST_WORD_PENALTY
    else:
        soft = HYPHEN_PENALTY if setting.justified else RAGGED_HYPHEN_PENALTY
        penalty = soft if added else EXPLICIT_PENALTY
    return Discretionary(
        scaled(before),
        scaled(after),
        penalty,
        automatic=kind == "automatic",
        added=added,
        trail=scaled(hang_right(word, at, style, hyphen=added)),
    )
