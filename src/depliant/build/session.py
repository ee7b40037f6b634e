"""The way through, once for everybody: a session on a project, and what it remembers.

    read      everything the brochure is made from             Project
    edition   words in one language, figures written out       Words
    compose   text set, charts drawn, panels laid out          Composed
    write     the display list as a target's files             Outputs
    judge     the file as a printer or a reader will           Diagnostics

Each step can be asked for alone, takes values and gives values. Whatever was made from equal
values before is taken from the memory.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable
from functools import cached_property
from typing import Final, Literal, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from depliant.build.attachments import attachments
from depliant.build.drafts import composed_draft, shown_anyway
from depliant.build.editions import Words, edition_in
from depliant.build.elsewhere import as_styled, elsewhere
from depliant.build.house_fonts import where_looked
from depliant.build.inked import placed
from depliant.build.memory import Memory
from depliant.build.project import Project
from depliant.build.remarks import as_meant, head_remarks, remarks
from depliant.build.style_faults import bleed_short, fonts_placed, inks_placed
from depliant.content.model import Edition
from depliant.content.publication import Publication
from depliant.content.resolve import resolve
from depliant.display.items import DisplayDocument
from depliant.errors import (
    BrochureError,
    DepliantError,
    Diagnostic,
    InputError,
    Place,
    Severity,
)
from depliant.fonts.missing import gathered
from depliant.fonts.registry import give, give_made
from depliant.layout.compose import Ahead, Composition, compose, settings_of
from depliant.layout.drafting import DraftPages, Tell, drafted
from depliant.layout.flaws import Flaw, located
from depliant.layout.impose import Paper, impose
from depliant.layout.job import Job
from depliant.layout.paging import imposed, inked_edges, opened, paged
from depliant.memory import remembered
from depliant.press.condition import MarkKind
from depliant.press.imposition import Imposition
from depliant.press.unfolding import let_go
from depliant.roomy import roomy
from depliant.sentences import say
from depliant.style.folds import is_mirrored
from depliant.style.format import Format
from depliant.style.inheritance import STYLE_FILE, edition_sheet
from depliant.style.printing import press_spec
from depliant.style.sheet import StyleSheet
from depliant.tuples import NamedTuple
from depliant.version import __version__
from depliant.writers.rules import link_faults, press_faults, structure_faults
from depliant.writers.targets import ImageOptions, Options, Output, Target, target_named

T = TypeVar("T")


class Composed(Struct, frozen=True):
    """An edition laid out: its words, the style sheet that it is set in, and its panels.

    `noted` is what was found in its words, and in words and style together.
    """

    words: Words
    edition: Edition
    sheet: StyleSheet
    composition: Composition
    noted: tuple[Diagnostic, ...]

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All that was found: before laying out, and in laying out."""
        return (*self.noted, *self.laid_out)

    @property
    def laid_out(self) -> tuple[Diagnostic, ...]:
        """What was found in laying out; in a draft no lack of room is an error."""
        found = as_styled(self.composition.diagnostics, self.noted, self.words.publication.source)
        return self.words.seen(found)


class PagesAsked(NamedTuple):
    """How the pages of files are put together: on sheets for the press, as `imposition` says.

    With `spreads` the screen file shows the pages of a booklet two by two, as they lie open.
    """

    imposition: Imposition | None = None
    spreads: bool = False


_ON_SHEETS: Final[frozenset[MarkKind]] = frozenset({"crop", "fold", "registration", "slug"})
"""The marks beside sheets, unless others are asked for."""


class Draft(Struct, frozen=True):
    """An edition as far as it can be shown, and where on its panels is what was found.

    What cannot be set or drawn has a struck box in its stead; what found no room stands apart.
    """

    composed: Composed
    flaws: tuple[Flaw, ...]


class Verdict(Struct, frozen=True):
    """What was found in a file, or in all texts of a publication."""

    findings: tuple[Diagnostic, ...]


