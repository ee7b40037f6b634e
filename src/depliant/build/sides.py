"""The two sides of a comparison: a project folder, a revision of one, an issue, or a PDF.

A side with sources is laid out as a build would do it, in every language, and its screen file
is made in memory; a PDF is read as it is. Nothing is written.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from msgspec.structs import replace

from depliant.build.memory import Memory
from depliant.build.project import Project
from depliant.build.session import Session
from depliant.build.store import Store
from depliant.compare import revision
from depliant.compare.sheets import opened
from depliant.compare.sides import Leaf, Proof, Side
from depliant.content.expiry import expired_marks
from depliant.content.publication import CONTENT, Publication
from depliant.content.slips import SLIPS
from depliant.display.items import Mark
from depliant.errors import BrochureError, Diagnostic, InputError
from depliant.files import resolved
from depliant.geometry import Rect, mm
from depliant.languages.phrases import phrases
from depliant.layout.compose import Composition, SetPanel
from depliant.layout.outlining import panel_title
from depliant.refusals import refusal
from depliant.sentences import Sentence, counted, joined, say
from depliant.style.fold_kinds import fold_called, side_called
from depliant.style.folds import Side as SheetSide
from depliant.style.format import Format

MAXIMUM_PDF: Final = 200 * 1024 * 1024


class Located(NamedTuple):
    """Where a side is: a project folder (and an issue of it), or a PDF."""

    name: str
    path: Path
    issue: str | None = None


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
    if name.lower().endswith(".pdf"):
        raise InputError(
            Diagnostic(
                "compare-side",
                say("There is no file “{name}”.", name=name),
                hint=say("Name a PDF that is there, as seen from the folder that you are in."),
            )
        )
    if os.path.exists(project / CONTENT):
        return Located(name, resolved(project), name)
    raise InputError(
        Diagnostic(
            "compare-side",
            say(
                "“{name}” is no folder, no file and no REVISION:PATH, and there is no "
                "project in “{project}” that it could be an issue of.",
                name=name,
                project=project,
            ),
            hint=say(
                "Name a project folder, REVISION:PATH, an issue with --project DIR, or a PDF."
            ),
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
        raise type(fault)(_named(located, fault.diagnostics)) from fault


def _named(located: Located, found: tuple[Diagnostic, ...]) -> Iterator[Diagnostic]:
    """Diagnostics that tell the side they are about: the files of an issue are the project's."""
    name = located.name
    for item in found:
        place = item.place
        if item.code == "issue-unknown":  # it names the side itself
            yield item
        elif located.issue is None and place is not None and not Path(place.file).is_absolute():
            yield replace(item, place=place._replace(file=f"{name.rstrip('/')}/{place.file}"))
        else:
            yield replace(item, message=say("{name}: {message}", name=name, message=item.message))


def _pdf_side(located: Located) -> Side:
    try:
        with located.path.open("rb") as file:
            data = file.read(MAXIMUM_PDF + 1)
    except OSError as fault:
        message = say(
            "{located} cannot be read: {strerror}.", located=located.name, strerror=refusal(fault)
        )
        raise InputError(Diagnostic("compare-pdf", message)) from None
    if len(data) > MAXIMUM_PDF:
        message = say(
            "{located} has more than {maximum_pdf} MB.",
            located=located.name,
            maximum_pdf=MAXIMUM_PDF // 2**20,
        )
        raise InputError(Diagnostic("compare-pdf", message, hint=say("Compare smaller files.")))
    with opened(data, located.name) as sheets:
        title = sheets.title
    return Side(located.name, title, "", (Proof("", data),))


def _project_side(located: Located) -> Side:
    memory = Memory(Store())
    project = Project.read(located.path, issue=located.issue, remember=memory.remember)
    session = Session(project, memory)
    proofs: list[Proof] = []
    found = [*expired_marks(project.publication)]
    for language in project.languages:
        # What is not translated, or changed since, stays in as a draft, so that a translation
        # that is behind can be compared all the same. One with errors is left out.
        proof, notes = _proof(session, language)
        found += notes
        if proof is not None:
            proofs.append(proof)
        elif not proofs:
            raise BrochureError(_errors(notes))
        else:
            found.append(_left_out(language, _errors(notes)))
    edition = proofs[0].edition
    title, date = (edition.title, edition.date) if edition else ("", "")
    return Side(located.name, title, date, tuple(proofs), tuple(found))


