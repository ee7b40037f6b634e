"""The words that the program itself puts into an edition, by language.

They are in alternative texts only: what a chart is, and what stands between its parts. A
language is either complete or not there; what is not there is a part of its PO file (`asked`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from depliant.languages.phrase_table import PHRASES, Phrases

__all__ = ["Phrases", "asked", "complete", "given", "phrases", "phrases_or_english"]


def complete() -> tuple[str, ...]:
    """The languages whose phrases are all here, in the order of the alphabet."""
    return tuple(sorted(PHRASES))


def phrases(language: str) -> Phrases | None:
    """The phrases of a language tag (`en-GB` takes those of `en`, `nn` those of `nb`), or None."""
    name = language.replace("_", "-").partition("-")[0]
    return PHRASES.get("nb" if name in ("nn", "no") else name)


def phrases_or_english(language: str) -> Phrases:
    """The phrases of a language, in English where it has none."""
    return phrases(language) or PHRASES["en"]


def asked(language: str, source: str) -> dict[str, str]:
    """The phrases that a translator has to give a language, by name, in the source's words.

    What varies has a letter in braces, so that its order may change: "Source ({a}): {b}.".
    """
    if phrases(language) is not None:
        return {}
    known = phrases(source) or PHRASES["en"]
    fields = {name: text for name, text in known._asdict().items() if name != "kinds"}
    texts = {**fields, **{f"kinds.{kind}": name for kind, name in known.kinds.items()}}
    return {name: _lettered(text) for name, text in texts.items() if text.strip(_MARKS)}


def given(language: str, source: str, texts: Mapping[str, str]) -> Phrases | None:
    """The phrases of a language from a translator's texts by name; None if it needs none."""
    if not asked(language, source):
        return None
    known = phrases(source) or PHRASES["en"]
    kinds = {kind: texts.get(f"kinds.{kind}", name) for kind, name in known.kinds.items()}
    fields = {
        name: _numbered(texts[name]) if name in texts else _neutral(name, text)
        for name, text in known._asdict().items()
        if name != "kinds"
    }
    return Phrases(kinds=kinds, **fields)


_MARKS: Final = "\u00a0\u202f:; "
_LETTERS: Final = "ab"


def _neutral(name: str, text: str) -> str:
    """A phrase that is only marks, as most languages set it."""
    return {"colon": ": ", "semicolon": "; "}.get(name, text)


def _lettered(text: str) -> str:
    for letter in _LETTERS:
        text = text.replace("{}", f"{{{letter}}}", 1)
    return text


def _numbered(text: str) -> str:
    """A translator's text as a pattern of `str.format`, in which no other brace means anything."""
    text = text.replace("{", "{{").replace("}", "}}")
    for number, letter in enumerate(_LETTERS):
        text = text.replace(f"{{{{{letter}}}}}", f"{{{number}}}")
    return text
