"""A publication as it is written: content.yaml, checked, and what it refers to.

`load` reads; `resolve` turns the result into an edition of one language and reads nothing.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from depliant.content.logos import PartnerMark, load_marks
from depliant.content.rows import faults as row_faults
from depliant.content.rows import with_example
from depliant.content.schema import (
    KINDS,
    Backdrop,
    Content,
    Drawing,
    Logos,
    MapPlot,
    Picture,
)
from depliant.content.schema_table import Table
from depliant.content.series_files import kept_values, with_values
from depliant.content.source_texts import all_parts
from depliant.content.table_files import with_rows
from depliant.content.table_series import with_series
from depliant.content.tile_files import with_tiles
from depliant.content.worded import Worded
from depliant.errors import Diagnostic, InputError, Place
from depliant.figures.form_words import FormWords
from depliant.figures.schema import SeriesEntry
from depliant.languages.counting import UnitWords
from depliant.languages.phrases import Phrases
from depliant.languages.tags import canonical
from depliant.sentences import Sentence, say
from depliant.source.folder import Files, Folder
from depliant.source.suggestions import did_you_mean
from depliant.source.validated import validated
from depliant.source.yaml import Route, Source, load_yaml, parse_yaml
from depliant.tuples import NamedTuple

CONTENT = "content.yaml"


class Publication(Struct, frozen=True):
    """A brochure's words, figures and marks, in the language that it is written in."""

    content: Content
    source: Source
    marks: Mapping[str, PartnerMark]
    file: str = CONTENT
    """The file it was read from: content.yaml, or the copy of it that a frozen issue kept."""
    unit_words: UnitWords | None = None
    """The words of units in the language of a translation."""
    phrases: Phrases | None = None
    """The program's own words in a language for which it has none."""
    form_words: FormWords | None = None
    """A translator's words for forms of figures in a language for which the program has none."""
    row: Mapping[str, str] = {}
    """The row that it is for; where it is for nobody in particular, the example of one."""
    right_words: tuple[str, ...] = ()
    """Words of a translation that are right, whatever dictionaries say."""

    @property
    def frozen_folder(self) -> str:
        """The folder of a frozen issue that it was read from, with its stroke; else nothing."""
        return self.file.removesuffix(CONTENT)

    @property
    def language(self) -> str:
        """The tag of the language that content.yaml is written in."""
        return canonical(self.content.language)


class Located(NamedTuple):
    """A block and the route to it."""

    block: Any
    route: Route


def refuse_no_project(files: Files) -> None:
    """Refuse a folder that is no project's, of which nothing else is worth saying.

    Raises:
        InputError: `project-missing`.
    """
    if CONTENT not in files.names("."):
        otherwise = say("Name a project folder, or start one with `depliant new DIR`.")
        raise InputError(no_project(files, CONTENT, otherwise))


def no_project(files: Files, file: str, otherwise: Sentence) -> Diagnostic:
    """What is said of a folder that lacks a file of every project; `otherwise` where none is near.

    Beside or in the folder may be the project that was meant.
    """
    if not isinstance(files, Folder):
        message = say("There is no {content} in the folder.", content=file)
        return Diagnostic("project-missing", message, hint=otherwise)
    root = files.root
    name = root.name or str(root)
    is_there = os.path.isdir(root)
    message = (
        say("There is no {content} in the folder “{folder}”.", content=file, folder=name)
        if is_there
        else say("There is no folder “{folder}”.", folder=name)
    )
    within = _projects(root) if is_there else ()
    hint = (
        did_you_mean(name, [one for one in _projects(root.parent) if one != name])
        if not within
        else say("The folder “{folder}” in it is a project.", folder=within[0])
        if len(within) == 1
        else say("These folders in it are projects: {names}.", names=", ".join(within))
    )
    return Diagnostic("project-missing", message, hint=hint or otherwise)


def _projects(folder: Path) -> tuple[str, ...]:
    """The names of the folders in a folder that are projects."""
    try:
        return tuple(sorted(file.parent.name for file in folder.glob(f"*/{CONTENT}")))
    except OSError:
        return ()


def load(files: Files, file: str = CONTENT) -> Publication:
    """Read and check a project's content; `file` is its content, from the project folder.

    Raises:
        InputError: `project-missing`, or everything that is wrong with the files.
    """
    refuse_no_project(files)
    source = with_example(load_yaml(files, file))
    return loaded(files, validated(Content, source), source, file)


def loaded(files: Files, content: Content, source: Source, file: str) -> Publication:
    """A publication of content that is sound, with the files that it names.

    Raises:
        InputError: everything that is wrong with these files.
    """
    faults: list[Diagnostic] = [*row_faults(content, source)]
    for block, route in (*blocks(content), *pictures_behind(content)):
        if isinstance(block, Picture | Drawing | Backdrop):
            for shown, at in shown_files(block, route):
                faults += _faults_of(files, shown, source.place(at))
        elif isinstance(block, MapPlot) and block.map is not None:
            faults += _faults_of(files, block.map, source.place((*route, "map")))
    of_marks = marked(content, source, files)
    made = filled(content, source, files)
    faults += (*of_marks.faults, *made.faults)
    if faults:
        raise InputError(faults)
    return Publication(made.content, made.source, of_marks.marks, file, row=content.row)


def _faults_of(files: Files, name: str, place: Place) -> tuple[Diagnostic, ...]:
    """Why a file cannot be had."""
    try:
        files.file(name, place)
    except InputError as error:
        return error.diagnostics
    return ()


