"""What laying out finds wrong with a brochure that has other errors: told along with them.

What has no room, or is not seen, without the parts that are in error is so with them: it need not
wait until they are mended.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace

from depliant.build.memory import Memory
from depliant.build.project import Project
from depliant.build.session import Session
from depliant.content.salvage import without_faulty
from depliant.errors import DepliantError, Diagnostic, InputError


def read_or_told(
    root: Path, memory: Memory, *, issue: str | None = None, printer: str | None = None
) -> Project:
    """Read a project.

    Raises:
        InputError: everything that is wrong with it, and where content.yaml has faults of its form
            alone, what laying out the rest of it finds.
    """
    try:
        return Project.read(root, issue=issue, printer=printer, remember=memory.remember)
    except InputError as fault:
        if issue is not None:
            raise
        try:
            rest = Project.read(root, printer=printer, remember=memory.remember, sound_alone=True)
        except DepliantError:
            raise fault from None
        more = of_layout(Session(rest, memory), rest.publication.language)
        raise InputError(dict.fromkeys((*fault.diagnostics, *more))) from None


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
    yield from (one for one in found if one.severity == "error")


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
    yield from (one for one in laid_out if one.severity == "error")
