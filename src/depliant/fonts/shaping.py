"""Characters to glyphs, by HarfBuzz: kerning, ligatures, marks.

All lengths are font units, so one shaping serves every size. Spaces are widths: a fixed space
or a no-break hyphen that the face lacks is set with the face's own space or hyphen glyph, at
the width that its character stands for, and keeps its character. So do raised and lowered
figures (`small_figures`), whose size and rise are the caller's.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Literal

import uharfbuzz as hb

from depliant.errors import Diagnostic, InputError
from depliant.fonts.face import Face, load
from depliant.fonts.missing import missing_glyph
from depliant.fonts.registry import FaceRef, called
from depliant.fonts.small_figures import SMALL, small_figures
from depliant.memory import rows_remembered
from depliant.sentences import say
from depliant.tuples import NamedTuple

SPACE = " "
SOFT_HYPHEN = "\u00ad"


class ShapedGlyph(NamedTuple):
    """A glyph with its place in the text.

    `cluster` is the index of the first character it stands for and `text` those characters:
    several for a ligature, none for the second glyph of one character. Glyphs are in the
    order of setting, left to right; of text that runs to the left, the first glyph is the last
    to be read.
    """

    gid: int
    cluster: int
    x_advance: int
    x_offset: int
    y_offset: int
    text: str


# Widths in em: The Unicode Standard, chapter 6, table 6-2 (space characters).
_EM_SPACES = {
    "\u2000": 1 / 2,
    "\u2001": 1.0,
    "\u2002": 1 / 2,
    "\u2003": 1.0,
    "\u2004": 1 / 3,
    "\u2005": 1 / 4,
    "\u2006": 1 / 6,
    "\u200a": 1 / 16,
    "\u205f": 4 / 18,
    "\u3000": 1.0,
}
_WIDTH_OF = {"\u00a0": " ", "\u2007": "0", "\u2008": "."}
_THIN = frozenset("\u2009\u202f")
_SEEN = 0.175
# The soft hyphen is only ever shaped where a word is broken at it, and then it shows.
_HYPHENS = {"\u2011": "\u2010-", SOFT_HYPHEN: "\u2010-", "\u2010": "-"}
# Characters that show nothing, which HarfBuzz sets as such in any face (The Unicode Standard,
# 5.21): joiners, direction marks, variation selectors.
_UNSEEN = frozenset(
    map(chr, (0x34F, 0x61C, *range(0x200B, 0x2010), *range(0x202A, 0x202F),
              *range(0x2060, 0x2070), *range(0xFE00, 0xFE10), 0xFEFF))
)  # fmt: skip
_MOST_GLYPHS = 32
"""Glyphs that a letter may become: those with most parts, of Nastaliq or Tibetan, have six."""
STAND_INS = frozenset({*_EM_SPACES, *_WIDTH_OF, *_THIN, *_HYPHENS, *_UNSEEN})
"""What can be set in a face that has no glyph for it."""


@rows_remembered(each=190)
def shape(
    ref: FaceRef,
    text: str,
    *,
    language: str,
    features: tuple[str, ...] = (),
    direction: Literal["ltr", "rtl"] = "ltr",
    context: tuple[str, str] = ("", ""),
) -> tuple[ShapedGlyph, ...]:
    """Shape a text of one face, in font units.

    Args:
        ref: the face.
        text: a word, or a whole label; not more than a paragraph.
        language: BCP 47 tag; it chooses localised forms.
        features: OpenType features as HarfBuzz writes them: "tnum", "-liga", "ss01=2".
        direction: the run's own direction.
        context: what stands before and after it in the same word, to which its letters join.

    Raises:
        InputError: `glyph-missing`, one diagnostic for each character the face lacks;
            `beyond-limits` if the face makes far more of a text than it has letters.
    """
    if not text:
        return ()
    face = load(ref)
    seen, widths = _with_stand_ins(face, text)
    buffer = hb.Buffer()
    before, after = context
    if before or after:
        buffer.add_str(before + seen + after, len(before), len(seen))
    else:
        buffer.add_str(seen)
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.direction = direction
    buffer.language = language
    buffer.guess_segment_properties()
    try:
        hb.shape(face.font, buffer, _switches(features))
    except MemoryError:  # HarfBuzz's own bound, of 64 glyphs a letter or 16,384 in all
        raise _growing(ref) from None
    if len(buffer) > _MOST_GLYPHS * (len(seen) + 1):
        raise _growing(ref)
    infos, positions = buffer.glyph_infos, buffer.glyph_positions
    first = len(before)
    clusters = [info.cluster - first for info in infos]
    lacking = sorted({text[i.cluster - first] for i in infos if i.codepoint == 0})
    if lacking:
        raise InputError(missing_glyph(char, ref, language) for char in lacking)
    shaped = list(zip(clusters, infos, positions, strict=True))
    if direction == "ltr":
        return tuple(_glyphs(shaped, text, widths))
    return tuple(reversed(_glyphs(shaped[::-1], text, widths)))


def _growing(ref: FaceRef) -> InputError:
    """What is raised for a font whose rules multiply the letters of a text."""
    message = say(
        "The font {family} makes far more glyphs than a text has letters.",
        family=called(ref.family),
    )
    hint = say("It is damaged or made to do harm: take it from its foundry again, or another.")
    return InputError(Diagnostic("beyond-limits", message, hint=hint))


def _glyphs(
    shaped: list[tuple[int, Any, Any]], text: str, widths: Mapping[int, float]
) -> list[ShapedGlyph]:
    """The glyphs of a text in the order in which it is read; its first has a cluster's text."""
    ends = _cluster_ends([cluster for cluster, _, _ in shaped], len(text))
    glyphs: list[ShapedGlyph] = []
    last = -1
    for cluster, info, position in shaped:
        x_offset, y_offset, advance, _ = position.position
        glyphs.append(
            ShapedGlyph(
                info.codepoint,
                cluster,
                widths.get(cluster, advance) if cluster != last else advance,
                x_offset,
                y_offset,
                text[cluster : ends[cluster]] if cluster != last else "",
            )
        )
        last = cluster
    return glyphs


