"""The proofs that went out: what each of them showed, kept beside the project under its number.

A record is small: the words of every block, and the digest of every panel. It stays in the project,
in `assets/proofs`, as frozen issues stay in `assets/issues`: answers may come back when content has
moved on, and the next proof says what changed since. It holds nothing but what was printed.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from json import loads
from pathlib import Path
from typing import Annotated, Final

from msgspec import Meta, MsgspecError, Struct, json

from depliant import files
from depliant.errors import Diagnostic, InputError, Place
from depliant.preview.inspecting import Inspected, ToldBlock
from depliant.preview.snapshot import Pages
from depliant.sentences import say
from depliant.source.json_keys import TwiceError, once
from depliant.source.paths import read

FOLDER: Final = "assets/proofs"
HINT: Final = say("Free some room, or change the folder's permissions.")
MOST_BYTES: Final = 16 * 1024 * 1024
_APART: Final = re.compile(r"(?<=[«‹]) | (?=[»›:;!?%€](?:\W|$))")
_NAME: Final = re.compile(r"(\d{3,6})\.json")

Digest = Annotated[str, Meta(pattern=r"^[0-9a-f]{32}$")]


class Block(Struct, frozen=True):
    """A block as it was printed: its key on its panel, its kind, its words."""

    key: str
    kind: str
    words: str


class Panel(Struct, frozen=True):
    """A panel as it was printed; `digest` is that of its pixels."""

    id: str
    title: str
    digest: Digest
    blocks: tuple[Block, ...]


class Shown(Struct, frozen=True):
    """An edition as it was printed; its panels in reading order."""

    language: str
    title: str
    panels: tuple[Panel, ...]


class Record(Struct, frozen=True, forbid_unknown_fields=True):
    """A proof that went out. `date` is the day; `issue` what the publication calls its issue."""

    number: Annotated[int, Meta(ge=1, le=999_999)]
    project: str
    issue: str
    date: str
    editions: tuple[Shown, ...]

    @property
    def digest(self) -> str:
        """What tells this proof from any other: a digest of all that it showed."""
        shown = json.encode((self.number, self.project, self.issue, self.editions))
        return hashlib.sha256(shown).hexdigest()[:32]

    def edition(self, language: str) -> Shown | None:
        """An edition by its language; None if the proof did not show it."""
        return next((one for one in self.editions if one.language == language), None)


def name_of(number: int) -> str:
    """The name of a record from the project's folder."""
    return f"{FOLDER}/{number:03}.json"


def numbers(project: Path) -> tuple[int, ...]:
    """The numbers of all proofs that went out, in order."""
    try:
        found = [_NAME.fullmatch(path.name) for path in (project / FOLDER).iterdir()]
    except OSError:
        return ()
    return tuple(sorted(int(match[1]) for match in found if match))


def load(project: Path, number: int) -> Record | None:
    """A record by its number; None if there is none.

    Raises:
        InputError: `proof-record`; what `read` raises.
    """
    name = name_of(number)
    if number not in numbers(project):
        return None
    data = read(project, name, limit=MOST_BYTES, too_large="proof-record")
    try:
        found = json.decode(data, type=Record)
        loads(data, object_pairs_hook=once)
    except (MsgspecError, RecursionError, UnicodeDecodeError, TwiceError) as fault:
        raise _unsound(name) from fault
    if found.number != number:
        raise _unsound(name)
    return found


def latest(project: Path, before: int | None = None) -> Record | None:
    """The last proof that went out, or the last before a number; None if there is none.

    Raises:
        InputError: as `load` does.
    """
    known = [one for one in numbers(project) if before is None or one < before]
    return load(project, known[-1]) if known else None


def save(project: Path, record: Record) -> None:
    """Keep a record under its number.

    Raises:
        InputError: `output-unwritable`
    """
    data = json.format(json.encode(record), indent=1) + b"\n"
    files.save(project, {name_of(record.number): data}, HINT)


def recorded(
    editions: Sequence[Shown], project: str, issue: str, day: str, former: Record | None
) -> Record:
    """The record of a proof: the next number, or that of the last one if it showed the same."""
    if former is not None:
        again = Record(former.number, project, issue, former.date, tuple(editions))
        if again == former:
            return former
    number = former.number + 1 if former is not None else 1
    return Record(number, project, issue, day, tuple(editions))


def shown(language: str, pages: Pages, inspected: Inspected, pixels: Mapping[str, str]) -> Shown:
    """What an edition's pages show; `pixels` are the digests of how tiles look, by their own."""
    tiles = sorted(
        (tile for _, tile in pages.tiles if tile.number is not None),
        key=lambda one: one.number or 0,
    )
    panels = []
    for tile in tiles:
        told = inspected.panel(tile.id)
        blocks = told.blocks if told is not None else ()
        title = " ".join(tile.title.split())
        panels.append(Panel(tile.id, title, pixels[tile.digest], tuple(keyed(blocks).values())))
    return Shown(language, pages.composed.edition.title, tuple(panels))


def keyed(blocks: Iterable[ToldBlock]) -> dict[str, Block]:
    """The blocks of a panel by the ids that the inspector knows them by.

    A key is what a translator finds a block by, or its kind; of several alike, with a number.
    """
    seen = Counter[str]()
    found = {}
    for block in blocks:
        name = block.message or f"{block.id.rpartition('/')[0]}/({block.kind})"
        seen[name] += 1
        key = name if seen[name] == 1 else f"{name}#{seen[name]}"
        words = _glued(" ".join(word.text for word in block.words)) or block.alt
        found[block.id] = Block(key, block.kind, words)
    return found


def _glued(text: str) -> str:
    """A text whose signs that stand apart from their word do not leave it at the end of a line."""
    return _APART.sub("\u00a0", text)


def _unsound(name: str) -> InputError:
    return InputError(
        Diagnostic(
            "proof-record",
            say("`{name}` is not the record of a proof.", name=name),
            Place(name),
            say("Take it from an archive of the project; the program alone writes it."),
        )
    )
