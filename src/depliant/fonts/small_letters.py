"""Letters and figures that are set smaller than others: subscripts, small capitals.

Where a face has its own for all that is asked for (OpenType `subs`, `smcp`), they are these; else
its full ones at a smaller size, in a weight of its family in which they are about as strong as the
letters beside them.
"""

from __future__ import annotations

from typing import Final

from depliant.fonts.face import load
from depliant.fonts.registry import FaceRef
from depliant.fonts.shaping import shape
from depliant.fonts.small_figures import LOWERED, as_strong, small_size
from depliant.memory import remembered
from depliant.tuples import NamedTuple

_ABOVE_X: Final = 1.06
"""How tall small capitals are beside the small letters of a face."""
_LEAST: Final = 0.7
"""The least size of small capitals: less is not read beside full ones."""


class Small(NamedTuple):
    """How small letters are set: `size` is a factor, `rise` ems of the full size."""

    face: FaceRef
    size: float
    rise: float = 0.0
    features: tuple[str, ...] = ()


@remembered
def subscript(ref: FaceRef, text: str) -> Small:
    """How a text is set as a subscript in a face.

    Raises:
        InputError: `font-missing`.
    """
    if has_own(ref, text, "subs"):
        return Small(ref, 1.0, features=("subs",))
    face = load(ref)
    size = small_size(face)
    return Small(as_strong(face, text, size), size, LOWERED)


@remembered
def as_small_capitals(ref: FaceRef, letters: str) -> Small | None:
    """How the capitals of small letters are set as small capitals; None: the face has its own.

    Raises:
        InputError: `font-missing`.
    """
    if has_own(ref, letters, "smcp"):
        return None
    face = load(ref)
    size = _LEAST
    if face.x_height and face.cap_height:
        size = min(max(_ABOVE_X * face.x_height / face.cap_height, _LEAST), 0.85)
    return Small(as_strong(face, letters.upper(), size), size)


def has_own(ref: FaceRef, text: str, feature: str) -> bool:
    """Whether a feature of a face changes every character of a text."""
    face = load(ref)
    return all(face.covers(char) and _changes(ref, char, feature) for char in dict.fromkeys(text))


def _changes(ref: FaceRef, char: str, feature: str) -> bool:
    plain, featured = (
        [glyph.gid for glyph in shape(ref, char, language="und", features=features)]
        for features in ((), (feature,))
    )
    return plain != featured
