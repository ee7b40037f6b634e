"""One mutant: a file of a project harmed in one way or several, as chance draws them."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import partial
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

from depliant.content.logos import Contract
from depliant.content.schema import Content
from depliant.errors import InputError
from depliant.press.printer_schema import Printer
from depliant.source.validated import validated
from depliant.source.yaml import parse_yaml
from depliant.style.inheritance import styled
from depliant.style.sheet import StyleSheet

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
    if deep and random.random() < 0.7:
        kin = [each for each in donors if each.suffix == suffix]
        given = [each.read_bytes() for each in random.sample(kin, min(len(kin), 4))]
        after = _further(path, before, random, partial(_given, deep, random, given))
        if after is not None and after != before:
            path.write_bytes(after)
            return deep.__name__
    ways = TEXT if suffix in WORDED and random.random() < 0.85 else BYTES
    way = random.choice(ways)
    path.write_bytes(way(before, random) or b"")
    return way.__name__


def _given(deep: Deep, random: Random, donors: Sequence[bytes], data: bytes) -> bytes | None:
    return deep(data, random, donors)


def _further(
    path: Path, before: bytes, random: Random, deep: Callable[[bytes], bytes | None]
) -> bytes | None:
    """What a file is changed into; three times of four something that its schema allows.

    What is refused by it at once says little of what comes after.
    """
    after = deep(before)
    if random.random() < 0.25:
        return after
    for _ in range(_TRIES):
        if after is not None and _is_allowed(path, after):
            break
        after = deep(before)
    return after


def _is_allowed(path: Path, data: bytes) -> bool:
    """Whether the schema of a file of YAML allows what it says."""
    model = _MODELS.get(path.parent.name if path.suffix == ".yaml" else "")
    if model is None:
        return True
    try:
        source = parse_yaml(data.decode("utf-8"), path.name)
        _ = styled(source) if model is StyleSheet else validated(model, source)
    except (InputError, UnicodeDecodeError):
        return False
    return True


_MODELS: Final[dict[str, type]] = {
    "p": Content,
    "assets": StyleSheet,
    "logos": Contract,
    "printers": Printer,
}
"""What is in the YAML of a folder."""
_TRIES: Final = 10


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
