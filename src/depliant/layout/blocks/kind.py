"""What layout has to know of a kind of block."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, NamedTuple

from depliant.document.model import Block
from depliant.layout.frame import Stack
from depliant.layout.setting import PanelSetting

Lay = Callable[[Any, PanelSetting, float], Stack]
"""Lays out a block of one kind, in a panel's setting, to a measure in points."""


class Kind(NamedTuple):
    """A kind of block: how it is laid out, and how much room stands about it.

    `after` is the type style whose room stands below it: that of its role, or that of figures.
    `nested` is the one whose room stands above it within an item. What `leads` belongs to what
    follows: no room that is left over goes between them.
    """

    lay: Lay
    after: Literal["role", "figure"] = "figure"
    nested: Literal["nested", "nested-figure"] = "nested-figure"
    leads: bool = False


KindOf = Callable[[Block], Kind]
"""Finds the kind of a block."""
