"""The printing condition: output profile, limits, and how inks look on screen.

A colour is turned to sRGB or to L* through the output profile, with relative colorimetric
intent and black-point compensation, so what the screen file shows and what a contrast is
computed from is the printed colour on its paper.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class OutputCondition:
    """A characterised printing condition and its ICC output profile (class prtr, CMYK)."""

    identifier: str
    icc: bytes = field(repr=False)
    info: str = ""
    registry: str = "http://www.color.org"


@dataclass(frozen=True, slots=True)
class PressSpec:
    """What the press asks of a file; lengths in points, ink as 1.0 for 100 %."""

    condition: OutputCondition
    bleed: float
    safe_margin: float
    ink_limit: float = 3.0
    minimum_line: float = 0.25
    spots: Literal["keep", "convert"] = "keep"
    marks: frozenset[Literal["crop", "fold", "registration", "bars", "slug"]] = frozenset()
