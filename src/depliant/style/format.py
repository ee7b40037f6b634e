"""The sheet of a brochure and how it is folded: `format` of the style sheet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Final, Literal, TypeVar

from msgspec import Meta, field

from depliant.sentences import say
from depliant.source.reading import MisfitError, Part
from depliant.source.scalars import Length
from depliant.style.fold_kinds import Binding, Fold, FoldKind, fold_named

T = TypeVar("T")

_SIZES_MM: Final = {
    "A3": (420.0, 297.0),
    "A4": (297.0, 210.0),
    "A5": (210.0, 148.0),
    "DL": (210.0, 99.0),
}
_ALLOWANCE_MM: Final = {"text": 1.6, "cover": 3.2}
_CALIPER_MM: Final = {"text": 0.11, "cover": 0.27}
"""How thick a sheet is: coated paper of 135 and of 300 g/m², about 0.8 and 0.9 cm³/g."""
_EXACT_MM: Final = 0.05
"""How far the widths of panels may be from those of the sheet."""

PanelNumber = Annotated[int, Meta(ge=1, le=48)]


def mirrored_rows(cells: Sequence[T], columns: int) -> tuple[T, ...]:
    """What stands row by row and from left to right, as a mirror has it."""
    rows = (cells[start : start + columns] for start in range(0, len(cells), columns))
    return tuple(cell for row in rows for cell in reversed(row))


Caliper = Annotated[float, Meta(ge=0.02, le=1)]


class Numbering(Part, frozen=True, kw_only=True):
    """How the pages of a booklet are counted.

    Of its `cover` all is counted, or the first page is not, or none of the four pages of its
    sheet. The first so many of the pages that are counted have small `roman` numerals.
    """

    cover: Literal["counted", "first", "four"] = "counted"
    roman: Annotated[int, Meta(ge=0, le=99)] = 0


class Format(Part, frozen=True, kw_only=True):
    """The sheet and how it is folded.

    `size` is a name (A3, A4, A5, DL) or [width, height] in millimetres: of the flat sheet, or
    of one panel where `size_of` says so; of a page of a booklet unless it says otherwise, and
    that is upright. `weight` is the paper's: text (up to about 150 g/m²)
    or cover. `panels_mm` are widths of the panels of the first side, from left to right, in place
    of those that the paper asks for; `order` says for a side which panels stand there, row by row
    and by their numbers from 1; `mirrored` turns the fold round.

    A booklet may have a cover of another paper (`cover_weight`); how thick paper is that the
    printer has measured say `caliper_mm` and `cover_caliper_mm`. With `blank: end` empty pages
    make its pages a multiple of four; `numbering` says which of them have numbers.
    """

    size: Literal["A3", "A4", "A5", "DL"] | tuple[Length, Length] = "A4"
    size_of: Literal["sheet", "panel"] | None = None
    orientation: Literal["landscape", "portrait"] | None = None
    fold: FoldKind | Binding = "roll3"
    weight: Literal["text", "cover"] = "text"
    panels_mm: tuple[Length, ...] | None = None
    order: dict[str, tuple[PanelNumber, ...]] = field(default_factory=dict)
    mirrored: bool = False
    bleed_mm: Annotated[float, Meta(ge=0, le=20)] = 3.0
    safe_mm: Annotated[float, Meta(ge=0, le=30)] = 4.0
    caliper_mm: Caliper | None = None
    cover_weight: Literal["text", "cover"] | None = None
    cover_caliper_mm: Caliper | None = None
    blank: Literal["end"] | None = None
    numbering: Numbering = Numbering()

    def __post_init__(self) -> None:
        """The sheet is one that a PDF can hold, and what is said of its panels agrees with it."""
        self._check_size()
        if self.panels_mm is not None:
            self._check_widths(self.panels_mm)
        if self.order:
            self._check_order()
        if not self.is_bound:
            self._check_no_booklet()

    @property
    def is_bound(self) -> bool:
        """Whether it is a booklet, of sheets that are put into one another."""
        return self.fold == "saddle"

    @property
    def _is_of_panel(self) -> bool:
        return self.size_of == "panel" or (self.is_bound and self.size_of is None)

    @property
    def sheet_mm(self) -> tuple[float, float]:
        """Width and height of the flat sheet in millimetres."""
        if isinstance(self.size, str):
            long, short = _SIZES_MM[self.size]
            upright = self.orientation == "portrait" or (self.is_bound and not self.orientation)
            width, height = (short, long) if upright else (long, short)
        else:
            width, height = self.size
        if self._is_of_panel:
            fold, allowance = fold_named(self.fold), _ALLOWANCE_MM[self.weight]
            return fold.sheet_width(width, allowance), fold.sheet_height(height, allowance)
        return width, height

    @property
    def widths_mm(self) -> tuple[float, ...]:
        """Widths of the columns of the *recto* (outside), left to right, in millimetres.

        They are those of a brochure that reads to the right and is not mirrored, and add up to the
        width of the sheet.
        """
        if self.panels_mm is not None:
            return self.panels_mm[::-1] if self.mirrored else self.panels_mm
        return fold_named(self.fold).widths(self.sheet_mm[0], _ALLOWANCE_MM[self.weight])

    @property
    def heights_mm(self) -> tuple[float, ...]:
        """Heights of the rows from above, in millimetres; they add up to that of the sheet."""
        return fold_named(self.fold).heights(self.sheet_mm[1], _ALLOWANCE_MM[self.weight])

    @property
    def thickness_mm(self) -> float:
        """How thick the paper is: as it was measured, or about."""
        return self.caliper_mm or _CALIPER_MM[self.weight]

    @property
    def cover_thickness_mm(self) -> float:
        """The same of the cover of a booklet, which is of the same paper unless one is named."""
        if self.cover_weight is None:
            return self.cover_caliper_mm or self.thickness_mm
        return self.cover_caliper_mm or _CALIPER_MM[self.cover_weight]

    @property
    def folding(self) -> Fold:
        """How the sheet is folded, its panels in the order that is asked for; not yet mirrored."""
        fold = fold_named(self.fold)
        sides = []
        for label, usual in fold.sides:
            order = tuple(number - 1 for number in self.order.get(label, ()))
            if self.mirrored:
                order = mirrored_rows(order, len(fold.recto))
            sides.append((label, order or usual))
        return fold._replace(sides=tuple(sides))

    def _check_size(self) -> None:
        """A page of a PDF is 14,400 points long at most (ISO 32000-2, annex C): 5080 mm.

        The sheet with its bleed and its marks keeps within that.
        """
        if isinstance(self.size, str):
            return
        width, height = self.size
        flat = width, height
        if self._is_of_panel:
            fold = fold_named(self.fold)
            flat = fold.sheet_width(width, 0.0), fold.sheet_height(height, 0.0)
        if min(width, height) < 10 or max(flat) > 4900:
            raise MisfitError(
                say("must have a `size` of 10 mm at least and, unfolded, 4900 mm at most")
            )

    def _check_widths(self, widths: tuple[float, ...]) -> None:
        count, sheet = len(fold_named(self.fold).recto), self.sheet_mm[0]
        if len(widths) != count:
            raise MisfitError(
                say(
                    "must have {count} widths, one for each panel of a side folded as `{fold}`; it "
                    "has {found}",
                    count=count,
                    fold=self.fold,
                    found=len(widths),
                ),
                "panels_mm",
            )
        if self.size_of == "panel":
            raise MisfitError(
                say("must not stand beside `size_of: panel`: say the size of the open sheet"),
                "panels_mm",
            )
        if abs(sum(widths) - sheet) > _EXACT_MM:
            raise MisfitError(
                say(
                    "must add up to the width of the sheet, {sheet:g} mm; it comes to {found:g} mm",
                    sheet=sheet,
                    found=round(sum(widths), 2),
                ),
                "panels_mm",
            )
        if min(widths) < 10:
            raise MisfitError(say("must have panels of 10 mm at least"), "panels_mm")

    def _check_no_booklet(self) -> None:
        """Nothing is said of pages and of a cover where there are none."""
        given = {
            "cover_weight": self.cover_weight is not None,
            "cover_caliper_mm": self.cover_caliper_mm is not None,
            "blank": self.blank is not None,
            "numbering": self.numbering != Numbering(),
        }
        for key, is_given in given.items():
            if is_given:
                raise MisfitError(
                    say("is of booklets alone: write `fold: saddle`, or leave it out"), key
                )

    def _check_order(self) -> None:
        """Every side is one of the fold's, and together they hold each panel once."""
        fold = fold_named(self.fold)
        for label in self.order:
            if label not in dict(fold.sides):
                raise MisfitError(
                    say(
                        "must name sides of `{fold}`: {sides}",
                        fold=self.fold,
                        sides=", ".join(label for label, _ in fold.sides),
                    ),
                    "order",
                )
        placed = sorted(panel for _, order in self.folding.sides for panel in order)
        if placed != list(range(fold.capacity)):
            raise MisfitError(
                say(
                    "must hold each panel from 1 to {count} once on both sides together",
                    count=fold.capacity,
                ),
                "order",
            )
