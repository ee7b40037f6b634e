"""The type of an argument that names a file for writing."""

from __future__ import annotations

from pathlib import Path


class Output:
    """Reads the path of a file that a command writes.

    Args:
        endings: how its name may end: ".pdf".
        folder: whether it may be a folder, too, into which files of such names go.
        own: the source that may be written over, since it is kept under another name.
    """

    def __init__(self, *endings: str, folder: bool = False, own: str = "") -> None:
        self.endings = endings
        self.folder = folder
        self.own = own

    def __call__(self, text: str) -> Path:
        """The path, whatever it is: `outputs` examines the call as a whole."""
        return Path(text)

    def writes(self, path: Path) -> bool:
        """Whether a name ends in one of the kinds that are written."""
        return path.suffix.lower() in self.endings
