"""The kinds of block: each is a module of this package, named as the model names the kind.

Such a module holds a `KIND`: how blocks of the kind are laid out, and how much room stands about
them. Nothing else in layout has to know it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any, Literal

from depliant.content.model import Block
from depliant.layout.frame import Stack
from depliant.layout.setting import PanelSetting
from depliant.layout.standins import laid_or_struck
from depliant.tuples import NamedTuple

Lay = Callable[[Any, PanelSetting, float], Stack]
"""Lays out a block of one kind, in a panel's setting, to a measure in points."""


class Kind(NamedTuple):
    """A kind of block: how it is laid out, and how much room stands about it.

    `after` is the type style whose room stands below it: that of its role, or that of figures.
    `nested` is the one whose room stands above it within an item. What `leads` belongs to what
    follows: no room that is left over goes between them. `beside` says how it stands beside a
    picture: not at all, line by line, or set in one piece to what the picture leaves.
    """

    lay: Lay
    after: Literal["role", "figure"] = "figure"
    nested: Literal["nested", "nested-figure"] = "nested-figure"
    leads: bool = False
    beside: Literal["no", "lines", "narrow"] = "no"


def kind_of(kind: type[Block]) -> Kind:
    """The kind of block that a type of the model is: `KeyFigure` in the module `key_figure`."""
    return _named(kind_name(kind))


def lay(block: Block, setting: PanelSetting, measure: float) -> Stack:
    """Lay out one block to a measure, in points; in a draft, what stands for it if need be.

    Raises:
        DepliantError: what keeps it from being laid out, where that is no draft.
    """
    kind = kind_of(type(block))
    if setting.job.draft:
        return laid_or_struck(block, setting, measure, kind.lay)
    return kind.lay(block, setting, measure)


@cache
def kind_name(kind: type[Block]) -> str:
    """What a kind of block is called: `key_figure`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).lower()


@cache
def _named(name: str) -> Kind:
    found: Kind = import_module(f"{__package__}.{name}").KIND
    return found