class Session:
    """A project that is being worked on.

    Args:
        project: what was read.
        memory: what was made before; left out: nothing, and it lasts as long as the session.
        marks: the printer's marks that are asked for; None: those that the printer wants.
        proof: the number or the day of the proof that is made; None: it is no proof.
        pages: how the pages of files are put together; None: a side of the sheet, or a page of a
            booklet, each.

    Raises:
        InputError: the printer wants what is not made (`printer-panels`).
    """

    def __init__(
        self,
        project: Project,
        memory: Memory | None = None,
        marks: frozenset[MarkKind] | None = None,
        proof: str | None = None,
        pages: PagesAsked | None = None,
    ) -> None:
        self.project = project
        self.pages = pages or PagesAsked()
        self.memory = memory or Memory()
        for family in project.fonts:
            give(family.name, family.files)
            for ref, file in family.made:
                give_made(ref, file)
        self.proof = proof
        self.spec = press_spec(project.sheet, project.condition, project.printer, marks)
        refuses = project.printer is not None and project.printer.marks == "refused"
        if self.pages.imposition is not None and marks is None and not refuses:
            # Sheets that are folded and cut by nobody who knows where are of no use.
            self.spec = replace(self.spec, marks=self.spec.marks or _ON_SHEETS)
        self._stamp = _digest(project.condition.icc)

    def edition(self, language: str, *, draft: bool = False) -> Words:
        """The edition in a language; see `editions.edition_in`.

        Raises:
            InputError: the language is not known, or has no file.
        """
        publication, files = self.project.publication, self.project.files
        return edition_in(publication, files, language, draft=draft, source=lambda: self._source)

    @cached_property
    def _source(self) -> tuple[Edition, tuple[Diagnostic, ...]]:
        """The edition of the source, which all others are compared with, and what was found."""
        return resolve(self.project.publication, self.project.publication.language)

    def job(self, language: str) -> Job:
        """What laying out the edition of a language needs beside its words."""
        sheet = edition_sheet(self.project.sheet, language)
        return Job(sheet, self.project.files, self.project.condition, self._remember)

    @roomy
    def compose(self, words: Words, ahead: Ahead | None = None) -> Composed:
        """Lay out an edition; `ahead` makes some of it at the same time, in other processes.

        Raises:
            DepliantError: what keeps any panel from being set, of all panels, with all that was
                found before.
        """
        edition = words.edition
        assert edition is not None, "a translation with errors has no edition"
        job = self.job(edition.language)
        noted = (
            *words.diagnostics,
            *head_remarks(words.publication),
            *remarks(words.publication, edition, job.sheet),
            *self._typed(words.publication),
        )
        try:
            if words.draft:
                job, composition, lent = composed_draft(edition, job)
                noted = (*noted, *lent)
            else:
                composition = compose(as_meant(edition, job.sheet), job, ahead)
        except DepliantError as fault:
            told = fonts_placed(fault.diagnostics, job.sheet, self.project.files.file(STYLE_FILE))
            told = self._gathered(told)
            told = (*told, *elsewhere(edition, job, fault.diagnostics, words.publication.source))
            raise type(fault)((*noted, *told)) from None
        return Composed(words, edition, job.sheet, composition, words.seen(noted))

    def draft(self, language: str, found: Iterable[Diagnostic] = ()) -> Draft | None:
        """An edition as far as it can be shown; None where its translation cannot be read.

        Layout refuses nothing of it. A project that cannot be read as it is may be read for it:
        `Project.read(…, draft=True)`.

        Args:
            language: of the edition.
            found: what is known to be wrong with it; what setting it finds is added.

        Raises:
            InputError: the language is not known, or has no file.
        """
        words = self.edition(language, draft=True)
        if words.edition is None:
            return None
        job = shown_anyway(self.job(words.edition.language))
        job, composition, _ = composed_draft(words.edition, job)
        edition = as_meant(words.edition, job.sheet)
        noted = (*words.diagnostics, *words.refused)
        noted = (*noted, *remarks(words.publication, words.edition, job.sheet))
        composed = Composed(words, words.edition, job.sheet, composition, noted)
        every = (*found, *self._gathered(composition.diagnostics), *noted)
        settings = settings_of(composition, edition, job)
        return Draft(composed, located(_gravest(every), settings, composition, words.publication))

    def _gathered(self, found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
        """Findings with what fonts lack said once, and where families were looked for."""
        return where_looked(gathered(found), self.project.house)

    def draft_pages(
        self, draft: Draft, tell: Tell = str, pages: Literal["sides", "panels"] = "panels"
    ) -> DraftPages:
        """The pages of a draft with what is wrong marked and told, and where it stands on them.

        Args:
            draft: the edition.
            tell: says a sentence to whoever looks at the pages.
            pages: a panel a page, or a side of the sheet.
        """
        composed = draft.composed
        return drafted(composed.composition, pages, draft.flaws, composed.sheet, tell)

    def write_draft(self, draft: Draft, tell: Tell = str) -> Output:
        """The file of a draft: a panel a page; it claims no standard.

        Raises:
            DepliantError: a font or a picture's profile that cannot be read.
        """
        return self._drafted(self.draft_pages(draft, tell).document, draft.composed)

    def write_sides_anyway(self, draft: Draft) -> Output:
        """The sides of a draft as they are, nothing told beside the paper: to be looked at alone.

        Raises:
            DepliantError: as `write_draft`.
        """
        return self._drafted(imposed(draft.composed.composition), draft.composed)

    def _drafted(self, document: DisplayDocument, composed: Composed) -> Output:
        from depliant.writers import draft_pdf

        metadata = replace(document.metadata, program=f"Dépliant {__version__}")
        document = replace(document, metadata=metadata)
        return draft_pdf.write(document, self.spec.condition, self._stem(composed))

    def located(self, composed: Composed, found: Iterable[Diagnostic]) -> tuple[Flaw, ...]:
        """Findings of an edition with the places on its panels that they are of."""
        edition = as_meant(composed.edition, composed.sheet)
        job = replace(self.job(edition.language), sheet=composed.sheet)
        settings = settings_of(composed.composition, edition, job)
        return located(found, settings, composed.composition, composed.words.publication)

    def _typed(self, publication: Publication) -> tuple[Diagnostic, ...]:
        """Quantities typed in the texts of content.yaml; those of a translation are proved.

        One that the ledger has as a figure is an error; of others nobody can be so sure.
        """
        if publication.language != self.project.publication.language:
            return ()

        def make() -> Verdict:
            from depliant.bookkeeping.typed import typed_numbers

            # What was published is built again as it was, whatever is said of it today.
            known: Severity = "warning" if publication.frozen_folder else "error"
            return Verdict(tuple(typed_numbers(publication, "warning", known)))

        made_from = ("typed", __version__, publication.source.file, publication.source.text)
        return self._remember(Verdict, made_from, make).findings

    def write(
        self, composed: Composed, name: str, images: ImageOptions | None = None
    ) -> tuple[Output, ...]:
        """The files of the target of that name: one PDF, or several images as `images` says.

        Raises:
            BrochureError: what the files' standards do not allow.
            InputError: there is no such target (`target-unknown`), or no images like that.
        """
        document, spec = self.document(composed, name, images), self.spec
        if composed.words.draft:  # words that are longer than their room are set smaller
            spec = replace(spec, minimum_text_inks=0.0)
        try:
            target = target_named(name)
            return target.write(document, spec, self._options(composed, images, target))
        except BrochureError as fault:
            raise BrochureError(self._placed(fault.diagnostics, composed)) from None
        finally:
            let_go()

    def refusals(self, composed: Composed) -> tuple[Diagnostic, ...]:
        """What keeps an edition's press file or screen file from being written, of both at once."""
        sides, panels = imposed(composed.composition), paged(composed.composition)
        found = (
            *structure_faults(sides),
            *press_faults(sides, self.spec),
            *structure_faults(panels),
            *link_faults(panels),
        )
        told = self._placed(tuple(dict.fromkeys(found)), composed)
        if self.project.printer is not None:  # whose bleed the style sheet then has
            return told
        style = self.project.files.file(STYLE_FILE)
        return (*told, *bleed_short(composed.composition, composed.sheet, style))

    def _placed(self, faults: tuple[Diagnostic, ...], composed: Composed) -> tuple[Diagnostic, ...]:
        """What keeps a file from being written, with the places of words that are at fault."""
        edition = as_meant(composed.edition, composed.sheet)
        settings = settings_of(composed.composition, edition, self.job(edition.language))
        style = self.project.files.file(STYLE_FILE)
        return inks_placed(placed(faults, settings), composed.sheet, style)

    def advice(self, composed: Composed, name: str) -> tuple[Diagnostic, ...]:
        """What is to be known of the files of a target before they are used.

        Raises:
            InputError: there is no such target (`target-unknown`).
        """
        target = target_named(name)
        if target.imposes and self.pages.imposition is not None:
            return target.advise([page.trim for page in self._pages(composed, target, None).pages])
        return target.advise([side.trim for side in composed.composition.sides])

    def design(self, composed: Composed) -> tuple[Diagnostic, ...]:
        """What a designer would see on an edition that has no errors: advice, and nothing else."""
        from depliant.layout.advice import advise

        edition = as_meant(composed.edition, composed.sheet)
        job = replace(self.job(edition.language), sheet=composed.sheet)
        return composed.words.seen(advise(composed.composition, edition, job))

    def document(
        self, composed: Composed, name: str, images: ImageOptions | None = None
    ) -> DisplayDocument:
        """The pages of a target with everything that its file says of itself.

        Raises:
            InputError: there is no such target (`target-unknown`).
        """
        target = target_named(name)
        document = self._pages(composed, target, images)
        metadata = replace(
            document.metadata, program=f"Dépliant {__version__}", proof=self.proof or ""
        )
        if not target.attaches:
            return replace(document, metadata=metadata)
        carried = attachments(
            composed.words.publication, composed.edition, self.project.content.data
        )
        return replace(document, metadata=metadata, attachments=carried)

    def _pages(
        self, composed: Composed, target: Target, images: ImageOptions | None
    ) -> DisplayDocument:
        """The pages of a target, on sheets if that is asked for and they are taken."""
        composition, style = composed.composition, composed.sheet.format
        if target.takes(self._options(composed, images)) != "sides":
            shows_spreads = self.pages.spreads and target.attaches
            if shows_spreads and not style.is_bound:
                raise _no_booklet(style)
            return opened(composition) if shows_spreads else paged(composition)
        document, how = imposed(composition), self.pages.imposition
        if how is None or not target.imposes:
            return document
        to_left = is_mirrored(style, composition.metadata.direction)
        is_press = target.judged == "printer"
        bleed = self.spec.bleed if is_press else 0.0
        inked = inked_edges(composition)
        return impose(document, how, Paper(style, bleed, to_left, creeps=is_press, inked=inked))

    def judge(
        self, name: str, data: bytes, target: str, allowed: Collection[str] = ()
    ) -> tuple[Diagnostic, ...]:
        """What preflight finds in a file of a target; errors of `allowed` codes are let pass.

        Raises:
            InputError: there is no such target (`target-unknown`), or the file is no PDF that can
                be read (`pdf-damaged`, `pdf-hostile`, …).
        """
        by_printer = target_named(target).judged == "printer"
        printer = self.project.printer if by_printer else None
        bound = self.project.sheet.format.is_bound
        if printer is not None and (bound or self.pages.imposition is not None):
            # What a printer says of the sides of a folded sheet is not of these pages.
            printer = replace(printer, page_order="either")
        made_from = (hashlib.sha256(data).hexdigest(), name, printer, sorted(allowed))

        def make() -> Verdict:
            from depliant.build.judging import judged

            asked = name, data, printer, self.project.condition, allowed
            return Verdict(judged(*asked, self._remember))

        findings = self._remember(Verdict, made_from, make).findings
        how = self.pages.imposition
        if by_printer and how is not None and how.is_one_plate:
            # Each page is a sheet of its own, front and back: they need not be even.
            return tuple(one for one in findings if one.code != "page-count")
        return findings

    def _options(
        self, composed: Composed, images: ImageOptions | None, target: Target | None = None
    ) -> Options:
        """What is said of a target for an edition: how files are called, what images show."""
        stem = self._stem(composed)
        if target is not None and target.imposes and self.pages.imposition is not None:
            stem = f"{stem}.imposed"
        return Options(stem, images or ImageOptions())

    def _stem(self, composed: Composed) -> str:
        """How the names of an edition's files begin."""
        edition = composed.edition
        proof = f".proof-{self.proof}" if self.proof else ""
        return f"{edition.id}.{edition.language}{proof}"

    def _remember(
        self, kind: type[T], made_from: object, make: Callable[[], T], *, on_disk: bool = True
    ) -> T:
        """As `Memory.remember`, for the project's printing condition."""
        return self.memory.remember(kind, (self._stamp, made_from), make, on_disk=on_disk)


def _no_booklet(style: Format) -> InputError:
    """That only the pages of a booklet lie open two by two."""
    return InputError(
        Diagnostic(
            "impose-unfit",
            say("The brochure is no booklet: it is folded as `{fold}`.", fold=style.fold),
            Place(STYLE_FILE),
            say("Leave --spreads out, or write `fold: saddle` under `format` in the style sheet."),
        )
    )


def _gravest(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The findings, each once: as an error if it is one anywhere."""
    kept: dict[Diagnostic, Diagnostic] = {}
    for one in found:
        key = replace(one, severity="error")
        if key not in kept or one.severity == "error":
            kept[key] = one
    return tuple(kept.values())


@remembered
def _digest(profile: bytes) -> str:
    """The SHA-256 of a profile: millions of bytes, and the same in every session."""
    return hashlib.sha256(profile).hexdigest()
