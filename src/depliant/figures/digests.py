"""Digests of figures: a frozen issue keeps one of each, so that a later edit is found."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from msgspec.structs import asdict

from depliant.figures.issues import printable
from depliant.figures.schema import (
    FILE_KEYS,
    LedgerPart,
    Origin,
    PointEntry,
    Printable,
    Retired,
    SeriesEntry,
)


def digest(entry: Printable | Retired, sources: Mapping[str, Origin]) -> str:
    """Twelve hexadecimal digits that stand for all that is said of a figure, its source's too."""
    if isinstance(entry, Retired):
        return ""
    said = _stated(entry)
    for key in ("value", "precision"):
        if (number := getattr(entry, key, None)) is not None:
            said[key] = f"{number.normalize():f}"
    if isinstance(entry, SeriesEntry):
        # The values count, and not where they are kept; their order is that of the file.
        said = {key: value for key, value in said.items() if key not in FILE_KEYS}
        said["values"] = [[at, _stated_point(point)] for at, point in entry.values.items()]
    if entry.source is not None and entry.source in sources:
        said["source"] = _stated(sources[entry.source])
    return _sha(said)[:12]


def _stated_point(point: PointEntry) -> dict[str, Any]:
    """What is said of one value of a series; what a place is called is a word of texts."""
    said = {key: value for key, value in _stated(point).items() if key != "label"}
    return {**said, "value": None if point.value is None else f"{point.value.normalize():f}"}


def _stated(part: Printable | PointEntry | Origin) -> dict[str, Any]:
    """What is said in a part, by key, without its history; nothing of it can be empty."""
    said = {name: value for name, value in asdict(part).items() if name != "history"}
    return {name: value for name, value in said.items() if value not in (None, "")}


def digests(content: LedgerPart) -> dict[str, str]:
    """The digest of each figure of the content's issue, by id."""
    return {name: digest(entry, content.sources) for name, entry in printable(content).items()}


def _sha(value: object) -> str:
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
