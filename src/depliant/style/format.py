"""The sheet of a brochure and how it is folded: `format` of the style sheet."""

from __future__ import annotations

from typing import Annotated, Final, Literal, TypeVar

from msgspec import Meta, field

from depliant.sentences import say
from depliant.source.reading import MisfitError, Part
from depliant.source.scalars import Length
from depliant.style.fold_kinds import FOLDS, Fold, FoldKind

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


def mirrored_rows(cells: tuple[T, ...], columns: int) -> tuple[T, ...]:
    """What stands row by row and from left to right, as a mirror has it."""
    rows = (cells[start : start + columns] for start in range(0, len(cells), columns))
    return tuple(cell for row in rows for cell in reversed(row))


class Format(Part, frozen=True, kw_only=True):
    """The sheet and how it is folded.

    `size` is a name (A3, A4, A5, DL) or [width, height] in millimetres: of the flat sheet, or
    of one panel where `size_of` says so. `weight` is the paper's: text (up to about 150 g/m²)
    or cover. `panels_mm` are widths of the panels of the first side, from left to right, in place
    of those that the paper asks for; `order` says for a side which panels stand there, row by row
    and by their numbers from 1; `mirrored` turns the fold round.
    """

    size: Literal["A3", "A4", "A5", "DL"] | tuple[Length, Length] = "A4"
    size_of: Literal["sheet", "panel"] = "sheet"
    orientation: Literal["landscape", "portrait"] = "landscape"
    fold: FoldKind = "roll3"
    weight: Literal["text", "cover"] = "text"
    panels_mm: tuple[Length, ...] | None = None
    order: dict[str, tuple[PanelNumber, ...]] = field(default_factory=dict)
    mirrored: bool = False
    bleed_mm: Annotated[float, Meta(ge=0, le=20)] = 3.0
    safe_mm: Annotated[float, Meta(ge=0, le=30)] = 4.0

    def __post_init__(self) -> None:
        """The sheet is one that a PDF can hold, and what is said of its panels agrees with it."""
        self._check_size()
        if self.panels_mm is not None:
            self._check_widths(self.panels_mm)
        if self.order:
            self._check_order()

    @property
    def sheet_mm(self) -> tuple[float, float]:
        """Width and height of the flat sheet in millimetres."""
        if isinstance(self.size, str):
            long, short = _SIZES_MM[self.size]
            width, height = (long, short) if self.orientation == "landscape" else (short, long)
        else:
            width, height = self.size
        if self.size_of == "panel":
            fold, allowance = FOLDS[self.fold], _ALLOWANCE_MM[self.weight]
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
        return FOLDS[self.fold].widths(self.sheet_mm[0], _ALLOWANCE_MM[self.weight])

    @property
    def heights_mm(self) -> tuple[float, ...]:
        """Heights of the rows from above, in millimetres; they add up to that of the sheet."""
        return FOLDS[self.fold].heights(self.sheet_mm[1], _ALLOWANCE_MM[self.weight])

    @property
    def caliper_mm(self) -> float:
        """How thick the paper is, about."""
        return _CALIPER_MM[self.weight]

    @property
    def folding(self) -> Fold:
        """How the sheet is folded, its panels in the order that is asked for; not yet mirrored."""
        fold = FOLDS[self.fold]
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
        if self.size_of == "panel":
            fold = FOLDS[self.fold]
            flat = fold.sheet_width(width, 0.0), fold.sheet_height(height, 0.0)
        if min(width, height) < 10 or max(flat) > 4900:
            raise MisfitError(
                say("must have a `size` of 10 mm at least and, unfolded, 4900 mm at most")
            )

    def _check_widths(self, widths: tuple[float, ...]) -> None:
        count, sheet = len(FOLDS[self.fold].recto), self.sheet_mm[0]
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

    def _check_order(self) -> None:
        """Every side is one of the fold's, and together they hold each panel once."""
        fold = FOLDS[self.fold]
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
