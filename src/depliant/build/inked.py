"""Where the words are written that a press could not print as they are.

A writer knows pages alone; what it says of words is given the place of the block that they are of.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from msgspec.structs import replace

from depliant.display.items import Glyphs
from depliant.errors import Diagnostic, Place
from depliant.geometry import Matrix
from depliant.layout.strays import leaves
from depliant.layout.visible import Setting
from depliant.sentences import legible
from depliant.writers.rules import SHOWN

_OF_WORDS: Final = frozenset({"text-inks", "rich-black-text"})


def placed(faults: Iterable[Diagnostic], settings: Iterable[Setting]) -> tuple[Diagnostic, ...]:
    """The faults of a press file, those of words with their places in content.yaml.

    Args:
        faults: what the writer finds.
        settings: the panels as they were set; they are asked for only where words are at fault.
    """
    faults = tuple(faults)
    if not any(one.code in _OF_WORDS and one.place is None for one in faults):
        return faults
    places = _places(settings)
    return tuple(
        replace(one, place=places.get(_look(one)))
        if one.code in _OF_WORDS and one.place is None
        else one
        for one in faults
    )


_Look = tuple[object, object]
"""How text begins and its size, as the faults of a press file say them."""


def _look(fault: Diagnostic) -> _Look:
    values = dict(fault.message.values)
    return values.get("text"), values.get("size")


def _places(settings: Iterable[Setting]) -> dict[_Look, Place]:
    """The places of all runs, each of the first that looks like it."""
    found: dict[_Look, Place] = {}
    for setting in settings:
        for one in setting.placements:
            place = one.slice.place or setting.panel.place
            for item, at in leaves(one.slice.marks, Matrix(e=one.x, f=one.y)):
                if isinstance(item, Glyphs) and item.glyphs:
                    look = legible(item.text[:SHOWN]), round(item.size * at.scale, 2)
                    found.setdefault(look, place)
    return found
