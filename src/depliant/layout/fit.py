"""Copyfitting: a bounded, recorded policy, the same for all panels of a side.

Steps run from 0 (as designed) to the style sheet's last; each moves type size, leading and
tracking the same share of the way to their bounds. The first step at which nothing on the
side is overset is taken, or the last one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, TypeVar

from msgspec import Struct

from depliant.sentences import Sentence, say
from depliant.style.sheet import Copyfit

T = TypeVar("T")

AS_DESIGNED: Final = say("as designed")


class Step(Struct, frozen=True):
    """One copyfit step: factors on size and leading, tracking in thousandths of an em."""

    number: int
    size: float = 1.0
    leading: float = 1.0
    tracking: float = 0.0

    @property
    def described(self) -> Sentence:
        """What the step does, as a build says it."""
        if self.number == 0:
            return AS_DESIGNED
        return say(
            "step {number}: size {size:.1%}, leading {leading:.1%}, "
            "tracking {tracking:+.1f}/1000 em",
            number=self.number,
            size=self.size,
            leading=self.leading,
            tracking=self.tracking,
        )


def steps(policy: Copyfit) -> Iterator[Step]:
    """The steps that the policy allows, from none to all of it."""
    yield Step(0)
    for number in range(1, policy.steps + 1):
        share = number / policy.steps
        yield Step(
            number,
            1 - (1 - policy.size) * share,
            1 - (1 - policy.leading) * share,
            policy.tracking * share,
        )


def fitted(policy: Copyfit, lay: Callable[[Step], T], fits: Callable[[T], bool]) -> tuple[Step, T]:
    """The first step whose layout fits, with that layout; the last one if none does."""
    for step in steps(policy):
        result = lay(step)
        if fits(result):
            break
    return step, result
