"""One press file of many brochures, page after page, what they share written once.

It is PDF/X-4 and nothing else: a form that stands on many pages belongs to no one element of a
structure, so that there is none, and PDF/A and PDF/UA are not claimed. Pages are written as they
come, and nothing is kept of them but their places; fonts grow with the words, and are embedded
at the end. PDF/VT is not made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import BinaryIO, NamedTuple, Protocol

from msgspec.structs import replace

from depliant.display.items import DisplayDocument, Form, Group, Item, Link, Mark, Page
from depliant.errors import Diagnostic, InputError
from depliant.fonts.registry import FaceRef
from depliant.geometry import IDENTITY, Matrix, Rect, rectangle
from depliant.press.condition import PressSpec
from depliant.sentences import say
from depliant.writers import rules, steps
from depliant.writers.base import Intent, Sheet, intents, page_object
from depliant.writers.canvas import PageObject
from depliant.writers.content import ContentStream
from depliant.writers.glyph_font import GlyphFont, Use, embedded, width_of
from depliant.writers.ink import PressInk
from depliant.writers.metadata import TRAPPED, Claim, Statement
from depliant.writers.objects import Name, Ref, Value
from depliant.writers.painter import PaintedPage, Painter, PictureRules
from depliant.writers.press_pdf import sheet_of, spots_of
from depliant.writers.streamed import StreamedFile
from depliant.writers.walk import is_transparent

_VERSION = (1, 6)
_RESTORE = b"\nQ"
"""How a layer ends."""
_CLAIMS = (Claim("pdfxid", "GTS_PDFXVersion", "PDF/X-4"), TRAPPED)


class _Codes(dict[tuple[int, str], str]):
    """The codes of a face's uses, each new one the next; at most 65 535."""

    def __missing__(self, use: tuple[int, str]) -> str:
        if len(self) >= 0xFFFF:
            raise ValueError("a face has more uses than there are codes")
        code = self[use] = f"{len(self) + 1:04X}"
        return code


class _Fonts(dict[FaceRef, tuple[GlyphFont, Ref]]):
    """The fonts of a file that is being written, each with the reference that it will have."""

    def __init__(self, file: StreamedFile) -> None:
        super().__init__()
        self._file = file

    def __missing__(self, face: FaceRef) -> tuple[GlyphFont, Ref]:
        font = GlyphFont(face, f"F{len(self) + 1}", {}, {}, _Codes())
        found = self[face] = font, self._file.reserve()
        return found

    def embed(self) -> None:
        """Embed all of them, as far as they were used."""
        for font, ref in self.values():
            uses = [Use(*use) for use in font.spelt]
            codes = {use: code for code, use in enumerate(uses, 1)}
            widths = {gid: width_of(font.face, gid) for gid in {0, *(use.gid for use in uses)}}
            whole = replace(font, codes=codes, widths=widths)
            self._file.define(ref, embedded(whole, self._file))


class _Ground:
    """A page that others are painted over.

    Args:
        page: it, which is kept so that nothing else has its identity.
        place: leads from the trim corner to PDF's page.
        before: the operators up to where others are painted over it.
        after: those that follow.
        made: the page as it is written.
    """

    def __init__(
        self, page: Page, place: Matrix, before: bytes, after: bytes, made: PageObject
    ) -> None:
        self.page, self.place, self.before, self.after = page, place, before, after
        self._made = made
        self._content: Ref | None = None
        self._entries: dict[frozenset[tuple[str, str]], bytes] = {}

    def content(self, file: StreamedFile) -> Ref:
        """Its own stream, for pages over which nothing is painted; written once."""
        if self._content is None:
            self._content = file.add_content(b"%b\n%b" % (self.before, self.after))
        return self._content

    def entries(self, file: StreamedFile, more: Mapping[str, Mapping[str, Value]]) -> bytes:
        """The entries of the page, with the resources of what is painted over it."""
        key = frozenset((kind, name) for kind, named in more.items() for name in named)
        if key not in self._entries:
            own = self._made.resources
            every = {kind: {**_named(own, kind), **_named(more, kind)} for kind in {**own, **more}}
            page = replace(self._made, resources=every)
            self._entries[key] = file.entries(page)
        return self._entries[key]


def _named(resources: Mapping[str, Value], kind: str) -> Mapping[str, Value]:
    """The resources of a kind, by their names."""
    found = resources.get(kind)
    return found if isinstance(found, Mapping) else {}


class Cell(Protocol):
    """Where a page is on a sheet: its number, its place, and what of the sheet it may paint."""

    @property
    def page(self) -> int:
        """Its number among the pages that are laid out."""
        ...

    @property
    def shown(self) -> Rect:
        """What of the sheet it may paint."""
        ...

    @property
    def place(self) -> Matrix:
        """From its trim corner to the sheet's."""
        ...


class Sheets(NamedTuple):
    """How pages are put on sheets: `lay` gives sides of sheets, each with the pages on it.

    With `at_once` each brochure has sheets of its own; else those of all are laid out together.
    """

    lay: Callable[[Sequence[Page]], Iterable[tuple[Page, Sequence[Cell]]]]
    at_once: bool


