"""The two sides of a comparison: a project folder, a revision of one, an issue, or a PDF.

A side with sources is laid out as a build would do it, in every language, and its screen file
is made in memory; a PDF is read as it is. Nothing is written.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from msgspec import Struct, field
from msgspec.structs import replace

from depliant.compare import revision
from depliant.compare.sheets import opened
from depliant.display.items import Mark
from depliant.document.model import Edition
from depliant.document.publication import CONTENT
from depliant.errors import BrochureError, Diagnostic, InputError, has_errors
from depliant.files import resolved
from depliant.geometry import Rect

if TYPE_CHECKING:
    from depliant.document.publication import Publication
    from depliant.layout.compose import Job, SetPanel
    from depliant.press import OutputCondition

MAXIMUM_PDF: Final = 200 * 1024 * 1024


class Located(NamedTuple):
    """Where a side is: a project folder (and an issue of it), or a PDF."""

    name: str
    path: Path
    issue: str | None = None


class Leaf(Struct, frozen=True):
    """A page of the screen file: its panel's id and title, and the frames of its drawings."""

    id: str
    title: str
    frames: tuple[Rect, ...] = ()


class Proof(Struct, frozen=True):
    """A side in one language: its screen file, and what it was made from.

    `fit` is the copyfit step of each side of the sheet by its name. `bases` gives the figure
    that a share is a share of, by the share's id. A PDF alone has no edition.
    """

    language: str
    pdf: bytes
    leaves: tuple[Leaf, ...] = ()
    fit: tuple[tuple[str, str], ...] = ()
    edition: Edition | None = None
    bases: Mapping[str, str] = field(default_factory=dict)


class Side(Struct, frozen=True):
    """One side: what the call named it, its title and date, its proofs by language."""

    name: str
    title: str
    date: str
    proofs: tuple[Proof, ...]
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def sourced(self) -> bool:
        """Whether there is content behind it, not a PDF alone."""
        return all(proof.edition is not None for proof in self.proofs)


def locate(name: str, project: Path, into: Path) -> Located:
    """What `name` means: a folder or a PDF that is there, `REV:path`, or an issue of `project`.

    Args:
        name: what the call named.
        project: the project folder in which an issue, and the repository of a revision, is.
        into: an empty folder for the files of a revision.

    Raises:
        InputError: `compare-side`, `compare-revision`.
    """
    path = Path(name)
    try:
        there = path.is_dir() or path.is_file()
    except (OSError, ValueError):
        # No system has a file of such a name.
        there = False
    if there:
        return Located(name, path.resolve())
    if ":" in name:
        commit, _, inside = name.partition(":")
        found = revision.extract(commit, inside, project, into)
        return Located(name, found)
    if os.path.exists(project / CONTENT):
        return Located(name, resolved(project), name)
    raise InputError(
        Diagnostic(
            "compare-side",
            f"“{name}” is no folder, no file and no REVISION:PATH, and there is no project in "
            f"“{project}” that it could be an issue of.",
            hint="Name a project folder, REVISION:PATH, an issue with --project DIR, or a PDF.",
        )
    )


def read_side(located: Located) -> Side:
    """Read a side and lay it out.

    Raises:
        InputError: it cannot be read.
        BrochureError: it has errors, so there are no pages to compare.
    """
    if located.path.is_file():
        return _pdf_side(located)
    try:
        return _project_side(located)
    except (InputError, BrochureError) as fault:
        raise type(fault)(_named(located.name, fault.diagnostics)) from fault


def _named(name: str, found: tuple[Diagnostic, ...]) -> Iterator[Diagnostic]:
    """Diagnostics that tell the side they are about."""
    for item in found:
        place = item.place
        if place is not None and not Path(place.file).is_absolute():
            yield replace(item, place=place._replace(file=f"{name.rstrip('/')}/{place.file}"))
        else:
            yield replace(item, message=f"{name}: {item.message}")


