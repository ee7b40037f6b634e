"""What was found typed in texts before: they are not looked through again by the next build.

One word that changes leaves all texts but one as they were, and to know of a number that it counts
nothing takes dozens of patterns.
"""

from __future__ import annotations

from msgspec import Struct

from depliant.bookkeeping.typed import Quantities, quantities
from depliant.build.memory import Memory

_MadeFrom = tuple[str, str, tuple[str, ...], tuple[str, ...]]


class _Found(Struct, frozen=True):
    """What was found in each text of a publication."""

    quantities: dict[str, Quantities]


class TypedBefore:
    """Quantities typed in the texts of a publication, found once for each text.

    Args:
        memory: where all of them are kept together, by what they depend on beside the text.
    """

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._now: dict[_MadeFrom, dict[str, Quantities]] = {}
        self._before: dict[_MadeFrom, dict[str, Quantities]] = {}

    def __call__(
        self, text: str, language: str, names: tuple[str, ...], units: frozenset[str]
    ) -> Quantities:
        """The quantities of a text: see `quantities`."""
        made_from = ("typed", language, names, tuple(sorted(units)))
        if made_from not in self._now:
            noted = self._memory.noted(_Found, made_from)
            self._before[made_from], self._now[made_from] = (noted.quantities if noted else {}), {}
        found = self._before[made_from].get(text)
        if found is None:
            found = quantities(text, language, names, units)
        self._now[made_from][text] = found
        return found

    def keep(self) -> None:
        """Keep what was found, if any of it is new."""
        for made_from, now in self._now.items():
            if now.keys() - self._before[made_from].keys():
                self._memory.note(made_from, _Found(now))
