"""A project for one row: the content with the row laid over it, and the files that it names.

What no row changes is shared by all of them, so that a session finds it again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from msgspec import ValidationError
from msgspec.structs import replace

from depliant.build.project import Project, named_files
from depliant.content.publication import Publication, loaded
from depliant.content.rows import (
    columns_in,
    places,
    pruned,
    spoken,
    unfilled,
    whens,
    with_cells,
    with_cells_in,
)
from depliant.content.schema import Content
from depliant.content.schema_rows import Row
from depliant.errors import InputError, Place
from depliant.figures.schema import FigureEntry
from depliant.memory import digest_of
from depliant.source.folder import Entry, File, Folder, Snapshot, had
from depliant.source.paths import MAXIMUM_ASSET
from depliant.source.reading import typed
from depliant.source.validated import validated
from depliant.source.yaml import Route, load_yaml

_FIGURE: Any = FigureEntry
MOST_HELD: Final = 64 * 1024 * 1024
"""Bytes of the files of rows that are held while all rows are looked through."""


class RowFiles:
    """The files of a project, and those that a row names: these are read when they are asked for.

    Args:
        project: as it is for nobody in particular.
        given: the bytes of files that are not read.
    """

    def __init__(self, project: Project, given: Mapping[str, bytes] | None = None) -> None:
        self._base, self._root, self._given = project.files, project.root, given
        self._folder = Folder(project.root, instead=given)
        self._held = 0
        self.own: dict[str, Entry] = {}

    def file(
        self,
        name: str,
        place: Place | None = None,
        *,
        limit: int = MAXIMUM_ASSET,
        too_large: str = "asset-too-large",
    ) -> File:
        """As `Files.file`."""
        entry = self._base.entries.get(name) or self.own.get(name)
        if entry is None:
            try:
                entry = self._folder.file(name, limit=limit, too_large=too_large)
            except InputError as fault:
                entry = fault.diagnostics
            self.own[name] = entry
            self._held += len(entry.data) if isinstance(entry, File) else 0
        return had(entry, place, limit, too_large)

    def spare(self) -> None:
        """Let go of what was read for rows, if it is much: it is read again where it is asked for.

        A picture of each of a thousand rows would fill any memory.
        """
        if self._held > MOST_HELD:
            self._folder = Folder(self._root, instead=self._given)
            self._held = 0
            self.own.clear()

    def names(self, folder: str) -> frozenset[str]:
        """As `Files.names`."""
        found = self._base.listings.get(folder)
        return self._folder.names(folder) if found is None else found


class Overlay:
    """Lays rows over a project.

    Args:
        project: as it is for nobody in particular.
    """

    def __init__(self, project: Project) -> None:
        self.project = project
        publication = project.publication
        self._source = load_yaml(project.files, publication.file)
        self.conditions = whens(publication.content)
        self.places: tuple[Route, ...] = places(self._source)
        """The ways to what rows fill that is no word."""
        self.names_files = any(one[0] != "figures" for one in self.places)
        """Whether rows may name files of their own."""
        self.given: Mapping[str, bytes] = {}
        """Files that rows name, where the project's folder is not at hand."""
        self.own = frozenset(str(one[1]) for one in self.places if one[0] == "figures")
        """The figures that rows have of their own."""
        self.columns: Mapping[str, Place] = columns_in(publication.content, self._source)
        """The columns that content.yaml names, each with the first place where it does."""
        self.compared: frozenset[str] = frozenset(one.block.when.row for one in self.conditions)
        """The columns that decide what a row is shown."""
        self.spoken: frozenset[str] = frozenset(spoken(self._source))
        """The columns that are printed as words."""

    def written(self, route: Route) -> str:
        """A text of content.yaml as it is written."""
        data: Any = self._source.data
        for step in route:
            data = data[step]
        return str(data)

    def place(self, route: Route) -> Place:
        """Where a value stands in content.yaml."""
        return self._source.place(route)

    def spoken_to(self, row: Row) -> frozenset[str]:
        """The columns that are printed as words in what a row is shown."""
        return frozenset(spoken(pruned(self._source, self.conditions, row)))

    def project_for(self, row: Row) -> Project:
        """The project as it is for a row.

        Raises:
            InputError: what is wrong with content.yaml as the row fills it.
        """
        project = self.project
        if not self.places:
            return replace(project, publication=replace(project.publication, row=row))
        files = RowFiles(project, self.given)
        publication = self.publication_for(row, files)
        for name in named_files(publication):
            if name not in project.files.entries:
                files.file(name)
        entries = {**project.files.entries, **files.own}
        return replace(
            project, publication=publication, files=Snapshot(entries, project.files.listings)
        )

    def publication_for(self, row: Row, files: RowFiles) -> Publication:
        """The words and figures of a row.

        Raises:
            InputError: as `project_for`.
        """
        return self._published(row, files, self.unfilled(row))

    def unfilled(self, row: Row) -> frozenset[str]:
        """The figures that a row has none of, its cell being empty."""
        return unfilled(self._source, row) if self.own else frozenset()

    def with_unfilled(self, row: Row, files: RowFiles) -> Publication:
        """The words and figures of a row that is shown figures which its empty cells are to fill.

        Raises:
            InputError: as `project_for`, and each of these figures.
        """
        return self._published(row, files, frozenset())

    def _published(self, row: Row, files: RowFiles, without: frozenset[str]) -> Publication:
        source = pruned(self._source, self.conditions, row)
        source = with_cells(source, row, without=without)
        content = validated(Content, source)
        found = loaded(files, content, source, self.project.publication.file)
        return replace(found, row=row)

    def figures_for(self, row: Row, names: Iterable[str]) -> dict[str, FigureEntry]:
        """Those of these figures that a row fills, as it fills them.

        Raises:
            LookupError: one of them cannot be read.
        """
        found: dict[str, FigureEntry] = {}
        for name in self.own & set(names):
            data = with_cells_in(self._source.data["figures"][name], row)
            try:
                found[name] = typed(_FIGURE, data)
            except ValidationError as fault:
                raise LookupError(name) from fault
        return found

    def data_for(self, row: Row) -> object:
        """The data of content.yaml as a row fills them."""
        source = pruned(self._source, self.conditions, row)
        return with_cells(source, row, without=self.unfilled(row)).data

    def stamp(self, row: Row) -> str:
        """The digest of a row and of the files that it alone names.

        Raises:
            InputError: as `project_for`.
        """
        if not self.names_files:
            return digest_of(dict(row))
        project = self.project_for(row)
        base = self.project.files.entries
        own = {
            name: entry.sha256
            for name, entry in project.files.entries.items()
            if name not in base and isinstance(entry, File)
        }
        return digest_of((dict(row), own))
