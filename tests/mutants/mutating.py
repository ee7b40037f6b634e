"""One mutant: a file of a project harmed in one way or several, as chance draws them."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import Final

from tests.mutants.packed import (
    mutated_jpeg,
    mutated_pdf,
    mutated_png,
    mutated_tables,
    mutated_zip,
)
from tests.mutants.raw import BYTES, TEXT
from tests.mutants.trees import mutated_json, mutated_xml, mutated_yaml

Deep = Callable[[bytes, Random, Sequence[bytes]], bytes | None]

DEEP: Final[dict[str, Deep]] = {
    ".yaml": mutated_yaml,
    ".json": mutated_json,
    ".geojson": mutated_json,
    ".svg": mutated_xml,
    ".xlf": mutated_xml,
    ".xlsx": mutated_zip,
    ".png": mutated_png,
    ".jpg": mutated_jpeg,
    ".ttf": mutated_tables,
    ".otf": mutated_tables,
    ".icc": mutated_tables,
    ".pdf": mutated_pdf,
}
"""What changes what is said in a file, and leaves it well formed."""

WORDED: Final = frozenset({".yaml", ".json", ".geojson", ".svg", ".xlf", ".po", ".csv", ".pot"})
"""Files of letters."""


def mutate(path: Path, random: Random, donors: Sequence[Path]) -> str:
    """Harm a file in its place; how, in words."""
    if random.random() < 0.02:
        return _put_in_its_place(path, random)
    suffix, before = path.suffix, path.read_bytes()
    if random.random() < 0.01:
        path.write_bytes(random.choice(donors).read_bytes())
        return "another file's"
    deep = DEEP.get(suffix)
    if deep and random.random() < (0.65 if suffix in WORDED else 0.6):
        given = [each.read_bytes() for each in donors if each.suffix == suffix][:4]
        after = deep(before, random, given)
        if after is not None and after != before:
            path.write_bytes(after)
            return deep.__name__
    ways = TEXT if suffix in WORDED and random.random() < 0.85 else BYTES
    way = random.choice(ways)
    path.write_bytes(way(before, random) or b"")
    return way.__name__


def _put_in_its_place(path: Path, random: Random) -> str:
    """Nothing, a folder, or a link that leads nowhere, in a circle, or out."""
    path.unlink()
    kind = random.choice(("none", "folder", "nowhere", "circle", "out", "pipe"))
    if kind == "folder":
        path.mkdir()
    elif kind == "nowhere":
        path.symlink_to("none of this name")
    elif kind == "circle":
        path.symlink_to(path.name)
    elif kind == "out":
        path.symlink_to("/etc/hostname")
    elif kind == "pipe":
        os.mkfifo(path)
    return kind
