"""What the command asks of the pipeline, and what the pipeline tells of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from depliant.errors import Diagnostic
from depliant.press import MarkKind
from depliant.text.orthotypography import Correction

Target = Literal["press", "screen"]


def _silent(_: str) -> None:
    """Report no progress."""


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """What to build; no editions named means the source language, `out` None the project's.

    `issue` names a former one to build again; None is the one that is being made.
    Without a printer the style sheet says what the press asks; `marks` None means those that
    the printer wants.
    """

    editions: tuple[str, ...] = ()
    targets: tuple[Target, ...] = ("press", "screen")
    out: Path | None = None
    marks: frozenset[MarkKind] | None = None
    printer: str | None = None
    issue: str | None = None
    cache: bool = True
    progress: Callable[[str], None] = _silent


@dataclass(frozen=True, slots=True)
class FileReport:
    """One written file."""

    path: Path
    target: Target
    edition: str
    pages: int
    seconds: float
    size: int


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build wrote, what it found, and the copyfit step of each side."""

    files: tuple[FileReport, ...]
    diagnostics: tuple[Diagnostic, ...]
    fit: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check found; corrections only where they were asked for."""

    diagnostics: tuple[Diagnostic, ...]
    corrections: tuple[Correction, ...] = ()
