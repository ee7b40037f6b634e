"""A language for tests: all that is said in capitals, so that what was not translated is small."""

from __future__ import annotations

import re

from depliant.interface import Interface
from depliant.sentences import Sentence, filled

ENGLISH = re.compile(
    r"\b(?:an|and|as|at|but|by|for|has|have|in|is|it|more|must|no|none|not|of|on|one|or|page"
    r"|text|that|the|to|with|without)\b"
)
"""Words that every English sentence has one of, and no name or code."""


class Loud(Interface):
    """Says everything in capitals but what is filled in."""

    def tell(self, said: str | Sentence) -> str:
        """A text or a sentence, with the sentences among its values in capitals too."""
        if isinstance(said, str):
            return said.upper()
        values = {
            name: self.tell(value) if isinstance(value, Sentence) else value
            for name, value in said.values
        }
        template = said.many if said.many and values["count"] != 1 else said.template
        loud = re.sub(
            r"(\{[^{}]*\}|`[^`]*`)|[^{}`]+", lambda found: found[1] or found[0].upper(), template
        )
        return filled(loud, values) if values else loud


LOUD = Loud()
