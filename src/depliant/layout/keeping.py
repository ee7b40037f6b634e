"""What was set before and need not be set again.

Layout asks a `Kept` for whatever depends on values alone, and says from which values it is made.
How it is found again, between builds too, is for the one who hands it in; `anew` keeps nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Protocol, TypeVar

from depliant.content.model import LogoWall, Panel, PictureBlock
from depliant.errors import Place
from depliant.source.paths import asset

T = TypeVar("T")


class Kept(Protocol):
    """Gives what was made before from equal values, or has it made."""

    def __call__(self, kind: type[T], made_from: object, make: Callable[[], T]) -> T:
        """A value of type `kind`: what `make` gives, now or in an earlier build."""


def anew(kind: type[T], made_from: object, make: Callable[[], T]) -> T:
    """Make it, whatever was made before."""
    return make()


def file_stamp(root: Path, name: str, place: Place | None = None) -> str:
    """The SHA-256 of a file of the project; nothing if it cannot be read, as its reader will say.

    Raises:
        InputError: as `source.asset`.
    """
    path = asset(root, name, place)
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""


def mark_stamps(panel: Panel, root: Path) -> tuple[str, ...]:
    """The SHA-256 of each partner's mark on a panel.

    Raises:
        InputError: as `source.asset`.
    """
    walls = (block for block in panel.walk() if isinstance(block, LogoWall))
    return tuple(file_stamp(root, logo.file, logo.place) for wall in walls for logo in wall.logos)


def is_pictured(panel: Panel) -> bool:
    """Whether a panel holds photographs: more to keep than they take to read."""
    return any(isinstance(block, PictureBlock) for block in panel.walk())
