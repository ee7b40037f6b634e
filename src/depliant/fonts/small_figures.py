"""Raised and lowered figures that a face does not have, made of those that it has.

A face that has no ₂ is not to take that of another family, which is heavier or lighter than its
own letters. Its own ² is lowered, which was drawn as strong as they are; where it has none, its
own 2 is set smaller, in a weight of its family in which it is about as strong. What is said stays
the character that was written.
"""

from __future__ import annotations

import unicodedata
from math import radians, tan
from typing import Final

from depliant.fonts.face import Face, characters, load
from depliant.fonts.registry import FaceRef, family_files, nearest
from depliant.memory import remembered
from depliant.tuples import NamedTuple

_SIZE: Final = 0.62
"""Of the size, where a face has no raised figure to go by: about what type designers draw."""

_RAISED, LOWERED = 0.33, -0.14
"""Ems from the baseline to the foot of a small figure: raised, where a face has none; lowered."""


_READ: Final = 0.49
"""Ems by which a figure of full size may be lowered: poppler takes what stands half an em lower
for another line (TextOutputDev.cc, maxIntraLineDelta)."""

_STRENGTH: Final = 0.88
"""How strong small figures are beside the letters: a little less, as type designers draw them."""


class SmallFigure(NamedTuple):
    """How a small figure is set: as `seen` of `face`, at a factor of the size.

    `rise` is how far it stands up, in ems of the full size.
    """

    seen: str
    face: FaceRef
    size: float
    rise: float


def _parts() -> dict[str, tuple[str, str]]:
    """Each small figure or sign by its character: <super> or <sub>, and its full size form."""
    found = {}
    for code in (0xB2, 0xB3, 0xB9, *range(0x2070, 0x20A0)):
        kind, _, base = unicodedata.decomposition(chr(code)).partition(" ")
        if kind in ("<super>", "<sub>") and " " not in base:
            found[chr(code)] = kind, chr(int(base, 16))
    return found


_PARTS: Final = _parts()

_RAISED_OF: Final = {base: char for char, (kind, base) in _PARTS.items() if kind == "<super>"}

SMALL: Final = frozenset(_PARTS)
"""All raised and lowered figures and signs."""


@remembered
def small_figures(ref: FaceRef) -> dict[str, SmallFigure]:
    """The small figures that a face does not have, each with how it is set instead."""
    face = load(ref)
    return {
        char: made
        for char, (kind, base) in _PARTS.items()
        if not face.covers(char) and (made := _made(face, kind, base)) is not None
    }


def _made(face: Face, kind: str, base: str) -> SmallFigure | None:
    raised = _RAISED_OF.get(base, "")
    if kind == "<sub>" and raised and (foot := _foot(face, raised)) is not None:
        return SmallFigure(raised, face.ref, 1.0, max(LOWERED - foot, -_READ))
    if not face.covers(base):
        return None
    foot, size = _foot(face, "²"), small_size(face)
    rise = LOWERED if kind == "<sub>" else _RAISED if foot is None else foot
    return SmallFigure(base, as_strong(face, base, size), size, rise)


def small_size(face: Face) -> float:
    """The size of small figures beside the full ones of a face: that of its ² if it has one."""
    full = _height(face, "2")
    return _height(face, "²") / full if face.covers("²") and full else _SIZE


def as_strong(face: Face, chars: str, size: float) -> FaceRef:
    """The face of a family whose letters at a part of the size are as strong as another's whole.

    It has the `chars` that the other has.
    """
    needed = characters(face.ref).intersection(chars)
    wanted = _stem(face) * _STRENGTH
    weights = {file.weight for file in family_files(face.ref.family)}
    heavier = {nearest(face.ref._replace(weight=one)) for one in weights if one > face.ref.weight}
    able = [ref for ref in sorted(heavier) if needed <= characters(ref)]
    return min([face.ref, *able], key=lambda ref: abs(_stem(load(ref)) * size - wanted))


def _stem(face: Face) -> float:
    """Ems that an upright stroke is wide: that of an l, which in most faces is nothing else.

    A slanted one reaches aside by its height as well, and is no wider for that.
    """
    gid = face.glyph("l") or face.glyph("I")
    extents = face.font.get_glyph_extents(gid) if gid is not None else None
    if not extents:
        return 0.0
    aside = -extents.height * tan(radians(abs(face.italic_angle)))
    return float(max(extents.width - aside, 0.0)) / face.upem


def _foot(face: Face, char: str) -> float | None:
    """Ems from the baseline up to the lower edge of a character; None without it."""
    gid = face.glyph(char)
    extents = face.font.get_glyph_extents(gid) if gid is not None else None
    return (extents.y_bearing + extents.height) / face.upem if extents else None


def _height(face: Face, char: str) -> float:
    gid = face.glyph(char)
    extents = face.font.get_glyph_extents(gid) if gid is not None else None
    return -extents.height / face.upem if extents else 0.0
