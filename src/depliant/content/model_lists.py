"""Definition lists in their final words: a part of the model."""

from __future__ import annotations

from msgspec import Struct

from depliant.content.inline import Inline
from depliant.errors import Place


class Definition(Struct, frozen=True):
    """A term and what is said of it."""

    term: Inline
    text: Inline
    place: Place


class Definitions(Struct, frozen=True):
    """A list of terms with what is said of each; `role` is its style of definitions."""

    entries: tuple[Definition, ...]
    role: str
    place: Place
