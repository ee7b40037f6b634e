"""A publication as it is written: content.yaml, checked, and what it refers to.

`load` reads; `resolve` turns the result into an edition of one language and reads nothing.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from msgspec import Struct

from depliant.document.counting import UnitWords
from depliant.document.faults import validated
from depliant.document.logos import Mark, load_marks
from depliant.document.phrases import Phrases
from depliant.document.schema import Content, Items, Logos, Picture
from depliant.document.source import Route, Source, asset, load_yaml
from depliant.errors import Diagnostic, InputError

CONTENT = "content.yaml"


class Publication(Struct, frozen=True):
    """A brochure's words, figures and marks, in the language that it is written in."""

    root: Path
    content: Content
    source: Source
    marks: Mapping[str, Mark]
    file: str = CONTENT
    """The file it was read from: content.yaml, or the copy of it that a frozen issue kept."""
    unit_words: UnitWords | None = None
    """The words of units in the language of a translation."""
    phrases: Phrases | None = None
    """The program's own words in a language for which it has none."""

    @property
    def kept(self) -> str:
        """The folder of a frozen issue that it was read from, with its stroke; else nothing."""
        return self.file.removesuffix(CONTENT)

    @property
    def language(self) -> str:
        """The language that content.yaml is written in."""
        return self.content.language


class Located(NamedTuple):
    """A block and the route to it."""

    block: Any
    route: Route


def load(root: Path, file: str = CONTENT) -> Publication:
    """Read and check the project in `root`; `file` is its content, from the project folder.

    Raises:
        InputError: `project-missing`, or everything that is wrong with the files.
    """
    if not os.path.exists(root / CONTENT):
        raise InputError(
            Diagnostic(
                "project-missing",
                f"There is no {CONTENT} in the folder.",
                hint="Name a project folder, or start one with `depliant new DIR`.",
            )
        )
    source = load_yaml(root / file, root)
    content = validated(Content, source)
    faults: list[Diagnostic] = []
    named = []
    for block, route in blocks(content):
        if isinstance(block, Logos):
            named += [
                (name, source.place((*route, "logos", number)))
                for number, name in enumerate(block.logos)
            ]
        elif isinstance(block, Picture):
            try:
                asset(root, block.picture, source.place((*route, "picture")))
            except InputError as error:
                faults += error.diagnostics
    marks, more = load_marks(root, named)
    faults += more
    if faults:
        raise InputError(faults)
    return Publication(root, content, source, marks, file)


def blocks(content: Content) -> Iterator[Located]:
    """Every block of every panel, those inside list items too."""
    for number, panel in enumerate(content.panels):
        for part in ("blocks", "foot"):
            yield from _below(getattr(panel, part), ("panels", number, part))


def _below(found: tuple[Any, ...], route: Route) -> Iterator[Located]:
    for number, block in enumerate(found):
        yield Located(block, (*route, number))
        if isinstance(block, Items):
            for at, item in enumerate(block.items):
                yield from _below(item.blocks, (*route, number, "items", at, "blocks"))