def _pdf_side(located: Located) -> Side:
    try:
        with located.path.open("rb") as file:
            data = file.read(MAXIMUM_PDF + 1)
    except OSError as fault:
        message = f"{located.name} cannot be read: {fault.strerror}."
        raise InputError(Diagnostic("compare-pdf", message)) from None
    if len(data) > MAXIMUM_PDF:
        message = f"{located.name} has more than {MAXIMUM_PDF // 2**20} MB."
        raise InputError(Diagnostic("compare-pdf", message, hint="Compare smaller files."))
    with opened(data, located.name) as sheets:
        title = sheets.title
    return Side(located.name, title, "", (Proof("", data),))


def _project_side(located: Located) -> Side:
    from depliant.document.expiry import expired_marks
    from depliant.document.issues import load_issue
    from depliant.document.printers import output_condition
    from depliant.document.source import STYLE_FILE, load_style
    from depliant.drawing import drawer, keeper
    from depliant.layout.compose import Job

    root = located.path
    publication = load_issue(root, located.issue)
    sheet = load_style(root / STYLE_FILE, root)
    condition = output_condition(sheet, root)
    kept = keeper(True, condition)
    job = Job(sheet, root, drawer(kept, condition), kept)
    proofs: list[Proof] = []
    found = [*expired_marks(publication)]
    for edition_of in (publication, *_translations(publication, found)):
        try:
            proof, notes = _proof(edition_of, job, condition)
        except InputError as fault:
            if edition_of is publication:
                raise
            proof, notes = None, list(fault.diagnostics)
        found += notes
        errors = [item for item in notes if item.severity == "error"]
        if proof is not None:
            proofs.append(proof)
        elif edition_of is publication:
            raise BrochureError(errors)
        else:
            found.append(_left_out(edition_of.language, errors))
    edition = proofs[0].edition
    title, date = (edition.title, edition.date) if edition else ("", "")
    return Side(located.name, title, date, tuple(proofs), tuple(found))


def _translations(publication: Publication, found: list[Diagnostic]) -> Iterator[Publication]:
    """The publication in its other languages; what is wrong with these is added to `found`.

    What is not translated, or changed since, stays in as a draft, so that a translation that
    is behind can be compared all the same. One with errors is left out.
    """
    from depliant.document.translation import (
        languages,
        load_translation,
        translated,
        translation_faults,
    )

    for language in languages(publication.root):
        translation, faults = load_translation(publication.root, language)
        if not has_errors(faults):
            faults = (*faults, *translation_faults(publication, translation, draft=True))
        found += faults
        if has_errors(faults):
            found.append(_left_out(language, [one for one in faults if one.severity == "error"]))
        else:
            yield translated(publication, translation, draft=True)


def _left_out(language: str, errors: list[Diagnostic]) -> Diagnostic:
    return Diagnostic(
        "compare-language",
        f"The edition `{language}` is not compared: {errors[0].message}",
        errors[0].place,
        f"`depliant translate status {language}` says all that is wrong with it.",
        "warning",
    )


def _proof(
    publication: Publication, job: Job, condition: OutputCondition
) -> tuple[Proof | None, list[Diagnostic]]:
    """A publication in its language, set and written; no proof if it has errors."""
    from depliant.document.resolve import resolve
    from depliant.layout.compose import compose, paged, panel_title
    from depliant.text.orthotypography import set_right
    from depliant.writers import screen_pdf

    edition, notes = resolve(publication, publication.language)
    edition, _ = set_right(edition)
    composition = compose(edition, job)
    found = [*notes, *composition.diagnostics]
    if has_errors(found):
        return None, found
    proof = Proof(
        publication.language,
        screen_pdf.write(paged(composition), condition),
        tuple(
            Leaf(panel.panel.id, panel_title(panel.panel), tuple(_frames(panel)))
            for panel in composition.panels
        ),
        tuple(
            (side.label, str(step))
            for side, step in zip(composition.sides, composition.steps, strict=True)
        ),
        edition,
        _bases(publication),
    )
    return proof, found


def _frames(panel: SetPanel) -> Iterator[Rect]:
    """The boxes of charts, pictures and marks on a panel."""
    for item in panel.marks:
        if isinstance(item, Mark) and item.bounds is not None:
            yield item.bounds


def _bases(publication: Publication) -> dict[str, str]:
    """The figure that a share is a share of, where it is a figure."""
    return {
        name: base
        for name, entry in publication.content.figures.items()
        if isinstance(base := getattr(entry, "base", None), str)
    }