class Merging:
    """A press file in the making.

    Args:
        document: a brochure that has all spot inks that any of them has; the file's title, author
            and date are its own.
        spec: what the press asks.
        stream: takes the file.
        sheets: how pages are put on sheets; None: each is one of the file.

    Raises:
        OSError: the stream cannot be written to.
        InputError: `merge-flavour`, where the press asks for another standard than PDF/X-4;
            `icc-version`.
    """

    def __init__(
        self,
        document: DisplayDocument,
        spec: PressSpec,
        stream: BinaryIO,
        sheets: Sheets | None = None,
    ) -> None:
        if spec.flavour != "PDF/X-4":
            raise InputError(
                Diagnostic(
                    "merge-flavour",
                    say("Brochures are merged into PDF/X-4, and the printer asks for {flavour}.",
                        flavour=spec.flavour),
                    hint=say("Leave --merge out, or ask the printer for PDF/X-4."),
                )
            )  # fmt: skip
        rules.check_profile(spec.condition, _VERSION)
        self._spec = spec
        self._metadata = document.metadata
        self._statement = Statement(document.metadata, _CLAIMS)
        self._spots = spots_of(document) if spec.spots == "keep" else {}
        names = [*self._spots, "All"] if spec.marks else [*self._spots]
        self._ink = PressInk({name: f"Sep{number}" for number, name in enumerate(names, 1)})
        self._file = StreamedFile(
            stream, _VERSION, document.metadata.language, self._statement.info()
        )
        self._fonts = _Fonts(self._file)
        self._painter = Painter(
            self._file,
            self._ink,
            self._fonts,
            spec.condition,
            spec.ink_limit,
            None,
            PictureRules(spec.images == "keep"),
        )
        self._pages: dict[str, tuple[Page, Sheet, PaintedPage]] = {}
        self._grounds: dict[int, _Ground] = {}
        self._document = replace(document, pages=())
        self._sheets = sheets
        self._leaves: list[tuple[Page, Ref]] = []
        self._kept: dict[int, tuple[Page, Ref]] = {}
        self._blended = False
        self.places: list[tuple[int, int]] = []
        """Of each page that was put on sheets: on which page of the file it is, and in which cell;
        both from 1."""

    @property
    def pages(self) -> int:
        """How many there are."""
        return self._file.pages

    @property
    def added(self) -> int:
        """How many pages of brochures there are: those on sheets are more than these have."""
        return len(self.places) + len(self._leaves) if self._sheets else self._file.pages

    def check(self, *documents: DisplayDocument) -> None:
        """Refuse brochures that this file cannot have.

        Args:
            documents: their pages.

        Raises:
            InputError: `merge-spots`, where one has a spot ink that the first one has not;
                `merge-flavour`, where the printer wants processing steps.
        """
        for document in documents:
            more = [one for one in spots_of(document) if one not in self._spots]
            if more and self._spec.spots == "keep":
                message = say("The spot inks {names} are not in all.", names=", ".join(more))
                raise InputError(Diagnostic("merge-spots", message))
            if any(steps.parted(page, self._spec).steps for page in document.pages):
                message = say("Brochures with processing steps, such as cuts, are not merged.")
                hint = say("Leave --merge out.")
                raise InputError(Diagnostic("merge-flavour", message, hint=hint))

    def add(self, document: DisplayDocument, name: str) -> None:
        """Write the pages of a brochure, which has been found free of faults.

        Args:
            document: its pages.
            name: what it is called; its pages are labelled with it.

        Raises:
            OSError: the stream cannot be written to.
        """
        if self._sheets is not None:
            self._add_leaves([(page, page.items) for page in document.pages], name)
            return
        for page in document.pages:
            sheet, painted = self._painted(document, page)
            label = _label(name, page)
            blended = self._ink.picture_space if painted.transparent else None
            self._file.add_page(
                page_object(sheet._replace(label=label), painted, None, (), blended)
            )

    def add_over(self, document: DisplayDocument, own: Sequence[Sequence[Item]], name: str) -> None:
        """Write the pages of a brochure of which most was written before.

        Args:
            document: what it shares with others, which is given for each of them.
            own: what is painted over each of these pages, groups and marks without links.
            name: what it is called; its pages are labelled with it.

        Raises:
            OSError: the stream cannot be written to.
        """
        pages = [*zip(document.pages, own, strict=True)]
        if self._sheets is not None:
            leaves = [
                (page, (*page.items, *items) if items else page.items) for page, items in pages
            ]
            self._add_leaves(leaves, name, keep=True)
            return
        for page, items in pages:
            ground = self._grounds.get(id(page))
            if ground is None:
                ground = self._grounds[id(page)] = self._ground(document, page)
            label = _label(name, page)
            if not items:
                own_content = ground.content(self._file)
                self._file.add_written(own_content, ground.entries(self._file, {}), label)
                continue
            content = ContentStream()
            over = self._painter.over(items, ground.place, content)
            written = b"%b\n%b\n%b" % (ground.before, over, ground.after)
            entries = ground.entries(self._file, content.resources)
            self._file.add_written(self._file.add_content(written), entries, label)

    def _add_leaves(
        self, pages: Iterable[tuple[Page, tuple[Item, ...]]], name: str, *, keep: bool = False
    ) -> None:
        """Write pages as artwork that stands on sheets.

        Args:
            pages: each with what is painted on it.
            name: what the brochure is called.
            keep: whether a page that has nothing but its own items comes again.
        """
        for page, items in pages:
            bare = replace(page, items=(), label=_label(name, page))
            is_whole = keep and items is page.items
            known = self._kept.get(id(page)) if is_whole else None
            ref = self._leaf(page, items) if known is None else known[1]
            if is_whole:
                self._kept[id(page)] = page, ref
            self._leaves.append((bare, ref))
        if self._sheets is not None and self._sheets.at_once:
            self._lay_out()

    def _leaf(self, page: Page, items: tuple[Item, ...]) -> Ref:
        """A page as artwork."""
        box = Rect(0, 0, *page.trim).inset(*(-self._spec.bleed,) * 4)
        content = ContentStream()
        drawn = self._painter.over(items, IDENTITY, content)
        entries: dict[str, Value] = {
            "Type": Name("XObject"),
            "Subtype": Name("Form"),
            "BBox": (box.x, box.y, box.right, box.bottom),
            "Resources": self._file.resources(content.resources),
        }
        self._blended = self._blended or is_transparent(items)
        return self._file.add_stream(drawn, entries)

    def _lay_out(self) -> None:
        """Write the sheets of the pages that wait for them."""
        assert self._sheets is not None
        bare = [page for page, _ in self._leaves]
        places: dict[int, tuple[int, int]] = {}
        for side, cells in self._sheets.lay(bare):
            content = ContentStream()
            for number, cell in enumerate(cells, 1):
                places.setdefault(cell.page, (self.pages + 1, number))
                content.save()
                content.clip(rectangle(cell.shown))
                content.transform(cell.place)
                leaf = self._leaves[cell.page][1]
                content.write(f"{content.name('XObject', f'Leaf{number}', leaf)} Do")
                content.restore()
            ground = self._ground(self._document, side)
            written = b"%b\n%b\n%b" % (ground.before, content.bytes(), ground.after)
            entries = ground.entries(self._file, content.resources)
            self._file.add_written(self._file.add_content(written), entries, side.label)
        self.places += [places[number] for number in range(len(bare))]
        self._leaves.clear()

    def _ground(self, document: DisplayDocument, page: Page) -> _Ground:
        """A page that is painted over, itself written once."""
        sheet, painted = self._painted(document, page)
        first = self._painter.page(sheet.layers[:1], sheet.place).stream
        end = len(first) - len(_RESTORE)
        if not painted.stream.startswith(first) or first[end:] != _RESTORE:
            raise ValueError("a layer is painted otherwise when others follow")
        is_blended = painted.transparent or self._blended
        blended = self._ink.picture_space if is_blended else None
        made = page_object(sheet, painted, None, (), blended)
        return _Ground(page, sheet.place, painted.stream[:end], painted.stream[end + 1 :], made)

    def _painted(self, document: DisplayDocument, page: Page) -> tuple[Sheet, PaintedPage]:
        """A page as it is painted; the same value as one before is painted as that was."""
        known = self._pages.get(page.label)
        if known is None or known[0] is not page or self._spec.marks:
            parted = steps.parted(page, self._spec)
            sheet = sheet_of(document, parted, self._spec, self._spots)
            painted = self._painter.page(sheet.layers, sheet.place)
            known = self._pages[page.label] = page, sheet, painted
        return known[1], known[2]

    def finish(self) -> int:
        """Write the end of the file, and give its bytes.

        Raises:
            InputError: `impose-large`, `impose-unfit`.
        """
        if self._leaves:
            self._lay_out()
        self._fonts.embed()
        condition = self._spec.condition
        intent = Intent(
            ("GTS_PDFX",),
            condition.identifier,
            condition.info,
            condition.registry,
            condition.icc,
            4,
        )
        packet = self._statement.packet()
        entries = {"Type": Name("Metadata"), "Subtype": Name("XML")}
        self._file.set_catalog(
            {
                "Metadata": self._file.add_stream(packet, entries, compress=False),
                "OutputIntents": intents(self._file, intent),
                "ViewerPreferences": {"DisplayDocTitle": True},
            }
        )
        return self._file.finish()


def _label(name: str, page: Page) -> str:
    """What a page of a brochure is called."""
    return " ".join(filter(None, (name, page.label)))


def shared(items: Iterable[Item], page: Page, bleed: float) -> Form:
    """Items of a page as artwork that is written once."""
    return Form(tuple(_bare(items)), Rect(0, 0, *page.trim).inset(*(-bleed,) * 4))


def _bare(items: Iterable[Item]) -> Iterator[Item]:
    """Items without marks and links, of which a form holds none."""
    for item in items:
        if isinstance(item, Mark):
            yield from _bare(item.items)
        elif isinstance(item, Group):
            yield replace(item, items=tuple(_bare(item.items)))
        elif not isinstance(item, Link):
            yield item
