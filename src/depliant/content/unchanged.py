"""What tells that a panel of content.yaml is as it was: its words, its places, all round it.

One word is changed at a time, and the other panels come out as before, with the same places. The
key of a panel is all that it is resolved from: how it is written, where it begins, and what
stands round it, figures and marks among it.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from msgspec import msgpack
from msgspec.structs import replace

from depliant.content.publication import Publication
from depliant.memory import digest_of
from depliant.source.yaml import Source
from depliant.tuples import NamedTuple

RESOLVED: Final = 10
"""Bytes that a resolved panel takes for each byte of how it is written and what that says."""

WHOLE: Final = 50
"""Bytes that a ledger takes, with the file that it is read from, for each character of that."""


class PanelKey(NamedTuple):
    """A panel as it is written, where it begins, what it says of a row, and all round it.

    `written` is the SHA-256 of how it is written and what that says; that itself is `size` bytes.
    """

    around: str
    number: int
    written: bytes
    position: tuple[int, ...]
    row: tuple[tuple[str, str], ...]
    size: int


def around(publication: Publication, language: str) -> str | None:
    """The digest of a publication, its panels left out, as it is to be in a language.

    None for a translation, whose places are in two files: it is resolved as a whole.
    """
    source = publication.source
    panels = source.values.get(("panels",))
    is_written_so = publication.unit_words is None and publication.phrases is None
    if type(source) is not Source or panels is None or not is_written_so:
        return None
    text = source.text[: panels.start], source.text[panels.end :]
    lines = source.text.count("\n", panels.start, panels.end)
    content = replace(publication.content, panels=())
    marks = dict(publication.marks)
    elsewhere = [(route, str(place)) for route, place in source.elsewhere.items()]
    figures = list(content.figures)
    return digest_of((language, source.file, text, lines, content, figures, marks, elsewhere))


def ends_of_lines(publication: Publication) -> tuple[int, ...]:
    """Where each line of the file of a publication ends, from 0."""
    return tuple(found.start() for found in re.finditer("\n", publication.source.text))


def panel_key(
    publication: Publication, number: int, around: str | None, ends: Sequence[int]
) -> PanelKey | None:
    """The key of a panel; None where `around` is, or where its place is not known.

    `ends` are those of the lines of the publication's file.
    """
    source = publication.source
    stretch = source.values.get(("panels", number))
    if around is None or stretch is None:
        return None
    before = bisect_left(ends, stretch.start)
    line = source.text.rfind("\n", 0, stretch.start) + 1
    written = source.text[line : stretch.end]
    says = msgpack.encode((publication.content.panels[number], written))
    return PanelKey(
        around,
        number,
        hashlib.sha256(says).digest(),
        (before, stretch.line, stretch.column, stretch.start - line),
        tuple(item for item in publication.row.items() if item[0] in written),
        len(says),
    )
