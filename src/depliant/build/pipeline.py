"""The way through: content and style in, two PDFs out.

    load      content.yaml, its figures, assets/style.yaml   Publication, StyleSheet
    translate words of a PO file in the source's place       Publication
    resolve   the publication in one language                Edition
    set right spaces and quotes by that language's rules     Edition
    compose   text set, charts drawn, panels laid out        Composition
    impose    panels on the sheet, or one a page             DisplayDocument
    write     the display list as a file                     bytes
    judge     the file as a printer or a reader will         Diagnostics

Files are written only when every one of them is good: under a temporary name, then renamed.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
import time
from collections.abc import Iterable, Iterator
from errno import EISDIR
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from depliant import __version__
from depliant.build.store import Cache, key_of
from depliant.display.items import Attachment, DisplayDocument
from depliant.content.expiry import expired_marks
from depliant.style.inheritance import edition_changes, edition_sheet
from depliant.build.inputs import Digests, digests
from depliant.content.issues import load_issue
from depliant.content.model import Edition, LogoWall
from depliant.style.printing import check_printers, load_printer, output_condition, press_spec, printed_by, printer_file
from depliant.content.publication import Publication
from depliant.content.resolve import resolve
from depliant.style.inheritance import STYLE_FILE, load_style
from depliant.source.suggestions import did_you_mean
from depliant.content.publication import load as load_publication
from depliant.style.sheet import StyleSheet
from depliant.build.drawing import drawer, keeper
from depliant.build.editions import Translated, edition_in
from depliant.errors import BrochureError, Diagnostic, Gathering, InputError, Place, has_errors
from depliant.build.fit_report import panel_fits
from depliant.layout.compose import Composition, Job, compose, imposed, paged
from depliant.style.folds import blank_panels
from depliant.layout.keeping import file_stamp
from depliant.press.condition import PressSpec, PrinterProfile
from depliant.build.report import BuildReport, BuildRequest, CheckReport, FileReport, PanelFit, Target, silent
from depliant.content.orthotypography import Correction, set_right


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
    root = project.resolve()
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
    files = [file for edition in made for file in edition.files]
    paths = _save(files, request.out or _folder(root))
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
        for path, file in zip(paths, files, strict=True)
    )
    fit = tuple(step for edition in made for step in edition.fit)
    return BuildReport(reports, tuple(dict.fromkeys(found)), fit, panels)


def _draw_fit(panels: tuple[PanelFit, ...], path: Path) -> None:
    """Write the fit of the panels as a picture.

    Raises:
        InputError: the file cannot be written.
    """
    from depliant.build.fit_picture import fit_picture

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(fit_picture(panels), encoding="utf-8")
    except OSError as fault:
        raise InputError(
            Diagnostic(
                "output-unwritable",
                f"The picture {path} cannot be written: {fault.strerror or fault}.",
                hint="Name another file with --fit-picture.",
            )
        ) from fault


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
        from depliant.translation.loading import languages

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
    with ProcessPoolExecutor(min(request.jobs, len(tags))) as pool:
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
    files: list[_Written] = []
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
        files.append(_Written(name, target, edition.language, data, pages, seconds, verdict))
        started = time.perf_counter()
    return _Made(tuple(files), found, fit, panels)


def _judged(
    name: str, data: bytes, target: Target, prepared: _Prepared, request: BuildRequest
) -> tuple[tuple[Diagnostic, ...], str]:
    """What preflight finds in a file, and its verdict in a word or two."""
    if not request.preflight:
        return (), "not run"
    from depliant.build.judging import judged

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
    from depliant.build.attachments import companions

    return companions(publication, edition)


def check(project: Path, typography: bool = False) -> CheckReport:
    """Everything that can be known without drawing; corrections too if `typography`.

    Raises:
        InputError: the project cannot be read.
    """
    root = project.resolve()
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
    from depliant.translation.loading import languages

    for language in languages(root):
        found += edition_in(publication, language).diagnostics
    made: tuple[Correction, ...] = ()
    if typography:
        from depliant.content.spelling import advise

        made = corrections
        found += advise(edition)
    return CheckReport(tuple(found), made)


def _origin(words: Translated, sheet: StyleSheet, printer: PrinterProfile | None) -> Digests:
    """The digests of the files that an edition is made from."""
    publication, root = words.publication, words.publication.root
    files = [root / STYLE_FILE, root / sheet.press.icc]
    if words.file is not None:
        files.append(root / words.file)
    if printer is not None:
        files.append(printer_file(printer.name, root))
    return digests(publication, sheet, tuple(files))


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
    if folder.is_symlink() and not folder.resolve().is_relative_to(root):
        raise InputError(
            Diagnostic(
                "path-outside",
                f"The folder out is a link to {folder.resolve()}, outside the project.",
                Place("out"),
                "Name the other folder with --out if it is meant.",
            )
        )
    return folder


def _refuse_folders(names: Iterable[Path]) -> None:
    """Know before the first file is replaced that one of them cannot be.

    Raises:
        IsADirectoryError: a folder has the name of a file.
    """
    for name in names:
        if name.is_dir():
            raise IsADirectoryError(EISDIR, f"{name.name} is a folder")


def _save(files: list[_Written], folder: Path) -> list[Path]:
    """Write all files beside their names, then rename them; on any fault none is replaced.

    Raises:
        InputError: the folder cannot be written, or the disk is full.
    """
    waiting: list[tuple[Path, Path]] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file in files:
            handle, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=folder)
            waiting.append((Path(name), folder / file.name))
            with os.fdopen(handle, "wb") as stream:
                stream.write(file.data)
                stream.flush()
                os.fsync(stream.fileno())
            Path(name).chmod(0o644)
        _refuse_folders(final for _, final in waiting)
        for temporary, final in waiting:
            temporary.replace(final)
    except OSError as fault:
        reason = fault.strerror or str(fault)
        raise InputError(
            Diagnostic(
                "output-unwritable",
                f"The folder {folder} cannot be written: {reason}. Older files are as they were.",
                hint="Free some room, or name another folder with --out.",
            )
        ) from fault
    finally:
        for temporary, _ in waiting:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
    return [final for _, final in waiting]
