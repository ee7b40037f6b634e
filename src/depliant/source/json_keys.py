"""Keys of JSON from outside: of two that are one the standard keeps neither (RFC 8259, 4)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from depliant.sentences import Sentence, legible, say

_SHOWN = 60
"""Characters of a key."""


class TwiceError(ValueError):
    """A key is written twice in one object; `why` says so."""

    def __init__(self, key: str) -> None:
        self.why: Sentence = say("`{key}` is written twice", key=legible(key[:_SHOWN]))
        super().__init__(str(self.why))


def once(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """An object of JSON by its pairs, as `json.loads` has them made (`object_pairs_hook`).

    Raises:
        TwiceError: a key is written twice.
    """
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise TwiceError(key)
        found[key] = value
    return found
