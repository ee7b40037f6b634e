"""What a draft shows of a translation that is not done: marked words, and faults that stop nothing.

A draft is looked at and not printed, so that all that can be set is set, with a warning.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from msgspec.structs import replace

from depliant.content import markup
from depliant.errors import Diagnostic
from depliant.figures import writing as figures
from depliant.figures.placeholders import BODY

_LEAD: Final = re.compile(rf"[*\[]*\{{{BODY}\}}\**(?=\s)")
"""The figure that a text begins with, and a space after it."""
_OVERRIDES: Final = frozenset("\u202d\u202e")

_OF_LANGUAGE: Final = frozenset({"figure-form-unfit"})
"""What may be wrong with a sentence in one language and not in another."""
OF_ROOM: Final = frozenset({
    "bleed-unpainted", "chart-overset", "ink-contrast", "leading-tight", "lines-collide",
    "numeral-too-wide", "outside-panel", "overset", "text-contrast", "text-covered", "text-hidden",
    "text-near-trim", "text-small", "text-small-inks", "title-lines", "word-too-wide",
})  # fmt: skip
"""What comes of words that are longer than their room: on the pages of a draft one sees it."""

_OF_SOURCE: Final = frozenset({"figure-unused", "note-unused", "notes-empty", "source-unused"})
"""What content.yaml is told to be rid of."""


def of_edition(
    notes: Iterable[Diagnostic], of_source: Iterable[Diagnostic]
) -> tuple[Diagnostic, ...]:
    """What is found in a draft's pages, without what only a translation has lost.

    The source has need of a note or a figure that a translation forgets, and the check of the
    translation names its place in the PO file.
    """
    own = set(of_source)
    return tuple(one for one in notes if one.code not in _OF_SOURCE or one in own)


def marked(text: str, mark: str, *, plain: bool = False) -> str:
    """A text with a mark in brackets before it, or behind the figure that it begins with.

    Such a figure may hang in the margin, and does so only at the beginning of its sentence.

    Args:
        text: as it is written in content.yaml or a PO file.
        mark: what stands in the brackets.
        plain: the text knows no markup, so that a bracket is only a bracket.
    """
    sign = f"[{mark}]" if plain else f"\\[{mark}\\]"
    lead = _LEAD.match(text)
    if lead is None:
        return f"{sign} {text}"
    return f"{lead[0]} {sign}{text[lead.end() :]}"


def showable(text: str, translation: str) -> bool:
    """Whether a translation can be set in place of its text: its figures, its markup, its signs."""
    pieces, faults = markup.parse(translation)
    if any(fault.severity == "error" for fault in faults):
        return False
    if any(piece.form and piece.form not in figures.FORMS for piece in pieces):
        return False
    kinds = {unicodedata.category(sign) for sign in translation if sign != "\n"}
    if kinds & {"Cc", "Cs", "Co", "Cn"}:
        return False
    return _OVERRIDES.isdisjoint(translation) and _figures(text) == _figures(translation)


def _figures(text: str) -> list[str]:
    """The names of a text's figures, in an order that does not depend on the sentence."""
    return sorted(piece.figure for piece in markup.parse(text)[0] if piece.figure is not None)


def lenient(
    found: Iterable[Diagnostic], file: str | None, codes: frozenset[str] = _OF_LANGUAGE
) -> tuple[Diagnostic, ...]:
    """Findings with those errors as warnings that a draft may show.

    They are all that is wrong in the PO file `file` once it could be read, and what `codes` say
    wherever it is found.
    """
    return tuple(
        replace(fault, severity="warning") if _may_pass(fault, file, codes) else fault
        for fault in found
    )


def _may_pass(fault: Diagnostic, file: str | None, codes: frozenset[str]) -> bool:
    in_words = fault.place is not None and fault.place.file == file
    return fault.severity == "error" and (in_words or fault.code in codes)
