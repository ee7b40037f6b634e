"""The columns that one of two facing pages has of a table over both."""

from __future__ import annotations

from depliant.layout.blocks.kind import Kind
from depliant.layout.blocks.table import half

KIND = Kind(half)
