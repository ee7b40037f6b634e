"""Capitals, and small capitals: those that a face has, else capitals of it made smaller.

Small capitals stand in the place of small letters; capitals and figures stay as they are. A face
that has none of its own (`smcp`) takes its capitals a little taller than its small letters, in a
weight of its family in which they are about as strong as the letters beside them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from msgspec.structs import replace

from depliant.fonts.small_letters import as_small_capitals
from depliant.languages.casing import bare, to_capitals
from depliant.text.model import CharStyle, Run


class Cut(NamedTuple):
    """Runs, and the numbers of those that they were cut from; None if none was cut."""

    runs: tuple[Run, ...]
    origins: tuple[int, ...] | None = None


def in_capitals(runs: Sequence[Run], language: str, *, every: bool = True) -> tuple[Run, ...]:
    """The runs that are to be in capitals in them, each by the rules of its language.

    Raised and lowered runs keep their case: the "er" of 1er is small in a line of capitals too.

    Args:
        runs: the text.
        language: that of the paragraph.
        every: all runs are; else those alone whose style says so.
    """
    return tuple(
        run._replace(text=to_capitals(run.text, run.style.language or language))
        if (every or run.style.capitals == "all") and not _apart(run.style)
        else run
        for run in runs
    )


def _apart(style: CharStyle) -> bool:
    """Whether what has a style is raised or lowered."""
    return bool(style.rise) or style.lowered


def small_capitals(runs: Sequence[Run], language: str) -> Cut:
    """The runs, those in small capitals cut into what is smaller and what is not."""
    if not any(run.style.capitals == "small" for run in runs):
        return Cut(tuple(runs))
    cut: list[Run] = []
    origins: list[int] = []
    for number, run in enumerate(runs):
        small = run.style.capitals == "small" and not _apart(run.style)
        parts = tuple(_small(run, run.style.language or language)) if small else (run,)
        cut += parts
        origins += [number] * len(parts)
    return Cut(tuple(cut), tuple(origins))


_OWN: Final = "smcp"


def _small(run: Run, language: str) -> Iterator[Run]:
    """The parts of a run in small capitals."""
    run = run._replace(text=bare(run.text, language))
    letters = "".join(sorted({char for char in run.text if _has_capital(char)}))
    if not letters:
        yield run
        return
    made = as_small_capitals(run.style.face, letters)
    if made is None:
        yield run._replace(style=replace(run.style, features=(*run.style.features, _OWN)))
        return
    smaller = replace(run.style, face=made.face, size=run.style.size * made.size)
    for small, chars in groupby(run.text, _has_capital):
        part = "".join(chars)
        if small:
            yield run._replace(text=to_capitals(part, language), style=smaller)
        else:
            yield run._replace(text=part)


def _has_capital(char: str) -> bool:
    """Whether a character is a small letter, or a mark on one."""
    return char != char.upper() or "\u0300" <= char <= "\u036f"
