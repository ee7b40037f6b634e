"""The ways to fold a sheet, each a value: what is printed where, and which panels are narrower.

A roll fold opens cover, then the flap with the first inside panel; an accordion is read along its
front and on along its back.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from depliant.sentences import Sentence, say, verbatim

FoldKind = Literal["none", "half", "roll3", "roll4", "z3", "gate", "accordion4"]


class Leaf(NamedTuple):
    """A panel of the recto: its width in whole panels, less so many allowances of the paper.

    One allowance for each turn of the paper that lies round it.
    """

    panels: float = 1.0
    allowances: int = 0


class Fold(NamedTuple):
    """How a sheet is folded.

    `called` is its name in the trade. `recto` are the panels of the first side, from left to
    right. `sides` are the names of the sides, and for each from left to right the panel that
    stands there, by its reading order. With `zigzag` every fold turns the other way than the one
    before.
    """

    called: Sentence
    recto: tuple[Leaf, ...]
    sides: tuple[tuple[str, tuple[int, ...]], ...]
    zigzag: bool = False

    @property
    def capacity(self) -> int:
        """How many panels both sides have."""
        return sum(len(order) for _, order in self.sides)

    @property
    def turns(self) -> tuple[int, ...]:
        """For each fold, 1 where it turns as the first does and -1 where it turns back."""
        return tuple(-1 if self.zigzag and fold % 2 else 1 for fold in range(len(self.recto) - 1))

    def sheet_width(self, panel: float, allowance: float) -> float:
        """The width of the flat sheet from that of a whole panel; all in one unit."""
        return _whole(self.recto) * panel - _tucks(self.recto) * allowance

    def widths(self, sheet: float, allowance: float) -> list[float]:
        """The widths of the recto's panels, which add up to that of the `sheet`."""
        panel = (sheet + _tucks(self.recto) * allowance) / _whole(self.recto)
        return [leaf.panels * panel - leaf.allowances * allowance for leaf in self.recto]


def _whole(leaves: tuple[Leaf, ...]) -> float:
    return sum(leaf.panels for leaf in leaves)


def _tucks(leaves: tuple[Leaf, ...]) -> int:
    return sum(leaf.allowances for leaf in leaves)


_PANEL, _FLAP, _DOOR = Leaf(), Leaf(allowances=1), Leaf(0.5, allowances=1)

FOLDS: Final[dict[FoldKind, Fold]] = {
    "none": Fold(say("not folded"), (_PANEL,), (("page", (0,)),)),
    "half": Fold(say("half fold"), (_PANEL,) * 2, (("outside", (3, 0)), ("inside", (1, 2)))),
    # The flap, left on the outside, is tucked in.
    "roll3": Fold(
        say("roll fold"),
        (_FLAP, _PANEL, _PANEL),
        (("outside", (4, 5, 0)), ("inside", (1, 2, 3))),
    ),
    # Rolled up from the left: the first panel lies within the second, both within the others.
    "roll4": Fold(
        say("roll fold"),
        (Leaf(allowances=2), _FLAP, _PANEL, _PANEL),
        (("outside", (5, 6, 7, 0)), ("inside", (1, 2, 3, 4))),
    ),
    "z3": Fold(
        say("Z fold"), (_PANEL,) * 3, (("front", (0, 1, 2)), ("back", (3, 4, 5))), zigzag=True
    ),
    # The doors of a gate do not meet in the middle.
    "gate": Fold(
        say("gate fold"),
        (_DOOR, _PANEL, _DOOR),
        (("outside", (1, 5, 0)), ("inside", (2, 3, 4))),
    ),
    "accordion4": Fold(
        say("accordion fold"),
        (_PANEL,) * 4,
        (("front", (0, 1, 2, 3)), ("back", (4, 5, 6, 7))),
        zigzag=True,
    ),
}

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
    return next((fold.called for name, fold in FOLDS.items() if name == kind), verbatim(kind))
