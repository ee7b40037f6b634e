"""All rules: one function each, in the module of its subject."""

from __future__ import annotations

from depliant.preflight.rules import (
    boxes,
    colour,
    contrast,
    damage,
    encryption,
    fonts,
    identification,
    images,
    intents,
    interactive,
    lines,
    nesting,
    overprint,
    pdfua,
    placement,
    raster,
    spots,
    steps,
    tags,
    tongues,
    transparency,
    type_size,
    wishes,
)
from depliant.preflight.rules.base import DocumentRule, PageRule, Rule

_MODULES = (
    damage, encryption, identification, intents, boxes, fonts, colour, spots, overprint, type_size,
    lines, images, transparency, interactive, placement, raster, contrast, tags, tongues, nesting,
    pdfua, steps, wishes,
)  # fmt: skip
RULES: tuple[Rule, ...] = tuple(rule for module in _MODULES for rule in module.RULES)
DOCUMENT_RULES = tuple(rule for rule in RULES if isinstance(rule, DocumentRule))
PAGE_RULES = tuple(rule for rule in RULES if isinstance(rule, PageRule))
