"""The ways to fold a sheet, each a value: what is printed where, and which panels are narrower.

A roll fold opens cover, then the flap with the first inside panel; an accordion is read along its
front and on along its back. A sheet may be folded in both directions: a French fold in half and in
half again, a map in columns like an accordion, and then in two or three.
"""

from __future__ import annotations

from typing import Final, Literal

from depliant.sentences import Sentence, say, verbatim
from depliant.tuples import NamedTuple

FoldKind = Literal[
    "none",
    "half",
    "roll3",
    "roll4",
    "roll5",
    "roll6",
    "z3",
    "accordion4",
    "accordion5",
    "accordion6",
    "accordion7",
    "accordion8",
    "accordion9",
    "accordion10",
    "accordion11",
    "accordion12",
    "gate",
    "double-gate",
    "parallel",
    "french",
    "map2x2",
    "map3x2",
    "map4x2",
    "map5x2",
    "map6x2",
    "map7x2",
    "map8x2",
    "map2x3",
    "map3x3",
    "map4x3",
    "map5x3",
    "map6x3",
    "map7x3",
    "map8x3",
    "accordion3",
    "z4",
    "z5",
    "z6",
    "z7",
    "z8",
    "z9",
    "z10",
    "z11",
    "z12",
]

OTHER_NAMES: Final[dict[FoldKind, FoldKind]] = {
    "accordion3": "z3",
    "z4": "accordion4",
    "z5": "accordion5",
    "z6": "accordion6",
    "z7": "accordion7",
    "z8": "accordion8",
    "z9": "accordion9",
    "z10": "accordion10",
    "z11": "accordion11",
    "z12": "accordion12",
}
"""Names that are as good for folds which are listed under others."""
Binding = Literal["saddle"]
"""Ways to bind sheets that are folded once: put into one another, and stapled through the fold."""


class Leaf(NamedTuple):
    """A column of the recto, or a row: its width in whole panels, less so many allowances.

    One allowance of the paper for each turn of it that lies round the panel.
    """

    panels: float = 1.0
    allowances: int = 0


class Crease(NamedTuple):
    """A fold of the sheet, which lies with its recto up.

    `at` is how many columns of the recto stand left of it on the flat sheet, or how many rows
    above it. All the paper to the left of it, to the right, above or below turns under the rest,
    or over it.
    """

    at: int
    moves: Literal["left", "right", "top", "bottom"] = "left"
    way: Literal["under", "over"] = "under"

    @property
    def is_across(self) -> bool:
        """Whether it runs across the sheet, from its left edge to its right."""
        return self.moves in ("top", "bottom")


class Fold(NamedTuple):
    """How a sheet is folded.

    `called` is its name in the trade. `recto` are the columns of the first side, from left to
    right, `rows` its rows from above. `sides` are the names of the sides, and for each, row by row
    and from left to right, the panel that stands there, by its reading order. `creases` are the
    folds in the order in which they are made: all of one direction, and then those of the other.
    """

    called: Sentence
    recto: tuple[Leaf, ...]
    sides: tuple[tuple[str, tuple[int, ...]], ...]
    creases: tuple[Crease, ...] = ()
    rows: tuple[Leaf, ...] = (Leaf(),)

    @property
    def capacity(self) -> int:
        """How many panels both sides have."""
        return sum(len(order) for _, order in self.sides)

    def sheet_width(self, panel: float, allowance: float) -> float:
        """The width of the flat sheet from that of a whole panel; all in one unit."""
        return _whole(self.recto) * panel - _tucks(self.recto) * allowance

    def sheet_height(self, panel: float, allowance: float) -> float:
        """The height of the flat sheet from that of a whole panel; all in one unit."""
        return _whole(self.rows) * panel - _tucks(self.rows) * allowance

    def widths(self, sheet: float, allowance: float) -> tuple[float, ...]:
        """The widths of the recto's columns, which add up to that of the `sheet`."""
        return _shares(self.recto, sheet, allowance)

    def heights(self, sheet: float, allowance: float) -> tuple[float, ...]:
        """The heights of the rows, which add up to that of the `sheet`."""
        return _shares(self.rows, sheet, allowance)


def _shares(leaves: tuple[Leaf, ...], sheet: float, allowance: float) -> tuple[float, ...]:
    panel = (sheet + _tucks(leaves) * allowance) / _whole(leaves)
    return tuple(leaf.panels * panel - leaf.allowances * allowance for leaf in leaves)


def _whole(leaves: tuple[Leaf, ...]) -> float:
    return sum(leaf.panels for leaf in leaves)


def _tucks(leaves: tuple[Leaf, ...]) -> int:
    return sum(leaf.allowances for leaf in leaves)


_PANEL, _FLAP, _DOOR = Leaf(), Leaf(allowances=1), Leaf(0.5, allowances=1)


def _roll(count: int) -> Fold:
    """Rolled up from the left of the outside: each panel lies within the next."""
    inner = tuple(Leaf(allowances=turns) for turns in range(count - 2, 0, -1))
    outside = (*range(count + 1, 2 * count), 0)
    return Fold(
        say("roll fold"),
        (*inner, _PANEL, _PANEL),
        (("outside", outside), ("inside", tuple(range(1, count + 1)))),
        tuple(Crease(at) for at in range(1, count)),
    )


def _zigzag(called: Sentence, count: int) -> Fold:
    """Each fold turns the other way than the one before."""
    return Fold(
        called,
        (_PANEL,) * count,
        (("front", tuple(range(count))), ("back", tuple(range(count, 2 * count)))),
        tuple(Crease(at, way="under" if at % 2 else "over") for at in range(1, count)),
    )


