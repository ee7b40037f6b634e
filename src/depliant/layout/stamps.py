"""What a panel is made from: its words, and the files that it names, by their digests."""

from __future__ import annotations

import hashlib

from msgspec import Struct, msgpack

from depliant.content.model import Drawing, LogoWall, Panel, PictureBlock, Plot, placeless
from depliant.errors import InputError, Place
from depliant.memory import SHARED, digest_of
from depliant.source.folder import Files


class Stamp(Struct, frozen=True):
    """A panel without its places: equal wherever in content.yaml it stands.

    `words` is the digest of what it says; `files` are those of its partners' marks, its drawings,
    its maps and its photographs, and where each is named. `is_pictured` says that it holds
    photographs: more for the disk than they take to read.
    """

    words: str
    files: tuple[tuple[str, Place], ...]
    is_pictured: bool

    def of_files(self, files: Files, *, draft: bool = False) -> tuple[str, ...]:
        """The SHA-256 of each of its files; in a draft nothing of one that cannot be had.

        Raises:
            InputError: as `Files.file`.
        """
        digests: list[str] = []
        for name, place in self.files:
            try:
                digests.append(files.file(name, place).sha256)
            except InputError:
                if not draft:
                    raise
                digests.append("")
        return tuple(digests)


def stamp_of(panel: Panel) -> Stamp:
    """The stamp of a panel; it is looked through once as it stands."""
    key = (stamp_of, hashlib.sha256(msgpack.encode(panel)).digest())
    found: Stamp | None = SHARED.find(key)
    return found or SHARED.keep(key, _stamp(panel))


def _stamp(panel: Panel) -> Stamp:
    files: list[tuple[str, Place]] = []
    pictured = False
    for block in panel.walk():
        if isinstance(block, LogoWall):
            files += ((logo.file, logo.place) for logo in block.logos)
        elif isinstance(block, Drawing):
            files.append((block.file, block.place))
        elif isinstance(block, Plot) and block.map is not None and block.map.file:
            files.append((block.map.file, block.map.place))
        elif isinstance(block, PictureBlock):
            files.append((block.file, block.place))
            pictured = True
    return Stamp(digest_of(placeless(panel)), tuple(files), pictured)