class Marked(NamedTuple):
    """The marks that content.yaml names, each with the place where it does, and faults."""

    named: tuple[tuple[str, Place], ...]
    marks: Mapping[str, PartnerMark]
    faults: tuple[Diagnostic, ...]


def marked(content: Content, source: Source, files: Files) -> Marked:
    """The marks of all walls, those that can be had with their contracts."""
    named = tuple(
        (name, source.place((*route, "logos", number)))
        for block, route in blocks(content)
        if isinstance(block, Logos)
        for number, name in enumerate(block.logos)
    )
    return Marked(named, *load_marks(files, named))


class Filled(NamedTuple):
    """Content with what its series, tables and maps have in files, and where each stands.

    `lacking` are the ways to those whose files are at fault.
    """

    content: Content
    source: Source
    faults: tuple[Diagnostic, ...]
    lacking: tuple[Route, ...]


def filled(content: Content, source: Source, files: Files) -> Filled:
    """Content with what it has in files."""
    tiled = _with_tiles(Filled(content, source, (), ()), files)
    return _with_tables(_with_series(tiled, files), files)


def _with_tiles(made: Filled, files: Files) -> Filled:
    """The content with the tiles that its maps have in files."""
    content, source = made.content, made.source
    faults: list[Diagnostic] = []
    lacking: list[Route] = []
    for block, route in blocks(content):
        if isinstance(block, MapPlot) and block.file is not None:
            try:
                content = put(content, route, with_tiles(block, route, source, files))
            except InputError as error:
                faults += error.diagnostics
                lacking.append(route)
    return Filled(content, source, (*made.faults, *faults), (*made.lacking, *lacking))


def _with_tables(made: Filled, files: Files) -> Filled:
    """The content with the rows of tables in files and of series, where each stands."""
    content, source = made.content, made.source
    no_series = any(route[0] == "figures" for route in made.lacking)
    faults = [*made.faults]
    lacking = [*made.lacking]
    places: dict[Route, Place] = {}
    for block, route in blocks(content):
        if not isinstance(block, Table):
            continue
        try:
            if block.file is not None:
                filled = with_rows(block, route, source, files)
            elif any(column.series for column in block.columns) and not no_series:
                filled = with_series(block, route, source, content.figures)
            else:
                continue
        except InputError as error:
            faults += error.diagnostics
            lacking.append(route)
            continue
        content = put(content, route, filled.table)
        places |= filled.places
    elsewhere = {**source.elsewhere, **places}
    source = replace(source, elsewhere=elsewhere) if places else source
    return Filled(content, source, tuple(faults), tuple(lacking))


def _with_series(made: Filled, files: Files) -> Filled:
    """The content with the values that its series have in files, where each stands."""
    content, source = made.content, made.source
    faults: list[Diagnostic] = []
    lacking: list[Route] = []
    places: dict[Route, Place] = {}
    filled: dict[str, SeriesEntry] = {}
    for name, entry in content.figures.items():
        if isinstance(entry, SeriesEntry) and entry.file is not None:
            try:
                one = with_values(name, entry, ("figures", name), source, files)
            except InputError as error:
                faults += error.diagnostics
                lacking.append(("figures", name))
                continue
            filled[name] = one.entry
            places |= one.places
    if filled:
        content = replace(content, figures={**content.figures, **filled})
        source = replace(source, elsewhere=places)
    return Filled(content, source, (*made.faults, *faults), (*made.lacking, *lacking))


def read_again(publication: Publication, text: str) -> Publication:
    """The publication as another text of content.yaml has it; what series have in files stays.

    Raises:
        InputError: everything that is wrong with the text.
    """
    source = with_example(parse_yaml(text, publication.source.file))
    content = validated(Content, source)
    kept = kept_values(content.figures, publication.content.figures)
    if kept:
        content = replace(content, figures={**content.figures, **kept})
        former = publication.source.elsewhere.items()
        places = {route: place for route, place in former if route[1:2] and route[1] in kept}
        source = replace(source, elsewhere=places)
    return replace(publication, content=content, source=source, row=content.row)


def shown_files(part: Picture | Drawing | Backdrop, route: Route) -> Iterator[tuple[str, Route]]:
    """The files that a part shows, in whatever edition, and where each is named."""
    key = part.__struct_encode_fields__[0]
    yield getattr(part, key), (*route, key)
    if isinstance(part, Picture):
        for language, own in part.editions.items():
            if own.picture is not None:
                yield own.picture, (*route, "editions", language, "picture")


def put(part: Any, route: Route, value: Any) -> Any:
    """A part of the content with the value at `route` below it exchanged."""
    if not route:
        return value
    step, *rest = route
    if isinstance(part, tuple):
        at = int(step)
        return (*part[:at], put(part[at], tuple(rest), value), *part[at + 1 :])
    name = str(step).replace("-", "_")
    return replace(part, **{name: put(getattr(part, name), tuple(rest), value)})


def pictures_behind(content: Content) -> Iterator[Located]:
    """Every picture behind the blocks of a panel."""
    return _parts_of(content, (Backdrop,))


def blocks(content: Content) -> Iterator[Located]:
    """Every block of every panel, those inside others too."""
    return _parts_of(content, KINDS)


def _parts_of(content: Content, kinds: tuple[type[Worded], ...]) -> Iterator[Located]:
    for part, route in all_parts(content.panels):
        if isinstance(part, kinds):
            yield Located(part, route)