def _map(columns: int, rows: int) -> Fold:
    """An accordion of columns, folded in two or three: the cover is lifted, and all pulled out.

    The cover lies at the right of the upper row of the outside; of three rows the lowest is tucked
    in. The inside is read row by row, and then the rest of the outside, what lies behind at last.
    """
    zigzag = tuple(
        Crease(columns - turn, "right", "over" if turn % 2 == 0 else "under")
        for turn in range(1, columns)
    )
    # The cover's column ends on the upper side of the pile, or on the lower: it stays outside.
    way: Literal["under", "over"] = "under" if columns % 2 else "over"
    tucked = (Crease(2, "bottom", way),) if rows == 3 else ()
    a_side = columns * rows
    cover, back = columns - 1, 2 * columns - 1
    rest = iter(range(a_side + 1, 2 * a_side - 1))
    outside = tuple(
        0 if cell == cover else 2 * a_side - 1 if cell == back else next(rest)
        for cell in range(a_side)
    )
    return Fold(
        say("map fold"),
        (_PANEL,) * columns,
        (("outside", outside), ("inside", tuple(range(1, a_side + 1)))),
        (*zigzag, *tucked, Crease(1, "top", way)),
        (_PANEL, _PANEL, _FLAP) if rows == 3 else (_PANEL, _PANEL),
    )


FOLDS: Final[dict[FoldKind, Fold]] = {
    "none": Fold(say("not folded"), (_PANEL,), (("page", (0,)),)),
    "half": Fold(
        say("half fold"), (_PANEL,) * 2, (("outside", (3, 0)), ("inside", (1, 2))), (Crease(1),)
    ),
    "roll3": _roll(3),
    "roll4": _roll(4),
    "roll5": _roll(5),
    "roll6": _roll(6),
    "z3": _zigzag(say("Z fold"), 3),
    "accordion4": _zigzag(say("accordion fold"), 4),
    "accordion5": _zigzag(say("accordion fold"), 5),
    "accordion6": _zigzag(say("accordion fold"), 6),
    "accordion7": _zigzag(say("accordion fold"), 7),
    "accordion8": _zigzag(say("accordion fold"), 8),
    "accordion9": _zigzag(say("accordion fold"), 9),
    "accordion10": _zigzag(say("accordion fold"), 10),
    "accordion11": _zigzag(say("accordion fold"), 11),
    "accordion12": _zigzag(say("accordion fold"), 12),
    # The doors of a gate do not meet in the middle.
    "gate": Fold(
        say("gate fold"),
        (_DOOR, _PANEL, _DOOR),
        (("outside", (1, 5, 0)), ("inside", (2, 3, 4))),
        (Crease(1), Crease(2, "right")),
    ),
    # A gate that is folded once more, between its doors.
    "double-gate": Fold(
        say("double gate fold"),
        (_FLAP, _PANEL, _PANEL, _FLAP),
        (("outside", (2, 7, 0, 1)), ("inside", (3, 4, 5, 6))),
        (Crease(1), Crease(3, "right"), Crease(2)),
    ),
    # Folded in half, and both halves at one crease in half again: the free panel is narrower.
    "parallel": Fold(
        say("double parallel fold"),
        (_FLAP, _PANEL, _PANEL, _PANEL),
        (("outside", (1, 2, 7, 0)), ("inside", (3, 4, 5, 6))),
        (Crease(2), Crease(3)),
    ),
    # Printed on one side it is a card: the inner spread stands upside down above its outside.
    "french": Fold(
        say("French fold"),
        (_PANEL,) * 2,
        (("outside", (2, 1, 3, 0)), ("inside", (4, 5, 6, 7))),
        (Crease(1, "top"), Crease(1)),
        (_PANEL,) * 2,
    ),
    "map2x2": _map(2, 2),
    "map3x2": _map(3, 2),
    "map4x2": _map(4, 2),
    "map5x2": _map(5, 2),
    "map6x2": _map(6, 2),
    "map7x2": _map(7, 2),
    "map8x2": _map(8, 2),
    "map2x3": _map(2, 3),
    "map3x3": _map(3, 3),
    "map4x3": _map(4, 3),
    "map5x3": _map(5, 3),
    "map6x3": _map(6, 3),
    "map7x3": _map(7, 3),
    "map8x3": _map(8, 3),
}
FOLDS.update({other: FOLDS[kind] for other, kind in OTHER_NAMES.items()})
LISTED: Final[tuple[FoldKind, ...]] = tuple(kind for kind in FOLDS if kind not in OTHER_NAMES)
"""Every fold once, by the name under which it is listed."""

BINDINGS: Final[dict[Binding, Fold]] = {
    # The sheets of a booklet lie in one another: this is one of them. See `style.booklets`.
    "saddle": FOLDS["half"]._replace(called=say("saddle-stitched booklet")),
}


def fold_named(kind: FoldKind | Binding) -> Fold:
    """How a sheet is folded, or each sheet of what is bound."""
    return BINDINGS[kind] if kind == "saddle" else FOLDS[kind]


_SIDES: Final = {
    "page": say("page"),
    "outside": say("outside"),
    "inside": say("inside"),
    "front": say("front"),
    "back": say("back"),
}


def side_called(label: str) -> Sentence:
    """A side of the sheet, as one is told of it."""
    return _SIDES.get(label) or verbatim(label)


def fold_called(kind: str) -> Sentence:
    """A way to fold, by its name in the trade."""
    every = (*FOLDS.items(), *BINDINGS.items())
    return next((fold.called for name, fold in every if name == kind), verbatim(kind))
