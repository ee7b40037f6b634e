"""What stays English of all that is told about a French project.

`loud` has a language of capitals; here the user's own words are told from the program's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from depliant.errors import Diagnostic
from depliant.sentences import Sentence

ENGLISH = re.compile(
    r"(?<![\w./-])(?:and|are|at|be|been|beyond|but|by|cannot|does|each|every|for|had|has|have"
    r"|here|how|if|instead|into|is|it|its|may|missing|must|neither|no|none|nor|not|nothing|of|one"
    r"|only|other|out|over|should|so|some|such|than|that|the|their|then|there|this|to|too|under"
    r"|until|was|were|what|when|where|which|while|who|with|within|without|would|yes)(?![\w./-])"
)
"""Words of which hardly an English clause has none, and no French one any."""


def leaks(found: Iterable[Diagnostic], own: str = "") -> list[str]:
    """English among what fills the sentences of diagnostics, but for words of the user's `own`."""
    known = _letters(own)
    return [
        value
        for one in found
        for part in (one.message, one.hint)
        for value in _filled_in(part)
        if not _CODES.fullmatch(value)
        and not all(_letters(piece) in known for piece in _pieces(value) if ENGLISH.search(piece))
    ]


_CODES = re.compile(r"[a-z]{2}(?:, [a-z]{2})+")
"""Codes of languages, such as "en, it, no"."""


def _filled_in(sentence: Sentence) -> Iterator[str]:
    """The texts that fill a sentence, and the sentences among its values."""
    for _, value in sentence.values:
        if isinstance(value, Sentence):
            yield from _filled_in(value)
        elif isinstance(value, str):
            yield value


def _pieces(value: str) -> list[str]:
    """The parts of a passage as somebody has typed them: … stands for words between them."""
    return re.split(r"[…()]|[.;:!?](?=\s)", value)


def _letters(text: str) -> str:
    """Words without what becomes of spaces, quotes and dashes in print."""
    return "".join(char for char in text.casefold() if char.isalpha())