def _with_stand_ins(face: Face, text: str) -> tuple[str, dict[int, int]]:
    """The text with what the face lacks replaced, and the widths of spaces replaced by index."""
    if text.isascii():
        return text, {}
    chars = list(text)
    widths: dict[int, int] = {}
    for index, char in enumerate(chars):
        if char != SOFT_HYPHEN and (char < "\u00a0" or face.covers(char)):
            continue
        if char in SMALL and (small := small_figures(face.ref).get(char)):
            chars[index] = small.seen
        elif char in _HYPHENS:
            chars[index] = next((c for c in _HYPHENS[char] if face.covers(c)), char)
        elif (width := fixed_space(face, char)) is not None:
            chars[index] = SPACE
            widths[index] = width
    return "".join(chars), widths


def fixed_space(face: Face, char: str) -> int | None:
    """The width of a fixed space in font units; none for a character that is not one.

    The no-break space is as wide as the word space, but fixed. Thin spaces are half a word
    space, as babel-french sets them (french.ldf, FBthinspace), but wide enough that programs
    that read words from gaps see two: poppler's `pdftotext -raw` wants 0.15 em, of which
    tracking may take some. Unicode's fifth of an em would be no thinner than the word space of
    a narrow sans.
    """
    if char in _EM_SPACES:
        return round(face.upem * _EM_SPACES[char])
    if char in _WIDTH_OF:
        return face.advance(face.glyph(_WIDTH_OF[char]) or 0)
    if char in _THIN:
        space = face.advance(face.glyph(SPACE) or 0)
        return min(space, max(round(space / 2), round(face.upem * _SEEN)))
    return None


def _cluster_ends(clusters: list[int], length: int) -> dict[int, int]:
    """Where each cluster's text ends, by where it begins."""
    starts = sorted(set(clusters))
    return dict(zip(starts, [*starts[1:], length], strict=True))


@lru_cache(maxsize=64)  # a few switches each
def _switches(features: tuple[str, ...]) -> dict[str, int]:
    """HarfBuzz's feature settings."""
    switches: dict[str, int] = {}
    for feature in features:
        tag, _, value = feature.lstrip("+-").partition("=")
        switches[tag] = int(value or 1) if not feature.startswith("-") else 0
    return switches
