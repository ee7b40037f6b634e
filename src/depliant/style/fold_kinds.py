"""The ways to fold a sheet, each a value: what is printed where, and which panels are narrower.

A roll fold opens cover, then the flap with the first inside panel; an accordion is read along its
front and on along its back.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from depliant.sentences import Sentence, say, verbatim

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
]

Binding = Literal["saddle"]
"""Ways to bind sheets that are folded once: put into one another, and stapled through the fold."""


class Leaf(NamedTuple):
    """A panel of the recto: its width in whole panels, less so many allowances of the paper.

    One allowance for each turn of the paper that lies round it.
    """

    panels: float = 1.0
    allowances: int = 0


class Crease(NamedTuple):
    """A fold of the sheet, which lies with its recto up.

    `at` is how many panels of the recto stand left of it on the flat sheet. All the paper to the
    left of it, or to the right, turns under the rest, or over it.
    """

    at: int
    moves: Literal["left", "right"] = "left"
    way: Literal["under", "over"] = "under"


class Fold(NamedTuple):
    """How a sheet is folded.

    `called` is its name in the trade. `recto` are the panels of the first side, from left to
    right. `sides` are the names of the sides, and for each from left to right the panel that
    stands there, by its reading order. `creases` are the folds in the order in which they are made.
    """

    called: Sentence
    recto: tuple[Leaf, ...]
    sides: tuple[tuple[str, tuple[int, ...]], ...]
    creases: tuple[Crease, ...] = ()

    @property
    def capacity(self) -> int:
        """How many panels both sides have."""
        return sum(len(order) for _, order in self.sides)

    def sheet_width(self, panel: float, allowance: float) -> float:
        """The width of the flat sheet from that of a whole panel; all in one unit."""
        return _whole(self.recto) * panel - _tucks(self.recto) * allowance

    def widths(self, sheet: float, allowance: float) -> tuple[float, ...]:
        """The widths of the recto's panels, which add up to that of the `sheet`."""
        panel = (sheet + _tucks(self.recto) * allowance) / _whole(self.recto)
        return tuple(leaf.panels * panel - leaf.allowances * allowance for leaf in self.recto)


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
}

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
