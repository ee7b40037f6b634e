"""How much of a file may still be read: forms that multiply run into it."""

from __future__ import annotations

from typing import Literal

from depliant.bounds import PATH_OPERATORS

Bound = Literal["operations", "points", "bytes", "tiles", "blended"]
"""What there may be too many of in a page."""


class BudgetError(Exception):
    """The pages of a file ask for more work than any page needs; `bound` is what they have met."""

    def __init__(self, bound: Bound) -> None:
        super().__init__(bound)
        self.bound = bound


class Budget:
    """How many steps may still be taken, and path operators read, by all that share it."""

    def __init__(self, steps: int, path_operators: int = PATH_OPERATORS) -> None:
        self.steps = steps
        self.path_operators = path_operators
        self._whole = steps, path_operators

    def renew(self) -> None:
        """Begin anew, for the next page."""
        self.steps, self.path_operators = self._whole

    def spend(self, steps: int = 1) -> None:
        """Count some steps.

        Raises:
            BudgetError: none is left.
        """
        self.steps -= steps
        if self.steps < 0:
            raise BudgetError("operations")

    def spend_path(self, operators: int) -> None:
        """Count the operators of a run of them.

        Raises:
            BudgetError: none is left.
        """
        self.path_operators -= operators
        if self.path_operators < 0:
            raise BudgetError("points")
