"""How pages are put on sheets for the press: what `--impose` says.

saddle              the sheets of a booklet: each side two pages, for folding and stapling
repeat:2x4          each page eight times on a sheet, two across and four down
stack:2x4           different pages: the sheets are cut, and the piles put on one another
turn, tumble        front and back on one plate (work-and-turn, work-and-tumble)
"""

from __future__ import annotations

from typing import Final, Literal, get_args

from msgspec import Struct
from msgspec.structs import replace

from depliant.errors import UnfitError
from depliant.patterns import late_pattern
from depliant.sentences import say
from depliant.source.suggestions import did_you_mean

Kind = Literal["saddle", "repeat", "stack", "turn", "tumble"]
KINDS: Final = get_args(Kind)
_IN_CELLS: Final = ("repeat", "stack")
_LONG: Final = {"work-and-turn": "turn", "work-and-tumble": "tumble"}
_MOST: Final = 50
"""Pages side by side: more small cards than that no sheet holds."""

_CELLS: Final = late_pattern(r"([0-9]{1,2})[x×]([0-9]{1,2})")
_GUTTER: Final = late_pattern(r"[0-9]{1,3}(?:[.,][0-9]{1,2})?")
ONE_SIDED: Final = "one-sided"


class Imposition(Struct, frozen=True):
    """How pages are put on sheets.

    `columns` and `rows` are those of the cells of a sheet. `gutter_mm` is the paper between two
    cells; None: room for the bleed of both. With `one_sided` leaves are printed on one side only.
    """

    kind: Kind
    columns: int = 1
    rows: int = 1
    gutter_mm: float | None = None
    one_sided: bool = False

    @property
    def is_one_plate(self) -> bool:
        """Whether a page of the file is all that is printed on a sheet, and has no back."""
        return self.one_sided or self.kind in ("turn", "tumble")

    @property
    def cells(self) -> int:
        """How many pages a side of a sheet has."""
        return self.columns * self.rows


def imposition(text: str) -> Imposition:
    """What a text such as "repeat:2x4:6" asks for: cells across and down, gutter in millimetres.

    Raises:
        UnfitError: it asks for nothing; `why` says what to write.
    """
    name, *parts = text.strip().lower().split(":")
    kind = next((one for one in KINDS if one == _LONG.get(name, name)), None)
    if kind is None:
        names = (*KINDS, *_LONG)
        raise UnfitError(
            did_you_mean(name, names) or say("Choose among {names}.", names=", ".join(KINDS))
        )
    found = Imposition(kind)
    if kind in _IN_CELLS:
        cells = _CELLS.fullmatch(parts.pop(0)) if parts else None
        columns, rows = (int(one) for one in cells.groups()) if cells else (0, 0)
        if not (1 <= columns <= _MOST and 1 <= rows <= _MOST):
            raise UnfitError(say("Say how many across and down, such as {kind}:2x4.", kind=kind))
        found = replace(found, columns=columns, rows=rows)
    for part in parts:
        if _GUTTER.fullmatch(part) and kind != "saddle":
            found = replace(found, gutter_mm=float(part.replace(",", ".")))
        elif part == ONE_SIDED and kind == "stack":
            found = replace(found, one_sided=True)
        else:
            raise UnfitError(
                say(
                    "After the cells goes the gutter in millimetres, such as repeat:2x4:6, and "
                    "after stack:2x4 also one-sided."
                )
            )
    return found