def _errors(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    return [one for one in found if one.severity == "error"]


def _tolerated(fault: Diagnostic) -> Diagnostic:
    """What is mistyped is printed as it stands, and keeps nothing from being compared."""
    return replace(fault, severity="warning") if fault.code in SLIPS else fault


def _left_out(language: str, errors: list[Diagnostic]) -> Diagnostic:
    return Diagnostic(
        "compare-language",
        say(
            "The edition `{language}` is not compared: {message}",
            language=language,
            message=errors[0].message,
        ),
        errors[0].place,
        say(
            "`depliant translate status {language}` says all that is wrong with it.",
            language=language,
        ),
        "warning",
    )


def _proof(session: Session, language: str) -> tuple[Proof | None, tuple[Diagnostic, ...]]:
    """A project in one language, set and written; no proof if it has errors.

    Raises:
        InputError: the source cannot be laid out.
    """
    source = session.project.publication.language
    try:
        words = session.edition(language, draft=language != source)
        if words.edition is None:
            return None, words.diagnostics
        composed = session.compose(words)
    except InputError as fault:
        if language == source:
            raise
        return None, fault.diagnostics
    composition = composed.composition
    found = tuple(map(_tolerated, (*words.diagnostics, *composed.laid_out)))
    if _errors(found):
        return None, found
    (screen,) = session.write(composed, "screen")
    proof = Proof(
        language,
        screen.data,
        tuple(
            Leaf(panel.panel.id, panel_title(panel.panel), tuple(_frames(panel)))
            for panel in composition.panels
        ),
        tuple((label, step.described) for label, step in composition.stepped),
        composed.edition,
        _bases(words.publication),
        _colon(words.publication, language),
        _folded(composition, composed.sheet.format),
    )
    return proof, found


def _frames(panel: SetPanel) -> Iterator[Rect]:
    """The boxes of charts, pictures and marks on a panel."""
    for item in panel.marks:
        if isinstance(item, Mark) and item.bounds is not None:
            yield item.bounds


def _folded(composition: Composition, format_: Format) -> Sentence:
    """How the sheet is folded: the way, its size, and which panel stands where, how wide."""
    width, height = format_.sheet_mm
    size = {"width": _in_mm(width), "height": _in_mm(height)}
    fold = fold_called(format_.fold)
    if format_.is_bound:
        pages = counted(len(composition.sides), "{count} page", "{count} pages")
        return say(
            "{fold}, {pages}, sheet of {width} × {height} mm", fold=fold, pages=pages, **size
        )
    sides = [
        say("{side} {panels}", side=side_called(side.label), panels=_panels(side))
        for side in composition.sides
    ]
    told = joined(sides, "; ")
    return say("{fold}, sheet of {width} × {height} mm: {sides}", fold=fold, sides=told, **size)


def _panels(side: SheetSide) -> Sentence:
    """The panels of a side row by row, by their numbers in reading order."""
    return joined(
        [
            say(
                "{panel} ({width} mm)",
                panel="–" if slot.panel is None else slot.panel + 1,
                width=_in_mm(slot.width / mm(1.0)),
            )
            for slot in side.slots
        ],
        " | ",
    )


def _in_mm(length: float) -> float | int:
    """Millimetres to a tenth, whole ones without a point."""
    found = round(length, 1)
    return int(found) if found == int(found) else found


def _colon(publication: Publication, language: str) -> str:
    """How a language sets a colon, with the spaces round it."""
    words = publication.phrases or phrases(language)
    return words.colon if words else ": "


def _bases(publication: Publication) -> dict[str, str]:
    """The figure that a share is a share of, where it is a figure."""
    return {
        name: base
        for name, entry in publication.content.figures.items()
        if isinstance(base := getattr(entry, "base", None), str)
    }
