"""What laying out finds wrong with a brochure that has other errors: told along with them.

What has no room without the parts that are in error has none with them: it need not wait until they
are mended.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from depliant.build.elsewhere import elsewhere
from depliant.build.memory import Memory
from depliant.build.project import Project
from depliant.build.session import Session
from depliant.content.salvage import without_faulty
from depliant.errors import DepliantError, Diagnostic, InputError

_OF_PLACES: Final = frozenset({"ink-contrast", "text-contrast", "text-covered", "text-hidden"})
"""What hangs on where a text stands: without what is in error it stands elsewhere."""


def read_or_told(
    root: Path, memory: Memory, *, issue: str | None = None, printer: str | None = None
) -> Project:
    """Read a project.

    Raises:
        InputError: everything that is wrong with it, and what laying out the rest of it finds,
            where the style sheet is sound.
    """
    try:
        return Project.read(root, issue=issue, printer=printer, remember=memory.remember)
    except InputError as fault:
        if issue is not None:
            raise
        more = _of_the_rest(root, memory, printer, fault.diagnostics)
        raise InputError(dict.fromkeys((*fault.diagnostics, *more))) from None


def _of_the_rest(
    root: Path, memory: Memory, printer: str | None, found: tuple[Diagnostic, ...]
) -> tuple[Diagnostic, ...]:
    """Errors of laying out what can be read of a project that was refused for what was `found`."""
    remember = memory.remember
    with suppress(DepliantError):
        rest = Project.read(root, printer=printer, remember=remember, sound_alone=True)
        return tuple(of_layout(Session(rest, memory), rest.publication.language))
    with suppress(DepliantError):
        shown = Project.read(root, printer=printer, remember=remember, draft=True)
        session = Session(shown, memory)
        words = session.edition(shown.publication.language, draft=True)
        if words.edition is not None:
            job = session.job(words.edition.language)
            return elsewhere(words.edition, job, found, shown.publication.source)
    return ()


def of_layout(session: Session, language: str) -> Iterator[Diagnostic]:
    """Errors of laying out an edition, without the blocks whose words have errors."""
    try:
        words = session.edition(language)
        if words.edition is None:
            yield from besides(session, words.diagnostics, language)
            return
        found = session.compose(words).laid_out
    except DepliantError as fault:
        found = fault.diagnostics
    yield from _sure(found)


def besides(session: Session, found: tuple[Diagnostic, ...], language: str) -> Iterator[Diagnostic]:
    """Errors of laying out an edition whose words have errors, without the blocks of these."""
    project = session.project
    if language != project.publication.language:
        return
    try:
        rest = without_faulty(project.publication, found, project.files)
        if rest is None:
            return
        other = Session(replace(project, publication=rest), session.memory, proof=session.proof)
        words = other.edition(language)
        laid_out = () if words.edition is None else other.compose(words).laid_out
    except DepliantError as fault:
        laid_out = fault.diagnostics
    yield from _sure(laid_out)


def _sure(found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """The errors that are there whatever was left out in laying out."""
    for one in found:
        if one.severity == "error" and one.code not in _OF_PLACES:
            yield one
