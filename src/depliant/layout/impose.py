"""Imposition: finished pages on sheets for the press, several on each side.

What is read stays as it is: the structure in the order of reading, each content where its page
stands. A page that is on the sheet more than once is read where it stands first, and its other
copies are artifacts. Lengths are points, y down, from the trim corner of the sheet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from depliant.display.items import DisplayDocument, Form, Glyphs, Group, Item, Link, Mark, Page
from depliant.errors import Diagnostic, InputError, Place
from depliant.geometry import MM, Matrix, Rect, Size, mm, rectangle
from depliant.press.imposition import Imposition
from depliant.sentences import Sentence, say
from depliant.style import booklets
from depliant.style.format import Format
from depliant.style.inheritance import STYLE_FILE
from depliant.tuples import NamedTuple

_LARGEST_MM = 4900.0
"""A page of a PDF is 5080 mm long at most, its marks with it (ISO 32000-2, annex C)."""


_SEAM = 0.5
"""Points."""


class Cell(NamedTuple):
    """A page on a side of a sheet: where its trim lies, and what of the sheet it may paint.

    With `turned` it stands upside down.
    """

    page: int
    trim: Rect
    shown: Rect
    turned: bool = False

    @property
    def place(self) -> Matrix:
        """From the page's trim corner to the sheet's."""
        if self.turned:
            return Matrix(-1.0, 0.0, 0.0, -1.0, self.trim.right, self.trim.bottom)
        return Matrix(e=self.trim.x, f=self.trim.y)


class Sheet(NamedTuple):
    """A side of a sheet: its trim, what stands on it from left to right, and where it is folded.

    `is_cut` says that its cells are cut apart. What lies `under` them is painted before, without
    its words.
    """

    label: str
    trim: Size
    cells: tuple[Cell, ...]
    folds: tuple[float, ...] = ()
    cross_folds: tuple[float, ...] = ()
    is_cut: bool = True
    under: tuple[Cell, ...] = ()


class Paper(NamedTuple):
    """What pages are put on: how the brochure is folded, the bleed, and the way it is read.

    Without `creeps` the sheets of a booklet are not trimmed, and their pages stand as they are.
    `inked` are the edges of pages all along which something is painted: see `paging.inked_edges`.
    """

    style: Format
    bleed: float
    to_left: bool = False
    creeps: bool = True
    inked: frozenset[tuple[int, str]] = frozenset()


def laid_out(
    pages: Sequence[Page], how: Imposition, paper: Paper
) -> Iterator[tuple[Page, tuple[Cell, ...]]]:
    """The sides of sheets without what is painted on them, each with the cells that pages fill.

    Args:
        pages: those of the press file; nothing of what they hold is looked at.
        how: no booklet, of which more than the cells is painted.
        paper: what they are put on.

    Raises:
        InputError: as `impose`.
    """
    for sheet in _planned(pages, how, paper):
        if max(sheet.trim) > mm(_LARGEST_MM):
            raise _large(sheet.trim)
        yield _side(sheet), sheet.cells


def impose(document: DisplayDocument, how: Imposition, paper: Paper) -> DisplayDocument:
    """The sheets of a document whose pages are those of the press file.

    Raises:
        InputError: `impose-unfit`: the pages cannot be put on sheets so; `impose-large`.
    """
    pages = document.pages
    sheets = _planned(pages, how, paper)
    for sheet in sheets:
        if max(sheet.trim) > mm(_LARGEST_MM):
            raise _large(sheet.trim)
    met: set[int] = set()
    made = tuple(_drawn(sheet, pages, met) for sheet in sheets)
    return replace(document, pages=made)


def _planned(pages: Sequence[Page], how: Imposition, paper: Paper) -> tuple[Sheet, ...]:
    if how.kind == "saddle":
        return tuple(_saddle(pages, paper))
    if paper.style.is_bound:
        raise _unfit(
            say("The pages of a booklet are put on its own sheets."), say("Write --impose saddle.")
        )
    match how.kind:
        case "repeat":
            return tuple(_repeated(pages, how, paper))
        case "stack":
            return tuple(_stacked(pages, how, paper))
        case _:
            return tuple(_both(pages, how, paper))


# --- booklets ---------------------------------------------------------------------------------


def _saddle(pages: Sequence[Page], paper: Paper) -> Iterator[Sheet]:
    """The sheets of a booklet, the outermost first, each with its outside first.

    The trim is that of the outermost sheet, so that all are printed alike. On the others pages move
    to the spine, and are cut off there, by what the sheet creeps out: see `booklets`.
    """
    if not paper.style.is_bound:
        raise _unfit(
            say("The brochure is no booklet: it is folded as `{fold}`.", fold=paper.style.fold),
            say("Write `fold: saddle` under `format` in the style sheet."),
        )
    if len(pages) % booklets.A_SHEET:
        raise _unfit(
            say("A booklet of {count} pages does not fill its sheets.", count=len(pages)),
            say("Write `blank: end` under `format` in the style sheet."),
        )
    width, height = pages[0].trim
    for side in booklets.printed(len(pages)):
        creep = mm(booklets.creep_mm(paper.style, side.sheet)) if paper.creeps else 0.0
        bleed = paper.bleed
        two = (side.right, side.left) if paper.to_left else (side.left, side.right)
        label = "–".join(pages[page].label for page in two)
        half = Rect(-bleed, -bleed, width + bleed, height + 2 * bleed)
        # The right page is painted last: under its ink the left one goes on, lest paper shows.
        under = half.inset(0.0, 0.0, -_SEAM if (two[1], "left") in paper.inked else 0.0, 0.0)
        cells = (
            Cell(two[0], Rect(creep, 0.0, width, height), under),
            Cell(two[1], Rect(width - creep, 0.0, width, height), half.moved(width + bleed, 0.0)),
        )
        name = "outside" if side.is_outside else "inside"
        trim = Size(2 * width, height)
        yield Sheet(
            f"{side.sheet + 1} {name} {label}",
            trim,
            cells,
            (width,),
            is_cut=False,
            under=tuple(_beyond(two, creep, paper, Size(width, height))) if creep else (),
        )


def _beyond(two: tuple[int, int], creep: float, paper: Paper, page: Size) -> Iterator[Cell]:
    """What is bled into where pages that moved to the spine do not reach.

    Both pages as they would stand without moving, in a strip at the end of the bleed. It lies
    beyond the knife, and is there lest whoever looks at the sheet finds an edge without bleed.
    """
    bleed, far = paper.bleed, creep + _SEAM
    for number, x, start in (
        (two[0], 0.0, -bleed),
        (two[1], page.width, 2 * page.width + bleed - far),
    ):
        strip = Rect(start, -bleed, far, page.height + 2 * bleed)
        yield Cell(number, Rect(x, 0.0, *page), strip)


# --- cards, flyers and folded sheets ----------------------------------------------------------


def _repeated(pages: Sequence[Page], how: Imposition, paper: Paper) -> Iterator[Sheet]:
    """Each page in all cells of a sheet; a back is the same from both sides."""
    grid = _Grid(pages[0].trim, how.columns, how.rows, _gutter(how, paper), paper.bleed)
    for number, page in enumerate(pages):
        cells = (grid.cell(number, at) for at in range(how.cells))
        yield grid.sheet(f"{page.label} × {how.cells}", cells, pages)


def _stacked(pages: Sequence[Page], how: Imposition, paper: Paper) -> Iterator[Sheet]:
    """Different leaves in the cells: each pile that is cut goes under the one before it.

    Cells are counted from left to right and down; behind a front stands its back, so that the
    sheet is turned about its upright edge.
    """
    a_leaf = 1 if how.one_sided else 2
    leaves = -(-len(pages) // a_leaf)
    sheets = -(-leaves // how.cells)
    grid = _Grid(pages[0].trim, how.columns, how.rows, _gutter(how, paper), paper.bleed)
    for sheet in range(sheets):
        for side in range(a_leaf):
            cells = []
            for at in range(how.cells):
                page = (at * sheets + sheet) * a_leaf + side
                if page < len(pages):
                    cells.append(grid.cell(page, grid.behind(at) if side else at))
            if cells:
                name = ("front", "back")[side] if a_leaf == 2 else "front"
                yield grid.sheet(f"{sheet + 1} {name}", cells, pages)


def _both(pages: Sequence[Page], how: Imposition, paper: Paper) -> Iterator[Sheet]:
    """Front and back of a sheet on one plate, which prints both sides of twice as large a sheet.

    Turned about its upright edge (work-and-turn), they stand side by side; about the other
    (work-and-tumble) one below the other, and the back upside down.
    """
    if len(pages) % 2:
        raise _unfit(
            say("Work-and-turn and work-and-tumble are for sheets that are printed on both sides."),
            say("Leave --impose out, or write --impose repeat:2x1."),
        )
    is_turned = how.kind == "turn"
    columns, rows = (2, 1) if is_turned else (1, 2)
    grid = _Grid(pages[0].trim, columns, rows, _gutter(how, paper), paper.bleed)
    for front in range(0, len(pages), 2):
        cells = (grid.cell(front, 0), grid.cell(front + 1, 1)._replace(turned=not is_turned))
        label = f"{pages[front].label} + {pages[front + 1].label}"
        yield grid.sheet(label, cells, pages)


def _gutter(how: Imposition, paper: Paper) -> float:
    """The paper between two cells, in points."""
    return 2 * paper.bleed if how.gutter_mm is None else mm(how.gutter_mm)


class _Grid(NamedTuple):
    """The cells of a sheet, counted from left to right and down; lengths in points."""

    page: Size
    columns: int
    rows: int
    gutter: float
    bleed: float

    def behind(self, at: int) -> int:
        """The cell behind one, once the sheet is turned about its upright edge."""
        row, column = divmod(at, self.columns)
        return row * self.columns + self.columns - 1 - column

    def cell(self, page: int, at: int) -> Cell:
        """A page in the cell of that number: it bleeds up to the middle of the gutters."""
        row, column = divmod(at, self.columns)
        width, height = self.page
        pitch = Size(width + self.gutter, height + self.gutter)
        trim = Rect(column * pitch.width, row * pitch.height, width, height)
        within = min(self.bleed, self.gutter / 2)
        left, top, right, bottom = (
            self.bleed if is_edge else within
            for is_edge in (column == 0, row == 0, column == self.columns - 1, row == self.rows - 1)
        )
        return Cell(page, trim, trim.inset(-left, -top, -right, -bottom))

    def sheet(self, label: str, cells: Iterable[Cell], pages: Sequence[Page]) -> Sheet:
        """A sheet with its cells, folded where their pages are."""
        placed = tuple(cells)
        upright, across = set[float](), set[float]()
        for cell in placed:
            page = pages[cell.page]
            upright |= {round(cell.place.apply(fold, 0.0).x, 4) for fold in page.folds}
            across |= {round(cell.place.apply(0.0, fold).y, 4) for fold in page.cross_folds}
        width = self.columns * (self.page.width + self.gutter) - self.gutter
        height = self.rows * (self.page.height + self.gutter) - self.gutter
        folds = tuple(sorted(upright)), tuple(sorted(across))
        return Sheet(label, Size(width, height), placed, *folds)


# --- drawing ----------------------------------------------------------------------------------


def _drawn(sheet: Sheet, pages: Sequence[Page], met: set[int]) -> Page:
    """A side of a sheet as a page; `met` are the pages that were placed before."""
    items: list[Item] = []
    for cell in sheet.under:
        if drawn := tuple(_wordless(_unsaid(pages[cell.page].items))):
            items.append(Group((Group(drawn, cell.place),), clip=rectangle(cell.shown)))
    for cell in sheet.cells:
        own = pages[cell.page].items
        if cell.page in met:
            own = tuple(_unsaid(own))
        met.add(cell.page)
        if own:
            items.append(Group((Group(own, cell.place),), clip=rectangle(cell.shown)))
    return replace(_side(sheet), items=tuple(items))


def _side(sheet: Sheet) -> Page:
    """A side of a sheet as a page on which nothing is painted."""
    cuts = tuple(cell.trim for cell in sheet.cells) if sheet.is_cut else ()
    return Page(
        sheet.trim,
        (),
        sheet.label,
        sheet.folds,
        sheet.label,
        cross_folds=sheet.cross_folds,
        cuts=cuts,
    )


def _unsaid(items: Iterable[Item]) -> Iterator[Item]:
    """Items that look the same and say nothing."""
    for item in items:
        match item:
            case Group():
                yield replace(item, items=tuple(_unsaid(item.items)))
            case Mark() if item.content is not None:
                kept = tuple(_unlinked(item.items))
                yield replace(item, items=kept, content=None, bounds=None)
            case Link():
                pass
            case _:
                yield item


def _wordless(items: Iterable[Item]) -> Iterator[Item]:
    """The marks that hold no words: grounds, art and pictures."""
    for item in items:
        match item:
            case Group():
                yield replace(item, items=tuple(_wordless(item.items)))
            case Mark() if not _has_words(item.items):
                yield item
            case _:
                pass


def _has_words(items: Iterable[Item]) -> bool:
    return any(
        isinstance(item, Glyphs) or (isinstance(item, Group | Form) and _has_words(item.items))
        for item in items
    )


def _unlinked(items: Iterable[Item]) -> Iterator[Item]:
    """What is painted of a mark."""
    for item in items:
        if isinstance(item, Group):
            yield replace(item, items=tuple(_unlinked(item.items)))
        elif not isinstance(item, Link):
            yield item


# --- refusals ---------------------------------------------------------------------------------


def _unfit(message: Sentence, hint: Sentence) -> InputError:
    return InputError(Diagnostic("impose-unfit", message, Place(STYLE_FILE), hint))


def _large(trim: Size) -> InputError:
    return InputError(
        Diagnostic(
            "impose-large",
            say(
                "The sheet would have {width:.0f} × {height:.0f} mm, and a page of a PDF has "
                "{most:.0f} mm at most.",
                width=trim.width / MM,
                height=trim.height / MM,
                most=_LARGEST_MM,
            ),
            hint=say("Put fewer pages on a sheet."),
        )
    )
