"""The page's own files: read once, each at an address that changes when any of them does."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cached_property
from html import escape
from pathlib import Path
from typing import Final, NamedTuple

FOLDER: Final = Path(__file__).with_name("static")
_TYPES: Final = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".html": "text/html",
}


class Asset(NamedTuple):
    """A file of the page."""

    data: bytes
    media_type: str


class Assets:
    """The files of a folder by their names; a path is never made from what a browser asks."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def files(self) -> Mapping[str, Asset]:
        """All files."""
        return {
            path.name: Asset(path.read_bytes(), _TYPES[path.suffix])
            for path in sorted(self._folder.iterdir())
            if path.suffix in _TYPES
        }

    @cached_property
    def version(self) -> str:
        """What all of them are known by."""
        digest = hashlib.sha256()
        for name, asset in self.files.items():
            digest.update(name.encode() + b"\0" + asset.data)
        return digest.hexdigest()[:12]

    def find(self, version: str, name: str) -> Asset | None:
        """A file of that version; None if there is none."""
        return self.files.get(name) if version == self.version else None


ASSETS: Final = Assets(FOLDER)


def index(language: str) -> str:
    """The page, in a language of the interface."""
    text = ASSETS.files["index.html"].data.decode("utf-8")
    return text.replace("{language}", escape(language)).replace(
        "{static}", f"static/{ASSETS.version}"
    )
