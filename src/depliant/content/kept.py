"""What a frozen issue keeps beside its words: what it looked like, file by file and by digest.

`assets/issues/NAME/kept.json` names every file that the issue was made from, with its SHA-256, and
every face of its fonts. The bytes lie in `assets/issues/_files`, each under its digest, so that
issues that share a font or a mark share its file. `KeptFiles` is the project as the issue has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Annotated, Final

import msgspec
from msgspec import Meta, Struct

from depliant.content.logos import FOLDER as LOGOS
from depliant.errors import Diagnostic, InputError, Place
from depliant.fonts.registry import FOLDER as FONTS
from depliant.sentences import say
from depliant.source.folder import Entry, File, Files, Folder, Snapshot, had
from depliant.source.paths import MAXIMUM_ASSET

ISSUES: Final = "assets/issues"
"""Where the project keeps its frozen issues."""
STORE: Final = f"{ISSUES}/_files"
"""Where the bytes of all of them lie, each under its SHA-256; no issue can have such a name."""
LISTING: Final = "kept.json"
MAXIMUM_LISTING: Final = 4 * 1024 * 1024
MAXIMUM_KEPT: Final = 1024 * 1024 * 1024
"""Bytes that one issue may keep, shared ones included."""

_Digest = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]
_Plain = Annotated[str, Meta(pattern=r"^[^\x00-\x1f\x7f]*$")]
"""Without control characters: one of them marks the families that an issue brings along."""


class KeptFace(Struct, frozen=True, forbid_unknown_fields=True):
    """A face of an issue's fonts: the digest of its file, and the package that it came in.

    Without `kept` its licence does not let it be kept, so that the package has to be installed.
    """

    family: _Plain
    weight: int
    style: _Plain
    sha256: _Digest
    package: _Plain
    version: _Plain
    kept: bool


class Kept(Struct, frozen=True, forbid_unknown_fields=True):
    """What an issue keeps: the files by their names when it was frozen, its faces, the program."""

    program: str
    files: dict[str, _Digest]
    fonts: tuple[KeptFace, ...]

    def listing(self) -> bytes:
        """The bytes of `kept.json`."""
        return msgspec.json.format(msgspec.json.encode(self, order="sorted"), indent=1) + b"\n"


def stored(sha256: str) -> str:
    """The name from the project folder of the file of a digest."""
    return f"{STORE}/{sha256}"


def listed(files: Files, issue: str, sha256: str, place: Place | None) -> Kept:
    """What an issue keeps, as its listing says.

    Raises:
        InputError: `issue-altered` if the listing is not the one with this digest; `asset-missing`.
    """
    name = f"{ISSUES}/{issue}/{LISTING}"
    if LISTING not in files.names(f"{ISSUES}/{issue}"):
        raise gone(LISTING, issue, name, place)
    file = files.file(name, place, limit=MAXIMUM_LISTING)
    with suppress(msgspec.MsgspecError, UnicodeDecodeError):
        if file.sha256 == sha256:
            return msgspec.json.decode(file.data, type=Kept)
    raise altered(name, issue, place)


def altered(name: str, issue: str, place: Place | None) -> InputError:
    """The error of a file that is not what it was when an issue was frozen."""
    return InputError(
        Diagnostic(
            "issue-altered",
            say(
                "{name} is not what it was when the issue {issue} was frozen.",
                name=name,
                issue=issue,
            ),
            place,
            say("Take it from the project's archive."),
        )
    )


def gone(name: str, issue: str, kept_as: str, place: Place | None) -> InputError:
    """The error of what was called `name` and was kept for an issue, and is not there any more."""
    return InputError(
        Diagnostic(
            "issue-incomplete",
            say(
                "`{name}` as the issue {issue} has it is not there: {kept_as} is missing.",
                name=name,
                issue=issue,
                kept_as=kept_as,
            ),
            place,
            say("Take that file from the project's archive, or from a copy of the project."),
        )
    )


class KeptFiles:
    """The files of a project as a frozen issue has them.

    What it keeps has the name that it had; everything else is the project's of today: a printer
    that came later, a language that was translated since.

    Args:
        base: the project.
        issue: the name of the issue.
        kept: what it keeps.
        own: the folder of its words, from the project folder, with its stroke.
        place: where content.yaml says that it is frozen.
    """

    def __init__(self, base: Folder, issue: str, kept: Kept, own: str, place: Place | None) -> None:
        self.root = base.root
        self.kept = kept
        self._base, self._issue, self._own, self._place = base, issue, own, place
        self._found: dict[str, Entry] = {}

    def file(
        self,
        name: str,
        place: Place | None = None,
        *,
        limit: int = MAXIMUM_ASSET,
        too_large: str = "asset-too-large",
    ) -> File:
        """As `Files.file`.

        Raises:
            InputError: `issue-incomplete`, `issue-altered`: what it kept is gone or another.
        """
        sha256 = self.kept.files.get(name)
        if sha256 is None:
            return self._base.file(name, place, limit=limit, too_large=too_large)
        if name not in self._found:
            try:
                self._found[name] = File(name, self.bytes_of(sha256, name), sha256)
            except InputError as error:
                self._found[name] = error.diagnostics
        return had(self._found[name], place, limit, too_large)

    def bytes_of(self, sha256: str, name: str) -> bytes:
        """The bytes that were kept of what was called `name`.

        The project's own file serves as well, as long as it is still the same.

        Raises:
            InputError: as `file`.
        """
        for other in (name, stored(sha256)):
            with suppress(InputError):
                file = self._base.file(other)
                if file.sha256 == sha256:
                    return file.data
        if sha256 in self._base.names(STORE):
            raise altered(stored(sha256), self._issue, self._place)
        raise gone(name, self._issue, stored(sha256), self._place)

    def names(self, folder: str) -> frozenset[str]:
        """As `Files.names`; marks and fonts are those of the issue, its translations its own."""
        found = self._base.names(folder)
        own = self._base.names(self._own + folder)
        if own:
            return own
        start = f"{folder}/"
        kept = {
            name.removeprefix(start).partition("/")[0]
            for name in self.kept.files
            if name.startswith(start)
        }
        is_whole = folder in (LOGOS, FONTS) or folder.startswith(f"{FONTS}/")
        return frozenset(kept) if is_whole else found | kept

    def snapshot(self, names: Iterable[str]) -> Snapshot:
        """As `Folder.snapshot`."""
        for name in names:
            with suppress(InputError):
                self.file(name)
        base = self._base.snapshot(())
        folders: Mapping[str, frozenset[str]] = {
            folder: self.names(folder) for folder in base.listings
        }
        return Snapshot({**base.entries, **self._found}, folders, base.stamps)
