"""Itemization: runs to strands, cut where the face changes, and where the direction does.

A word is set in one family: the first of its style's that has all its letters of a script (Greek
words are not set in two since a Latin face has μ and Ω). Only where none has all, and in scripts
without spaces, is one letter set in another family than the next. Spaces, figures and
punctuation belong to no script: they stay in the face of the letters before them (UAX #24, 5.2),
so that a sentence is not set in two faces; those that run as the paragraph does, such as the
brackets round a foreign word, in the face of its letters. A character that no face has stays in
the style's own, and is reported when it is shaped. A raised or lowered figure that a face lacks
is made of what it has (`fonts.small_figures`), and so is what stands lowered
(`fonts.small_letters`).
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from depliant.fonts.face import characters
from depliant.fonts.registry import FaceRef, Fallback, nearest
from depliant.fonts.scripts import script_of, scripts_of
from depliant.fonts.shaping import STAND_INS
from depliant.fonts.small_figures import SMALL, small_figures
from depliant.fonts.small_letters import subscript
from depliant.languages.table import direction
from depliant.memory import remembered
from depliant.text.isolates import CONTROLS, isolated_levels
from depliant.text.model import CharStyle, Run

_OTHER = (
    "\u0370\u1dc0\u1f00\u2000\u200e\u2010\u202a\u202f\u2066\u206a\u2c00\u2c60\u2c80\u2e00\u2e80"
    "\ua720\ua800\uab30\uab70\ufb00\ufb07\uff00\U00010000"
)
"""Other than Latin letters and the signs that go with any: what may change face or direction.

These are the ranges' bounds, each first character and the one behind the last. (A class of a
regular expression that reaches so high takes longer to compile than a page to set.)
"""

_UNSPACED = frozenset({"Hang", "Hani", "Hira", "Kana", "Khmr", "Laoo", "Mymr", "Thai", "Tibt"})
"""Scripts whose words are not told by spaces, or whose faces have all of one letter or another."""

_IDEOGRAPHIC = frozenset({"Hani", "Hira", "Kana"})
"""Scripts among whose letters figures and signs of ASCII stay in the style's own face."""

_JOINED = frozenset({"Adlm", "Arab", "Nkoo", "Syrc"})
"""Scripts whose letters join, so that nothing may part them."""


class Strands(Struct, frozen=True):
    """Runs that are each of one face and one direction.

    `origins` are the numbers of the runs they were cut from, `levels` their bidi levels,
    `joined` whether their letters join.
    """

    runs: tuple[Run, ...]
    origins: tuple[int, ...]
    levels: tuple[int, ...]
    joined: tuple[bool, ...]

    @property
    def plain(self) -> bool:
        """Whether all of it runs to the right."""
        return not any(self.levels)


def itemize(runs: Sequence[Run], language: str) -> Strands:
    """Cut the runs of a paragraph.

    Raises:
        InputError: `font-missing`.
    """
    rtl = direction(language) == "rtl"
    if not rtl and not any(_is_other(run) for run in runs):
        count = len(runs)
        return Strands(tuple(runs), tuple(range(count)), (0,) * count, (False,) * count)
    found = isolated_levels(runs, language)
    cut: list[Run] = []
    about: list[tuple[int, int, bool]] = []
    at = 0
    for number, style, part, joined in _by_face(runs, found, int(rtl)):
        for char in part:
            kind = (number, found[at], joined)
            if char in CONTROLS:
                at += 1
                continue
            if about and about[-1] == kind and cut[-1].style == style:
                cut[-1] = Run(cut[-1].text + char, style)
            else:
                cut.append(Run(char, style))
                about.append(kind)
            at += 1
    origins, levels_, joins = zip(*about, strict=True) if about else ((), (), ())
    return Strands(tuple(cut), origins, levels_, joins)


def _is_other(run: Run) -> bool:
    """Whether there is anything in a run that is not Latin in its style's own face."""
    if run.style.lowered:
        return True
    if run.text.isascii():
        return False
    letters = set(run.text)
    if any(bisect_right(_OTHER, char) % 2 for char in letters):
        return True
    if not SMALL.isdisjoint(letters) and not small_figures(run.style.face).keys().isdisjoint(
        letters
    ):
        return True
    return bool(run.style.fallbacks) and not _settable(run.style.face).issuperset(run.text)


@remembered
def _settable(ref: FaceRef) -> frozenset[str]:
    """What can be set in a face."""
    return characters(ref) | STAND_INS | frozenset(" \n\t\r\f\v") | small_figures(ref).keys()


