"""The way through: content and style in, two PDFs out.

    load      content.yaml, its figures, assets/style.yaml   Publication, StyleSheet
    translate words of a PO file in the source's place       Publication
    resolve   the publication in one language                Edition
    set right spaces and quotes by that language's rules     Edition
    compose   text set, charts drawn, panels laid out        Composition
    impose    panels on the sheet, or one a page             DisplayDocument
    write     the display list as a file                     bytes
    judge     the file as a printer or a reader will         Diagnostics

Files are written only when every one of them is good: all or none.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from depliant import __version__, files
from depliant.cache import Cache, key_of
from depliant.display.items import Attachment, DisplayDocument
from depliant.document.expiry import expired_marks
from depliant.document.inherit import edition_changes, edition_sheet
from depliant.document.inputs import Digests, digests
from depliant.document.issues import load_issue
from depliant.document.model import Edition, LogoWall
from depliant.document.printers import (
    check_printers,
    load_printer,
    output_condition,
    press_spec,
    printed_by,
    printer_file,
)
from depliant.document.publication import Publication
from depliant.document.resolve import resolve
from depliant.document.source import STYLE_FILE, did_you_mean, load_publication, load_style
from depliant.document.style import StyleSheet
from depliant.drawing import drawer, keeper
from depliant.editions import Translated, edition_in
from depliant.errors import BrochureError, Diagnostic, Gathering, InputError, Place, has_errors
from depliant.fit_report import panel_fits
from depliant.layout.compose import Composition, Job, compose, imposed, paged
from depliant.layout.fold import blank_panels
from depliant.layout.keeping import file_stamp
from depliant.press import PressSpec, PrinterProfile
from depliant.report import (
    BuildReport,
    BuildRequest,
    CheckReport,
    FileReport,
    PanelFit,
    Target,
    silent,
)
from depliant.text.orthotypography import Correction, set_right
from depliant.workers import end_with_parent


class _Written(Struct, frozen=True):
    """A finished file before it is on the disk."""

    name: str
    target: Target
    edition: str
    data: bytes
    pages: int
    seconds: float
    preflight: str


class _Prepared(Struct, frozen=True):
    """What all editions of a build share."""

    publication: Publication
    sheet: StyleSheet
    printer: PrinterProfile | None
    spec: PressSpec


class _Made(Struct, frozen=True):
    """What came of one edition: its files, and what was found on the way.

    `refused` says that the input cannot be used at all.
    """

    files: tuple[_Written, ...]
    found: tuple[Diagnostic, ...]
    fit: tuple[str, ...] = ()
    panels: tuple[PanelFit, ...] = ()
    refused: bool = False


def build(project: Path, request: BuildRequest) -> BuildReport:
    """Build a project's editions.

    Raises:
        InputError: the project cannot be read; nothing was written.
        BrochureError: the brochure has errors; nothing was written.
    """
    request.progress("reading")
    root = files.resolved(project)
    for folder in (root, request.out or _folder(root)):
        files.settle(folder)
    prepared = _prepared(root, request)
    made = _all_made(root, prepared, request, _editions(prepared.publication, request))
    found = [*expired_marks(prepared.publication)]
    found += [fault for edition in made for fault in edition.found]
    panels = tuple(panel for edition in made for panel in edition.panels)
    if request.fit_picture is not None and panels:
        _draw_fit(panels, request.fit_picture)
    if any(edition.refused for edition in made):
        raise InputError(found)
    if has_errors(found):
        raise BrochureError(found)
    written = [file for edition in made for file in edition.files]
    paths = files.save(
        request.out or _folder(root),
        {file.name: file.data for file in written},
        "Free some room, or name another folder with --out.",
    )
    reports = tuple(
        FileReport(
            path,
            file.target,
            file.edition,
            file.pages,
            file.seconds,
            len(file.data),
            file.preflight,
        )
        for path, file in zip(paths, written, strict=True)
    )
    fit = tuple(step for edition in made for step in edition.fit)
    return BuildReport(reports, tuple(dict.fromkeys(found)), fit, panels)


def _draw_fit(panels: tuple[PanelFit, ...], path: Path) -> None:
    """Write the fit of the panels as a picture.

    Raises:
        InputError: the file cannot be written.
    """
    from depliant.fit_picture import fit_picture

    picture = fit_picture(panels).encode("utf-8")
    files.save_file(path, picture, "Name another file with --fit-picture.")


def _prepared(root: Path, request: BuildRequest) -> _Prepared:
    faults, printer = Gathering(), None
    with faults:
        publication = load_issue(root, request.issue)
    with faults:
        printer = load_printer(request.printer, root) if request.printer is not None else None
    with faults:
        sheet = _style_sheet(root, request.cache)
    faults.raise_any()
    sheet = printed_by(sheet, printer) if printer is not None else sheet
    condition = output_condition(sheet, root, printer)
    return _Prepared(
        publication, sheet, printer, press_spec(sheet, condition, printer, request.marks)
    )


def _style_sheet(root: Path, keep: bool) -> StyleSheet:
    """The style sheet; with `keep` found again where its file is as it was.

    Raises:
        InputError: everything that is wrong with it.
    """
    if not keep:
        return load_style(root / STYLE_FILE, root)
    cache, key = Cache(), key_of(StyleSheet, file_stamp(root, STYLE_FILE))
    sheet = cache.find(StyleSheet, key)
    if sheet is None:
        sheet = load_style(root / STYLE_FILE, root)
        cache.keep(key, sheet)
    return sheet


def _editions(publication: Publication, request: BuildRequest) -> tuple[str, ...]:
    """The languages to build, each once."""
    every: tuple[str, ...] = ()
    if request.all_editions:
        from depliant.document.translation import languages

        every = (publication.language, *languages(publication.root))
    return tuple(dict.fromkeys((*request.editions, *every))) or (publication.language,)


def _all_made(
    root: Path, prepared: _Prepared, request: BuildRequest, tags: tuple[str, ...]
) -> list[_Made]:
    """Every edition, in the order asked for; several at a time where that is wanted."""
    if request.jobs < 2 or len(tags) < 2:
        return [_made(prepared, request, language) for language in tags]
    from concurrent.futures import ProcessPoolExecutor

    request.progress(f"setting {len(tags)} editions")
    apart = replace(request, progress=silent)
    count = min(request.jobs, len(tags))
    with ProcessPoolExecutor(count, initializer=end_with_parent) as pool:
        return list(pool.map(_made_apart, *zip(*((root, apart, tag) for tag in tags), strict=True)))


def _made_apart(root: Path, request: BuildRequest, language: str) -> _Made:
    """One edition, in a process of its own."""
    return _made(_prepared(root, request), request, language)


def _made(prepared: _Prepared, request: BuildRequest, language: str) -> _Made:
    """One edition: its files, unless it has errors."""
    started = time.perf_counter()
    request.progress(f"setting {language}")
    try:
        words = edition_in(prepared.publication, language, draft=request.draft)
        if words.edition is None:
            return _Made((), words.diagnostics)
        return _set(prepared, request, words, words.edition, started)
    except InputError as fault:
        return _Made((), fault.diagnostics, refused=True)
    except BrochureError as fault:
        return _Made((), fault.diagnostics)


def _set(
    prepared: _Prepared, request: BuildRequest, words: Translated, edition: Edition, started: float
) -> _Made:
    """An edition set and written."""
    sheet, spec = edition_sheet(prepared.sheet, edition.language), prepared.spec
    kept = keeper(request.cache, spec.condition)
    job = Job(sheet, prepared.publication.root, drawer(kept, spec.condition), kept)
    composition = compose(edition, job)
    found = (*words.diagnostics, *_remarks(edition, sheet), *composition.diagnostics)
    changes = edition_changes(prepared.sheet, edition.language)
    fit, panels = tuple(_fit(composition, changes)), panel_fits(composition, sheet)
    if has_errors(found):
        return _Made((), found, fit, panels)
    origin = _origin(words, sheet, prepared.printer)
    draft = "-draft" if request.draft and words.file else ""
    written: list[_Written] = []
    for target in request.targets:
        request.progress(f"writing {edition.language} {target}")
        document = imposed(composition) if target == "press" else paged(composition)
        metadata = replace(document.metadata, program=_program(), inputs=origin)
        carried = _carried(words.publication, edition) if target == "screen" else ()
        document = replace(document, metadata=metadata, attachments=carried)
        data = _write(document, target, spec)
        name = f"{edition.id}.{edition.language}{draft}.{target}.pdf"
        faults, verdict = _judged(name, data, target, prepared, request)
        found += faults
        seconds = time.perf_counter() - started
        pages = len(document.pages)
        written.append(_Written(name, target, edition.language, data, pages, seconds, verdict))
        started = time.perf_counter()
    return _Made(tuple(written), found, fit, panels)


def _judged(
    name: str, data: bytes, target: Target, prepared: _Prepared, request: BuildRequest
) -> tuple[tuple[Diagnostic, ...], str]:
    """What preflight finds in a file, and its verdict in a word or two."""
    if not request.preflight:
        return (), "not run"
    from depliant.judging import judged

    request.progress(f"judging {name}")
    printer = prepared.printer if target == "press" else None
    found = judged(name, data, printer, prepared.spec.condition, request.allow)
    counts = [
        f"{number} {severity}{'s' if number > 1 else ''}"
        for severity in ("error", "warning")
        if (number := sum(fault.severity == severity for fault in found))
    ]
    return found, ", ".join(counts) or "sound"


def _carried(publication: Publication, edition: Edition) -> tuple[Attachment, ...]:
    """The files that a screen file carries."""
    from depliant.companions import companions

    return companions(publication, edition)


def check(project: Path, typography: bool = False) -> CheckReport:
    """Everything that can be known without drawing; corrections too if `typography`.

    Raises:
        InputError: the project cannot be read.
    """
    root = files.resolved(project)
    faults = Gathering()
    with faults:
        publication = load_publication(root)
    with faults:
        sheet = load_style(root / STYLE_FILE, root)
        output_condition(sheet, root)
    faults.raise_any()
    edition, notes = resolve(publication, publication.language)
    right, corrections = set_right(edition)
    remarks = (*_remarks(right, sheet), *expired_marks(publication))
    found = [*notes, *remarks, *check_printers(root)]
    from depliant.document.translation import languages

    for language in languages(root):
        found += edition_in(publication, language).diagnostics
    made: tuple[Correction, ...] = ()
    if typography:
        from depliant.text.spelling import advise

        made = corrections
        found += advise(edition)
    return CheckReport(tuple(found), made)


def _origin(words: Translated, sheet: StyleSheet, printer: PrinterProfile | None) -> Digests:
    """The digests of the files that an edition is made from."""
    publication, root = words.publication, words.publication.root
    sources = [root / STYLE_FILE, root / sheet.press.icc]
    if words.file is not None:
        sources.append(root / words.file)
    if printer is not None:
        sources.append(printer_file(printer.name, root))
    return digests(publication, sheet, tuple(sources))


def _program() -> str:
    """The name and version of this program."""
    return f"Dépliant {__version__}"


def _write(document: DisplayDocument, target: Target, spec: PressSpec) -> bytes:
    if target == "screen":
        from depliant.writers import screen_pdf

        return screen_pdf.write(document, spec.condition)
    from depliant.writers import press_pdf

    return press_pdf.write(document, spec)


def _fit(composition: Composition, changes: tuple[str, ...]) -> Iterator[str]:
    """One sentence a side: the copyfit step taken; and what the edition has of its own."""
    language = composition.metadata.language
    if changes:
        yield f"{language}: own {', '.join(changes)}"
    for side, step in zip(composition.sides, composition.steps, strict=True):
        yield f"{language}, {side.label}: {step}"


def _remarks(edition: Edition, sheet: StyleSheet) -> Iterator[Diagnostic]:
    """What content and style say together: designs, stand-in logos, panels that stay blank."""
    for panel in edition.panels:
        if panel.design not in (panel.id, *sheet.designs):
            yield Diagnostic(
                "design-unknown",
                f"The style sheet has no design “{panel.design}” for the panel “{panel.id}”.",
                panel.place,
                did_you_mean(panel.design, list(sheet.designs)),
            )
    walls = (block for panel in edition.panels for block in panel.walk())
    logos = {logo for wall in walls if isinstance(wall, LogoWall) for logo in wall.logos}
    for logo in sorted(logos, key=lambda logo: logo.id):
        if logo.standin:
            yield Diagnostic(
                "logo-standin",
                f"The mark of {logo.name} is a stand-in.",
                logo.place,
                "Put the partner's own file in its place and remove `standin` before printing.",
                "warning",
            )
    blank = blank_panels(sheet.format, len(edition.panels))
    if blank:
        yield Diagnostic(
            "panels-blank",
            f"{len(edition.panels)} panels do not fill the sheet: {blank} stay blank.",
            edition.panels[-1].place,
            "Add panels, or choose another fold in the style sheet.",
            "warning",
        )


def _folder(root: Path) -> Path:
    """The project's own folder for what is built.

    Raises:
        InputError: it is a link that leads out of the project.
    """
    folder = root / "out"
    if os.path.islink(folder) and not files.resolved(folder).is_relative_to(root):
        raise InputError(
            Diagnostic(
                "path-outside",
                f"The folder out is a link to {files.resolved(folder)}, outside the project.",
                Place("out"),
                "Name the other folder with --out if it is meant.",
            )
        )
    return folder
