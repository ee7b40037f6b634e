"""What a hint may offer for a word that is not known."""

from __future__ import annotations

from collections.abc import Iterator

from depliant.sentences import NOTHING, Sentence, say


def did_you_mean(name: str, known: Iterator[str] | list[str] | tuple[str, ...]) -> Sentence:
    """A hint that names the known word nearest to `name`, or nothing."""
    near = nearest(name, known)
    return say("Did you mean `{near}`?", near=near) if near else NOTHING


def nearest(name: str, known: Iterator[str] | list[str] | tuple[str, ...]) -> str:
    """The known word nearest to `name`, if any is near."""
    words = list(known)
    if not words:
        return ""
    from difflib import get_close_matches

    return next(iter(get_close_matches(name, words, n=1)), "")
