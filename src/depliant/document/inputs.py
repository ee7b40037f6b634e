"""The files that a brochure is made from, each with the digest of its bytes.

A finished PDF names them, so that it can be told later which words, figures and profiles it
was made from, and whether a file at hand is still the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from depliant.document.logos import FOLDER as LOGOS
from depliant.document.publication import CONTENT, Publication, blocks
from depliant.document.schema import Picture
from depliant.document.source import read
from depliant.document.style import StyleSheet

Digests = tuple[tuple[str, str], ...]
"""(name from the project folder, SHA-256 in hexadecimal) of each file, by name."""


def digests(publication: Publication, sheet: StyleSheet, files: tuple[Path, ...]) -> Digests:
    """The digests of content.yaml and of all that it and the style sheet name, and of `files`.

    A file outside the project is named by its last two parts, so that the same brochure has
    the same digests in every folder and on every machine. What a frozen issue kept has the name
    that it had when it was frozen.

    Raises:
        InputError: a file is gone or cannot be read.
    """
    root = publication.root.resolve()
    found = {}
    for name in dict.fromkeys(_named(publication, sheet)):
        file = publication.file if name == CONTENT else name
        found[name] = read(root, file)
    for path in files:
        inside = path.is_relative_to(root)
        name = path.relative_to(root).as_posix() if inside else "/".join(path.parts[-2:])
        data = read(root, name) if inside else read(path.parent, path.name)
        found[name.removeprefix(publication.kept or "/")] = data
    return tuple((name, hashlib.sha256(found[name]).hexdigest()) for name in sorted(found))


def _named(publication: Publication, sheet: StyleSheet) -> Iterator[str]:
    """The files that the content and the style sheet name, from the project folder."""
    yield CONTENT
    for block, _ in blocks(publication.content):
        if isinstance(block, Picture):
            yield block.picture
    for name, mark in publication.marks.items():
        yield f"{LOGOS}/{name}.yaml"
        yield mark.file
    for design in sheet.designs.values():
        for art in design.art:
            yield art.file
