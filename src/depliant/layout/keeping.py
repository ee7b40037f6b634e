"""What a panel is made from beside its own words: the files that it names, by their digests."""

from __future__ import annotations

from depliant.content.model import LogoWall, Panel, PictureBlock
from depliant.source.folder import Files


def mark_stamps(panel: Panel, files: Files) -> tuple[str, ...]:
    """The SHA-256 of each partner's mark on a panel.

    Raises:
        InputError: as `Files.file`.
    """
    walls = (block for block in panel.walk() if isinstance(block, LogoWall))
    return tuple(files.file(logo.file, logo.place).sha256 for wall in walls for logo in wall.logos)


def is_pictured(panel: Panel) -> bool:
    """Whether a panel holds photographs: more to keep than they take to read."""
    return any(isinstance(block, PictureBlock) for block in panel.walk())
