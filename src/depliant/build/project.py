"""A project as a value: everything that a brochure is made from, read once.

What is saved while a build runs is in the next one: every later stage takes what stands here, and
opens no file of the project.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from depliant.build.house_fonts import with_house_fonts
from depliant.build.house_reading import House
from depliant.build.kept_fonts import GivenFamily, with_kept_fonts
from depliant.content.issues import IssueSource, load_issue
from depliant.content.kept import Kept, KeptFiles
from depliant.content.logos import FOLDER as LOGOS
from depliant.content.publication import (
    CONTENT,
    Publication,
    blocks,
    pictures_behind,
    refuse_no_project,
    shown_files,
)
from depliant.content.schema import Backdrop, Drawing, Picture
from depliant.content.schema_maps import MapPlot
from depliant.content.schema_table import Table
from depliant.content.shown import shown_publication
from depliant.errors import Diagnostic, Gathering, InputError
from depliant.figures.schema import SeriesEntry
from depliant.layout.job import Remember, made_each_time
from depliant.press.condition import OutputCondition, PrinterProfile
from depliant.source.folder import File, Files, Folder, Snapshot
from depliant.style.inheritance import STYLE_FILE, edition_sheet, load_style
from depliant.style.printing import FOLDER as PRINTERS
from depliant.style.printing import (
    condition_remarks,
    load_printer,
    output_condition,
    printed_by,
    printer_file,
)
from depliant.style.sheet import StyleSheet
from depliant.translation.finding import FOLDER as TRANSLATIONS
from depliant.translation.finding import languages

Digests = tuple[tuple[str, str], ...]
"""(name from the project folder, SHA-256 in hexadecimal) of each file, by name."""


class OfIssue(Struct, frozen=True):
    """The issue that a project was read as: its name, and what it keeps of its looks.

    `is_former` says that another one is being made now; `is_frozen` that its words are kept.
    """

    name: str
    is_former: bool
    is_frozen: bool
    kept: Kept | None


class Project(Struct, frozen=True):
    """A brochure's words, figures, looks and files, as they were at one moment.

    `sheet` is the style sheet as the printer wants it, if there is one; `printer_file` is the
    file that says what that is. `issue` is what is told apart of a former or frozen issue; `fonts`
    are the project's own, and those that an issue kept and that are not installed as they were;
    `house` is what was found in `assets/fonts`.
    """

    root: Path
    files: Snapshot
    publication: Publication
    sheet: StyleSheet
    condition: OutputCondition
    printer: PrinterProfile | None = None
    printer_file: File | None = None
    issue: OfIssue | None = None
    fonts: tuple[GivenFamily, ...] = ()
    house: House = House()

    @classmethod
    def read(
        cls,
        root: Path | Folder,
        *,
        issue: str | None = None,
        printer: str | None = None,
        remember: Remember = made_each_time,
        since: Project | None = None,
        sound_alone: bool = False,
        draft: bool = False,
    ) -> Project:
        """Read a project.

        Args:
            root: its folder.
            issue: a former issue; None: the one that is being made.
            printer: the name of the printer that it is for; None: as the style sheet says.
            remember: a memory of style sheets that were read before.
            since: the project as it was read before; files that were not written since are
                taken from it. Without effect on a `Folder`, which has its own.
            sound_alone: leave out the parts of content.yaml that have faults of their form.
            draft: take content.yaml as far as it can be shown, whatever is wrong with it and with
                the files that it names.

        Raises:
            InputError: everything that is wrong with content, style sheet, printer and profile.
        """
        folder = root if isinstance(root, Folder) else Folder(root, since.files if since else None)
        refuse_no_project(folder)
        faults, profile, house = Gathering(), None, House()
        fonts: tuple[GivenFamily, ...] = ()
        files: Folder | KeptFiles = folder
        with faults:
            if draft and issue is None:
                found = IssueSource(folder, shown_publication(folder))
            else:
                found = _sound(folder) if sound_alone else _found(folder, issue)
            files = found.files
        with faults:
            profile = load_printer(printer, files) if printer is not None else None
        with faults:
            housed = with_house_fonts(_style_sheet(files, remember), files, remember)
            sheet, kept = with_kept_fonts(housed.sheet, files)
            fonts, house = (*housed.given, *kept), housed.house
            if house.faults and not draft:
                raise InputError(house.faults)
        faults.raise_any()
        sheet = printed_by(sheet, profile) if profile is not None else sheet
        return cls(
            folder.root,
            files.snapshot(_named(found.publication, sheet, files)),
            found.publication,
            sheet,
            output_condition(sheet, files, profile),
            profile,
            printer_file(profile.name, files) if profile is not None else None,
            OfIssue(issue, found.is_former, found.is_frozen, found.kept) if issue else None,
            fonts,
            house,
        )

    @property
    def remarks(self) -> tuple[Diagnostic, ...]:
        """What is to be looked at in how it is printed, and in the project's own fonts."""
        condition = condition_remarks(self.sheet, self.files, self.condition, self.printer)
        return (*condition, *self.house.remarks)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of its editions, the source's first."""
        return (self.publication.language, *languages(self.files))

    @property
    def content(self) -> File:
        """The file that the publication was read from."""
        return self.files.file(self.publication.file)

    @property
    def looks(self) -> tuple[str, ...]:
        """The files that any edition may look like, from the project folder; sorted."""
        words = (CONTENT, self.publication.file)
        sources = [name for font in self.fonts for name in font.sources]
        named = (*_named(self.publication, self.sheet, self.files), *sources)
        return tuple(
            sorted(
                {
                    name
                    for name in named
                    if name not in words and not name.startswith(f"{TRANSLATIONS}/")
                }
            )
        )

    @property
    def printer_profiles(self) -> Iterator[str]:
        """The output profiles that the project's own printers name, whether they are there."""
        for name in sorted(self.files.names(PRINTERS)):
            if name.endswith(".yaml"):
                with suppress(InputError):
                    profile = load_printer(name.removesuffix(".yaml"), self.files)
                    yield from (profile.icc,) if profile.icc else ()

    def digests(self, sheet: StyleSheet, translation: str | None = None) -> Digests:
        """The digests of the files that an edition is made from.

        Args:
            sheet: the style sheet as it is for the edition.
            translation: its PO file; None: it is the source's.

        A file outside the project is named by its last two parts, so that the same brochure has
        the same digests in every folder and on every machine. What a frozen issue kept has the
        name that it had when it was frozen.
        """
        frozen = self.publication.frozen_folder or "/"
        found = {
            name: self.files.file(self.publication.file if name == CONTENT else name).sha256
            for name in (
                *named_files(self.publication),
                *_of_sheet(sheet),
                *_of_fonts(sheet, self.fonts),
            )
        }
        if translation is not None:
            found[translation.removeprefix(frozen)] = self.files.file(translation).sha256
        if self.printer_file is not None:
            found[self.printer_file.name] = self.printer_file.sha256
        return tuple(sorted(found.items()))


