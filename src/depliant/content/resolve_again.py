"""Single blocks resolved again for another row: what a batch asks for thousands of times."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from typing import NamedTuple

from msgspec.structs import replace

from depliant.content.model import Block
from depliant.content.orthotypography import correct, part_set_right
from depliant.content.publication import Publication
from depliant.content.resolve import Resolver, resolver_of
from depliant.content.schema import Content
from depliant.content.schema_rows import Row
from depliant.figures.ledger import Ledger
from depliant.figures.schema import FigureEntry
from depliant.source.yaml import Route


class Head(NamedTuple):
    """What the files of an edition say of themselves."""

    title: str
    subject: str
    author: str
    keywords: tuple[str, ...]


class Again:
    """Resolves blocks of a publication for rows that are shown the same of it.

    Args:
        publication: for one of these rows.
        language: of the edition.

    Raises:
        InputError: `language-unknown`.
    """

    def __init__(self, publication: Publication, language: str) -> None:
        self._first = resolver_of(publication, language)
        self._language = language

    @property
    def content(self) -> Content:
        """The content as the rows are shown it."""
        return self._first.content

    def block(self, route: Route, row: Row, own: Mapping[str, FigureEntry]) -> Block | None:
        """A block in its final words for a row; None where anything is to be said of it.

        Args:
            route: the way to it, as the row is shown the content.
            row: the cells.
            own: all figures that the block may name, with those that the row has of its own.
        """
        resolver = self._for(row, own)
        panel = resolver.content.panels[int(route[1])]
        written = getattr(panel, str(route[2]))[int(route[3])]
        level = 3 if panel.title or (not panel.blocks and (panel.aside or panel.frames)) else 2
        made = resolver._block(written, route, level)
        if resolver.faults or resolver.ledger.faults:
            return None
        return part_set_right(made, self._language)

    def head(self, row: Row, own: Mapping[str, FigureEntry]) -> Head | None:
        """What files say of themselves for a row; None where anything is to be said of it.

        Args:
            row: the cells.
            own: as for `block`.
        """
        resolver = self._for(row, own)
        title, subject, author, keywords = resolver._head()
        if resolver.faults or resolver.ledger.faults:
            return None
        title, subject = (correct(text, self._language) for text in (title, subject))
        return Head(title, subject, author, keywords)

    def _for(self, row: Row, own: Mapping[str, FigureEntry]) -> Resolver:
        """What resolves blocks for a row."""
        first = self._first
        made = copy(first)
        made.faults = []
        made.publication = replace(first.publication, row=row)
        made.ledger = first.ledger.apart()
        if own:
            content = replace(first.content, figures=dict(own))
            given = first.publication.unit_words, first.publication.form_words
            made.ledger = Ledger(content, first.source, first.locale, *given)
        return made
