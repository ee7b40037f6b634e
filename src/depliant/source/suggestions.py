"""What a hint may offer for a word that is not known."""

from __future__ import annotations

from collections.abc import Iterator

from depliant.sentences import NOTHING, Sentence, say


def did_you_mean(name: str, known: Iterator[str] | list[str] | tuple[str, ...]) -> Sentence:
    """A hint that names the known word nearest to `name`, or nothing."""
    from difflib import get_close_matches

    near = get_close_matches(name, list(known), n=1)
    return say("Did you mean `{near}`?", near=near[0]) if near else NOTHING