def _style_sheet(files: Files, remember: Remember) -> StyleSheet:
    """The style sheet; found again where its file is as it was.

    Raises:
        InputError: everything that is wrong with it.
    """
    stamp = files.file(STYLE_FILE).sha256
    return remember(StyleSheet, stamp, lambda: load_style(files))


def _found(folder: Folder, issue: str | None) -> IssueSource:
    """The project as an issue has it.

    Raises:
        InputError: everything that is wrong, and besides faults of its form what else can be told
            of content.yaml, so that it need not be mended twice.
    """
    try:
        return load_issue(folder, issue)
    except InputError as fault:
        from depliant.content.salvage import further_faults

        more = further_faults(folder) if issue is None else ()
        if not more:
            raise
        raise InputError(dict.fromkeys((*fault.diagnostics, *more))) from fault


def _sound(folder: Folder) -> IssueSource:
    """The project without the parts of content.yaml that have faults of their form.

    Raises:
        DepliantError: that cannot be read either.
    """
    from depliant.content.salvage import sound_part

    rest = sound_part(folder)
    return _found(folder, None) if rest is None else IssueSource(folder, rest.publication)


def _named(publication: Publication, sheet: StyleSheet, files: Files) -> Iterator[str]:
    """The files that any edition may need, from the project folder."""
    yield from named_files(publication)
    for edition in (sheet, *(edition_sheet(sheet, language) for language in sheet.editions)):
        yield from _of_sheet(edition)
    yield publication.file
    yield from (f"{PRINTERS}/{name}" for name in files.names(PRINTERS) if name.endswith(".yaml"))
    for folder in dict.fromkeys((TRANSLATIONS, publication.frozen_folder + TRANSLATIONS)):
        yield from (f"{folder}/{name}" for name in files.names(folder) if name.endswith(".po"))


def named_files(publication: Publication) -> Iterator[str]:
    """The files that the words of every edition are made from, but a PO file."""
    yield CONTENT
    content = publication.content
    for block, _ in (*blocks(content), *pictures_behind(content)):
        if isinstance(block, Picture | Drawing | Backdrop):
            yield from (name for name, _ in shown_files(block, ()))
        elif isinstance(block, Table) and block.file is not None:
            yield block.file
        elif isinstance(block, MapPlot):
            yield from block.files
    for entry in content.figures.values():
        if isinstance(entry, SeriesEntry) and entry.file is not None:
            yield entry.file
    for name, mark in publication.marks.items():
        yield f"{LOGOS}/{name}.yaml"
        yield mark.file


def _of_sheet(sheet: StyleSheet) -> Iterator[str]:
    """The files that an edition looks like whose style sheet is `sheet`."""
    for design in sheet.designs.values():
        for art in design.art:
            yield art.file
    yield STYLE_FILE
    yield sheet.press.icc


def _of_fonts(sheet: StyleSheet, fonts: tuple[GivenFamily, ...]) -> Iterator[str]:
    """The project's own font files that an edition is set from whose style sheet is `sheet`."""
    listed = {one.family for kind in sheet.families for one in sheet.listed(kind)}
    for font in fonts:
        if font.name in listed:
            yield from font.sources
