"""Which figure or source a cell of a table names: by its id, or in the words of the brochure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any, Final

from msgspec import Struct

from depliant.bookkeeping.tables import POINT_KEYS
from depliant.content.publication import Publication
from depliant.figures.series import parted
from depliant.source.plain_names import name_key

_NEAR: Final = 0.8
"""How like a name must be to be taken for a slip of the pen, from 0 to 1."""


class Names(Struct, frozen=True):
    """What a brochure has names for: its figures and sources as content.yaml has them.

    `by_words` and `sources_by_words` have the ids by their words without accents, capitals and
    signs; words that could mean two are not among them.
    """

    language: str
    figures: Mapping[str, Any]
    by_words: Mapping[str, str]
    sources_by_words: Mapping[str, str]

    def figure(self, words: str) -> str | None:
        """The id of the figure that is named, by its id or a label of a chart."""
        own, key = parted(words)
        if own in self.figures and (not key or self.is_series(own)):
            return words
        return self.by_words.get(name_key(words))

    def is_series(self, name: str) -> bool:
        """Whether a figure is a series."""
        entry = self.figures.get(name)
        return isinstance(entry, dict) and bool(entry.keys() & {"values", "file"})

    def near(self, words: str) -> str | None:
        """The id that somebody may have meant."""
        found = get_close_matches(name_key(words), self.by_words, n=1, cutoff=_NEAR)
        return self.by_words[found[0]] if found else None

    def source(self, words: str) -> str:
        """The id of the source that is named, by its id or its title; else the words."""
        return self.sources_by_words.get(name_key(words), words)

    def stated(self, figure: str, issue: str, key: str) -> str:
        """What content.yaml says of a figure, or said of it in a former issue."""
        own, at = parted(figure)
        entry = self.figures.get(own)
        if issue and isinstance(entry, dict):
            entry = (entry.get("history") or {}).get(issue)
        if at and key in POINT_KEYS and isinstance(entry, dict):
            point = (entry.get("values") or {}).get(at)
            entry = point if isinstance(point, dict) else {"value": point}
        value = entry.get(key) if isinstance(entry, dict) else None
        return value if isinstance(value, str) else ""


def names_of(publication: Publication | None) -> Names:
    """The names of a brochure; None: of one that has none yet."""
    if publication is None:
        return Names("en", {}, {}, {})
    data = publication.source.data
    figures = data.get("figures") or {}
    labelled = [(label, figure) for figure, label in _labels(data) if figure in figures]
    titles = [
        (source if isinstance(source, str) else str(source.get("title", "")), name)
        for name, source in (data.get("sources") or {}).items()
    ]
    return Names(
        publication.language,
        figures,
        {**_unique(labelled), **_unique((name, name) for name in figures)},
        {**_unique(titles), **_unique((name, name) for name in data.get("sources") or {})},
    )


def _unique(pairs: Any) -> dict[str, str]:
    """Ids by words; words of two ids mean neither."""
    found: dict[str, set[str]] = {}
    for words, name in pairs:
        found.setdefault(name_key(words), set()).add(name)
    return {words: min(names) for words, names in found.items() if len(names) == 1 and words}


def _labels(tree: Any) -> Iterator[tuple[str, str]]:
    """The figures that are given a label, with it: the bars of a chart."""
    if isinstance(tree, dict):
        figure, label = tree.get("figure"), tree.get("label")
        if isinstance(figure, str) and isinstance(label, str):
            yield figure, label
    for part in tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ():
        yield from _labels(part)
