"""What is asked of the file of a partner's mark, and what is found in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from depliant.colour import Colour
from depliant.graphics.art import Artwork

Word = Literal["file", "contract", "black", "profile"]
"""Who says what ink a colour is: the file itself, the contract, nobody (a pure gray is black), or
the output profile."""

_HEX = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6})")


class Asked(Struct, frozen=True):
    """How a mark is to be read.

    `inks` are inks by the colours that they stand for, `icc` is the output profile, `fonts` are
    files of fonts by the names of those that the mark lacks; the name "" stands for any. With
    `flatten` what is no plain shape is marked by a path without paint, and not refused.
    """

    inks: Mapping[str, Colour] = {}
    icc: bytes = b""
    fonts: Mapping[str, bytes] = {}
    flatten: bool = False


PLAINLY = Asked()


class Use(Struct, frozen=True):
    """A colour of a mark by the name that a contract gives it, its ink, and who says so."""

    key: str
    ink: Colour
    word: Word


class Drawn(Struct, frozen=True):
    """A mark that was read: its artwork, its colours, and its fonts that were outlined.

    Of each font is said whether the file carries it. `flattened` says what is to be a picture.
    """

    artwork: Artwork
    uses: tuple[Use, ...] = ()
    fonts: tuple[tuple[str, bool], ...] = ()
    flattened: tuple[str, ...] = ()


def plain_key(name: str) -> str:
    """A colour's name as it is looked up: `#C00` and `#cc0000` are one, as are cases of a spot."""
    lowered = " ".join(name.casefold().split())
    if _HEX.fullmatch(lowered) and len(lowered) == 4:
        return "#" + "".join(digit * 2 for digit in lowered[1:])
    return lowered