def _by_face(
    runs: Sequence[Run], found: Sequence[int], base: int
) -> Iterator[tuple[int, CharStyle, str, bool]]:
    """The clusters of all runs: run number, style with its face, characters, whether joined.

    `found` are the levels of the characters, `base` that of the paragraph.
    """
    text = "".join(run.text for run in runs)
    words = _words(text)
    letter = next((words[at] for at in sorted(words)), "")
    own = next((words[at] for at in sorted(words) if found[at] == base), letter)
    at = 0
    for number, (part, style, _) in enumerate(runs):
        families: dict[str, Fallback | None] = {}
        for cluster in _clusters(part):
            if at in words:
                letter = words[at]
                own = letter if found[at] == base else own
            among = own if found[at] == base else letter
            if among not in families:
                families[among] = _chosen(style, among) if among else None
            script = script_of(among[:1])
            joined = script in _JOINED
            first = families[among]
            if script in _IDEOGRAPHIC and cluster.isascii():
                first = None
            styled = _styled(style, cluster, first, joined)
            if style.lowered:
                styled = _lowered(styled, part)
            yield number, styled, cluster, joined
            at += len(cluster)


_WORD = re.compile(r"\S+")


def _words(text: str) -> dict[int, str]:
    """For each letter that begins a cluster: the letters of its script in its word.

    In scripts that are `_UNSPACED` it stands for itself.
    """
    words: dict[int, str] = {}
    for match in _WORD.finditer(text):
        of_script: dict[str, list[tuple[int, str]]] = {}
        at = match.start()
        for cluster in _clusters(match.group()):
            script = script_of(cluster[0])
            if script in _UNSPACED:
                words[at] = cluster
            elif script:
                of_script.setdefault(script, []).append((at, cluster))
            at += len(cluster)
        for found in of_script.values():
            letters = "".join(cluster for _, cluster in found)
            words |= {start: letters for start, _ in found}
    return words


def _clusters(text: str) -> Iterator[str]:
    """A character with the marks and joiners that go with it."""
    start = 0
    for at in range(1, len(text) + 1):
        if at < len(text) and (
            unicodedata.category(text[at]) in ("Mn", "Me") or text[at] in "\u200c\u200d\ufe0e\ufe0f"
        ):
            continue
        yield text[start:at]
        start = at


@remembered
def _styled(style: CharStyle, cluster: str, fallback: Fallback | None, joined: bool) -> CharStyle:
    """The style with the face for a cluster among letters that are set in a `fallback`, or none."""
    if not _covers(style, fallback, cluster):
        fallback = _chosen(style, cluster)
    tracking = 0.0 if joined else style.tracking
    face = _face(style, fallback)
    size = style.size * (fallback.scale if fallback is not None else 1.0)
    small = small_figures(face).get(cluster) if cluster in SMALL else None
    rise = style.rise
    if small is not None:
        face, size, rise = small.face, size * small.size, rise + size * small.rise
    if (face, size, tracking, rise) == (style.face, style.size, style.tracking, style.rise):
        return style
    return replace(style, face=face, size=size, tracking=tracking, rise=rise)


@remembered
def _lowered(style: CharStyle, text: str) -> CharStyle:
    """The style of a text that stands lowered, now that its face is known."""
    small = subscript(style.face, text)
    return replace(
        style,
        face=small.face,
        size=style.size * small.size,
        rise=style.rise + style.size * small.rise,
        features=(*style.features, *small.features),
    )


def _chosen(style: CharStyle, cluster: str) -> Fallback | None:
    """The family for a cluster by itself: None is the style's own."""
    script = script_of(cluster[0])
    own = [entry for entry in style.fallbacks if _serves(entry, script)]
    others = [entry for entry in style.fallbacks if not entry.script]
    # A sign of no script that only one script's face has: an Arabic comma after a Latin word.
    last = [entry for entry in style.fallbacks if entry.script and not script]
    for entry in (*own, None, *others, *last):
        if _covers(style, entry, cluster):
            return entry
    return None


def _serves(entry: Fallback, script: str) -> bool:
    """Whether a family is there for a script."""
    return bool(script) and script in scripts_of(entry.script)


def _face(style: CharStyle, fallback: Fallback | None) -> FaceRef:
    return style.face if fallback is None else nearest(style.face._replace(family=fallback.family))


def _covers(style: CharStyle, fallback: Fallback | None, cluster: str) -> bool:
    """Whether a face has all of a cluster, which HarfBuzz composes where that helps."""
    composed = unicodedata.normalize("NFC", cluster)
    known = _settable(_face(style, fallback))
    return known.issuperset(composed) or known.issuperset(cluster)
